//! `language-tag`: a language that no browser knows.

use super::near;
use super::place::in_settings;
use super::rule::{Check, OnWhole};
use super::whole::Whole;
use crate::diag::{Diagnostic, Fix, Rule, Severity};

pub(super) const CHECK: Check<OnWhole> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "language-tag",
    severity: Severity::Warning,
    explanation: "No browser knows the language that the playbook says it is in. `language` in `playbook.toml` says which language the texts are in, by the letters that browsers know it by: `en`, \
        `de`, and where countries differ `en-GB` or `pt-BR`. By it a page is read aloud in the right voice, words are divided \
        and quotation marks set. With letters that nobody knows, all of that falls back to a guess. The language comes first, \
        in two letters (three for small languages), then a hyphen and the country in two capitals.",
};

/// The languages with two letters of their own (ISO 639-1).
const LANGUAGES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de \
    dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id \
    ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu \
    lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu \
    rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr \
    ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// What is often written in place of the right letters: codes of countries, names.
const SLIPS: &[(&str, &str)] = &[
    ("cn", "zh"),
    ("cz", "cs"),
    ("dk", "da"),
    ("gr", "el"),
    ("jp", "ja"),
    ("at", "de-AT"),
    ("us", "en-US"),
    ("gb", "en-GB"),
    ("english", "en"),
    ("englisch", "en"),
    ("german", "de"),
    ("deutsch", "de"),
    ("french", "fr"),
    ("français", "fr"),
    ("spanish", "es"),
    ("español", "es"),
    ("italian", "it"),
    ("italiano", "it"),
    ("dutch", "nl"),
    ("nederlands", "nl"),
    ("portuguese", "pt"),
    ("português", "pt"),
    ("polish", "pl"),
    ("polski", "pl"),
    ("japanese", "ja"),
    ("chinese", "zh"),
    ("arabic", "ar"),
    ("hebrew", "he"),
    ("russian", "ru"),
    ("ukrainian", "uk"),
    ("turkish", "tr"),
    ("swedish", "sv"),
    ("svenska", "sv"),
    ("castellano", "es"),
    ("vlaams", "nl-BE"),
    ("danish", "da"),
    ("dansk", "da"),
    ("norwegian", "nb"),
    ("norsk", "nb"),
    ("finnish", "fi"),
    ("suomi", "fi"),
    ("czech", "cs"),
    ("čeština", "cs"),
    ("greek", "el"),
    ("hungarian", "hu"),
    ("magyar", "hu"),
    ("romanian", "ro"),
    ("türkçe", "tr"),
    ("українська", "uk"),
    ("русский", "ru"),
];

fn find(playbook: &Whole<'_>) -> Vec<Diagnostic> {
    let language = &playbook.names.settings().language;
    if is_known(language) {
        return Vec::new();
    }
    let meant = meant(language);
    let fix = meant
        .as_ref()
        .map(|meant| Fix { was: format!("\"{}\"", language.value), now: format!("\"{meant}\"") });
    let help = match meant {
        Some(meant) => format!("write `language = \"{meant}\"`"),
        None => "write two letters, such as `language = \"en\"`, or `\"pt-BR\"` with the country"
            .to_owned(),
    };
    let message = format!("no browser knows the language {}", near::quoted(language));
    let path = playbook.names.settings().path.as_ref();
    vec![in_settings(&RULE, path, language.span, message).help(help).maybe_fix(fix)]
}

/// Whether `tag` is well-formed (BCP 47) and its language one that exists, as far as two letters can tell.
fn is_known(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default().to_ascii_lowercase();
    let is_language = match language.len() {
        2 => LANGUAGES.split(' ').any(|known| known == language),
        3 => language.bytes().all(|byte| byte.is_ascii_lowercase()),
        _ => false,
    };
    // The United Kingdom is `GB`; `UK` is the language of Ukraine.
    let is_part = |part: &str| {
        part.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && matches!(part.len(), 1..=8)
            && !(part.len() == 2 && part.eq_ignore_ascii_case("uk"))
    };
    is_language && parts.all(is_part)
}

/// The tag that was most likely meant.
fn meant(tag: &str) -> Option<String> {
    let written = tag.trim().replace('_', "-");
    let (language, rest) = written.split_once('-').unwrap_or((written.as_str(), ""));
    let slip = SLIPS.iter().find(|(slip, _)| *slip == language.to_lowercase());
    let mut meant = slip.map_or(language, |(_, right)| *right).to_owned();
    if !rest.is_empty() {
        let rest = if rest.eq_ignore_ascii_case("uk") { "GB" } else { rest };
        meant = format!("{meant}-{rest}");
    }
    (meant != tag && is_known(&meant)).then_some(meant)
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    fn of(language: &str) -> Vec<String> {
        reported("language-tag", &[("playbook.toml", &format!("language = \"{language}\""))])
    }

    #[test]
    fn languages_that_exist_are_not_reported() {
        for language in ["en", "de-AT", "pt-BR", "zh-Hant-TW", "sr-Latn", "hsb", "es-419", "EN"] {
            assert_eq!(of(language), Vec::<String>::new(), "{language}");
        }
        assert_eq!(reported("language-tag", &[("a.md", "A")]), Vec::<String>::new());
    }

    #[test]
    fn a_slip_is_reported_with_what_was_meant() {
        let line = |wrong: &str, right: &str| {
            let reported = "no browser knows the language";
            format!(
                "playbook.toml «\"{wrong}\"» {reported} `{wrong}` → write `language = \"{right}\"`"
            )
        };
        for (wrong, right) in [
            ("en_US", "en-US"),
            ("German", "de"),
            ("en-UK", "en-GB"),
            ("jp", "ja"),
            ("cz-CZ", "cs-CZ"),
        ] {
            assert_eq!(of(wrong), [line(wrong, right)]);
        }
        assert_eq!(of("xx-invalid").len(), 1);
        assert_eq!(of("").len(), 1);
    }
}
