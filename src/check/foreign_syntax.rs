//! `foreign-syntax`: signs of another generator, which are plain text here.

use rayon::prelude::*;

use super::Check;
use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::document::{Inline, Text};
use crate::model::mention::Piece;
use crate::model::{Index, Playbook};
use crate::source::Span;

pub(super) const CHECK: Check = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "foreign-syntax",
    severity: Severity::Hint,
    explanation: "The text holds `{{`, `{%`, `:::` or `<!--`, which other programs for web sites read as commands. Here text \
        is never run: readers see the signs as they stand. Say in plain Markdown what the command was for: a note is \
        `> [!NOTE]`, another file is included with a block named `include`, a sheet is put in place with \
        `![Role grid](role-grid.toml)`.\n\n\
        To show such signs on purpose, write them as code, between backticks. The hint is given once a file, at the first \
        place.",
};

/// How other generators begin what they run or hide.
const MARKS: &[&str] = &["{{", "{%", ":::", "<!--"];

fn find(playbook: &Playbook, _: &Index<'_>) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> =
        playbook.pieces().into_par_iter().filter_map(first_mark).collect();
    found.dedup_by(|later, earlier| {
        let path = |diagnostic: &Diagnostic| {
            diagnostic.location.as_ref().map(|location| location.path.clone())
        };
        path(later) == path(earlier)
    });
    found
}

/// The first mark in the text of `piece`.
fn first_mark(piece: Piece<'_>) -> Option<Diagnostic> {
    let document = piece.document;
    let mut first: Option<(&'static str, Span)> = None;
    document.each_inline(&mut |inline| {
        let Inline::Text(text) = inline else { return };
        if first.is_none() {
            first = mark(text, &document.source);
        }
    });
    let (mark, span) = first?;
    let message = format!("`{mark}` is plain text here, and readers see it as it stands");
    Some(
        Diagnostic::new(&RULE, piece.path, document.locate(span), message)
            .help("say it in Markdown, or write it as code, between backticks"),
    )
}

/// The first mark in `text`, and where it stands in `source`.
fn mark(text: &Text, source: &str) -> Option<(&'static str, Span)> {
    let letters = text.as_str(source);
    // Nearly all text holds none, and a loop without an early end looks at many bytes at once.
    if !letters.bytes().fold(false, |found, byte| found | matches!(byte, b'{' | b':' | b'<')) {
        return None;
    }
    let (at, mark) = letters.match_indices(['{', ':', '<']).find_map(|(at, _)| {
        let mark = MARKS.iter().find(|mark| letters[at..].starts_with(**mark))?;
        Some((at, *mark))
    })?;
    let start = match text {
        Text::Source(span) => span.start as usize + at,
        // Such letters do not say where they stand; the mark itself may.
        Text::Own(_) | Text::Quote(_) => source.find(mark)?,
    };
    Some((mark, Span::new(start, start + mark.len())))
}

#[cfg(test)]
mod tests {
    use crate::check::trial::told;

    #[test]
    fn signs_of_another_generator_are_hinted_once_a_file() {
        let files = [
            ("a.md", "Before {{< note >}} and {% raw %}.\n\n::: tip"),
            ("b.md", "::: tip\nX\n:::"),
        ];
        let help = "say it in Markdown, or write it as code, between backticks";
        assert_eq!(
            told("foreign-syntax", &files),
            [
                format!(
                    "a.md «{{{{» `{{{{` is plain text here, and readers see it as it stands → {help}"
                ),
                format!(
                    "b.md «:::» `:::` is plain text here, and readers see it as it stands → {help}"
                ),
            ]
        );
    }

    #[test]
    fn code_may_hold_anything() {
        let text = "`{{ x }}` and\n\n```jinja\n{% raw %}\n```\n\n    ::: tip\n";
        assert_eq!(told("foreign-syntax", &[("a.md", text)]), Vec::<String>::new());
    }
}
