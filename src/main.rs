//! The program: runs the command that was given and returns its exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    partnerbook::cli::run()
}
