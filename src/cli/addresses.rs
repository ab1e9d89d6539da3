//! `partnerbook addresses`: the ledger of published addresses is kept.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::exit::REFUSED;
use super::place;
use super::print;
use crate::compile::{Addresses, addresses};
use crate::diag::{Diagnostics, nearest};
use crate::edit::Amendment;
use crate::failure::FileError;
use crate::model::Ledger;
use crate::read::read;
use crate::source::Sources;
use crate::studio::Folders;
use crate::write::amend::amend;

const EXAMPLES: &str = "\
Examples:
  partnerbook addresses             say what is published and not yet in
                                    the ledger
  partnerbook addresses --record    note it; give this when you publish
  partnerbook addresses --forget guide/old.html
                                    give an address up

The ledger is the file `.addresses.toml` in the playbook. Keep it with your other \
files. Once it is there, every build warns when an address in it leads nowhere \
any more, or when a heading was reworded that others may have linked to.";

/// Keep the ledger of published addresses, so that none is lost.
///
/// An address that was once published may be printed on a sheet, or stand in somebody's notes. The ledger remembers each of
/// them, with the `#ids` of the headings.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    /// The folder that the playbook is in, as for `partnerbook build`.
    #[arg(value_name = "ROOT", default_value = ".")]
    root: PathBuf,

    /// Note every address there is.
    #[arg(long, conflicts_with = "forget")]
    record: bool,

    /// Give up an address, or a heading (`guide/old.html#part`), that leads nowhere any more.
    #[arg(long, value_name = "ADDRESS")]
    forget: Option<String>,
}

/// Shows or keeps the ledger.
pub(super) fn run(options: &Options) -> Result<ExitCode, FileError> {
    let place = place::folders(&options.root, ("keep the addresses of", "addresses"))?;
    let mut diagnostics = Diagnostics::new();
    let sources = read(&place.content, place.theme.as_deref(), &place.shown_as, &mut diagnostics)?;
    let known = addresses(&sources);
    let file = format!("{}{}", place.shown_as, Ledger::FILE);
    if let Some(address) = &options.forget {
        let Some(ledger) = known.without(address) else {
            print::to_people(&unknown(&known, address, &file))?;
            return Ok(ExitCode::from(REFUSED));
        };
        keep(&place, &sources, &ledger)?;
        print::to_output(&format!("`{address}` is forgotten\n"))?;
        return Ok(ExitCode::SUCCESS);
    }
    let fresh = known.fresh();
    if options.record {
        keep(&place, &sources, &known.recorded())?;
        print::to_output(&format!("{} noted in {file}\n", counted(&fresh)))?;
    } else {
        let said = if fresh.is_empty() {
            format!("{file} knows every address\n")
        } else {
            format!("{} not noted yet:\n  {}\n", counted(&fresh), fresh.join("\n  "))
        };
        print::to_output(&said)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes the ledger, if it is another than before.
fn keep(place: &Folders, sources: &Sources, ledger: &Ledger) -> Result<(), FileError> {
    let (path, text) = (Ledger::path(), ledger.text());
    let amendment = match sources.texts.get(&path) {
        Some(was) if **was == *text => return Ok(()),
        Some(was) => Amendment::Text { path, was: was.clone(), now: text },
        None => Amendment::New { path, text },
    };
    amend(&place.content, &[amendment])
}

/// `3 addresses and 1 heading`
fn counted(fresh: &[String]) -> String {
    let headings = fresh.iter().filter(|address| address.contains('#')).count();
    let many = |count: usize, one: &str, more: &str| match count {
        1 => format!("1 {one}"),
        count => format!("{count} {more}"),
    };
    let pages = many(fresh.len() - headings, "address", "addresses");
    format!("{pages} and {}", many(headings, "heading", "headings"))
}

fn unknown(known: &Addresses, address: &str, file: &str) -> String {
    let published = known.ledger.published.keys().map(String::as_str);
    let help = match nearest(address, published) {
        Some(near) => format!("; did you mean `{near}`?"),
        None => String::new(),
    };
    format!("error: {file} does not know `{address}`{help}\n")
}
