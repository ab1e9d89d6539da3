//! Settings of other programs → the order of pages and folders, and what they are called.

use std::collections::{BTreeMap, BTreeSet};

use super::groups::{Groups, page};
use crate::model::{Order, Outline, Playbook, Rank};
use crate::parse::foreign::number;
use crate::parse::yaml;
use crate::record::{Record, Value, as_record};
use crate::source::{SourcePath, Spanned};

/// Reads the file at `path`, one of those that [`SourcePath::orders`] knows.
pub(super) fn read(playbook: &Playbook, path: &SourcePath, text: &str) -> Outline {
    let Some(Value::Record(record)) = yaml::value(text) else { return Outline::default() };
    match path.stem() {
        "mkdocs" => mkdocs(playbook, path, &record),
        "_quarto" => quarto(playbook, path, &record),
        "_category_" => category(path, &record),
        _ => awesome_pages(playbook, path, &record),
    }
}

/// `nav` of MkDocs: names of pages below `docs_dir`, each alone or after what it is called, and groups of them.
fn mkdocs(playbook: &Playbook, path: &SourcePath, record: &Record) -> Outline {
    let docs = record.text("docs_dir").map_or_else(|| "docs".to_owned(), |docs| docs.value);
    let mut nav = Nav::new(playbook, path, bases(path, Some(&docs)));
    for entry in record.list("nav") {
        nav.entry(entry);
    }
    nav.outline()
}

/// `contents` of a sidebar and `chapters` of a book of Quarto.
fn quarto(playbook: &Playbook, path: &SourcePath, record: &Record) -> Outline {
    let mut nav = Nav::new(playbook, path, bases(path, None));
    let book = record.record("book");
    for list in ["chapters", "appendices"] {
        book.map_or(&[][..], |book| book.list(list)).iter().for_each(|entry| nav.entry(entry));
    }
    let sidebars = record.record("website").and_then(|website| website.value("sidebar"));
    let sidebars = sidebars.map_or(&[][..], |sidebar| match &sidebar.value {
        Value::List(list) => list.as_slice(),
        Value::Text(_)
        | Value::Integer(_)
        | Value::Float(_)
        | Value::Flag(_)
        | Value::Date(_)
        | Value::Record(_) => std::slice::from_ref(sidebar),
    });
    for sidebar in sidebars.iter().filter_map(|sidebar| as_record(&sidebar.value)) {
        sidebar.list("contents").iter().for_each(|entry| nav.entry(entry));
    }
    nav.outline()
}

/// The folders that the file at `path` may name pages from: the one that it says, and its own.
fn bases(path: &SourcePath, said: Option<&str>) -> Vec<SourcePath> {
    // One that stands beside the content folder is about that.
    if path.is_beside() {
        return vec![SourcePath::new("")];
    }
    said.and_then(|said| path.join(said)).into_iter().chain(path.join(".")).collect()
}

/// What is listed, as it is read.
struct Nav<'p> {
    playbook: &'p Playbook,
    /// The folders that pages may be named from, the first that has one first.
    bases: Vec<SourcePath>,
    outline: Outline,
    seen: BTreeSet<SourcePath>,
    groups: Groups,
}

impl<'p> Nav<'p> {
    fn new(playbook: &'p Playbook, path: &SourcePath, bases: Vec<SourcePath>) -> Self {
        let outline = Outline { path: Some(path.clone()), ..Outline::default() };
        Self { playbook, bases, outline, seen: BTreeSet::new(), groups: Groups::default() }
    }

    fn outline(mut self) -> Outline {
        self.outline.names.extend(self.groups.names());
        self.outline
    }

    /// Reads one entry: a page, a page with a name, or a name with entries below it.
    fn entry(&mut self, entry: &Spanned<Value>) {
        match &entry.value {
            Value::Text(file) => self.page(file, None),
            Value::Record(record) => self.record(record),
            Value::List(list) => list.iter().for_each(|entry| self.entry(entry)),
            Value::Integer(_) | Value::Float(_) | Value::Flag(_) | Value::Date(_) => {}
        }
    }

    fn record(&mut self, record: &Record) {
        let text = |keys: &[&str]| keys.iter().find_map(|key| record.text(key));
        let lists = ["contents", "chapters"].map(|key| record.list(key)).concat();
        let file = text(&["href", "file"]);
        let name = text(&["text", "section", "part"]).map(|name| name.value);
        if file.is_some() || !lists.is_empty() {
            let begin = self.outline.pages.len();
            // The name of a part may be the page that introduces it.
            let introduced = file.map(|file| file.value).or_else(|| {
                name.clone().filter(|name| name.contains('.') && self.find(name).is_some())
            });
            let name = name.filter(|name| introduced.as_ref() != Some(name)).unwrap_or_default();
            if let Some(file) = introduced {
                self.page(&file, Some(name.as_str()).filter(|name| !name.is_empty()));
            }
            for entry in &lists {
                self.entry(entry);
            }
            return self.group(&name, begin);
        }
        for each in &record.entries {
            match &each.value.value {
                Value::Text(file) => self.page(file, Some(&each.key)),
                Value::List(list) => {
                    let begin = self.outline.pages.len();
                    for entry in list {
                        self.entry(entry);
                    }
                    self.group(&each.key, begin);
                }
                Value::Integer(_)
                | Value::Float(_)
                | Value::Flag(_)
                | Value::Date(_)
                | Value::Record(_) => {}
            }
        }
    }

    fn group(&mut self, name: &str, begin: usize) {
        if !name.is_empty() {
            self.groups.note(name, &self.outline.pages[begin..]);
        }
    }

    fn page(&mut self, file: &str, name: Option<&str>) {
        let Some(page) = self.find(file) else { return };
        if self.seen.insert(page.clone()) {
            if let Some(name) = name {
                self.outline.names.insert(page.clone(), name.trim().to_owned());
            }
            self.outline.pages.push(page);
        }
    }

    fn find(&self, file: &str) -> Option<SourcePath> {
        let file = file.split('#').next().unwrap_or_default().trim();
        self.bases.iter().find_map(|base| {
            let path = SourcePath::new(format!("{base}/-")).join(file)?;
            let introduction = || {
                let all = self.playbook.entries.keys();
                SourcePath::introduction_among(all.filter(|page| page.folder() == path.as_str()))
            };
            page(self.playbook, &path).or_else(introduction).cloned()
        })
    }
}

/// `_category_.json` of Docusaurus: what the folder is called and where it stands.
fn category(path: &SourcePath, record: &Record) -> Outline {
    let folder = SourcePath::new(path.folder());
    let mut outline = Outline::default();
    outline.names.extend(record.text("label").map(|label| (folder.clone(), label.value)));
    let position = record.value("position").and_then(|value| number(&value.value));
    let rank = position.and_then(Order::of_others).map(|order| order.rank);
    outline.ranks.extend(rank.map(|rank| (folder, rank)));
    outline
}

/// `.pages` of the plugin awesome-pages for MkDocs: what the folder is called, and the order of what is in it.
fn awesome_pages(playbook: &Playbook, path: &SourcePath, record: &Record) -> Outline {
    let mut outline = Outline::default();
    let folder = SourcePath::new(path.folder());
    if !folder.as_str().is_empty() {
        outline.names.extend(record.text("title").map(|title| (folder, title.value)));
    }
    let entries = [record.list("nav"), record.list("arrange")].concat();
    // What is named after the rest stands behind it.
    let (mut at, mut named) = (0_u32, BTreeMap::new());
    for entry in &entries {
        let (name, item) = match &entry.value {
            Value::Text(item) => (None, item.as_str()),
            Value::Record(record) => {
                let Some(entry) = record.entries.first() else { continue };
                let Value::Text(item) = &entry.value.value else { continue };
                (Some(entry.key.value.clone()), item.as_str())
            }
            Value::Integer(_)
            | Value::Float(_)
            | Value::Flag(_)
            | Value::Date(_)
            | Value::List(_) => continue,
        };
        at += 1;
        if item.starts_with("...") {
            at = REST;
            let rest = items_in(playbook, path.folder());
            outline.ranks.extend(rest.map(|item| (item, REST.into())));
            continue;
        }
        let Some(target) = path.join(item) else { continue };
        let target = match playbook.entries.get(&target) {
            // The page that introduces a folder stands before all others as it is.
            Some(entry)
                if entry.path.introduces_folder() && entry.path.folder() == path.folder() =>
            {
                continue;
            }
            Some(_) | None => target,
        };
        named.insert(target.clone(), Rank::from(at));
        outline.names.extend(name.map(|name| (target, name)));
    }
    outline.ranks.extend(named);
    outline
}

/// The rank of those that are not named: before it and after it there is room for all that are.
const REST: u32 = u32::MAX / 2;

/// The pages and the folders with pages that stand directly in `folder`.
fn items_in<'p>(playbook: &'p Playbook, folder: &'p str) -> impl Iterator<Item = SourcePath> + 'p {
    playbook.entries.keys().filter_map(move |path| {
        let rest = path.as_str().strip_prefix(folder)?;
        let rest = if folder.is_empty() { rest } else { rest.strip_prefix('/')? };
        let end = rest.find('/').unwrap_or(rest.len());
        Some(SourcePath::new(&path.as_str()[..path.as_str().len() - rest.len() + end]))
    })
}
