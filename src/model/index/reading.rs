//! An address that leads nowhere as the way to a file → what it leads to in the site that another program makes.

use std::collections::BTreeMap;

use super::Index;
use super::target::{Place, Reading};
use crate::source::{BESIDE, PUBLIC, SourcePath, percent_decoded, target_path};

impl Index<'_> {
    /// What `href`, written in `from`, leads to in the site of another program, and how it is understood then.
    pub(super) fn read_otherwise(&self, from: &SourcePath, href: &str) -> Option<(Place, Reading)> {
        let path = href.split(['#', '?']).next().unwrap_or_default();
        let path =
            path.strip_prefix("@site/").map_or_else(|| path.to_owned(), |at| format!("/{at}"));
        let is_of_file = SourcePath::new(path.as_str()).is_text();
        let from_address = || {
            let reading = self.below_address(from, &path).filter(|_| !is_of_file)?;
            Some((reading, Reading::FromAddress))
        };
        let from_root = || {
            let place = match path.strip_prefix('/') {
                Some(path) => self.below_root(from, path)?,
                None => self.lying_beside(from, &path)?,
            };
            Some((place, Reading::FromRoot))
        };
        let by_address = || Some((Place::Page(self.by_address(from, &path)?), Reading::Address));
        from_address().or_else(from_root).or_else(by_address)
    }

    /// What `path` leads to from the address of the page `from`, which ends in a slash.
    fn below_address(&self, from: &SourcePath, path: &str) -> Option<Place> {
        let page = self.page(from)?;
        if path.starts_with('/') || page.path.introduces_folder() {
            return None;
        }
        let folder = from.folder();
        let within = [from.stem(), self.playbook.numbers.file(from).1];
        within.iter().find_map(|name| {
            let address = SourcePath::new(format!("{folder}/{name}/-"));
            self.place(&address.join(&percent_decoded(path))?)
        })
    }

    /// What `path` leads to from the root of another site: from a folder around `from`, with the files of its folders for
    /// what is published as it is, or from beside the content folder.
    fn below_root(&self, from: &SourcePath, path: &str) -> Option<Place> {
        let path = percent_decoded(path);
        let path = path.trim_end_matches('/');
        let place =
            |folder: &str| self.place(&SourcePath::new("-").join(&format!("{folder}/{path}"))?);
        let ends = from.folder().match_indices('/').map(|(at, _)| at).chain([from.folder().len()]);
        let around = std::iter::once("").chain(ends.map(|end| &from.folder()[..end]));
        let around: Vec<&str> = around.collect();
        let directly = || around.iter().find_map(|folder| place(folder));
        let in_public = || {
            let folders =
                around.iter().flat_map(|folder| PUBLIC.map(|name| format!("{folder}/{name}")));
            folders.into_iter().find_map(|folder| place(&folder))
        };
        let beside = || {
            let in_public = PUBLIC.map(|name| format!("{BESIDE}{name}/{path}"));
            let whole = [format!("{BESIDE}{path}")];
            let asset = |name: &String| {
                self.sources.assets.get_key_value(name.as_str()).map(|(path, _)| path.clone())
            };
            in_public.iter().chain(&whole).find_map(asset).map(Place::Asset)
        };
        // The folder itself may be called by its name: `/docs/x.md` in the folder `docs`.
        let within = || {
            let (first, rest) = path.split_once('/')?;
            let is_own = first == self.sources.called && !first.is_empty();
            is_own.then(|| self.place(&SourcePath::new(rest))).flatten()
        };
        directly().or_else(in_public).or_else(beside).or_else(within)
    }

    /// The public file beside the content folder that `path` climbs to.
    fn lying_beside(&self, from: &SourcePath, path: &str) -> Option<Place> {
        if target_path(from, path).is_some() {
            return None;
        }
        let beside = target_path(&SourcePath::new(format!("-/{from}")), path)?;
        let (path, _) = self.sources.assets.get_key_value(&*format!("{BESIDE}{beside}"))?;
        Some(Place::Asset(path.clone()))
    }

    /// The page that has or had the address `path`, as it is written in `from`.
    fn by_address(&self, from: &SourcePath, path: &str) -> Option<u32> {
        let addresses = self.addresses.get_or_init(|| self.gather_addresses());
        let direct = target_path(from, path);
        let introduces = from.introduces_folder();
        let beneath = || {
            let address = SourcePath::new(format!("{}/{}/-", from.folder(), from.stem()));
            target_path(&address, path).filter(|_| !introduces)
        };
        let find = |path: SourcePath| addresses.get(&*plain(path.as_str())).copied();
        direct.and_then(find).or_else(|| beneath().and_then(find))
    }

    /// Every address that a page has or had, plain, with the number of the page.
    fn gather_addresses(&self) -> BTreeMap<Box<str>, u32> {
        let mut addresses: BTreeMap<Box<str>, u32> = BTreeMap::new();
        for (number, page) in (0..).zip(&self.pages) {
            let folder = self.folder_address(page.path.folder());
            let own = if page.path.introduces_folder() {
                folder.clone()
            } else {
                format!("{folder}{}", self.playbook.numbers.file(&page.path).1)
            };
            let given =
                page.meta.addresses.iter().map(|address| match address.strip_prefix("./") {
                    Some(own) => format!("{folder}{own}"),
                    None => address.clone(),
                });
            let former = page.meta.aliases.iter().map(|alias| alias.value.clone());
            for address in std::iter::once(own).chain(given).chain(former) {
                addresses.entry(plain(&address)).or_insert(number);
            }
        }
        addresses
    }

    /// The folder at `path` without the numbers that are for the order; empty or with a slash at its end.
    fn folder_address(&self, path: &str) -> String {
        let mut address = String::new();
        let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        for end in ends.filter(|end| *end > 0) {
            address.push_str(self.playbook.numbers.folder(&path[..end]).1);
            address.push('/');
        }
        address
    }
}

/// An address without what hosts let be left out: `/Guide/index.html`, `guide/` and `guide.html` are `guide`.
fn plain(address: &str) -> Box<str> {
    let address = percent_decoded(address).to_lowercase().replace(' ', "-");
    let address = address.trim_matches('/');
    let address = ["index.html", "index.htm", ".html", ".htm"]
        .iter()
        .find_map(|end| address.strip_suffix(end))
        .unwrap_or(address);
    address.trim_end_matches('/').into()
}
