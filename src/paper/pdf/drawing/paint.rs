//! Colours, strokes and transforms of a drawing → those of a page.

use krilla::blend;
use krilla::color::{luma, rgb};
use krilla::geom::Transform;
use krilla::mask::MaskType;
use krilla::num::NormalizedF32;
use krilla::paint::{
    Fill, FillRule, LineCap, LineJoin, LinearGradient, Paint, Pattern, RadialGradient,
    SpreadMethod, Stop, Stroke, StrokeDash,
};
use krilla::surface::Surface;

use super::Pen;

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

fn color(color: usvg::Color) -> Paint {
    let usvg::Color { red, green, blue } = color;
    if red == green && green == blue {
        luma::Color::new(red).into()
    } else {
        rgb::Color::new(red, green, blue).into()
    }
}

fn stop(stop: &usvg::Stop) -> Stop {
    let usvg::Color { red, green, blue } = stop.color();
    Stop {
        offset: share(stop.offset().get()),
        color: rgb::Color::new(red, green, blue).into(),
        opacity: share(stop.opacity().get()),
    }
}

fn spread(method: usvg::SpreadMethod) -> SpreadMethod {
    match method {
        usvg::SpreadMethod::Pad => SpreadMethod::Pad,
        usvg::SpreadMethod::Reflect => SpreadMethod::Reflect,
        usvg::SpreadMethod::Repeat => SpreadMethod::Repeat,
    }
}

/// A share between nothing and all.
pub(super) fn share(of: f32) -> NormalizedF32 {
    NormalizedF32::new(of.clamp(0.0, 1.0)).unwrap_or(NormalizedF32::ONE)
}

/// A transform of the one kind as one of the other.
pub(super) fn transform(of: usvg::Transform) -> Transform {
    Transform::from_row(of.sx, of.ky, of.kx, of.sy, of.tx, of.ty)
}

/// Which side of an outline is within.
pub(super) fn rule(rule: usvg::FillRule) -> FillRule {
    match rule {
        usvg::FillRule::NonZero => FillRule::NonZero,
        usvg::FillRule::EvenOdd => FillRule::EvenOdd,
    }
}

/// What of a mask lets through.
pub(super) fn mask(kind: usvg::MaskType) -> MaskType {
    match kind {
        usvg::MaskType::Luminance => MaskType::Luminosity,
        usvg::MaskType::Alpha => MaskType::Alpha,
    }
}

/// How colours mix with those beneath.
pub(super) fn blend(mode: usvg::BlendMode) -> blend::BlendMode {
    use blend::BlendMode;
    match mode {
        usvg::BlendMode::Normal => BlendMode::Normal,
        usvg::BlendMode::Multiply => BlendMode::Multiply,
        usvg::BlendMode::Screen => BlendMode::Screen,
        usvg::BlendMode::Overlay => BlendMode::Overlay,
        usvg::BlendMode::Darken => BlendMode::Darken,
        usvg::BlendMode::Lighten => BlendMode::Lighten,
        usvg::BlendMode::ColorDodge => BlendMode::ColorDodge,
        usvg::BlendMode::ColorBurn => BlendMode::ColorBurn,
        usvg::BlendMode::HardLight => BlendMode::HardLight,
        usvg::BlendMode::SoftLight => BlendMode::SoftLight,
        usvg::BlendMode::Difference => BlendMode::Difference,
        usvg::BlendMode::Exclusion => BlendMode::Exclusion,
        usvg::BlendMode::Hue => BlendMode::Hue,
        usvg::BlendMode::Saturation => BlendMode::Saturation,
        usvg::BlendMode::Color => BlendMode::Color,
        usvg::BlendMode::Luminosity => BlendMode::Luminosity,
    }
}
