//! A colour: how it is written, how bright it is, and how far it stands out from another.

mod oklch;
mod tones;

use std::sync::LazyLock;
use std::{array, fmt};

use serde::Serialize;

pub use oklch::Oklch;
pub use tones::{Scheme, Surface, Tone, Tones};

/// A colour as screens have it (sRGB), opaque. It is written as `#0b5d66`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Colour {
    /// How much red, from 0 to 255.
    pub red: u8,
    /// How much green, from 0 to 255.
    pub green: u8,
    /// How much blue, from 0 to 255.
    pub blue: u8,
}

impl Colour {
    /// Black.
    pub const BLACK: Self = Self::hex(0x0);
    /// White.
    pub const WHITE: Self = Self::hex(0x00ff_ffff);

    /// The colour whose bytes are those of a number: `0x0b5d66`.
    pub const fn hex(number: u32) -> Self {
        let [_, red, green, blue] = number.to_be_bytes();
        Self { red, green, blue }
    }

    /// Reads `#0b5d66`, or `#abc` for `#aabbcc`, in small letters or capitals.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        let number = u32::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with('+'))?;
        match digits.len() {
            6 => Some(Self::hex(number)),
            3 => Some(Self::hex(
                ((number & 0xf00) << 8 | (number & 0xf0) << 4 | number & 0xf) * 0x11,
            )),
            _ => None,
        }
    }

    /// What is meant by a text that is no such colour: `navy`, `0b5d66`, `rgb(11, 93, 102)`, `hsl(186, 80%, 22%)`.
    pub fn meant(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits = text.trim_start_matches('#');
        if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            // The last two of eight say how much shines through.
            let solid = match digits.len() {
                // Four digits may as well be the beginning of six.
                4 => return None,
                8 => &digits[..6],
                _ => digits,
            };
            return Self::parse(&format!("#{solid}"));
        }
        if text.starts_with('#') || !text.is_ascii() {
            return None;
        }
        let svgtypes::Color { red, green, blue, alpha } = text.to_ascii_lowercase().parse().ok()?;
        (alpha > 0).then_some(Self { red, green, blue })
    }

    /// How bright it is beside white, from 0 to 1: the relative luminance of WCAG 2.2
    /// (<https://www.w3.org/TR/WCAG22/#dfn-relative-luminance>).
    pub fn luminance(self) -> f64 {
        let [red, green, blue] = self.light();
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// How far it stands out from `other`, from 1 for the same to 21 for black and white: the contrast ratio of WCAG 2.2
    /// (<https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>).
    pub fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// How much light of each primary it is, from 0 to 1.
    fn light(self) -> [f64; 3] {
        [self.red, self.green, self.blue].map(|byte| LIGHT[usize::from(byte)])
    }

    /// The colour of so much light of each primary. What is beyond 0 and 1 is cut off.
    fn of_light(light_of: [f64; 3]) -> Self {
        let [red, green, blue] = light_of.map(|share| {
            let byte = BETWEEN.partition_point(|between| *between <= share);
            u8::try_from(byte).expect("there are 255 places between 256 bytes")
        });
        Self { red, green, blue }
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

/// The light of each byte.
static LIGHT: LazyLock<[f64; 256]> =
    LazyLock::new(|| array::from_fn(|byte| light(count(byte) / 255.0)));
/// The light half way between each byte and the next, as bytes count.
static BETWEEN: LazyLock<[f64; 255]> =
    LazyLock::new(|| array::from_fn(|byte| light((count(byte) + 0.5) / 255.0)));

fn count(byte: usize) -> f64 {
    f64::from(u8::try_from(byte).expect("an array of bytes is no longer"))
}

/// The light of a share of a primary as it is written down (IEC 61966-2-1).
fn light(share: f64) -> f64 {
    if share <= 0.04045 {
        return share / 12.92;
    }
    let base = (share + 0.055) / 1.055;
    let square = base * base;
    // To the power of 2.4.
    square * root::<5>(square)
}

/// The root of `number`, which is not below zero: the third, the fifth.
///
/// By Newton's method, in nothing but sums and products: the functions of the machine's own library differ in their last
/// figures, and the same playbook is to have the same bytes on every machine.
fn root<const DEGREE: i32>(number: f64) -> f64 {
    if number <= 0.0 {
        return 0.0;
    }
    let degree = f64::from(DEGREE);
    let mut root = number.max(1.0);
    // From above it falls with every round until the figures are used up.
    loop {
        let power = (1..DEGREE).fold(1.0, |power, _| power * root);
        let next = ((degree - 1.0) * root + number / power) / degree;
        if next >= root {
            return root;
        }
        root = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contrast(one: &str, other: &str) -> f64 {
        let of = |text| Colour::parse(text).expect("it is a colour");
        (of(one).contrast(of(other)) * 100.0).floor() / 100.0
    }

    #[test]
    fn a_colour_has_three_or_six_figures_after_a_hash() {
        assert_eq!(Colour::parse("#0b5d66"), Some(Colour { red: 11, green: 93, blue: 102 }));
        assert_eq!(Colour::parse("#0B5D66"), Colour::parse("#0b5d66"));
        assert_eq!(Colour::parse("#a0f"), Colour::parse("#aa00ff"));
        for text in ["0b5d66", "#0b5d6", "#0b5d66ff", "#+b5d66", "navy", "#", "", "#é12", "#12345g"]
        {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
        assert_eq!(Colour::hex(0x00_0b5d66).to_string(), "#0b5d66");
    }

    #[test]
    fn what_was_meant_is_found_in_other_ways_of_writing() {
        let meant = |text| Colour::meant(text).map(|colour| colour.to_string());
        for text in
            ["navy", "Navy", "000080", "#000080ff", "#00008080", "rgb(0, 0, 128)", " #000080"]
        {
            assert_eq!(meant(text).as_deref(), Some("#000080"), "{text}");
        }
        assert_eq!(meant("hsl(0, 100%, 50%)").as_deref(), Some("#ff0000"));
        assert_eq!(meant("f00a"), None);
        assert_eq!(meant("transparent"), None);
        for text in ["navvy", "", "#", "#12345", "#xyzxyz", "deep teal", "ée", "🎨"] {
            assert_eq!(meant(text), None, "{text}");
        }
    }

    /// The greys that every guide to WCAG names: `#767676` is the lightest that can be read on white, `#777777` is not.
    /// `#949494` is the lightest for lines.
    #[test]
    fn contrasts_are_those_that_guides_name() {
        assert_eq!(contrast("#000", "#fff").to_string(), "21");
        assert_eq!(contrast("#fff", "#fff").to_string(), "1");
        assert_eq!(contrast("#767676", "#fff").to_string(), "4.54");
        assert_eq!(contrast("#777", "#fff").to_string(), "4.47");
        assert_eq!(contrast("#949494", "#fff").to_string(), "3.03");
        assert_eq!(contrast("#f00", "#fff").to_string(), "3.99");
        assert_eq!(contrast("#00f", "#fff").to_string(), "8.59");
    }

    #[test]
    fn roots_are_right_to_the_last_figures() {
        for number in [0.0, 1e-12, 0.001, 0.5, 1.0, 1.5] {
            let (third, fifth) = (root::<3>(number), root::<5>(number));
            assert!((third.powi(3) - number).abs() <= 1e-14, "{number}: {third}");
            assert!((fifth.powi(5) - number).abs() <= 1e-14, "{number}: {fifth}");
        }
    }

    #[test]
    fn light_and_back_is_the_same_colour() {
        for byte in 0..=u8::MAX {
            let colour = Colour { red: byte, green: 255 - byte, blue: byte / 2 };
            assert_eq!(Colour::of_light(colour.light()), colour);
        }
        assert_eq!(Colour::of_light([-0.1, 1.1, 0.0]), Colour::hex(0x00_00ff00));
    }
}
