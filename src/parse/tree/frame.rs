//! Containers that are open while events come, and what their tags say.

use std::collections::BTreeSet;

use pulldown_cmark::{Alignment as Aligned, BlockQuoteKind, HeadingLevel};

use crate::parse::html::{Gathered, Opened};
use crate::prose::{Alignment, Block, Callout, Definition, Heading, Inline, Item, Line, Table};
use crate::source::Span;

/// A container whose end has not come yet.
pub(in crate::parse) struct Frame {
    pub(in crate::parse) open: Open,
    pub(in crate::parse) span: Span,
    pub(in crate::parse) blocks: Vec<Block>,
    pub(in crate::parse) inlines: Vec<Inline>,
    pub(in crate::parse) tight: bool,
}

pub(in crate::parse) enum Open {
    Root,
    Paragraph,
    Heading(u8, Option<String>),
    List(Option<u64>, Vec<Item>),
    Item(Option<bool>),
    Quote(Option<BlockQuoteKind>),
    /// A callout that another program calls so.
    Callout(Callout),
    /// What a reader unfolds: whether it is unfolded at first, and what stays in sight.
    Fold(bool, Line),
    Code(String, String),
    Html(Gathered),
    Tag(Box<Opened>),
    Table(Box<Table>),
    Head,
    Row(Vec<Line>),
    Cell,
    Footnote(String),
    Definitions(Vec<Definition>),
    Term,
    Meaning,
    Emphasis,
    Strong,
    Strikethrough,
    Link(String, String),
    Image(String, String),
}

impl Open {
    pub(super) fn is_inline(&self) -> bool {
        matches!(
            self,
            Open::Emphasis | Open::Strong | Open::Strikethrough | Open::Link(..) | Open::Image(..)
        )
    }

    pub(in crate::parse) fn holds_blocks(&self) -> bool {
        matches!(
            self,
            Open::Root
                | Open::Item(_)
                | Open::Quote(_)
                | Open::Callout(_)
                | Open::Fold(..)
                | Open::Footnote(_)
                | Open::Meaning
        ) || matches!(self, Open::Tag(opened) if opened.holds_blocks())
    }

    pub(super) fn is_link(&self) -> bool {
        matches!(self, Open::Link(..) | Open::Image(..))
            || matches!(self, Open::Tag(opened) if opened.is_link())
    }
}

/// The ids in HTML that are there once and that no heading has.
pub(super) fn own_anchors(anchors: Vec<Box<str>>, headings: &[Heading]) -> Box<[Box<str>]> {
    let mut taken: BTreeSet<String> = headings.iter().map(|heading| heading.id.clone()).collect();
    let own = anchors.into_iter().filter(|anchor| taken.insert(anchor.to_string()));
    let mut own: Vec<Box<str>> = own.collect();
    own.sort_unstable();
    own.into()
}

pub(super) fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

pub(super) fn alignment(aligned: Aligned) -> Alignment {
    match aligned {
        Aligned::None => Alignment::Unset,
        Aligned::Left => Alignment::Start,
        Aligned::Center => Alignment::Centre,
        Aligned::Right => Alignment::End,
    }
}
