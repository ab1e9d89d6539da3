//! A small true drawing of a sheet: where its lines, boxes and columns are.

use std::fmt::{self, Write as _};

use crate::model::{Content, Entry};
use crate::worksheet::form::Answer;
use crate::worksheet::{Body, Form, Matrix, Table};

/// Width and height of the drawing, in the proportion of A4.
const WIDTH: f32 = 60.0;
const HEIGHT: f32 = 80.0;
/// White around.
const EDGE: f32 = 7.0;
/// The distance of writing lines.
const LINE: f32 = 4.5;

/// The drawing of `entry` as SVG; empty when it is no sheet.
pub(super) fn of(entry: &Entry) -> String {
    let mut drawing = Drawing { path: String::new(), y: 16.0 };
    match &entry.content {
        Content::Checklist(checklist) => {
            for group in &checklist.groups {
                if !group.title.is_empty() {
                    drawing.line(EDGE, drawing.y, 20.0);
                    drawing.y += LINE;
                }
                for item in &group.items {
                    drawing.tick_line(text_share(&item.plain));
                }
            }
        }
        Content::Worksheet(worksheet) => match &worksheet.body {
            Body::Form(form) => drawing.form(form),
            Body::Table(table) => drawing.table(table),
            Body::Plan(plan) => drawing.table(&plan.table),
            Body::Matrix(matrix) => drawing.matrix(matrix),
        },
        Content::Chapter(_) | Content::Activity(_) | Content::Path(_) => return String::new(),
    }
    format!(
        "<svg viewBox=\"0 0 60 80\" fill=\"none\" stroke=\"currentColor\" \
         aria-hidden=\"true\" focusable=\"false\"><path stroke-width=\"2.5\" d=\"M7 9.5h24\"/>\
         <path stroke-width=\"0.6\" d=\"{}\"/></svg>",
        drawing.path
    )
}

/// How much of a line a text takes, a tenth to the whole.
fn text_share(text: &str) -> f32 {
    f32::from(u16::try_from(text.chars().count()).unwrap_or(u16::MAX))
        .mul_add(1.0 / 70.0, 0.1)
        .min(1.0)
}

/// A length to the tenth: `14.5`, `7`.
struct Tenths(f32);

impl fmt::Display for Tenths {
    /// Far quicker than the shortest text of any number.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        #[expect(clippy::cast_possible_truncation, reason = "a drawing is sixty by eighty")]
        let tenths = (self.0 * 10.0).round() as i32;
        let sign = if tenths < 0 { "-" } else { "" };
        write!(f, "{sign}{}", tenths.abs() / 10)?;
        match tenths.abs() % 10 {
            0 => Ok(()),
            rest => write!(f, ".{rest}"),
        }
    }
}

struct Drawing {
    path: String,
    y: f32,
}

impl Drawing {
    fn full(&self) -> bool {
        self.y > HEIGHT - EDGE
    }

    fn line(&mut self, x: f32, y: f32, length: f32) {
        let _ = write!(self.path, "M{} {}h{}", Tenths(x), Tenths(y), Tenths(length));
    }

    fn upright(&mut self, x: f32, y: f32, length: f32) {
        let _ = write!(self.path, "M{} {}v{}", Tenths(x), Tenths(y), Tenths(length));
    }

    fn tick_line(&mut self, share: f32) {
        if self.full() {
            return;
        }
        let _ = write!(self.path, "M{EDGE} {}h3v3h-3z", Tenths(self.y - 2.5));
        self.line(EDGE + 6.0, self.y - 0.8, (WIDTH - 2.0 * EDGE - 6.0) * share);
        self.y += 6.0;
    }

    fn form(&mut self, form: &Form) {
        for ask in &form.asks {
            if self.full() {
                return;
            }
            self.line(EDGE, self.y, (WIDTH - 2.0 * EDGE) * text_share(&ask.plain) * 0.7);
            self.y += LINE;
            match &ask.answer {
                Answer::Lines(lines) => {
                    for _ in 0..*lines {
                        if !self.full() {
                            self.line(EDGE, self.y, WIDTH - 2.0 * EDGE);
                            self.y += LINE;
                        }
                    }
                }
                Answer::Choice(choices, _) => {
                    let each = (WIDTH - 2.0 * EDGE)
                        / f32::from(u8::try_from(choices.len().max(1)).unwrap_or(u8::MAX));
                    let mut x = EDGE;
                    for _ in choices {
                        let y = Tenths(self.y - 2.0);
                        let _ = write!(self.path, "M{} {y}h2.5v2.5h-2.5z", Tenths(x));
                        x += each;
                    }
                    self.y += LINE;
                }
                Answer::Date => {
                    self.line(EDGE, self.y, 16.0);
                    self.y += LINE;
                }
            }
            self.y += 2.0;
        }
    }

    fn grid(&mut self, columns: &[f32], rows: usize, row: f32) {
        let rows = rows.min(10) + 1;
        let height = row * f32::from(u8::try_from(rows).unwrap_or(u8::MAX));
        for number in 0..=rows {
            let y = row.mul_add(f32::from(u8::try_from(number).unwrap_or(u8::MAX)), self.y - 2.0);
            self.line(EDGE, y, WIDTH - 2.0 * EDGE);
        }
        let total: f32 = columns.iter().sum();
        let mut x = EDGE;
        self.upright(x, self.y - 2.0, height);
        for column in columns {
            x += column / total.max(1.0) * (WIDTH - 2.0 * EDGE);
            self.upright(x, self.y - 2.0, height);
        }
    }

    fn table(&mut self, table: &Table) {
        let widths = if table.widths.len() == table.columns.len() {
            table.widths.clone()
        } else {
            vec![1; table.columns.len()]
        };
        let columns: Vec<f32> = widths
            .iter()
            .map(|width| f32::from(u16::try_from(*width).unwrap_or(u16::MAX)))
            .collect();
        let row = if table.rows.value <= 4 { 11.0 } else { 5.5 };
        self.grid(&columns, table.rows.value, row);
    }

    fn matrix(&mut self, matrix: &Matrix) {
        let mut columns = vec![4.0];
        columns.extend(std::iter::repeat_n(1.0, matrix.across.len()));
        self.grid(&columns, matrix.down.len() + matrix.blank_rows, 5.2);
    }
}
