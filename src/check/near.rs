//! What an author most likely meant: the words of help that name it.

use crate::diag::{Fix, nearest};
use crate::model::document::Place;
use crate::model::index::relative;
use crate::model::mention::Piece;
use crate::model::{Index, Playbook};
use crate::shape::words;
use crate::source::SourcePath;

/// The existing file that the missing file `wanted` was most likely meant to be, in the order of likelihood: the same name
/// elsewhere, the same name but for number and ending, the near name that `near` is, the page that introduces its folder.
pub(super) fn file(
    index: &Index<'_>,
    wanted: &SourcePath,
    near: Option<SourcePath>,
) -> Option<SourcePath> {
    alike(index, wanted, near).or_else(|| {
        let folder = Some(wanted.folder()).filter(|folder| !folder.is_empty())?;
        let introduction = index.introduction(folder).map(|page| page.path.clone());
        introduction.filter(|_| !wanted.introduces_folder())
    })
}

/// The same, but only a file whose name is like that of the one that is `wanted`: it can be written without a second look.
pub(super) fn alike(
    index: &Index<'_>,
    wanted: &SourcePath,
    near: Option<SourcePath>,
) -> Option<SourcePath> {
    if wanted.introduces_folder() {
        return near;
    }
    let same_name = |path: &SourcePath| path.file_name().eq_ignore_ascii_case(wanted.file_name());
    near.clone()
        .filter(same_name)
        .or_else(|| index.find(wanted.slug()).map(|page| page.path.clone()))
        .or(near)
}

/// What mends the address `href` of a file that is `wanted` and not there, where a file is called alike.
pub(super) fn fix(
    index: &Index<'_>,
    (from, href): (&SourcePath, &str),
    wanted: &SourcePath,
    near: Option<SourcePath>,
) -> Option<Fix> {
    let meant = alike(index, wanted, near)?;
    let now = self::href(from, &meant, href);
    index.resolve(from, &now).is_ok().then(|| Fix { was: href.to_owned(), now })
}

/// Help for an address in which `#` begins no heading but belongs to the name of a file that is there: `plan%231.md`.
pub(super) fn mark_in_name(index: &Index<'_>, from: &SourcePath, href: &str) -> Option<String> {
    let ends = href.match_indices('#').map(|(at, _)| at).skip(1).chain([href.len()]);
    let written = ends.map(|end| href[..end].replace('#', "%23") + &href[end..]);
    let meant =
        written.filter(|_| href.contains('#')).find(|href| index.resolve(from, href).is_ok())?;
    Some(format!("a `#` in the name of a file is written `%23`: write `{meant}`"))
}

/// What to write in `from` to point at `to`, with the part from `#` on that `href` has.
pub(super) fn href(from: &SourcePath, to: &SourcePath, href: &str) -> String {
    let fragment = href.find('#').map_or("", |at| &href[at..]);
    format!("{}{fragment}", relative(from, to).replace(' ', "%20").replace('#', "%23"))
}

/// Help for an `id` that `key` is set to and that is none of `known`, which `playbook.toml` lists as `[[block]]`.
pub(super) fn defined(key: &str, block: &str, id: &str, known: &[&str]) -> String {
    match nearest(id, known.iter().copied()) {
        Some(near) => format!("write `\"{near}\"`"),
        None if known.is_empty() => format!(
            "define it in `playbook.toml`: a line `[[{block}]]`, under it `id = \"{id}\"` and `title = \"…\"`; or take \
             `{key}` out"
        ),
        None => format!(
            "write one of {}, or define it in `playbook.toml`",
            words(known.iter().copied())
        ),
    }
}

/// Why the file `path`, which is there, is no page, and what to do; nothing when it could not be read, which was told.
pub(super) fn no_page(playbook: &Playbook, path: &SourcePath) -> Option<(String, String)> {
    if playbook.unread.contains(path) {
        return None;
    }
    let name = quoted(path.as_str());
    Some(if playbook.drafts.contains(path) {
        (
            format!("{name} is a draft, and drafts are not published"),
            "publish it by taking `draft = true` out, or take this out".to_owned(),
        )
    } else {
        (format!("{name} has no page of its own"), "link to a page, or take this out".to_owned())
    })
}

/// Whether `playbook.toml` could not be read, which was told: nobody knows then what it defines.
pub(super) fn settings_are_unread(playbook: &Playbook) -> bool {
    playbook.settings.path.as_ref().is_some_and(|path| playbook.unread.contains(path))
}

/// Whether a line may be added to `piece`: a text of a TOML file holds several only when it does already.
pub(super) fn may_hold_lines(piece: Piece<'_>) -> bool {
    let document = piece.document;
    piece.path.extension() != "toml"
        || matches!(document.place, Place::At(_)) && document.source.contains('\n')
}

/// A text from outside in backticks, on one line and cut after 80 letters, so that a message stays readable.
pub(super) fn quoted(text: &str) -> String {
    let mut letters = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter });
    let shown: String = letters.by_ref().take(80).collect();
    let more = if letters.next().is_some() { "…" } else { "" };
    format!("`{shown}{more}`")
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_long_text_is_cut_and_stays_on_its_line() {
        assert_eq!(quoted("a\nb"), "`a b`");
        assert_eq!(quoted(&"x".repeat(10_000)).chars().count(), 83);
    }
}
