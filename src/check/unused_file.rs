//! `unused-file`: a picture or a document that no page shows or links to.

use super::Check;
use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::{Index, Playbook};
use crate::source::Span;

pub(super) const CHECK: Check = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "unused-file",
    severity: Severity::Hint,
    explanation: "A picture or a PDF lies among the files of the playbook, and no page shows it or links to it. It is not \
        published, because only what pages point at is. Perhaps the link was forgotten; perhaps the file was replaced by \
        another and can go. What has to be published without a link belongs into the folder `static/` beside the playbook.",
};

/// What is put into a folder to be shown. Other files may lie there for many reasons.
const SHOWN: &[&str] = &["avif", "gif", "jpeg", "jpg", "pdf", "png", "svg", "webp"];

fn find(_: &Playbook, index: &Index<'_>) -> Vec<Diagnostic> {
    let unused = index.assets_unused();
    unused
        .filter(|path| SHOWN.contains(&path.extension().as_str()))
        .map(|path| {
            Diagnostic::new(&RULE, path, Span::default(), "no page shows this file or links to it")
                .help("link to it, or delete it")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::check::trial::untold_places;

    #[test]
    fn pictures_and_documents_are_told_and_other_files_are_not() {
        let files = [
            ("a.md", "![B](b.png) [C](c.pdf)"),
            ("b.png", ""),
            ("c.pdf", ""),
            ("d.svg", ""),
            ("e.txt", ""),
        ];
        assert_eq!(
            untold_places("unused-file", &files),
            ["d.svg no page shows this file or links to it"]
        );
    }
}
