//! `missing-image`: an image, or a sheet put in place, that is not there.

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
    code: "missing-image",
    severity: Severity::Error,
    explanation: "An image points at a file that is not there. Readers would see an empty frame, and so would everybody who \
        holds the printed page. Put the image into the playbook's folder, beside the page or in a folder such as `images`, \
        and write the way to it from the page: `![Two teams at one table](images/table.png)`.\n\n\
        The same sign puts a worksheet or a checklist in place, `![Role grid](../worksheets/role-grid.toml)`, and the same \
        message tells when that sheet is not there.",
};

fn find(page: &Page<'_>) -> Vec<Diagnostic> {
    page.mentions()
        .iter()
        .filter(|(mention, found)| mention.role == Role::Image && *found == Found::Nothing)
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
            "copy the image into the playbook's folder".to_owned(),
        ),
        Err(Unresolved::NoPage(page)) => near::no_page(names, &page)?,
        Err(Unresolved::NoFile(wanted, close)) => {
            let wanted = SourcePath::new(wanted);
            fix = near::fix(names, (path, href), &wanted, close.clone());
            let noun = if wanted.is_toml() { "sheet" } else { "image" };
            let other_way = near::other_way(names, mention).map(|(help, mend)| {
                elsewhere = mend;
                help
            });
            let stand_in = misnamed::stand_in(names, &wanted);
            let stand_in = stand_in.map(|path| misnamed::rename(path, &wanted));
            let help = stand_in.or(other_way).or_else(|| near::mark_in_name(names, path, href));
            let help = help.unwrap_or_else(|| {
                let instead = near::write_instead(names, (path, href), &wanted, close);
                let add =
                    || format!("put the {noun} into the playbook's folder, or take this line out");
                instead.unwrap_or_else(add)
            });
            (format!("there is no {noun} {}", near::quoted(wanted.as_str())), help)
        }
    };
    let fault = Diagnostic::new(&RULE, path, mention.href_span(), message).help(help);
    Some(fault.maybe_fix(fix).maybe_fix_at(elsewhere))
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    #[test]
    fn the_image_or_sheet_that_was_meant_is_named() {
        let files = [
            ("a/b.md", "![A table](two-tabels.png) ![Grid](../role-grd.toml) ![](../../x.png)"),
            ("images/two-tables.png", ""),
            ("role-grid.toml", "kind = \"plan\""),
        ];
        assert_eq!(
            reported("missing-image", &files),
            [
                "a/b.md «two-tabels.png» there is no image `a/two-tabels.png` → write `../images/two-tables.png`",
                "a/b.md «../role-grd.toml» there is no sheet `role-grd.toml` → write `../role-grid.toml`",
                "a/b.md «../../x.png» `../../x.png` leads out of the playbook → copy the image into the playbook's folder",
            ]
        );
    }

    #[test]
    fn an_image_elsewhere_is_not_missed() {
        assert_eq!(
            reported("missing-image", &[("a.md", "![x](https://example.org/x.png)")]),
            Vec::<String>::new()
        );
    }
}
