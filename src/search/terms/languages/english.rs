//! English.

use crate::search::terms::language::Language;

pub(super) const ENGLISH: Language = Language {
    names: &["en"],
    stop: "a about all also am an and any are as at be been being but by can could did do does for from had has have \
           he her here him his how i if in into is it its just ll may me might more most must my no nor not of on or \
           our out own re shall she should so some such than that the their them then there these they this those to \
           too up us ve very was we were what when where which while who whom whose why will with would yes you your",
    prefixes: &[],
    suffixes: &[
        // Plurals and the third person.
        &[
            ("sses", "ss", 1),
            ("ies", "y", 2),
            ("uses", "use", 0),
            ("ss", "ss", 0),
            ("us", "us", 0),
            ("is", "is", 0),
            ("news", "news", 0),
            ("s", "", 3),
        ],
        // What is done, and was.
        &[
            ("spring", "spring", 0),
            ("string", "string", 0),
            ("thing", "thing", 0),
            ("evening", "evening", 0),
            ("morning", "morning", 0),
            ("hundred", "hundred", 0),
            ("using", "use", 0),
            ("used", "use", 0),
            ("ceed", "ceed", 0),
            ("eed", "ee", 3),
            ("eed", "eed", 0),
            ("ied", "y", 2),
            ("ing", "", 3),
            ("ed", "", 3),
        ],
        // How it is done.
        &[
            ("family", "family", 0),
            ("only", "only", 0),
            ("ply", "ply", 0),
            ("ably", "able", 3),
            ("ibly", "ible", 3),
            ("ily", "y", 3),
            ("ly", "", 4),
        ],
        // What comes of it, and who does it.
        &[
            ("business", "business", 0),
            ("plement", "plement", 0),
            ("ization", "ize", 3),
            ("isation", "ize", 3),
            ("fulness", "ful", 2),
            ("iveness", "ive", 3),
            ("iness", "y", 3),
            ("ness", "", 4),
            ("ement", "e", 4),
            ("ment", "", 5),
            ("ation", "ate", 4),
            ("ative", "ate", 4),
            ("ator", "ate", 4),
        ],
        // As in Britain and in America.
        &[("our", "or", 3), ("is", "iz", 4), ("ise", "ize", 4)],
        &[
            ("bb", "b", 2),
            ("dd", "d", 2),
            ("gg", "g", 2),
            ("ll", "l", 2),
            ("mm", "m", 2),
            ("nn", "n", 2),
            ("pp", "p", 2),
            ("rr", "r", 2),
            ("tt", "t", 2),
            ("ee", "e", 2),
            ("e", "", 3),
            ("y", "i", 2),
        ],
        &[("at", "", 5), ("at", "at", 0)],
    ],
};
