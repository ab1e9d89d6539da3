use super::map::{Arrow, Map};
use super::*;
use crate::sheet::{Drawing, Mark, Point};

/// A map of twelve groups and forty waits, some both ways.
fn large() -> Drawing {
    let names: Vec<String> = (1..=12).map(|number| format!("Group number {number}")).collect();
    let arrows = (0..40).map(|at| Arrow {
        who: at * 5 % 12,
        from: (at * 5 + 1 + at % 4) % 12,
        label: format!("{at} B"),
        stroke: Stroke::Line,
    });
    let mut arrows: Vec<Arrow> = arrows.collect();
    let pairs: Vec<(usize, usize)> = arrows.iter().map(|arrow| (arrow.who, arrow.from)).collect();
    let mut at = 0;
    arrows.retain(|arrow| {
        at += 1;
        !pairs[..at - 1].contains(&(arrow.who, arrow.from))
    });
    let groups = names.iter().map(String::as_str).collect();
    Map { groups, arrows, legend: Vec::new(), title: String::new() }.drawing(172.0)
}

/// The boxes of groups: corner and size.
fn boxes(drawing: &Drawing) -> Vec<(Point, f32, f32)> {
    let is_group = |mark: &Mark| match mark {
        Mark::Box { at, width, height, fill: sheet::Fill::Wash, .. } => {
            Some((*at, *width, *height))
        }
        Mark::Box { .. } | Mark::Path { .. } | Mark::Circle { .. } | Mark::Label(_) => None,
    };
    drawing.marks.iter().filter_map(is_group).collect()
}

#[test]
fn groups_of_a_large_map_stand_apart_and_on_the_paper() {
    let drawing = large();
    let boxes = boxes(&drawing);
    assert_eq!(boxes.len(), 12);
    for (at, (corner, width, height)) in boxes.iter().enumerate() {
        assert!(corner.x >= 0.0 && corner.x + width <= drawing.width, "{corner:?}");
        assert!(corner.y >= 0.0 && corner.y + height <= drawing.height, "{corner:?}");
        for (other, other_width, other_height) in &boxes[at + 1..] {
            let beside = corner.x + width <= other.x || other.x + other_width <= corner.x;
            let above = corner.y + height <= other.y || other.y + other_height <= corner.y;
            assert!(beside || above, "{corner:?} and {other:?}");
        }
    }
}

#[test]
fn no_arrow_runs_through_a_group() {
    let drawing = large();
    let boxes = boxes(&drawing);
    for mark in &drawing.marks {
        let Mark::Path { points, closed: false, .. } = mark else { continue };
        for point in points {
            let within = |(corner, width, height): &(Point, f32, f32)| {
                (corner.x + 0.1..corner.x + width - 0.1).contains(&point.x)
                    && (corner.y + 0.1..corner.y + height - 0.1).contains(&point.y)
            };
            assert!(!boxes.iter().any(within), "{point:?}");
        }
    }
}

#[test]
fn states_have_letters_and_lines_of_their_own() {
    let states = ["slows us", "stops us", "ss"].map(str::to_owned);
    assert_eq!(letters(&states), ["S", "T", "3"]);
    for count in 2..=4 {
        let lines: Vec<Stroke> = (0..count).map(|at| stroke(at, count)).collect();
        for (at, line) in lines.iter().enumerate() {
            assert!(!lines[..at].contains(line), "{lines:?}");
        }
    }
}

#[test]
fn a_map_closed_up_begins_and_ends_with_a_group() {
    let arrow = Arrow { who: 0, from: 1, label: "1 B".into(), stroke: Stroke::Line };
    let of = |arrows| Map {
        groups: vec!["Us", "Them"],
        arrows,
        legend: Vec::new(),
        title: String::new(),
    };
    let closed = of(vec![arrow.clone()]).close_drawing(172.0);
    assert!(closed.width < of(vec![arrow]).drawing(172.0).width);
    for (corner, width, _) in boxes(&closed) {
        assert!((0.0..3.0).contains(&corner.x), "{corner:?}");
        assert!(corner.x + width > closed.width - 3.0, "{corner:?}");
    }
    let by_hand = of(Vec::new()).close_drawing(172.0).width;
    assert!((by_hand - 172.0).abs() < 0.01, "room to draw in");
}
