//! A Markdown file → its front matter and where its prose begins.

mod fence;
mod marks;

pub(super) use fence::{Language, OPEN_FRONT_MATTER, Split};
use fence::{enclosed, is_key, is_known};
pub(super) use marks::FRONT_MATTER_MARKS;

use crate::diag::{Diagnostic, Fix, Rule, Severity};
use crate::source::{SourcePath, Span};

/// Front matter with something before it.
pub(super) const LATE_FRONT_MATTER: Rule = Rule {
    code: "late-front-matter",
    severity: Severity::Error,
    explanation: "Front matter begins on the first line of a file. Here an empty line, spaces or a comment stand before it, and \
        other programs would print it on the page as text. Take out what stands before the first `+++` or `---`, or move it \
        below the second.",
};

/// Splits `text` where its front matter ends.
///
/// Only the first line of a file opens front matter. The parser of Markdown would also take a `---` further down for its
/// beginning, and swallow prose that stands between two lines across the page.
pub(super) fn split(path: &SourcePath, text: &str, faults: &mut Vec<Diagnostic>) -> Split {
    if let Some(late) = Late::find(text) {
        faults.push(late.fault(path, text));
        // Prose above it is shown all the same.
        let body = if late.is_below_prose { 0 } else { late.end };
        return Split { front_matter: Some((late.language, late.span)), body };
    }
    if let Some((split, fault)) = marks::find(path, text) {
        faults.push(fault);
        return split;
    }
    if let Some((language, span, end)) = enclosed(text, 0, str::trim_end) {
        return Split { front_matter: Some((language, span)), body: end };
    }
    if text.lines().next().is_some_and(|first| first.trim_end() == "+++") {
        let said = "the front matter that begins here has no end";
        let fault = Diagnostic::new(&OPEN_FRONT_MATTER, path, Span::new(0, 3), said);
        faults.push(fault.help("add a line `+++` below the last key"));
    }
    Split { front_matter: None, body: 0 }
}

/// Front matter that does not begin on the first line.
struct Late {
    language: Language,
    /// What stands between the marks.
    span: Span,
    /// Where the first mark begins, and the second line of marks ends.
    start: usize,
    end: usize,
    is_below_prose: bool,
}

impl Late {
    /// Finds it behind spaces, empty lines and comments, when there are keys in it, and in TOML also behind prose.
    fn find(text: &str) -> Option<Self> {
        Self::below_blanks(text).or_else(|| Self::below_prose(text))
    }

    /// Finds it further down: two lines of marks, and between them nothing but keys, one of which pages know.
    fn below_prose(text: &str) -> Option<Self> {
        if text.starts_with("+++") || text.starts_with("---") {
            return None;
        }
        let start = text.find("\n+++")? + 1;
        let (language, span, end) = enclosed(text, start, str::trim_end)?;
        let keys = || text[span.range()].lines().filter(|line| !line.trim().is_empty());
        let name = |line: &str| line.split('=').next().unwrap_or_default().trim().to_owned();
        let are_keys =
            keys().all(|line| is_key(line, '=')) && keys().any(|line| is_known(&name(line)));
        // A fence that is open there shows it as an example.
        let fences = text[..start].lines().filter(|line| line.trim_start().starts_with("```"));
        let lead = &text[..start];
        let is_shown = fences.count() % 2 == 1 || lead.rfind("<!--") > lead.rfind("-->");
        (are_keys && !is_shown).then_some(Self { language, span, start, end, is_below_prose: true })
    }

    fn below_blanks(text: &str) -> Option<Self> {
        let start = lead(text)?;
        let (language, span, end) = enclosed(text, start, str::trim)?;
        let keys = &text[span.range()];
        let holds_keys = match language {
            Language::Toml => keys.lines().any(|line| is_key(line, '=')),
            Language::Yaml => {
                let is_known =
                    |line: &str| line.split_once(':').is_some_and(|(key, _)| is_known(key.trim()));
                let count = keys.lines().filter(|line| is_key(line, ':')).count();
                let all = keys.lines().all(|line| {
                    is_key(line, ':')
                        || line.trim().is_empty()
                        || line.starts_with([' ', '-', '#', '\t'])
                });
                all && (count > 1 || keys.lines().any(is_known))
            }
        };
        holds_keys.then_some(Self { language, span, start, end, is_below_prose: false })
    }

    fn fault(&self, path: &SourcePath, text: &str) -> Diagnostic {
        let lead = &text[..self.start];
        let is_empty = lead.trim_matches(is_blank).is_empty();
        let inner = &text[self.span.range()];
        let closing = &text[self.span.end as usize..self.end];
        let opening = text[self.start..self.span.range().start].trim_end();
        let front = [opening, "\n", inner, closing.trim()].concat();
        let ending = if closing.ends_with('\n') { "\n" } else { "" };
        let lead_words = lead.trim_matches(is_blank);
        let (end, now) = if is_empty && closing == closing.trim_start() {
            (self.start, String::new())
        } else if is_empty {
            (self.end, front + ending)
        } else if self.is_below_prose {
            let rest = text[self.end..].trim_start_matches(is_blank);
            let between = if rest.is_empty() { "" } else { "\n" };
            (text.len(), format!("{front}\n\n{lead_words}\n{between}{rest}"))
        } else {
            (self.end, format!("{front}\n{lead_words}\n"))
        };
        let fix = (Span::new(0, end), Fix { was: text[..end].to_owned(), now });
        let help = if is_empty {
            "take out what stands before it: front matter begins on the first line"
        } else {
            "move what stands before it below its second mark: front matter begins on the first line"
        };
        let mark = Span::new(self.start, self.start + 3);
        Diagnostic::new(
            &LATE_FRONT_MATTER,
            path,
            mark,
            "front matter begins here and not on the first line",
        )
        .help(help)
        .maybe_fix_at(Some(fix))
    }
}

/// Where what comes after the first spaces, empty lines and comments begins. `None` when there are none.
fn lead(text: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        let rest = text[at..].trim_start_matches(is_blank);
        at = text.len() - rest.len();
        if !rest.starts_with("<!--") {
            return (at > 0).then_some(at);
        }
        at += rest.find("-->")? + "-->".len();
    }
}

fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{feff}' | '\u{200b}' | '\u{2060}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Mend;

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

    #[test]
    fn front_matter_below_the_first_line_is_read_and_reported() {
        let read = |text: &str| {
            let mut faults = Vec::new();
            let split = split(&SourcePath::new("a.md"), text, &mut faults);
            let codes: Vec<&str> = faults.iter().map(|fault| fault.rule.code).collect();
            (split.front_matter.is_some(), text[split.body..].to_owned(), codes)
        };
        let late = |body: &str| (true, body.to_owned(), vec!["late-front-matter"]);
        for lead in [
            "\n",
            " \n\n",
            "\r\n",
            "\u{feff}",
            "  ",
            "<!-- A note.\n-->\n",
            "\t\n<!-- a --> <!-- b -->\n\n",
        ] {
            assert_eq!(
                read(&format!("{lead}+++\ntitle = \"A\"\n+++\nText")),
                late("Text"),
                "{lead:?}"
            );
            assert_eq!(read(&format!("{lead}---\ntitle: A\n---\nText")), late("Text"), "{lead:?}");
        }
        for text in [
            "\n---\nNote: words, no keys.\n---\nText",
            "\n---\n\nWords.\n\n---\nText",
            "\n+++\nWords.\n+++\nText",
            "\n+++\ntitle = \"A\"\nText",
            "Words.\n\n---\ntitle: A\n---\n",
            "<!-- open\n+++\ntitle = \"A\"\n+++\n",
        ] {
            assert_eq!(read(text), (false, text.to_owned(), vec![]), "{text:?}");
        }
    }

    #[test]
    fn what_stands_before_front_matter_is_taken_out_or_moved() {
        let mended = |text: &str| {
            let mut faults = Vec::new();
            split(&SourcePath::new("a.md"), text, &mut faults);
            let Mend { fix, span } = *faults[0].mend.clone()?;
            let span = span?;
            assert_eq!(&text[span.range()], fix.was);
            Some(format!("{}{}{}", &text[..span.range().start], fix.now, &text[span.range().end..]))
        };
        let sound = "+++\ntitle = \"A\"\n+++\n\nText\n";
        assert_eq!(mended(&format!("\n \n{sound}")).as_deref(), Some(sound));
        assert_eq!(
            mended(&format!("<!-- a\nb -->\n{sound}")).as_deref(),
            Some("+++\ntitle = \"A\"\n+++\n<!-- a\nb -->\n\nText\n")
        );
        assert_eq!(
            mended("\n  +++\n  title = \"A\"\n  +++\n").as_deref(),
            Some("+++\n  title = \"A\"\n+++\n")
        );
        assert_eq!(
            mended("# Home\n\nText\n\n+++\ntitle = \"A\"\n+++\n\nMore\n").as_deref(),
            Some("+++\ntitle = \"A\"\n+++\n\n# Home\n\nText\n\nMore\n")
        );
    }
}
