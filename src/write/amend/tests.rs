//! Files in a folder: what is changed, and what stays when something fails.

use std::collections::BTreeMap;
use std::sync::Arc;

use tempfile::TempDir;

use super::*;

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder for the test");
    for (path, text) in files {
        let file = folder.path().join(path);
        fs::create_dir_all(file.parent().expect("it lies in a folder")).expect("there is room");
        fs::write(file, text).expect("there is room");
    }
    folder
}

/// Every file and every folder (with a slash at its end) with what it holds.
fn everything(folder: &Path) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(each) = folders.pop() {
        for entry in fs::read_dir(&each).expect("it is there") {
            let path = entry.expect("it is there").path();
            let name = path.strip_prefix(folder).expect("it lies within").display().to_string();
            if path.is_dir() {
                all.insert(format!("{name}/"), String::new());
                folders.push(path);
            } else {
                all.insert(name, fs::read_to_string(&path).expect("it is a text"));
            }
        }
    }
    all
}

fn holds(folder: &TempDir, expected: &[(&str, &str)]) {
    let expected: BTreeMap<String, String> =
        expected.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    assert_eq!(everything(folder.path()), expected);
}

fn text(path: &str, was: &str, now: &str) -> Amendment {
    Amendment::Text { path: SourcePath::new(path), was: Arc::from(was), now: now.to_owned() }
}

fn name(from: &str, to: &str) -> Amendment {
    Amendment::Name { from: SourcePath::new(from), to: SourcePath::new(to) }
}

fn new(path: &str, text: &str) -> Amendment {
    Amendment::New { path: SourcePath::new(path), text: text.to_owned() }
}

#[test]
fn nothing_is_left_behind_however_the_folder_is_called() {
    let folder = folder(&[("within/a/one.md", "one"), ("within/a/two.md", "two")]);
    let amendments = [
        text("a/one.md", "one", "three"),
        name("a/one.md", "b/one.md"),
        name("a/two.md", "b/two.md"),
    ];
    amend(&folder.path().join("./within/../within"), &amendments).expect("nothing hinders it");
    holds(
        &folder,
        &[
            ("within/", ""),
            ("within/b/", ""),
            ("within/b/one.md", "three"),
            ("within/b/two.md", "two"),
        ],
    );
}

fn refusal(folder: &TempDir, amendments: &[Amendment]) -> String {
    let error = amend(folder.path(), amendments).expect_err("it has to be refused").to_string();
    error.replace(folder.path().to_str().expect("a plain name"), "FOLDER")
}

#[test]
fn texts_and_names_change_together() {
    let folder = folder(&[("a/one.md", "1"), ("b/two.md", "2"), ("c/three.md", "3")]);
    let all = [
        text("a/one.md", "1", "one"),
        text("b/two.md", "2", "two"),
        name("a", "z/y"),
        name("b/two.md", "d/zwei.md"),
        new("e/new.md", "new"),
    ];
    amend(folder.path(), &all).expect("nothing hinders it");
    let expected = [
        ("c/", ""),
        ("c/three.md", "3"),
        ("d/", ""),
        ("d/zwei.md", "two"),
        ("e/", ""),
        ("e/new.md", "new"),
        ("z/", ""),
        ("z/y/", ""),
        ("z/y/one.md", "one"),
    ];
    holds(&folder, &expected);
}

#[test]
fn nothing_changes_when_one_file_is_not_as_it_was_read() {
    let folder = folder(&[("a.md", "1"), ("b.md", "2, edited")]);
    let said = refusal(&folder, &[text("a.md", "1", "one"), text("b.md", "2", "two")]);
    assert_eq!(
        said,
        "cannot change `FOLDER/b.md`: it was changed in the meantime; give the command again"
    );
    holds(&folder, &[("a.md", "1"), ("b.md", "2, edited")]);
}

#[test]
fn a_name_that_is_taken_is_refused_before_anything_is_touched() {
    let files = [("a.md", "1"), ("b.md", "2")];
    let folder = folder(&files);
    let taken = "cannot write `FOLDER/b.md`: there is a file or folder of this name";
    assert_eq!(refusal(&folder, &[text("a.md", "1", "one"), name("a.md", "b.md")]), taken);
    assert_eq!(refusal(&folder, &[text("a.md", "1", "one"), new("b.md", "")]), taken);
    holds(&folder, &files);
}

#[test]
fn what_was_done_is_taken_back_when_a_later_step_fails() {
    let files = [("a/one.md", "1"), ("b/two.md", "2")];
    let folder = folder(&files);
    // The second finds the file gone that the first one moved.
    let steps = [
        text("a/one.md", "1", "one"),
        text("b/two.md", "2", "two"),
        new("n/new.md", ""),
        name("a/one.md", "d/one.md"),
        name("a/one.md", "e/one.md"),
    ];
    assert_eq!(
        refusal(&folder, &steps),
        "cannot rename `FOLDER/a/one.md`: no such file or directory"
    );
    let mut expected = files.to_vec();
    expected.extend([("a/", ""), ("b/", "")]);
    holds(&folder, &expected);
}

#[test]
fn a_mark_of_byte_order_stays() {
    let folder = folder(&[("a.md", "\u{feff}1")]);
    amend(folder.path(), &[text("a.md", "1", "one")]).expect("nothing hinders it");
    holds(&folder, &[("a.md", "\u{feff}one")]);
}

#[test]
fn what_a_killed_command_left_is_no_hindrance() {
    let left = [("a.md", "1"), (".a.md.partnerbook-new", "x")];
    let folder = folder(&left);
    amend(folder.path(), &[text("a.md", "1", "one")]).expect("nothing hinders it");
    holds(&folder, &[("a.md", "one")]);
}

/// Leaves what a command does that is killed when all is done but the last of it.
fn killed(folder: &TempDir, amendments: &[Amendment]) {
    let content = folder.path();
    let mut journal = Journal::open(content).expect("nothing hinders it");
    let mut amender = Amender { content, texts: Vec::new() };
    amender.prepare(amendments).expect("nothing hinders it");
    journal.note(amender.steps(amendments)).expect("there is room");
    amender.keep(&journal, amendments).expect("there is room");
    amender.act(amendments).expect("nothing hinders it");
}

#[test]
fn what_a_killed_command_did_is_taken_back_but_for_what_its_author_changed_since() {
    let folder = folder(&[("a/one.md", "1"), ("b.md", "2"), ("c.md", "3")]);
    assert!(!settle(folder.path()).expect("nothing hinders it"));
    let all = [
        text("a/one.md", "1", "one"),
        text("b.md", "2", "two"),
        name("a", "z/y"),
        name("c.md", "d/c.md"),
        new("e/f/new.md", "new"),
        new("g.md", "new"),
    ];
    killed(&folder, &all);
    fs::write(folder.path().join("b.md"), "mine").expect("there is room");
    fs::write(folder.path().join("g.md"), "mine").expect("there is room");
    assert!(settle(folder.path()).expect("nothing hinders it"));
    holds(
        &folder,
        &[("a/", ""), ("a/one.md", "1"), ("b.md", "mine"), ("c.md", "3"), ("g.md", "mine")],
    );
    assert!(!settle(folder.path()).expect("nothing hinders it"));
}

#[test]
fn two_commands_at_once_are_refused_and_the_first_is_left_alone() {
    let folder = folder(&[("a.md", "1")]);
    let first = Journal::open(folder.path()).expect("nothing hinders it");
    assert_eq!(
        refusal(&folder, &[text("a.md", "1", "one")]),
        "cannot change `FOLDER`: another command is changing files there at this moment; wait until it is done"
    );
    assert!(!settle(folder.path()).expect("nothing hinders it"));
    drop(first);
    holds(&folder, &[("a.md", "1")]);
}

#[cfg(unix)]
#[test]
fn permissions_and_symbolic_links_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder(&[("a.md", "1"), ("b.md", "2")]);
    let file = |name: &str| folder.path().join(name);
    fs::set_permissions(file("a.md"), fs::Permissions::from_mode(0o640)).expect("it is ours");
    symlink("a.md", file("link.md")).expect("links can be made");
    amend(folder.path(), &[text("link.md", "1", "one")]).expect("nothing hinders it");
    assert!(file("link.md").symlink_metadata().expect("it is there").is_symlink());
    let mode = file("a.md").metadata().expect("it is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    let twice = [text("a.md", "one", "x"), text("link.md", "one", "y")];
    assert!(refusal(&folder, &twice).contains("two names"));
    fs::set_permissions(file("b.md"), fs::Permissions::from_mode(0o440)).expect("it is ours");
    assert!(refusal(&folder, &[text("b.md", "2", "two")]).contains("protected against writing"));
    holds(&folder, &[("a.md", "one"), ("link.md", "one"), ("b.md", "2")]);
}
