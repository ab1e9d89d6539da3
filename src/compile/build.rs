//! Sources → the files of a site, or everything that is wrong with them.

use super::counts::Counts;
use super::levels::set_levels;
use super::stages::{self, Pictures, Stages};
use super::words;
use crate::artifact::{Artifact, Sink};
use crate::diag::{Diagnostics, Severity};
use crate::failure::FileError;
use crate::input::Input;
use crate::inspect::Inspection;
use crate::measure::Date;
use crate::memo::Memo;
use crate::paper::Prints;
use crate::site::Linked;
use crate::source::Sources;
use crate::theme::Theme;
use crate::{inspect, read, render};

/// Whether warnings forbid a site as errors do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strictness {
    /// Only errors do.
    Lenient,
    /// Warnings do, too.
    Strict,
}

/// How a playbook is compiled.
#[derive(Clone, Copy, Debug)]
pub struct How<'a> {
    /// What forbids a site.
    pub strictness: Strictness,
    /// What is known of the last build. The site is the same whatever it says, and made sooner.
    pub memo: &'a Memo,
    /// The day, for warnings of what should have been done by now. The site is the same on every day.
    pub today: Option<Date>,
}

/// Compiles `sources` and hands each finished file to `sink`.
///
/// Returns `None` when faults forbid a site. Nothing is handed over before every file has been checked; after that only a
/// fault of the playbook's own templates can still forbid it.
pub fn compile(
    sources: &Sources,
    how: How<'_>,
    diagnostics: &mut Diagnostics,
    sink: Sink<'_>,
) -> Result<Option<Counts>, FileError> {
    let forbids = |diagnostics: &Diagnostics| {
        diagnostics.has_errors()
            || how.strictness == Strictness::Strict && diagnostics.count(Severity::Warning) > 0
    };
    every_stage((sources, how), &forbids, diagnostics, sink)
}

/// Reports everything that is wrong with `sources`, also what comes to light only when pages are made and sheets laid out,
/// whatever was wrong before. Each file is handed to `sink` when it is made, but with errors they are no site.
pub fn check(
    sources: &Sources,
    how: How<'_>,
    diagnostics: &mut Diagnostics,
    sink: Sink<'_>,
) -> Result<Counts, FileError> {
    let counts = every_stage((sources, how), &|_| false, diagnostics, sink)?;
    Ok(counts.expect("nothing forbids it"))
}

/// All stages in order. They end early where what was found so far `forbids` a site.
fn every_stage(
    (sources, how): (&Sources, How<'_>),
    forbids: &dyn Fn(&Diagnostics) -> bool,
    diagnostics: &mut Diagnostics,
    sink: Sink<'_>,
) -> Result<Option<Counts>, FileError> {
    let theme = Theme::load(sources);
    // Neither needs the other, and reading templates takes as long as parsing thirty chapters.
    let (stages, look) =
        rayon::join(|| Stages::of(sources, diagnostics), || render::Look::of(sources, &theme));
    let settings = &stages.playbook.settings;
    set_levels(&stages.playbook, diagnostics);
    let look = match settings.tones() {
        Some(tones) => look.with_files_of(&theme.in_tones(&tones)),
        None => look,
    };
    diagnostics.extend(look.fault());
    let words = words::read(sources, settings, diagnostics);
    let index = stages.index();
    let linked = stages.linked(&index);
    crate::check::check(linked, how.today, diagnostics);
    if forbids(diagnostics) {
        return Ok(None);
    }
    let pictures =
        if settings.book { read::pictures(sources, index.images())? } else { Pictures::new() };
    let input = stages::input(linked, &words, (&pictures, how.memo));
    let prints = rendered_and_inspected(linked, (input, look), diagnostics, sink)?;
    let counts = Counts::of(&stages.playbook, &stages.site, prints);
    Ok((!forbids(diagnostics)).then_some(counts))
}

/// Renders, and follows the links of finished pages that nobody has resolved.
fn rendered_and_inspected(
    linked: Linked<'_>,
    (input, look): (Input<'_>, render::Look),
    diagnostics: &mut Diagnostics,
    sink: Sink<'_>,
) -> Result<Prints, FileError> {
    let is_needed = inspect::is_needed(linked.sources, linked.index);
    let inspection = is_needed.then(Inspection::default);
    let sink = |artifact: Artifact| {
        if let Some(inspection) = &inspection {
            inspection.see(&artifact);
        }
        sink(artifact)
    };
    let prints = render::render(input, look, diagnostics, &sink)?;
    // Where a template is at fault, pages are missing that others lead to.
    if !diagnostics.sorted().iter().any(|(_, fault)| fault.rule.code == "template-fault") {
        diagnostics.extend(inspection.into_iter().flat_map(|seen| seen.faults(linked)));
    }
    Ok(prints)
}
