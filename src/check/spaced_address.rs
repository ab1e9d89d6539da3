//! `spaced-address`: a link that is none because of a space.

use super::names::Names;
use super::near;
use super::page::Page;
use super::rule::{Check, OnPage};
use crate::diag::{Diagnostic, Fix, Rule, Severity};
use crate::model::Unresolved;
use crate::model::index::is_external;
use crate::model::mention::Piece;
use crate::prose::Role;
use crate::prose::almost::{Almost, Form};
use crate::source::{SourcePath, Span};

pub(super) const CHECK: Check<OnPage> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "spaced-address",
    severity: Severity::Error,
    explanation: "A link or an image whose address holds a space is none, and neither is one with a space between the words and \
        the address: readers see brackets and the name of a file. Write the space in an address as `%20`, as in \
        `[the list](my%20list.md)`, or the whole address between `<` and `>`. A page is linked to by its file, not by its \
        title; the help says which file has the title.",
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
        Form::Spaced(role, address) => spaced(names, piece, *role, *address),
        Form::Apart { gap, address } => apart(names, piece, almost.span, (*gap, *address)),
        Form::Label { .. }
        | Form::Footnote(_)
        | Form::Wiki(..)
        | Form::Mark(_)
        | Form::Empty(..)
        | Form::Cells(..)
        | Form::Sign(..)
        | Form::Lines { .. } => None,
    }
}

fn spaced(names: &Names<'_>, piece: Piece<'_>, role: Role, address: Span) -> Option<Diagnostic> {
    let written = piece.document.source.get(address.range())?;
    let place = piece.document.locate(address);
    let sure = meant(names, piece.path, role, written);
    let choices = names.titled_as(written);
    let help = match (&sure, choices.len()) {
        (Some(now), _) => format!("write `{now}`"),
        (None, 2..) => near::choice(piece.path, &choices),
        // Words in round brackets behind words in square ones may well be just that.
        (None, _) if role == Role::Image || has_ending(written) => {
            format!("write each space as `%20`: `{}`", near::escaped(written))
        }
        (None, _) => return None,
    };
    let noun = if role == Role::Image { "image" } else { "link" };
    let message = format!("the space in {} makes this no {noun}", near::quoted(written));
    let fix = sure.map(|now| Fix { was: written.to_owned(), now });
    Some(Diagnostic::new(&RULE, piece.path, place, message).help(help).maybe_fix(fix))
}

/// The address to write for the `written` one, when there is just one that leads somewhere.
fn meant(names: &Names<'_>, from: &SourcePath, role: Role, written: &str) -> Option<String> {
    if is_external(written) {
        return written.contains("://").then(|| near::escaped(written));
    }
    near::meant(names, from, (role, written)).or_else(|| {
        let escaped = near::escaped(written);
        let Err(Unresolved::NoFile(wanted, near)) = names.resolve(from, &escaped) else {
            return None;
        };
        let fix = near::fix(names, (from, &escaped), &SourcePath::new(wanted), near)?;
        has_ending(written).then_some(fix.now)
    })
}

/// Whether it ends as the name of a file does.
fn has_ending(written: &str) -> bool {
    let path = written.split(['#', '?']).next().unwrap_or_default().trim_end_matches('>');
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    (2..=5).contains(&ending.len())
        && ending.chars().all(|letter| letter.is_ascii_alphanumeric())
        && ending.starts_with(|letter: char| letter.is_ascii_alphabetic())
}

/// What to say of a space between the words and an address that leads somewhere.
fn apart(
    names: &Names<'_>,
    piece: Piece<'_>,
    span: Span,
    (gap, address): (Span, Span),
) -> Option<Diagnostic> {
    let source = &piece.document.source;
    let written = source.get(address.range())?;
    let leads = !is_external(written) && has_ending(written);
    names.resolve(piece.path, written).ok().filter(|_| leads)?;
    let place = piece.document.locate(span);
    let joined = format!(
        "{}{}",
        &source[span.start as usize..gap.start as usize],
        &source[gap.end as usize..span.end as usize]
    );
    let fix = Fix { was: source.get(gap.range())?.to_owned(), now: String::new() };
    let message = "the space between the words and the address makes this no link";
    Some(
        Diagnostic::new(&RULE, piece.path, place, message)
            .help(format!("write {}", near::quoted(&joined)))
            .maybe_fix_at(Some((piece.document.locate(gap), fix))),
    )
}

#[cfg(test)]
mod tests {
    use crate::check::trial::{mended, reported};

    const OTHERS: [(&str, &str); 4] = [
        ("my list.md", "# The list\n\n## Part one\n"),
        ("b/two.md", "# Swap seats\n"),
        ("the room.png", ""),
        ("b/grid.toml", "kind = \"plan\"\ntitle = \"Role grid\"\nsummary = \"x\"\n"),
    ];

    fn files(text: &str) -> Vec<(&str, &str)> {
        [&[("a.md", text)][..], &OTHERS].concat()
    }

    #[test]
    fn an_address_with_a_space_is_reported_and_mended() {
        for (text, after) in [
            ("[x](my list.md)", "[x](my%20list.md)"),
            ("[`x` *y*](my list.md \"Title\")", "[`x` *y*](my%20list.md \"Title\")"),
            ("[x](my list.md#part-one) [y](two.md)", "[x](my%20list.md#part-one) [y](b/two.md)"),
            ("![x](the room.png)", "![x](the%20room.png)"),
            ("> - ![x](THE room.png)", "> - ![x](the%20room.png)"),
            ("[x](Swap seats)", "[x](b/two.md)"),
            ("[x](role  Grid)", "[x](b/grid.toml)"),
            ("[x](b\\two.md) [y](my lst.md)", "[x](b/two.md) [y](my%20list.md)"),
            ("[x](https://example.org/a b)", "[x](https://example.org/a%20b)"),
            ("[x] (b/two.md)", "[x](b/two.md)"),
        ] {
            let text = format!("# A\n\n{text}\n");
            assert_eq!(reported("spaced-address", &files(&text)).len(), 1, "{text}");
            assert_eq!(mended(&files(&text)), format!("# A\n\n{after}\n"));
        }
    }

    #[test]
    fn an_address_that_leads_nowhere_is_reported_with_its_spaces_written_out() {
        let reported = reported("spaced-address", &files("![x](quite else.jpg)\n"));
        assert_eq!(
            reported,
            [
                "a.md «quite else.jpg» the space in `quite else.jpg` makes this no image → write each space as `%20`: `quite%20else.jpg`"
            ]
        );
    }

    #[test]
    fn words_in_brackets_are_not_reported() {
        for text in [
            "[x](<my list.md>) [y](my%20list.md)",
            "They [the team](all of them) came.",
            "[x] (see above) and [y] (https://example.org)",
            "`[x](my list.md)` and \\[x](my list.md)",
            "```\n[x](my list.md)\n```",
            "f[i](a b)",
        ] {
            assert_eq!(reported("spaced-address", &files(text)), Vec::<String>::new(), "{text}");
        }
    }
}
