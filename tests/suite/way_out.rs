//! A folder that was written for another program, with errors: what its first run says at the end lets it be built.

use std::fs;
use std::path::Path;
use std::process::Command;

/// What a run of `command` says to people, and whether it went well.
fn run(command: &str, folder: &Path) -> (String, bool) {
    let mut partnerbook = Command::new(env!("CARGO_BIN_EXE_partnerbook"));
    let out = partnerbook.args([command, "."]).current_dir(folder).output().unwrap();
    (String::from_utf8(out.stdout).unwrap(), out.status.success())
}

/// The lines to write into `playbook.toml`, as they are shown below the last line.
fn lines(said: &str) -> Option<(&str, &str)> {
    let (_, shown) = said.split_once("It is built as it is with these lines ")?;
    shown.split_once(":\n\n")
}

#[test]
fn the_lines_that_are_shown_let_a_folder_be_built() {
    for (files, place) in [
        (
            &[
                ("handbook/a.md", "# One\n\n```toml\n```\n\n+++\n"),
                ("handbook/b/a.toml", "x = [\n"),
                ("handbook/c.md", "# Three {#x}\n\n## Four {#x}\n"),
            ][..],
            "in a new file `playbook.toml`",
        ),
        (
            &[("handbook/playbook.toml", "title = \"Harbour\"\n"), ("handbook/a.toml", "[x\n")][..],
            "at the end of `playbook.toml`",
        ),
        (
            &[
                ("handbook/playbook.toml", "[check]\nraw-html = \"warning\"\n"),
                ("handbook/a.toml", "x = [\n"),
            ][..],
            "below the line `[check]` in `playbook.toml`",
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let handbook = folder.path().join("handbook");
        for command in ["check", "build"] {
            let (said, is_built) = run(command, &handbook);
            assert!(!is_built, "{said}");
            assert_eq!(lines(&said).map(|(place, _)| place), Some(place), "{said}");
        }
        let (said, _) = run("build", &handbook);
        let settings = handbook.join("playbook.toml");
        let before = fs::read_to_string(&settings).unwrap_or_default();
        fs::write(&settings, before + lines(&said).unwrap().1).unwrap();
        let (said, is_built) = run("build", &handbook);
        assert!(is_built, "{said}");
    }
}

#[test]
fn nothing_lets_pass_what_would_leak() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.md"), "# One\n\n> [!LEADRE]\n> Between us.\n").unwrap();
    let (said, is_built) = run("check", folder.path());
    assert!(
        !is_built && lines(&said).is_none() && said.contains("Mend `leader-mark` first"),
        "{said}"
    );
}
