//! Changes to texts that authors wrote: what is to stand where, checked against each other, applied, and shown as a diff.

mod then;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt::Write as _;
use std::sync::Arc;

use crate::source::{SourcePath, Span};

/// One stretch of a file that is to be written anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The file.
    pub path: SourcePath,
    /// What is replaced, in bytes of the text as it was read. Empty where something is only put in.
    pub span: Span,
    /// What stands there afterwards. Its line ends are `\n`, whatever those of the file are.
    pub text: String,
}

/// Changes to files, none of which overlaps another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edits {
    /// Those of each file by their place, so that they can be applied in one go.
    files: BTreeMap<SourcePath, BTreeMap<Span, String>>,
}

/// Two changes that cannot both be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlap {
    /// The one that was there first.
    pub first: Edit,
    /// The one that was refused.
    pub second: Edit,
}

/// What is to become of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Amendment {
    /// The file `path` held the text `was` when it was read, and is to hold `now`.
    Text {
        /// The file.
        path: SourcePath,
        /// Its text as it was read.
        was: Arc<str>,
        /// Its text from now on.
        now: String,
    },
    /// There is no file `path` yet, and there is to be one that holds `text`.
    New {
        /// The file.
        path: SourcePath,
        /// Its text.
        text: String,
    },
    /// The file or folder `from` is to be called `to`. Folders around `to` are made, and those that `from` leaves empty removed.
    Name {
        /// Its name so far.
        from: SourcePath,
        /// Its name from now on.
        to: SourcePath,
    },
}

impl Edit {
    /// Writes `text` in place of the stretch `span` of `path`.
    pub fn new(path: &SourcePath, span: Span, text: impl Into<String>) -> Self {
        Self { path: path.clone(), span, text: text.into() }
    }
}

impl Edits {
    /// Takes all of `edits`, or tells the first two that overlap.
    pub fn of(edits: impl IntoIterator<Item = Edit>) -> Result<Self, Box<Overlap>> {
        let mut all = Self::default();
        edits.into_iter().try_for_each(|edit| all.add(edit))?;
        Ok(all)
    }

    /// Adds one more. The same edit twice counts once; another one that overlaps is refused.
    ///
    /// Two that touch do not overlap; two that put something in at one place do, since nothing says which comes first.
    pub fn add(&mut self, edit: Edit) -> Result<(), Box<Overlap>> {
        let places = self.files.entry(edit.path.clone()).or_default();
        let clash = places.range(..=Span { start: edit.span.end, end: u32::MAX }).rev().find(
            |(span, text)| {
                let apart = span.end <= edit.span.start || edit.span.end <= span.start;
                (!apart || **span == edit.span) && !(**span == edit.span && **text == edit.text)
            },
        );
        if let Some((span, text)) = clash {
            let first = Edit { path: edit.path.clone(), span: *span, text: text.clone() };
            return Err(Box::new(Overlap { first, second: edit }));
        }
        match places.entry(edit.span) {
            Entry::Vacant(place) => drop(place.insert(edit.text)),
            Entry::Occupied(_) => {}
        }
        Ok(())
    }

    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.files.values().map(BTreeMap::len).sum()
    }

    /// The files that are changed, in the order of their paths.
    pub fn files(&self) -> impl Iterator<Item = &SourcePath> {
        self.files.keys()
    }

    /// What `text`, the text of the file `path`, is afterwards. New lines end as the file's own do.
    ///
    /// # Panics
    ///
    /// When an edit points beyond the text or into the middle of a letter: its span is of another text.
    pub fn apply(&self, path: &SourcePath, text: &str) -> String {
        let Some(places) = self.files.get(path) else { return text.to_owned() };
        let mut after = String::with_capacity(text.len());
        let mut at = 0;
        for (span, new) in places {
            after.push_str(&text[at..span.range().start]);
            after.push_str(&with_line_ends_of(text, new));
            at = span.range().end;
        }
        after.push_str(&text[at..]);
        after
    }

    /// What becomes of the files whose texts were read as `texts`. Files that are not among these are left out.
    pub fn amendments(&self, texts: &BTreeMap<SourcePath, Arc<str>>) -> Vec<Amendment> {
        let files = self.files().filter_map(|path| Some((path, texts.get(path)?)));
        files
            .map(|(path, was)| Amendment::Text {
                path: path.clone(),
                was: Arc::clone(was),
                now: self.apply(path, was),
            })
            .collect()
    }

    /// The changed lines of `path`, whose text is `text`, for people: each old line with its number and `-`, then the new ones
    /// with `+`.
    ///
    /// ```text
    /// worksheets/role-grid.toml
    ///   4 - uses = ["team-profile"]
    ///     + uses = ["team-portrait"]
    /// ```
    pub fn diff(&self, path: &SourcePath, text: &str) -> String {
        let mut shown = format!("{path}\n");
        let Some(places) = self.files.get(path) else { return shown };
        let places: Vec<(Span, &str)> =
            places.iter().map(|(span, new)| (*span, new.as_str())).collect();
        let mut from = 0;
        while from < places.len() {
            let mut lines = lines_around(text, places[from].0);
            let mut to = from + 1;
            // Edits that touch a line together are shown together.
            while let Some((span, _)) = places.get(to).filter(|(span, _)| span.start < lines.end) {
                lines.end = lines_around(text, *span).end;
                to += 1;
            }
            show_hunk(text, lines, &places[from..to], &mut shown);
            from = to;
        }
        shown
    }
}

/// The whole lines that `span` stands in, with the ends of the lines. Nothing when a line is put in between two others.
fn lines_around(text: &str, span: Span) -> Span {
    let range = span.range();
    let start = text[..range.start].rfind('\n').map_or(0, |newline| newline + 1);
    if range.is_empty() && start == range.start {
        return span;
    }
    // A stretch that ends with its line does not touch the next one.
    let last = if range.end > start && text[..range.end].ends_with('\n') {
        range.end - 1
    } else {
        range.end
    };
    let end = text[last..].find('\n').map_or(text.len(), |newline| last + newline + 1);
    Span::new(start, end)
}

fn show_hunk(text: &str, lines: Span, places: &[(Span, &str)], shown: &mut String) {
    let mut after = String::new();
    let mut at = lines.range().start;
    for (span, new) in places {
        after.push_str(&text[at..span.range().start]);
        after.push_str(new);
        at = span.range().end;
    }
    after.push_str(&text[at..lines.range().end.max(at)]);
    let first = text[..lines.range().start].matches('\n').count() + 1;
    let (before, after) = (text[lines.range()].lines(), after);
    for (number, line) in (first..).zip(before) {
        let _ = writeln!(shown, "{number:>5} - {line}");
    }
    for line in after.lines() {
        let _ = writeln!(shown, "      + {line}");
    }
}

/// `new` with `\r\n` at the ends of its lines, where the first line of `text` ends so.
fn with_line_ends_of(text: &str, new: &str) -> String {
    let is_windows = text.find('\n').is_some_and(|at| text[..at].ends_with('\r'));
    if is_windows { new.replace("\r\n", "\n").replace('\n', "\r\n") } else { new.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(start: usize, end: usize, text: &str) -> Edit {
        Edit::new(&SourcePath::new("a.md"), Span::new(start, end), text)
    }

    fn applied(text: &str, edits: &[Edit]) -> String {
        let edits = Edits::of(edits.iter().cloned()).expect("none overlap");
        edits.apply(&SourcePath::new("a.md"), text)
    }

    #[test]
    fn edits_are_applied_together_whatever_their_order() {
        let edits = [edit(4, 7, "2"), edit(0, 3, "one more"), edit(7, 7, "!")];
        assert_eq!(applied("one two", &edits), "one more 2!");
        assert_eq!(applied("ab", &[edit(0, 1, "x"), edit(1, 2, "y")]), "xy");
    }

    #[test]
    fn edits_that_overlap_are_refused() {
        let clash = |a: Edit, b: Edit| Edits::of([a, b]).is_err();
        assert!(clash(edit(0, 3, "a"), edit(2, 4, "b")));
        assert!(clash(edit(2, 4, "a"), edit(0, 9, "b")));
        assert!(clash(edit(0, 9, "a"), edit(2, 4, "b")));
        assert!(clash(edit(0, 9, "a"), edit(3, 3, "b")));
        assert!(clash(edit(3, 3, "a"), edit(3, 3, "b")));
        assert!(!clash(edit(3, 3, "a"), edit(3, 3, "a")));
        assert!(!clash(edit(3, 5, "a"), edit(3, 5, "a")));
        assert!(!clash(edit(3, 3, "a"), edit(3, 5, "b")));
        assert!(!clash(edit(3, 5, "b"), edit(5, 5, "a")));
    }

    #[test]
    fn new_lines_end_as_the_others_do() {
        assert_eq!(applied("a\r\nb\r\n", &[edit(3, 3, "x\n")]), "a\r\nx\r\nb\r\n");
        assert_eq!(applied("a\nb\n", &[edit(2, 2, "x\n")]), "a\nx\nb\n");
    }

    #[test]
    fn a_diff_shows_whole_lines() {
        let path = SourcePath::new("a.md");
        let text = "one\ntwo three\nfour\nfive\n";
        let edits =
            Edits::of([edit(4, 7, "2"), edit(8, 13, "3"), edit(14, 14, "new\n"), edit(19, 24, "")]);
        let diff = edits.expect("none overlap").diff(&path, text);
        assert_eq!(diff, "a.md\n    2 - two three\n      + 2 3\n      + new\n    4 - five\n");
    }
}
