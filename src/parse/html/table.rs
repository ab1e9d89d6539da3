//! Tables of HTML → tables as Markdown has them, where they are no more than that.

use super::element::Content;
use crate::parse::tree::Builder;
use crate::prose::{Alignment, Attributes, Block, Element, Inline, Line, Name, Table};

impl Builder<'_> {
    /// Cells of a head are headings.
    pub(super) fn end_table_head(&mut self, blocks: Vec<Block>) {
        for mut block in blocks {
            if let Block::Element(row) = &mut block
                && row.name == Name::Row
            {
                for cell in &mut row.content {
                    if let Block::Element(cell) = cell
                        && cell.name == Name::Cell
                    {
                        cell.name = Name::HeadCell;
                    }
                }
            }
            self.block(block);
        }
    }

    /// What stands in a row beside its cells is a cell.
    pub(super) fn end_row(&mut self, attributes: Attributes, blocks: Vec<Block>) {
        let is_cell = |block: &Block| matches!(block, Block::Element(cell) if matches!(cell.name, Name::Cell | Name::HeadCell));
        let cells = blocks.into_iter().map(|block| {
            if is_cell(&block) {
                return block;
            }
            let attributes = Attributes::default();
            Block::Element(Box::new(Element { name: Name::Cell, attributes, content: vec![block] }))
        });
        let cells = cells.collect();
        self.element_block(Name::Row, attributes, cells);
    }

    /// What stands in a table beside its rows, such as its caption, stands above it.
    pub(super) fn end_table(&mut self, attributes: Attributes, content: Content) {
        let mut rows = Vec::new();
        for block in content.blocks {
            if !matches!(&block, Block::Element(row) if row.name == Name::Row) {
                self.block(block);
            } else if let Block::Element(row) = block {
                rows.push(*row);
            }
        }
        if rows.is_empty() {
            return;
        }
        let Some((columns, lines)) = plain(&rows) else {
            let rows = rows.into_iter().map(|row| Block::Element(Box::new(row))).collect();
            return self.element_block(Name::Table, attributes, rows);
        };
        let mut lines = lines.into_iter();
        let head = lines.next().unwrap_or_default();
        let rows = lines.map(Vec::into_boxed_slice).collect();
        let table = Block::Table(Box::new(Table { columns, head, rows, span: content.span }));
        if attributes.is_empty() {
            self.block(table);
        } else {
            self.element_block(Name::Bare, attributes, vec![table]);
        }
    }
}

/// The cells of a table with a head above as many cells in each row, all of words alone. `None` for any other.
fn plain(rows: &[Element<Vec<Block>>]) -> Option<(Vec<Alignment>, Vec<Vec<Line>>)> {
    let width = rows.first()?.content.len();
    let mut columns = Vec::new();
    let mut lines = Vec::new();
    for (number, row) in rows.iter().enumerate() {
        let wanted = if number == 0 { Name::HeadCell } else { Name::Cell };
        if row.content.len() != width || !row.attributes.is_empty() {
            return None;
        }
        let mut line = Vec::new();
        for cell in &row.content {
            let Block::Element(cell) = cell else { return None };
            if cell.name != wanted || !is_plain(&cell.attributes) {
                return None;
            }
            if number + 1 == rows.len() {
                columns.push(cell.attributes.alignment);
            }
            line.push(words(&cell.content)?);
        }
        lines.push(line);
    }
    Some((columns, lines))
}

/// Whether a cell says no more than where its words stand.
fn is_plain(attributes: &Attributes) -> bool {
    let Attributes { id, alignment: _, kept, others, span: _ } = attributes;
    let is_plain = |(name, value): &(&str, Box<str>)| *name == "scope" && &**value == "col";
    id.is_empty() && others.is_empty() && kept.iter().all(is_plain)
}

/// The words of a cell that has no more than one line.
fn words(blocks: &[Block]) -> Option<Line> {
    match blocks {
        [] => Some(Box::default()),
        [Block::Paragraph(line)] if !matches!(**line, [Inline::Image(_)]) => Some(line.clone()),
        _ => None,
    }
}
