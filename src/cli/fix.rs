//! `partnerbook check --fix`: what mends itself, shown first and then written.

use std::io::{self, IsTerminal};
use std::path::Path;

use super::print;
use super::tally::count;
use crate::diag::Diagnostics;
use crate::edit::{Edit, Edits};
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

/// Shows what mends itself in the playbook in `folder`, and writes it with the author's consent.
///
/// Says whether any file was changed.
pub(super) fn run(
    folder: &Path,
    (sources, diagnostics): (&Sources, &Diagnostics),
    consent: Consent,
) -> Result<bool, FileError> {
    let edits = mends(diagnostics, sources);
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

/// The mends of what is told, but those whose place does not hold what they are for, and of two that overlap the later one.
fn mends(diagnostics: &Diagnostics, sources: &Sources) -> Edits {
    let mut edits = Edits::default();
    for (_, fault) in diagnostics.sorted() {
        if let Some((location, fix)) = fault.mend(sources) {
            // The other one is mended first; another run may find that this is still wrong.
            let _ = edits.add(Edit::new(&location.path, location.span, fix.now.clone()));
        }
    }
    edits
}

fn asked(question: &str) -> Result<bool, FileError> {
    print::to_people(question)?;
    let mut answer = String::new();
    io::stdin()
        .read_line(&mut answer)
        .map_err(FileError::at("read", Path::new("standard input")))?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}
