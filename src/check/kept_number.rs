//! `kept-number`: numbers in front of names that are no order, and stay in titles and addresses.

use super::near;
use super::rule::{Check, OnWhole};
use super::whole::Whole;
use crate::diag::{Diagnostic, Rule, Severity};
use crate::schema::words;
use crate::source::SourcePath;

pub(super) const CHECK: Check<OnWhole> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "kept-number",
    severity: Severity::Hint,
    explanation: "A number in front of the name of a file or a folder says where it stands among its neighbours, and is no part of \
        title and address: `02-roles.md` is the page `roles.html`. That holds where the neighbours show that the number is an \
        order: when they run from 0 or 1 without a gap, go in tens, or are filled up with zeros to one width (`01`, `02`, `10`). \
        Any other number says something, as in `5-whys.md`, `2023-retro.md`, `1-on-1s.md`, and stays in title and address. \
        Whoever kept the address without it is led on.\n\n\
        Where the number is meant as an order, write all of them with the same number of digits: `01-`, `02-`, `10-`.",
};

/// As many names are reported.
const MOST: usize = 5;

fn find(playbook: &Whole<'_>) -> Vec<Diagnostic> {
    let kept: Vec<&str> = playbook
        .names
        .numbers()
        .meant()
        .filter(|path| playbook.holds_pages(path))
        .map(SourcePath::as_str)
        .collect();
    let message = match kept[..] {
        [] => return Vec::new(),
        [only] => {
            format!("the number in front of `{only}` is no order, and stays in title and address")
        }
        [..] if kept.len() <= MOST => {
            let list = words(kept);
            format!("the numbers in front of {list} are no order, and stay in title and address")
        }
        [..] => {
            let more = kept.len() - MOST;
            let list: Vec<String> = kept[..MOST].iter().map(|path| near::quoted(path)).collect();
            let list = format!("{} and {more} more", list.join(", "));
            format!("the numbers in front of {list} are no order, and stay in title and address")
        }
    };
    let help =
        "addresses without them lead on; where an order is meant, write `01-`, `02-` and so on";
    vec![Diagnostic::everywhere(&RULE, message).help(help)]
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    #[test]
    fn numbers_that_stay_are_reported_once() {
        let files = [("5-whys.md", ""), ("2023-retro/a.md", ""), ("01-b/c.md", "")];
        assert_eq!(
            reported("kept-number", &files),
            [
                "the numbers in front of `2023-retro` and `5-whys.md` are no order, and stay in title and address → addresses without them lead on; where an order is meant, write `01-`, `02-` and so on"
            ]
        );
    }
}
