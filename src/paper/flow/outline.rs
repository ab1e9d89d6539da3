//! Site → chapters of the book, in reading order, its parts numbered without a gap.

use std::collections::BTreeSet;

use super::inline::anchor;
use crate::input::Input;
use crate::model::{Content, Entry};
use crate::site::Item;
use crate::source::SourcePath;
use crate::titles::{home_title, kind_label, page_title};
use crate::typography::typeset;

/// What a book consists of.
pub(super) struct Outline<'a> {
    pub(super) chapters: Vec<Chapter<'a>>,
    /// The sheets at the end, by the folders that they stand in.
    pub(super) shelves: Vec<Shelf<'a>>,
}

/// A line of contents.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Its number, such as `3.1`; empty when it has none.
    pub(super) number: String,
    /// Its title.
    pub(super) title: String,
    /// What is said of it in passing; empty when nothing is.
    pub(super) facts: String,
    /// The name of the place where it begins.
    pub(super) anchor: String,
    /// How deep it stands, from 1.
    pub(super) depth: u16,
}

/// What begins on a page of its own.
pub(super) struct Chapter<'a> {
    pub(super) matter: Matter<'a>,
    /// Its number, such as `3.1`; empty when it has none.
    pub(super) number: String,
    pub(super) title: String,
    /// The title of the part that it stands in; empty for parts themselves.
    pub(super) part: String,
    /// The level of its heading, 1 for parts.
    pub(super) level: u16,
    /// The name of the place where it begins.
    pub(super) anchor: String,
}

/// What a chapter is made of.
pub(super) enum Matter<'a> {
    /// What the home page says.
    Home(&'a Entry),
    /// The opening of a part: its introduction, the lines of its contents, and short entries that follow at once.
    Part(Option<&'a Entry>, Vec<Line>, Vec<&'a Entry>),
    /// A chapter or an activity.
    Prose(&'a Entry),
    /// A short entry that stands in no part.
    Brief(&'a Entry),
    /// The glossary.
    Glossary,
    /// The list of the sheets that follow.
    Sheets,
}

/// The sheets of a folder.
pub(super) struct Shelf<'a> {
    pub(super) title: String,
    /// What introduces the folder, where no part does.
    pub(super) introduction: Option<&'a Entry>,
    pub(super) sheets: Vec<&'a Entry>,
}

/// The place where the glossary begins, and the list of sheets. No file is called so.
pub(super) const GLOSSARY: &str = "//glossary";
pub(super) const SHEETS: &str = "//sheets";

impl<'a> Outline<'a> {
    /// The whole playbook.
    pub(super) fn whole(input: Input<'a>) -> Self {
        let mut outline = Self { chapters: Vec::new(), shelves: Vec::new() };
        if let Some(home) = introduction(input, 0)
            && !home.document().is_empty()
        {
            outline.chapters.push(Chapter {
                matter: Matter::Home(home),
                number: String::new(),
                title: home_title(input, home),
                part: String::new(),
                level: 1,
                anchor: anchor(&home.path, None),
            });
        }
        for item in &input.site.folders[0].items {
            match item {
                Item::Page(page) => outline.page(input, *page, (1, ""), ""),
                Item::Folder(part) => {
                    outline.folder(input, *part, (1, &number_of(input, *part).to_string()), "");
                }
            }
        }
        outline.shelf(input, 0);
        outline.back_matter(input, !input.playbook.terms.is_empty());
        outline
    }

    /// The part in the folder `number`, with the sheets that it uses.
    pub(super) fn part(input: Input<'a>, number: usize) -> Self {
        let mut outline = Self { chapters: Vec::new(), shelves: Vec::new() };
        outline.folder(input, number, (1, &number_of(input, number).to_string()), "");
        let mut seen: BTreeSet<&SourcePath> = outline.sheets().map(|sheet| &sheet.path).collect();
        let mut used = Vec::new();
        for entry in outline.entries() {
            for (_, slug) in entry.references() {
                let sheet = input.index.find(slug).filter(|sheet| sheet.is_sheet());
                used.extend(sheet.filter(|sheet| seen.insert(&sheet.path)));
            }
        }
        if !used.is_empty() {
            let title = input.words.word("page", "uses").to_owned();
            outline.shelves.push(Shelf { title, introduction: None, sheets: used });
        }
        let has_prose = !outline.chapters.is_empty();
        outline.back_matter(input, false);
        if let Some(sheets) = outline.chapters.first_mut().filter(|_| !has_prose) {
            sheets.title = page_title(input, &input.site.pages[input.site.folders[number].page]);
        }
        outline
    }

    /// Every sheet, in the order in which they follow.
    pub(super) fn sheets(&self) -> impl Iterator<Item = &'a Entry> {
        self.shelves.iter().flat_map(|shelf| shelf.sheets.iter().copied())
    }

    /// Whether what begins at `anchor` is the chapter that follows `chapter`.
    pub(super) fn is_next(&self, chapter: &Chapter<'_>, anchor: &str) -> bool {
        let here = self.chapters.iter().position(|each| each.anchor == chapter.anchor);
        here.and_then(|here| self.chapters.get(here + 1)).is_some_and(|next| next.anchor == anchor)
    }

    /// The lines of the contents of the whole.
    pub(super) fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        for chapter in &self.chapters {
            lines.push(Line {
                number: chapter.number.clone(),
                title: chapter.title.clone(),
                facts: String::new(),
                anchor: chapter.anchor.clone(),
                depth: chapter.level,
            });
            if let Matter::Part(_, inner, briefs) = &chapter.matter
                && !briefs.is_empty()
            {
                let is_brief = |line: &&Line| {
                    briefs.iter().any(|brief| anchor(&brief.path, None) == line.anchor)
                };
                lines.extend(inner.iter().filter(is_brief).cloned());
            }
        }
        lines
    }

    /// Every entry that is written in a chapter.
    fn entries(&self) -> Vec<&'a Entry> {
        let mut entries = Vec::new();
        for chapter in &self.chapters {
            match &chapter.matter {
                Matter::Home(entry) | Matter::Prose(entry) | Matter::Brief(entry) => {
                    entries.push(*entry);
                }
                Matter::Part(introduction, _, briefs) => {
                    entries.extend(introduction);
                    entries.extend(briefs);
                }
                Matter::Glossary | Matter::Sheets => {}
            }
        }
        entries
    }

    fn back_matter(&mut self, input: Input<'a>, has_glossary: bool) {
        let mut push = |matter, title: String, anchor: &str| {
            self.chapters.push(Chapter {
                matter,
                number: String::new(),
                title,
                part: String::new(),
                level: 1,
                anchor: anchor.to_owned(),
            });
        };
        if has_glossary {
            let page = input.site.glossary.map(|page| &input.site.pages[page]);
            let title = page.map(|page| page_title(input, page)).unwrap_or_default();
            push(Matter::Glossary, title, GLOSSARY);
        }
        if !self.shelves.is_empty() {
            push(Matter::Sheets, input.words.word("book", "sheets").to_owned(), SHEETS);
        }
    }

    /// A folder with something to read becomes a part with its chapters; its sheets go on a shelf.
    fn folder(&mut self, input: Input<'a>, number: usize, (level, name): (u16, &str), part: &str) {
        if !holds_prose(input, number) {
            return self.shelf(input, number);
        }
        let title = page_title(input, &input.site.pages[input.site.folders[number].page]);
        let introduction = introduction(input, number);
        let numbered = numbered(input, number, name);
        let mut briefs = Vec::new();
        let mut lines = Vec::new();
        for (item, number) in &numbered {
            let (title, anchor) = match item {
                Item::Page(page) => {
                    let Some(entry) = entry_of(input, *page) else { continue };
                    if !is_prose(entry) && !is_brief(entry) {
                        continue;
                    }
                    briefs.extend(Some(entry).filter(|entry| is_brief(entry)));
                    (typeset(entry.title(), input.words), anchor(&entry.path, None))
                }
                Item::Folder(inner) if holds_prose(input, *inner) => {
                    let page = &input.site.pages[input.site.folders[*inner].page];
                    (page_title(input, page), place_of(input, *inner))
                }
                Item::Folder(_) => continue,
            };
            let (number, facts) = (number.clone(), String::new());
            lines.push(Line { number, title, facts, anchor, depth: level + 1 });
        }
        self.chapters.push(Chapter {
            matter: Matter::Part(introduction, lines, briefs),
            number: name.to_owned(),
            title: title.clone(),
            part: part.to_owned(),
            level,
            anchor: place_of(input, number),
        });
        for (item, name) in &numbered {
            match item {
                Item::Page(page) => self.page(input, *page, (level + 1, name), &title),
                Item::Folder(inner) => self.folder(input, *inner, (level + 1, name), &title),
            }
        }
        self.shelf_of(input, number, None);
    }

    /// A chapter or an activity. Short entries stand in the opening of their part, where there is one.
    fn page(&mut self, input: Input<'a>, page: usize, (level, name): (u16, &str), part: &str) {
        let stands_alone = |entry: &&Entry| {
            is_prose(entry) || input.site.pages[page].folder == 0 && is_brief(entry)
        };
        let Some(entry) = entry_of(input, page).filter(stands_alone) else { return };
        self.chapters.push(Chapter {
            matter: if is_brief(entry) { Matter::Brief(entry) } else { Matter::Prose(entry) },
            number: name.to_owned(),
            title: typeset(entry.title(), input.words),
            part: part.to_owned(),
            level,
            anchor: anchor(&entry.path, None),
        });
    }

    fn shelf(&mut self, input: Input<'a>, number: usize) {
        let own = introduction(input, number).filter(|_| number != 0);
        self.shelf_of(input, number, own);
        if number != 0 {
            for inner in &input.site.folders[number].folders {
                self.shelf(input, *inner);
            }
        }
    }

    fn shelf_of(&mut self, input: Input<'a>, number: usize, introduction: Option<&'a Entry>) {
        let sheets: Vec<&Entry> =
            entries_in(input, number).into_iter().filter(|entry| entry.is_sheet()).collect();
        if !sheets.is_empty() {
            let page = &input.site.pages[input.site.folders[number].page];
            self.shelves.push(Shelf { title: page_title(input, page), introduction, sheets });
        }
    }
}

/// The line of contents of a sheet.
pub(super) fn sheet_line(input: Input<'_>, sheet: &Entry) -> Line {
    Line {
        number: String::new(),
        title: typeset(sheet.title(), input.words),
        facts: kind_label(input, sheet),
        anchor: anchor(&sheet.path, None),
        depth: 2,
    }
}

/// The name of the place where the part in the folder `number` begins. No file is called as one that no file introduces.
fn place_of(input: Input<'_>, number: usize) -> String {
    match introduction(input, number) {
        Some(entry) => anchor(&entry.path, None),
        None => format!("//{}", input.site.pages[input.site.folders[number].page].route),
    }
}

/// What introduces the folder `number`.
fn introduction(input: Input<'_>, number: usize) -> Option<&Entry> {
    let page = &input.site.pages[input.site.folders[number].page];
    page.shows.prose().map(|path| &input.playbook.entries[path])
}

/// What is in the folder `folder`, in reading order, each with its number below `name`; that is empty for what has none.
fn numbered(input: Input<'_>, folder: usize, name: &str) -> Vec<(Item, String)> {
    let mut at = 0;
    let numbered = |item: &Item| {
        let counts = match item {
            Item::Page(page) => entry_of(input, *page).is_some_and(is_prose),
            Item::Folder(inner) => holds_prose(input, *inner),
        };
        at += usize::from(counts);
        (*item, if counts { format!("{name}.{at}") } else { String::new() })
    };
    input.site.folders[folder].items.iter().map(numbered).collect()
}

/// The entry that a page shows.
fn entry_of(input: Input<'_>, page: usize) -> Option<&Entry> {
    input.playbook.entries.get(input.site.pages[page].shows.file()?)
}

/// The entries directly in a folder, in reading order.
fn entries_in(input: Input<'_>, number: usize) -> Vec<&Entry> {
    input.site.folders[number].pages.iter().filter_map(|page| entry_of(input, *page)).collect()
}

/// The number of the part in the folder `number`: folders of sheets alone are no parts of a book, and not counted.
fn number_of(input: Input<'_>, number: usize) -> usize {
    let parts = input.site.folders[0].folders.iter().filter(|part| holds_prose(input, **part));
    parts.take_while(|part| **part != number).count() + 1
}

/// Whether a folder is a part of the book. What introduces a folder of sheets stands on their shelf, and without any it is a part.
fn holds_prose(input: Input<'_>, number: usize) -> bool {
    let entries = entries_in(input, number);
    let is_introduced = introduction(input, number).is_some();
    entries.iter().any(|entry| is_prose(entry) || is_brief(entry))
        || is_introduced && !entries.iter().any(|entry| entry.is_sheet())
        || input.site.folders[number].folders.iter().any(|inner| holds_prose(input, *inner))
}

fn is_prose(entry: &Entry) -> bool {
    match &entry.content {
        Content::Chapter(_) | Content::Activity(_) => true,
        Content::Checklist(_) | Content::Worksheet(_) | Content::Path(_) | Content::Pack(_) => {
            false
        }
    }
}

/// Whether an entry is too short for a page of its own.
fn is_brief(entry: &Entry) -> bool {
    match &entry.content {
        Content::Path(_) | Content::Pack(_) => true,
        Content::Chapter(_)
        | Content::Activity(_)
        | Content::Checklist(_)
        | Content::Worksheet(_) => false,
    }
}
