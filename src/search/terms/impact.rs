//! How much a term says of a text that holds it: its impact, by BM25.
//!
//! The first mention of a term says most, each further one less (saturation), and a mention in a long text says less than one
//! in a short one (normalisation of length): `weight / (weight + k · (1 − b + b · length / average))`. How rare a term is, the
//! browser sees by the length of its list. The impact of each term in each text is worked out here and rounded to one of eight
//! steps, so that the browser has only to add (Anh and Moffat, Pruned Query Evaluation Using Pre-Computed Impacts, 2006).

/// How fast a term that is repeated stops to count for more, and how much a long text is held against it (Robertson and
/// Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009).
const SATURATION: f32 = 4.0;
const LENGTH: f32 = 0.4;

/// The steps in which impacts are told.
const STEPS: f32 = 8.0;

/// How long texts are, compared with others of their kind.
#[derive(Clone, Debug, Default)]
pub struct Lengths {
    /// What a weight is measured against in each text.
    norms: Vec<f32>,
}

impl Lengths {
    /// Compares texts that have so many words; those of one kind stand together, and `kinds` says how many there are of each.
    pub fn of(words: &[u32], kinds: &[usize]) -> Self {
        let mut norms = Vec::with_capacity(words.len());
        let mut rest = words;
        for kind in kinds {
            let words;
            (words, rest) = rest.split_at(*kind);
            let sum: u64 = words.iter().map(|words| u64::from(*words)).sum();
            #[expect(clippy::cast_precision_loss, reason = "no text is that long")]
            let average = (sum as f32 / words.len().max(1) as f32).max(1.0);
            norms.extend(words.iter().map(|words| {
                #[expect(clippy::cast_precision_loss, reason = "no text is that long")]
                let share = *words as f32 / average;
                SATURATION * (1.0 - LENGTH + LENGTH * share)
            }));
        }
        Self { norms }
    }

    /// How much a term of this `weight` says of the text with this number: 1 to 8.
    pub(super) fn impact(&self, text: u32, weight: u16) -> u32 {
        let weight = f32::from(weight);
        let part = weight / (weight + self.norms[text as usize]);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is 0 to 8")]
        let step = (part * STEPS).ceil() as u32;
        step.clamp(1, 8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_says_more_than_a_mention_and_less_in_a_long_text() {
        let lengths = Lengths::of(&[100, 300], &[2]);
        let impacts = |weight| [lengths.impact(0, weight), lengths.impact(1, weight)];
        assert_eq!(impacts(1), [2, 2]);
        assert_eq!(impacts(8), [6, 5]);
        assert_eq!(impacts(3), [4, 4]);
        assert_eq!(impacts(u16::MAX), [8, 8]);
    }
}
