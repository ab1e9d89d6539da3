//! A short text on a sheet, as prose and without markup.

use crate::prose::{Document, Prose};
use crate::source::Spanned;

/// A short text that may hold emphasis and links, and the same without markup, as it stands on paper and in files for other
/// programs.
pub(super) fn short(typed: Spanned<String>, prose: Prose<'_>) -> (Document, Spanned<String>) {
    let span = typed.span;
    let text = prose(Some(typed));
    let plain = Spanned::new(text.short(), span);
    (text, plain)
}
