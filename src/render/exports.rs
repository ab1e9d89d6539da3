//! Sheets → files for other programs: Markdown to paste into a wiki or a mail, CSV for a spreadsheet, dates for a calendar.

use std::fmt::Write as _;

use rayon::prelude::*;

use super::cards::page_title;
use super::view::site_title;
use super::{Input, Sink, calendar, show};
use crate::artifact::Artifact;
use crate::failure::FileError;
use crate::model::{Content, Entry};
use crate::sheet::{AskRoom, Cell, Grid, Piece, Sheet};
use crate::worksheet::Dates;

/// Hands over the files of every sheet that has some.
pub(super) fn publish(input: Input<'_>, sink: Sink<'_>) -> Result<(), FileError> {
    let pages = input.site.exports.par_iter();
    pages.try_for_each(|(page, _)| of_page(input, *page).into_iter().try_for_each(sink))
}

/// The files of the page numbered `number`; none when it shows no sheet.
pub(super) fn of_page(input: Input<'_>, number: usize) -> Vec<Artifact> {
    let page = &input.site.pages[number];
    let Some(exports) = input.site.exports.get(&number) else { return Vec::new() };
    let Some((path, version)) = page.shows.sheet() else { return Vec::new() };
    let entry = &input.playbook.entries[path];
    let Some(sheet) = show::listing(input, entry, version) else { return Vec::new() };
    let title = page_title(input, page);
    let mut files = vec![
        Artifact::new(exports.markdown.as_str(), markdown(&sheet, &title, &introduction(entry))),
        Artifact::new(exports.table.as_str(), table(&sheet)),
    ];
    if let Some((route, dates)) = exports.calendar.as_ref().zip(dates(entry)) {
        let text = calendar::calendar(
            &dates,
            input.playbook.settings.zone,
            site_title(input),
            (entry.slug(), entry.title()),
        );
        files.push(Artifact::new(route.as_str(), text));
    }
    files
}

/// The dates that a sheet sets.
fn dates(entry: &Entry) -> Option<Dates> {
    match &entry.content {
        Content::Worksheet(worksheet) => worksheet.body.dates(),
        Content::Checklist(_)
        | Content::Chapter(_)
        | Content::Activity(_)
        | Content::Path(_)
        | Content::Pack(_) => None,
    }
}

fn introduction(entry: &Entry) -> String {
    let document = entry.document();
    match &entry.content {
        Content::Checklist(checklist) if document.is_empty() => checklist.pause.clone(),
        Content::Checklist(_)
        | Content::Worksheet(_)
        | Content::Chapter(_)
        | Content::Activity(_)
        | Content::Path(_)
        | Content::Pack(_) => document.source.trim().to_owned(),
    }
}

/// The sheet as Markdown: questions with room below, tick boxes, tables.
fn markdown(sheet: &Sheet, title: &str, intro: &str) -> String {
    let mut out = format!("# {title}\n");
    if !intro.is_empty() {
        let _ = write!(out, "\n{intro}\n");
    }
    for piece in &sheet.pieces {
        out.push('\n');
        match piece {
            Piece::Heading(text) => {
                let _ = writeln!(out, "## {text}");
            }
            Piece::Text(text) => {
                let _ = writeln!(out, "{text}");
            }
            Piece::Ask(ask) => {
                let _ = writeln!(out, "**{}**", ask.label);
                if !ask.help.is_empty() {
                    let _ = write!(out, "\n{}\n", ask.help);
                }
                out.push('\n');
                match &ask.room {
                    AskRoom::Choice(choices) => {
                        for choice in choices {
                            let mark = if *choice == ask.answer { 'x' } else { ' ' };
                            let _ = writeln!(out, "- [{mark}] {choice}");
                        }
                    }
                    AskRoom::Lines(_) | AskRoom::Date if ask.answer.is_empty() => {
                        out.push_str("…\n");
                    }
                    AskRoom::Lines(_) | AskRoom::Date => {
                        let _ = writeln!(out, "{}", ask.answer);
                    }
                }
            }
            Piece::Ticks(ticks) => {
                for tick in ticks {
                    let mark = if tick.ticked { 'x' } else { ' ' };
                    let _ = writeln!(out, "- [{mark}] {}", tick.text);
                    for note in &tick.notes {
                        let _ = writeln!(out, "  - {note}");
                    }
                }
            }
            Piece::Grid(grid) => grid_markdown(grid, &mut out),
            Piece::Drawing(drawing) => {
                let _ = writeln!(out, "_{}_", drawing.title);
            }
            Piece::Break => out.push_str("---\n"),
        }
    }
    out
}

fn grid_markdown(grid: &Grid, out: &mut String) {
    if !grid.caption.is_empty() {
        let _ = write!(out, "**{}**\n\n", grid.caption);
    }
    let row = |out: &mut String, cells: &mut dyn Iterator<Item = &str>| {
        out.push('|');
        for cell in cells {
            let _ = write!(out, " {} |", cell.replace('|', "\\|").replace('\n', " "));
        }
        out.push('\n');
    };
    row(out, &mut grid.columns.iter().map(|column| column.title.as_str()));
    row(out, &mut grid.columns.iter().map(|_| "---"));
    for each in &grid.rows {
        row(out, &mut each.cells.iter().map(markdown_cell));
    }
}

fn markdown_cell(cell: &Cell) -> &str {
    match cell {
        Cell::Printed(text) | Cell::Written { text, .. } => text,
        Cell::Ticked { ticked: true, .. } => "☒",
        Cell::Ticked { ticked: false, .. } => "☐",
    }
}

/// The sheet as CSV: its tables one below the other; questions and ticks as rows of two.
///
/// It begins with a byte order mark, without which common spreadsheets take it for another encoding than UTF-8.
fn table(sheet: &Sheet) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(b"\xEF\xBB\xBF".to_vec());
    let mut row = |cells: &[&str]| {
        writer.write_record(cells).expect("memory takes every row");
    };
    for piece in &sheet.pieces {
        match piece {
            Piece::Ask(ask) => row(&[&ask.label, &ask.answer]),
            Piece::Ticks(ticks) => {
                for tick in ticks {
                    let mut cells = vec![&*tick.text, if tick.ticked { "x" } else { "" }];
                    cells.extend(tick.notes.iter().map(String::as_str));
                    row(&cells);
                }
            }
            Piece::Grid(grid) => {
                if !grid.caption.is_empty() {
                    row(&[&grid.caption]);
                }
                let heads: Vec<&str> =
                    grid.columns.iter().map(|column| column.title.as_str()).collect();
                row(&heads);
                for each in &grid.rows {
                    let cells: Vec<&str> = each.cells.iter().map(Cell::text).collect();
                    row(&cells);
                }
            }
            Piece::Heading(text) => row(&[text]),
            Piece::Text(_) | Piece::Drawing(_) | Piece::Break => {}
        }
    }
    writer.into_inner().expect("memory takes every row")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::{Ask, Column, Row, Tick};

    #[test]
    fn what_helps_with_an_item_stands_with_it() {
        let tick = Tick {
            field: "ready".to_owned(),
            text: "The room is open".to_owned(),
            notes: vec!["Who: Ada".to_owned(), "Ask at the gate.".to_owned()],
            ticked: false,
        };
        let sheet = Sheet { pieces: vec![Piece::Ticks(vec![tick])] };
        assert_eq!(
            markdown(&sheet, "T", ""),
            "# T\n\n- [ ] The room is open\n  - Who: Ada\n  - Ask at the gate.\n"
        );
        assert_eq!(
            String::from_utf8(table(&sheet)).expect("a table is text"),
            "\u{feff}The room is open,,Who: Ada,Ask at the gate.\n"
        );
    }

    #[test]
    fn a_sheet_is_a_table_and_a_text() {
        let sheet = Sheet {
            pieces: vec![
                Piece::Ask(Ask {
                    field: String::new(),
                    label: "Quickest way".to_owned(),
                    help: String::new(),
                    room: AskRoom::Choice(vec!["Chat".to_owned(), "Phone".to_owned()]),
                    answer: "Phone".to_owned(),
                }),
                Piece::Grid(Grid {
                    caption: String::new(),
                    columns: vec![Column::new("What, and why", 2.0), Column::new("Done", 1.0)],
                    rows: vec![Row {
                        cells: vec![Cell::Printed("a|b".to_owned()), Cell::tick(true, "done")],
                        height: 10.0,
                    }],
                }),
            ],
        };
        assert_eq!(
            markdown(&sheet, "T", ""),
            "# T\n\n**Quickest way**\n\n- [ ] Chat\n- [x] Phone\n\n| What, and why | Done |\n| --- | --- |\n| a\\|b | ☒ |\n"
        );
        assert_eq!(
            String::from_utf8(table(&sheet)).expect("a table is text"),
            "\u{feff}Quickest way,Phone\n\"What, and why\",Done\na|b,x\n"
        );
    }
}
