//! `link-text`: a link whose words do not say where it leads.

use super::near;
use super::page::Page;
use super::rule::{Check, OnPage};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::mention::Mention;
use crate::prose::{Inline, Role};

pub(super) const CHECK: Check<OnPage> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "link-text",
    severity: Severity::Warning,
    explanation: "The words of a link would fit any other, or there are none. They are all that many readers see of it: those who look a page over for what is underlined, \
        those who have its links read to them as a list, and those who hold it on paper. `Here` and `more` say nothing to \
        them, and a link without words cannot be seen at all. Let the link say what it leads to: \
        `[the role grid](../worksheets/role-grid.toml)`.\n\n\
        The words that are told are known for playbooks in Dutch, English, French, German, Italian, Portuguese and Spanish.",
};

/// Words that fit any link, by the language of the playbook.
const EMPTY_WORDS: &[(&str, &[&str])] = &[
    (
        "de",
        &[
            "hier",
            "hier klicken",
            "klicken sie hier",
            "klick hier",
            "mehr",
            "mehr erfahren",
            "mehr lesen",
            "weiter",
            "weiterlesen",
            "dieser link",
            "diese seite",
            "link",
        ],
    ),
    (
        "en",
        &[
            "here",
            "click here",
            "click",
            "more",
            "read more",
            "see more",
            "learn more",
            "go",
            "this",
            "this link",
            "this page",
            "link",
        ],
    ),
    (
        "es",
        &[
            "aquí",
            "haga clic aquí",
            "haz clic aquí",
            "clic aquí",
            "más",
            "leer más",
            "ver más",
            "este enlace",
            "enlace",
        ],
    ),
    ("fr", &["ici", "cliquez ici", "plus", "lire la suite", "en savoir plus", "ce lien", "lien"]),
    (
        "it",
        &[
            "qui",
            "clicca qui",
            "cliccare qui",
            "più",
            "leggi di più",
            "continua",
            "questo link",
            "link",
        ],
    ),
    ("nl", &["hier", "klik hier", "meer", "lees meer", "lees verder", "deze link", "link"]),
    (
        "pt",
        &[
            "aqui",
            "clique aqui",
            "mais",
            "leia mais",
            "ler mais",
            "saiba mais",
            "este link",
            "link",
        ],
    ),
];

fn find(page: &Page<'_>) -> Vec<Diagnostic> {
    let language = page.settings().language.split(['-', '_']).next().unwrap_or_default();
    let list = EMPTY_WORDS.iter().find(|(name, _)| name.eq_ignore_ascii_case(language));
    let empty_words = list.map_or(&[][..], |(_, words)| *words);
    let links = page.mentions().iter().filter(|(mention, _)| mention.role == Role::Link);
    links.filter_map(|(mention, _)| fault(mention, empty_words)).collect()
}

fn fault(mention: &Mention<'_>, empty_words: &[&str]) -> Option<Diagnostic> {
    let words = mention.words();
    let plain = words.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
    let message = if empty_words.contains(&plain.as_str()) {
        format!("{} does not say where the link leads", near::quoted(&words))
    } else if words.trim().is_empty() && !holds_more(mention) {
        format!("the link to {} has no words", near::quoted(mention.href()))
    } else {
        return None;
    };
    let help = "write what it leads to between the brackets, such as `[the role grid](…)`";
    Some(Diagnostic::new(&RULE, mention.path(), mention.span(), message).help(help))
}

/// Whether something stands in the link that is no words: a picture, HTML.
fn holds_more(mention: &Mention<'_>) -> bool {
    let is_more = |inline: &Inline| match inline {
        Inline::Image(_) | Inline::Html(_) => true,
        Inline::Element(element) => {
            element.content.iter().any(|inline| matches!(inline, Inline::Image(_)))
        }
        Inline::Text(_)
        | Inline::Code(_)
        | Inline::Emphasis(_)
        | Inline::Strong(_)
        | Inline::Strikethrough(_)
        | Inline::Link(_)
        | Inline::FootnoteMark(_)
        | Inline::SoftBreak
        | Inline::HardBreak => false,
    };
    mention.link.content.iter().any(is_more)
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    const HELP: &str =
        "→ write what it leads to between the brackets, such as `[the role grid](…)`";

    #[test]
    fn words_that_fit_any_link_and_no_words_are_reported() {
        let text =
            "[Here](#a) [*click here*!](#a) [](#a) [here is the grid](#a) [hier](#a) ![](x.png)";
        assert_eq!(
            reported("link-text", &[("a.md", text), ("x.png", "")]),
            [
                format!("a.md «[Here](#a)» `Here` does not say where the link leads {HELP}"),
                format!(
                    "a.md «[*click here*!](#a)» `click here!` does not say where the link leads {HELP}"
                ),
                format!("a.md «[](#a)» the link to `#a` has no words {HELP}"),
            ]
        );
    }

    #[test]
    fn the_words_are_those_of_the_language() {
        let files =
            [("a.md", "[here](#a) [Mehr …](#a)"), ("playbook.toml", "language = \"de-AT\"")];
        assert_eq!(
            reported("link-text", &files),
            [format!("a.md «[Mehr …](#a)» `Mehr …` does not say where the link leads {HELP}")]
        );
    }
}
