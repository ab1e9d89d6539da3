//! Where faults are reported that stand in no words of their own.

use super::names::Other;
use crate::diag::{Diagnostic, Rule};
use crate::source::{SourcePath, Span};

/// A fault of a page as a whole, reported at its title.
pub(super) fn at_title<'p>(
    rule: &'static Rule,
    page: impl Into<Other<'p>>,
    message: impl Into<String>,
) -> Diagnostic {
    let page = page.into();
    Diagnostic::new(rule, page.path(), page.meta().title.span, message)
}

/// A fault in `playbook.toml`, when there is one to point at.
pub(super) fn in_settings(
    rule: &'static Rule,
    path: Option<&SourcePath>,
    span: Span,
    message: String,
) -> Diagnostic {
    match path {
        Some(path) => Diagnostic::new(rule, path, span, message),
        None => Diagnostic::everywhere(rule, message),
    }
}
