//! Places to fill in on screen: where a sheet has room to write or a box to tick, the PDF has a field.

use super::builder::Layout;
use crate::paper::measure::MILLIMETRE;
use crate::paper::page::{Area, Blank, Filling, Node, Place, Role};
use crate::sheet::Ask;
use crate::worksheet::Input;

/// How high room to write in is before it takes more than one line, in points.
const ONE_LINE: f32 = 13.0 * MILLIMETRE;

/// How high the place of a list is at most, in points.
const LIST: f32 = 16.0;

impl Layout<'_> {
    /// Makes `area` the place of the field with this id, or of one `choice` of it.
    ///
    /// `None` where nothing is filled in on screen, and where the entry is kept nowhere.
    pub(super) fn fill(&mut self, id: &str, choice: &str, area: Area) -> Option<Node> {
        let field = self.fields.get(id)?;
        let is_high = area.bottom - area.top > ONE_LINE;
        let filling = match &field.input {
            Input::Tick => Filling::Tick,
            Input::Choice(_) | Input::Number(_) if !choice.is_empty() => {
                Filling::Choice(choice.to_owned())
            }
            Input::Choice(choices) => Filling::List(choices.clone()),
            Input::Number(most) => Filling::Words(Some(most.to_string().len())),
            Input::Lines(lines) if *lines > 1 || is_high => Filling::Text,
            Input::Words if is_high => Filling::Text,
            Input::Lines(_) | Input::Words | Input::Date => Filling::Words(None),
        };
        let area = match filling {
            // A list opens from one line, however high its cell is.
            Filling::List(_) => {
                let middle = f32::midpoint(area.top, area.bottom);
                let half = f32::midpoint(0.0, (area.bottom - area.top).min(LIST));
                Area { top: middle - half, bottom: middle + half, ..area }
            }
            Filling::Words(_)
            | Filling::Text
            | Filling::Lines
            | Filling::Tick
            | Filling::Choice(_) => area,
        };
        let label = field.label.clone();
        self.place(area, Blank { id: id.to_owned(), label, filling })
    }

    /// Makes the writing lines in `area` the place of the field with this id.
    pub(super) fn fill_lines(&mut self, id: &str, area: Area) -> Option<Node> {
        let label = self.fields.get(id)?.label.clone();
        self.place(area, Blank { id: id.to_owned(), label, filling: Filling::Lines })
    }

    /// Makes `area` the box before one of the answers to a question. Several may be ticked, as on the page.
    pub(super) fn fill_one_of(&mut self, ask: &Ask, choice: &str, area: Area) -> Option<Node> {
        let label = &self.fields.get(&ask.field)?.label;
        let blank = Blank {
            id: format!("{}={choice}", ask.field),
            label: format!("{label}: {choice}"),
            filling: Filling::Tick,
        };
        self.place(area, blank)
    }

    /// Makes `area` a place to fill in on screen. `None` where nothing is filled in on screen.
    pub(super) fn place(&mut self, area: Area, blank: Blank) -> Option<Node> {
        if !self.fillable {
            return None;
        }
        let leaf = self.leaves;
        self.leaves += 1;
        self.page().places.push(Place { leaf, area, blank });
        Some(Node::Group(Role::Form, vec![Node::Leaf(leaf)]))
    }
}
