//! German. Vowels that change (`Haus`, `Häuser`) are alike once they are folded.

use crate::search::terms::language::Language;

pub(super) const GERMAN: Language = Language {
    names: &["de"],
    stop: "aber alle als also am an andere auch auf aus bei bin bis da damit dann das dass dem den denn der des die dies \
           diese diesem diesen dieser dieses doch dort du durch ein eine einem einen einer eines er es etwas euch euer \
           fur gegen hat hatte haben hier ich ihm ihn ihnen ihr ihre im in ist ja jede jedem jeden jeder jedes kann \
           kein keine konnen man mein mit nach nicht noch nun nur ob oder ohne sehr sein seine sich sie sind so soll \
           sollen sollte uber um und uns unser unsere unter vom von vor war waren was weil welche wenn wer werden wie \
           wieder will wir wird wo wollen wurde zu zum zur zwischen",
    prefixes: &[],
    suffixes: &[
        &[("ss", "ss", 0), ("us", "us", 0), ("is", "is", 0), ("s", "", 4)],
        &[
            ("ungen", "ung", 3),
            ("heiten", "heit", 2),
            ("keiten", "keit", 2),
            ("schaften", "schaft", 2),
            ("innen", "", 4),
            ("in", "", 5),
            ("ern", "", 4),
            ("em", "", 4),
            ("en", "", 3),
            ("er", "", 4),
            ("es", "", 3),
            ("e", "", 3),
            ("n", "", 5),
        ],
        // `wichtigste`, `klarer` once more.
        &[("est", "", 5), ("st", "st", 0), ("er", "", 4), ("end", "", 4)],
    ],
};
