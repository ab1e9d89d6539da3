//! Dutch.

use crate::search::terms::language::Language;

pub(super) const DUTCH: Language = Language {
    names: &["nl"],
    stop: "aan al alle als altijd andere ben bij daar dan dat de der deze die dit doch doen door dus een eens en er ge \
           geen had heb hebben heeft hem het hier hij hoe hun iets ik in is ja je kan kon kunnen maar me meer men met \
           mij mijn moet na naar niet niets nog nu of om omdat onder ons onze ook op over reeds te tegen tot u uit uw \
           van veel voor waar want waren was wat we wel werd wezen wie wij wil worden wordt zal ze zelf zich zij zijn \
           zo zonder zou",
    prefixes: &[],
    suffixes: &[
        &[("ss", "ss", 0), ("is", "is", 0), ("s", "", 4)],
        &[
            ("heden", "heid", 2),
            ("ieen", "ie", 2),
            ("ende", "", 4),
            ("ten", "t", 3),
            ("den", "d", 3),
            ("en", "", 3),
            ("e", "", 3),
        ],
        &[
            ("bb", "b", 2),
            ("dd", "d", 2),
            ("ff", "f", 2),
            ("gg", "g", 2),
            ("kk", "k", 2),
            ("ll", "l", 2),
            ("mm", "m", 2),
            ("nn", "n", 2),
            ("pp", "p", 2),
            ("rr", "r", 2),
            ("ss", "s", 2),
            ("tt", "t", 2),
        ],
        // A long vowel is written once where the syllable is open: `afspraak`, `afspraken`.
        &[
            ("aak", "ak", 1),
            ("aag", "ag", 1),
            ("aal", "al", 1),
            ("aan", "an", 1),
            ("aar", "ar", 1),
            ("aat", "at", 1),
            ("eek", "ek", 1),
            ("eel", "el", 1),
            ("een", "en", 1),
            ("eer", "er", 1),
            ("oon", "on", 1),
            ("oor", "or", 1),
            ("oop", "op", 1),
            ("oel", "oel", 0),
            ("uur", "ur", 1),
        ],
    ],
};
