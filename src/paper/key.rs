//! What a PDF is made of → its key. Equal keys mean equal bytes, so that a PDF whose key is known need not be made again.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::frame::Frame;
use super::layout;
use super::page::Pages;
use super::text::Typesetter;
use super::tiles;
use crate::fingerprint::{Fingerprint, FingerprintMaker};
use crate::memo::PROGRAM;
use crate::sheet::{Paper, Sheet, Turn};
use crate::source::{SourcePath, Sources};
use crate::words::Words;

/// What the PDF of a sheet is made of. Nothing else goes into its pages, and its key is made of all of it: what is added
/// here is in the key without another word.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Order {
    /// Its content.
    pub(super) sheet: Sheet,
    /// What stands around it.
    pub(super) frame: Frame,
    /// Its paper.
    pub(super) paper: Paper,
    /// How it lies.
    pub(super) turn: Turn,
    /// How many pages it may take. `None` when it may take as many as it needs.
    pub(super) allowed: Option<usize>,
    /// What is said on the tiles that it is cut into. `None` when it stays whole.
    pub(super) tiles: Option<String>,
}

impl Order {
    /// Lays it out.
    pub(super) fn pages(&self, setter: &mut Typesetter) -> Pages {
        let paper = (self.paper, self.turn);
        let whole = layout::pages(setter, &self.sheet, &self.frame, paper, self.allowed);
        match &self.tiles {
            Some(hint) => tiles::tiles(setter, &whole, self.turn, hint),
            None => whole,
        }
    }

    /// The paper that it is printed on, and how that lies.
    pub(super) fn paper(&self) -> (Paper, Turn) {
        match self.tiles {
            Some(_) => tiles::paper(self.turn),
            None => (self.paper, self.turn),
        }
    }
}

/// What every PDF of a playbook depends on.
pub(super) struct Keys(FingerprintMaker);

impl Keys {
    /// The keys of PDFs in `language` with the playbook's own `fonts`.
    pub(super) fn of(language: &str, fonts: &BTreeMap<SourcePath, Arc<[u8]>>) -> Self {
        let mut maker = FingerprintMaker::default();
        maker.add(PROGRAM.as_bytes());
        maker.add(language.as_bytes());
        for (path, bytes) in fonts {
            maker.add(path.as_str().as_bytes());
            maker.add(bytes);
        }
        Self(maker)
    }

    /// The key of what is made of `order` alone, that of a sheet or that of a pack.
    pub(super) fn of_value(&self, order: &impl Serialize) -> Fingerprint {
        let mut maker = self.0.clone();
        maker.add_value(order);
        maker.finish()
    }

    /// The key of what may be made of anything in `sources`, with these words of the interface, and with the bytes of
    /// `pictures`.
    pub(super) fn of_all(
        &self,
        sources: &Sources,
        words: &Words,
        pictures: &BTreeMap<SourcePath, Arc<[u8]>>,
    ) -> Fingerprint {
        // The fonts are in every key. Of templates only words come to paper; a `static/` folder is no matter of paper, nor
        // how folders are called in messages, nor how files were found.
        let Sources {
            texts,
            assets,
            outlines,
            templates: _,
            statics: _,
            static_texts: _,
            fonts: _,
            beside: _,
            has_links: _,
            shown_as: _,
            called,
            theme_shown_as: _,
        } = sources;
        let mut maker = self.0.clone();
        maker.add(called.as_bytes());
        for (path, text) in texts.iter().chain(outlines) {
            maker.add(path.as_str().as_bytes());
            maker.add(text.as_bytes());
        }
        maker.add_value(words);
        maker.add(b"assets");
        for (path, asset) in assets {
            maker.add(path.as_str().as_bytes());
            maker.add_value(&asset.size);
            maker.add(pictures.get(path).map_or(&[], |bytes| bytes));
        }
        maker.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Entry, Record, Value};
    use crate::sheet::{Cell, Column, Drawing, Grid, Mark, Piece, Point, Row, Stroke};
    use crate::source::{Asset, Span, Spanned};
    use crate::worksheet::{Field, Input};

    type Change = fn(&mut Order);

    fn order() -> Order {
        let mut drawing = Drawing::new(100.0, 50.0, "Two houses");
        drawing.line(Point::new(0.0, 0.0), Point::new(0.1, 0.2), Stroke::Line);
        drawing.area(Point::new(1.0, 1.0), (10.0, 10.0), "house");
        let grid = Grid {
            caption: String::new(),
            columns: vec![Column::new("Who", 1.0)],
            rows: vec![Row { cells: vec![Cell::written("", "who-1")], height: 9.0 }],
        };
        let pieces = vec![Piece::Drawing(drawing), Piece::Grid(grid)];
        let field = Field::new("house", "The house", Input::Words);
        let fields = Arc::new([("house".to_owned(), field)].into_iter().collect());
        let frame = Frame { fields, ..Frame::default() };
        Order { sheet: Sheet { pieces }, frame, ..Order::default() }
    }

    fn drawing(order: &mut Order) -> &mut Drawing {
        let Piece::Drawing(drawing) = &mut order.sheet.pieces[0] else { panic!("it is first") };
        drawing
    }

    fn grid(order: &mut Order) -> &mut Grid {
        let Piece::Grid(grid) = &mut order.sheet.pieces[1] else { panic!("it is second") };
        grid
    }

    fn field(order: &mut Order) -> &mut Field {
        let fields = Arc::get_mut(&mut order.frame.fields).expect("nobody else holds them");
        fields.get_mut("house").expect("it is there")
    }

    /// A change of every part of an order, and of some parts of these.
    const CHANGES: &[Change] = &[
        |order| order.paper = Paper::A4,
        |order| order.turn = Turn::Landscape,
        |order| order.allowed = Some(1),
        |order| order.tiles = Some(String::new()),
        |order| order.sheet.pieces.push(Piece::Break),
        |order| order.sheet.pieces.reverse(),
        |order| drawing(order).width = 100.0_f32.next_up(),
        |order| drawing(order).height = 50.0_f32.next_down(),
        |order| drawing(order).title.push('s'),
        |order| drawing(order).areas[0].field.push('s'),
        |order| drawing(order).areas[0].at.x = -1.0,
        |order| match &mut drawing(order).marks[0] {
            Mark::Path { stroke, .. } => *stroke = Stroke::Bold,
            Mark::Box { .. } | Mark::Circle { .. } | Mark::Label(_) => panic!("it is a line"),
        },
        |order| match &mut drawing(order).marks[0] {
            Mark::Path { points, .. } => points[1].y = 0.2_f32.next_up(),
            Mark::Box { .. } | Mark::Circle { .. } | Mark::Label(_) => panic!("it is a line"),
        },
        |order| grid(order).caption.push('a'),
        |order| grid(order).columns[0].share = 2.0,
        |order| grid(order).columns[0].field.push('a'),
        |order| grid(order).rows[0].height = 9.5,
        |order| grid(order).rows[0].cells[0] = Cell::Printed(String::new()),
        |order| grid(order).rows[0].cells[0] = Cell::tick(false, "who-1"),
        |order| grid(order).rows[0].cells[0] = Cell::tick(true, "who-1"),
        |order| order.frame.above.push('a'),
        |order| order.frame.title.push('a'),
        |order| order.frame.date.push('a'),
        |order| order.frame.stamp.push('a'),
        |order| order.frame.intro.push("a".to_owned()),
        |order| order.frame.below.push("a".to_owned()),
        |order| order.frame.foot.push('a'),
        |order| order.frame.address.push('a'),
        |order| order.frame.count.push('a'),
        |order| order.frame.language.push('a'),
        |order| order.frame.fillable = true,
        |order| field(order).label.push('a'),
        |order| field(order).input = Input::Lines(2),
        |order| field(order).example.push('a'),
        |order| order.frame.fields = Arc::default(),
    ];

    #[test]
    fn each_change_of_a_sheet_and_of_what_is_around_it_changes_the_key() {
        let keys = Keys::of("en", &BTreeMap::new());
        assert_eq!(keys.of_value(&order()), keys.of_value(&order()));
        let mut seen = vec![keys.of_value(&order())];
        for (number, change) in CHANGES.iter().enumerate() {
            let mut changed = order();
            change(&mut changed);
            let key = keys.of_value(&changed);
            assert!(!seen.contains(&key), "change {number} of the list");
            seen.push(key);
        }
    }

    #[test]
    fn no_part_is_left_out_of_the_key() {
        let written = serde_json::to_value(order()).expect("an order is data");
        let parts = |name: &str| written[name].as_object().map_or(0, serde_json::Map::len);
        // Taken apart without `..`: a part that is added has to be counted here.
        let Order { sheet, frame, paper: _, turn: _, allowed: _, tiles: _ } = order();
        let Sheet { pieces: _ } = sheet;
        let Frame {
            above: _,
            title: _,
            date: _,
            stamp: _,
            intro: _,
            below: _,
            foot: _,
            address: _,
            count: _,
            language: _,
            fillable: _,
            fields: _,
        } = frame;
        assert_eq!(written.as_object().map(serde_json::Map::len), Some(6));
        assert_eq!((parts("sheet"), parts("frame")), (1, 12));
    }

    #[test]
    fn language_and_fonts_are_in_every_key() {
        let fonts = |path: &str, bytes: &[u8]| {
            BTreeMap::from([(SourcePath::new(path), Arc::from(bytes.to_vec()))])
        };
        let all = [
            Keys::of("en", &BTreeMap::new()),
            Keys::of("de", &BTreeMap::new()),
            Keys::of("en", &fonts("fonts/a.ttf", b"a")),
            Keys::of("en", &fonts("fonts/b.ttf", b"a")),
            Keys::of("en", &fonts("fonts/a.ttf", b"b")),
        ];
        let keys: std::collections::BTreeSet<String> = all
            .iter()
            .flat_map(|keys| {
                let all = keys.of_all(&Sources::default(), &Words::default(), &BTreeMap::new());
                [keys.of_value(&order()).to_string(), all.to_string()]
            })
            .collect();
        assert_eq!(keys.len(), 2 * all.len());
    }

    #[test]
    fn a_book_depends_on_every_text_word_and_picture() {
        let sources = || Sources::in_memory(&[("a.md", "# A"), ("b.toml", ""), ("c.png", "")]);
        let keys = Keys::of("en", &BTreeMap::new());
        let key = |change: &dyn Fn(&mut Sources)| {
            let mut sources = sources();
            change(&mut sources);
            keys.of_all(&sources, &Words::default(), &BTreeMap::new())
        };
        let (text, picture) = (SourcePath::new("a.md"), SourcePath::new("c.png"));
        let pictures = BTreeMap::from([(picture.clone(), Arc::from(vec![1, 2]))]);
        let span = Span::default();
        let word = |key: &str, value| Entry {
            key: Spanned::new(key.to_owned(), span),
            value: Spanned::new(value, span),
        };
        let date = word("date", Value::Text("Day".to_owned()));
        let table = Value::Record(Record { entries: vec![date], span });
        let record = Record { entries: vec![word("sheet", table)], span };
        let (words, _) =
            crate::words::Words::of_files(&[(SourcePath::new("en.toml"), record)], "en");
        let all = [
            key(&|_| ()),
            key(&|sources| drop(sources.texts.insert(text.clone(), Arc::from("# B")))),
            key(&|sources| drop(sources.texts.remove(&text))),
            key(&|sources| drop(sources.texts.insert(SourcePath::new("d.md"), Arc::from("")))),
            key(&|sources| drop(sources.assets.remove(&picture))),
            key(&|sources| {
                let size = Some((3, 4));
                sources.assets.insert(picture.clone(), Asset { size, ..Asset::default() });
            }),
            keys.of_all(&sources(), &Words::default(), &pictures),
            keys.of_all(&sources(), &words, &pictures),
        ];
        for (number, key) in all.iter().enumerate() {
            assert!(!all[..number].contains(key), "change {number} of the list");
        }
        assert_eq!(all[0], key(&|sources| sources.shown_as.push('a')));
    }
}
