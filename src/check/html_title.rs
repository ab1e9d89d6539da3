//! `html-title`: HTML in the first heading of a page, which is its title.

use super::near;
use super::page::Page;
use super::raw_html::in_title;
use super::rule::{Check, OnPage};
use crate::diag::{Diagnostic, Rule, Severity};

pub(super) const CHECK: Check<OnPage> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "html-title",
    severity: Severity::Warning,
    explanation: "HTML in the first heading of a page is left out, even with `allow_html = true`. That heading is the page's \
        title, which stands in lists, in menus and in the window's bar too, where only words can stand. Take it out of the \
        heading, or write it as code, between backticks, where the signs themselves are meant.",
};

fn find(page: &Page<'_>) -> Vec<Diagnostic> {
    // Otherwise it is reported as all other HTML is.
    if !page.settings().allow_html {
        return Vec::new();
    }
    let mut found = Vec::new();
    if let Some(entry) = page.entry() {
        for left in in_title(entry.document()) {
            let message = format!(
                "{} is left out, because a title has words alone",
                near::quoted(&left.name)
            );
            found.push(
                Diagnostic::new(&RULE, &entry.path, left.span, message)
                    .help("take it out of the heading, or write it as code between backticks"),
            );
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    #[test]
    fn html_that_a_title_loses_is_reported_where_html_is_allowed() {
        let allowed = ("playbook.toml", "allow_html = true");
        let files = [("a.md", "# A <label> b\n\n## C <button>\n"), allowed];
        assert_eq!(
            reported("html-title", &files),
            [
                "a.md «<label>» `<label>` is left out, because a title has words alone → take it out of the heading, or write it as code between backticks"
            ]
        );
        assert_eq!(reported("raw-html", &files), Vec::<String>::new());
        assert_eq!(reported("html-title", &files[..1]), Vec::<String>::new());
    }
}
