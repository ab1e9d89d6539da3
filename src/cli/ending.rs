//! A program that is ended from outside → files that are whole, and the exit code that says so.

use std::path::Path;
use std::process::ExitCode;
use std::sync::OnceLock;

use super::print;
use crate::ending::{self, Ending};
use crate::failure::FileError;
use crate::write;
use crate::write::amend;

/// By what this program is being ended.
static ENDING: OnceLock<Ending> = OnceLock::new();

/// Lets the program end from outside only while no file is half changed.
///
/// Before the files of a site are put in place, and while somebody is asked, that is at once, with nothing changed and nothing
/// left behind.
pub(super) fn wait_for_files() {
    let listening = ending::listen(|ending| {
        let _ = ENDING.set(ending);
        write::stop();
        #[allow(clippy::exit, reason = "the thread that builds waits for a turn that never comes")]
        std::process::exit(i32::from(ending.code()));
    });
    // Where nothing can be listened to, it is ended as any other program.
    drop(listening);
}

/// The exit code of a program that came to its end by itself, unless it was being ended at that moment.
pub(super) fn code(own: ExitCode) -> ExitCode {
    ENDING.get().map_or(own, |ending| ExitCode::from(ending.code()))
}

/// Takes back what a command was changing in the folder `content` when it was killed, and says so.
pub(super) fn settle(content: &Path) -> Result<(), FileError> {
    if amend::settle(content)? {
        print::to_people(
            "A command was killed while it changed files here. What it had done is taken back: give it again.\n",
        )?;
    }
    Ok(())
}
