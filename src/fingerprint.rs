//! Fingerprints: few bytes that stand for many. The only home of the hash.

use std::fmt;
use std::io::{self, Read, Write};

use serde::Serialize;

/// What stands for some bytes: equal for equal ones, and for no others that anybody has ever found.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// The fingerprint of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }

    /// The fingerprint of all that is still to be read.
    pub fn of_file(mut file: impl Read) -> io::Result<Self> {
        let mut maker = FingerprintMaker::default();
        io::copy(&mut file, &mut maker)?;
        Ok(maker.finish())
    }

    /// The bytes that stand for others.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The fingerprint that [`Fingerprint::as_bytes`] gave away.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Reads what [`fmt::Display`] wrote. `None` when it is no fingerprint.
    pub fn parse(text: &str) -> Option<Self> {
        Some(Self(*blake3::Hash::from_hex(text).ok()?.as_bytes()))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&blake3::Hash::from_bytes(self.0).to_hex())
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Makes a [`Fingerprint`] of pieces.
#[derive(Clone, Default)]
pub struct FingerprintMaker(blake3::Hasher);

impl FingerprintMaker {
    /// Takes in a piece, told apart from those before and after it.
    pub fn add(&mut self, piece: &[u8]) {
        self.0.update(&(piece.len() as u64).to_le_bytes());
        self.0.update(piece);
    }

    /// Takes in a value with all its fields.
    pub fn add_value(&mut self, value: &impl Serialize) {
        let written = serde_json::to_writer(&mut *self, value);
        written.expect("what is made here is data, and taking it in never fails");
        // No value of JSON holds this byte.
        self.0.update(b"\0");
    }

    /// What stands for all pieces.
    pub fn finish(&self) -> Fingerprint {
        Fingerprint(*self.0.finalize().as_bytes())
    }
}

impl Write for FingerprintMaker {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_reads_as_it_was_written() {
        let fingerprint = Fingerprint::of(b"a sheet");
        assert_eq!(Fingerprint::parse(&fingerprint.to_string()), Some(fingerprint));
        assert_eq!(Fingerprint::of_file(&b"a sheet"[..]).ok(), Some(fingerprint));
        assert_ne!(Fingerprint::of(b"a sheep"), fingerprint);
        assert_eq!(Fingerprint::parse("abc"), None);
        assert_eq!(Fingerprint::parse(&"g".repeat(64)), None);
    }

    #[test]
    fn pieces_are_told_apart() {
        let of = |pieces: &[&str]| {
            let mut maker = FingerprintMaker::default();
            for piece in pieces {
                maker.add(piece.as_bytes());
            }
            maker.finish()
        };
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_ne!(of(&["ab"]), of(&["ab", ""]));
    }
}
