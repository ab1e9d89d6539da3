//! What a new name asks for.

use std::collections::BTreeMap;

use crate::edit::{Amendment, Edit, Edits};
use crate::model::Ledger;
use crate::source::{SourcePath, Sources};

/// What a new name asks for.
#[derive(Clone, Debug, Default)]
pub struct Renaming {
    /// What changes within texts, at their names so far.
    pub edits: Edits,
    /// The file or folder that is renamed, and its new name. `None` for a heading.
    pub name: Option<(SourcePath, SourcePath)>,
    /// Every file with another name than before.
    pub moves: Moves,
    /// The ledger afterwards.
    pub ledger: Ledger,
    /// Old addresses, each with the one that it leads to from now on.
    pub leads: Vec<(String, String)>,
    /// Headings with another id: the file of the page with the old one, and with the new one: `a.md#old`.
    pub headings: BTreeMap<String, String>,
}

/// Files with new names.
#[derive(Clone, Debug, Default)]
pub struct Moves(pub(super) BTreeMap<SourcePath, SourcePath>);

impl Moves {
    /// What the file `path` is called afterwards.
    pub fn of<'m>(&'m self, path: &'m SourcePath) -> &'m SourcePath {
        self.0.get(path).unwrap_or(path)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = (&SourcePath, &SourcePath)> {
        self.0.iter()
    }
}

impl Renaming {
    /// Everything that becomes of files, in an order in which it can be done.
    pub fn amendments(&self, sources: &Sources) -> Vec<Amendment> {
        let mut amendments = self.edits.amendments(&sources.texts);
        let (path, text) = (Ledger::path(), self.ledger.text());
        match sources.texts.get(&path) {
            Some(was) if **was == *text => {}
            Some(was) => amendments.push(Amendment::Text { path, was: was.clone(), now: text }),
            None if self.ledger.is_empty() => {}
            None => amendments.push(Amendment::New { path, text }),
        }
        let name = self.name.clone();
        amendments.extend(name.map(|(from, to)| Amendment::Name { from, to }));
        amendments
    }

    /// What `place`, a page or a heading on it, is called afterwards: `a.md#old` is `a.md#new`.
    pub fn heading_after(&self, place: &str) -> String {
        self.headings.get(place).map_or(place, String::as_str).to_owned()
    }

    /// What the file or the folder at `path` is called afterwards.
    pub fn path_after(&self, path: &SourcePath) -> SourcePath {
        let moved = self.name.as_ref().and_then(|(from, to)| within(path, from, to));
        moved.unwrap_or_else(|| self.moves.of(path).clone())
    }

    /// The files as they are afterwards.
    pub fn after(&self, sources: &Sources) -> Sources {
        let mut after = sources.clone();
        let texts = sources.texts.iter();
        after.texts = texts
            .map(|(path, text)| (self.moves.of(path).clone(), self.edits.apply(path, text).into()))
            .collect();
        if !self.ledger.is_empty() {
            after.texts.insert(Ledger::path(), self.ledger.text().into());
        }
        let assets = sources.assets.iter();
        after.assets =
            assets.map(|(path, asset)| (self.moves.of(path).clone(), asset.clone())).collect();
        after
    }
}

/// What `path` is called when `from`, which it is or lies in, is called `to`. `None` when it lies elsewhere.
pub(super) fn within(path: &SourcePath, from: &SourcePath, to: &SourcePath) -> Option<SourcePath> {
    let rest = path.as_str().strip_prefix(from.as_str())?;
    (rest.is_empty() || rest.starts_with('/')).then(|| SourcePath::new(format!("{to}{rest}")))
}

/// The edits together; of two at one place the first.
pub(super) fn gathered(edits: Vec<Edit>) -> Edits {
    let mut all = Edits::default();
    for edit in edits {
        // Two links in one stretch that is written with escapes: what comes of it is checked as a whole.
        let _ = all.add(edit);
    }
    all
}
