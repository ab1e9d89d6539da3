//! Chapters: their openings, activities with their steps, ways in, the glossary, the list of sheets.

use super::blocks::{HEADINGS, Scope, Writer};
use super::brief;
use super::inline::{Prose, anchor};
use super::outline::{Chapter, Line, Matter, Outline, sheet_line};
use super::{BODY, GAP, SMALL, TOP, rule};
use crate::at_work;
use crate::model::{Content, Entry};
use crate::paper::measure::MILLIMETRE;
use crate::paper::page::{Role, Tone};
use crate::paper::text::{Face, Style};
use crate::sheet::Stroke;
use crate::source::SourcePath;
use crate::titles::kind_label;
use crate::typography::typeset;

/// The titles of chapters and of parts.
const TITLE: Style = Style { face: Face::Serif, points: 25.0, leading: 29.0 / 25.0 };
const PART_TITLE: Style = Style { face: Face::Serif, points: 34.0, leading: 38.0 / 34.0 };
/// The sentence below a title.
const SUMMARY: Style = Style { face: Face::Sans, points: 13.0, leading: 18.5 / 13.0 };
/// What stands above a title, and labels of facts.
pub(super) const LABEL: Style = Style { face: Face::Sans, points: 9.0, leading: 13.0 / 9.0 };
/// Labels of lists.
const STRONG: Style = Style { face: Face::SansBold, points: 9.5, leading: 13.0 / 9.5 };
impl<'a> Writer<'a, '_> {
    /// Writes a whole chapter.
    pub(super) fn chapter(&mut self, chapter: &Chapter<'a>, outline: &Outline<'a>) {
        let entry = match &chapter.matter {
            Matter::Home(entry) | Matter::Prose(entry) | Matter::Brief(entry) => Some(*entry),
            Matter::Part(introduction, ..) => *introduction,
            Matter::Glossary | Matter::Sheets => None,
        };
        let name = entry.map_or(chapter.title.as_str(), |entry| entry.path.as_str());
        at_work::on(name, || self.matter(chapter, outline));
    }

    fn matter(&mut self, chapter: &Chapter<'a>, outline: &Outline<'a>) {
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
            Matter::Prose(entry) => self.entry(chapter, entry, outline),
            Matter::Brief(entry) => {
                self.opening(chapter, &kind_label(self.input, entry), brief::lead(entry), &[]);
                self.brief_text(entry);
            }
            Matter::Glossary => {
                self.opening(chapter, "", self.word("glossary", "lead"), &[]);
                self.glossary();
            }
            Matter::Sheets => {
                let own = match outline.shelves.as_slice() {
                    [only] => only.introduction,
                    _ => None,
                };
                let lead = self.word("book", "sheets_lead");
                let lead = own.map_or(lead, |entry| entry.meta.summary.as_str());
                self.opening(chapter, "", lead, &[]);
                self.sheets(outline, &chapter.title);
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
        paths.sort_by_key(|path| (path.meta.rank(), &path.path));
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
        if !lines.is_empty() {
            self.label(self.word("part", "pages"));
            self.flow.contents(lines);
        }
        for brief in briefs {
            self.brief(brief, chapter.level + 1);
        }
    }

    fn entry(&mut self, chapter: &Chapter<'_>, entry: &'a Entry, outline: &Outline<'a>) {
        let facts = [self.stage_and_needs(entry), self.situations(entry)];
        let kind = self.word("kinds", entry.kind());
        self.opening(chapter, kind, &entry.meta.summary, &facts);
        if let Content::Activity(document) = &entry.content {
            self.glance(entry);
            self.steps(entry, document);
        } else {
            self.document(entry);
        }
        let uses = self.related(&entry.meta.uses);
        self.lines_below(self.word("page", "uses"), &uses);
        let next = self.related(&entry.meta.next);
        // Who turns the page need not be told what stands there.
        if !matches!(next.as_slice(), [only] if outline.is_next(chapter, &only.anchor)) {
            self.lines_below(self.word("page", "comes_next"), &next);
        }
        self.credit(entry);
    }

    /// The prose of an entry.
    pub(super) fn document(&mut self, entry: &Entry) {
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

    /// A label above a list, held until the list begins.
    pub(super) fn label(&mut self, words: &str) {
        self.flow.want_gap(11.0);
        self.flow.make_room(self.flow.gap + 3.0 * BODY.points * BODY.leading);
        self.flow.held_text(&Prose::plain(words), STRONG, Tone::Ink, Role::Paragraph);
        self.flow.want_gap(3.0);
    }

    /// What belongs to the chapter and is in the book.
    fn related(&self, slugs: &[crate::source::Spanned<String>]) -> Vec<Line> {
        let entries = slugs.iter().filter_map(|slug| self.input.index.find(slug));
        let lines = entries.map(|entry| sheet_line(self.input, entry));
        lines.filter(|line| self.flow.number(&line.anchor) != super::Number::Absent).collect()
    }

    /// A list below the text, each with its page.
    fn lines_below(&mut self, words: &str, lines: &[Line]) {
        if !lines.is_empty() {
            self.flow.want_gap(18.0);
            self.label(words);
            self.flow.contents(lines);
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
            let page = SourcePath::new(super::outline::GLOSSARY);
            self.turn_to(page, Some((&term.means, &term.path)));
            let scope = Scope { document: &term.means, from: &term.path, depth: 0 };
            self.blocks(scope, &term.means.blocks);
            self.flow.close(Role::ItemText);
            self.flow.close(Role::Item);
        }
        self.flow.close(Role::List);
    }

    /// The sheets that follow, by the folders that they stand in, in the chapter with the `title`.
    fn sheets(&mut self, outline: &Outline<'a>, title: &str) {
        let are_many = outline.shelves.len() > 1;
        for shelf in &outline.shelves {
            self.flow.want_gap(20.0);
            self.flow.make_room(self.flow.gap + 40.0 * MILLIMETRE);
            self.flow.give_gap();
            self.flow.hold();
            if let Some(entry) = shelf.introduction {
                self.flow.anchor(anchor(&entry.path, None));
            }
            if are_many || shelf.introduction.is_some() && shelf.title != title {
                let role = Role::HeadingAt(2, shelf.title.clone());
                let title = Prose::plain(shelf.title.as_str());
                self.flow.held_text(&title, HEADINGS[0], Tone::Ink, role);
                self.flow.want_gap(3.5);
            }
            if let Some(entry) = shelf.introduction {
                self.turn_to(entry.path.clone(), Some((entry.document(), &entry.path)));
                if are_many {
                    let summary = Prose::plain(typeset(&entry.meta.summary, self.input.words));
                    self.flow.text(&summary, BODY, Tone::Ink, Role::Paragraph);
                    self.flow.want_gap(GAP);
                }
                self.document(entry);
                self.flow.want_gap(GAP + 3.0);
            }
            let lines: Vec<Line> =
                shelf.sheets.iter().map(|sheet| sheet_line(self.input, sheet)).collect();
            self.flow.contents(&lines);
        }
    }
}
