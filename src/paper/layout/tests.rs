//! How sheets are made to fit.

use super::{MILLIMETRE, PITCHES, pages};
use crate::paper::fonts::Fonts;
use crate::paper::frame::Frame;
use crate::paper::page::{Mark, Pages, Part, Tally};
use crate::paper::pdf;
use crate::paper::pdf::PdfContext;
use crate::paper::text::Typesetter;
use crate::paper::writing::Writing;
use crate::sheet::{
    Ask, AskRoom, Cell, Column, Grid, LINE_PITCH, Paper, Piece, Row, Sheet, Tick, Turn,
};

/// A table of so many rows to write in, on the one page that it may take.
fn table(rows: usize) -> Pages {
    let row = Row { cells: vec![Cell::written("", "")], height: LINE_PITCH };
    let grid =
        Grid { caption: String::new(), columns: vec![Column::new("", 1.0)], rows: vec![row; rows] };
    laid_out(&Sheet { pieces: vec![Piece::Grid(grid)] })
}

fn laid_out(sheet: &Sheet) -> Pages {
    let paper = (Paper::A4, Turn::Portrait);
    pages(&mut Typesetter::new(&Fonts::default()), sheet, &Frame::default(), paper, Some(1))
}

/// How far the last rules of the first page are apart, in millimetres.
fn pitch(pages: &Pages) -> f32 {
    let marks = pages.pages[0].content.iter().flat_map(|content| &content.marks);
    let mut levels: Vec<f32> = marks
        .filter_map(|mark| match mark {
            Mark::Path { points, .. } if (points[0].1 - points[1].1).abs() < 0.01 => {
                Some(points[0].1)
            }
            Mark::Path { .. }
            | Mark::Bar { .. }
            | Mark::Text { .. }
            | Mark::Circle { .. }
            | Mark::Picture { .. } => None,
        })
        .collect();
    levels.sort_by(f32::total_cmp);
    levels.dedup_by(|next, last| (*next - *last).abs() < 0.1);
    let [.., above, last] = levels.as_slice() else { panic!("there are rules") };
    (last - above) / MILLIMETRE
}

#[test]
fn rows_move_together_to_seven_millimetres_before_a_sheet_is_over() {
    let tried: Vec<Pages> = (1..60).map(table).collect();
    let first = tried.iter().position(|pages| pages.over.is_some()).expect("it is too much");
    let mut pitches: Vec<f32> = tried[..first].iter().map(pitch).collect();
    assert!(tried[..first].iter().all(|pages| pages.pages.len() == 1));
    pitches.dedup_by(|next, last| (*next - *last).abs() < 0.01);
    assert_eq!(pitches.len(), PITCHES.len(), "{pitches:?}");
    for (pitch, wanted) in pitches.iter().zip(PITCHES) {
        assert!((pitch - wanted).abs() < 0.01, "{pitches:?}");
    }
}

/// A question with these answers to choose from.
fn question(choices: &[&str]) -> Pages {
    let choices = choices.iter().map(|choice| (*choice).to_owned()).collect();
    laid_out(&Sheet {
        pieces: vec![Piece::Ask(Ask {
            field: String::new(),
            label: "How?".to_owned(),
            help: String::new(),
            room: AskRoom::Choice(choices),
            answer: String::new(),
        })],
    })
}

#[test]
fn choices_of_several_lines_stand_below_one_another() {
    let long = "a choice of several lines ".repeat(16);
    let pages = question(&[&long, &long]);
    let marks = pages.pages[0].content.iter().flat_map(|content| &content.marks);
    let mut lines: Vec<f32> = marks
        .filter_map(|mark| match mark {
            Mark::Text { at, .. } => Some(at.1),
            Mark::Path { .. } | Mark::Bar { .. } | Mark::Circle { .. } | Mark::Picture { .. } => {
                None
            }
        })
        .collect();
    lines.sort_by(f32::total_cmp);
    assert!(lines.len() > 8, "{lines:?}");
    assert!(lines.windows(2).all(|two| two[1] - two[0] > 10.0), "{lines:?}");
}

#[test]
fn a_choice_and_a_head_that_are_higher_than_a_page_are_told() {
    let long = "words ".repeat(5_000);
    assert_eq!(question(&[&long]).cut, Tally { questions: 1, ..Tally::default() });
    let columns = vec![Column::new(long.as_str(), 1.0)];
    let grid = Grid { caption: String::new(), columns, rows: Vec::new() };
    let cut = laid_out(&Sheet { pieces: vec![Piece::Grid(grid)] }).cut;
    assert_eq!(cut, Tally { rows: 1, ..Tally::default() });
}

#[test]
fn what_is_over_is_counted_as_close_as_it_can_stand_and_printed_wide() {
    let first = (1..60).map(table).find(|pages| pages.over.is_some()).expect("it is too much");
    let over = first.over.expect("it is over");
    assert_eq!(over.tally, Tally { rows: 1, ..Tally::default() });
    assert_eq!(over.pages, 2);
    let last = first.pages.iter().map(|page| page.tally.rows).sum::<usize>() - 1;
    assert_eq!(over.first, Part::Piece(0, last));
    assert!(over.need > 1.0 && over.need < 1.1, "{}", over.need);
    assert!((pitch(&first) - LINE_PITCH).abs() < 0.01);
    assert!(first.pages[1].tally.rows > 1);
}

#[test]
fn what_helps_with_an_item_takes_room_below_it() {
    let list = |notes: &[&str]| {
        let tick = Tick {
            field: String::new(),
            text: "The room is open".to_owned(),
            notes: notes.iter().map(|note| (*note).to_owned()).collect(),
            ticked: false,
        };
        laid_out(&Sheet { pieces: vec![Piece::Ticks(vec![tick; 3])] })
    };
    let (bare, helped) = (list(&[]), list(&["Ask at the gate.", "Who: Ada"]));
    let texts = |pages: &Pages| {
        let marks = pages.pages[0].content.iter().flat_map(|content| &content.marks);
        marks.filter(|mark| matches!(mark, Mark::Text { .. })).count()
    };
    assert_eq!(texts(&bare) + 6, texts(&helped));
    assert!(helped.need > bare.need);
}

#[test]
fn a_sheet_read_from_the_right_has_its_boxes_there() {
    let tick = Tick {
        field: String::new(),
        text: "The room is open".to_owned(),
        notes: Vec::new(),
        ticked: false,
    };
    let sheet = Sheet { pieces: vec![Piece::Ticks(vec![tick])] };
    let boxes = |language: &str| {
        let fonts = Fonts { writing: Writing::of(language), ..Fonts::default() };
        let paper = (Paper::A4, Turn::Portrait);
        let pages = pages(&mut Typesetter::new(&fonts), &sheet, &Frame::default(), paper, Some(1));
        let marks = pages.pages[0].content.iter().flat_map(|content| &content.marks);
        let found = marks.filter_map(|mark| match mark {
            Mark::Path { points, closed: true, .. } => Some((points[0].0 / MILLIMETRE).round()),
            Mark::Path { .. }
            | Mark::Bar { .. }
            | Mark::Text { .. }
            | Mark::Circle { .. }
            | Mark::Picture { .. } => None,
        });
        found.collect::<Vec<f32>>()
    };
    assert_eq!(boxes("en"), [15.0]);
    assert_eq!(boxes("he"), [195.0]);
}

#[test]
fn pages_that_are_let_go_once_drawn_make_the_same_file() {
    let pages = table(60);
    let context = PdfContext::new(&Fonts::default(), "en");
    let (bytes, number) = pdf::bytes_of_book(&|| pages.clone(), &context).expect("it is known");
    assert_eq!(number, pages.pages.len());
    assert!(number > 1 && bytes == pdf::bytes(&pages, &context).expect("it is known"));
}
