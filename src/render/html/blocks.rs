//! Blocks → HTML, each by its kind.

use std::fmt::Write as _;

use super::scope::Scope;
use super::writer::{Tools, Writer};
use crate::model::Target;
use crate::prose::{Block, Callout, Code, DEEPEST_INCLUDE, Definition, Inline, Item, Link};
use crate::render::escape::{escape_attribute, escape_text};
use crate::source::{SourcePath, target_path};
use crate::typography::Quotes;

impl<'a> Writer<'a> {
    pub(super) fn blocks(&mut self, scope: Scope<'a>, blocks: &'a [Block]) {
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
        self.blocks(scope.including(document, from), &document.blocks);
    }
}

/// The words of a paragraph that is more than one image.
fn running_text(block: &Block) -> Option<&[Inline]> {
    let Block::Paragraph(inlines) = block else { return None };
    (!matches!(&**inlines, [Inline::Image(_)])).then_some(inlines)
}
