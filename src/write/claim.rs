//! A folder of our own → held by one run at a time.
//!
//! The system lets go of the lock whatever ends the run, so that a folder that nobody holds was left by one that was killed.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// How often a folder that others are removing at the same moment is tried for.
const TRIES: usize = 5;

/// Why a folder cannot be held.
#[derive(Debug)]
pub(super) enum Denied {
    /// Another run holds it.
    Busy,
    /// There is something in it that is none of ours.
    Foreign,
    /// The disk refused.
    Refused(io::Error),
}

/// Makes `folder`, or takes over what a run that was killed left in it, and locks it. `names` are what we put into it beside
/// the lock.
///
/// A run makes the folder, then the lock, then all else, and removes them in the opposite order: what has no lock and holds
/// other names is not of a run that lasts.
pub(super) fn claim(folder: &Path, names: &[&str]) -> Result<File, Denied> {
    let path = lock_file(folder);
    for _ in 0..TRIES {
        if !is_ours(folder, names).map_err(Denied::Refused)? {
            return Err(Denied::Foreign);
        }
        let lock = match File::options().create(true).append(true).open(&path) {
            Ok(lock) => lock,
            // Whoever held it has removed it since.
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(error) => return Err(Denied::Refused(error)),
        };
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Denied::Busy),
            // A file system without locks: two runs at once are then the user's to avoid.
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {
                return Ok(lock);
            }
            Err(TryLockError::Error(error)) => return Err(Denied::Refused(error)),
        }
        // A run that ended between opening and locking has deleted the file, and the lock is on nothing.
        if is_at(&lock, &path) {
            return Ok(lock);
        }
    }
    Err(Denied::Busy)
}

/// Removes the lock of `folder` and then the folder, if it is empty: while the lock stands, nobody else takes it.
pub(super) fn release(folder: &Path) {
    let _ = fs::remove_file(lock_file(folder));
    let _ = fs::remove_dir(folder);
}

/// Makes `folder` when it is not there. Says whether what is there is ours.
fn is_ours(folder: &Path, names: &[&str]) -> io::Result<bool> {
    match fs::create_dir(folder) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        made => return made.map(|()| true),
    }
    match folder.symlink_metadata() {
        Ok(metadata) if !metadata.is_dir() => return Ok(false),
        Ok(_) | Err(_) => {}
    }
    let entries = match fs::read_dir(folder) {
        // Whoever held it has removed it since.
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(true),
        entries => entries?,
    };
    let foreign = entries.filter_map(Result::ok).any(|entry| {
        let name = entry.file_name();
        name != "lock" && !names.iter().any(|ours| name == **ours)
    });
    Ok(!foreign || lock_file(folder).is_file())
}

/// Whether the file that is locked is the one at `path`, and not one that another run has made there since.
#[cfg(unix)]
fn is_at(lock: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let number = |metadata: fs::Metadata| (metadata.dev(), metadata.ino());
    match (lock.metadata(), path.metadata()) {
        (Ok(locked), Ok(found)) => number(locked) == number(found),
        (Ok(_) | Err(_), Ok(_) | Err(_)) => false,
    }
}

/// As above, as far as is known where files have no numbers: somebody holds the one at `path`.
#[cfg(not(unix))]
fn is_at(_lock: &File, path: &Path) -> bool {
    File::open(path).is_ok_and(|again| again.try_lock().is_err())
}

fn lock_file(folder: &Path) -> PathBuf {
    folder.join("lock")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_another_run_is_making_or_removing_is_never_taken_for_somebody_elses() {
        let root = tempfile::tempdir().expect("a folder for the test");
        let folder = root.path().join("ours");
        let run = || {
            for _ in 0..400 {
                match claim(&folder, &["new"]) {
                    Ok(lock) => {
                        fs::create_dir(folder.join("new")).expect("nobody else is in it");
                        fs::remove_dir(folder.join("new")).expect("nobody else is in it");
                        release(&folder);
                        drop(lock);
                    }
                    Err(Denied::Busy) => {}
                    Err(other) => panic!("{other:?}"),
                }
            }
        };
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(run);
            }
        });
    }

    #[test]
    fn what_holds_other_names_is_not_ours_unless_it_is_locked() {
        let root = tempfile::tempdir().expect("a folder for the test");
        fs::write(root.path().join("mine"), "").expect("room on the disk");
        assert!(matches!(claim(root.path(), &["new"]), Err(Denied::Foreign)));
        fs::write(root.path().join("lock"), "").expect("room on the disk");
        let lock = claim(root.path(), &["new"]).expect("another version may have left it");
        assert!(matches!(claim(root.path(), &["new"]), Err(Denied::Busy)));
        drop(lock);
    }
}
