//! A line that says how far something long is: on a terminal only, and only after a second.

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::ProgressBar;

/// What takes no longer than this shows no line.
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

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Matter {
    /// Files of a site.
    Files,
    /// Addresses of other hosts, of so many.
    Addresses(usize),
}

/// The line. It goes away when dropped.
pub(super) struct Progress {
    done: Arc<AtomicUsize>,
    shown: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Begins to wait for the second to pass.
    pub(super) fn start(audience: Audience, matter: Matter) -> Self {
        let done = Arc::new(AtomicUsize::new(0));
        let wanted = audience == Audience::Person && io::stderr().is_terminal();
        let shown = wanted.then(|| {
            let (end, ended) = mpsc::channel();
            let done = Arc::clone(&done);
            let words = move || matter.words(done.load(Ordering::Relaxed));
            (end, thread::spawn(move || draw(&words, &|pause| ended.recv_timeout(pause))))
        });
        Self { done, shown }
    }

    /// Counts one that is done.
    pub(super) fn count(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }
}

impl Matter {
    fn words(self, done: usize) -> String {
        match (self, done) {
            (Matter::Files, 0) => "Reading the playbook".to_owned(),
            (Matter::Files, 1) => "1 file is ready".to_owned(),
            (Matter::Files, many) => format!("{many} files are ready"),
            (Matter::Addresses(all), done) => format!("Asking other hosts: {done} of {all}"),
        }
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

/// Draws the line until all is over. `wait` returns early when it is.
fn draw(words: &dyn Fn() -> String, wait: &dyn Fn(Duration) -> Result<(), RecvTimeoutError>) {
    if wait(PATIENCE) != Err(RecvTimeoutError::Timeout) {
        return;
    }
    let line = ProgressBar::new_spinner();
    while wait(PACE) == Err(RecvTimeoutError::Timeout) {
        line.set_message(words());
        line.tick();
    }
    line.finish_and_clear();
}
