//! `link-address`: a link whose words are its address.

use super::near;
use super::page::Page;
use super::rule::{Check, OnPage};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::mention::Mention;
use crate::prose::Role;

pub(super) const CHECK: Check<OnPage> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "link-address",
    severity: Severity::Hint,
    explanation: "The words of a link are its whole address, which is read aloud letter by letter and says little to those who see \
        it. Name what it leads to: `[the library's opening hours](https://example.org/hours)`. On paper the address is \
        printed below the page all the same. A bare name of a host, such as `example.org`, and an address of mail are \
        words enough.",
};

fn find(page: &Page<'_>) -> Vec<Diagnostic> {
    let links = page.mentions().iter().filter(|(mention, _)| mention.role == Role::Link);
    links.filter_map(|(mention, _)| fault(mention)).collect()
}

fn fault(mention: &Mention<'_>) -> Option<Diagnostic> {
    let words = mention.words();
    let is_address = words.trim().starts_with("https://") || words.trim().starts_with("http://");
    let message = format!("the words of the link are the address {}", near::quoted(words.trim()));
    let help = format!("write `[what it leads to]({})`", mention.href());
    is_address.then(|| Diagnostic::new(&RULE, mention.path(), mention.span(), message).help(help))
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    #[test]
    fn an_address_is_reported_where_words_should_stand() {
        let text = "<https://example.org/a> [example.org](https://example.org) <a@example.org>";
        assert_eq!(
            reported("link-address", &[("a.md", text)]),
            [
                "a.md «<https://example.org/a>» the words of the link are the address `https://example.org/a` → write `[what it leads to](https://example.org/a)`"
            ]
        );
    }
}
