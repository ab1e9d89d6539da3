//! Sheets → files for other programs: Markdown to paste into a wiki or a mail, CSV for a spreadsheet, dates for a calendar.

mod prose;
mod words;

use std::borrow::Cow;
use std::fmt::Write as _;

use rayon::prelude::*;

use self::words::{bold, cell, line, lines};
use super::calendar;
use crate::artifact::{Artifact, Sink};
use crate::failure::FileError;
use crate::input::Input;
use crate::model::{Content, Entry};
use crate::sheet::{Ask, AskRoom, Cell, Grid, Piece, Sheet, Tick};
use crate::show;
use crate::site::Route;
use crate::titles::{page_title, site_title};
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
        Artifact::new(
            exports.markdown.as_str(),
            markdown(&sheet, &title, &introduction(input, &exports.markdown, entry)),
        ),
        Artifact::new(
            exports.table.as_str(),
            table(&sheet, if input.playbook.settings.semicolons { b';' } else { b',' }),
        ),
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

/// What stands above the sheet in the file at `route`.
fn introduction(input: Input<'_>, route: &Route, entry: &Entry) -> String {
    let prose = prose::prose(input, route, entry);
    match &entry.content {
        Content::Checklist(checklist) => {
            [line(&checklist.pause), prose].join("\n\n").trim().to_owned()
        }
        Content::Worksheet(_)
        | Content::Chapter(_)
        | Content::Activity(_)
        | Content::Path(_)
        | Content::Pack(_) => prose,
    }
}

/// The sheet as Markdown: questions with room below, tick boxes, tables.
fn markdown(sheet: &Sheet, title: &str, intro: &str) -> String {
    let mut blocks = vec![format!("# {}", line(title)), intro.to_owned()];
    for piece in &sheet.pieces {
        match piece {
            Piece::Heading(text) => blocks.push(format!("## {}", line(text))),
            Piece::Text(text) => blocks.push(lines(text)),
            Piece::Ask(ask) => blocks.extend(ask_markdown(ask)),
            Piece::Ticks(ticks) => {
                let ticks: Vec<String> = ticks.iter().map(tick_markdown).collect();
                blocks.push(ticks.join("\n"));
            }
            Piece::Grid(grid) => blocks.extend([bold(&grid.caption), grid_markdown(grid)]),
            Piece::Drawing(drawing) if drawing.title.trim().is_empty() => {}
            Piece::Drawing(drawing) => blocks.push(format!("_{}_", line(&drawing.title))),
            Piece::Break => blocks.push("---".to_owned()),
        }
    }
    blocks.retain(|block| !block.is_empty());
    blocks.join("\n\n") + "\n"
}

fn ask_markdown(ask: &Ask) -> [String; 3] {
    let room = match &ask.room {
        AskRoom::Choice(choices) => {
            let box_before =
                |choice: &String| format!("- {} {}", tick(*choice == ask.answer), line(choice));
            choices.iter().map(box_before).collect::<Vec<_>>().join("\n")
        }
        AskRoom::Lines(_) | AskRoom::Date if ask.answer.is_empty() => "…".to_owned(),
        AskRoom::Lines(_) | AskRoom::Date => lines(&ask.answer),
    };
    [bold(&ask.label), lines(&ask.help), room]
}

fn tick_markdown(each: &Tick) -> String {
    let mut out = format!("- {} {}", tick(each.ticked), line(&each.text));
    for note in &each.notes {
        let _ = write!(out, "\n  - {}", line(note));
    }
    out
}

/// The box of a task.
fn tick(is_ticked: bool) -> &'static str {
    if is_ticked { "[x]" } else { "[ ]" }
}

fn grid_markdown(grid: &Grid) -> String {
    let row = |cells: &mut dyn Iterator<Item = String>| {
        cells.fold("|".to_owned(), |row, cell| format!("{row} {cell} |"))
    };
    let mut rows = vec![row(&mut grid.columns.iter().map(|column| cell(&column.title)))];
    rows.push(row(&mut grid.columns.iter().map(|_| "---".to_owned())));
    rows.extend(grid.rows.iter().map(|each| row(&mut each.cells.iter().map(markdown_cell))));
    rows.join("\n")
}

fn markdown_cell(of_sheet: &Cell) -> String {
    match of_sheet {
        Cell::Printed(text) | Cell::Written { text, .. } => cell(text),
        Cell::Ticked { ticked: true, .. } => "☒".to_owned(),
        Cell::Ticked { ticked: false, .. } => "☐".to_owned(),
    }
}

/// The sheet as CSV with `separator` between cells: its tables one below the other; questions and ticks as rows of two.
///
/// It begins with a byte order mark, without which common spreadsheets take it for another encoding than UTF-8. Rows end as
/// RFC 4180 has it.
fn table(sheet: &Sheet, separator: u8) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .terminator(csv::Terminator::CRLF)
        .from_writer(b"\xEF\xBB\xBF".to_vec());
    let mut row = |cells: &[&str]| {
        let cells = cells.iter().map(|cell| as_text(cell));
        writer.write_record(cells.map(Cow::into_owned)).expect("memory takes every row");
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

/// `cell` with an apostrophe before it where a spreadsheet would take it for a formula and run it
/// (OWASP, "CSV Injection").
fn as_text(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
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
            String::from_utf8(table(&sheet, b',')).expect("a table is text"),
            "\u{feff}The room is open,,Who: Ada,Ask at the gate.\r\n"
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
            String::from_utf8(table(&sheet, b',')).expect("a table is text"),
            "\u{feff}Quickest way,Phone\r\n\"What, and why\",Done\r\na|b,x\r\n"
        );
        assert_eq!(
            String::from_utf8(table(&sheet, b';')).expect("a table is text"),
            "\u{feff}Quickest way;Phone\r\nWhat, and why;Done\r\na|b;x\r\n"
        );
    }
}
