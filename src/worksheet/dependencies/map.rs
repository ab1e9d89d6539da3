//! The map of waits: groups as boxes in layers, and an arrow from who waits to whom they wait for.

use super::circles::on_circles;
use super::layers::Layers;
use crate::sheet::{Anchor, Drawing, Fill, Point, Stroke, Weight, leading, many, text_width, wrap};

/// An arrow of the map: all waits of one group for another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Arrow {
    /// Who waits.
    pub(super) who: usize,
    /// For whom.
    pub(super) from: usize,
    /// What stands on it: the rows of the table and the letter of the state.
    pub(super) label: String,
    /// How its line looks.
    pub(super) stroke: Stroke,
}

/// What is drawn.
pub(super) struct Map<'a> {
    pub(super) groups: Vec<&'a str>,
    pub(super) arrows: Vec<Arrow>,
    /// Lines of the legend with what they mean.
    pub(super) legend: Vec<(Stroke, String)>,
    /// What the drawing shows, in a sentence.
    pub(super) title: String,
}

/// The size of the names of groups, in points.
const NAME: f32 = 10.0;
/// The size of what stands on arrows and in the legend.
const SMALL: f32 = 8.5;
/// The width that a group has where there is room.
const WIDEST: f32 = 42.0;
/// Room that a group takes beside others.
const STEP: f32 = 43.0;
/// White between two places of a layer.
const BESIDE: f32 = 5.0;
/// The distance of two arrows that pass a layer beside each other.
const PASSING: f32 = 4.0;
/// The length of the head of an arrow.
const HEAD: f32 = 2.8;
/// Height of what stands on an arrow.
const CHIP: f32 = 4.6;
/// Height between two layers of a map without arrows, for arrows by hand.
const BY_HAND: f32 = 62.0;
/// White around what stands on an arrow.
const APART: f32 = 1.5;
/// White that a map closed up keeps at its left and right.
const EDGE: f32 = 1.0;
/// Points along the bend of an arrow from one layer to the next.
const STEPS: u8 = 12;

/// Where everything stands.
struct Places {
    layers: Layers,
    /// The middle of each place, from the left.
    x: Vec<f32>,
    /// Top and bottom of each layer.
    rows: Vec<(f32, f32)>,
    /// The layer of each place.
    row_of: Vec<usize>,
    /// The width of a group.
    wide: f32,
}

/// A stretch of paper that is taken.
#[derive(Clone, Copy)]
struct Taken {
    left: f32,
    top: f32,
    right: f32,
    bottom: f32,
}

impl Map<'_> {
    /// The drawing, `width` millimetres wide.
    pub(super) fn drawing(&self, width: f32) -> Drawing {
        self.draw(&self.places(width), width)
    }

    /// The drawing without the white beside it, so that a narrow page begins with a group; at most `width` millimetres wide.
    ///
    /// A map to draw arrows on keeps its white.
    pub(super) fn close_drawing(&self, width: f32) -> Drawing {
        let mut places = self.places(width);
        let width = if self.arrows.is_empty() { width } else { places.close_up(width) };
        self.draw(&places, width)
    }

    fn pairs(&self) -> Vec<(usize, usize)> {
        self.arrows.iter().map(|arrow| (arrow.who, arrow.from)).collect()
    }

    fn draw(&self, places: &Places, width: f32) -> Drawing {
        let bottom = places.rows.last().map_or(0.0, |row| row.1);
        let mut drawing = Drawing::new(width, 0.0, &self.title);
        let circles = on_circles(self.groups.len(), &self.pairs());
        let ways = self.ways(places);
        for (at, way) in ways.iter().enumerate() {
            let stroke = if circles[at] { Stroke::BoldDashed } else { self.arrows[at].stroke };
            draw_arrow(&mut drawing, way, places.layers.is_upward[at], stroke);
        }
        self.draw_groups(places, &mut drawing);
        self.draw_labels(places, &ways, &mut drawing);
        drawing.height = bottom + self.draw_legend(bottom + 6.0, width, &mut drawing) + 6.5;
        drawing
    }

    fn places(&self, width: f32) -> Places {
        let groups = self.groups.len();
        let layers = Layers::of(groups, &self.pairs(), floor(width / STEP).max(1));
        let count = layers.rows.iter().flatten().max().map_or(0, |last| last + 1);
        let wide = layers.rows.iter().map(|row| group_width(row, groups, width));
        let wide = wide.fold(WIDEST, f32::min).max(12.0);
        let mut row_of = vec![0; count];
        for (number, row) in layers.rows.iter().enumerate() {
            for place in row {
                row_of[*place] = number;
            }
        }
        let lines = self.groups.iter().map(|name| wrap(name, NAME, wide - 4.0).len().min(4));
        let high = many(lines.max().unwrap_or(1)).mul_add(leading(NAME), 5.0).max(11.0);
        let mut rows = Vec::new();
        let mut y = 0.5;
        for layer in 0..layers.rows.len() {
            rows.push((y, y + high));
            let passing = layers.stretches().filter(|(top, _)| row_of[*top] == layer).count();
            y += high
                + if self.arrows.is_empty() {
                    BY_HAND
                } else {
                    many(passing).mul_add(1.7, 11.5).min(46.0)
                };
        }
        let x = columns(&layers, (groups, count), wide, width);
        Places { layers, x, rows, row_of, wide }
    }

    /// The points of each arrow, from the top down.
    fn ways(&self, places: &Places) -> Vec<Vec<Point>> {
        let arrows = 0..self.arrows.len();
        arrows
            .map(|arrow| {
                let way = &places.layers.ways[arrow];
                let mut points: Vec<Point> = Vec::new();
                for pair in way.windows(2) {
                    let out = Point::new(
                        self.port(places, pair[0], arrow, true),
                        places.rows[places.row_of[pair[0]]].1,
                    );
                    let into = Point::new(
                        self.port(places, pair[1], arrow, false),
                        places.rows[places.row_of[pair[1]]].0,
                    );
                    points.extend(bend(out, into));
                }
                points
            })
            .collect()
    }

    /// Where an arrow leaves or enters a place: the arrows of a group stand apart along its edge, in the order of where they lead.
    fn port(&self, places: &Places, place: usize, arrow: usize, is_below: bool) -> f32 {
        if place >= self.groups.len() {
            return places.x[place];
        }
        let ways = places.layers.ways.iter().enumerate();
        let mut others: Vec<(f32, usize)> = ways
            .filter_map(|(at, way)| {
                let (end, beside) = if is_below {
                    (way.first()?, way.get(1)?)
                } else {
                    (way.last()?, way.get(way.len().checked_sub(2)?)?)
                };
                (*end == place).then_some((places.x[*beside], at))
            })
            .collect();
        others.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let at = others.iter().position(|(_, at)| *at == arrow).unwrap_or_default();
        let left = places.x[place] - places.wide / 2.0;
        places.wide.mul_add(many(at + 1) / many(others.len() + 1), left)
    }

    fn draw_groups(&self, places: &Places, drawing: &mut Drawing) {
        for (group, name) in self.groups.iter().enumerate() {
            let (top, bottom) = places.rows[places.row_of[group]];
            let at = Point::new(places.x[group] - places.wide / 2.0, top);
            let size = (places.wide, bottom - top);
            drawing.rectangle(at, size, Stroke::Line, Fill::Wash);
            let inside = Point::new(at.x + 2.0, at.y + 1.0);
            let room = (size.0 - 4.0, size.1 - 2.0);
            drawing.boxed_text(inside, room, name, (NAME, 7.0), Weight::Bold);
        }
    }

    /// Writes on each arrow where it covers the least of other arrows and nothing of another label.
    fn draw_labels(&self, places: &Places, ways: &[Vec<Point>], drawing: &mut Drawing) {
        let mut taken: Vec<Taken> = Vec::new();
        for group in 0..self.groups.len() {
            let (top, bottom) = places.rows[places.row_of[group]];
            let half = places.wide / 2.0;
            let (left, right) = (places.x[group] - half, places.x[group] + half);
            taken.push(Taken { left, top, right, bottom });
        }
        let points = by_height(ways);
        for (arrow, way) in ways.iter().enumerate() {
            let label = &self.arrows[arrow].label;
            let wide = text_width(label, SMALL) + 2.4;
            let cost = |(at, point): (usize, &Point)| {
                let own = Taken::around(*point, wide, CHIP);
                let covers = taken.iter().filter(|other| own.meets(other)).count();
                let edge = own.left < 0.0 || own.right > drawing.width;
                let crosses = own.count(&points, arrow);
                let from_middle = many(at.abs_diff(way.len() / 2));
                let covers = many(covers + usize::from(edge)) * 100.0;
                (from_middle.mul_add(0.05, covers + many(crosses)), *point)
            };
            let costs = way.iter().enumerate().map(cost);
            let Some((_, point)) = costs.min_by(|a, b| a.0.total_cmp(&b.0)) else { continue };
            let own = Taken::around(point, wide, CHIP);
            taken.push(own);
            let corner = Point::new(own.left, own.top);
            drawing.rectangle(corner, (wide, CHIP), Stroke::Hair, Fill::Paper);
            let base = Point::new(point.x, point.y + 1.05);
            drawing.text(base, label, SMALL, Anchor::Middle, Weight::Bold);
        }
    }

    /// Writes the legend below the map. Returns the height it takes.
    fn draw_legend(&self, top: f32, width: f32, drawing: &mut Drawing) -> f32 {
        let (mut x, mut y) = (0.0, top);
        for (stroke, text) in &self.legend {
            let need = 15.0 + text_width(text, SMALL);
            if x > 0.0 && x + need > width {
                (x, y) = (0.0, y + 5.0);
            }
            let line = y + 1.6;
            drawing.line(Point::new(x, line), Point::new(x + 11.0, line), *stroke);
            drawing.text(Point::new(x + 13.0, y + 2.7), text, SMALL, Anchor::Start, Weight::Quiet);
            x += need + 6.0;
        }
        y - top + 3.5
    }
}

impl Places {
    /// Moves everything to the left edge. Returns the width that it takes.
    fn close_up(&mut self, width: f32) -> f32 {
        let half = self.wide / 2.0;
        let left = self.x.iter().fold(width, |least, x| least.min(x - half));
        let right = self.x.iter().fold(0.0f32, |most, x| most.max(x + half));
        for x in &mut self.x {
            *x -= left - EDGE;
        }
        2.0f32.mul_add(EDGE, right - left).min(width)
    }
}

impl Taken {
    fn around(middle: Point, wide: f32, high: f32) -> Self {
        let (half, up) = (wide / 2.0, high / 2.0);
        Self {
            left: middle.x - half,
            right: middle.x + half,
            top: middle.y - up,
            bottom: middle.y + up,
        }
    }

    fn meets(&self, other: &Self) -> bool {
        self.left < other.right + APART
            && self.right > other.left - APART
            && self.top < other.bottom + APART
            && self.bottom > other.top - APART
    }

    /// How many of `points`, sorted by height, lie within and belong to another arrow.
    fn count(&self, points: &[(Point, usize)], arrow: usize) -> usize {
        let from = points.partition_point(|(point, _)| point.y < self.top);
        points[from..]
            .iter()
            .take_while(|(point, _)| point.y <= self.bottom)
            .filter(|(point, other)| *other != arrow && (self.left..=self.right).contains(&point.x))
            .count()
    }
}

/// The points of all arrows from the top down, each with the number of its arrow.
fn by_height(ways: &[Vec<Point>]) -> Vec<(Point, usize)> {
    let arrows = ways.iter().enumerate();
    let mut points: Vec<(Point, usize)> =
        arrows.flat_map(|(arrow, way)| way.iter().map(move |point| (*point, arrow))).collect();
    points.sort_by(|a, b| a.0.y.total_cmp(&b.0.y));
    points
}

/// The width that each group of `row` can have.
fn group_width(row: &[usize], groups: usize, width: f32) -> f32 {
    let count = row.iter().filter(|place| **place < groups).count();
    let passing = many(row.len() - count);
    let white = many(count + 1) * BESIDE;
    (width - passing * PASSING - white) / many(count.max(1))
}

/// The middle of each place from the left: as near to what it is joined to as its neighbours let it.
fn columns(layers: &Layers, (groups, count): (usize, usize), wide: f32, width: f32) -> Vec<f32> {
    let half =
        |place: usize| if place < groups { f32::midpoint(wide, BESIDE) } else { PASSING / 2.0 };
    let mut x = vec![0.0; count];
    for row in &layers.rows {
        let need: f32 = row.iter().map(|place| 2.0 * half(*place)).sum();
        let spare = (width - need).max(0.0) / many(row.len() + 1);
        let mut left = spare;
        for place in row {
            x[*place] = left + half(*place);
            left += 2.0f32.mul_add(half(*place), spare);
        }
    }
    let mut joined: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (top, bottom) in layers.stretches() {
        joined[top].push(bottom);
        joined[bottom].push(top);
    }
    for _ in 0..24 {
        for row in &layers.rows {
            let wish = |place: &usize| {
                let sum: f32 = joined[*place].iter().map(|other| x[*other]).sum();
                (x[*place] + sum) / many(joined[*place].len() + 1)
            };
            let wished: Vec<f32> = row.iter().map(wish).collect();
            let apart = |at: usize| half(row[at - 1]) + half(row[at]);
            for (place, settled) in row.iter().zip(settle(&wished, &apart, (row, &half), width)) {
                x[*place] = settled;
            }
        }
    }
    centred(x, &half, width)
}

/// All places moved so that there is as much white to the left as to the right.
fn centred(mut x: Vec<f32>, half: &dyn Fn(usize) -> f32, width: f32) -> Vec<f32> {
    let ends =
        |sign: f32| x.iter().enumerate().map(move |(place, x)| sign.mul_add(half(place), *x));
    let left = ends(-1.0).fold(width, f32::min);
    let right = ends(1.0).fold(0.0, f32::max);
    let by = (width - right - left) / 2.0;
    for place in &mut x {
        *place += by;
    }
    x
}

/// Places near to where they wish to stand, in their order, none nearer to another than `apart` says, none off the paper.
fn settle(
    wished: &[f32],
    apart: &dyn Fn(usize) -> f32,
    (row, half): (&[usize], &dyn Fn(usize) -> f32),
    width: f32,
) -> Vec<f32> {
    let last = wished.len();
    let mut right = wished.to_vec();
    let mut left = wished.to_vec();
    for at in 1..last {
        right[at] = right[at].max(right[at - 1] + apart(at));
    }
    for at in (1..last).rev() {
        left[at - 1] = left[at - 1].min(left[at] - apart(at));
    }
    let mut x: Vec<f32> = left.iter().zip(&right).map(|(a, b)| f32::midpoint(*a, *b)).collect();
    let mut edge = 0.0;
    for (at, middle) in x.iter_mut().enumerate() {
        edge += if at == 0 { half(row[0]) } else { apart(at) };
        *middle = middle.max(edge);
    }
    edge = width;
    for (at, middle) in x.iter_mut().enumerate().rev() {
        edge -= if at + 1 == last { half(row[at]) } else { apart(at + 1) };
        *middle = middle.min(edge);
    }
    x
}

/// A bend from `out` down to `into` that begins and ends upright.
fn bend(out: Point, into: Point) -> impl Iterator<Item = Point> {
    (0..=STEPS).map(move |step| {
        let t = f32::from(step) / f32::from(STEPS);
        let across = t * t * 2.0f32.mul_add(-t, 3.0);
        Point::new((into.x - out.x).mul_add(across, out.x), (into.y - out.y).mul_add(t, out.y))
    })
}

fn draw_arrow(drawing: &mut Drawing, way: &[Point], is_upward: bool, stroke: Stroke) {
    let mut points = way.to_vec();
    if is_upward {
        points.reverse();
    }
    let Some(tip) = points.last_mut() else { return };
    let sign = if is_upward { 1.0 } else { -1.0 };
    let end = *tip;
    tip.y += sign * HEAD * 0.8;
    drawing.path(points, stroke);
    drawing.arrow_head(Point::new(end.x, end.y + sign * 5.0), end, HEAD);
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "widths of paper are small and above zero"
)]
fn floor(number: f32) -> usize {
    number.clamp(0.0, 1000.0) as usize
}
