//! Pages → PDF: tagged, with language, title and embedded fonts, for PDF/UA-1 (ISO 14289-1).
//!
//! krilla draws and tags. It has no fields: a link stands where each belongs until `fields` makes a field of it.

pub(super) mod drawing;
mod link;
pub(super) mod photo;

use std::num::NonZeroU16;

use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::{luma, rgb};
use krilla::configure::{Accessibility, Configuration, ConfigurationBuilder};
use krilla::geom::{PathBuilder, Point, Rect, Transform};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{self, FillRule, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ContentTag, Identifier, ListNumbering, TableHeaderScope, Tag, TagGroup, TagKind,
    TagTree,
};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};

use super::fields::{self, FormFont};
use super::fonts::{FONTS, Fonts};
use super::objects::{Objects, Unknown};
use super::pack;
use super::page::{Content, Line, Mark, Node, Pages, Place, Role, Tone, Window};
use super::pictures::Picture;
use crate::colour::Colour;
use crate::sheet::{Fill, Stroke};

/// What is written by hand.
const PEN: Colour = Colour::hex(0x12_2c6a);

/// Writes `pages` as the bytes of a PDF. Equal pages give equal bytes: there is no clock and no chance in it.
pub(super) fn bytes(pages: &Pages, context: &PdfContext) -> Result<Vec<u8>, Unknown> {
    let mut objects = Objects::of(&drawn(pages, context))?;
    fields::place(&mut objects, pages, &context.form)?;
    Ok(pack::bytes(&objects))
}

/// The same of the pages that `make` makes, and how many they are. Each is let go once it is drawn: so a book of a thousand
/// sheets does not lie in memory both as pages and as a PDF. It is made a second time where that has to be.
pub(super) fn bytes_of_book(
    make: &dyn Fn() -> Pages,
    context: &PdfContext,
) -> Result<(Vec<u8>, usize), Unknown> {
    let attempt = |configuration: Configuration| {
        let mut pages = make();
        let contents: Vec<Vec<Content>> =
            pages.pages.iter_mut().map(|page| std::mem::take(&mut page.content)).collect();
        let structure = std::mem::take(&mut pages.structure);
        let written =
            written(&pages, (contents.into_iter(), structure), &context.faces, configuration)?;
        Some((written, pages.pages.len()))
    };
    let (written, pages) = attempt(standard())
        .or_else(|| attempt(Configuration::default()))
        .expect("every piece of content is tagged once");
    Ok((pack::bytes(&Objects::of(&written)?), pages))
}

/// What all PDFs are made with.
pub(super) struct PdfContext {
    faces: Faces,
    form: FormFont,
}

impl PdfContext {
    /// Makes ready for texts in `language`.
    pub(super) fn new(fonts: &Fonts, language: &str) -> Self {
        Self { faces: Faces::of(fonts), form: FormFont::of(language) }
    }
}

/// The fonts as the writer of PDF knows them, by number.
pub(super) struct Faces(Vec<Font>);

impl Faces {
    fn of(fonts: &Fonts) -> Self {
        let built_in = FONTS.iter().map(|bytes| Font::new((*bytes).into(), 0));
        let own = fonts.own.iter().map(|bytes| Font::new(bytes.to_vec().into(), 0));
        let all = fonts.own.iter().map(AsRef::as_ref);
        let twins = FONTS.iter().copied().chain(all).map(twin);
        let all = built_in.chain(own).chain(twins);
        Self(all.map(|font| font.expect("fonts are read before")).collect())
    }
}

/// The font of these bytes once more, as another font: the byte that is added says nothing.
fn twin(bytes: &[u8]) -> Option<Font> {
    Font::new([bytes, &[0]].concat().into(), 0)
}

/// Draws and tags `pages`, with a link in each place that is filled in.
///
/// Letters without a meaning in Unicode break the standard for those who do not see them; such pages are written all the
/// same, without the claim that they keep it.
pub(super) fn drawn(pages: &Pages, context: &PdfContext) -> Vec<u8> {
    let attempt = |configuration: Configuration| {
        let contents = pages.pages.iter().map(|page| page.content.as_slice());
        written(pages, (contents, pages.structure.clone()), &context.faces, configuration)
    };
    attempt(standard())
        .or_else(|| attempt(Configuration::default()))
        .expect("every piece of content is tagged once")
}

/// Draws the `contents` of pages, one after the other, and tags them with their `structure`.
fn written(
    pages: &Pages,
    (contents, structure): (impl Iterator<Item: AsRef<[Content]>>, Vec<Node>),
    faces: &Faces,
    configuration: Configuration,
) -> Option<Vec<u8>> {
    let mut document = Document::new_with(SerializeSettings {
        configuration,
        enable_tagging: true,
        ..SerializeSettings::default()
    });
    document.set_metadata(
        Metadata::new()
            .title(pages.title.clone())
            .language(pages.language.clone())
            .producer(format!("Partnerbook {}", env!("CARGO_PKG_VERSION"))),
    );
    document.set_outline(link::outline(&pages.bookmarks));
    let mut leaves = Leaves::default();
    let mut places = 0;
    for (page, contents) in pages.pages.iter().zip(contents) {
        let (width, height) = page.size.unwrap_or(pages.size);
        let settings = PageSettings::from_wh(width, height).expect("paper has a size");
        let mut sheet = document.start_page_with(settings);
        let mut surface = sheet.surface();
        if let Some(window) = &page.window {
            open(&mut surface, window);
        }
        for content in contents.as_ref() {
            let tag = match content.leaf {
                Some(_) => ContentTag::Other,
                None => ContentTag::Artifact(Artifact::default()),
            };
            let identifier = surface.start_tagged(tag);
            for mark in &content.marks {
                draw(&mut surface, &faces.0, mark);
            }
            surface.end_tagged();
            if let Some(leaf) = content.leaf {
                leaves.keep(leaf, identifier);
            }
        }
        if page.window.is_some() {
            surface.pop();
            surface.pop();
        }
        if !page.over.is_empty() {
            surface.start_tagged(ContentTag::Artifact(Artifact::default()));
            for mark in &page.over {
                draw(&mut surface, &faces.0, mark);
            }
            surface.end_tagged();
        }
        surface.finish();
        for link in &page.links {
            if let Some(annotation) = link::annotation(link, &pages.anchors) {
                leaves.keep(link.leaf, sheet.add_tagged_annotation(annotation));
            }
        }
        for place in &page.places {
            leaves.keep(place.leaf, sheet.add_tagged_annotation(stand_in(place, places)));
            places += 1;
        }
        sheet.finish();
    }
    let mut tree = TagTree::new().with_lang(Some(pages.language.clone()));
    for node in structure {
        if let Some(node) = tagged(node, &mut leaves) {
            tree.push(node);
        }
    }
    document.set_tag_tree(tree);
    document.finish().ok()
}

/// Lets what follows be seen through a window.
fn open(surface: &mut Surface<'_>, window: &Window) {
    let [left, top, right, bottom] = window.clip;
    let mut path = PathBuilder::new();
    path.move_to(left, top);
    path.line_to(right, top);
    path.line_to(right, bottom);
    path.line_to(left, bottom);
    path.close();
    let path = path.finish().expect("a window has a size");
    surface.push_clip_path(&path, &FillRule::default());
    let (scale, (x, y)) = (window.scale, window.at);
    surface.push_transform(&Transform::from_row(scale, 0.0, 0.0, scale, x, y));
}

/// What krilla calls the leaves, by their numbers.
#[derive(Default)]
struct Leaves(Vec<Option<Identifier>>);

impl Leaves {
    fn keep(&mut self, leaf: usize, identifier: Identifier) {
        if self.0.len() <= leaf {
            self.0.resize_with(leaf + 1, || None);
        }
        self.0[leaf] = Some(identifier);
    }

    fn take(&mut self, leaf: usize) -> Option<Identifier> {
        self.0.get_mut(leaf)?.take()
    }
}

/// A link where a field will be, the `number`-th of the document.
fn stand_in(place: &Place, number: usize) -> Annotation {
    let area = place.area;
    let area = Rect::from_ltrb(area.left, area.top, area.right, area.bottom)
        .expect("a place has its right edge to the right of its left one");
    let action = Action::from(LinkAction::new(fields::address(number)));
    let link = LinkAnnotation::new(area, Target::Action(action));
    Annotation::new_link(link, Some(place.blank.label.clone()))
}

fn standard() -> Configuration {
    ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .expect("one standard contradicts nothing")
}

fn tagged(node: Node, leaves: &mut Leaves) -> Option<krilla::tagging::Node> {
    match node {
        Node::Leaf(leaf) => leaves.take(leaf).map(Into::into),
        Node::Group(role, children) => {
            let mut group = TagGroup::new(tag(role));
            for child in children {
                if let Some(child) = tagged(child, leaves) {
                    group.push(child);
                }
            }
            Some(group.into())
        }
    }
}

fn tag(role: Role) -> TagKind {
    let level = |number| NonZeroU16::new(number).expect("it is above zero");
    match role {
        Role::Title(text) => Tag::Hn(level(1), Some(text)).into(),
        Role::Heading(text) => Tag::Hn(level(2), Some(text)).into(),
        Role::HeadingAt(number, text) => Tag::Hn(level(number), Some(text)).into(),
        Role::Section => Tag::Section.into(),
        Role::Paragraph => Tag::P.into(),
        Role::Quote => Tag::BlockQuote.into(),
        Role::Code => Tag::Code.into(),
        Role::NoteMark => Tag::Reference.into(),
        Role::Note => Tag::Note.into(),
        Role::Link => Tag::Link.into(),
        Role::Contents => Tag::TOC.into(),
        Role::ContentsLine => Tag::TOCI.into(),
        Role::NumberedList => Tag::L(ListNumbering::Decimal).into(),
        Role::DottedList => Tag::L(ListNumbering::Disc).into(),
        Role::List => Tag::L(ListNumbering::None).into(),
        Role::Item => Tag::LI.into(),
        Role::ItemMark => Tag::Lbl.into(),
        Role::ItemText => Tag::LBody.into(),
        Role::Table => Tag::Table.into(),
        Role::Row => Tag::TR.into(),
        Role::ColumnHead => Tag::TH(TableHeaderScope::Column).into(),
        Role::RowHead => Tag::TH(TableHeaderScope::Row).into(),
        Role::Cell => Tag::TD.into(),
        Role::Figure(shows) => Tag::Figure(Some(shows)).into(),
        Role::Form => Tag::Form.into(),
    }
}

fn draw(surface: &mut Surface<'_>, fonts: &[Font], mark: &Mark) {
    match mark {
        Mark::Text { at, line, tone, turned } => {
            surface.set_stroke(None);
            surface.set_fill(Some(ink(*tone)));
            if *turned {
                surface.push_transform(&Transform::from_rotate_at(-90.0, at.0, at.1));
                text(surface, fonts, *at, line);
                surface.pop();
            } else {
                text(surface, fonts, *at, line);
            }
        }
        Mark::Path { points, closed, stroke, fill } => {
            let mut path = PathBuilder::new();
            for (number, (x, y)) in points.iter().enumerate() {
                if number == 0 {
                    path.move_to(*x, *y);
                } else {
                    path.line_to(*x, *y);
                }
            }
            if *closed {
                path.close();
            }
            shape(surface, path, *stroke, *fill);
        }
        Mark::Bar { area, colour } => {
            let mut path = PathBuilder::new();
            path.move_to(area.left, area.top);
            path.line_to(area.right, area.top);
            path.line_to(area.right, area.bottom);
            path.line_to(area.left, area.bottom);
            path.close();
            surface.set_stroke(None);
            surface.set_fill(Some(coloured(*colour)));
            if let Some(path) = path.finish() {
                surface.draw_path(&path);
            }
        }
        Mark::Circle { centre: (x, y), radius, stroke, fill } => {
            // Four curves come within 0.03 % of a circle (Riškus, 2006).
            let (r, k) = (*radius, radius * 0.552_285);
            let mut path = PathBuilder::new();
            path.move_to(x + r, *y);
            path.cubic_to(x + r, y + k, x + k, y + r, *x, y + r);
            path.cubic_to(x - k, y + r, x - r, y + k, x - r, *y);
            path.cubic_to(x - r, y - k, x - k, y - r, *x, y - r);
            path.cubic_to(x + k, y - r, x + r, y - k, x + r, *y);
            path.close();
            shape(surface, path, *stroke, *fill);
        }
        Mark::Picture { at, size, picture } => {
            surface.push_transform(&Transform::from_translate(at.0, at.1));
            match picture.as_ref() {
                Picture::Photo(photo) => photo.draw(surface, *size),
                Picture::Drawing(drawing) => drawing.draw(surface, *size, fonts),
            }
            surface.pop();
        }
    }
}

fn shape(surface: &mut Surface<'_>, path: PathBuilder, stroke: Stroke, fill: Fill) {
    surface.set_stroke(line(stroke));
    surface.set_fill(match fill {
        Fill::None => None,
        Fill::Paper => Some(grey(255)),
        // As light as shows at all: letters stand on it, and copies turn grey into dots.
        Fill::Wash => Some(grey(247)),
        Fill::Ink => Some(grey(0)),
    });
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}

fn line(stroke: Stroke) -> Option<paint::Stroke> {
    let (width, dash, shade) = match stroke {
        Stroke::None => return None,
        Stroke::Hair => (0.5, None, 60),
        Stroke::Line => (1.0, None, 0),
        Stroke::Bold => (2.0, None, 0),
        Stroke::Dashed => (1.0, Some(vec![5.0, 3.4]), 0),
        Stroke::BoldDashed => (2.0, Some(vec![6.0, 4.0]), 0),
        Stroke::Dotted => (1.3, Some(vec![0.3, 3.0]), 0),
    };
    Some(paint::Stroke {
        paint: luma::Color::new(shade).into(),
        width,
        dash: dash.map(|array| StrokeDash { array, offset: 0.0 }),
        ..paint::Stroke::default()
    })
}

fn grey(shade: u8) -> paint::Fill {
    paint::Fill { paint: luma::Color::new(shade).into(), ..paint::Fill::default() }
}

fn ink(tone: Tone) -> paint::Fill {
    match tone {
        Tone::Ink => grey(0),
        Tone::Quiet => grey(45),
        Tone::Own(colour) => coloured(colour),
        Tone::Pen => coloured(PEN),
    }
}

fn coloured(Colour { red, green, blue }: Colour) -> paint::Fill {
    paint::Fill {
        paint: rgb::Color::new(red, green, blue).into(),
        opacity: NormalizedF32::ONE,
        ..paint::Fill::default()
    }
}

fn text(surface: &mut Surface<'_>, fonts: &[Font], at: (f32, f32), line: &Line) {
    for run in &line.runs {
        let glyphs: Vec<KrillaGlyph> = run
            .glyphs
            .iter()
            .map(|glyph| {
                let size = run.points;
                KrillaGlyph::new(
                    GlyphId::new(glyph.id),
                    glyph.advance / size,
                    glyph.x / size,
                    glyph.y / size,
                    0.0,
                    glyph.bytes.clone(),
                    None,
                )
            })
            .collect();
        let start = Point::from_xy(at.0 + run.x, at.1);
        surface.draw_glyphs(start, &glyphs, fonts[run.font].clone(), &line.text, run.points, false);
    }
}
