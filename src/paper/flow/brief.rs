//! Ways in and packs: too short for a page of their own.

use super::blocks::Writer;
use super::inline::{Prose, anchor};
use super::{BODY, GAP};
use crate::model::{Content, Entry, Pack, Path};
use crate::paper::measure::MILLIMETRE;
use crate::paper::page::{Role, Tone};
use crate::paper::text::{Face, Looks, Style};
use crate::prose::Alignment;
use crate::titles::kind_label;
use crate::typography::typeset;

/// The sentence below the title of a way in or a pack.
pub(super) fn lead(entry: &Entry) -> &str {
    match &entry.content {
        Content::Path(path) => path.when.as_str(),
        Content::Pack(_)
        | Content::Chapter(_)
        | Content::Activity(_)
        | Content::Checklist(_)
        | Content::Worksheet(_) => entry.meta.summary.as_str(),
    }
}

impl<'a> Writer<'a, '_> {
    /// Writes a way in or a pack.
    pub(super) fn brief(&mut self, entry: &'a Entry, level: u16) {
        self.turn_to(entry.path.clone(), Some((entry.document(), &entry.path)));
        self.level = level - 1;
        self.around.clear();
        self.flow.want_gap(26.0);
        self.flow.make_room(self.flow.gap + 55.0 * MILLIMETRE);
        self.flow.give_gap();
        self.flow.hold();
        self.flow.anchor(anchor(&entry.path, None));
        let title = typeset(entry.title(), self.input.words);
        self.heading_of(&Prose::plain(title), 2, "");
        self.flow.want_gap(3.5);
        let style = Style { face: Face::SansItalic, ..BODY };
        let lead = Prose::plain(typeset(lead(entry), self.input.words));
        self.flow.text(&lead, style, Tone::Ink, Role::Paragraph);
        self.flow.want_gap(GAP);
        self.brief_text(entry);
    }

    /// What a way in or a pack says, and what it leads to.
    pub(super) fn brief_text(&mut self, entry: &'a Entry) {
        self.document(entry);
        self.flow.want_gap(GAP);
        match &entry.content {
            Content::Path(path) => self.path(path),
            Content::Pack(pack) => self.pack(pack),
            Content::Chapter(_)
            | Content::Activity(_)
            | Content::Checklist(_)
            | Content::Worksheet(_) => {}
        }
    }

    fn path(&mut self, path: &Path) {
        self.flow.open();
        let steps = path.steps.iter().filter_map(|slug| self.input.index.find(slug));
        for (number, entry) in steps.enumerate() {
            self.flow.want_gap(4.0);
            self.flow.begin_item(&format!("{}.", number + 1), None);
            let title = self.reference(entry);
            self.flow.text(&title, BODY, Tone::Ink, Role::Paragraph);
            let summary = Prose::plain(typeset(&entry.meta.summary, self.input.words));
            self.flow.text(&summary, BODY, Tone::Ink, Role::Paragraph);
            self.flow.end_item();
        }
        self.flow.close(Role::NumberedList);
    }

    fn pack(&mut self, pack: &Pack) {
        let words = self.input.words;
        let head = ["sheet", "copies"].map(|name| Prose::plain(words.word("pack", name))).to_vec();
        let mut rows = Vec::new();
        for slug in &pack.include {
            let Some(entry) = self.input.index.find(slug) else { continue };
            let copies = Prose::plain(pack.copies_of(&slug.value).to_string());
            rows.push(vec![self.reference(entry), copies]);
        }
        self.flow.table(head, rows, &[Alignment::Start, Alignment::End]);
    }

    /// The title of an entry with its kind, time and page.
    fn reference(&mut self, entry: &Entry) -> Prose {
        let title = typeset(entry.title(), self.input.words);
        let place = anchor(&entry.path, None);
        let mut facts = vec![kind_label(self.input, entry)];
        facts.extend(entry.meta.time.as_ref().map(|time| self.input.words.times(time.value)));
        if let Some(number) = self.flow.page_number(&place) {
            facts.push(self.input.words.filled("book", "page", "n", &number));
        }
        let bold = Looks { bold: true, ..Looks::default() };
        Prose::default().link(&title, bold, place).then(&format!("  {}", facts.join(", ")))
    }
}
