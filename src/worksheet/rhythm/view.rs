//! A rhythm as it is shown: the forums, and the hours they take of each person.

use serde::Serialize;

use super::{Forum, Rhythm};
use crate::sheet::{Cell, Column, Grid, Piece, Row, Sheet};
use crate::worksheet::Show;

/// The height of a row on paper.
const ROW_HEIGHT: f32 = 12.0;

impl Rhythm {
    /// What the template is given.
    pub(super) fn shown(&self, show: Show<'_>) -> RhythmView {
        let forum = |(at, forum): (usize, &Forum)| ForumView {
            id: forum.id.value.clone(),
            name: forum.name.value.clone(),
            about: forum.about.clone(),
            every: forum.every.value.clone(),
            on: forum.on.as_ref().map(|on| on.value.clone()).unwrap_or_default(),
            lasts: show.words().time(forum.lasts),
            who: forum.who.clone(),
            example: self.example.get(at).map(|text| show.example(text)).unwrap_or_default(),
        };
        let hours = self.hours();
        RhythmView {
            forums: self.forums.iter().enumerate().map(forum).collect(),
            hours: hours
                .iter()
                .map(|(who, minutes)| HoursView { who: who.clone(), hours: in_hours(*minutes) })
                .collect(),
        }
    }

    /// What goes on paper.
    pub(super) fn on_paper(&self, show: Show<'_>) -> Sheet {
        let word = |name: &str| show.word("rhythm", name);
        let columns = [
            ("forum", 3.0),
            ("about", 2.0),
            ("when", 2.6),
            ("lasts", 1.2),
            ("who", 2.6),
            ("replaces", 3.0),
        ];
        let row = |(at, forum): (usize, &Forum)| {
            let on = forum.on.as_ref().map(|on| format!(", {}", on.value)).unwrap_or_default();
            let beat = forum.every.value.trim().trim_start_matches("every ");
            let every = word("every").replace("{every}", beat);
            let printed = [
                forum.name.value.clone(),
                forum.about.clone(),
                format!("{every}{on}"),
                show.words().time(forum.lasts),
                forum.who.join(", "),
            ];
            let mut cells: Vec<Cell> = printed.into_iter().map(Cell::Printed).collect();
            let example = self.example.get(at).map(|text| show.example(text)).unwrap_or_default();
            cells.push(Cell::written(example, &forum.id.value));
            Row { cells, height: ROW_HEIGHT }
        };
        let hours = self.hours();
        let mut pieces = vec![Piece::Grid(Grid {
            caption: String::new(),
            columns: columns.iter().map(|(name, share)| Column::new(word(name), *share)).collect(),
            rows: self.forums.iter().enumerate().map(row).collect(),
        })];
        if !hours.is_empty() {
            let row = |(who, minutes): &(String, f64)| Row {
                cells: vec![Cell::Printed(who.clone()), Cell::Printed(in_hours(*minutes))],
                height: 7.0,
            };
            pieces.push(Piece::Grid(Grid {
                caption: word("hours_title"),
                columns: vec![Column::new(word("who"), 3.0), Column::new(word("hours"), 1.0)],
                rows: hours.iter().map(row).collect(),
            }));
            pieces.push(Piece::Text(word("weeks")));
        }
        Sheet { pieces }
    }

    /// The minutes a month that each person spends in forums, those with most first.
    fn hours(&self) -> Vec<(String, f64)> {
        let mut found: Vec<(String, f64)> = Vec::new();
        for forum in &self.forums {
            let Some(beat) = forum.beat else { continue };
            let minutes = beat.times_a_month() * f64::from(forum.lasts.0);
            for who in &forum.who {
                match found.iter_mut().find(|(known, _)| known == who) {
                    Some((_, sum)) => *sum += minutes,
                    None => found.push((who.clone(), minutes)),
                }
            }
        }
        found.sort_by(|a, b| b.1.total_cmp(&a.1));
        found
    }
}

/// Minutes as hours with one place.
fn in_hours(minutes: f64) -> String {
    format!("{:.1}", minutes / 60.0)
}

#[derive(Serialize)]
pub(super) struct RhythmView {
    forums: Vec<ForumView>,
    hours: Vec<HoursView>,
}

#[derive(Serialize)]
struct ForumView {
    id: String,
    name: String,
    about: String,
    every: String,
    on: String,
    lasts: String,
    who: Vec<String>,
    example: String,
}

#[derive(Serialize)]
struct HoursView {
    who: String,
    hours: String,
}

#[cfg(test)]
mod tests {
    use super::super::Beat;
    use super::in_hours;

    #[test]
    fn a_weekly_half_hour_takes_a_little_more_than_two_hours_a_month() {
        let hours = |every: &str, minutes: f64| {
            in_hours(Beat::parse(every).expect("a beat").times_a_month() * minutes)
        };
        assert_eq!(hours("week", 30.0), "2.2");
        assert_eq!(hours("2 weeks", 90.0), "3.2");
        assert_eq!(hours("quarter", 240.0), "1.3");
        assert_eq!(hours("working day", 15.0), "5.4");
    }
}
