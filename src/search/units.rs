//! What can be found: pages, the items of checklists, and terms.

use crate::input::Input;
use crate::model::checklist::CheckItem;
use crate::model::{Content, Entry, Term};
use crate::site::Shows;

/// One thing that can be found.
#[derive(Clone, Copy, Debug)]
pub(super) enum Unit<'a> {
    /// A page: its number, and what an author wrote for it. A part without an introduction has nothing but its title.
    Page { page: usize, entry: Option<&'a Entry> },
    /// The filled specimen of a sheet: its page, and the sheet.
    Example { page: usize, entry: &'a Entry },
    /// An item of a checklist: the number of the list among the checklists.
    Item { checklist: usize, item: &'a CheckItem },
    /// A term of the glossary: its page.
    Term { page: usize, term: &'a Term },
}

/// The kinds of units, in the order in which they are numbered.
pub(super) const KINDS: [&str; 8] =
    ["chapter", "activity", "worksheet", "checklist", "item", "path", "pack", "term"];

/// Every unit, by kind.
pub(super) struct Units<'a> {
    /// Kind after kind; within a kind in reading order.
    pub(super) all: Vec<Unit<'a>>,
    /// How many there are of each kind.
    pub(super) counts: [usize; KINDS.len()],
}

impl<'a> Unit<'a> {
    /// The page with this number, if it is one that is searched: not a list or a page to print.
    pub(super) fn of_page(input: Input<'a>, page: usize) -> Option<Self> {
        let entry = |path| &input.playbook.entries[path];
        match &input.site.pages[page].shows {
            // A home page that no file introduces, of a playbook without a name, says nothing of the author's.
            Shows::Home(None) if input.playbook.settings.title.is_empty() => None,
            Shows::Home(introduction) | Shows::Part(_, introduction) => {
                Some(Unit::Page { page, entry: introduction.as_ref().map(entry) })
            }
            Shows::Entry(path) => Some(Unit::Page { page, entry: Some(entry(path)) }),
            Shows::Example(path) => Some(Unit::Example { page, entry: entry(path) }),
            Shows::List(_)
            | Shows::Glossary
            | Shows::Coverage
            | Shows::SiteMap
            | Shows::Search
            | Shows::Print(_)
            | Shows::NotFound => None,
        }
    }

    fn kind(self) -> &'static str {
        match self {
            Unit::Page { entry, .. } => entry.map_or("chapter", Entry::kind),
            Unit::Example { entry, .. } => entry.kind(),
            Unit::Item { .. } => "item",
            Unit::Term { .. } => "term",
        }
    }
}

impl<'a> Units<'a> {
    /// Every unit of the playbook.
    pub(super) fn of(input: Input<'a>) -> Self {
        let mut kinds: [Vec<Unit<'a>>; KINDS.len()] = Default::default();
        let mut add = |unit: Unit<'a>| {
            let kind = KINDS.iter().position(|kind| *kind == unit.kind());
            kinds[kind.expect("every kind is among the kinds")].push(unit);
        };
        let mut checklists = 0;
        for unit in pages_in_reading_order(input).filter_map(|page| Unit::of_page(input, page)) {
            add(unit);
            if let Unit::Page {
                entry: Some(Entry { content: Content::Checklist(list), .. }), ..
            } = unit
            {
                list.items().for_each(|item| add(Unit::Item { checklist: checklists, item }));
                checklists += 1;
            }
            if let Unit::Page { entry: Some(entry), .. } = unit
                && let Some(example) = input.site.example_of.get(&entry.path)
            {
                Unit::of_page(input, *example).into_iter().for_each(&mut add);
            }
        }
        let terms = input.playbook.terms.iter();
        for (page, term) in input.site.glossary.into_iter().cycle().zip(terms) {
            add(Unit::Term { page, term });
        }
        let counts = kinds.each_ref().map(Vec::len);
        Self { all: kinds.into_iter().flatten().collect(), counts }
    }

    /// The number of the first checklist.
    pub(super) fn first_checklist(&self) -> usize {
        let before = KINDS.iter().take_while(|kind| **kind != "checklist").count();
        self.counts[..before].iter().sum()
    }
}

/// The pages of every folder, each folder's own page before those in it.
fn pages_in_reading_order(input: Input<'_>) -> impl Iterator<Item = usize> {
    let folders = &input.site.folders;
    let mut waiting = vec![0];
    let next = move || {
        let folder = &folders[waiting.pop()?];
        waiting.extend(folder.folders.iter().rev());
        Some(folder)
    };
    std::iter::from_fn(next)
        .flat_map(|folder| std::iter::once(folder.page).chain(folder.pages.iter().copied()))
}
