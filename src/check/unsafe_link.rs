//! `unsafe-link`: an address that would run code or open a reader's own files.

use super::near;
use super::outside_image::is_pasted;
use super::page::Page;
use super::rule::{Check, OnPage};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::index::{Found, is_safe};

pub(super) const CHECK: Check<OnPage> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "unsafe-link",
    severity: Severity::Error,
    explanation: "A link leads to something that is no page: `javascript:` would run a program in the reader's browser, \
        `file:` points at a folder of your own machine, which nobody else has. Links may lead to files of the playbook, to \
        `https://` and `http://` addresses, to `mailto:` and `tel:`, and to apps that open addresses of their own, such as \
        `slack:` and `webcal:`.",
};

fn find(page: &Page<'_>) -> Vec<Diagnostic> {
    let outside = page.mentions().iter().filter(|(_, found)| *found == Found::External);
    outside
        .filter(|(mention, _)| !is_safe(mention.href()) && !is_pasted(mention))
        .map(|(mention, _)| {
            let scheme = mention.href().split(':').next().unwrap_or_default();
            let message = format!("a link must not lead to {}", near::quoted(&format!("{scheme}:")));
            Diagnostic::new(&RULE, mention.path(), mention.href_span(), message).help(
                "link to a file of the playbook, or to an address that begins with `https://`, `mailto:` or `tel:`",
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    #[test]
    fn a_link_runs_no_code() {
        let text = "[a](javascript:alert(1)) [b](https://example.org) [c](mailto:a@example.org) [d](file:///etc/passwd)";
        let reported = reported("unsafe-link", &[("a.md", text)]);
        assert_eq!(reported.len(), 2, "{reported:?}");
        assert!(
            reported[0]
                .starts_with("a.md «javascript:alert(1)» a link must not lead to `javascript:`"),
            "{reported:?}"
        );
    }
}
