//! A part of a laid-out sheet → where it stands in its file: the line that a message about it points at.

use std::collections::BTreeSet;

use crate::input::Input;
use crate::model::{Content, Entry};
use crate::paper::page::Part;
use crate::sheet::{Ask, Cell, Drawing, Mark, Piece, Row, Sheet, Tick};
use crate::source::Span;
use crate::worksheet::Places;

/// As many letters as a text has at least that is known by the beginning of what is printed.
const TELLING: usize = 4;

/// Where `part` of the `sheet` of `entry` stands in its file; where it has no place of its own, what is nearest before it,
/// what says how many of it there are, the introduction or the title.
pub(super) fn place(input: Input<'_>, entry: &Entry, sheet: &Sheet, part: Part) -> Span {
    let title = entry.meta.title.span;
    match &entry.content {
        Content::Worksheet(worksheet) => {
            let ids = worksheet.body.ids();
            let ids = ids.into_iter().map(|id| (id.value.as_str(), id.span)).collect();
            let texts = texts(input, entry, &worksheet.places);
            Finder { ids, texts, places: &worksheet.places }.place(sheet, part).unwrap_or(title)
        }
        Content::Checklist(checklist) => {
            let ids = checklist.items().map(|item| (item.id.value.as_str(), item.id.span));
            let places = Places::default();
            let finder = Finder { ids: ids.collect(), texts: Vec::new(), places: &places };
            finder.place(sheet, part).unwrap_or(title)
        }
        Content::Chapter(_) | Content::Activity(_) | Content::Path(_) | Content::Pack(_) => title,
    }
}

/// Where a file of a worksheet says `wanted`; where it does so in other words, its title.
pub(super) fn place_of_text(input: Input<'_>, entry: &Entry, wanted: &str) -> Span {
    let title = entry.meta.title.span;
    let Content::Worksheet(worksheet) = &entry.content else { return title };
    let wanted = letters(wanted);
    let texts = texts(input, entry, &worksheet.places);
    let said = texts.iter().find(|said| said.letters.contains(&wanted));
    said.map_or(title, |said| said.span)
}

/// A text of the file of a sheet.
struct Said {
    /// Its letters, and those of the title of the page that it names; empty when it names none.
    letters: [String; 2],
    span: Span,
    is_head: bool,
}

fn texts(input: Input<'_>, entry: &Entry, places: &Places) -> Vec<Said> {
    let text = input.sources.texts.get(&entry.path).map_or("", |text| text);
    let said = |(span, is_head): &(Span, bool)| {
        let own = text.get(span.range()).unwrap_or_default();
        let named = input.index.find(own.trim_matches(['"', '\''])).map_or("", Entry::title);
        Said { letters: [letters(own), letters(named)], span: *span, is_head: *is_head }
    };
    places.texts.iter().map(said).collect()
}

/// What makes two texts the same: their letters and digits without what stands between, such as marks and quotes.
pub(super) fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// What is printed of a row, a line to tick or a question.
#[derive(Default)]
struct Printed<'s> {
    fields: Vec<&'s str>,
    texts: Vec<String>,
}

struct Finder<'a> {
    ids: Vec<(&'a str, Span)>,
    texts: Vec<Said>,
    places: &'a Places,
}

impl Finder<'_> {
    fn place(&self, sheet: &Sheet, part: Part) -> Option<Span> {
        let intro = self.places.intro;
        let drawings = sheet.pieces.iter().filter(|piece| matches!(piece, Piece::Drawing(_)));
        if !sheet.is_written_on() && drawings.count() > 1 {
            return self.place_in_deck(sheet, part);
        }
        let is_drawn_first = matches!(sheet.pieces.first(), Some(Piece::Drawing(_)));
        if part == Part::Head || part == Part::Piece(0, 0) && is_drawn_first && intro.is_some() {
            // A drawing is as high as its paper lets it be; what stands above pushes it off the page.
            return intro;
        }
        let mut last = None;
        for (at, piece) in sheet.pieces.iter().enumerate() {
            for (row, printed) in items(piece).into_iter().enumerate() {
                let found = self.find(&printed, last);
                if Part::Piece(at, row) == part {
                    let is_blank = printed.texts.iter().all(String::is_empty);
                    let near = if is_blank { self.places.amount.or(last) } else { last };
                    return found.or(near).or(self.places.amount).or(intro);
                }
                last = found.or(last);
            }
        }
        last.or(self.places.amount).or(intro)
    }

    /// The first text that is one too many of a sheet that is nothing but drawings, such as cards to cut. These need not
    /// lie on the pages in their order: it is as far down the file as there are texts on the pages before.
    fn place_in_deck(&self, sheet: &Sheet, part: Part) -> Option<Span> {
        let (mut all, mut before) = (BTreeSet::new(), 0);
        for (at, piece) in sheet.pieces.iter().enumerate() {
            if part == Part::Piece(at, 0) {
                before = all.len();
            }
            let Piece::Drawing(drawing) = piece else { continue };
            for text in labels(drawing).filter(|text| !text.is_empty()) {
                let of = self.texts.iter().find(|said| said.letters[0] == text);
                all.extend(of.map(|said| said.span));
            }
        }
        all.into_iter().nth(before)
    }

    /// Where something printed stands: by its field, else by what it says, at best after what stands before it on paper.
    fn find(&self, printed: &Printed<'_>, before: Option<Span>) -> Option<Span> {
        let of_field = |field: &&str| {
            let is_of = |id: &str| {
                let rest = field.strip_prefix(id);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
            };
            let of = self.ids.iter().filter(|(id, _)| is_of(id));
            of.max_by_key(|(id, _)| id.len()).map(|(_, span)| *span)
        };
        if let Some(span) = printed.fields.iter().find_map(of_field) {
            return Some(span);
        }
        let known = || self.texts.iter().filter(|said| !said.is_head);
        let search = |is_it: &dyn Fn(&str, &str) -> bool| {
            printed.texts.iter().filter(|text| !text.is_empty()).find_map(|text| {
                let says = |said: &&Said| said.letters.iter().any(|said| is_it(text, said));
                let after = |said: &&Said| before.is_none_or(|before| said.span > before);
                let later = known().filter(after).find(says);
                later.or_else(|| known().find(says)).map(|said| said.span)
            })
        };
        search(&|text, said| text == said).or_else(|| {
            search(&|text, said| said.chars().nth(TELLING - 1).is_some() && text.starts_with(said))
        })
    }
}

/// What is printed of each row or line of `piece`.
fn items(piece: &Piece) -> Vec<Printed<'_>> {
    match piece {
        Piece::Grid(grid) => grid.rows.iter().map(of_row).collect(),
        Piece::Ticks(ticks) => ticks.iter().map(of_tick).collect(),
        Piece::Ask(Ask { field, label, .. }) => {
            vec![Printed { fields: filled(field), texts: vec![letters(label)] }]
        }
        Piece::Text(_) | Piece::Heading(_) | Piece::Drawing(_) => vec![Printed::default()],
        Piece::Break => Vec::new(),
    }
}

/// What has letters: a number alone says nothing of where it stands.
fn of_row(row: &Row) -> Printed<'_> {
    let mut printed = Printed::default();
    for cell in &row.cells {
        match cell {
            Cell::Printed(text) => printed.texts.push(letters(text)),
            Cell::Written { text, field } => {
                printed.texts.push(letters(text));
                printed.fields.extend(filled(field));
            }
            Cell::Ticked { field, .. } => printed.fields.extend(filled(field)),
        }
    }
    printed.texts.retain(|text| text.chars().any(char::is_alphabetic));
    printed
}

fn of_tick(tick: &Tick) -> Printed<'_> {
    Printed { fields: filled(&tick.field), texts: vec![letters(&tick.text)] }
}

/// What stands in a drawing, without what keeps lines and words apart.
fn labels(drawing: &Drawing) -> impl Iterator<Item = String> {
    drawing.marks.iter().filter_map(|mark| match mark {
        Mark::Label(label) => Some(letters(&label.lines.concat())),
        Mark::Path { .. } | Mark::Box { .. } | Mark::Circle { .. } => None,
    })
}

fn filled(field: &str) -> Vec<&str> {
    if field.is_empty() { Vec::new() } else { vec![field] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::{Anchor, Column, Grid, Point, Weight};

    fn span(at: usize) -> Span {
        Span::new(at, at + 1)
    }

    /// A file with an introduction at 1, `rows = …` at 2 and these texts from 10 on.
    fn finder<'a>(texts: &[&str], ids: &[(&'a str, usize)], places: &'a Places) -> Finder<'a> {
        let said = |(number, text): (usize, &&str)| Said {
            letters: [letters(text), String::new()],
            span: span(10 + number),
            is_head: number == 0,
        };
        let ids = ids.iter().map(|(id, at)| (*id, span(*at))).collect();
        Finder { ids, texts: texts.iter().enumerate().map(said).collect(), places }
    }

    fn places() -> Places {
        Places { texts: Box::default(), amount: Some(span(2)), intro: Some(span(1)) }
    }

    fn table(rows: &[(&str, &str)]) -> Piece {
        let row = |(text, field): &(&str, &str)| Row {
            cells: vec![Cell::Printed((*text).to_owned()), Cell::written("", *field)],
            height: 8.0,
        };
        let columns = vec![Column::new("", 1.0), Column::new("", 1.0)];
        let rows = rows.iter().map(row).collect();
        Piece::Grid(Grid { caption: String::new(), columns, rows })
    }

    fn page(texts: &[&str]) -> Piece {
        let mut drawing = Drawing::new(10.0, 10.0, "");
        for text in texts {
            drawing.text(Point::new(0.0, 0.0), text, 10.0, Anchor::Start, Weight::Regular);
        }
        Piece::Drawing(drawing)
    }

    #[test]
    fn a_row_stands_where_its_words_are_and_a_blank_one_where_rows_are_counted() {
        let places = places();
        let finder = finder(&["Keys", "\"Keys\"", "\"Lamps\"", "\"Keys\""], &[], &places);
        let pieces = vec![table(&[("Keys", ""), ("Lamps", ""), ("Keys (red)", ""), ("3", "")])];
        let sheet = Sheet { pieces };
        let place = |part| finder.place(&sheet, part);
        // The head of a column is no row, and of two rows that say the same the later one is the later one.
        let wanted = [Some(span(11)), Some(span(12)), Some(span(13)), Some(span(2))];
        assert_eq!([0, 1, 2, 3].map(|row| place(Part::Piece(0, row))), wanted);
        assert_eq!(place(Part::Head), Some(span(1)));
        assert_eq!(place(Part::Below), Some(span(13)));
    }

    #[test]
    fn a_row_is_known_by_its_id() {
        let places = places();
        let finder = finder(&[], &[("key", 20), ("key-box", 21)], &places);
        let sheet = Sheet { pieces: vec![table(&[("A", "key-1"), ("B", "key-box-1")])] };
        let place = |row| finder.place(&sheet, Part::Piece(0, row));
        assert_eq!((place(0), place(1)), (Some(span(20)), Some(span(21))));
    }

    #[test]
    fn a_drawing_is_pushed_off_by_what_stands_above_it() {
        let places = places();
        let finder = finder(&["We", "\"Why?\""], &[], &places);
        let alone = Sheet { pieces: vec![page(&["Why?"])] };
        assert_eq!(finder.place(&alone, Part::Piece(0, 0)), Some(span(1)));
        let below = Sheet { pieces: vec![table(&[("Why?", "")]), page(&["We"])] };
        assert_eq!(finder.place(&below, Part::Piece(1, 0)), Some(span(2)));
    }

    #[test]
    fn of_cards_those_at_the_end_of_the_file_are_too_many() {
        let places = places();
        let finder = finder(&["", "\"One\"", "\"Two\"", "\"Three\"", "\"Four\""], &[], &places);
        let pieces = vec![page(&["One", "Three"]), Piece::Break, page(&["Two", "Four"])];
        let sheet = Sheet { pieces };
        assert_eq!(finder.place(&sheet, Part::Piece(2, 0)), Some(span(13)));
    }
}
