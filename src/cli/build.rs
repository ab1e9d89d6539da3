//! `partnerbook build`: a folder becomes a site.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Args;

use super::ending;
use super::exit::CONTENT_FAULT;
use super::messages::{self, MessageOptions};
use super::place::{Place, shown_folder};
use super::print;
use super::progress::{Audience, Matter, Progress};
use super::tally::{self, Tally, amount, count};
use super::today::today;
use crate::artifact::Artifact;
use crate::compile::{Counts, How, Strictness, compile};
use crate::diag::Diagnostics;
use crate::failure::FileError;
use crate::read::read;
use crate::source::Sources;
use crate::studio::Folders;
use crate::write::{Writer, Written};

const EXAMPLES: &str = "\
Examples:
  partnerbook build                  the playbook in this folder, into site/
  partnerbook build handbook         the Markdown files in handbook/, into site/
  partnerbook build --out ../web     into another folder
  partnerbook build --strict         before publishing: warnings count as errors
  partnerbook build --format json    messages for an editor or another program

What the messages mean:
  error     a reader or a printed sheet would be wrong; nothing is written, and
            the last good site stays as it was
  warning   poorer than meant; the site is written
  hint      advice; the site is written

The program ends with 0 when all went well, with 1 when there are errors (or \
warnings with --strict), and with 2 when the disk refused or the command line \
is wrong.

Ctrl-C ends it. Before the first file of the site is touched nothing changes; \
after that it waits until the last one is in place. A build that is killed in \
between leaves whole pages, whose links all lead to a file, and the next build \
finishes what it began.

The folder for the site has to be empty, missing, or written by an earlier \
build. Files in it that Partnerbook did not write are never touched.";

/// Make the site, with its sheets to print.
///
/// Reads the chapters, checklists and worksheets, checks them, and writes the site: only the files that changed, and
/// only when there is no error. Every error of every file is told in one go, each with its place and what to do.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    /// The folder that the playbook is in.
    ///
    /// If it holds a folder `playbook`, that is the text, and the site goes to `site` inside it. If not, the folder
    /// itself is the text, with `playbook.toml` or without, and the site goes to `site` beside it.
    #[arg(value_name = "ROOT", default_value = ".")]
    root: PathBuf,

    /// The folder that takes the site.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// Count warnings as errors, as before publishing.
    #[arg(long)]
    strict: bool,

    #[command(flatten)]
    messages: MessageOptions,

    /// Leave out the line that says what was written. Messages stay.
    #[arg(long, short)]
    quiet: bool,
}

/// Builds the site.
pub(super) fn run(options: &Options) -> Result<ExitCode, FileError> {
    let begun = Instant::now();
    let place = Place::find(&options.root, options.out.as_deref(), ("build", "build"))?;
    ending::settle(&place.folders.content)?;
    let mut diagnostics = Diagnostics::new();
    let built = build(&place, options, &mut diagnostics)?;

    let tally = Tally::of(&diagnostics);
    messages::show(&diagnostics, &built.sources, &options.messages)?;
    let allowed = tally.errors == 0 && !(options.strict && tally.warnings > 0);
    let written = match built.counts {
        Some(counts) if allowed => Some((counts, built.writer.finish()?)),
        Some(_) | None => {
            drop(built.writer);
            None
        }
    };
    if !options.quiet && options.messages.format.is_for_people() {
        let line = match written {
            Some((counts, written)) => wrote(counts, written, &place.out, &tally, begun.elapsed()),
            None => wrote_nothing(&place.out, &tally),
        };
        let way_out = tally::way_out(&diagnostics, &built.sources);
        print::to_output(&(line + &tally::stance(&diagnostics) + &way_out))?;
    }
    Ok(if written.is_some() { ExitCode::SUCCESS } else { ExitCode::from(CONTENT_FAULT) })
}

/// A site that is ready to be put in place.
struct Built {
    sources: Sources,
    writer: Writer,
    /// `None` when errors forbid writing.
    counts: Option<Counts>,
}

fn build(
    place: &Place,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> Result<Built, FileError> {
    let silent = options.quiet || !options.messages.format.is_for_people();
    let progress =
        Progress::start(if silent { Audience::Nobody } else { Audience::Person }, Matter::Files);
    let writer = Writer::open(&place.out)?;
    let Folders { content, shown_as, theme } = &place.folders;
    let (sources, memo) =
        rayon::join(|| read(content, theme.as_deref(), shown_as, diagnostics), || writer.memo());
    let sources = sources?;
    let sink = |artifact: Artifact| {
        progress.count();
        writer.put(artifact)
    };
    let strictness = if options.strict { Strictness::Strict } else { Strictness::Lenient };
    let how = How { strictness, memo: &memo, today: today() };
    let counts = compile(&sources, how, diagnostics, &sink)?;
    Ok(Built { sources, writer, counts })
}

fn wrote(counts: Counts, written: Written, out: &Path, tally: &Tally, took: Duration) -> String {
    let what = amount(counts);
    let mut details = match written.changed {
        0 if written.removed == 0 => "nothing changed".to_owned(),
        changed => format!("{} changed", count(changed, "file")),
    };
    if written.removed > 0 {
        details = format!("{details}, {} removed", written.removed);
    }
    let reported = tally.words();
    if !reported.is_empty() {
        details = format!("{details}, {reported}");
    }
    let out = shown_folder(out);
    format!("Wrote {what} to {out} in {:.1} s: {details}.\n", took.as_secs_f64())
}

fn wrote_nothing(out: &Path, tally: &Tally) -> String {
    let because = if tally.errors == 0 {
        let verb = if tally.warnings == 1 { "counts as an error" } else { "count as errors" };
        format!("{} {verb} with --strict", count(tally.warnings, "warning"))
    } else {
        tally.words()
    };
    let stays = if out.exists() {
        format!(" The last site in {} stays as it was.", shown_folder(out))
    } else {
        String::new()
    };
    format!("Nothing was written: {because}.{stays}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::Prints;

    const COUNTS: Counts = Counts { pages: 57, sheets: 8, prints: Prints { made: 1, kept: 11 } };

    fn tally(errors: usize, warnings: usize) -> Tally {
        Tally { errors, warnings, hints: 0 }
    }

    #[test]
    fn the_closing_line_says_what_was_written() {
        let line = |counts, changed, removed, tally| {
            let written = Written { files: 60, changed, removed };
            wrote(counts, written, Path::new("./site"), &tally, Duration::from_millis(310))
        };
        assert_eq!(
            line(COUNTS, 4, 0, tally(0, 2)),
            "Wrote 57 pages and 8 sheets to site/ in 0.3 s: 4 files changed, 2 warnings.\n"
        );
        assert_eq!(
            line(Counts { pages: 1, ..Counts::default() }, 1, 2, tally(0, 0)),
            "Wrote 1 page to site/ in 0.3 s: 1 file changed, 2 removed.\n"
        );
        assert_eq!(
            line(COUNTS, 0, 0, Tally { hints: 1, ..tally(0, 0) }),
            "Wrote 57 pages and 8 sheets to site/ in 0.3 s: nothing changed, 1 hint.\n"
        );
    }

    #[test]
    fn the_closing_line_says_why_nothing_was_written() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let (there, missing) = (folder.path(), folder.path().join("missing"));
        assert_eq!(
            wrote_nothing(there, &tally(3, 1)),
            format!(
                "Nothing was written: 3 errors, 1 warning. The last site in {}/ stays as it was.\n",
                there.display()
            )
        );
        assert_eq!(
            wrote_nothing(&missing, &tally(0, 1)),
            "Nothing was written: 1 warning counts as an error with --strict.\n"
        );
        assert_eq!(
            wrote_nothing(&missing, &tally(0, 2)),
            "Nothing was written: 2 warnings count as errors with --strict.\n"
        );
    }
}
