//! A Markdown file → its front matter and where its prose begins.

use crate::diag::{Diagnostic, Rule, Severity};
use crate::source::{SourcePath, Span};

/// Front matter without its second line of marks.
pub(super) const OPEN_FRONT_MATTER: Rule = Rule {
    code: "open-front-matter",
    severity: Severity::Error,
    explanation: "The file begins with a line `+++`, after which come its metadata, but no second line `+++` ends them. \
        Without it nobody can tell metadata from prose. Add a line `+++` after the last key.",
};

/// Which language front matter is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    /// Between `+++` lines.
    Toml,
    /// Between `---` lines.
    Yaml,
}

/// A file in its two parts.
pub(super) struct Split {
    /// The language of the front matter and the stretch between the marks. `None` when there is none.
    pub(super) front_matter: Option<(Language, Span)>,
    /// The byte at which prose begins.
    pub(super) body: usize,
}

/// Splits `text` where its front matter ends.
///
/// Only the first line of a file opens front matter. The parser of Markdown would also take a `---` further down for its
/// beginning, and swallow prose that stands between two lines across the page.
pub(super) fn split(path: &SourcePath, text: &str, faults: &mut Vec<Diagnostic>) -> Split {
    let none = Split { front_matter: None, body: 0 };
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next() else { return none };
    let (language, mark) = match first.trim_end() {
        "+++" => (Language::Toml, "+++"),
        "---" => (Language::Yaml, "---"),
        _ => return none,
    };
    let mut at = first.len();
    for line in lines {
        let ends =
            line.trim_end() == mark || (language == Language::Yaml && line.trim_end() == "...");
        if ends {
            let front_matter = Some((language, Span::new(first.len(), at)));
            return Split { front_matter, body: at + line.len() };
        }
        at += line.len();
    }
    if language == Language::Toml {
        faults.push(
            Diagnostic::new(
                &OPEN_FRONT_MATTER,
                path,
                Span::new(0, 3),
                "the front matter that begins here has no end",
            )
            .help("add a line `+++` after the last key"),
        );
    }
    none
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_across_the_page_is_no_front_matter() {
        let mut faults = Vec::new();
        let split = split(&SourcePath::new("a.md"), "---\n\nProse that goes on.\n", &mut faults);
        assert!(split.front_matter.is_none());
        assert_eq!(split.body, 0);
        assert!(faults.is_empty());
    }

    #[test]
    fn prose_begins_after_the_second_mark() {
        let text = "+++\ntitle = \"A\"\n+++\r\nProse";
        let split = split(&SourcePath::new("a.md"), text, &mut Vec::new());
        let (language, span) = split.front_matter.expect("there is front matter");
        assert_eq!((language, &text[span.range()]), (Language::Toml, "title = \"A\"\n"));
        assert_eq!(&text[split.body..], "Prose");
    }
}
