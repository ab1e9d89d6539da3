//! Colours, shares and transforms of a drawing → those of a page.

use krilla::blend;
use krilla::color::{luma, rgb};
use krilla::geom::Transform;
use krilla::mask::MaskType;
use krilla::num::NormalizedF32;
use krilla::paint::{FillRule, Paint, SpreadMethod, Stop};

pub(super) fn color(color: usvg::Color) -> Paint {
    let usvg::Color { red, green, blue } = color;
    if red == green && green == blue {
        luma::Color::new(red).into()
    } else {
        rgb::Color::new(red, green, blue).into()
    }
}

pub(super) fn stop(stop: &usvg::Stop) -> Stop {
    let usvg::Color { red, green, blue } = stop.color();
    Stop {
        offset: share(stop.offset().get()),
        color: rgb::Color::new(red, green, blue).into(),
        opacity: share(stop.opacity().get()),
    }
}

pub(super) fn spread(method: usvg::SpreadMethod) -> SpreadMethod {
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
