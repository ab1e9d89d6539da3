//! French.

use crate::search::terms::language::Language;

pub(super) const FRENCH: Language = Language {
    names: &["fr"],
    stop: "a ai aux avec au avons avez ont c ce ceci cela ces cet cette ceux chaque ci comme d dans de des du elle elles \
           en entre est et etait ete etre eux fait il ils j je l la le les leur leurs lui m ma mais me meme mes mon n \
           ne ni nos notre nous on ou par pas peu plus pour qu quand que quel quelle quelles quels qui quoi s sa sans \
           se ses si sa soit son sont sous sur t ta te tes toi ton tous tout toute toutes tu un une vers vos votre vous \
           y",
    prefixes: &[],
    suffixes: &[
        &[
            ("eaux", "eau", 1),
            ("aux", "al", 2),
            ("ss", "ss", 0),
            ("eux", "eux", 0),
            ("s", "", 3),
            ("x", "", 4),
        ],
        &[
            ("atrice", "ateur", 2),
            ("ivement", "if", 3),
            ("issement", "ir", 3),
            ("ement", "", 4),
            ("amment", "ant", 3),
            ("euse", "eur", 3),
            ("ive", "if", 3),
            ("elle", "el", 3),
            ("enne", "en", 3),
            ("issez", "ir", 3),
            ("issant", "ir", 3),
            ("aient", "", 3),
            ("eront", "", 3),
            ("ent", "", 5),
            ("ant", "", 4),
            ("ait", "", 3),
            ("era", "", 4),
            ("ee", "", 3),
            ("er", "", 3),
            ("ez", "", 3),
        ],
        &[("e", "", 3)],
        &[("nn", "n", 3), ("tt", "t", 3), ("ll", "l", 3)],
    ],
};
