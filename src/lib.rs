//! Partnerbook turns a folder of Markdown chapters and TOML checklists into a site. It is a small compiler, and this is its map.
//!
//! ```text
//!  folder ──read──▶ Sources ──parse──▶ Playbook ──check──▶ ──plan──▶ Site ──render──▶ Artifacts ──write──▶ folder
//!
//!  ┌──────────────────────────────────────────────────────────────────────────────────────────────┐
//!  │ cli       what a person types and reads                                                      │
//!  │ serve     shows the playbook in a browser while somebody writes                              │
//!  │ studio    compiles again after each save, as far as something changed                        │
//!  │ compile   names every stage, in order                                                        │
//!  ├──────────────────────────────────────────────────────────────────────────────────────────────┤
//!  │ read   parse   check   plan   render   write       rename   inspect   reach          (verbs) │
//!  ├──────────────────────────────────────────────────────────────────────────────────────────────┤
//!  │ site   paper   search   model   worksheet   prose   schema   diag   …   source       (nouns) │
//!  └──────────────────────────────────────────────────────────────────────────────────────────────┘
//! ```
//!
//! Nouns hold data. Verbs are the stages, from one noun to the next. The modules stand below in the order in which they build on
//! each other, and are read in that order.
//!
//! # What always holds
//!
//! Each line ends with the file in `tests/` that fails when it does not.
//!
//! - A noun imports nouns above it, a verb nouns only, and no two files need each other. `suite/architecture.rs`
//! - Disk, clock, terminal and network are touched in a few named places, and in no stage between `read` and `write`.
//!   `suite/architecture.rs`
//! - The same sources give the same bytes, on any machine and in any order of threads. `suite/example.rs`
//! - A build that remembers the last one writes what a build without memory writes. `suite/kept.rs`
//! - A site that is made anew save by save is, after every save, what a clean build writes. `suite/studio.rs`
//! - Every word and every page of the author arrives, or a message says why not. `suite/words.rs`, `suite/pages.rs`
//! - No input makes the program panic; every fault is reported with its place, all in one run. `suite/prefixes.rs`, `suite/bad_input.rs`
//! - An address has one owner, is relative, and leads somewhere. `suite/pages.rs`, `suite/crawl.rs`
//! - An address or `#part` that was published once leads on for ever. `suite/renames.rs`
//! - A page holds no script, style or request of its own, and is valid HTML. `suite/example.rs`, `browser/validity.test.js`
//! - A page weighs at most so much, and what a search loads does not grow with the site. `browser/weight.test.js`, `suite/search.rs`
//! - A site is put in place whole or not at all, whenever the program is killed. `suite/kills.rs`
//! - The files of an author are changed by `mv` and `check --fix` alone, all of them or none. `suite/kills.rs`, `suite/mends.rs`
//! - Every field of a sheet has its place on screen, on paper and in files. `suite/fields.rs`
//! - A message says where, what and what to do, and the manual shows each. `suite/coverage.rs`, `suite/slips.rs`
//!
//! # Start here
//!
//! - **A kind of worksheet**: `src/worksheet/form.rs` is the plainest one. Its line in `src/worksheet/kinds.rs` makes
//!   `tests/suite/coverage.rs` name everything else that a kind has.
//! - **A rule**: `src/check/missing_alt.rs`, and the lists in `src/check/mod.rs` for what a rule may look at.
//! - **A key**: its line in the table of its kind, checked by `src/schema/mod.rs`.
//! - **A language of the search**: `src/search/terms/languages/mod.rs`. **Of the interface**: `templates/words/en.toml`.
//! - **A format of output**: `src/render/calendar.rs` is the smallest one.
//!
//! `CONTRIBUTING.md` says each step by step.

// Nouns.
pub mod source;
pub mod at_work;
pub mod edit;
pub mod ending;
pub mod failure;
pub mod fingerprint;
pub mod packed;
pub mod markup;
pub mod colour;
pub mod upright;
pub mod memo;
pub mod diag;
pub mod measure;
pub mod record;
pub mod schema;
pub mod sheet;
pub mod prose;
pub mod worksheet;
pub mod model;
pub mod kinds;
pub mod json_schema;
pub mod site;
pub mod theme;
pub mod artifact;
pub mod locale;
pub mod words;
pub mod typography;
pub mod input;
pub mod titles;
pub mod show;

// What a site has beside its pages: each given nouns alone, and known to the verbs that follow.
pub mod search;
pub mod paper;

// Verbs, in the order of the stages.
pub mod read;
pub mod parse;
pub mod check;
pub mod plan;
pub mod render;
pub mod rename;
pub mod inspect;
pub mod reach;
pub mod write;

// The stages together, again and again while somebody writes, and what a person types.
pub mod compile;
pub mod studio;
pub mod serve;
pub mod cli;
