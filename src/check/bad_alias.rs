//! `bad-alias`: an old address that cannot lead to its page.

use super::duplicate_address::{holder_in_words, title};
use super::near;
use super::rule::{Check, OnWhole};
use super::whole::Whole;
use crate::diag::{Diagnostic, Rule, Severity};
use crate::site::{Holder, NoAlias, Refusal, Route};
use crate::source::Location;

pub(super) const CHECK: Check<OnWhole> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "bad-alias",
    severity: Severity::Error,
    explanation: "`aliases` lists addresses that a page had before, from the root of the site: `\"guide/intro.html\"`. A small \
        page is put there that leads on, so that old links and printed addresses still arrive. It cannot be put where another \
        page stands, two pages cannot share one, it cannot lie outside the site, and it is a whole page: no host is told what \
        stands after `#`. Each part between two slashes becomes the name of a file or a folder, so that it cannot be longer \
        than 255 bytes, and holds nothing that some computers do not take, such as `*`, or the name `con`.",
};

fn find(playbook: &Whole<'_>) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> =
        playbook.site().refused.iter().filter_map(taken(playbook)).collect();
    for page in playbook.names.pages() {
        for alias in &page.meta().aliases {
            let fault = match (Route::from_alias(alias), alias.split_once(['#', '?'])) {
                (Err(why), _) => no_address(alias, &why),
                (Ok(_), Some((page, _))) => (
                    format!("{} names more than a page", near::quoted(alias)),
                    format!("write `\"{page}\"`"),
                ),
                (Ok(_), None) => continue,
            };
            let (message, help) = fault;
            found.push(Diagnostic::new(&RULE, page.path(), alias.span, message).help(help));
        }
    }
    found
}

fn taken(playbook: &Whole<'_>) -> impl Fn(&Refusal) -> Option<Diagnostic> {
    move |refusal| {
        let Holder::Alias(path, span) = &refusal.wanted else { return None };
        let holder = &refusal.holder;
        let message = format!("`{}` is taken by {}", refusal.route, holder_in_words(holder));
        let fault = Diagnostic::new(&RULE, path, *span, message);
        let fault = match holder {
            Holder::Page(other) => fault.related(title(playbook, other), "the page that has it"),
            Holder::Alias(other, span) => {
                fault.related(Location::new(other, *span), "the page that has it")
            }
            Holder::Folder(_)
            | Holder::Example(_)
            | Holder::MadeOf(_)
            | Holder::Former
            | Holder::Made => fault,
        };
        Some(fault.help("take this alias out, or give the other page another name"))
    }
}

/// Why `alias` can be no address, and what to do.
fn no_address(alias: &str, why: &NoAlias) -> (String, String) {
    match why {
        NoAlias::Outside => (
            format!("{} is no address within the site", near::quoted(alias)),
            "write the address from the root of the site, such as `\"guide/intro.html\"`"
                .to_owned(),
        ),
        NoAlias::TooLong(bytes, most) => (
            format!(
                "{} is too long for a file: {bytes} bytes, and {most} are allowed",
                near::quoted(alias)
            ),
            "take this alias out: no disk can hold a file of that name".to_owned(),
        ),
        NoAlias::Unportable(part) => (
            format!(
                "{} in this address is no name for a file on every computer",
                near::quoted(part)
            ),
            "take this alias out, or leave the address to the rules of your host".to_owned(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    #[test]
    fn a_part_of_a_page_has_no_address_of_its_own() {
        let page = "+++\naliases = [\"old#part\", \"older.html?x=1\", \"old\"]\n+++\n";
        assert_eq!(
            reported("bad-alias", &[("a.md", page)]),
            [
                "a.md «\"old#part\"» `old#part` names more than a page → write `\"old\"`",
                "a.md «\"older.html?x=1\"» `older.html?x=1` names more than a page → write `\"older.html\"`",
            ]
        );
    }

    #[test]
    fn an_old_address_has_to_be_a_name_for_a_file_everywhere() {
        let long = "ä".repeat(126);
        let page = format!(
            "+++\naliases = [\"{long}\", \"{}\", \"x/CON.html\", \"a*b\", \"a./b\", \"{}\"]\n+++\n",
            "a".repeat(250),
            "a/".repeat(600)
        );
        let reported = reported("bad-alias", &[("a.md", &page)]);
        let messages: Vec<&str> =
            reported.iter().filter_map(|line| line.split("» ").nth(1)).collect();
        let file = "→ take this alias out: no disk can hold a file of that name";
        let name = "in this address is no name for a file on every computer → take this alias out, or leave the address to the rules of your host";
        assert_eq!(
            messages,
            [
                format!(
                    "`{}…` is too long for a file: 257 bytes, and 255 are allowed {file}",
                    "ä".repeat(80)
                ),
                format!("`CON.html` {name}"),
                format!("`a*b` {name}"),
                format!("`a.` {name}"),
                format!(
                    "`{}…` is too long for a file: 1210 bytes, and 1024 are allowed {file}",
                    "a/".repeat(40)
                ),
            ]
        );
    }

    #[test]
    fn an_old_address_gives_way_to_what_the_site_is_made_of() {
        let page = "+++\ntitle = \"A\"\naliases = [\"site-map\", \"f.csv\", \"a.html/x.html\", \"b.html\", \"robots.txt\", \"x.y/z\", \"x.y\"]\n+++\n";
        let sheet = "kind = \"form\"\nquestions = [\"A?\"]";
        let reported =
            reported("bad-alias", &[("a.md", page), ("b.html/index.md", ""), ("f.toml", sheet)]);
        let messages: Vec<&str> = reported
            .iter()
            .filter_map(|line| line.split("» ").nth(1)?.split([',', '→']).next())
            .collect();
        assert_eq!(
            messages,
            [
                "`site-map.html` is taken by a file that every site has ",
                "`f.csv` is taken by a file that is made of `f.toml` ",
                "`a.html/x.html` is taken by `a.md`",
                "`robots.txt` is taken by a file that every site has ",
                "`x.y` is taken by `a.md`",
            ]
        );
    }

    #[test]
    fn an_old_address_leads_to_one_page() {
        let alias = |list: &str| format!("+++\ntitle = \"T\"\naliases = [{list}]\n+++\n");
        let (a, b) = (alias("\"old/\", \"b.html\", \"../x\""), alias("\"/old/index.html\""));
        assert_eq!(
            reported("bad-alias", &[("a.md", &a), ("b.md", &b)]),
            [
                "a.md «\"b.html\"» `b.html` is taken by `b.md`, the page that has it: b.md «\"T\"» → take this alias out, or give the other page another name",
                "a.md «\"../x\"» `../x` is no address within the site → write the address from the root of the site, such as `\"guide/intro.html\"`",
                "b.md «\"/old/index.html\"» `old/index.html` is taken by `a.md`, the page that has it: a.md «\"old/\"» → take this alias out, or give the other page another name",
            ]
        );
    }
}
