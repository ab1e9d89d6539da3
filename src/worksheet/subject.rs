//! A sheet under check: where it stands, what paper it has, and what would give it more room.

use super::context::Context;
use crate::diag::{Diagnostic, Rule};
use crate::measure::Date;
use crate::sheet::{Paper, Room, Turn};
use crate::source::{SourcePath, Span, Spanned};

/// A sheet under check: its rules need to know where it stands, what paper it has and what else there is.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// Its file.
    pub path: &'a SourcePath,
    /// Its paper.
    pub paper: Paper,
    /// How it lies.
    pub turn: Turn,
    /// The room on that paper.
    pub room: Room,
    /// Its title, for what is wrong with the sheet as a whole.
    pub title: &'a Spanned<String>,
    /// When it was last looked through, by itself or with the whole playbook. `None` when nobody says.
    pub reviewed: Option<Date>,
    /// The playbook around it.
    pub context: &'a dyn Context,
}

impl Subject<'_> {
    /// What gives the sheet more width, as a help says it.
    pub fn way_to_width(&self) -> &'static str {
        match (self.turn, self.paper) {
            (Turn::Portrait, _) => "write `turn = \"landscape\"`",
            (Turn::Landscape, Paper::A3) => "make two sheets of it",
            (Turn::Landscape, Paper::Either | Paper::A4 | Paper::Letter) => {
                "write `paper = \"A3\"`"
            }
            (Turn::Landscape, Paper::A5 | Paper::A6 | Paper::A7) => "write `paper = \"A4\"`",
        }
    }

    /// The smallest change of paper or turn after which the sheet `fits`, as a help says it. `None` when there is none.
    pub fn way_to_room(&self, fits: &dyn Fn(Paper, Room) -> bool) -> Option<String> {
        way_to_room((self.paper, self.turn), fits)
    }

    /// A fault of `rule` at `span` of the sheet's file.
    pub fn fault(&self, rule: &'static Rule, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(rule, self.path, span, message)
    }
}

fn way_to_room((paper, turn): (Paper, Turn), fits: &dyn Fn(Paper, Room) -> bool) -> Option<String> {
    let other = match turn {
        Turn::Portrait => Turn::Landscape,
        Turn::Landscape => Turn::Portrait,
    };
    let larger: &[Paper] = match paper {
        Paper::A7 => &[Paper::A6, Paper::A5, Paper::A4, Paper::A3],
        Paper::A6 => &[Paper::A5, Paper::A4, Paper::A3],
        Paper::A5 => &[Paper::A4, Paper::A3],
        Paper::Either | Paper::A4 | Paper::Letter => &[Paper::A3],
        Paper::A3 => &[],
    };
    let papers = larger.iter().flat_map(|paper| [(*paper, turn), (*paper, other)]);
    let mut ways = std::iter::once((paper, other)).chain(papers);
    let (size, lies) = ways.find(|(paper, turn)| fits(*paper, Room::on(*paper, *turn)))?;
    let (size, lies) = (
        (size != paper).then(|| format!("`paper = \"{}\"`", size.name())),
        (lies != turn).then(|| format!("`turn = \"{}\"`", lies.name())),
    );
    let keys: Vec<String> = size.into_iter().chain(lies).collect();
    Some(format!("write {}", keys.join(" and ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The way to a room of so many millimetres or more.
    fn way(paper: Paper, turn: Turn, (width, height): (f32, f32)) -> Option<String> {
        way_to_room((paper, turn), &|_, room| room.width >= width && room.height >= height)
    }

    #[test]
    fn a_way_to_room_leads_there() {
        let portrait = |paper, room| way(paper, Turn::Portrait, room);
        let said = |text: &str| Some(text.to_owned());
        assert_eq!(portrait(Paper::Either, (240.0, 100.0)), said("write `turn = \"landscape\"`"));
        assert_eq!(portrait(Paper::Either, (200.0, 300.0)), said("write `paper = \"A3\"`"));
        assert_eq!(
            portrait(Paper::Letter, (380.0, 200.0)),
            said("write `paper = \"A3\"` and `turn = \"landscape\"`")
        );
        assert_eq!(portrait(Paper::A7, (70.0, 80.0)), said("write `paper = \"A6\"`"));
        assert_eq!(portrait(Paper::A5, (150.0, 200.0)), said("write `paper = \"A4\"`"));
        assert_eq!(
            way(Paper::A4, Turn::Landscape, (150.0, 200.0)),
            said("write `turn = \"portrait\"`")
        );
    }

    #[test]
    fn where_no_paper_is_large_enough_none_is_named() {
        for (paper, turn) in [
            (Paper::A3, Turn::Portrait),
            (Paper::A3, Turn::Landscape),
            (Paper::Either, Turn::Portrait),
            (Paper::A7, Turn::Landscape),
        ] {
            assert_eq!(way(paper, turn, (500.0, 500.0)), None);
        }
        assert_eq!(way(Paper::A3, Turn::Portrait, (200.0, 340.0)), None);
    }
}
