//! Who has an address of the site, and who wanted it in vain.

use super::Route;
use crate::source::{SourcePath, Span};

/// What has an address of the site, or wants one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holder {
    /// The page of this file.
    Page(SourcePath),
    /// The page of this folder, which no file introduces. Empty for the content folder.
    Folder(String),
    /// The filled specimen of this sheet.
    Example(SourcePath),
    /// A file that is made of this sheet: on paper, or for other programs.
    MadeOf(SourcePath),
    /// What leads on to the page of this file from an address that it had before, which is written at this place in it.
    Alias(SourcePath, Span),
    /// What leads on from an old address without an author who wrote so.
    Former,
    /// What no author wrote: lists, the site map, files for hosts.
    Made,
}

/// What an author wrote and would stand where something else stands: it stands elsewhere, or is not in the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What is left out.
    pub wanted: Holder,
    /// The address that it would have.
    pub route: Route,
    /// What stands there, or in the way: a file cannot lie in a file.
    pub holder: Holder,
    /// The address that it has instead. `None` when it is not in the site.
    pub instead: Option<Route>,
}
