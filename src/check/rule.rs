//! What a rule is: its name, and how what breaks it is found in what it may look at.
//!
//! A rule sees no more than the value it is given. While somebody writes, it is asked again only when that value may be another,
//! so nothing else may reach it.

use super::between::Between;
use super::page::Page;
use super::whole::Whole;
use crate::diag::{Diagnostic, Rule};
use crate::measure::Date;
use crate::model::Meta;
use crate::source::SourcePath;

/// A rule, and how what breaks it is found in what `F` is given.
#[derive(Debug)]
pub struct Check<F> {
    /// The rule.
    pub rule: &'static Rule,
    /// Finds everything that breaks it, in the order of the files.
    pub find: F,
}

/// Judges one file by its own prose and metadata, and by the names of the others.
pub type OnPage = fn(&Page<'_>) -> Vec<Diagnostic>;

/// Holds pages against each other by what each is called, what it covers and who uses whom.
pub type BetweenPages = fn(&Between<'_>) -> Vec<Diagnostic>;

/// Judges sheets, settings and files; of a chapter, where it stands and what it is called by.
pub type OnWhole = fn(&Whole<'_>) -> Vec<Diagnostic>;

/// Judges the metadata of one page on a day.
pub type OfTheDay = fn((&SourcePath, &Meta), Date) -> Option<Diagnostic>;
