//! Playbook → what a browser searches in: a root, shards of terms, and the text of each page, as classic scripts.
//!
//! A browser loads the root when a reader begins to search, the shards that hold the words looked for, and the texts of the
//! pages that it shows. All of it works from a disk and without asking a host for anything.

mod fields;
mod root;
pub mod terms;
mod text;
mod units;

use std::ops::RangeInclusive;

use rayon::prelude::*;

use self::fields::pieces;
use self::terms::{Language, Lengths, MOST_TEXTS, Postings, PostingsMaker, Shard, merged};
use self::text::Text;
use self::units::{Unit, Units};
use crate::artifact::{Artifact, Sink};
use crate::failure::FileError;
use crate::fingerprint::Fingerprint;
use crate::input::Input;
use crate::site::{Route, escape};

/// The folder of the site that all of it stands in.
pub const FOLDER: &str = "search";

/// The path of what a reader searches with.
pub const DIALOG: &str = "search/dialog.js";

/// The path of the root, which names the shards.
const ROOT: &str = "search/root.js";

/// Whether the root or a shard may stand at `path`. The names of shards depend on every text.
pub fn is_of_terms(input: Input<'_>, path: &str) -> bool {
    input.site.search.is_some() && (path == ROOT || path.starts_with("search/words-"))
}

/// How many units are listed together, at least and at most: enough that terms come up again, and few enough that no list
/// is large. The files are the same however many it is.
const TOGETHER: RangeInclusive<usize> = 256..=1_024;
const _: () = assert!(*TOGETHER.end() <= MOST_TEXTS);

/// Hands over every file that search needs.
pub fn publish(input: Input<'_>, sink: Sink<'_>) -> Result<(), FileError> {
    if input.site.search.is_none() {
        return Ok(());
    }
    let units = Units::of(input);
    let postings = postings(input, &units, &|unit, text| match page_text(input, unit, text) {
        Some(artifact) => sink(artifact),
        None => Ok(()),
    })?;
    hand_over_terms(input, &units, &postings, sink)
}

/// Hands over the root and the shards alone. The texts of pages can be made one by one with [`text_of_page`].
pub fn publish_terms(input: Input<'_>, sink: Sink<'_>) -> Result<(), FileError> {
    if input.site.search.is_none() {
        return Ok(());
    }
    let units = Units::of(input);
    let postings = postings(input, &units, &|_, _| Ok(()))?;
    hand_over_terms(input, &units, &postings, sink)
}

/// The pages that are searched, each with the path of its text.
pub fn texts(input: Input<'_>) -> impl Iterator<Item = (usize, String)> {
    let pages = input.site.search.map_or(0, |_| input.site.pages.len());
    let searched = (0..pages).filter(move |page| Unit::of_page(input, *page).is_some());
    searched.map(move |page| (page, text_path(&input.site.pages[page].route)))
}

/// The text of the page with this number, for excerpts. `None` when the page is not searched.
pub fn text_of_page(input: Input<'_>, page: usize) -> Option<Artifact> {
    input.site.search?;
    let unit = Unit::of_page(input, page)?;
    page_text(input, unit, &Text::of(input, unit))
}

/// Lists the terms of all units, and hands over each unit with its text.
fn postings(
    input: Input<'_>,
    units: &Units<'_>,
    hand_over: &(dyn Fn(Unit<'_>, &Text) -> Result<(), FileError> + Sync),
) -> Result<Vec<Postings>, FileError> {
    let language = Language::named(&input.playbook.settings.language);
    let (least, most) = TOGETHER.into_inner();
    // Some take longer than others, so that each thread gets a few.
    let together = (units.all.len() / (rayon::current_num_threads() * 2)).clamp(least, most);
    let list = |(number, units): (usize, &[Unit<'_>])| {
        let first = u32::try_from(number * together).unwrap_or(u32::MAX);
        let mut maker = PostingsMaker::new(language, first);
        for unit in units {
            let text = Text::of(input, *unit);
            maker
                .add(pieces(input, *unit, &text).iter().map(|(piece, weight)| (&**piece, *weight)));
            hand_over(*unit, &text)?;
        }
        Ok(maker.finish())
    };
    units.all.par_chunks(together).enumerate().map(list).collect()
}

/// Hands over the shards, then the root that names them.
fn hand_over_terms(
    input: Input<'_>,
    units: &Units<'_>,
    postings: &[Postings],
    sink: Sink<'_>,
) -> Result<(), FileError> {
    let words: Vec<u32> = postings.iter().flat_map(|list| list.words.iter().copied()).collect();
    let lengths = Lengths::of(&words, &units.counts);
    let mut shards: Vec<(String, String)> = Vec::new();
    merged(postings, &lengths, &mut |shard| {
        let number = shards.len();
        let Shard { first, text } = shard;
        let script = format!("Partnerbook.search.words({number},{});\n", json(&text));
        let hash = Fingerprint::of(script.as_bytes()).to_string()[..8].to_owned();
        let route = format!("{FOLDER}/words-{number:03}.{hash}.js");
        shards.push((first, hash));
        sink(Artifact::new(route, script))
    })?;
    let root = json(&root::Root::of(input, units, &shards));
    sink(Artifact::new(ROOT, format!("Partnerbook.search.root({root});\n")))
}

/// The script with the text of the page of `unit`. `None` when it is only a part of a page.
fn page_text(input: Input<'_>, unit: Unit<'_>, text: &Text) -> Option<Artifact> {
    let route = match unit {
        Unit::Page { page, .. } | Unit::Example { page, .. } => &input.site.pages[page].route,
        Unit::Item { .. } | Unit::Term { .. } => return None,
    };
    let script =
        format!("Partnerbook.search.page({},{});\n", json(&escape(route.as_str())), json(text));
    Some(Artifact::new(text_path(route), script))
}

fn text_path(route: &Route) -> String {
    format!("{FOLDER}/pages/{}", route.with_ending("js"))
}

fn json(value: &(impl serde::Serialize + ?Sized)) -> String {
    serde_json::to_string(value).expect("texts, numbers and lists of them are always JSON")
}
