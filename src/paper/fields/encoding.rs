//! Language → the letters that fields can hold, by the byte that stands for each.
//!
//! The font of a field has one byte for a letter (ISO 32000-1, 12.7.3.3), so not all letters of the world fit. A
//! language has what Western Europe writes, and in place of signs and letters that it does without, its own.

/// What bytes from 128 to 159 stand for in Windows-1252; those above are as in Unicode.
const WESTERN: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// What is given up for other letters, first what is missed least. Never what stands in a date, a sum or a quotation.
const SPARE: &str = "\u{81}\u{8d}\u{8f}\u{90}\u{9d}ˆ˜ƒ‡†¦¬¯´¸¨¤¹³¾¶¼®©™µ¥½²ªºÐðÞþÃãÕõÌìÒòŸÿ¢‰÷±×¿¡\
    ÈèÙùÀàÅåØøÆæŒœÑñÊêÎîÛûÔôÂâËëÏïÝýÁáÍíÓóÚúŠšŽžÇçÉéÄäÖöÜüß";

/// The letters that languages have beside those of Western Europe, the first of a group for those not named.
const LANGUAGES: &[(&str, &str)] = &[
    ("", "ĄąĆćĘęŁłŃńŚśŹźŻżČčĚěŘřŐőŰű"),
    ("pl cs sk sl hu hr bs sr-latn sq", "ĄąĆćĘęŁłŃńŚśŹźŻżČčĎďĚěŇňŘřŤťŮůĹĺĽľŔŕŐőŰűĐđ"),
    ("ro", "ĂăȘșȚțĐđŐőŰűĆćČčĄąĘęŁłŃńŚśŹźŻż"),
    ("tr", "ĞğİıŞşĆćČčĄąĘęŁłŃńŚśŹźŻż"),
    ("et lv lt", "ĄąČčĖėĘęĮįŲųŪūĀāĒēĢģĪīĶķĻļŅņŁłĆćŃńŚśŹźŻż"),
    ("eo mt cy", "ĈĉĜĝĤĥĴĵŜŝŬŭĊċĠġĦħŻżŴŵŶŷ"),
    ("el", "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρςστυφχψωΆΈΉΊΌΎΏάέήίόύώϊϋΐΰΪΫ"),
    (
        "ru uk be bg sr mk",
        "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя\
         ҐЂЃЄЅІЇЈЉЊЋЌЎґђѓєѕіїјљњћќўЏџ№",
    ),
];

/// The names of letters in the Adobe Glyph List.
const NAMES: &str = "Ą Aogonek Ć Cacute Ę Eogonek Ł Lslash Ń Nacute Ś Sacute Ź Zacute Ż Zdotaccent Č Ccaron Ď Dcaron \
    Ě Ecaron Ň Ncaron Ř Rcaron Ť Tcaron Ů Uring Ĺ Lacute Ľ Lcaron Ŕ Racute Ő Ohungarumlaut Ű Uhungarumlaut Đ Dcroat \
    Ă Abreve Ș Scommaaccent Ț uni021A ț uni021B Ğ Gbreve İ Idotaccent ı dotlessi Ş Scedilla Ė Edotaccent Į Iogonek \
    Ų Uogonek Ū Umacron Ā Amacron Ē Emacron Ģ Gcommaaccent Ī Imacron Ķ Kcommaaccent Ļ Lcommaaccent Ņ Ncommaaccent \
    Ĉ Ccircumflex Ĝ Gcircumflex Ĥ Hcircumflex Ĵ Jcircumflex Ŝ Scircumflex Ŭ Ubreve Ċ Cdotaccent Ġ Gdotaccent Ħ Hbar \
    Ŵ Wcircumflex Ŷ Ycircumflex Α Alpha Β Beta Γ Gamma Δ Deltagreek Ε Epsilon Ζ Zeta Η Eta Θ Theta Ι Iota Κ Kappa \
    Λ Lambda Μ Mu Ν Nu Ξ Xi Ο Omicron Π Pi Ρ Rho Σ Sigma Τ Tau Υ Upsilon Φ Phi Χ Chi Ψ Psi Ω Omegagreek δ delta ω omega μ mugreek \
    ς sigma1 Ά Alphatonos Έ Epsilontonos Ή Etatonos Ί Iotatonos Ό Omicrontonos Ύ Upsilontonos Ώ Omegatonos \
    Ϊ Iotadieresis Ϋ Upsilondieresis ΐ iotadieresistonos ΰ upsilondieresistonos № afii61352 Џ afii10145 џ afii10193";

/// Cyrillic letters that the Adobe Glyph List only counts, each row from the number before it.
const COUNTED: &[(u32, &str)] = &[
    (10017, "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯҐЂЃЄЅІЇЈЉЊЋЌЎ"),
    (10065, "абвгдеёжзийклмнопрстуфхцчшщъыьэюяґђѓєѕіїјљњћќў"),
];

/// What a byte stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Code {
    /// The byte.
    pub(super) byte: u8,
    /// The letter.
    pub(super) letter: char,
    /// Its name, where it is not what Western Europe has there.
    pub(super) name: Option<String>,
}

/// The letters that fields in `language` can hold.
pub(super) fn codes(language: &str) -> Vec<Code> {
    let mut codes: Vec<Code> = (32..=126)
        .chain(128..=255)
        .map(|byte| Code { byte, letter: western(byte), name: None })
        .collect();
    for (spare, letter) in SPARE.chars().zip(own(language).chars()) {
        if let Some(code) = codes.iter_mut().find(|code| code.letter == spare) {
            (code.letter, code.name) = (letter, Some(name(letter)));
        }
    }
    codes.retain(|code| !code.letter.is_control());
    codes
}

fn western(byte: u8) -> char {
    let place = usize::from(byte).checked_sub(128);
    place.and_then(|place| WESTERN.chars().nth(place)).unwrap_or(char::from(byte))
}

/// The letters that `language` has beside those of Western Europe.
fn own(language: &str) -> &'static str {
    let language = language.to_ascii_lowercase();
    let main = language.split('-').next().unwrap_or_default();
    let group = |wanted: &str| {
        let named = |names: &str| names.split(' ').any(|name| name == wanted);
        LANGUAGES.iter().find(|(names, _)| named(names)).map(|(_, letters)| *letters)
    };
    group(&language).or_else(|| group(main)).unwrap_or(LANGUAGES[0].1)
}

/// What the Adobe Glyph List calls `letter`: small letters as large ones, with a small first letter.
fn name(letter: char) -> String {
    for (first, row) in COUNTED {
        if let Some(number) = (*first..).zip(row.chars()).find(|(_, each)| *each == letter) {
            return format!("afii{}", number.0);
        }
    }
    let of = |wanted: char| {
        let words: Vec<&str> = NAMES.split_whitespace().collect();
        let pair = words.chunks(2).find(|pair| pair[0].starts_with(wanted));
        pair.map(|pair| pair[1])
    };
    let large = || of(letter.to_uppercase().next()?).map(str::to_lowercase);
    of(letter).map(str::to_owned).or_else(large).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{LANGUAGES, codes, name};

    fn holds(language: &str, text: &str) -> bool {
        let codes = codes(language);
        text.chars().all(|letter| codes.iter().any(|code| code.letter == letter))
    }

    #[test]
    fn each_language_holds_its_own_letters() {
        assert!(holds("en", "“Naïve” café – 10 € · 5 %"));
        assert!(holds("de-CH", "Äußerst großzügig, «so»"));
        assert!(holds("es", "¿Mañana? ¡Sí! 1.º"));
        assert!(holds("pl", "Zażółć gęślą jaźń"));
        assert!(holds("cs", "Příliš žluťoučký kůň úpěl ďábelské ódy"));
        assert!(holds("sk", "Kŕdeľ šťastných ďatľov učí pri ústí Váhu kôň"));
        assert!(holds("hu", "Árvíztűrő tükörfúrógép"));
        assert!(holds("ro", "Înțelegere și încredere"));
        assert!(holds("tr", "Pijamalı hasta yağız şoföre çabucak güvendi, İĞÜÖŞÇ"));
        assert!(holds("lt", "Įlinkdama fechtuotojo špaga sublykčiojusi pragręžė apvalų arbūzą"));
        assert!(holds("el", "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία"));
        assert!(holds("ru", "Съешь же ещё этих мягких французских булок"));
        assert!(holds("uk", "Чуєш їх, доцю, га? Кумедна ж ти, ґроно"));
        assert!(holds("sr", "Љубазни фењерџија чађавог лица"));
    }

    #[test]
    fn a_language_without_letters_of_its_own_holds_some_of_its_neighbours() {
        assert!(holds("en", "Łukasz, Zoë, Dvořák, Erdős"));
    }

    #[test]
    fn each_letter_has_a_byte_and_a_name_of_its_own() {
        for (language, own) in LANGUAGES {
            let codes = codes(language.split(' ').next().unwrap_or_default());
            let mut letters: Vec<char> = codes.iter().map(|code| code.letter).collect();
            letters.sort_unstable();
            letters.dedup();
            assert_eq!(letters.len(), codes.len(), "{language}");
            let named = codes.iter().filter(|code| code.name.is_some()).count();
            assert!(own.chars().all(|letter| letters.contains(&letter)), "{language}: {named}");
        }
    }

    #[test]
    fn names_are_those_of_the_adobe_glyph_list() {
        let found: Vec<String> = "łżıαΔδωёЯў".chars().map(name).collect();
        let listed = [
            "lslash",
            "zdotaccent",
            "dotlessi",
            "alpha",
            "Deltagreek",
            "delta",
            "omega",
            "afii10071",
            "afii10049",
            "afii10110",
        ];
        assert_eq!(found, listed);
    }

    #[test]
    fn every_letter_is_named() {
        for (_, own) in LANGUAGES {
            assert_eq!(
                own.chars().filter(|letter| name(*letter).is_empty()).collect::<String>(),
                ""
            );
        }
    }
}
