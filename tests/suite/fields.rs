//! What is filled in on the page of a sheet is what the sheet says is filled in; its paper and its files say the same.

use std::collections::BTreeSet;
use std::fs;

use partnerbook::check;
use partnerbook::diag::{Diagnostics, Severity};
use partnerbook::model::{Content, Entry, Index};
use partnerbook::parse;
use partnerbook::read;
use partnerbook::sheet::{Area, Paper, Piece, Room, Sheet};
use partnerbook::site::{Linked, Route};
use partnerbook::source::{Numbers, SourcePath, Sources};
use partnerbook::worksheet::{Field, Input, KINDS, Show, Version, Words, Worksheet};

use crate::compiled::{compiled, example};
use crate::folder::root;

/// The values of the attribute `data-item` in `html`, without the date of the sheet's head; a choice counts once.
fn items(html: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for rest in html.split("data-item=\"").skip(1) {
        let value = rest.split('"').next().unwrap();
        let name = value.split('=').next().unwrap().to_owned();
        if name != "_date" && found.last() != Some(&name) {
            found.push(name);
        }
    }
    found
}

#[test]
fn the_fields_of_a_sheet_are_those_on_its_page() {
    let sources = example();
    let compiled = compiled(&sources);
    let mut looked_at = BTreeSet::new();
    let playbook = parse::parse(&sources, &mut Diagnostics::new());
    for (path, entry) in &playbook.entries {
        let Content::Worksheet(worksheet) = &entry.content else { continue };
        let html =
            String::from_utf8_lossy(&compiled.files[Route::of(path, &Numbers::default()).as_str()]);
        let fields: Vec<String> =
            worksheet.body.fields(Words::NAMES).into_iter().map(|field| field.id).collect();
        assert_eq!(items(&html), fields, "{path}");
        looked_at.insert(worksheet.kind().name);
    }
    assert_eq!(looked_at.len(), KINDS.len(), "of some kind there is no sheet: {looked_at:?}");
}

/// Every sheet of `sources` that is without errors, with what is filled in on it and what goes on paper of a version of it.
fn sheets(sources: &Sources, version: Version) -> Vec<(String, Vec<Field>, Sheet)> {
    let mut diagnostics = Diagnostics::new();
    let playbook = parse::parse(sources, &mut diagnostics);
    let index = Index::new(&playbook, sources);
    let site = partnerbook::plan::plan(&playbook);
    let linked = Linked { sources, playbook: &playbook, index: &index, site: &site };
    check::check(linked, None, &mut diagnostics);
    let faults = diagnostics.sorted().into_iter();
    let errors = faults.filter(|(severity, _)| *severity == Severity::Error);
    let astray: BTreeSet<&SourcePath> =
        errors.filter_map(|(_, fault)| Some(&fault.location.as_ref()?.path)).collect();
    let on_paper = |entry: &Entry, worksheet: &Worksheet| {
        let (paper, turn) = worksheet.shared.paper(Paper::default());
        worksheet.body.sheet(Show {
            title: entry.title(),
            version,
            paper,
            turn,
            room: Room::on(paper, turn),
            html: &|document| document.source.to_string(),
            svg: &|_| String::new(),
            word: &|_, name| name.to_owned(),
            day: &|day| day.to_string(),
            month: &|month| month.to_string(),
            href: &|_| String::new(),
            address: &|_| String::new(),
            context: &index,
        })
    };
    let mut sheets = Vec::new();
    for (path, entry) in playbook.entries.iter().filter(|(path, _)| !astray.contains(path)) {
        let (fields, sheet) = match &entry.content {
            Content::Worksheet(worksheet) => {
                (worksheet.body.fields(Words::NAMES), on_paper(entry, worksheet))
            }
            Content::Checklist(checklist) => (checklist.fields(), checklist.sheet(&|_| Vec::new())),
            Content::Chapter(_) | Content::Activity(_) | Content::Path(_) | Content::Pack(_) => {
                continue;
            }
        };
        sheets.push((format!("{}{path}", sources.shown_as), fields, sheet));
    }
    sheets
}

/// The playbook of the repository, and those of the cases.
fn playbooks() -> Vec<Sources> {
    let mut playbooks = vec![example()];
    for case in fs::read_dir(root().join("tests/cases")).unwrap() {
        let case = case.unwrap().path();
        for folder in case.is_dir().then(|| fs::read_dir(&case).unwrap()).into_iter().flatten() {
            let folder = folder.unwrap().path();
            let name = format!("{}/", folder.display());
            playbooks.push(read::read(&folder, None, &name, &mut Diagnostics::new()).unwrap());
        }
    }
    playbooks
}

/// What can be chosen in `field`; nothing when it is not answered by choosing.
fn choices(field: &Field) -> Vec<String> {
    match &field.input {
        Input::Choice(choices) => choices.clone(),
        Input::Number(most) => (1..=*most).map(|number| number.to_string()).collect(),
        Input::Words | Input::Lines(_) | Input::Date | Input::Tick => Vec::new(),
    }
}

#[test]
fn each_field_of_a_sheet_has_its_place_on_paper_and_nothing_else_has() {
    let mut looked_at = 0;
    for (path, fields, sheet) in
        playbooks().iter().flat_map(|sources| sheets(sources, Version::Blank))
    {
        let found = sheet.places();
        let mut wanted: Vec<(&str, String)> = Vec::new();
        for field in &fields {
            let id = field.id.as_str();
            if found.contains(&(id, "")) {
                wanted.push((id, String::new()));
            } else {
                wanted.extend(choices(field).into_iter().map(|choice| (id, choice)));
                assert!(wanted.iter().any(|(known, _)| *known == id), "{path}: no place for {id}");
            }
        }
        let wanted: Vec<(&str, &str)> =
            wanted.iter().map(|(id, one)| (*id, one.as_str())).collect();
        assert_eq!(found, wanted, "{path}");
        looked_at += found.len();
    }
    assert!(looked_at > 1000, "{looked_at} places only");
}

#[test]
fn what_a_specimen_shows_on_paper_has_its_place_once_at_most() {
    for (path, fields, sheet) in
        playbooks().iter().flat_map(|sources| sheets(sources, Version::Example))
    {
        let ids: BTreeSet<&str> = fields.iter().map(|field| field.id.as_str()).collect();
        let places = sheet.places();
        let once: BTreeSet<(&str, &str)> = places.iter().copied().collect();
        assert_eq!(once.len(), places.len(), "{path}");
        let strange = once.iter().filter(|(id, _)| !ids.contains(id));
        assert_eq!(strange.collect::<Vec<_>>(), Vec::<&(&str, &str)>::new(), "{path}");
    }
}

#[test]
fn what_one_writes_in_a_drawing_lies_in_it_and_apart_from_the_rest() {
    let mut looked_at = 0;
    for (path, _, sheet) in playbooks().iter().flat_map(|sources| sheets(sources, Version::Blank)) {
        for piece in &sheet.pieces {
            let Piece::Drawing(drawing) = piece else { continue };
            for (at, area) in drawing.areas.iter().enumerate() {
                let corner = |area: &Area| (area.at.x + area.width, area.at.y + area.height);
                let ((left, top), (right, bottom)) = ((area.at.x, area.at.y), corner(area));
                let (width, height) = (drawing.width + 0.01, drawing.height + 0.01);
                let inside = left >= 0.0 && top >= 0.0 && right <= width && bottom <= height;
                assert!(inside, "{path}: {area:?} in {width} x {height}");
                assert!(area.width >= 4.0 && area.height >= 4.0, "{path}: {area:?}");
                for other in &drawing.areas[at + 1..] {
                    let end = corner(other);
                    let apart = right <= other.at.x + 0.01
                        || bottom <= other.at.y + 0.01
                        || end.0 <= left + 0.01
                        || end.1 <= top + 0.01;
                    assert!(apart, "{path}: {area:?} {other:?}");
                }
                looked_at += 1;
            }
        }
    }
    assert!(looked_at > 50, "{looked_at} areas only");
}

#[test]
fn every_sheet_that_is_not_private_is_a_text_and_a_table_too() {
    let files = compiled(&example()).files;
    let pages =
        files.keys().filter(|name| name.starts_with("worksheets/") && name.ends_with(".html"));
    let is_sheet = |name: &&String| !name.ends_with("index.html") && !name.ends_with("print.html");
    for page in pages.filter(is_sheet) {
        let blank = page.replace("-example.html", ".html");
        let is_private = String::from_utf8_lossy(&files[&blank]).contains(" data-private");
        for ending in ["md", "csv"] {
            let file = page.replace(".html", &format!(".{ending}"));
            let bytes = files.get(&file);
            assert_eq!(bytes.is_none_or(Vec::is_empty), is_private, "{file}");
        }
    }
}
