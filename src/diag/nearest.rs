//! A misspelt word → the known one that was meant: the one rule of likeness, for names of files, keys and everything else.

/// Finds the one word among `known` that `found` was meant to be: the same but for capitals, accents and the sign between its
/// parts, or one slip of the keyboard away.
///
/// Returns `None` when there is none, or several are as near.
pub fn nearest<'k>(found: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    Names::new(known).nearest(found)
}

/// The one of a `few` words, none of which is like another, that is a letter away from `found`, however short.
pub fn nearest_of_few<'k>(found: &str, few: &[&'k str]) -> Option<&'k str> {
    let found = Plain::of(found);
    let mut near = few.iter().filter(|word| Plain::of(word).is_within(1, &found));
    near.next().copied().filter(|_| near.next().is_none())
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

    /// The one word that `found` was meant to be. `None` when there is none, or several are as near.
    pub fn nearest(&self, found: &str) -> Option<W> {
        let mut near = self.slips(found);
        near.dedup_by(|one, other| one.as_ref() == other.as_ref());
        match near[..] {
            [only] => Some(only.clone()),
            _ => None,
        }
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
        let text: String = word.chars().flat_map(char::to_lowercase).map(plain_letter).collect();
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
        let is_long = self.count >= SHORTEST || other.count >= SHORTEST;
        is_long && self.is_within(1, other) && digits(self) == digits(other)
    }

    /// Whether no more than `changes` letters have to change to make one word of the other.
    fn is_within(&self, changes: usize, other: &Self) -> bool {
        // A change alters the length by one and the letters by two at most. That is told at a glance and rules most out.
        self.count.abs_diff(other.count) <= changes
            && (self.letters ^ other.letters).count_ones() as usize <= 2 * changes
            && distance(&self.text, &other.text) <= changes
    }
}

/// A small letter without its accent, and one sign for all that stand between the parts of a name.
fn plain_letter(letter: char) -> char {
    const ACCENTS: [(char, &str); 8] = [
        ('a', "áàâäãå"),
        ('c', "ç"),
        ('e', "éèêë"),
        ('i', "íìîï"),
        ('n', "ñ"),
        ('o', "óòôöõ"),
        ('u', "úùûü"),
        ('-', "_ "),
    ];
    let plain = ACCENTS.iter().find(|(_, accented)| accented.contains(letter));
    plain.map_or(letter, |(plain, _)| *plain)
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
    fn one_slip_in_a_long_word_is_near() {
        for (found, known) in [
            ("cheklist", "checklist"),
            ("checkllist", "checklist"),
            ("chekclist", "checklist"),
            ("checkliss", "checklist"),
            ("iteems", "items"),
            ("role-grd", "role-grid"),
        ] {
            assert_eq!(nearest(found, [known, "form"]), Some(known));
        }
    }

    #[test]
    fn the_same_letters_are_near_in_a_word_of_any_length() {
        assert_eq!(nearest("FORM", ["checklist", "form"]), Some("form"));
        assert_eq!(nearest("Role_Grid", ["role-gris", "role-grid"]), Some("role-grid"));
        assert_eq!(nearest("Rôle grid", ["role-gris", "role-grid"]), Some("role-grid"));
    }

    #[test]
    fn another_word_is_not_near() {
        for (found, known) in [
            ("banana", "checklist"),
            ("tabel", "table"),
            ("fro", "for"),
            ("leaves", "serves"),
            ("plan-2025", "plan-2026"),
        ] {
            assert_eq!(nearest(found, [known, "form"]), None);
        }
    }

    #[test]
    fn of_two_that_are_as_near_none_is_meant() {
        assert_eq!(nearest("role-grd", ["role-grid", "role-gard"]), None);
    }
}
