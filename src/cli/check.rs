//! `partnerbook check`: everything that is wrong with a playbook, and nothing is written.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::ending;
use super::exit::CONTENT_FAULT;
use super::external::{External, Memory};
use super::fix::{self, Consent};
use super::messages::{self, MessageOptions};
use super::place::Place;
use super::print;
use super::progress::{Audience, Matter, Progress};
use super::tally::{self, Tally, amount};
use super::today::today;
use crate::artifact::Artifact;
use crate::compile::{self, Counts, How, Strictness};
use crate::diag::Diagnostics;
use crate::failure::FileError;
use crate::memo::Memo;
use crate::source::Sources;
use crate::studio::Folders;
use crate::{read, write};

const EXAMPLES: &str = "\
Examples:
  partnerbook check                  the playbook in this folder
  partnerbook check --strict         before publishing: warnings count as errors
  partnerbook check --format github  messages beside the lines, for GitHub
  partnerbook check --format sarif > findings.sarif
                                     a log for code hosts and editors
  partnerbook check --fix            mend what can be mended, after showing it
  partnerbook check --external       follow links to other hosts, too

The messages are those of `partnerbook build`, and a few more that take longer to \
find. The program ends with 0 when nothing forbids a site, with 1 when there are \
errors (or warnings with --strict), and with 2 when the disk refused or the \
command line is wrong.";

/// Say everything that is wrong, and write nothing.
///
/// Reads the chapters, checklists and worksheets, lays out every page and sheet, and tells every fault with its place
/// and what to do. A build stops at the first stage with errors; this goes on to the last.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    /// The folder that the playbook is in, as for `partnerbook build`.
    #[arg(value_name = "ROOT", default_value = ".")]
    root: PathBuf,

    /// Count warnings as errors, as before publishing.
    #[arg(long)]
    strict: bool,

    #[command(flatten)]
    messages: MessageOptions,

    #[command(flatten)]
    asking: Asking,

    #[command(flatten)]
    mending: Mending,

    /// Leave out the line that says what was checked. Messages stay.
    #[arg(long, short)]
    quiet: bool,
}

/// Who is asked.
#[derive(Debug, Args)]
struct Asking {
    /// Ask other hosts, too, whether the addresses that you link to lead somewhere.
    ///
    /// They are told the address and the name of this program, nothing else. Where a host knows no such page, that is a
    /// warning; where it does not say, a hint. What led somewhere is not asked for again within a day: it is remembered in the
    /// folder of your user for such files (`~/.cache/partnerbook`), never in the playbook.
    #[arg(long)]
    external: bool,

    /// Let `--external` ask for all addresses, also for those that led somewhere within the last day.
    #[arg(long, requires = "external")]
    fresh: bool,
}

/// What is to be mended.
#[derive(Debug, Args)]
struct Mending {
    /// Mend what can be mended without you: addresses, names and keys of which a near one is known.
    ///
    /// Shows every line that would change, and asks before anything is written. Without a terminal nothing is changed,
    /// unless `--yes` stands beside it. Then all is checked again.
    #[arg(long, conflicts_with_all = ["format", "quiet"])]
    fix: bool,

    /// Let `--fix` change your files without asking.
    #[arg(long, requires = "fix")]
    yes: bool,
}

/// Checks the playbook.
pub(super) fn run(options: &Options) -> Result<ExitCode, FileError> {
    let place = Place::find(&options.root, None, ("check", "check"))?;
    if options.mending.fix {
        ending::settle(&place.folders.content)?;
    }
    let silent = options.quiet || !options.messages.format.is_for_people();
    let audience = if silent { Audience::Nobody } else { Audience::Person };
    let memory = if options.asking.fresh { Memory::Doubted } else { Memory::Believed };
    let mut external = options.asking.external.then(|| External::new(memory)).transpose()?;
    let mut look = || -> Result<_, FileError> {
        let (sources, mut diagnostics, counts) = compiled(&place, options, audience)?;
        let check = |external: &mut External| external.check(&sources, audience, &mut diagnostics);
        let asked = external.as_mut().map(check).unwrap_or_default();
        let closing =
            checked(counts, Tally::of(&diagnostics)) + &asked + &tally::stance(&diagnostics);
        let closing = closing + &tally::way_out(&diagnostics, &sources);
        Ok((sources, diagnostics, closing))
    };
    let (mut sources, mut diagnostics, mut closing) = look()?;
    if options.mending.fix {
        let consent = if options.mending.yes { Consent::Given } else { Consent::Asked };
        let again = |sources: &Sources| reported_of(&place, options, sources);
        let edits = compile::mended(&sources, &diagnostics, again)?;
        if fix::run(&place.folders.content, (&sources, &edits), consent)? {
            (sources, diagnostics, closing) = look()?;
        }
    }

    messages::show(&diagnostics, &sources, &options.messages)?;
    if !silent {
        print::to_output(&closing)?;
    }
    let tally = Tally::of(&diagnostics);
    let forbidden = tally.errors > 0 || options.strict && tally.warnings > 0;
    Ok(if forbidden { ExitCode::from(CONTENT_FAULT) } else { ExitCode::SUCCESS })
}

/// Everything that is wrong with the playbook as it is on the disk, and what it holds.
fn compiled(
    place: &Place,
    options: &Options,
    audience: Audience,
) -> Result<(Sources, Diagnostics, Counts), FileError> {
    let progress = Progress::start(audience, Matter::Files);
    let mut diagnostics = Diagnostics::new();
    let Folders { content, shown_as, theme } = &place.folders;
    let (sources, memo) = rayon::join(
        || read::read(content, theme.as_deref(), shown_as, &mut diagnostics),
        || write::memo(&place.out),
    );
    let sources = sources?;
    let sink = |_: Artifact| {
        progress.count();
        Ok(())
    };
    let counts = compile::check(&sources, how(options, &memo), &mut diagnostics, &sink)?;
    Ok((sources, diagnostics, counts))
}

/// What is wrong with `sources`, which are those of the playbook with some mends.
fn reported_of(
    place: &Place,
    options: &Options,
    sources: &Sources,
) -> Result<Diagnostics, FileError> {
    let mut diagnostics = Diagnostics::new();
    let memo = write::memo(&place.out);
    compile::check(sources, how(options, &memo), &mut diagnostics, &|_| Ok(()))?;
    Ok(diagnostics)
}

fn how<'a>(options: &Options, memo: &'a Memo) -> How<'a> {
    let strictness = if options.strict { Strictness::Strict } else { Strictness::Lenient };
    How { strictness, memo, today: today() }
}

fn checked(counts: Counts, tally: Tally) -> String {
    let reported = match tally.words() {
        nothing if nothing.is_empty() => "nothing to mend".to_owned(),
        words => words,
    };
    format!("Checked {}: {reported}.\n", amount(counts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_line_says_how_much_was_checked_and_what_was_found() {
        let counts = Counts { pages: 99, sheets: 37, ..Counts::default() };
        let line = |tally| checked(counts, tally);
        assert_eq!(line(Tally::default()), "Checked 99 pages and 37 sheets: nothing to mend.\n");
        let tally = Tally { errors: 1, warnings: 2, hints: 0 };
        assert_eq!(line(tally), "Checked 99 pages and 37 sheets: 1 error, 2 warnings.\n");
    }
}
