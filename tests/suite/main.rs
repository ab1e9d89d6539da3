//! The tests that need the whole program: its structure, its messages, its example, and what it does with bad input.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(
    clippy::disallowed_methods,
    reason = "tests are told seeds and folders by the environment"
)]

mod architecture;
mod bad_input;
mod cases;
mod chance;
mod compiled;
mod coverage;
mod crawl;
mod example;
mod exports;
mod fields;
mod folder;
mod followed;
mod fuzz;
mod handbooks;
mod html;
mod kept;
mod keys;
#[cfg(unix)]
mod kills;
mod manual;
mod pages;
mod memo;
mod mends;
mod oracle;
mod prefixes;
mod prints;
#[cfg(feature = "external")]
mod reach;
mod renames;
mod rules;
mod search;
mod serve;
mod shared;
mod slips;
mod studio;
mod way_out;
mod words;
#[allow(dead_code, reason = "benchmarks write playbooks to a disk, too")]
#[path = "../../benches/synthetic.rs"]
mod synthetic;
