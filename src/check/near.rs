//! What an author most likely meant: the words of help that name it.

use super::misnamed;
use super::names::Names;
use crate::diag::{Fix, nearest};
use crate::model::index::named::only;
pub(super) use crate::model::index::named::{escaped, href};
use crate::model::mention::{Mention, Piece};
use crate::model::{Target, Unresolved};
use crate::prose::anchor::heading_id;
use crate::prose::{Place, Role};
use crate::schema::words;
use crate::source::{SourcePath, Span, percent_decoded};

/// The existing file that the missing file `wanted` was most likely meant to be: the one of the same name elsewhere, the one
/// page of the same name but for number and ending, or `near`, the one whose name is a slip away.
pub(super) fn alike(
    names: &Names<'_>,
    wanted: &SourcePath,
    near: Option<SourcePath>,
) -> Option<SourcePath> {
    if wanted.introduces_folder() {
        return near;
    }
    // One that only has to be renamed is told so.
    if misnamed::stand_in(names, wanted).is_some() {
        return None;
    }
    let may_be_page =
        wanted.is_text() || matches!(wanted.extension().as_str(), "" | "html" | "htm");
    let same_name = |path: &SourcePath| path.file_name().eq_ignore_ascii_case(wanted.file_name());
    let page = || only(names.called(wanted.slug()).map(|page| page.path().clone()));
    near.clone().filter(same_name).or_else(|| page().filter(|_| may_be_page)).or(near)
}

/// Help for the missing file `wanted`: what to write in place of the address `href` in `from`. `None` when nothing is called
/// alike.
pub(super) fn write_instead(
    names: &Names<'_>,
    (from, href): (&SourcePath, &str),
    wanted: &SourcePath,
    near: Option<SourcePath>,
) -> Option<String> {
    if let Some(meant) = alike(names, wanted, near) {
        return Some(format!("write `{}`", self::href(from, &meant, href)));
    }
    let choices = names.files_alike(wanted);
    if choices.len() < 2 || misnamed::stand_in(names, wanted).is_some() {
        return None;
    }
    let hrefs = choices.iter().map(|path| self::href(from, path, href));
    Some(format!("several files have this name: write {}", one_of(hrefs)))
}

/// What mends the address `href` of a file that is `wanted` and not there, where a file is called alike.
pub(super) fn fix(
    names: &Names<'_>,
    (from, href): (&SourcePath, &str),
    wanted: &SourcePath,
    near: Option<SourcePath>,
) -> Option<Fix> {
    let meant = alike(names, wanted, near)?;
    let now = self::href(from, &meant, href);
    names.resolve(from, &now).is_ok().then(|| Fix { was: href.to_owned(), now })
}

/// The address to write for the `written` one, which leads nowhere: with `/` for each `\` and `%20` for each space, or that of
/// the one page with this title.
pub(super) fn meant(
    names: &Names<'_>,
    from: &SourcePath,
    (role, written): (Role, &str),
) -> Option<String> {
    let is_there = |href: &String| href != written && names.target(from, (role, href)).is_some();
    let by_words = written.split_once('#').filter(|(_, part)| part.contains([' ', '\t']));
    let by_words = by_words.map(|(way, part)| format!("{}#{}", escaped(way), heading_id(part)));
    let ways = by_words.into_iter().chain([escaped(written), unmarked(written)]);
    let on_machine = || of_machine(written).filter_map(|end| names.named(from, (role, end)));
    ways.chain(on_machine()).find(is_there).or_else(|| names.by_title(from, (role, written)))
}

/// An address without the blanks and quotation marks that stand in it.
fn unmarked(written: &str) -> String {
    let is_mark = |letter: char| letter.is_whitespace() || "\"'“”„‟‘’‚«»‹›`".contains(letter);
    percent_decoded(written).replace(is_mark, "").replace('\\', "/")
}

/// The ends of the way to a file on a machine, the longest first: `bus/ride.md` and `ride.md` of `C:\bus\ride.md`.
fn of_machine(written: &str) -> impl Iterator<Item = &str> {
    let is_drive = written.get(1..3).is_some_and(|rest| rest == ":\\" || rest == ":/");
    let is_way = is_drive || written.starts_with("\\\\") || written.starts_with("file:");
    let signs =
        written.char_indices().filter(move |(_, sign)| is_way && matches!(sign, '/' | '\\'));
    signs.map(|(at, _)| &written[at + 1..]).filter(|end| !end.is_empty())
}

/// The whole address of what lies outside and was written without its beginning: a host `www.…`, or somebody's mail.
pub(super) fn begun(written: &str) -> Option<String> {
    let host = |text: &str| {
        let (name, ending) = text.rsplit_once('.')?;
        let is_ending = ending.len() > 1 && ending.bytes().all(|byte| byte.is_ascii_lowercase());
        (is_ending && !name.is_empty() && !text.contains(char::is_whitespace)).then_some(())
    };
    if written.starts_with("www.") {
        host(written.split('/').next()?)?;
        return Some(format!("https://{written}"));
    }
    let (name, at) = written.split_once('@')?;
    host(at)?;
    (!name.is_empty() && !written.contains(['/', ':', ' '])).then(|| format!("mailto:{written}"))
}

/// Help where several `pages` have the title that was written.
pub(super) fn choice(from: &SourcePath, pages: &[SourcePath]) -> String {
    let hrefs = pages.iter().map(|page| href(from, page, ""));
    format!("several pages have this title: write {}", one_of(hrefs))
}

/// The first five addresses that may be written.
fn one_of(hrefs: impl Iterator<Item = String>) -> String {
    let hrefs: Vec<String> = hrefs.take(5).collect();
    words(hrefs.iter().map(String::as_str)).replace(" and ", " or ")
}

/// The address of `mention` as it stands in its text, and where. `None` when it stands elsewhere, as that of a label does.
fn written<'p>(mention: &Mention<'p>) -> Option<(Span, &'p str)> {
    let span = mention.link.span;
    let text = mention.piece.document.source.get(span.range())?.strip_suffix(')')?;
    let begin = text.rfind("](")? + 2;
    let address = text[begin..].trim_start();
    let begin = text.len() - address.len();
    let (begin, address) = match address.strip_prefix('<') {
        Some(address) => (begin + 1, address.split('>').next()?),
        None => (begin, address.split_whitespace().next()?),
    };
    let start = span.start as usize + begin;
    Some((Span::new(start, start + address.len()), address))
}

/// What writes `now` in place of the address of `mention`.
pub(super) fn rewritten(mention: &Mention<'_>, now: &str) -> Option<(Span, Fix)> {
    let (span, was) = written(mention)?;
    let fix = Fix { was: was.to_owned(), now: now.to_owned() };
    Some((mention.piece.document.locate(span), fix))
}

/// What to write in place of the address of `mention`, which leads nowhere: the help, and what mends it. `None` when it is neither
/// written with `\` nor the title of a page.
pub(super) fn other_way(
    names: &Names<'_>,
    mention: &Mention<'_>,
) -> Option<(String, Option<(Span, Fix)>)> {
    let (from, role) = (mention.path(), mention.role);
    // What the parser took for an escape may be one of the signs between folders.
    let address = written(mention).map_or(mention.href(), |(_, written)| written);
    let address = if address.contains('\\') { address } else { mention.href() };
    if let Some(now) = meant(names, from, (role, address)) {
        return Some((format!("write `{now}`"), rewritten(mention, &now)));
    }
    if let Some(now) = begun(address) {
        return Some((format!("write `{now}`"), rewritten(mention, &now)));
    }
    let choices = names.titled_as(address);
    (choices.len() > 1).then(|| (choice(from, &choices), None))
}

/// The page that a link that leads nowhere was meant to lead to, where its help says which.
pub(super) fn page_meant(names: &Names<'_>, mention: &Mention<'_>) -> Option<SourcePath> {
    let (from, href) = (mention.path(), mention.href());
    let Err(Unresolved::NoFile(wanted, near)) = names.resolve(from, href) else { return None };
    let now = match other_way(names, mention) {
        Some((_, mend)) => mend?.1.now,
        None => fix(names, (from, href), &SourcePath::new(wanted), near)?.now,
    };
    match names.resolve(from, &now).ok()? {
        Target::Page(path, _) => Some(path),
        Target::Asset(_) | Target::Folder(_) | Target::External(_) => None,
    }
}

/// Help for an address in which `#` begins no heading but belongs to the name of a file that is there: `plan%231.md`.
pub(super) fn mark_in_name(names: &Names<'_>, from: &SourcePath, href: &str) -> Option<String> {
    let ends = href.match_indices('#').map(|(at, _)| at).skip(1).chain([href.len()]);
    let written = ends.map(|end| href[..end].replace('#', "%23") + &href[end..]);
    let meant =
        written.filter(|_| href.contains('#')).find(|href| names.resolve(from, href).is_ok())?;
    Some(format!("a `#` in the name of a file is written `%23`: write `{meant}`"))
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

/// Why the file `path`, which is there, is no page, and what to do; nothing when it could not be read, which was reported.
pub(super) fn no_page(names: &Names<'_>, path: &SourcePath) -> Option<(String, String)> {
    if names.is_unread(path) {
        return None;
    }
    let name = quoted(path.as_str());
    Some(if names.is_draft(path) {
        (
            format!("{name} is a draft, and drafts are not published"),
            "publish it by taking `draft = true` out, or take this out".to_owned(),
        )
    } else {
        (format!("{name} has no page of its own"), "link to a page, or take this out".to_owned())
    })
}

/// Whether `playbook.toml` could not be read, which was reported: nobody knows then what it defines.
pub(super) fn settings_are_unread(names: &Names<'_>) -> bool {
    names.settings().path.as_ref().is_some_and(|path| names.is_unread(path))
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
