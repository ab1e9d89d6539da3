//! Every kind of worksheet.

use super::kind::Kind;
use super::{
    agreement, board, canvas, cards, causes, dependencies, form, health, matrix, plan, quadrant,
    reflection, rhythm, roadmap, scorecard, session, spectrum, table,
};

/// Every kind of worksheet.
pub const KINDS: &[&Kind] = &[
    &form::KIND,
    &table::KIND,
    &matrix::KIND,
    &canvas::KIND,
    &board::KIND,
    &health::KIND,
    &scorecard::KIND,
    &quadrant::KIND,
    &roadmap::KIND,
    &dependencies::KIND,
    &agreement::KIND,
    &plan::KIND,
    &session::KIND,
    &cards::KIND,
    &reflection::KIND,
    &rhythm::KIND,
    &spectrum::KIND,
    &causes::KIND,
];

/// The kind called `name`.
pub fn kind(name: &str) -> Option<&'static Kind> {
    KINDS.iter().copied().find(|kind| kind.name == name)
}
