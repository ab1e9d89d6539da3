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
    #[arg(value_parser = ["build", "serve", "explain", "completions", "man"])]
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
    let mut page = Vec::new();
    clap_mangen::Man::new(command)
        .title(name)
        .source(concat!("partnerbook ", env!("CARGO_PKG_VERSION")))
        .render(&mut page)
        .expect("memory takes what is written");
    print::to_output(&String::from_utf8_lossy(&page))?;
    Ok(ExitCode::SUCCESS)
}
