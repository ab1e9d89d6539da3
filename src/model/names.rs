//! The names of a playbook's pages, and who uses whom: what pages see of each other, apart from the pages themselves.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::mention::Inclusion;
use super::{Entry, Playbook};
use crate::source::{SourcePath, target_path};

/// How pages are found. Pages are numbered in the order of their paths.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// The number of the page at each path. Asked a hundred thousand times, never walked.
    pub(super) numbers: HashMap<SourcePath, u32>,
    /// Every page in the order of the slugs, those of one slug in the order of their paths.
    pub(super) by_slug: Vec<u32>,
    /// The page that introduces each folder.
    pub(super) folders: BTreeMap<String, u32>,
    /// The folders that hold pages, those around them too.
    pub(super) with_pages: BTreeSet<Box<str>>,
    /// What pages include, and what that includes, each once.
    pub(super) includes: BTreeMap<u32, Vec<SourcePath>>,
    /// The pages that show each included file, in the order of their paths.
    pub(super) shown_in: BTreeMap<SourcePath, Vec<u32>>,
    /// The files with blocks that include others, whether these are there or not.
    pub(super) including: BTreeSet<SourcePath>,
}

/// Who uses whom.
#[derive(Debug, Default)]
pub(super) struct Uses {
    /// The pages that use each page, by its number, in the order of their paths.
    pub(super) used_in: Vec<Arc<[u32]>>,
    /// The files besides pages that some file points at, and how many do.
    pub(super) assets: Arc<BTreeMap<SourcePath, usize>>,
}

/// What one page uses.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Targets {
    /// Pages.
    pub(super) pages: BTreeSet<u32>,
    /// Other files.
    pub(super) assets: BTreeSet<SourcePath>,
}

impl Names {
    /// Gathers the names of the pages of `playbook`, which are `entries`.
    pub(super) fn gather(
        playbook: &Playbook,
        entries: &[&Entry],
        inclusions: &[Inclusion<'_>],
    ) -> Self {
        let mut includes: BTreeMap<&SourcePath, Vec<&SourcePath>> = BTreeMap::new();
        for Inclusion { piece, file } in inclusions {
            let target = target_path(piece.path, file);
            let file = target.and_then(|path| playbook.included.get_key_value(&path));
            includes.entry(piece.path).or_default().extend(file.map(|(path, _)| path));
        }
        let mut names = Self { numbers: HashMap::with_capacity(entries.len()), ..Self::default() };
        for (number, entry) in (0..).zip(entries) {
            for path in follow(&entry.path, &includes) {
                names.shown_in.entry(path.clone()).or_default().push(number);
                names.includes.entry(number).or_default().push(path.clone());
            }
            if entry.path.introduces_folder() {
                let folder = entry.path.folder().to_owned();
                let introduction = names.folders.entry(folder).or_insert(number);
                if entry.path.introduction() < entries[*introduction as usize].path.introduction() {
                    *introduction = number;
                }
            }
            let mut folder = entry.path.folder();
            while names.with_pages.insert(folder.into()) {
                folder = folder.rsplit_once('/').map_or("", |(parent, _)| parent);
            }
            names.numbers.insert(entry.path.clone(), number);
        }
        names.including = inclusions.iter().map(|inclusion| inclusion.piece.path.clone()).collect();
        let mut by_slug: Vec<(&str, u32)> =
            (0..).zip(entries).map(|(number, entry)| (entry.slug(), number)).collect();
        by_slug.sort_unstable();
        names.by_slug = by_slug.into_iter().map(|(_, number)| number).collect();
        names
    }

    /// The number of the page at `path`.
    pub(super) fn number(&self, path: &str) -> Option<u32> {
        self.numbers.get(path).copied()
    }
}

impl Uses {
    /// Notes of `pages` pages who uses whom: pairs of the page that is used and the page that uses it, and of the other files
    /// each as often as a file points at it.
    pub(super) fn of<'p>(
        pages: usize,
        mut pairs: Vec<(u32, u32)>,
        used: impl Iterator<Item = &'p SourcePath>,
    ) -> Self {
        let mut assets: BTreeMap<SourcePath, usize> = BTreeMap::new();
        used.for_each(|asset| *assets.entry(asset.clone()).or_default() += 1);
        pairs.retain(|(target, user)| target != user);
        pairs.sort_unstable();
        pairs.dedup();
        let mut used_in = vec![Arc::default(); pages];
        for users in pairs.chunk_by(|(one, _), (other, _)| one == other) {
            used_in[users[0].0 as usize] = users.iter().map(|(_, user)| *user).collect();
        }
        Self { used_in, assets: Arc::new(assets) }
    }

    /// The same where the page `user` uses `now` what it uses now, and used `before` what it used before.
    pub(super) fn with(&self, user: u32, before: &Targets, now: &Targets) -> Self {
        let mut used_in = self.used_in.clone();
        for target in before.pages.symmetric_difference(&now.pages).filter(|page| **page != user) {
            let users = &mut used_in[*target as usize];
            let others = users.iter().copied().filter(|other| *other != user);
            let users_now: BTreeSet<u32> =
                others.chain(now.pages.contains(target).then_some(user)).collect();
            *users = users_now.into_iter().collect();
        }
        Self { used_in, assets: self.assets_with(before, now) }
    }

    /// The other files that are used, one and the same list where no page uses others than it did.
    fn assets_with(&self, before: &Targets, now: &Targets) -> Arc<BTreeMap<SourcePath, usize>> {
        if before.assets == now.assets {
            return Arc::clone(&self.assets);
        }
        let mut assets = (*self.assets).clone();
        for asset in now.assets.difference(&before.assets) {
            *assets.entry(asset.clone()).or_default() += 1;
        }
        for asset in before.assets.difference(&now.assets) {
            if let Some(users) = assets.get_mut(asset) {
                *users -= 1;
            }
        }
        assets.retain(|_, users| *users > 0);
        Arc::new(assets)
    }
}

/// Every file that `path` includes, those within others too, each once.
fn follow<'p>(
    path: &SourcePath,
    includes: &BTreeMap<&SourcePath, Vec<&'p SourcePath>>,
) -> BTreeSet<&'p SourcePath> {
    let direct = |path: &SourcePath| includes.get(path).cloned().unwrap_or_default();
    let mut shown = BTreeSet::new();
    let mut open = direct(path);
    while let Some(file) = open.pop() {
        if shown.insert(file) {
            open.extend(direct(file));
        }
    }
    shown
}
