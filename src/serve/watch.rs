//! Folders → news of what is saved in them.
//!
//! Each folder is watched by itself, so that those which are not read (packages, sites of ours, hidden ones) cost nothing. Where
//! folders are looked at again and again, that is done with all that lie in one: by its time alone a folder that was made anew
//! within a second looks as before.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Config, ErrorKind, Event, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use super::drive;
use crate::failure::FileError;
use crate::read;
use crate::source::LEDGER;
use crate::studio::Folders;

/// How often folders are looked at where nothing tells what is saved.
const PACE: Duration = Duration::from_millis(400);

const RAN_OUT: &str = "this system does not watch so many folders";

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
    /// What the playbook's state was told without, for it takes long, is made.
    Settled,
}

/// A watch on the folders of a playbook.
pub struct Watching {
    folders: Folders,
    watcher: Box<dyn Watcher + Send>,
    /// The folders that a build reads, those too that are not there yet: absolute, without symbolic links. That of the texts
    /// is the first.
    roots: Vec<PathBuf>,
    /// The files that a build reads where nothing else is read: pictures in hidden folders and beside the content folder.
    aside: BTreeSet<PathBuf>,
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
        let mut why_polling = match means {
            Means::Polling => Some("you asked for it"),
            Means::Usual => drive::silence(&folders.content),
        };
        let means = if why_polling.is_some() { Means::Polling } else { Means::Usual };
        let made = watcher(means, &sender).or_else(|error| {
            if !ran_out(&error) {
                return Err(error);
            }
            why_polling = Some(RAN_OUT);
            watcher(Means::Polling, &sender)
        });
        let watcher = made.map_err(refused(&folders.content))?;
        let mut watching = Self {
            folders: folders.clone(),
            watcher,
            roots: Vec::new(),
            aside: BTreeSet::new(),
            watched: BTreeSet::new(),
            sender,
            news,
            why_polling,
        };
        watching.renew()?;
        Ok(watching)
    }

    /// Why folders are looked at again and again. `None` when the system tells what is saved.
    pub fn why_polling(&self) -> Option<&'static str> {
        self.why_polling
    }

    /// A way to tell something else along with the saves.
    pub(super) fn sender(&self) -> Sender<News> {
        self.sender.clone()
    }

    /// Watches all folders that are there now.
    pub(super) fn renew(&mut self) -> Result<(), FileError> {
        self.roots = roots(&self.folders);
        if let Some(theme) = &self.folders.theme {
            // Its `templates/`, `static/` and `fonts/` may be made later.
            let theme = theme.canonicalize().map_err(FileError::at("read", theme))?;
            if !self.roots.contains(&theme) {
                self.watch(&theme, RecursiveMode::NonRecursive)?;
            }
        }
        for root in self.roots.clone() {
            self.watch_below(&root)?;
        }
        self.watch_aside()
    }

    /// Watches these files besides, which a build reads where nothing else is read, and no others there.
    pub(super) fn watch_besides(&mut self, files: BTreeSet<PathBuf>) -> Result<(), FileError> {
        self.aside = files;
        self.watch_aside()
    }

    fn watch_aside(&mut self) -> Result<(), FileError> {
        // A file that is written anew is another one: what is watched is the folder.
        let folders = self.aside.iter().filter_map(|file| file.parent().map(Path::to_owned));
        for folder in folders.collect::<BTreeSet<_>>() {
            self.watch(&folder, RecursiveMode::NonRecursive)?;
        }
        Ok(())
    }

    /// Watches those of the `changed` paths that are folders, with all that lie in them, and forgets those that are gone.
    ///
    /// A folder that is told as changed may be another one of the same name.
    pub(super) fn follow(&mut self, changed: &BTreeSet<PathBuf>) -> Result<(), FileError> {
        for path in changed {
            self.forget(path);
            if path.is_dir() {
                self.watch_below(path)?;
            }
        }
        Ok(())
    }

    fn forget(&mut self, path: &Path) {
        let gone = self.watched.range(path.to_owned()..).take_while(|each| each.starts_with(path));
        for folder in gone.cloned().collect::<Vec<_>>() {
            // Most often the system has forgotten it already.
            let _ = self.watcher.unwatch(&folder);
            self.watched.remove(&folder);
        }
    }

    /// Which of `paths` are read by a build, as far as their names tell.
    pub(super) fn read_ones(&self, paths: Vec<PathBuf>) -> Vec<PathBuf> {
        let ledger = self.roots.first().map(|content| content.join(LEDGER));
        let is_read = |path: &PathBuf| {
            ledger.as_ref() == Some(path)
                || self.aside.contains(path)
                || self.roots.iter().any(|root| is_read(root, path))
        };
        paths.into_iter().filter(is_read).collect()
    }

    fn watch_below(&mut self, folder: &Path) -> Result<(), FileError> {
        if self.why_polling.is_some() {
            let is_root = folder.is_dir() && self.roots.iter().any(|root| root == folder);
            return if is_root { self.watch(folder, RecursiveMode::Recursive) } else { Ok(()) };
        }
        for folder in read::folders(folder) {
            self.watch(&folder, RecursiveMode::NonRecursive)?;
        }
        Ok(())
    }

    fn watch(&mut self, folder: &Path, depth: RecursiveMode) -> Result<(), FileError> {
        if self.watched.contains(folder) {
            return Ok(());
        }
        match self.watcher.watch(folder, depth) {
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
        self.why_polling = Some(RAN_OUT);
        self.watched.clear();
        self.renew()
    }
}

fn roots(Folders { content, theme, .. }: &Folders) -> Vec<PathBuf> {
    let parts = |theme: &PathBuf| ["templates", "static", "fonts"].map(|name| theme.join(name));
    let of_theme = theme.iter().flat_map(parts);
    std::iter::once(content.clone()).chain(of_theme).filter_map(|root| real(&root)).collect()
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
    let orders = path.file_name().is_some_and(|name| name == ".pages");
    let below = if orders { below.parent().unwrap_or(below) } else { below };
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
            ErrorKind::Io(source) => source,
            ErrorKind::Generic(_)
            | ErrorKind::PathNotFound
            | ErrorKind::WatchNotFound
            | ErrorKind::InvalidConfig(_)
            | ErrorKind::MaxFilesWatch => std::io::Error::other(error.to_string()),
        };
        FileError { doing: "watch", path: folder, source }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// Waits until `path` is told as changed. Nothing is wrong with a machine on which that takes long.
    fn is_told(watching: &Watching, path: &Path) -> bool {
        let path = path.canonicalize().expect("it is there");
        while let Ok(news) = watching.news.recv_timeout(Duration::from_secs(20)) {
            if matches!(news, News::Changed(paths) if watching.read_ones(paths.clone()).contains(&path))
            {
                return true;
            }
        }
        false
    }

    fn playbook() -> (tempfile::TempDir, Folders) {
        let root = tempfile::tempdir().expect("a folder for the test");
        let content = root.path().join("playbook");
        fs::create_dir_all(content.join("part")).expect("room on the disk");
        let theme = Some(root.path().to_owned());
        (root, Folders { content, shown_as: "playbook/".to_owned(), theme })
    }

    #[test]
    fn a_folder_that_was_made_anew_is_still_watched() {
        for means in [Means::Usual, Means::Polling] {
            // A page that was there a second ago would look the same to what polls.
            let (_root, folders) = playbook();
            let mut watching = Watching::begin(&folders, means).expect("it can be watched");
            let part = folders.content.join("part");
            fs::remove_dir_all(&part).expect("it is there");
            fs::create_dir_all(part.join("deep")).expect("room on the disk");
            let changed = BTreeSet::from([part.canonicalize().expect("it is there")]);
            watching.follow(&changed).expect("it can be watched");
            fs::write(part.join("deep/page.md"), "# Page").expect("room on the disk");
            assert!(is_told(&watching, &part.join("deep/page.md")), "{means:?}");
        }
    }

    #[test]
    fn a_theme_that_is_made_later_is_seen() {
        let (root, folders) = playbook();
        let mut watching = Watching::begin(&folders, Means::Usual).expect("it can be watched");
        let templates = root.path().join("templates");
        fs::create_dir(&templates).expect("room on the disk");
        assert!(is_told(&watching, &templates));
        let changed = BTreeSet::from([templates.canonicalize().expect("it is there")]);
        watching.follow(&changed).expect("it can be watched");
        fs::write(templates.join("base.html"), "").expect("room on the disk");
        assert!(is_told(&watching, &templates.join("base.html")));
    }

    #[test]
    fn a_picture_that_is_read_from_elsewhere_is_seen() {
        for means in [Means::Usual, Means::Polling] {
            let (root, folders) = playbook();
            let public = root.path().canonicalize().expect("it is there").join("public");
            fs::create_dir_all(&public).expect("room on the disk");
            let (read, other) = (public.join("a.svg"), public.join("b.svg"));
            let mut watching = Watching::begin(&folders, means).expect("it can be watched");
            watching.watch_besides(BTreeSet::from([read.clone()])).expect("it can be watched");
            fs::write(&other, "").expect("room on the disk");
            fs::write(&read, "").expect("room on the disk");
            assert!(is_told(&watching, &read), "{means:?}");
            assert!(watching.read_ones(vec![other]).is_empty());
        }
    }

    #[test]
    fn what_a_build_does_not_read_is_no_news() {
        let (root, folders) = playbook();
        let watching = Watching::begin(&folders, Means::Usual).expect("it can be watched");
        let real = root.path().canonicalize().expect("it is there");
        let of = |path: &str| watching.read_ones(vec![real.join(path)]).len();
        for path in
            ["playbook/a.md", "playbook/part/b.toml", "static/css/x.css", "playbook", "fonts"]
        {
            assert_eq!(of(path), 1, "{path}");
        }
        assert_eq!(of("playbook/.addresses.toml"), 1);
        for path in [
            "site/index.html",
            "playbook/part/.addresses.toml",
            "playbook/.a.md.swp",
            "playbook/.git/x",
            "playbook/node_modules/a.md",
            "a.md",
        ] {
            assert_eq!(of(path), 0, "{path}");
        }
    }
}
