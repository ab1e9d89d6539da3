//! How long a save takes to be in the browser: from the file's rename to the event, and to the page with the new words.
//!
//! The browser here is a connection and nothing else: what a real one takes to draw comes on top.

use std::error::Error;
use std::fs;
use std::io::{BufRead, BufReader, Lines, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::synthetic;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Saves that are measured, after a few that are not.
const SAVES: usize = 40;
const UNMEASURED: usize = 3;
/// Between two saves: people take longer, and one must not belong to the round of the other.
const PAUSE: Duration = Duration::from_millis(60);

/// Chapters and sheets of the playbooks.
const SIZES: [(&str, usize, usize); 3] =
    [("25", 25, 6), ("250 and 100 sheets", 250, 100), ("1,000", 1_000, 250)];

/// Prints what saves take in playbooks of several sizes.
pub(crate) fn print(folder: &Path) -> Outcome<()> {
    println!("\nFrom a save to the event, and to the page with the new words, {SAVES} saves\n");
    println!(
        "{:20} {:>12} {:>12} {:>12} {:>12} {:>12}",
        "chapters", "event p50", "event p95", "page p50", "page p95", "CPU a save"
    );
    for (name, chapters, sheets) in SIZES {
        let root = folder.join(format!("save-{chapters}"));
        synthetic::write_with_sheets(&root, chapters, sheets)?;
        let Measured { mut events, mut pages, cpu } = measure(&root, chapters)?;
        let cpu = cpu.map_or_else(|| "unknown".to_owned(), milliseconds);
        let [event, late_event] = middle_and_late(&mut events);
        let [page, late_page] = middle_and_late(&mut pages);
        println!("{name:20} {event:>12} {late_event:>12} {page:>12} {late_page:>12} {cpu:>12}");
    }
    Ok(())
}

struct Measured {
    events: Vec<Duration>,
    pages: Vec<Duration>,
    /// The median of a save. `None` where the system does not tell.
    cpu: Option<Duration>,
}

fn measure(root: &Path, chapters: usize) -> Outcome<Measured> {
    let preview = Preview::start(root)?;
    let mut events = preview.events()?;
    let mut measured = Measured { events: Vec::new(), pages: Vec::new(), cpu: None };
    let mut before = None;
    for save in 0..UNMEASURED + SAVES {
        if save == UNMEASURED {
            before = preview.cpu();
        }
        let (path, route) = synthetic::chapter_and_page(save * 7 % chapters);
        let (file, beside) = (root.join("playbook").join(path), root.join("beside"));
        fs::write(&beside, format!("{}\nSaved {save} times.\n", fs::read_to_string(&file)?))?;
        thread::sleep(PAUSE);
        let begun = Instant::now();
        fs::rename(&beside, &file)?;
        next(&mut events)?;
        let event = begun.elapsed();
        let words = format!("Saved {save} times.");
        while !preview.page(&route)?.contains(&words) {}
        if save >= UNMEASURED {
            measured.events.push(event);
            measured.pages.push(begun.elapsed());
        }
    }
    let spent = preview.cpu().zip(before).map(|(after, before)| after.saturating_sub(before));
    measured.cpu = spent.map(|spent| spent / u32::try_from(SAVES).unwrap_or(1));
    Ok(measured)
}

/// A preview that runs, ended when dropped.
struct Preview {
    child: Child,
    _said: BufReader<ChildStdout>,
    address: String,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Preview {
    fn start(root: &Path) -> Outcome<Self> {
        let mut child = Command::new(env!("CARGO_BIN_EXE_partnerbook"))
            .args(["serve", "--port", "0"])
            .arg(root)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut said = BufReader::new(child.stdout.take().ok_or("it says something")?);
        let mut line = String::new();
        said.read_line(&mut line)?;
        let address = line.trim().rsplit("http://").next().unwrap_or_default();
        let address = address.trim_end_matches('/').to_owned();
        while !line.contains(" ms)") {
            line.clear();
            if said.read_line(&mut line)? == 0 {
                return Err("the preview does not start".into());
            }
        }
        Ok(Self { child, _said: said, address })
    }

    /// The stream of events, after the first.
    fn events(&self) -> Outcome<Lines<BufReader<TcpStream>>> {
        let stream = self.asked("/.partnerbook/live", "keep-alive")?;
        let mut events = BufReader::new(stream).lines();
        next(&mut events)?;
        Ok(events)
    }

    fn page(&self, route: &str) -> Outcome<String> {
        let mut page = String::new();
        self.asked(&format!("/{route}"), "close")?.read_to_string(&mut page)?;
        Ok(page)
    }

    fn asked(&self, path: &str, connection: &str) -> Outcome<TcpStream> {
        let mut stream = TcpStream::connect(&self.address)?;
        let host = &self.address;
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: {connection}\r\n\r\n");
        stream.write_all(request.as_bytes())?;
        Ok(stream)
    }

    /// What it took of the processors so far, in steps of ten milliseconds: fields 14 and 15 of proc(5), after the name.
    fn cpu(&self) -> Option<Duration> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id())).ok()?;
        let fields: Vec<&str> = stat.rsplit_once(") ")?.1.split(' ').collect();
        let ticks: u64 =
            fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?;
        Some(Duration::from_millis(ticks * 10))
    }
}

/// Waits for the next event.
fn next(events: &mut Lines<BufReader<TcpStream>>) -> Outcome<()> {
    for line in events {
        if line?.starts_with("data:") {
            return Ok(());
        }
    }
    Err("the preview ended".into())
}

fn middle_and_late(times: &mut [Duration]) -> [String; 2] {
    times.sort();
    [times.len() / 2, times.len() * 95 / 100].map(|at| milliseconds(times[at]))
}

fn milliseconds(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}
