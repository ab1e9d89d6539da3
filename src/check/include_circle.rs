//! `include-circle`: files that include one another in a circle, or too many deep.

use std::collections::{BTreeMap, BTreeSet};

use super::rule::{Check, OnWhole};
use super::whole::Whole;
use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::mention::Inclusion;
use crate::source::{SourcePath, Span, target_path};

pub(super) const CHECK: Check<OnWhole> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "include-circle",
    severity: Severity::Error,
    explanation: "A file includes a file that, perhaps by way of others, includes the first one again. The text would never \
        end. Decide which of the files stands within the other, and take the opposite block out; where both shall lead to \
        each other, write links.\n\n\
        Files may include one another up to 16 deep. More than that is always a circle in the making, and nobody could say \
        any more where a sentence comes from.",
};

/// How many files may stand within one another.
const DEEPEST: usize = 16;

/// A file and what it includes.
struct File<'p> {
    path: &'p SourcePath,
    includes: Vec<Include>,
}

/// The number of the included file, and where it is named. `None` for a file that includes nothing itself.
struct Include {
    file: Option<usize>,
    span: Span,
}

#[derive(Clone, Copy)]
enum State {
    Unseen,
    /// On the way from the first file to the one at hand.
    Open,
    /// Seen with all it includes, which stand so deep within it.
    Done(usize),
}

fn find(playbook: &Whole<'_>) -> Vec<Diagnostic> {
    let files = files(playbook.inclusions());
    let mut states = vec![State::Unseen; files.len()];
    let mut found = Vec::new();
    for first in 0..files.len() {
        walk(&files, first, &mut states, &mut found);
    }
    found
}

/// Every file that includes another, in the order of their paths.
fn files<'p>(inclusions: &[Inclusion<'p>]) -> Vec<File<'p>> {
    let including: BTreeSet<&SourcePath> =
        inclusions.iter().map(|inclusion| inclusion.piece.path).collect();
    let numbers: BTreeMap<&SourcePath, usize> =
        including.iter().enumerate().map(|(number, path)| (*path, number)).collect();
    let mut files: Vec<File<'p>> =
        including.iter().map(|path| File { path, includes: Vec::new() }).collect();
    for inclusion in inclusions {
        let path = inclusion.piece.path;
        // A file that includes nothing is one more level and never part of a circle.
        let file =
            target_path(path, inclusion.file).and_then(|target| numbers.get(&target).copied());
        files[numbers[path]].includes.push(Include { file, span: inclusion.span() });
    }
    files
}

/// A file on the way from the first one to the one at hand.
struct Step {
    /// Its number.
    file: usize,
    /// How many of its includes were followed.
    followed: usize,
    /// How deep files stand within it, as far as is known.
    depth: usize,
}

/// Follows what `first` includes, depth first and without recursion, so that no chain is too long for it.
fn walk(files: &[File<'_>], first: usize, states: &mut [State], found: &mut Vec<Diagnostic>) {
    if !matches!(states[first], State::Unseen) {
        return;
    }
    let mut way = vec![Step { file: first, followed: 0, depth: 0 }];
    states[first] = State::Open;
    while let Some(step) = way.last_mut() {
        let Some(include) = files[step.file].includes.get(step.followed) else {
            let (file, depth) = (step.file, step.depth);
            states[file] = State::Done(depth);
            way.pop();
            if let Some(above) = way.last_mut() {
                deepen(files, above, depth, found);
            }
            continue;
        };
        step.followed += 1;
        let Some(file) = include.file else {
            deepen(files, step, 0, found);
            continue;
        };
        match states[file] {
            State::Unseen => {
                states[file] = State::Open;
                way.push(Step { file, followed: 0, depth: 0 });
            }
            State::Open => {
                let start = way.iter().position(|step| step.file == file);
                found.push(circle(files, &way[start.unwrap_or(0)..]));
            }
            State::Done(inner) => deepen(files, step, inner, found),
        }
    }
}

/// Notes that the file last followed from `step` has files `inner` deep within it; reports it where that first is too deep.
fn deepen(files: &[File<'_>], step: &mut Step, inner: usize, found: &mut Vec<Diagnostic>) {
    if inner == DEEPEST && step.depth <= DEEPEST {
        let file = &files[step.file];
        let message = format!("`{}` includes files more than {DEEPEST} deep", file.path);
        let span = file.includes[step.followed - 1].span;
        found.push(
            Diagnostic::new(&RULE, file.path, span, message)
                .help("bring some of the files together into one"),
        );
    }
    step.depth = step.depth.max(inner + 1);
}

/// Reports a circle in words, at its first file.
fn circle(files: &[File<'_>], way: &[Step]) -> Diagnostic {
    let names: Vec<&SourcePath> = way.iter().map(|step| files[step.file].path).collect();
    let (first, last) = (names[0], names[names.len() - 1]);
    let message = match names.len() {
        1 => format!("`{first}` includes itself"),
        2..=6 => {
            let links: Vec<String> =
                names[1..].iter().map(|name| format!("includes `{name}`, which ")).collect();
            format!("`{first}` {}includes `{first}`", links.concat())
        }
        number => format!(
            "`{first}` includes `{}`, and so on through {number} files until `{last}` includes `{first}`",
            names[1]
        ),
    };
    let span = files[way[0].file].includes[way[0].followed - 1].span;
    Diagnostic::new(&RULE, first, span, message)
        .help("decide which file stands within the other, and take the opposite block out")
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    fn including(path: &str) -> String {
        format!("```include\n{path}\n```\n")
    }

    #[test]
    fn a_circle_is_reported_in_words() {
        let (to_a, to_b, to_c) = (including("a.md"), including("b.md"), including("c.md"));
        let help = "decide which file stands within the other, and take the opposite block out";
        assert_eq!(
            reported("include-circle", &[("a.md", &to_a)]),
            [format!("a.md «a.md» `a.md` includes itself → {help}")]
        );
        assert_eq!(
            reported("include-circle", &[("a.md", &to_b), ("b.md", &to_a)]),
            [format!("a.md «b.md» `a.md` includes `b.md`, which includes `a.md` → {help}")]
        );
        assert_eq!(
            reported("include-circle", &[("a.md", &to_b), ("b.md", &to_c), ("c.md", &to_b)]),
            [format!("b.md «c.md» `b.md` includes `c.md`, which includes `b.md` → {help}")]
        );
    }

    /// Files `0.md` to the one with `number`, each but the last including the next.
    fn chain(number: usize) -> Vec<(String, String)> {
        (0..=number)
            .map(|at| {
                let next = if at < number {
                    including(&format!("{:05}.md", at + 1))
                } else {
                    String::new()
                };
                (format!("{at:05}.md"), next)
            })
            .collect()
    }

    fn reported_of(files: &[(String, String)]) -> Vec<String> {
        let files: Vec<(&str, &str)> =
            files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        reported("include-circle", &files)
    }

    #[test]
    fn sixteen_deep_is_deep_enough() {
        assert_eq!(reported_of(&chain(16)), Vec::<String>::new());
        assert_eq!(
            reported_of(&chain(17)),
            [
                "00000.md «00001.md» `00000.md` includes files more than 16 deep → bring some of the files together into one"
            ]
        );
        assert_eq!(reported_of(&chain(5_000)).len(), 1);
    }

    #[test]
    fn a_long_circle_is_reported_in_short() {
        let mut files = chain(3_000);
        files[3_000].1 = including("00000.md");
        assert_eq!(
            reported_of(&files)[0],
            "00000.md «00001.md» `00000.md` includes `00001.md`, and so on through 3001 files until `03000.md` includes `00000.md` → decide which file stands within the other, and take the opposite block out"
        );
    }

    #[test]
    fn one_file_may_stand_in_many() {
        let (to_c, to_b) = (including("c.md"), including("b.md"));
        let both = to_b + &to_c;
        assert_eq!(
            reported("include-circle", &[("a.md", &both), ("b.md", &to_c), ("c.md", "C")]),
            Vec::<String>::new()
        );
    }
}
