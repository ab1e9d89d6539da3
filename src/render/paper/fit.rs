//! Whether a sheet fits the pages that it may take: what was laid out, compared with what was allowed.

use super::page::{Pages, Tally};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::{Content, Entry};
use crate::sheet::{Paper, Turn};
use crate::worksheet::Version;

/// A sheet that takes more pages than it may.
pub(super) const PAPER_OVER: Rule = Rule {
    code: "paper-over",
    severity: Severity::Warning,
    explanation: "A sheet is laid out on its paper and takes more pages than it may: one, unless its kind has more or it says \
        `pages = 2`. What stands overleaf is seldom filled in, and single rows on a page of their own look like a slip. The \
        message says what stands on the pages that are too many. Take so much out, shorten what is long, give the sheet \
        other paper or lay it on its side, or let it have its pages with `pages = 2`.\n\n\
        Before this is said, writing lines and the white between pieces have been moved together as far as a hand still has \
        room: from 8.5 to 7 mm. For the paper `either` the sheet is laid out as narrow as A4 and as short as Letter, so that \
        it fits both.",
};

/// Something that is higher than a page.
pub(super) const PAPER_CUT: Rule = Rule {
    code: "paper-cut",
    severity: Severity::Error,
    explanation: "Something on this sheet that cannot be divided is higher than a whole page, so that its end would be cut \
        off: most often a row of a table with very much text in a narrow column. Shorten the text, make several rows of it, or \
        give the sheet larger paper.",
};

/// What is wrong with `pages`, on which the sheet of `entry` was laid out, when it may take `allowed`.
pub(super) fn faults(
    pages: &Pages,
    entry: &Entry,
    version: Version,
    (paper, turn): (Paper, Turn),
    allowed: Option<usize>,
) -> Vec<Diagnostic> {
    let at_title = |rule: &'static Rule, message: String| {
        Diagnostic::new(rule, &entry.path, entry.meta.title.span, message)
    };
    let name = match version {
        Version::Blank => "this sheet",
        Version::Example => "the example of this sheet",
    };
    let mut faults = Vec::new();
    if pages.cut > 0 {
        let (things, are) = if pages.cut == 1 { ("thing", "is") } else { ("things", "are") };
        let message =
            format!("{} {things} on {name} {are} higher than a page of {paper}", pages.cut);
        let help = "shorten the longest text, make several rows of it, or take larger paper";
        faults.push(at_title(&PAPER_CUT, message).help(help));
    }
    let Some(allowed) = allowed.filter(|allowed| pages.pages.len() > *allowed) else {
        return faults;
    };
    let over = over(pages, allowed);
    let lies = match turn {
        Turn::Portrait => "",
        Turn::Landscape => " on its side",
    };
    let may = if allowed == 1 { "one".to_owned() } else { allowed.to_string() };
    let message = format!(
        "{name} takes {:.1} pages of {paper}{lies} and may take {may}: {over} over",
        shown(pages.need)
    );
    faults.push(at_title(&PAPER_OVER, message).help(help(
        entry,
        version,
        &over,
        pages.pages.len(),
    )));
    faults
}

/// A need with one decimal, never rounded down to whole pages.
fn shown(need: f32) -> f32 {
    (need * 10.0).ceil() / 10.0
}

/// What stands on the pages after the first `allowed`, in the sheet's own terms.
fn over(pages: &Pages, allowed: usize) -> String {
    let mut sum = Tally::default();
    for page in pages.pages.iter().skip(allowed) {
        let Tally { rows, ticks, questions, lines, drawings } = page.tally;
        sum.rows += rows;
        sum.ticks += ticks;
        sum.questions += questions;
        sum.lines += lines;
        sum.drawings += drawings;
    }
    let counts = [
        (sum.rows, "row"),
        (sum.ticks, "item"),
        (sum.questions, "question"),
        (sum.drawings, "drawing"),
        (sum.lines, "line"),
    ];
    let words: Vec<String> = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| match count {
            1 => format!("1 {word}"),
            _ => format!("{count} {word}s"),
        })
        .collect();
    match words.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => "its end".to_owned(),
    }
}

fn help(entry: &Entry, version: Version, over: &str, pages: usize) -> String {
    match (&entry.content, version) {
        (Content::Checklist(_), _) => {
            "shorten items to one line each, leave some out, or make two lists of it".to_owned()
        }
        (_, Version::Example) => "shorten the example".to_owned(),
        (_, Version::Blank) => format!("take {over} out, or write `pages = {pages}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::paper::page::Page;

    #[test]
    fn what_is_over_is_told_in_the_terms_of_the_sheet() {
        let page = |tally| Page { tally, ..Page::default() };
        let all = Tally { rows: 9, ..Tally::default() };
        let rest = Tally { rows: 3, questions: 1, lines: 2, ..Tally::default() };
        let pages = Pages { pages: vec![page(all), page(rest)], ..Pages::default() };
        assert_eq!(over(&pages, 1), "3 rows, 1 question and 2 lines");
        assert_eq!(over(&pages, 2), "its end");
    }

    #[test]
    fn a_need_is_never_rounded_down() {
        assert!((shown(1.01) - 1.1).abs() < 0.001);
        assert!((shown(2.5) - 2.5).abs() < 0.001);
    }
}
