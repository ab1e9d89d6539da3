//! `unknown-reference`: a name in `uses`, `next`, `steps`, `link` or `print_most` that nothing bears.

use std::collections::BTreeSet;

use super::names::Names;
use super::near;
use super::page::{Page, Reference};
use super::place::in_settings;
use super::rule::{Check, OnPage};
use crate::diag::{Diagnostic, Fix, Rule, Severity};
use crate::source::SourcePath;

pub(super) const CHECK: Check<OnPage> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "unknown-reference",
    severity: Severity::Error,
    explanation: "Pages name one another in `uses`, `next`, `steps`, `include`, `link` and `print_most` by their file names, without \
        the number in front and without the ending: `worksheets/03-role-grid.toml` is `role-grid`. Nothing in the playbook \
        has the name that was written, so the page would lack a sheet or a step. Correct the spelling, or add the file.\n\n\
        A page with `draft = true` does not count until it is published.",
};

fn find(page: &Page<'_>) -> Vec<Diagnostic> {
    let fault = |(path, key, slug): Reference<'_>| {
        // Whoever names a draft means the draft: another name would be no mend.
        let (message, (help, fix)) = if page.names.is_called_draft(slug) {
            let help = "publish it by taking `draft = true` out, or take the name out".to_owned();
            let message =
                format!("{} is a draft, and drafts are not published", near::quoted(slug));
            (message, (help, None))
        } else {
            let message = format!("nothing is called {}", near::quoted(slug));
            (message, mended(page.names, (key, slug)))
        };
        in_settings(&RULE, path, slug.span, message).help(help).maybe_fix(fix)
    };
    let unknown = page.references().into_iter().filter(|(_, _, slug)| {
        // A file that could not be read was reported.
        page.names.find(slug).is_none() && !page.names.is_called_unread(slug)
    });
    unknown.map(fault).collect()
}

/// The pages that were meant by unknown `names`, each with the key it stands in.
pub(super) fn meant(known: &Names<'_>, names: &[(&str, &str)]) -> BTreeSet<SourcePath> {
    let fixes = names.iter().filter_map(|name| mended(known, *name).1);
    let written = fixes.flat_map(|fix| {
        let names = fix.now.split(['"', '[', ']', ',', ' ']).map(str::to_owned);
        names.collect::<Vec<_>>()
    });
    written.filter_map(|slug| Some(known.find(&slug)?.path().clone())).collect()
}

/// What to do about the unknown name `slug`, and what mends it where a known one was most likely meant.
fn mended(names: &Names<'_>, (key, slug): (&str, &str)) -> (String, Option<Fix>) {
    let as_path = SourcePath::new(slug);
    let fix = |meant: &str| Some(Fix { was: format!("\"{slug}\""), now: format!("\"{meant}\"") });
    if names.find(as_path.slug()).is_some() {
        let alone = as_path.slug();
        return (format!("write the name alone: `\"{alone}\"`"), fix(alone));
    }
    if let [page] = names.titled(slug) {
        let now = page.slug();
        return (format!("write the name of its file: `\"{now}\"`"), fix(now));
    }
    let parts: Vec<&str> = slug.split([',', ';']).map(str::trim).collect();
    if parts.len() > 1 && parts.iter().all(|part| names.find(part).is_some()) {
        let each: Vec<String> = parts.iter().map(|part| format!("\"{part}\"")).collect();
        let now = format!("[{}]", each.join(", "));
        let fix = Fix { was: format!("\"{slug}\""), now: now.clone() };
        return (format!("write each name between quotation marks: `{key} = {now}`"), Some(fix));
    }
    let near = names.nearest_slug(slug);
    let help = match &near {
        Some(near) => format!("write `\"{near}\"`"),
        // Among the parts of a session, what looks like a file name may have been meant as words.
        None if key == "parts" => {
            "write the file name of an activity, without number and ending, or begin a title of your own with a capital letter"
                .to_owned()
        }
        None => "write a file name without number and ending, as in `\"role-grid\"`".to_owned(),
    };
    (help, near.as_deref().and_then(fix))
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    #[test]
    fn the_name_that_was_meant_is_named() {
        let files = [
            (
                "a.md",
                "+++\nuses = [\"role-grd\", \"worksheets/role-grid.toml\", \"role-grid\"]\nnext = [\"nowhere\"]\n+++\n",
            ),
            (
                "l.toml",
                "kind = \"checklist\"\npause = \"Now\"\nitems = [{ text = \"One\", link = \"rolegrid\" }]",
            ),
            ("p.toml", "kind = \"path\"\nwhen = \"It hurts\"\nsteps = [\"b\"]"),
            ("playbook.toml", "print_most = [\"rôle grid\"]"),
            ("worksheets/03-role-grid.toml", "kind = \"plan\""),
        ];
        let general = "write a file name without number and ending, as in `\"role-grid\"`";
        assert_eq!(
            reported("unknown-reference", &files),
            [
                "a.md «\"role-grd\"» nothing is called `role-grd` → write `\"role-grid\"`".to_owned(),
                "a.md «\"worksheets/role-grid.toml\"» nothing is called `worksheets/role-grid.toml` → write the name alone: `\"role-grid\"`".to_owned(),
                format!("a.md «\"nowhere\"» nothing is called `nowhere` → {general}"),
                "l.toml «\"rolegrid\"» nothing is called `rolegrid` → write `\"role-grid\"`".to_owned(),
                format!("p.toml «\"b\"» nothing is called `b` → {general}"),
                "playbook.toml «\"rôle grid\"» nothing is called `rôle grid` → write `\"role-grid\"`".to_owned(),
            ]
        );
    }
}
