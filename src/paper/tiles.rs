//! A large sheet → several sheets of A4 or Letter to lay side by side: for houses whose printer takes no larger paper.

use std::sync::Arc;

use super::measure::MILLIMETRE;
use super::page::{Mark, Page, Pages, Tone, Window};
use super::text::{Face, Style, Typesetter};
use crate::sheet::{Fill, Paper, Stroke, Turn};

/// What printers leave white on every side, with a little more, in millimetres.
const EDGE: f32 = 8.0;
/// What many printers cannot reach, in millimetres.
const UNPRINTED: f32 = 4.3;
/// How far neighbours lie over each other, in millimetres.
const OVERLAP: f32 = 10.0;
/// The line that says what to do.
const SMALL: Style = Style { face: Face::Sans, points: 7.5, leading: 1.2 };

/// The paper of the tiles, and how they lie for a sheet that lies like this: the other way, so that two make one.
pub(super) fn paper(turn: Turn) -> (Paper, Turn) {
    match turn {
        Turn::Portrait => (Paper::Either, Turn::Landscape),
        Turn::Landscape => (Paper::Either, Turn::Portrait),
    }
}

/// Each of `pages` on two sheets. `hint` says what to do with the part `{part}` of `{parts}`.
///
/// The sheet becomes a ninth smaller: writing lines of 8.5 mm are then 7.5 mm apart, which a hand still fills.
pub(super) fn tiles(setter: &mut Typesetter, pages: &Pages, turn: Turn, hint: &str) -> Pages {
    let (short, long) = Paper::Either.size();
    let (width, height) = match turn {
        Turn::Portrait => (long * MILLIMETRE, short * MILLIMETRE),
        Turn::Landscape => (short * MILLIMETRE, long * MILLIMETRE),
    };
    let mut made = Pages {
        size: (width, height),
        title: pages.title.clone(),
        language: pages.language.clone(),
        structure: pages.structure.clone(),
        ..Pages::default()
    };
    for page in &pages.pages {
        let whole = page.size.unwrap_or(pages.size);
        let (edge, overlap) = (EDGE * MILLIMETRE, OVERLAP * MILLIMETRE);
        let inner = (width - 2.0 * edge, height - 2.0 * edge);
        let is_wide = whole.0 > whole.1;
        let room = if is_wide {
            (2.0 * inner.0 - overlap, inner.1)
        } else {
            (inner.0, 2.0 * inner.1 - overlap)
        };
        let scale = (room.0 / whole.0).min(room.1 / whole.1).min(1.0);
        for part in 0..2 {
            let far = if part == 0 { 0.0 } else { 1.0 };
            let step = if is_wide { (inner.0 - overlap, 0.0) } else { (0.0, inner.1 - overlap) };
            let window = Window {
                clip: [edge, edge, edge + inner.0, edge + inner.1],
                scale,
                at: (edge - far * step.0, edge - far * step.1),
            };
            let mut content = page.content.clone();
            if part > 0 {
                // It was read on the first.
                for each in &mut content {
                    each.leaf = None;
                }
            }
            made.pages.push(Page {
                content,
                window: Some(window),
                over: joint(setter, (width, height), (is_wide, part), hint),
                ..Page::default()
            });
        }
    }
    made.need = f32::from(u16::try_from(made.pages.len()).unwrap_or(u16::MAX));
    made
}

/// The line along which the neighbours meet, and what to do there, outside of the sheet itself.
fn joint(
    setter: &mut Typesetter,
    (width, height): (f32, f32),
    (is_wide, part): (bool, usize),
    hint: &str,
) -> Vec<Mark> {
    let (edge, overlap) = (EDGE * MILLIMETRE, OVERLAP * MILLIMETRE);
    let (along, across) = if is_wide { (width, height) } else { (height, width) };
    let at = if part == 0 { along - edge - overlap } else { edge + overlap };
    // Short marks in the white edge: nothing is drawn over the sheet itself.
    let unprinted = UNPRINTED * MILLIMETRE;
    let ends = [(unprinted, edge - 1.0), (across - edge + 1.0, across - unprinted)];
    let place = |along: f32, across: f32| if is_wide { (along, across) } else { (across, along) };
    let mut marks: Vec<Mark> = ends
        .iter()
        .map(|(from, to)| Mark::Path {
            points: vec![place(at, *from), place(at, *to)],
            closed: false,
            stroke: Stroke::Dashed,
            fill: Fill::None,
        })
        .collect();
    let text = hint.replace("{part}", &(part + 1).to_string()).replace("{parts}", "2");
    let set = setter.set(&text, SMALL, width - 2.0 * edge);
    if let Some(line) = set.lines.first() {
        let (x, y) = (edge + overlap + 6.0, height - edge + 8.0);
        marks.push(Mark::Text {
            at: (x, y),
            line: Arc::clone(line),
            tone: Tone::Quiet,
            turned: false,
        });
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::fonts::Fonts;
    use crate::paper::page::{Content, Node, Role};

    #[test]
    fn a_wide_sheet_is_two_upright_ones_that_overlap() {
        let (width, height) = (420.0 * MILLIMETRE, 297.0 * MILLIMETRE);
        let content = vec![Content { leaf: Some(0), marks: Vec::new() }];
        let pages = Pages {
            size: (width, height),
            pages: vec![Page { content, ..Page::default() }],
            structure: vec![Node::Group(Role::Paragraph, vec![Node::Leaf(0)])],
            ..Pages::default()
        };
        let mut setter = Typesetter::new(&Fonts::default());
        let made = tiles(&mut setter, &pages, Turn::Landscape, "{part} of {parts}");
        assert_eq!(made.pages.len(), 2);
        let windows: Vec<&Window> =
            made.pages.iter().filter_map(|page| page.window.as_ref()).collect();
        let [first, second] = windows[..] else { panic!("two have a window") };
        // All of the height stays, and both together show all of the width.
        assert!(height * first.scale <= first.clip[3] - first.clip[1] + 0.1);
        assert!(second.at.0 + width * second.scale <= second.clip[2] + 0.1);
        assert!(first.scale > 0.88 && first.at.0 > second.at.0);
        assert_eq!(made.pages[1].content[0].leaf, None);
    }
}
