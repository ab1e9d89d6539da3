//! A text → the squares of its QR code in a drawing. The only home of the package that makes one.

use qrcode::render::unicode::Dense1x2;
use qrcode::{Color, EcLevel, QrCode};

use super::{Drawing, Fill, Point, Stroke};

/// White around the code, in modules. ISO/IEC 18004 asks for four.
const QUIET: u16 = 4;

impl Drawing {
    /// Draws the QR code of `text` into a square of `side` millimetres, the white around it counted in.
    ///
    /// Dark squares side by side are one rectangle. Returns whether there is such a code: about 2,000 letters fit in one.
    pub fn qr(&mut self, at: Point, side: f32, text: &str) -> bool {
        let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else { return false };
        let across = u16::try_from(code.width()).unwrap_or(u16::MAX);
        // Hundredths of a millimetre are what a page is written in: so squares meet exactly.
        let module = (side / f32::from(across + 2 * QUIET) * 100.0).floor() / 100.0;
        let edge = (side - module * f32::from(across)) / 2.0;
        let colors = code.to_colors();
        for (row, modules) in (0u16..).zip(colors.chunks(code.width())) {
            let top = f32::from(row).mul_add(module, at.y + edge);
            let mut column = 0u16;
            for run in modules.chunk_by(|one, other| one == other) {
                let length = u16::try_from(run.len()).unwrap_or(u16::MAX);
                if run.first() == Some(&Color::Dark) {
                    let left = f32::from(column).mul_add(module, at.x + edge);
                    let run = (f32::from(length) * module, module);
                    self.rectangle(Point::new(left, top), run, Stroke::None, Fill::Ink);
                }
                column += length;
            }
        }
        true
    }
}

/// The QR code of `text` for a terminal, two rows of modules in a line: what is light is drawn, on a ground that has to be dark.
///
/// `None` when no code holds the text.
pub fn qr_lines(text: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(text, EcLevel::L).ok()?;
    let mut renderer = code.render::<Dense1x2>();
    Some(renderer.dark_color(Dense1x2::Light).light_color(Dense1x2::Dark).build())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::Mark;

    #[test]
    fn a_code_stays_within_its_square_and_its_white() {
        let mut drawing = Drawing::new(30.0, 30.0, "");
        assert!(drawing.qr(
            Point::new(5.0, 5.0),
            20.0,
            "https://example.org/roles/who-carries-what.html"
        ));
        assert!(drawing.marks.len() > 100);
        for mark in &drawing.marks {
            let Mark::Box { at, width, height, .. } = mark else { panic!("{mark:?}") };
            assert!(at.x > 6.5 && at.x + width < 23.5 && at.y > 6.5 && at.y + height < 23.5);
        }
    }

    #[test]
    fn a_code_in_a_terminal_has_a_light_edge_and_lines_of_one_width() {
        let lines = qr_lines("http://192.168.1.5:4000/").expect("it is short");
        let lines: Vec<&str> = lines.lines().collect();
        let across = lines[0].chars().count();
        assert!(lines.iter().all(|line| line.chars().count() == across));
        assert_eq!(lines[0], "█".repeat(across));
        assert!(lines[2].starts_with("████ ▄▄▄▄▄ █"));
        assert_eq!(qr_lines(&"x".repeat(5_000)), None);
    }

    #[test]
    fn a_text_that_no_code_holds_draws_nothing() {
        let mut drawing = Drawing::new(30.0, 30.0, "");
        assert!(!drawing.qr(Point::new(0.0, 0.0), 20.0, &"x".repeat(5_000)));
        assert_eq!(drawing.marks, []);
    }
}
