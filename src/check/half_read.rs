//! Files that could not be read whole, of which less is reported.

use super::worksheets::MORE_RULES;
use crate::diag::Diagnostic;
use crate::model::Playbook;

/// The rules that report what a file lacks, besides those of the kinds of worksheets.
const LACKS: &[&str] =
    &["empty-checklist", "empty-group", "empty-pack", "leaves-nothing", "missing-summary"];

/// Whether a fault is to be reported. What a file seems to lack that could not be read whole, or holds a key that nobody
/// understands, is not reported on top of that.
pub(super) fn is_sound(fault: &Diagnostic, playbook: &Playbook) -> bool {
    let Some(path) = fault.location.as_ref().map(|location| &location.path) else { return true };
    let code = fault.rule.code;
    let is_lack = || LACKS.contains(&code) || MORE_RULES.iter().any(|rule| rule.code == code);
    !(playbook.unread.contains(path) || playbook.doubtful.contains(path) && is_lack())
}
