//! Folder → the files in it, symbolic links followed as far as they stay inside.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::rules::{LINK_CIRCLE, LINK_DEAD, LINK_OUTSIDE, NOT_UTF8, SPECIAL_FILE};
use crate::artifact::MARKER;
use crate::diag::{Diagnostic, Diagnostics, Rule};
use crate::failure::FileError;
use crate::source::{SourcePath, Span};

/// The folder that nothing read may lie outside of.
pub(super) struct Bounds<'a> {
    /// The folder, absolute, without symbolic links.
    pub root: &'a Path,
    /// How it is called in messages. Empty or ends in `/`.
    pub shown_as: &'a str,
    /// Folders directly in it that are somebody else's.
    pub left_out: &'a [&'a str],
}

impl Bounds<'_> {
    /// How `path` is called in messages.
    pub(super) fn shown(&self, path: &str) -> PathBuf {
        shown_path(self.shown_as, path)
    }
}

/// A file that is there.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// Its name from the folder.
    pub path: SourcePath,
    /// Where it lies, absolute, without symbolic links.
    pub file: PathBuf,
    /// How large it is.
    pub bytes: u64,
    /// Whether a symbolic link led to it, so that it may have another name besides.
    pub is_linked: bool,
}

/// Where `folder` really is.
pub(super) fn real(folder: &Path) -> Result<PathBuf, FileError> {
    let named = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    named.canonicalize().map_err(FileError::at("read", named))
}

/// Every file in the folder `below` of the bounds, by name; none when there is no such folder.
///
/// Left out are names that begin with a dot, `node_modules`, build folders (with a `CACHEDIR.TAG`) and sites we wrote.
pub(super) fn files(
    bounds: &Bounds<'_>,
    below: &str,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<Found>, FileError> {
    let mut walk = Walk { bounds, found: Vec::new(), trail: Vec::new(), diagnostics };
    if below.is_empty() {
        walk.folder(bounds.root, "")?;
        return Ok(walk.found);
    }
    let start = bounds.root.join(below);
    match start.symlink_metadata() {
        Ok(metadata) if metadata.is_symlink() => walk.link(&start, below)?,
        Ok(metadata) if metadata.is_dir() => walk.folder(&start, &format!("{below}/"))?,
        Ok(_) | Err(_) => {}
    }
    Ok(walk.found)
}

/// The file called `name` in the folder of the bounds, hidden or not. `None` when there is none.
pub(super) fn file(bounds: &Bounds<'_>, name: &str) -> Option<Found> {
    let file = bounds.root.join(name);
    let metadata = file.symlink_metadata().ok().filter(std::fs::Metadata::is_file)?;
    let bytes = metadata.len();
    Some(Found { path: SourcePath::new(name), file, bytes, is_linked: false })
}

/// Whether `folder` holds a file that is `wanted`. What cannot be read counts as not there.
pub(super) fn any(folder: &Path, wanted: fn(&SourcePath) -> bool) -> bool {
    entries(folder, &[])
        .filter_map(Result::ok)
        .filter(|entry| !entry.file_type().is_dir())
        .filter_map(|entry| entry.file_name().to_str().map(SourcePath::new))
        .any(|name| wanted(&name))
}

/// `folder` and every folder in it that is neither hidden nor somebody else's.
pub(super) fn folders(folder: &Path) -> Vec<PathBuf> {
    if !folder.is_dir() || is_foreign(folder) {
        return Vec::new();
    }
    let within = entries(folder, &[]).filter_map(Result::ok);
    let within = within.filter(|entry| entry.file_type().is_dir()).map(DirEntry::into_path);
    std::iter::once(folder.to_owned()).chain(within).collect()
}

/// What can be wrong with a name or a link.
struct Fault {
    rule: &'static Rule,
    message: &'static str,
    help: &'static str,
}

const ODD_NAME: Fault = Fault {
    rule: &NOT_UTF8,
    message: "the name of this file is not UTF-8",
    help: "rename it with letters that your system can show",
};
const OUTSIDE: Fault = Fault {
    rule: &LINK_OUTSIDE,
    message: "this symbolic link leads out of the playbook and is not read",
    help: "copy the file into the playbook, or delete the link",
};
const CIRCLE: Fault = Fault {
    rule: &LINK_CIRCLE,
    message: "this symbolic link leads back to a folder that it lies in",
    help: "delete the link, or let it point to another folder",
};
const DEAD: Fault = Fault {
    rule: &LINK_DEAD,
    message: "this symbolic link leads nowhere",
    help: "delete the link, or make it anew",
};

const SPECIAL: Fault = Fault {
    rule: &SPECIAL_FILE,
    message: "this is no file but a pipe, a socket or a device, and is not read",
    help: "delete it, or move it out of the playbook",
};

struct Walk<'a> {
    bounds: &'a Bounds<'a>,
    found: Vec<Found>,
    /// The real folders of the links that led here.
    trail: Vec<PathBuf>,
    diagnostics: &'a mut Diagnostics,
}

impl Walk<'_> {
    /// Finds the files in `folder`, which lies inside. `prefix` is its name from the root, empty or with a slash at its end.
    fn folder(&mut self, folder: &Path, prefix: &str) -> Result<(), FileError> {
        let left_out = if prefix.is_empty() { self.bounds.left_out } else { &[] };
        let mut entries = entries(folder, left_out);
        while let Some(entry) = entries.next() {
            let entry = entry.map_err(|error| self.refused(folder, prefix, error))?;
            let below = entry.path().strip_prefix(folder).expect("walked from this folder");
            let Some(name) = name(below) else {
                self.tell(&ODD_NAME, &lossy(prefix, below));
                if entry.file_type().is_dir() {
                    entries.skip_current_dir();
                }
                continue;
            };
            let name = format!("{prefix}{name}");
            if entry.path_is_symlink() {
                self.link(entry.path(), &name)?;
            } else if entry.file_type().is_file() {
                let metadata =
                    entry.metadata().map_err(|error| self.refused(folder, prefix, error))?;
                self.add(&name, entry.into_path(), metadata.len());
            } else if !entry.file_type().is_dir() {
                self.tell(&SPECIAL, &name);
            }
        }
        Ok(())
    }

    /// Follows a symbolic link where it stays inside.
    fn link(&mut self, link: &Path, name: &str) -> Result<(), FileError> {
        let Ok(target) = link.canonicalize() else {
            self.tell(&DEAD, name);
            return Ok(());
        };
        if !target.starts_with(self.bounds.root) {
            self.tell(&OUTSIDE, name);
            return Ok(());
        }
        let metadata =
            target.metadata().map_err(FileError::at("read", &self.bounds.shown(name)))?;
        if metadata.is_file() {
            self.add(name, target, metadata.len());
            self.found.iter_mut().last().expect("it was added").is_linked = true;
            return Ok(());
        }
        if !metadata.is_dir() {
            self.tell(&SPECIAL, name);
            return Ok(());
        }
        if is_foreign(&target) {
            return Ok(());
        }
        let place = link.parent().expect("a link lies in a folder").to_owned();
        if self.trail.iter().chain([&place]).any(|folder| folder.starts_with(&target)) {
            self.tell(&CIRCLE, name);
            return Ok(());
        }
        self.trail.push(place);
        self.folder(&target, &format!("{name}/"))?;
        self.trail.pop();
        Ok(())
    }

    fn add(&mut self, name: &str, file: PathBuf, bytes: u64) {
        let is_linked = !self.trail.is_empty();
        self.found.push(Found { path: SourcePath::new(name), file, bytes, is_linked });
    }

    fn tell(&mut self, fault: &Fault, name: &str) {
        let path = SourcePath::new(name);
        let diagnostic = Diagnostic::new(fault.rule, &path, Span::default(), fault.message);
        self.diagnostics.push(diagnostic.help(fault.help));
    }

    fn refused(&self, folder: &Path, prefix: &str, error: walkdir::Error) -> FileError {
        let below = error.path().and_then(|path| path.strip_prefix(folder).ok());
        let shown = self.bounds.shown(&lossy(prefix, below.unwrap_or(Path::new(""))));
        let shown = if shown.as_os_str().is_empty() { PathBuf::from(".") } else { shown };
        let source =
            error.into_io_error().unwrap_or_else(|| std::io::Error::other("it cannot be read"));
        FileError::at("read", &shown)(source)
    }
}

type Entries<F> = walkdir::FilterEntry<walkdir::IntoIter, F>;

/// What lies in `folder` and below, by name, without what is hidden or somebody else's.
fn entries<'a>(
    folder: &Path,
    left_out: &'a [&'a str],
) -> Entries<impl FnMut(&DirEntry) -> bool + 'a> {
    WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter().filter_entry(move |entry| {
        let name = entry.file_name();
        let hidden = name.as_encoded_bytes().starts_with(b".")
            && !(name == ORDER && entry.file_type().is_file());
        let excepted = entry.depth() == 1 && left_out.iter().any(|each| name == OsStr::new(each));
        let foreign = entry.file_type().is_dir() && is_foreign(entry.path());
        !(hidden || excepted || foreign)
    })
}

/// The one hidden file that says something of the pages in its folder.
const ORDER: &str = ".pages";

/// Whether a folder is made by a program: packages, a compiler's output, a site of ours.
fn is_foreign(folder: &Path) -> bool {
    folder.file_name() == Some(OsStr::new("node_modules"))
        || folder.join("CACHEDIR.TAG").is_file()
        || folder.join(MARKER).is_file()
}

/// The path with `/` between its parts; nothing when it is not UTF-8.
fn name(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.iter().map(OsStr::to_str).collect();
    Some(parts?.join("/"))
}

fn lossy(prefix: &str, path: &Path) -> String {
    format!("{prefix}{}", path.to_string_lossy())
}

/// A path for messages.
pub(super) fn shown_path(shown_as: &str, path: &str) -> PathBuf {
    PathBuf::from(format!("{shown_as}{path}"))
}
