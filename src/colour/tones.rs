//! The colour of a playbook → all the tones that a site has of it, by day and by night.

use super::{Colour, Oklch};

/// The tones of a site, by day and by night.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tones {
    /// Those on light pages.
    pub light: Tone,
    /// Those on dark pages.
    pub dark: Tone,
}

/// The tones of one colour on pages of one scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tone {
    /// Links, buttons, the ring around what has the focus, marks of what is chosen.
    pub accent: Colour,
    /// The same where a pointer is.
    pub strong: Colour,
    /// Behind what is chosen.
    pub wash: Colour,
    /// Letters on a button.
    pub letters: Colour,
}

/// Light pages or dark ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// By day, and on paper.
    Light,
    /// By night.
    Dark,
}

/// What a colour stands on, and how far it has to stand out from it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Surface {
    /// Its own colour.
    pub colour: Colour,
    /// The least contrast.
    pub least: f64,
}

/// What letters need to be read: WCAG 2.2, 1.4.3, level AA.
const LETTERS: f64 = 4.5;
/// What lines need, and the ring around what has the focus: WCAG 2.2, 1.4.11, level AA.
const LINES: f64 = 3.0;

/// The pages of the built-in look: `--paper`, `--raised`, `--wash`, and the `--desk`, on which there are lines and buttons only.
const LIGHT: [Surface; 4] = surfaces([0xfb_f8f1, 0xff_fdf9, 0xf3_eee2, 0xe9_e3d6]);
const DARK: [Surface; 4] = surfaces([0x1d_1e1b, 0x27_2823, 0x32_342d, 0x14_1512]);

const fn surfaces([paper, raised, wash, desk]: [u32; 4]) -> [Surface; 4] {
    [
        Surface { colour: Colour::hex(paper), least: LETTERS },
        Surface { colour: Colour::hex(raised), least: LETTERS },
        Surface { colour: Colour::hex(wash), least: LETTERS },
        Surface { colour: Colour::hex(desk), least: LINES },
    ]
}

impl Tones {
    /// Those of the built-in look, a deep teal. Its files are written with them.
    pub const BUILT_IN: Self = Self {
        light: Tone {
            accent: Colour::hex(0x0b_5d66),
            strong: Colour::hex(0x08_4850),
            wash: Colour::hex(0xe2_ecea),
            letters: Colour::WHITE,
        },
        dark: Tone {
            accent: Colour::hex(0x86_c6c8),
            strong: Colour::hex(0xa9_dcdc),
            wash: Colour::hex(0x21_3434),
            letters: Colour::hex(0x10_201f),
        },
    };

    /// Those of a site whose colour is `light`, and on dark pages `dark`, or else what becomes of it there.
    ///
    /// They are as light to `light` as the built-in ones are to the teal, which were chosen by eye, and as strong.
    pub fn of(light: Colour, dark: Option<Colour>) -> Self {
        let dark = dark.unwrap_or_else(|| {
            let shade = Oklch::of(light);
            // Strong colours glare on dark pages.
            shade.with(0.784, (shade.chroma * 0.9).min(0.085)).colour()
        });
        Self { light: by_day(light), dark: by_night(dark) }
    }

    /// Each tone by day and by night, in the same order for all.
    pub fn pairs(&self) -> [(Colour, Colour); 4] {
        let Self { light, dark } = self;
        [
            (light.accent, dark.accent),
            (light.strong, dark.strong),
            (light.wash, dark.wash),
            (light.letters, dark.letters),
        ]
    }
}

fn by_day(accent: Colour) -> Tone {
    let shade = Oklch::of(accent);
    let strong = if shade.lightness < 0.25 {
        // Nothing is seen of it when black becomes blacker.
        shade.with(shade.lightness + 0.12, shade.chroma)
    } else {
        shade.with(shade.lightness * 0.843, shade.chroma * 0.83)
    };
    Tone {
        accent,
        strong: strong.colour(),
        wash: wash_by_day(shade),
        letters: readable(accent, Colour::WHITE, shade),
    }
}

fn by_night(accent: Colour) -> Tone {
    let shade = Oklch::of(accent);
    let strong = shade.with(1.0 - (1.0 - shade.lightness) * 0.653, shade.chroma * 0.82);
    Tone {
        accent,
        strong: strong.colour(),
        wash: wash_by_night(shade),
        letters: readable(accent, ink(shade), shade),
    }
}

fn wash_by_day(shade: Oklch) -> Colour {
    shade.with(0.935, (shade.chroma * 0.16).min(0.022)).colour()
}

fn wash_by_night(shade: Oklch) -> Colour {
    shade.with(0.309, (shade.chroma * 0.38).min(0.035)).colour()
}

/// Letters on `accent`: those that are `usual`, or white or nearly black where only these can be read.
fn readable(accent: Colour, usual: Colour, shade: Oklch) -> Colour {
    let all = [usual, Colour::WHITE, ink(shade)];
    all.into_iter().find(|letters| letters.contrast(accent) >= LETTERS).unwrap_or(Colour::BLACK)
}

/// Nearly black, with a breath of the hue.
fn ink(shade: Oklch) -> Colour {
    shade.with(0.229, (shade.chroma * 0.34).min(0.025)).colour()
}

impl Scheme {
    /// What `accent` has to stand out from in this scheme, and how far.
    fn surfaces(self, accent: Colour) -> impl Iterator<Item = Surface> {
        let (pages, wash) = match self {
            Scheme::Light => (LIGHT, wash_by_day(Oklch::of(accent))),
            Scheme::Dark => (DARK, wash_by_night(Oklch::of(accent))),
        };
        pages.into_iter().chain([Surface { colour: wash, least: LETTERS }])
    }

    /// What `accent` stands out from too little in this scheme, if anything, and how far it does: the worst.
    pub fn worst(self, accent: Colour) -> Option<(Surface, f64)> {
        let found = self.surfaces(accent).map(|surface| (surface, accent.contrast(surface.colour)));
        found
            .filter(|(surface, contrast)| *contrast < surface.least)
            .min_by(|(one, a), (other, b)| (a / one.least).total_cmp(&(b / other.least)))
    }

    /// The colour that is next to `accent` and can be read in this scheme: of the same hue, darker by day and lighter by night,
    /// and as strong as screens have it there.
    ///
    /// It is `accent` itself where that can be read.
    pub fn nearest(self, accent: Colour) -> Colour {
        if self.worst(accent).is_none() {
            return accent;
        }
        let shade = Oklch::of(accent);
        let (mut too_faint, mut enough) = match self {
            Scheme::Light => (shade.lightness, 0.0),
            Scheme::Dark => (shade.lightness, 1.0),
        };
        // Finer than a step of what screens have.
        for _ in 0..12 {
            let middle = f64::midpoint(too_faint, enough);
            match self.worst(shade.with(middle, shade.chroma).colour()) {
                Some(_) => too_faint = middle,
                None => enough = middle,
            }
        }
        shade.with(enough, shade.chroma).colour()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Colours of every hue, lightness and strength that a screen has, 4,096 of them.
    fn all() -> impl Iterator<Item = Colour> {
        let of = |step: u32| ((step & 0xf00) << 8 | (step & 0xf0) << 4 | step & 0xf) * 0x11;
        (0..4_096).map(move |step| Colour::hex(of(step)))
    }

    fn pages(scheme: Scheme) -> [Surface; 4] {
        match scheme {
            Scheme::Light => LIGHT,
            Scheme::Dark => DARK,
        }
    }

    fn stands_out(tone: &Tone, scheme: Scheme, colour: Colour) {
        let wash = Surface { colour: tone.wash, least: LETTERS };
        for surface in pages(scheme).into_iter().chain([wash]) {
            for letters in [tone.accent, tone.strong] {
                let contrast = letters.contrast(surface.colour);
                assert!(
                    contrast >= surface.least,
                    "{colour}: {letters} on {surface:?}, {contrast}"
                );
            }
        }
        for button in [tone.accent, tone.strong] {
            let contrast = tone.letters.contrast(button);
            assert!(contrast >= LETTERS, "{colour}: {} on {button}: {contrast}", tone.letters);
        }
    }

    #[test]
    fn whatever_the_colour_its_dark_pages_can_be_read() {
        for colour in all() {
            stands_out(&Tones::of(colour, None).dark, Scheme::Dark, colour);
        }
    }

    #[test]
    fn what_passes_or_was_mended_can_be_read_in_every_tone() {
        for colour in all() {
            let light = Scheme::Light.nearest(colour);
            assert_eq!(Scheme::Light.worst(light), None, "{colour} became {light}");
            stands_out(&Tones::of(light, None).light, Scheme::Light, colour);
            let dark = Scheme::Dark.nearest(colour);
            assert_eq!(Scheme::Dark.worst(dark), None, "{colour} became {dark}");
            stands_out(&Tones::of(light, Some(dark)).dark, Scheme::Dark, colour);
        }
    }

    #[test]
    fn what_is_mended_keeps_its_hue_and_changes_no_more_than_it_has_to() {
        for colour in all() {
            let (was, now) = (Oklch::of(colour), Oklch::of(Scheme::Light.nearest(colour)));
            let alike = was.hue.0 * now.hue.0 + was.hue.1 * now.hue.1;
            assert!(was.chroma < 0.05 || now.chroma < 0.03 || alike > 0.99, "{colour}: {alike}");
            if Scheme::Light.worst(colour).is_none() {
                assert_eq!(Scheme::Light.nearest(colour), colour);
            } else {
                let lighter = was.with(now.lightness + 0.01, was.chroma).colour();
                assert!(Scheme::Light.worst(lighter).is_some(), "{colour}: {lighter} would do");
            }
        }
    }

    #[test]
    fn the_tones_of_the_teal_are_almost_those_chosen_by_eye() {
        let made = Tones::of(Tones::BUILT_IN.light.accent, None).pairs();
        for ((light, dark), (chosen, chosen_dark)) in made.iter().zip(Tones::BUILT_IN.pairs()) {
            for (made, chosen) in [(light, chosen), (dark, chosen_dark)] {
                let far =
                    [(made.red, chosen.red), (made.green, chosen.green), (made.blue, chosen.blue)];
                let far = far.map(|(one, other)| one.abs_diff(other));
                assert!(far.iter().all(|far| *far <= 10), "{made} for {chosen}");
            }
        }
    }

    #[test]
    fn letters_on_a_button_are_black_where_white_ones_cannot_be_read() {
        let letters = |colour| Tones::of(Colour::hex(colour), None).light.letters;
        assert_eq!(letters(0x8a_1538), Colour::WHITE);
        assert!(letters(0xff_8c00).luminance() < 0.05);
    }

    /// The surfaces are those of the style sheet.
    #[test]
    fn pages_are_as_the_style_sheet_has_them() {
        let tokens = include_str!("../../static/css/20-tokens.css");
        for (name, number) in [("paper", 0), ("raised", 1), ("wash", 2), ("desk", 3)] {
            let (light, dark) = (LIGHT[number].colour, DARK[number].colour);
            let line = format!("--{name}: light-dark({light}, {dark});");
            assert!(tokens.contains(&line), "{line}");
        }
    }
}
