//! `outside-image`: an image that another host would have to send.

use super::{Check, near};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::index::Found;
use crate::model::mention::{Mention, Role};
use crate::model::{Index, Playbook};

pub(super) const CHECK: Check = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "outside-image",
    severity: Severity::Error,
    explanation: "The image lies on another host. A page that shows it tells that host who reads what and when, shows a hole \
        when the host is away, and does not work without a network. Save the image beside the chapter and point at the file. \
        When this rule is lowered, the page shows a link to the image in its place.",
};

fn find(playbook: &Playbook, index: &Index<'_>) -> Vec<Diagnostic> {
    let outside = index
        .mentions()
        .iter()
        .filter(|(mention, found)| mention.role == Role::Image && *found == Found::External);
    // Whoever allows HTML allows its pictures.
    let is_allowed = |mention: &Mention<'_>| playbook.settings.allow_html && mention.is_html();
    let told = outside.filter(|(mention, _)| !is_allowed(mention));
    told.map(|(mention, _)| fault(mention)).collect()
}

fn fault(mention: &Mention<'_>) -> Diagnostic {
    let href = mention.href();
    let host = href.split("//").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or_default();
    let message = format!("the image lies on another host, {}", near::quoted(host));
    let path = href.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    Diagnostic::new(&RULE, mention.path(), mention.href_span(), message)
        .help(format!("save it beside this file and write `![…]({name})`"))
}

#[cfg(test)]
mod tests {
    use crate::check::trial::told;

    #[test]
    fn an_image_comes_from_the_playbook() {
        assert_eq!(
            told(
                "outside-image",
                &[("a.md", "![Two](https://example.org/two.png) [x](https://example.org)")]
            ),
            [
                "a.md «https://example.org/two.png» the image lies on another host, `example.org` → save it beside this file and write `![…](two.png)`"
            ]
        );
    }
}
