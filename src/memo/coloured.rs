//! Code that the last build coloured, which takes longer than all else in a playbook that is full of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;

use crate::fingerprint::Fingerprint;

/// The file of a site that holds what its build [`Coloured`].
pub const CODE: &str = ".partnerbook-code";

/// How the file begins: with the version of its form. A fingerprint of all that follows comes next.
const HEAD: &[u8] = b"partnerbook code 1\n";

/// The bytes of a fingerprint.
const KEY: usize = 32;

/// How hard the file is packed, of 10: it is written more often than sent.
const PACKED: u8 = 1;

/// The most bytes that are unpacked.
const MOST: usize = 64 << 20;

/// Which part of a piece of code has which look, by a key that stands for all that this depends on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coloured(BTreeMap<Fingerprint, Arc<[u8]>>);

impl Coloured {
    /// Of these pieces.
    pub fn of(pieces: BTreeMap<Fingerprint, Arc<[u8]>>) -> Self {
        Self(pieces)
    }

    /// That of the piece with this key.
    pub fn find(&self, key: &Fingerprint) -> Option<&Arc<[u8]>> {
        self.0.get(key)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// As it stands in [`CODE`].
    pub fn bytes(&self) -> Vec<u8> {
        let mut plain = Vec::new();
        for (key, looks) in &self.0 {
            plain.extend_from_slice(key.as_bytes());
            plain.extend_from_slice(&(looks.len() as u64).to_le_bytes());
            plain.extend_from_slice(looks);
        }
        let packed = compress_to_vec(&plain, PACKED);
        [HEAD, Fingerprint::of(&packed).as_bytes(), &packed].concat()
    }

    /// Reads what [`Coloured::bytes`] wrote. Empty when it is anything else: then all is coloured again.
    pub fn parse(bytes: &[u8]) -> Self {
        Self::whole(bytes).unwrap_or_default()
    }

    fn whole(bytes: &[u8]) -> Option<Self> {
        let (sum, packed) = bytes.strip_prefix(HEAD)?.split_first_chunk::<KEY>()?;
        if Fingerprint::of(packed).as_bytes() != sum {
            return None;
        }
        let plain = decompress_to_vec_with_limit(packed, MOST).ok()?;
        let (mut rest, mut pieces) = (&*plain, BTreeMap::new());
        while !rest.is_empty() {
            let (key, length, looks);
            (key, rest) = rest.split_first_chunk::<KEY>()?;
            (length, rest) = rest.split_first_chunk()?;
            let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
            (looks, rest) = rest.split_at_checked(length)?;
            pieces.insert(Fingerprint::from_bytes(*key), Arc::from(looks));
        }
        Some(Self(pieces))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coloured() -> Coloured {
        let piece = |looks: &[u8]| (Fingerprint::of(looks), Arc::from(looks));
        Coloured::of([&[2, 1, 8, 0][..], &[], &[255]].map(piece).into())
    }

    #[test]
    fn it_reads_as_it_was_written() {
        assert_eq!(Coloured::parse(&coloured().bytes()), coloured());
        assert_eq!(Coloured::parse(&Coloured::default().bytes()), Coloured::default());
    }

    #[test]
    fn with_any_byte_changed_or_gone_it_says_nothing() {
        let bytes = coloured().bytes();
        for at in 0..bytes.len() {
            let mut other = bytes.clone();
            other[at] ^= 1;
            assert!(Coloured::parse(&other).is_empty(), "byte {at} changed");
            assert!(Coloured::parse(&bytes[..at]).is_empty(), "all from byte {at} gone");
        }
    }
}
