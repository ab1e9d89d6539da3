//! What drawings become, claim by claim.

use std::sync::Arc;

use super::*;
use crate::paper::fonts::Fonts;

const HEAD: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40mm\" height=\"20mm\" viewBox=\"0 0 80 40\">";

fn read(inner: &str) -> Result<Drawing, Flaw> {
    let letters = Arc::new(Letters::of(&Fonts::default()));
    Drawing::read(format!("{HEAD}{inner}</svg>").as_bytes(), &letters)
}

fn lost(inner: &str) -> Vec<Lost> {
    read(inner).expect("it is a drawing").lost.into_iter().collect()
}

#[test]
fn a_drawing_has_the_size_that_it_says() {
    let (width, height) = read("<path d=\"M0 0h9v9z\"/>").expect("it is a drawing").size();
    assert_eq!((width.round(), height.round()), (151.0, 76.0));
}

#[test]
fn nothing_is_fetched_and_what_is_left_out_is_known() {
    let shape = "<path d=\"M0 0h9v9z\"/>";
    let image = |href: &str| format!("{shape}<image href=\"{href}\" width=\"9\" height=\"9\"/>");
    for href in ["https://example.org/a.png", "file:///etc/passwd", "Cargo.toml"] {
        assert_eq!(lost(&image(href)), [Lost::Elsewhere(href.to_owned())]);
    }
    assert_eq!(lost(&image("data:image/png;base64,aGFoYQ==")), [Lost::Inner]);
    assert_eq!(lost(&image("data:image/svg+xml,%3Csvg/%3E")), [Lost::Inner]);
    let outside = "<use href=\"other.svg#house\"/>";
    assert_eq!(lost(outside), [Lost::Elsewhere("other.svg#house".to_owned())]);
    let html = "<foreignObject width=\"9\" height=\"9\"/>";
    assert_eq!(lost(&format!("{shape}{html}")), [Lost::Html]);
    assert_eq!(lost(&format!("<switch>{html}<text>Partner</text></switch>")), []);
}

#[test]
fn letters_that_no_font_has_are_known() {
    let drawing = read("<text y=\"20\">Łódź א</text>").expect("it is a drawing");
    assert_eq!(drawing.missing.into_iter().collect::<String>(), "א");
}

#[test]
fn what_is_no_drawing_is_told() {
    let told = |inner: &str| read(inner).err();
    assert_eq!(told(""), Some(Flaw::Empty));
    assert_eq!(told("\n<g>"), Some(Flaw::Broken(Some(2))));
    assert_eq!(told(&"<rect/>".repeat(200_001)), Some(Flaw::Unbound(Unbound::Parts)));
    let mut laughs = "<!DOCTYPE svg [<!ENTITY a0 \"haha\">".to_owned();
    for level in 1..9 {
        let inner = format!("&a{};", level - 1).repeat(10);
        laughs.extend([format!("<!ENTITY a{level} \""), inner, "\">".to_owned()]);
    }
    let laughs = format!("{laughs}]>{HEAD}<text>&a8;</text></svg>");
    let letters = Arc::new(Letters::of(&Fonts::default()));
    let told = Drawing::read(laughs.as_bytes(), &letters).err();
    assert_eq!(told, Some(Flaw::Unbound(Unbound::Parts)));
}

#[test]
fn no_beginning_of_a_drawing_is_too_much() {
    let whole = "<style>.a{fill:url(#g)}</style><defs><linearGradient id=\"g\"><stop/></linearGradient><mask id=\"m\"><use href=\"#p\"/></mask>\
        <clipPath id=\"c\"><text>a</text></clipPath></defs><g clip-path=\"url(#c)\" mask=\"url(#m)\" opacity=\".5\"><path id=\"p\" class=\"a\" \
        d=\"M0 0L9 9Q1 1 2 2\" stroke=\"red\" stroke-dasharray=\"1 2\"/></g><text x=\"1 2\" rotate=\"9\">Two <tspan>words</tspan></text>";
    for end in (0..whole.len()).filter(|end| whole.is_char_boundary(*end)) {
        let _ = read(&whole[..end]);
    }
    assert!(read(whole).is_ok());
}

#[test]
fn what_no_paper_holds_is_refused() {
    let far = [
        "<circle r=\"1e38\" stroke=\"red\"/>",
        "<path d=\"M0 0A1e38 1e38 0 1 1 5 5\"/>",
        "<circle style=\"r: 1e38\"/>",
        "<style>path { stroke-width: 1e38 }</style><path d=\"M0 0h9\"/>",
        "<g transform=\"scale(1e6)\"><circle r=\"9\"/></g>",
        "<path d=\"M0 0h1e8v1z\"/>",
    ];
    for drawing in far {
        assert_eq!(read(drawing).err(), Some(Flaw::Unbound(Unbound::Far)), "{drawing}");
    }
    assert!(read("<path d=\"M-900 -900h12192v6858z\" id=\"a99999999999\"/>").is_ok());
}

#[test]
fn what_is_cut_into_more_pieces_than_a_printer_draws_is_refused() {
    let dashes = |every: &str| read(&format!("<path d=\"M0 0h80\" stroke=\"red\" {every}/>")).err();
    assert_eq!(dashes("stroke-dasharray=\"1e-9\""), Some(Flaw::Unbound(Unbound::Parts)));
    assert_eq!(dashes("stroke-dasharray=\"0.1 0.2\""), None);
    let tiles = |width: &str| {
        let pattern = format!(
            "<pattern id=\"p\" width=\"{width}\" height=\"{width}\" patternUnits=\"userSpaceOnUse\">\
             <path d=\"M0 0h1v1z\"/></pattern>"
        );
        read(&format!("{pattern}<path d=\"M0 0h80v40H0z\" fill=\"url(#p)\"/>")).err()
    };
    assert_eq!(tiles("1e-6"), Some(Flaw::Unbound(Unbound::Parts)));
    assert_eq!(tiles("2"), None);
}

#[test]
fn what_takes_long_to_work_out_is_refused() {
    let text = |letters: usize| read(&format!("<text>{}</text>", "ab ".repeat(letters / 3))).err();
    assert_eq!(text(21_000), Some(Flaw::Unbound(Unbound::Letters)));
    assert_eq!(text(2_000), None);
    let texts = "<text>lettered</text>".repeat(9_000);
    assert_eq!(read(&texts).err(), Some(Flaw::Unbound(Unbound::Parts)));
    let shape = "<path d=\"M0 0h9v9z\"/>";
    let rules = format!("<style>{}</style>", "a b c d{fill:red}".repeat(20_000));
    let styled = format!("{rules}{}", shape.repeat(2_000));
    assert_eq!(read(&styled).err(), Some(Flaw::Unbound(Unbound::Styles)));
    let own = format!("<path d=\"M0 0h9v9z\" style=\"{}\"/>", "fill:red;".repeat(2_000));
    assert_eq!(read(&own).err(), Some(Flaw::Unbound(Unbound::Styles)));
}
