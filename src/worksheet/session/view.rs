//! A session as it is shown: run sheet, agenda, materials, and what the page needs to run it by the clock.

use serde::Serialize;

use super::day::{Slot, Timed};
use super::supplies::{Copies, Material};
use super::{HANDOUTS, LED_BY, LINES_FOR_NEXT_TIME, NEXT_TIME, Session, What};
use crate::measure::{Clock, Minutes};
use crate::prose::Document;
use crate::sheet::{self, Ask, AskRoom, Cell, Grid, Piece, Row, Sheet, Tick};
use crate::worksheet::Show;

impl Session {
    /// What the template is given.
    pub(super) fn shown(&self, show: Show<'_>) -> SessionView {
        let slots = self.day(show.context);
        let end = self.end(&slots);
        let copies = self.copies(&slots, show.context);
        SessionView {
            starts: self.start.to_string(),
            ends: end.to_string(),
            length: show.words().time(Minutes(end.0 - self.start.0)),
            people: self.people.as_ref().map(|people| people.value.to_string()).unwrap_or_default(),
            lines: LINES_FOR_NEXT_TIME,
            moments: slots.iter().flat_map(|slot| moments(slot, show)).collect(),
            slots: slots.iter().map(|slot| slot_view(slot, show)).collect(),
            materials: self.supplies(&slots).iter().map(material_view).collect(),
            copies: copies.iter().map(|copies| copies_view(copies, show)).collect(),
        }
    }

    /// What goes on paper: the handouts one after another.
    pub(super) fn on_paper(&self, show: Show<'_>) -> Sheet {
        let mut pieces = Vec::new();
        for (number, name) in HANDOUTS.iter().enumerate() {
            if number > 0 {
                pieces.push(Piece::Break);
            }
            pieces.push(Piece::Heading(show.word("session", name)));
            pieces.extend(self.handed_out(number, show).pieces);
        }
        Sheet { pieces }
    }

    /// The handout with this number.
    pub(super) fn handed_out(&self, number: usize, show: Show<'_>) -> Sheet {
        let slots = self.day(show.context);
        let pieces = match number {
            0 => vec![led_by(show), Piece::Grid(self.run_sheet(&slots, show))],
            1 => vec![Piece::Grid(self.agenda(&slots, show))],
            _ => self.supply_list(&slots, show),
        };
        Sheet { pieces }
    }

    /// What to have ready, what to copy, and room for what to do better next time.
    fn supply_list(&self, slots: &[Slot<'_>], show: Show<'_>) -> Vec<Piece> {
        let tick = |material: Material| Tick {
            field: String::new(),
            text: material.text,
            notes: Vec::new(),
            ticked: false,
        };
        let mut pieces = vec![Piece::Ticks(self.supplies(slots).into_iter().map(tick).collect())];
        let copies = self.copies(slots, show.context);
        if !copies.is_empty() {
            pieces.push(Piece::Grid(copies_grid(&copies, show)));
        }
        pieces.push(Piece::Ask(Ask {
            field: NEXT_TIME.to_owned(),
            label: show.word("session", "next_time"),
            help: String::new(),
            room: AskRoom::Lines(LINES_FOR_NEXT_TIME),
            answer: String::new(),
        }));
        pieces
    }

    fn run_sheet(&self, slots: &[Slot<'_>], show: Show<'_>) -> Grid {
        let row = |clock: Clock, minutes: u32, what: String, notes: String| Row {
            cells: [clock.to_string(), minutes.to_string(), what, notes].map(Cell::Printed).into(),
            height: 7.0,
        };
        let mut rows = Vec::new();
        for slot in slots {
            for timed in &slot.parts {
                let notes = timed.part.notes.iter().map(Document::as_line);
                let notes = notes.collect::<Vec<_>>().join(" ");
                rows.push(row(slot.start, timed.minutes, with_rooms(timed, show), notes));
                let steps = timed.steps.iter().filter(|_| timed.steps.len() > 1);
                rows.extend(steps.map(|step| {
                    row(step.start, step.minutes, format!("· {}", step.title), step.notes.join(" "))
                }));
            }
        }
        rows.push(Row {
            cells: [
                self.end(slots).to_string(),
                String::new(),
                show.word("session", "end"),
                String::new(),
            ]
            .map(Cell::Printed)
            .into(),
            height: 7.0,
        });
        grid(show, &[("time", 1.2), ("minutes_column", 1.0), ("what", 4.0), ("notes", 6.0)], rows)
    }

    fn agenda(&self, slots: &[Slot<'_>], show: Show<'_>) -> Grid {
        let row = |clock: Clock, what: String| Row {
            cells: [clock.to_string(), what].map(Cell::Printed).into(),
            height: 9.0,
        };
        let parts = slots.iter().flat_map(|slot| slot.parts.iter().map(move |timed| (slot, timed)));
        let mut rows: Vec<Row> =
            parts.map(|(slot, timed)| row(slot.start, with_rooms(timed, show))).collect();
        rows.push(row(self.end(slots), show.word("session", "end")));
        grid(show, &[("time", 1.0), ("what", 6.0)], rows)
    }
}

/// The line for the name of the person who leads.
fn led_by(show: Show<'_>) -> Piece {
    Piece::Ask(Ask {
        field: LED_BY.to_owned(),
        label: show.word("session", "led_by"),
        help: String::new(),
        room: AskRoom::Lines(1),
        answer: String::new(),
    })
}

fn grid(show: Show<'_>, columns: &[(&str, f32)], rows: Vec<Row>) -> Grid {
    let column =
        |(name, share): &(&str, f32)| sheet::Column::new(show.word("session", name), *share);
    Grid { caption: String::new(), columns: columns.iter().map(column).collect(), rows }
}

fn copies_grid(copies: &[Copies<'_>], show: Show<'_>) -> Grid {
    let row = |copies: &Copies<'_>| Row {
        cells: vec![
            Cell::tick(false, ""),
            Cell::Printed(copies.page.title.value.clone()),
            Cell::Printed(copies.number.map(|number| number.to_string()).unwrap_or_default()),
            Cell::Printed(show.word("session", copies.for_whom.name())),
        ],
        height: 8.0,
    };
    let columns = [("done", 0.7), ("sheet", 5.0), ("copies", 1.2), ("for_whom", 4.0)];
    grid(show, &columns, copies.iter().map(row).collect())
}

/// `Draw the waits (Long room, Ticket office)`.
fn with_rooms(timed: &Timed<'_>, show: Show<'_>) -> String {
    let title = timed.title(&show.word("session", "pause"));
    match timed.part.rooms.as_slice() {
        [] => title,
        rooms => format!("{title} ({})", rooms.join(", ")),
    }
}

fn slot_view(slot: &Slot<'_>, show: Show<'_>) -> SlotView {
    SlotView {
        clock: slot.start.to_string(),
        is_pause: slot.is_pause(),
        parts: slot.parts.iter().map(|timed| part_view(timed, show)).collect(),
    }
}

fn part_view(timed: &Timed<'_>, show: Show<'_>) -> PartView {
    let change = timed.change();
    let mut notes: Vec<String> = timed.part.notes.iter().map(|note| (show.html)(note)).collect();
    // A step that is the whole part would say everything twice: only its notes are taken over.
    let steps = match timed.steps.as_slice() {
        [step] if !timed.part.steps.is_empty() => {
            notes.extend(step.notes.iter().map(|note| escaped(note)));
            &[]
        }
        steps => steps,
    };
    PartView {
        title: timed.title(&show.word("session", "pause")),
        href: timed.activity.map(|page| (show.href)(page.path)).unwrap_or_default(),
        is_pause: matches!(timed.part.what, What::Pause),
        minutes: timed.minutes,
        shorter: u64::try_from(-change).unwrap_or_default(),
        longer: u64::try_from(change).unwrap_or_default(),
        rooms: timed.part.rooms.clone(),
        notes,
        materials: timed.part.materials.clone(),
        steps: steps
            .iter()
            .map(|step| StepView {
                clock: step.start.to_string(),
                title: step.title.clone(),
                minutes: step.minutes,
                notes: step.notes.clone(),
            })
            .collect(),
    }
}

/// `text` as HTML that shows it letter for letter.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// What the page runs through one after another: the steps of a part, or what stands side by side as one.
fn moments(slot: &Slot<'_>, show: Show<'_>) -> Vec<MomentView> {
    let pause = show.word("session", "pause");
    if let [timed] = slot.parts.as_slice() {
        let moment = |title: String, part: String, minutes: u32| MomentView {
            title,
            part,
            minutes,
            columns: timed.part.rooms.iter().map(|room| ColumnView::room(room)).collect(),
        };
        if timed.steps.is_empty() {
            return vec![moment(timed.title(&pause), String::new(), slot.minutes)];
        }
        let part = match &timed.activity {
            Some(page) if timed.part.called.is_empty() => page.title.value.clone(),
            Some(_) | None => timed.part.called.clone(),
        };
        let steps = timed.steps.iter();
        return steps.map(|step| moment(step.title.clone(), part.clone(), step.minutes)).collect();
    }
    let beside = |timed: &Timed<'_>| {
        let steps = timed.steps.iter().map(|step| format!("{} {}", step.start, step.title));
        ColumnView {
            room: timed.part.rooms.join(", "),
            title: timed.title(&pause),
            text: steps.collect::<Vec<_>>().join("\n"),
        }
    };
    let titles: Vec<String> = slot.parts.iter().map(|timed| timed.title(&pause)).collect();
    vec![MomentView {
        title: titles.join(" / "),
        part: String::new(),
        minutes: slot.minutes,
        columns: slot.parts.iter().map(beside).collect(),
    }]
}

impl ColumnView {
    /// A room in which the same takes place as in the others.
    fn room(room: &str) -> Self {
        Self { room: room.to_owned(), title: String::new(), text: String::new() }
    }
}

fn material_view(material: &Material) -> MaterialView {
    MaterialView {
        text: material.text.clone(),
        times: material.times.iter().map(Clock::to_string).collect(),
    }
}

fn copies_view(copies: &Copies<'_>, show: Show<'_>) -> CopiesView {
    CopiesView {
        title: copies.page.title.value.clone(),
        href: (show.href)(copies.page.path),
        number: copies.number,
        for_whom: show.word("session", copies.for_whom.name()),
    }
}

#[derive(Serialize)]
pub(super) struct SessionView {
    starts: String,
    ends: String,
    length: String,
    people: String,
    lines: usize,
    slots: Vec<SlotView>,
    materials: Vec<MaterialView>,
    copies: Vec<CopiesView>,
    moments: Vec<MomentView>,
}

#[derive(Serialize)]
struct SlotView {
    clock: String,
    is_pause: bool,
    parts: Vec<PartView>,
}

#[derive(Serialize)]
struct PartView {
    title: String,
    href: String,
    is_pause: bool,
    minutes: u32,
    shorter: u64,
    longer: u64,
    rooms: Vec<String>,
    notes: Vec<String>,
    materials: Vec<String>,
    steps: Vec<StepView>,
}

#[derive(Serialize)]
struct StepView {
    clock: String,
    title: String,
    minutes: u32,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct MaterialView {
    text: String,
    times: Vec<String>,
}

#[derive(Serialize)]
struct CopiesView {
    title: String,
    href: String,
    number: Option<u32>,
    for_whom: String,
}

#[derive(Serialize)]
struct MomentView {
    title: String,
    part: String,
    minutes: u32,
    columns: Vec<ColumnView>,
}

#[derive(Serialize)]
struct ColumnView {
    room: String,
    title: String,
    text: String,
}
