//! In which order what is in a folder stands, and which page follows which.

use std::collections::{BTreeMap, BTreeSet};

use super::planner::Planner;
use crate::model::{Entry, Order, Rank, SetBy};
use crate::site::Item;
use crate::source::SourcePath;

/// What an item of a folder is sorted by: where a list names it, its rank, and its name.
type Key = (usize, Rank, usize, String);

impl Planner<'_> {
    /// Brings what is in each folder into reading order.
    ///
    /// Pages stand before folders, unless a file of another program, or the numbers in front of names, order both together.
    pub(super) fn order(&mut self) {
        let positions = self.positions_of_folders();
        for number in 0..self.site.folders.len() {
            let folder = &self.site.folders[number];
            let pages = folder.pages.iter().map(|page| Item::Page(*page));
            let folders = folder.folders.iter().map(|folder| Item::Folder(*folder));
            let items: Vec<Item> = pages.chain(folders).collect();
            let together = self.are_together(&items, &positions);
            let mut keyed: Vec<(bool, Key, Item)> = items
                .into_iter()
                .map(|item| (!together && item.is_folder(), self.key(item, &positions), item))
                .collect();
            keyed.sort();
            let items = self.below_parents(keyed.into_iter().map(|(.., item)| item).collect());
            let folder = &mut self.site.folders[number];
            folder.pages = items.iter().filter_map(|item| item.page()).collect();
            folder.folders = items.iter().filter_map(|item| item.folder()).collect();
            folder.items = items;
        }
    }

    /// These items in the same order, but for pages that name another one as the page they stand below: they follow it.
    fn below_parents(&self, items: Vec<Item>) -> Vec<Item> {
        let entry =
            |item: &Item| self.playbook.entries.get(self.site.pages[item.page()?].shows.file()?);
        let parent =
            |item: &Item| Some(entry(item)?.meta.parent.as_str()).filter(|name| !name.is_empty());
        if items.iter().all(|item| parent(item).is_none()) {
            return items;
        }
        let titles: BTreeSet<&str> =
            items.iter().filter_map(|item| Some(entry(item)?.title())).collect();
        let mut below: BTreeMap<&str, Vec<Item>> = BTreeMap::new();
        let mut open = Vec::new();
        for item in items.iter().rev() {
            match parent(item).filter(|parent| titles.contains(parent)) {
                Some(parent) => below.entry(parent).or_default().push(*item),
                None => open.push(*item),
            }
        }
        let mut ordered = Vec::with_capacity(items.len());
        while let Some(item) = open.pop() {
            ordered.push(item);
            let title = entry(&item).map(Entry::title).unwrap_or_default();
            open.extend(below.remove(title).unwrap_or_default());
        }
        // Pages that stand below each other in a circle.
        let left: BTreeSet<Item> = ordered.iter().copied().collect();
        ordered.extend(items.into_iter().filter(|item| !left.contains(item)));
        ordered
    }

    /// Where a list names the first page in each folder, or in those below it; the largest number where it names none.
    fn positions_of_folders(&self) -> Vec<usize> {
        let mut positions = vec![usize::MAX; self.site.folders.len()];
        for (path, position) in &self.positions {
            let Some(page) = self.site.page_of.get(*path) else { continue };
            let mut folder = Some(self.site.pages[*page].folder);
            while let Some(number) = folder {
                positions[number] = positions[number].min(*position);
                folder = self.site.folders[number].parent;
            }
        }
        positions
    }

    /// Whether one order holds for pages and folders.
    fn are_together(&self, items: &[Item], positions: &[usize]) -> bool {
        let mut names: (BTreeSet<Rank>, BTreeSet<Rank>) = Default::default();
        for item in items {
            if self.key(*item, positions).0 < usize::MAX || self.said_elsewhere(*item).is_some() {
                return true;
            }
            match self.own_order(*item) {
                Some(order) if order.by == SetBy::Others => return true,
                Some(order) if order.by == SetBy::Name => {
                    let ranks = if item.is_folder() { &mut names.1 } else { &mut names.0 };
                    ranks.insert(order.rank);
                }
                Some(_) | None => {}
            }
        }
        let (pages, folders) = names;
        !pages.is_empty() && !folders.is_empty() && pages.is_disjoint(&folders)
    }

    fn key(&self, item: Item, positions: &[usize]) -> Key {
        let rank = self.said_elsewhere(item).or_else(|| Some(self.own_order(item)?.rank));
        let (position, name) = match item {
            Item::Page(page) => {
                let path = self.site.pages[page].shows.file();
                let position = path.and_then(|path| self.positions.get(path)).copied();
                (position, path.map_or("", SourcePath::as_str))
            }
            Item::Folder(folder) => {
                (Some(positions[folder]), self.site.folders[folder].path.as_str())
            }
        };
        let position = position.unwrap_or(usize::MAX);
        (position, rank.unwrap_or(Rank::LAST), usize::from(item.is_folder()), name.to_lowercase())
    }

    /// Where a file of another program says that an item stands.
    fn said_elsewhere(&self, item: Item) -> Option<Rank> {
        let path = match item {
            Item::Page(page) => self.site.pages[page].shows.file()?.as_str(),
            Item::Folder(folder) => &self.site.folders[folder].path,
        };
        self.playbook.outline.ranks.get(path).copied()
    }

    /// The order that a page, or the page that introduces a folder, gives itself, or the number in front of the folder's name.
    fn own_order(&self, item: Item) -> Option<Order> {
        match item {
            Item::Page(page) => {
                let path = self.site.pages[page].shows.file()?;
                self.playbook.entries.get(path)?.meta.order
            }
            Item::Folder(folder) => {
                let introduction = self.site.introduction_of(folder);
                let own = introduction.and_then(|path| self.playbook.entries[path].meta.order);
                let number = self.playbook.numbers.folder(&self.site.folders[folder].path).0;
                own.or_else(|| number.map(Order::of_name))
            }
        }
    }

    /// Links Markdown pages through the whole playbook, and sheets within their folder.
    pub(super) fn neighbours(&mut self) {
        let (mut chapters, mut runs) = (Vec::new(), Vec::new());
        self.run_through(0, &mut chapters, &mut runs);
        // A list may lead from folder to folder and back.
        let positions = self.positions_of_folders();
        let position = |page: &usize| {
            let page = &self.site.pages[*page];
            let named = page.shows.prose().and_then(|path| self.positions.get(path)).copied();
            let is_unnamed = page.shows.prose().is_none();
            named.unwrap_or(if is_unnamed { positions[page.folder] } else { usize::MAX })
        };
        if !self.positions.is_empty() {
            let home = chapters.first().copied().filter(|page| self.site.folders[0].page == *page);
            chapters.sort_by_key(|page| if Some(*page) == home { 0 } else { position(page) });
        }
        runs.push(chapters);
        for run in runs {
            for pair in run.windows(2) {
                self.site.pages[pair[0]].next = Some(pair[1]);
                self.site.pages[pair[1]].previous = Some(pair[0]);
            }
        }
    }

    /// Adds to `chapters` what there is to read in the folder `number` and below, and to `runs` the sheets of each folder.
    fn run_through(&self, number: usize, chapters: &mut Vec<usize>, runs: &mut Vec<Vec<usize>>) {
        let folder = &self.site.folders[number];
        let sheets = folder.pages.iter().copied().filter(|page| !self.is_prose(*page));
        runs.push(sheets.collect());
        if self.holds_prose(number) {
            chapters.push(folder.page);
        }
        for item in &folder.items {
            match item {
                Item::Page(page) if self.is_prose(*page) => chapters.push(*page),
                Item::Page(_) => {}
                Item::Folder(folder) => self.run_through(*folder, chapters, runs),
            }
        }
    }

    fn is_prose(&self, page: usize) -> bool {
        let file = self.site.pages[page].shows.file();
        file.is_some_and(SourcePath::is_markdown)
    }

    /// Whether a folder has something to read: an introduction, a page of prose, or a folder that has.
    fn holds_prose(&self, number: usize) -> bool {
        let folder = &self.site.folders[number];
        self.site.introduction_of(number).is_some()
            || folder.pages.iter().any(|page| self.is_prose(*page))
            || folder.folders.iter().any(|folder| self.holds_prose(*folder))
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::Diagnostics;
    use crate::plan::plan;
    use crate::site::{Item, Site};
    use crate::source::Sources;

    fn planned(files: &[(&str, &str)]) -> Site {
        plan(&crate::parse::parse(&Sources::in_memory(files), &mut Diagnostics::new()))
    }

    /// The addresses of what is in a folder, in its order.
    fn items(site: &Site, folder: usize) -> Vec<&str> {
        let page = |item: &Item| match item {
            Item::Page(page) => *page,
            Item::Folder(folder) => site.folders[*folder].page,
        };
        let items = site.folders[folder].items.iter().map(page);
        items.map(|page| site.pages[page].route.as_str()).collect()
    }

    #[test]
    fn a_summary_orders_pages_and_folders_together() {
        let site = planned(&[
            ("SUMMARY.md", "- [B](b/README.md)\n  - [Y](b/y.md)\n  - [X](b/x.md)\n- [A](a.md)\n"),
            ("a.md", ""),
            ("b/README.md", ""),
            ("b/x.md", ""),
            ("b/y.md", ""),
            ("c.md", ""),
        ]);
        assert_eq!(items(&site, 0), ["b/index.html", "a.html", "c.html"]);
        let next = |page: usize| site.pages[page].next.map(|next| site.pages[next].route.as_str());
        let last = site.folders[1].pages[1];
        assert_eq!((next(site.folders[1].page), next(last)), (Some("b/y.html"), Some("a.html")));
    }

    #[test]
    fn numbers_of_other_programs_order_pages_and_folders_together() {
        let page = |line: &str| format!("---\n{line}\n---\n");
        let (last, first) = (page("sidebar_position: 2.5"), page("weight: -1"));
        let site = planned(&[
            ("a.md", &last),
            ("b/_category_.json", r#"{"label": "Bee", "position": 2}"#),
            ("b/x.md", ""),
            ("c.md", &first),
            ("d.md", &page("weight: 0")),
        ]);
        assert_eq!(items(&site, 0), ["c.html", "b/index.html", "a.html", "d.html"]);
        assert_eq!(site.folders[1].title, "Bee");
    }

    #[test]
    fn a_page_follows_the_one_that_it_stands_below() {
        let page = |title: &str, more: &str| format!("---\ntitle: {title}\n{more}\n---\n");
        let site = planned(&[
            ("a.md", &page("Ask", "nav_order: 2\nhas_children: true")),
            ("b.md", &page("Bring", "nav_order: 1\nparent: Ask")),
            ("c.md", &page("Call", "nav_order: 1")),
            ("d.md", &page("Do", "parent: Ask")),
            ("e.md", &page("Eat", "parent: Fish")),
            ("f.md", &page("Fish", "parent: Eat")),
            ("g.md", &page("Go", "parent: Gone")),
        ]);
        let order = ["c.html", "a.html", "b.html", "d.html", "g.html", "e.html", "f.html"];
        assert_eq!(items(&site, 0), order);
    }

    #[test]
    fn numbers_in_names_order_both_where_no_two_are_the_same() {
        let files = [("01-a.md", ""), ("02-b/x.md", ""), ("03-c.md", ""), ("d.md", "")];
        assert_eq!(items(&planned(&files), 0), ["a.html", "b/index.html", "c.html", "d.html"]);
        let files = [("01-a.md", ""), ("02-b/x.md", ""), ("02-c.md", "")];
        assert_eq!(items(&planned(&files), 0), ["a.html", "c.html", "b/index.html"]);
    }

    #[test]
    fn the_lists_of_other_programs_are_read() {
        let files = [("a.md", ""), ("b/x.md", ""), ("b/y.md", ""), ("c.md", "")];
        let with = |name: &'static str, text: &'static str| {
            let mut files = files.to_vec();
            files.push((name, text));
            planned(&files)
        };
        let nav = "docs_dir: .\nnav:\n  - c.md\n  - Bees:\n    - Why: b/y.md\n    - b/x.md\n  - a.md\nplugins: [search]\n";
        let site = with("mkdocs.yml", nav);
        assert_eq!(items(&site, 0), ["c.html", "b/index.html", "a.html"]);
        assert_eq!(
            (items(&site, 1), &*site.folders[1].title),
            (vec!["b/y.html", "b/x.html"], "Bees")
        );
        let site = with(".pages", "nav:\n  - c.md\n  - ...\n  - a.md\n");
        assert_eq!(items(&site, 0), ["c.html", "b/index.html", "a.html"]);
        let site = with(
            "_quarto.yml",
            "book:\n  chapters: [c.md, {part: Bees, chapters: [b/y.md, b/x.md]}]\n",
        );
        assert_eq!(items(&site, 0), ["c.html", "b/index.html", "a.html"]);
        assert_eq!(
            (items(&site, 1), &*site.folders[1].title),
            (vec!["b/y.html", "b/x.html"], "Bees")
        );
    }
}
