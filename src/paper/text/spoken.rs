//! Letters above or below the line → what is read out and copied: 10 with a raised 3 is `10³`, and not `103`.

use std::sync::Arc;

use super::rich::Form;
use crate::paper::page::Run;

/// Letters, and what stands for them above and below the line (Unicode, "superscripts and subscripts", "phonetic extensions").
const ABOVE: (&str, &str) =
    ("0123456789+-−=()abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ");
const BELOW: (&str, &str) =
    ("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ");

/// The text that the glyphs of `runs` show, which are of one span of this form. What they point at moves with it.
pub(super) fn spoken(text: &Arc<str>, runs: &mut [Run], form: Form) -> Arc<str> {
    let glyphs = || runs.iter().flat_map(|run| &run.glyphs);
    let from = glyphs().map(|glyph| glyph.bytes.start).min().unwrap_or(0);
    let to = glyphs().map(|glyph| glyph.bytes.end).max().unwrap_or(0);
    let Some(said) = text.get(from..to).and_then(|letters| told_apart(letters, form)) else {
        return Arc::clone(text);
    };
    let mut places = vec![0; to - from + 1];
    let mut place = 0;
    for ((at, _), letter) in text[from..to].char_indices().zip(said.chars()) {
        places[at] = place;
        place += letter.len_utf8();
    }
    places[to - from] = place;
    for glyph in runs.iter_mut().flat_map(|run| &mut run.glyphs) {
        glyph.bytes = places[glyph.bytes.start - from]..places[glyph.bytes.end - from];
    }
    Arc::from(said)
}

/// `letters` as they are written above or below a line, each for each. `None` where nothing is to be told apart: the ends of
/// words, as in 1st and Mme, are read with them.
fn told_apart(letters: &str, form: Form) -> Option<String> {
    let (plain, apart) = match form {
        Form::Above => ABOVE,
        Form::Below => BELOW,
        Form::Plain | Form::Code | Form::Struck | Form::Raised | Form::Room(..) => return None,
    };
    let is_word_end = form == Form::Above
        && letters.chars().count() > 1
        && letters.chars().all(char::is_alphabetic);
    let of = |letter| plain.chars().position(|other| other == letter);
    let said = |letter| of(letter).and_then(|at| apart.chars().nth(at)).unwrap_or(letter);
    (!is_word_end).then(|| letters.chars().map(said).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_above_and_below_are_told_from_those_beside_them() {
        let said = |letters, form| told_apart(letters, form);
        assert_eq!(said("3", Form::Above).as_deref(), Some("³"));
        assert_eq!(said("n+1", Form::Above).as_deref(), Some("ⁿ⁺¹"));
        assert_eq!(said("2", Form::Below).as_deref(), Some("₂"));
        assert_eq!(said("max", Form::Below).as_deref(), Some("ₘₐₓ"));
        assert_eq!(said("st", Form::Above), None);
        assert_eq!(said("1", Form::Raised), None);
        for (plain, apart) in [ABOVE, BELOW] {
            assert_eq!(plain.chars().count(), apart.chars().count());
        }
    }
}
