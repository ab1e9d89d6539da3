//! The bytes of a picture → which way up it is: cameras write it beside the picture (Exif 2.3, tag 0x0112).

use std::io::{Read, Seek, SeekFrom};

/// How much is read of what a camera writes. The way up stands near its beginning.
const MOST_SAID: u64 = 65_536;
/// A file has no more parts before what is looked for than this, or it is none.
const MOST_PARTS: usize = 4096;

/// How a picture is turned before it is looked at, from 1 to 8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Orientation(u16);

impl Default for Orientation {
    fn default() -> Self {
        Self(1)
    }
}

impl Orientation {
    /// That of a JPEG or PNG; as it is where none is said. Of other kinds browsers turn none by what a camera says.
    pub fn of(file: &mut (impl Read + Seek)) -> Self {
        said(file).filter(|number| (1..=8).contains(number)).map_or_else(Self::default, Self)
    }

    /// Width and height as they are looked at, of those in the file, and the other way round.
    pub fn seen<T>(self, (width, height): (T, T)) -> (T, T) {
        if self.0 >= 5 { (height, width) } else { (width, height) }
    }

    /// What turns a picture that then has this size: the numbers as they stand in a PDF, and how far it is moved.
    pub fn transform(self, (width, height): (f32, f32)) -> ([f32; 4], (f32, f32)) {
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

/// What the camera says.
fn said(file: &mut (impl Read + Seek)) -> Option<u16> {
    file.seek(SeekFrom::Start(0)).ok()?;
    match bytes::<4>(file)? {
        [0xff, 0xd8, ..] => of_jpeg(file),
        [0x89, b'P', b'N', b'G'] => of_png(file),
        _ => None,
    }
}

fn of_jpeg(file: &mut (impl Read + Seek)) -> Option<u16> {
    file.seek(SeekFrom::Start(2)).ok()?;
    for _ in 0..MOST_PARTS {
        let [0xff, marker, high, low] = bytes::<4>(file)? else { return None };
        let length = u64::from(u16::from_be_bytes([high, low])).checked_sub(2)?;
        // Where the picture begins there is nothing more.
        if marker == 0xda {
            return None;
        }
        let mut passed = 0;
        if marker == 0xe1 && length >= 6 {
            if &bytes::<6>(file)? == b"Exif\0\0" {
                return of_tiff(&whole(file, length - 6)?);
            }
            passed = 6;
        }
        file.seek(SeekFrom::Current(i64::try_from(length - passed).ok()?)).ok()?;
    }
    None
}

/// What stands before the picture: browsers read no further either (PNG, third edition, `eXIf`).
fn of_png(file: &mut (impl Read + Seek)) -> Option<u16> {
    file.seek(SeekFrom::Start(8)).ok()?;
    for _ in 0..MOST_PARTS {
        let length = u64::from(u32::from_be_bytes(bytes::<4>(file)?));
        match &bytes::<4>(file)? {
            b"eXIf" => return of_tiff(&whole(file, length)?),
            b"IDAT" => return None,
            _ => file.seek(SeekFrom::Current(i64::try_from(length + 4).ok()?)).ok()?,
        };
    }
    None
}

fn bytes<const COUNT: usize>(file: &mut impl Read) -> Option<[u8; COUNT]> {
    let mut bytes = [0; COUNT];
    file.read_exact(&mut bytes).ok()?;
    Some(bytes)
}

fn whole(file: &mut impl Read, length: u64) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(length.min(MOST_SAID)).read_to_end(&mut bytes).ok()?;
    Some(bytes)
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
    use std::io::Cursor;

    use super::*;

    /// What a camera says, with numbers written from the one end or the other.
    fn tiff(number: u8, is_big: bool) -> Vec<u8> {
        if is_big {
            [b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".as_slice(), &[number, 0, 0]]
                .concat()
        } else {
            [b"II\x2a\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".as_slice(), &[number, 0, 0, 0]]
                .concat()
        }
    }

    fn short(length: usize) -> u8 {
        u8::try_from(length).expect("it is short")
    }

    fn jpeg(said: &[u8]) -> Vec<u8> {
        let jfif = [0xff, 0xe0, 0, 4, 1, 1];
        // Another program may write there, too.
        let other = [&[0xff, 0xe1, 0, 10][..], b"http://\0"].concat();
        let length = short(2 + 6 + said.len());
        [
            &[0xff, 0xd8][..],
            &jfif,
            &other,
            &[0xff, 0xe1, 0, length],
            b"Exif\0\0",
            said,
            &[0xff, 0xda],
        ]
        .concat()
    }

    fn png(said: &[u8]) -> Vec<u8> {
        let head = b"\x89PNG\r\n\x1a\n\0\0\0\x01IHDR\x01crc.";
        [&head[..], &[0, 0, 0, short(said.len())], b"eXIf", said, b"crc.\0\0\0\0IDATcrc."].concat()
    }

    fn of(bytes: &[u8]) -> Orientation {
        Orientation::of(&mut Cursor::new(bytes))
    }

    #[test]
    fn a_picture_says_which_way_up_it_is() {
        for file in [jpeg, png] {
            for is_big in [true, false] {
                assert_eq!(of(&file(&tiff(6, is_big))), Orientation(6));
                assert_eq!(of(&file(&tiff(9, is_big))), Orientation(1));
                let whole = file(&tiff(8, is_big));
                for end in 0..whole.len() {
                    let _ = of(&whole[..end]);
                }
            }
        }
        assert_eq!(of(b"GIF89a, which no camera makes"), Orientation(1));
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
