//! The languages of which search knows the commonest words and the endings.

mod arabic;
mod dutch;
mod english;
mod french;
mod german;
mod nordic;
mod southern;

use super::language::Language;

/// Every language of which something is known.
const LANGUAGES: &[&Language] = &[
    &english::ENGLISH,
    &german::GERMAN,
    &french::FRENCH,
    &southern::SPANISH,
    &southern::ITALIAN,
    &southern::PORTUGUESE,
    &dutch::DUTCH,
    &nordic::SWEDISH,
    &nordic::DANISH,
    &nordic::NORWEGIAN,
    &arabic::ARABIC,
];

/// A language of which nothing is known.
const PLAIN: Language = Language { names: &[], stop: "", prefixes: &[], suffixes: &[] };

impl Language {
    /// The language `name`: `en`, `pt-BR`. One of which nothing is known when it is none of ours.
    pub fn named(name: &str) -> &'static Self {
        let short = name.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        let known = LANGUAGES.iter().copied();
        known.clone().find(|language| language.names.contains(&short.as_str())).unwrap_or(&PLAIN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::terms::fold;

    #[test]
    fn commonest_words_and_endings_are_folded() {
        for language in LANGUAGES {
            for word in language.stop.split_whitespace() {
                assert_eq!(fold(word), word);
            }
            for (suffix, instead, _) in language.suffixes.iter().copied().flatten() {
                assert_eq!((&*fold(suffix), &*fold(instead)), (*suffix, *instead));
            }
        }
    }

    #[test]
    fn no_rule_stands_behind_one_that_hides_it() {
        for language in LANGUAGES {
            for step in language.suffixes {
                for (at, (suffix, _, least)) in step.iter().enumerate() {
                    let hides = |(before, _, fewest): &(&str, &str, usize)| {
                        suffix.ends_with(before)
                            && suffix.chars().count() + least >= before.chars().count() + fewest
                    };
                    let hidden = step[..at].iter().find(|before| hides(before));
                    assert_eq!(hidden, None, "of {suffix} in {:?}", language.names);
                }
            }
        }
    }
}
