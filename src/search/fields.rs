//! What is said where: the pieces of a unit, each with what its words weigh.

use std::borrow::Cow;

use super::text::{Section, Text};
use super::units::Unit;
use crate::input::Input;
use crate::model::{Content, Entry, Settings};
use crate::site::Shows;
use crate::titles::{kind_label, page_title};

/// What a word weighs by where it stands.
const TITLE: u16 = 8;
/// Other names of the same: needs, stages, situations, other forms of a term.
const NAMES: u16 = 5;
const HEADING: u16 = 4;
const SUMMARY: u16 = 3;
/// What one fills in, and what helps with it.
const LABEL: u16 = 2;
const BODY: u16 = 1;

/// A piece of a unit, and what its words weigh.
type Piece<'a> = (Cow<'a, str>, u16);

/// The pieces of `unit`, whose text is `text`.
pub(super) fn pieces<'a>(input: Input<'a>, unit: Unit<'a>, text: &'a Text) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    match unit {
        Unit::Page { page, entry } => {
            pieces.push((page_title(input, &input.site.pages[page]).into(), TITLE));
            if matches!(input.site.pages[page].shows, Shows::Home(_)) {
                add_settings(&input.playbook.settings, &mut pieces);
            }
            if let Some(entry) = entry {
                add_meta(input, entry, &mut pieces);
                add_text(entry, text, &mut pieces);
            }
        }
        // The words of the sheet lead to the sheet. Its specimen is found by what is filled in.
        Unit::Example { page, entry } => {
            pieces.push((page_title(input, &input.site.pages[page]).into(), BODY));
            add_text(entry, text, &mut pieces);
        }
        Unit::Item { item, .. } => {
            pieces.push((item.plain.as_str().into(), NAMES));
            pieces.push((item.help.as_line().into(), LABEL));
            pieces.push((item.owner.as_str().into(), BODY));
            pieces.push((item.when.as_str().into(), BODY));
        }
        Unit::Term { term, .. } => {
            pieces.push((term.term.value.as_str().into(), TITLE));
            pieces.extend(term.also.iter().map(|also| (also.as_str().into(), NAMES)));
            pieces.push((term.means.as_line().into(), BODY));
        }
    }
    pieces
}

/// Adds what is said of the playbook as a whole, which the home page shows.
fn add_settings<'a>(settings: &'a Settings, pieces: &mut Vec<Piece<'a>>) {
    let mut add = |text: &'a str, weight: u16| pieces.push((text.into(), weight));
    add(&settings.tagline, SUMMARY);
    settings.partners.iter().for_each(|partner| add(partner, NAMES));
    add(&settings.licence, BODY);
    if let Some(contact) = &settings.contact {
        for text in [&contact.title, &contact.text, &contact.email] {
            add(text, BODY);
        }
    }
    for stage in &settings.stages {
        add(&stage.question, BODY);
        add(&stage.summary, BODY);
    }
}

/// Adds what a file says about itself.
fn add_meta<'a>(input: Input<'a>, entry: &'a Entry, pieces: &mut Vec<Piece<'a>>) {
    let (meta, settings) = (&entry.meta, &input.playbook.settings);
    let mut add = |text: &'a str, weight: u16| pieces.push((text.into(), weight));
    add(&meta.summary, SUMMARY);
    meta.situations.iter().for_each(|situation| add(&situation.value, NAMES));
    if let Some((_, stage)) = meta.stage.as_ref().and_then(|stage| settings.stage(stage)) {
        add(&stage.title, NAMES);
        stage.elsewhere.iter().for_each(|name| add(name, BODY));
    }
    let needs = meta.serves.iter().filter_map(|need| settings.need(need));
    needs.for_each(|need| add(&need.title, NAMES));
    for list in [&meta.materials, &meta.leaves, &meta.roles] {
        for text in list {
            add(text, LABEL);
        }
    }
    match &entry.content {
        Content::Worksheet(_) => pieces.push((kind_label(input, entry).into(), LABEL)),
        Content::Path(path) => add(&path.when, NAMES),
        Content::Checklist(list) => {
            for group in &list.groups {
                add(&group.title, HEADING);
                group.items.iter().for_each(|item| add(&item.plain, BODY));
            }
        }
        Content::Chapter(_) | Content::Activity(_) | Content::Pack(_) => {}
    }
}

/// Adds the text of the page. On a worksheet the last section is what one fills in.
fn add_text<'a>(entry: &Entry, text: &'a Text, pieces: &mut Vec<Piece<'a>>) {
    let is_sheet = matches!(entry.content, Content::Worksheet(_));
    for (at, Section(_, heading, said)) in text.sections.iter().enumerate() {
        let is_filled_in = is_sheet && at + 1 == text.sections.len();
        pieces.push((heading.as_str().into(), HEADING));
        pieces.push((said.as_str().into(), if is_filled_in { LABEL } else { BODY }));
    }
}
