//! Places → how the file is called, and the line that stands there.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::diag::lines::{Lines, Place};
use crate::source::{Location, SourcePath, Sources, Span};

/// The files that diagnostics point into; each one's lines are found once, when first asked for.
pub(super) struct Files<'s> {
    pub(super) sources: &'s Sources,
    lines: RefCell<BTreeMap<SourcePath, Lines<'s>>>,
}

impl<'s> Files<'s> {
    pub(super) fn new(sources: &'s Sources) -> Self {
        Self { sources, lines: RefCell::default() }
    }

    /// The text of the file at `path`, when it is at hand.
    fn text(&self, path: &SourcePath) -> Option<&'s str> {
        let Sources { texts, templates, static_texts, .. } = self.sources;
        let of_theme = || match path.as_str().split_once('/')? {
            ("templates", name) => templates.get(name),
            ("static", name) => static_texts.get(name),
            _ => None,
        };
        texts.get(path).or_else(of_theme).map(|text| &**text)
    }

    /// How the file is called from where the command was given: `playbook/a.md`.
    pub(super) fn shown(&self, path: &SourcePath) -> String {
        let of_theme =
            matches!(path.as_str().split_once('/'), Some(("templates" | "static" | "fonts", _)))
                && !self.sources.texts.contains_key(path)
                && !self.sources.assets.contains_key(path);
        let folder = if of_theme { &self.sources.theme_shown_as } else { &self.sources.shown_as };
        format!("{folder}{path}").replace('\n', "␊")
    }

    /// The line of `location` and the place in it. `None` when the file's text is not at hand.
    pub(super) fn place(&self, location: &Location) -> Option<Place<'s>> {
        let text = self.text(&location.path)?;
        let mut known = self.lines.borrow_mut();
        let lines = known.entry(location.path.clone()).or_insert_with(|| Lines::new(text));
        Some(lines.place(location.span))
    }

    /// From which line and character to which the place reaches. `None` when the file's text is not at hand.
    pub(super) fn region(&self, location: &Location) -> Option<Region> {
        let start = self.place(location)?;
        let last =
            Location::new(&location.path, Span { start: location.span.end, ..location.span });
        let end = self.place(&last)?;
        let (line, column) = (start.line, start.column);
        Some(Region { line, column, end_line: end.line, end_column: end.column })
    }
}

/// A stretch of a file as editors count: lines and characters from 1, up to but not including the last character.
pub(super) struct Region {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) end_line: usize,
    pub(super) end_column: usize,
}
