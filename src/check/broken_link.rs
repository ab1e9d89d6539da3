//! `broken-link`: a link that leads to no page and no file.

use super::names::Names;
use super::page::Page;
use super::rule::{Check, OnPage};
use super::{misnamed, near};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::Unresolved;
use crate::model::index::Found;
use crate::model::mention::Mention;
use crate::prose::Role;
use crate::source::SourcePath;

pub(super) const CHECK: Check<OnPage> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "broken-link",
    severity: Severity::Error,
    explanation: "A link leads to a file that is not there, most often because the file was renamed or moved, or because the \
        link counts its `../` from the wrong folder. A link is written as the way from the file it stands in to the other \
        file: `../worksheets/role-grid.toml` goes up one folder, then down into `worksheets`. The help names the file that \
        was most likely meant.\n\n\
        A page with `draft = true` is not published, so a link to it leads nowhere either. To publish an old handbook first \
        and mend its links afterwards, write `broken-link = \"warning\"` under `[check]` in `playbook.toml`.",
};

fn find(page: &Page<'_>) -> Vec<Diagnostic> {
    page.mentions()
        .iter()
        .filter(|(mention, found)| mention.role == Role::Link && *found == Found::Nothing)
        .filter_map(|(mention, _)| fault(page.names, mention))
        .collect()
}

fn fault(names: &Names<'_>, mention: &Mention<'_>) -> Option<Diagnostic> {
    let (path, href) = (mention.path(), mention.href());
    let (mut fix, mut elsewhere) = (None, None);
    let (message, help) = match names.resolve(path, href) {
        Ok(_) | Err(Unresolved::NoHeading(..)) => return None,
        Err(Unresolved::NoFile(..)) if mention.is_of_site() => return None,
        Err(Unresolved::Outside) => (
            format!("{} leads out of the playbook", near::quoted(href)),
            "link to a file of the playbook, or to an address that begins with `https://`"
                .to_owned(),
        ),
        Err(Unresolved::NoPage(page)) => near::no_page(names, &page)?,
        Err(Unresolved::NoFile(wanted, near)) => {
            let wanted = SourcePath::new(wanted);
            if let Some((help, mend)) = near::other_way(names, mention) {
                elsewhere = mend;
                (format!("there is no file {}", near::quoted(wanted.as_str())), help)
            } else {
                fix = near::fix(names, (path, href), &wanted, near.clone());
                no_file(names, mention, &wanted, near)
            }
        }
    };
    let fault = Diagnostic::new(&RULE, path, mention.href_span(), message).help(help);
    Some(fault.maybe_fix(fix).maybe_fix_at(elsewhere))
}

/// What to say of a file that is not there.
fn no_file(
    names: &Names<'_>,
    mention: &Mention<'_>,
    wanted: &SourcePath,
    near: Option<SourcePath>,
) -> (String, String) {
    let (from, href) = (mention.path(), mention.href());
    let stand_in = misnamed::stand_in(names, wanted).map(|path| misnamed::rename(path, wanted));
    let is_hidden = wanted.as_str().split('/').any(|name| name.starts_with('.'));
    let hidden = "names that begin with a dot are left out, but for pictures and documents in a folder: move it elsewhere";
    let help = stand_in
        .or_else(|| is_hidden.then(|| hidden.to_owned()))
        .or_else(|| near::mark_in_name(names, from, href))
        .or_else(|| near::write_instead(names, (from, href), wanted, near))
        .unwrap_or_else(|| "correct the link, add the file, or take the link out".to_owned());
    (format!("there is no file {}", near::quoted(wanted.as_str())), help)
}

#[cfg(test)]
mod tests {
    use crate::check::trial::{mended, reported};

    #[test]
    fn the_file_that_was_meant_is_named() {
        let files = [
            (
                "01-trust/a.md",
                "See [the grid](../worksheets/role-grd.toml#x), [b](c.md \"c.md\"), <b.md>.",
            ),
            ("02-roles/02-c.md", "C"),
            ("worksheets/role-grid.toml", "kind = \"plan\""),
        ];
        assert_eq!(
            reported("broken-link", &files),
            [
                "01-trust/a.md «../worksheets/role-grd.toml#x» there is no file `worksheets/role-grd.toml` → write `../worksheets/role-grid.toml#x`",
                "01-trust/a.md «c.md» there is no file `01-trust/c.md` → write `../02-roles/02-c.md`",
            ]
        );
    }

    #[test]
    fn a_title_and_other_signs_between_folders_are_written_as_the_way_to_the_file() {
        let others = [("b/two.md", "# Swap seats"), ("b/_c.md", "# Twice"), ("d.md", "# Twice")];
        for (text, after) in [
            ("[x](<Swap seats>)", "[x](<b/two.md>)"),
            ("[x](Swap%20seats \"T\")", "[x](b/two.md \"T\")"),
            ("[x](.\\b\\two.md)", "[x](./b/two.md)"),
            ("[x](b\\_c.md)", "[x](b/_c.md)"),
            ("[x](<Twice>)", "[x](<Twice>)"),
        ] {
            let files = [&[("a.md", text)][..], &others].concat();
            assert_eq!(reported("broken-link", &files).len(), 1, "{text}");
            assert_eq!(mended(&files), after);
        }
    }

    #[test]
    fn a_folder_is_named_by_what_introduces_it() {
        let files = [
            ("a.md", "[x](partnrs/index.md), [y](partners/harbour-rail.pdf), [z](.notes/b.md)"),
            ("roles/b.md", "B"),
            ("partners/index.md", "T"),
        ];
        assert_eq!(
            reported("broken-link", &files),
            [
                "a.md «partnrs/index.md» there is no file `partnrs/index.md` → write `partners/index.md`",
                "a.md «partners/harbour-rail.pdf» there is no file `partners/harbour-rail.pdf` → correct the link, add the file, or take the link out",
                "a.md «.notes/b.md» there is no file `.notes/b.md` → names that begin with a dot are left out, but for pictures and documents in a folder: move it elsewhere",
            ]
        );
    }

    #[test]
    fn what_the_site_will_hold_is_there() {
        let page = "---\npermalink: /about/\nredirect_from: [/old-about]\n---\n# About";
        let files = [
            (
                "guide/a.md",
                "[r](../roles/) [s](/roles) [h](../ready/) [o](/about/) [o](/old-about) [n](../first/) [i](../x/index.html) \
                 ![p](/img/p.svg) [q](/guide/a) [t](<../02-x/>)",
            ),
            ("roles/b.md", "B"),
            ("ready/index.html", ""),
            ("us.md", page),
            ("01-first.md", ""),
            ("02-x/c.md", ""),
            ("x/index.md", ""),
            ("static/img/p.svg", ""),
        ];
        assert_eq!(reported("broken-link", &files), Vec::<String>::new());
        assert_eq!(reported("missing-image", &files), Vec::<String>::new());
    }

    #[test]
    fn a_label_is_mended_where_it_is_defined() {
        let files = [
            ("a.md", "[One][b] and [two][b] and [b].\n\n[b]: role-grdi.md \"T\"\n"),
            ("role-grid.md", "# Grid"),
        ];
        assert_eq!(
            reported("broken-link", &files),
            ["a.md «role-grdi.md» there is no file `role-grdi.md` → write `role-grid.md`"]
        );
        let mended = mended(&files);
        assert_eq!(mended, "[One][b] and [two][b] and [b].\n\n[b]: role-grid.md \"T\"\n");
    }

    #[test]
    fn a_mark_in_the_name_of_a_file_is_written_out() {
        let files = [
            ("a.md", "[x](plan#1.md) [y](list#2.pdf#page=3) ![z](map#3.png)"),
            ("list#2.pdf", ""),
            ("map#3.png", ""),
            ("plan#1.md", "B"),
        ];
        let help = "a `#` in the name of a file is written `%23`: write";
        assert_eq!(
            reported("broken-link", &files),
            [
                format!("a.md «plan#1.md» there is no file `plan` → {help} `plan%231.md`"),
                format!(
                    "a.md «list#2.pdf#page=3» there is no file `list` → {help} `list%232.pdf#page=3`"
                ),
            ]
        );
        assert_eq!(
            reported("missing-image", &files),
            [format!("a.md «map#3.png» there is no image `map` → {help} `map%233.png`")]
        );
        let beside = [("a.md", "[x](plan#1.md)"), ("plan.md", "A"), ("plan#1.md", "B")];
        assert_eq!(
            reported("broken-anchor", &beside),
            [format!("a.md «#1.md» `plan.md` has no heading `#1.md` → {help} `plan%231.md`")]
        );
    }

    #[test]
    fn a_draft_and_the_world_outside_are_no_pages() {
        let files = [("a.md", "[x](b.md) [z](../d.md)"), ("b.md", "+++\ndraft = true\n+++\nB")];
        assert_eq!(
            reported("broken-link", &files),
            [
                "a.md «b.md» `b.md` is a draft, and drafts are not published → publish it by taking `draft = true` out, or take this out",
                "a.md «../d.md» `../d.md` leads out of the playbook → link to a file of the playbook, or to an address that begins with `https://`",
            ]
        );
    }

    #[test]
    fn links_in_sheets_terms_and_included_files_are_followed() {
        let files = [
            ("a.md", "```include\nb/c.md\n```"),
            ("b/c.md", "[x](../a.md) [y](a.md)"),
            (
                "l.toml",
                "kind = \"checklist\"\npause = \"Now\"\nitems = [\"Read [it](x.md)\", \"A \\\"[b](y.md)\\\"\"]",
            ),
            (
                "terms.toml",
                "kind = \"terms\"\n[[term]]\nterm = \"Charter\"\nmeans = \"See [it](z.md).\"",
            ),
        ];
        assert_eq!(
            reported("broken-link", &files),
            [
                "b/c.md «a.md» there is no file `b/a.md` → write `../a.md`",
                "l.toml «x.md» there is no file `x.md` → correct the link, add the file, or take the link out",
                "l.toml «\"A \\\"[b](y.md)\\\"\"» there is no file `y.md` → correct the link, add the file, or take the link out",
                "terms.toml «z.md» there is no file `z.md` → correct the link, add the file, or take the link out",
            ]
        );
    }

    #[test]
    fn an_included_file_is_found_on_the_page_that_shows_it() {
        let files = [
            ("a.md", "[y](b/c.md#c)\n\n```include\nb/c.md\n```"),
            ("b/c.md", "## C\n\n[x](#c) [z](d.md#d)\n\n```include\nd.md\n```"),
            ("b/d.md", "## D"),
        ];
        assert_eq!(reported("broken-link", &files), Vec::<String>::new());
        assert_eq!(reported("broken-anchor", &files), Vec::<String>::new());
    }

    #[test]
    fn what_is_there_or_elsewhere_is_not_reported() {
        let files = [
            (
                "a.md",
                "[x](b%20c.md#d) [y](f.pdf) [z](https://example.org) [w](mailto:a@example.org) [v](#e)",
            ),
            ("b c.md", "## D"),
            ("f.pdf", ""),
        ];
        assert_eq!(reported("broken-link", &files), Vec::<String>::new());
    }

    #[test]
    fn another_number_another_kind_or_a_short_word_is_not_meant() {
        let files = [
            (
                "a.md",
                "![w](wx.png) ![p](plan2.png) ![s](service.png) ![q](images/ports.png) [r](mat.pdf) [t](guide3.md)",
            ),
            ("guide2.md", "G"),
            ("map.pdf", ""),
            ("pics/borg.png", ""),
            ("pics/ha.png", ""),
            ("plan1.png", ""),
            ("service.md", "S"),
        ];
        for reported in
            [reported("broken-link", &files), reported("missing-image", &files)].concat()
        {
            assert!(!reported.contains("→ write"), "{reported}");
        }
        assert_eq!(mended(&files), files[0].1);
    }

    #[test]
    fn one_slip_or_another_way_to_write_the_same_name_is_meant() {
        for (written, file) in [
            ("Role_Grid.MD", "b/role-grid.md"),
            ("role-grdi.md", "b/role-grid.md"),
            ("team-photo.jpg", "pics/Team Photo.png"),
            ("Buro.pdf", "papers/Büro.pdf"),
        ] {
            let text = format!("[x]({written})");
            let files = [("a.md", &*text), (file, "")];
            assert_eq!(mended(&files), format!("[x]({})", file.replace(' ', "%20")), "{written}");
        }
        let files = [("a.md", "[x](map.pdf)"), ("b/map.pdf", ""), ("c/map.pdf", "")];
        assert_eq!(
            reported("broken-link", &files),
            [
                "a.md «map.pdf» there is no file `map.pdf` → several files have this name: write `b/map.pdf` or `c/map.pdf`"
            ]
        );
        assert_eq!(mended(&files), files[0].1);
    }

    #[test]
    fn an_address_of_the_finished_site_is_that_of_its_page() {
        let files = [
            ("a.md", "[x](b/c.html#d) [y](l.html) [z](b/e.html)"),
            ("b/c.md", "## D"),
            ("b/e.html", ""),
            ("l.toml", "kind = \"plan\""),
        ];
        assert_eq!(reported("broken-link", &files), Vec::<String>::new());
    }
}
