//! `:tada:` in a folder of another program → 🎉, by the names that code hosts and most other programs have.

use std::ops::Range;

use emojis::get_by_shortcode;

use crate::prose::{Document, Inline, Line, Text, each_line_mut};
use crate::source::Span;

/// Whether such a word may stand in `text`.
pub(super) fn has_some(text: &str) -> bool {
    !words(text).is_empty()
}

/// Writes the signs in place of their words in all lines of `document`, code left out.
pub(super) fn settle(document: &mut Document) {
    let source = std::sync::Arc::clone(&document.source);
    in_line(&source, &mut document.title);
    each_line_mut(&mut document.blocks, &mut |line| in_line(&source, line));
    document.read_headings();
}

/// `text` with signs in place of words.
pub(super) fn settled(text: &str) -> String {
    let (mut settled, mut from) = (String::new(), 0);
    for (at, sign) in words(text) {
        settled.push_str(&text[from..at.start]);
        settled.push_str(sign);
        from = at.end;
    }
    settled + &text[from..]
}

fn in_line(source: &str, pieces: &mut Line) {
    let mut settled = Vec::with_capacity(pieces.len());
    for mut inline in std::mem::take(pieces) {
        match &mut inline {
            Inline::Text(text) => {
                in_text(source, text, &mut settled);
                continue;
            }
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => {
                in_line(source, inner);
            }
            Inline::Element(element) => in_line(source, &mut element.content),
            Inline::Link(link) | Inline::Image(link) => in_line(source, &mut link.content),
            Inline::Code(_)
            | Inline::SoftBreak
            | Inline::HardBreak
            | Inline::FootnoteMark(_)
            | Inline::Html(_) => {}
        }
        settled.push(inline);
    }
    *pieces = settled.into();
}

/// Adds the pieces of `text` to `line`.
fn in_text(source: &str, text: &Text, line: &mut Vec<Inline>) {
    let letters = text.as_str(source);
    let piece = |at: Range<usize>| match text {
        Text::Source(span) => {
            let start = span.range().start;
            Text::Source(Span::new(start + at.start, start + at.end))
        }
        Text::Own(own) => Text::Own(own[at].into()),
        Text::Quote(quote) => Text::Quote(*quote),
    };
    let mut from = 0;
    for (at, sign) in words(letters) {
        if from < at.start {
            line.push(Inline::Text(piece(from..at.start)));
        }
        line.push(Inline::Text(Text::Own(sign.into())));
        from = at.end;
    }
    if from < letters.len() {
        line.push(Inline::Text(piece(from..letters.len())));
    }
}

/// Where words of signs stand in `text`, with the signs. A word between letters or digits is none, as in `9:x:10`.
fn words(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text[from..].find(':').map(|at| from + at) {
        from = open + 1;
        let is_of_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '+' | '-');
        let Some(length) = text[from..].find(|c| !is_of_word(c)) else { break };
        let end = from + length;
        let is_alone = !text[..open].ends_with(char::is_alphanumeric)
            && !text[end..].chars().nth(1).is_some_and(char::is_alphanumeric);
        if text[end..].starts_with(':')
            && is_alone
            && let Some(sign) = get_by_shortcode(&text[from..end])
        {
            found.push((open..end + 1, sign.as_str()));
            from = end + 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::diag::Diagnostics;
    use crate::source::{SourcePath, Sources};

    /// The title of the page, its text, and the ids of its headings.
    fn read(files: &[(&str, &str)]) -> (String, String, Vec<String>) {
        let playbook = crate::parse::parse(&Sources::in_memory(files), &mut Diagnostics::new());
        let entry = &playbook.entries[&SourcePath::new("a.md")];
        let document = entry.document();
        let ids = document.headings.iter().map(|heading| heading.id.clone()).collect();
        (entry.title().to_owned(), document.as_line(), ids)
    }

    #[test]
    fn words_of_signs_are_signs_in_a_folder_brought_along() {
        let text = "# Go :rocket:\n\n## :tada: *It's :+1:*\n\nAt 9:00, `:tada:` and 9:x:10 :no-such: [a :x:](a.md)\n";
        let (title, words, ids) = read(&[("a.md", text)]);
        assert_eq!(title, "Go 🚀");
        assert_eq!(words, "🎉 It’s 👍 At 9:00, :tada: and 9:x:10 :no-such: a ❌");
        assert_eq!(ids, ["go-rocket", "tada-its-1"]);
    }

    #[test]
    fn they_stay_words_in_a_playbook_of_ones_own() {
        let (title, ..) = read(&[("playbook.toml", "strict = true"), ("a.md", "# Go :rocket:\n")]);
        assert_eq!(title, "Go :rocket:");
    }
}
