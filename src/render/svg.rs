//! Drawing → SVG: real text, sizes in the reader's own letters, looks from the style sheet.

use std::fmt::Write as _;

use super::escape::escape_text;
use crate::sheet::{
    Anchor, Drawing, Fill, Label, Mark, POINT, Point, Stroke, Weight, leading, many,
};

/// How many times the reader's letter size a millimetre is on the page: text of 10 points then is as large as small print.
const EMS_PER_MILLIMETRE: f32 = 0.25;

/// The SVG of `drawing` for a page. Its size follows the reader's font size; a narrow page scrolls it in its frame.
pub(super) fn svg(drawing: &Drawing) -> String {
    let mut out = String::new();
    let (width, height) = (drawing.width, drawing.height);
    let mut title = String::new();
    escape_text(&drawing.title, &mut title);
    let _ = write!(
        out,
        "<svg class=\"drawing\" role=\"img\" aria-label=\"{}\" viewBox=\"0 0 {} {}\" width=\"{}em\" height=\"{}em\">",
        title.replace('"', "&quot;"),
        Number(width),
        Number(height),
        Number(width * EMS_PER_MILLIMETRE),
        Number(height * EMS_PER_MILLIMETRE),
    );
    let mut marks = drawing.marks.as_slice();
    while let Some((mark, rest)) = marks.split_first() {
        let joined = marks.iter().map_while(ink).count();
        if joined > 1 {
            write_joined(marks[..joined].iter().filter_map(ink), &mut out);
            marks = &marks[joined..];
        } else {
            write_mark(mark, &mut out);
            marks = rest;
        }
    }
    out.push_str("</svg>");
    out
}

/// The place and the size of a box that is nothing but ink.
fn ink(mark: &Mark) -> Option<(Point, f32, f32)> {
    match mark {
        Mark::Box { at, width, height, corner, stroke: Stroke::None, fill: Fill::Ink }
            if *corner <= 0.0 =>
        {
            Some((*at, *width, *height))
        }
        Mark::Box { .. } | Mark::Path { .. } | Mark::Circle { .. } | Mark::Label(_) => None,
    }
}

/// Boxes of ink as one shape: shorter by far for a QR code, and without seams where two meet.
fn write_joined(boxes: impl Iterator<Item = (Point, f32, f32)>, out: &mut String) {
    let _ = write!(out, "<path class=\"{}\" d=\"", class(Stroke::None, Fill::Ink));
    for (at, width, height) in boxes {
        let _ = write!(
            out,
            "M{} {}h{}v{}h{}z",
            Number(at.x),
            Number(at.y),
            Number(width),
            Number(height),
            Number(-width)
        );
    }
    out.push_str("\"/>");
}

fn write_mark(mark: &Mark, out: &mut String) {
    let _ = match mark {
        Mark::Path { points, closed, stroke, fill } => {
            let end = if *closed { "z" } else { "" };
            write!(out, "<path class=\"{}\" d=\"{}{end}\"/>", class(*stroke, *fill), path(points))
        }
        Mark::Box { at, width, height, corner, stroke, fill } => {
            let round =
                if *corner > 0.0 { format!(" rx=\"{}\"", Number(*corner)) } else { String::new() };
            write!(
                out,
                "<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{round}/>",
                class(*stroke, *fill),
                Number(at.x),
                Number(at.y),
                Number(*width),
                Number(*height),
            )
        }
        Mark::Circle { centre, radius, stroke, fill } => write!(
            out,
            "<circle class=\"{}\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
            class(*stroke, *fill),
            Number(centre.x),
            Number(centre.y),
            Number(*radius),
        ),
        Mark::Label(label) => {
            write_label(label, out);
            Ok(())
        }
    };
}

fn write_label(label: &Label, out: &mut String) {
    let Point { x, y } = label.at;
    let weight = match label.weight {
        Weight::Regular => "d-text",
        Weight::Bold => "d-text d-bold",
        Weight::Quiet => "d-text d-quiet",
        Weight::Pen => "d-text d-pen",
    };
    let anchor = match label.anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    let _ = write!(
        out,
        "<text class=\"{weight}\" font-size=\"{}\"{anchor}",
        Number(label.points * POINT)
    );
    if label.turned {
        let _ = write!(out, " transform=\"rotate(-90 {} {})\"", Number(x), Number(y));
    }
    out.push('>');
    for (number, line) in label.lines.iter().enumerate() {
        let down = many(number) * leading(label.points);
        let _ = write!(out, "<tspan x=\"{}\" y=\"{}\">", Number(x), Number(y + down));
        escape_text(line, out);
        // Read aloud or copied, the words of two lines stay apart.
        out.push_str(if number + 1 < label.lines.len() { " </tspan>" } else { "</tspan>" });
    }
    out.push_str("</text>");
}

/// The way through `points`, as the `d` of a path has it.
pub(super) fn path(points: &[Point]) -> String {
    let mut way = String::new();
    for (number, point) in points.iter().enumerate() {
        let letter = if number == 0 { 'M' } else { 'L' };
        let _ = write!(way, "{letter}{} {}", Number(point.x), Number(point.y));
    }
    way
}

fn class(stroke: Stroke, fill: Fill) -> String {
    let stroke = match stroke {
        Stroke::None => "d-none",
        Stroke::Hair => "d-hair",
        Stroke::Line => "d-line",
        Stroke::Bold => "d-strong",
        Stroke::Dashed => "d-line d-dashed",
        Stroke::Dotted => "d-line d-dotted",
        Stroke::BoldDashed => "d-strong d-dashed",
    };
    match fill {
        Fill::None => stroke.to_owned(),
        Fill::Paper => format!("{stroke} d-paper"),
        Fill::Wash => format!("{stroke} d-wash"),
        Fill::Ink => format!("{stroke} d-ink"),
    }
}

/// A length with two decimals at most, and none that says nothing: `14.5`, `7`.
pub(super) struct Number(pub(super) f32);

impl std::fmt::Display for Number {
    /// Far quicker than the shortest text of any number.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        #[expect(clippy::cast_possible_truncation, reason = "drawings are no larger than walls")]
        let hundredths = (self.0 * 100.0).round() as i32;
        let sign = if hundredths < 0 { "-" } else { "" };
        let (whole, rest) = (hundredths.abs() / 100, hundredths.abs() % 100);
        match (rest / 10, rest % 10) {
            (0, 0) => write!(f, "{sign}{whole}"),
            (tenths, 0) => write!(f, "{sign}{whole}.{tenths}"),
            (tenths, hundredths) => write!(f, "{sign}{whole}.{tenths}{hundredths}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_as_short_as_it_can_be() {
        let shown =
            [0.0, -0.001, -7.0, 14.5, 3.527_8, 0.05].map(|length| Number(length).to_string());
        assert_eq!(shown, ["0", "0", "-7", "14.5", "3.53", "0.05"]);
    }

    #[test]
    fn boxes_of_ink_are_one_shape() {
        let mut drawing = Drawing::new(4.0, 4.0, "");
        for x in [0.0, 2.0] {
            drawing.rectangle(Point::new(x, 0.0), (1.0, 0.5), Stroke::None, Fill::Ink);
        }
        drawing.rectangle(Point::new(0.0, 2.0), (1.0, 1.0), Stroke::Hair, Fill::None);
        assert!(svg(&drawing).ends_with(
            "<path class=\"d-none d-ink\" d=\"M0 0h1v0.5h-1zM2 0h1v0.5h-1z\"/>\
             <rect class=\"d-hair\" x=\"0\" y=\"2\" width=\"1\" height=\"1\"/></svg>"
        ));
    }

    #[test]
    fn a_drawing_is_named_and_its_text_escaped() {
        let mut drawing = Drawing::new(40.0, 20.0, "Us & \"them\"");
        drawing.line(Point::new(0.0, 1.5), Point::new(40.0, 1.5), Stroke::Dashed);
        drawing.text(Point::new(20.0, 10.0), "a < b", 10.0, Anchor::Middle, Weight::Bold);
        assert_eq!(
            svg(&drawing),
            "<svg class=\"drawing\" role=\"img\" aria-label=\"Us &amp; &quot;them&quot;\" viewBox=\"0 0 40 20\" width=\"10em\" height=\"5em\">\
             <path class=\"d-line d-dashed\" d=\"M0 1.5L40 1.5\"/>\
             <text class=\"d-text d-bold\" font-size=\"3.53\" text-anchor=\"middle\"><tspan x=\"20\" y=\"10\">a &lt; b</tspan></text></svg>"
        );
    }
}
