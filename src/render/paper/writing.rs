//! Language → how it is written: from which side.

use crate::render::view::direction;

/// How a language is written.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Writing {
    /// Whether it is read from the right, so that what stands left in other languages stands right.
    pub(super) is_mirrored: bool,
}

impl Writing {
    /// How `language` is written, as BCP 47 has it.
    pub(super) fn of(language: &str) -> Self {
        Self { is_mirrored: direction(language) == "rtl" }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_read_from_their_side() {
        assert!(Writing::of("he-IL").is_mirrored && Writing::of("ar").is_mirrored);
        assert!(!Writing::of("en").is_mirrored && !Writing::of("").is_mirrored);
    }
}
