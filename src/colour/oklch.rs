//! Colours as eyes see them: how light, how strong, of which hue.

use super::{Colour, root};

/// A colour by its lightness, its chroma and its hue in Oklab, where equal steps look equal.
///
/// Formulas and figures are those of Björn Ottosson, "A perceptual color space for image processing" (2020,
/// <https://bottosson.github.io/posts/oklab/>), which CSS has taken over (CSS Color Module Level 4, section 9).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Oklch {
    /// How light it is: black is 0, white is 1.
    pub lightness: f64,
    /// How far it is from grey: 0 to about 0.32 on screens.
    pub chroma: f64,
    /// The hue: where on a circle around grey it stands. So no angle has to be worked out.
    pub hue: (f64, f64),
}

/// What is nearer to grey than this has no hue to speak of.
const GREY: f64 = 0.002;
/// So far beyond what screens have, a colour rounds to one that they have.
const SLACK: f64 = 0.000_5;

impl Oklch {
    /// Looks at `colour` as eyes do.
    pub fn of(colour: Colour) -> Self {
        let [red, green, blue] = colour.light();
        let long = 0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue;
        let middle = 0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue;
        let short = 0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue;
        let [long, middle, short] = [long, middle, short].map(root::<3>);
        let lightness = 0.210_454_255_3 * long + 0.793_617_785_0 * middle - 0.004_072_046_8 * short;
        let a = 1.977_998_495_1 * long - 2.428_592_205_0 * middle + 0.450_593_709_9 * short;
        let b = 0.025_904_037_1 * long + 0.782_771_766_2 * middle - 0.808_675_766_0 * short;
        let chroma = (a * a + b * b).sqrt();
        if chroma < GREY {
            return Self { lightness, chroma: 0.0, hue: (1.0, 0.0) };
        }
        Self { lightness, chroma, hue: (a / chroma, b / chroma) }
    }

    /// The same hue in another lightness and, where screens have it there, in this chroma.
    #[must_use]
    pub fn with(self, lightness: f64, chroma: f64) -> Self {
        Self { lightness: lightness.clamp(0.0, 1.0), chroma, ..self }
    }

    /// The colour on screens. Where they have none so strong, it is the strongest of this hue and lightness.
    pub fn colour(self) -> Colour {
        let light = self.light();
        if is_on_screens(light) {
            return Colour::of_light(light);
        }
        let (mut least, mut most) = (0.0, self.chroma);
        for _ in 0..24 {
            let middle = f64::midpoint(least, most);
            if is_on_screens((Self { chroma: middle, ..self }).light()) {
                least = middle;
            } else {
                most = middle;
            }
        }
        Colour::of_light((Self { chroma: least, ..self }).light())
    }

    /// How much light of each primary it is. Beyond 0 and 1 no screen has it.
    fn light(self) -> [f64; 3] {
        let (a, b) = (self.hue.0 * self.chroma, self.hue.1 * self.chroma);
        let long = self.lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b;
        let middle = self.lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b;
        let short = self.lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b;
        let [long, middle, short] = [long, middle, short].map(|root| root * root * root);
        [
            4.076_741_662_1 * long - 3.307_711_591_3 * middle + 0.230_969_929_2 * short,
            -1.268_438_004_6 * long + 2.609_757_401_1 * middle - 0.341_319_396_5 * short,
            -0.004_196_086_3 * long - 0.703_418_614_7 * middle + 1.707_614_701_0 * short,
        ]
    }
}

fn is_on_screens(light: [f64; 3]) -> bool {
    light.iter().all(|share| (-SLACK..=1.0 + SLACK).contains(share))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: [f64; 3], published: [f64; 3]) -> bool {
        found.iter().zip(published).all(|(one, other)| (one - other).abs() < 0.000_1)
    }

    /// The primaries as converters for CSS Color 4 give them: lightness, a, b.
    #[test]
    fn colours_are_where_published_tables_have_them() {
        for (colour, published) in [
            (0x00ff_ffff, [1.0, 0.0, 0.0]),
            (0x00ff_0000, [0.627_955, 0.224_863, 0.125_846]),
            (0x0000_ff00, [0.866_440, -0.233_888, 0.179_498]),
            (0x0000_00ff, [0.452_014, -0.032_457, -0.311_528]),
        ] {
            let Oklch { lightness, chroma, hue } = Oklch::of(Colour::hex(colour));
            let found = [lightness, hue.0 * chroma, hue.1 * chroma];
            assert!(close(found, published), "{colour:06x}: {found:?}");
        }
    }

    #[test]
    fn there_and_back_is_the_same_colour() {
        for step in 0..4_096_u32 {
            // Every sixteenth step of each primary.
            let colour =
                Colour::hex(((step & 0xf00) << 8 | (step & 0xf0) << 4 | step & 0xf) * 0x11);
            assert_eq!(Oklch::of(colour).colour(), colour);
        }
    }

    #[test]
    fn what_no_screen_has_keeps_its_lightness_and_hue() {
        let blue = Oklch::of(Colour::hex(0x0000_00ff));
        let light = Oklch::of(blue.with(0.8, 0.31).colour());
        assert!((light.lightness - 0.8).abs() < 0.005, "{light:?}");
        assert!(light.hue.0 * blue.hue.0 + light.hue.1 * blue.hue.1 > 0.999, "{light:?}");
        assert_eq!(blue.with(2.0, 0.1).colour(), Colour::WHITE);
    }
}
