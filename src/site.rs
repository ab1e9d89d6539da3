//! Pages, their addresses, and the way between them.

mod linked;
mod names;
mod refusal;
mod route;

use std::collections::BTreeMap;

pub use linked::Linked;
pub use refusal::{Holder, Refusal};
pub use route::{NoAlias, Route, escape, folder_route};

use crate::source::{Numbers, SourcePath};
use crate::worksheet::Version;

/// What a page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shows {
    /// The home page, with the prose of this file when there is one.
    Home(Option<SourcePath>),
    /// A folder: its number in [`Site::folders`], with the prose of this file when there is one.
    Part(usize, Option<SourcePath>),
    /// What this file holds.
    Entry(SourcePath),
    /// The filled specimen of this sheet.
    Example(SourcePath),
    /// Pages listed by this criterion.
    List(By),
    /// The glossary.
    Glossary,
    /// What the playbook covers.
    Coverage,
    /// Every page.
    SiteMap,
    /// What is searched for, and an index for those who search without scripting.
    Search,
    /// A folder with all that is in it, on one page to be printed: its number in [`Site::folders`].
    Print(usize),
    /// What a reader sees at an address that leads nowhere.
    NotFound,
}

impl Shows {
    /// The file of a page that shows what one file holds, and nothing besides.
    pub fn file(&self) -> Option<&SourcePath> {
        match self {
            Shows::Entry(path) => Some(path),
            Shows::Home(_)
            | Shows::Part(..)
            | Shows::Example(_)
            | Shows::List(_)
            | Shows::Glossary
            | Shows::Coverage
            | Shows::SiteMap
            | Shows::Search
            | Shows::Print(_)
            | Shows::NotFound => None,
        }
    }

    /// The file whose prose stands on a page.
    pub fn prose(&self) -> Option<&SourcePath> {
        match self {
            Shows::Home(introduction) | Shows::Part(_, introduction) => introduction.as_ref(),
            Shows::Entry(path) => Some(path),
            Shows::Example(_)
            | Shows::List(_)
            | Shows::Glossary
            | Shows::Coverage
            | Shows::SiteMap
            | Shows::Search
            | Shows::Print(_)
            | Shows::NotFound => None,
        }
    }

    /// The file of a page that shows what one file holds, blank or as a specimen, and nothing besides: all that is on paper
    /// or in files for other programs.
    pub fn sheet(&self) -> Option<(&SourcePath, Version)> {
        match self {
            Shows::Entry(path) => Some((path, Version::Blank)),
            Shows::Example(path) => Some((path, Version::Example)),
            Shows::Home(_)
            | Shows::Part(..)
            | Shows::List(_)
            | Shows::Glossary
            | Shows::Coverage
            | Shows::SiteMap
            | Shows::Search
            | Shows::Print(_)
            | Shows::NotFound => None,
        }
    }
}

/// What pages are listed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// The criterion they serve.
    Need,
    /// The stage they belong to.
    Stage,
    /// The symptom they help with.
    Situation,
    /// The time they take.
    Time,
}

impl By {
    /// Every list.
    pub const ALL: [By; 4] = [By::Need, By::Stage, By::Situation, By::Time];

    /// The word in its address and in the words of the interface.
    pub fn name(self) -> &'static str {
        match self {
            By::Need => "need",
            By::Stage => "stage",
            By::Situation => "situation",
            By::Time => "time",
        }
    }
}

/// One page.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its address.
    pub route: Route,
    /// What it shows.
    pub shows: Shows,
    /// The folder it stands in: its number in [`Site::folders`].
    pub folder: usize,
    /// The page before it in reading order.
    pub previous: Option<usize>,
    /// The page after it.
    pub next: Option<usize>,
}

impl Page {
    /// What one would open to see what is in it: the file that it shows, or its address where it shows none.
    pub fn name(&self) -> &str {
        let file = match &self.shows {
            Shows::Home(file) | Shows::Part(_, file) => file.as_ref(),
            Shows::Entry(file) | Shows::Example(file) => Some(file),
            Shows::List(_)
            | Shows::Glossary
            | Shows::Coverage
            | Shows::SiteMap
            | Shows::Search
            | Shows::Print(_)
            | Shows::NotFound => None,
        };
        file.map_or(self.route.as_str(), SourcePath::as_str)
    }
}

/// A folder of the playbook: a part, or a group within one.
#[derive(Clone, Debug, Default)]
pub struct Folder {
    /// Its path among the sources, empty for the content folder.
    pub path: String,
    /// Its title; empty when its introduction says it.
    pub title: String,
    /// The page that shows it: a number in [`Site::pages`].
    pub page: usize,
    /// The pages directly in it, in reading order, without the one that shows it.
    pub pages: Vec<usize>,
    /// The folders directly in it, in reading order.
    pub folders: Vec<usize>,
    /// The pages and the folders directly in it, in the order in which they stand together.
    pub items: Vec<Item>,
    /// The folder it stands in. `None` for the content folder.
    pub parent: Option<usize>,
}

/// What stands in a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    /// A page: its number in [`Site::pages`].
    Page(usize),
    /// A folder: its number in [`Site::folders`].
    Folder(usize),
}

impl Item {
    /// Whether it is a folder.
    pub fn is_folder(self) -> bool {
        self.folder().is_some()
    }

    /// Its number among the pages. `None` for a folder.
    pub fn page(self) -> Option<usize> {
        match self {
            Item::Page(page) => Some(page),
            Item::Folder(_) => None,
        }
    }

    /// Its number among the folders. `None` for a page.
    pub fn folder(self) -> Option<usize> {
        match self {
            Item::Page(_) => None,
            Item::Folder(folder) => Some(folder),
        }
    }
}

/// Pages, their addresses, and the way between them.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// Every page, in the order in which they are made.
    pub pages: Vec<Page>,
    /// The content folder first, then every folder below it.
    pub folders: Vec<Folder>,
    /// The page of each file.
    pub page_of: BTreeMap<SourcePath, usize>,
    /// Addresses that pages had before, each with the page it leads to.
    pub redirects: Vec<(Route, usize)>,
    /// Ids that headings had before: by the address of the page, and by the id that the heading has now.
    pub former_ids: BTreeMap<Route, BTreeMap<String, Vec<String>>>,
    /// Names that sheets had before, as they stand in addresses, by file: what readers wrote is kept by the name.
    pub former_names: BTreeMap<SourcePath, Vec<String>>,
    /// The page of each filled specimen.
    pub example_of: BTreeMap<SourcePath, usize>,
    /// The files for other programs of each page that shows a sheet.
    pub exports: BTreeMap<usize, Exports>,
    /// The PDFs of each page that has some: the whole sheet first, then what is handed out of it one by one.
    pub papers: BTreeMap<usize, Vec<Route>>,
    /// The PDFs that hold several pages.
    pub books: Books,
    /// The pages to print of folders that have one, by the number of the folder.
    pub prints: BTreeMap<usize, Print>,
    /// The list pages there are.
    pub lists: BTreeMap<By, usize>,
    /// The glossary, when there are terms.
    pub glossary: Option<usize>,
    /// What the playbook covers, when it has needs or a coverage list.
    pub coverage: Option<usize>,
    /// The page of every page.
    pub site_map: usize,
    /// The page that searches, when the playbook wants one.
    pub search: Option<usize>,
    /// What is not in the site, because something else stands where it would.
    pub refused: Vec<Refusal>,
}

/// The page to print of a folder with all that is in it.
#[derive(Clone, Copy, Debug)]
pub struct Print {
    /// Its number in [`Site::pages`].
    pub page: usize,
    /// Whether all of it is on the page. Else the page leads to those of the folders in it.
    pub is_whole: bool,
}

/// PDFs that hold several pages.
#[derive(Clone, Debug, Default)]
pub struct Books {
    /// That of the whole playbook. `None` when it is not wanted.
    pub whole: Option<Route>,
    /// That of each part, by the number of its folder.
    pub parts: BTreeMap<usize, Route>,
}

impl Books {
    /// The name of the whole playbook's, at the root.
    pub const WHOLE: &str = "playbook";

    /// The name of that of the part in `folder`, from the root: `trust/trust` for `01-trust`.
    pub fn part_name(folder: &str, numbers: &Numbers) -> String {
        let route = folder_route(folder, numbers);
        let name = route.trim_end_matches('/');
        let own = name.rsplit('/').next().unwrap_or(name);
        format!("{route}{own}")
    }
}

/// A sheet as files for other programs.
#[derive(Clone, Debug)]
pub struct Exports {
    /// As Markdown.
    pub markdown: Route,
    /// As CSV.
    pub table: Route,
    /// Its dates as a calendar. `None` when it sets none.
    pub calendar: Option<Route>,
}

impl Site {
    /// The address of the page that `path` becomes.
    pub fn route_of(&self, path: &SourcePath) -> Option<&Route> {
        self.page_of.get(path).map(|page| &self.pages[*page].route)
    }

    /// Every address at which a reader finds a page or is led on to one, each with the number of the page.
    pub fn addresses(&self) -> impl Iterator<Item = (&Route, usize)> {
        let pages = self.pages.iter().enumerate().map(|(number, page)| (&page.route, number));
        pages.chain(self.redirects.iter().map(|(route, page)| (route, *page)))
    }

    /// The page at an address, or the one that it leads on to.
    pub fn at(&self, route: &Route) -> Option<&Page> {
        let mut addresses = self.addresses();
        let (_, page) = addresses.find(|(address, _)| *address == route)?;
        Some(&self.pages[page])
    }

    /// The file that introduces the folder `number`.
    pub fn introduction_of(&self, number: usize) -> Option<&SourcePath> {
        self.pages[self.folders[number].page].shows.prose()
    }

    /// The home page.
    pub fn home(&self) -> &Page {
        &self.pages[self.folders[0].page]
    }
}
