//! A line that says how far a long build is: on a terminal only, and only after a second.

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::ProgressBar;

/// Builds that take no longer than this show no line.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the line is drawn anew.
const PACE: Duration = Duration::from_millis(120);

/// Whether there is somebody to look at the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Audience {
    /// Shows the line if standard error is a terminal.
    Person,
    /// Shows nothing.
    Nobody,
}

/// The line. It goes away when dropped.
pub(super) struct Progress {
    files: Arc<AtomicUsize>,
    shown: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Begins to wait for the second to pass.
    pub(super) fn start(audience: Audience) -> Self {
        let files = Arc::new(AtomicUsize::new(0));
        let wanted = audience == Audience::Person && io::stderr().is_terminal();
        let shown = wanted.then(|| {
            let (end, ended) = mpsc::channel();
            let files = Arc::clone(&files);
            (end, thread::spawn(move || draw(&files, &|pause| ended.recv_timeout(pause))))
        });
        Self { files, shown }
    }

    /// Counts one finished file.
    pub(super) fn count(&self) {
        self.files.fetch_add(1, Ordering::Relaxed);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((end, thread)) = self.shown.take() {
            drop(end);
            // A line that failed to be drawn is no reason to fail.
            let _ = thread.join();
        }
    }
}

/// Draws the line until the build is over. `wait` returns early when it is.
fn draw(files: &AtomicUsize, wait: &dyn Fn(Duration) -> Result<(), RecvTimeoutError>) {
    if wait(PATIENCE) != Err(RecvTimeoutError::Timeout) {
        return;
    }
    let line = ProgressBar::new_spinner();
    while wait(PACE) == Err(RecvTimeoutError::Timeout) {
        line.set_message(match files.load(Ordering::Relaxed) {
            0 => "Reading the playbook".to_owned(),
            1 => "1 file is ready".to_owned(),
            many => format!("{many} files are ready"),
        });
        line.tick();
    }
    line.finish_and_clear();
}
