//! The data of a zone, as RFC 9636 writes them ("TZif"): every change there was, and after them a rule for good.

use super::epoch::{DAY, FIRST_DAY, seconds};
use super::observance::Observance;
use super::rule::{Rule, Season};
use crate::measure::Date;

/// The lengths of the head, and of each entry about a kind of time.
const HEAD: usize = 44;
const SEASON: usize = 6;

/// What the data of a zone say.
#[derive(Debug)]
pub(super) struct Table {
    /// What the clocks showed before the first change.
    first: Season,
    /// The changes in their order: when, and what the clocks show since.
    changes: Vec<(i64, Season)>,
    /// What holds after the last of them.
    rule: Rule,
}

/// How many of each sort there are in a block of data.
struct Counts {
    changes: usize,
    seasons: usize,
    letters: usize,
    leaps: usize,
    standards: usize,
    universals: usize,
}

impl Counts {
    fn read(data: &[u8]) -> Option<Self> {
        let head = data.get(..HEAD).filter(|head| head.starts_with(b"TZif"))?;
        let number =
            |at: usize| -> Option<usize> { usize::try_from(whole(&head[20 + 4 * at..][..4])).ok() };
        Some(Self {
            universals: number(0)?,
            standards: number(1)?,
            leaps: number(2)?,
            changes: number(3)?,
            seasons: number(4)?,
            letters: number(5)?,
        })
    }

    /// The octets of the block after its head, with times of so many octets.
    fn size(&self, time: usize) -> usize {
        self.changes * (time + 1)
            + self.seasons * SEASON
            + self.letters
            + self.leaps * (time + 4)
            + self.standards
            + self.universals
    }
}

impl Table {
    /// Reads the data. `None` when they are not as they should be.
    pub(super) fn read(data: &[u8]) -> Option<Self> {
        // The first block has times of four octets, for programs from before 2038 came into sight.
        let data = data.get(HEAD + Counts::read(data)?.size(4)..)?;
        let counts = Counts::read(data)?;
        let body = &data[HEAD..];
        let (times, rest) = body.split_at_checked(8 * counts.changes)?;
        let (which, rest) = rest.split_at_checked(counts.changes)?;
        let (seasons, rest) = rest.split_at_checked(SEASON * counts.seasons)?;
        let names = rest.get(..counts.letters)?;
        let seasons: Option<Vec<Season>> =
            seasons.chunks_exact(SEASON).map(|entry| season(entry, names)).collect();
        let seasons = seasons?;
        let change = |(time, which): (&[u8], &u8)| {
            Some((whole(time), seasons.get(usize::from(*which))?.clone()))
        };
        let changes: Option<Vec<_>> = times.chunks_exact(8).zip(which).map(change).collect();
        let rule = body.get(counts.size(8)..)?.strip_prefix(b"\n")?.strip_suffix(b"\n")?;
        Some(Self {
            first: seasons.first()?.clone(),
            changes: changes?,
            rule: Rule::parse(str::from_utf8(rule).ok()?)?,
        })
    }

    /// What the clocks show from the beginning of `year` on. `None` when it cannot be said.
    pub(super) fn observances(&self, year: u16) -> Option<Vec<Observance>> {
        let start = seconds(Date { year, month: 1, day: 1 });
        let later = self.changes.partition_point(|(time, _)| *time <= start);
        if later == self.changes.len() && self.rule.has_daylight() {
            return self.rule.observances(start, year);
        }
        let mut shown = later.checked_sub(1).map_or(&self.first, |at| &self.changes[at].1);
        if later == self.changes.len() {
            shown = &self.rule.standard;
        }
        // What holds when the year begins, and then each change that is known, one by one.
        let mut found = vec![changed(start - i64::from(shown.ahead), shown, shown)];
        let mut last = (start, year);
        for (time, season) in &self.changes[later..] {
            found.push(changed(*time, shown, season));
            last = (*time, found.last()?.day.year);
            shown = season;
        }
        if self.rule.has_daylight() {
            found.extend(self.rule.observances(last.0, last.1)?);
        }
        Some(found)
    }
}

/// The change from `old` to `new` at `time`.
fn changed(time: i64, old: &Season, new: &Season) -> Observance {
    let by_clock = time + i64::from(old.ahead);
    Observance {
        is_daylight: new.is_daylight,
        name: new.name.clone(),
        before: old.ahead,
        ahead: new.ahead,
        day: FIRST_DAY.plus_days(by_clock.div_euclid(DAY)),
        clock: u32::try_from(by_clock.rem_euclid(DAY)).unwrap_or_default(),
        repeat: String::new(),
    }
}

fn season(entry: &[u8], names: &[u8]) -> Option<Season> {
    let name = names.get(usize::from(entry[5])..)?.split(|letter| *letter == 0).next()?;
    Some(Season {
        name: str::from_utf8(name).ok()?.to_owned(),
        ahead: i32::try_from(whole(&entry[..4])).ok()?,
        is_daylight: entry[4] != 0,
    })
}

/// The whole number that stands in four or eight octets, the greatest first.
fn whole(octets: &[u8]) -> i64 {
    let sign = if octets.first().is_some_and(|octet| *octet >= 0x80) { -1 } else { 0 };
    octets.iter().fold(sign, |sum, octet| (sum << 8) | i64::from(*octet))
}
