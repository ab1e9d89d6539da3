//! A misspelt word → the nearest known one.

/// Finds the word among `known` that `found` was most likely meant to be.
///
/// Returns `None` when none is near: more than a third of the letters, or over three, would have to change.
pub fn nearest<'k>(found: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    Names::new(known).nearest(found)
}

/// Known words, made ready once so that thousands of misspelt ones are quick to compare with them.
#[derive(Debug)]
pub struct Names<W> {
    names: Vec<Name<W>>,
}

#[derive(Debug)]
struct Name<W> {
    word: W,
    plain: Plain,
}

/// A word in small letters and with one sign between its parts, and what can be told of it at a glance.
#[derive(Debug)]
struct Plain {
    text: Box<str>,
    count: usize,
    /// Which letters it has, a bit each.
    letters: u64,
}

impl<W: AsRef<str> + Clone> Names<W> {
    /// Makes `known` ready.
    pub fn new(known: impl IntoIterator<Item = W>) -> Self {
        let name = |word: W| Name { plain: Plain::of(word.as_ref()), word };
        let mut names: Vec<Name<W>> = known.into_iter().map(name).collect();
        names.sort_unstable_by(|one, other| one.word.as_ref().cmp(other.word.as_ref()));
        Self { names }
    }

    /// The word that `found` was most likely meant to be; the first by the alphabet when several are as near.
    ///
    /// Returns `None` when none is near: more than a third of the letters, or over three, would have to change.
    pub fn nearest(&self, found: &str) -> Option<W> {
        let found = Plain::of(found);
        let allowed = (found.count / 3).clamp(1, 3);
        // Most misspelt words are off by one, and few known words can be: so look for these first.
        (0..=allowed).find_map(|changes| {
            let near = self.names.iter().find(|name| name.plain.is_within(changes, &found))?;
            Some(near.word.clone())
        })
    }
}

impl<W: AsRef<str>> Names<W> {
    /// Every word that `found` is but for capitals, the sign between its parts, or one slip of the keyboard; those without a
    /// slip alone where there are some.
    ///
    /// A slip is one letter that is wrong, missing, doubled or swapped, in a word of six letters or more. Another number is
    /// another word.
    pub fn slips(&self, found: &str) -> Vec<&W> {
        let found = Plain::of(found);
        let all = |differ: fn(&Plain, &Plain) -> bool| -> Vec<&W> {
            let names = self.names.iter().filter(|name| differ(&name.plain, &found));
            names.map(|name| &name.word).collect()
        };
        let same = all(|one, other| one.text == other.text);
        if same.is_empty() { all(Plain::is_slip_of) } else { same }
    }
}

impl Plain {
    fn of(word: &str) -> Self {
        let part = |letter: char| if matches!(letter, '_' | ' ') { '-' } else { letter };
        let text: String = word.chars().map(part).flat_map(char::to_lowercase).collect();
        let letters = text.chars().fold(0, |bits, letter| bits | 1 << (u32::from(letter) % 64));
        Self { count: text.chars().count(), letters, text: text.into_boxed_str() }
    }

    /// Whether `other` was typed with a slip, where this was meant.
    fn is_slip_of(&self, other: &Self) -> bool {
        /// Of shorter words one letter makes another word: `plan`, `play`.
        const SHORTEST: usize = 6;
        let digits = |plain: &Self| -> String {
            plain.text.chars().filter(|letter| letter.is_numeric()).collect()
        };
        self.count >= SHORTEST && self.is_within(1, other) && digits(self) == digits(other)
    }

    /// Whether no more than `changes` letters have to change to make one word of the other.
    fn is_within(&self, changes: usize, other: &Self) -> bool {
        // A change alters the length by one and the letters by two at most. That is told at a glance and rules most out.
        self.count.abs_diff(other.count) <= changes
            && (self.letters ^ other.letters).count_ones() as usize <= 2 * changes
            && distance(&self.text, &other.text) <= changes
    }
}

/// How many letters have to change, be added, left out or swapped with their neighbour to make `b` of `a`.
pub fn distance(a: &str, b: &str) -> usize {
    let (a, b) = without_shared_ends(a, b);
    if a.is_empty() || b.is_empty() {
        return a.chars().count().max(b.chars().count());
    }
    strsim::osa_distance(a, b)
}

/// Cuts off how both words begin and end, which the distance does not depend on.
fn without_shared_ends<'w>(a: &'w str, b: &'w str) -> (&'w str, &'w str) {
    let alike = |(a, b): &(char, char)| a == b;
    let size = |(letter, _): (char, char)| letter.len_utf8();
    let start: usize = a.chars().zip(b.chars()).take_while(alike).map(size).sum();
    let (a, b) = (&a[start..], &b[start..]);
    let end: usize = a.chars().rev().zip(b.chars().rev()).take_while(alike).map(size).sum();
    (&a[..a.len() - end], &b[..b.len() - end])
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn one_letter_off_is_near() {
        assert_eq!(nearest("cheklist", ["checklist", "form"]), Some("checklist"));
    }

    #[test]
    fn another_word_is_not_near() {
        assert_eq!(nearest("banana", ["checklist", "form"]), None);
    }

    #[test]
    fn the_nearest_of_several_is_found() {
        assert_eq!(nearest("role-grd", ["role-gods", "role-grid"]), Some("role-grid"));
        assert_eq!(nearest("Role_Grid", ["role-gris", "role-grid"]), Some("role-grid"));
        assert_eq!(nearest("tabel", ["cable", "table"]), Some("table"));
    }
}
