//! `partnerbook man`: the manual page.

use std::process::ExitCode;

use clap::Args;

use super::print;
use crate::failure::FileError;

const EXAMPLES: &str = "\
Examples:
  partnerbook man | man -l -
  partnerbook man build > ~/.local/share/man/man1/partnerbook-build.1";

/// Print the manual page, for the program `man`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    /// The command whose page is wanted; the whole program's when left out.
    #[arg(value_parser = ["build", "serve", "check", "mv", "addresses", "schema", "explain", "theme", "completions", "man"])]
    command: Option<String>,
}

/// Prints the page.
pub(super) fn run(options: &Options, mut program: clap::Command) -> Result<ExitCode, FileError> {
    program = program.disable_help_subcommand(true);
    program.build();
    let wanted = options.command.as_deref();
    let command = wanted.and_then(|name| program.find_subcommand(name)).unwrap_or(&program).clone();
    // A page of its own is called by the whole name: `partnerbook-build`.
    let name = command.get_display_name().unwrap_or("partnerbook").to_owned();
    let examples = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let mut page = Vec::new();
    clap_mangen::Man::new(command.after_help(None))
        .title(name)
        .source(concat!("partnerbook ", env!("CARGO_PKG_VERSION")))
        .render(&mut page)
        .expect("memory takes what is written");
    print::to_output(&format!("{}{}", String::from_utf8_lossy(&page), section(&examples)))?;
    Ok(ExitCode::SUCCESS)
}

/// The section of the page that says what stands below the help: its first line is the title, lines that are set in stand
/// line by line, and what is a paragraph is folded.
fn section(text: &str) -> String {
    let parts = text.split("\n\n").enumerate();
    parts.map(|(number, part)| paragraph(part, number == 0)).collect()
}

fn paragraph(text: &str, is_first: bool) -> String {
    let (head, rest) = match text.split_once(":\n") {
        Some((head, rest)) if !head.contains('\n') => (Some(head), rest),
        Some(_) | None => (None, text),
    };
    let begin = match head {
        Some(head) if is_first => format!(".SH {}\n", head.to_uppercase()),
        Some(head) => format!(".PP\n{}:\n.br\n", escaped(head)),
        None => ".PP\n".to_owned(),
    };
    let lines: Vec<String> = rest.lines().map(escaped).collect();
    let lines = lines.join("\n");
    if rest.starts_with(' ') {
        format!("{begin}.nf\n{lines}\n.fi\n")
    } else {
        format!("{begin}{lines}\n")
    }
}

/// A line in which no sign is a command of `man`.
fn escaped(line: &str) -> String {
    let line = line.replace('\\', "\\e").replace('-', "\\-").replace('\'', "\\(aq");
    if line.starts_with('.') { format!("\\&{line}") } else { line }
}

#[cfg(test)]
mod tests {
    use super::section;

    #[test]
    fn examples_stand_line_by_line() {
        assert_eq!(
            section(
                "Examples:\n  run --all   do it\n  run 'a b'\n\nA word.\n\nWhat it means:\n  no   none"
            ),
            ".SH EXAMPLES\n.nf\n  run \\-\\-all   do it\n  run \\(aqa b\\(aq\n.fi\n.PP\nA word.\n.PP\nWhat it means:\n.br\n\
             .nf\n  no   none\n.fi\n"
        );
    }
}
