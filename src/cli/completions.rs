//! `partnerbook completions`: what a shell needs to complete commands and options.

use std::process::ExitCode;

use clap::Args;
use clap_complete::Shell;

use super::print;
use crate::failure::FileError;

const EXAMPLES: &str = "\
Examples:
  partnerbook completions bash > ~/.local/share/bash-completion/completions/partnerbook
  partnerbook completions zsh  > ~/.zfunc/_partnerbook
  partnerbook completions fish > ~/.config/fish/completions/partnerbook.fish";

/// Print a file that lets your shell complete commands and options with the Tab key.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    /// The shell you type commands into.
    shell: Shell,
}

/// Prints the completions.
pub(super) fn run(options: &Options, command: &mut clap::Command) -> Result<ExitCode, FileError> {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, command, "partnerbook", &mut script);
    print::to_output(&String::from_utf8_lossy(&script))?;
    Ok(ExitCode::SUCCESS)
}
