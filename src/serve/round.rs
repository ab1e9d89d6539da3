//! News of the disk → rounds: what was saved together is compiled once, and then shown.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::RecvTimeoutError;
use std::thread;
use std::time::{Duration, Instant};

use super::live::{Changed, Show};
use super::watch::{News, Watching};
use super::{Tell, Told};
use crate::failure::FileError;
use crate::studio::{State, Studio};

/// A round begins when nothing was saved for so long.
const QUIET: Duration = Duration::from_millis(20);
/// It begins no later than this after its first save, however much is saved.
const MOST: Duration = Duration::from_secs(2);
/// Editors that empty a file before they write it are given so long.
const EMPTY: Duration = Duration::from_millis(60);
/// After the disk refused it is tried again so often.
const AGAIN: Duration = Duration::from_secs(1);

/// Begins to show each save of `watching`, on a thread of its own, for as long as the program runs.
pub(super) fn begin(studio: Arc<Studio>, watching: Watching, show: Show, tell: Tell) {
    let mut rounds = Rounds { studio, watching, show, tell, refused: None };
    thread::spawn(move || {
        if let Some(why) = rounds.watching.why_polling() {
            (rounds.tell)(Told::Polls(why));
        }
        while let Some(round) = rounds.next() {
            rounds.run(round);
        }
    });
}

struct Rounds {
    studio: Arc<Studio>,
    watching: Watching,
    show: Show,
    tell: Tell,
    /// What the disk refused the last time.
    refused: Option<String>,
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
            let first = match self.first()? {
                Some(news) => news,
                None => return Some(Round { changed: None, told: Instant::now() }),
            };
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

    /// The next news. Nothing when the disk refused and is to be tried again.
    fn first(&self) -> Option<Option<News>> {
        if self.refused.is_none() {
            return self.watching.news.recv().ok().map(Some);
        }
        match self.watching.news.recv_timeout(AGAIN) {
            Ok(news) => Some(Some(news)),
            Err(RecvTimeoutError::Timeout) => Some(None),
            Err(RecvTimeoutError::Disconnected) => None,
        }
    }

    /// Takes in news until there are none for as long as `quiet`.
    fn gather(&self, round: &mut Round, quiet: Duration) -> Option<()> {
        let begun = Instant::now();
        while begun.elapsed() < MOST {
            match self.watching.news.recv_timeout(quiet) {
                Ok(news) => self.add(round, news),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
        Some(())
    }

    fn add(&self, round: &mut Round, news: News) {
        match news {
            News::Lost => round.changed = None,
            News::Changed(paths) => {
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

    fn run(&mut self, round: Round) {
        let followed = match &round.changed {
            Some(changed) if self.refused.is_none() => self.watching.follow(changed),
            Some(_) | None => self.watching.renew(),
        };
        let before = self.studio.state().version;
        let changed = round.changed.as_ref().filter(|_| self.refused.is_none());
        let refreshed = followed.and_then(|()| self.refresh(changed));
        match refreshed {
            Ok(state) => {
                let was_refused = self.refused.take().is_some();
                if state.version != before || was_refused {
                    self.show.state(&state, kind(changed));
                    (self.tell)(Told::Shown { state, took: round.told.elapsed() });
                }
            }
            Err(error) => self.refuse(error.to_string()),
        }
    }

    /// What is gone in the midst of a round is most often there again, or known to be gone, a moment later.
    fn refresh(&self, changed: Option<&BTreeSet<PathBuf>>) -> Result<Arc<State>, FileError> {
        self.studio.refresh(changed).or_else(|_| {
            thread::sleep(EMPTY);
            self.studio.refresh(None)
        })
    }

    /// Tells once what the disk refused; it is tried again until it does not.
    fn refuse(&mut self, why: String) {
        if self.refused.as_ref() != Some(&why) {
            self.show.refused(&why);
            (self.tell)(Told::Refused(why.clone()));
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
    let is_text = |path: &PathBuf| {
        let ending = path.extension().map(|ending| ending.to_ascii_lowercase());
        ending.is_none_or(|ending| {
            ["md", "markdown", "toml", "html", "css"].iter().any(|each| ending == *each)
        })
    };
    match changed {
        Some(changed) if changed.iter().all(is_text) => Changed::Texts,
        Some(_) | None => Changed::Parts,
    }
}
