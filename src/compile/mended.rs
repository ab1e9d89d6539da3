//! Sources and what is wrong with them → the same with everything mended that has one reading.

use std::sync::Arc;

use crate::diag::Diagnostics;
use crate::edit::{Edit, Edits};
use crate::source::{SourcePath, Sources};

/// So many times at most is looked again for what can be mended: a mend may bring to light what it stood before.
const ROUNDS: usize = 10;

/// Mends `sources`, of which `reported` is wrong, looks again at what they are then, and goes on until nothing is left to mend.
///
/// Returns the edits of `sources` that do all of it.
pub fn mended<E>(
    sources: &Sources,
    reported: &Diagnostics,
    mut look: impl FnMut(&Sources) -> Result<Diagnostics, E>,
) -> Result<Edits, E> {
    let mut all = Edits::default();
    let mut edits = mends(reported, sources);
    let mut now = sources.clone();
    for _ in 0..ROUNDS {
        if edits.is_empty() {
            break;
        }
        let files: Vec<SourcePath> = edits.files().cloned().collect();
        for path in files {
            let (Some(first), Some(text)) = (sources.texts.get(&path), now.texts.get(&path)) else {
                continue;
            };
            let after = edits.apply(&path, text);
            all = all.then((&path, first), &edits);
            now.texts.insert(path, Arc::from(after));
        }
        edits = mends(&look(&now)?, &now);
    }
    Ok(all)
}

/// The mends of what is reported, but those whose place does not hold what they are for, and of two that overlap the later one.
fn mends(reported: &Diagnostics, sources: &Sources) -> Edits {
    let mut edits = Edits::default();
    for (_, fault) in reported.sorted() {
        if let Some((location, fix)) = fault.mend(sources) {
            // The other one is mended first; the next round finds whether this is still wrong.
            let _ = edits.add(Edit::new(&location.path, location.span, fix.now.clone()));
        }
    }
    edits
}
