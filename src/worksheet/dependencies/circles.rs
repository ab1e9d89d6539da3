//! Circles: groups that in the end wait for themselves.

/// Every circle among `arrows`, which lead from who waits to whom they wait for. Groups are numbered from 0.
///
/// A circle is the list of its groups, each of which waits for the next, and the last for the first. It begins with its
/// lowest number and is told once. For each arrow it is the shortest circle on which that arrow lies, so that none is
/// missed that a person would see. Who waits for itself is no circle.
pub(super) fn circles(groups: usize, arrows: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let mut found: Vec<Vec<usize>> = Vec::new();
    for &(who, from) in arrows.iter().filter(|(who, from)| who != from) {
        let Some(mut circle) = shortest(groups, arrows, from, who) else { continue };
        let lowest = (0..circle.len()).min_by_key(|at| circle[*at]).unwrap_or_default();
        circle.rotate_left(lowest);
        let same = |other: &Vec<usize>| {
            other.len() == circle.len() && other.iter().all(|group| circle.contains(group))
        };
        if !found.iter().any(same) {
            found.push(circle);
        }
    }
    found
}

/// Whether each arrow lies on a circle.
pub(super) fn on_circles(groups: usize, arrows: &[(usize, usize)]) -> Vec<bool> {
    let is_on = |&(who, from): &(usize, usize)| {
        who != from && shortest(groups, arrows, from, who).is_some()
    };
    arrows.iter().map(is_on).collect()
}

/// The groups on the shortest way along `arrows`, both ends counted in.
fn shortest(
    groups: usize,
    arrows: &[(usize, usize)],
    start: usize,
    end: usize,
) -> Option<Vec<usize>> {
    let mut came_from: Vec<Option<usize>> = vec![None; groups];
    let mut reached = vec![start];
    let mut at = 0;
    while let Some(&group) = reached.get(at) {
        if group == end {
            let mut way = vec![end];
            while let Some(&last) = way.last().filter(|last| **last != start) {
                way.push(came_from[last]?);
            }
            way.reverse();
            return Some(way);
        }
        for &(_, next) in arrows.iter().filter(|(who, _)| *who == group) {
            if next != start && came_from[next].is_none() {
                came_from[next] = Some(group);
                reached.push(next);
            }
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{circles, on_circles};

    #[test]
    fn a_circle_is_told_once_and_begins_with_its_lowest_group() {
        let arrows = [(2, 0), (0, 1), (1, 2), (3, 0)];
        assert_eq!(circles(4, &arrows), [vec![0, 1, 2]]);
        assert_eq!(on_circles(4, &arrows), [true, true, true, false]);
    }

    #[test]
    fn two_that_wait_for_each_other_are_a_circle_and_one_alone_is_none() {
        assert_eq!(circles(3, &[(1, 2), (2, 1), (0, 0)]), [vec![1, 2]]);
        assert_eq!(circles(3, &[(0, 1), (1, 2), (0, 2)]), Vec::<Vec<usize>>::new());
    }

    #[test]
    fn circles_that_share_a_group_are_told_apart() {
        assert_eq!(circles(3, &[(0, 1), (1, 0), (1, 2), (2, 1)]), [vec![0, 1], vec![1, 2]]);
    }
}
