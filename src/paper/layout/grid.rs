//! Tables on paper: rows that are never split, heads repeated on each page.

use super::builder::Layout;
use super::marks::{outline, rule};
use super::style::{BOX, STRONG};
use crate::paper::measure::{MILLIMETRE, count};
use crate::paper::page::{Area, Mark, Node, Role, Tone};
use crate::paper::text::{Face, Style, Text};
use crate::sheet::{Cell, Grid, LINE_PITCH, Stroke};

/// Text in cells.
const CELL: Style = Style { face: Face::Sans, points: 9.5, leading: 1.3 };
/// Heads of columns.
const HEAD: Style = Style { face: Face::SansBold, points: 9.5, leading: 1.25 };
/// White around the text of a cell.
const PADDING: f32 = 1.5 * MILLIMETRE;

/// Room to write a name below a head.
const NAME: f32 = 8.0 * MILLIMETRE;

/// The head of a column.
struct Head {
    /// What is printed.
    text: Text,
    /// What is printed below it, lighter; no lines when nothing is.
    below: Text,
    /// What the name that is written below is kept by; empty when there is none to write.
    field: String,
}

impl Layout<'_> {
    pub(super) fn grid(&mut self, grid: &Grid) {
        if !grid.caption.is_empty() {
            self.space(2.0 * MILLIMETRE);
            self.make_room(30.0 * MILLIMETRE);
            self.paragraph(&grid.caption, STRONG, Tone::Ink, Role::Heading(grid.caption.clone()));
            self.space(MILLIMETRE);
        }
        let edges = self.edges(grid);
        let mut rows = Vec::new();
        let first =
            grid.rows.first().map_or(0.0, |row| row.height * MILLIMETRE * self.pitch / LINE_PITCH);
        let heads = self.heads(grid, &edges);
        self.make_room(head_height(&heads) + first);
        self.count_cut(head_height(&heads), |cut| &mut cut.rows);
        rows.extend(self.grid_head(&heads, &edges));
        for (number, row) in grid.rows.iter().enumerate() {
            self.begin(number);
            let texts: Vec<Text> = row
                .cells
                .iter()
                .zip(edges.windows(2))
                .map(|(cell, edge)| {
                    let text = match cell {
                        Cell::Printed(text) | Cell::Written { text, .. } => text.as_str(),
                        Cell::Ticked { .. } => "",
                    };
                    self.setter.set_running(text, CELL, edge[1] - edge[0] - 2.0 * PADDING)
                })
                .collect();
            let need = texts.iter().map(Text::height).fold(0.0, f32::max) + 2.0 * PADDING;
            let height = need.max(row.height * MILLIMETRE * self.pitch / LINE_PITCH);
            if self.make_room(height) {
                self.repeat_head(&heads, &edges);
            }
            self.tally().rows += 1;
            self.count_cut(height, |cut| &mut cut.rows);
            rows.push(self.grid_row(&row.cells, &texts, &edges, height));
        }
        if !rows.is_empty() {
            self.structure.push(Node::Group(Role::Table, rows));
        }
        self.space(4.0 * MILLIMETRE);
    }

    /// Where columns begin and end: as wide as the author wants, but no longest word is broken while others have room.
    fn edges(&mut self, grid: &Grid) -> Vec<f32> {
        let shares: f32 = grid.columns.iter().map(|column| column.share).sum();
        let mut widths: Vec<f32> = grid
            .columns
            .iter()
            .map(|column| self.width() * column.share / shares.max(0.001))
            .collect();
        let least: Vec<f32> = (0..grid.columns.len())
            .map(|column| self.least_width(grid, column).min(0.4 * self.width()))
            .collect();
        let lack: f32 =
            widths.iter().zip(&least).map(|(width, least)| (least - width).max(0.0)).sum();
        let spare: f32 =
            widths.iter().zip(&least).map(|(width, least)| (width - least).max(0.0)).sum();
        if lack > 0.0 && lack <= spare {
            for (width, least) in widths.iter_mut().zip(&least) {
                *width =
                    if *width < *least { *least } else { *width - (*width - least) * lack / spare };
            }
        }
        let mut edges = vec![self.margin];
        for width in widths {
            let edge = edges.last().copied().unwrap_or(self.margin);
            edges.push(edge + width);
        }
        edges
    }

    /// The width that the longest words of a column need, its heading included.
    fn least_width(&mut self, grid: &Grid, column: usize) -> f32 {
        let longest = |text: &'_ str| -> Option<String> {
            text.split_whitespace().max_by_key(|word| word.chars().count()).map(str::to_owned)
        };
        let cells = grid.rows.iter().filter_map(|row| row.cells.get(column));
        let words = cells
            .filter_map(|cell| match cell {
                Cell::Printed(text) | Cell::Written { text, .. } => longest(text),
                Cell::Ticked { .. } => None,
            })
            .max_by_key(|word| word.chars().count());
        let head = longest(&grid.columns[column].title);
        let width = |set: Text| set.lines.first().map_or(0.0, |line| line.width);
        let words = words.map_or(0.0, |word| width(self.setter.set(&word, CELL, f32::MAX)));
        let head = head.map_or(0.0, |word| width(self.setter.set(&word, HEAD, f32::MAX)));
        words.max(head) + 2.0 * PADDING + 0.5
    }

    fn heads(&mut self, grid: &Grid, edges: &[f32]) -> Vec<Head> {
        grid.columns
            .iter()
            .zip(edges.windows(2))
            .map(|(column, edge)| {
                let room = edge[1] - edge[0] - 2.0 * PADDING;
                let (title, below) =
                    column.title.split_once('\n').unwrap_or((column.title.as_str(), ""));
                Head {
                    text: self.setter.set(title, HEAD, room),
                    below: self.setter.set(below, CELL, room),
                    field: column.field.clone(),
                }
            })
            .collect()
    }

    fn grid_head(&mut self, heads: &[Head], edges: &[f32]) -> Option<Node> {
        if heads.iter().all(|head| head.text.lines.is_empty()) {
            return None;
        }
        let mut cells = Vec::new();
        let bottom = self.y + head_height(heads);
        let marks = self.head_marks(heads, edges);
        for ((head, marks), edge) in heads.iter().zip(marks).zip(edges.windows(2)) {
            let mut children = Vec::new();
            if !head.text.lines.is_empty() {
                children.push(self.leaf(marks));
            }
            let (left, right) = (edge[0] + 0.5, edge[1] - 0.5);
            let area = Area { left, top: bottom - NAME, right, bottom: bottom - 0.5 };
            children.extend(self.fill(&head.field, "", area));
            cells.push(Node::Group(Role::ColumnHead, children));
        }
        self.head_lines(heads, edges);
        Some(Node::Group(Role::Row, cells))
    }

    /// The head again, on a further page: it was read already.
    fn repeat_head(&mut self, heads: &[Head], edges: &[f32]) {
        if heads.iter().any(|head| !head.text.lines.is_empty()) {
            let marks = self.head_marks(heads, edges).into_iter().flatten().collect();
            self.artifact(marks);
            self.head_lines(heads, edges);
        }
    }

    fn head_marks(&self, heads: &[Head], edges: &[f32]) -> Vec<Vec<Mark>> {
        let bottom = self.y + head_height(heads) - PADDING;
        heads
            .iter()
            .zip(edges)
            .map(|(head, left)| {
                // Where some heads have room for a name below, all stand at the top.
                let is_named = heads.iter().any(|head| !head.field.is_empty());
                let height = head.text.height() + head.below.height();
                let top = if is_named { self.y + PADDING } else { bottom - height };
                let (x, below) = (left + PADDING, top + head.text.height());
                let lines =
                    |text: &Text, y| self.lines(text, 0..text.lines.len(), (x, y), Tone::Ink);
                let mut marks = lines(&head.text, top);
                marks.extend(lines(&head.below, below));
                marks
            })
            .collect()
    }

    fn head_lines(&mut self, heads: &[Head], edges: &[f32]) {
        let (top, bottom) = (self.y, self.y + head_height(heads));
        let (Some(left), Some(right)) = (edges.first(), edges.last()) else { return };
        let mut marks = vec![
            outline((*left, top), (*right, bottom), Stroke::Hair),
            rule((*left, bottom), (*right, bottom), Stroke::Line),
        ];
        marks.extend(edges.iter().map(|x| rule((*x, top), (*x, bottom), Stroke::Hair)));
        self.artifact(marks);
        self.y = bottom;
    }

    fn grid_row(&mut self, row: &[Cell], texts: &[Text], edges: &[f32], height: f32) -> Node {
        // Beside several lines of text, the head of the row stands at the top like them.
        let is_short = texts.iter().skip(1).all(|text| text.lines.len() < 2);
        let mut cells = Vec::new();
        for (at, ((cell, text), edge)) in row.iter().zip(texts).zip(edges.windows(2)).enumerate() {
            let first = matches!(cell, Cell::Printed(_)) && at == 0;
            let top = if first && is_short || text.lines.len() < 2 && height < 12.0 * MILLIMETRE {
                self.y + (height - text.height()) / 2.0
            } else {
                self.y + PADDING
            };
            let tone = match cell {
                Cell::Written { .. } => Tone::Pen,
                Cell::Printed(_) | Cell::Ticked { .. } => Tone::Ink,
            };
            let marks = self.lines(text, 0..text.lines.len(), (edge[0] + PADDING, top), tone);
            let mut children = if marks.is_empty() { Vec::new() } else { vec![self.leaf(marks)] };
            if let Cell::Ticked { ticked, .. } = cell {
                let x = (edge[0] + edge[1] - BOX) / 2.0;
                let y = self.y + (height - BOX) / 2.0;
                children.push(self.bare_box((x, y), *ticked));
            }
            children.extend(self.fill_cell(cell, (edge[0], edge[1]), height));
            let role = if first && !text.lines.is_empty() { Role::RowHead } else { Role::Cell };
            cells.push(Node::Group(role, children));
        }
        let bottom = self.y + height;
        let mut marks: Vec<Mark> =
            edges.iter().map(|x| rule((*x, self.y), (*x, bottom), Stroke::Hair)).collect();
        if let (Some(left), Some(right)) = (edges.first(), edges.last()) {
            marks.push(rule((*left, bottom), (*right, bottom), Stroke::Hair));
            marks.push(rule((*left, self.y), (*right, self.y), Stroke::Hair));
        }
        self.artifact(marks);
        self.y = bottom;
        Node::Group(Role::Row, cells)
    }
}

impl Layout<'_> {
    /// Makes a cell between `left` and `right` a place to fill in.
    fn fill_cell(&mut self, cell: &Cell, (left, right): (f32, f32), height: f32) -> Option<Node> {
        match cell {
            Cell::Printed(_) => None,
            Cell::Written { field, .. } => {
                let (top, bottom) = (self.y + 0.5, self.y + height - 0.5);
                self.fill(field, "", Area { left: left + 0.5, top, right: right - 0.5, bottom })
            }
            Cell::Ticked { field, choice, .. } => {
                let corner = ((left + right - BOX) / 2.0, self.y + (height - BOX) / 2.0);
                self.fill(field, choice, Area::square(corner, BOX))
            }
        }
    }
}

fn head_height(heads: &[Head]) -> f32 {
    if heads.iter().all(|head| head.text.lines.is_empty()) {
        return 0.0;
    }
    let named = heads.iter().any(|head| !head.field.is_empty());
    let name = if named { NAME } else { 0.0 };
    let height = |head: &Head| {
        count(head.text.lines.len()) * HEAD.points * HEAD.leading
            + count(head.below.lines.len()) * CELL.points * CELL.leading
    };
    heads.iter().map(height).fold(0.0, f32::max) + name + 2.0 * PADDING
}
