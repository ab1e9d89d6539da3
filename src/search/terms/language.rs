//! A language, as far as search knows it: its commonest words, and how words are cut to their stems.

use std::collections::BTreeSet;

/// A beginning that is taken off, and how many letters have to stay.
pub type Prefix = (&'static str, usize);

/// An ending, what stands in its place, and how many letters have to stay before it.
pub type Suffix = (&'static str, &'static str, usize);

/// What search knows of a language.
///
/// The tables are data, so that the browser cuts the same words to the same stems. They are light: they take off what words
/// are declined and conjugated by, and leave words apart that only look alike.
#[derive(Debug)]
pub struct Language {
    /// The languages it holds for, as in `en`.
    pub names: &'static [&'static str],
    /// The commonest words, which are not searched for. Folded.
    pub stop: &'static str,
    /// Steps, in order. In each the first rule that fits is followed, once.
    pub prefixes: &'static [&'static [Prefix]],
    /// Steps, in order, after those of prefixes.
    pub suffixes: &'static [&'static [Suffix]],
}

impl Language {
    /// The commonest words.
    pub fn stop_words(&self) -> BTreeSet<&'static str> {
        self.stop.split_whitespace().collect()
    }

    /// The stem of a folded word.
    pub fn stem(&self, word: &str) -> String {
        let mut stem = word.to_owned();
        let mut letters = stem.chars().count();
        for step in self.prefixes {
            let fits = |(prefix, _): &&Prefix| stem.starts_with(prefix);
            let rule = step
                .iter()
                .filter(fits)
                .find(|(prefix, least)| letters >= least + prefix.chars().count());
            if let Some((prefix, _)) = rule {
                stem.drain(..prefix.len());
                letters -= prefix.chars().count();
            }
        }
        for step in self.suffixes {
            // Most endings do not fit, and most of those end in another letter.
            let last = stem.as_bytes().last().copied();
            let fits = |(suffix, ..): &&Suffix| {
                suffix.as_bytes().last().copied() == last && stem.ends_with(suffix)
            };
            let rule = step
                .iter()
                .filter(fits)
                .find(|(suffix, _, least)| letters >= least + suffix.chars().count());
            if let Some((suffix, instead, _)) = rule {
                stem.truncate(stem.len() - suffix.len());
                stem.push_str(instead);
                letters = letters - suffix.chars().count() + instead.chars().count();
            }
        }
        stem
    }
}
