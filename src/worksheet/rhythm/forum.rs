//! A forum: a regular meeting with one subject.

use super::beat::{Beat, Moment, Week, in_month};
use super::unit::Unit;
use super::words::WEEKDAYS;
use crate::measure::{Date, Minutes};
use crate::record::{Record, Value, as_cells, as_text};
use crate::source::{Span, Spanned};
use crate::worksheet::{Event, id_from};

/// A regular meeting with one subject.
#[derive(Clone, Debug)]
pub struct Forum {
    /// What the entry beside it is kept by, and its dates are known by.
    pub id: Spanned<String>,
    /// Its name.
    pub name: Spanned<String>,
    /// How often, as written.
    pub every: Spanned<String>,
    /// How often. `None` when it could not be read.
    pub beat: Option<Beat>,
    /// When, as written.
    pub on: Option<Spanned<String>>,
    /// When. `None` when it is not said, or could not be read.
    pub moment: Option<Moment>,
    /// How long it lasts, as written.
    pub lasts_written: Spanned<String>,
    /// How long it lasts; nothing where that could not be read.
    pub lasts: Minutes,
    /// What it is about; empty when not said.
    pub about: String,
    /// Who takes part.
    pub who: Vec<String>,
    /// How many texts its row has; `None` when it was written as a block.
    pub cells: Option<usize>,
    /// Where it was written.
    pub span: Span,
}

impl Forum {
    /// The texts of a row before those who take part.
    const ROW: &[&str] = &["name", "every", "on", "lasts", "about"];
    /// The texts of a row at least: up to how long it lasts.
    pub(super) const LEAST: usize = 4;

    pub(super) fn of_row(row: &Spanned<Value>, taken: &mut Vec<String>) -> Self {
        let cells = as_cells(row);
        let mut forum = Self::of_block(&Record::of_row(row, Self::ROW), taken);
        forum.on = forum.on.filter(|on| !on.trim().is_empty());
        let who = cells.iter().skip(Self::ROW.len()).filter_map(as_text);
        forum.who = who.map(|who| who.value).filter(|who| !who.trim().is_empty()).collect();
        forum.cells = Some(cells.len());
        forum
    }

    pub(super) fn of_block(block: &Record, taken: &mut Vec<String>) -> Self {
        let text = |name: &str| {
            block.text(name).unwrap_or_else(|| Spanned::new(String::new(), block.span))
        };
        let name = text("name");
        let id = block
            .text("id")
            .unwrap_or_else(|| Spanned::new(id_from(&name.value, taken), name.span));
        taken.push(id.value.clone());
        let every = text("every");
        let on = block.text("on");
        let lasts = text("lasts");
        Self {
            beat: Beat::parse(&every.value),
            moment: on.as_ref().and_then(|on| Moment::parse(&on.value)),
            lasts: Minutes::parse_range(&lasts).map_or(Minutes(0), |(_, most)| most),
            lasts_written: lasts,
            about: block.text_or_empty("about"),
            who: block.texts("who").into_iter().map(|who| who.value).collect(),
            cells: None,
            span: block.span,
            id,
            name,
            every,
            on,
        }
    }
}

impl Forum {
    /// The forum in a calendar that begins on `begins`. `None` when it does not say when, or that cannot be.
    pub(super) fn event(&self, begins: Date) -> Option<Event> {
        let (beat, moment) = (self.beat?, self.moment?);
        if !moment.fits(beat) {
            return None;
        }
        let interval = match beat.number {
            1 => String::new(),
            many => format!(";INTERVAL={many}"),
        };
        let weekday = moment.weekday.unwrap_or_default();
        let code = WEEKDAYS[usize::from(weekday)].0;
        let (day, repeat) = match beat.unit {
            Unit::Day => (begins, format!("FREQ=DAILY{interval}")),
            Unit::WorkingDay => {
                let day = if begins.weekday() > 4 { begins.next_weekday(0) } else { begins };
                (day, "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR".to_owned())
            }
            Unit::Week => {
                (begins.next_weekday(weekday), format!("FREQ=WEEKLY{interval};BYDAY={code}"))
            }
            Unit::Month => {
                let week = moment.week?;
                let which = match week {
                    Week::Number(number) => number.to_string(),
                    Week::Last => "-1".to_owned(),
                };
                let mut day = in_month(begins, week, weekday);
                if day < begins {
                    day = in_month(begins.next_month(), week, weekday);
                }
                (day, format!("FREQ=MONTHLY{interval};BYDAY={which}{code}"))
            }
        };
        let text = [self.about.clone(), self.who.join(", ")];
        let text: Vec<String> = text.into_iter().filter(|text| !text.is_empty()).collect();
        Some(Event {
            id: self.id.value.clone(),
            title: self.name.value.clone(),
            text: text.join("\n"),
            day,
            time: Some((moment.clock.0, self.lasts.0)),
            repeat,
        })
    }
}
