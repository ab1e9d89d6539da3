//! How high prose stands on a printed sheet.

use crate::model::Document;
use crate::sheet::{many, text_lines};

/// The size of running letters on a sheet, in points.
pub const POINTS: f32 = 10.5;
/// The height of a line of running letters, in millimetres: 1.45 times their size, as the printed pages set them.
pub const LINE_HEIGHT: f32 = 5.4;
/// The white between paragraphs, in millimetres.
const BETWEEN: f32 = 3.7;
/// The white below an introduction, in millimetres.
const BELOW: f32 = 4.0;

/// The height of `text` in a column of `width`, both in millimetres.
pub fn text_height(text: &str, width: f32) -> f32 {
    LINE_HEIGHT * many(text_lines(text, POINTS, width))
}

/// The height of `prose` in a column of `width`, both in millimetres; nothing when there is none.
pub fn height(prose: &Document, width: f32) -> f32 {
    let (mut lines, mut height) = (0, 0.0);
    prose.each_line(&mut |line| {
        lines += 1;
        height += text_height(&prose.plain(line), width);
    });
    height + BETWEEN * many(usize::saturating_sub(lines, 1))
}

/// The height of an introduction with the white below it; nothing when there is none.
pub fn intro_height(intro: &Document, width: f32) -> f32 {
    if intro.is_empty() { 0.0 } else { height(intro, width) + BELOW }
}
