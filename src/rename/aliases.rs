//! Old addresses of pages: among the `aliases` of each, or in the ledger where there is no file to say it.

use std::collections::BTreeMap;

use super::after::{After, folder_page, folders};
use super::before::{Before, Refusal};
use super::renaming::Renaming;
use super::slugs;
use crate::edit::Edit;
use crate::model::Entry;
use crate::model::ledger::quoted;
use crate::site::Route;
use crate::source::{SourcePath, Span, Spanned};

/// Notes the old address of every page that has another one.
pub(super) fn note(
    before: Before<'_>,
    after: &After<'_>,
    edits: &mut Vec<Edit>,
    leads: &mut Vec<(String, String)>,
) -> Result<(), Refusal> {
    // A name that goes or comes may make an order of the numbers in front of its neighbours, or none.
    for (from, entry) in &before.linked.playbook.entries {
        let to = after.moves.of(from);
        let old = Route::of(from, &before.linked.playbook.numbers);
        let new = Route::of(to, &after.numbers);
        if old == new {
            continue;
        }
        if let Some(other) = holder(before, &new).filter(|other| other.path != *from) {
            let why = format!(
                "`{new}` is an old address of `{}`, and whoever kept it would arrive at another page; choose another name, or \
                 take it out of the `aliases` there",
                other.path
            );
            return Err(Refusal::new(to.as_str(), why));
        }
        let own = |alias: &Spanned<String>| Route::of_alias(alias);
        let has_old = entry.meta.aliases.iter().any(|alias| own(alias).as_ref() == Some(&old));
        let wanted = (!after.live.contains(&old) && !has_old).then_some(&old);
        if let Some(old) = wanted {
            leads.push((old.as_str().to_owned(), new.as_str().to_owned()));
        }
        let gone = entry.meta.aliases.iter().position(|alias| own(alias).as_ref() == Some(&new));
        let text = before.linked.sources.texts.get(from).map_or("", |text| &**text);
        if wanted.is_some() || gone.is_some() {
            let Some(edit) = edit(entry, text, wanted, gone) else {
                let why = "its `aliases` are written in a way that cannot be changed safely; write them as a list on one line";
                return Err(Refusal::new(from.as_str(), why));
            };
            edits.push(edit);
        }
    }
    Ok(())
}

/// The page that had `route` before.
fn holder<'p>(before: Before<'p>, route: &Route) -> Option<&'p Entry> {
    before.linked.playbook.entries.values().find(|entry| {
        entry.meta.aliases.iter().any(|alias| Route::of_alias(alias).as_ref() == Some(route))
    })
}

/// Notes where the pages of folders lead that are gone and had no introduction that could say it.
pub(super) fn note_folders(
    before: Before<'_>,
    after: &After<'_>,
    (from, to): (&SourcePath, &SourcePath),
    renaming: &mut Renaming,
) {
    let introduces = |route: &Route| {
        let numbers = &before.linked.playbook.numbers;
        let mut moved = after.moves.all().map(|(path, _)| path);
        moved.any(|path| path.introduces_folder() && Route::of(path, numbers) == *route)
    };
    let mut gone: BTreeMap<Route, Route> = BTreeMap::new();
    let moved =
        after.moves.all().filter(|(path, _)| before.linked.playbook.entries.contains_key(*path));
    for folder in moved.flat_map(|(path, _)| folders(path.folder())) {
        let old = folder_page(folder, &before.linked.playbook.numbers);
        if !after.live.contains(&old) && !introduces(&old) {
            let within = folder
                .strip_prefix(from.as_str())
                .filter(|rest| rest.is_empty() || rest.starts_with('/'));
            // A folder that is left empty leads to where its last page went.
            let new = within.map_or_else(|| to.folder().to_owned(), |rest| format!("{to}{rest}"));
            gone.insert(old, folder_page(&new, &after.numbers));
        }
    }
    for (old, new) in gone {
        renaming.ledger.note_move(old.as_str(), new.as_str());
        renaming.leads.push((old.as_str().to_owned(), new.as_str().to_owned()));
    }
    // What is a page again leads nowhere else.
    let is_live = |old: &str| after.live.contains(&Route::new(old));
    renaming.ledger.moved.retain(|old, _| old.contains('#') || !is_live(old));
}

/// The change that puts `wanted` among the aliases of a page and takes that with the number `gone` out.
fn edit(entry: &Entry, text: &str, wanted: Option<&Route>, gone: Option<usize>) -> Option<Edit> {
    let aliases = &entry.meta.aliases;
    let new = wanted.map(|route| quoted(route.as_str()));
    if slugs::is_yaml(&entry.path, text) {
        return yaml(entry, text, new.as_deref(), gone);
    }
    let put = |span: Span, text: String| Some(Edit::new(&entry.path, span, text));
    match (new, gone, aliases.last()) {
        (Some(new), Some(gone), _) => put(aliases[gone].span, new),
        (Some(new), None, None) => Some(first(entry, text, &new)),
        (Some(new), None, Some(last)) => {
            let start = aliases[0].span.range().start;
            let opening = text[..start].trim_end();
            if opening.ends_with('=') {
                return put(last.span, format!("[{}, {new}]", &text[last.span.range()]));
            }
            let before = match aliases.as_slice() {
                [.., one, _] => &text[one.span.range().end..last.span.range().start],
                _ => &text[opening.len()..start],
            };
            let separator = if before.contains('\n') {
                format!(",{}", &before[before.find('\n')?..])
            } else {
                ", ".to_owned()
            };
            let end = last.span.range().end;
            put(Span::new(end, end), format!("{}{new}", separator.replace('\r', "")))
        }
        (None, Some(gone), _) => remove(entry, text, gone),
        (None, None, _) => None,
    }
}

/// The first alias of a page: a line below its title, or new front matter.
fn first(entry: &Entry, text: &str, new: &str) -> Edit {
    let line = format!("aliases = [{new}]\n");
    let is_toml = entry.path.is_toml();
    let start = match text.split_inclusive('\n').next() {
        Some(mark) if !is_toml && mark.trim_end() == "+++" => mark.len(),
        _ if is_toml => 0,
        _ => {
            let head = format!("+++\n{line}+++\n\n");
            return Edit::new(&entry.path, Span::default(), head);
        }
    };
    // Below the title, or below the kind: at the end of a line that a key begins.
    let below = |key: &str| {
        let mut at = start;
        for line in text[start..].split_inclusive('\n') {
            let name = line.split('=').next().unwrap_or_default().trim();
            let is_end = line.trim_start().starts_with('[') || line.trim_end() == "+++";
            if is_end {
                return None;
            }
            at += line.len();
            let is_open = line.matches("\"\"\"").count() == 1 || line.matches("'''").count() == 1;
            if name == key && !is_open {
                return Some(at);
            }
        }
        None
    };
    let at = below("title").or_else(|| below("kind")).unwrap_or(start);
    let line = if at > 0 && !text[..at].ends_with('\n') { format!("\n{line}") } else { line };
    Edit::new(&entry.path, Span::new(at, at), line)
}

/// Takes one alias out, and the whole line with the last one.
fn remove(entry: &Entry, text: &str, gone: usize) -> Option<Edit> {
    let aliases = &entry.meta.aliases;
    let span = match aliases.as_slice() {
        [only] => {
            let range = only.span.range();
            let start = text[..range.start].rfind("aliases")?;
            let end = text[range.end..].find('\n').map_or(text.len(), |at| range.end + at + 1);
            let rest = text[range.end..end].trim();
            let whole = start == 0 || text[..start].ends_with('\n');
            if !whole || !rest.trim_start_matches([',', ']', ' ']).is_empty() {
                return None;
            }
            Span::new(start, end)
        }
        [first, next, ..] if gone == 0 => Span { start: first.span.start, end: next.span.start },
        _ => Span { start: aliases[gone - 1].span.end, end: aliases.get(gone)?.span.end },
    };
    Some(Edit::new(&entry.path, span, ""))
}

/// The same in front matter between `---` lines, where only keys have a place.
fn yaml(entry: &Entry, text: &str, new: Option<&str>, gone: Option<usize>) -> Option<Edit> {
    let mut names: Vec<String> = entry.meta.aliases.iter().map(|alias| quoted(alias)).collect();
    gone.map(|gone| names.remove(gone));
    names.extend(new.map(str::to_owned));
    let line = match names.as_slice() {
        [] => String::new(),
        names => format!("aliases: [{}]\n", names.join(", ")),
    };
    let mut at = 0;
    let mut known: Option<Span> = None;
    for (number, written) in text.split_inclusive('\n').enumerate() {
        let is_end = number > 0 && matches!(written.trim_end(), "---" | "...");
        let goes_on = written.starts_with([' ', '\t', '-']) && !is_end;
        match &mut known {
            Some(span) if goes_on => {
                span.end = Span::new(0, at + written.len()).end;
            }
            Some(_) => break,
            None if written.starts_with("aliases:") => {
                known = Some(Span::new(at, at + written.len()));
            }
            None if is_end => known = Some(Span::new(at, at)),
            None => {}
        }
        at += written.len();
    }
    known.map(|span| Edit::new(&entry.path, span, line))
}
