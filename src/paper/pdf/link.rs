//! Links and bookmarks → annotations and the outline of a PDF.

use std::collections::BTreeMap;

use krilla::action::LinkAction;
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::destination::XyzDestination;
use krilla::geom::{Point, Quadrilateral};
use krilla::outline::{Outline, OutlineNode};

use crate::paper::page::{Bookmark, Link, To};

/// White above the place that a link leads to, in points: what is read there does not stick to the edge of the window.
const ABOVE: f32 = 12.0;

/// The place on the page where `link` can be clicked. `None` when it leads to no place of the document.
pub(super) fn annotation(
    link: &Link,
    anchors: &BTreeMap<String, (usize, f32)>,
) -> Option<Annotation> {
    let target = match &link.to {
        To::Address(address) => Target::Action(LinkAction::new(address.clone()).into()),
        To::Anchor(name) => {
            let (page, y) = anchors.get(name)?;
            Target::Destination(place(*page, *y).into())
        }
    };
    let areas: Vec<Quadrilateral> = link.areas.iter().map(quadrilateral).collect();
    if areas.is_empty() {
        return None;
    }
    let annotation = LinkAnnotation::new_with_quad_points(areas, target);
    Some(Annotation::new_link(annotation, Some(link.says.clone())))
}

/// The bookmarks as viewers list them.
pub(super) fn outline(bookmarks: &[Bookmark]) -> Outline {
    let mut outline = Outline::new();
    let mut rest = bookmarks;
    while let Some(node) = next(&mut rest) {
        outline.push_child(node);
    }
    outline
}

/// The next bookmark with those below it.
fn next(rest: &mut &[Bookmark]) -> Option<OutlineNode> {
    let (first, others) = rest.split_first()?;
    *rest = others;
    let mut node = OutlineNode::new(first.title.clone(), place(first.page, first.y));
    while rest.first().is_some_and(|bookmark| bookmark.level > first.level) {
        if let Some(inner) = next(rest) {
            node.push_child(inner);
        }
    }
    Some(node)
}

fn place(page: usize, y: f32) -> XyzDestination {
    XyzDestination::new(page, Point::from_xy(0.0, (y - ABOVE).max(0.0)))
}

fn quadrilateral([left, top, right, bottom]: &[f32; 4]) -> Quadrilateral {
    Quadrilateral([
        Point::from_xy(*left, *bottom),
        Point::from_xy(*right, *bottom),
        Point::from_xy(*right, *top),
        Point::from_xy(*left, *top),
    ])
}
