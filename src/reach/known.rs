//! What was found out within the last day ↔ lines of text.

use std::collections::BTreeMap;

use super::{Address, Links, Verdict};

/// How long an address that led somewhere is not asked for again, in seconds: a day.
const KEPT: u64 = 24 * 60 * 60;
/// The first line. Another one is of a program that writes other lines.
const HEAD: &str = "partnerbook: addresses that led somewhere, and when";

/// What is known of addresses. Times are in seconds since 1970.
///
/// Good answers are kept for a day; all others until the program ends, so that nobody has to wait a day to see that a host
/// is mended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    verdicts: BTreeMap<Address, (u64, Verdict)>,
}

impl Known {
    /// Reads what [`text`](Self::text) wrote. Lines that are older than a day at `now`, or damaged, are left out.
    pub fn of(text: &str, now: u64) -> Self {
        let mut lines = text.lines();
        if lines.next() != Some(HEAD) {
            return Self::default();
        }
        Self { verdicts: lines.filter_map(|line| entry(line, now)).collect() }
    }

    /// One line for each address that leads somewhere: when that was seen, the address, and where it has moved. Empty when
    /// there is none.
    pub fn text(&self) -> String {
        let line = |(address, (when, verdict)): (&Address, &(u64, Verdict))| match verdict {
            Verdict::Good => Some(format!("{when} {address}\n")),
            Verdict::Moved(to) => Some(format!("{when} {address} {to}\n")),
            Verdict::Dead(_) | Verdict::Unverified(_) => None,
        };
        let lines: String = self.verdicts.iter().filter_map(line).collect();
        if lines.is_empty() { lines } else { format!("{HEAD}\n{lines}") }
    }

    /// Forgets all addresses in `links`.
    pub fn forget(&mut self, links: &Links) {
        for address in links.keys().filter_map(|href| Address::of(href)) {
            self.verdicts.remove(&address);
        }
    }

    /// What is known of `address`.
    pub fn verdict(&self, address: &Address) -> Option<&Verdict> {
        self.verdicts.get(address).map(|(_, verdict)| verdict)
    }

    /// Whether what is known of `address` was noted at `now`.
    pub(super) fn is_of(&self, address: &Address, now: u64) -> bool {
        self.verdicts.get(address).is_some_and(|(when, _)| *when == now)
    }

    /// Takes note of what was found out about `address` at `now`.
    pub fn note(&mut self, address: Address, verdict: Verdict, now: u64) {
        self.verdicts.insert(address, (now, verdict));
    }
}

fn entry(line: &str, now: u64) -> Option<(Address, (u64, Verdict))> {
    let words: Vec<&str> = line.split(' ').collect();
    let (when, address, verdict) = match words[..] {
        [when, address] => (when, address, Verdict::Good),
        [when, address, to] => (when, address, Verdict::Moved(Address::of(to)?)),
        _ => return None,
    };
    let when: u64 = when.parse().ok()?;
    // A time to come is of a clock that went wrong.
    let is_fresh = when <= now && now - when < KEPT;
    is_fresh.then_some((Address::of(address)?, (when, verdict)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reach::{DeadReason, Inconclusive};

    fn address(href: &str) -> Address {
        Address::of(href).expect(href)
    }

    #[test]
    fn what_leads_somewhere_is_kept_for_a_day() {
        let mut known = Known::default();
        let (a, b) = (address("https://a.example/"), address("https://b.example/x"));
        known.note(a.clone(), Verdict::Good, 1000);
        known.note(b.clone(), Verdict::Moved(a.clone()), 2000);
        let dead = Verdict::Dead(DeadReason::NoPage(404));
        known.note(address("https://c.example/"), dead, 2000);
        let reason = Verdict::Unverified(Inconclusive::Status(403));
        known.note(address("https://d.example/"), reason, 2000);
        let text = known.text();
        assert_eq!(
            text,
            format!(
                "{HEAD}\n1000 https://a.example/\n2000 https://b.example/x https://a.example/\n"
            )
        );
        let again = Known::of(&text, 2000 + KEPT - 1);
        assert_eq!(again.verdict(&a), None);
        assert_eq!(again.verdict(&b), Some(&Verdict::Moved(a.clone())));
        assert_eq!(Known::of(&text, 999), Known::default());
    }

    #[test]
    fn what_is_damaged_is_left_out() {
        let damaged = format!(
            "{HEAD}\nx https://a.example/\n5\n5 no\n5 https://a.example/ b c\n5 https://b.example/"
        );
        let known = Known::of(&damaged, 5);
        assert_eq!(known.verdict(&address("https://b.example/")), Some(&Verdict::Good));
        assert_eq!(known.verdicts.len(), 1);
        for text in ["", "5 https://a.example/", "\0\n5 https://a.example/"] {
            assert_eq!(Known::of(text, 5), Known::default());
        }
    }
}
