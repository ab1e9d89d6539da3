//! The objects of a PDF with links in the places that are filled in → the same with form fields in those places.
//!
//! A field keeps the place of its link in the reading order. What is seen on paper is drawn on the page, so that the
//! blank sheet prints the same; a field shows what was filled in and nothing else.

mod encoding;
mod font;

use std::collections::{BTreeMap, BTreeSet};

use pdf_writer::types::{AnnotationFlags, CheckBoxState, FieldFlags, FieldType};
use pdf_writer::writers::{Field, Form};
use pdf_writer::{Content, Finish, Name, Rect, Ref, Str, TextStr};

pub(super) use self::font::FormFont;
use super::objects::{Objects, Unknown, list_after, number_after};
use super::page::{Area, Filling, Pages, Place};

/// What the font is called where fields ask for it.
const FONT: &[u8] = b"Form";
/// A dark blue that copies as black, as in the specimen.
const PEN: [f32; 3] = [0.118, 0.247, 0.549];
/// The letters of lists, and of fields that a program adds.
const POINTS: f32 = 10.5;
/// What the links that stand in for fields have in common.
const ADDRESS: &str = "field:";

/// The address of the link that stands in for the `number`-th field of a document, from nought.
pub(super) fn address(number: usize) -> String {
    format!("{ADDRESS}{number}")
}

/// Makes fields of the links in `objects`, as `pages` has them.
pub(super) fn place(objects: &mut Objects, pages: &Pages, font: &FormFont) -> Result<(), Unknown> {
    let mut places = Vec::new();
    for page in &pages.pages {
        let (_, height) = page.size.unwrap_or(pages.size);
        places.extend(page.places.iter().map(|place| (place, height)));
    }
    if places.is_empty() {
        return Ok(());
    }
    let links = links(objects, &places);
    if links.len() < places.len() {
        return Err(Unknown);
    }
    let font = font.add(objects);
    let resources = objects.add(|chunk, at| {
        let mut resources = chunk.indirect(at).dict();
        resources.insert(Name(b"Font")).dict().pair(Name(FONT), font);
    });
    let mut fields = Fields::new(objects, resources);
    for link in &links {
        fields.make(link);
    }
    let made = fields.finish();
    let form = objects.add(|chunk, at| {
        let mut form = chunk.indirect(at).start::<Form<'_>>();
        form.fields(made);
        form.pair(Name(b"DR"), resources);
        form.default_appearance(Str(letters_of(POINTS).as_bytes()));
    });
    let catalog = objects.named(b"/Root ")?;
    let open = catalog.strip_suffix(b">>").ok_or(Unknown)?.len();
    catalog.truncate(open);
    catalog.extend(format!("/AcroForm {} 0 R>>", form.get()).bytes());
    objects.check()
}

/// A link that stands in for a field.
struct Link<'p> {
    /// Its object.
    at: Ref,
    /// The page it is on.
    page: Option<Ref>,
    /// The number by which the reading order knows it.
    key: Option<i32>,
    /// What it stands in for.
    place: &'p Place,
    /// The height of its page: PDF counts from below.
    height: f32,
}

/// The links that stand in for `places`, in the order of the places.
fn links<'p>(objects: &Objects, places: &[(&'p Place, f32)]) -> Vec<Link<'p>> {
    let mut pages = BTreeMap::new();
    for (page, body) in objects.iter().filter(|(_, body)| body.starts_with(b"<</Type/Page/")) {
        pages.extend(list_after(body, b"/Annots[").into_iter().map(|link| (link, page)));
    }
    let mut links: Vec<(usize, Link<'p>)> = Vec::new();
    for (at, body) in objects.iter().filter(|(at, _)| pages.contains_key(at)) {
        let number = number_after(body, format!("/URI({ADDRESS}").as_bytes());
        let found = number.and_then(|number| Some((number, *places.get(number)?)));
        let Some((number, (place, height))) = found else {
            continue;
        };
        let key = number_after(body, b"/StructParent ").and_then(|key| i32::try_from(key).ok());
        links.push((number, Link { at, page: pages.get(&at).copied(), key, place, height }));
    }
    links.sort_by_key(|(number, _)| *number);
    links.into_iter().map(|(_, link)| link).collect()
}

/// Fields in the making.
struct Fields<'o> {
    objects: &'o mut Objects,
    /// The fonts they are written with.
    resources: Ref,
    /// The names that are taken.
    names: BTreeSet<String>,
    /// The fields that are in no other.
    made: Vec<Ref>,
    /// The choices, by what they are kept by.
    choices: BTreeMap<String, Group>,
    /// Box with a tick and box without, by their size in hundredths of a point.
    ticks: BTreeMap<(i64, i64), [Ref; 2]>,
}

/// The boxes of one choice.
struct Group {
    at: Ref,
    label: String,
    boxes: Vec<Ref>,
    states: BTreeSet<String>,
}

impl<'o> Fields<'o> {
    fn new(objects: &'o mut Objects, resources: Ref) -> Self {
        let (names, made, choices) = (BTreeSet::new(), Vec::new(), BTreeMap::new());
        Self { objects, resources, names, made, choices, ticks: BTreeMap::new() }
    }

    fn make(&mut self, link: &Link<'_>) {
        match &link.place.blank.filling {
            Filling::Words(most) => self.text(link, *most, FieldFlags::empty()),
            Filling::Text | Filling::Lines => self.text(link, None, FieldFlags::MULTILINE),
            Filling::Tick => self.tick(link),
            Filling::Choice(choice) => self.choice(link, choice),
            Filling::List(list) => self.list(link, list),
        }
    }

    fn text(&mut self, link: &Link<'_>, most: Option<usize>, flags: FieldFlags) {
        let area = link.place.area;
        let is_high = area.bottom - area.top > 1.8 * POINTS;
        // Letters of no size are as large as has room: on one line of much room, far too large.
        let points = if is_high && flags.is_empty() { POINTS } else { 0.0 };
        let (name, look) = (self.name(link), self.empty_look(link.place.area));
        self.field(link, |field| {
            field.field_type(FieldType::Text).partial_name(TextStr(&name));
            if !flags.is_empty() {
                field.field_flags(flags);
            }
            if let Some(most) = most.and_then(|most| i32::try_from(most).ok()) {
                field.text_max_len(most);
            }
            field.vartext_default_appearance(Str(letters_of(points).as_bytes()));
            field.insert(Name(b"AP")).dict().pair(Name(b"N"), look);
            if link.place.blank.filling == Filling::Lines {
                // White below the text, so that no rule strikes it out; what is empty shows its own look, without it.
                field.insert(Name(b"MK")).dict().insert(Name(b"BG")).array().item(1.0);
            }
        });
    }

    fn list(&mut self, link: &Link<'_>, list: &[String]) {
        let (name, look) = (self.name(link), self.empty_look(link.place.area));
        self.field(link, |field| {
            field.field_type(FieldType::Choice).partial_name(TextStr(&name));
            field.field_flags(FieldFlags::COMBO);
            // The first takes back what was chosen.
            let choices = std::iter::once("").chain(list.iter().map(String::as_str));
            field.choice_options().options(choices.map(TextStr));
            field.vartext_default_appearance(Str(letters_of(POINTS).as_bytes()));
            field.insert(Name(b"AP")).dict().pair(Name(b"N"), look);
        });
    }

    fn tick(&mut self, link: &Link<'_>) {
        let (name, [on, off]) = (self.name(link), self.tick_looks(link.place.area));
        self.field(link, |field| {
            field.field_type(FieldType::Button).partial_name(TextStr(&name));
            field.checkbox_value(CheckBoxState::Off);
            box_of(field, Name(b"Yes"), on, off);
        });
    }

    fn choice(&mut self, link: &Link<'_>, choice: &str) {
        let [on, off] = self.tick_looks(link.place.area);
        let blank = &link.place.blank;
        if !self.choices.contains_key(&blank.id) {
            let at = self.objects.reserve();
            let (label, boxes, states) = (blank.label.clone(), Vec::new(), BTreeSet::new());
            self.made.push(at);
            self.choices.insert(blank.id.clone(), Group { at, label, boxes, states });
        }
        let Some(group) = self.choices.get_mut(&blank.id) else { return };
        let state = free(&plain(choice), &mut group.states);
        group.boxes.push(link.at);
        let parent = group.at;
        let label = format!("{}: {choice}", blank.label);
        self.objects.put(link.at, |chunk, at| {
            let mut field = chunk.form_field(at);
            field.parent(parent).alternate_name(TextStr(&label));
            box_of(&mut field, Name(state.as_bytes()), on, off);
            widget(field, link);
        });
    }

    /// Writes a field that is in no other over its link.
    fn field(&mut self, link: &Link<'_>, write: impl FnOnce(&mut Field<'_>)) {
        self.made.push(link.at);
        self.objects.put(link.at, |chunk, at| {
            let mut field = chunk.form_field(at);
            write(&mut field);
            field.alternate_name(TextStr(&link.place.blank.label));
            widget(field, link);
        });
    }

    /// What a place shows that holds nothing yet; a program writes into it, so each has its own.
    fn empty_look(&mut self, area: Area) -> Ref {
        let (size, resources) = (size(area), self.resources);
        self.objects.add(|chunk, at| {
            let mut look = chunk.form_xobject(at, b"/Tx BMC EMC");
            look.bbox(size).pair(Name(b"Resources"), resources);
        })
    }

    fn tick_looks(&mut self, area: Area) -> [Ref; 2] {
        let size = size(area);
        #[expect(clippy::cast_possible_truncation, reason = "boxes are small")]
        let key = ((size.x2 * 100.0) as i64, (size.y2 * 100.0) as i64);
        let objects = &mut *self.objects;
        *self.ticks.entry(key).or_insert_with(|| {
            [tick(size), Vec::new()].map(|look| {
                objects.add(|chunk, at| {
                    chunk.form_xobject(at, &look).bbox(size).resources();
                })
            })
        })
    }

    /// A name for the field that no other has: dots would make parts of it.
    fn name(&mut self, link: &Link<'_>) -> String {
        free(&link.place.blank.id.replace('.', "_"), &mut self.names)
    }

    /// Writes the choices, and hands over all fields that are in no other.
    fn finish(mut self) -> Vec<Ref> {
        for (id, group) in std::mem::take(&mut self.choices) {
            let name = free(&id.replace('.', "_"), &mut self.names);
            self.objects.put(group.at, |chunk, at| {
                let mut field = chunk.form_field(at);
                field.field_type(FieldType::Button).field_flags(FieldFlags::RADIO);
                field.partial_name(TextStr(&name)).alternate_name(TextStr(&group.label));
                field.radio_value(Name(b"Off")).children(group.boxes);
            });
        }
        self.made
    }
}

/// What a field is as a thing on a page.
fn widget(field: Field<'_>, link: &Link<'_>) {
    let mut widget = field.into_annotation();
    let (area, height) = (link.place.area, link.height);
    widget.flags(AnnotationFlags::PRINT).rect(Rect::new(
        area.left,
        height - area.bottom,
        area.right,
        height - area.top,
    ));
    if let Some(page) = link.page {
        widget.page(page);
    }
    if let Some(key) = link.key {
        widget.struct_parent(key);
    }
    widget.finish();
}

/// How a box to tick looks on and off; it is off.
fn box_of(field: &mut Field<'_>, state: Name<'_>, on: Ref, off: Ref) {
    let mut looks = field.insert(Name(b"AP")).dict();
    looks.insert(Name(b"N")).dict().pair(state, on).pair(Name(b"Off"), off);
    looks.finish();
    field.pair(Name(b"AS"), Name(b"Off"));
    // A tick, for programs that draw it anew.
    field.insert(Name(b"MK")).dict().pair(Name(b"CA"), TextStr("4"));
}

/// A tick as a pen makes it, from corner to corner of a box.
fn tick(size: Rect) -> Vec<u8> {
    let at = |across: f32, up: f32| (across * size.x2, up * size.y2);
    let mut content = Content::new();
    content.set_line_width(size.y2 / 6.0).set_stroke_rgb(PEN[0], PEN[1], PEN[2]);
    for (number, (x, y)) in [at(0.18, 0.5), at(0.42, 0.2), at(0.86, 0.86)].into_iter().enumerate() {
        if number == 0 {
            content.move_to(x, y);
        } else {
            content.line_to(x, y);
        }
    }
    content.stroke();
    content.finish().to_vec()
}

/// The letters of a field; of no size, they are as large as has room.
fn letters_of(points: f32) -> String {
    let font = String::from_utf8_lossy(FONT);
    format!("/{font} {points} Tf {} {} {} rg", PEN[0], PEN[1], PEN[2])
}

fn size(area: Area) -> Rect {
    Rect::new(0.0, 0.0, area.right - area.left, area.bottom - area.top)
}

/// `name`, or with a number if it is taken; it is taken from then on.
fn free(name: &str, taken: &mut BTreeSet<String>) -> String {
    let numbered = (2..).map(|number| format!("{name}-{number}"));
    let mut names = std::iter::once(name.to_owned()).chain(numbered);
    let free = names.find(|name| !taken.contains(name)).expect("there is no last number");
    taken.insert(free.clone());
    free
}

/// A choice as files with entries have it: letters and figures that every program reads.
fn plain(choice: &str) -> String {
    let plain: String = choice
        .chars()
        .map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' })
        .collect();
    match plain.trim_matches('-') {
        "" | "Off" => "choice".to_owned(),
        plain => plain.to_owned(),
    }
}

#[cfg(test)]
mod tests;
