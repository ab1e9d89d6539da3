//! A drawing (SVG) → shapes and letters on a page.
//!
//! What a drawing would fetch from elsewhere is left out, its letters are of the fonts of paper, and its colours are those for
//! a light ground: it comes out the same on every machine.

mod bounds;
mod letters;
mod light;
mod measure;
mod paint;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use krilla::geom::{Path, PathBuilder, Rect, Size, Transform};
use krilla::image::Image;
use krilla::mask::Mask;
use krilla::paint::FillRule;
use krilla::surface::Surface;
use krilla::text::Font;
use usvg::tiny_skia_path::{PathSegment, Point};
use usvg::{
    BlendMode, Group, ImageHrefResolver, ImageKind, Node, Opacity, Options, Tree, roxmltree,
};

pub(in crate::paper) use self::bounds::Unbound;
pub(in crate::paper) use self::letters::Letters;

use super::photo;

/// The most that an image within a drawing may hold, in bytes.
const MOST_INNER_BYTES: usize = 16 << 20;

/// A drawing that can be drawn.
#[derive(Debug)]
pub(in crate::paper) struct Drawing {
    tree: Tree,
    letters: Arc<Letters>,
    /// What is left out of it.
    pub(in crate::paper) lost: BTreeSet<Lost>,
    /// Letters that no font has.
    pub(in crate::paper) missing: BTreeSet<char>,
}

/// Something that is left out of a drawing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::paper) enum Lost {
    /// Text that is written as HTML.
    Html,
    /// A picture that lies elsewhere, by its address.
    Elsewhere(String),
    /// A picture within the drawing that cannot be read.
    Inner,
    /// Shadows, blur and the like.
    Effects,
}

/// Why a file is no drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::paper) enum Flaw {
    /// It is not written as SVG: what is wrong, and in which line of the file.
    Broken(Option<u32>),
    /// There is nothing on it to be seen.
    Empty,
    /// It would take too long to draw.
    Unbound(Unbound),
}

impl Drawing {
    /// Reads the drawing in `bytes`, with letters of these fonts.
    pub(in crate::paper) fn read(bytes: &[u8], letters: &Arc<Letters>) -> Result<Self, Flaw> {
        let text = std::str::from_utf8(bytes).map_err(|_| Flaw::Broken(None))?;
        let text = light::on_paper(text.trim_start_matches('\u{feff}'));
        let xml = document(&text)?;
        bounds::check(&xml).map_err(Flaw::Unbound)?;
        measure::written(&xml).map_err(Flaw::Unbound)?;
        let seen = Mutex::new(BTreeSet::new());
        let tree =
            Tree::from_xmltree(&xml, &options(letters, &seen)).map_err(|_| Flaw::Broken(None))?;
        measure::drawn(&tree).map_err(Flaw::Unbound)?;
        let mut lost = seen.into_inner().unwrap_or_else(PoisonError::into_inner);
        lost.extend(xml.descendants().filter_map(lost_part));
        if !tree.filters().is_empty() {
            lost.insert(Lost::Effects);
        }
        if is_blank(tree.root()) && lost.is_empty() {
            return Err(Flaw::Empty);
        }
        let missing = letters::missing(tree.root());
        Ok(Self { tree, letters: Arc::clone(letters), lost, missing })
    }

    /// Its width and height, in pixels of a screen.
    pub(in crate::paper) fn size(&self) -> (f32, f32) {
        (self.tree.size().width(), self.tree.size().height())
    }

    /// Draws it in this size. The fonts of its letters are among `fonts`, as they are numbered on paper.
    pub(super) fn draw(&self, surface: &mut Surface<'_>, size: (f32, f32), fonts: &[Font]) {
        let own = self.tree.size();
        let scale = Transform::from_scale(size.0 / own.width(), size.1 / own.height());
        let frame = Rect::from_xywh(0.0, 0.0, own.width(), own.height()).and_then(rectangle);
        let Some(frame) = frame else { return };
        surface.push_transform(&scale);
        surface.push_clip_path(&frame, &FillRule::NonZero);
        Pen { fonts, letters: &self.letters }.group(surface, self.tree.root());
        surface.pop();
        surface.pop();
    }
}

/// Whether there is nothing in `group` but other groups.
fn is_blank(group: &Group) -> bool {
    group.children().iter().all(|node| match node {
        Node::Group(inner) => is_blank(inner),
        Node::Path(_) | Node::Image(_) | Node::Text(_) => false,
    })
}

/// What is left out of a drawing where `node` stands, when it is not known otherwise.
fn lost_part(node: roxmltree::Node<'_, '_>) -> Option<Lost> {
    match node.tag_name().name() {
        "foreignObject" if !has_stand_in(node) => Some(Lost::Html),
        "use" => {
            let href = node.attributes().find(|attribute| attribute.name() == "href")?;
            let is_own = href.value().trim().starts_with('#');
            (!is_own).then(|| Lost::Elsewhere(href.value().to_owned()))
        }
        _ => None,
    }
}

/// Whether a part of a drawing that is written as HTML has another that is drawn in its place.
fn has_stand_in(node: roxmltree::Node<'_, '_>) -> bool {
    node.parent().is_some_and(|parent| {
        parent.has_tag_name("switch")
            && parent.children().any(|other| other.is_element() && other != node)
    })
}

fn document(text: &str) -> Result<roxmltree::Document<'_>, Flaw> {
    let how = roxmltree::ParsingOptions {
        allow_dtd: true,
        nodes_limit: bounds::MOST_PARTS,
        ..roxmltree::ParsingOptions::default()
    };
    roxmltree::Document::parse_with_options(text, how).map_err(|fault| {
        use roxmltree::Error::{EntityReferenceLoop, NodesLimitReached};
        if matches!(fault, NodesLimitReached | EntityReferenceLoop(_)) {
            return Flaw::Unbound(Unbound::Parts);
        }
        Flaw::Broken(Some(fault.pos().row).filter(|row| *row > 0))
    })
}

/// How a drawing is read: nothing is fetched, whatever it asks for. What it asked for is kept in `lost`.
fn options<'o>(fonts: &'o Letters, lost: &'o Mutex<BTreeSet<Lost>>) -> Options<'o> {
    let leave_out = |what: Lost| lost.lock().unwrap_or_else(PoisonError::into_inner).insert(what);
    let images = ImageHrefResolver {
        resolve_data: Box::new(move |_, bytes, _| {
            let kind = inner(&bytes);
            if kind.is_none() {
                leave_out(Lost::Inner);
            }
            kind
        }),
        resolve_string: Box::new(move |address, _| {
            leave_out(Lost::Elsewhere(address.to_owned()));
            None
        }),
    };
    Options {
        font_family: letters::FAMILY.to_owned(),
        image_href_resolver: images,
        font_resolver: letters::resolver(),
        fontdb: Arc::clone(&fonts.faces),
        ..Options::default()
    }
}

/// An image that lies within a drawing. Drawings within drawings are none.
fn inner(bytes: &Arc<Vec<u8>>) -> Option<ImageKind> {
    if bytes.len() > MOST_INNER_BYTES || !photo::is_sound(bytes) {
        return None;
    }
    let bytes = Arc::clone(bytes);
    match bytes.as_slice() {
        [0x89, b'P', b'N', b'G', ..] => Some(ImageKind::PNG(bytes)),
        [0xff, 0xd8, ..] => Some(ImageKind::JPEG(bytes)),
        [b'G', b'I', b'F', ..] => Some(ImageKind::GIF(bytes)),
        [b'R', b'I', b'F', b'F', ..] => Some(ImageKind::WEBP(bytes)),
        _ => None,
    }
}

/// What draws the parts of a drawing.
#[derive(Clone, Copy)]
struct Pen<'a> {
    fonts: &'a [Font],
    letters: &'a Letters,
}

impl Pen<'_> {
    fn group(self, surface: &mut Surface<'_>, group: &Group) {
        let mut pushed = 1;
        surface.push_transform(&paint::transform(group.transform()));
        if let Some(clip) = group.clip_path() {
            pushed += self.clip(surface, clip);
        }
        if let Some(mask) = group.mask() {
            self.mask(surface, mask);
            pushed += 1;
        }
        if group.blend_mode() != BlendMode::Normal {
            surface.push_blend_mode(paint::blend(group.blend_mode()));
            pushed += 1;
        }
        if group.opacity() != Opacity::ONE {
            surface.push_opacity(paint::share(group.opacity().get()));
            pushed += 1;
        }
        let is_layer = group.isolate()
            || group.opacity() != Opacity::ONE
            || group.mask().is_some()
            || group.blend_mode() != BlendMode::Normal;
        if is_layer {
            surface.push_isolated();
            pushed += 1;
        }
        for node in group.children() {
            self.node(surface, node);
        }
        for _ in 0..pushed {
            surface.pop();
        }
    }

    fn node(self, surface: &mut Surface<'_>, node: &Node) {
        match node {
            Node::Group(group) => self.group(surface, group),
            Node::Path(path) => self.path(surface, path),
            Node::Text(text) => self.text(surface, text),
            Node::Image(image) => {
                let size = Size::from_wh(image.size().width(), image.size().height());
                let picture = image_of(image.kind());
                if let (true, Some(size), Some(picture)) = (image.is_visible(), size, picture) {
                    surface.draw_image(picture, size);
                }
            }
        }
    }

    fn path(self, surface: &mut Surface<'_>, path: &usvg::Path) {
        let Some(outline) = outline(path).filter(|_| path.is_visible()) else { return };
        let fill = path.fill().map(|fill| self.fill(surface, fill));
        let stroke = path.stroke().map(|stroke| self.stroke(surface, stroke));
        let both = fill.is_some() && stroke.is_some();
        if both && path.paint_order() == usvg::PaintOrder::StrokeAndFill {
            surface.set_fill(None);
            surface.set_stroke(stroke);
            surface.draw_path(&outline);
            surface.set_stroke(None);
        } else {
            surface.set_stroke(stroke);
        }
        surface.set_fill(fill);
        // Without either it would be filled with black.
        if surface.get_fill().is_some() || surface.get_stroke().is_some() {
            surface.draw_path(&outline);
        }
    }

    /// Cuts off what follows, and says how often that has to be ended.
    fn clip(self, surface: &mut Surface<'_>, clip: &usvg::ClipPath) -> usize {
        let Some((path, rule)) = simple_clip(clip) else {
            let mut builder = surface.stream_builder();
            let mut inner = builder.surface();
            let around = clip.clip_path().map_or(0, |clip| self.clip(&mut inner, clip));
            inner.push_transform(&paint::transform(clip.transform()));
            self.group(&mut inner, clip.root());
            for _ in 0..=around {
                inner.pop();
            }
            inner.finish();
            let mask = Mask::new(builder.finish(), krilla::mask::MaskType::Alpha);
            surface.push_mask(mask);
            return 1;
        };
        let around = clip.clip_path().map_or(0, |clip| self.clip(surface, clip));
        surface.push_clip_path(&path, &rule);
        around + 1
    }

    fn mask(self, surface: &mut Surface<'_>, mask: &usvg::Mask) {
        let mut builder = surface.stream_builder();
        let mut inner = builder.surface();
        let mut pushed = 0;
        if let Some(around) = mask.mask() {
            self.mask(&mut inner, around);
            pushed += 1;
        }
        let edge = mask.rect();
        let edge = Rect::from_ltrb(edge.left(), edge.top(), edge.right(), edge.bottom());
        if let Some(edge) = edge.and_then(rectangle) {
            inner.push_clip_path(&edge, &FillRule::NonZero);
            pushed += 1;
        }
        self.group(&mut inner, mask.root());
        for _ in 0..pushed {
            inner.pop();
        }
        inner.finish();
        let within = builder.finish();
        surface.push_mask(Mask::new(within, paint::mask(mask.kind())));
    }
}

fn image_of(kind: &ImageKind) -> Option<Image> {
    match kind {
        ImageKind::JPEG(bytes)
        | ImageKind::PNG(bytes)
        | ImageKind::GIF(bytes)
        | ImageKind::WEBP(bytes) => photo::image(bytes),
        ImageKind::SVG(_) => None,
    }
}

fn outline(path: &usvg::Path) -> Option<Path> {
    let mut builder = PathBuilder::new();
    extend(&mut builder, path, usvg::Transform::identity());
    builder.finish()
}

fn extend(builder: &mut PathBuilder, path: &usvg::Path, transform: usvg::Transform) {
    let at = |mut point: Point| {
        transform.map_point(&mut point);
        point
    };
    for segment in path.data().segments() {
        match segment {
            PathSegment::MoveTo(to) => builder.move_to(at(to).x, at(to).y),
            PathSegment::LineTo(to) => builder.line_to(at(to).x, at(to).y),
            PathSegment::QuadTo(by, to) => {
                builder.quad_to(at(by).x, at(by).y, at(to).x, at(to).y);
            }
            PathSegment::CubicTo(by, then, to) => {
                let (by, then, to) = (at(by), at(then), at(to));
                builder.cubic_to(by.x, by.y, then.x, then.y, to.x, to.y);
            }
            PathSegment::Close => builder.close(),
        }
    }
}

/// The outline within which `clip` shows what it is put on. `None` when that is more than one outline with one rule.
fn simple_clip(clip: &usvg::ClipPath) -> Option<(Path, FillRule)> {
    let mut builder = PathBuilder::new();
    // Where all within is hidden, all is cut off.
    builder.move_to(0.0, 0.0);
    builder.line_to(0.0, 0.0);
    let mut rules = Vec::new();
    clip_group(clip.root(), clip.transform(), &mut builder, &mut rules)?;
    let rule = rules.first().copied().unwrap_or(usvg::FillRule::NonZero);
    let is_one = rules.iter().all(|rule| *rule == usvg::FillRule::NonZero) || rules.len() == 1;
    Some((builder.finish()?, paint::rule(rule))).filter(|_| is_one)
}

fn clip_group(
    group: &Group,
    transform: usvg::Transform,
    builder: &mut PathBuilder,
    rules: &mut Vec<usvg::FillRule>,
) -> Option<()> {
    for node in group.children() {
        match node {
            Node::Path(path) => {
                if path.is_visible() {
                    extend(builder, path, transform);
                    rules.extend(path.fill().map(usvg::Fill::rule));
                }
            }
            Node::Group(group) if group.clip_path().is_none() => {
                clip_group(group, transform.pre_concat(group.transform()), builder, rules)?;
            }
            Node::Text(text) => clip_group(text.flattened(), transform, builder, rules)?,
            Node::Group(_) => return None,
            Node::Image(_) => {}
        }
    }
    Some(())
}

fn rectangle(edges: Rect) -> Option<Path> {
    let mut builder = PathBuilder::new();
    builder.push_rect(edges);
    builder.finish()
}
