//! `unused-file`: a picture or a document that no page shows or links to.

use super::misnamed;
use super::rule::{Check, OnWhole};
use super::whole::Whole;
use crate::diag::{Diagnostic, Rule, Severity};
use crate::source::{SourcePath, Span};

pub(super) const CHECK: Check<OnWhole> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "unused-file",
    severity: Severity::Hint,
    explanation: "A picture, a PDF or a document of an office program lies among the files of the playbook, and no page shows it or links to it. It is not \
        published, because only what pages point at is. Perhaps the link was forgotten; perhaps the file was replaced by \
        another and can go. What has to be published without a link belongs into the folder `static/` beside the playbook.",
};

/// What is put into a folder to be shown. Other files may lie there for many reasons.
const SHOWN: &[&str] = &[
    "avif", "gif", "jfif", "jpeg", "jpg", "png", "svg", "webp", "bmp", "heic", "tif", "tiff",
    "pdf", "doc", "docx", "odt", "rtf", "pages", "ppt", "pptx", "odp", "key", "xls", "xlsx", "ods",
    "numbers", "epub", "m4a", "mp3", "ogg", "wav", "mov", "mp4", "webm",
];

fn find(playbook: &Whole<'_>) -> Vec<Diagnostic> {
    let unused = playbook.assets_unused();
    unused
        .filter(|path| {
            !path.is_beside() && !path.as_str().split('/').any(|name| name.starts_with('.'))
        })
        .filter(|path| SHOWN.contains(&path.extension().as_str()))
        .filter(|path| {
            let asset = playbook.assets().get(*path);
            asset.is_none_or(|asset| misnamed::meant(path, asset).is_none())
        })
        .map(|path| {
            let help = if is_of_words(path) {
                "link to it, or put its words into a chapter, a file that ends in `.md`"
            } else {
                "link to it, or delete it"
            };
            Diagnostic::new(&RULE, path, Span::default(), "no page shows this file or links to it")
                .help(help)
        })
        .collect()
}

/// Whether it is of a program for writing, which Partnerbook cannot read.
fn is_of_words(path: &SourcePath) -> bool {
    matches!(path.extension().as_str(), "doc" | "docx" | "odt" | "rtf" | "pages")
}

#[cfg(test)]
mod tests {
    use crate::check::trial::untold_places;

    #[test]
    fn pictures_and_documents_are_reported_and_other_files_are_not() {
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
