//! [`Document`] → HTML: one walk over the tree.

mod element;
mod inline;
mod notes;
mod tables;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::here::Here;
use super::highlight::Highlighter;
use super::terms::TermFinder;
use crate::input::Input;
use crate::model::{Entry, Target};
use crate::prose::{
    Block, Callout, Code, DEEPEST_INCLUDE, Definition, Document, Footnote, Inline, Item, Link,
};
use crate::source::{SourcePath, target_path};
use crate::typography::Quotes;

/// What the HTML of every page is made with.
#[derive(Clone, Copy)]
pub(super) struct Tools<'a> {
    /// What is rendered.
    pub(super) input: Input<'a>,
    /// Colours code.
    pub(super) highlighter: &'a Highlighter,
    /// Finds glossary terms.
    pub(super) terms: &'a TermFinder,
    /// Makes the HTML of a sheet put in place: the sheet, where, the heading level.
    pub(super) embed: &'a (dyn Fn(&Entry, Here<'_>, u8) -> String + Sync),
}

/// Writes the prose of one page. Terms are explained once a page, notes are numbered through it.
pub(super) struct Writer<'a> {
    tools: Tools<'a>,
    here: Here<'a>,
    /// The HTML so far.
    out: String,
    /// Headings written so far: id, level as written, HTML of the words.
    pub(super) contents: Vec<(String, u8, String)>,
    explained: BTreeSet<usize>,
    /// Terms are explained in running text, not within headings, links and labels.
    explains: bool,
    links: Links,
    notes: Vec<(Scope<'a>, &'a Footnote)>,
    marks: Vec<usize>,
    /// Where the mark of a note that was written last ends in the HTML.
    mark_ends: usize,
    ids: BTreeSet<String>,
    /// Attributes for the next tag: those of an element that is none of its own.
    attributes: String,
    tables: usize,
    /// How many blocks of code were written.
    pub(super) codes: usize,
    /// How many sheets were put in place.
    pub(super) embeds: usize,
    heading_level: u8,
    quotes: Quotes,
    /// Whether what is said to the person who leads is left out.
    is_for_participants: bool,
    /// Whose notes these are, among several pages that stand together.
    title: &'a str,
}

/// Whether links lead somewhere.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Links {
    Live,
    /// Their words alone are written: these stand within another link.
    Dead,
}

/// Whose prose is being written.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    document: &'a Document,
    from: &'a SourcePath,
    /// How many levels headings are moved down.
    shift: u8,
    /// How deep this stands in files that include one another.
    depth: usize,
}

impl<'a> Scope<'a> {
    /// The prose of `document`, which stands in the file `from`.
    pub(super) fn new(document: &'a Document, from: &'a SourcePath) -> Self {
        Self { document, from, shift: shift(document, 0), depth: 0 }
    }

    /// The same prose, on a page where the heading above it is of this level.
    pub(super) fn below(self, level: u8) -> Self {
        Self { shift: self.shift + level.saturating_sub(1), ..self }
    }
}

/// Headings move down one level where a first-level heading stands in the prose: the page's title is one already.
fn shift(document: &Document, around: u8) -> u8 {
    let mut first = false;
    document.each_block(&mut |block| {
        if let Block::Heading(index, _) = block {
            first |= document.heading(*index).level == 1;
        }
    });
    around + u8::from(first)
}

impl<'a> Writer<'a> {
    /// Writes what stands `here`.
    pub(super) fn new(tools: Tools<'a>, here: Here<'a>) -> Self {
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
    pub(super) fn blocks_html(&mut self, scope: Scope<'a>, blocks: &'a [Block]) -> String {
        self.blocks(scope, blocks);
        std::mem::take(&mut self.out)
    }

    /// The HTML of the blocks below a heading of this level that stands elsewhere.
    pub(super) fn section_html(
        &mut self,
        scope: Scope<'a>,
        level: u8,
        blocks: &'a [Block],
    ) -> String {
        self.heading_level = level;
        self.blocks_html(scope, blocks)
    }

    /// Goes on with the next of several pages that stand together: it has ids and notes of its own.
    pub(super) fn turn_to(&mut self, prefix: &'a str, level: u8, title: &'a str) {
        self.here = self.here.within(prefix);
        self.heading_level = level;
        self.title = title;
        self.ids.clear();
        self.contents.clear();
    }

    /// What ids begin with here.
    pub(super) fn prefix(&self) -> &'a str {
        self.here.prefix
    }

    /// The HTML of a whole document with its notes.
    pub(super) fn document_html(&mut self, scope: Scope<'a>) -> String {
        // Prose of 6 KB makes HTML of about 8.
        self.out.reserve(scope.document.source.len() * 5 / 4);
        self.blocks(scope, &scope.document.blocks);
        self.write_notes();
        std::mem::take(&mut self.out)
    }

    /// The HTML of the words of `inlines` alone: no terms, no notes.
    pub(super) fn words_html(&mut self, scope: Scope<'a>, inlines: &'a [Inline]) -> String {
        let before = std::mem::take(&mut self.out);
        let explains = std::mem::replace(&mut self.explains, false);
        self.inlines(scope, inlines);
        self.explains = explains;
        std::mem::replace(&mut self.out, before)
    }

    /// The HTML of the words of a heading as a list of them shows it, each with a link of its own around it.
    fn listed_html(&mut self, scope: Scope<'a>, inlines: &'a [Inline], words: &str) -> String {
        if !words.contains("<a ") {
            return words.to_owned();
        }
        self.links = Links::Dead;
        let listed = self.words_html(scope, inlines);
        self.links = Links::Live;
        listed
    }

    /// The notes below the page, for pages that are written in sections.
    pub(super) fn notes_html(&mut self) -> String {
        self.write_notes();
        std::mem::take(&mut self.out)
    }

    /// Writes without explaining terms: for labels and other short texts.
    pub(super) fn without_terms(mut self) -> Self {
        self.explains = false;
        self
    }

    /// Writes without what is said to the person who leads.
    pub(super) fn for_participants(mut self) -> Self {
        self.is_for_participants = true;
        self
    }

    fn word(&self, name: &'static str) -> &'a str {
        self.tools.input.words.word("prose", name)
    }

    fn blocks(&mut self, scope: Scope<'a>, blocks: &'a [Block]) {
        let mut rest = blocks;
        while let [block, after @ ..] = rest {
            rest = after;
            match after {
                [sheet, others @ ..] if Self::is_pair(scope, block, sheet) => {
                    self.out.push_str("<div class=\"pair\">\n");
                    self.block(scope, block);
                    self.block(scope, sheet);
                    self.out.push_str("</div>\n");
                    rest = others;
                }
                _ => self.block(scope, block),
            }
        }
    }

    /// Whether `source` shows how the sheet is written that `shown`, right below, puts in place: the two stand side by side.
    fn is_pair(scope: Scope<'a>, source: &Block, shown: &Block) -> bool {
        let (Block::Include(file), Block::Paragraph(inlines)) = (source, shown) else {
            return false;
        };
        let [Inline::Image(image)] = &inlines[..] else { return false };
        let file = target_path(scope.from, &file.value).filter(SourcePath::is_toml);
        file.is_some() && file == target_path(scope.from, &image.href)
    }

    fn block(&mut self, scope: Scope<'a>, block: &'a Block) {
        match block {
            Block::Paragraph(inlines) => self.paragraph(scope, inlines),
            Block::Heading(index, inlines) => self.heading(scope, *index, inlines),
            Block::List(first, items) => self.list(scope, *first, items),
            Block::Quote(inner) => {
                let attributes = self.take_attributes();
                let _ = writeln!(self.out, "<blockquote{attributes}>");
                self.blocks(scope, inner);
                self.out.push_str("</blockquote>\n");
            }
            Block::Callout(callout, inner) => self.callout(scope, *callout, inner),
            Block::Code(code) => self.code(code),
            Block::Table(table) => self.table(scope, table),
            Block::Definitions(definitions) => self.definitions(scope, definitions),
            Block::Rule => self.out.push_str("<hr>\n"),
            Block::Details(details) => self.details(scope, details),
            Block::Element(element) => self.block_element(scope, element),
            Block::Html(html) => self.html(scope, html),
            Block::Include(path) => self.include(scope, &path.value),
            Block::Footnote(_) => {}
        }
    }

    fn paragraph(&mut self, scope: Scope<'a>, inlines: &'a [Inline]) {
        self.quotes = Quotes::default();
        if let [Inline::Image(image)] = inlines {
            return self.figure(scope, image);
        }
        let attributes = self.take_attributes();
        let _ = write!(self.out, "<p{attributes}>");
        self.inlines(scope, inlines);
        self.out.push_str("</p>\n");
    }

    /// An image that stands alone: a figure, or the sheet that it puts in place.
    fn figure(&mut self, scope: Scope<'a>, image: &'a Link) {
        if let Ok(Target::Page(path, _)) = self.tools.input.index.lead(scope.from, &image.href) {
            let entry = &self.tools.input.playbook.entries[&path];
            if entry.is_sheet() {
                self.embeds += 1;
                let prefix = format!("{}e{}-", self.here.prefix, self.embeds);
                let level = (self.heading_level + 1).clamp(2, 4);
                self.out.push_str(&(self.tools.embed)(entry, self.here.within(&prefix), level));
                return;
            }
        }
        let attributes = self.take_attributes();
        let _ = write!(self.out, "<figure{attributes}>");
        self.image(scope, image);
        if !image.title.is_empty() {
            self.out.push_str("<figcaption>");
            escape_text(&image.title, &mut self.out);
            self.out.push_str("</figcaption>");
        }
        self.out.push_str("</figure>\n");
    }

    fn heading(&mut self, scope: Scope<'a>, index: u32, inlines: &'a [Inline]) {
        let heading = scope.document.heading(index);
        let level = (heading.level + scope.shift).min(6);
        let own = format!("{}{}", self.here.prefix, heading.id);
        let mut id = own.clone();
        let mut number = 1;
        while !self.ids.insert(id.clone()) {
            number += 1;
            id = format!("{own}-{number}");
        }
        let words = self.words_html(scope, inlines);
        let listed = self.listed_html(scope, inlines, &words);
        let former = self.former(&heading.id);
        let _ = write!(self.out, "<h{level} id=\"");
        escape_attribute(&id, &mut self.out);
        let _ = write!(self.out, "\">{former}{words} <a class=\"anchor\" href=\"#");
        self.out.push_str(&crate::site::escape(&id));
        self.out.push_str("\" aria-label=\"");
        let label = format!("{}: {}", self.word("anchor"), heading.text);
        escape_attribute(&label, &mut self.out);
        let _ = writeln!(self.out, "\"></a></h{level}>");
        self.heading_level = level;
        self.contents.push((id, level, listed));
    }

    /// The HTML at which links arrive that know the heading `id` by a name it had before; nothing where other pages stand
    /// on the same one.
    pub(super) fn former(&self, id: &str) -> String {
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

    fn list(&mut self, scope: Scope<'a>, first: Option<u64>, items: &'a [Item]) {
        let tasks = items.iter().any(|item| item.task.is_some());
        let class = if tasks { " class=\"tasks\"" } else { "" };
        let class = format!("{class}{}", self.take_attributes());
        let _ = match first {
            Some(1) => writeln!(self.out, "<ol{class}>"),
            Some(first) => writeln!(self.out, "<ol start=\"{first}\"{class}>"),
            None => writeln!(self.out, "<ul{class}>"),
        };
        for item in items {
            self.item(scope, item);
        }
        self.out.push_str(if first.is_some() { "</ol>\n" } else { "</ul>\n" });
    }

    fn item(&mut self, scope: Scope<'a>, item: &'a Item) {
        match item.task {
            Some(done) => {
                let label = self.word(if done { "done" } else { "open" });
                self.out.push_str("<li class=\"task\"><input type=\"checkbox\" disabled");
                self.out.push_str(if done { " checked" } else { "" });
                self.out.push_str(" aria-label=\"");
                escape_attribute(label, &mut self.out);
                self.out.push_str("\"> ");
            }
            None => self.out.push_str("<li>"),
        }
        for (at, block) in item.blocks.iter().enumerate() {
            let Some(inlines) = running_text(block).filter(|_| item.tight) else {
                self.block(scope, block);
                continue;
            };
            if at > 0 {
                self.out.push(' ');
            }
            self.quotes = Quotes::default();
            self.inlines(scope, inlines);
        }
        self.out.push_str("</li>\n");
    }

    fn callout(&mut self, scope: Scope<'a>, callout: Callout, inner: &'a [Block]) {
        if callout == Callout::Leader && self.is_for_participants {
            return;
        }
        let title = self.tools.input.words.word("callout", callout.name());
        let _ = write!(
            self.out,
            "<aside role=\"note\" class=\"callout callout-{}\" aria-label=\"",
            callout.name()
        );
        escape_attribute(title, &mut self.out);
        self.out.push_str("\">\n<p class=\"callout-title\">");
        escape_text(title, &mut self.out);
        self.out.push_str("</p>\n");
        self.blocks(scope, inner);
        self.out.push_str("</aside>\n");
    }

    fn code(&mut self, code: &'a Code) {
        self.code_text(&code.language, &code.text);
    }

    fn code_text(&mut self, language: &str, text: &str) {
        self.codes += 1;
        let label = self.tools.input.words.filled("prose", "code", "n", &self.codes.to_string());
        self.out.push_str("<pre class=\"code\" tabindex=\"0\" role=\"region\" aria-label=\"");
        escape_attribute(&label, &mut self.out);
        self.out.push_str("\"><code");
        if !language.is_empty() {
            self.out.push_str(" class=\"language-");
            escape_attribute(language, &mut self.out);
            self.out.push('"');
        }
        self.out.push('>');
        self.out.push_str(&self.tools.highlighter.html(language, text));
        self.out.push_str("</code></pre>\n");
    }

    fn definitions(&mut self, scope: Scope<'a>, definitions: &'a [Definition]) {
        self.out.push_str("<dl>\n");
        for definition in definitions {
            self.out.push_str("<dt>");
            self.inlines(scope, &definition.term);
            self.out.push_str("</dt>\n");
            for meaning in &definition.meanings {
                self.out.push_str("<dd>");
                match meaning.as_slice() {
                    [Block::Paragraph(inlines)] => self.inlines(scope, inlines),
                    blocks => self.blocks(scope, blocks),
                }
                self.out.push_str("</dd>\n");
            }
        }
        self.out.push_str("</dl>\n");
    }

    fn include(&mut self, scope: Scope<'a>, path: &str) {
        let Some(path) = target_path(scope.from, path) else { return };
        let Tools { input, .. } = self.tools;
        if let Some(text) = input.index.toml(&path) {
            return self.code_text("toml", text.trim_end());
        }
        let Some((from, document)) = input.playbook.included.get_key_value(&path) else { return };
        if scope.depth >= DEEPEST_INCLUDE {
            return;
        }
        let inner =
            Scope { document, from, shift: shift(document, scope.shift), depth: scope.depth + 1 };
        self.blocks(inner, &document.blocks);
    }
}

/// The words of a paragraph that is more than one image.
fn running_text(block: &Block) -> Option<&[Inline]> {
    let Block::Paragraph(inlines) = block else { return None };
    (!matches!(&**inlines, [Inline::Image(_)])).then_some(inlines)
}

/// Appends `text` to `out` as the text of an element.
pub(super) fn escape_text(text: &str, out: &mut String) {
    // Nearly all text is plain, and a loop without an early end looks at many bytes at once.
    let is_special = |byte| matches!(byte, b'<' | b'>' | b'&' | 0);
    if !text.bytes().fold(false, |found, byte| found | is_special(byte)) {
        return out.push_str(text);
    }
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escaped = match byte {
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'&' => "&amp;",
            0 => "\u{FFFD}",
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(escaped);
        from = at + 1;
    }
    out.push_str(&text[from..]);
}

/// Appends `text` to `out` as the value of an attribute in double quotation marks.
pub(super) fn escape_attribute(text: &str, out: &mut String) {
    let start = out.len();
    escape_text(text, out);
    if out[start..].contains('"') {
        let quoted = out[start..].replace('"', "&quot;");
        out.truncate(start);
        out.push_str(&quoted);
    }
}
