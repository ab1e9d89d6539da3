//! The pieces of a line → rich text, with the links and notes in it.

use std::borrow::Cow;
use std::sync::Arc;

use super::blocks::{Scope, Writer};
use super::{Flow, Number};
use crate::model::Target;
use crate::model::index::is_safe;
use crate::paper::page::To;
use crate::paper::pictures::Picture;
use crate::paper::text::{Form, Looks, Rich};
use crate::prose::{
    Element, Html, Inline, Kind, Line, Link, Name, Quote, Text, lowered, pictures_alone, raised,
};
use crate::site::Route;
use crate::source::SourcePath;
use crate::typography::Quotes;

/// What is at least followed of an address, in bytes (RFC 9110, 4.1). A longer one would be written on each page that its link
/// is on, so it only stands in print.
const LONGEST_ADDRESS: usize = 8_000;
/// As many letters are read out of what a link says; it is on the page as a whole.
const TOLD: usize = 500;

/// A text with what is tied to its letters.
#[derive(Clone, Debug, Default)]
pub(super) struct Prose {
    /// The letters.
    pub(super) rich: Rich,
    /// What stretches of them are, by number.
    pub(super) ties: Vec<Tie>,
}

/// What a stretch of text is.
#[derive(Clone, Debug)]
pub(super) enum Tie {
    /// A link: where it leads, and what it says to those who do not see it.
    Link(To, String),
    /// Code.
    Code,
    /// The mark of this note, which stands on the same page.
    Note(Prose),
    /// Another mark of a note.
    Mark,
    /// A picture.
    Picture(Shown),
}

/// A picture in a text.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    pub(super) picture: Arc<Picture>,
    /// What it shows.
    pub(super) words: String,
    /// Where it leads, and what that says.
    pub(super) link: Option<(To, String)>,
}

impl Prose {
    /// `text` without links and notes.
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self { rich: Rich::plain(text), ties: Vec::new() }
    }

    /// Appends `text` in bold letters.
    pub(super) fn bold(mut self, text: &str) -> Self {
        self.rich.push(text, Looks { bold: true, ..Looks::default() }, None);
        self
    }

    /// Appends `text`.
    pub(super) fn then(mut self, text: &str) -> Self {
        self.rich.push(text, Looks::default(), None);
        self
    }

    /// Appends `text`, which leads to the place called `anchor`.
    pub(super) fn link(mut self, text: &str, looks: Looks, anchor: String) -> Self {
        self.ties.push(Tie::Link(To::Anchor(anchor), text.to_owned()));
        self.rich.push(text, looks, Some(self.ties.len() - 1));
        self
    }
}

impl Prose {
    /// Its words as one line, without the marks of notes.
    pub(super) fn words(&self) -> String {
        let mut words = String::new();
        for span in &self.rich.spans {
            match span.tie.and_then(|tie| self.ties.get(tie)) {
                Some(Tie::Note(_) | Tie::Mark) => {}
                Some(Tie::Picture(shown)) => words.push_str(&shown.words),
                Some(Tie::Link(..) | Tie::Code) | None => {
                    words.push_str(&self.rich.text[span.bytes.clone()]);
                }
            }
        }
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Takes the minutes off the end of the heading of a step: `Swap seats (15 min)` is `Swap seats`.
    pub(super) fn cut_minutes(&mut self) {
        let end = self.rich.text.rfind('(').unwrap_or(self.rich.text.len());
        let end = self.rich.text[..end].trim_end().len();
        self.rich.text.truncate(end);
        self.rich.spans.retain(|span| span.bytes.start < end);
        if let Some(last) = self.rich.spans.last_mut() {
            last.bytes.end = last.bytes.end.min(end);
        }
    }
}

/// The name of the place where what the file `path` holds begins, or the heading `id` in it.
pub(super) fn anchor(path: &SourcePath, id: Option<&str>) -> String {
    match id {
        Some(id) => format!("{path}#{id}"),
        None => path.to_string(),
    }
}

impl Writer<'_, '_> {
    /// The text of a line of prose.
    pub(super) fn prose(&mut self, scope: Scope<'_>, inlines: &[Inline]) -> Prose {
        let mut prose = Prose::default();
        self.line(scope, inlines, (Looks::default(), None), &mut prose);
        prose
    }

    /// Appends a line of prose.
    pub(super) fn line(
        &mut self,
        scope: Scope<'_>,
        inlines: &[Inline],
        looks: (Looks, Option<usize>),
        prose: &mut Prose,
    ) {
        self.quotes = Quotes::default();
        let alone = pictures_alone(&scope.document.source, inlines);
        let around = std::mem::replace(&mut self.alone, alone);
        self.inlines(scope, inlines, looks, prose);
        self.alone = around;
    }

    fn inlines(
        &mut self,
        scope: Scope<'_>,
        inlines: &[Inline],
        (looks, tie): (Looks, Option<usize>),
        prose: &mut Prose,
    ) {
        let source = &scope.document.source;
        for inline in inlines {
            match inline {
                Inline::Text(Text::Quote(quote)) => {
                    let mark = self.quotes.next(*quote, self.input.words);
                    prose.rich.push(mark, looks, tie);
                }
                Inline::Text(text) => prose.rich.push(text.as_str(source), looks, tie),
                Inline::Code(code) => {
                    let tie = tie.unwrap_or(prose.ties.len());
                    if tie == prose.ties.len() {
                        prose.ties.push(Tie::Code);
                    }
                    let code = self.code_in_line(code.as_str(source));
                    prose.rich.push(&code, Looks { form: Form::Code, ..looks }, Some(tie));
                }
                Inline::Emphasis(inner) => {
                    let looks = Looks { italic: !looks.italic, ..looks };
                    self.inlines(scope, inner, (looks, tie), prose);
                }
                Inline::Strong(inner) => {
                    self.inlines(scope, inner, (Looks { bold: true, ..looks }, tie), prose);
                }
                Inline::Strikethrough(inner) => {
                    let looks = Looks { form: Form::Struck, ..looks };
                    self.inlines(scope, inner, (looks, tie), prose);
                }
                Inline::Link(link) => self.link(scope, link, looks, prose),
                Inline::Image(image) => self.image_in_line(scope, image, (looks, tie), prose),
                Inline::FootnoteMark(label) => self.footnote(scope, &label.value, prose),
                Inline::SoftBreak => prose.rich.push(" ", looks, tie),
                Inline::HardBreak => prose.rich.push("\n", looks, tie),
                Inline::Element(element) => self.element(scope, element, (looks, tie), prose),
                Inline::Html(html) => {
                    prose.rich.push(self.html_text(html, source), looks, tie);
                }
            }
        }
    }

    /// An element of HTML: its words, in letters that say what it is.
    fn element(
        &mut self,
        scope: Scope<'_>,
        element: &Element<Line>,
        (looks, tie): (Looks, Option<usize>),
        prose: &mut Prose,
    ) {
        let words = scope.document.plain(&element.content);
        let is_raised = element.name == Name::Sup;
        let is_lowered = element.name == Name::Sub;
        let letters = raised(&words).filter(|_| is_raised);
        if let Some(letters) = letters.or_else(|| lowered(&words).filter(|_| is_lowered)) {
            return prose.rich.push(&letters, looks, tie);
        }
        let looks = match element.name {
            Name::Sup => Looks { form: Form::Above, ..looks },
            Name::Sub => Looks { form: Form::Below, ..looks },
            Name::Kbd | Name::Sample => Looks { form: Form::Code, ..looks },
            Name::Mark => Looks { bold: true, ..looks },
            Name::Cite | Name::Variable | Name::Defined => Looks { italic: !looks.italic, ..looks },
            Name::Quoted => {
                let open = self.quotes.next(Quote::Open, self.input.words);
                prose.rich.push(open, looks, tie);
                self.inlines(scope, &element.content, (looks, tie), prose);
                let close = self.quotes.next(Quote::Close, self.input.words);
                return prose.rich.push(close, looks, tie);
            }
            Name::Bare
            | Name::Span
            | Name::Ins
            | Name::Small
            | Name::Underline
            | Name::Abbr
            | Name::Isolated
            | Name::Turned
            | Name::Ruby
            | Name::RubyText
            | Name::RubyBracket
            | Name::Division
            | Name::Figure
            | Name::Caption
            | Name::Table
            | Name::Row
            | Name::HeadCell
            | Name::Cell => looks,
        };
        self.inlines(scope, &element.content, (looks, tie), prose);
    }

    /// Code within a line. It is read from the left, even where the words around it are not.
    fn code_in_line<'c>(&self, code: &'c str) -> Cow<'c, str> {
        if self.flow.setter.writing.is_mirrored {
            Cow::Owned(format!("\u{2066}{code}\u{2069}"))
        } else {
            Cow::Borrowed(code)
        }
    }

    /// What is shown of HTML that is no part of the tree.
    fn html_text<'t>(&self, html: &'t Html, source: &'t str) -> &'t str {
        match html.kind {
            Kind::Custom if !self.input.playbook.settings.allow_html => html.text.as_str(source),
            Kind::Custom | Kind::Tag | Kind::Dress | Kind::Whole | Kind::Comment => "",
        }
    }

    /// A link: to a page of the book with its number, to an address elsewhere with a note.
    fn link(&mut self, scope: Scope<'_>, link: &Link, looks: Looks, prose: &mut Prose) {
        let words = scope.document.plain(&link.content);
        let mut tied = |writer: &mut Self, to: To| {
            let tie = prose.ties.len();
            prose.ties.push(Tie::Link(to, told(&words)));
            writer.inlines(scope, &link.content, (looks, Some(tie)), prose);
        };
        match self.input.index.lead(scope.from, &link.href) {
            Ok(Target::Page(path, id)) => {
                let place = self.known_place(&path, id.as_deref());
                tied(self, To::Anchor(place.clone()));
                let is_here = path == self.page;
                let number = self.flow.page_number(&place).filter(|_| !is_here);
                if let Some(number) = number {
                    let text = self.input.words.filled("book", "see", "n", &number);
                    prose.rich.push(&format!(" {text}"), looks, None);
                }
            }
            Ok(Target::Folder(path)) => {
                let route = Route::of_folder(&path, &self.input.playbook.numbers);
                let place = format!("//{route}");
                match self.flow.number(&place) {
                    Number::Absent => self.inlines(scope, &link.content, (looks, None), prose),
                    Number::Known(_) | Number::Later => tied(self, To::Anchor(place)),
                }
            }
            Ok(Target::External(href)) if is_safe(&href) => {
                if href.len() > LONGEST_ADDRESS {
                    self.inlines(scope, &link.content, (looks, None), prose);
                } else {
                    tied(self, To::Address(href.clone()));
                }
                self.address_note(&href, &words, prose);
            }
            Ok(Target::Asset(path)) => match self.input.playbook.settings.base_url.value.as_str() {
                "" => self.inlines(scope, &link.content, (looks, None), prose),
                base => {
                    let route = Route::of_asset(&path, &self.input.playbook.numbers);
                    let href = format!("{base}{}", route.shown());
                    tied(self, To::Address(href.clone()));
                    self.address_note(&href, &words, prose);
                }
            },
            Ok(Target::External(_)) | Err(_) => {
                self.inlines(scope, &link.content, (looks, None), prose);
            }
        }
    }

    /// The heading `id` on the page that `path` becomes; the page itself where the book does not have the heading.
    fn known_place(&self, path: &SourcePath, id: Option<&str>) -> String {
        let place = anchor(path, id);
        match self.flow.number(&place) {
            Number::Absent => anchor(path, None),
            Number::Known(_) | Number::Later => place,
        }
    }

    /// A note with an address, unless the words of the link are the address.
    fn address_note(&mut self, href: &str, words: &str, prose: &mut Prose) {
        let shown = ["https://", "http://", "mailto:", "tel:"]
            .iter()
            .find_map(|scheme| href.strip_prefix(scheme))
            .unwrap_or(href)
            .trim_end_matches('/');
        if words.contains(shown) {
            return;
        }
        if self.noting {
            prose.rich.push(&format!(" ({shown})"), Looks::default(), None);
        } else {
            self.lettered_note(shown, prose);
        }
    }

    /// An image within a line is a picture where it is alone between two line ends, else its words; a sheet or page that is
    /// put there is a link to it.
    fn image_in_line(
        &mut self,
        scope: Scope<'_>,
        image: &Link,
        (looks, tie): (Looks, Option<usize>),
        prose: &mut Prose,
    ) {
        match self.input.index.lead(scope.from, &image.href) {
            Ok(Target::Page(..)) => self.link(scope, image, looks, prose),
            Ok(Target::Asset(path)) => {
                let found = self.pictures.find(&path).filter(|_| self.alone.contains(&image.span));
                let Some(picture) = found else {
                    return self.inlines(scope, &image.content, (looks, tie), prose);
                };
                let link = match tie.and_then(|tie| prose.ties.get(tie)) {
                    Some(Tie::Link(to, says)) => Some((to.clone(), says.clone())),
                    Some(Tie::Code | Tie::Note(_) | Tie::Mark | Tie::Picture(_)) | None => None,
                };
                let words = scope.document.plain(&image.content);
                let size = Flow::size_of(picture);
                prose.ties.push(Tie::Picture(Shown { picture: Arc::clone(picture), words, link }));
                prose.rich.push_picture(size, prose.ties.len() - 1);
            }
            Ok(Target::Folder(_) | Target::External(_)) | Err(_) => {
                self.inlines(scope, &image.content, (looks, tie), prose);
            }
        }
    }
}

/// What is read out for a link with these `words`.
fn told(words: &str) -> String {
    match words.char_indices().nth(TOLD) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
}
