use std::collections::BTreeSet;

use super::{FormFont, Unknown, place};
use crate::paper::fonts::Fonts;
use crate::paper::objects::Objects;
use crate::paper::page::{Area, Blank, Content, Filling, Mark, Node, Page, Pages, Place, Role};
use crate::paper::pdf;
use crate::paper::pdf::PdfContext;
use crate::sheet::{Fill, Stroke};

/// A page with each thing to fill in below the other.
fn pages(blanks: Vec<Blank>) -> Pages {
    let outline = Mark::Path {
        points: vec![(10.0, 10.0), (300.0, 10.0), (300.0, 15.0)],
        closed: true,
        stroke: Stroke::Hair,
        fill: Fill::None,
    };
    let mut page =
        Page { content: vec![Content { leaf: Some(0), marks: vec![outline] }], ..Page::default() };
    let mut structure = vec![Node::Group(Role::Title("Sheet".to_owned()), vec![Node::Leaf(0)])];
    let mut top = 20.0;
    for (number, blank) in blanks.into_iter().enumerate() {
        let leaf = number + 1;
        let area = match blank.filling {
            Filling::Tick | Filling::Choice(_) => Area::square((20.0, top), 12.0),
            Filling::Lines => Area::over_rules((20.0, 300.0), (top, top + 90.0)),
            Filling::Text => Area { left: 20.0, top, right: 300.0, bottom: top + 90.0 },
            Filling::Words(_) | Filling::List(_) => Area::on_rule((20.0, 200.0), top + 14.0),
        };
        top = area.bottom + 10.0;
        page.places.push(Place { leaf, area, blank });
        let form = Node::Group(Role::Form, vec![Node::Leaf(leaf)]);
        structure.push(Node::Group(Role::Paragraph, vec![form]));
    }
    let (title, language) = ("Sheet".to_owned(), "pl".to_owned());
    Pages {
        size: (320.0, 440.0),
        pages: vec![page],
        structure,
        title,
        language,
        ..Pages::default()
    }
}

fn blank(id: &str, label: &str, filling: Filling) -> Blank {
    Blank { id: id.to_owned(), label: label.to_owned(), filling }
}

fn every_kind() -> Vec<Blank> {
    let choice = |name: &str| blank("agree", "We agree", Filling::Choice(name.to_owned()));
    vec![
        blank("_date", "Date", Filling::Words(Some(10))),
        blank("why.so", "Why?", Filling::Text),
        blank("done", "We are done, Łukasz (both)", Filling::Tick),
        choice("Yes"),
        choice("Not yet"),
        blank("who", "Who?", Filling::List(vec!["Ada".to_owned(), "Żaneta".to_owned()])),
    ]
}

/// The objects of fields, as text.
fn fields(blanks: Vec<Blank>) -> Vec<String> {
    objects(blanks).into_iter().filter(|body| body.contains("/TU")).collect()
}

fn drawn(pages: &Pages) -> Objects {
    Objects::of(&pdf::drawn(pages, &PdfContext::new(&Fonts::default(), "pl"))).expect("it is known")
}

fn objects(blanks: Vec<Blank>) -> Vec<String> {
    let pages = pages(blanks);
    let mut objects = drawn(&pages);
    place(&mut objects, &pages, &FormFont::of("pl")).expect("it is known");
    objects.iter().map(|(_, body)| String::from_utf8_lossy(body).into_owned()).collect()
}

/// What `body` says of `key`.
fn said<'b>(body: &'b str, key: &str) -> &'b str {
    let rest = body.split_once(key).map_or("", |(_, rest)| rest);
    &rest[..rest.find('/').unwrap_or(rest.len())]
}

#[test]
fn a_line_of_words_is_a_text_field_where_its_link_was() {
    let fields = fields(vec![blank("_date", "Date", Filling::Words(Some(10)))]);
    let [field] = fields.as_slice() else { panic!("one field, not {fields:?}") };
    assert!(field.starts_with("<</FT/Tx/T(_date)/MaxLen 10/DA(/Form 0 Tf 0.118 0.247 0.549 rg)"));
    assert!(field.contains("/TU(Date)/Type/Annot/Subtype/Widget/F 4/Rect[20 403 200 420]/P "));
    assert!(field.contains("/StructParent "));
}

#[test]
fn a_name_has_no_dots_and_is_given_once() {
    let text = || blank("why.so", "Why?", Filling::Text);
    let fields = fields(vec![text(), text()]);
    let names: Vec<&str> = fields.iter().map(|field| said(field, "/T(")).collect();
    assert_eq!(names, ["why_so)", "why_so-2)"]);
    assert!(fields.iter().all(|field| field.contains("/Ff 4096")), "{fields:?}");
}

#[test]
fn text_covers_the_rules_for_a_pen_and_an_empty_place_does_not() {
    let objects = objects(vec![blank("why", "Why?", Filling::Lines)]);
    let field = objects.iter().find(|body| body.contains("/FT/Tx")).expect("there is a field");
    assert!(field.contains("/MK<</BG[1]>>"), "{field}");
    assert!(objects.iter().any(|body| body.contains("stream\n/Tx BMC EMC\nendstream")));
}

#[test]
fn boxes_of_one_choice_are_one_field() {
    let choice = |name: &str| blank("agree", "We agree", Filling::Choice(name.to_owned()));
    let fields = fields(vec![choice("Yes"), choice("Not yet")]);
    let [yes, not_yet, group] = fields.as_slice() else { panic!("three, not {fields:?}") };
    assert!(group.starts_with("<</FT/Btn/Ff 32768/T(agree)/TU(We agree)/V/Off/Kids["), "{group}");
    assert!(yes.contains("/TU(We agree: Yes)") && yes.contains("/N<</Yes "), "{yes}");
    assert!(not_yet.contains("/N<</Not-yet ") && not_yet.contains("/AS/Off"), "{not_yet}");
    assert!(!yes.contains("/FT") && yes.contains("/Parent "), "{yes}");
}

#[test]
fn a_box_to_tick_is_empty_and_knows_how_a_tick_looks() {
    let objects = objects(vec![blank("done", "Done", Filling::Tick)]);
    let field = objects.iter().find(|body| body.contains("/FT/Btn")).expect("there is a box");
    assert!(field.contains("/T(done)/V/Off/AP<</N<</Yes "), "{field}");
    assert!(objects.iter().any(|body| body.ends_with("\nS\nendstream")), "a tick is a line");
}

#[test]
fn all_fields_hang_on_the_document_once_and_each_has_its_place_in_the_reading_order() {
    let objects = objects(every_kind());
    let form = objects.iter().find(|body| body.starts_with("<</Fields[")).expect("a form");
    assert_eq!(said(form, "/Fields[").matches(" 0 R").count(), 5);
    assert!(!form.contains("NeedAppearances") && form.contains("/DR "), "{form}");
    let read = objects.iter().filter(|body| body.contains("/StructElem/S/Form"));
    assert!(read.clone().all(|body| body.matches("/OBJR").count() == 1));
    assert_eq!(read.count(), 6);
    assert!(objects.iter().all(|body| !body.contains("/Subtype/Link") && !body.contains("/URI")));
    assert!(objects.iter().any(|body| body.contains("/Catalog") && body.contains("/AcroForm ")));
}

#[test]
fn no_two_places_share_what_they_show_until_they_are_filled_in() {
    let text = |id: &str| blank(id, id, Filling::Text);
    let fields = fields(vec![text("a"), text("b"), text("c")]);
    let looks: BTreeSet<&str> = fields.iter().map(|field| said(field, "/AP<</N ")).collect();
    assert_eq!(looks.len(), 3);
}

#[test]
fn a_sheet_that_is_not_filled_in_has_no_form_and_no_font_for_one() {
    let objects = objects(Vec::new());
    assert!(objects.iter().all(|body| !body.contains("/AcroForm") && !body.contains("FORMAB")));
}

#[test]
fn a_place_whose_link_is_not_found_is_refused() {
    let mut without = drawn(&pages(Vec::new()));
    let refused = place(&mut without, &pages(every_kind()), &FormFont::of("pl"));
    assert_eq!(refused, Err(Unknown));
}

#[test]
fn equal_pages_give_equal_bytes() {
    let context = PdfContext::new(&Fonts::default(), "pl");
    let bytes = || pdf::bytes(&pages(every_kind()), &context).expect("it is known");
    assert_eq!(bytes(), bytes());
}
