//! Folders: the repository's, those of a test, what lies in them, and the program run in one.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// The repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The names of all files in `folder` and below, from `folder` on with `/` between, sorted.
pub(crate) fn files_below(folder: &Path) -> Vec<String> {
    let mut files = Vec::new();
    let mut open = vec![String::new()];
    while let Some(prefix) = open.pop() {
        for entry in fs::read_dir(folder.join(&prefix)).unwrap() {
            let entry = entry.unwrap();
            let name = format!("{prefix}{}", entry.file_name().to_str().unwrap());
            if entry.file_type().unwrap().is_dir() {
                open.push(format!("{name}/"));
            } else {
                files.push(name);
            }
        }
    }
    files.sort();
    files
}

/// A folder with `files` in it, gone when dropped.
pub(crate) fn with(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let file = folder.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
    folder
}

/// What the program said, and how it ended.
pub(crate) struct Ended {
    /// The exit code; `None` when a signal ended it.
    pub(crate) code: Option<i32>,
    /// What it said, messages first.
    pub(crate) said: String,
}

/// Runs the program in `folder`.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Ended {
    let mut command = Command::new(program());
    ended(command.args(arguments).current_dir(folder))
}

/// Runs `command` to its end.
pub(crate) fn ended(command: &mut Command) -> Ended {
    let output = command.env("NO_COLOR", "1").output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap() + &String::from_utf8_lossy(&output.stdout);
    Ended { code: output.status.code(), said }
}

/// The program under test.
pub(crate) fn program() -> &'static str {
    env!("CARGO_BIN_EXE_partnerbook")
}
