//! Tables: columns as wide as their words ask for, rows that stay whole, heads repeated on each page. What is too wide is set
//! smaller, or on pages that lie on their sides.

use std::ops::Range;
use std::sync::Arc;

use super::blocks::{Scope, Writer};
use super::inline::Prose;
use super::wide::{self, Tight};
use super::{COLUMN, Flow, SIDE, TOP, rule, turned};
use crate::paper::measure::{MILLIMETRE, count, whole};
use crate::paper::page::{Content, Role, Tone};
use crate::paper::text::{Face, RichText, Style};
use crate::prose::{Alignment, Table};
use crate::sheet::Stroke;

/// The sizes of text in tables that are tried, in points: what is too wide is set smaller.
const SIZES: [f32; 3] = [9.5, 8.5, 7.5];
/// The smallest size, which is tried last.
const SMALLEST: f32 = 7.0;
/// A word that is longer is cut: it would take the room of all others.
const LONGEST_WORD: f32 = 60.0 * MILLIMETRE;
/// White beside and above the text of a cell.
const PADDING: (f32, f32) = (4.0, 3.5);

/// Where the columns of a table stand, and how large its text is.
struct Frame {
    /// Where columns begin, and where the last ends.
    edges: Vec<f32>,
    /// Whether it stands on pages that lie on their sides.
    is_turned: bool,
    alignments: Vec<Alignment>,
    body: Style,
    head: Style,
}

/// A row in lines.
struct Row {
    cells: Vec<(Prose, Arc<RichText>)>,
    is_head: bool,
}

impl Writer<'_, '_> {
    pub(super) fn table(&mut self, scope: Scope<'_>, table: &Table) {
        let head: Vec<Prose> = table.head.iter().map(|cell| self.prose(scope, cell)).collect();
        let rows: Vec<Vec<Prose>> = table
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| self.prose(scope, cell)).collect())
            .collect();
        let is_free = self.flow.column == COLUMN;
        let tight = self.flow.table(head, rows, &table.columns);
        if let Some(tight) = tight {
            let span = scope.document.locate(table.span);
            self.flow.faults.push(wide::fault(scope.from, span, tight, is_free));
        }
    }
}

impl Flow<'_> {
    /// A table with a head. Returns why words of it are cut, if some are.
    pub(super) fn table(
        &mut self,
        head: Vec<Prose>,
        rows: Vec<Vec<Prose>>,
        alignments: &[Alignment],
    ) -> Option<Tight> {
        let (frame, tight) = self.frame(&head, &rows, alignments);
        if frame.is_turned {
            self.begin_turned();
        }
        self.rows(&frame, head, rows);
        if frame.is_turned {
            self.end_turned();
        }
        tight
    }

    fn rows(&mut self, frame: &Frame, head: Vec<Prose>, rows: Vec<Vec<Prose>>) {
        let has_head = head.iter().any(|cell| !cell.rich.is_empty());
        let head = self.row(frame, head, true);
        self.make_room(self.gap + 3.0 * frame.body.points * frame.body.leading);
        self.give_gap();
        self.open();
        self.hold();
        // A head that takes more than half a page goes over pages as a row does, and is not repeated.
        let is_repeated = has_head && head.height() <= (self.foot() - TOP) / 2.0;
        if is_repeated {
            self.write_row(frame, &head, 0..head.lines());
        } else if has_head {
            self.row_over_pages(frame, &head, None);
        }
        for row in rows {
            let row = self.row(frame, row, false);
            self.row_over_pages(frame, &row, is_repeated.then_some(&head));
        }
        self.close(Role::Table);
    }

    /// Writes a row, over the end of the page if need be, with the `head` repeated above what goes on there.
    fn row_over_pages(&mut self, frame: &Frame, row: &Row, head: Option<&Row>) {
        let heights = head.map_or(0.0, Row::height);
        let (mut from, lines) = (0, row.lines());
        loop {
            let room = self.foot() - self.notes_height(self.height_of_row_notes(row)) - self.y;
            let fits = row.height_of(lines - from) <= room + 0.1;
            let is_alone = self.is_at_top() || self.y <= TOP + heights + 0.1;
            if !fits && !is_alone {
                self.break_in_table(frame, head);
                continue;
            }
            self.settle();
            let pitch = frame.body.points * frame.body.leading;
            let most = whole((room - 2.0 * PADDING.1) / pitch).max(1);
            let to = if fits { lines } else { row.cut_before((from + most).min(lines), from) };
            self.write_row(frame, row, from..to);
            from = to;
            if from >= lines {
                break;
            }
            self.break_in_table(frame, head);
        }
    }

    /// Goes on with a table on the next page, below its head.
    fn break_in_table(&mut self, frame: &Frame, head: Option<&Row>) {
        let comes_along = self.held.is_some();
        self.break_page();
        if let Some(head) = head.filter(|_| !comes_along) {
            // It was read already: here it says nothing.
            self.open();
            let before = self.page().content.len();
            self.write_row(frame, head, 0..head.lines());
            self.open.pop();
            for Content { leaf, .. } in &mut self.page().content[before..] {
                *leaf = None;
            }
        }
    }

    /// How a table is set, and why words are cut by that.
    fn frame(
        &mut self,
        head: &[Prose],
        rows: &[Vec<Prose>],
        alignments: &[Alignment],
    ) -> (Frame, Option<Tight>) {
        let is_free = self.column == COLUMN;
        let upright = SIZES.into_iter().map(|points| (points, false));
        let turned = SIZES.into_iter().map(|points| (points, true)).filter(|_| is_free);
        let ways = upright.chain(turned).chain([(SMALLEST, is_free)]);
        let mut chosen = None;
        for (points, is_turned) in ways {
            let body = Style { face: Face::Sans, points, leading: 1.36 };
            let style = Style { face: Face::SansBold, ..body };
            let whole = self.extents_of_columns(head, rows, (style, body));
            let extents: Vec<(f32, f32)> =
                whole.iter().map(|(least, most)| (least.min(LONGEST_WORD), *most)).collect();
            let least: f32 = extents.iter().map(|(least, _)| least).sum();
            let most: f32 = extents.iter().map(|(_, most)| most).sum();
            // Of the tables in the text itself, those of many columns reach out to its left.
            let is_wide = head.len() > 3 && most > self.width() * 1.3 || least > self.width();
            let column = match is_turned {
                true => turned::WIDE,
                false if is_wide && is_free => (SIDE, self.column.1),
                false => self.column,
            };
            let over = least - (column.1 - column.0);
            let longer = whole.into_iter().map(|(least, _)| least).collect::<Vec<f32>>();
            chosen = Some((extents, longer, column, is_turned, (body, style), over));
            if over <= 0.0 {
                break;
            }
        }
        let (extents, words, column, is_turned, (body, head), over) =
            chosen.expect("there is a smallest size, which is taken if none fits");
        let alignments = alignments.to_vec();
        let edges = edges(&extents, column);
        let is_cut = edges.windows(2).zip(words).any(|(edge, word)| word > edge[1] - edge[0] + 0.5);
        let tight =
            if over > 0.0 { Some(Tight::Table(over)) } else { is_cut.then_some(Tight::Word) };
        (Frame { edges, is_turned, alignments, body, head }, tight)
    }

    /// How narrow and how wide each column can be, with the white beside its text.
    fn extents_of_columns(
        &mut self,
        head: &[Prose],
        rows: &[Vec<Prose>],
        (style, body): (Style, Style),
    ) -> Vec<(f32, f32)> {
        let mut extents = Vec::new();
        for (column, head) in head.iter().enumerate() {
            let (mut least, mut most) = self.setter.extents(&head.rich, style);
            for cell in rows.iter().filter_map(|row| row.get(column)) {
                let (narrow, wide) = self.setter.extents(&cell.rich, body);
                (least, most) = (least.max(narrow), most.max(wide));
            }
            let white = 2.0 * PADDING.0;
            extents.push((least + white, most + white));
        }
        extents
    }

    fn row(&mut self, frame: &Frame, cells: Vec<Prose>, is_head: bool) -> Row {
        let style = if is_head { frame.head } else { frame.body };
        let cells = cells
            .into_iter()
            .zip(frame.edges.windows(2))
            .map(|(cell, edge)| {
                let set = self.set_running(&cell, style, edge[1] - edge[0] - 2.0 * PADDING.0);
                (cell, set)
            })
            .collect();
        Row { cells, is_head }
    }

    fn height_of_row_notes(&self, row: &Row) -> f32 {
        row.cells
            .iter()
            .flat_map(|(prose, set)| set.lines.iter().map(move |line| (prose, line)))
            .map(|(prose, line)| self.height_of_notes(line, prose))
            .sum()
    }

    /// Writes the lines `which` of a row.
    fn write_row(&mut self, frame: &Frame, row: &Row, which: Range<usize>) {
        let height = row.height_of(which.len());
        self.open();
        for (column, (prose, set)) in row.cells.iter().enumerate() {
            let (left, right) = (frame.edges[column], frame.edges[column + 1]);
            let alignment = frame.alignments.get(column).copied().unwrap_or(Alignment::Unset);
            self.open();
            let end = which.end.min(set.lines.len());
            // Heads stand on the line below them.
            let mut y = self.y + PADDING.1;
            if row.is_head {
                y += set.pitch * count(which.len() - end.saturating_sub(which.start));
            }
            for number in which.start..end {
                let room = right - left - 2.0 * PADDING.0 - set.lines[number].width;
                let aside = match alignment {
                    Alignment::Unset | Alignment::Start => 0.0,
                    Alignment::Centre => room / 2.0,
                    Alignment::End => room,
                };
                let at = (left + PADDING.0 + aside.max(0.0), y);
                self.lines((prose, set), number..number + 1, at, Tone::Ink);
                y += set.pitch;
            }
            let is_empty = prose.rich.is_empty();
            self.close_always(if row.is_head && !is_empty { Role::ColumnHead } else { Role::Cell });
        }
        self.close_always(Role::Row);
        self.y += height;
        let (Some(left), Some(right)) = (frame.edges.first(), frame.edges.last()) else { return };
        let stroke = if row.is_head { Stroke::Line } else { Stroke::Hair };
        self.artifact(vec![rule((*left, self.y), (*right, self.y), stroke)]);
    }
}

impl Row {
    /// How many lines the tallest cell has; one where all are empty.
    fn lines(&self) -> usize {
        self.cells.iter().map(|(_, set)| set.lines.len()).max().unwrap_or(0).max(1)
    }

    fn height(&self) -> f32 {
        self.height_of(self.lines())
    }

    /// The line at which it goes on overleaf: this one, or the one next to it at which no picture is cut.
    fn cut_before(&self, line: usize, from: usize) -> usize {
        let cuts = |line: usize| {
            let at = |set: &RichText| set.lines.get(line).is_some_and(|line| line.goes_on);
            self.cells.iter().any(|(_, set)| at(set))
        };
        let before = (from + 1..=line).rev().find(|line| !cuts(*line));
        before.or_else(|| (line..=self.lines()).find(|line| !cuts(*line))).unwrap_or(line)
    }

    /// How tall so many lines of it are.
    fn height_of(&self, lines: usize) -> f32 {
        let pitch = self.cells.iter().map(|(_, set)| set.pitch).fold(0.0, f32::max);
        pitch * count(lines) + 2.0 * PADDING.1
    }
}

/// Where columns begin and end, given how narrow and how wide each can be.
///
/// Those that want no more than their share have it in one line; of the rest each gets what its longest word needs, and as
/// much as it has use for.
fn edges(extents: &[(f32, f32)], (left, right): (f32, f32)) -> Vec<f32> {
    let room = right - left;
    let sum = |of: fn(&(f32, f32)) -> f32| extents.iter().map(of).sum::<f32>();
    let (least, most) = (sum(|each| each.0), sum(|each| each.1));
    let widths: Vec<f32> = if most <= room {
        // Short tables fill the column, so that all of a book end at one edge.
        extents.iter().map(|(_, wide)| wide + (room - most) * wide / most.max(1.0)).collect()
    } else if least > room {
        squeezed(extents, room)
    } else {
        shared(extents, room)
    };
    let mut edges = vec![left];
    for width in widths {
        edges.push(edges[edges.len() - 1] + width);
    }
    edges
}

/// The widths of columns that need more than `room`: the narrow ones keep what they need, the others have as much as one another.
fn squeezed(extents: &[(f32, f32)], room: f32) -> Vec<f32> {
    let mut needs: Vec<f32> = extents.iter().map(|(narrow, _)| *narrow).collect();
    needs.sort_by(f32::total_cmp);
    let (mut rest, mut columns) = (room, needs.len());
    for need in needs {
        if need * count(columns) > rest {
            break;
        }
        (rest, columns) = (rest - need, columns - 1);
    }
    let most = rest / count(columns.max(1));
    extents.iter().map(|(narrow, _)| narrow.min(most)).collect()
}

/// The widths of columns that need no more than `room` when narrow, and more when wide.
fn shared(extents: &[(f32, f32)], room: f32) -> Vec<f32> {
    let mut settled: Vec<Option<f32>> = vec![None; extents.len()];
    let rest = |settled: &[Option<f32>]| {
        let open = settled.iter().zip(extents).filter(|(width, _)| width.is_none());
        let (least, most, columns) = open
            .fold((0.0, 0.0, 0), |(least, most, columns), (_, each)| {
                (least + each.0, most + each.1, columns + 1)
            });
        let room = room - settled.iter().flatten().sum::<f32>();
        (room, least, most, columns)
    };
    loop {
        let (room, least, _, columns) = rest(&settled);
        let modest = |(at, (narrow, wide)): (usize, &(f32, f32))| {
            let fits = *wide <= room / count(columns) && least - narrow <= room - wide;
            (settled[at].is_none() && fits).then_some((at, *wide))
        };
        let Some((at, wide)) = extents.iter().enumerate().find_map(modest) else { break };
        settled[at] = Some(wide);
    }
    let (room, least, most, _) = rest(&settled);
    let share = |(width, (narrow, wide)): (&Option<f32>, &(f32, f32))| {
        width.unwrap_or(narrow + (room - least) * (wide - narrow) / (most - least).max(1.0))
    };
    settled.iter().zip(extents).map(share).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_share_the_room_that_words_leave() {
        let extents = [(20.0, 40.0), (30.0, 160.0)];
        let places = |right| {
            let edges = edges(&extents, (0.0, right));
            edges.iter().map(|edge| edge.round()).collect::<Vec<f32>>()
        };
        assert_eq!(places(100.0), [0.0, 40.0, 100.0]);
        assert_eq!(places(60.0), [0.0, 21.0, 60.0]);
        assert_eq!(places(25.0), [0.0, 13.0, 25.0]);
        assert_eq!(places(45.0), [0.0, 20.0, 45.0]);
        assert_eq!(places(400.0), [0.0, 80.0, 400.0]);
    }
}
