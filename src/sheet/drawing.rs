//! A drawing in millimetres: lines, boxes, circles and texts, described once for the page, the small card and the paper.

use serde::Serialize;

use super::{fitting, leading, many, text_width, wrap};

/// A drawing. Its origin is at the top left; `x` runs to the right and `y` down.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Drawing {
    /// Its width in millimetres.
    pub width: f32,
    /// Its height in millimetres.
    pub height: f32,
    /// What it shows, in a sentence, for those who cannot see it. The same content stands beside it as a table or list.
    pub title: String,
    /// What is drawn, the first at the back.
    pub marks: Vec<Mark>,
    /// Where one writes, in reading order.
    pub areas: Vec<Area>,
    /// The texts of which only the beginning has room, each as it was meant.
    #[serde(skip)]
    pub shortened: Vec<String>,
}

/// A part of a drawing that one writes in. It draws nothing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Area {
    /// Its top left corner.
    pub at: Point,
    /// Its width.
    pub width: f32,
    /// Its height.
    pub height: f32,
    /// What the entry is kept by.
    pub field: String,
}

/// A place in a drawing, in millimetres.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Point {
    /// To the right.
    pub x: f32,
    /// Down.
    pub y: f32,
}

/// Something drawn.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Mark {
    /// A line through some points, closed or open.
    Path {
        /// The corners, two or more.
        points: Vec<Point>,
        /// Whether it leads back to its first point.
        closed: bool,
        /// How its line looks.
        stroke: Stroke,
        /// What is within it.
        fill: Fill,
    },
    /// A box with upright sides.
    Box {
        /// Its top left corner.
        at: Point,
        /// Its width.
        width: f32,
        /// Its height.
        height: f32,
        /// How round its corners are.
        corner: f32,
        /// How its outline looks.
        stroke: Stroke,
        /// What is within it.
        fill: Fill,
    },
    /// A circle.
    Circle {
        /// Its centre.
        centre: Point,
        /// Its radius.
        radius: f32,
        /// How its outline looks.
        stroke: Stroke,
        /// What is within it.
        fill: Fill,
    },
    /// A text.
    Label(Label),
}

/// How a line looks. Each differs in more than colour, so that a grey copy tells them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Stroke {
    /// No line.
    None,
    /// 0.5 pt.
    Hair,
    /// 1 pt.
    Line,
    /// 2 pt.
    Bold,
    /// 1 pt in dashes.
    Dashed,
    /// 1 pt in dots.
    Dotted,
    /// 2 pt in dashes.
    BoldDashed,
}

/// What is within an outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Fill {
    /// Nothing.
    None,
    /// The colour of the paper, to cover what is behind.
    Paper,
    /// A light wash.
    Wash,
    /// The colour of ink.
    Ink,
}

/// A text in a drawing: real text, broken into lines.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Label {
    /// Where its first line begins, ends or has its middle, as `anchor` says: on the base line.
    pub at: Point,
    /// Its lines.
    pub lines: Vec<String>,
    /// Its size in points.
    pub points: f32,
    /// Which part of a line stands at `at`.
    pub anchor: Anchor,
    /// How strong it is.
    pub weight: Weight,
    /// Whether it runs upwards, turned by a quarter.
    pub turned: bool,
}

/// Which part of a line stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Anchor {
    /// Its beginning.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// How strong a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Weight {
    /// As running text.
    Regular,
    /// As a heading.
    Bold,
    /// As a note, lighter.
    Quiet,
    /// Written by hand: the specimen's own words.
    Pen,
}

impl Point {
    /// The place `x` to the right and `y` down.
    pub const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }
}

impl Drawing {
    /// An empty drawing of `width` by `height` millimetres that shows what `title` says.
    pub fn new(width: f32, height: f32, title: impl Into<String>) -> Self {
        Self { width, height, title: title.into(), ..Self::default() }
    }

    /// Its texts, in the order in which they are drawn.
    pub fn labels(&self) -> impl Iterator<Item = &Label> {
        self.marks.iter().filter_map(|mark| match mark {
            Mark::Label(label) => Some(label),
            Mark::Path { .. } | Mark::Box { .. } | Mark::Circle { .. } => None,
        })
    }

    /// Leaves room of `width` by `height` with its top left corner at `at` for what is kept by `field`.
    pub fn area(&mut self, at: Point, (width, height): (f32, f32), field: impl Into<String>) {
        self.areas.push(Area { at, width, height, field: field.into() });
    }

    /// Draws a straight line.
    pub fn line(&mut self, from: Point, to: Point, stroke: Stroke) {
        self.path(vec![from, to], stroke);
    }

    /// Draws an open line through `points`.
    pub fn path(&mut self, points: Vec<Point>, stroke: Stroke) {
        self.marks.push(Mark::Path { points, closed: false, stroke, fill: Fill::None });
    }

    /// Draws a closed shape with the corners `points`.
    pub fn polygon(&mut self, points: Vec<Point>, stroke: Stroke, fill: Fill) {
        self.marks.push(Mark::Path { points, closed: true, stroke, fill });
    }

    /// Draws a box of `width` by `height` with its top left corner at `at`.
    pub fn rectangle(
        &mut self,
        at: Point,
        (width, height): (f32, f32),
        stroke: Stroke,
        fill: Fill,
    ) {
        self.marks.push(Mark::Box { at, width, height, corner: 0.0, stroke, fill });
    }

    /// Draws a circle.
    pub fn circle(&mut self, centre: Point, radius: f32, stroke: Stroke, fill: Fill) {
        self.marks.push(Mark::Circle { centre, radius, stroke, fill });
    }

    /// Draws an arrow head of `size` millimetres whose tip is at `tip`, as a line that comes from `from` has it.
    pub fn arrow_head(&mut self, from: Point, tip: Point, size: f32) {
        let (along, across) = (tip.x - from.x, tip.y - from.y);
        let length = along.hypot(across).max(0.001);
        let (along, across) = (along / length * size, across / length * size);
        let corner = |side: f32| {
            Point::new(tip.x - along - side * across * 0.45, tip.y - across + side * along * 0.45)
        };
        self.polygon(vec![tip, corner(1.0), corner(-1.0)], Stroke::None, Fill::Ink);
    }

    /// Writes one line at `at`.
    pub fn text(&mut self, at: Point, text: &str, points: f32, anchor: Anchor, weight: Weight) {
        let lines = vec![text.to_owned()];
        self.marks.push(Mark::Label(Label { at, lines, points, anchor, weight, turned: false }));
    }

    /// Writes `text` wrapped into a column of `width`, its first line's top at `top`. Returns the height it takes.
    ///
    /// With [`Anchor::Middle`] or [`Anchor::End`], `top.x` is the middle or the end of the column.
    pub fn paragraph(
        &mut self,
        top: Point,
        width: f32,
        text: &str,
        (points, anchor, weight): (f32, Anchor, Weight),
    ) -> f32 {
        let lines = wrap(text, points, width);
        let count = lines.len();
        if count > 0 {
            let at = Point::new(top.x, top.y + leading(points) * 0.78);
            self.marks.push(Mark::Label(Label {
                at,
                lines,
                points,
                anchor,
                weight,
                turned: false,
            }));
        }
        height_of(count, points)
    }

    /// Writes `text` into a box, wrapped, in its middle both ways, no line outside: it is set smaller, down to `least` points,
    /// until it fits, and ends in `…` if even then it does not.
    pub fn boxed_text(
        &mut self,
        at: Point,
        (width, height): (f32, f32),
        text: &str,
        (points, least): (f32, f32),
        weight: Weight,
    ) {
        let mut points = points;
        let mut lines = wrap(text, points, width);
        while height_of(lines.len(), points) > height && points > least {
            points = (points - 0.5).max(least);
            lines = wrap(text, points, width);
        }
        let most = whole((height / leading(points)).floor()).max(1);
        if lines.len() > most {
            lines.truncate(most);
            if let Some(last) = lines.last_mut() {
                last.truncate(fitting(last, points, width - text_width("…", points)));
                last.push('…');
            }
            self.shortened.push(text.to_owned());
        }
        let used = height_of(lines.len(), points);
        let top =
            Point::new(at.x + width / 2.0, at.y + (height - used) / 2.0 + leading(points) * 0.78);
        if !lines.is_empty() {
            self.marks.push(Mark::Label(Label {
                at: top,
                lines,
                points,
                anchor: Anchor::Middle,
                weight,
                turned: false,
            }));
        }
    }
}

/// The height of `lines` lines at `points`, in millimetres.
fn height_of(lines: usize, points: f32) -> f32 {
    many(lines) * leading(points)
}

/// A count from a length that is none below zero.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "lengths on paper are small and above zero"
)]
fn whole(number: f32) -> usize {
    number.clamp(0.0, 10_000.0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_in_a_box_stays_in_it() {
        let mut drawing = Drawing::new(40.0, 20.0, "");
        drawing.boxed_text(
            Point::new(0.0, 0.0),
            (20.0, 8.0),
            "A very long text about everything that two partners might ever say to one another",
            (10.0, 8.0),
            Weight::Regular,
        );
        let Some(Mark::Label(label)) = drawing.marks.first() else { panic!("no label") };
        assert!((label.points - 8.0).abs() < 0.01);
        assert!(height_of(label.lines.len(), label.points) <= 8.0);
        assert!(label.lines.iter().all(|line| text_width(line, label.points) <= 20.0));
        assert!(label.lines.last().is_some_and(|line| line.ends_with('…')));
        assert!(drawing.shortened[0].ends_with("say to one another"), "what was cut is told");
    }
}
