//! A playbook in a folder of its own, edited and looked at.

use std::fs;

use tempfile::TempDir;

use super::*;
use crate::memo::MEMO;

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder for the test");
    for (path, text) in files {
        write(&folder, path, text);
    }
    folder
}

/// The settings of a playbook in which a dead link forbids a site.
const STRICT: (&str, &str) =
    ("playbook/playbook.toml", "strict = true\n[check]\nmissing-summary = \"off\"\n");

fn write(folder: &TempDir, path: &str, text: &str) {
    let file = folder.path().join(path);
    fs::create_dir_all(file.parent().expect("it lies in a folder")).expect("room on the disk");
    fs::write(file, text).expect("room on the disk");
}

fn open(folder: &TempDir) -> Studio {
    let folders = Folders {
        content: folder.path().join("playbook"),
        shown_as: "playbook/".to_owned(),
        theme: Some(folder.path().to_owned()),
    };
    Studio::open(folders, || None).expect("the folder can be read")
}

fn refresh(studio: &Studio) -> Arc<State> {
    studio.refresh(None).expect("the folder can be read")
}

fn text(studio: &Studio, path: &str) -> Option<String> {
    let file = studio.file(path).expect("the file can be read")?;
    Some(String::from_utf8_lossy(&file.bytes).into_owned())
}

#[test]
fn an_edit_is_in_the_site_and_nothing_new_is_no_new_version() {
    let folder = folder(&[("playbook/index.md", "# One\n")]);
    let studio = open(&folder);
    assert_eq!((studio.state().version, studio.state().is_good), (1, true));
    assert_eq!(refresh(&studio).version, 1);
    write(&folder, "playbook/index.md", "# Two\n");
    assert_eq!(refresh(&studio).version, 2);
    assert!(text(&studio, "index.html").is_some_and(|page| page.contains("<h1>Two</h1>")));
    assert_eq!(text(&studio, "no.html"), None);
}

#[test]
fn a_fault_keeps_the_last_good_site_and_is_reported_in_its_parts() {
    let folder = folder(&[STRICT, ("playbook/index.md", "# One\n")]);
    let studio = open(&folder);
    write(&folder, "playbook/index.md", "# Two\n\nSee [it](gone.md).\n");
    let state = refresh(&studio);
    assert!(!state.is_good && state.counts.is_none());
    let faults = state.reported.faults(1);
    let fault = faults.first().expect("one is told");
    let line = fault.excerpt.as_ref().expect("the text is at hand");
    assert_eq!((fault.code, fault.severity), ("broken-link", "error"));
    assert_eq!(fault.place.as_deref(), Some("playbook/index.md:3:10"));
    assert_eq!(
        (line.number, &*line.before, &*line.marked, &*line.after),
        (3, "See [it](", "gone.md", ").")
    );
    assert!(text(&studio, "index.html").is_some_and(|page| page.contains("<h1>One</h1>")));
    write(&folder, "playbook/index.md", "# One\n");
    let state = refresh(&studio);
    assert_eq!((state.version, state.is_good, state.reported.faults(1).len()), (3, true, 0));
}

#[test]
fn without_any_good_site_there_are_no_files() {
    let folder = folder(&[STRICT, ("playbook/index.md", "[it](gone.md)\n")]);
    let studio = open(&folder);
    assert!(!studio.state().is_good);
    assert_eq!(studio.paths(), Vec::<String>::new());
}

#[test]
fn a_lost_heading_is_reported_where_it_stands_after_each_edit() {
    let ledger = "[published]\n\"index.html\" = \"good-when\"\n";
    let page = "# One\n\n## Good then\n";
    let folder = folder(&[("playbook/.addresses.toml", ledger), ("playbook/index.md", page)]);
    let studio = open(&folder);
    let place =
        |state: &State| state.reported.faults(1).first().and_then(|fault| fault.place.clone());
    assert_eq!(place(&studio.state()).as_deref(), Some("playbook/index.md:3:1"));
    write(&folder, "playbook/index.md", "# One\n\nWords.\n\n## Good then\n");
    assert_eq!(place(&refresh(&studio)).as_deref(), Some("playbook/index.md:5:1"));
    write(&folder, "playbook/index.md", "# One\n\nWords.\n\n## Good when\n");
    assert_eq!(place(&refresh(&studio)), None);
}

#[test]
fn a_ledger_that_is_written_later_is_held_against_the_pages() {
    let folder = folder(&[("playbook/index.md", "# One\n")]);
    let studio = open(&folder);
    let file = folder.path().join("playbook/.addresses.toml");
    let touched = BTreeSet::from([file.clone()]);
    let warnings = || studio.refresh(Some(&touched)).expect("the folder can be read").warnings;
    write(&folder, "playbook/.addresses.toml", "[published]\n\"gone.html\" = \"\"\n");
    assert_eq!(warnings(), 1);
    write(&folder, "playbook/.addresses.toml", "[published]\n\"index.html\" = \"\"\n");
    assert_eq!(warnings(), 0);
    write(&folder, "playbook/.addresses.toml", "[published]\n\"index.html\" = \"lost\"\n");
    assert_eq!(warnings(), 1);
    fs::remove_file(file).expect("it is there");
    assert_eq!(warnings(), 0);
}

#[test]
fn a_review_that_is_late_is_reported_from_that_day_on() {
    static DAY: std::sync::atomic::AtomicU16 = std::sync::atomic::AtomicU16::new(1);
    let today = || {
        let day = DAY.load(std::sync::atomic::Ordering::Relaxed);
        Date::parse(&format!("2026-10-{day:02}"))
    };
    let page = |title: &str, day: u8| {
        format!("+++\ntitle = \"{title}\"\nreview_by = 2026-10-{day:02}\n+++\nWords.\n")
    };
    let folder = folder(&[("playbook/index.md", &page("One", 2)), ("playbook/a.md", "# A\n")]);
    let folders =
        Folders { content: folder.path().join("playbook"), shown_as: String::new(), theme: None };
    let studio = Studio::open(folders, today).expect("the folder can be read");
    assert_eq!((refresh(&studio).version, studio.state().warnings), (1, 0));
    DAY.store(3, std::sync::atomic::Ordering::Relaxed);
    assert_eq!((refresh(&studio).version, studio.state().warnings), (2, 1));
    write(&folder, "playbook/index.md", &format!("{}And more.\n", page("One", 2)));
    assert_eq!(refresh(&studio).warnings, 1);
    write(&folder, "playbook/a.md", &page("A", 1));
    assert_eq!(refresh(&studio).warnings, 2);
    write(&folder, "playbook/index.md", &page("Two", 4));
    assert_eq!(refresh(&studio).warnings, 1);
}

#[test]
fn a_reworded_heading_is_found_by_the_id_it_had_before_as_long_as_there_is_one() {
    let ledger = "[moved]\n\"index.html#old\" = \"index.html#new\"\n";
    let page = "# One\n\n## New\n";
    let folder = folder(&[("playbook/.addresses.toml", ledger), ("playbook/index.md", page)]);
    let studio = open(&folder);
    let leads_on = || text(&studio, "index.html").is_some_and(|page| page.contains("old"));
    assert!(leads_on());
    write(&folder, "playbook/index.md", "# One\n\n## Newer\n");
    refresh(&studio);
    assert!(!leads_on());
    write(&folder, "playbook/index.md", page);
    refresh(&studio);
    assert!(leads_on());
}

#[test]
fn a_picture_that_is_shown_no_longer_is_no_longer_in_the_site() {
    let folder = folder(&[
        ("playbook/index.md", "# One\n"),
        ("playbook/a.md", "# A\n\n![A dot](dot.svg)\n"),
        ("playbook/b.md", "# B\n\n![A dot](dot.svg)\n"),
        ("playbook/dot.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ]);
    let studio = open(&folder);
    let is_there = |path: &str| studio.paths().contains(&path.to_owned());
    write(&folder, "playbook/a.md", "# A\n");
    assert_eq!((refresh(&studio).hints, is_there("dot.svg")), (0, true));
    write(&folder, "playbook/b.md", "# B\n");
    assert_eq!((refresh(&studio).hints, is_there("dot.svg")), (1, false));
    write(&folder, "playbook/a.md", "# A\n\n![A dot](dot.svg)\n");
    assert_eq!((refresh(&studio).hints, is_there("dot.svg")), (0, true));
}

#[test]
fn files_that_lie_apart_are_to_be_watched_and_seen() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
    let folder = folder(&[
        ("playbook/index.md", "# One\n\n![A dot](.assets/dot.svg)\n\n![A dash](/dash.svg)\n"),
        ("playbook/.assets/dot.svg", svg),
        ("playbook/.assets/other.svg", svg),
        ("public/dash.svg", svg),
        ("mkdocs.yml", "nav: [index.md]\n"),
    ]);
    let studio = open(&folder);
    let root = folder.path().canonicalize().expect("it is there");
    let aside = ["mkdocs.yml", "playbook/.assets/dot.svg", "public/dash.svg"];
    assert_eq!(studio.aside(), aside.iter().map(|name| root.join(name)).collect());
    for name in &aside[1..] {
        let version = studio.state().version;
        write(&folder, name, &svg.replace("/>", "><g/></svg>"));
        let changed = BTreeSet::from([root.join(name)]);
        let state = studio.refresh(Some(&changed)).expect("the folder can be read");
        assert_eq!(state.version, version + 1, "{name}");
    }
}

#[test]
fn another_colour_is_another_style_sheet() {
    let folder = folder(&[("playbook/index.md", "# One\n"), ("playbook/playbook.toml", "")]);
    let studio = open(&folder);
    let style = || {
        let mut paths = studio.paths().into_iter();
        let path = paths.find(|path| path.starts_with("assets/site.")).expect("there is one");
        let page = text(&studio, "index.html").expect("it is the home page");
        assert!(page.contains(&path), "{path}");
        text(&studio, &path).expect("it is in the site")
    };
    let plain = style();
    write(&folder, "playbook/playbook.toml", "colour = \"#8a1538\"\n");
    refresh(&studio);
    assert!(style().contains("--accent:light-dark(#8a1538,"));
    write(&folder, "playbook/playbook.toml", "");
    refresh(&studio);
    assert_eq!(style(), plain);
}

#[test]
fn the_site_has_what_a_build_writes() {
    let folder = folder(&[
        ("playbook/index.md", "# One\n\n![A dot](dot.svg)\n\n[Get it](notes.txt)\n"),
        ("playbook/dot.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        ("playbook/notes.txt", "notes"),
        ("static/robots.txt", "User-agent: *"),
    ]);
    let studio = open(&folder);
    assert_eq!(text(&studio, "robots.txt").as_deref(), Some("User-agent: *"));
    assert_eq!(text(&studio, "notes.txt").as_deref(), Some("notes"));
    assert!(studio.paths().contains(&"404.html".to_owned()));
    assert_eq!(text(&studio, MEMO), None);
}

#[test]
fn a_file_whose_address_is_taken_is_reported_as_long_as_it_is_there() {
    let folder = folder(&[
        STRICT,
        ("playbook/index.md", "# One\n"),
        ("playbook/plan.md", "# Plan\n"),
        ("playbook/plan.html", "another"),
    ]);
    let studio = open(&folder);
    assert!(studio.state().is_good);
    write(&folder, "playbook/index.md", "# One\n\nGet [it](plan.html).\n");
    let state = refresh(&studio);
    let reported: Vec<String> =
        state.reported.faults(9).into_iter().map(|fault| fault.message).collect();
    assert_eq!(
        reported,
        ["`plan.html` would be published as `plan.html`, and the site has that already"]
    );
    assert!(!state.is_good);
    assert!(text(&studio, "plan.html").is_some_and(|page| page.contains("<h1>Plan</h1>")));
    write(&folder, "playbook/index.md", "# One\n");
    assert!(refresh(&studio).is_good);
    write(&folder, "static/plan.html", "another");
    assert!(!refresh(&studio).is_good);
}

#[test]
fn a_link_by_name_follows_the_title_of_the_page() {
    let files = [("playbook/a.md", "# A\n\nSee [[The old]]."), ("playbook/b.md", "# The old\n")];
    let folder = folder(&files);
    let studio = open(&folder);
    let leads = |studio: &Studio| {
        text(studio, "a.html").is_some_and(|page| page.contains("<a href=\"b.html\">The old</a>"))
    };
    assert!(leads(&studio));
    write(&folder, "playbook/b.md", "# The new\n");
    refresh(&studio);
    assert!(!leads(&studio));
}
