//! The part of an address after `#`: what is made of the words of a heading, and when two are the same.
//!
//! The part of an address after `#` follows GitHub's rule, and is frozen: published links depend on it. The words of the
//! heading without markup, as they were typed, in lower case; letters, marks and digits of any script, signs that join words such
//! as `_`, and `-` stay; a space becomes `-`; all else is left out. A second heading of the same words gets `-1`, a third `-2`.
//! `## Words {#own-id}` sets an id by hand. The rule has one owner, [`heading_id`], and is held against the package
//! `github-slugger`.
//!
//! Before it was followed to the letter, marks were left out too, and dashes and quotation marks were set before the id was made.
//! The id that a heading had then stays beside the one it has ([`Heading::former`]).

use std::borrow::Cow;

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup};

use super::heading::Heading;

const TOGETHER: ComposingNormalizerBorrowed<'static> = ComposingNormalizerBorrowed::new_nfc();

const APART: DecomposingNormalizerBorrowed<'static> = DecomposingNormalizerBorrowed::new_nfd();

/// What stays in an id besides what Unicode calls alphabetic.
const OF_IDS: GeneralCategoryGroup = GeneralCategoryGroup::Mark
    .union(GeneralCategoryGroup::DecimalNumber)
    .union(GeneralCategoryGroup::ConnectorPunctuation);

/// The id of a heading with the words `text`, before repeats are told apart: GitHub's rule, frozen.
///
/// In lower case; letters, marks and digits of any script, signs that join words such as `_`, and `-` stay; a space becomes
/// `-`; all else is left out. It is the rule of the npm package `github-slugger`, but that an id is never empty.
pub fn heading_id(text: &str) -> String {
    let categories = CodePointMapData::<GeneralCategory>::new();
    let stays = |letter: &char| {
        *letter == '-' || letter.is_alphabetic() || OF_IDS.contains(categories.get(*letter))
    };
    let lower = text.to_lowercase();
    let hyphened = lower.chars().map(|letter| if letter == ' ' { '-' } else { letter });
    let id: String = hyphened.filter(stays).collect();
    if id.is_empty() { "section".to_owned() } else { id }
}

/// `text` with each letter and the marks on it as one, where Unicode has such a letter: the same however it was typed.
pub fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() { Cow::Borrowed(text) } else { TOGETHER.normalize(text) }
}

/// `text` without the marks on its letters: `Büro` is `Buro`.
pub fn bare(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let is_accent = |letter: &char| matches!(letter, '\u{300}'..='\u{36F}');
    APART.normalize(text).chars().filter(|letter| !is_accent(letter)).collect::<String>().into()
}

/// The letters and digits of an id, without accents.
fn letters(id: &str) -> String {
    bare(id)
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The letters and digits of an id from its first letter on.
fn from_first_letter(id: &str) -> String {
    letters(id.trim_start_matches(|letter: char| !letter.is_alphabetic()))
}

/// The names of a page's headings.
#[derive(Clone, Debug)]
pub struct Anchors(Box<[Anchor]>);

/// A name of a heading.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Anchor {
    /// What links call it, composed.
    name: Box<str>,
    /// Its id, where that is not the name itself.
    id: Option<Box<str>>,
}

impl Anchors {
    /// The names of `headings`, which are their ids and those that they had before, and the ids in HTML, `own`.
    pub fn of<'h>(
        headings: impl Iterator<Item = &'h Heading>,
        own: impl Iterator<Item = &'h str>,
    ) -> Self {
        let own = own.map(|id| Anchor::new(id, id));
        let mut anchors: Vec<Anchor> = headings.flat_map(Anchor::names).chain(own).collect();
        anchors.sort_unstable();
        Self(anchors.into_boxed_slice())
    }

    /// The id at which a link arrives that says `#name`. `#top` leads to the beginning of every page, by the standard of
    /// HTML.
    pub fn find<'n>(&'n self, name: &'n str) -> Option<&'n str> {
        let known_as = composed(name);
        let first = self.0.partition_point(|anchor| *anchor.name < *known_as);
        let called = self.0[first..].iter().take_while(|anchor| *anchor.name == *known_as);
        let mut ids = called.map(Anchor::id);
        let any = ids.clone().next();
        ids.find(|id| *id == name).or(any).or(name.eq_ignore_ascii_case("top").then_some(name))
    }

    /// The id of the one heading that other programs would call `name`: they leave out accents, or put another sign in place of
    /// those that no id has, or one for many, or drop the number in front.
    pub fn find_elsewhere(&self, name: &str) -> Option<&str> {
        let only = |called: &str, key: fn(&str) -> String| {
            let mut ids: Vec<&str> =
                self.0.iter().filter(|one| key(&one.name) == called).map(Anchor::id).collect();
            ids.dedup();
            match ids[..] {
                [id] if !called.is_empty() => Some(id),
                _ => None,
            }
        };
        let called = letters(name);
        only(&called, letters).or_else(|| only(&called, from_first_letter))
    }

    /// The id of each name.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(Anchor::id)
    }
}

impl Anchor {
    fn names(heading: &Heading) -> impl Iterator<Item = Self> {
        heading.ids().map(|name| Self::new(name, &heading.id))
    }

    fn new(name: &str, id: &str) -> Self {
        let name: Box<str> = composed(name).into();
        let id = Some(id).filter(|id| **id != *name).map(Box::from);
        Self { name, id }
    }

    fn id(&self) -> &str {
        self.id.as_deref().unwrap_or(&self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_of_another_program_is_that_of_the_one_heading() {
        let ids = ["café-corner", "doors-open", "doors-open-1", "6--9-pm", "69-pm", "3-next-year"];
        let anchors = Anchors::of(std::iter::empty(), ids.into_iter());
        for (name, id) in [
            ("cafe-corner", Some("café-corner")),
            ("doors-open_1", Some("doors-open-1")),
            ("_3-next-year", Some("3-next-year")),
            ("next-year", Some("3-next-year")),
            ("6-9-pm", None),
            ("year", None),
            ("", None),
        ] {
            assert_eq!(anchors.find_elsewhere(name), id, "{name}");
        }
    }

    #[test]
    fn an_id_follows_githubs_rule() {
        for (words, id) in [
            ("Swap seats (15 min)", "swap-seats-15-min"),
            ("Was heißt *das*?", "was-heißt-das"),
            ("a_b - c", "a_b---c"),
            ("Before -- after", "before----after"),
            ("Kick-off ⚡", "kick-off-"),
            ("信任", "信任"),
            ("हिन्दी में", "हिन्दी-में"),
            ("Cafe\u{301}", "cafe\u{301}"),
            ("ΟΔΟΣ", "οδος"),
            ("5\u{a0}m²", "5m"),
            ("⚡", "section"),
        ] {
            assert_eq!(heading_id(words), id);
        }
    }
}
