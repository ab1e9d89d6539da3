//! What breaks the rules of a rhythm.

use super::rules::{
    RHYTHM_ABOUT, RHYTHM_DUPLICATE, RHYTHM_EMPTY, RHYTHM_EVERY, RHYTHM_EXAMPLE, RHYTHM_ON,
    RHYTHM_ROW, RHYTHM_ZONE,
};
use super::{Forum, Rhythm, Subject};
use crate::diag::{Diagnostic, Fix};
use crate::measure::{Minutes, Zone};
use crate::schema::words;
use crate::source::{Location, SourcePath, Span, Spanned};

/// The subjects that need a forum.
const SUBJECTS: [&str; 3] = ["strategy", "innovation", "progress"];

impl Rhythm {
    /// What breaks the rules of a rhythm.
    pub(super) fn broken_rules(&self, subject: Subject<'_>) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        found.extend(self.zone.as_ref().and_then(|zone| zone_fault(zone, subject.path)));
        if self.forums.is_empty() {
            found.push(
                subject
                    .fault(&RHYTHM_EMPTY, subject.title.span, "this rhythm has no forum")
                    .help("write `forums = [[\"Leaders' half hour\", \"week\", \"Tuesday 16:00\", \"30 min\", \"progress\"]]`, or a block `[[forum]]` for each"),
            );
            return found;
        }
        for forum in &self.forums {
            if forum.cells.is_some() {
                row_faults(forum, subject, &mut found);
            }
            found.extend(beat_fault(forum, subject));
        }
        let missing: Vec<&str> = SUBJECTS
            .into_iter()
            .filter(|wanted| {
                !self.forums.iter().any(|forum| forum.about.to_lowercase().contains(wanted))
            })
            .collect();
        if let Some(first) = missing.first() {
            let message = format!("there is no forum about {}", words(missing.iter().copied()));
            let help = if self.forums.iter().all(|forum| forum.cells.is_some()) {
                format!(
                    "write `\"{first}\"` after the time of the forum that deals with it, or add one"
                )
            } else {
                format!("write `about = \"{first}\"` in the forum that deals with it, or add one")
            };
            found.push(subject.fault(&RHYTHM_ABOUT, subject.title.span, message).help(help));
        }
        self.duplicates(subject, &mut found);
        if let Some(text) = self.example.get(self.forums.len()) {
            let message = format!(
                "there are {} texts for {}",
                self.example.len(),
                counted(self.forums.len())
            );
            found.push(
                subject
                    .fault(&RHYTHM_EXAMPLE, text.span, message)
                    .help("write one text a forum, `\"\"` where it replaces nothing"),
            );
        }
        found
    }

    fn duplicates(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        for (at, forum) in self.forums.iter().enumerate() {
            let name = |forum: &Forum| forum.name.value.trim().to_lowercase();
            let people = |forum: &Forum| {
                let mut who: Vec<String> = forum.who.iter().map(|who| who.to_lowercase()).collect();
                who.sort_unstable();
                who
            };
            let earlier = self.forums[..at].iter().find_map(|other| {
                if !name(forum).is_empty() && name(other) == name(forum) {
                    return Some((other, "the same name"));
                }
                let same = !forum.who.is_empty()
                    && forum.beat.is_some()
                    && other.beat == forum.beat
                    && other.about.to_lowercase() == forum.about.to_lowercase()
                    && people(other) == people(forum);
                same.then_some((other, "the same people, subject and beat"))
            });
            let Some((other, why)) = earlier else { continue };
            let message = format!("`{}` has {why} as another forum", forum.name.value);
            let place = Location { path: subject.path.clone(), span: other.name.span };
            let help = match forum.cells {
                None => "take one of them out, or say with `about` how they differ",
                Some(_) => "take one of them out, or say after its time how it differs",
            };
            found.push(
                subject
                    .fault(&RHYTHM_DUPLICATE, forum.name.span, message)
                    .related(place, "the other one")
                    .help(help),
            );
        }
    }
}

/// Tells when there is no time zone called so.
pub fn zone_fault(zone: &Spanned<String>, path: &SourcePath) -> Option<Diagnostic> {
    if Zone::named(&zone.value).is_some() {
        return None;
    }
    let message = format!("there is no time zone `{}`", zone.value);
    let near = Zone::near(&zone.value);
    let quoted = |name: &str| format!("\"{name}\"");
    let fix = near.map(|near| Fix { was: quoted(&zone.value), now: quoted(near) });
    let help = match near {
        Some(near) => format!("write `zone = \"{near}\"`"),
        None => {
            "write a part of the world and a large city there, such as `zone = \"Europe/Berlin\"`"
                .to_owned()
        }
    };
    let fault = Diagnostic::new(&RHYTHM_ZONE, path, zone.span, message);
    Some(fault.help(help).maybe_fix(fix))
}

/// Tells what a row lacks, as the keys of a block tell it.
fn row_faults(forum: &Forum, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
    let mut tell = |span: Span, message: String, help: &str| {
        found.push(subject.fault(&RHYTHM_ROW, span, message).help(help));
    };
    let right = "write `[\"Leaders' half hour\", \"week\", \"Tuesday 16:00\", \"30 min\", \"progress\", \"Our lead\"]`";
    if let Some(cells) = forum.cells.filter(|cells| *cells < Forum::LEAST) {
        let texts = if cells == 1 { "text" } else { "texts" };
        let message = format!("this row has {cells} {texts}, and a forum has 4 or more");
        tell(forum.span, message, right);
        return;
    }
    for (text, what) in [
        (&forum.name, "what the forum is called"),
        (&forum.every, "how often the forum comes"),
        (&forum.lasts_written, "how long the forum lasts"),
    ] {
        if text.trim().is_empty() {
            tell(text.span, format!("this row does not say {what}"), right);
        }
    }
    let lasts = &forum.lasts_written;
    if !lasts.trim().is_empty() && forum.lasts == Minutes(0) {
        let help = "write a time such as `\"30 min\"` or `\"1h30\"`";
        tell(lasts.span, format!("`{}` is no time", lasts.value), help);
    }
}

fn beat_fault(forum: &Forum, subject: Subject<'_>) -> Option<Diagnostic> {
    // That a forum needs `every` was told.
    if forum.every.trim().is_empty() {
        return None;
    }
    let is_row = forum.cells.is_some();
    let Some(beat) = forum.beat else {
        let (message, first) = if is_row {
            (format!("`{}` does not say how often", forum.every.value), "\"week\"")
        } else {
            (format!("`every` cannot be `{}`", forum.every.value), "every = \"week\"")
        };
        return Some(subject.fault(&RHYTHM_EVERY, forum.every.span, message).help(format!(
            "write `{first}`, `\"2 weeks\"`, `\"month\"`, `\"quarter\"` or `\"working day\"`"
        )));
    };
    let on = forum.on.as_ref()?;
    if forum.moment.is_some_and(|moment| moment.fits(beat)) {
        return None;
    }
    let right = match beat.unit {
        super::Unit::Day | super::Unit::WorkingDay => "09:15",
        super::Unit::Week => "Tuesday 16:00",
        super::Unit::Month => "first Monday 09:30",
    };
    let message = match forum.moment {
        Some(_) => format!(
            "`{}` does not fit a forum that comes every {}",
            on.value,
            every(&forum.every.value)
        ),
        None if is_row => format!("`{}` does not say when", on.value),
        None => format!("`on` cannot be `{}`", on.value),
    };
    let key = if is_row { "" } else { "on = " };
    Some(subject.fault(&RHYTHM_ON, on.span, message).help(format!("write `{key}\"{right}\"`")))
}

fn every(text: &str) -> &str {
    text.trim().strip_prefix("every ").unwrap_or(text.trim())
}

/// `1 forum`, `2 forums`.
fn counted(number: usize) -> String {
    if number == 1 { "1 forum".to_owned() } else { format!("{number} forums") }
}
