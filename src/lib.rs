//! Partnerbook.

pub mod source;
pub mod failure;
pub mod diag;
pub mod record;
pub mod shape;
pub mod sheet;
pub mod model;
pub mod worksheet;
pub mod site;
pub mod theme;
pub mod artifact;

pub mod read;
pub mod parse;
pub mod check;
pub mod plan;
pub mod render;
pub mod write;

pub mod compile;
pub mod cli;
