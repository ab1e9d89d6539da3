//! Folders → news of what is saved in them.
//!
//! Each folder is watched by itself, so that those which are not read (packages, sites of ours, hidden ones) cost nothing.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Config, ErrorKind, Event, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use super::drive;
use crate::failure::FileError;
use crate::read;
use crate::studio::Folders;

/// How often folders are looked at where nothing tells what is saved.
const PACE: Duration = Duration::from_millis(400);

/// By what means saves are noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// The system's, where it has some for the drive.
    Usual,
    /// The folders are looked at again and again.
    Polling,
}

/// What is told of the disk.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum News {
    /// These files or folders may be other than before.
    Changed(Vec<PathBuf>),
    /// More happened than could be told.
    Lost,
}

/// A watch on the folders of a playbook.
pub struct Watching {
    folders: Folders,
    watcher: Box<dyn Watcher + Send>,
    /// The folders that are watched, absolute, without symbolic links.
    watched: BTreeSet<PathBuf>,
    sender: Sender<News>,
    pub(super) news: Receiver<News>,
    /// Why folders are looked at again and again, if they are.
    why_polling: Option<&'static str>,
}

impl Watching {
    /// Begins to watch.
    pub fn begin(folders: &Folders, means: Means) -> Result<Self, FileError> {
        let (sender, news) = mpsc::channel();
        let why_polling = match means {
            Means::Polling => Some("you asked for it"),
            Means::Usual => drive::silence(&folders.content),
        };
        let means = if why_polling.is_some() { Means::Polling } else { Means::Usual };
        let watcher = watcher(means, &sender).map_err(refused(&folders.content))?;
        let folders = folders.clone();
        let watched = BTreeSet::new();
        let mut watching = Self { folders, watcher, watched, sender, news, why_polling };
        watching.renew()?;
        Ok(watching)
    }

    /// Why folders are looked at again and again. `None` when the system tells what is saved.
    pub fn why_polling(&self) -> Option<&'static str> {
        self.why_polling
    }

    /// Watches all folders that are there now.
    pub(super) fn renew(&mut self) -> Result<(), FileError> {
        let roots = self.roots();
        if let Some(theme) = &self.folders.theme {
            // Its `templates/`, `static/` and `fonts/` may be made later.
            let theme = theme.canonicalize().map_err(FileError::at("read", theme))?;
            self.watch(&theme)?;
        }
        for root in roots {
            self.watch_below(&root)?;
        }
        Ok(())
    }

    /// Watches those of the `changed` paths that are folders, with all that lie in them, and forgets those that are gone.
    pub(super) fn follow(&mut self, changed: &BTreeSet<PathBuf>) -> Result<(), FileError> {
        let roots = self.roots();
        for path in changed {
            let is_within = roots.iter().any(|root| path.starts_with(root));
            if !path.is_dir() {
                self.watched.retain(|folder| !folder.starts_with(path));
            } else if is_within {
                self.watch_below(path)?;
            }
        }
        Ok(())
    }

    /// Which of `paths` are read by a build, as far as their names tell.
    pub(super) fn read_ones(&self, paths: Vec<PathBuf>) -> Vec<PathBuf> {
        let roots = self.roots();
        let is_read = |path: &PathBuf| roots.iter().any(|root| is_read(root, path));
        paths.into_iter().filter(is_read).collect()
    }

    /// Whether a path that changed lies in the playbook's text, or is a folder around it.
    fn roots(&self) -> Vec<PathBuf> {
        let Folders { content, theme, .. } = &self.folders;
        let parts = |theme: &PathBuf| ["templates", "static", "fonts"].map(|name| theme.join(name));
        let of_theme = theme.iter().flat_map(parts);
        std::iter::once(content.clone()).chain(of_theme).filter_map(|root| real(&root)).collect()
    }

    fn watch_below(&mut self, folder: &Path) -> Result<(), FileError> {
        for folder in read::folders(folder) {
            self.watch(&folder)?;
        }
        Ok(())
    }

    fn watch(&mut self, folder: &Path) -> Result<(), FileError> {
        if self.watched.contains(folder) {
            return Ok(());
        }
        match self.watcher.watch(folder, RecursiveMode::NonRecursive) {
            Ok(()) => {
                self.watched.insert(folder.to_owned());
                Ok(())
            }
            // Folders come and go.
            Err(error) if matches!(error.kind, ErrorKind::PathNotFound) || !folder.is_dir() => {
                Ok(())
            }
            Err(error) if ran_out(&error) && self.why_polling.is_none() => self.poll(),
            Err(error) => Err(refused(folder)(error)),
        }
    }

    /// Looks at the folders again and again from now on.
    fn poll(&mut self) -> Result<(), FileError> {
        let folder = self.folders.content.clone();
        self.watcher = watcher(Means::Polling, &self.sender).map_err(refused(&folder))?;
        self.why_polling = Some("this system does not watch so many folders");
        self.watched.clear();
        self.renew()
    }
}

/// Where a folder really is. One that is not there is where it would be.
fn real(folder: &Path) -> Option<PathBuf> {
    match folder.canonicalize() {
        Ok(real) => Some(real),
        Err(_) => Some(folder.parent()?.canonicalize().ok()?.join(folder.file_name()?)),
    }
}

/// Whether the names on the way from `root` to `path` let it be read. A folder around `root` may have taken it along.
fn is_read(root: &Path, path: &Path) -> bool {
    let Ok(below) = path.strip_prefix(root) else { return false };
    let foreign = |name: &std::ffi::OsStr| {
        let name = name.as_encoded_bytes();
        name.starts_with(b".") || name == b"node_modules"
    };
    !below.iter().any(foreign)
}

fn watcher(means: Means, sender: &Sender<News>) -> notify::Result<Box<dyn Watcher + Send>> {
    let sender = sender.clone();
    let tell = move |told: notify::Result<Event>| {
        if let Some(news) = news(told) {
            // Nobody hears it when the program is about to end.
            let _ = sender.send(news);
        }
    };
    Ok(match means {
        Means::Usual => Box::new(RecommendedWatcher::new(tell, Config::default())?),
        Means::Polling => {
            Box::new(PollWatcher::new(tell, Config::default().with_poll_interval(PACE))?)
        }
    })
}

/// What is told of the disk, but for files that are only looked at: we do that ourselves.
fn news(told: notify::Result<Event>) -> Option<News> {
    match told {
        Err(_) => Some(News::Lost),
        Ok(event) if event.need_rescan() => Some(News::Lost),
        Ok(event) => match event.kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write))
            | EventKind::Any
            | EventKind::Create(_)
            | EventKind::Modify(_)
            | EventKind::Remove(_)
            | EventKind::Other => Some(News::Changed(event.paths)),
            EventKind::Access(_) => None,
        },
    }
}

fn ran_out(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::MaxFilesWatch => true,
        // Linux has no room for one more watch, or this user for one more watcher.
        ErrorKind::Io(error) => matches!(error.raw_os_error(), Some(28 | 24)),
        ErrorKind::Generic(_)
        | ErrorKind::PathNotFound
        | ErrorKind::WatchNotFound
        | ErrorKind::InvalidConfig(_) => false,
    }
}

fn refused(folder: &Path) -> impl FnOnce(notify::Error) -> FileError {
    let folder = folder.to_owned();
    move |error| {
        let source = match error.kind {
            ErrorKind::Io(error) => error,
            _ => std::io::Error::other(error.to_string()),
        };
        FileError { doing: "watch", path: folder, source }
    }
}
