//! The attributes of a tag → those that are harmless, and the others.

use crate::markup::Tag;
use crate::prose::{Alignment, Attributes};
use crate::source::Span;

/// Sorts what `tag` says. Addresses and words of links and pictures are taken out by those.
pub(super) fn sorted(tag: &Tag, span: Span) -> Attributes {
    let mut attributes = Attributes { span, ..Attributes::default() };
    let (mut kept, mut others) = (Vec::new(), Vec::new());
    for attribute in &tag.attributes {
        let (name, value) = (attribute.name.as_str(), attribute.value.trim());
        match name {
            "id" if is_id(value) => attributes.id = value.into(),
            "name" if tag.name == "a" && is_id(value) && attributes.id.is_empty() => {
                attributes.id = value.into();
            }
            "id" | "name" if tag.name == "a" => {}
            "align" if alignment(value).is_some() => {
                attributes.alignment = alignment(value).unwrap_or_default();
            }
            _ if is_read(&tag.name, name) => {}
            _ => match kept_name(&tag.name, name, value) {
                Some(name) => kept.push((name, Box::from(value))),
                None => others.push((Box::from(name), Box::from(attribute.value.as_str()))),
            },
        }
    }
    attributes.kept = kept.into();
    attributes.others = others.into();
    attributes
}

/// What HTML takes for an id.
fn is_id(value: &str) -> bool {
    !value.is_empty() && !value.contains(|c: char| c.is_ascii_whitespace())
}

fn alignment(value: &str) -> Option<Alignment> {
    match value.to_ascii_lowercase().as_str() {
        "left" => Some(Alignment::Start),
        "center" | "middle" => Some(Alignment::Centre),
        "right" => Some(Alignment::End),
        "justify" => Some(Alignment::Unset),
        _ => None,
    }
}

/// Whether the tree has a place of its own for the attribute `name` of the element `tag`.
fn is_read(tag: &str, name: &str) -> bool {
    match tag {
        "a" => matches!(name, "href" | "title"),
        "img" => matches!(name, "src" | "alt" | "title" | "width" | "height"),
        "ol" => name == "start",
        "details" => name == "open",
        _ => name == "markdown",
    }
}

/// The name of a harmless attribute with a value that HTML knows.
fn kept_name(tag: &str, name: &str, value: &str) -> Option<&'static str> {
    let is_cell = matches!(tag, "td" | "th");
    let is_span = || value.parse::<u16>().is_ok_and(|count| (1..=1000).contains(&count));
    match name {
        "title" if !value.is_empty() => Some("title"),
        "lang" if is_language(value) => Some("lang"),
        "dir" if matches!(value, "ltr" | "rtl" | "auto") => Some("dir"),
        "datetime" if matches!(tag, "del" | "ins") && is_date(value) => Some("datetime"),
        "colspan" if is_cell && is_span() => Some("colspan"),
        "rowspan" if is_cell && is_span() => Some("rowspan"),
        "scope" if tag == "th" && matches!(value, "row" | "col" | "rowgroup" | "colgroup") => {
            Some("scope")
        }
        _ => None,
    }
}

fn is_language(value: &str) -> bool {
    let is_part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    value.split('-').all(is_part) && value.starts_with(|c: char| c.is_ascii_alphabetic())
}

fn is_date(value: &str) -> bool {
    let mut parts = value.split('-').map(|part| (part.len(), part.parse::<u16>().is_ok()));
    (parts.next(), parts.next(), parts.next(), parts.next())
        == (Some((4, true)), Some((2, true)), Some((2, true)), None)
}

/// How wide or high a picture is to be, when it is said in pixels.
pub(super) fn pixels(tag: &Tag, name: &str) -> Option<u16> {
    let value = tag.value(name)?.trim();
    let digits = value.strip_suffix("px").unwrap_or(value);
    digits.parse().ok().filter(|pixels| *pixels > 0)
}
