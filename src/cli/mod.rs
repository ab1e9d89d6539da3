//! The command line: the only code that prints, and the only one that says how the program ends.

mod addresses;
mod build;
mod check;
mod completions;
mod ending;
mod exit;
mod explain;
mod external;
mod failing;
mod fix;
mod kept;
mod man;
mod messages;
mod mv;
mod place;
mod print;
mod progress;
mod schema;
mod serve;
mod tally;
mod theme;
mod today;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use crate::failure::FileError;
use exit::REFUSED;

/// Runs the command that was given, and returns the exit code.
///
/// 0: done. 1: errors in the playbook, or warnings with `--strict`. 2: the disk refused, or the command line is wrong. 129, 130
/// and 143: ended from outside.
pub fn run() -> ExitCode {
    failing::announce();
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        // The text is help, a version or a wrong command line; when nobody reads it, that is no fault.
        Err(text) => {
            let _ = text.print();
            return ExitCode::from(u8::try_from(text.exit_code()).unwrap_or(REFUSED));
        }
    };
    match arguments.command {
        // These change files.
        Command::Build(_) | Command::Check(_) | Command::Mv(_) => ending::wait_for_files(),
        // The preview ends in its own way.
        Command::Serve(_)
        | Command::Addresses(_)
        | Command::Schema(_)
        | Command::Explain(_)
        | Command::Theme(_)
        | Command::Completions(_)
        | Command::Man(_) => {}
    }
    let done = match arguments.command {
        Command::Build(options) => build::run(&options),
        Command::Serve(options) => serve::run(&options),
        Command::Check(options) => check::run(&options),
        Command::Mv(options) => mv::run(&options),
        Command::Addresses(options) => addresses::run(&options),
        Command::Schema(options) => schema::run(&options),
        Command::Explain(options) => explain::run(&options),
        Command::Theme(options) => theme::run(&options),
        Command::Completions(options) => completions::run(&options, &mut Arguments::command()),
        Command::Man(options) => man::run(&options, Arguments::command()),
    };
    ending::code(done.unwrap_or_else(|error| refuse(&error)))
}

fn refuse(error: &FileError) -> ExitCode {
    let _ = print::to_people(&format!("error: {error}\n"));
    ExitCode::from(REFUSED)
}

const EXAMPLES: &str = "\
Examples:
  partnerbook build                 make a site of the playbook in this folder
  partnerbook build handbook        make a site of the Markdown in handbook/
  partnerbook build --out ../web    put the site into another folder
  partnerbook serve --open          show it in a browser while you write
  partnerbook check --strict        say all that is wrong, and write nothing
  partnerbook mv old.md new.md      rename a file and all that refers to it
  partnerbook explain broken-link   say what a message means and how to mend it

Open site/index.html by double-click to see the result. To publish it, copy the \
folder site/ to any web host. `partnerbook help build` says more.";

/// Turns a folder of chapters, checklists and worksheets into a playbook for people who work together: a website
/// that also works as plain files, with sheets to print.
///
/// Chapters are Markdown files, checklists and worksheets are short TOML files. A build only reads your files and
/// never changes them. Nothing is sent anywhere; `check --external` alone asks other hosts, for addresses you link to.
#[derive(Debug, Parser)]
#[command(name = "partnerbook", version, after_help = EXAMPLES, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(build::Options),
    Serve(serve::Options),
    Check(check::Options),
    Mv(mv::Options),
    Addresses(addresses::Options),
    Schema(schema::Options),
    Explain(explain::Options),
    Theme(theme::Options),
    Completions(completions::Options),
    Man(man::Options),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn help_folds_to_the_terminal() {
        let program = Arguments::command();
        for command in std::iter::once(&program).chain(program.get_subcommands()) {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            let lines: Vec<&str> = help.lines().collect();
            for pair in lines.windows(2) {
                let is_prose = |line: &str| !line.is_empty() && !line.starts_with(' ');
                assert!(
                    !(is_prose(pair[0]) && is_prose(pair[1])),
                    "a paragraph is one line: {pair:?}"
                );
            }
            for line in lines.iter().filter(|line| line.trim().contains("  ")) {
                assert!(line.chars().count() <= 80, "two columns stand side by side: {line}");
            }
        }
    }
}
