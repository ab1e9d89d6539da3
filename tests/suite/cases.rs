//! The manual by example: every page in `tests/cases/` is a session at the command line, with its whole output.
//!
//! `<name>.md` is run in a copy of `<name>.in/`. To write the output anew after a change of words, run
//! `TRYCMD=overwrite cargo test --release --test suite cases`, read every difference, and put `[..]` for the seconds.

use std::path::Path;
use std::{env, fs};

use crate::folder::root;

#[test]
fn every_session_of_the_manual_goes_as_it_says() {
    let folder = root().join("tests/cases");
    for entry in fs::read_dir(&folder).unwrap() {
        let page = entry.unwrap().path();
        if page.extension().is_some_and(|ending| ending == "md") {
            // A copy is made only where there is a folder for what comes out, and git keeps no empty folders.
            fs::create_dir_all(page.with_extension("out")).unwrap();
        }
    }
    // What other hosts say is kept by the program, and is no matter of the tests.
    let kept = tempfile::tempdir().unwrap();
    let sessions = trycmd::TestCases::new();
    sessions.env("NO_COLOR", "1");
    sessions.env("XDG_CACHE_HOME", kept.path().to_string_lossy());
    sessions.env("LOCALAPPDATA", kept.path().to_string_lossy());
    // A program that is not named here is passed over in silence.
    for name in ["grep", "diff", "cmp"] {
        sessions.register_bin(name, trycmd::schema::Bin::Path(program(name)));
    }
    sessions.case("tests/cases/*.md");
}

/// Where the program `name` lies on this system.
fn program(name: &str) -> std::path::PathBuf {
    let folders = env::var_os("PATH").unwrap_or_default();
    let mut found = env::split_paths(&folders).map(|folder| folder.join(name));
    found.find(|file| file.is_file()).unwrap_or_else(|| Path::new(name).to_owned())
}
