//! Other hosts, by one of our own: what it is asked, and what an author is told of its answers. Nobody else is asked.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use partnerbook::compile;
use partnerbook::diag::{Diagnostics, show};
use partnerbook::reach::network::{Limits, NAME, Network};
use partnerbook::reach::{self, Client, Known, RetryPolicy};
use partnerbook::source::Sources;

use crate::folder::{self, Ended};

/// A host on this machine. It goes on until the tests are over.
struct Host {
    /// Where it is: `http://127.0.0.1:4000`.
    address: String,
    /// The head of each question, in order.
    heads: Arc<Mutex<Vec<String>>>,
}

impl Host {
    fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let heads: Arc<Mutex<Vec<String>>> = Arc::default();
        let all = Arc::clone(&heads);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let all = Arc::clone(&all);
                thread::spawn(move || answer(&mut stream.unwrap(), &all));
            }
        });
        Self { address, heads }
    }

    /// What it was asked since this was called last: `HEAD /a`, sorted.
    fn asked(&self) -> Vec<String> {
        let heads = std::mem::take(&mut *self.heads.lock().unwrap());
        let line = |head: String| head.lines().next().unwrap().replace(" HTTP/1.1", "");
        let mut asked: Vec<String> = heads.into_iter().map(line).collect();
        asked.sort();
        asked
    }
}

/// Answers one question, by the path that is asked for.
fn answer(stream: &mut TcpStream, all: &Mutex<Vec<String>>) {
    let mut head = String::new();
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    while !head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut head).unwrap_or(0) == 0 {
            return;
        }
    }
    let path = head.split(' ').nth(1).unwrap().to_owned();
    let is_head = head.starts_with("HEAD ");
    let before = {
        let mut all = all.lock().unwrap();
        let before = all.iter().filter(|each| each.split(' ').nth(1) == Some(&path)).count();
        all.push(head);
        before
    };
    let (status, more) = match path.as_str() {
        "/gone" | "/gone?" => ("404 Not Found", ""),
        "/for-good" => ("410 Gone", ""),
        "/secret" => ("403 Forbidden", ""),
        "/moved" => ("301 Moved Permanently", "Location: /page\r\n"),
        "/slash" => ("308 Permanent Redirect", "Location: /slash/\r\n"),
        "/today" => ("302 Found", "Location: page?today\r\n"),
        "/round" => ("302 Found", "Location: /round\r\n"),
        "/inside" => ("302 Found", "Location: http://me:secret@127.0.0.1/\r\n"),
        "/pressed" if before == 0 => ("429 Too Many Requests", "Retry-After: 0\r\n"),
        "/tired" => ("429 Too Many Requests", "Retry-After: 3600\r\n"),
        "/weary" => ("429 Too Many Requests", "Retry-After: 0\r\n"),
        "/ill" if before == 0 => ("500 Internal Server Error", ""),
        "/no-head" | "/no-head?b=c" | "/endless" if is_head => {
            ("405 Method Not Allowed", "Allow: GET\r\n")
        }
        "/breaks" if is_head => return,
        "/silent" => {
            let _ = reader.read_to_string(&mut String::new());
            return;
        }
        _ => ("200 OK", ""),
    };
    let _ = write!(stream, "HTTP/1.1 {status}\r\n{more}Connection: close\r\n\r\n");
    while path == "/endless" && !is_head && stream.write_all(&[b'a'; 4096]).is_ok() {}
}

/// As the program treats hosts, but without long waits.
fn policy() -> RetryPolicy {
    RetryPolicy {
        pause: Duration::ZERO,
        waits: [Duration::from_millis(1), Duration::from_millis(2)],
        ..RetryPolicy::default()
    }
}

/// What is told of the playbook made of `files`, one line each: `a.md moved-link …`.
fn told(files: &[(&str, &str)], known: &mut Known, now: u64) -> Vec<String> {
    told_with(files, known, now, &policy())
}

fn told_with(
    files: &[(&str, &str)],
    known: &mut Known,
    now: u64,
    policy: &RetryPolicy,
) -> Vec<String> {
    let sources = Sources::in_memory(files);
    let links = compile::outside(&sources).links;
    // Only the path at which nothing comes is worth no wait.
    let is_silent = files.iter().any(|(_, text)| text.contains("/silent"));
    let whole = Duration::from_millis(if is_silent { 300 } else { 20_000 });
    let network = Network::new(Limits { whole, ..Limits::default() });
    let client = Client { ask: &|request| network.ask(request), settled: &|| () };
    reach::learn(&links, known, now, policy, client);
    let mut diagnostics = Diagnostics::new();
    diagnostics.extend(reach::faults(&links, known, now));
    let line = |(severity, fault): (_, &partnerbook::diag::Diagnostic)| {
        let place = fault.location.as_ref().map_or("everywhere", |place| place.path.as_str());
        let _: partnerbook::diag::Severity = severity;
        format!("{place} {} {}", fault.rule.code, fault.message)
    };
    assert_eq!(
        show::json(&diagnostics.sorted(), &sources).lines().count(),
        diagnostics.sorted().len()
    );
    diagnostics.sorted().into_iter().map(line).collect()
}

/// A page with a link to each of `paths` of the host at `address`.
fn page(address: &str, paths: &[&str]) -> String {
    let links: Vec<String> =
        paths.iter().map(|path| format!("[to {path}]({address}{path})")).collect();
    format!("# Links\n\n{}\n", links.join("\n"))
}

/// What is told of one link to `path`, after its address; and what the host was asked.
fn told_of(path: &str) -> (String, Vec<String>) {
    let host = Host::new();
    let text = page(&host.address, &[path]);
    let told = told(&[("a.md", &text)], &mut Known::default(), 1);
    (told.join("; ").replace(&host.address, ""), host.asked())
}

/// Each path, what is told of it, and what is asked for that.
const ANSWERS: &[(&str, &str, &[&str])] = &[
    ("/page", "", &["HEAD /page"]),
    (
        "/gone",
        "a.md dead-link `/gone` leads nowhere: its host knows no such page (404)",
        &["GET /gone", "HEAD /gone"],
    ),
    (
        "/for-good",
        "a.md dead-link `/for-good` leads nowhere: its host says that the page is gone for good (410)",
        &["GET /for-good", "HEAD /for-good"],
    ),
    (
        "/secret",
        "a.md unverified-link could not verify `/secret`: its host lets no programs in (403)",
        &["GET /secret", "HEAD /secret"],
    ),
    ("/moved", "a.md moved-link `/moved` has moved", &["HEAD /moved", "HEAD /page"]),
    ("/today", "", &["HEAD /page?today", "HEAD /today"]),
    (
        "/round",
        "a.md unverified-link could not verify `/round`: it leads on and on",
        &["HEAD /round"; 6],
    ),
    (
        "/inside",
        "a.md unverified-link could not verify `/inside`: it leads on to an address that is not to be asked",
        &["HEAD /inside"],
    ),
    ("/pressed", "", &["HEAD /pressed"; 2]),
    (
        "/tired",
        "a.md unverified-link could not verify `/tired`: its host wants to be asked more slowly (429)",
        &["HEAD /tired"],
    ),
    ("/ill", "", &["GET /ill", "HEAD /ill"]),
    ("/no-head", "", &["GET /no-head", "HEAD /no-head"]),
    ("/breaks", "", &["GET /breaks", "HEAD /breaks"]),
    ("/endless", "", &["GET /endless", "HEAD /endless"]),
    (
        "/silent",
        "a.md unverified-link could not verify `/silent`: the host did not answer in time",
        &["GET /silent", "GET /silent", "HEAD /silent"],
    ),
];

#[test]
fn an_author_is_told_what_a_host_says_and_it_is_asked_no_more_than_needed() {
    for (path, wanted, asked) in ANSWERS {
        let (told, seen) = told_of(path);
        assert_eq!(told, *wanted, "{path}");
        assert_eq!(seen, *asked, "{path}");
    }
}

#[test]
fn a_host_that_tires_is_not_asked_for_the_rest() {
    for (paths, asked) in [
        (&["/a", "/tired", "/tired?b", "/z"][..], &["HEAD /a", "HEAD /tired"][..]),
        (&["/weary", "/weary?b", "/z"], &["HEAD /weary", "HEAD /weary"]),
    ] {
        let host = Host::new();
        let text = page(&host.address, paths);
        let one_by_one = RetryPolicy { per_host: 1, ..policy() };
        let told = told_with(&[("a.md", &text)], &mut Known::default(), 1, &one_by_one);
        let line = |path: &&str| {
            let address = &host.address;
            format!(
                "a.md unverified-link could not verify `{address}{path}`: its host wants to be asked more slowly (429)"
            )
        };
        let left: Vec<String> = paths.iter().filter(|path| **path != "/a").map(line).collect();
        assert_eq!(told, left);
        assert_eq!(host.asked(), asked);
    }
}

#[test]
fn a_host_learns_the_address_and_our_name_and_nothing_else() {
    let host = Host::new();
    told(&[("a.md", &page(&host.address, &["/no-head?b=c#part"]))], &mut Known::default(), 1);
    let mut heads = host.heads.lock().unwrap().clone();
    heads.sort();
    let place = host.address.trim_start_matches("http://");
    for (head, method) in heads.iter().zip(["GET", "HEAD"]) {
        let mut lines: Vec<&str> = head.trim_end().split("\r\n").collect();
        assert_eq!(lines.remove(0), format!("{method} /no-head?b=c HTTP/1.1"));
        lines.sort_unstable();
        let name = format!("user-agent: {NAME}");
        assert_eq!(lines, ["accept: */*", &format!("host: {place}"), &name]);
    }
    assert_eq!(heads.len(), 2);
}

#[test]
fn an_address_is_asked_for_once_wherever_it_stands() {
    let host = Host::new();
    let at = &host.address;
    let settings = format!(
        "title = \"Both\"\nallow_html = true\n[contact]\ntitle = \"Ask\"\nlink = \"{at}/gone\"\n"
    );
    let list = format!(
        "kind = \"checklist\"\npause = \"Now\"\nitems = [\"As [agreed]({at}/gone#how)\"]\n"
    );
    let prose = format!(
        "# A\n\n[a]({at}/gone) [b]({at}/gone#x) <a href=\"{at}/gone?\">c</a>\n\n[d]({at}/page)\n"
    );
    let quiet = "[a](mailto:a@example.org) [b](index.md) [c](http://me:secret@127.0.0.1/) `http://127.0.0.1/`\n";
    let files = [
        ("playbook.toml", &*settings),
        ("list.toml", &list),
        ("a.md", &prose),
        ("index.md", quiet),
    ];
    let mut known = Known::default();
    let first = told(&files, &mut known, 1);
    assert_eq!(
        host.asked(),
        ["GET /gone", "GET /gone?", "HEAD /gone", "HEAD /gone?", "HEAD /page"]
    );
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for line in &first {
        assert!(line.contains(" dead-link "), "{line}");
        *places.entry(line.split(' ').next().unwrap()).or_default() += 1;
    }
    assert_eq!(places, BTreeMap::from([("a.md", 3), ("list.toml", 1), ("playbook.toml", 1)]));
    assert_eq!(told(&files, &mut known, 2), first);
    assert_eq!(host.asked(), Vec::<String>::new());
}

#[test]
fn what_the_settings_leave_out_is_not_asked_for() {
    let host = Host::new();
    let text = page(&host.address, &["/gone", "/team/gone", "/page"]);
    let settings =
        format!("external_skip = [\"{}/team\", \"{}/gone\"]", host.address, host.address);
    let files = [("a.md", &*text), ("playbook.toml", &settings)];
    assert_eq!(told(&files, &mut Known::default(), 1), Vec::<String>::new());
    assert_eq!(host.asked(), ["HEAD /page"]);
    assert_eq!(compile::outside(&Sources::in_memory(&files)).left_out, 2);
}

#[test]
fn what_no_browser_can_open_leads_nowhere() {
    let text =
        "[a](<https://exa mple.org/>) [b](http://999.1.1.1/) [c](http://me:secret@127.0.0.1/)\n";
    let line = |href: &str| {
        format!("a.md dead-link `{href}` leads nowhere: it is no address that a browser can open")
    };
    assert_eq!(
        told(&[("a.md", text)], &mut Known::default(), 1),
        [line("https://exa mple.org/"), line("http://999.1.1.1/")]
    );
}

#[test]
fn a_template_of_ones_own_holds_links_too() {
    let mut sources = Sources::in_memory(&[("a.md", "# A\n")]);
    let footer = "<a href=\"{{ page.root }}\">Home</a> <a href='https://example.org/imprint'>Imprint</a> \
        <a href=\"https://example.org/{{ page.title }}\">Elsewhere</a>";
    sources.templates.insert("footer.html".to_owned(), footer.into());
    let links = compile::outside(&sources).links;
    let [(href, places)] = &links.iter().collect::<Vec<_>>()[..] else { panic!("{links:?}") };
    assert_eq!(*href, "https://example.org/imprint");
    assert_eq!(places[0].path.as_str(), "templates/footer.html");
    assert_eq!(&footer[places[0].span.range()], "https://example.org/imprint");
}

/// An address at which nobody listens.
fn closed() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

#[test]
fn without_a_network_one_thing_is_told_and_nothing_is_called_dead() {
    let text = page("https://one.example", &["/a", "/b"]) + &page("https://other.example", &["/c"]);
    let folder = folder::with(&[("handbook/index.md", text.as_bytes())]);
    let ended = run_by_way_of(&closed(), folder.path(), &["--strict", "--format", "json"]);
    assert_eq!(ended.code, Some(0), "{}", ended.said);
    assert_eq!(ended.said.matches("unverified-link").count(), 1, "{}", ended.said);
    let message = "none of 2 other hosts could be reached, so their 3 addresses are not checked: the host could not be connected to";
    assert!(ended.said.contains(message), "{}", ended.said);
}

#[test]
fn one_host_that_is_away_is_told_for_each_address() {
    let (host, away) = (Host::new(), closed());
    let text = page(&host.address, &["/page"]) + &page(&away, &["/a", "/b"]);
    let told = told(&[("a.md", &text)], &mut Known::default(), 1);
    let line = |path: &str| {
        format!(
            "a.md unverified-link could not verify `{away}{path}`: the host could not be connected to"
        )
    };
    assert_eq!(told, [line("/a"), line("/b")]);
}

/// The program in `folder`, with a folder of its own for what it keeps.
fn run(folder: &Path, options: &[&str]) -> Ended {
    folder::ended(&mut asking(folder, options))
}

/// The same by way of a proxy, which alone reaches hosts outside.
fn run_by_way_of(proxy: &str, folder: &Path, options: &[&str]) -> Ended {
    let mut command = asking(folder, options);
    folder::ended(
        command.env("ALL_PROXY", proxy).env("HTTPS_PROXY", proxy).env("HTTP_PROXY", proxy),
    )
}

fn asking(folder: &Path, options: &[&str]) -> Command {
    let mut command = Command::new(folder::program());
    let kept = folder.join("kept");
    command.args(["check", "handbook", "--external"]).args(options);
    command.env("XDG_CACHE_HOME", &kept).env("LOCALAPPDATA", &kept).env("NO_COLOR", "1");
    command.current_dir(folder);
    command
}

/// A folder with a playbook in which `handbook/index.md` links to `paths` of `host`.
fn handbook(host: &Host, paths: &[&str]) -> tempfile::TempDir {
    folder::with(&[("handbook/index.md", page(&host.address, paths).as_bytes())])
}

#[test]
fn the_program_asks_once_a_day_and_again_when_told() {
    let host = Host::new();
    let folder = handbook(&host, &["/page", "/moved"]);
    let moved = ["HEAD /moved", "HEAD /page", "HEAD /page"];
    let first = run(folder.path(), &[]);
    assert!(first.said.contains("hint[moved-link]: "), "{}", first.said);
    assert!(first.said.ends_with("Asked for 2 addresses of other hosts.\n"), "{}", first.said);
    assert_eq!((first.code, host.asked()), (Some(0), moved.map(str::to_owned).to_vec()));
    let again = run(folder.path(), &[]);
    assert!(again.said.contains("hint[moved-link]: "), "{}", again.said);
    assert!(
        again.said.ends_with(
            "Asked for 0 addresses of other hosts; 2 led somewhere within the last day.\n"
        ),
        "{}",
        again.said
    );
    assert_eq!(host.asked(), Vec::<String>::new());
    run(folder.path(), &["--fresh"]);
    assert_eq!(host.asked(), moved);
    assert_eq!(
        folder::files_below(folder.path()),
        ["handbook/index.md", "kept/partnerbook/addresses.txt"]
    );
}

#[test]
fn what_the_program_kept_may_be_damaged() {
    let host = Host::new();
    let folder = handbook(&host, &["/page"]);
    let kept = folder.path().join("kept/partnerbook/addresses.txt");
    std::fs::create_dir_all(kept.parent().unwrap()).unwrap();
    for damaged in [&b"\xFF\0"[..], b"0 x\n", b""] {
        std::fs::write(&kept, damaged).unwrap();
        assert_eq!(run(folder.path(), &[]).code, Some(0));
        assert_eq!(host.asked(), ["HEAD /page"]);
    }
}

#[test]
fn a_dead_link_fails_a_strict_check_and_is_asked_for_each_time() {
    let host = Host::new();
    let folder = handbook(&host, &["/gone", "/secret"]);
    for (options, code) in
        [(&["--strict"][..], 1), (&["--format", "sarif"], 0), (&["--format", "github"], 0)]
    {
        let ended = run(folder.path(), options);
        assert_eq!(ended.code, Some(code), "{}", ended.said);
        assert!(
            ended.said.contains("dead-link") && ended.said.contains("unverified-link"),
            "{}",
            ended.said
        );
        assert_eq!(host.asked(), ["GET /gone", "GET /secret", "HEAD /gone", "HEAD /secret"]);
    }
    assert!(!folder.path().join("kept").exists());
}

#[test]
fn only_what_a_slash_mends_is_mended() {
    let host = Host::new();
    let folder = handbook(&host, &["/slash#part", "/moved"]);
    let ended = run(folder.path(), &["--fix", "--yes"]);
    let text = std::fs::read_to_string(folder.path().join("handbook/index.md")).unwrap();
    assert_eq!(
        text,
        page(&host.address, &["/slash#part", "/moved"]).replace("/slash#part)", "/slash/#part)")
    );
    assert_eq!(ended.said.matches("Changed 1 place in 1 file.").count(), 1, "{}", ended.said);
}

#[test]
fn nobody_is_asked_by_a_build_or_an_ordinary_check() {
    let host = Host::new();
    let folder = handbook(&host, &["/gone"]);
    for command in ["build", "check"] {
        folder::run(folder.path(), &[command, "handbook"]);
    }
    assert_eq!(host.asked(), Vec::<String>::new());
}
