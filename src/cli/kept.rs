//! What hosts said ↔ a file among those that programs keep for their user, outside of any playbook.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;

/// The file, when it is known where such files lie.
#[derive(Debug)]
pub(super) struct Kept(Option<PathBuf>);

impl Kept {
    /// The file of whoever runs the program: `~/.cache/partnerbook/addresses.txt`.
    #[expect(clippy::disallowed_methods, reason = "the environment says where such files lie")]
    pub(super) fn of_this_user() -> Self {
        Self(
            folder(&|name| env::var_os(name))
                .map(|folder| folder.join("partnerbook/addresses.txt")),
        )
    }

    /// What it holds; nothing when it cannot be read. Then all is asked for again.
    pub(super) fn read(&self) -> String {
        let text = self.0.as_ref().and_then(|file| fs::read_to_string(file).ok());
        text.unwrap_or_default()
    }

    /// Puts `text` in place of what it holds, whole or not at all. Without it the next check takes longer, and that is all:
    /// what goes wrong is not told.
    pub(super) fn write(&self, text: &str) {
        let Some(file) = self.0.as_ref().filter(|_| text != self.read()) else { return };
        let waiting = file.with_extension(format!("{}.new", std::process::id()));
        let folder = file.parent().unwrap_or(file);
        let written = fs::create_dir_all(folder)
            .and_then(|()| fs::write(&waiting, text))
            .and_then(|()| fs::rename(&waiting, file));
        if written.is_err() {
            let _ = fs::remove_file(&waiting);
        }
    }
}

/// Where programs of this system keep what they can do without.
fn folder(variable: &dyn Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let path = |name: &str| variable(name).map(PathBuf::from).filter(|path| path.is_absolute());
    if cfg!(windows) {
        return path("LOCALAPPDATA");
    }
    let usual = if cfg!(target_os = "macos") { "Library/Caches" } else { ".cache" };
    path("XDG_CACHE_HOME").or_else(|| Some(path("HOME")?.join(usual)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_as_it_was_written() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let kept = Kept(Some(folder.path().join("deep/in/addresses.txt")));
        assert_eq!(kept.read(), "");
        kept.write("a\n");
        kept.write("b\n");
        assert_eq!(kept.read(), "b\n");
        let files = fs::read_dir(folder.path().join("deep/in")).expect("it was made");
        assert_eq!(files.count(), 1);
    }

    #[test]
    fn what_cannot_be_written_is_no_fault() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        fs::write(folder.path().join("file"), "").expect("room on the disk");
        let kept = Kept(Some(folder.path().join("file/addresses.txt")));
        kept.write("a\n");
        assert_eq!(kept.read(), "");
        Kept(None).write("a\n");
    }

    #[cfg(not(windows))]
    #[test]
    fn the_file_lies_where_the_user_wants_such_files() {
        let of = |variables: &[(&str, &str)]| {
            let find = |name: &str| variables.iter().find(|(each, _)| *each == name);
            folder(&|name| find(name).map(|(_, value)| value.into()))
        };
        assert_eq!(of(&[("XDG_CACHE_HOME", "/c"), ("HOME", "/h")]), Some("/c".into()));
        assert_eq!(of(&[("XDG_CACHE_HOME", "c")]), None);
        assert!(of(&[("HOME", "/h")]).is_some_and(|folder| folder.starts_with("/h")));
    }
}
