//! [`Document`] → Markdown for participants: the same words, and links that lead to what is published.

use std::fmt::Write as _;

use super::words::{begun, bold, in_cell, line, push_letters};
use crate::input::Input;
use crate::model::index::is_safe;
use crate::model::{Entry, Target};
use crate::prose::{
    Block, Callout, Code, DEEPEST_INCLUDE, Document, Footnote, Inline, Item, Kind, Line, Link,
    Table,
};
use crate::render::here::Here;
use crate::site::Route;
use crate::source::{SourcePath, target_path};

/// The prose of `entry` as it stands in the file at `route`.
pub(super) fn prose(input: Input<'_>, route: &Route, entry: &Entry) -> String {
    let writer = Writer { input, route };
    let scope = Scope { document: entry.document(), from: &entry.path, depth: 0 };
    writer.blocks(scope, &scope.document.blocks)
}

struct Writer<'a> {
    input: Input<'a>,
    /// The address of the file.
    route: &'a Route,
}

/// Whose prose is being written.
#[derive(Clone, Copy)]
struct Scope<'a> {
    document: &'a Document,
    from: &'a SourcePath,
    /// How deep this stands in files that include one another.
    depth: usize,
}

impl Writer<'_> {
    fn blocks(&self, scope: Scope<'_>, blocks: &[Block]) -> String {
        let mut written: Vec<String> = Vec::new();
        let mut after_list = false;
        for block in blocks {
            let text = self.block(scope, block);
            let is_list = matches!(block, Block::List(..));
            if !text.is_empty() {
                // Two lists in a row would be one.
                written.extend((after_list && is_list).then(|| "<!-- -->".to_owned()));
                written.push(text);
                after_list = is_list;
            }
        }
        written.join("\n\n")
    }

    fn block(&self, scope: Scope<'_>, block: &Block) -> String {
        match block {
            Block::Paragraph(inlines) => self.paragraph(scope, inlines),
            Block::Heading(index, inlines) => {
                let level = usize::from(scope.document.heading(*index).level) + 1;
                format!("{} {}", "#".repeat(level.clamp(2, 6)), self.one_line(scope, inlines))
            }
            Block::List(first, items) => self.list(scope, *first, items),
            Block::Quote(inner) => indented("> ", "> ", &self.blocks(scope, inner)),
            // What is said to the person who leads is in no file for participants.
            Block::Callout(Callout::Leader, _) => String::new(),
            Block::Callout(callout, inner) => {
                let name = callout.name().to_uppercase();
                format!("> [!{name}]\n{}", indented("> ", "> ", &self.blocks(scope, inner)))
            }
            Block::Code(code) => fenced(code),
            Block::Table(table) => self.table(scope, table),
            Block::Definitions(definitions) => {
                let each = definitions.iter().flat_map(|definition| {
                    let term = bold(&scope.document.plain(&definition.term));
                    let meanings = definition.meanings.iter();
                    std::iter::once(term).chain(meanings.map(|blocks| self.blocks(scope, blocks)))
                });
                each.collect::<Vec<_>>().join("\n\n")
            }
            Block::Rule => "---".to_owned(),
            Block::Details(details) => {
                let summary = bold(&scope.document.plain(&details.summary));
                [summary, self.blocks(scope, &details.blocks)].join("\n\n").trim().to_owned()
            }
            Block::Element(element) => self.blocks(scope, &element.content),
            Block::Html(html) => match html.kind {
                Kind::Custom => line(html.text.as_str(&scope.document.source)),
                Kind::Tag | Kind::Whole | Kind::Dress | Kind::Comment => String::new(),
            },
            Block::Include(path) => self.include(scope, &path.value),
            Block::Footnote(note) => self.footnote(scope, note),
        }
    }

    fn paragraph(&self, scope: Scope<'_>, inlines: &[Inline]) -> String {
        let text = self.inlines(scope, inlines);
        let mut text = text.trim();
        while let Some(before) = text.strip_suffix("\\\n") {
            text = before;
        }
        let lines = text.split('\n').map(|line| begun(line.trim_start()));
        lines.collect::<Vec<_>>().join("\n")
    }

    fn one_line(&self, scope: Scope<'_>, inlines: &[Inline]) -> String {
        self.inlines(scope, inlines).replace("\\\n", " ").replace('\n', " ").trim().to_owned()
    }

    fn list(&self, scope: Scope<'_>, first: Option<u64>, items: &[Item]) -> String {
        let mut written = Vec::new();
        for (at, item) in (0..).zip(items) {
            let marker = first.map_or("- ".to_owned(), |first| format!("{}. ", first + at));
            let task = match item.task {
                Some(true) => "[x] ",
                Some(false) => "[ ] ",
                None => "",
            };
            let text = if item.tight {
                let blocks = item.blocks.iter().map(|block| self.block(scope, block));
                let blocks: Vec<String> = blocks.filter(|text| !text.is_empty()).collect();
                blocks.join("\n")
            } else {
                self.blocks(scope, &item.blocks)
            };
            let room = " ".repeat(marker.len());
            written.push(indented(&format!("{marker}{task}"), &room, &text));
        }
        let is_tight = items.iter().all(|item| item.tight);
        written.join(if is_tight { "\n" } else { "\n\n" })
    }

    fn table(&self, scope: Scope<'_>, table: &Table) -> String {
        let row = |cells: &mut dyn Iterator<Item = String>| {
            cells.fold("|".to_owned(), |row, cell| format!("{row} {cell} |"))
        };
        let cell = |line: &Line| in_cell(&self.one_line(scope, line));
        let mut rows = vec![row(&mut table.head.iter().map(cell))];
        rows.push(row(&mut table.head.iter().map(|_| "---".to_owned())));
        rows.extend(table.rows.iter().map(|cells| row(&mut cells.iter().map(cell))));
        rows.join("\n")
    }

    fn include(&self, scope: Scope<'_>, path: &str) -> String {
        let Some(path) = target_path(scope.from, path) else { return String::new() };
        if let Some(text) = self.input.index.toml(&path) {
            let (language, text) = ("toml".to_owned(), text.trim_end().to_owned());
            return fenced(&Code { language, text });
        }
        let Some((from, document)) = self.input.playbook.included.get_key_value(&path) else {
            return String::new();
        };
        if scope.depth >= DEEPEST_INCLUDE {
            return String::new();
        }
        self.blocks(Scope { document, from, depth: scope.depth + 1 }, &document.blocks)
    }

    fn footnote(&self, scope: Scope<'_>, note: &Footnote) -> String {
        indented(&format!("[^{}]: ", note.label), "    ", &self.blocks(scope, &note.blocks))
    }

    // ---- Pieces of a line.

    fn inlines(&self, scope: Scope<'_>, inlines: &[Inline]) -> String {
        let mut out = String::new();
        for (at, inline) in inlines.iter().enumerate() {
            let next = scope.document.plain(inlines.get(at + 1..).unwrap_or_default());
            self.inline(scope, inline, next.chars().next(), &mut out);
        }
        out
    }

    /// Appends `inline`, after which `next` stands.
    fn inline(&self, scope: Scope<'_>, inline: &Inline, next: Option<char>, out: &mut String) {
        match inline {
            Inline::Text(text) => push_letters(text.as_str(&scope.document.source), out),
            Inline::Code(code) => push_code(code.as_str(&scope.document.source), out),
            Inline::Emphasis(inner) => push_marked("*", &self.inlines(scope, inner), next, out),
            Inline::Strong(inner) => push_marked("**", &self.inlines(scope, inner), next, out),
            Inline::Strikethrough(inner) => {
                push_marked("~~", &self.inlines(scope, inner), next, out);
            }
            Inline::Link(link) => self.link(scope, link, out),
            Inline::Image(image) => self.image(scope, image, out),
            Inline::FootnoteMark(label) => {
                let _ = write!(out, "[^{}]", label.value);
            }
            Inline::SoftBreak => out.push('\n'),
            Inline::HardBreak => out.push_str("\\\n"),
            Inline::Element(element) => out.push_str(&self.inlines(scope, &element.content)),
            Inline::Html(_) => {
                push_letters(&scope.document.plain(std::slice::from_ref(inline)), out);
            }
        }
    }

    fn link(&self, scope: Scope<'_>, link: &Link, out: &mut String) {
        let words = self.one_line(scope, &link.content);
        match self.href(scope, &link.href) {
            Some(href) if !words.is_empty() => {
                let _ = write!(out, "[{words}]({}{})", address(&href), title(&link.title));
            }
            Some(_) | None => out.push_str(&words),
        }
    }

    /// A picture, or the name of a sheet that stands in its place and leads to it.
    fn image(&self, scope: Scope<'_>, image: &Link, out: &mut String) {
        let words = line(&scope.document.plain(&image.content));
        let target = self.input.index.lead(scope.from, &image.href);
        let (sign, words) = match target {
            Ok(Target::Page(path, _)) => ("", line(self.input.playbook.entries[&path].title())),
            Ok(Target::Folder(_)) => ("", words),
            Ok(Target::Asset(_) | Target::External(_)) | Err(_) => ("!", words),
        };
        match self.href(scope, &image.href) {
            Some(href) => {
                let _ = write!(out, "{sign}[{words}]({}{})", address(&href), title(&image.title));
            }
            None => out.push_str(&words),
        }
    }

    /// Where `href` leads from the file. `None` when nothing is published there.
    fn href(&self, scope: Scope<'_>, href: &str) -> Option<String> {
        match self.input.index.lead(scope.from, href).ok()? {
            Target::Page(path, place) => {
                Here::page(self.route).href_to(self.input, &path, place.as_deref())
            }
            Target::Folder(path) => {
                let route = Route::of_folder(&path, &self.input.playbook.numbers);
                Some(self.route.href_to(&route))
            }
            Target::Asset(path) => {
                Some(self.route.href_to(&Route::of_asset(&path, &self.input.playbook.numbers)))
            }
            Target::External(href) => Some(href).filter(|href| is_safe(href)),
        }
    }
}

/// `text` with `first` before its first line and `others` before the others, but for empty ones.
fn indented(first: &str, others: &str, text: &str) -> String {
    let mut out = first.to_owned();
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            out.push('\n');
            out.push_str(if line.is_empty() { others.trim_end() } else { others });
        }
        out.push_str(line);
    }
    out
}

/// The longest run of back quotes in `text`, and one more.
fn quotes(text: &str) -> String {
    let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or_default();
    "`".repeat(longest + 1)
}

fn fenced(code: &Code) -> String {
    let longer = quotes(&code.text);
    let fence = if longer.len() > 3 { longer } else { "```".to_owned() };
    let end = if code.text.is_empty() || code.text.ends_with('\n') { "" } else { "\n" };
    format!("{fence}{}\n{}{end}{fence}", code.language, code.text)
}

fn push_code(code: &str, out: &mut String) {
    let code = code.replace('\n', " ");
    if code.is_empty() {
        return;
    }
    let fence = quotes(&code);
    let is_padded = code.starts_with(['`', ' ']) || code.ends_with(['`', ' ']);
    let pad = if is_padded { " " } else { "" };
    let _ = write!(out, "{fence}{pad}{code}{pad}{fence}");
}

/// Appends `inner` between `mark`s, where these would be taken for what they are (CommonMark 0.31, 6.2), or else alone.
fn push_marked(mark: &str, inner: &str, next: Option<char>, out: &mut String) {
    let sign = mark.chars().next();
    let (first, last, before) = (inner.chars().next(), inner.chars().last(), out.chars().last());
    let touches = |letter: Option<char>| letter.is_some_and(char::is_whitespace);
    let is_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let is_apart = |letter: Option<char>| {
        letter.is_none_or(|letter| letter.is_whitespace() || letter.is_ascii_punctuation())
    };
    let opens = is_apart(before) || is_word(first);
    let closes = is_apart(next) || is_word(last);
    let is_sound = opens && closes && before != sign;
    if first.is_none() || touches(first) || touches(last) || !is_sound {
        return out.push_str(inner);
    }
    let _ = write!(out, "{mark}{inner}{mark}");
}

/// An address between the brackets of a link.
fn address(href: &str) -> String {
    let href =
        href.replace('\\', "%5C").replace('<', "%3C").replace('>', "%3E").replace(['\n', '\r'], "");
    let href = if href.contains(';') { href.replace('&', "&amp;") } else { href };
    if href.is_empty() || href.contains([' ', '(', ')', '\t']) { format!("<{href}>") } else { href }
}

fn title(title: &str) -> String {
    match title.trim() {
        "" => String::new(),
        title => format!(" \"{}\"", line(title).replace('"', "\\\"")),
    }
}
