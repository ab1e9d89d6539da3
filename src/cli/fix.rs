//! `partnerbook check --fix`: what mends itself, shown first and then written.

use std::io::{self, IsTerminal};
use std::path::Path;

use super::print;
use super::tally::count;
use crate::edit::Edits;
use crate::failure::FileError;
use crate::source::Sources;
use crate::write::amend::amend;

/// Whether somebody has to say yes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Consent {
    /// It is asked for at a terminal; without one, nothing is changed.
    Asked,
    /// It was given on the command line.
    Given,
}

/// Shows `edits` of `sources`, the playbook in `folder`, and writes them with the author's consent.
///
/// Says whether any file was changed.
pub(super) fn run(
    folder: &Path,
    (sources, edits): (&Sources, &Edits),
    consent: Consent,
) -> Result<bool, FileError> {
    if edits.is_empty() {
        print::to_output("Nothing here can be mended without you.\n")?;
        return Ok(false);
    }
    for path in edits.files() {
        let text = sources.texts.get(path).map_or("", |text| text);
        print::to_output(&format!("{}\n", edits.diff(path, text)))?;
    }
    let what =
        format!("{} in {}", count(edits.len(), "place"), count(edits.files().count(), "file"));
    let agreed = match consent {
        Consent::Given => true,
        Consent::Asked if io::stdin().is_terminal() => asked(&format!("Change {what}? [y/N] "))?,
        Consent::Asked => {
            print::to_output("Nothing was changed: add --yes to have it written.\n")?;
            false
        }
    };
    if agreed {
        amend(folder, &edits.amendments(&sources.texts))?;
        print::to_output(&format!("Changed {what}.\n"))?;
    }
    Ok(agreed)
}

fn asked(question: &str) -> Result<bool, FileError> {
    print::to_people(question)?;
    let mut answer = String::new();
    io::stdin()
        .read_line(&mut answer)
        .map_err(FileError::at("read", Path::new("standard input")))?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}
