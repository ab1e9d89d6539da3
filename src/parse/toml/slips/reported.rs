//! Slips → the text with all of them mended, and one message a line.

use std::ops::Range;

use super::found::Found;
use super::slip::{Change, Slip, lines_of, mended};
use crate::diag::{Diagnostic, Fix, Rule};
use crate::source::{SourcePath, Span};

/// As many letters of a corrected line are shown.
const LONGEST: usize = 160;

/// A text with its slips mended, and where each of its bytes stands in the text as it was.
pub(in crate::parse::toml) struct Mending {
    /// The text, in which what only its author can mend is left out.
    pub(in crate::parse::toml) text: String,
    /// Whether nothing is left out.
    pub(in crate::parse::toml) is_whole: bool,
    /// What was changed, by place: the stretch in the text as it was, and that in the mended one.
    changes: Vec<(Range<usize>, Range<usize>)>,
}

impl Mending {
    /// Mends `text`, and leaves out the statements at `lost`.
    pub(in crate::parse::toml) fn of(text: &str, Found { slips, lost }: &Found) -> Self {
        let mut changes: Vec<Change> =
            slips.iter().filter_map(|slip| slip.change.clone()).collect();
        let is_lost = |change: &Change| {
            lost.iter().any(|lost| lost.start <= change.span.start && change.span.end <= lost.end)
        };
        changes.retain(|change| !is_lost(change));
        changes.extend(lost.iter().map(|span| Change { span: span.clone(), now: String::new() }));
        changes.sort_by_key(|change| (change.span.start, change.span.end));
        let (mut mended, mut places, mut at) = (String::with_capacity(text.len()), Vec::new(), 0);
        for Change { span, now } in changes {
            if span.start < at {
                continue;
            }
            mended.push_str(&text[at..span.start]);
            let start = mended.len();
            mended.push_str(&now);
            at = span.end;
            places.push((span, start..mended.len()));
        }
        mended.push_str(&text[at..]);
        Self { text: mended, is_whole: lost.is_empty(), changes: places }
    }

    /// The stretch of the text as it was that `span` of the mended one comes from.
    pub(in crate::parse::toml) fn back(&self, span: Range<usize>) -> Range<usize> {
        let at_start = self.changes.iter().find(|(_, now)| span.start < now.end);
        let start = match at_start {
            Some((was, now)) if span.start >= now.start => was.start,
            Some(_) | None => self.shifted(span.start, |now| now.end <= span.start),
        };
        let at_end = self.changes.iter().find(|(_, now)| span.end <= now.end);
        let end = match at_end {
            Some((was, now)) if span.end > now.start => was.end,
            Some(_) | None => self.shifted(span.end, |now| now.end < span.end),
        };
        start..end.max(start)
    }

    /// Where byte `at`, which no change made, was, given which changes come before it.
    fn shifted(&self, at: usize, is_before: impl Fn(&Range<usize>) -> bool) -> usize {
        let last = self.changes.iter().take_while(|(_, now)| is_before(now)).last();
        last.map_or(at, |(was, now)| (at + was.end).saturating_sub(now.end))
    }
}

/// One message for each line of `text` that holds slips. The text begins at byte `offset` of the file `path`.
pub(in crate::parse::toml) fn reported(
    (path, rule): (&SourcePath, &'static Rule),
    (text, offset): (&str, usize),
    slips: &[Slip],
) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    let mut rest = slips;
    while let Some(first) = rest.first() {
        let line = lines_of(text, &first.at);
        let count =
            rest.iter().take_while(|slip| slip.at.start < line.end || slip.at == first.at).count();
        let (group, after) = rest.split_at(count.max(1));
        rest = after;
        faults.push(message((path, rule), (text, offset), group));
    }
    faults
}

/// The message of `group`, which stands on one line.
fn message(
    (path, rule): (&SourcePath, &'static Rule),
    (text, offset): (&str, usize),
    group: &[Slip],
) -> Diagnostic {
    let first = &group[0];
    let mut said: Vec<&str> = Vec::new();
    for slip in group {
        if !said.contains(&slip.said.as_str()) {
            said.push(&slip.said);
        }
    }
    let place = Span::new(first.at.start, first.at.end.max(first.at.start)).shifted(offset);
    let fault = Diagnostic::new(rule, path, place, said.join(", and "));
    let open = group.iter().find(|slip| slip.change.is_none());
    let help = open.or(Some(first).filter(|_| said.len() == 1)).and_then(|slip| slip.help.clone());
    let changed = group.iter().filter_map(|slip| slip.change.as_ref());
    let spans = changed.map(|change| change.span.clone());
    let Some(span) = spans.reduce(|one, other| one.start.min(other.start)..one.end.max(other.end))
    else {
        return fault.maybe_help(help);
    };
    let fault = fault.help(help.unwrap_or_else(|| corrected(text, &span, group)));
    let now = mended(text, span.clone(), group);
    let is_sure = open.is_none() && group.iter().all(|slip| slip.is_sure);
    let fix = Fix { was: text[span.clone()].to_owned(), now };
    fault.maybe_fix_at(is_sure.then(|| (Span::new(span.start, span.end).shifted(offset), fix)))
}

/// Says how the lines around `span` are written, with the changes of `group`.
fn corrected(text: &str, span: &Range<usize>, group: &[Slip]) -> String {
    let lines = lines_of(text, span);
    let line = mended(text, lines.clone(), group);
    let line = line.trim();
    if line.is_empty() {
        return "take it out".to_owned();
    }
    if line.chars().count() <= LONGEST && !line.contains('\n') {
        return format!("write `{line}`");
    }
    let now = mended(text, span.clone(), group);
    match now.trim() {
        "" => format!("take `{}` out", &text[span.clone()]),
        now if now.contains('\n') => {
            format!("write it as `{}`", now.lines().next().unwrap_or_default())
        }
        now if span.is_empty() => {
            let before = text[lines.start..span.start].trim_end();
            let from = before.char_indices().rev().nth(30).map_or(0, |(at, _)| at);
            format!("write `{now}` after `{}`", &before[from..])
        }
        now => format!("write `{now}`"),
    }
}
