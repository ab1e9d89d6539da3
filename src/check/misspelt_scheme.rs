//! `misspelt-scheme`: an address that begins with what is almost `https:`.

use super::near;
use super::page::Page;
use super::rule::{Check, OnPage};
use crate::diag::{Diagnostic, Fix, Rule, Severity, distance};
use crate::model::index::{Found, is_safe};
use crate::model::mention::Mention;
use crate::source::Span;

pub(super) const CHECK: Check<OnPage> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "misspelt-scheme",
    severity: Severity::Warning,
    explanation: "An address begins with a word that no browser knows and that is a letter away from one that it does, such as \
        `hhttps:` for `https:`. Or a stroke is missing behind it: `https:/`. Whoever clicks on it gets an error. Addresses of apps, such as `slack:` and `webcal:`, are as \
        good as any other.",
};

/// What addresses begin with that are typed by hand.
const TYPED: [&str; 3] = ["https", "http", "mailto"];

fn find(page: &Page<'_>) -> Vec<Diagnostic> {
    let outside = page.mentions().iter().filter(|(_, found)| *found == Found::External);
    outside.filter_map(|(mention, _)| fault(mention)).collect()
}

fn fault(mention: &Mention<'_>) -> Option<Diagnostic> {
    let (scheme, rest) = mention.href().split_once(':')?;
    let lower = scheme.to_ascii_lowercase();
    let host = rest.trim_start_matches(['/', '\\']);
    let is_web = lower == "http" || lower == "https";
    if is_web && !rest.starts_with("//") && !host.is_empty() {
        let now = format!("{scheme}://{host}");
        let message = format!("an address on the web has two slashes after `{scheme}:`");
        let fix = Fix { was: mention.href().to_owned(), now: now.clone() };
        let fault = Diagnostic::new(&RULE, mention.path(), mention.href_span(), message);
        return Some(fault.help(format!("write {}", near::quoted(&now))).maybe_fix(Some(fix)));
    }
    if TYPED.contains(&&*lower) || !is_safe(mention.href()) {
        return None;
    }
    let meant = TYPED.iter().find(|typed| distance(&lower, typed) == 1)?;
    let start = mention.href_span().range().start;
    let span = Span::new(start, start + scheme.len());
    let message = format!(
        "no browser knows addresses that begin with {}",
        near::quoted(&format!("{scheme}:"))
    );
    let fix = Fix { was: scheme.to_owned(), now: (*meant).to_owned() };
    Some(
        Diagnostic::new(&RULE, mention.path(), span, message)
            .help(format!("write `{meant}:`"))
            .maybe_fix(Some(fix)),
    )
}

#[cfg(test)]
mod tests {
    use crate::check::trial::{mended, reported};

    #[test]
    fn a_scheme_that_is_a_letter_off_is_reported_and_mended() {
        let text = "[a](hhttps://example.org) [b](slack://channel) [c](HTTP://example.org) [d](mailo:ada@example.org)";
        assert_eq!(
            reported("misspelt-scheme", &[("a.md", text)]),
            [
                "a.md «hhttps» no browser knows addresses that begin with `hhttps:` → write `https:`",
                "a.md «mailo» no browser knows addresses that begin with `mailo:` → write `mailto:`",
            ]
        );
        assert_eq!(
            mended(&[("a.md", text)]),
            "[a](https://example.org) [b](slack://channel) [c](HTTP://example.org) [d](mailto:ada@example.org)"
        );
    }
}
