//! Fifty renames in a row on a copy of the example: no link breaks, no old address dies, no other word changes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use partnerbook::compile::{Renamed, renamed};
use partnerbook::diag::Diagnostics;
use partnerbook::model::Index;
use partnerbook::site::Shows;
use partnerbook::source::{SourcePath, Sources};
use partnerbook::write::amend::amend;
use partnerbook::{parse, plan, read};

use crate::crawl::{assert_every_link_leads_somewhere, pages, target};
use crate::folder::{files_below, root, run};

/// Numbers that look like chance and are the same every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most
    }

    fn of<'l, T>(&mut self, list: &'l [T]) -> &'l T {
        &list[self.below(list.len())]
    }
}

/// The example without its book, which takes longest and is not what is asked here.
fn copy(into: &Path) {
    for name in files_below(&root().join("playbook")) {
        let (from, to) = (root().join("playbook").join(&name), into.join("playbook").join(&name));
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(from, &to).unwrap();
    }
    let settings = into.join("playbook/playbook.toml");
    let text = fs::read_to_string(&settings).unwrap();
    assert!(text.contains("book = true"));
    fs::write(&settings, text.replace("book = true", "book = false")).unwrap();
}

fn sources(folder: &Path) -> Sources {
    read::read(&folder.join("playbook"), Some(folder), "playbook/", &mut Diagnostics::new())
        .unwrap()
}

/// The addresses of all pages that come from files, and the ids of the headings on each.
fn addresses(sources: &Sources) -> BTreeMap<String, BTreeSet<String>> {
    let playbook = parse::parse(sources, &mut Diagnostics::new());
    let (index, site) = (Index::new(&playbook, sources), plan::plan(&playbook));
    let wanted = site.pages.iter().filter(|page| {
        matches!(
            page.shows,
            Shows::Home(_)
                | Shows::Part(..)
                | Shows::Entry(_)
                | Shows::Example(_)
                | Shows::Print(_)
        )
    });
    let of_page = |page: &partnerbook::site::Page| {
        let path = page.shows.prose();
        let ids = path.map(|path| index.headings(path).map(|heading| heading.id.clone()).collect());
        (page.route.as_str().to_owned(), ids.unwrap_or_default())
    };
    wanted.map(of_page).collect()
}

/// What to rename next, and to what. `last` is the file that was renamed last, and its name before.
fn wish(
    chance: &mut Chance,
    number: usize,
    sources: &Sources,
    last: &mut Option<(String, String)>,
) -> (String, String) {
    let is_ours = |path: &&SourcePath| path.as_str().contains('/');
    let texts: Vec<&SourcePath> = sources.texts.keys().filter(is_ours).collect();
    let of = |ending: &str| -> Vec<&SourcePath> {
        let wanted = |path: &&SourcePath| path.extension() == ending && !path.introduces_folder();
        texts.iter().copied().filter(wanted).collect()
    };
    let folders: BTreeSet<&str> = texts.iter().map(|path| path.folder()).collect();
    let folders: Vec<&str> = folders.into_iter().collect();
    let name = match number % 3 {
        0 => format!("plain-name-{number}"),
        1 => format!("Name with spaces {number}"),
        _ => format!("{number:03}-Übergang (neu) {number}"),
    };
    let pictures: Vec<&SourcePath> = sources.assets.keys().collect();
    let to_folder = chance.of(&folders).to_string();
    match chance.below(8) {
        kind @ 0..=3 => {
            let file = *chance.of(&of(if kind < 2 { "md" } else { "toml" }));
            let folder = if kind % 2 == 0 { file.folder() } else { &to_folder };
            (file.to_string(), format!("{folder}/{name}"))
        }
        4 => (to_folder, name),
        5 => (chance.of(&pictures).to_string(), format!("{to_folder}/{name}")),
        6 => last.take().unwrap_or_else(|| heading(chance, number, sources)),
        _ => heading(chance, number, sources),
    }
}

/// A heading, by its id or its words, and what it is to say or to be known by.
fn heading(chance: &mut Chance, number: usize, sources: &Sources) -> (String, String) {
    let entries = parse::entries(sources);
    let mut all = Vec::new();
    for entry in entries.iter().filter(|entry| entry.path.extension() == "md") {
        let headings = entry.document().headings.iter().filter(|heading| heading.level > 1);
        all.extend(headings.map(|heading| (entry.path.clone(), heading.clone())));
    }
    let (path, heading) = chance.of(&all).clone();
    let old = if number.is_multiple_of(2) { heading.id } else { heading.text };
    let new = match number % 3 {
        0 => format!("#own-id-{number}"),
        1 => format!("Other words, {number}"),
        // The words of another heading of the same page: ids must not be mixed up.
        _ => all
            .iter()
            .filter(|(other, _)| *other == path)
            .map(|(_, heading)| heading.text.clone())
            .next_back()
            .unwrap(),
    };
    (format!("{path}#{old}"), new)
}

/// A text without what renames may change: addresses of links, slugs, aliases, headings.
fn rest(text: &str, slugs: &BTreeSet<String>) -> String {
    let mut rest = String::new();
    let lines = text.lines().filter(|line| !line.starts_with("aliases = "));
    for line in lines {
        let mut parts = if line.starts_with('#') { "#" } else { line }.split("](");
        let mut line = parts.next().unwrap().to_owned();
        for part in parts {
            line.push_str("](…)");
            line.push_str(part.split_once(')').unwrap().1);
        }
        for slug in slugs.iter().rev() {
            line = line.replace(&format!("\"{slug}\""), "…");
            if line.starts_with(&format!("{slug} = ")) {
                line = line.replacen(slug, "…", 1);
            }
        }
        rest.push_str(&line);
        rest.push('\n');
    }
    rest
}

fn rename(
    folder: &Path,
    before: &Sources,
    old: &str,
    new: &str,
) -> Option<Box<partnerbook::rename::Renaming>> {
    match renamed(before, old, new) {
        Renamed::Done(renaming) => {
            amend(&folder.join("playbook"), &renaming.amendments(before)).unwrap();
            Some(renaming)
        }
        Renamed::Refused(refusal) => {
            // What is refused has to have a reason that an author understands, and there are few of them.
            assert!(
                refusal.why.contains("another heading") || refusal.why.contains("so already"),
                "{old} → {new}: {refusal:?}"
            );
            None
        }
        Renamed::Unread(told) => panic!("{old} → {new}: {:?}", told.sorted().len()),
    }
}

#[test]
fn fifty_renames_break_no_link_and_lose_no_address() {
    let folder = tempfile::tempdir().unwrap();
    copy(folder.path());
    let first = sources(folder.path());
    let mut known: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut slugs = BTreeSet::new();
    // Where each file of the beginning is now.
    let mut places: BTreeMap<&SourcePath, SourcePath> =
        first.texts.keys().map(|path| (path, path.clone())).collect();
    let (mut chance, mut last, mut done, mut now) = (Chance(7), None, 0, first.clone());
    for number in 1.. {
        slugs.extend(now.texts.keys().map(|path| path.slug().to_owned()));
        for (address, ids) in addresses(&now) {
            known.entry(address).or_default().extend(ids);
        }
        if done == 50 {
            break;
        }
        let (old, new) = wish(&mut chance, number, &now, &mut last);
        let Some(renaming) = rename(folder.path(), &now, &old, &new) else { continue };
        done += 1;
        for place in places.values_mut() {
            *place = renaming.moves.of(place).clone();
        }
        if let Some((from, to)) = &renaming.name {
            last = Some((to.to_string(), from.to_string()));
        }
        now = sources(folder.path());
        assert!(places.values().all(|path| now.texts.contains_key(path)), "{old} → {new}");
    }

    let built = run(folder.path(), &["build", "--strict", "--quiet"]);
    assert_eq!((built.code, built.said.as_str()), (Some(0), ""));
    let site = folder.path().join("site");
    assert_every_link_leads_somewhere(&site);
    assert_alive(&site, &known);
    for (was, is) in &places {
        let [before, after] = [&first.texts[*was], &now.texts[is]].map(|text| rest(text, &slugs));
        assert_eq!(before, after, "{was}, now {is}");
    }
}

/// Fails when an address is no page of the site, or leads to one that lacks one of its ids.

#[test]
fn a_step_is_named_without_its_minutes_and_nothing_stays_of_a_renamed_folder() {
    let folder = tempfile::tempdir().unwrap();
    copy(folder.path());
    let step = ["mv", "03-trust/02-straight-talk.md#First pair", "Another pair"];
    let ended = run(folder.path(), &step);
    assert!(ended.said.contains("#another-pair-14-min"), "{}", ended.said);
    let ended = run(folder.path(), &["mv", "03-trust", "03-vertrauen"]);
    assert_eq!(ended.code, Some(0), "{}", ended.said);
    let left: Vec<String> = files_below(folder.path())
        .into_iter()
        .filter(|name| name.contains("partnerbook-"))
        .collect();
    assert_eq!(left, Vec::<String>::new());
}

fn assert_alive(site: &Path, known: &BTreeMap<String, BTreeSet<String>>) {
    let pages = pages(site);
    let mut lost = Vec::new();
    for (address, ids) in known {
        let Some(page) = pages.get(address) else {
            lost.push(address.clone());
            continue;
        };
        let end = match page.leads_on() {
            Some(href) => &pages[&target(address, href).unwrap()],
            None => page,
        };
        assert_eq!(end.leads_on(), None, "{address} leads on twice");
        lost.extend(ids.iter().filter(|id| !end.has(id)).map(|id| format!("{address}#{id}")));
    }
    assert_eq!(lost, Vec::<String>::new());
}
