//! `partnerbook explain`: what a message means and how to mend what it is about.

use std::process::ExitCode;

use clap::Args;

use super::exit::REFUSED;
use super::print;
use crate::compile;
use crate::diag::{Rule, nearest};
use crate::failure::FileError;

/// How wide the text is set.
const WIDTH: usize = 80;

const EXAMPLES: &str = "\
Examples:
  partnerbook explain               list every rule with one line on each
  partnerbook explain broken-link   say what this one is about
  partnerbook explain dead link     the same of `dead-link`
  partnerbook explain colour        list the rules that speak of it

The name of a rule stands in brackets in each message: error[broken-link].";

/// Say what a message means and how to mend what it is about.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    /// The name of the rule, as it stands in brackets in the message, or words that it speaks of; every rule when left out.
    #[arg(value_name = "CODE")]
    code: Vec<String>,
}

/// Prints the explanation.
pub(super) fn run(options: &Options) -> Result<ExitCode, FileError> {
    let rules = compile::rules();
    if options.code.is_empty() {
        print::to_output(&list(&rules))?;
        return Ok(ExitCode::SUCCESS);
    }
    let code = &options.code.join(" ");
    if let Some(rule) = rules.iter().find(|rule| rule.code == name_in(code)) {
        print::to_output(&explanation(rule))?;
        return Ok(ExitCode::SUCCESS);
    }
    let about = about(code, &rules);
    if about.is_empty() {
        print::to_people(&unknown(code, &rules))?;
        return Ok(ExitCode::from(REFUSED));
    }
    print::to_output(&format!(
        "No rule is called `{code}`; these speak of it:\n\n{}",
        list(&about)
    ))?;
    Ok(ExitCode::SUCCESS)
}

/// The name of a rule as people copy it: `BROKEN-LINK`, `[broken-link]`, `error[broken-link]:`, `broken_link`.
pub(super) fn name_in(written: &str) -> String {
    let inner = written.split_once('[').map_or(written, |(_, rest)| rest);
    let name = inner.split(']').next().unwrap_or_default().trim();
    name.trim_matches([':', '`', '"', '\'']).to_lowercase().replace(['_', ' '], "-")
}

/// The rules whose name or explanation holds every word of `words`: as one or as many, in British spelling or American.
fn about<'r>(words: &str, rules: &[&'r Rule]) -> Vec<&'r Rule> {
    let plain = |word: &str| {
        let one = if word.len() > 3 { word.trim_end_matches('s') } else { word };
        one.replace("color", "colour")
    };
    let words: Vec<String> =
        words.split_whitespace().map(|word| plain(&word.to_lowercase())).collect();
    let holds = |text: &str, word: &str| {
        text.split(|letter: char| !letter.is_alphanumeric()).any(|part| plain(part) == word)
    };
    let speaks = |rule: &&&Rule| {
        let text = format!("{} {}", rule.code, rule.explanation).to_lowercase();
        !words.is_empty() && words.iter().all(|word| holds(&text, word))
    };
    rules.iter().filter(speaks).copied().collect()
}

fn list(rules: &[&Rule]) -> String {
    let longest = rules.iter().map(|rule| rule.code.len()).max().unwrap_or_default();
    let line = |rule: &&Rule| {
        let first = rule.explanation.split_inclusive(". ").next().unwrap_or_default().trim_end();
        format!("{:longest$}  {:7}  {first}\n", rule.code, rule.severity.name())
    };
    rules.iter().map(line).collect()
}

fn explanation(rule: &Rule) -> String {
    let (code, severity) = (rule.code, rule.severity.name());
    let paragraphs: Vec<String> = rule.explanation.split("\n\n").map(wrapped).collect();
    let advice = wrapped(&format!(
        "This is told as: {severity}. To have it told otherwise in your playbook, write into `playbook.toml` one of \
        \"error\", \"warning\", \"hint\" or \"off\":"
    ));
    format!(
        "{code}\n\n{}\n\n{advice}\n\n    [check]\n    {code} = \"{severity}\"\n",
        paragraphs.join("\n\n")
    )
}

fn unknown(code: &str, rules: &[&Rule]) -> String {
    let help = match nearest(code, rules.iter().map(|rule| rule.code)) {
        Some(near) => format!("write `partnerbook explain {near}`"),
        None => "`partnerbook explain` lists them all".to_owned(),
    };
    format!("error: no rule is called `{code}`\n  = help: {help}\n")
}

/// The words of `paragraph` in lines of at most [`WIDTH`] letters.
fn wrapped(paragraph: &str) -> String {
    let mut lines = String::new();
    let mut width = 0;
    for word in paragraph.split_whitespace() {
        let length = word.chars().count();
        if width > 0 && width + 1 + length > WIDTH {
            lines.push('\n');
            width = 0;
        } else if width > 0 {
            lines.push(' ');
            width += 1;
        }
        lines.push_str(word);
        width += length;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Severity;

    const RULE: Rule = Rule {
        code: "broken-link",
        severity: Severity::Error,
        explanation: "A link leads nowhere. Somebody who follows it is lost.",
    };

    #[test]
    fn a_rule_is_explained_with_the_way_to_change_its_weight() {
        assert_eq!(
            explanation(&RULE),
            "broken-link\n\nA link leads nowhere. Somebody who follows it is lost.\n\n\
             This is told as: error. To have it told otherwise in your playbook, write into\n\
             `playbook.toml` one of \"error\", \"warning\", \"hint\" or \"off\":\n\n    [check]\n    broken-link = \"error\"\n"
        );
        assert_eq!(list(&[&RULE]), "broken-link  error    A link leads nowhere.\n");
    }

    #[test]
    fn a_name_is_known_as_people_copy_it() {
        for written in [
            "broken-link",
            "BROKEN-LINK",
            "error[broken-link]",
            "warning[broken-link]:",
            "[broken_link]",
        ] {
            assert_eq!(name_in(written), "broken-link", "{written}");
        }
    }

    #[test]
    fn rules_are_found_by_words_they_speak_of() {
        const CONTRAST: Rule = Rule {
            code: "low-contrast",
            severity: Severity::Error,
            explanation: "A colour of the link stands out too little.",
        };
        let found = |words: &str| about(words, &[&RULE, &CONTRAST]).len();
        assert_eq!(
            ["link", "LINKS", "Somebody follows", "colour", "colors", "paper", ""].map(found),
            [2, 2, 1, 1, 1, 0, 0]
        );
    }

    #[test]
    fn an_unknown_rule_is_reported_with_the_nearest() {
        assert_eq!(
            unknown("brokn-link", &[&RULE]),
            "error: no rule is called `brokn-link`\n  = help: write `partnerbook explain broken-link`\n"
        );
    }

    #[test]
    fn words_are_set_in_lines() {
        let word = "x".repeat(50);
        assert_eq!(wrapped(&format!("{word} a {word}")), format!("{word} a\n{word}"));
        assert_eq!(wrapped(&"y".repeat(100)), "y".repeat(100));
    }
}
