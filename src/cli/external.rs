//! `partnerbook check --external`: hosts are asked, and what they said is kept for a day.

use std::collections::BTreeSet;

use super::kept::Kept;
use super::progress::{Audience, Matter, Progress};
use super::today::seconds;
use crate::compile::{Outside, outside};
use crate::diag::Diagnostics;
use crate::failure::FileError;
use crate::reach::{self, Address, Ask, Client, Known, RetryPolicy};
use crate::source::Sources;

/// Whether what hosts said within the last day is believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Memory {
    /// It is, and only the other addresses are asked for.
    Believed,
    /// All are asked for.
    Doubted,
}

/// The asking of one run: what is known, and whom to ask.
pub(super) struct External {
    known: Known,
    kept: Kept,
    memory: Memory,
    /// When the run began. What is noted at that time is of this run.
    now: u64,
    asked: BTreeSet<String>,
    ask: Box<Ask<'static>>,
}

impl External {
    /// Is ready to ask. Refuses when the program was made without what asks.
    pub(super) fn new(memory: Memory) -> Result<Self, FileError> {
        let (ask, kept, now) = (network()?, Kept::of_this_user(), seconds());
        let known = Known::of(&kept.read(), now);
        Ok(Self { known, kept, memory, now, asked: BTreeSet::new(), ask })
    }

    /// Asks for what `sources` link to and is not known yet, and tells what is wrong with it.
    ///
    /// Returns a line that says what was asked.
    pub(super) fn check(
        &mut self,
        sources: &Sources,
        audience: Audience,
        diagnostics: &mut Diagnostics,
    ) -> String {
        let outside = outside(sources);
        if self.memory == Memory::Doubted {
            self.known.forget(&outside.links);
            self.memory = Memory::Believed;
        }
        let many = reach::unknown(&outside.links, &self.known).len();
        let progress = Progress::start(audience, Matter::Addresses(many));
        let client = Client { ask: &*self.ask, settled: &|| progress.count() };
        let policy = RetryPolicy::default();
        let asked = reach::learn(&outside.links, &mut self.known, self.now, &policy, client);
        drop(progress);
        self.asked.extend(asked.iter().map(|address| address.as_str().to_owned()));
        self.kept.write(&self.known.text());
        diagnostics.extend(reach::faults(&outside.links, &self.known, self.now));
        self.reported(&outside)
    }

    fn reported(&self, outside: &Outside) -> String {
        let all: BTreeSet<String> = outside
            .links
            .keys()
            .filter_map(|href| Address::of(href))
            .map(|address| address.as_str().to_owned())
            .collect();
        let asked = all.intersection(&self.asked).count();
        reported(asked, all.len() - asked, outside.left_out)
    }
}

/// `Asked for 12 addresses of other hosts; 30 led somewhere within the last day; 2 are left out.`
fn reported(asked: usize, known: usize, left_out: usize) -> String {
    if asked + known + left_out == 0 {
        return "No address of another host is linked to.\n".to_owned();
    }
    let known = match known {
        0 => String::new(),
        many => format!("; {many} led somewhere within the last day"),
    };
    let left_out = match left_out {
        0 => String::new(),
        1 => "; 1 is left out".to_owned(),
        many => format!("; {many} are left out"),
    };
    let addresses = if asked == 1 { "address" } else { "addresses" };
    format!("Asked for {asked} {addresses} of other hosts{known}{left_out}.\n")
}

/// What asks.
#[cfg(feature = "external")]
#[expect(clippy::unnecessary_wraps, reason = "without the feature there is nothing that asks")]
fn network() -> Result<Box<Ask<'static>>, FileError> {
    use crate::reach::network::{Limits, Network};
    let network = Network::new(Limits::default());
    Ok(Box::new(move |request| network.ask(request)))
}

/// What says how to get a program that asks.
#[cfg(not(feature = "external"))]
fn network() -> Result<Box<Ask<'static>>, FileError> {
    let why = "this program was made without what that takes; `cargo install` with `--features external` makes one that can";
    Err(FileError::refused("ask", std::path::Path::new("other hosts"), why))
}

#[cfg(test)]
mod tests {
    use super::reported;

    #[test]
    fn the_line_says_what_was_asked_and_what_was_not() {
        assert_eq!(reported(1, 0, 0), "Asked for 1 address of other hosts.\n");
        assert_eq!(
            reported(12, 30, 2),
            "Asked for 12 addresses of other hosts; 30 led somewhere within the last day; 2 are left out.\n"
        );
        assert_eq!(reported(0, 0, 0), "No address of another host is linked to.\n");
        assert_eq!(reported(0, 0, 1), "Asked for 0 addresses of other hosts; 1 is left out.\n");
    }
}
