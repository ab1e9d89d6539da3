//! What breaks the rules of a session.

mod parts;

use super::day::{Slot, Timed};
use super::rules::{
    SESSION_ACTIVITY, SESSION_CLOCK, SESSION_COPIES, SESSION_EMPTY, SESSION_ENDS, SESSION_LENGTH,
    SESSION_PART, SESSION_PAUSE, SESSION_PEOPLE, SESSION_STEPS,
};
use super::{Part, Session, Subject, What};
use crate::diag::{Diagnostic, nearest};
use crate::measure::{Minutes, Range};
use crate::source::Spanned;
use crate::worksheet::Page;

/// As long as people can stay without a pause, in minutes.
const LONGEST_STRETCH: u32 = 90;
/// Minutes of a day.
const DAY: u32 = 24 * 60;

impl Session {
    /// What breaks the rules of a session.
    pub(super) fn broken_rules(&self, subject: Subject<'_>) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for (key, text) in &self.unread {
            let message =
                format!("`{key}` wants a time such as `09:00`, not `{}`", shortened(text));
            let help = format!("write `{key} = \"09:00\"`, from `00:00` to `23:59`");
            found.push(subject.fault(&SESSION_CLOCK, text.span, message).help(help));
        }
        if self.parts.is_empty() {
            found.push(
                subject
                    .fault(&SESSION_EMPTY, subject.title.span, "nothing happens in this session")
                    .help("write `parts = [[\"Arrive\", \"15 min\"], [\"pause\", \"20 min\"]]`, or a block `[[part]]` for each"),
            );
            return found;
        }
        let slots = self.day(subject.context);
        self.part_faults(subject, &mut found);
        for timed in slots.iter().flat_map(|slot| &slot.parts) {
            activity_faults(timed, subject, &mut found);
            self.people_fault(timed, subject, &mut found);
        }
        self.end_faults(&slots, subject, &mut found);
        pause_faults(&slots, subject, &mut found);
        self.copies_faults(&slots, subject, &mut found);
        found
    }

    fn people_fault(&self, timed: &Timed<'_>, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        let (Some(people), Some(page)) = (&self.people, timed.activity) else { return };
        let Some(fits) = page.people else { return };
        let rooms = u32::try_from(timed.part.rooms.len()).unwrap_or(1).max(1);
        // Rooms help against too many; whether there are enough is seen from all of them together.
        let most = people.value.to.div_ceil(rooms);
        let here = Range { from: people.value.from / rooms, to: most };
        if people.value.from >= fits.from && most <= fits.to {
            return;
        }
        let place = if rooms > 1 { " in each room" } else { "" };
        let message = format!("{here} people{place} do not fit this activity, which is for {fits}");
        let help = match timed.part.short {
            _ if most <= fits.to => "choose an activity for fewer people, or correct `people`",
            None => "spread them over rooms: `rooms = [\"…\", \"…\"]`, or correct `people`",
            Some(_) => {
                "write it as a block `[[part]]` with rooms: `rooms = [\"…\", \"…\"]`, or correct `people`"
            }
        };
        found.push(subject.fault(&SESSION_PEOPLE, timed.part.span, message).help(help));
    }

    fn copies_faults(&self, slots: &[Slot<'_>], subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        let needed = self.copies(slots, subject.context);
        let names: Vec<&str> = needed.iter().map(|copies| copies.page.path.slug()).collect();
        for (slug, help) in self.counted.astray(&names, "uses") {
            let message = format!("no part of this session needs `{}`", slug.value);
            found.push(subject.fault(&SESSION_COPIES, slug.span, message).help(help));
        }
    }

    fn end_faults(&self, slots: &[Slot<'_>], subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        let end = self.end(slots);
        let length = end.0 - self.start.0;
        if length > DAY {
            let message = format!("this session takes {}, more than a day", Minutes(length));
            found.push(
                subject
                    .fault(&SESSION_CLOCK, subject.title.span, message)
                    .help("make a session for each day"),
            );
            return;
        }
        // Where the beginning was not understood, an end says nothing.
        let is_read = self.unread.iter().all(|(key, _)| *key != "start");
        if let Some(ends) = self.ends.as_ref().filter(|_| is_read) {
            let said = (ends.value.0 + DAY - self.start.0) % DAY;
            if said != length % DAY {
                let message = format!(
                    "the parts end at {end}, {} than `ends` says",
                    apart(said, length, "later", "earlier")
                );
                let help = format!("write `ends = \"{end}\"`, or change the minutes of the parts");
                found.push(subject.fault(&SESSION_ENDS, ends.span, message).help(help));
            }
        }
        if let Some(time) = &self.time {
            let (least, most) = (time.value.0.0, time.value.1.0);
            if !(least..=most).contains(&length) {
                let said = if length > most { most } else { least };
                let message = format!(
                    "the parts take {}, {} than `time` says",
                    Minutes(length),
                    apart(said, length, "longer", "shorter")
                );
                let help = format!(
                    "write `time = \"{}\"`, or change the minutes of the parts",
                    Minutes(length)
                );
                found.push(subject.fault(&SESSION_ENDS, time.span, message).help(help));
            }
        }
    }
}

fn activity_faults(timed: &Timed<'_>, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
    let What::Activity(slug) = &timed.part.what else { return };
    let Some(page) = timed.activity else {
        found.extend(no_activity(slug, timed.part, subject));
        return;
    };
    let count = page.document.steps().count();
    for step in timed.part.steps.iter().filter(|step| step.value > count) {
        let message = format!("`{}` has {}, and no step {}", slug.value, steps(count), step.value);
        let help = if count == 0 {
            "take `steps` out: the activity is done as a whole".to_owned()
        } else {
            format!("choose from 1 to {count}")
        };
        found.push(subject.fault(&SESSION_STEPS, step.span, message).help(help));
    }
    if timed.minutes == 0 && timed.part.time.is_none() {
        let message = format!("`{}` does not say how long it takes", slug.value);
        let help = match timed.part.short {
            None => "add `time = \"45 min\"` here, or the minutes of its steps on its own page",
            Some(_) if slug.value.contains('-') => {
                "add `\"45 min\"` after it, or the minutes of its steps on its own page"
            }
            // Beside a time, one word is a title.
            Some(_) => {
                "add the minutes of its steps on its own page, or write a block `[[part]]` with `activity` and `time`"
            }
        };
        found.push(subject.fault(&SESSION_PART, slug.span, message).help(help));
    }
    let Some(time) = timed.part.time.as_ref().filter(|_| timed.change() != 0) else { return };
    let (usual, way) = match timed.usual {
        Some((least, _)) if timed.minutes < least => (least, "shorter"),
        Some((_, most)) => (most, "longer"),
        None => return,
    };
    let by = Minutes(u32::try_from(timed.change().unsigned_abs()).unwrap_or(u32::MAX));
    let message =
        format!("`{}` is {by} {way} here than the {} it takes", slug.value, Minutes(usual));
    let help = if timed.part.short.is_some() {
        "take the time out to give it its own length, or choose some of its `steps` in a block `[[part]]`"
    } else {
        "take `time` out to give it its own length, or choose some of its `steps`"
    };
    found.push(subject.fault(&SESSION_LENGTH, time.span, message).help(help));
}

/// Tells that a page is no activity. That a name is nobody's was told.
fn no_activity(slug: &Spanned<String>, part: &Part, subject: Subject<'_>) -> Option<Diagnostic> {
    let context = subject.context;
    let kind = context.page(&slug.value)?.kind.name();
    let is_found = |slug: &&str| context.page(slug).and_then(Page::activity).is_some();
    let mut activities: Vec<&str> =
        context.activities().iter().map(|page| page.path.slug()).filter(is_found).collect();
    activities.sort_unstable();
    let help = match (nearest(&slug.value, activities), &part.short) {
        (Some(near), None) => format!("write `activity = \"{near}\"`"),
        (Some(near), Some(_)) => format!("write `\"{near}\"`"),
        (None, None) => {
            "name an activity, or write `title` and `time` in place of `activity`".to_owned()
        }
        (None, Some(_)) => {
            "name an activity, or write a title that begins with a capital letter, and its time"
                .to_owned()
        }
    };
    let message = format!("`{}` is a {kind} and no activity", slug.value);
    Some(subject.fault(&SESSION_ACTIVITY, slug.span, message).help(help))
}

fn pause_faults(slots: &[Slot<'_>], subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
    for stretch in slots.split(Slot::is_pause) {
        let (Some(first), Some(last)) = (stretch.first(), stretch.last()) else { continue };
        let (begins, ends) = (first.start, last.end());
        let minutes = ends.0 - begins.0;
        if minutes <= LONGEST_STRETCH {
            continue;
        }
        let over = |slot: &&Slot<'_>| slot.end().0 - begins.0 > LONGEST_STRETCH;
        let Some(timed) = stretch.iter().find(over).and_then(|slot| slot.parts.first()) else {
            continue;
        };
        let message =
            format!("from {begins} to {ends} there are {minutes} minutes without a pause");
        let is_long = stretch.len() == 1 || timed.minutes > LONGEST_STRETCH;
        let help = match (is_long, &timed.part.short) {
            (true, None) => {
                "spread this part over two with `steps` or a shorter `time`, and put `pause = \"15 min\"` between them"
            }
            (true, Some(_)) => {
                "spread this part over two with a shorter time each, and put `[\"pause\", \"15 min\"]` between them"
            }
            (false, None) => "put a part with `pause = \"15 min\"` before this one",
            (false, Some(_)) => "put `[\"pause\", \"15 min\"]` before this one",
        };
        found.push(subject.fault(&SESSION_PAUSE, timed.part.span, message).help(help));
    }
}

/// `15 min later`, when what was said is 15 minutes less than what is.
fn apart(said: u32, is: u32, more: &str, less: &str) -> String {
    let way = if is > said { more } else { less };
    format!("{} {way}", Minutes(is.abs_diff(said)))
}

/// `1 step`, `6 steps`, `no steps`.
fn steps(count: usize) -> String {
    match count {
        0 => "no steps".to_owned(),
        1 => "1 step".to_owned(),
        many => format!("{many} steps"),
    }
}

/// A text as far as a message can hold it.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(30) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::apart;

    #[test]
    fn a_difference_says_its_direction() {
        assert_eq!(apart(210, 225, "later", "earlier"), "15 min later");
        assert_eq!(apart(225, 210, "later", "earlier"), "15 min earlier");
    }
}
