//! `leader-mark`: a mark that was meant to keep a note for the leader, and does not.

use super::names::Names;
use super::near;
use super::page::Page;
use super::rule::{Check, OnPage};
use crate::diag::{Diagnostic, Fix, Rule, Severity, distance};
use crate::model::mention::Piece;
use crate::prose::Callout;
use crate::prose::almost::{Almost, Form, Mark, next_line};
use crate::source::Span;

pub(super) const CHECK: Check<OnPage> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "leader-mark",
    severity: Severity::Error,
    explanation: "A mark that is nearly `[!LEADER]` would show everybody a note that was meant for the person who leads. The note \
        begins with a line that holds `[!LEADER]` and nothing else, and each of its lines begins with `>`:\n\n\
        > [!LEADER]\n\
        > They do not get on. Keep the first round short.\n\n\
        Here the mark is misspelt, lacks its exclamation mark, has words beside it, stands outside of a quotation, or has \
        nothing below it. To show such a mark on purpose, write it as code, between backticks.",
};

/// The words that are near the name of a callout, and are words of their own: they are reported where the playbook has such callouts.
const WORDS_OF_THEIR_OWN: &[(Callout, &[&str])] = &[(
    Callout::Leader,
    &[
        "ALDER", "BEAKER", "BEARER", "BEATER", "BLEEDER", "DEALER", "ELDER", "FADER", "FEEDER",
        "GENDER", "GRADER", "HEADED", "HEADER", "HEADERS", "HEALER", "HEATER", "KNEADER", "LADDER",
        "LADDERS", "LADEN", "LATER", "LAYER", "LEAFED", "LEANER", "LEAPER", "LEARNER", "LEASED",
        "LEASER", "LEATHER", "LEAVEN", "LEAVER", "LEDGER", "LENDER", "LENDERS", "LETTER", "LEVER",
        "LOADER", "LOADERS", "PLEADER", "READER", "READERS", "RENDER", "SEEDER", "SENDER",
        "TENDER", "TRADER", "WADER", "WEARER", "WEEDER",
    ],
)];

/// What may stand behind the name of a callout without meaning anything else.
const IDLE: [&str; 5] = ["NOTE", "NOTES", "ONLY", "CALLOUT", "S"];

/// How many letters a name may be off.
const NEAR: usize = 2;

fn find(page: &Page<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for piece in page.pieces() {
        for almost in &piece.document.almost {
            found.extend(fault(page.names, piece, almost));
        }
    }
    found
}

fn fault(names: &Names<'_>, piece: Piece<'_>, almost: &Almost) -> Option<Diagnostic> {
    match &almost.form {
        Form::Empty(callout, gap) if Callout::OURS.contains(callout) => {
            Some(empty(&RULE, piece, almost.span, (*callout, *gap)))
        }
        Form::Mark(mark) => {
            let callout = meant(mark)?;
            let is_word = is_word_of_its_own(callout, &mark.word);
            let is_reported = !is_word || names.have_callout(callout);
            is_reported.then(|| of_mark(piece, almost.span, mark, (callout, is_word)))
        }
        Form::Empty(..)
        | Form::Spaced(..)
        | Form::Apart { .. }
        | Form::Label { .. }
        | Form::Footnote(_)
        | Form::Wiki(..)
        | Form::Cells(..)
        | Form::Sign(..)
        | Form::Lines { .. } => None,
    }
}

/// The callout of ours that `mark` was meant to make.
pub(super) fn meant(mark: &Mark) -> Option<Callout> {
    let is_exact = |ours: &Callout| mark.word.eq_ignore_ascii_case(ours.name());
    let is_name = |name: &str| {
        Callout::OF_GITHUB.iter().any(|callout| name.eq_ignore_ascii_case(callout.name()))
    };
    if !mark.has_sign {
        // `[Leader]` in a sentence that is quoted says who is meant.
        let is_loud = mark.rest.is_none() || !mark.word.contains(char::is_lowercase);
        return Callout::OURS.into_iter().find(|ours| mark.opens && is_loud && is_exact(ours));
    }
    if is_name(&mark.word) {
        return None;
    }
    Callout::OURS.into_iter().find(|ours| {
        let (name, word) = (ours.name().to_uppercase(), mark.word.to_uppercase());
        let first = word.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
        let letters: String = word.chars().filter(|letter| letter.is_alphabetic()).collect();
        letters.starts_with(&name)
            || [first, &letters].iter().any(|word| distance(word, &name) <= NEAR)
    })
}

/// Whether `word` is near the name of `callout`, and means something else.
fn is_word_of_its_own(callout: Callout, word: &str) -> bool {
    let word = word.to_uppercase();
    let first = word.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
    WORDS_OF_THEIR_OWN.iter().any(|(each, words)| *each == callout && words.contains(&first))
}

fn of_mark(
    piece: Piece<'_>,
    span: Span,
    mark: &Mark,
    (callout, is_word): (Callout, bool),
) -> Diagnostic {
    let (ours, source) = (callout.mark(), &piece.document.source);
    let is_exact = mark.has_sign && mark.word.eq_ignore_ascii_case(callout.name());
    let written = near::quoted(source.get(span.range()).unwrap_or_default().trim());
    let (message, help) = if !mark.opens {
        (
            format!("{written} does not open a quotation here, so everybody would read this note"),
            format!(
                "write `> {ours}` on a line of its own, and begin every line of the note with `> `"
            ),
        )
    } else if is_exact && mark.rest.is_some() {
        (
            format!("words stand beside `{ours}`, so everybody would read this note"),
            format!(
                "write `> {ours}` on a line of its own, and the words on the next, which begins with `> `, too"
            ),
        )
    } else {
        (
            format!("{written} is not the mark `{ours}`, so everybody would read this note"),
            format!("write `> {ours}` on a line of its own"),
        )
    };
    let word = mark.word.to_uppercase();
    let is_idle = word
        .split(|letter: char| !letter.is_alphabetic())
        .skip(1)
        .all(|more| more.is_empty() || IDLE.contains(&more));
    let is_sure = mark.opens && mark.is_plain && is_idle && !is_word;
    let fix = if is_sure { alone_on_its_line(piece, span, mark.rest, &ours) } else { None };
    Diagnostic::new(&RULE, piece.path, piece.document.locate(span), message)
        .help(help)
        .maybe_fix_at(fix)
}

/// What writes `name` in place of the mark at `span`, and what follows on the next line.
pub(super) fn alone_on_its_line(
    piece: Piece<'_>,
    span: Span,
    rest: Option<Span>,
    name: &str,
) -> Option<(Span, Fix)> {
    let source = &piece.document.source;
    let Some(rest) = rest else {
        let fix = Fix { was: source.get(span.range())?.to_owned(), now: name.to_owned() };
        return Some((piece.document.locate(span), fix));
    };
    let whole = Span { end: rest.start, ..span };
    let next = next_line(source, span.range().start);
    let fix = Fix { was: source.get(whole.range())?.to_owned(), now: format!("{name}\n{next}") };
    near::may_hold_lines(piece).then(|| (piece.document.locate(whole), fix))
}

/// What to say of a callout with nothing in it.
pub(super) fn empty(
    rule: &'static Rule,
    piece: Piece<'_>,
    span: Span,
    (callout, gap): (Callout, Option<Span>),
) -> Diagnostic {
    let source = &piece.document.source;
    let fix = gap.and_then(|gap| {
        let was = source.get(gap.range())?;
        let next = next_line(source, span.range().start);
        let line = format!("\n{}", if next.trim().is_empty() { ">" } else { next.trim_end() });
        let empty = was.matches('\n').count().saturating_sub(1);
        let begin = &was[was.rfind('\n').map_or(was.len(), |newline| newline)..];
        let now = line.repeat(empty) + begin;
        let fix = Fix { was: was.to_owned(), now };
        near::may_hold_lines(piece).then(|| (piece.document.locate(gap), fix))
    });
    let message = format!("there is nothing in this callout, `{}`", callout.mark());
    Diagnostic::new(rule, piece.path, piece.document.locate(span), message)
        .help("begin every line that belongs to it with `>`, the empty ones, too")
        .maybe_fix_at(fix)
}

#[cfg(test)]
mod tests {
    use crate::check::trial::{mended, reported};

    const READ: &str = "so everybody would read this note";

    fn lines(text: &str) -> Vec<String> {
        reported("leader-mark", &[("a.md", text)])
    }

    #[test]
    fn what_is_nearly_the_mark_is_reported_and_mended() {
        for written in [
            "[!LEADERS]",
            "[!LEADR]",
            "[!LAEDER]",
            "[!LEADER NOTE]",
            "[!leader-note]",
            "[LEADER]",
            "[ !LEADER ]",
            "[! LEADER]",
            "[!LEADER!]",
            "**[!LEADER]**",
            "[!LEADER]:",
            "[!LEADER]]",
            "[[!LEADER]]",
            "［！LEADER］",
            "【!LEADER】",
            "(!LEADER)",
            "![LEADER]",
            "[!ＬＥＡＤＥＲ]",
            "[!LEADER",
        ] {
            let text = format!("# A\n\n> {written}\n> Keep time.\n\nMore.\n");
            assert_eq!(
                lines(&text),
                [format!(
                    "a.md «{written}» `{written}` is not the mark `[!LEADER]`, {READ} → write `> [!LEADER]` on a line of its own"
                )]
            );
            assert_eq!(mended(&[("a.md", &text)]), "# A\n\n> [!LEADER]\n> Keep time.\n\nMore.\n");
        }
    }

    #[test]
    fn words_beside_the_mark_are_reported_and_go_to_the_next_line() {
        for (text, after) in [
            ("> [!LEADER] Keep *time*.\n> More.\n", "> [!LEADER]\n> Keep *time*.\n> More.\n"),
            ("> [!leader]: Keep time.\n", "> [!LEADER]\n> Keep time.\n"),
            (">[LEADER] Keep time.\n", ">[!LEADER]\n> Keep time.\n"),
            ("> [!LEADRE] Keep time.\r\n", "> [!LEADER]\r\n> Keep time.\r\n"),
            (
                "- One\n\n  > [!LEADER] Keep\n  > time.\n",
                "- One\n\n  > [!LEADER]\n  > Keep\n  > time.\n",
            ),
            ("1. > [!LEADER] Keep time.\n", "1. > [!LEADER]\n   > Keep time.\n"),
            ("> A\n>\n> > [!LEADER] Keep time.\n", "> A\n>\n> > [!LEADER]\n> > Keep time.\n"),
        ] {
            assert_eq!(lines(text).len(), 1, "{text}");
            assert_eq!(mended(&[("a.md", text)]), after);
        }
    }

    #[test]
    fn what_could_be_meant_in_two_ways_is_reported_and_left() {
        for text in [
            "[!LEADER]\nKeep time.\n",
            "[!LEADER] Keep time.\n",
            "- [!LEADER] Keep time.\n",
            "## [!LEADER]\n",
            "> ## [!LEADER]\n> Keep time.\n",
            "> Words.\n> [!LEADER]\n> Keep time.\n",
            "> **[!LEADER] Keep time.**\n",
            "> [!LEADER KEEP TIME]\n",
            "> [!LEADER]: Keep\n",
            "> - [!LEADER]\n",
            "x\n\n    > [!LEADER]\n    > Keep time.\n",
            "<div>\n> [!LEADER]\n> Keep time.\n</div>\n",
            "| A |\n|---|\n| [!LEADER] |\n",
            "＞ [!LEADER]\n＞ Keep time.\n",
            "> [!LEADER]\n\nKeep time.\n",
        ] {
            assert_eq!(lines(text).len(), 1, "{text}");
            let kept = mended(&[("a.md", text)]);
            assert!(kept == text || !lines(&kept).is_empty(), "{kept}");
        }
    }

    #[test]
    fn an_empty_line_below_the_mark_is_mended_when_a_quotation_follows() {
        let text = "> [!LEADER]\n\n> Keep time.\n";
        assert_eq!(
            lines(text),
            [
                "a.md «> [!LEADER]» there is nothing in this callout, `[!LEADER]` → begin every line that belongs to it with `>`, the empty ones, too"
            ]
        );
        assert_eq!(mended(&[("a.md", text)]), "> [!LEADER]\n>\n> Keep time.\n");
    }

    #[test]
    fn sound_notes_and_other_words_are_not_reported() {
        for text in [
            "> [!LEADER]\n> Keep time.\n",
            "> [!leader]\nKeep time.\n",
            "> [!LEADER]  \n>\n> Keep time.\n> [!LEADER]\n",
            "> \\[!LEADER]\n> Keep time.\n",
            "> [Leader] spoke first, and [the room] listened.\n",
            "> [leader](b.md) and ![leader](c.png)\n",
            "> `[!LEADER]` is the mark.\n",
            "The mark is `[!LEADER]`.\n\n```\n> [!LEADERS]\n```\n",
            "> [!HEADER]\n> x\n\n> [!READERS]\n> x\n\n> [!INFO]\n> x\n",
            "> [!NOTE]\n> x\n\n![leader] ![Two](x.png) [![build](x.svg)](y.md)\n",
            "<!--\n> [!LEADERS]\n-->\n",
            "if [ ! -f leader ]; then [ !leader ]\n",
        ] {
            assert_eq!(lines(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_word_of_its_own_is_reported_where_leaders_have_notes() {
        let files = [("a.md", "> [!HEADER]\n> x\n"), ("b.md", "> [!LEADER]\n> x\n")];
        assert_eq!(reported("leader-mark", &files).len(), 1);
        assert_eq!(reported("leader-mark", &files[..1]), Vec::<String>::new());
    }

    #[test]
    fn notes_in_sheets_are_reported_too() {
        let sheet = |text: &str| format!("kind = \"plan\"\nintro = {text}\n");
        let one = sheet("\"> [!LEADER] Keep time.\"");
        assert_eq!(reported("leader-mark", &[("a.toml", &one)]).len(), 1);
        assert_eq!(mended(&[("a.toml", &one)]), one);
        let more = sheet("\"\"\"\n> [!LEADER] Keep time.\n\"\"\"");
        assert_eq!(
            mended(&[("a.toml", &more)]),
            sheet("\"\"\"\n> [!LEADER]\n> Keep time.\n\"\"\"")
        );
    }
}
