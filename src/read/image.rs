//! An image's first bytes → its width and height, so that a page does not jump while it loads.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::source::SourcePath;
use crate::upright::Orientation;

/// How much of an SVG file is looked at.
const SVG_HEAD: u64 = 4096;

/// Width and height of the image in `file`, in pixels, as it is looked at. Nothing for what is no image or does not say.
pub(super) fn size(path: &SourcePath, file: &Path) -> Option<(u32, u32)> {
    match path.extension().as_str() {
        "svg" => {
            let mut head = Vec::new();
            File::open(file).ok()?.take(SVG_HEAD).read_to_end(&mut head).ok()?;
            svg_size(&String::from_utf8_lossy(&head))
        }
        "png" | "apng" | "jpg" | "jpeg" | "jfif" | "gif" | "webp" | "avif" | "bmp" | "ico" => {
            let size = imagesize::size(file).ok()?;
            // That of AVIF is turned already.
            let size = Orientation::of(&mut File::open(file).ok()?).seen((size.width, size.height));
            positive(u32::try_from(size.0).ok()?, u32::try_from(size.1).ok()?)
        }
        _ => None,
    }
}

/// The size that the `<svg>` tag states: `width` and `height` in pixels, else the last two numbers of `viewBox`.
fn svg_size(head: &str) -> Option<(u32, u32)> {
    let tag = head.split_once("<svg")?.1;
    let tag = tag.split_once('>').map_or(tag, |(tag, _)| tag);
    let stated = || Some((pixels(attribute(tag, "width")?)?, pixels(attribute(tag, "height")?)?));
    let drawn = || {
        let numbers: Vec<&str> = attribute(tag, "viewBox")?
            .split([' ', ',', '\n', '\t', '\r'])
            .filter(|number| !number.is_empty())
            .collect();
        Some((pixels(numbers.get(2)?)?, pixels(numbers.get(3)?)?))
    };
    let (width, height) = stated().or_else(drawn)?;
    positive(width, height)
}

/// The value of `name="…"` in a tag.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    tag.match_indices(name).find_map(|(at, _)| {
        let begins = tag[..at].ends_with(|before: char| before.is_whitespace());
        let value = tag[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
        let quote = value.chars().next().filter(|quote| begins && matches!(quote, '"' | '\''))?;
        value[1..].split_once(quote).map(|(value, _)| value)
    })
}

/// `120`, `120px` and `119.6` are 120 pixels; other units are not known here.
fn pixels(value: &str) -> Option<u32> {
    let number: f64 = value.trim().trim_end_matches("px").trim_end().parse().ok()?;
    let sensible = (0.5..1_000_000.0).contains(&number);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "within 1 and a million"
    )]
    sensible.then(|| number.round() as u32)
}

fn positive(width: u32, height: u32) -> Option<(u32, u32)> {
    (width > 0 && height > 0).then_some((width, height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_svg_says_its_size_in_pixels_or_by_its_view_box() {
        assert_eq!(svg_size("<?xml?><svg width='24px' height=\"12\">"), Some((24, 12)));
        assert_eq!(svg_size("<svg viewBox=\"0 0 119.6 80\" stroke-width=\"3\">"), Some((120, 80)));
        assert_eq!(
            svg_size("<svg width=\"100%\" height=\"2em\" viewBox=\"0,0,4,2\">"),
            Some((4, 2))
        );
        assert_eq!(svg_size("<svg width=\"0\" height=\"NaN\">"), None);
        assert_eq!(svg_size("<svg width="), None);
        assert_eq!(svg_size("no image"), None);
    }

    #[test]
    fn a_photograph_that_is_turned_is_as_wide_as_it_is_looked_at() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let file = folder.path().join("a.jpg");
        for (number, seen) in [(1, (3, 2)), (4, (3, 2)), (5, (2, 3)), (6, (2, 3)), (8, (2, 3))] {
            let said = [b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0", &[number, 0, 0][..]];
            let said = [b"\xFF\xE1\0\x1EExif\0\0", said.concat().as_slice()].concat();
            let picture =
                b"\xFF\xC0\0\x11\x08\0\x02\0\x03\x03\x01\x22\0\x02\x11\x01\x03\x11\x01\xFF\xDA";
            let photograph = [b"\xFF\xD8", said.as_slice(), picture].concat();
            std::fs::write(&file, photograph).expect("room on the disk");
            assert_eq!(size(&SourcePath::new("a.jpg"), &file), Some(seen), "{number}");
        }
    }

    #[test]
    fn a_damaged_image_has_no_size() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let heads: [&[u8]; 6] = [
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x03",
            b"\xFF\xD8\xFF\xE0\0\x10JFIF\0\xFF\xC0\0\x11\x08\0\x02\0\x03",
            b"GIF89a\x02\0\x03\0",
            b"RIFF\x24\0\0\0WEBPVP8X\x0A\0\0\0\0\0\0\0\x01\0\0\x02\0\0",
            b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf\0\0\0\x10meta",
            b"BM\0\0\0\0\0\0\0\0\0\0\0\0\x28\0\0\0\x02\0\0\0\x03\0\0\0",
        ];
        let file = folder.path().join("a.png");
        for head in heads {
            for length in 0..=head.len() {
                std::fs::write(&file, &head[..length]).expect("room on the disk");
                let _ = size(&SourcePath::new("a.png"), &file);
            }
        }
        std::fs::write(&file, heads[0]).expect("room on the disk");
        assert_eq!(size(&SourcePath::new("a.png"), &file), Some((2, 3)));
    }
}
