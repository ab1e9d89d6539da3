//! What has to lie ready: materials over all parts, and the copies of every sheet.

use std::collections::BTreeSet;

use super::day::Slot;
use super::{KIND, Session};
use crate::measure::Clock;
use crate::worksheet::{Context, Page, PageKind};

/// Something that has to lie ready.
#[derive(Debug)]
pub(super) struct Material {
    /// What it is.
    pub(super) text: String,
    /// When it is needed; empty when it is needed throughout.
    pub(super) times: Vec<Clock>,
}

/// A sheet to be copied.
#[derive(Debug)]
pub(super) struct Copies<'a> {
    /// The sheet.
    pub(super) page: Page<'a>,
    /// For whom.
    pub(super) for_whom: ForWhom,
    /// How many. `None` when that depends on the number of people, which is not said.
    pub(super) number: Option<u32>,
}

/// For whom a sheet is copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ForWhom {
    /// One for each person.
    Person,
    /// One for each partner.
    Partner,
    /// One for a group that fills it in together.
    Group,
    /// A list that the person who leads goes through.
    Leader,
    /// For whom the session knows: it says how many.
    Counted,
}

impl ForWhom {
    fn of(kind: PageKind<'_>) -> Self {
        match kind {
            PageKind::Worksheet(_, "each person") => Self::Person,
            PageKind::Worksheet(_, "each partner") => Self::Partner,
            PageKind::Worksheet(..) => Self::Group,
            PageKind::Checklist | PageKind::Activity | PageKind::Other(_) => Self::Leader,
        }
    }

    /// Its name among the words of the interface.
    pub(super) fn name(self) -> &'static str {
        match self {
            ForWhom::Person => "for_person",
            ForWhom::Partner => "for_partner",
            ForWhom::Group => "for_group",
            ForWhom::Leader => "for_leader",
            ForWhom::Counted => "for_counted",
        }
    }
}

impl Session {
    /// Everything that has to lie ready, each thing once, with the times at which it is needed.
    pub(super) fn supplies(&self, slots: &[Slot<'_>]) -> Vec<Material> {
        let mut found: Vec<Material> = Vec::new();
        let mut add = |text: &str, time: Option<Clock>| {
            let same =
                |material: &&mut Material| material.text.to_lowercase() == text.to_lowercase();
            if let Some(material) = found.iter_mut().find(same) {
                material.times.extend(time.filter(|time| !material.times.contains(time)));
                return;
            }
            found.push(Material { text: text.to_owned(), times: time.into_iter().collect() });
        };
        for text in &self.materials {
            add(text, None);
        }
        let mut seen = BTreeSet::new();
        for slot in slots {
            for timed in &slot.parts {
                // An activity whose steps are spread over several parts needs its things once, from the first of them on.
                let first = timed.activity.filter(|page| seen.insert(page.path));
                let own = first.map(|page| page.materials).unwrap_or_default();
                for text in own.iter().chain(&timed.part.materials) {
                    add(text, Some(slot.start));
                }
            }
        }
        found
    }

    /// The copies of every sheet that the activities use, in the order in which they are needed.
    pub(super) fn copies<'a>(
        &self,
        slots: &[Slot<'_>],
        context: &'a dyn Context,
    ) -> Vec<Copies<'a>> {
        let mut found: Vec<Copies<'a>> = Vec::new();
        let mut add = |slug: &str, rooms: u32| {
            let Some(page) = context.page(slug).filter(|page| is_copied(page.kind)) else { return };
            let for_whom = ForWhom::of(page.kind);
            let number = match for_whom {
                ForWhom::Person => self.people.as_ref().map(|people| people.value.to),
                ForWhom::Partner => Some(u32::try_from(context.partners()).unwrap_or(2).max(2)),
                ForWhom::Group => Some(rooms),
                ForWhom::Leader | ForWhom::Counted => Some(1),
            };
            match found.iter_mut().find(|copies| copies.page.path == page.path) {
                // A list is gone through again; a sheet that is filled in again needs fresh paper.
                Some(_) if for_whom == ForWhom::Leader => {}
                Some(copies) => {
                    let sum = |so_far: u32| number.map(|more| so_far.saturating_add(more));
                    copies.number = copies.number.and_then(sum);
                }
                None => found.push(Copies { page, for_whom, number }),
            }
        };
        let mut seen = BTreeSet::new();
        for timed in slots.iter().flat_map(|slot| &slot.parts) {
            let Some(page) = timed.activity.filter(|page| seen.insert(page.path)) else { continue };
            let parts = slots.iter().flat_map(|slot| &slot.parts);
            let same = parts
                .filter(|other| other.activity.is_some_and(|activity| activity.path == page.path));
            let rooms = same.map(|other| other.part.rooms.len()).max().unwrap_or_default().max(1);
            let rooms = u32::try_from(rooms).unwrap_or(1);
            for slug in page.uses {
                add(&slug.value, rooms);
            }
        }
        for slug in &self.uses {
            add(&slug.value, 1);
        }
        for copies in &mut found {
            if let Some(number) = self.counted.of_sheet(copies.page.path.slug()) {
                (copies.number, copies.for_whom) = (u32::try_from(number).ok(), ForWhom::Counted);
            }
        }
        found
    }
}

/// Whether copies of a page are handed out: of sheets and lists, but not of another session.
fn is_copied(kind: PageKind<'_>) -> bool {
    match kind {
        PageKind::Worksheet(name, _) => name != KIND.name,
        PageKind::Checklist => true,
        PageKind::Activity | PageKind::Other(_) => false,
    }
}
