//! Swedish, Danish and Norwegian, which hang the article at the end.

use crate::search::terms::language::Language;

pub(super) const SWEDISH: Language = Language {
    names: &["sv"],
    stop: "alla allt an andra att av bara bli blir da de dem den denna deras dess dessa det detta dig din du dar efter eller \
           en er ett for fran ha hade han har hennes hon honom hur har i icke inte ingen ja jag kan kunde man med mellan men \
           mig min mot mycket na nagon nagot nar nu och om oss pa sa sig sin sina sitt som ska skulle till under upp ut \
           utan vad var vara vare vart vem vi vid vilken vill",
    prefixes: &[],
    suffixes: &[
        &[("ss", "ss", 0), ("s", "", 4)],
        &[
            ("heterna", "het", 2),
            ("heten", "het", 2),
            ("heter", "het", 2),
            ("ningarna", "ning", 2),
            ("ningar", "ning", 2),
            ("ningen", "ning", 2),
            ("het", "het", 0),
            ("arna", "", 3),
            ("orna", "", 3),
            ("erna", "", 3),
            ("aren", "ar", 3),
            ("ande", "", 4),
            ("ende", "", 4),
            ("ade", "", 4),
            ("ar", "", 3),
            ("or", "", 3),
            ("er", "", 3),
            ("en", "", 3),
            ("ena", "", 3),
            ("ern", "", 3),
            ("et", "", 3),
            ("an", "", 3),
            ("na", "", 4),
            ("a", "", 3),
            ("e", "", 3),
        ],
        &[("mm", "m", 2), ("nn", "n", 2), ("tt", "t", 3)],
    ],
};

pub(super) const DANISH: Language = Language {
    names: &["da"],
    stop: "af alle alt anden at blev blive bliver da de dem den denne der deres det dette dig din disse dog du efter eller \
           en end er et for fra ham han hans har havde have hende hendes her hos hun hvad hvem hver hvis hvor i ikke ind \
           jeg jer jo kan kunne man mange med meget men mig min mine mit mod naar ned noget nogle nu og ogsa om op os over \
           pa sadan sig sin sine sit skal skulle som til ud under var vi vil ville vor",
    prefixes: &[],
    suffixes: &[
        &[("ss", "ss", 0), ("s", "", 4)],
        &[
            ("hederne", "hed", 2),
            ("heden", "hed", 2),
            ("heder", "hed", 2),
            ("ingerne", "ing", 2),
            ("inger", "ing", 2),
            ("ingen", "ing", 2),
            ("erne", "", 3),
            ("ende", "", 4),
            ("eren", "", 3),
            ("ene", "", 3),
            ("ere", "", 3),
            ("ede", "", 4),
            ("er", "", 2),
            ("en", "", 2),
            ("et", "", 3),
            ("e", "", 2),
        ],
        &[
            ("dd", "d", 2),
            ("gg", "g", 2),
            ("kk", "k", 2),
            ("ll", "l", 2),
            ("mm", "m", 2),
            ("nn", "n", 2),
            ("pp", "p", 2),
            ("ss", "s", 2),
            ("tt", "t", 2),
        ],
    ],
};

pub(super) const NORWEGIAN: Language = Language {
    names: &["nb", "nn", "no"],
    stop: "alle andre at av bare ble bli da de deg dei dem den denne der deres det dette din disse du eg ein eit eller en er \
           et etter for fra ha hadde han har hennes her hun hva hvem hver hvis hvor hvordan i ikke inn ja jeg kan kunne \
           man mange med meg meget men mellom min mine mitt mot na nar noe noen og ogsa om opp oss over pa sa seg sin sine \
           sitt skal skulle som til ut under uten var vart ved vi vil ville vare vaere",
    prefixes: &[],
    suffixes: &[
        &[("ss", "ss", 0), ("s", "", 4)],
        &[
            ("hetene", "het", 2),
            ("heten", "het", 2),
            ("heter", "het", 2),
            ("ingene", "ing", 2),
            ("inger", "ing", 2),
            ("ingen", "ing", 2),
            ("het", "het", 0),
            ("ende", "", 4),
            ("erne", "", 3),
            ("eren", "", 3),
            ("ene", "", 3),
            ("ane", "", 3),
            ("ere", "", 3),
            ("er", "", 2),
            ("en", "", 2),
            ("et", "", 3),
            ("a", "", 3),
            ("e", "", 2),
        ],
        &[("kk", "k", 2), ("ll", "l", 2), ("mm", "m", 2), ("nn", "n", 2), ("tt", "t", 2)],
    ],
};
