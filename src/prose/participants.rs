//! Prose without what is said to the person who leads alone.

use std::borrow::Cow;

use super::block::Block;
use super::callout::Callout;
use super::document::Document;

impl Document {
    /// The same without its `[!LEADER]` callouts, wherever they stand: what participants are handed.
    pub fn for_participants(&self) -> Cow<'_, Self> {
        let mut has_notes = false;
        self.each_block(&mut |block| has_notes |= is_for_leader(block));
        if !has_notes {
            return Cow::Borrowed(self);
        }
        let mut document = self.clone();
        take_out(&mut document.blocks);
        Cow::Owned(document)
    }

    /// The same as text without markup, a line for each line of words.
    pub fn text_for_participants(&self) -> String {
        let said = self.for_participants();
        let mut lines = Vec::new();
        said.each_line(&mut |line| lines.push(said.plain(line)));
        lines.join("\n")
    }
}

fn is_for_leader(block: &Block) -> bool {
    matches!(block, Block::Callout(Callout::Leader, _))
}

fn take_out(blocks: &mut Vec<Block>) {
    blocks.retain(|block| !is_for_leader(block));
    for block in blocks {
        match block {
            Block::List(_, items) => items.iter_mut().for_each(|item| take_out(&mut item.blocks)),
            Block::Quote(inner) | Block::Callout(_, inner) => take_out(inner),
            Block::Definitions(definitions) => {
                let meanings = definitions.iter_mut().flat_map(|each| &mut each.meanings);
                meanings.for_each(take_out);
            }
            Block::Details(details) => take_out(&mut details.blocks),
            Block::Element(element) => take_out(&mut element.content),
            Block::Footnote(footnote) => take_out(&mut footnote.blocks),
            Block::Paragraph(_)
            | Block::Heading(..)
            | Block::Code(_)
            | Block::Table(_)
            | Block::Rule
            | Block::Html(_)
            | Block::Include(_) => {}
        }
    }
}
