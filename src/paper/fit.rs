//! Whether a sheet fits the pages that it may take: what was laid out, compared with what was allowed.

mod place;
mod shortened;

use std::borrow::Cow;

use super::key::Order;
use super::page::{Over, Pages, Part, Tally};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::input::Input;
use crate::model::{Content, Entry};
use crate::sheet::Turn;
use crate::worksheet::{MOST_PAGES, Version};

/// As many lines as end a sheet below its content. Where more do not fit, it is its introduction that takes the room.
const FEW_LINES: usize = 6;

/// A sheet that takes more pages than it may.
pub(super) const PAPER_OVER: Rule = Rule {
    code: "paper-over",
    severity: Severity::Warning,
    explanation: "A sheet is laid out on its paper and takes more pages than it may: one, unless its kind has more or it says \
        `pages = 2`. What stands overleaf is seldom filled in, and single rows on a page of their own look like a slip. The \
        message says what stands on the pages that are too many. Take so much out, no matter where, shorten what is long, \
        give the sheet other paper or lay it on its side, or let it have its pages with `pages = 2`.\n\n\
        The message counts with writing lines, rows and the white between pieces as close together as a hand still has \
        room: 7 mm, where there are 8.5 on a sheet that fits. It points at the first row, question or item that no longer \
        has room, or at the number of blank rows; what you leave out may as well stand before it. What a session hands out \
        beside its run sheet is looked at as well: an agenda hangs on the wall, and a list to pack by is ticked off, so \
        each may take one page. For the paper `either` the sheet is laid out as narrow as A4 and as short as Letter, so that \
        it fits both.",
};

/// Something that is higher than a page.
pub(super) const PAPER_CUT: Rule = Rule {
    code: "paper-cut",
    severity: Severity::Error,
    explanation: "Something on this sheet that cannot be divided is higher than a whole page, so that its end would be cut \
        off: most often a row of a table with very much text in a narrow column. Or a text in a drawing, such as the name of a \
        lane, is longer than its box has room for even in small letters. Shorten the text, make several rows of it, or give \
        the sheet larger paper.",
};

/// What was laid out: a sheet as a whole, or something that is handed out of it.
#[derive(Clone, Copy)]
pub(super) struct Laid<'a> {
    /// The sheet.
    pub(super) entry: &'a Entry,
    /// Blank or as a specimen.
    pub(super) version: Version,
    /// What is handed out, in words: `materials`. Empty for the whole sheet.
    pub(super) handout: &'a str,
    /// What it was laid out from.
    pub(super) order: &'a Order,
    /// How many pages the whole sheet takes.
    pub(super) whole: usize,
}

/// What is wrong with `pages`, on which something was `laid` out.
pub(super) fn faults(input: Input<'_>, pages: &Pages, laid: Laid<'_>) -> Vec<Diagnostic> {
    let at = |rule: &'static Rule, part: Part, message: String| {
        // A title that leaves no room is to blame for whatever comes after it.
        let span = match pages.cut.titles {
            0 => place::place(input, laid.entry, &laid.order.sheet, part),
            _ => laid.entry.meta.title.span,
        };
        Diagnostic::new(rule, &laid.entry.path, span, message)
    };
    let mut faults = Vec::new();
    // What is cut off on a handout is cut off on the whole sheet, and reported there.
    let whole = laid.handout.is_empty();
    if let Some((things, is_one)) = cut(pages.cut).filter(|_| whole) {
        let (are, end) = if is_one { ("is", "its end is") } else { ("are", "their ends are") };
        let (name, paper) = (laid.name(), laid.order.paper);
        let message =
            format!("{things} on {name} {are} higher than a page of {paper}, and {end} cut off");
        let help = if *laid.entry.title() == *pages.title && pages.cut.titles > 0 {
            "shorten the title, or take larger paper"
        } else {
            "shorten the longest text, make several of it, or take larger paper"
        };
        let part = pages.first_cut.unwrap_or_default();
        faults.push(at(&PAPER_CUT, part, message).help(help));
    }
    if whole {
        for text in shortened::shortened(&laid.order.sheet, &pages.title) {
            let span = place::place_of_text(input, laid.entry, text);
            let (beginning, name) = (beginning(text), laid.name());
            let message =
                format!("`{beginning}` has no room on {name} as a whole, and its end is cut off");
            let fault = Diagnostic::new(&PAPER_CUT, &laid.entry.path, span, message);
            faults.push(fault.help("shorten it, or take larger paper"));
        }
    }
    let Some((over, allowed)) = pages.over.zip(laid.order.allowed) else { return faults };
    let lies = match laid.order.turn {
        Turn::Portrait => "",
        Turn::Landscape => " on its side",
    };
    let may = if allowed == 1 { "one".to_owned() } else { allowed.to_string() };
    let (rest, is_one) = last(over.tally, over.pages - allowed);
    let does = if is_one { "does" } else { "do" };
    let message = format!(
        "{} takes {} pages of {}{lies} and may take {may}: {rest} {does} not fit",
        laid.name(),
        shown(over.need),
        laid.order.paper,
    );
    faults.push(at(&PAPER_OVER, over.first, message).help(help(laid, over)));
    faults
}

/// The beginning of a long `text`, to be known by.
fn beginning(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(40) {
        Some((end, _)) => Cow::Owned(format!("{}…", text[..end].trim_end())),
        None => Cow::Borrowed(text),
    }
}

impl Laid<'_> {
    fn name(self) -> String {
        match (self.handout, self.version) {
            ("", Version::Blank) => "this sheet".to_owned(),
            ("", Version::Example) => "the example of this sheet".to_owned(),
            (handout, _) => format!("the handout `{handout}` of this sheet"),
        }
    }
}

/// A need with one decimal unless it is of whole pages, to which it is never rounded down.
fn shown(need: f32) -> String {
    // What is left over by arithmetic is no tenth of a page.
    let tenths = (need * 10.0 - 0.01).ceil() / 10.0;
    if tenths.fract() < 0.05 { format!("{tenths:.0}") } else { format!("{tenths:.1}") }
}

/// What is higher than a page, and whether it is one thing. `None` when nothing is.
fn cut(tally: Tally) -> Option<(String, bool)> {
    let counts = [
        (tally.titles, "the title", "titles"),
        (tally.rows, "a row", "rows"),
        (tally.ticks, "an item", "items"),
        (tally.questions, "a question", "questions"),
    ];
    let things = counts.iter().filter(|(count, ..)| *count > 0);
    let words: Vec<String> = things
        .map(|(count, one, several)| match count {
            1 => (*one).to_owned(),
            _ => format!("{count} {several}"),
        })
        .collect();
    let total: usize = counts.iter().map(|(count, ..)| count).sum();
    (total > 0).then(|| (joined(&words), total == 1))
}

/// What does not fit, in the sheet's own terms, and whether it is one thing: `the last 3 rows and 1 line`.
///
/// Pages that a drawing fills to their edges, such as cards to cut, are counted as `pages`.
fn last(tally: Tally, pages: usize) -> (String, bool) {
    let counts = [
        (tally.rows, "row"),
        (tally.ticks, "item"),
        (tally.questions, "question"),
        (tally.drawings, "drawing"),
        (tally.lines, "line"),
    ];
    let things: Vec<(usize, &str)> = counts.into_iter().filter(|(count, _)| *count > 0).collect();
    let words: Vec<String> = things
        .iter()
        .enumerate()
        .map(|(at, (count, word))| match (at, count) {
            (0, 1) => (*word).to_owned(),
            (_, 1) => format!("1 {word}"),
            (_, count) => format!("{count} {word}s"),
        })
        .collect();
    match words.as_slice() {
        [] if pages == 1 => ("the last page".to_owned(), true),
        [] => (format!("the last {pages} pages"), false),
        [only] if things[0] == (1, "drawing") => (format!("the {only}"), true),
        words => (format!("the last {}", joined(words)), matches!(things[..], [(1, _)])),
    }
}

fn joined(words: &[String]) -> String {
    match words.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}

fn help(laid: Laid<'_>, over: Over) -> String {
    let parts = match &laid.entry.content {
        Content::Worksheet(worksheet) => worksheet.body.parts(),
        Content::Checklist(_)
        | Content::Chapter(_)
        | Content::Activity(_)
        | Content::Path(_)
        | Content::Pack(_) => {
            return "shorten items to one line each, leave some out, or make two lists of it"
                .to_owned();
        }
    };
    // Pages are given to the whole sheet, which may need more of them than what is handed out.
    let pages = over.pages.max(if laid.handout.is_empty() { 0 } else { laid.whole });
    let parts = if over.tally.lines > FEW_LINES {
        Cow::Owned(format!("the introduction or {parts}"))
    } else {
        Cow::Borrowed(parts)
    };
    let parts = if laid.handout.is_empty() { parts } else { Cow::Borrowed("what it lists") };
    match laid.version {
        Version::Example => "shorten the example".to_owned(),
        Version::Blank if i64::try_from(pages).is_ok_and(|pages| pages <= MOST_PAGES) => {
            format!("leave out or shorten {parts}, or write `pages = {pages}`")
        }
        Version::Blank => format!("leave out {parts}, or make several sheets of it"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_told_in_the_terms_of_the_sheet() {
        let told = |tally| last(tally, 1).0;
        let row = Tally { rows: 1, ..Tally::default() };
        assert_eq!(last(row, 1), ("the last row".to_owned(), true));
        let several = Tally { rows: 3, questions: 1, lines: 2, ..Tally::default() };
        assert_eq!(last(several, 1), ("the last 3 rows, 1 question and 2 lines".to_owned(), false));
        let mixed = Tally { questions: 1, drawings: 1, ..Tally::default() };
        assert_eq!(told(mixed), "the last question and 1 drawing");
        assert_eq!(told(Tally { drawings: 1, ..Tally::default() }), "the drawing");
        assert_eq!(told(Tally { drawings: 2, ..Tally::default() }), "the last 2 drawings");
        assert_eq!(told(Tally::default()), "the last page");
        assert_eq!(last(Tally::default(), 2), ("the last 2 pages".to_owned(), false));
    }

    #[test]
    fn what_is_cut_is_told_by_its_number() {
        assert_eq!(cut(Tally::default()), None);
        let one = Tally { ticks: 1, ..Tally::default() };
        assert_eq!(cut(one), Some(("an item".to_owned(), true)));
        let several = Tally { titles: 1, rows: 2, ..Tally::default() };
        assert_eq!(cut(several), Some(("the title and 2 rows".to_owned(), false)));
    }

    #[test]
    fn a_need_is_never_rounded_down() {
        assert_eq!(shown(1.01), "1.1");
        assert_eq!(shown(2.5), "2.5");
        assert_eq!(shown(3.0), "3");
        assert_eq!(shown(3.001), "3");
        assert_eq!(shown(2.96), "3");
    }
}
