//! Anything filled in: the kinds of worksheets, one file each.
//!
//! A kind is its data, the keys authors write it with, its rules and its fields. [`KINDS`] lists them all.

mod blocks;
mod context;
mod copies;
pub mod dates;
mod field;
mod kind;
mod places;
mod questions;
pub mod rows;
mod shared;
mod short;
mod show;
mod subject;
mod words;

pub mod agreement;
pub mod board;
pub mod canvas;
pub mod cards;
pub mod causes;
pub mod dependencies;
pub mod form;
pub mod health;
pub mod matrix;
pub mod plan;
pub mod quadrant;
pub mod reflection;
pub mod rhythm;
pub mod roadmap;
pub mod scorecard;
pub mod session;
pub mod spectrum;
pub mod table;

mod kinds;

pub use agreement::Agreement;
pub use board::Board;
pub use canvas::Canvas;
pub use cards::Cards;
pub use causes::Causes;
pub use context::{Context, Need, Page, PageKind, Term};
pub use copies::CopyNumbers;
pub use dates::{Dates, Event};
pub use dependencies::Dependencies;
pub use field::{Field, Input, id_from};
pub use form::Form;
pub use health::Health;
pub use kind::{Body, Kind};
pub use kinds::{KINDS, kind};
pub use matrix::Matrix;
pub use places::Places;
pub use plan::Plan;
pub use quadrant::Quadrant;
pub use reflection::Reflection;
pub use rhythm::Rhythm;
pub use roadmap::Roadmap;
pub use scorecard::Scorecard;
pub use session::Session;
pub use shared::{MOST_PAGES, SHEET_KEYS, Shared, Worksheet};
pub(crate) use show::view;
pub use show::{Show, Version, View};
pub use spectrum::Spectrum;
pub use subject::Subject;
pub use table::Table;
pub use words::Words;
pub(crate) use words::key_of;
