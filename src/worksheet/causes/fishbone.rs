//! The fishbone: a spine that ends at the problem, ribs above and below, and on each rib lines for its causes.

use crate::sheet::{Anchor, Drawing, Fill, LINE_PITCH, Point, Stroke, Weight, leading, many, wrap};

/// What is drawn.
pub(super) struct Fishbone {
    /// What the drawing shows, in a sentence.
    pub(super) title: String,
    /// What happened; empty when it is written by hand.
    pub(super) problem: String,
    /// Whether the problem is an answer of the specimen.
    pub(super) is_answer: bool,
    /// The ribs.
    pub(super) bones: Vec<Bone>,
    /// The lines that each rib has at least.
    pub(super) depth: usize,
}

/// A rib.
pub(super) struct Bone {
    /// What the causes written on it are kept by.
    pub(super) field: String,
    /// What it is called.
    pub(super) name: String,
    /// What is written on it; nothing on a blank sheet.
    pub(super) causes: Vec<String>,
}

/// The height of the box with the name of a rib.
const NAME: f32 = 8.0;
/// How far the outer end of a rib lies behind its joint.
const SLANT: f32 = 8.0;
/// White between the spine and the nearest lines.
const SPINE: f32 = 5.0;
/// White between a rib and the lines of its neighbour.
const BESIDE: f32 = 5.0;
/// The size of the causes in points.
const POINTS: f32 = 8.5;
/// The height of the head at least.
const HEAD: f32 = 24.0;

/// One side of the fish: its ribs, and the height of each of their lines.
struct Side<'a> {
    bones: &'a [Bone],
    lines: Vec<f32>,
}

impl Side<'_> {
    fn height(&self) -> f32 {
        if self.bones.is_empty() {
            return HEAD / 2.0 + 1.0;
        }
        NAME + self.lines.iter().sum::<f32>() + SPINE + 3.0
    }
}

/// The distance of two ribs of one side on a drawing of `width` millimetres with so many `branches`.
pub(super) fn distance(width: f32, branches: usize) -> f32 {
    (width - head_width(width) - SLANT - 4.0) / many(branches.div_ceil(2).max(1))
}

/// The length of the lines for causes.
pub(super) fn line_length(width: f32, branches: usize) -> f32 {
    (distance(width, branches) - BESIDE).max(6.0)
}

fn head_width(width: f32) -> f32 {
    (width * 0.19).clamp(20.0, 60.0)
}

impl Fishbone {
    /// The drawing, `width` millimetres wide. Ribs grow with what is written on them.
    pub(super) fn drawing(&self, width: f32) -> Drawing {
        let above = self.bones.len().div_ceil(2);
        let length = line_length(width, self.bones.len());
        let side = |bones| self.side(bones, length);
        let (upper, lower) = (side(&self.bones[..above]), side(&self.bones[above..]));
        let head = self.head_height(width);
        let spine = upper.height().max(head / 2.0 + 0.5);
        let mut drawing = Drawing::new(width, 0.0, &self.title);
        drawing.height = spine + lower.height().max(head / 2.0) + 0.5;
        let front = width - head_width(width);
        drawing.line(Point::new(0.5, spine), Point::new(front - 3.0, spine), Stroke::Bold);
        drawing.arrow_head(Point::new(0.0, spine), Point::new(front, spine), 4.0);
        self.draw_head(
            Point::new(front, spine - head / 2.0),
            (head_width(width), head),
            &mut drawing,
        );
        let apart = distance(width, self.bones.len());
        for (upwards, side) in [(true, &upper), (false, &lower)] {
            for (at, bone) in side.bones.iter().enumerate() {
                let joint = Point::new(apart.mul_add(many(at + 1), SLANT), spine);
                draw_rib(bone, side, (joint, upwards), length, &mut drawing);
            }
        }
        drawing
    }

    fn side<'a>(&self, bones: &'a [Bone], length: f32) -> Side<'a> {
        let count = bones.iter().map(|bone| bone.causes.len()).max().unwrap_or(0);
        let need = |line: usize| {
            let texts = bones.iter().filter_map(|bone| bone.causes.get(line));
            texts.map(|text| text_height(text, length)).fold(LINE_PITCH, f32::max)
        };
        Side { bones, lines: (0..count.max(self.depth)).map(need).collect() }
    }

    fn head_height(&self, width: f32) -> f32 {
        let lines = wrap(&self.problem, 10.0, head_width(width) - 5.0).len();
        many(lines).mul_add(leading(10.0), 6.0).clamp(HEAD, 80.0)
    }

    fn draw_head(&self, at: Point, size: (f32, f32), drawing: &mut Drawing) {
        drawing.rectangle(at, (size.0 - 0.3, size.1), Stroke::Bold, Fill::Wash);
        let weight = if self.is_answer { Weight::Pen } else { Weight::Bold };
        let inside = Point::new(at.x + 2.5, at.y + 2.0);
        let room = (size.0 - 5.0, size.1 - 4.0);
        drawing.boxed_text(inside, room, &self.problem, (10.0, 7.0), weight);
    }
}

fn draw_rib(
    bone: &Bone,
    side: &Side<'_>,
    (joint, upwards): (Point, bool),
    length: f32,
    drawing: &mut Drawing,
) {
    let reach = side.height() - NAME;
    let outer = if upwards { joint.y - reach } else { joint.y + reach };
    let end = Point::new(joint.x - SLANT, outer);
    drawing.line(end, joint, Stroke::Line);
    let wide = length.min(46.0);
    let top = if upwards { outer - NAME } else { outer };
    let corner = Point::new(end.x - wide / 2.0, top);
    drawing.rectangle(corner, (wide, NAME - 0.5), Stroke::Line, Fill::Paper);
    let inside = Point::new(corner.x + 1.5, corner.y + 0.5);
    drawing.boxed_text(inside, (wide - 3.0, NAME - 1.5), &bone.name, (9.5, 6.0), Weight::Bold);
    let top = if upwards { outer + 1.0 } else { joint.y + 3.0 };
    let end_of_line = |y: f32| SLANT.mul_add(-(joint.y - y).abs() / reach, joint.x);
    let mut y = top;
    for (at, high) in side.lines.iter().enumerate() {
        y += high;
        let right = end_of_line(y);
        drawing.line(Point::new(right - length, y), Point::new(right, y), Stroke::Hair);
        let Some(cause) = bone.causes.get(at) else { continue };
        let text = Point::new(right - length + 0.5, y - text_height(cause, length) + 1.2);
        let look = (POINTS, Anchor::Start, Weight::Pen);
        drawing.paragraph(text, text_room(length), cause, look);
    }
    // The rib leans, and what one writes in is upright: it begins where the last line of all does, and ends with the first.
    let (one, other) = (end_of_line(top), end_of_line(y));
    let left = one.max(other) - length;
    let room = (one.min(other) - left).max(text_room(length));
    drawing.area(Point::new(left, top), (room, y - top), &bone.field);
}

/// The width of a cause on a line: it ends before the rib does, which leans over it.
fn text_room(length: f32) -> f32 {
    (length - 0.75 * SLANT).max(4.0)
}

/// The height of a cause with white around it.
fn text_height(text: &str, length: f32) -> f32 {
    many(wrap(text, POINTS, text_room(length)).len()).mul_add(leading(POINTS), 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::{Label, Mark, text_width};

    fn fish(branches: usize) -> Drawing {
        let cause = "Nobody but one of us can see that the file is missing, and that one was ill";
        let bone = |at: usize| Bone {
            field: format!("branch-{at}"),
            name: format!("Branch number {at}"),
            causes: vec![cause.to_owned(); 4],
        };
        Fishbone {
            title: String::new(),
            problem: "Our passengers saw the wrong trains".to_owned(),
            is_answer: false,
            bones: (0..branches).map(bone).collect(),
            depth: 3,
        }
        .drawing(180.0)
    }

    /// Left, top, right and bottom of a text.
    fn extent(label: &Label) -> (f32, f32, f32, f32) {
        let wide = label.lines.iter().map(|line| text_width(line, label.points));
        let wide = wide.fold(0.0, f32::max);
        let left = match label.anchor {
            Anchor::Start => label.at.x,
            Anchor::Middle => label.at.x - wide / 2.0,
            Anchor::End => label.at.x - wide,
        };
        let high = many(label.lines.len()) * leading(label.points);
        let top = label.at.y - leading(label.points) * 0.78;
        (left, top, left + wide, top + high)
    }

    #[test]
    fn no_two_texts_overlap_with_two_to_eight_branches() {
        for branches in 2..=8 {
            let drawing = fish(branches);
            let labels: Vec<(f32, f32, f32, f32)> = drawing
                .marks
                .iter()
                .filter_map(|mark| match mark {
                    Mark::Label(label) => Some(extent(label)),
                    Mark::Path { .. } | Mark::Box { .. } | Mark::Circle { .. } => None,
                })
                .collect();
            assert_eq!(labels.len(), branches * 5 + 1);
            for (at, a) in labels.iter().enumerate() {
                assert!(a.0 >= 0.0 && a.2 <= drawing.width, "{branches}: {a:?}");
                assert!(a.1 >= 0.0 && a.3 <= drawing.height, "{branches}: {a:?}");
                for b in &labels[at + 1..] {
                    let apart = a.2 <= b.0 || b.2 <= a.0 || a.3 <= b.1 + 0.01 || b.3 <= a.1 + 0.01;
                    assert!(apart, "{branches}: {a:?} {b:?}");
                }
            }
        }
    }
}
