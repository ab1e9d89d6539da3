//! `partnerbook mv`: a file, a folder or a heading gets another name, and everything that refers to it follows.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::ending;
use super::exit::CONTENT_FAULT;
use super::place::folders;
use super::print;
use crate::compile::{Renamed, renamed};
use crate::diag::{Diagnostics, show};
use crate::failure::FileError;
use crate::read::read;
use crate::rename::Renaming;
use crate::source::Sources;
use crate::studio::Folders;
use crate::write::amend::amend;

const EXAMPLES: &str = "\
Examples:
  partnerbook mv worksheets/role-grid.toml worksheets/who-does-what.toml
  partnerbook mv 01-trust/seats.md 04-roles/       into another folder
  partnerbook mv 01-trust 02-trust                 a folder with all in it
  partnerbook mv 'trust.md#Good when' 'When it is good'
                                                   a heading gets other words
  partnerbook mv trust.md#good-when '#when'        a heading keeps its words and
                                                   gets another id
  partnerbook mv a.md b.md --dry-run               only show what would change

Name files as they are called in the playbook. Every link, image, `include`, \
`uses`, `next` and the like that leads to it is written anew, and nothing else \
in your texts is touched. The old address is noted in `aliases`, or in \
`.addresses.toml`, so that old links and printed addresses still arrive.

All files are changed, or none; when the program is killed in between, the next \
command takes back what it had done. Commit or copy your playbook before, and look \
at what `--dry-run` shows.";

/// Rename a page, a sheet, a picture, a folder or a heading, with every reference to it.
///
/// Old addresses lead to the new ones from then on, those of headings (`#good-when`) too, and what readers wrote into a
/// sheet stays with it. This is a command that changes your files, and it changes them only where the old name stands.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    /// What is renamed: a file, a folder, or a heading after `#`, by its id or its words.
    #[arg(value_name = "OLD")]
    old: String,

    /// The new name. For a heading its new words, or `#` and a new id.
    #[arg(value_name = "NEW")]
    new: String,

    /// The folder that the playbook is in, as for `partnerbook build`.
    #[arg(value_name = "ROOT", default_value = ".")]
    root: PathBuf,

    /// Show every line that would change, and change nothing.
    #[arg(long)]
    dry_run: bool,
}

/// Renames.
pub(super) fn run(options: &Options) -> Result<ExitCode, FileError> {
    let Folders { content, shown_as, theme } = folders(&options.root, ("rename in", "mv OLD NEW"))?;
    ending::settle(&content)?;
    let mut diagnostics = Diagnostics::new();
    let sources = read(&content, theme.as_deref(), &shown_as, &mut diagnostics)?;
    let renaming = match renamed(&sources, &options.old, &options.new) {
        Renamed::Done(renaming) => renaming,
        Renamed::Refused(refusal) => {
            return Err(FileError::refused("rename", refusal.about.as_ref(), refusal.why));
        }
        Renamed::Unread(reported) => {
            print::to_people(&show::human(&reported, &sources, print::colour()))?;
            let why =
                "nothing was renamed: mend these first, so that no reference in them is missed\n";
            print::to_output(why)?;
            return Ok(ExitCode::from(CONTENT_FAULT));
        }
    };
    if options.dry_run {
        print::to_output(&would_change(&renaming, &sources))?;
    } else {
        amend(&content, &renaming.amendments(&sources))?;
        print::to_output(&changed(&renaming))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Every line that changes.
fn would_change(renaming: &Renaming, sources: &Sources) -> String {
    let mut text = String::new();
    for path in renaming.edits.files() {
        let was = sources.texts.get(path).map_or("", |text| &**text);
        text.push_str(&renaming.edits.diff(path, was));
        text.push('\n');
    }
    if let Some((from, to)) = &renaming.name {
        let _ = writeln!(text, "{from} would be called {to}");
    }
    for (old, new) in &renaming.leads {
        let _ = writeln!(text, "{old} would lead to {new}");
    }
    text
}

/// What was done.
fn changed(renaming: &Renaming) -> String {
    let mut text = String::new();
    if let Some((from, to)) = &renaming.name {
        let _ = writeln!(text, "{from} is called {to}");
    }
    for path in renaming.edits.files() {
        let _ = writeln!(text, "{} changed", renaming.moves.of(path));
    }
    for (old, new) in &renaming.leads {
        let _ = writeln!(text, "{old} leads to {new}");
    }
    text
}
