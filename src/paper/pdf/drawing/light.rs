//! The styles of a drawing → those that hold on paper: what is for a dark screen goes, what has two colours takes the light one.
//!
//! Variables are put in too, which the reader of drawings does not know.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use usvg::roxmltree::{Document, Node, ParsingOptions};

use super::bounds::MOST_PARTS;

/// The longest value of a variable: those that are made of one another could grow without end.
const LONGEST_VALUE: usize = 1000;
/// How often what was put in may hold something to be put in.
const ROUNDS: usize = 8;
/// How much longer a text may become by what is put in.
const MOST_MORE: usize = 16_000;

type Variables = BTreeMap<String, String>;

/// The drawing `text` with styles for paper.
pub(super) fn on_paper(text: &str) -> Cow<'_, str> {
    if !["@media", "var(", "light-dark("].iter().any(|sign| text.contains(sign)) {
        return Cow::Borrowed(text);
    }
    let how =
        ParsingOptions { allow_dtd: true, nodes_limit: MOST_PARTS, ..ParsingOptions::default() };
    // What cannot be read is reported later.
    let Ok(xml) = Document::parse_with_options(text, how) else { return Cow::Borrowed(text) };
    let sheets: Vec<(Range<usize>, String)> = xml
        .descendants()
        .filter(|node| node.has_tag_name("style"))
        .filter_map(|node| Some((within(node)?, for_light(&text_of(node)))))
        .collect();
    let mut variables = Variables::new();
    for (_, sheet) in &sheets {
        declared(sheet, &mut variables);
    }
    if let Some(style) = xml.root_element().attribute("style") {
        declared(style, &mut variables);
    }
    let mut edits: Vec<(Range<usize>, String)> = sheets
        .into_iter()
        .map(|(range, sheet)| (range, escaped(&put_in(&sheet, &variables))))
        .collect();
    for attribute in xml.descendants().flat_map(|node| node.attributes()) {
        let value = attribute.value();
        if value.contains("var(") || value.contains("light-dark(") {
            edits.push((attribute.range_value(), escaped(&put_in(value, &variables))));
        }
    }
    Cow::Owned(edited(text, edits))
}

fn text_of(node: Node<'_, '_>) -> String {
    node.children().filter_map(|child| child.text()).collect()
}

/// What stands between the tags of an element.
fn within(node: Node<'_, '_>) -> Option<Range<usize>> {
    Some(node.first_child()?.range().start..node.last_child()?.range().end)
}

fn edited(text: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(range, _)| range.start);
    let (mut whole, mut from) = (String::with_capacity(text.len()), 0);
    for (range, new) in edits {
        // Where an entity stands for several elements, all of them are at one place.
        let Some(before) = text.get(from..range.start) else { continue };
        whole.push_str(before);
        whole.push_str(&new);
        from = range.end;
    }
    whole.push_str(text.get(from..).unwrap_or_default());
    whole
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;").replace('\'', "&apos;")
}

/// A style sheet without what is for other media, and with what is for paper as if it were for all.
fn for_light(sheet: &str) -> String {
    let (mut kept, mut rest) = (String::new(), sheet);
    while let Some((before, after)) = rest.split_once("@media") {
        kept.push_str(before);
        let Some((wanted, body)) = after.split_once('{') else { return kept };
        let end = closing(body, '{', '}').unwrap_or(body.len());
        if wanted.split(',').any(holds_on_paper) {
            kept.push_str(&body[..end]);
        }
        rest = body.get(end + 1..).unwrap_or_default();
    }
    kept.push_str(rest);
    kept
}

/// Whether a sheet of paper is what a style asks for: `print`, `(prefers-color-scheme: light)`.
fn holds_on_paper(wanted: &str) -> bool {
    let wanted = wanted.to_lowercase();
    let is_light = !wanted.contains("prefers-color-scheme") || wanted.contains("light");
    let is_known = ["light", "print", "screen", "all"].iter().any(|word| wanted.contains(word));
    is_light && is_known && !wanted.contains("not ") && !wanted.contains("width")
}

/// Where the bracket closes that was opened before `text`.
fn closing(text: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, letter) in text.char_indices() {
        if letter == open {
            depth += 1;
        } else if letter == close {
            if depth == 0 {
                return Some(at);
            }
            depth -= 1;
        }
    }
    None
}

/// Takes in the variables that `sheet` declares: `--ink: #111`.
fn declared(sheet: &str, variables: &mut Variables) {
    for piece in sheet.split(['{', '}', ';']) {
        if let Some((name, value)) = piece.split_once(':')
            && name.trim().starts_with("--")
        {
            variables.insert(name.trim().to_owned(), value.trim().to_owned());
        }
    }
}

/// `text` with the values of variables, and the first of two colours.
fn put_in(text: &str, variables: &Variables) -> String {
    let most = text.len() + MOST_MORE;
    let mut text = text.to_owned();
    for _ in 0..ROUNDS {
        let Some(next) = put_in_once(&text, variables, most) else { break };
        text = next;
    }
    text
}

/// Puts in what stands for something else, as long as there is room. `None` when nothing does.
fn put_in_once(text: &str, variables: &Variables, most: usize) -> Option<String> {
    let (mut whole, mut rest, mut is_new) = (String::new(), text, false);
    while whole.len() + rest.len() < most {
        let [variable, pair] = ["var(", "light-dark("].map(|sign| rest.find(sign));
        let (at, sign) = match (variable, pair) {
            (Some(one), Some(other)) if one > other => (other, "light-dark("),
            (Some(one), _) => (one, "var("),
            (None, Some(other)) => (other, "light-dark("),
            (None, None) => break,
        };
        let inner = &rest[at + sign.len()..];
        let Some(end) = closing(inner, '(', ')') else { break };
        let (first, second) = halves(&inner[..end]);
        let value = match sign {
            "var(" => variables.get(first).map_or(second, String::as_str),
            _ => first,
        };
        whole.push_str(&rest[..at]);
        whole.push_str(if value.len() > LONGEST_VALUE { "" } else { value });
        rest = &inner[end + 1..];
        is_new = true;
    }
    whole.push_str(rest);
    is_new.then_some(whole)
}

/// What stands before the first comma that is in no brackets, and what after it.
fn halves(inner: &str) -> (&str, &str) {
    let mut depth = 0_usize;
    let comma = inner.char_indices().find(|(_, letter)| {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        *letter == ',' && depth == 0
    });
    let (first, second) = comma.map_or((inner, ""), |(at, _)| (&inner[..at], &inner[at + 1..]));
    (first.trim(), second.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_for_a_dark_screen_goes_and_what_is_for_paper_stays() {
        let sheet = "a{b:c} @media (prefers-color-scheme: dark) { a{b:d} e{f:g} } h{i:j} \
            @media (prefers-color-scheme:light){ k{l:m} } @media print{n{o:p}} @media (min-width: 9em){q{r:s}}";
        let kept = for_light(sheet).split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(kept, "a{b:c} h{i:j} k{l:m} n{o:p}");
    }

    #[test]
    fn variables_and_pairs_of_colours_are_put_in() {
        let drawing = |style: &str, shape: &str| {
            format!("<svg xmlns=\"http://www.w3.org/2000/svg\"><style>{style}</style>{shape}</svg>")
        };
        let style = ":root{--ink:#111;--line:var(--ink)}@media (prefers-color-scheme:dark){:root{--ink:#eee}}a{b:var(--line)}";
        let shape =
            "<path style=\"fill:light-dark(rgb(1, 2, 3), white)\" stroke=\"var(--none, red)\"/>";
        let new = ":root{--ink:#111;--line:#111}a{b:#111}";
        assert_eq!(
            on_paper(&drawing(style, shape)),
            drawing(new, "<path style=\"fill:rgb(1, 2, 3)\" stroke=\"red\"/>")
        );
        let plain = drawing("a{b:c}", "<path/>");
        assert!(matches!(on_paper(&plain), Cow::Borrowed(_)));
    }

    #[test]
    fn variables_that_grow_without_end_are_cut() {
        let variables = Variables::from([("--a".to_owned(), "var(--a) ".repeat(99))]);
        assert!(put_in("var(--a)", &variables).len() < MOST_MORE + LONGEST_VALUE + 100);
    }
}
