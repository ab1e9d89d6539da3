//! The names of files and folders → which numbers in front of them are for the order, and which belong to the name.

use std::collections::{BTreeMap, BTreeSet};

use super::{SourcePath, split_order};

/// The names whose number in front is part of what they say: `5-whys`, `2023-retro`.
///
/// A number is for the order where its neighbours show that it is: when they run from 0 or 1 without a gap, go in tens, or are
/// filled up with zeros to one width.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    kept: BTreeMap<SourcePath, Kept>,
}

/// Why a number stays in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kept {
    /// It is no order.
    Meant,
    /// It is one, and tells two pages apart that would meet without it.
    Apart,
}

/// What stands beside each other in one folder: the path of each and its name without ending.
type Group<'p> = Vec<(SourcePath, &'p str)>;

impl Numbers {
    /// Looks through the `files` of a folder, those of the folders in it too.
    pub fn of<'p>(files: impl Iterator<Item = &'p SourcePath>) -> Self {
        let (mut pages, mut folders) = (BTreeMap::new(), BTreeMap::new());
        let mut seen = BTreeSet::new();
        for path in files {
            let is_page = path.is_text() && !path.introduces_folder();
            if is_page {
                let group: &mut Group<'p> = pages.entry(path.folder()).or_default();
                group.push((path.clone(), path.stem()));
            }
            gather_folders(path.folder(), &mut seen, &mut folders);
        }
        let mut numbers = Self::default();
        for folder in pages.keys().chain(folders.keys()).copied().collect::<BTreeSet<_>>() {
            let pages = pages.get(folder).map_or(&[][..], Vec::as_slice);
            let folders = folders.get(folder).map_or(&[][..], Vec::as_slice);
            numbers.keep_meant(pages, folders);
            numbers.keep_apart(pages);
        }
        numbers
    }

    /// Keeps the numbers that are no order, among one sort of neighbours or among all of them.
    fn keep_meant(&mut self, pages: &[(SourcePath, &str)], folders: &[(SourcePath, &str)]) {
        let names = |group: &[(SourcePath, &str)]| -> BTreeSet<String> {
            orders(&group.iter().map(|(_, name)| *name).collect::<Vec<_>>())
        };
        let all = [pages, folders].concat();
        let (of_pages, of_folders, of_all) = (names(pages), names(folders), names(&all));
        for (group, own) in [(pages, of_pages), (folders, of_folders)] {
            let meant = group.iter().filter(|(_, name)| {
                split_order(name).0.is_some() && !own.contains(*name) && !of_all.contains(*name)
            });
            self.kept.extend(meant.map(|(path, _)| (path.clone(), Kept::Meant)));
        }
    }

    /// Keeps the numbers of pages that would have one address without them.
    fn keep_apart(&mut self, pages: &[(SourcePath, &str)]) {
        let mut named: BTreeMap<String, Vec<&SourcePath>> = BTreeMap::new();
        for (path, _) in pages {
            named.entry(self.file(path).1.to_lowercase()).or_default().push(path);
        }
        let met = named.into_values().filter(|paths| paths.len() > 1).flatten();
        let numbered: Vec<SourcePath> =
            met.filter(|path| self.file(path).0.is_some()).cloned().collect();
        self.kept.extend(numbered.into_iter().map(|path| (path, Kept::Apart)));
    }

    /// The order and the name of the file at `path`, without its ending: `03-role-grid.toml` is `(Some(3), "role-grid")`.
    pub fn file<'p>(&self, path: &'p SourcePath) -> (Option<u32>, &'p str) {
        self.split(path.as_str(), path.stem())
    }

    /// The same of the folder at `path`.
    pub fn folder<'p>(&self, path: &'p str) -> (Option<u32>, &'p str) {
        self.split(path, path.rsplit('/').next().unwrap_or(path))
    }

    /// Whether the number in front of what is at `path` stays in its name.
    pub fn keep(&self, path: &str) -> bool {
        self.kept.contains_key(path)
    }

    /// What keeps a number that is no order, in the order of the paths.
    pub fn meant(&self) -> impl Iterator<Item = &SourcePath> {
        self.kept.iter().filter(|(_, why)| **why == Kept::Meant).map(|(path, _)| path)
    }

    /// Whether no number stays in a name.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    fn split<'n>(&self, path: &str, name: &'n str) -> (Option<u32>, &'n str) {
        let (order, bare) = split_order(name);
        match self.kept.get(path) {
            None => (order, bare),
            Some(Kept::Meant) => (None, name),
            Some(Kept::Apart) => (order, name),
        }
    }
}

/// The name of a file or a folder in words: `kick_off` is `Kick off`, `30-60-90-plan` is `30-60-90 plan`. Empty for no name.
pub fn in_words(name: &str) -> String {
    let mut words = String::with_capacity(name.len());
    let is_digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
    for (at, letter) in name.char_indices() {
        let is_between =
            || is_digit(words.chars().last()) && is_digit(name[at + 1..].chars().next());
        words.push(match letter {
            '-' if is_between() => '-',
            '-' | '_' => ' ',
            other => other,
        });
    }
    let mut letters = words.trim().chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Adds `folder` and those around it, as far as they were not `seen`, to what stands in each folder.
fn gather_folders<'p>(
    folder: &'p str,
    seen: &mut BTreeSet<&'p str>,
    folders: &mut BTreeMap<&'p str, Group<'p>>,
) {
    let mut inner = folder;
    while !inner.is_empty() && seen.insert(inner) {
        let (parent, name) = inner.rsplit_once('/').unwrap_or(("", inner));
        folders.entry(parent).or_default().push((SourcePath::new(inner), name));
        inner = parent;
    }
}

/// Those of these neighbours' names whose number is for the order.
fn orders(names: &[&str]) -> BTreeSet<String> {
    let mut numbered: Vec<(&str, &str, u32)> = Vec::new();
    for name in names {
        let (Some(number), bare) = split_order(name) else { continue };
        let digits =
            &name[..name.len() - name.trim_start_matches(|c: char| c.is_ascii_digit()).len()];
        let is_filled = digits.len() > 1 && digits.starts_with('0');
        // Dates and versions go on with digits, and what has four of them is a year.
        let goes_on = bare.starts_with(|c: char| c.is_ascii_digit());
        if is_filled || !goes_on && digits.len() < 4 {
            numbered.push((name, digits, number));
        }
    }
    let mut orders = BTreeSet::new();
    let filled: BTreeSet<usize> = numbered
        .iter()
        .filter(|(_, digits, _)| digits.len() > 1 && digits.starts_with('0'))
        .map(|(_, digits, _)| digits.len())
        .collect();
    let (of_one_width, others): (Vec<_>, Vec<_>) =
        numbered.into_iter().partition(|(_, digits, _)| filled.contains(&digits.len()));
    orders.extend(of_one_width.into_iter().map(|(name, ..)| name.to_owned()));
    let last = last_of_run(&others.iter().map(|(.., number)| *number).collect(), names.len());
    let in_run =
        others.into_iter().filter(|(.., number)| last.is_some_and(|last| last.holds(*number)));
    orders.extend(in_run.map(|(name, ..)| name.to_owned()));
    orders
}

/// Numbers from 0 or 1 on, or from a ten on, without a gap.
#[derive(Clone, Copy)]
struct Run {
    step: u32,
    last: u32,
}

impl Run {
    fn holds(self, number: u32) -> bool {
        number <= self.last && number.is_multiple_of(self.step)
    }
}

/// The run among these numbers of so many `neighbours`. Two alone are one only where all neighbours are in it.
fn last_of_run(numbers: &BTreeSet<u32>, neighbours: usize) -> Option<Run> {
    let first = *numbers.first()?;
    let step = match first {
        0 | 1 => 1,
        10 | 100 => first,
        _ => return None,
    };
    let run: Vec<u32> = numbers
        .iter()
        .zip((first..).step_by(step as usize))
        .take_while(|(number, wanted)| **number == *wanted)
        .map(|(number, _)| *number)
        .collect();
    let is_long = run.len() > 2 || run.len() == 2 && neighbours == 2;
    Some(Run { step, last: *run.last()? }).filter(|_| is_long)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of these files, and of the folders they lie in.
    fn names(files: &[&str]) -> Vec<String> {
        let files: Vec<SourcePath> = files.iter().map(|file| SourcePath::new(*file)).collect();
        let numbers = Numbers::of(files.iter());
        files.iter().map(|file| numbers.file(file).1.to_owned()).collect()
    }

    #[test]
    fn a_number_is_an_order_where_its_neighbours_show_that_it_is() {
        for (files, expected) in [
            (&["01-a.md", "02-b.md"][..], &["a", "b"][..]),
            (&["1-a.md", "2-b.md", "3-c.md", "d.md"], &["a", "b", "c", "d"]),
            (&["0_a.md", "1_b.md"], &["a", "b"]),
            (&["10-a.md", "20-b.md", "30-c.md"], &["a", "b", "c"]),
            (&["001-a.md", "012-b.toml"], &["a", "b"]),
            (&["1-a.md", "2-b/x.md", "3-c.md"], &["a", "x", "c"]),
            (&["01-a.md"], &["a"]),
        ] {
            assert_eq!(names(files), expected);
        }
    }

    #[test]
    fn a_number_that_says_something_stays() {
        for files in [
            &["5-whys.md"][..],
            &["1-on-1s.md"],
            &["1-on-1s.md", "2-factor.md", "x.md"],
            &["2023-retro.md", "2024-retro.md"],
            &["4-1-1.md", "5-1-1.md"],
            &["30-60-90-plan.md", "x.md"],
            &["12-factor.md"],
            &[
                "1-on-1s.md",
                "2-factor.md",
                "4-1-1.md",
                "5-whys.md",
                "30-60-90-plan.md",
                "2023-retro.md",
            ],
        ] {
            let stems: Vec<&str> = files.iter().map(|file| &file[..file.len() - 3]).collect();
            assert_eq!(names(files), stems);
        }
        assert_eq!(names(&["1-a.md", "2-b.md", "3-c.md", "5-whys.md"]), ["a", "b", "c", "5-whys"]);
    }

    #[test]
    fn two_pages_that_would_meet_keep_their_numbers() {
        assert_eq!(names(&["01-a.md", "02-a.md", "03-b.md"]), ["01-a", "02-a", "b"]);
        assert_eq!(names(&["01-a.md", "A.md"]), ["01-a", "A"]);
        let files = ["01-a.md", "02-a.md"].map(SourcePath::new);
        assert_eq!(Numbers::of(files.iter()).file(&files[1]), (Some(2), "02-a"));
    }

    #[test]
    fn a_name_is_said_in_words() {
        for (name, words) in [
            ("kick_off-day", "Kick off day"),
            ("30-60-90-plan", "30-60-90 plan"),
            ("2023-01-05-ü", "2023-01-05 ü"),
            ("über-uns", "Über uns"),
            ("", ""),
        ] {
            assert_eq!(in_words(name), words);
        }
    }

    #[test]
    fn a_folder_is_named_as_a_file_is() {
        let files = ["2023-retros/a.md", "2024-retros/b.md", "x/01-a/y.md"].map(SourcePath::new);
        let numbers = Numbers::of(files.iter());
        assert_eq!(numbers.folder("2023-retros"), (None, "2023-retros"));
        assert_eq!(numbers.folder("x/01-a"), (Some(1), "a"));
    }
}
