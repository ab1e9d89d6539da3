//! What is on the disk now, and the site before → the site as it is now.

use std::sync::{Arc, LazyLock};

use super::reported::{Reported, listed};
use super::shared::Shared;
use super::snapshot::{Compiled, Snapshot};
use super::unrendered::Unrendered;
use crate::compile::levels::set_levels;
use crate::compile::stages::Stages;
use crate::compile::words;
use crate::diag::{Diagnostic, Diagnostics};
use crate::failure::FileError;
use crate::measure::Date;
use crate::parse::{self, Known};
use crate::source::Sources;
use crate::theme::Theme;
use crate::{check, render};

/// What is compiled.
pub struct Given<'a> {
    /// What was read.
    pub sources: &'a Arc<Sources>,
    /// What was wrong with the files themselves.
    pub read: Vec<Arc<Diagnostic>>,
    /// The day, for warnings of what should have been done by now.
    pub today: Option<Date>,
}

/// Compiles what is `given`. What is `known` of texts, and what holds of the site `before`, is not made again.
///
/// Books are left as they were; [`Snapshot::with_books_built`] makes them.
pub fn build(
    given: Given<'_>,
    known: &mut Known,
    before: Option<&Snapshot>,
) -> Result<Compiled, FileError> {
    let Given { sources, read, today } = given;
    if read.is_empty()
        && let Some(before) = before
        && let Some(compiled) = alone(|| before.with_texts((sources, today), known))
    {
        return Ok(compiled);
    }
    let (mut reported, mut first, mut parsed) =
        (Reported::default(), Diagnostics::new(), Diagnostics::new());
    let playbook = parse::parse_again(sources, known, &mut parsed);
    let (files, others) = parsed.into_list().into_iter().partition(is_in_markdown);
    reported.files = Arc::new(files);
    first.extend(read.into_iter().chain::<Vec<Arc<Diagnostic>>>(others));
    set_levels(&playbook, &mut first);
    let words = words::read(sources, &playbook.settings, &mut first);
    reported.first = Arc::new(first);
    let stages = Stages::after_parsing(Arc::clone(sources), playbook);
    let index = stages.index();
    let found = check::Found::of(stages.linked(&index));
    reported.tallied = listed(check::tallied(&stages.playbook, &found.pages.hits));
    reported.hits = Arc::new(found.pages.hits);
    reported.pages = listed(found.pages.faults);
    reported.between = listed(found.between);
    reported.whole = listed(found.whole);
    reported.of_the_day = listed(check::of_the_day(&stages.playbook, today));
    if reported.has_errors() {
        // A template that cannot be read is reported beside what forbids a site.
        if !sources.templates.is_empty() {
            reported.made = listed(render::Look::of(sources, &Theme::load(sources)).fault());
        }
        return Ok(Compiled::of(reported, None));
    }
    let gathered = index.gathered();
    drop(index);
    let shared = Shared { stages, gathered, words: Arc::new(words) };
    Unrendered { shared, reported, today }.made(before)
}

/// Does so little that to share it out among threads would cost more than the work.
fn alone<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    static ONE: LazyLock<Option<rayon::ThreadPool>> =
        LazyLock::new(|| rayon::ThreadPoolBuilder::new().num_threads(1).build().ok());
    match &*ONE {
        Some(one) => one.install(work),
        None => work(),
    }
}

/// Whether a fault was found in a Markdown file, where a later text may have it no more.
fn is_in_markdown(fault: &Arc<Diagnostic>) -> bool {
    fault.location.as_ref().is_some_and(|location| !location.path.is_toml())
}
