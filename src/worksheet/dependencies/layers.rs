//! Groups in layers: who waits above, whom they wait for below, with few crossings of the arrows between.

use crate::sheet::many;
/// Groups in layers, and the way of each arrow through them.
#[derive(Debug, PartialEq)]
pub(super) struct Layers {
    /// The layers from the top, each with its places from left to right. A number below the count of groups is a group;
    /// the others are places where an arrow passes a layer.
    pub(super) rows: Vec<Vec<usize>>,
    /// For each arrow the places on its way, from the top down.
    pub(super) ways: Vec<Vec<usize>>,
    /// For each arrow whether it leads upwards, as one of each circle has to.
    pub(super) is_upward: Vec<bool>,
}

/// How often the order of places is gone through, down and up again. More changes nothing on maps of forty arrows.
const SWEEPS: usize = 12;

impl Layers {
    /// Puts `groups` groups into layers of `most` groups each or fewer. Each of `arrows` leads from who waits to whom they
    /// wait for, and none to itself.
    pub(super) fn of(groups: usize, arrows: &[(usize, usize)], most: usize) -> Self {
        let most = most.max(1);
        if arrows.is_empty() {
            return Self::loose(groups, most);
        }
        let is_upward = upward(groups, arrows);
        let downward: Vec<(usize, usize)> = arrows
            .iter()
            .zip(&is_upward)
            .map(|(&(who, from), up)| if *up { (from, who) } else { (who, from) })
            .collect();
        let layer = longest_paths(groups, &downward, most);
        let mut rows = vec![Vec::new(); layer.iter().max().map_or(0, |last| last + 1)];
        for (group, layer) in layer.iter().enumerate() {
            rows[*layer].push(group);
        }
        let mut next = groups;
        let ways = downward.iter().map(|&(top, bottom)| {
            let mut way = vec![top];
            for row in rows.iter_mut().take(layer[bottom]).skip(layer[top] + 1) {
                row.push(next);
                way.push(next);
                next += 1;
            }
            way.push(bottom);
            way
        });
        let ways: Vec<Vec<usize>> = ways.collect();
        let mut layers = Self { rows, ways, is_upward };
        layers.lessen_crossings();
        layers
    }

    /// Groups without an arrow, in two or more layers with room between them to draw.
    fn loose(groups: usize, most: usize) -> Self {
        let rows = groups.div_ceil(most).max(2);
        let all: Vec<usize> = (0..groups).collect();
        let rows = all.chunks(groups.div_ceil(rows).max(1)).map(<[usize]>::to_vec).collect();
        Self { rows, ways: Vec::new(), is_upward: Vec::new() }
    }

    /// Every stretch of an arrow from a place to one in the next layer.
    pub(super) fn stretches(&self) -> impl Iterator<Item = (usize, usize)> {
        self.ways.iter().flat_map(|way| way.windows(2).map(|pair| (pair[0], pair[1])))
    }

    /// Orders each layer by where its neighbours stand, down and up in turn, and keeps the order with the fewest crossings.
    fn lessen_crossings(&mut self) {
        let stretches: Vec<(usize, usize)> = self.stretches().collect();
        let mut best = (crossings(&self.rows, &stretches), self.rows.clone());
        for sweep in 0..SWEEPS {
            let down = sweep % 2 == 0;
            let order: Vec<usize> = if down {
                (1..self.rows.len()).collect()
            } else {
                (0..self.rows.len() - 1).rev().collect()
            };
            for row in order {
                let beside = if down { &self.rows[row - 1] } else { &self.rows[row + 1] };
                let sorted = by_neighbours(&self.rows[row], beside, &stretches);
                self.rows[row] = sorted;
            }
            let now = crossings(&self.rows, &stretches);
            if now < best.0 {
                best = (now, self.rows.clone());
            }
        }
        self.rows = best.1;
    }
}

/// `row` by the mean place of what each is joined to in `beside`; who is joined to nothing there keeps its place.
fn by_neighbours(row: &[usize], beside: &[usize], stretches: &[(usize, usize)]) -> Vec<usize> {
    let mean = |at: usize, place: usize| {
        let joined = stretches.iter().filter_map(|&(top, bottom)| {
            let other = if place == top { bottom } else { top };
            let is_joined = place == top || place == bottom;
            beside.iter().position(|beside| is_joined && *beside == other)
        });
        let places: Vec<usize> = joined.collect();
        if places.is_empty() {
            return share(at, row.len());
        }
        let sum: f32 = places.iter().map(|at| share(*at, beside.len())).sum();
        sum / many(places.len())
    };
    let mut sorted: Vec<(f32, usize)> =
        row.iter().enumerate().map(|(at, place)| (mean(at, *place), *place)).collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    sorted.into_iter().map(|(_, place)| place).collect()
}

/// How far along a row of `all` places the one at `at` stands, 0 to 1.
fn share(at: usize, all: usize) -> f32 {
    (many(at) + 0.5) / many(all.max(1))
}

/// How many pairs of stretches cross.
fn crossings(rows: &[Vec<usize>], stretches: &[(usize, usize)]) -> usize {
    let places = rows.iter().flatten().max().map_or(0, |last| last + 1);
    let mut at = vec![(0, 0); places];
    for (row, places) in rows.iter().enumerate() {
        for (column, place) in places.iter().enumerate() {
            at[*place] = (row, column);
        }
    }
    let ends = |&(top, bottom): &(usize, usize)| (at[top].0, at[top].1, at[bottom].1);
    let ends: Vec<(usize, usize, usize)> = stretches.iter().map(ends).collect();
    let cross = |a: &(usize, usize, usize), b: &(usize, usize, usize)| {
        a.0 == b.0 && ((a.1 < b.1 && a.2 > b.2) || (a.1 > b.1 && a.2 < b.2))
    };
    ends.iter()
        .enumerate()
        .map(|(first, a)| ends[first + 1..].iter().filter(|b| cross(a, b)).count())
        .sum()
}

/// Which arrows have to lead upwards, so that the others lead down: those that close a circle when all are followed in turn.
fn upward(groups: usize, arrows: &[(usize, usize)]) -> Vec<bool> {
    let mut is_upward = vec![false; arrows.len()];
    let mut visits = vec![Visit::Never; groups];
    for group in 0..groups {
        follow(group, arrows, &mut visits, &mut is_upward);
    }
    is_upward
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Visit {
    Never,
    Now,
    Done,
}

fn follow(group: usize, arrows: &[(usize, usize)], visits: &mut [Visit], is_upward: &mut [bool]) {
    if visits[group] != Visit::Never {
        return;
    }
    visits[group] = Visit::Now;
    for (at, (who, from)) in arrows.iter().enumerate() {
        if *who != group {
            continue;
        }
        match visits[*from] {
            Visit::Now => is_upward[at] = true,
            Visit::Never => follow(*from, arrows, visits, is_upward),
            Visit::Done => {}
        }
    }
    visits[group] = Visit::Done;
}

/// The layer of each group: below all that lead to it, and no layer has more than `most`.
fn longest_paths(groups: usize, downward: &[(usize, usize)], most: usize) -> Vec<usize> {
    let mut layer: Vec<Option<usize>> = vec![None; groups];
    let mut counts: Vec<usize> = Vec::new();
    let is_joined =
        |group: usize| downward.iter().any(|(top, bottom)| *top == group || *bottom == group);
    let mut place = |group: usize, least: usize, layer: &mut Vec<Option<usize>>| {
        let mut row = least;
        while counts.get(row).is_some_and(|count| *count >= most) {
            row += 1;
        }
        counts.resize(counts.len().max(row + 1), 0);
        counts[row] += 1;
        layer[group] = Some(row);
    };
    loop {
        let above = |group: usize| {
            let tops = downward.iter().filter(move |(_, bottom)| *bottom == group);
            tops.map(|(top, _)| layer[*top].map(|row| row + 1)).collect::<Option<Vec<usize>>>()
        };
        let ready = (0..groups)
            .filter(|group| layer[*group].is_none() && is_joined(*group))
            .find_map(|group| Some((group, above(group)?.into_iter().max().unwrap_or(0))));
        match ready {
            Some((group, least)) => place(group, least, &mut layer),
            None => break,
        }
    }
    for group in 0..groups {
        if layer[group].is_none() {
            place(group, 0, &mut layer);
        }
    }
    layer.into_iter().map(Option::unwrap_or_default).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_waits_stands_above_whom_it_waits_for() {
        let layers = Layers::of(4, &[(2, 1), (1, 0), (2, 0), (3, 0)], 4);
        assert_eq!(layers.rows[0], [2, 3], "{layers:?}");
        assert_eq!(layers.rows.last(), Some(&vec![0]));
        assert_eq!(layers.is_upward, [false; 4]);
        assert_eq!(layers.ways[2].len(), 3, "the arrow past a layer has a place in it");
    }

    #[test]
    fn one_arrow_of_a_circle_leads_upwards() {
        let layers = Layers::of(3, &[(0, 1), (1, 2), (2, 0)], 4);
        assert_eq!(layers.is_upward, [false, false, true]);
        assert_eq!(layers.rows.len(), 3);
    }

    #[test]
    fn no_layer_has_more_groups_than_there_is_room_for() {
        let arrows: Vec<(usize, usize)> = (1..9).map(|group| (group, 0)).collect();
        let layers = Layers::of(10, &arrows, 3);
        for row in &layers.rows {
            assert!(row.iter().filter(|place| **place < 10).count() <= 3, "{layers:?}");
        }
        assert_eq!(layers.rows.iter().flatten().filter(|place| **place < 10).count(), 10);
    }

    #[test]
    fn arrows_that_need_not_cross_do_not() {
        let layers = Layers::of(6, &[(0, 5), (1, 4), (2, 3)], 3);
        assert_eq!(crossings(&layers.rows, &layers.stretches().collect::<Vec<_>>()), 0);
    }

    #[test]
    fn groups_without_an_arrow_stand_in_two_layers() {
        assert_eq!(Layers::of(4, &[], 4).rows, [vec![0, 1], vec![2, 3]]);
        assert_eq!(Layers::of(0, &[], 4).rows, Vec::<Vec<usize>>::new());
        assert_eq!(Layers::of(1, &[], 4).rows, [vec![0]]);
    }
}
