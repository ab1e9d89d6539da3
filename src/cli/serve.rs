//! `partnerbook serve`: a folder is shown in a browser while it is written.

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use clap::Args;

use super::place;
use super::print;
use super::progress::{Audience, Matter, Progress};
use super::tally::{Tally, amount};
use super::today::today;
use crate::failure::FileError;
use crate::serve::{self, Host, Listening, Means, Port, Report, Watching};
use crate::sheet;
use crate::studio::{Folders, State, Studio};

const EXAMPLES: &str = "\
Examples:
  partnerbook serve --open              this playbook, in your browser
  partnerbook serve handbook            the Markdown files in handbook/
  partnerbook serve --host 0.0.0.0      also for a phone in the same network
  partnerbook serve --subpath /team/    as it will be at example.org/team/
  partnerbook serve --poll              where saves are not seen by themselves

Save a file, and the page shows it: where you are in it, what is unfolded and \
what is typed into a sheet stays. When there is an error, the page says so and \
goes on showing the last good state. Nothing is written to the disk: make the \
site with `partnerbook build`.

Only programs on this machine are answered, unless --host says otherwise. \
Ctrl-C ends it.";

/// Show the playbook in a browser while you write.
///
/// Shows exactly what `build` would write, and each save in a moment.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    /// The folder that the playbook is in, as for `build`.
    #[arg(value_name = "ROOT", default_value = ".")]
    root: PathBuf,

    /// Open it in the browser.
    #[arg(long)]
    open: bool,

    /// The port; without it 4000 or the next one that is free.
    #[arg(long, value_name = "N")]
    port: Option<u16>,

    /// Let others in the network see it too, under this number or name of the machine.
    ///
    /// 0.0.0.0 stands for every number that the machine has. Anybody in the same network can then read the playbook.
    #[arg(long, value_name = "ADDR")]
    host: Option<String>,

    /// Serve it in a folder of the host, as it will be published.
    #[arg(long, value_name = "/X/", default_value = "/", value_parser = subpath)]
    subpath: String,

    /// Look at the folders again and again, where the system does not tell what is saved.
    #[arg(long)]
    poll: bool,
}

fn subpath(text: &str) -> Result<String, String> {
    if serve::is_subpath(text) {
        return Ok(text.to_owned());
    }
    Err("write a folder of letters, digits, `-` and `_`, between slashes: /team/".to_owned())
}

/// Shows the playbook until Ctrl-C.
pub(super) fn run(options: &Options) -> Result<ExitCode, FileError> {
    let folders = place::folders(&options.root, ("serve", "serve"))?;
    let host = options.host.clone().map_or(Host::Here, Host::Named);
    let port = options.port.map_or(Port::Usual, Port::Exactly);
    let listening = serve::listen(host, port, &options.subpath)?;
    let means = if options.poll { Means::Polling } else { Means::Usual };
    let watching = Watching::begin(&folders, means)?;

    let begun = Instant::now();
    let progress = Progress::start(Audience::Person, Matter::Files);
    let studio = Arc::new(Studio::open(folders.clone(), today)?);
    drop(progress);
    print::to_output(&welcome(&folders, &listening))?;
    // What is said at the start and what of the first save comes from two threads.
    let one = Mutex::new(());
    let report = move |reported: Report| {
        let _one = one.lock();
        // A terminal that is gone is no reason to stop.
        let _ = report(&reported);
    };
    report(Report::Shown { state: studio.state(), took: begun.elapsed() });
    if options.open {
        open_browser(&listening.address())?;
    }
    serve::serve(studio, listening, watching, Arc::new(report))?;
    print::to_output("Stopped.\n")?;
    Ok(ExitCode::SUCCESS)
}

/// What is said at the start: where it is, and what is watched.
fn welcome(folders: &Folders, listening: &Listening) -> String {
    let Folders { shown_as, theme, .. } = folders;
    let text = if shown_as.is_empty() { "this folder" } else { shown_as };
    let watched = match theme {
        Some(_) => format!("{text} with its templates, styles and fonts"),
        None => text.to_owned(),
    };
    let here = listening.address();
    let outside = listening
        .address_from_outside()
        .map(|address| format!("For a phone in the same network: {address}\n{}", code(&address)));
    let outside = outside.unwrap_or_default();
    format!("The playbook is at {here}\n{outside}Watching {watched}. Ctrl-C ends it.\n\n")
}

/// The address as a QR code, where there is a terminal to draw it in.
fn code(address: &str) -> String {
    if !io::stdout().is_terminal() {
        return String::new();
    }
    let lines = sheet::qr_lines(address).unwrap_or_default();
    // Light is drawn in white on black, whatever the terminal's own ground is.
    let drawn: Vec<String> =
        lines.lines().map(|line| format!("\u{1b}[97;40m{line}\u{1b}[0m")).collect();
    format!("\n{}\n\n", drawn.join("\n"))
}

fn open_browser(address: &str) -> Result<(), FileError> {
    match open::that_detached(address) {
        Ok(()) => Ok(()),
        Err(_) => print::to_people(&format!("There is no browser to open: go to {address}\n")),
    }
}

/// Says what changed, and the faults that were not there before.
fn report(reported: &Report) -> Result<(), FileError> {
    match reported {
        Report::Shown { state, took } => shown(state, *took),
        Report::Refused(why) => print::to_people(&format!(
            "error: {why}\nThe last good state stays; it is tried again every second.\n"
        )),
        Report::Failed(why) => print::to_people(&format!(
            "error: {why}\nThe last good state stays until the next save.\n"
        )),
        Report::Polls(why) => print::to_people(&format!(
            "Looking at the folders again and again, because {why}: a save shows after half a second.\n"
        )),
    }
}

fn shown(state: &State, took: Duration) -> Result<(), FileError> {
    print::to_people(&state.news.brief(print::colour()))?;
    print::to_output(&line(state, took))
}

/// `57 pages and 8 sheets, 2 warnings (34 ms)`.
fn line(state: &State, took: Duration) -> String {
    let tally =
        Tally { errors: state.errors, warnings: state.warnings, hints: state.hints }.words();
    let what = match state.counts.filter(|_| state.is_good) {
        Some(counts) if tally.is_empty() => amount(counts),
        Some(counts) => format!("{}, {tally}", amount(counts)),
        None => format!("{tally}: the last good state stays"),
    };
    format!("{what} ({} ms)\n", took.as_millis())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compile::Counts;

    #[test]
    fn each_save_is_reported_in_a_line() {
        let counts = Some(Counts { pages: 57, sheets: 8, ..Counts::default() });
        let good = State { is_good: true, counts, warnings: 2, ..State::default() };
        let took = Duration::from_millis(34);
        assert_eq!(line(&good, took), "57 pages and 8 sheets, 2 warnings (34 ms)\n");
        assert_eq!(
            line(&State { warnings: 0, ..good.clone() }, took),
            "57 pages and 8 sheets (34 ms)\n"
        );
        let bad = State { is_good: false, counts: None, errors: 1, warnings: 0, ..good };
        assert_eq!(line(&bad, took), "1 error: the last good state stays (34 ms)\n");
    }
}
