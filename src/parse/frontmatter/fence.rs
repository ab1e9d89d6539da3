//! The lines that front matter stands between, and the keys that tell it from prose.

use crate::diag::{Rule, Severity};
use crate::kinds::prose_keys;
use crate::source::Span;

/// Front matter without its second line of marks.
pub(in crate::parse) const OPEN_FRONT_MATTER: Rule = Rule {
    code: "open-front-matter",
    severity: Severity::Error,
    explanation: "The keys at the head of a page, its front matter, stand between two lines `+++`, or two lines `---`. Here one \
        of the two is missing, so nobody can tell the keys from the text of the page. Add it where the help says: the first \
        above line 1, the second below the last key.",
};

/// Which language front matter is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::parse) enum Language {
    /// Between `+++` lines.
    Toml,
    /// Between `---` lines.
    Yaml,
}

/// A file in its two parts.
pub(in crate::parse) struct Split {
    /// The language of the front matter and the stretch between the marks. `None` when there is none.
    pub(in crate::parse) front_matter: Option<(Language, Span)>,
    /// The byte at which prose begins.
    pub(in crate::parse) body: usize,
}

/// The front matter between two lines of marks, the first of which begins at byte `start`, and where the second ends.
pub(super) fn enclosed(
    text: &str,
    start: usize,
    bare: fn(&str) -> &str,
) -> Option<(Language, Span, usize)> {
    let mut lines = text[start..].split_inclusive('\n');
    let first = lines.next()?;
    let (language, mark) = match bare(first) {
        "+++" => (Language::Toml, "+++"),
        "---" => (Language::Yaml, "---"),
        _ => return None,
    };
    let begin = start + first.len();
    let mut at = begin;
    for line in lines {
        let ends = bare(line) == mark || (language == Language::Yaml && bare(line) == "...");
        if ends {
            return Some((language, Span::new(begin, at), at + line.len()));
        }
        at += line.len();
    }
    None
}

/// Whether `line` sets a key, with this `sign` behind its name.
pub(super) fn is_key(line: &str, sign: char) -> bool {
    let is_name =
        |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.' | '"');
    line.split_once(sign).is_some_and(|(key, value)| {
        let key = key.trim();
        let is_apart = sign == '=' || value.is_empty() || value.starts_with([' ', '\t']);
        !key.is_empty() && key.chars().all(is_name) && is_apart
    })
}

/// Whether an activity or a chapter knows the key.
pub(super) fn is_known(key: &str) -> bool {
    prose_keys("activity").iter().copied().flatten().any(|known| known.name == key)
}
