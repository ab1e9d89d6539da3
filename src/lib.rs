//! Partnerbook turns a folder of Markdown chapters and TOML checklists into a site, and is a small compiler.
//!
//! ```text
//! folder ─read→ Sources ─parse→ Playbook ─check→ ─plan→ Site ─render→ Artifacts ─write→ folder
//! ```
//!
//! **Nouns** hold data and import only nouns above them in the list below. [`search`] and [`paper`] make of nouns what a site has
//! beside its pages, and import nothing else. **Verbs** are the stages: they import these and no other verb. [`compile`] imports verbs and names every pure stage in order. [`studio`] does it again after each change while
//! somebody writes, and [`serve`] shows it in a browser. [`cli`] imports all three, and is the only code that prints or exits.
//!
//! What always holds:
//!
//! - Between [`read`] and [`write`](mod@write) nothing touches the disk, the clock or the terminal. So tests need no files,
//!   pages render in parallel (only memos have a lock), and the same sources give the same bytes in the same order. (The bytes
//!   of pictures that a book prints are read once it is known which, before anything is rendered.)
//! - A value handed from stage to stage is never changed afterwards. Results go into new values
//!   ([`Index`](model::Index), [`Site`](site::Site)), never into half-filled records.
//! - Parsing one file needs no other file. What needs two is a rule in [`check`].
//! - Prose is a typed tree ([`Document`](prose::Document)): pages, the book and search walk the same tree, and later the
//!   filter of leader notes. HTML is only ever written.
//! - Only [`plan`] and [`site`] invent addresses. Links are resolved by one function,
//!   [`Index::resolve`](model::Index::resolve), asked by [`check`] for its errors and by [`render`] for its answers. Addresses
//!   are relative, always: the same bytes work at `/`, at `/team/x/` and from a disk.
//! - Nobody is asked over a network but by [`reach`], which [`cli`] alone calls when somebody wants it. All else of `reach` is
//!   given what asks as a function, so that tests need no network, either.
//! - What an author can get wrong is a [`Diagnostic`](diag::Diagnostic) with a place, and all are told at once. What the disk
//!   refuses is a [`FileError`](failure::FileError) in one line. What is our own fault is a panic that says why it cannot be.
//! - What day it is, [`cli`] alone knows and tells [`compile`]. A warning may depend on it ([`check::RULES_OF_THE_DAY`]), no byte of
//!   the site does.
//! - No page grows with the number of pages, so that a large playbook is as quick to turn over as a small one. Pages to print
//!   are the exception: they hold all of a part, or of the playbook, up to a limit that [`plan`] sets.
//! - [`render`] hands each finished file over at once, and [`write`](mod@write) stages it: ten thousand pages never lie in
//!   memory together, and a site is still put in place whole or not at all.
//! - A build never touches the files of authors, but to take back what a command that was killed left half done. What a
//!   command changes in them at their wish is an [`Amendment`](edit::Amendment), and [`write::amend`](mod@write::amend) makes all
//!   of them or none.
//! - A name is changed by [`rename`] alone, and the playbook as it would be is checked before a file is touched.
//! - A PDF is laid out once. Its key stands for all that it is made of, and a build is given what the last one left as a
//!   value ([`Memo`](memo::Memo)): with a memo and without, a site has the same bytes. A kind of sheet has nothing to do for it;
//!   what it puts into its [`Sheet`](sheet::Sheet) is in the key.
//! - While somebody writes, a site is made file by file, when each is asked for ([`compile::incremental`]). What is kept between two
//!   edits is kept by content: parsed files by their texts, PDFs by their keys, and what pages share for as long as no page
//!   sees anything else of the others ([`Entry::looks_like`](model::Entry::looks_like)). What an edit changes for other pages is
//!   made anew; where that cannot be told for sure, everything is.
//!
//! - The tones of the built-in colour stand in few files, and those of a playbook's own take their place there
//!   ([`Theme::in_tones`](theme::Theme::in_tones)). [`check`] holds that colour against the pages it stands on.
//! - Search is made of terms that the build and the browser take from a text by the same rules and the same tables,
//!   which the browser is given as data. Its files are cut so that a reader loads what a question needs
//!   ([`search`]).
//!
//! How one adds …
//!
//! - **a kind of worksheet**: its file in `src/worksheet/` with its data, keys, rules and [`Body`](worksheet::Body): fields,
//!   view and [`Sheet`](sheet::Sheet); one line in [`KINDS`](worksheet::KINDS); its template in `templates/worksheets/`, its
//!   example in `playbook/`, its case in `tests/cases/`, its page in `docs/`. `coverage.rs`, `fields.rs` and `manual.rs` in
//!   `tests/suite/` fail until all are there.
//! - **a rule**: its file in `src/check/` with code, weight, explanation and one function; one line in
//!   [`PAGE_RULES`](check::PAGE_RULES), [`RULES_BETWEEN_PAGES`](check::RULES_BETWEEN_PAGES) or [`RULES`](check::RULES), as far as
//!   it looks; a case that shows the message. What only finished pages show is in [`inspect`].
//! - **a language that is searched by stems**: its commonest words and endings in `src/search/terms/languages/`, one line in its table,
//!   and some of its words in `tests/search/words.json`.
//! - **a key**: one line in the table of keys of its kind. [`schema::validate`] then checks it everywhere,
//!   and [`schema`] tells it to editors.
//!
//! # Ids of headings
//!
//! The part of an address after `#` follows GitHub's rule, and is frozen: published links depend on it. The words of the
//! heading without markup, as they were typed, in lower case; letters, marks and digits of any script, signs that join words such
//! as `_`, and `-` stay; a space becomes `-`; all else is left out. A second heading of the same words gets `-1`, a third `-2`.
//! `## Words {#own-id}` sets an id by hand. The rule has one owner, [`heading_id`](prose::anchor::heading_id), and is held
//! against the package `github-slugger`.
//!
//! Before it was followed to the letter, marks were left out too, and dashes and quotation marks were set before the id was made.
//! The id that a heading had then stays beside the one it has ([`Heading::former`](prose::Heading::former)).

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
