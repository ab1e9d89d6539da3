//! What sheets may ask of the playbook, answered.

use super::{Content, Entry, Index};
use crate::worksheet::{Context, Need, Page, PageKind, Term};

impl Context for Index<'_> {
    fn language(&self) -> &str {
        &self.playbook().settings.language.value
    }

    fn partners(&self) -> usize {
        self.playbook().settings.partners.len()
    }

    fn has_addresses(&self) -> bool {
        !self.playbook().settings.base_url.value.is_empty()
    }

    fn needs(&self) -> Option<Vec<Need<'_>>> {
        let playbook = self.playbook();
        let settings = &playbook.settings;
        let is_unread = settings.path.as_ref().is_some_and(|path| playbook.unread.contains(path));
        let needs = settings.needs.iter().map(|need| Need { id: &need.id, title: &need.title });
        (!is_unread).then(|| needs.collect())
    }

    fn page(&self, slug: &str) -> Option<Page<'_>> {
        self.find(slug).map(page)
    }

    fn activities(&self) -> Vec<Page<'_>> {
        self.playbook().entries.values().filter_map(|entry| page(entry).activity()).collect()
    }

    fn terms(&self) -> Vec<Term<'_>> {
        let terms = self.playbook().terms.iter();
        terms.map(|term| Term { term: &term.term, means: &term.means }).collect()
    }
}

/// `entry` as a sheet that names it sees it.
fn page(entry: &Entry) -> Page<'_> {
    let meta = &entry.meta;
    Page {
        path: &entry.path,
        kind: kind(entry),
        title: &meta.title,
        summary: &meta.summary,
        time: meta.time.as_ref().map(|time| time.value),
        people: meta.people,
        leading: &meta.leading,
        materials: &meta.materials,
        uses: &meta.uses,
        document: entry.document(),
    }
}

fn kind(entry: &Entry) -> PageKind<'_> {
    match &entry.content {
        Content::Activity(_) => PageKind::Activity,
        Content::Checklist(_) => PageKind::Checklist,
        Content::Worksheet(worksheet) => {
            PageKind::Worksheet(worksheet.kind().name, &worksheet.shared.for_whom)
        }
        Content::Chapter(_) | Content::Path(_) | Content::Pack(_) => PageKind::Other(entry.kind()),
    }
}
