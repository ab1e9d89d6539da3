//! What ends in `…` on a drawing because its room is too small, and stands nowhere else on its sheet.

use super::place::letters;
use crate::sheet::{Ask, AskRoom, Cell, Piece, Sheet};

/// The texts that a reader of the `sheet` called `title` gets the beginning of only.
pub(super) fn shortened<'s>(sheet: &'s Sheet, title: &str) -> Vec<&'s str> {
    let cut = sheet.pieces.iter().filter_map(|piece| match piece {
        Piece::Drawing(drawing) => Some(&drawing.shortened),
        Piece::Heading(_)
        | Piece::Text(_)
        | Piece::Ask(_)
        | Piece::Ticks(_)
        | Piece::Grid(_)
        | Piece::Break => None,
    });
    let mut cut: Vec<&str> = cut.flatten().map(String::as_str).collect();
    if cut.is_empty() {
        return cut;
    }
    let whole: Vec<String> = sheet.pieces.iter().flat_map(texts).chain([letters(title)]).collect();
    let is_elsewhere = |text: &str| {
        let text = letters(text);
        whole.iter().any(|whole| whole.contains(&text))
    };
    cut.retain(|text| !is_elsewhere(text));
    cut.sort_unstable();
    cut.dedup();
    cut
}

/// The letters of each text of a piece.
fn texts(piece: &Piece) -> Vec<String> {
    let texts: Vec<&str> = match piece {
        Piece::Heading(text) | Piece::Text(text) => vec![text],
        Piece::Ask(Ask { label, help, answer, room, .. }) => {
            let choices: &[String] = match room {
                AskRoom::Choice(choices) => choices,
                AskRoom::Lines(_) | AskRoom::Date => &[],
            };
            let own = [label.as_str(), help, answer];
            own.into_iter().chain(choices.iter().map(String::as_str)).collect()
        }
        Piece::Ticks(ticks) => {
            let each = ticks.iter();
            each.flat_map(|tick| tick.notes.iter().chain([&tick.text]).map(String::as_str))
                .collect()
        }
        Piece::Grid(grid) => {
            let heads = grid.columns.iter().map(|column| column.title.as_str());
            let cells = grid.rows.iter().flat_map(|row| &row.cells).map(Cell::text);
            heads.chain(cells).chain([grid.caption.as_str()]).collect()
        }
        Piece::Drawing(drawing) => {
            return drawing.labels().map(|label| letters(&label.lines.concat())).collect();
        }
        Piece::Break => Vec::new(),
    };
    texts.into_iter().map(letters).collect()
}
