//! Pages of prose: home, parts, chapters, activities, paths.

use std::cell::Cell;

use super::Pages;
use super::sheets::Place;
use crate::diag::Diagnostic;
use crate::model::{Entry, Path};
use crate::prose::{Block, Document};
use crate::render::cards::{card, cards, drawn_card, stage_view};
use crate::render::here::Here;
use crate::render::html::{Scope, Writer};
use crate::render::view::{
    ActivityKind, ActivityView, Card, ContentsView, HomeKind, HomeView, Nothing, PageView,
    PartKind, PartLine, PartView, PathKind, PathView, SectionView, StageLine,
};
use crate::site::Route;
use crate::titles::own_title_of_home;
use crate::typography::typeset;

impl<'a> Pages<'a> {
    /// The HTML of a document on the page numbered `number`; its contents and whether it holds code go to `view`.
    pub(super) fn prose(
        &self,
        number: usize,
        entry: &'a Entry,
        document: &'a Document,
        view: &mut PageView<'_>,
    ) -> String {
        let embed = |sheet: &Entry, here: Here<'_>, level: u8| {
            self.embedded(sheet, Place::within_prose(here, level))
        };
        let here = Here::page(&self.input.site.pages[number].route);
        let mut writer = Writer::new(self.tools(&embed), here);
        let mut html = title_anchor(&writer, document);
        html.push_str(&writer.document_html(Scope::new(document, &entry.path)));
        view.has_code = writer.codes > 0;
        view.has_sheet = writer.embeds > 0;
        view.contents = contents(std::mem::take(&mut writer.contents));
        html
    }

    pub(super) fn home(
        &self,
        number: usize,
        entry: Option<&'a Entry>,
    ) -> Result<String, Diagnostic> {
        let input = self.input;
        let from = &input.site.pages[number].route;
        let mut view = self.page_view(number, "home", entry);
        let content = match entry {
            Some(entry) => {
                let title = own_title_of_home(input, entry)
                    .map_or_else(String::new, |title| heading_of_home(&title));
                title + &self.prose(number, entry, entry.document(), &mut view)
            }
            None => String::new(),
        };
        if view.summary.is_empty() {
            view.summary = typeset(&input.playbook.settings.tagline, input.words);
        }
        let mut paths: Vec<&Entry> =
            input.playbook.entries.values().filter(|entry| entry.kind() == "path").collect();
        paths.sort_by_key(|path| (path.meta.rank(), &path.path));
        let most = &input.playbook.settings.print_most;
        let mut pages: Vec<Card> = self.page_cards(0, from, |_| true);
        pages.retain(|page| page.kind != "path");
        view.book = self.book_of(0, from);
        view.print = self.print_view(0, from, Some(input.words.word("print", "whole")));
        let home = HomeView {
            paths: paths.into_iter().filter_map(|path| card(input, from, path)).collect(),
            stages: self.stage_lines(from),
            sheets: cards(input, from, most.iter().map(|slug| slug.value.as_str())),
            parts: self.part_lines(0, from),
            pages,
        };
        self.fill("home.html", view, content, HomeKind { home })
    }

    fn stage_lines(&self, from: &Route) -> Vec<StageLine> {
        let input = self.input;
        let stages = input.playbook.settings.stages.iter();
        let line = |stage: &crate::model::Stage| {
            let here =
                |entry: &&Entry| entry.meta.stage.as_ref().is_some_and(|own| own.value == stage.id);
            Some(StageLine {
                stage: stage_view(input, from, &stage.id)?,
                question: typeset(&stage.question, input.words),
                summary: typeset(&stage.summary, input.words),
                count: input.playbook.entries.values().filter(here).count(),
            })
        };
        stages.filter_map(line).collect()
    }

    /// The folders directly in the folder `number`.
    fn part_lines(&self, number: usize, from: &Route) -> Vec<PartLine> {
        let input = self.input;
        let line = |folder: &usize| {
            let page = &input.site.pages[input.site.folders[*folder].page];
            let introduction =
                input.site.introduction_of(*folder).map(|path| &input.playbook.entries[path]);
            PartLine {
                title: crate::titles::page_label(input, page),
                summary: introduction
                    .map(|entry| typeset(&entry.meta.summary, input.words))
                    .unwrap_or_default(),
                href: from.href_to(&page.route),
                count: self.count(*folder),
            }
        };
        input.site.folders[number].folders.iter().map(line).collect()
    }

    /// How many pages are in the folder `number` and in those below it.
    fn count(&self, number: usize) -> usize {
        let folder = &self.input.site.folders[number];
        let introduction = usize::from(self.input.site.introduction_of(number).is_some());
        introduction
            + folder.pages.len()
            + folder.folders.iter().map(|inner| self.count(*inner)).sum::<usize>()
    }

    /// The cards of those pages directly in the folder `number` that are `wanted`.
    fn page_cards(
        &self,
        number: usize,
        from: &Route,
        wanted: impl Fn(&Entry) -> bool,
    ) -> Vec<Card> {
        let input = self.input;
        let files = input.site.folders[number].pages.iter();
        let entries = files
            .filter_map(|page| input.playbook.entries.get(input.site.pages[*page].shows.file()?));
        entries
            .filter(|entry| wanted(entry))
            .filter_map(|entry| drawn_card(input, from, entry))
            .collect()
    }

    pub(super) fn part(
        &self,
        number: usize,
        folder: usize,
        entry: Option<&'a Entry>,
    ) -> Result<String, Diagnostic> {
        let from = &self.input.site.pages[number].route;
        let mut view = self.page_view(number, "part", entry);
        let content = match entry {
            Some(entry) => self.prose(number, entry, entry.document(), &mut view),
            None => String::new(),
        };
        let words = self.input.words;
        view.book = self.book_of(folder, from);
        view.print = self.print_view(folder, from, Some(words.word("print", "part")));
        let part = PartView {
            pages: self.page_cards(folder, from, |_| true),
            groups: self.part_lines(folder, from),
            sheets: self.sheets_of(folder, from),
        };
        self.fill("part.html", view, content, PartKind { part })
    }

    /// The sheets that pages of the folder use, each once, where they stand elsewhere.
    fn sheets_of(&self, folder: usize, from: &Route) -> Vec<Card> {
        let input = self.input;
        let mut seen = std::collections::BTreeSet::new();
        let mut sheets = Vec::new();
        for page in &input.site.folders[folder].pages {
            let Some(path) = input.site.pages[*page].shows.file() else { continue };
            for slug in &input.playbook.entries[path].meta.uses {
                let Some(sheet) =
                    input.index.find(slug).filter(|sheet| seen.insert(sheet.path.clone()))
                else {
                    continue;
                };
                sheets.extend(drawn_card(input, from, sheet));
            }
        }
        sheets
    }

    pub(super) fn chapter(
        &self,
        number: usize,
        entry: &'a Entry,
        document: &'a Document,
    ) -> Result<String, Diagnostic> {
        let mut view = self.page_view(number, "chapter", Some(entry));
        let content = self.prose(number, entry, document, &mut view);
        self.fill("chapter.html", view, content, Nothing {})
    }

    pub(super) fn path(
        &self,
        number: usize,
        entry: &'a Entry,
        path: &'a Path,
    ) -> Result<String, Diagnostic> {
        let from = &self.input.site.pages[number].route;
        let mut view = self.page_view(number, "path", Some(entry));
        let content = self.prose(number, entry, &path.intro, &mut view);
        let steps = cards(self.input, from, path.steps.iter().map(|slug| slug.value.as_str()));
        self.fill(
            "path.html",
            view,
            content,
            PathKind { path: PathView { when: typeset(&path.when, self.input.words), steps } },
        )
    }

    pub(super) fn activity(
        &self,
        number: usize,
        entry: &'a Entry,
        document: &'a Document,
    ) -> Result<String, Diagnostic> {
        let mut view = self.page_view(number, "activity", Some(entry));
        let embed = |sheet: &Entry, here: Here<'_>, level: u8| {
            self.embedded(sheet, Place::within_prose(here, level))
        };
        let here = Here::page(&self.input.site.pages[number].route);
        let mut writer = Writer::new(self.tools(&embed), here);
        let activity = self.activity_view(&mut writer, 1, entry, document);
        view.has_code = writer.codes > 0;
        view.has_sheet = writer.embeds > 0;
        view.contents = activity
            .sections
            .iter()
            .map(|section| ContentsView {
                id: section.id.clone(),
                title: section.title.clone(),
                level: 2,
            })
            .collect();
        self.fill("activity.html", view, String::new(), ActivityKind { activity })
    }

    /// An activity whose title is a heading of this level.
    pub(super) fn activity_view<'d>(
        &self,
        writer: &mut Writer<'d>,
        level: u8,
        entry: &'d Entry,
        document: &'d Document,
    ) -> ActivityView<'d> {
        let (before, sections) = sections(writer, level, document, entry);
        let meta = &entry.meta;
        let all =
            |texts: &[String]| texts.iter().map(|text| typeset(text, self.input.words)).collect();
        ActivityView {
            level,
            prefix: writer.prefix(),
            time: meta
                .time
                .as_ref()
                .map(|time| self.input.words.times(time.value))
                .unwrap_or_default(),
            prepare: meta.prepare.map(|time| self.input.words.times(time)).unwrap_or_default(),
            people: meta.people.map(|people| people.to_string()).unwrap_or_default(),
            format: self.input.words.named_each("format", &meta.format),
            leading: &meta.leading,
            joining: &meta.joining,
            materials: all(&meta.materials),
            leaves: all(&meta.leaves),
            roles: all(&meta.roles),
            repeat: &meta.repeat,
            sections,
            before,
        }
    }
}

/// What stands before the first second-level heading, and a section for each of them.
fn sections<'d>(
    writer: &mut Writer<'d>,
    level: u8,
    document: &'d Document,
    entry: &'d Entry,
) -> (String, Vec<SectionView>) {
    let scope = Scope::new(document, &entry.path).below(level);
    let is_section = |block: &Block| matches!(block, Block::Heading(index, _) if document.heading(*index).level == 2);
    let blocks = &document.blocks;
    let first = blocks.iter().position(is_section).unwrap_or(blocks.len());
    let mut before = title_anchor(writer, document);
    before.push_str(&writer.blocks_html(scope, &blocks[..first]));
    let (mut sections, mut number, elapsed) = (Vec::new(), 0, Cell::new(0));
    let mut at = first;
    while let Some(Block::Heading(index, words)) = blocks.get(at) {
        let heading = document.heading(*index);
        let end =
            blocks[at + 1..].iter().position(is_section).map_or(blocks.len(), |next| at + 1 + next);
        let minutes = heading.minutes.unwrap_or(0);
        number += usize::from(minutes > 0);
        let title = match minutes {
            0 => writer.words_html(scope, words),
            _ => step_title(writer.words_html(scope, words)),
        };
        let title = format!("{}{title}", writer.former(&heading.id));
        let starts = elapsed.replace(elapsed.get() + minutes);
        sections.push(SectionView {
            step: minutes > 0,
            number,
            id: format!("{}{}", writer.prefix(), heading.id),
            title,
            minutes,
            starts: if minutes > 0 {
                format!("{}:{:02}", starts / 60, starts % 60)
            } else {
                String::new()
            },
            html: writer.section_html(scope, level + 1, &blocks[at + 1..end]),
        });
        at = end;
    }
    if let Some(last) = sections.last_mut() {
        last.html.push_str(&writer.notes_html());
    } else {
        before.push_str(&writer.notes_html());
    }
    (before, sections)
}

/// The words of a step without the minutes at their end: `Swap seats (15 min)` is `Swap seats`.
fn step_title(words: String) -> String {
    match words.rsplit_once('(') {
        Some((title, _)) => title.trim_end().to_owned(),
        None => words,
    }
}

/// The title that an author gave the home page, below that of the whole.
fn heading_of_home(title: &str) -> String {
    let mut heading = String::from("<h2 class=\"home-title\">");
    crate::render::escape::escape_text(title, &mut heading);
    heading.push_str("</h2>\n");
    heading
}

/// A place for links to the first heading of a page, whose words are the page's title.
pub(super) fn title_anchor(writer: &Writer<'_>, document: &Document) -> String {
    let in_prose = |block: &Block| matches!(block, Block::Heading(0, _));
    match document.headings.first() {
        Some(heading) if heading.level == 1 && !document.blocks.first().is_some_and(in_prose) => {
            let mut anchor = String::from("<span class=\"title-anchor\" id=\"");
            let id = format!("{}{}", writer.prefix(), heading.id);
            crate::render::escape::escape_attribute(&id, &mut anchor);
            anchor.push_str("\"></span>");
            anchor.push_str(&writer.former(&heading.id));
            anchor.push('\n');
            anchor
        }
        Some(_) | None => String::new(),
    }
}

/// Second and third level headings, for the contents of the page.
fn contents(headings: Vec<(String, u8, String)>) -> Vec<ContentsView> {
    headings
        .into_iter()
        .filter(|(_, level, _)| matches!(level, 2 | 3))
        .map(|(id, level, title)| ContentsView { id, title, level })
        .collect()
}
