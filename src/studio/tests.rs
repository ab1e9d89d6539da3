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
    Studio::open(folders).expect("the folder can be read")
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
fn a_fault_keeps_the_last_good_site_and_is_told_in_its_parts() {
    let folder = folder(&[("playbook/index.md", "# One\n")]);
    let studio = open(&folder);
    write(&folder, "playbook/index.md", "# Two\n\nSee [it](gone.md).\n");
    let state = refresh(&studio);
    assert!(!state.is_good && state.counts.is_none());
    let fault = state.faults.first().expect("one is told");
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
    assert_eq!((state.version, state.is_good, state.faults.len()), (3, true, 0));
}

#[test]
fn without_any_good_site_there_are_no_files() {
    let folder = folder(&[("playbook/index.md", "[it](gone.md)\n")]);
    let studio = open(&folder);
    assert!(!studio.state().is_good);
    assert_eq!(studio.paths(), Vec::<String>::new());
}

#[test]
fn a_changed_style_sheet_alone_is_told_as_such() {
    let folder =
        folder(&[("playbook/index.md", "# One\n"), ("static/css/90-own.css", "p { color: red }")]);
    let studio = open(&folder);
    write(&folder, "static/css/90-own.css", "p { color: blue }");
    let state = refresh(&studio);
    assert_eq!((state.version, state.style_only), (2, true));
    write(&folder, "static/css/90-own.css", "p { color: green }");
    write(&folder, "playbook/index.md", "# Two\n");
    let state = refresh(&studio);
    assert_eq!((state.version, state.style_only), (3, false));
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
    assert!(style().contains("--accent: light-dark(#8a1538,"));
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
