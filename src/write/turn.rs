//! Whoever changes files ↔ whoever ends the program: each waits for the other.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError, RwLock, RwLockReadGuard};

use super::claim::release;

/// Held for reading while files are changed, and for writing by what ends the program.
static TURN: RwLock<()> = RwLock::new(());

/// The folders in which files wait, each with the folders around it that were made for it, the innermost first.
static WAITING: Mutex<BTreeMap<PathBuf, Vec<PathBuf>>> = Mutex::new(BTreeMap::new());

/// Lets files be changed until what is returned is dropped. When the program is about to end, this waits for that.
///
/// Whoever has it must not ask for it again.
pub(super) fn change() -> RwLockReadGuard<'static, ()> {
    TURN.read().unwrap_or_else(PoisonError::into_inner)
}

/// Waits until no file is being changed, lets none be changed from then on, and removes what waits to be put in place.
///
/// For the moment before the program is ended from outside: the site is then the last one or the new one.
pub fn stop() {
    // Nobody's turn comes again.
    std::mem::forget(TURN.write().unwrap_or_else(PoisonError::into_inner));
    let mut waiting = WAITING.lock().unwrap_or_else(PoisonError::into_inner);
    for (folder, made) in std::mem::take(&mut *waiting) {
        remove(&folder, &made);
    }
}

/// Notes that files wait in `folder`.
pub(super) fn begin(folder: &Path, made: &[PathBuf]) {
    let mut waiting = WAITING.lock().unwrap_or_else(PoisonError::into_inner);
    waiting.insert(folder.to_owned(), made.to_owned());
}

/// Removes `folder` and what waits in it, if that was not done yet. What cannot be removed is left to the next run, which finds
/// the lock free.
pub(super) fn end(folder: &Path) {
    // Held until all is removed: whoever ends the program waits for that, too.
    let mut waiting = WAITING.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(made) = waiting.remove(folder) {
        remove(folder, &made);
    }
}

fn remove(folder: &Path, made: &[PathBuf]) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name() != "lock" {
            let path = entry.path();
            let _ = fs::remove_dir_all(&path).or_else(|_| fs::remove_file(&path));
        }
    }
    release(folder);
    for folder in made {
        let _ = fs::remove_dir(folder);
    }
}
