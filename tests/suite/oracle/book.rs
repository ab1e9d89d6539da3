//! What a book says on paper, read with Poppler, held against what the parser of Markdown writes by itself.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use partnerbook::source::Sources;

use super::generate::{Alphabet, Chance, block};
use super::letters::folded;
use super::{WITHOUT_TYPOGRAPHY, expected, published, seed, typed};

/// What paper adds to the words of a text. Letters that are missing are excused by [`is_without_font`] alone.
struct Addition {
    reason: &'static str,
    /// How many letters of `rest` are added, where they begin a word or not.
    length: fn(rest: &[char], begins: bool) -> Option<usize>,
}

const ADDITIONS: &[Addition] = &[
    Addition {
        reason: "a point of a list has a dash or its number",
        length: |rest, begins| {
            let digits = rest.iter().take_while(|letter| letter.is_ascii_digit()).count();
            match rest.get(digits) {
                Some('.') if begins && digits > 0 => Some(digits + 1),
                // A dash is looked at as it is typed.
                Some('-') if begins && rest.get(1) == Some(&'-') => Some(2),
                Some('•' | '◦') if begins => Some(1),
                _ => None,
            }
        },
    },
    Addition {
        reason: "a line of code that goes on begins with an arrow",
        length: |rest, begins| (begins && rest.first() == Some(&'→')).then_some(1),
    },
    Addition {
        reason: "a callout has a title",
        length: |rest, begins| (begins && rest.starts_with(&['T', 'i', 'p'])).then_some(3),
    },
    Addition {
        reason: "a link to another page says on which page of the book that is",
        length: |rest, _| {
            let page = rest.strip_prefix(&['(', 'p', 'a', 'g', 'e'])?;
            Some(page.iter().position(|letter| *letter == ')')? + 6)
        },
    },
];
const FEET: &str = "a page has a foot with its number";
const WITHOUT_FONT: &str = "letters for which there is no font are left out, which is told";

/// Letters that the fonts for paper do not have.
fn is_without_font(letter: char) -> bool {
    matches!(letter, '\u{900}'..='\u{97F}' | '\u{E00}'..='\u{E7F}' | '\u{4E00}'..='\u{9FFF}' | '\u{1F300}'..='\u{1FAFF}')
}

/// The letters of a stretch of a book without white space, and of each whether it begins a word: the meaning of a term begins
/// beside the term.
#[derive(Default)]
struct Paper {
    letters: Vec<char>,
    begins: Vec<bool>,
}

impl Paper {
    fn of(text: &str) -> Self {
        let mut paper = Self::default();
        for word in typed(&folded(text)).split_whitespace() {
            paper.begins.extend(word.chars().enumerate().map(|(at, _)| at == 0));
            paper.letters.extend(word.chars());
        }
        paper
    }

    /// What is added to `right` to make these letters, or how many of them can be explained at most.
    fn added_to(&self, right: &[char]) -> Result<Vec<&'static str>, usize> {
        // From where each place was reached, and by what.
        let mut reached: BTreeMap<Place, (Place, &'static str)> = BTreeMap::new();
        let start = Place { there: 0, here: 0, begins: true };
        let mut open = vec![start];
        while let Some(place) = open.pop() {
            if place.there == right.len() && place.here == self.letters.len() {
                return Ok(reasons(&reached, place));
            }
            for (next, reason) in self.ways(right, place) {
                if next != start && !reached.contains_key(&next) {
                    reached.insert(next, (place, reason));
                    open.push(next);
                }
            }
        }
        Err(reached.keys().map(|place| place.there).max().unwrap_or_default())
    }

    /// What the next letter can be: the one that was written, or the beginning of what paper adds.
    fn ways(&self, right: &[char], place: Place) -> Vec<(Place, &'static str)> {
        let Place { there, here, begins } = place;
        let Some(first) = self.letters.get(here) else { return Vec::new() };
        let at = |there, here, begins| Place {
            there,
            here,
            begins: begins || self.begins.get(here).copied().unwrap_or(true),
        };
        let rest = &self.letters[here..];
        let mut ways = Vec::new();
        for addition in ADDITIONS.iter().rev() {
            if let Some(length) = (addition.length)(rest, begins) {
                // A list within an empty point has its mark beside that of the point.
                ways.push((at(there, here + length, begins), addition.reason));
            }
        }
        if right.get(there) == Some(first) {
            ways.push((at(there + 1, here + 1, false), ""));
        }
        ways
    }
}

/// How far the letters that were written and those on paper are explained, and whether a word or a point of a list begins.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    there: usize,
    here: usize,
    begins: bool,
}

/// Everything that was added on the way to `place`.
fn reasons(
    reached: &BTreeMap<Place, (Place, &'static str)>,
    mut place: Place,
) -> Vec<&'static str> {
    let mut added = Vec::new();
    while let Some((before, reason)) = reached.get(&place) {
        added.extend(Some(*reason).filter(|reason| !reason.is_empty()));
        place = *before;
    }
    added
}

/// The text of the book of `texts`, without the feet of its pages, which are counted.
fn printed(texts: &[String], feet: &mut usize) -> String {
    let name = |number: usize| format!("c{number:06}.md");
    let head = "+++\ntitle = \"T\"\nsummary = \"S.\"\n+++\n";
    let mut files = vec![("playbook.toml".to_owned(), "title = \"T\"\nbook = true\n".to_owned())];
    let chapters = texts.iter().enumerate();
    files.extend(chapters.map(|(number, text)| (name(number), format!("{head}{text}"))));
    files.push(("b.md".to_owned(), "# B\n".to_owned()));
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
    let site = published(&Sources::in_memory(&files), |path| path == "playbook.pdf");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("book.pdf");
    fs::write(&file, &site["playbook.pdf"]).unwrap();
    let output =
        Command::new("pdftotext").args(["-raw", "-enc", "UTF-8"]).arg(file).arg("-").output();
    let output =
        output.expect("Poppler's `pdftotext` reads PDFs (on Debian: apt install poppler-utils)");
    let text = String::from_utf8(output.stdout).unwrap();
    let text = text.replace("\u{AD}\n", "").replace('\u{AD}', "");
    let mut without_feet = |page: &str| {
        let (above, foot) = page.trim_end().rsplit_once('\n').unwrap_or_default();
        let is_foot = foot.starts_with("T page ");
        *feet += usize::from(is_foot);
        if is_foot { above.to_owned() } else { page.to_owned() }
    };
    text.split('\u{c}').map(&mut without_feet).collect::<Vec<_>>().join("\u{c}")
}

/// Compares a book of so many texts.
fn compare(seed: u64, count: usize) {
    let mut chance = Chance::new(seed);
    // Poppler gives signs beside letters that run from right to left in the order in which they are seen.
    let text = |number: usize, chance: &mut Chance| {
        let blocks: Vec<String> = (0..8).map(|_| block(chance, Alphabet::Signs)).collect();
        format!("Qbegin{number}Q\n\n{}\n\nQend{number}Q\n", blocks.join("\n\n"))
            .replace("שלום", "shalom")
    };
    let texts: Vec<String> = (0..count).map(|number| text(number, &mut chance)).collect();
    let mut excused: BTreeMap<&str, usize> = BTreeMap::from([(WITHOUT_FONT, 0), (FEET, 0)]);
    excused.extend(ADDITIONS.iter().map(|addition| (addition.reason, 0)));
    let book = printed(&texts, excused.get_mut(FEET).unwrap());
    let (mut letters, mut differing) = (0, Vec::new());
    for (number, text) in texts.iter().enumerate() {
        let right =
            typed(&expected(text, WITHOUT_TYPOGRAPHY).text).replace(char::is_whitespace, "");
        let (begin, end) = (format!("Qbegin{number}Q"), format!("Qend{number}Q"));
        let start = book.find(&begin).unwrap();
        let stop = start + book[start..].find(&end).unwrap() + end.len();
        let shown: Vec<char> = right.chars().filter(|letter| !is_without_font(*letter)).collect();
        *excused.get_mut(WITHOUT_FONT).unwrap() += right.chars().count() - shown.len();
        letters += shown.len();
        match Paper::of(&book[start..stop]).added_to(&shown) {
            Ok(added) => added.iter().for_each(|reason| *excused.get_mut(reason).unwrap() += 1),
            Err(at) => {
                let near: String = shown.iter().skip(at.saturating_sub(20)).take(60).collect();
                differing.push(format!(
                    "{near}\n--- written\n{text}\n--- printed\n{}",
                    &book[start..stop]
                ));
            }
        }
    }
    assert!(
        differing.is_empty(),
        "{} of {count} differ:\n{}",
        differing.len(),
        differing[..differing.len().min(4)].join("\n=====\n")
    );
    println!("book: {count} texts, {letters} letters, none is lost");
    for (reason, count) in &excused {
        println!("  {count} times: {reason}");
    }
    let idle: Vec<&str> =
        excused.iter().filter(|(_, count)| **count == 0).map(|(reason, _)| *reason).collect();
    assert_eq!(idle, Vec::<&str>::new(), "these excuse nothing");
}

#[test]
fn no_letter_is_lost_on_paper() {
    compare(41, 100);
}

#[test]
#[ignore = "2,000 texts: `tests/long oracle`"]
fn no_letter_of_a_large_book_is_lost() {
    compare(seed().wrapping_mul(100).wrapping_add(41), 2_000);
}
