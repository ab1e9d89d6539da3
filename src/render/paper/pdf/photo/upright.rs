//! Which way up a photograph is: cameras write it beside the picture (Exif 2.3, tag 0x0112).

/// How a picture is turned before it is looked at, from 1 to 8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Orientation(u16);

impl Default for Orientation {
    fn default() -> Self {
        Self(1)
    }
}

impl Orientation {
    /// That of the JPEG in `bytes`; as it is where none is said.
    pub(super) fn of_jpeg(bytes: &[u8]) -> Self {
        said(bytes).filter(|number| (1..=8).contains(number)).map_or_else(Self::default, Self)
    }

    /// Width and height as they are looked at, of those in the file, and the other way round.
    pub(super) fn seen<T>(self, (width, height): (T, T)) -> (T, T) {
        if self.0 >= 5 { (height, width) } else { (width, height) }
    }

    /// What turns a picture that then has this size: the numbers as they stand in a PDF, and how far it is moved.
    pub(super) fn transform(self, (width, height): (f32, f32)) -> ([f32; 4], (f32, f32)) {
        match self.0 {
            2 => ([-1.0, 0.0, 0.0, 1.0], (width, 0.0)),
            3 => ([-1.0, 0.0, 0.0, -1.0], (width, height)),
            4 => ([1.0, 0.0, 0.0, -1.0], (0.0, height)),
            5 => ([0.0, 1.0, 1.0, 0.0], (0.0, 0.0)),
            6 => ([0.0, 1.0, -1.0, 0.0], (width, 0.0)),
            7 => ([0.0, -1.0, -1.0, 0.0], (width, height)),
            8 => ([0.0, -1.0, 1.0, 0.0], (0.0, height)),
            _ => ([1.0, 0.0, 0.0, 1.0], (0.0, 0.0)),
        }
    }
}

/// What the segment of the camera says.
fn said(bytes: &[u8]) -> Option<u16> {
    let mut rest = bytes.get(2..)?;
    loop {
        let [0xff, marker, high, low, ..] = *rest else { return None };
        let length = usize::from(u16::from_be_bytes([high, low]));
        // Where the picture begins there is nothing more.
        if marker == 0xda || length < 2 {
            return None;
        }
        let segment = rest.get(4..2 + length)?;
        if let Some(tiff) = segment.strip_prefix(b"Exif\0\0").filter(|_| marker == 0xe1) {
            return of_tiff(tiff);
        }
        rest = rest.get(2 + length..)?;
    }
}

fn of_tiff(tiff: &[u8]) -> Option<u16> {
    let is_big = tiff.starts_with(b"MM");
    let short = |at: usize| {
        let pair = [*tiff.get(at)?, *tiff.get(at + 1)?];
        Some(if is_big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) })
    };
    let halves = (usize::from(short(4)?), usize::from(short(6)?));
    let first = if is_big { halves.0 << 16 | halves.1 } else { halves.1 << 16 | halves.0 };
    let count = usize::from(short(first)?);
    let entries = (0..count).map(|number| first + 2 + number * 12);
    let entry =
        entries.take_while(|at| at + 12 <= tiff.len()).find(|at| short(*at) == Some(0x0112));
    short(entry? + 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The beginning of a photograph that says this, with numbers written from the one end or the other.
    fn photograph(number: u8, is_big: bool) -> Vec<u8> {
        let tiff: Vec<u8> = if is_big {
            [b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".as_slice(), &[number, 0, 0]]
                .concat()
        } else {
            [b"II\x2a\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".as_slice(), &[number, 0, 0, 0]]
                .concat()
        };
        let length = u8::try_from(2 + 6 + tiff.len()).expect("it is short");
        let jfif = [0xff, 0xe0, 0, 4, 1, 1];
        [&[0xff, 0xd8][..], &jfif, &[0xff, 0xe1, 0, length], b"Exif\0\0", &tiff, &[0xff, 0xda]]
            .concat()
    }

    #[test]
    fn a_photograph_says_which_way_up_it_is() {
        for is_big in [true, false] {
            assert_eq!(Orientation::of_jpeg(&photograph(6, is_big)), Orientation(6));
            assert_eq!(Orientation::of_jpeg(&photograph(9, is_big)), Orientation(1));
            let whole = photograph(8, is_big);
            for end in 0..whole.len() {
                let _ = Orientation::of_jpeg(&whole[..end]);
            }
        }
    }

    #[test]
    fn a_turned_picture_fills_its_place() {
        let size = (30.0, 20.0);
        for number in 1..=8 {
            let orientation = Orientation(number);
            let (across, down) = orientation.seen(size);
            let ([sx, ky, kx, sy], (x, y)) = orientation.transform(size);
            let corner = (sx * across + kx * down + x, ky * across + sy * down + y);
            let mut xs = [x, corner.0];
            let mut ys = [y, corner.1];
            xs.sort_by(f32::total_cmp);
            ys.sort_by(f32::total_cmp);
            assert_eq!((xs, ys), ([0.0, 30.0], [0.0, 20.0]), "{number}");
        }
    }
}
