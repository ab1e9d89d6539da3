//! `unknown-callout`: a callout that nobody knows, with words beside its mark, or with nothing in it.

use super::page::Page;
use super::rule::{Check, OnPage};
use super::{leader_mark, near};
use crate::diag::{Diagnostic, Fix, Rule, Severity, nearest_of_few};
use crate::model::mention::Piece;
use crate::prose::Callout;
use crate::prose::almost::{Almost, Form, Mark};
use crate::schema::words;
use crate::source::Span;

pub(super) const CHECK: Check<OnPage> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "unknown-callout",
    severity: Severity::Warning,
    explanation: "A quotation begins with a mark that makes no callout of it, so readers see the mark as it stands. A callout \
        begins with a line that holds `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]` or `[!CAUTION]` and nothing else, as on \
        GitHub, or `[!LEADER]` for the person who leads. Here it is another mark, or words stand beside it; or the callout ends \
        before it has said anything, because the line below it does not begin with `>`.",
};

fn find(page: &Page<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for piece in page.pieces() {
        for almost in &piece.document.almost {
            found.extend(fault(piece, almost));
        }
    }
    found
}

fn fault(piece: Piece<'_>, almost: &Almost) -> Option<Diagnostic> {
    match &almost.form {
        Form::Empty(callout, gap) if !Callout::OURS.contains(callout) => {
            Some(leader_mark::empty(&RULE, piece, almost.span, (*callout, *gap)))
        }
        Form::Mark(mark)
            if mark.opens
                && (mark.has_sign || is_without_sign(mark))
                && leader_mark::meant(mark).is_none() =>
        {
            of_mark(piece, almost.span, mark)
        }
        Form::Mark(_)
        | Form::Empty(..)
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

/// Whether it is `[WARNING]`, in capitals and alone on its line, in which the exclamation mark is missing.
fn is_without_sign(mark: &Mark) -> bool {
    let is_capital = mark.word.chars().all(char::is_uppercase);
    mark.is_plain && mark.rest.is_none() && is_capital && Callout::of_github(&mark.word).is_some()
}

fn of_mark(piece: Piece<'_>, span: Span, mark: &Mark) -> Option<Diagnostic> {
    let is_name = |letter: char| letter.is_alphabetic() || matches!(letter, ' ' | '-' | '_');
    if !mark.word.chars().all(is_name) {
        return None;
    }
    let written = piece.document.source.get(span.range())?;
    let known = Callout::of_github(&mark.word);
    let names: Vec<&str> = Callout::OF_GITHUB.iter().map(|callout| callout.name()).collect();
    let word = mark.word.to_lowercase();
    let near = nearest_of_few(&word, &names);
    let near =
        near.and_then(|near| Callout::OF_GITHUB.into_iter().find(|callout| callout.name() == near));
    let (message, help) = if known
        .is_some_and(|known| mark.rest.is_some() && written.eq_ignore_ascii_case(&known.mark()))
    {
        (
            format!("words stand beside `{written}`, so it is shown as it stands"),
            format!(
                "write `> {written}` on a line of its own, and the words on the next, which begins with `> `, too"
            ),
        )
    } else {
        let elsewhere = Callout::of_elsewhere(&mark.word);
        let all: Vec<String> = Callout::OF_GITHUB.iter().map(|callout| callout.mark()).collect();
        let help = match known.or(near).or(elsewhere) {
            Some(meant) => format!("write `> {}` on a line of its own", meant.mark()),
            None => format!(
                "write one of {} on a line of its own",
                words(all.iter().map(String::as_str))
            ),
        };
        (format!("{} makes no callout", near::quoted(written)), help)
    };
    let meant = known.or(near).filter(|_| mark.is_plain);
    let fix: Option<(Span, Fix)> = meant
        .and_then(|meant| leader_mark::alone_on_its_line(piece, span, mark.rest, &meant.mark()));
    let place = piece.document.locate(span);
    Some(Diagnostic::new(&RULE, piece.path, place, message).help(help).maybe_fix_at(fix))
}

#[cfg(test)]
mod tests {
    use crate::check::trial::{mended, reported};

    #[test]
    fn an_unknown_callout_is_reported_with_the_one_that_says_the_same() {
        let line =
            |mark: &str| reported("unknown-callout", &[("a.md", &format!("> {mark}\n> x\n"))]);
        for (mark, help) in [
            ("[!NOTES]", "write `> [!NOTE]` on a line of its own"),
            ("[WARNING]", "write `> [!WARNING]` on a line of its own"),
            ("[! NOTE]", "write `> [!NOTE]` on a line of its own"),
            (
                "[!SOAPBOX]",
                "write one of `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]` and `[!CAUTION]` on a line of its own",
            ),
        ] {
            assert_eq!(line(mark), [format!("a.md «{mark}» `{mark}` makes no callout → {help}")]);
        }
    }

    #[test]
    fn what_is_nearly_a_callout_is_mended() {
        for (text, after) in [
            ("> [!NOTES]\n> x\n", "> [!NOTE]\n> x\n"),
            ("> [!WARNNG] Take care.\n", "> [!WARNING]\n> Take care.\n"),
            ("> [!NOTE]\n\n> x\n", "> [!NOTE]\n>\n> x\n"),
        ] {
            assert_eq!(reported("unknown-callout", &[("a.md", text)]).len(), 1, "{text}");
            assert_eq!(mended(&[("a.md", text)]), after);
        }
    }

    #[test]
    fn callouts_and_quotations_are_not_reported() {
        for text in [
            "> [!NOTE]\n> x\n",
            "> [!caution]\n> x\n",
            "> [!INFO]\n> x\n",
            "> [!note]- Folded\n> x\n",
            "- > [!tip] Rest.\n",
            "> [Note] x\n",
            "> ![note](x.png)\n",
            "[!INFO] stands here.\n",
            "> [!$x] and [!1]\n",
        ] {
            assert_eq!(
                reported("unknown-callout", &[("a.md", text)]),
                Vec::<String>::new(),
                "{text}"
            );
        }
    }
}
