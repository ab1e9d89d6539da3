//! HTML → the letters that a reader sees, in order.

use std::collections::BTreeSet;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::Relaxed;

use html5gum::{Token, Tokenizer};
use icu_normalizer::ComposingNormalizerBorrowed;

/// What a page says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Letters {
    /// What stands in its text.
    pub(crate) text: String,
    /// What each note below it says.
    pub(crate) notes: BTreeSet<String>,
}

/// Elements that letters run through.
const IN_LINE: &[&str] = &[
    "a", "abbr", "b", "button", "cite", "code", "del", "em", "i", "input", "ins", "kbd", "mark",
    "q", "s", "small", "span", "strong", "sub", "sup", "u", "var",
];

/// The letters of `html`: in composed form, with one space between words and between blocks.
pub(crate) fn letters(html: &str) -> String {
    let mut said = String::new();
    // How many elements of which name are open in what is not read, the first among them.
    let mut unread: Option<(Vec<u8>, usize)> = None;
    for token in Tokenizer::new(html) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let class = tag.attributes.get(&b"class"[..]).map(|class| text(class));
                match &mut unread {
                    Some((name, depth)) if **name == **tag.name => *depth += 1,
                    Some(_) => {}
                    None if class.is_some_and(|class| is_ours(&class)) => {
                        unread = Some((tag.name.to_vec(), 1));
                    }
                    None if **tag.name == *b"img" => {
                        said.extend(tag.attributes.get(&b"alt"[..]).map(|alt| text(alt)));
                    }
                    None => said.push_str(gap(&tag.name)),
                }
            }
            Token::EndTag(tag) => match &mut unread {
                Some((name, depth)) if **name == **tag.name => {
                    *depth -= 1;
                    if *depth == 0 {
                        unread = None;
                    }
                }
                Some(_) => {}
                None => said.push_str(gap(&tag.name)),
            },
            Token::String(letters) if unread.is_none() => said.push_str(&text(&letters)),
            Token::String(_) | Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    folded(&said)
}

/// `text` in composed form, with one space between words.
pub(crate) fn folded(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    ComposingNormalizerBorrowed::new_nfc().normalize(&words.join(" ")).into_owned()
}

/// Elements that say what no author wrote, by their class: the one list of what is left out of a page, and why.
const OURS: &[(&str, &str)] = &[
    (
        "callout-title",
        "the kind of a callout, which is a word of ours where its title is not the author's",
    ),
    ("note-mark", "the number of a note"),
    ("note-back", "the way back from a note"),
    ("footnote-reference", "the number of a note, as the parser has it"),
];

/// How many elements of each class were left out.
static LEFT_OUT: [AtomicUsize; OURS.len()] = [const { AtomicUsize::new(0) }; OURS.len()];

/// Whether an element of this class says what no author wrote. It is counted.
fn is_ours(class: &str) -> bool {
    let at = OURS.iter().position(|(ours, _)| class.split(' ').any(|class| class == *ours));
    if let Some(at) = at {
        LEFT_OUT[at].fetch_add(1, Relaxed);
    }
    at.is_some()
}

/// Says what was left out until now, and how often. What excuses nothing is not to stand in the list.
pub(crate) fn tell_what_was_left_out() {
    for ((class, reason), count) in OURS.iter().zip(&LEFT_OUT) {
        let count = count.load(Relaxed);
        assert!(count > 0, "nothing of the class `{class}` is left out: {reason}");
        println!("left out: {count} of `{class}`: {reason}");
    }
}

fn gap(name: &[u8]) -> &'static str {
    if IN_LINE.iter().any(|known| known.as_bytes() == name) { "" } else { " " }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
