//! The paper of a sheet, and how much of it the sheet may take.

use crate::input::Input;
use crate::model::{Content, Entry};
use crate::sheet::{Paper, Turn};

/// How many pages a sheet may take. `None` when it may take as many as it needs.
pub(super) fn allowed(entry: &Entry) -> Option<usize> {
    match &entry.content {
        Content::Worksheet(worksheet) => worksheet.pages(),
        Content::Checklist(_) => Some(1),
        Content::Chapter(_) | Content::Activity(_) | Content::Path(_) | Content::Pack(_) => None,
    }
}

/// The paper of a sheet, and how it lies.
pub(super) fn paper(input: Input<'_>, entry: &Entry) -> (Paper, Turn) {
    let own = input.playbook.settings.paper;
    match &entry.content {
        Content::Worksheet(worksheet) => {
            (worksheet.shared.paper.unwrap_or(own), worksheet.shared.turn)
        }
        Content::Checklist(_)
        | Content::Chapter(_)
        | Content::Activity(_)
        | Content::Path(_)
        | Content::Pack(_) => (own, Turn::Portrait),
    }
}
