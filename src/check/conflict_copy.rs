//! `conflict-copy`: a second version of a file, made by a program that keeps folders alike on several machines.

use super::rule::{Check, OnWhole};
use super::whole::Whole;
use crate::diag::{Diagnostic, Rule, Severity};
use crate::source::{SourcePath, Span};

pub(super) const CHECK: Check<OnWhole> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "conflict-copy",
    severity: Severity::Warning,
    explanation: "A file is a second version of another one. Programs that keep a folder alike on several machines (Dropbox, \
        OneDrive, Google Drive, Syncthing, Nextcloud) make it when two people change a file at once: the words of one of them \
        are in the copy, and the copy would be a page of its own. Take what is new in it into the first file, and delete the \
        copy. If it is a file of its own, give it a name of its own.",
};

/// Words that such programs put into names, in small letters and several languages.
const UNMISTAKABLE: &[&str] = &[
    "conflicted copy",
    "conflict copy",
    "case conflict",
    ".sync-conflict-",
    "in konflikt stehende kopie",
    "konfliktkopie",
    "copie en conflit",
    "copia en conflicto",
    "copia in conflitto",
    "_conf(",
];

fn find(playbook: &Whole<'_>) -> Vec<Diagnostic> {
    let is_there = |path: &SourcePath| playbook.has_text(path.as_str());
    let copies = playbook.texts().chain(playbook.assets_unused()).filter_map(|path| {
        let first = original(path);
        let first = first.filter(|first| is_there(first) || playbook.assets().contains_key(first));
        // A picture called `table (1).png` beside another one may be just that.
        let is_copy = is_unmistakable(path) || first.is_some() && path.is_text();
        is_copy.then_some((path, first))
    });
    let reported = |(path, first): (&SourcePath, Option<SourcePath>)| {
        let of = first.map_or_else(String::new, |first| format!(" of `{}`", first.file_name()));
        let message =
            format!("this is a copy{of} that a program made when two people changed it at once");
        Diagnostic::new(&RULE, path, Span::default(), message)
            .help("take what is new in it into the first file, and delete this one")
    };
    copies.map(reported).collect()
}

fn is_unmistakable(path: &SourcePath) -> bool {
    let name = path.file_name().to_lowercase();
    UNMISTAKABLE.iter().any(|words| name.contains(words))
}

/// The file that `path` is a copy of, by its name: `a (1).md`, `a - Copy.md`, `a-DESKTOP-1AB2.md`, `a (Ada's …).md` of `a.md`.
fn original(path: &SourcePath) -> Option<SourcePath> {
    let name = path.file_name();
    let (stem, ending) = name.rsplit_once('.')?;
    let own = in_brackets(stem)
        .or_else(|| stem.split_once(".sync-conflict-").map(|(own, _)| own))
        .or_else(|| {
            [" - copy", " copy", " - kopie", " - copie", " - copia"]
                .iter()
                .find_map(|end| cut(stem, end))
        })
        .or_else(|| of_a_machine(stem))?;
    let folder = &path.as_str()[..path.as_str().len() - name.len()];
    Some(SourcePath::new(format!("{folder}{own}.{ending}")))
}

/// `a` of `a (1)`, and of `a (Ada's conflicted copy 2026-11-29)`.
fn in_brackets(stem: &str) -> Option<&str> {
    let (own, inner) = stem.strip_suffix(')')?.rsplit_once('(')?;
    let is_number = matches!(inner.len(), 1 | 2) && inner.chars().all(|c| c.is_ascii_digit());
    let is_reported = UNMISTAKABLE.iter().any(|words| inner.to_lowercase().contains(words));
    (is_number || is_reported).then(|| own.trim_end())
}

/// `stem` without `end`, in whatever capitals.
fn cut<'s>(stem: &'s str, end: &str) -> Option<&'s str> {
    let at = stem.len().checked_sub(end.len()).filter(|at| stem.is_char_boundary(*at))?;
    stem[at..].eq_ignore_ascii_case(end).then(|| &stem[..at])
}

/// `a` of `a-DESKTOP-1AB2`, `a-Adas-MacBook-Pro`: OneDrive puts the name of the machine behind.
fn of_a_machine(stem: &str) -> Option<&str> {
    stem.match_indices('-').find_map(|(at, _)| {
        let machine = stem[at + 1..].to_lowercase();
        let begins = ["desktop-", "laptop-", "surface-", "win-", "pc-", "thinkpad"];
        let is_machine = begins.iter().any(|begin| machine.starts_with(begin))
            || machine.contains("macbook")
            || machine.contains("imac");
        is_machine.then(|| &stem[..at])
    })
}

#[cfg(test)]
mod tests {
    use crate::check::trial::untold_places;

    #[test]
    fn copies_of_a_file_are_reported() {
        let files = [
            ("a (1).md", "# A"),
            ("a (2026).md", "# A"),
            ("a (Ada's conflicted copy 2026-11-29).md", "# A"),
            ("a - Copy.md", "# A"),
            ("a-DESKTOP-1AB2.md", "# A"),
            ("a-Adas-MacBook-Pro.md", "# A"),
            ("a.md", "# A"),
            ("a.sync-conflict-20261129-101500-ABC.md", "# A"),
            ("b (1).md", "# B"),
            ("c (Konfliktkopie).png", ""),
            ("d (1).png", ""),
            ("d.png", ""),
        ];
        let reported = untold_places("conflict-copy", &files);
        let copies: Vec<&str> =
            reported.iter().filter_map(|line| line.split(" this is").next()).collect();
        assert_eq!(
            copies,
            [
                "a (1).md",
                "a (Ada's conflicted copy 2026-11-29).md",
                "a - Copy.md",
                "a-Adas-MacBook-Pro.md",
                "a-DESKTOP-1AB2.md",
                "a.sync-conflict-20261129-101500-ABC.md",
                "c (Konfliktkopie).png",
            ]
        );
        assert!(reported[0].contains("of `a.md`"), "{}", reported[0]);
    }
}
