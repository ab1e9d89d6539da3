//! The pieces of a line → HTML.

use std::fmt::Write as _;

use super::scope::Scope;
use super::writer::{Links, Writer};
use crate::model::Target;
use crate::model::index::is_safe;
use crate::prose::{Block, Inline, Link, Quote, Text};
use crate::render::escape::{escape_attribute, escape_text};
use crate::site::{Route, escape};

impl<'a> Writer<'a> {
    pub(super) fn inlines(&mut self, scope: Scope<'a>, inlines: &'a [Inline]) {
        for inline in inlines {
            self.inline(scope, inline);
        }
    }

    fn inline(&mut self, scope: Scope<'a>, inline: &'a Inline) {
        match inline {
            Inline::Text(Text::Quote(quote)) => self.quote(*quote),
            Inline::Text(text) => self.text(text.as_str(&scope.document.source)),
            Inline::Code(code) => {
                let attributes = self.take_attributes();
                let _ = write!(self.out, "<code{attributes}>");
                escape_text(code.as_str(&scope.document.source), &mut self.out);
                self.out.push_str("</code>");
            }
            Inline::Emphasis(inner) => self.wrapped(scope, "em", inner),
            Inline::Strong(inner) => self.wrapped(scope, "strong", inner),
            Inline::Strikethrough(inner) => self.wrapped(scope, "del", inner),
            Inline::Link(link) => self.link(scope, link),
            Inline::Image(image) => self.image(scope, image),
            Inline::FootnoteMark(label) => self.mark(scope, &label.value),
            Inline::SoftBreak => self.out.push('\n'),
            Inline::HardBreak => self.out.push_str("<br>\n"),
            Inline::Element(element) => self.element(scope, element),
            Inline::Html(html) => self.html(scope, html),
        }
    }

    fn wrapped(&mut self, scope: Scope<'a>, tag: &str, inner: &'a [Inline]) {
        let attributes = self.take_attributes();
        let _ = write!(self.out, "<{tag}{attributes}>");
        self.inlines(scope, inner);
        let _ = write!(self.out, "</{tag}>");
    }

    /// The attributes for the tag that is written now.
    pub(super) fn take_attributes(&mut self) -> String {
        std::mem::take(&mut self.attributes)
    }

    /// A quotation mark as the language has it.
    fn quote(&mut self, quote: Quote) {
        let mark = self.quotes.next(quote, self.tools.input.words);
        escape_text(mark, &mut self.out);
    }

    /// Running text, with each term of the glossary explained where it stands first.
    fn text(&mut self, text: &str) {
        let mut from = 0;
        if self.explains {
            let tools = self.tools;
            for (term, range) in tools.terms.find(text) {
                if self.explained.insert(term) {
                    escape_text(&text[from..range.start], &mut self.out);
                    self.term(term, &text[range.clone()]);
                    from = range.end;
                }
            }
        }
        escape_text(&text[from..], &mut self.out);
    }

    /// A term with its meaning, which shows when the term is pointed at or reached by keyboard.
    fn term(&mut self, number: usize, letters: &str) {
        let input = self.tools.input;
        let term = &input.playbook.terms[number];
        let Some(glossary) = input.site.glossary.map(|page| &input.site.pages[page].route) else {
            return escape_text(letters, &mut self.out);
        };
        let _ = write!(
            self.out,
            "<span class=\"term\"><button type=\"button\" class=\"term-button\" aria-describedby=\"pb-term-{}\">",
            term.id
        );
        escape_text(letters, &mut self.out);
        let _ = write!(
            self.out,
            "</button><span class=\"term-tip\" role=\"tooltip\" id=\"pb-term-{}\">",
            term.id
        );
        if let Some(Block::Paragraph(inlines)) = term.means.blocks.first() {
            escape_text(&term.means.plain(inlines), &mut self.out);
        }
        let href = self.here.route.href_to(glossary);
        let word = self.word("term");
        let _ = write!(self.out, " <a href=\"{href}#{}\">", escape(&term.id));
        escape_text(word, &mut self.out);
        self.out.push_str("</a></span></span>");
    }

    fn link(&mut self, scope: Scope<'a>, link: &'a Link) {
        let explains = std::mem::replace(&mut self.explains, false);
        let attributes = self.take_attributes();
        match self.href(scope, link).filter(|_| self.links == Links::Live) {
            Some(href) => {
                let _ = write!(self.out, "<a{attributes} href=\"");
                escape_attribute(&href, &mut self.out);
                self.out.push('"');
                if !link.title.is_empty() {
                    self.out.push_str(" title=\"");
                    escape_attribute(&link.title, &mut self.out);
                    self.out.push('"');
                }
                self.out.push('>');
                self.inlines(scope, &link.content);
                self.out.push_str("</a>");
            }
            None => self.inlines(scope, &link.content),
        }
        self.explains = explains;
    }

    /// Where `href` leads from this page. `None` when it leads nowhere, which a rule has reported.
    fn href(&self, scope: Scope<'_>, link: &Link) -> Option<String> {
        let input = self.tools.input;
        let is_of_site = link.is_of_site(&scope.document.source);
        let target = if is_of_site {
            input.index.resolve(scope.from, &link.href)
        } else {
            input.index.lead(scope.from, &link.href)
        };
        match target {
            Ok(Target::Page(path, fragment)) => {
                self.here.href_to(input, &path, fragment.as_deref())
            }
            Ok(Target::Folder(path)) => {
                let route = Route::of_folder(&path, &input.playbook.numbers);
                Some(self.here.route.href_to(&route))
            }
            Ok(Target::Asset(path)) => {
                Some(self.here.route.href_to(&Route::of_asset(&path, &input.playbook.numbers)))
            }
            Ok(Target::External(href)) => Some(href).filter(|href| is_safe(href)),
            Err(_) if is_of_site => self.site_href(scope, &link.href),
            Err(_) => None,
        }
    }

    /// The way to what is at the address `href` of the finished site, as it is written on the page of its file.
    fn site_href(&self, scope: Scope<'_>, href: &str) -> Option<String> {
        let input = self.tools.input;
        let shown = input.index.shown_in(scope.from);
        let page = shown.first().copied().unwrap_or(scope.from);
        let (path, id) = href.split_once('#').map_or((href, None), |(path, id)| (path, Some(id)));
        let from = input.site.route_of(page)?;
        let target = from.follow(path)?;
        let found = input.site.pages.iter().find(|page| page.route == target);
        let path = found.and_then(|page| page.shows.prose());
        let is_there = |path| {
            let id = id.map(|id| format!("#{id}")).unwrap_or_default();
            input.index.resolve(path, &id).is_ok()
        };
        if from == self.here.route && !path.is_some_and(is_there) {
            return Some(href.to_owned());
        }
        let id = id.filter(|_| path.is_none_or(is_there));
        let way = path.and_then(|path| self.here.href_to(input, path, id));
        way.or_else(|| {
            let id = id.map(|id| format!("#{id}")).unwrap_or_default();
            Some(format!("{}{id}", self.here.route.href_to(&target)))
        })
    }

    pub(super) fn image(&mut self, scope: Scope<'a>, image: &'a Link) {
        let input = self.tools.input;
        let attributes = self.take_attributes();
        let alt = scope.document.plain(&image.content);
        let target = input.index.lead(scope.from, &image.href);
        let Ok(Target::Asset(path)) = target else {
            // A page within a line, or an image of another host, is a link: nothing is fetched from elsewhere.
            let href = self.href(scope, image).filter(|_| self.links == Links::Live);
            let Some(href) = href else {
                return escape_text(&alt, &mut self.out);
            };
            let is_html = image.is_html(&scope.document.source);
            let is_allowed = input.playbook.settings.allow_html && is_html;
            if is_allowed || is_html && target.is_err() {
                return self.picture(&attributes, &href, &alt, drawn(image.drawn, None));
            }
            self.out.push_str("<a href=\"");
            escape_attribute(&href, &mut self.out);
            self.out.push_str("\">");
            escape_text(if alt.is_empty() { &image.href } else { &alt }, &mut self.out);
            return self.out.push_str("</a>");
        };
        let src = self.here.route.href_to(&Route::of_asset(&path, &input.playbook.numbers));
        let size = input.sources.assets.get(&path).and_then(|asset| asset.size);
        self.picture(&attributes, &src, &alt, drawn(image.drawn, size));
    }

    fn picture(&mut self, attributes: &str, src: &str, alt: &str, size: Option<(u32, u32)>) {
        let _ = write!(self.out, "<img{attributes} src=\"");
        escape_attribute(src, &mut self.out);
        self.out.push_str("\" alt=\"");
        escape_attribute(alt, &mut self.out);
        self.out.push('"');
        if let Some((width, height)) = size {
            let _ = write!(self.out, " width=\"{width}\" height=\"{height}\"");
        }
        self.out.push_str(" loading=\"lazy\" decoding=\"async\">");
    }

    /// The mark of a note. A note pointed at twice leads back to its first mark.
    fn mark(&mut self, scope: Scope<'a>, label: &str) {
        let Some(number) = self.note_number(scope, label).filter(|_| self.links == Links::Live)
        else {
            return;
        };
        self.marks[number - 1] += 1;
        let prefix = self.here.prefix;
        let between = if self.is_behind_mark() { ", " } else { "" };
        let id = match self.marks[number - 1] {
            1 => format!("{prefix}pb-mark-{number}"),
            again => format!("{prefix}pb-mark-{number}-{again}"),
        };
        let _ = write!(
            self.out,
            "<sup class=\"note-mark\">{between}<a href=\"#{prefix}pb-note-{number}\" id=\"{id}\" aria-label=\"{} {number}\">{number}</a></sup>",
            self.word("notes")
        );
        self.mark_ends = self.out.len();
    }

    /// Whether nothing but the edges of elements stands between the mark that was written last and what comes.
    fn is_behind_mark(&self) -> bool {
        let is_edge = |tag: &str| !tag.contains(['<', '>', ' ']) && tag != "br";
        let rest = self.out.get(self.mark_ends..).filter(|_| self.mark_ends > 0);
        rest.is_some_and(|rest| {
            self.out[..self.mark_ends].ends_with("</sup>")
                && (rest.is_empty()
                    || rest.starts_with('<')
                        && rest.ends_with('>')
                        && rest[1..rest.len() - 1].split("><").all(is_edge))
        })
    }
}

/// How wide and how high a picture of this `size` is shown, when its author wants it `drawn` so.
fn drawn(drawn: (Option<u16>, Option<u16>), size: Option<(u32, u32)>) -> Option<(u32, u32)> {
    let (width, height) = (drawn.0.map(u32::from), drawn.1.map(u32::from));
    let share = |part: u32, whole: u32, of: u32| {
        let scaled = u64::from(of) * u64::from(part) / u64::from(whole.max(1));
        u32::try_from(scaled).unwrap_or(u32::MAX).max(1)
    };
    match (width, height, size) {
        (Some(width), Some(height), _) => Some((width, height)),
        (Some(width), None, Some(size)) => Some((width, share(width, size.0, size.1))),
        (None, Some(height), Some(size)) => Some((share(height, size.1, size.0), height)),
        (_, _, size) => size,
    }
}
