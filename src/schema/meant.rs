//! A text where something else is wanted → how that is written: `yes` is `true`, `eight` is `8`, `01.10.2026` is `2026-10-01`.

use super::key::Schema;
use crate::colour::{Colour, Scheme};
use crate::diag::nearest;
use crate::measure::{Minutes, Range, days};
use crate::record::Value;

/// Words for yes and for no, in small letters.
const YES: &[&str] = &[
    "yes", "y", "ja", "j", "oui", "si", "sí", "sì", "true", "on", "wahr", "vrai", "tak", "sim",
    "1", "x", "✓",
];
const NO: &[&str] =
    &["no", "n", "nein", "non", "nee", "false", "off", "falsch", "faux", "nie", "não", "nej", "0"];

/// Numbers in words, from nought on, in English, German, French, Spanish, Italian and Dutch.
const NUMBERS: &[&[&str]] = &[
    &["zero", "nought", "null", "zéro", "cero", "nul"],
    &["one", "ein", "eins", "eine", "einen", "un", "une", "uno", "una", "een", "één"],
    &["two", "zwei", "deux", "dos", "due", "twee"],
    &["three", "drei", "trois", "tres", "tre", "drie"],
    &["four", "vier", "quatre", "cuatro", "quattro"],
    &["five", "fünf", "cinq", "cinco", "cinque", "vijf"],
    &["six", "sechs", "seis", "sei", "zes"],
    &["seven", "sieben", "sept", "siete", "sette", "zeven"],
    &["eight", "acht", "huit", "ocho", "otto"],
    &["nine", "neun", "neuf", "nueve", "nove", "negen"],
    &["ten", "zehn", "dix", "diez", "dieci", "tien"],
    &["eleven", "elf", "onze", "once", "undici"],
    &["twelve", "zwölf", "douze", "doce", "dodici", "twaalf", "dozen", "a dozen", "dutzend"],
    &["thirteen", "dreizehn", "treize", "trece", "tredici", "dertien"],
    &["fourteen", "vierzehn", "quatorze", "catorce", "quattordici", "veertien"],
    &["fifteen", "fünfzehn", "quinze", "quince", "quindici", "vijftien"],
    &["sixteen", "sechzehn", "seize", "dieciséis", "sedici", "zestien"],
    &["seventeen", "siebzehn", "dix-sept", "diecisiete", "diciassette", "zeventien"],
    &["eighteen", "achtzehn", "dix-huit", "dieciocho", "diciotto", "achttien"],
    &["nineteen", "neunzehn", "dix-neuf", "diecinueve", "diciannove", "negentien"],
    &["twenty", "zwanzig", "vingt", "veinte", "venti", "twintig"],
];

/// The tens from thirty on, in the same languages.
const TENS: &[(i64, &[&str])] = &[
    (30, &["thirty", "dreißig", "dreissig", "trente", "treinta", "trenta", "dertig"]),
    (40, &["forty", "vierzig", "quarante", "cuarenta", "quaranta", "veertig"]),
    (50, &["fifty", "fünfzig", "cinquante", "cincuenta", "cinquanta", "vijftig"]),
    (60, &["sixty", "sechzig", "soixante", "sesenta", "sessanta", "zestig"]),
    (90, &["ninety", "neunzig", "noventa", "novanta", "negentig"]),
    (100, &["hundred", "a hundred", "hundert", "cent", "cien", "cento", "honderd"]),
];

/// Words in front of a number that is not meant exactly.
const ABOUT: &[&str] = &[
    "about",
    "around",
    "roughly",
    "approximately",
    "approx.",
    "approx",
    "circa",
    "ca.",
    "ca",
    "c.",
    "etwa",
    "ungefähr",
    "rund",
    "environ",
    "unos",
    "unas",
    "aproximadamente",
    "ongeveer",
    "zirka",
    "~",
    "≈",
    "exactly",
    "genau",
];

/// What joins the ends of a range.
const TO: &[&str] = &["to", "bis", "à", "a", "tot", "until", "-", "–", "—", "and", "und"];

/// What the key `name` of this schema is set to by somebody who wrote `text`. `None` where that cannot be told.
pub fn meant((schema, name): (Schema, &str), text: &str) -> Option<Value> {
    let text = text.trim();
    match schema {
        Schema::Text | Schema::Texts | Schema::Letters | Schema::TextsOrBlocks(_) => {
            Some(Value::Text(text.to_owned()))
        }
        Schema::Flag => flag(text).map(Value::Flag),
        Schema::Number(least, most) => {
            number(text).filter(|number| (least..=most).contains(number)).map(Value::Integer)
        }
        Schema::Date => match days::read(text)? {
            days::Read::Day(date) => Some(Value::Date(date)),
            days::Read::Two(..) | days::Read::None => None,
        },
        Schema::Range => range(text).map(Value::Text),
        Schema::Duration => duration(text).map(Value::Text),
        Schema::OneOf(choices) | Schema::SomeOf(choices) => {
            let near = |text: &str| nearest(text, choices.iter().copied());
            // `DIN A4` names one of them, and so does `A4 (portrait)`.
            let is_named = |choice: &&&str| {
                let words = text.split(|letter: char| !letter.is_alphanumeric());
                words.into_iter().any(|word| word.eq_ignore_ascii_case(choice))
            };
            let mut named = choices.iter().filter(is_named).copied();
            let only = named.next().filter(|_| named.next().is_none());
            let choice = near(text).or_else(|| near(&text.replace(' ', ""))).or(only)?;
            Some(Value::Text(choice.to_owned()))
        }
        Schema::Colour | Schema::ColourOrTable(_) => {
            let named = || Colour::meant(&text.replace([' ', '-'], ""));
            let colour = Colour::parse(text).or_else(|| Colour::meant(text)).or_else(named)?;
            let shade = if name == "dark" { Scheme::Dark } else { Scheme::Light };
            Some(Value::Text(shade.nearest(colour).to_string()))
        }
        Schema::Numbers(..)
        | Schema::Blocks(_)
        | Schema::Table(_)
        | Schema::Names
        | Schema::NamedNumbers(..)
        | Schema::Rows
        | Schema::RowsOrBlocks(_) => None,
    }
}

/// A value as TOML writes it; of a table, nothing.
pub fn literal(value: &Value) -> String {
    match value {
        Value::Text(text) => quoted(text),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Flag(flag) => flag.to_string(),
        Value::Date(date) => date.to_string(),
        Value::List(list) => {
            let each: Vec<String> = list.iter().map(|each| literal(&each.value)).collect();
            format!("[{}]", each.join(", "))
        }
        Value::Record(_) => String::new(),
    }
}

/// `text` between double quotation marks, with what they cannot hold escaped.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => {}
            letter => quoted.push(letter),
        }
    }
    quoted + "\""
}

fn flag(text: &str) -> Option<bool> {
    let text = text.to_lowercase();
    let is = |words: &[&str]| words.contains(&text.as_str());
    (is(YES) || is(NO)).then(|| is(YES))
}

/// The number that `text` says in figures or words: `8`, `8 rows`, `08`, `eight`, `about ten`, `8.0`.
fn number(text: &str) -> Option<i64> {
    let text = text.to_lowercase();
    let text = exact(&text);
    let word = |text: &str| {
        let small = NUMBERS.iter().position(|names| names.contains(&text));
        let small = small.and_then(|number| i64::try_from(number).ok());
        small.or_else(|| TENS.iter().find(|(_, names)| names.contains(&text)).map(|(ten, _)| *ten))
    };
    if let Some(number) = word(text) {
        return Some(number);
    }
    let (first, unit) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    if !unit.chars().all(|letter| letter.is_alphabetic() || letter.is_whitespace() || letter == '.')
    {
        return None;
    }
    // `8 or 9` is no number, `8 rows` is.
    if unit
        .split_whitespace()
        .any(|word| matches!(word, "or" | "oder" | "ou" | "o" | "of") || TO.contains(&word))
    {
        return None;
    }
    let figures = first.strip_suffix(".0").or_else(|| first.strip_suffix(",0")).unwrap_or(first);
    let figures = figures.trim_end_matches(['.', '%', '×', 'x']).trim_start_matches('+');
    let is_figures = !figures.is_empty() && figures.bytes().all(|byte| byte.is_ascii_digit());
    if is_figures { figures.parse().ok() } else { word(first) }
}

/// `text` without the words that say it is not meant exactly.
fn exact(text: &str) -> &str {
    let text = text.trim();
    let after = ABOUT.iter().find_map(|about| {
        let rest = text.strip_prefix(about)?;
        (rest.starts_with(char::is_whitespace) || about.ends_with(['~', '≈', '.']))
            .then(|| rest.trim_start())
    });
    after.unwrap_or(text)
}

/// A range as it is written: `4-14` for `4 bis 14`, `four to ten`; one number for `about ten`.
fn range(text: &str) -> Option<String> {
    if Range::parse(text).is_some() {
        return Some(text.to_owned());
    }
    let lower = text.to_lowercase();
    let spaced = lower.replace(['-', '‐', '‑', '‒', '–', '—', '−'], " - ");
    let words: Vec<&str> = exact(&spaced).split_whitespace().collect();
    let joint = words.iter().position(|word| TO.contains(word));
    let found = match joint {
        Some(at) => {
            format!("{}-{}", number(&words[..at].join(" "))?, number(&words[at + 1..].join(" "))?)
        }
        None => number(&words.join(" "))?.to_string(),
    };
    Range::parse(&found).map(|_| found)
}

/// A length of time as it can be read: `45 minutes` for `forty-five minutes`, `about 25 min` without `about`.
fn duration(text: &str) -> Option<String> {
    let is_read = |text: &&str| Minutes::parse_range(text).is_some();
    if let Some(text) = Some(text).filter(is_read) {
        return Some(text.to_owned());
    }
    let lower = text.to_lowercase();
    let about = exact(&lower);
    let figures: Vec<String> = about
        .split_whitespace()
        .map(|word| {
            if word.starts_with(|letter: char| letter.is_ascii_digit()) {
                None
            } else {
                number(word)
            }
            .map_or_else(|| word.to_owned(), |number| number.to_string())
        })
        .collect();
    Some(figures.join(" ")).filter(|text| is_read(&text.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_words_and_figures() {
        for text in [
            "8",
            "08",
            "eight",
            "Acht",
            "huit",
            "ocho",
            "otto",
            "about eight",
            "8 rows",
            "ca. 8",
            "8.0",
            "~8",
            "8 Zeilen",
        ] {
            assert_eq!(number(text), Some(8), "{text}");
        }
        for text in ["many", "8 or 9", "8-9", "8.5", "", "some 8"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_meant_keeps_the_authors_value() {
        let said = |schema, text| {
            meant((schema, "key"), text).map_or(String::new(), |value| literal(&value))
        };
        assert_eq!(said(Schema::Flag, "Ja"), "true");
        assert_eq!(said(Schema::Flag, "nein"), "false");
        assert_eq!(said(Schema::Flag, "perhaps"), "");
        assert_eq!(said(Schema::Number(1, 12), "eight"), "8");
        assert_eq!(said(Schema::Number(1, 7), "eight"), "");
        assert_eq!(said(Schema::Range, "about ten"), "\"10\"");
        assert_eq!(said(Schema::Range, "four to ten people"), "\"4-10\"");
        assert_eq!(said(Schema::Range, "vier bis zehn"), "\"4-10\"");
        assert_eq!(said(Schema::Duration, "about 25 min"), "\"25 min\"");
        assert_eq!(said(Schema::Duration, "eine Stunde"), "\"eine Stunde\"");
        assert_eq!(said(Schema::Duration, "two hours"), "\"2 hours\"");
        assert_eq!(said(Schema::Date, "1. Oktober 2026"), "2026-10-01");
        assert_eq!(said(Schema::Date, "10/01/2026"), "");
        assert_eq!(said(Schema::OneOf(&["A4", "Letter"]), "a4"), "\"A4\"");
        assert_eq!(said(Schema::Text, "He said \"no\""), "\"He said \\\"no\\\"\"");
    }
}
