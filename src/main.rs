//! The program: runs the command that was given and returns its exit code.

use std::process::ExitCode;

/// A build makes and drops millions of small texts on several threads. This allocator takes a third off its CPU time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    partnerbook::cli::run()
}
