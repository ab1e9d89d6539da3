//! Links, images, labels and includes that lead to other names afterwards.

use super::after::After;
use super::before::{Before, Refusal};
use super::renaming::within;
use super::written::{addresses, is_of_site, pieces, places, split};
use super::{destination, html};
use crate::edit::Edit;
use crate::model::index::named::{named, target};
use crate::model::mention::Piece;
use crate::model::wiki::Wiki;
use crate::prose::Role;
use crate::prose::almost::{Almost, Form};
use crate::source::{SourcePath, Span, target_path};

/// Writes every path anew that would lead elsewhere, or nowhere.
pub(super) fn rewrite(
    before: Before<'_>,
    after: &After<'_>,
    edits: &mut Vec<Edit>,
) -> Result<(), Refusal> {
    for piece in pieces(before.files, before.linked.playbook) {
        for written in addresses(piece) {
            if written.in_html && is_of_site(before, piece.path, written.href) {
                continue;
            }
            let (path, (old, _)) = (split(written.href).0, split(written.raw));
            let Some(new) = way(before, after, piece.path, path, old) else { continue };
            for span in places(before, piece, &written)? {
                let span = Span::new(span.range().start, span.range().start + old.len());
                edits.push(Edit::new(piece.path, span, new.clone()));
            }
        }
        html::rewrite(before, after, piece, edits);
        edits.extend(
            piece.document.almost.iter().filter_map(|almost| by_name(before, after, piece, almost)),
        );
    }
    Ok(())
}

/// The edit that gives `[[page]]` the new name of its file. `None` where it is no link, or leads there by the title.
fn by_name(
    before: Before<'_>,
    after: &After<'_>,
    piece: Piece<'_>,
    almost: &Almost,
) -> Option<Edit> {
    let Form::Wiki(role, inside) = almost.form else { return None };
    let wiki = Wiki::read(piece.document.source.get(inside.range())?)?;
    let is_link = before.linked.playbook.stance.is_lenient() && !wiki.page.is_empty();
    let href = named(before.linked.index, piece.path, (role, wiki.page)).filter(|_| is_link)?;
    let old = &target(before.linked.index, piece.path, (Role::Link, &href))?;
    let new = after.moves.of(old);
    let way = |path: &SourcePath| {
        let whole = path.as_str();
        let ended = wiki.page.to_lowercase().ends_with(&format!(".{}", path.extension()));
        let plain = whole.rsplit_once('.').map_or(whole, |(plain, _)| plain);
        if ended { whole.to_owned() } else { plain.to_owned() }
    };
    let (old_way, new_way) = (way(old), way(new));
    let name = |way: &str| way.rsplit('/').next().unwrap_or(way).to_owned();
    let (old_name, new_name) = (name(&old_way), name(&new_way));
    let (from, to) = if wiki.page.eq_ignore_ascii_case(&old_name) {
        (old_name, new_name)
    } else if wiki.page.eq_ignore_ascii_case(old.slug()) {
        (old.slug().to_owned(), new.slug().to_owned())
    } else if wiki.page.to_lowercase().ends_with(&format!("/{}", old_name.to_lowercase())) {
        (String::new(), new_way)
    } else {
        return None;
    };
    if from == to || old == new {
        return None;
    }
    let start = inside.range().start + piece.document.source[inside.range()].find(wiki.page)?;
    let span = piece.document.locate(Span::new(start, start + wiki.page.len()));
    Some(Edit::new(piece.path, span, to))
}

/// What a path is meant to lead to.
enum Meant {
    /// The file of this very name.
    File(SourcePath),
    /// The Markdown file whose ending is left out.
    Unended(SourcePath),
    /// The file that introduces the folder of this name.
    Folder(SourcePath),
    /// The folder of this name, which no file introduces.
    Bare(SourcePath),
}

/// How `path`, which stands in the file `from` as `old`, has to be written afterwards. `None` when it may stay.
fn way(
    before: Before<'_>,
    after: &After<'_>,
    from: &SourcePath,
    path: &str,
    old: &str,
) -> Option<String> {
    if path.is_empty() {
        return None;
    }
    let meant = meant(before, from, path)?;
    let from = after.moves.of(from);
    let to = match &meant {
        Meant::File(file) | Meant::Unended(file) | Meant::Folder(file) => after.moves.of(file),
        Meant::Bare(folder) => &after.folder(folder),
    };
    if target_path(from, path).is_some_and(|path| after.leads_to(&path, to)) {
        return None;
    }
    let unended = || {
        let plain = to.as_str().rsplit_once('.').map(|(plain, _)| SourcePath::new(plain));
        plain.filter(|plain| after.leads_to(plain, to)).unwrap_or_else(|| to.clone())
    };
    let in_folder = |folder: &str| {
        let mut new = destination::in_style_of(old, from, &SourcePath::new(folder));
        if old.ends_with('/') && !new.ends_with('/') {
            new.push('/');
        }
        new
    };
    let new = match meant {
        Meant::Unended(_) => destination::in_style_of(old, from, &unended()),
        Meant::Folder(_) if to.introduces_folder() => in_folder(to.folder()),
        Meant::Bare(_) => in_folder(to.as_str()),
        Meant::File(_) | Meant::Folder(_) => destination::in_style_of(old, from, to),
    };
    Some(new)
}

fn meant(before: Before<'_>, from: &SourcePath, path: &str) -> Option<Meant> {
    let target = target_path(from, path)?;
    let sources = before.linked.sources;
    if sources.texts.contains_key(&target) || sources.assets.contains_key(&target) {
        return Some(Meant::File(target));
    }
    let mut ended = target.with_markdown_endings();
    if let Some(ended) = ended.find(|ended| sources.texts.contains_key(ended)) {
        return Some(Meant::Unended(ended));
    }
    if let Some(source) = target.of_published().find(|file| sources.texts.contains_key(file)) {
        return Some(Meant::File(source));
    }
    if let Some(entry) = before.linked.index.introduction(target.as_str()) {
        return Some(Meant::Folder(entry.path.clone()));
    }
    before.linked.index.holds_pages(&target).then(|| Meant::Bare(target.clone()))
}

impl After<'_> {
    /// What the folder at `path` is called.
    fn folder(&self, path: &SourcePath) -> SourcePath {
        let (from, to) = self.name;
        within(path, from, to).unwrap_or_else(|| path.clone())
    }

    /// Whether a link to `path` leads to the file `to`.
    fn leads_to(&self, path: &SourcePath, to: &SourcePath) -> bool {
        if self.files.contains(path) {
            return path == to;
        }
        if let Some(ended) = path.with_markdown_endings().find(|ended| self.files.contains(ended)) {
            return ended == *to;
        }
        if let Some(source) = path.of_published().find(|file| self.files.contains(file)) {
            return source == *to;
        }
        match self.introduction(path.as_str()) {
            Some(introduction) => introduction == to,
            None => path == to,
        }
    }
}
