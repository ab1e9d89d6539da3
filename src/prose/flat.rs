//! Blocks → one line of prose, and tables of HTML → tables of lines: for places where no more can stand.

use super::block::{Block, Table};
use super::element::{Alignment, Element, Name};
use super::inline::{Inline, Line};
use super::text::Text;

/// All words of `blocks` as one line, with an end of line between two blocks.
pub fn as_line(blocks: &[Block]) -> Line {
    if let [Block::Paragraph(line)] = blocks {
        return line.clone();
    }
    let mut line = Vec::new();
    for block in blocks {
        add(block, &mut line);
    }
    line.into()
}

/// A table of HTML as rows and columns of lines: a cell that stands in several is empty in all but the first.
pub fn as_table(table: &Element<Vec<Block>>) -> Table {
    let rows: Vec<&Element<Vec<Block>>> = table.content.iter().filter_map(element).collect();
    let mut grid: Vec<Vec<Option<Line>>> = Vec::new();
    for (number, row) in rows.iter().enumerate() {
        let mut column = 0;
        for cell in row.content.iter().filter_map(element) {
            while place(&mut grid, number, column).is_some() {
                column += 1;
            }
            let (wide, high) = (count(cell, "colspan"), count(cell, "rowspan"));
            for below in number..rows.len().min(number + high) {
                for beside in column..column + wide {
                    place(&mut grid, below, beside).get_or_insert_default();
                }
            }
            *place(&mut grid, number, column) = Some(words(cell, number == 0));
            column += wide;
        }
    }
    let width = grid.iter().map(Vec::len).max().unwrap_or(0);
    let mut lines: Vec<Box<[Line]>> = Vec::new();
    for mut row in grid {
        row.resize_with(width, || None);
        lines.push(row.into_iter().map(Option::unwrap_or_default).collect());
    }
    let is_head = |row: &&&Element<Vec<Block>>| {
        row.content.iter().filter_map(element).all(|cell| cell.name == Name::HeadCell)
    };
    let head = match rows.first().filter(is_head) {
        Some(_) => lines.remove(0).into_vec(),
        None => vec![Line::default(); width],
    };
    let columns = vec![Alignment::Unset; width];
    Table { columns, head, rows: lines, span: table.attributes.span }
}

/// The place for the cell in this row and column.
fn place(grid: &mut Vec<Vec<Option<Line>>>, row: usize, column: usize) -> &mut Option<Line> {
    if grid.len() <= row {
        grid.resize_with(row + 1, Vec::new);
    }
    let row = &mut grid[row];
    if row.len() <= column {
        row.resize_with(column + 1, || None);
    }
    &mut row[column]
}

/// In how many columns or rows a cell stands; a table has no more than a few hundred.
fn count(cell: &Element<Vec<Block>>, name: &str) -> usize {
    let written = cell.attributes.value(name).and_then(|value| value.parse().ok());
    written.unwrap_or(1).clamp(1, 100)
}

/// The words of a cell; those of one that is the heading of its row are strong.
fn words(cell: &Element<Vec<Block>>, is_first: bool) -> Line {
    let line = as_line(&cell.content);
    if cell.name == Name::HeadCell && !is_first && !line.is_empty() {
        return Line::from([Inline::Strong(line)]);
    }
    line
}

fn element(block: &Block) -> Option<&Element<Vec<Block>>> {
    let Block::Element(element) = block else { return None };
    Some(element)
}

fn add(block: &Block, line: &mut Vec<Inline>) {
    match block {
        Block::Paragraph(words) => begin(line).extend(words.iter().cloned()),
        Block::Heading(_, words) => begin(line).push(Inline::Strong(words.clone())),
        Block::List(first, items) => {
            for (number, item) in (0..).zip(items) {
                let mark = first.map_or("• ".to_owned(), |first| format!("{}. ", first + number));
                begin(line).push(own(&mark));
                line.extend(as_line(&item.blocks));
            }
        }
        Block::Quote(inner) | Block::Callout(_, inner) => begin(line).extend(as_line(inner)),
        Block::Code(code) => {
            begin(line).push(Inline::Code(Text::Own(code.text.trim_end().into())));
        }
        Block::Table(table) => {
            add_row(&table.head, line);
            table.rows.iter().for_each(|row| add_row(row, line));
        }
        Block::Definitions(definitions) => {
            for definition in definitions {
                begin(line).push(Inline::Strong(definition.term.clone()));
                for meaning in &definition.meanings {
                    begin(line).extend(as_line(meaning));
                }
            }
        }
        Block::Details(details) => {
            begin(line).push(Inline::Strong(details.summary.clone()));
            begin(line).extend(as_line(&details.blocks));
        }
        Block::Element(element) if element.name == Name::Table => {
            add(&Block::Table(Box::new(as_table(element))), line);
        }
        Block::Element(element) => begin(line).extend(as_line(&element.content)),
        Block::Html(html) => line.push(Inline::Html(html.clone())),
        Block::Rule => drop(begin(line)),
        Block::Include(_) | Block::Footnote(_) => {}
    }
}

fn add_row(cells: &[Line], line: &mut Vec<Inline>) {
    begin(line);
    let cells = cells.iter().filter(|cell| !cell.is_empty());
    for (number, cell) in cells.enumerate() {
        if number > 0 {
            line.push(own(" · "));
        }
        line.extend(cell.iter().cloned());
    }
}

/// Ends the line before, if there is one.
fn begin(line: &mut Vec<Inline>) -> &mut Vec<Inline> {
    if !matches!(line.last(), None | Some(Inline::HardBreak)) {
        line.push(Inline::HardBreak);
    }
    line
}

fn own(text: &str) -> Inline {
    Inline::Text(Text::Own(text.into()))
}
