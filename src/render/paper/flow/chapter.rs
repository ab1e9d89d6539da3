//! Chapters: their openings, activities with their steps, ways in, the glossary, the list of sheets.

use super::blocks::{HEADINGS, Scope, Writer};
use super::contents::{Line, drawn};
use super::inline::{Prose, anchor};
use super::outline::{Chapter, Matter, Outline, sheet_line};
use super::{BODY, GAP, SIDE, SMALL, TOP, rule};
use crate::model::document::Block;
use crate::model::{Content, Document, Entry, Pack, Path};
use crate::render::cards::{label, time_text};
use crate::render::paper::layout::MILLIMETRE;
use crate::render::paper::page::{Role, Tone};
use crate::render::paper::text::{Face, Looks, Style};
use crate::render::typography::typeset;
use crate::sheet::Stroke;
use crate::source::SourcePath;

/// The titles of chapters and of parts.
const TITLE: Style = Style { face: Face::Serif, points: 25.0, leading: 29.0 / 25.0 };
const PART_TITLE: Style = Style { face: Face::Serif, points: 34.0, leading: 38.0 / 34.0 };
/// The sentence below a title.
const SUMMARY: Style = Style { face: Face::Sans, points: 13.0, leading: 18.5 / 13.0 };
/// What stands above a title, and labels of facts.
const LABEL: Style = Style { face: Face::Sans, points: 9.0, leading: 13.0 / 9.0 };
/// Labels of lists.
const STRONG: Style = Style { face: Face::SansBold, points: 9.5, leading: 13.0 / 9.5 };
/// The numbers of steps.
const STEP: Style = Style { face: Face::Serif, points: 20.0, leading: 1.0 };

impl<'a> Writer<'a, '_> {
    /// Writes a whole chapter.
    pub(super) fn chapter(&mut self, chapter: &Chapter<'a>, outline: &Outline<'a>) {
        match &chapter.matter {
            Matter::Part(introduction, lines, briefs) => {
                self.part(chapter, *introduction, lines, briefs);
            }
            Matter::Home(entry) => {
                self.opening(chapter, "", &entry.meta.summary, &[]);
                self.document(entry);
                self.ways_in();
                self.stages();
            }
            Matter::Prose(entry) => self.entry(chapter, entry),
            Matter::Glossary => {
                self.opening(chapter, "", self.word("glossary", "lead"), &[]);
                self.glossary();
            }
            Matter::Sheets => {
                self.opening(chapter, "", self.word("book", "sheets_lead"), &[]);
                self.sheets(outline);
            }
        }
    }

    /// What stands above the text: kind and number, title, a sentence, facts in passing.
    fn opening(&mut self, chapter: &Chapter<'_>, kind: &str, summary: &str, facts: &[String]) {
        let flow = &mut self.flow;
        flow.anchor(chapter.anchor.as_str());
        let title = match chapter.number.as_str() {
            "" => chapter.title.clone(),
            number => format!("{number}  {}", chapter.title),
        };
        flow.bookmark(chapter.level, title);
        let style = if chapter.level == 1 && !chapter.number.is_empty() {
            flow.y = TOP + 34.0 * MILLIMETRE;
            PART_TITLE
        } else {
            TITLE
        };
        let label = [kind, chapter.number.as_str()].map(str::trim).join(" ");
        flow.held_text(&Prose::plain(label.trim()), LABEL, Tone::Quiet, Role::Paragraph);
        flow.want_gap(3.0);
        let role = Role::HeadingAt(chapter.level.min(6), chapter.title.clone());
        flow.balanced_text(&Prose::plain(chapter.title.as_str()), style, Tone::Ink, role);
        let summary = typeset(summary, self.input.words);
        flow.want_gap(9.0);
        flow.balanced_text(&Prose::plain(summary), SUMMARY, Tone::Ink, Role::Paragraph);
        flow.want_gap(5.0);
        for fact in facts.iter().filter(|fact| !fact.is_empty()) {
            flow.held_text(&Prose::plain(fact.as_str()), LABEL, Tone::Quiet, Role::Paragraph);
            flow.want_gap(0.0);
        }
        flow.want_gap(11.0);
        flow.give_gap();
        let y = flow.y;
        flow.artifact(vec![rule((flow.column.0, y), (flow.column.1, y), Stroke::Line)]);
        flow.y += 15.0;
        flow.settle();
    }

    /// The situations that the home page begins with, each with its page.
    fn ways_in(&mut self) {
        let entries = self.input.playbook.entries.values();
        let mut paths: Vec<&Entry> = entries.filter(|entry| entry.kind() == "path").collect();
        paths.sort_by_key(|path| (path.meta.order.unwrap_or(u32::MAX), &path.path));
        let lines: Vec<Line> = paths
            .into_iter()
            .map(|path| Line { facts: String::new(), ..sheet_line(self.input, path) })
            .collect();
        if !lines.is_empty() {
            self.flow.want_gap(18.0);
            self.label(self.word("home", "paths"));
            self.flow.contents(&lines);
        }
    }

    /// The stages in the life of the partnership, with the question that each answers.
    fn stages(&mut self) {
        let stages = &self.input.playbook.settings.stages;
        if stages.is_empty() {
            return;
        }
        self.flow.want_gap(18.0);
        self.label(self.word("home", "stages"));
        self.flow.open();
        for (number, stage) in stages.iter().enumerate() {
            self.flow.begin_item(&format!("{}.", number + 1), None);
            let says = if stage.question.is_empty() { &stage.summary } else { &stage.question };
            let [title, says] = [&stage.title, says].map(|text| typeset(text, self.input.words));
            let line = Prose::default().bold(&title).then(&format!("  {says}"));
            self.flow.text(&line, BODY, Tone::Ink, Role::Paragraph);
            self.flow.end_item();
            self.flow.want_gap(1.5);
        }
        self.flow.close(Role::NumberedList);
    }

    fn part(
        &mut self,
        chapter: &Chapter<'_>,
        introduction: Option<&'a Entry>,
        lines: &[Line],
        briefs: &[&'a Entry],
    ) {
        let kind = if chapter.level == 1 { self.word("kinds", "part") } else { "" };
        let summary = introduction.map_or("", |entry| entry.meta.summary.as_str());
        self.opening(chapter, kind, summary, &[]);
        if let Some(entry) = introduction {
            self.document(entry);
        }
        self.label(self.word("part", "pages"));
        self.flow.contents(lines);
        for brief in briefs {
            self.brief(brief, chapter.level + 1);
        }
    }

    fn entry(&mut self, chapter: &Chapter<'_>, entry: &'a Entry) {
        let facts = [self.stage_and_needs(entry), self.situations(entry)];
        let kind = self.word("kinds", entry.kind());
        self.opening(chapter, kind, &entry.meta.summary, &facts);
        if let Content::Activity(document) = &entry.content {
            self.glance(entry);
            self.steps(entry, document);
        } else {
            self.document(entry);
        }
        self.related(self.word("page", "uses"), &entry.meta.uses);
        self.related(self.word("page", "comes_next"), &entry.meta.next);
        self.credit(entry);
    }

    /// The prose of an entry.
    fn document(&mut self, entry: &Entry) {
        let document = entry.document();
        if let Some(heading) = document.headings.first().filter(|heading| heading.level == 1) {
            let name = anchor(&entry.path, Some(&heading.id));
            self.flow.anchor(name);
        }
        let scope = Scope { document, from: &entry.path, depth: 0 };
        self.blocks(scope, &document.blocks);
    }

    fn stage_and_needs(&self, entry: &Entry) -> String {
        let settings = &self.input.playbook.settings;
        let stage = entry.meta.stage.as_ref().and_then(|stage| settings.stage(stage));
        let needs: Vec<&str> = entry
            .meta
            .serves
            .iter()
            .filter_map(|need| settings.need(need))
            .map(|need| need.title.as_str())
            .collect();
        let mut facts: Vec<String> = Vec::new();
        facts.extend(stage.map(|(number, stage)| format!("{number} {}", stage.title)));
        if !needs.is_empty() {
            facts.push(format!("{}: {}", self.word("page", "serves"), needs.join(", ")));
        }
        typeset(&facts.join("  ·  "), self.input.words)
    }

    fn situations(&self, entry: &Entry) -> String {
        let situations: Vec<&str> =
            entry.meta.situations.iter().map(|situation| situation.value.as_str()).collect();
        if situations.is_empty() {
            return String::new();
        }
        format!("{}: {}", self.word("page", "situations"), situations.join(", "))
    }

    /// What an activity asks for, at a glance.
    fn glance(&mut self, entry: &Entry) {
        let meta = &entry.meta;
        let time = |time: Option<_>| time.map(time_text).unwrap_or_default();
        let ease = |ease: &str| match ease {
            "easy" => self.word("ease", "easy").to_owned(),
            "medium" => self.word("ease", "medium").to_owned(),
            "hard" => self.word("ease", "hard").to_owned(),
            _ => ease.to_owned(),
        };
        let facts = [
            ("time", time(meta.time.as_ref().map(|time| time.value))),
            ("people", meta.people.map(|people| people.to_string()).unwrap_or_default()),
            ("prepare", time(meta.prepare)),
            ("format", capitalised(&meta.format.join(", "))),
            ("leading", ease(&meta.leading)),
            ("joining", ease(&meta.joining)),
            ("repeat", capitalised(&meta.repeat)),
        ];
        let facts: Vec<(&str, String)> = facts
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| (self.word("activity", name), typeset(&value, self.input.words)))
            .collect();
        for three in facts.chunks(3) {
            self.fact_row(three);
        }
        let lists =
            [("roles", &meta.roles), ("materials", &meta.materials), ("leaves", &meta.leaves)];
        for (name, texts) in lists {
            if !texts.is_empty() {
                self.label(self.word("activity", name));
                self.bullets(texts);
            }
        }
        self.flow.want_gap(11.0);
        self.flow.make_room(30.0);
        self.flow.give_gap();
        let y = self.flow.y;
        let flow = &mut self.flow;
        flow.artifact(vec![rule((flow.column.0, y), (flow.column.1, y), Stroke::Hair)]);
        flow.y += 13.0;
    }

    /// Up to three facts side by side.
    fn fact_row(&mut self, facts: &[(&str, String)]) {
        let third = self.flow.width() / 3.0;
        let style = Style { face: Face::SansBold, ..BODY };
        let sets: Vec<_> = facts
            .iter()
            .map(|(name, value)| {
                let name = self.flow.set(&Prose::plain(*name), LABEL, third - 10.0);
                let value = self.flow.set(&Prose::plain(value.as_str()), style, third - 10.0);
                (name, value)
            })
            .collect();
        let height = sets.iter().map(|(name, value)| name.height() + value.height());
        let height = height.fold(0.0, f32::max);
        let flow = &mut self.flow;
        flow.make_room(flow.gap + height);
        flow.give_gap();
        let mut x = flow.column.0;
        for (name, value) in sets {
            let y = flow.y;
            flow.open();
            flow.leaf(drawn(&name, (x, y)));
            flow.leaf(drawn(&value, (x, y + name.height())));
            flow.close(Role::Paragraph);
            x += third;
        }
        flow.y += height;
        flow.want_gap(GAP);
    }

    /// A label above a list, held until the list begins.
    fn label(&mut self, words: &str) {
        self.flow.want_gap(11.0);
        self.flow.make_room(self.flow.gap + 3.0 * BODY.points * BODY.leading);
        self.flow.held_text(&Prose::plain(words), STRONG, Tone::Ink, Role::Paragraph);
        self.flow.want_gap(3.0);
    }

    fn bullets(&mut self, texts: &[String]) {
        self.flow.open();
        for text in texts {
            self.flow.begin_item("•", None);
            let text = Prose::plain(typeset(text, self.input.words));
            self.flow.text(&text, BODY, Tone::Ink, Role::Paragraph);
            self.flow.end_item();
            self.flow.want_gap(1.5);
        }
        self.flow.close(Role::DottedList);
    }

    /// What an activity says: its timed steps have their number and minutes beside them.
    fn steps(&mut self, entry: &Entry, document: &Document) {
        let scope = Scope { document, from: &entry.path, depth: 0 };
        let mut number = 0;
        let mut rest = document.blocks.as_slice();
        while !rest.is_empty() {
            let is_step = |block: &Block| match block {
                Block::Heading(index, _) => document.heading(*index).level == 2,
                _ => false,
            };
            if let [Block::Heading(index, words), after @ ..] = rest
                && is_step(&rest[0])
            {
                let heading = document.heading(*index);
                let mut prose = self.prose(scope, words);
                self.flow.want_gap(20.0);
                if let Some(minutes) = heading.minutes.filter(|minutes| *minutes > 0) {
                    number += 1;
                    prose.cut_minutes();
                    self.step(number, minutes);
                }
                self.heading_of(&prose, 2, &heading.id);
                self.flow.want_gap(3.5);
                rest = after;
            }
            let end = rest.iter().position(is_step).unwrap_or(rest.len());
            self.blocks(scope, &rest[..end]);
            rest = &rest[end..];
        }
    }

    /// The number and the minutes of a step, beside its heading.
    fn step(&mut self, number: usize, minutes: u32) {
        let minutes = self.input.words.filled("activity", "minutes", "n", &minutes.to_string());
        let flow = &mut self.flow;
        flow.make_room(flow.gap + 4.0 * BODY.points * BODY.leading);
        flow.give_gap();
        flow.hold();
        let right = flow.column.0 - 6.0 * MILLIMETRE;
        let figure = flow.set(&Prose::plain(number.to_string()), STEP, right - SIDE);
        let minutes = flow.set(&Prose::plain(minutes), LABEL, right - SIDE);
        let y = flow.y;
        flow.open();
        for (set, y) in [(&figure, y - 1.2), (&minutes, y + 20.0)] {
            let wide = set.lines.first().map_or(0.0, |line| line.width);
            flow.leaf(drawn(set, (right - wide, y)));
        }
        flow.close(Role::Paragraph);
    }

    /// What belongs to the chapter, each with its page.
    fn related(&mut self, words: &str, slugs: &[crate::source::Spanned<String>]) {
        let lines: Vec<Line> = slugs
            .iter()
            .filter_map(|slug| self.input.index.find(slug))
            .map(|entry| sheet_line(self.input, entry))
            .filter(|line| self.flow.number(&line.anchor) != super::Number::Absent)
            .collect();
        if !lines.is_empty() {
            self.flow.want_gap(18.0);
            self.label(words);
            self.flow.contents(&lines);
        }
    }

    fn credit(&mut self, entry: &Entry) {
        let words = self.input.words;
        for (name, text) in [("credit", &entry.meta.credit), ("licence", &entry.meta.licence)] {
            if !text.is_empty() {
                self.flow.want_gap(GAP);
                let line = words.filled("page", name, name, text);
                self.flow.text(&Prose::plain(line), SMALL, Tone::Quiet, Role::Paragraph);
            }
        }
    }

    /// A way in or a pack: too short for a page of its own.
    fn brief(&mut self, entry: &'a Entry, level: u16) {
        self.page = entry.path.clone();
        self.level = level - 1;
        self.around.clear();
        self.flow.want_gap(26.0);
        self.flow.make_room(self.flow.gap + 55.0 * MILLIMETRE);
        self.flow.give_gap();
        self.flow.hold();
        self.flow.anchor(anchor(&entry.path, None));
        let title = typeset(entry.title(), self.input.words);
        self.heading_of(&Prose::plain(title), 2, "");
        let lead = match &entry.content {
            Content::Path(path) => path.when.as_str(),
            Content::Pack(_)
            | Content::Chapter(_)
            | Content::Activity(_)
            | Content::Checklist(_)
            | Content::Worksheet(_) => entry.meta.summary.as_str(),
        };
        self.flow.want_gap(3.5);
        let style = Style { face: Face::SansItalic, ..BODY };
        let lead = Prose::plain(typeset(lead, self.input.words));
        self.flow.text(&lead, style, Tone::Ink, Role::Paragraph);
        self.flow.want_gap(GAP);
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
        use crate::model::document::Alignment::{End, Start};
        self.flow.table(head, rows, &[Start, End]);
    }

    /// The title of an entry with its kind, time and page.
    fn reference(&mut self, entry: &Entry) -> Prose {
        let title = typeset(entry.title(), self.input.words);
        let place = anchor(&entry.path, None);
        let mut facts = vec![label(self.input, entry)];
        facts.extend(entry.meta.time.as_ref().map(|time| time_text(time.value)));
        if let Some(number) = self.flow.page_number(&place) {
            facts.push(self.input.words.filled("book", "page", "n", &number));
        }
        let bold = Looks { bold: true, ..Looks::default() };
        Prose::default().link(&title, bold, place).then(&format!("  {}", facts.join(", ")))
    }

    fn glossary(&mut self) {
        let mut terms: Vec<_> = self.input.playbook.terms.iter().collect();
        terms.sort_by_key(|term| term.term.to_lowercase());
        self.flow.open();
        for term in terms {
            self.flow.want_gap(GAP + 1.0);
            let mut name = Prose::default().bold(&typeset(&term.term, self.input.words));
            if !term.also.is_empty() {
                let also = self.word("glossary", "also");
                name = name.then(&format!("  {also} {}", term.also.join(", ")));
            }
            self.flow.anchor(format!("{}#{}", super::outline::GLOSSARY, term.id));
            self.flow.open();
            self.flow.held_text(&name, BODY, Tone::Ink, Role::ItemMark);
            self.flow.open();
            self.page = SourcePath::new(super::outline::GLOSSARY);
            let scope = Scope { document: &term.means, from: &term.path, depth: 0 };
            self.blocks(scope, &term.means.blocks);
            self.flow.close(Role::ItemText);
            self.flow.close(Role::Item);
        }
        self.flow.close(Role::List);
    }

    /// The sheets that follow, by the folders that they stand in.
    fn sheets(&mut self, outline: &Outline<'a>) {
        for shelf in &outline.shelves {
            self.flow.want_gap(20.0);
            if outline.shelves.len() > 1 {
                self.flow.make_room(self.flow.gap + 40.0 * MILLIMETRE);
                self.flow.give_gap();
                self.flow.hold();
                if let Some(entry) = shelf.introduction {
                    self.flow.anchor(anchor(&entry.path, None));
                }
                let role = Role::HeadingAt(2, shelf.title.clone());
                let title = Prose::plain(shelf.title.as_str());
                self.flow.held_text(&title, HEADINGS[0], Tone::Ink, role);
                self.flow.want_gap(3.5);
            }
            if let Some(entry) = shelf.introduction {
                self.page = entry.path.clone();
                self.document(entry);
                self.flow.want_gap(GAP + 3.0);
            }
            let lines: Vec<Line> =
                shelf.sheets.iter().map(|sheet| sheet_line(self.input, sheet)).collect();
            self.flow.contents(&lines);
        }
    }
}

/// The first letter as a capital.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
