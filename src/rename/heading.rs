//! A heading that says something else, or is known by another id.

use std::collections::BTreeSet;

use super::before::{Before, Refusal};
use super::order::Wish;
use super::renaming::{Renaming, gathered};
use super::written::{addresses, pieces, places};
use super::{html, order};
use crate::edit::Edit;
use crate::model::Target;
use crate::prose::anchor::heading_id;
use crate::prose::{Document, Heading};
use crate::site::escape;
use crate::source::{SourcePath, Span, percent_decoded};

/// A heading after its own lines were changed, and what links to it have to say.
#[derive(Clone, Debug, Default)]
pub struct Reworded {
    /// What changes in the file of the heading: its words or its id, and ids of others that would change with it.
    pub edits: Vec<Edit>,
    /// Its id so far, and from now on. The same where only words change.
    pub ids: (String, String),
}

/// Gives the heading with the number `number` in the file `path` what is wished for.
///
/// `ids` says which ids the headings of a text of that file have.
pub fn reword(
    before: Before<'_>,
    (path, number): (&SourcePath, usize),
    wish: &Wish,
    ids: &dyn Fn(&str) -> Vec<String>,
) -> Result<Renaming, Refusal> {
    let document = order::prose(before, path).expect("the order was understood");
    let reworded = own_lines(before, (path, document), number, wish, ids)?;
    let (old, new) = reworded.ids;
    let mut edits = reworded.edits;
    let mut renaming =
        Renaming { ledger: before.linked.playbook.ledger.clone(), ..Renaming::default() };
    if old != new {
        let pages = pages(before, path);
        references(before, &pages, (&old, &new), &mut edits)?;
        for page in &pages {
            renaming.headings.insert(format!("{page}#{old}"), format!("{page}#{new}"));
            let Some(route) = before.linked.site.route_of(page) else { continue };
            let (from, to) = (format!("{route}#{old}"), format!("{route}#{new}"));
            renaming.ledger.note_move(&from, &to);
            if let Some(former) = &document.headings[number].former {
                renaming.ledger.note_move(&format!("{route}#{former}"), &to);
            }
            renaming.leads.push((from, to));
        }
    }
    renaming.edits = gathered(edits);
    Ok(renaming)
}

/// The pages on which the prose of the file `path` stands.
fn pages<'p>(before: Before<'p>, path: &'p SourcePath) -> Vec<&'p SourcePath> {
    match before.linked.index.shown_in(path).as_slice() {
        [] => vec![path],
        pages => pages.to_vec(),
    }
}

/// Changes the heading, and gives every other one that would lose its id by that its own by hand.
fn own_lines(
    before: Before<'_>,
    (path, document): (&SourcePath, &Document),
    number: usize,
    wish: &Wish,
    ids: &dyn Fn(&str) -> Vec<String>,
) -> Result<Reworded, Refusal> {
    let heading = &document.headings[number];
    let text = &before.linked.sources.texts[path];
    let refused = |why: &str| Err(Refusal::new(format!("{path}#{}", heading.id), why));
    let Some(line) = Line::of(text, heading) else {
        return refused(
            "it is written in a way that cannot be changed safely; write it as `## Words` on one line",
        );
    };
    if is_title_twice(before, path, document, heading) {
        return refused(
            "it says the title, which stands in the front matter too; change both by hand",
        );
    }
    let words = match wish {
        Wish::Words(words) => line.with_minutes(words),
        Wish::Id(_) => line.words.to_owned(),
    };
    let own_id = match wish {
        Wish::Words(_) => line.own_id.map(str::to_owned),
        Wish::Id(id) => Some(id.clone()),
    };
    let taken = document
        .headings
        .iter()
        .any(|other| own_id.as_ref() == Some(&other.id) && other.id != heading.id);
    if taken {
        return refused("another heading of the page has this id; choose another");
    }
    let unneeded =
        |own: &String| matches!(wish, Wish::Id(_)) && *own == heading_id(heading.typed());
    let kept = own_id.filter(|own| !unneeded(own));
    if words == line.words && kept.as_deref() == line.own_id {
        return refused("it says so already");
    }
    let mut edits = vec![Edit::new(path, line.span, written(&words, kept.as_deref()))];
    let mut pinned = BTreeSet::from([number]);
    loop {
        let after = gathered(edits.clone()).apply(path, text);
        let now = ids(&after);
        if now.len() != document.headings.len() {
            return refused("these words would be read as something else than a heading");
        }
        let lost =
            (0..now.len()).find(|at| !pinned.contains(at) && now[*at] != document.headings[*at].id);
        let Some(lost) = lost else {
            return Ok(Reworded { edits, ids: (heading.id.clone(), now[number].clone()) });
        };
        let other = &document.headings[lost];
        let Some(line) = Line::of(text, other) else {
            return refused(
                "another heading of the same words would get another id by it; give that one an id by hand first",
            );
        };
        pinned.insert(lost);
        edits.push(Edit::new(path, line.span, written(line.words, Some(&other.id))));
    }
}

/// Whether a heading was taken for the title of its page, and front matter says the title as well.
fn is_title_twice(
    before: Before<'_>,
    path: &SourcePath,
    document: &Document,
    heading: &Heading,
) -> bool {
    let is_first = document.headings.first().is_some_and(|first| first.span == heading.span);
    let entry = before.files.iter().find(|entry| entry.path == *path);
    let title = entry.map(|entry| entry.meta.title.span);
    is_first && !document.title.is_empty() && title != Some(heading.span)
}

/// A heading as it is written.
struct Line<'t> {
    /// Its words with their markup, and the id behind them.
    span: Span,
    words: &'t str,
    own_id: Option<&'t str>,
}

impl<'t> Line<'t> {
    /// The line of `heading` in `text`.
    fn of(text: &'t str, heading: &Heading) -> Option<Self> {
        let all = text.get(heading.span.range())?;
        let line = all.lines().next()?;
        let start = line.len() - line.trim_start_matches([' ', '#']).trim_start().len();
        let mut words = line[start..].trim_end();
        if line.trim_start().starts_with('#') {
            // Signs that close it, as in `## Words ##`.
            let open = words.trim_end_matches('#');
            if open.is_empty() || open.ends_with(' ') {
                words = open.trim_end();
            }
        } else if all.lines().count() != 2 {
            return None;
        }
        let span = Span::from(start..start + words.len()).shifted(heading.span.range().start);
        let attributes = words.ends_with('}').then(|| words.rfind('{')).flatten();
        let own_id =
            attributes.and_then(|at| words[at + 1..words.len() - 1].trim().strip_prefix('#'));
        if own_id.is_some_and(|id| id.contains([' ', '.', '#', '='])) {
            return None;
        }
        let words = match attributes.filter(|_| own_id.is_some()) {
            Some(at) => words[..at].trim_end(),
            None => words,
        };
        Some(Self { span, words, own_id })
    }

    /// `words`, with the minutes that stand behind the present ones where they say none of their own.
    fn with_minutes(&self, words: &str) -> String {
        let minutes = |words: &'t str| {
            let at = words.strip_suffix(')').and_then(|inner| inner.rfind('('))?;
            let inner = &words[at + 1..words.len() - 1];
            inner.starts_with(|letter: char| letter.is_ascii_digit()).then(|| &words[at..])
        };
        match minutes(self.words) {
            Some(time) if !words.trim_end().ends_with(')') => format!("{words} {time}"),
            Some(_) | None => words.to_owned(),
        }
    }
}

/// A heading's words with the id behind them.
fn written(words: &str, id: Option<&str>) -> String {
    match id {
        Some(id) => format!("{words} {{#{id}}}"),
        None => words.to_owned(),
    }
}

/// Lets every link to the heading `old` on one of `pages` say `new`.
fn references(
    before: Before<'_>,
    pages: &[&SourcePath],
    (old, new): (&str, &str),
    edits: &mut Vec<Edit>,
) -> Result<(), Refusal> {
    for piece in pieces(before.files, before.linked.playbook) {
        for written in addresses(piece) {
            let Some((_, fragment)) = written.raw.split_once('#') else { continue };
            let leads_here = match before.linked.index.resolve(piece.path, written.href) {
                Ok(Target::Page(page, Some(id))) => pages.contains(&&page) && id == old,
                Ok(_) => false,
                // A draft leads to itself where nothing else is found.
                Err(_) => {
                    let is_own = written.href.starts_with('#') && pages.contains(&piece.path);
                    is_own && percent_decoded(fragment) == old
                }
            };
            if !leads_here {
                continue;
            }
            let id = if fragment.contains('%') { escape(new) } else { new.to_owned() };
            for span in places(before, piece, &written)? {
                let start = span.range().end - fragment.len();
                edits.push(Edit::new(piece.path, Span::new(start, span.range().end), id.clone()));
            }
        }
        for (page, id, span) in html::fragments(before, piece) {
            if id == old && pages.contains(&&page) {
                edits.push(Edit::new(piece.path, span, new));
            }
        }
    }
    Ok(())
}
