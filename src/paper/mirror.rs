//! What was laid out from the left → the same from the right, for languages that are read from there.
//!
//! Layout counts from the side where reading begins. Only at its end is a page turned round: a line of text keeps its
//! letters as they are and begins where it ended, and whatever has a left and a right of its own is turned round twice.

use super::page::{Mark, Page};

/// Turns a page of this width round.
pub(super) fn page(page: &mut Page, width: f32) {
    for content in &mut page.content {
        marks(&mut content.marks, width);
    }
    for area in page.links.iter_mut().flat_map(|link| &mut link.areas) {
        (area[0], area[2]) = (width - area[2], width - area[0]);
    }
    for place in &mut page.places {
        let area = &mut place.area;
        (area.left, area.right) = (width - area.right, width - area.left);
    }
}

/// Turns marks on a page of this width round.
pub(super) fn marks(marks: &mut [Mark], width: f32) {
    for mark in marks {
        match mark {
            Mark::Text { at, line, turned: false, .. } => at.0 = width - at.0 - line.width,
            Mark::Text { at, turned: true, .. } => at.0 = width - at.0,
            Mark::Path { points, .. } => points.iter_mut().for_each(|at| at.0 = width - at.0),
            Mark::Bar { area, .. } => {
                (area.left, area.right) = (width - area.right, width - area.left);
            }
            Mark::Circle { centre, .. } => centre.0 = width - centre.0,
            Mark::Picture { at, size, .. } => at.0 = width - at.0 - size.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::page::{Area, Blank, Content, Filling, Place};
    use crate::sheet::{Fill, Stroke};

    #[test]
    fn what_stood_left_stands_right_and_is_as_wide() {
        let points = vec![(10.0, 5.0), (30.0, 5.0)];
        let rule = Mark::Path { points, closed: false, stroke: Stroke::Hair, fill: Fill::None };
        let blank =
            Blank { id: String::new(), label: String::new(), filling: Filling::Words(None) };
        let area = Area { left: 10.0, top: 0.0, right: 30.0, bottom: 5.0 };
        let mut turned = Page {
            content: vec![Content { leaf: None, marks: vec![rule] }],
            places: vec![Place { leaf: 0, area, blank }],
            ..Page::default()
        };
        page(&mut turned, 100.0);
        let Mark::Path { points, .. } = &turned.content[0].marks[0] else { panic!("it is a rule") };
        assert_eq!(points, &[(90.0, 5.0), (70.0, 5.0)]);
        let area = turned.places[0].area;
        assert_eq!((area.left, area.right), (70.0, 90.0));
    }
}
