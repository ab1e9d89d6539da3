//! Spanish, Italian and Portuguese, whose words end in vowels that say how many and of which gender.

use crate::search::terms::language::Language;

pub(super) const SPANISH: Language = Language {
    names: &["es"],
    stop: "a al algo ante antes como con contra cual cuando de del desde donde dos durante e el ella ellas ellos en entre \
           era es esa esas ese eso esos esta estan estar estas este esto estos fue ha hace han hasta hay la las le les \
           lo los mas me mi mis mucho muy nada ni no nos nosotros nuestra nuestras nuestro nuestros o os otra otro para \
           pero poco por porque que quien se sea ser si sin sobre son su sus tambien te tiene todo todos tu tus un una \
           unas uno unos y ya yo",
    prefixes: &[],
    suffixes: &[
        &[("ces", "z", 2), ("iones", "ion", 2), ("es", "", 4), ("ss", "ss", 0), ("s", "", 3)],
        &[
            ("amente", "", 3),
            ("mente", "", 4),
            ("aciones", "acion", 2),
            ("ando", "", 3),
            ("iendo", "", 3),
            ("ados", "", 3),
            ("ado", "", 3),
            ("ada", "", 3),
            ("ido", "", 4),
            ("ida", "", 4),
            ("amos", "", 3),
            ("emos", "", 3),
            ("imos", "", 3),
            ("ar", "", 4),
            ("er", "", 4),
            ("ir", "", 4),
            ("a", "", 3),
            ("e", "", 3),
            ("o", "", 3),
        ],
    ],
};

pub(super) const ITALIAN: Language = Language {
    names: &["it"],
    stop: "a ad agli ai al alla alle allo anche ancora c che chi ci come con cosa cui d da dagli dai dal dalla dalle dallo \
           degli dei del dell della delle dello di dove e ed era essere fra gli ha hanno ho i il in io l la le lei lo \
           loro lui ma mi mio ne negli nei nel nell nella nelle nello no noi non nostra nostre nostri nostro o ogni per \
           perche piu poi puo quale quando quanto quella quelle quelli quello questa queste questi questo qui se sei si \
           sia sono su sua sue sugli sui sul sull sulla sulle sullo suo suoi ti tra tu tutti tutto un una uno vi voi",
    prefixes: &[],
    suffixes: &[
        &[
            ("amente", "", 3),
            ("mente", "", 4),
            ("azioni", "azion", 2),
            ("ando", "", 4),
            ("endo", "", 4),
            ("ato", "", 3),
            ("ata", "", 3),
            ("ati", "", 3),
            ("ate", "", 3),
            ("ito", "", 4),
            ("ita", "ita", 0),
            ("are", "", 3),
            ("ere", "", 4),
            ("ire", "", 4),
            ("iamo", "", 3),
            ("chi", "c", 2),
            ("che", "c", 2),
            ("ghi", "g", 2),
            ("ghe", "g", 2),
            ("ii", "", 3),
            ("ie", "", 3),
            ("io", "", 3),
            ("ia", "", 3),
            ("i", "", 3),
            ("e", "", 3),
            ("a", "", 3),
            ("o", "", 3),
        ],
        &[("i", "", 4)],
    ],
};

pub(super) const PORTUGUESE: Language = Language {
    names: &["pt"],
    stop: "a ao aos aquela aquele aquilo as ate com como da das de dela dele deles depois do dos e ela elas ele eles em \
           entre era essa essas esse esses esta estao estar estas este estes eu foi ha isso isto ja lhe mais mas me mesmo \
           meu meus minha minhas muito na nao nas nem no nos nossa nossas nosso nossos num numa o os ou para pela pelas \
           pelo pelos por porque qual quando que quem se sem ser seu seus so sobre sua suas tambem te tem todo todos tu \
           um uma umas uns voce voces",
    prefixes: &[],
    suffixes: &[
        &[
            ("oes", "ao", 2),
            ("aes", "ao", 2),
            ("ais", "al", 2),
            ("eis", "el", 3),
            ("ns", "m", 2),
            ("res", "r", 3),
            ("zes", "z", 2),
            ("ss", "ss", 0),
            ("s", "", 3),
        ],
        &[
            ("amente", "", 3),
            ("mente", "", 4),
            ("ando", "", 4),
            ("endo", "", 4),
            ("indo", "", 4),
            ("ado", "", 3),
            ("ada", "", 3),
            ("ido", "", 4),
            ("ida", "", 4),
            ("amo", "", 4),
            ("emo", "", 4),
            ("ar", "", 4),
            ("er", "", 4),
            ("ir", "", 4),
            ("ao", "ao", 0),
            ("a", "", 3),
            ("e", "", 3),
            ("o", "", 3),
        ],
    ],
};
