//! Diagnostics → the terminal or another program.

use clap::{Args, ValueEnum};

use super::explain::name_in;
use super::print;
use crate::compile;
use crate::diag::show::Bulk;
use crate::diag::{Diagnostics, nearest, show};
use crate::failure::FileError;
use crate::source::{SETTINGS, Sources};

/// How messages are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people, with the place in the file.
    Human,
    /// For programs, one message a line, on standard output.
    Json,
    /// For code hosts and editors: a log in SARIF 2.1.0, on standard output.
    Sarif,
    /// For a job on GitHub, which shows each message beside its line.
    Github,
}

impl Format {
    /// Whether somebody reads what is told, so that a closing line is no disturbance.
    pub(super) fn is_for_people(self) -> bool {
        match self {
            Format::Human | Format::Github => true,
            Format::Json | Format::Sarif => false,
        }
    }
}

/// Which messages are shown, and how.
#[derive(Clone, Debug, Args)]
pub(super) struct MessageOptions {
    /// How messages are written.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(super) format: Format,

    /// Show the messages of one rule only, and all of them: `--rule broken-link`.
    #[arg(long, value_name = "NAME", value_parser = rule)]
    rule: Option<&'static str>,

    /// Show every message. Else a person is shown the first five of each rule, and how many there are.
    #[arg(long, conflicts_with = "rule")]
    all: bool,
}

/// The rule called `written`, as people copy it out of a message.
fn rule(written: &str) -> Result<&'static str, String> {
    let (rules, name) = (compile::rules(), name_in(written));
    match rules.iter().find(|rule| rule.code == name) {
        Some(rule) => Ok(rule.code),
        None => Err(match nearest(&name, rules.iter().map(|rule| rule.code)) {
            Some(near) => format!("no rule is called so; write `--rule {near}`"),
            None => "no rule is called so; `partnerbook explain` lists them all".to_owned(),
        }),
    }
}

/// Shows `diagnostics`.
pub(super) fn show(
    diagnostics: &Diagnostics,
    sources: &Sources,
    options: &MessageOptions,
) -> Result<(), FileError> {
    let mut reported = diagnostics.sorted();
    if let Some(code) = options.rule {
        reported.retain(|(_, diagnostic)| diagnostic.rule.code == code);
    }
    match options.format {
        Format::Human if options.all || options.rule.is_some() => {
            print::to_people(&show::reports(reported, sources, print::colour()))
        }
        Format::Human => {
            let is_brought = diagnostics.bar().is_lenient && !sources.texts.contains_key(SETTINGS);
            let first = if is_brought { Round::First } else { Round::Later };
            print::to_people(&in_bulk(Bulk::of(reported), sources, first))
        }
        Format::Json => print::to_output(&show::json(&reported, sources)),
        Format::Sarif => print::to_output(&show::sarif(&reported, sources)),
        Format::Github => print::to_output(&show::github(&reported, sources)),
    }
}

/// Whether a folder may be one that was written for another program and is looked at for the first time.
#[derive(Clone, Copy)]
enum Round {
    First,
    Later,
}

/// The first messages of each rule, and a tally of all where some are left out; in a folder brought along, also where none is.
fn in_bulk(bulk: Bulk<'_>, sources: &Sources, round: Round) -> String {
    let rest = match round {
        Round::First => bulk.first(HOW),
        Round::Later => bulk.rest(HOW),
    };
    bulk.text(sources, print::colour()) + &rest
}

/// How to see what is left out.
const HOW: &str = "Add `--rule NAME` to see all of one rule, `--all` to see everything.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_known_as_it_is_copied() {
        for written in ["broken-link", "error[broken-link]", "[broken-link]", "BROKEN_LINK"] {
            assert_eq!(rule(written), Ok("broken-link"));
        }
        let near = "no rule is called so; write `--rule broken-link`";
        assert_eq!(rule("broken-lnk"), Err(near.to_owned()));
    }
}
