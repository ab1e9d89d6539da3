//! HTML as people write it → its pieces, each with where it stands. The one reader of HTML: of what authors write, of
//! templates and of finished pages.

mod addresses;
mod elements;

use std::ops::Range;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Error, StartTag, Token, Tokenizer};

pub use addresses::{Written, addresses, of_tag, value_of};
pub use elements::{is_custom, is_element};

/// A piece of HTML. Ranges are bytes of the text that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A tag that opens an element.
    Open(Tag),
    /// The name in a tag that closes an element, in small letters.
    Close(String, Range<usize>),
    /// Words, without their entities.
    Words(String, Range<usize>),
    /// A comment.
    Comment(Range<usize>),
    /// The line that says which HTML it is.
    Doctype(Range<usize>),
}

/// A tag that opens an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Its name in small letters.
    pub name: String,
    /// What else it says, in the order in which it does.
    pub attributes: Vec<Attribute>,
    /// Where it stands.
    pub span: Range<usize>,
}

/// An attribute of a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// Its name in small letters.
    pub name: String,
    /// Its value without entities; empty when it has none.
    pub value: String,
    /// Where its value stands, as it is written and without quotation marks.
    pub span: Range<usize>,
}

impl Tag {
    /// The value of the attribute `name`.
    pub fn value(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|attribute| attribute.name == name);
        found.map(|attribute| attribute.value.as_str())
    }
}

/// Reads `html` to its end. Every byte is in one piece: what is no HTML is words as they were written.
pub fn read(html: &str) -> Vec<Piece> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    // What stands in scripts and styles is no HTML.
    emitter.naively_switch_states(true);
    let (mut pieces, mut end) = (Vec::new(), 0);
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        let piece = match token {
            Token::StartTag(tag) => Piece::Open(opened(html, &tag)),
            Token::EndTag(tag) => Piece::Close(text(&tag.name), tag.span.start..tag.span.end),
            Token::String(words) => {
                Piece::Words(text(&words.value), words.span.start..words.span.end)
            }
            Token::Comment(comment) => comment_or_words(html, comment.span.start..comment.span.end),
            Token::Doctype(doctype) => Piece::Doctype(doctype.span.start..doctype.span.end),
            Token::Error(error) if error.value == Error::EofInTag => break,
            Token::Error(_) => continue,
        };
        end = piece.span().end;
        pieces.push(piece);
    }
    if end < html.len() {
        pieces.push(Piece::Words(html[end..].to_owned(), end..html.len()));
    }
    pieces
}

/// A comment that ends. What only begins like one, or is read as one for want of anything else, is words.
fn comment_or_words(html: &str, span: Range<usize>) -> Piece {
    let written = &html[span.clone()];
    if written.starts_with("<!--") && written.ends_with('>') {
        return Piece::Comment(span);
    }
    Piece::Words(written.to_owned(), span)
}

impl Piece {
    /// Where it stands.
    pub fn span(&self) -> Range<usize> {
        match self {
            Piece::Open(tag) => tag.span.clone(),
            Piece::Close(_, span)
            | Piece::Words(_, span)
            | Piece::Comment(span)
            | Piece::Doctype(span) => span.clone(),
        }
    }
}

fn opened(html: &str, tag: &StartTag<usize>) -> Tag {
    let mut attributes: Vec<Attribute> = tag
        .attributes
        .iter()
        .map(|(name, value)| Attribute {
            name: text(name),
            value: text(&value.value),
            span: value_span(html, value.span.start),
        })
        .collect();
    attributes.sort_by_key(|attribute| attribute.span.start);
    Tag { name: text(&tag.name), attributes, span: tag.span.start..tag.span.end }
}

/// Where the value of the attribute that begins at byte `start` stands; nothing behind its name when it has none.
fn value_span(html: &str, start: usize) -> Range<usize> {
    let rest = &html[start..];
    let is_end = |c: char| c.is_ascii_whitespace() || matches!(c, '=' | '>');
    // A name may begin with `=`, by the standard of HTML.
    let first = rest.chars().next().map_or(0, char::len_utf8);
    let name = first + rest[first..].find(is_end).unwrap_or(rest.len() - first);
    let value = rest[name..].trim_ascii_start();
    let Some(value) = value.strip_prefix('=').map(str::trim_ascii_start) else {
        return start + name..start + name;
    };
    let at = start + rest.len() - value.len();
    if let Some(mark) = value.chars().next().filter(|mark| matches!(mark, '"' | '\'')) {
        let length = value[1..].find(mark).unwrap_or(value.len() - 1);
        return at + 1..at + 1 + length;
    }
    let is_end = |c: char| c.is_ascii_whitespace() || c == '>';
    at..at + value.find(is_end).unwrap_or(value.len())
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_in_one_piece() {
        for html in [
            "ä<p>a &amp; b</p>c",
            "a < b <3 <c",
            "x <b y=\"",
            "<!-- a --> b <!-- c",
            "<?php 'a>b' ?>",
            "<![CDATA[ x ]]> y",
            "<!DOCTYPE html>z",
            "<script>a<b</script>q<title>x",
            "</ x></p y><>",
        ] {
            let pieces = read(html);
            let whole: String = pieces.iter().map(|piece| &html[piece.span()]).collect();
            assert_eq!(whole, html, "{pieces:?}");
        }
    }

    #[test]
    fn the_value_of_an_attribute_is_found_where_it_stands() {
        let html = "<a href=b.html class='x y' ID=\"q\" data-href = z open c=é.png>";
        let [Piece::Open(tag)] = &read(html)[..] else { panic!("one tag") };
        let found: Vec<(&str, &str)> = tag
            .attributes
            .iter()
            .map(|attribute| (attribute.name.as_str(), &html[attribute.span.clone()]))
            .collect();
        assert_eq!(
            found,
            [
                ("href", "b.html"),
                ("class", "x y"),
                ("id", "q"),
                ("data-href", "z"),
                ("open", ""),
                ("c", "é.png")
            ]
        );
    }
}
