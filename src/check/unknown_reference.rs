//! `unknown-reference`: a name in `uses`, `next`, `steps`, `link` or `print_most` that nothing bears.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::{Check, in_settings, near};
use crate::diag::{Diagnostic, Fix, Names, Rule, Severity};
use crate::model::{Index, Playbook};
use crate::source::{SourcePath, Spanned};

pub(super) const CHECK: Check = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "unknown-reference",
    severity: Severity::Error,
    explanation: "Pages name one another in `uses`, `next`, `steps`, `include`, `link` and `print_most` by their file names, without \
        the number in front and without the ending: `worksheets/03-role-grid.toml` is `role-grid`. Nothing in the playbook \
        has the name that was written, so the page would lack a sheet or a step. Correct the spelling, or add the file.\n\n\
        A page with `draft = true` does not count until it is published.",
};

fn find(playbook: &Playbook, index: &Index<'_>) -> Vec<Diagnostic> {
    let named =
        |files: &BTreeSet<SourcePath>, slug: &str| files.iter().any(|path| path.slug() == slug);
    let unknown: Vec<_> = references(playbook)
        .filter(|(_, _, slug)| index.find(slug).is_none())
        // A file that could not be read was told.
        .filter(|(_, _, slug)| !named(&index.playbook().unread, slug))
        .collect();
    if unknown.is_empty() {
        return Vec::new();
    }
    let slugs = Names::new(index.slugs().map(|(slug, _)| slug));
    let fault = |(path, key, slug): Reference<'_>| {
        // Whoever names a draft means the draft: another name would be no mend.
        let (message, (help, fix)) = if named(&index.playbook().drafts, slug) {
            let help = "publish it by taking `draft = true` out, or take the name out".to_owned();
            let message =
                format!("{} is a draft, and drafts are not published", near::quoted(slug));
            (message, (help, None))
        } else {
            let message = format!("nothing is called {}", near::quoted(slug));
            (message, mended(index, &slugs, (key, slug)))
        };
        in_settings(&RULE, path, slug.span, message).help(help).maybe_fix(fix)
    };
    unknown.into_par_iter().map(fault).collect()
}

/// A name by which one file refers to another, with the file and the key it stands in. `None` for settings without a file.
type Reference<'p> = (Option<&'p SourcePath>, &'static str, &'p Spanned<String>);

/// Every name by which one file refers to another.
pub(super) fn references(playbook: &Playbook) -> impl Iterator<Item = Reference<'_>> {
    let pages = playbook.entries.values().flat_map(|entry| {
        entry.references().into_iter().map(|(key, slug)| (Some(&entry.path), key, slug))
    });
    let settings = &playbook.settings;
    pages.chain(settings.print_most.iter().map(|slug| (settings.path.as_ref(), "print_most", slug)))
}

/// The pages that were meant by unknown `names`, each with the key it stands in.
pub(super) fn meant(index: &Index<'_>, names: &[(&str, &str)]) -> BTreeSet<SourcePath> {
    if names.is_empty() {
        return BTreeSet::new();
    }
    let slugs = Names::new(index.slugs().map(|(slug, _)| slug));
    let fixes = names.iter().filter_map(|name| mended(index, &slugs, *name).1);
    let written = fixes.flat_map(|fix| {
        let names = fix.now.split(['"', '[', ']', ',', ' ']).map(str::to_owned);
        names.collect::<Vec<_>>()
    });
    written.filter_map(|slug| Some(index.find(&slug)?.path.clone())).collect()
}

/// What to do about the unknown name `slug`, and what mends it where a known one was most likely meant.
fn mended(
    index: &Index<'_>,
    slugs: &Names<&str>,
    (key, slug): (&str, &str),
) -> (String, Option<Fix>) {
    let as_path = SourcePath::new(slug);
    let fix = |meant: &str| Some(Fix { was: format!("\"{slug}\""), now: format!("\"{meant}\"") });
    if index.find(as_path.slug()).is_some() {
        let alone = as_path.slug();
        return (format!("write the name alone: `\"{alone}\"`"), fix(alone));
    }
    if let [page] = index.titled(slug) {
        let now = page.slug();
        return (format!("write the name of its file: `\"{now}\"`"), fix(now));
    }
    let parts: Vec<&str> = slug.split([',', ';']).map(str::trim).collect();
    if parts.len() > 1 && parts.iter().all(|part| index.find(part).is_some()) {
        let each: Vec<String> = parts.iter().map(|part| format!("\"{part}\"")).collect();
        let now = format!("[{}]", each.join(", "));
        let fix = Fix { was: format!("\"{slug}\""), now: now.clone() };
        return (format!("write each name between quotation marks: `{key} = {now}`"), Some(fix));
    }
    let near = slugs.nearest(slug);
    let help = match near {
        Some(near) => format!("write `\"{near}\"`"),
        // Among the parts of a session, what looks like a file name may have been meant as words.
        None if key == "parts" => {
            "write the file name of an activity, without number and ending, or begin a title of your own with a capital letter"
                .to_owned()
        }
        None => "write a file name without number and ending, as in `\"role-grid\"`".to_owned(),
    };
    (help, near.and_then(fix))
}

#[cfg(test)]
mod tests {
    use crate::check::trial::told;

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
            told("unknown-reference", &files),
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
