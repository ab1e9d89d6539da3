//! A row that a sheet names: a text in short, a block where there is more to say of it.

use super::short::short;
use super::{Subject, id_from};
use crate::diag::{Diagnostic, Rule};
use crate::prose::{Document, Prose};
use crate::record::{Record, Value, as_record, as_text};
use crate::source::{Location, Span, Spanned};

/// One row.
#[derive(Clone, Debug)]
pub struct NamedRow {
    /// What entries are kept by.
    pub id: Spanned<String>,
    /// What it is about.
    pub text: Document,
    /// The same without markup.
    pub plain: Spanned<String>,
    /// A few words that help with it; empty when there are none.
    pub help: Document,
}

/// What the block of a row says of the specimen, as written. `None` when nothing.
pub(super) type OwnExample = Option<Spanned<Value>>;

/// The rows that `down` names, and what the block of each says of the specimen.
pub(super) fn named_rows(record: &Record, prose: Prose<'_>) -> (Vec<NamedRow>, Vec<OwnExample>) {
    let mut taken = Vec::new();
    let row = |value: &Spanned<Value>| {
        let block = as_record(&value.value);
        let plain = block.map_or_else(|| as_text(value), |block| block.text("text"))?;
        let id = block
            .and_then(|block| block.text("id"))
            .unwrap_or_else(|| Spanned::new(id_from(&plain.value, &taken), plain.span));
        taken.push(id.value.clone());
        let help = prose(block.and_then(|block| block.text("help")));
        let example = block.and_then(|block| block.value("example")).cloned();
        let (text, plain) = short(plain, prose);
        Some((NamedRow { id, text, plain, help }, example))
    };
    record.list("down").iter().filter_map(row).unzip()
}

/// Where the specimen is written for the sheet as a whole, and where in the block of a row too.
pub(super) type Twice = Option<(Span, Span)>;

/// Finds the specimen of the whole sheet where a row has one of its `own`.
pub(super) fn example_twice(record: &Record, own: &[OwnExample]) -> Twice {
    let whole = record.entry("example")?.key.span;
    own.iter().flatten().next().map(|own| (whole, own.span))
}

/// Tells a specimen that is written twice.
pub(super) fn twice_fault(
    twice: Twice,
    rule: &'static Rule,
    subject: Subject<'_>,
) -> Option<Diagnostic> {
    let (whole, own) = twice?;
    let place = Location { path: subject.path.clone(), span: whole };
    let message = "this row has an `example` of its own, and the sheet has one for all rows";
    Some(
        subject
            .fault(rule, own, message)
            .related(place, "the one for all rows")
            .help("take one of the two out"),
    )
}
