//! Texts → the language that they are written in.

use std::collections::BTreeMap;

use whatlang::{Lang, Script, detect};

use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::{Entry, Guess, Playbook, Spoken, Tongue};
use crate::prose::{Document, Inline};
use crate::source::{SETTINGS, SourcePath, Span};

/// Nobody says in which language the texts are written.
pub(super) const UNSET_LANGUAGE: Rule = Rule {
    code: "unset-language",
    severity: Severity::Hint,
    explanation: "A site says in which language it is written. By that browsers choose letters and divide words, screen readers \
        choose a voice, search knows the endings of words, and Arabic or Hebrew is set from the right. Where nothing says it, \
        a playbook counts as English; a plain folder takes the language that most of its text is written in, as far as that is \
        certain. Write `language = \"de\"` in `playbook.toml` to say it: `en` for English, `fr` for French, `ar` for Arabic.",
};

/// Fewer letters do not tell languages apart.
const LEAST_LETTERS: usize = 200;
/// Fewer letters of another script than the Latin say too little.
const LEAST_OF_SCRIPT: usize = 20;
/// From so many pages the letters are taken, spread over all.
const MOST_PAGES: usize = 40;
/// So many letters of a page are enough.
const MOST_OF_PAGE: usize = 400;

/// The codes of languages as ISO 639-3 has them, and the shorter ones of ISO 639-1, which BCP 47 asks for.
///
/// Latin is not among them: it fills the place of texts that are still to come.
const CODES: [(&str, &str); 69] = [
    ("afr", "af"),
    ("aka", "ak"),
    ("amh", "am"),
    ("ara", "ar"),
    ("aze", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cmn", "zh"),
    ("cym", "cy"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("guj", "gu"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ind", "id"),
    ("ita", "it"),
    ("jav", "jv"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("khm", "km"),
    ("kor", "ko"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("mkd", "mk"),
    ("mya", "my"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("nob", "nb"),
    ("ori", "or"),
    ("pan", "pa"),
    ("pes", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("sin", "si"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("sna", "sn"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tgl", "tl"),
    ("tha", "th"),
    ("tuk", "tk"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("uzb", "uz"),
    ("vie", "vi"),
    ("yid", "yi"),
    ("zul", "zu"),
];

/// What the texts of `entries` are written in.
pub(super) fn spoken(entries: &BTreeMap<SourcePath, Entry>) -> Spoken {
    let mut parts: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    for (path, entry) in entries {
        let Some((part, _)) = path.as_str().split_once('/') else { continue };
        if CODES.iter().any(|(_, code)| *code == part) {
            parts.entry(part).or_default().push(entry);
        }
    }
    let folders = parts.into_iter().filter_map(|(part, entries)| match of(&entries)? {
        Guess::Language(tongue) if tongue.code == part => Some((SourcePath::new(part), tongue)),
        Guess::Language(_) | Guess::Letters(..) => None,
    });
    Spoken { folders: folders.collect(), whole: of(&entries.values().collect::<Vec<_>>()) }
}

/// Gives a folder brought along the language it is written in, parts called by the code of theirs its name, and tells that nobody
/// said so.
pub(super) fn settle(playbook: &mut Playbook) -> Option<Diagnostic> {
    for (folder, tongue) in &playbook.spoken.folders {
        let names = &mut playbook.outline.names;
        names.entry(folder.clone()).or_insert_with(|| tongue.own.to_owned());
    }
    let guess = playbook.spoken.whole.clone().filter(|_| !playbook.settings.says_language)?;
    let (Guess::Language(tongue) | Guess::Letters(_, tongue)) = guess;
    let language = &mut playbook.settings.language.value;
    if *language == tongue.code {
        return None;
    }
    let message = match guess {
        Guess::Language(Tongue { english, .. }) if playbook.stance.is_lenient() => {
            tongue.code.clone_into(language);
            format!("most of the text is in {english}, and so the site says that it is")
        }
        Guess::Language(Tongue { english, .. }) => {
            format!("most of the text is in {english}, and the site says that it is in English")
        }
        Guess::Letters(script, _) => {
            format!(
                "most of the text is in {script} letters, and the site says that it is in English"
            )
        }
    };
    let reported = match &playbook.settings.path {
        Some(path) => Diagnostic::new(&UNSET_LANGUAGE, path, Span::default(), message),
        None => Diagnostic::everywhere(&UNSET_LANGUAGE, message),
    };
    let place = match &playbook.settings.path {
        Some(_) => "at the top of this file".to_owned(),
        None => format!("in a file called `{SETTINGS}` in the folder of the pages"),
    };
    Some(reported.help(format!("to settle it, write `language = \"{}\"` {place}", tongue.code)))
}

/// What most letters of `entries` are written in.
fn of(entries: &[&Entry]) -> Option<Guess> {
    let mut letters = String::new();
    let step = entries.len().div_ceil(MOST_PAGES).max(1);
    for entry in entries.iter().step_by(step) {
        add_letters(entry.document(), &mut letters);
    }
    let count = letters.chars().filter(|letter| letter.is_alphabetic()).count();
    let found = detect(&letters).filter(|_| count >= LEAST_OF_SCRIPT)?;
    let tongue = tongue(found.lang())?;
    if count >= LEAST_LETTERS && found.is_reliable() {
        return Some(Guess::Language(tongue));
    }
    Some(Guess::Letters(name_of(found.script())?, tongue))
}

/// What the letters of a script are called. `None` for those of English.
fn name_of(script: Script) -> Option<String> {
    match script.name() {
        "Latin" => None,
        "Mandarin" => Some("Chinese".to_owned()),
        "Hiragana" | "Katakana" => Some("Japanese".to_owned()),
        "Hangul" => Some("Korean".to_owned()),
        other => Some(other.to_owned()),
    }
}

fn tongue(language: Lang) -> Option<Tongue> {
    let (_, code) = *CODES.iter().find(|(code, _)| *code == language.code())?;
    let (english, own) = match code {
        "zh" => ("Chinese", "中文"),
        "nb" => ("Norwegian", "Norsk bokmål"),
        _ => (language.eng_name(), language.name()),
    };
    Some(Tongue { code, english, own })
}

/// Adds the first words of `document`, without code, addresses and numbers.
fn add_letters(document: &Document, letters: &mut String) {
    let enough = letters.len() + MOST_OF_PAGE;
    document.each_inline(&mut |piece| {
        if let Inline::Text(text) = piece
            && letters.len() < enough
        {
            for word in
                text.as_str(&document.source).split_whitespace().filter(|word| is_word(word))
            {
                letters.push_str(word);
                letters.push(' ');
            }
        }
    });
}

fn is_word(word: &str) -> bool {
    !word.contains(|c: char| c.is_ascii_digit() || "/@_=\\<>".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Diagnostics;
    use crate::source::Sources;

    const GERMAN: &str = "Am ersten Tag setzen sich beide Seiten an einen Tisch und sagen, was sie voneinander brauchen. \
        Wer moderiert, achtet auf die Uhr und darauf, dass jeder zu Wort kommt. Am Ende steht eine Liste mit dem, was \
        vereinbart wurde, und mit dem Tag, an dem man sich wieder trifft. Danach gehen alle zusammen essen.";
    const ENGLISH: &str = "On the first day both sides sit down at one table and say what they need from each other. \
        Whoever is in the chair watches the clock and sees to it that everyone gets a word in. By the end there is a list of \
        what was agreed, and of the day on which they meet again. Afterwards everybody goes for a meal together.";

    /// The playbook, and what is reported of its language.
    fn settled(files: &[(&str, &str)]) -> (Playbook, Vec<String>) {
        let mut diagnostics = Diagnostics::new();
        let playbook = crate::parse::parse(&Sources::in_memory(files), &mut diagnostics);
        let reported = diagnostics.sorted();
        let of_language =
            reported.iter().filter(|(_, fault)| fault.rule.code == UNSET_LANGUAGE.code);
        let reported = of_language.map(|(_, fault)| fault.message.clone()).collect();
        (playbook, reported)
    }

    /// The language of the site, and how often it is reported.
    fn language(files: &[(&str, &str)]) -> (String, usize) {
        let (playbook, reported) = settled(files);
        (playbook.settings.language.value, reported.len())
    }

    #[test]
    fn a_plain_folder_takes_the_language_of_its_text() {
        for (code, text) in [
            ("de", GERMAN),
            (
                "fr",
                "Le premier jour, les deux équipes se retrouvent autour d'une table et disent ce dont elles ont besoin. \
                 La personne qui anime surveille l'heure et veille à ce que chacun puisse parler. À la fin, on relit la liste \
                 de ce qui a été convenu, puis on fixe la date de la prochaine rencontre.",
            ),
            (
                "ar",
                "في اليوم الأول يجلس الطرفان إلى طاولة واحدة ويقول كل منهما ما يحتاج إليه من الآخر. ومن يدير الجلسة ينتبه إلى \
                 الوقت ويحرص على أن يأخذ كل واحد فرصته في الكلام. وفي النهاية تكون هناك قائمة بما تم الاتفاق عليه وباليوم الذي \
                 نلتقي فيه مرة أخرى. وبعد ذلك يذهب الجميع لتناول الطعام معا.",
            ),
            (
                "el",
                "Την πρώτη μέρα οι δύο πλευρές κάθονται στο ίδιο τραπέζι και λένε τι χρειάζεται η μία από την άλλη. Όποιος \
                 συντονίζει προσέχει την ώρα και φροντίζει να μιλήσουν όλοι. Στο τέλος υπάρχει ένας κατάλογος με όσα \
                 συμφωνήθηκαν και η μέρα της επόμενης συνάντησης.",
            ),
        ] {
            assert_eq!(language(&[("index.md", text)]), (code.to_owned(), 1), "{text}");
        }
        assert_eq!(language(&[("index.md", ENGLISH)]), ("en".to_owned(), 0));
    }

    #[test]
    fn what_the_settings_say_holds() {
        let said = "language = \"nl\"";
        let files = [("playbook.toml", said), ("index.md", GERMAN)];
        assert_eq!(language(&files), ("nl".to_owned(), 0));
        let files = [("playbook.toml", "title = \"Das Buch\""), ("index.md", GERMAN)];
        assert_eq!(language(&files), ("de".to_owned(), 1));
        // A playbook of one's own is reported, and stays as it is.
        let files = [("playbook.toml", "strict = true"), ("index.md", GERMAN)];
        assert_eq!(language(&files), ("en".to_owned(), 1));
    }

    #[test]
    fn code_and_placeholders_and_too_little_text_say_nothing() {
        let code = format!("Words.\n\n```\n{GERMAN}\n```\n");
        assert_eq!(language(&[("index.md", &code)]), ("en".to_owned(), 0));
        assert_eq!(language(&[("index.md", &GERMAN[..120])]), ("en".to_owned(), 0));
        let latin = "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et \
            dolore magna aliqua. Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris nisi ut aliquip ex ea \
            commodo consequat.";
        assert_eq!(language(&[("index.md", latin)]), ("en".to_owned(), 0));
    }

    #[test]
    fn letters_of_another_script_are_reported_where_there_are_few() {
        let (playbook, reported) = settled(&[("index.md", "نلتقي كل يوم أحد ونتفق على ما يلي.")]);
        assert_eq!(playbook.settings.language.value, "en");
        assert_eq!(
            reported,
            ["most of the text is in Arabic letters, and the site says that it is in English"]
        );
    }

    #[test]
    fn a_part_called_by_the_code_of_its_language_has_the_name_of_it() {
        let files = [("en/a.md", ENGLISH), ("de/a.md", GERMAN), ("hr/a.md", ENGLISH)];
        let (playbook, _) = settled(&files);
        let name = |folder| playbook.outline.name(folder);
        // `hr` is the department here.
        assert_eq!([name("de"), name("en"), name("hr")], [Some("Deutsch"), Some("English"), None]);
    }
}
