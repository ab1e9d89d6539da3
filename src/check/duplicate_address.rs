//! `duplicate-address`: two files that would become one page.

use super::names::Other;
use super::place::at_title;
use super::rule::{Check, OnWhole};
use super::whole::Whole;
use crate::diag::{Diagnostic, Rule, Severity};
use crate::site::{Holder, Route};
use crate::source::{Location, SourcePath, Span};

pub(super) const CHECK: Check<OnWhole> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "duplicate-address",
    severity: Severity::Error,
    explanation: "Two files would become one page. The address of a page is its file's name in small letters, without the \
        number in front and the ending, with hyphens for all that is neither letter nor digit: `01-Roles & rules.md` and \
        `roles-rules.md` in one folder meet at `roles-rules.html`. Names that differ in capitals only meet as well, since many \
        hosts cannot tell them apart. The page of a folder is its `index.html`: one Markdown file called `index.md` or \
        `README.md` introduces it, and folders that differ in the number in front alone are one folder of the site. The \
        filled specimen of the sheet `form.toml` is `form-example.html`. Rename one of the two. As long as both are there, the second \
        is found beside the first, as `roles-rules-2.html`, and links lead to the right one.",
};

fn find(playbook: &Whole<'_>) -> Vec<Diagnostic> {
    let reported = |refusal: &crate::site::Refusal| {
        let route = &refusal.route;
        let fault = match (&refusal.wanted, &refusal.holder) {
            (Holder::Page(path), Holder::Page(other)) => {
                Some(two_pages(playbook, path, other, route))
            }
            (Holder::Page(path), Holder::Folder(folder)) => {
                Some(a_folders_page(playbook, path, folder, route))
            }
            (Holder::Example(sheet), Holder::Page(path)) => {
                Some(a_specimens_page(playbook, path, sheet, route))
            }
            (Holder::Page(path) | Holder::Example(path), holder) => {
                Some(taken(playbook, path, holder, route))
            }
            // Reported where they are written, as `bad-alias`; the rest gives way by itself.
            (
                Holder::Alias(..)
                | Holder::Folder(_)
                | Holder::MadeOf(_)
                | Holder::Former
                | Holder::Made,
                _,
            ) => None,
        };
        fault.map(|fault| with_address(fault, refusal.instead.as_ref()))
    };
    playbook.site().refused.iter().filter_map(reported).collect()
}

/// `fault` with the address that the page has `instead`.
fn with_address(mut fault: Diagnostic, instead: Option<&Route>) -> Diagnostic {
    if let (Some(help), Some(instead)) = (&mut fault.help, instead) {
        *help = format!("{help}; until then this one is `{instead}`");
    }
    fault
}

fn two_pages(
    playbook: &Whole<'_>,
    path: &SourcePath,
    other: &SourcePath,
    route: &Route,
) -> Diagnostic {
    let page = page(playbook, path);
    let help = if path.introduces_folder() && path.folder() != other.folder() {
        let folders = [other, path].map(|path| format!("`{}/`", path.folder())).join(" and ");
        format!("{folders} are one folder of the site: rename one of them, or this file")
    } else {
        "rename one of the two files".to_owned()
    };
    at_title(&RULE, page, format!("`{other}` would become the page `{route}` too"))
        .related(title(playbook, other), "the other page")
        .help(help)
}

fn a_folders_page(
    playbook: &Whole<'_>,
    path: &SourcePath,
    folder: &str,
    route: &Route,
) -> Diagnostic {
    let folder = if folder.is_empty() {
        "the whole playbook".to_owned()
    } else {
        format!("the folder `{folder}`")
    };
    let message = format!("`{route}` is the page of {folder}, and this file would become it too");
    at_title(&RULE, page(playbook, path), message)
        .help("rename the file; what introduces a folder is a Markdown file, its `index.md`")
}

fn a_specimens_page(
    playbook: &Whole<'_>,
    path: &SourcePath,
    sheet: &SourcePath,
    route: &Route,
) -> Diagnostic {
    let message = format!("`{route}` is where the filled specimen of `{sheet}` would stand");
    at_title(&RULE, page(playbook, path), message)
        .related(title(playbook, sheet), "the sheet")
        .help("rename one of the two files")
}

fn taken(playbook: &Whole<'_>, path: &SourcePath, holder: &Holder, route: &Route) -> Diagnostic {
    let message = format!("`{route}` is taken by {}", holder_in_words(holder));
    at_title(&RULE, page(playbook, path), message).help("rename the file")
}

/// The page of the file `path`.
fn page<'p>(playbook: &Whole<'p>, path: &SourcePath) -> Other<'p> {
    playbook.names.page(path).expect("only a page is refused an address")
}

/// What has an address, as it stands in a sentence.
pub(super) fn holder_in_words(holder: &Holder) -> String {
    match holder {
        Holder::Page(path) | Holder::Alias(path, _) => format!("`{path}`"),
        Holder::Folder(folder) if folder.is_empty() => "the home page".to_owned(),
        Holder::Folder(folder) => format!("the page of the folder `{folder}`"),
        Holder::Example(sheet) => format!("the filled specimen of `{sheet}`"),
        Holder::MadeOf(sheet) => format!("a file that is made of `{sheet}`"),
        Holder::Former => "an old address that leads on".to_owned(),
        Holder::Made => "a file that every site has".to_owned(),
    }
}

/// The title of the page at `path`, or its beginning.
pub(super) fn title(playbook: &Whole<'_>, path: &SourcePath) -> Location {
    let page = playbook.names.page(path);
    Location::new(path, page.map_or(Span::default(), |page| page.meta().title.span))
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    const SHEET: &str =
        "kind = \"form\"\ntitle = \"F\"\n[[ask]]\nquestion = \"A?\"\nexample = \"Yes\"\n";

    #[test]
    fn names_that_differ_in_capitals_only_meet() {
        let files = [("A.md", "# One"), ("a.md", "# Two"), ("01-b.md", "# B"), ("c/b.md", "# B")];
        assert_eq!(
            reported("duplicate-address", &files),
            [
                "a.md «# Two» `A.md` would become the page `a.html` too, the other page: A.md «# One» → rename one of the two files; until then this one is `a-2.html`"
            ]
        );
    }

    #[test]
    fn a_folder_has_one_introduction() {
        let files = [
            ("x/index.markdown", "# One"),
            ("x/index.md", "# Two"),
            ("01-y/index.md", "# Three"),
            ("02-y/index.md", "# Four"),
        ];
        assert_eq!(
            reported("duplicate-address", &files),
            [
                "02-y/index.md «# Four» `01-y/index.md` would become the page `y/index.html` too, the other page: 01-y/index.md «# Three» → `01-y/` and `02-y/` are one folder of the site: rename one of them, or this file; until then this one is `y/index-2.html`",
                "x/index.md «# Two» `x/index.markdown` would become the page `x/index.html` too, the other page: x/index.markdown «# One» → rename one of the two files; until then this one is `x/index-2.html`",
            ]
        );
    }

    #[test]
    fn a_sheet_may_not_have_the_name_of_a_folders_page() {
        let files = [("a.md", "# A"), ("x/index.toml", SHEET)];
        assert_eq!(
            reported("duplicate-address", &files),
            [
                "x/index.toml «\"F\"» `x/index.html` is the page of the folder `x`, and this file would become it too → rename the file; what introduces a folder is a Markdown file, its `index.md`; until then this one is `x/index-2.html`"
            ]
        );
    }

    #[test]
    fn a_page_may_not_have_the_name_of_a_specimen() {
        let files = [("f-example.md", "# E"), ("f.toml", SHEET)];
        assert_eq!(
            reported("duplicate-address", &files),
            [
                "f-example.md «# E» `f-example.html` is where the filled specimen of `f.toml` would stand, the sheet: f.toml «\"F\"» → rename one of the two files"
            ]
        );
    }
}
