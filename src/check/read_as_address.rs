//! `read-as-address`: links that are the way from the address of a page, not from its file.

use super::names::Names;
use super::near;
use super::page::{Link, Page};
use super::rule::{Check, OnPage};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::Target;
use crate::model::index::{Found, Reading, relative};
use crate::model::mention::Mention;

pub(super) const CHECK: Check<OnPage> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "read-as-address",
    severity: Severity::Hint,
    explanation: "A link is written as the way from the file it stands in: from `guide/a.md`, `b.md` is `guide/b.md`. Some programs give \
        every page an address that ends in a slash, `guide/a/`, and the way from there is another: `../b/`. Where a link leads \
        somewhere only when it is read so, it is, and told once for each page, because editors and code hosts do not follow it. \
        Write the way from file to file, as the message says.",
};

fn find(page: &Page<'_>) -> Vec<Diagnostic> {
    let is_read_so = |(mention, found): &&Link<'_>| {
        let leads = match found {
            Found::Page(_) | Found::Folder | Found::Asset(_) => true,
            Found::External | Found::Nothing => false,
        };
        // The way to a file of text is never one from an address.
        let may_be = || mention.href().contains('/') && !mention.href().ends_with(".md");
        let reading = || page.names.reading(mention.path(), mention.href());
        leads && may_be() && reading() == Some(Reading::FromAddress)
    };
    let links = page.mentions().iter().filter(is_read_so).map(|(mention, _)| mention);
    fault(page.names, &links.collect::<Vec<_>>()).into_iter().collect()
}

fn fault(names: &Names<'_>, links: &[&Mention<'_>]) -> Option<Diagnostic> {
    let first = links.first()?;
    let (path, href) = (first.path(), first.href());
    let meant = match names.lead(path, href).ok()? {
        Target::Page(page, _) => page,
        Target::Folder(path) | Target::Asset(path) => path,
        Target::External(_) => return None,
    };
    let shown = near::quoted(meant.as_str());
    let message = match links.len() {
        1 => format!("this link is read from the address of the page, where it leads to {shown}"),
        many => format!(
            "{many} links on this page are read from its address, where this one leads to {shown}"
        ),
    };
    let href = near::href(path, &meant, href);
    let way = if relative(path, &meant).is_empty() { "./".to_owned() } else { href };
    Some(
        Diagnostic::new(&RULE, path, first.href_span(), message)
            .help(format!("write the way from file to file: `{way}`")),
    )
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    #[test]
    fn the_reading_that_leads_somewhere_is_taken_and_reported_once_a_page() {
        let files = [
            ("guide/a.md", "[b](../b/) [c](../../c/#x) [a](./) [d](d/) ![p](../p.png)"),
            ("guide/b.md", "# B\n\n[c](../c/)"),
            ("guide/d/e.md", ""),
            ("guide/p.png", ""),
            ("c.md", "## X"),
        ];
        assert_eq!(
            reported("read-as-address", &files),
            [
                "guide/a.md «../b/» 3 links on this page are read from its address, where this one leads to `guide/b.md` → write the way from file to file: `b.md`"
            ]
        );
        assert_eq!(reported("broken-link", &files), Vec::<String>::new());
        assert_eq!(reported("broken-anchor", &files), Vec::<String>::new());
    }
}
