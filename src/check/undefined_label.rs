//! `undefined-label`: a link in two parts, or the mark of a footnote, whose label nothing defines.

use super::names::Names;
use super::near;
use super::page::Page;
use super::rule::{Check, OnPage};
use crate::diag::{Diagnostic, Fix, Rule, Severity, nearest};
use crate::model::mention::Piece;
use crate::prose::almost::{Almost, Form};
use crate::prose::{Block, Document, Role};
use crate::source::Span;

pub(super) const CHECK: Check<OnPage> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "undefined-label",
    severity: Severity::Error,
    explanation: "`[the list][list]` is a link when a line `[list]: list.md` says somewhere in the file where it leads, and \
        `[^why]` is the mark of a footnote when a line `[^why]: …` holds its words. No line defines the label here, so readers \
        see brackets. Correct the label, add the line, or write the address itself: `[the list](list.md)`. Brackets that are \
        meant are written as code or with a `\\` before them.",
};

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
        Form::Label { role, words, label } => {
            of_link(names, piece, almost.span, *role, (*words, *label))
        }
        Form::Footnote(label) => of_footnote(piece, almost.span, *label),
        Form::Spaced(..)
        | Form::Apart { .. }
        | Form::Wiki(..)
        | Form::Mark(_)
        | Form::Empty(..)
        | Form::Cells(..)
        | Form::Sign(..)
        | Form::Lines { .. } => None,
    }
}

fn of_link(
    names: &Names<'_>,
    piece: Piece<'_>,
    span: Span,
    role: Role,
    (words, label): (Span, Span),
) -> Option<Diagnostic> {
    let (document, source) = (piece.document, &piece.document.source);
    let words = source.get(words.range())?;
    let written = source.get(label.range())?;
    let name = if written.is_empty() { words } else { written };
    let defined = labels(document);
    let place = document.locate(if written.is_empty() { span } else { label });
    let fault = Diagnostic::new(
        &RULE,
        piece.path,
        place,
        format!("nothing defines the label {}", near::quoted(name)),
    );
    let sign = if role == Role::Image { "!" } else { "" };
    if let Some(near) = nearest(name, defined.iter().map(String::as_str)) {
        let fix = Fix { was: written.to_owned(), now: near.to_owned() };
        return Some(
            fault
                .help(format!("write `{sign}[{words}][{near}]`"))
                .maybe_fix_at(Some((document.locate(label), fix))),
        );
    }
    if let Some(href) = names.named(piece.path, (role, name)) {
        let now = format!("{sign}[{words}]({href})");
        let fix = Fix { was: source.get(span.range())?.to_owned(), now: now.clone() };
        let fix = Some((document.locate(span), fix));
        return Some(fault.help(format!("write `{now}`")).maybe_fix_at(fix));
    }
    Some(fault.help(format!(
        "add a line `[{name}]: …` with the address, or write the address here: `{sign}[{words}](…)`"
    )))
}

fn of_footnote(piece: Piece<'_>, span: Span, label: Span) -> Option<Diagnostic> {
    let document = piece.document;
    let name = document.source.get(label.range())?;
    let mut defined = Vec::new();
    document.each_block(&mut |block| {
        if let Block::Footnote(footnote) = block {
            defined.push(footnote.label.as_str());
        }
    });
    // Numbers are all near to one another.
    let is_number = name.chars().all(|letter| letter.is_ascii_digit());
    let near = nearest(name, defined).filter(|_| !is_number);
    let help = match near {
        Some(near) => format!("write `[^{near}]`"),
        None => format!(
            "add a line `[^{name}]: …` with the words of the footnote, or take the mark out"
        ),
    };
    let fix = near
        .map(|near| (document.locate(label), Fix { was: name.to_owned(), now: near.to_owned() }));
    let message = format!("no footnote has the label {}", near::quoted(name));
    let place = document.locate(span);
    Some(Diagnostic::new(&RULE, piece.path, place, message).help(help).maybe_fix_at(fix))
}

/// The labels that lines of `document` define.
fn labels(document: &Document) -> Vec<String> {
    let lines = document.labels.iter().filter_map(|label| document.source.get(label.span.range()));
    let names =
        lines.filter_map(|line| Some(line.trim_start().strip_prefix('[')?.split_once("]:")?.0));
    names.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use crate::check::trial::{mended, reported};

    #[test]
    fn a_label_that_was_meant_is_named_and_written() {
        let page = |text: &str| {
            format!(
                "# A\n\n{text}\n\n[listed]: b.md\n\n[^because]: Because.\n\nOne[^because] [b][listed].\n"
            )
        };
        for (text, after) in [
            ("See [the list][listd].", "See [the list][listed]."),
            ("See [listeds][].", "See [listeds][listed]."),
            ("See [that][Role grid].", "See [that](b.md)."),
            ("See [role grid][].", "See [role grid](b.md)."),
            ("![The room][room]", "![The room](pictures/room.png)"),
            ("A note.[^becuase]", "A note.[^because]"),
        ] {
            let (text, after) = (page(text), page(after));
            let files = [("a.md", &*text), ("b.md", "# Role grid"), ("pictures/room.png", "")];
            assert_eq!(reported("undefined-label", &files).len(), 1, "{text}");
            assert_eq!(mended(&files), after);
        }
    }

    #[test]
    fn a_label_that_nothing_is_near_to_is_reported() {
        let text = "See [the list][lst] and [the list][].\n\n![The room][room] A note[^nope].\n";
        assert_eq!(
            reported("undefined-label", &[("a.md", text)]),
            [
                "a.md «lst» nothing defines the label `lst` → add a line `[lst]: …` with the address, or write the address here: `[the list](…)`",
                "a.md «[the list][]» nothing defines the label `the list` → add a line `[the list]: …` with the address, or write the address here: `[the list](…)`",
                "a.md «room» nothing defines the label `room` → add a line `[room]: …` with the address, or write the address here: `![The room](…)`",
                "a.md «[^nope]» no footnote has the label `nope` → add a line `[^nope]: …` with the words of the footnote, or take the mark out",
            ]
        );
    }

    #[test]
    fn brackets_in_prose_are_not_reported() {
        for text in [
            "[words] and [1] and [1][2] and ![x]",
            "- [ ] [a] one\n- [x] two",
            "grid[row][column] and f(x)[row][column]",
            "`[a list][label]` and \\[a list][label]",
            "    [a list][label]\n\n```\n[^nope]\n```",
            "Match [^a-z], [^\"]* and [^0-9]+.",
            "[the list][list] and [list][] and [list] and x[^1]\n\n[list]: a.md\n[^1]: y",
        ] {
            assert_eq!(
                reported("undefined-label", &[("a.md", text)]),
                Vec::<String>::new(),
                "{text}"
            );
        }
    }
}
