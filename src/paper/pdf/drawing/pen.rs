//! What draws the parts of a drawing on a page.

use krilla::geom::{Path, PathBuilder, Rect, Size};
use krilla::image::Image;
use krilla::mask::Mask;
use krilla::paint::FillRule;
use krilla::surface::Surface;
use krilla::text::Font;
use usvg::tiny_skia_path::{PathSegment, Point};
use usvg::{BlendMode, Group, ImageKind, Node, Opacity};

use super::convert;
use super::letters::Letters;
use crate::paper::pdf::photo;

#[derive(Clone, Copy)]
pub(super) struct Pen<'a> {
    pub(super) fonts: &'a [Font],
    pub(super) letters: &'a Letters,
}

impl Pen<'_> {
    pub(super) fn group(self, surface: &mut Surface<'_>, group: &Group) {
        let mut pushed = 1;
        surface.push_transform(&convert::transform(group.transform()));
        if let Some(clip) = group.clip_path() {
            pushed += self.clip(surface, clip);
        }
        if let Some(mask) = group.mask() {
            self.mask(surface, mask);
            pushed += 1;
        }
        if group.blend_mode() != BlendMode::Normal {
            surface.push_blend_mode(convert::blend(group.blend_mode()));
            pushed += 1;
        }
        if group.opacity() != Opacity::ONE {
            surface.push_opacity(convert::share(group.opacity().get()));
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

    pub(super) fn path(self, surface: &mut Surface<'_>, path: &usvg::Path) {
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
            inner.push_transform(&convert::transform(clip.transform()));
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
        surface.push_mask(Mask::new(within, convert::mask(mask.kind())));
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
    Some((builder.finish()?, convert::rule(rule))).filter(|_| is_one)
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

pub(super) fn rectangle(edges: Rect) -> Option<Path> {
    let mut builder = PathBuilder::new();
    builder.push_rect(edges);
    builder.finish()
}
