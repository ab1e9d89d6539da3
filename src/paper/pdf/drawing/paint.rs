//! What fills the shapes of a drawing, and what its lines are drawn with.

use krilla::paint::{
    Fill, LineCap, LineJoin, LinearGradient, Paint, Pattern, RadialGradient, Stroke, StrokeDash,
};
use krilla::surface::Surface;

use super::convert::{color, rule, share, spread, stop, transform};
use super::pen::Pen;

impl Pen<'_> {
    /// What fills a shape.
    pub(super) fn fill(self, surface: &mut Surface<'_>, fill: &usvg::Fill) -> Fill {
        self.fill_within(surface, fill, usvg::Transform::identity())
    }

    /// What fills a shape that is moved by `moved`, and what fills it is not.
    pub(super) fn fill_within(
        self,
        surface: &mut Surface<'_>,
        fill: &usvg::Fill,
        moved: usvg::Transform,
    ) -> Fill {
        Fill {
            paint: self.paint(surface, fill.paint(), moved),
            opacity: share(fill.opacity().get()),
            rule: rule(fill.rule()),
        }
    }

    /// What a line is drawn with.
    pub(super) fn stroke(self, surface: &mut Surface<'_>, stroke: &usvg::Stroke) -> Stroke {
        Stroke {
            paint: self.paint(surface, stroke.paint(), usvg::Transform::identity()),
            width: stroke.width().get(),
            miter_limit: stroke.miterlimit().get(),
            line_cap: match stroke.linecap() {
                usvg::LineCap::Butt => LineCap::Butt,
                usvg::LineCap::Round => LineCap::Round,
                usvg::LineCap::Square => LineCap::Square,
            },
            line_join: match stroke.linejoin() {
                usvg::LineJoin::Miter | usvg::LineJoin::MiterClip => LineJoin::Miter,
                usvg::LineJoin::Round => LineJoin::Round,
                usvg::LineJoin::Bevel => LineJoin::Bevel,
            },
            opacity: share(stroke.opacity().get()),
            dash: stroke
                .dasharray()
                .map(|array| StrokeDash { array: array.to_vec(), offset: stroke.dashoffset() }),
        }
    }

    fn paint(
        self,
        surface: &mut Surface<'_>,
        paint: &usvg::Paint,
        moved: usvg::Transform,
    ) -> Paint {
        match paint {
            usvg::Paint::Color(colour) => color(*colour),
            usvg::Paint::LinearGradient(gradient) => LinearGradient {
                x1: gradient.x1(),
                y1: gradient.y1(),
                x2: gradient.x2(),
                y2: gradient.y2(),
                transform: transform(moved.pre_concat(gradient.transform())),
                spread_method: spread(gradient.spread_method()),
                stops: gradient.stops().iter().map(stop).collect(),
                anti_alias: false,
            }
            .into(),
            usvg::Paint::RadialGradient(gradient) => RadialGradient {
                cx: gradient.cx(),
                cy: gradient.cy(),
                cr: gradient.r().get(),
                fx: gradient.fx(),
                fy: gradient.fy(),
                fr: gradient.fr().get(),
                transform: transform(moved.pre_concat(gradient.transform())),
                spread_method: spread(gradient.spread_method()),
                stops: gradient.stops().iter().map(stop).collect(),
                anti_alias: false,
            }
            .into(),
            usvg::Paint::Pattern(pattern) => {
                let mut builder = surface.stream_builder();
                let mut inner = builder.surface();
                self.group(&mut inner, pattern.root());
                inner.finish();
                let rect = pattern.rect();
                let begins = usvg::Transform::from_translate(rect.x(), rect.y());
                let moved = moved.pre_concat(pattern.transform()).pre_concat(begins);
                Pattern {
                    stream: builder.finish(),
                    transform: transform(moved),
                    width: rect.width(),
                    height: rect.height(),
                }
                .into()
            }
        }
    }
}
