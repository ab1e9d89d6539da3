//! News of the disk → rounds: what was saved together is compiled once, and then shown.

use std::collections::BTreeSet;
use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::RecvTimeoutError;
use std::thread;
use std::time::{Duration, Instant};

use super::live::{Changed, Show};
use super::watch::{News, Watching};
use super::{Report, Reporter};
use crate::failure::FileError;
use crate::studio::{State, Studio};

/// A round begins when nothing was saved for so long.
const QUIET: Duration = Duration::from_millis(20);
/// Where more files than this are saved together, other programs than an editor are at work, with pauses of their own.
const FEW: usize = 8;
const QUIET_OF_MANY: Duration = Duration::from_millis(200);
/// It begins no later than this after its first save, however much is saved.
const MOST: Duration = Duration::from_secs(2);
/// Editors that empty a file before they write it are given so long.
const EMPTY: Duration = Duration::from_millis(60);
/// After the disk refused it is tried again so often.
const AGAIN: Duration = Duration::from_secs(1);

/// What is said when the fault is ours.
const FAILED: &str = "Partnerbook itself failed on what was saved last; the terminal says where";

/// Where folders are looked at again and again, times are compared by the second: a save in the same second as the one before
/// it looks like none. After so long all is read once more.
const SECOND: Duration = Duration::from_millis(1_200);

/// When nothing was saved for so long, there is time for what takes long.
const CALM: Duration = Duration::from_millis(700);

/// Begins to show each save of `watching`, on a thread of its own, for as long as the program runs.
pub(super) fn begin(studio: Arc<Studio>, watching: Watching, show: Show, reporter: Reporter) {
    let mut rounds = Rounds {
        studio,
        watching,
        show,
        reporter,
        refused: None,
        is_amiss: false,
        polling: false,
        is_in_doubt: true,
        settling: None,
        given_up: None,
    };
    thread::spawn(move || {
        if let Err(error) = rounds.watching.watch_besides(rounds.studio.aside()) {
            rounds.refuse(error.to_string());
        }
        rounds.tell_of_polling();
        while let Some(round) = rounds.next() {
            rounds.run(&round);
        }
    });
}

struct Rounds {
    studio: Arc<Studio>,
    watching: Watching,
    show: Show,
    reporter: Reporter,
    /// What the disk refused the last time.
    refused: Option<String>,
    /// Whether pages were told of something else than the playbook's faults.
    is_amiss: bool,
    /// Whether it was told that the folders are looked at again and again.
    polling: bool,
    /// Whether something may have been saved within a second of what was seen.
    is_in_doubt: bool,
    /// Since when the books are being made, if they are, and of which version of the playbook.
    settling: Option<(Instant, u64)>,
    /// The version whose books could not be made.
    given_up: Option<u64>,
}

/// What was saved together.
struct Round {
    /// `None` when nobody knows what.
    changed: Option<BTreeSet<PathBuf>>,
    /// When the last of it was told.
    told: Instant,
}

impl Rounds {
    /// Waits for the next save and for those that belong to it. `None` when there will be no more.
    fn next(&mut self) -> Option<Round> {
        loop {
            let first = self.first()?;
            if first == News::Settled {
                self.show_settled();
                continue;
            }
            let mut round = Round { changed: Some(BTreeSet::new()), told: Instant::now() };
            self.add(&mut round, first);
            self.gather(&mut round, QUIET)?;
            if round.changed.as_ref().is_some_and(has_empty) {
                self.gather(&mut round, EMPTY)?;
            }
            if round.changed.as_ref().is_none_or(|changed| !changed.is_empty()) {
                return Some(round);
            }
        }
    }

    /// The next news. After the disk refused, all is looked at again in a while.
    fn first(&mut self) -> Option<News> {
        if self.is_in_doubt && self.watching.why_polling().is_some() {
            return match self.watching.news.recv_timeout(SECOND) {
                Ok(news) => Some(news),
                Err(RecvTimeoutError::Timeout) => {
                    self.is_in_doubt = false;
                    Some(News::Lost)
                }
                Err(RecvTimeoutError::Disconnected) => None,
            };
        }
        if self.refused.is_none() {
            if self.settling.is_none() && self.has_to_settle() {
                match self.watching.news.recv_timeout(CALM) {
                    Ok(news) => return Some(news),
                    Err(RecvTimeoutError::Timeout) => self.settle(),
                    Err(RecvTimeoutError::Disconnected) => return None,
                }
            }
            return self.watching.news.recv().ok();
        }
        match self.watching.news.recv_timeout(AGAIN) {
            Ok(news) => Some(news),
            Err(RecvTimeoutError::Timeout) => Some(News::Lost),
            Err(RecvTimeoutError::Disconnected) => None,
        }
    }

    fn has_to_settle(&self) -> bool {
        !self.studio.is_settled() && self.given_up != Some(self.studio.state().version)
    }

    /// Begins to make what takes long, without holding up the next save.
    fn settle(&mut self) {
        self.settling = Some((Instant::now(), self.studio.state().version));
        let (studio, sender) = (Arc::clone(&self.studio), self.watching.sender());
        thread::spawn(move || {
            // Where the disk refuses a picture or something is our fault, the next save is looked at as ever.
            let _ = catch_unwind(AssertUnwindSafe(|| studio.settle()));
            // When nobody listens any more the program is about to end.
            let _ = sender.send(News::Settled);
        });
    }

    /// Shows what was made in the meantime, unless a save came before, which shows itself.
    fn show_settled(&mut self) {
        let Some((begun, before)) = self.settling.take() else { return };
        let state = self.studio.state();
        if state.version == before && !self.studio.is_settled() {
            self.given_up = Some(before);
        }
        if state.version != before && self.studio.is_settled() {
            self.show.state(&state, Changed::Texts);
            (self.reporter)(Report::Shown { state, took: begun.elapsed() });
        }
    }

    /// Takes in news until there are none for as long as `quiet`.
    fn gather(&mut self, round: &mut Round, quiet: Duration) -> Option<()> {
        let begun = Instant::now();
        while begun.elapsed() < MOST {
            let many = round.changed.as_ref().is_none_or(|changed| changed.len() > FEW);
            let quiet = if many { QUIET_OF_MANY } else { quiet };
            match self.watching.news.recv_timeout(quiet) {
                Ok(news) => self.add(round, news),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
        Some(())
    }

    fn add(&mut self, round: &mut Round, news: News) {
        match news {
            News::Lost => round.changed = None,
            News::Settled => return self.show_settled(),
            News::Changed(paths) => {
                self.is_in_doubt = true;
                let paths = self.watching.read_ones(paths);
                if paths.is_empty() {
                    return;
                }
                if let Some(changed) = &mut round.changed {
                    changed.extend(paths);
                }
            }
        }
        round.told = Instant::now();
    }

    fn run(&mut self, round: &Round) {
        let followed = match &round.changed {
            Some(changed) if self.refused.is_none() => self.watching.follow(changed),
            Some(_) | None => self.watching.renew(),
        };
        self.tell_of_polling();
        let before = self.studio.state().version;
        let changed = round.changed.as_ref().filter(|_| self.refused.is_none());
        // Whatever it is that this program does wrong, the next save may well be right.
        let refreshed =
            catch_unwind(AssertUnwindSafe(|| followed.and_then(|()| self.refresh(changed))));
        match refreshed {
            Ok(Ok(state)) => {
                self.refused = None;
                if let Err(error) = self.watching.watch_besides(self.studio.aside()) {
                    return self.refuse(error.to_string());
                }
                let was_amiss = mem::take(&mut self.is_amiss);
                if state.version != before || was_amiss {
                    self.show.state(&state, kind(changed));
                    (self.reporter)(Report::Shown { state, took: round.told.elapsed() });
                }
            }
            Ok(Err(error)) => self.refuse(error.to_string()),
            Err(_) => {
                self.is_amiss = true;
                self.show.refused(FAILED);
                (self.reporter)(Report::Failed(FAILED));
            }
        }
    }

    /// What is gone in the midst of a round is most often there again, or known to be gone, a moment later.
    fn refresh(&self, changed: Option<&BTreeSet<PathBuf>>) -> Result<Arc<State>, FileError> {
        self.studio.refresh(changed).or_else(|_| {
            thread::sleep(EMPTY);
            self.studio.refresh(None)
        })
    }

    fn tell_of_polling(&mut self) {
        if let Some(why) = self.watching.why_polling().filter(|_| !self.polling) {
            self.polling = true;
            (self.reporter)(Report::Polls(why));
        }
    }

    /// Tells once what the disk refused; it is tried again until it does not.
    fn refuse(&mut self, why: String) {
        if self.refused.as_ref() != Some(&why) {
            self.is_amiss = true;
            self.show.refused(&why);
            (self.reporter)(Report::Refused(why.clone()));
        }
        self.refused = Some(why);
    }
}

/// Whether a text among `changed` is empty, as some editors leave it for a moment.
fn has_empty(changed: &BTreeSet<PathBuf>) -> bool {
    let is_empty =
        |path: &PathBuf| path.metadata().is_ok_and(|file| file.is_file() && file.len() == 0);
    changed.iter().any(is_empty)
}

fn kind(changed: Option<&BTreeSet<PathBuf>>) -> Changed {
    // What editors write beside a file is gone by now.
    let is_there = |path: &&PathBuf| path.is_file();
    let is_text = |path: &PathBuf| {
        let ending = path.extension().map(std::ffi::OsStr::to_ascii_lowercase);
        ending.is_none_or(|ending| {
            ["md", "markdown", "mdx", "qmd", "toml", "html", "css"]
                .iter()
                .any(|each| ending == *each)
        })
    };
    match changed {
        Some(changed) if changed.iter().filter(is_there).all(is_text) => Changed::Texts,
        Some(_) | None => Changed::Parts,
    }
}
