//! Partnerbook.

pub mod source;
pub mod failure;
pub mod diag;
pub mod record;
pub mod shape;
pub mod sheet;
pub mod model;
pub mod worksheet;
pub mod artifact;
pub mod site;
pub mod theme;
pub mod parse;
pub mod plan;
pub mod render;
