//! `foreign-syntax`: signs of another generator, which are plain text here.

use std::collections::{BTreeMap, BTreeSet};

use super::page::Page;
use super::tally::{Hit, Tally};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::mention::Piece;
use crate::prose::{Inline, Text};
use crate::source::{Location, SourcePath, Span};

pub(super) const TALLY: Tally = Tally { rule: &RULE, find, report };

const RULE: Rule = Rule {
    code: "foreign-syntax",
    severity: Severity::Hint,
    explanation: "The text holds signs that other programs for web sites read as commands: `{{`, `{%`, `:::`, `<!--`, `[TOC]`, \
        `{: .x}`, `--8<--`, `=== \"Tab\"`, an `import`, or a formula between `$`. Here text is never run: readers see the signs \
        as they stand. Say in plain Markdown what the command was for: another file is included with a block named `include`, \
        a sheet is put in place with `![Role grid](role-grid.toml)`. Callouts of other programs, such as `!!! note`, `::: tip` \
        and `> [!INFO]`, are callouts here too.\n\n\
        To show such signs on purpose, write them as code, between backticks. Each kind of sign is told once, at its first \
        place, with how often it stands in how many files.",
};

/// A kind of sign.
struct Sign {
    /// How it begins.
    begins: &'static str,
    /// Whether it is one only where a line begins, and only when this holds of the rest of the line.
    in_front: Option<fn(&str) -> bool>,
    help: &'static str,
}

const PLAIN: &str = "say it in Markdown, or write it as code, between backticks";
const FORMULA: &str = "show the formula as a picture, or write it as code, between backticks";
const ATTRIBUTES: &str = "take it out: how things look is the same on every page";

const SIGNS: &[Sign] = &[
    anywhere("{{", PLAIN),
    anywhere("{%", PLAIN),
    anywhere(":::", PLAIN),
    anywhere("<!--", PLAIN),
    anywhere("{: ", ATTRIBUTES),
    anywhere("{:.", ATTRIBUTES),
    anywhere("{:#", ATTRIBUTES),
    anywhere("--8<--", "write a block named `include` with the way to the file"),
    anywhere("$$", FORMULA),
    in_front(
        "[TOC]",
        |rest| rest.trim().is_empty(),
        "take it out: each page has its contents beside it",
    ),
    in_front(
        "[[toc]]",
        |rest| rest.trim().is_empty(),
        "take it out: each page has its contents beside it",
    ),
    in_front("===", is_name, "give what stands in each tab a heading"),
    in_front("!!!", is_name, "indent the lines below it by four spaces, or write `> [!NOTE]`"),
    in_front("???", is_name, "indent the lines below it by four spaces, or write `> [!NOTE]`"),
    in_front("import ", |rest| rest.contains(" from "), "take the line out: nothing is run here"),
    in_front("export const ", |rest| rest.contains('='), "take the line out: nothing is run here"),
];

const fn anywhere(begins: &'static str, help: &'static str) -> Sign {
    Sign { begins, in_front: None, help }
}

const fn in_front(begins: &'static str, holds: fn(&str) -> bool, help: &'static str) -> Sign {
    Sign { begins, in_front: Some(holds), help }
}

/// Whether a blank and a name follow, in quotation marks or not.
fn is_name(rest: &str) -> bool {
    let name = rest.trim_start_matches('+').strip_prefix(' ').unwrap_or_default();
    name.trim_start_matches(['"', '“']).starts_with(char::is_alphabetic)
}

fn find(page: &Page<'_>) -> Vec<(usize, Span)> {
    page.pieces().flat_map(signs).collect()
}

fn report(hits: &[Hit]) -> Vec<Diagnostic> {
    let mut kinds: BTreeMap<usize, Vec<&Location>> = BTreeMap::new();
    for hit in hits {
        kinds.entry(hit.kind).or_default().push(&hit.location);
    }
    kinds.into_iter().map(|(kind, places)| fault(&SIGNS[kind], &places)).collect()
}

fn fault(sign: &Sign, places: &[&Location]) -> Diagnostic {
    let begins = sign.begins.trim_end();
    let files: BTreeSet<&SourcePath> = places.iter().map(|place| &place.path).collect();
    let often = match (places.len(), files.len()) {
        (1, _) => String::new(),
        (places, 1) => format!(", in {places} places of this file"),
        (places, files) => format!(", in {places} places of {files} files"),
    };
    let message = format!("`{begins}` is plain text here, and readers see it as it stands{often}");
    Diagnostic::new(&RULE, &places[0].path, places[0].span, message).help(sign.help)
}

/// Every sign in the text of `piece`: its kind, and where it stands in its file.
fn signs(piece: Piece<'_>) -> Vec<(usize, Span)> {
    let document = piece.document;
    let mut found = Vec::new();
    document.each_inline(&mut |inline| {
        if let Inline::Text(text) = inline {
            within(text, &document.source, &mut found);
        }
    });
    document.each_line(&mut |line| {
        let mut is_first = true;
        for inline in line {
            if let Inline::Text(text) = inline
                && is_first
            {
                found.extend(in_front_of(text, &document.source));
            }
            is_first = matches!(inline, Inline::SoftBreak | Inline::HardBreak);
        }
    });
    let place = |(kind, span)| (kind, document.locate(span));
    found.into_iter().map(place).collect()
}

/// Adds every sign that may stand anywhere.
fn within(text: &Text, source: &str, found: &mut Vec<(usize, Span)>) {
    let letters = text.as_str(source);
    let is_sign = |byte: u8| matches!(byte, b'{' | b':' | b'<' | b'$');
    // Nearly all text holds none, and a loop without an early end looks at many bytes at once.
    if !letters.bytes().fold(false, |found, byte| found | is_sign(byte)) {
        return;
    }
    for (kind, sign) in SIGNS.iter().enumerate().filter(|(_, sign)| sign.in_front.is_none()) {
        let places = letters.match_indices(sign.begins);
        found.extend(places.filter_map(|(at, _)| Some((kind, place(text, source, sign, at)?))));
        // Dashes are typeset before they are seen here.
        if sign.begins.contains("--") && letters.contains(&sign.begins.replace("--", "–")) {
            found.extend(place(text, source, sign, 0).map(|span| (kind, span)));
        }
    }
}

/// The sign that a line begins with.
fn in_front_of(text: &Text, source: &str) -> Option<(usize, Span)> {
    let line = match text {
        Text::Source(span) => source[span.start as usize..].lines().next()?,
        Text::Own(_) | Text::Quote(_) => text.as_str(source),
    };
    SIGNS.iter().enumerate().find_map(|(kind, sign)| {
        let (begins, rest) = line.split_at_checked(sign.begins.len())?;
        let is_in_brackets = sign.begins.starts_with('[');
        let is_said =
            begins == sign.begins || is_in_brackets && begins.eq_ignore_ascii_case(sign.begins);
        let is_one = is_said && sign.in_front?(rest);
        is_one.then(|| place(text, source, sign, 0))?.map(|span| (kind, span))
    })
}

/// Where `sign` stands that begins at byte `at` of `text`.
fn place(text: &Text, source: &str, sign: &Sign, at: usize) -> Option<Span> {
    let start = match text {
        Text::Source(span) => span.start as usize + at,
        // Such letters do not say where they stand; the sign itself may.
        Text::Own(_) | Text::Quote(_) => source.find(sign.begins)?,
    };
    Some(Span::new(start, start + sign.begins.trim_end().len()))
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    #[test]
    fn signs_of_another_generator_are_reported_once_a_kind_with_how_many_there_are() {
        let files = [
            (
                "a.md",
                "Before {{< note >}} and {% raw %}.\n\n--8<-- \"b.md\"\n\n::: grid\n\n[TOC]\n\nimport A from './a'\n",
            ),
            ("b.md", "::: grid\nX\n:::\n\nA {{ b }}.\n\n=== \"Tab\"\n\nWords.{: .wide}\n"),
        ];
        let mut all = reported("foreign-syntax", &files);
        all.retain(|reported| !reported.contains("`{%`"));
        let plain = "say it in Markdown, or write it as code, between backticks";
        let seen = "is plain text here, and readers see it as it stands";
        assert_eq!(
            all,
            [
                format!("a.md «{{{{» `{{{{` {seen}, in 2 places of 2 files → {plain}"),
                format!(
                    "a.md «--8<--» `--8<--` {seen} → write a block named `include` with the way to the file"
                ),
                format!("a.md «:::» `:::` {seen}, in 3 places of 2 files → {plain}"),
                format!(
                    "a.md «[TOC]» `[TOC]` {seen} → take it out: each page has its contents beside it"
                ),
                format!("a.md «import» `import` {seen} → take the line out: nothing is run here"),
                format!("b.md «===» `===` {seen} → give what stands in each tab a heading"),
                format!(
                    "b.md «{{:» `{{:` {seen} → take it out: how things look is the same on every page"
                ),
            ]
        );
    }

    #[test]
    fn code_and_prices_may_hold_anything() {
        let text = "`{{ x }}` and\n\n```jinja\n{% raw %}\n```\n\n    ::: tip\n\nIt costs $5 to $10!!!\n\nImport goods from abroad.\n";
        assert_eq!(reported("foreign-syntax", &[("a.md", text)]), Vec::<String>::new());
    }
}
