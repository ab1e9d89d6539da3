//! Sources and a new name → what becomes of the files, looked through before anything is written.

use std::collections::BTreeMap;

use super::stages::Stages;
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::model::Target;
use crate::rename::{self, Before, Order, Refusal, Renaming};
use crate::site::Linked;
use crate::source::{SourcePath, Sources};
use crate::{check, parse};

/// What comes of a new name.
#[derive(Debug)]
pub enum Renamed {
    /// Everything that changes.
    Done(Box<Renaming>),
    /// It cannot be.
    Refused(Refusal),
    /// Files that may name what is renamed cannot be read: nothing is renamed before they are mended.
    Unread(Diagnostics),
}

/// Works out what it takes to let what is called `old` be called `new`.
///
/// The playbook as it would be is parsed, linked and checked; if anything in it led elsewhere than before, it is refused.
pub fn renamed(sources: &Sources, old: &str, new: &str) -> Renamed {
    let mut reported = Diagnostics::new();
    let stages = Stages::of(sources, &mut reported);
    if !stages.playbook.unread.is_empty() {
        return Renamed::Unread(reported);
    }
    let (index, files) = (stages.index(), parse::entries(sources));
    let linked = stages.linked(&index);
    let before = Before { linked, files: &files };
    let renaming = Order::of(before, old, new).and_then(|order| match order {
        Order::File(from, to) => rename::rename(before, &from, &to),
        Order::Heading(path, number, wish) => {
            rename::reword(before, (&path, number), &wish, &|text| ids(&path, text))
        }
    });
    let sound = renaming.and_then(|renaming| {
        look_through((before, reported), &renaming)?;
        Ok(renaming)
    });
    match sound {
        Ok(renaming) => Renamed::Done(Box::new(renaming)),
        Err(refusal) => Renamed::Refused(refusal),
    }
}

/// The ids of the headings that the file `path` has with this text.
fn ids(path: &SourcePath, text: &str) -> Vec<String> {
    let mut sources = Sources::default();
    sources.texts.insert(path.clone(), text.into());
    let entries = parse::entries(&sources);
    let headings = entries.iter().flat_map(|entry| &entry.document().headings);
    headings.map(|heading| heading.id.clone()).collect()
}

/// Refuses what would lead a reader elsewhere than before, or break a rule.
///
/// Of what is wrong `before`, parsing has reported so far.
fn look_through(
    (before, mut reported_before): (Before<'_>, Diagnostics),
    renaming: &Renaming,
) -> Result<(), Refusal> {
    let sources = renaming.after(before.linked.sources);
    let mut reported = Diagnostics::new();
    let stages = Stages::of(&sources, &mut reported);
    let (index, files) = (stages.index(), parse::entries(&sources));
    let after = Before { linked: stages.linked(&index), files: &files };
    check::check(after.linked, None, &mut reported);
    check::check(before.linked, None, &mut reported_before);
    if let Some(fault) = new_error(&reported_before, &reported) {
        let place =
            fault.location.as_ref().map_or(String::new(), |place| format!(" in `{}`", place.path));
        let why = format!("it would break the playbook{place}: {}", fault.message);
        return Err(Refusal::new(subject(renaming), why));
    }
    if let Some((path, what)) = led_astray(before, after, renaming) {
        let why = format!(
            "`{what}` in `{path}` would lead elsewhere than before; change it by hand, and give the command again"
        );
        return Err(Refusal::new(subject(renaming), why));
    }
    Ok(())
}

fn subject(renaming: &Renaming) -> String {
    let name = renaming.name.as_ref().map(|(from, _)| from.as_str().to_owned());
    name.or_else(|| Some(renaming.leads.first()?.0.clone())).unwrap_or_default()
}

/// The first error of a rule that is broken more often than before.
fn new_error<'d>(before: &Diagnostics, after: &'d Diagnostics) -> Option<&'d Diagnostic> {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, fault) in before.sorted().iter().filter(|(severity, _)| *severity == Severity::Error) {
        *known.entry(fault.rule.code).or_default() += 1;
    }
    let errors = after.sorted().into_iter().filter(|(severity, _)| *severity == Severity::Error);
    errors.map(|(_, fault)| fault).find(|fault| match known.get_mut(fault.rule.code) {
        Some(left) if *left > 0 => {
            *left -= 1;
            false
        }
        Some(_) | None => true,
    })
}

/// Every address and every slug of each file, each with what it leads to.
fn leads(
    side: Before<'_>,
    moved: &dyn Fn(&SourcePath) -> SourcePath,
) -> BTreeMap<SourcePath, Vec<(String, Option<String>)>> {
    let Linked { playbook, index, .. } = side.linked;
    let mut leads: BTreeMap<SourcePath, Vec<(String, Option<String>)>> = BTreeMap::new();
    for (path, href) in rename::addresses_in(side.files, playbook) {
        let target = match index.resolve(path, href) {
            Ok(Target::Page(page, id)) => {
                Some(format!("{}#{}", moved(&page), id.unwrap_or_default()))
            }
            Ok(Target::Asset(file)) => Some(moved(&file).as_str().to_owned()),
            Ok(Target::Folder(folder)) => Some(format!("{}/", moved(&folder))),
            Ok(Target::External(_)) | Err(_) => None,
        };
        leads.entry(moved(path)).or_default().push((href.to_owned(), target));
    }
    for (path, slug) in rename::slugs_in(side.files, playbook) {
        let target = rename::target_of(index, side.files, slug);
        let target = target.map(|target| moved(target).as_str().to_owned());
        leads.entry(moved(path)).or_default().push((slug.to_owned(), target));
    }
    leads
}

/// The first address or slug that leads elsewhere: the file it stands in, and how it is written there so far.
fn led_astray(
    before: Before<'_>,
    after: Before<'_>,
    renaming: &Renaming,
) -> Option<(SourcePath, String)> {
    let stays = |path: &SourcePath| path.clone();
    let now = leads(after, &stays);
    for (path, were) in leads(before, &|path| renaming.path_after(path)) {
        let are = now.get(&path).map_or(&[][..], Vec::as_slice);
        if were.len() != are.len() {
            return Some((path, were.first()?.0.clone()));
        }
        for ((href, was), (_, is)) in were.iter().zip(are) {
            let was = was.as_ref().map(|was| renaming.heading_after(was));
            if was.is_some() && was.as_ref() != is.as_ref() {
                return Some((path, href.clone()));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests;
