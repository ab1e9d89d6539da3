//! What stands on a page to print, in the order of the playbook, and how many pages of paper that is.

use std::collections::BTreeSet;

use crate::input::Input;
use crate::model::{Content, Entry, Term};
use crate::site::Item;
use crate::source::SourcePath;
use crate::titles::{home_title, page_title};
use crate::typography::typeset;

/// One of several pages that are printed together.
pub(super) struct Leaf<'a> {
    /// The level of its title.
    pub(super) level: u8,
    pub(super) title: String,
    /// `None` for a folder that no file introduces.
    pub(super) entry: Option<&'a Entry>,
    /// Whether it introduces a folder.
    pub(super) is_opening: bool,
    /// Whether it introduces the whole, whose title is on the cover.
    pub(super) is_first: bool,
    /// What its ids begin with.
    pub(super) prefix: String,
}

/// The lowest level of a title: sheets know no other, and there must be room for headings below it.
const LOWEST: u8 = 4;

/// About how many letters of prose fill a page of A4 or Letter, and how many lines of the contents.
const LETTERS_A_PAGE: usize = 2600;
const LINES_A_PAGE: usize = 30;

/// Everything in the folder `number` and in those below it; of a part also the sheets that it uses.
pub(super) fn leaves(input: Input<'_>, number: usize) -> Vec<Leaf<'_>> {
    let mut leaves = Vec::new();
    folder(input, number, (2, true), &mut leaves);
    if number != 0 {
        sheets_used(input, &mut leaves);
    }
    for (at, leaf) in leaves.iter_mut().enumerate() {
        leaf.prefix = format!("p{}-", at + 1);
    }
    leaves
}

fn folder<'a>(
    input: Input<'a>,
    number: usize,
    (level, is_first): (u8, bool),
    leaves: &mut Vec<Leaf<'a>>,
) {
    let folder = &input.site.folders[number];
    let introduction = input.site.introduction_of(number).map(|path| &input.playbook.entries[path]);
    let before = leaves.len();
    let has_prose = introduction.is_some_and(|entry| !entry.document().is_empty());
    if has_prose || !is_first {
        let own = || page_title(input, &input.site.pages[folder.page]);
        let title = match (is_first, number) {
            (false, _) => own(),
            (true, 0) => introduction.map(|home| home_title(input, home)).unwrap_or_default(),
            (true, _) => input.words.word("print", "opening").to_owned(),
        };
        let leaf = leaf(title, level, introduction);
        leaves.push(Leaf { is_opening: true, is_first, ..leaf });
    }
    let below = if is_first { level } else { (level + 1).min(LOWEST) };
    for item in &folder.items {
        match item {
            Item::Page(page) => {
                let file = input.site.pages[*page].shows.file();
                let entry = file.and_then(|path| input.playbook.entries.get(path));
                let own = |entry: &'a Entry| {
                    leaf(typeset(entry.title(), input.words), below, Some(entry))
                };
                leaves.extend(entry.map(own));
            }
            Item::Folder(inner) => self::folder(input, *inner, (below, false), leaves),
        }
    }
    // An empty folder has nothing to print but its name.
    if !is_first && introduction.is_none() && leaves.len() == before + 1 {
        leaves.pop();
    }
}

fn leaf(title: String, level: u8, entry: Option<&Entry>) -> Leaf<'_> {
    Leaf { level, title, entry, is_opening: false, is_first: false, prefix: String::new() }
}

/// The sheets that pages of the set use and that stand elsewhere, each once, at the end.
fn sheets_used<'a>(input: Input<'a>, leaves: &mut Vec<Leaf<'a>>) {
    let entries: Vec<&Entry> = leaves.iter().filter_map(|leaf| leaf.entry).collect();
    let mut seen: BTreeSet<&SourcePath> = entries.iter().map(|entry| &entry.path).collect();
    for entry in entries {
        for (_, slug) in entry.references() {
            let sheet = input.index.find(slug).filter(|sheet| sheet.is_sheet());
            if let Some(sheet) = sheet.filter(|sheet| seen.insert(&sheet.path)) {
                leaves.push(leaf(typeset(sheet.title(), input.words), 2, Some(sheet)));
            }
        }
    }
}

/// How many pages of paper the set takes with its cover and `terms`, about. `of_sheet` knows it of sheets.
pub(super) fn pages(
    leaves: &[Leaf<'_>],
    terms: &[Term],
    of_sheet: impl Fn(&Entry) -> Option<usize>,
) -> usize {
    let means: usize = terms.iter().map(|term| term.means.source.len()).sum();
    let of_terms = means.div_ceil(LETTERS_A_PAGE);
    let mut letters = 0;
    let mut pages = 1 + leaves.len() / LINES_A_PAGE;
    for leaf in leaves {
        // What introduces the whole follows the contents, most often on the same page.
        let Some(entry) = leaf.entry.filter(|_| !leaf.is_first) else { continue };
        let prose = entry.document().source.len();
        match &entry.content {
            Content::Worksheet(_) | Content::Checklist(_) => pages += of_sheet(entry).unwrap_or(1),
            Content::Chapter(_) | Content::Activity(_) => {
                pages += prose.div_ceil(LETTERS_A_PAGE).max(1);
            }
            // Short: several share a page.
            Content::Path(_) | Content::Pack(_) => letters += prose + LETTERS_A_PAGE / 2,
        }
    }
    pages + of_terms + letters.div_ceil(LETTERS_A_PAGE)
}
