//! Sources → site: every pure stage, in order.

pub mod edition;
mod addresses;
mod kinds;
mod mended;
mod outside;
mod renamed;

use std::collections::BTreeMap;

pub use addresses::{Addresses, addresses};
pub use kinds::kinds;
pub use mended::mended;
pub use outside::{Outside, outside};
pub use renamed::{Renamed, renamed};

use crate::artifact::{Artifact, Sink};
use crate::diag::{Bar, Diagnostic, Diagnostics, Level, Rule, Severity, nearest};
use crate::failure::FileError;
use crate::input::Input;
use crate::inspect::Inspection;
use crate::measure::Date;
use crate::memo::Memo;
use crate::model::{Index, Playbook, Settings, Stance};
use crate::paper::Prints;
use crate::render;
use crate::site::{Shows, Site};
use crate::source::{SourcePath, Sources};
use crate::theme::Theme;
use crate::words::Words;
use crate::{check, inspect, parse, plan, reach, read};

/// `[check]` names a rule that does not exist, or a weight that is none.
const UNKNOWN_RULE: Rule = Rule {
    code: "unknown-rule",
    severity: Severity::Error,
    explanation: "`[check]` in `playbook.toml` sets what rules count as: `broken-link = \"warning\"`. The rule has to be one of \
        those that `partnerbook explain` lists, the weight one of `error`, `warning`, `hint` and `off`.",
};

/// What was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Pages for readers.
    pub pages: usize,
    /// Worksheets and checklists among them.
    pub sheets: usize,
    /// PDFs.
    pub prints: Prints,
}

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
    let forbidden = |diagnostics: &Diagnostics| {
        diagnostics.has_errors()
            || how.strictness == Strictness::Strict && diagnostics.count(Severity::Warning) > 0
    };
    let (playbook, look) = parsed(sources, diagnostics);
    diagnostics.extend(look.fault());
    let words = words(sources, &playbook.settings, diagnostics);
    let index = Index::new(&playbook, sources);
    let site = plan::plan(&playbook);
    check::check((&playbook, &index, &site), how.today, diagnostics);
    if forbidden(diagnostics) {
        return Ok(None);
    }
    let (playbook, index, site, words) = (&playbook, &index, &site, &words);
    let checked = Checked { sources, playbook, index, site, words, look };
    let counts = inspected(checked, how.memo, diagnostics, sink)?;
    Ok((!forbidden(diagnostics)).then_some(counts))
}

/// Tells everything that is wrong with `sources`, also what comes to light only when pages are made and sheets laid out,
/// whatever was wrong before. Each file is handed to `sink` when it is made, but with errors they are no site.
pub fn check(
    sources: &Sources,
    how: How<'_>,
    diagnostics: &mut Diagnostics,
    sink: Sink<'_>,
) -> Result<Counts, FileError> {
    let (playbook, look) = parsed(sources, diagnostics);
    let words = words(sources, &playbook.settings, diagnostics);
    let index = Index::new(&playbook, sources);
    let site = plan::plan(&playbook);
    check::check((&playbook, &index, &site), how.today, diagnostics);
    let (playbook, index, site, words) = (&playbook, &index, &site, &words);
    let checked = Checked { sources, playbook, index, site, words, look };
    inspected(checked, how.memo, diagnostics, sink)
}

/// Renders, and follows the links of finished pages that nobody has resolved.
fn inspected(
    checked: Checked<'_>,
    memo: &Memo,
    diagnostics: &mut Diagnostics,
    sink: Sink<'_>,
) -> Result<Counts, FileError> {
    let Checked { sources, playbook, index, site, .. } = checked;
    let inspection = inspect::is_needed(sources, index).then(Inspection::default);
    let sink = |artifact: Artifact| {
        if let Some(inspection) = &inspection {
            inspection.see(&artifact);
        }
        sink(artifact)
    };
    let counts = rendered(checked, memo, diagnostics, &sink)?;
    // Where a template is at fault, pages are missing that others lead to.
    if diagnostics.sorted().iter().any(|(_, fault)| fault.rule.code == "template-fault") {
        return Ok(counts);
    }
    let origin = inspect::Origin { sources, playbook, index, site };
    diagnostics.extend(inspection.into_iter().flat_map(|inspection| inspection.faults(origin)));
    Ok(counts)
}

/// What the sources say, and the playbook's look.
fn parsed(sources: &Sources, diagnostics: &mut Diagnostics) -> (Playbook, render::Look) {
    let theme = Theme::load(sources);
    // Neither needs the other, and reading templates takes as long as parsing thirty chapters.
    let (playbook, look) =
        rayon::join(|| parse::parse(sources, diagnostics), || render::Look::of(sources, &theme));
    set_levels(&playbook, diagnostics);
    let look = match playbook.settings.tones() {
        Some(tones) => look.with_files_of(&theme.in_tones(&tones)),
        None => look,
    };
    (playbook, look)
}

/// A playbook that can be rendered.
struct Checked<'c> {
    sources: &'c Sources,
    playbook: &'c Playbook,
    index: &'c Index<'c>,
    site: &'c Site,
    words: &'c Words,
    look: render::Look,
}

fn rendered(
    checked: Checked<'_>,
    memo: &Memo,
    diagnostics: &mut Diagnostics,
    sink: Sink<'_>,
) -> Result<Counts, FileError> {
    let Checked { sources, playbook, index, site, words, look } = checked;
    let pictures = if playbook.settings.book {
        read::pictures(sources, index.images())?
    } else {
        BTreeMap::new()
    };
    let pictures = &pictures;
    let input = Input { sources, playbook, index, site, words, pictures, memo };
    let prints = render::render(input, look, diagnostics, sink)?;
    Ok(counts_of(playbook, site, prints))
}

fn counts_of(playbook: &Playbook, site: &Site, prints: Prints) -> Counts {
    let sheets = playbook.entries.values().filter(|entry| entry.is_sheet()).count();
    let pages = site.pages.iter().filter(|page| page.shows != Shows::NotFound).count();
    Counts { pages, sheets, prints }
}

fn words(sources: &Sources, settings: &Settings, diagnostics: &mut Diagnostics) -> Words {
    let language = settings.language.as_str();
    let mut files = Vec::new();
    for (name, text) in Theme::words(sources, language) {
        let path = SourcePath::new(format!("templates/{name}"));
        let mut faults = Vec::new();
        let (record, _) = parse::toml::parse(&path, (&text, 0..text.len()), &Vec::new, &mut faults);
        files.push((path, record));
        diagnostics.extend(faults);
    }
    let (words, faults) = Words::of_files(&files, language);
    diagnostics.extend(faults);
    words.with_stages(settings.stages.len())
}

/// Every rule that content can break, in the order of their names.
pub fn rules() -> Vec<&'static Rule> {
    let mut rules = parse::rules();
    rules.extend(read::RULES);
    rules.extend(check::rules());
    rules.extend(inspect::RULES);
    rules.extend(reach::RULES);
    rules.extend(render::RULES.iter().copied().flatten());
    rules.push(&UNKNOWN_RULE);
    rules.sort_by_key(|rule| rule.code);
    rules
}

/// The rules of what other programs pass over. None of them is broken by what would show notes that are not meant for readers, lead
/// out of the folder, or run.
const PASSED: &[&str] = &[
    "bad-alias",
    "broken-anchor",
    "broken-link",
    "duplicate-address",
    "duplicate-heading-id",
    "embed-kind",
    "html-link",
    "include-circle",
    "front-matter-marks",
    "late-front-matter",
    "link-circle",
    "link-dead",
    "lost-cells",
    "missing-image",
    "missing-include",
    "missing-kind",
    "not-utf8",
    "nul-byte",
    "open-front-matter",
    "outside-image",
    "preview-address",
    "raw-html",
    "spaced-address",
    "taken-address",
    "too-deep",
    "undefined-label",
    "yaml-syntax",
];

/// Lets rules count as the author wants, and lets pass what other programs do in a folder brought along.
fn set_levels(playbook: &Playbook, diagnostics: &mut Diagnostics) {
    let stance = &playbook.stance;
    let is_said = matches!(stance, Stance::SaidLenient | Stance::SaidStrict);
    let (is_lenient, reason) = (stance.is_lenient(), stance.reason());
    diagnostics.set_bar(Bar { is_lenient, reason, is_said, passed: PASSED });
    let settings = &playbook.settings;
    let Some(path) = &settings.path else { return };
    let rules = rules();
    for (code, level) in &settings.check {
        let Some(rule) = rules.iter().find(|rule| rule.code == code.value) else {
            let help = match nearest(&code.value, rules.iter().map(|rule| rule.code)) {
                Some(near) => format!("write `{near} = \"{}\"`", level.value),
                None => "`partnerbook explain` lists every rule".to_owned(),
            };
            let message = format!("there is no rule `{}`", code.value);
            diagnostics.push(Diagnostic::new(&UNKNOWN_RULE, path, code.span, message).help(help));
            continue;
        };
        match level.value.as_str() {
            "error" => diagnostics.set_level(rule.code, Level::Told(Severity::Error)),
            "warning" => diagnostics.set_level(rule.code, Level::Told(Severity::Warning)),
            "hint" => diagnostics.set_level(rule.code, Level::Told(Severity::Hint)),
            "off" => diagnostics.set_level(rule.code, Level::Off),
            other => diagnostics.push(
                Diagnostic::new(
                    &UNKNOWN_RULE,
                    path,
                    level.span,
                    format!("a rule cannot count as `{other}`"),
                )
                .help("write `\"error\"`, `\"warning\"`, `\"hint\"` or `\"off\"`"),
            ),
        }
    }
}
