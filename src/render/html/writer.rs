//! The writer of the prose of one page: what it has written, and what it is asked for. Each kind of block has a file.

use std::collections::BTreeSet;

use super::scope::Scope;
use crate::input::Input;
use crate::model::Entry;
use crate::prose::{Block, Footnote, Inline};
use crate::render::escape::escape_attribute;
use crate::render::here::Here;
use crate::render::highlight::Highlighter;
use crate::render::terms::TermFinder;
use crate::typography::Quotes;

/// What the HTML of every page is made with.
#[derive(Clone, Copy)]
pub(in crate::render) struct Tools<'a> {
    /// What is rendered.
    pub(in crate::render) input: Input<'a>,
    /// Colours code.
    pub(in crate::render) highlighter: &'a Highlighter,
    /// Finds glossary terms.
    pub(in crate::render) terms: &'a TermFinder,
    /// Makes the HTML of a sheet put in place: the sheet, where, the heading level.
    pub(in crate::render) embed: &'a (dyn Fn(&Entry, Here<'_>, u8) -> String + Sync),
}

/// Writes the prose of one page. Terms are explained once a page, notes are numbered through it.
pub(in crate::render) struct Writer<'a> {
    pub(super) tools: Tools<'a>,
    pub(super) here: Here<'a>,
    /// The HTML so far.
    pub(super) out: String,
    /// Headings written so far: id, level as written, HTML of the words.
    pub(in crate::render) contents: Vec<(String, u8, String)>,
    pub(super) explained: BTreeSet<usize>,
    /// Terms are explained in running text, not within headings, links and labels.
    pub(super) explains: bool,
    pub(super) links: Links,
    pub(super) notes: Vec<(Scope<'a>, &'a Footnote)>,
    pub(super) marks: Vec<usize>,
    /// Where the mark of a note that was written last ends in the HTML.
    pub(super) mark_ends: usize,
    pub(super) ids: BTreeSet<String>,
    /// Attributes for the next tag: those of an element that is none of its own.
    pub(super) attributes: String,
    pub(super) tables: usize,
    /// How many blocks of code were written.
    pub(in crate::render) codes: usize,
    /// How many sheets were put in place.
    pub(in crate::render) embeds: usize,
    pub(super) heading_level: u8,
    pub(super) quotes: Quotes,
    /// Whether what is said to the person who leads is left out.
    pub(super) is_for_participants: bool,
    /// Whose notes these are, among several pages that stand together.
    pub(super) title: &'a str,
}

/// Whether links lead somewhere.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Links {
    Live,
    /// Their words alone are written: these stand within another link.
    Dead,
}

impl<'a> Writer<'a> {
    /// Writes what stands `here`.
    pub(in crate::render) fn new(tools: Tools<'a>, here: Here<'a>) -> Self {
        Self {
            tools,
            here,
            out: String::new(),
            contents: Vec::new(),
            explained: BTreeSet::new(),
            explains: true,
            links: Links::Live,
            notes: Vec::new(),
            marks: Vec::new(),
            mark_ends: 0,
            ids: BTreeSet::new(),
            attributes: String::new(),
            tables: 0,
            codes: 0,
            embeds: 0,
            heading_level: 1,
            quotes: Quotes::default(),
            is_for_participants: false,
            title: "",
        }
    }

    /// The HTML of `blocks`, without the notes below the page.
    pub(in crate::render) fn blocks_html(
        &mut self,
        scope: Scope<'a>,
        blocks: &'a [Block],
    ) -> String {
        self.blocks(scope, blocks);
        std::mem::take(&mut self.out)
    }

    /// The HTML of the blocks below a heading of this level that stands elsewhere.
    pub(in crate::render) fn section_html(
        &mut self,
        scope: Scope<'a>,
        level: u8,
        blocks: &'a [Block],
    ) -> String {
        self.heading_level = level;
        self.blocks_html(scope, blocks)
    }

    /// Goes on with the next of several pages that stand together: it has ids and notes of its own.
    pub(in crate::render) fn turn_to(&mut self, prefix: &'a str, level: u8, title: &'a str) {
        self.here = self.here.within(prefix);
        self.heading_level = level;
        self.title = title;
        self.ids.clear();
        self.contents.clear();
    }

    /// What ids begin with here.
    pub(in crate::render) fn prefix(&self) -> &'a str {
        self.here.prefix
    }

    /// The HTML of a whole document with its notes.
    pub(in crate::render) fn document_html(&mut self, scope: Scope<'a>) -> String {
        // Prose of 6 KB makes HTML of about 8.
        self.out.reserve(scope.document.source.len() * 5 / 4);
        self.blocks(scope, &scope.document.blocks);
        self.write_notes();
        std::mem::take(&mut self.out)
    }

    /// The HTML of the words of `inlines` alone: no terms, no notes.
    pub(in crate::render) fn words_html(
        &mut self,
        scope: Scope<'a>,
        inlines: &'a [Inline],
    ) -> String {
        let before = std::mem::take(&mut self.out);
        let explains = std::mem::replace(&mut self.explains, false);
        self.inlines(scope, inlines);
        self.explains = explains;
        std::mem::replace(&mut self.out, before)
    }

    /// The HTML of the words of a heading as a list of them shows it, each with a link of its own around it.
    pub(super) fn listed_html(
        &mut self,
        scope: Scope<'a>,
        inlines: &'a [Inline],
        words: &str,
    ) -> String {
        if !words.contains("<a ") {
            return words.to_owned();
        }
        self.links = Links::Dead;
        let listed = self.words_html(scope, inlines);
        self.links = Links::Live;
        listed
    }

    /// The notes below the page, for pages that are written in sections.
    pub(in crate::render) fn notes_html(&mut self) -> String {
        self.write_notes();
        std::mem::take(&mut self.out)
    }

    /// Writes without explaining terms: for labels and other short texts.
    pub(in crate::render) fn without_terms(mut self) -> Self {
        self.explains = false;
        self
    }

    /// Writes without what is said to the person who leads.
    pub(in crate::render) fn for_participants(mut self) -> Self {
        self.is_for_participants = true;
        self
    }

    /// The HTML at which links arrive that know the heading `id` by a name it had before; nothing where other pages stand
    /// on the same one.
    pub(in crate::render) fn former(&self, id: &str) -> String {
        let mut html = String::new();
        if !self.here.prefix.is_empty() {
            return html;
        }
        let of_page = self.tools.input.site.former_ids.get(self.here.route);
        for old in of_page.and_then(|ids| ids.get(id)).into_iter().flatten() {
            html.push_str("<span id=\"");
            escape_attribute(old, &mut html);
            html.push_str("\"></span>");
        }
        html
    }

    pub(super) fn word(&self, name: &'static str) -> &'a str {
        self.tools.input.words.word("prose", name)
    }
}
