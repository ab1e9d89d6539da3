//! What the language of a playbook says of its letters: the direction they run in, and its quotation marks.

/// The direction in which a language is written.
pub fn direction(language: &str) -> &'static str {
    match language.split(['-', '_']).next().unwrap_or_default() {
        "ar" | "arc" | "ckb" | "dv" | "fa" | "he" | "ku" | "ps" | "sd" | "ug" | "ur" | "yi" => {
            "rtl"
        }
        _ => "ltr",
    }
}

/// The quotation marks of a language: opening and closing, then those within them.
///
/// From the exemplar data of the Unicode Common Locale Data Repository (`delimiters`).
pub fn quotes(language: &str) -> [&'static str; 4] {
    let (short, region) = language.split_once(['-', '_']).unwrap_or((language, ""));
    match (short, region.to_ascii_uppercase().as_str()) {
        ("de", "CH" | "LI") => ["«", "»", "‹", "›"],
        ("de" | "cs" | "sk" | "sl" | "hr" | "lt" | "is" | "bg" | "ka", _) => ["„", "“", "‚", "‘"],
        ("fr", _) => ["«\u{a0}", "\u{a0}»", "‹\u{a0}", "\u{a0}›"],
        ("es" | "it" | "pt" | "ca" | "gl" | "el", region) if (short, region) != ("pt", "BR") => {
            ["«", "»", "“", "”"]
        }
        ("ru" | "uk" | "be" | "hy", _) => ["«", "»", "„", "“"],
        ("pl" | "hu" | "ro", _) => ["„", "”", "«", "»"],
        ("sv" | "fi", _) => ["”", "”", "’", "’"],
        ("nb" | "nn" | "no", _) => ["«", "»", "‘", "’"],
        ("ja", _) => ["「", "」", "『", "』"],
        _ => ["“", "”", "‘", "’"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_own_marks() {
        assert_eq!(quotes("en-GB")[0], "“");
        assert_eq!(quotes("de")[..2], ["„", "“"]);
        assert_eq!(quotes("de-CH")[..2], ["«", "»"]);
        assert_eq!(quotes("pt-BR")[0], "“");
        assert_eq!(quotes("pt")[0], "«");
    }
}
