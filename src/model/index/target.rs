//! What a link points at, why it points at nothing, and how its address is understood.

use crate::source::SourcePath;

/// What a link points at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A page of the playbook, and a heading on it.
    Page(SourcePath, Option<String>),
    /// The page of a folder that no file introduces.
    Folder(SourcePath),
    /// A file that is published as it is.
    Asset(SourcePath),
    /// Another host, a mail address, a telephone number.
    External(String),
}

/// Why a link points at nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unresolved {
    /// There is no such file: the path it means, and the one that was most likely meant.
    NoFile(String, Option<SourcePath>),
    /// The page has no such heading: the page, the id, and the nearest existing one.
    NoHeading(SourcePath, String, Option<String>),
    /// It climbs out of the playbook.
    Outside,
    /// The file is there, but it is no page: a draft, a file of terms, one that could not be read.
    NoPage(SourcePath),
}

/// What a link was found to point at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found<'p> {
    /// A page of the playbook, or a heading on it.
    Page(&'p SourcePath),
    /// The page of a folder that no file introduces.
    Folder,
    /// A file that is published as it is.
    Asset(&'p SourcePath),
    /// Another host, a mail address, a telephone number.
    External,
    /// Nothing; [`Index::resolve`](super::Index::resolve) says why.
    Nothing,
}

/// How an address is understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// As the way from the file it stands in.
    Direct,
    /// As the way from the address of the page, which ends in a slash: `../x/` in `a/b.md` is `a/x.md`.
    FromAddress,
    /// From the root of the site that another program makes of this folder, or of one in it or around it.
    FromRoot,
    /// As an address that the page has or had.
    Address,
}

/// What an address leads to.
pub(super) enum Place {
    /// The page with this number.
    Page(u32),
    /// The page of a folder that no file introduces.
    Folder(SourcePath),
    /// A file that is published as it is.
    Asset(SourcePath),
}
