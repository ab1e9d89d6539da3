//! A text → the lines in it that open and close callouts of other programs.

use std::ops::Range;

use super::container::{Container, Shape, Title};
use crate::prose::Callout;

/// What of a text is looked for before its lines are.
const SIGNS: &[&str] = &["!!!", "???", ":::", "{%", "[!"];

/// A container whose end has not come yet: how many colons opened it, and what it is, where that is known.
type Open = (usize, Option<Container>);

/// A line without what it is set in.
#[derive(Clone, Copy)]
struct Line<'t> {
    text: &'t str,
    /// Where it begins.
    at: usize,
    /// Whether it stands in a quotation.
    is_quoted: bool,
}

/// Every container in `text`, in the order in which they open.
pub(super) fn containers(text: &str) -> Vec<Container> {
    if !SIGNS.iter().any(|sign| text.contains(sign)) {
        return Vec::new();
    }
    let (mut found, mut open): (Vec<Container>, Vec<Open>) = (Vec::new(), Vec::new());
    let mut fence: Option<&str> = None;
    let mut awaits_title = false;
    let mut at = 0;
    for whole in text.split_inclusive('\n') {
        let inner = inner(whole);
        let start = at + whole.len() - inner.len();
        let is_quoted = text[at..start].contains('>');
        let line = Line { text: inner.trim_end(), at: start, is_quoted };
        at += whole.len();
        if let Some(sign) = fence {
            if line.text.starts_with(sign) {
                fence = None;
            }
            continue;
        }
        if awaits_title && !line.text.is_empty() {
            awaits_title = false;
            if whole.starts_with('#') && line.is_title(&mut open) {
                continue;
            }
        }
        fence = ["```", "~~~"].into_iter().find(|sign| line.text.starts_with(sign));
        if fence.is_some() {
            continue;
        }
        found.extend(line.indented().or_else(|| line.quoted()));
        line.fenced(&mut open, &mut found);
        awaits_title |= line.awaits_title(&open);
    }
    found.sort_by_key(|container| container.open.start);
    found
}

/// `line` without the quotations and the points of lists that it begins with.
fn inner(mut line: &str) -> &str {
    loop {
        line = line.trim_start_matches([' ', '\t', '>']);
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let after = match digits {
            0 => line.strip_prefix(['-', '*', '+']),
            _ => line[digits..].strip_prefix(['.', ')']),
        };
        match after.filter(|after| after.starts_with([' ', '\t'])) {
            Some(after) => line = after,
            None => return line,
        }
    }
}

impl<'t> Line<'t> {
    fn range(self) -> Range<usize> {
        self.at..self.at + self.text.len()
    }

    /// Where `part` stands, which is a slice of the line.
    fn place(self, part: &str) -> Range<usize> {
        let start = self.at + (part.as_ptr() as usize - self.text.as_ptr() as usize);
        start..start + part.len()
    }

    /// A title as it is written, `word` where there is none.
    fn title(self, written: Option<&str>, word: &str) -> Title {
        match written {
            Some(written) if !written.trim().is_empty() => {
                Title::Written(self.place(written.trim()))
            }
            // An empty title is one that was not wanted.
            Some(_) => Title::Kind,
            None if Callout::of_github(word).is_some() => Title::Kind,
            None => Title::Word(capitalised(word)),
        }
    }

    /// `!!! note "Title"` of MkDocs, `??? note` and `???+ note`, which fold.
    fn indented(self) -> Option<Container> {
        let folds = match self.text.get(..3)? {
            "!!!" => None,
            "???" => Some(self.text[3..].starts_with('+')),
            _ => return None,
        };
        let rest = self.text[3..].trim_start_matches('+').trim_start();
        let (kind, title) = match rest.find('"') {
            Some(quote) => {
                let title = rest[quote + 1..].trim_end();
                (&rest[..quote], Some(title.strip_suffix('"')?))
            }
            None => (rest, None),
        };
        let mut words = kind.split_whitespace();
        let word = words.next()?;
        let is_name =
            |word: &str| word.chars().all(|l| l.is_alphanumeric() || matches!(l, '-' | '_'));
        let callout = callout(word);
        let is_one = callout.is_some() || title.is_some() || words.clone().next().is_none();
        // The signs that stand for it take seven bytes or more.
        let has_room = self.text.len() >= 7;
        (is_one && has_room && is_name(word) && words.all(is_name)).then(|| Container {
            open: self.range(),
            shape: Shape::Indented,
            callout: Some(callout.unwrap_or(Callout::Note)),
            title: self.title(title, word),
            folds,
        })
    }

    /// `> [!INFO] Title` of Obsidian, with `-` or `+` behind the mark where it folds. What GitHub has, the parser knows.
    fn quoted(self) -> Option<Container> {
        let (word, rest) =
            self.text.strip_prefix("[!").filter(|_| self.is_quoted)?.split_once(']')?;
        let callout = callout(word)?;
        let folds = match rest.as_bytes().first() {
            Some(b'-') => Some(false),
            Some(b'+') => Some(true),
            Some(_) | None => None,
        };
        let title = rest.trim_start_matches(['-', '+']).trim();
        // `[!NOTE](…)` is a link, and `[!NOTE]:` defines one.
        let is_mark = rest.is_empty() || folds.is_some() || rest.starts_with([' ', '\t']);
        let is_github = Callout::of_github(word).is_some() && rest.is_empty();
        (is_mark && !is_github).then(|| Container {
            open: self.range(),
            shape: Shape::Quoted,
            callout: Some(callout),
            title: self.title(Some(title).filter(|title| !title.is_empty()), word),
            folds,
        })
    }

    /// What a line opens or closes that begins with colons, or with a command of GitBook.
    fn fenced(self, open: &mut Vec<Open>, found: &mut Vec<Container>) {
        let colons = self.text.len() - self.text.trim_start_matches(':').len();
        let rest = self.text[colons..].trim();
        let hint = command(self.text);
        let closes = match hint {
            Some(hint) => hint == "endhint",
            None => colons >= 3 && rest.is_empty(),
        };
        if closes {
            let same = open.iter().rposition(|(count, _)| *count == colons);
            let last = same.or(open.len().checked_sub(1)).map(|at| open.swap_remove(at));
            if let Some((_, Some(container))) = last {
                found.push(Container { shape: Shape::Fenced(self.range()), ..container });
            }
        } else if let Some(hint) = hint.and_then(|hint| hint.strip_prefix("hint")) {
            let style = value(hint, "style").unwrap_or("info");
            let callout = callout(style).unwrap_or(Callout::Note);
            open.push((0, Some(self.opening(Some(callout), Title::Kind, None))));
        } else if colons >= 3 {
            open.push((colons, self.colons(rest)));
        }
    }

    /// Whether it has just opened a callout of Quarto, whose title may be a heading in it.
    fn awaits_title(self, open: &[Open]) -> bool {
        let Some((_, Some(container))) = open.last() else { return false };
        let has_none = matches!(container.title, Title::Kind | Title::Word(_));
        has_none && container.open == self.range() && self.text.contains("{.callout-")
    }

    /// Makes it the title of what was opened last, when it is a heading.
    fn is_title(self, open: &mut [Open]) -> bool {
        let words = self.text.trim_start_matches('#');
        let (Some((_, Some(container))), true) = (open.last_mut(), words.starts_with([' ', '\t']))
        else {
            return false;
        };
        let words = words.split(" {").next().unwrap_or(words).trim_end_matches('#').trim();
        container.title = self.title(Some(words), "");
        container.open.end = self.range().end;
        true
    }

    /// `::: tip Title` of VitePress, `:::tip[Title]` of Docusaurus, `::: {.callout-tip title="…"}` of Quarto.
    fn colons(self, rest: &'t str) -> Option<Container> {
        if let Some(inner) = rest.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            let class = inner.split_whitespace().find_map(|part| part.strip_prefix(".callout-"))?;
            let folds = value(inner, "collapse").map(|collapse| collapse == "false");
            let title = self.title(value(inner, "title"), class);
            return Some(self.opening(Some(callout(class)?), title, folds));
        }
        let end = rest.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(rest.len());
        let (word, after) = (&rest[..end], rest[end..].trim_start());
        let in_brackets = after.strip_prefix('[').and_then(|after| after.rsplit_once(']'));
        let title = match in_brackets {
            Some((title, _)) => Some(title),
            None => Some(after.split('{').next()?.trim().trim_matches('"'))
                .filter(|title| !title.is_empty()),
        };
        if word.eq_ignore_ascii_case("details") {
            return Some(self.opening(None, self.title(title, word), Some(false)));
        }
        Some(self.opening(Some(callout(word)?), self.title(title, word), None))
    }

    fn opening(self, callout: Option<Callout>, title: Title, folds: Option<bool>) -> Container {
        Container { open: self.range(), shape: Shape::Indented, callout, title, folds }
    }
}

/// The callout that `word` stands for here or elsewhere. Never one of those for some readers only.
fn callout(word: &str) -> Option<Callout> {
    Callout::of_github(word).or_else(|| Callout::of_elsewhere(word))
}

/// What stands in `{% … %}`, when that is the whole line and about a hint.
fn command(line: &str) -> Option<&str> {
    let inner = line.strip_prefix("{%")?.strip_suffix("%}")?.trim();
    let name = inner.split_whitespace().next()?;
    matches!(name, "hint" | "endhint").then_some(inner)
}

/// The value of `name="…"` in `attributes`.
fn value<'t>(attributes: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = attributes.split_once(name)?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|sign| matches!(sign, '"' | '\''))?;
    rest[1..].split(quote).next()
}

/// `word` as a title.
pub(super) fn capitalised(word: &str) -> String {
    let word = word.replace(['-', '_'], " ");
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters.flat_map(char::to_lowercase)).collect()
    })
}
