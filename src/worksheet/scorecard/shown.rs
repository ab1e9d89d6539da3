//! A scorecard on the page and on paper.

use serde::Serialize;

use super::{Criterion, Scorecard, Show, View, candidate_id, item, percent};
use crate::sheet::{self, Cell, Grid, Piece, Row, Sheet};
use crate::worksheet::{Version, view};

/// The height of a criterion on paper: its name and the words of its ends.
const ROW_HEIGHT: f32 = 15.0;
/// The height of a row to add up in.
const SUM_HEIGHT: f32 = 10.0;

impl Scorecard {
    /// What the template is given.
    pub(super) fn shown(&self, show: Show<'_>) -> View {
        let candidates = (0..self.candidates).map(|candidate| self.candidate(candidate, show));
        let row = |(row, criterion): (usize, &Criterion)| RowView {
            id: criterion.id.value.clone(),
            name: (show.html)(&criterion.name),
            plain: criterion.plain.value.clone(),
            weight: criterion.weight.value,
            must: criterion.must,
            ask: criterion.ask.clone(),
            zero: criterion.zero.clone(),
            full: criterion.full.clone(),
            cells: (0..self.candidates)
                .map(|candidate| CellView {
                    id: item(criterion, candidate),
                    example: show.example(&self.points_text(row, candidate)),
                })
                .collect(),
        };
        view(ScorecardView {
            points: self.points,
            most: self.most(),
            // The least points that are half, for `fewer than 2 points`.
            half: self.points.div_ceil(2),
            has_must: self.criteria.iter().any(|criterion| criterion.must),
            has_weights: self.has_weights(),
            candidates: candidates.collect(),
            rows: self.criteria.iter().enumerate().map(row).collect(),
            bands: self.band_views(),
        })
    }

    fn candidate(&self, candidate: usize, show: Show<'_>) -> CandidateView {
        let specimen = self.example.get(candidate).filter(|_| show.version == Version::Example);
        let sum = specimen.and_then(|_| self.sum(candidate));
        let reached = sum.map(|sum| percent(sum, self.most()));
        CandidateView {
            id: candidate_id(candidate),
            name: specimen.map(|specimen| specimen.name.value.clone()).unwrap_or_default(),
            sum: sum.map(|sum| sum.to_string()).unwrap_or_default(),
            percent: reached.map(|percent| percent.to_string()).unwrap_or_default(),
            says: reached.map(|percent| self.says(percent).to_owned()).unwrap_or_default(),
            missed: specimen
                .map(|_| self.missed(candidate).into_iter().map(str::to_owned).collect())
                .unwrap_or_default(),
        }
    }

    fn band_views(&self) -> Vec<BandView> {
        let most = self.most();
        // Rounded up: with one point less the percent would not be reached.
        let least = |percent: usize| (percent * most).div_ceil(100);
        let mut above = None;
        let band = |band: &super::Band| {
            let from = band.from.value;
            let (to, to_sum) = above.map_or((100, most), |above: usize| {
                (above.saturating_sub(1), least(above).saturating_sub(1))
            });
            above = Some(from);
            BandView { from, to, sum: least(from), to_sum, say: band.say.value.clone() }
        };
        self.sorted_bands().into_iter().map(band).collect()
    }

    fn points_text(&self, row: usize, candidate: usize) -> String {
        self.scored(row, candidate).map(|points| points.to_string()).unwrap_or_default()
    }

    fn has_weights(&self) -> bool {
        self.criteria.iter().any(|criterion| criterion.weight.value != 1)
    }

    /// What goes on paper: the table, two rows to add up in, and what the results mean.
    pub(super) fn on_paper(&self, show: Show<'_>) -> Sheet {
        let word = |name: &str| show.word("scorecard", name);
        let mut columns = vec![sheet::Column::new(word("criterion"), 6.0)];
        if self.has_weights() {
            columns.push(sheet::Column::new(word("weight"), 1.0));
        }
        let candidates: Vec<CandidateView> =
            (0..self.candidates).map(|candidate| self.candidate(candidate, show)).collect();
        columns.extend(candidates.iter().enumerate().map(|(at, candidate)| {
            let title = match candidate.name.as_str() {
                "" => word("candidate").replace("{n}", &(at + 1).to_string()),
                name => name.to_owned(),
            };
            sheet::Column::new(title, 1.3).named_by(&candidate.id)
        }));
        let mut rows: Vec<Row> = self
            .criteria
            .iter()
            .enumerate()
            .map(|(row, criterion)| {
                let mut cells = vec![Cell::Printed(printed(criterion, &word("must"), self.points))];
                if self.has_weights() {
                    cells.push(Cell::Printed(criterion.weight.value.to_string()));
                }
                cells.extend((0..self.candidates).map(|candidate| {
                    let points = show.example(&self.points_text(row, candidate));
                    Cell::written(points, item(criterion, candidate))
                }));
                Row { cells, height: ROW_HEIGHT }
            })
            .collect();
        let most = word("sum").replace("{most}", &self.most().to_string());
        for (name, value) in [
            (most, (|candidate| &candidate.sum) as fn(&CandidateView) -> &String),
            (word("percent"), |candidate| &candidate.percent),
        ] {
            let mut cells = vec![Cell::Printed(name)];
            if self.has_weights() {
                cells.push(Cell::Printed(String::new()));
            }
            cells.extend(candidates.iter().map(|each| Cell::written(value(each), "")));
            rows.push(Row { cells, height: SUM_HEIGHT });
        }
        let mut pieces = vec![Piece::Grid(Grid { caption: String::new(), columns, rows })];
        if !self.bands.is_empty() {
            pieces.push(Piece::Grid(self.bands_on_paper(show)));
        }
        Sheet { pieces }
    }

    fn bands_on_paper(&self, show: Show<'_>) -> Grid {
        let word = |name: &str| show.word("scorecard", name);
        let row = |band: BandView| Row {
            cells: vec![
                Cell::Printed(band.sum.to_string()),
                Cell::Printed(band.from.to_string()),
                Cell::Printed(band.say),
            ],
            height: 8.0,
        };
        Grid {
            caption: word("bands"),
            columns: vec![
                sheet::Column::new(word("from_sum"), 1.5),
                sheet::Column::new(word("from_percent"), 1.5),
                sheet::Column::new(word("do"), 7.0),
            ],
            rows: self.band_views().into_iter().map(row).collect(),
        }
    }
}

/// A criterion with what to ask and the words of its ends.
fn printed(criterion: &Criterion, must: &str, points: usize) -> String {
    let mut text = criterion.plain.value.clone();
    if criterion.must {
        text = format!("{text} ({must})");
    }
    let end = |number: usize, says: &str| {
        let says = says.trim_end_matches('.');
        (!says.is_empty()).then(|| format!("{number}: {says}."))
    };
    let ends: Vec<String> =
        [end(0, &criterion.zero), end(points, &criterion.full)].into_iter().flatten().collect();
    for more in [criterion.ask.as_str(), &ends.join(" ")] {
        if !more.is_empty() {
            text = format!("{text}\n{more}");
        }
    }
    text
}

#[derive(Serialize)]
struct ScorecardView {
    points: usize,
    most: usize,
    half: usize,
    has_must: bool,
    has_weights: bool,
    candidates: Vec<CandidateView>,
    rows: Vec<RowView>,
    bands: Vec<BandView>,
}

#[derive(Serialize)]
struct CandidateView {
    id: String,
    name: String,
    sum: String,
    percent: String,
    says: String,
    missed: Vec<String>,
}

#[derive(Serialize)]
struct RowView {
    id: String,
    name: String,
    plain: String,
    weight: usize,
    must: bool,
    ask: String,
    zero: String,
    full: String,
    cells: Vec<CellView>,
}

#[derive(Serialize)]
struct CellView {
    id: String,
    example: String,
}

#[derive(Serialize)]
struct BandView {
    from: usize,
    to: usize,
    sum: usize,
    to_sum: usize,
    say: String,
}
