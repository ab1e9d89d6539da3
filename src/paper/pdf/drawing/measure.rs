//! How far a drawing reaches, and into how many dashes and tiles its paint is cut: what no paper holds and no printer would
//! be done with.

use usvg::roxmltree::{Document, Node as Element};
use usvg::tiny_skia_path::PathSegment;
use usvg::{Node, Paint, Path, Transform, Tree};

use super::bounds::{MOST_PARTS, Unbound};

/// The largest number in a drawing. In the smallest unit that programs draw in, 36,000 to a millimetre, it is 27 metres.
const FARTHEST: f64 = 1e9;

/// How many times its own size a drawing reaches beyond its edge: viewers reckon no farther.
const MOST_TIMES: f32 = 1e4;
/// How often a drawing's elements may be held against the words that its styles choose them by.
const MOST_CHOICES: usize = 50_000_000;
/// The most letters in one text: each is held against all others in it.
const MOST_LETTERS: usize = 20_000;
/// A part of a text with a look of its own takes as long as so many letters.
const LETTERS_OF_A_PART: usize = 10;
/// The most styles that one element may name.
const MOST_STYLES: usize = 1_000;

/// Refuses a drawing in which a number is larger than anything on paper, before anything is reckoned with it.
pub(super) fn written(xml: &Document<'_>) -> Result<(), Unbound> {
    styles(xml)?;
    texts(xml)?;
    let is_far = xml.descendants().filter(Element::is_element).any(|element| {
        let styles = element.has_tag_name("style").then(|| element.children());
        let mut styles = styles.into_iter().flatten().filter_map(|child| child.text());
        element.attributes().any(|attribute| match attribute.name() {
            "style" => holds_far(attribute.value(), Among::Names),
            name => is_length(name) && holds_far(attribute.value(), Among::Letters),
        }) || styles.any(|style| holds_far(style, Among::Names))
    });
    if is_far { Err(Unbound::Far) } else { Ok(()) }
}

/// Refuses a drawing that reaches too far once everything in it is put in its place, or is cut into too many pieces.
pub(super) fn drawn(tree: &Tree) -> Result<(), Unbound> {
    let farthest = tree.size().width().max(tree.size().height()) * MOST_TIMES;
    let mut pieces = 0.0;
    let mut open = vec![tree.root()];
    while let Some(group) = open.pop() {
        for node in group.children() {
            let bounds = node.abs_stroke_bounding_box();
            let edges = [bounds.left(), bounds.top(), bounds.right(), bounds.bottom()];
            // What is no number is within nothing.
            if !edges.iter().all(|edge| edge.abs() <= farthest) {
                return Err(Unbound::Far);
            }
            match node {
                Node::Group(inner) => open.push(inner),
                Node::Text(text) => open.push(text.flattened()),
                Node::Path(path) => pieces += dashes(path) + tiles(path),
                Node::Image(_) => {}
            }
        }
    }
    if pieces > f64::from(MOST_PARTS) { Err(Unbound::Parts) } else { Ok(()) }
}

/// Refuses styles that take long to work out: each is held against each element.
fn styles(xml: &Document<'_>) -> Result<(), Unbound> {
    let elements = xml.descendants().filter(Element::is_element);
    let own = elements.clone().filter_map(|element| element.attribute("style"));
    let is_long = own.map(|style| style.matches(';').count()).any(|styles| styles > MOST_STYLES);
    let sheets = elements.clone().filter(|element| element.has_tag_name("style"));
    let texts = sheets.flat_map(|sheet| sheet.children().filter_map(|child| child.text()));
    let rules = texts.flat_map(|text| text.split('}'));
    let words = |rule: &str| {
        let chosen = rule.split('{').next().unwrap_or_default();
        1 + chosen.split([' ', ',', '>', '\n']).count()
    };
    let choices = rules.map(words).sum::<usize>().saturating_mul(elements.count());
    if is_long || choices > MOST_CHOICES { Err(Unbound::Styles) } else { Ok(()) }
}

/// Refuses a text that takes long to letter.
fn texts(xml: &Document<'_>) -> Result<(), Unbound> {
    let letters = |element: Element<'_, '_>| -> usize {
        let each = element.descendants().map(|node| node.text().filter(|_| node.is_text()));
        each.map(|text| text.map_or(LETTERS_OF_A_PART, |text| text.chars().count())).sum()
    };
    let mut texts = xml.descendants().filter(|element| element.has_tag_name("text"));
    if texts.any(|text| letters(text) > MOST_LETTERS) { Err(Unbound::Letters) } else { Ok(()) }
}

/// What numbers stand among.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Among {
    /// Letters may stand before a number: `M100`.
    Letters,
    /// What begins with a letter is a name: `.line100`, `#e100`.
    Names,
}

/// Whether the attribute called `name` says where something is, or how large.
fn is_length(name: &str) -> bool {
    const EXACT: &[&str] = &[
        "d",
        "points",
        "viewBox",
        "x",
        "y",
        "x1",
        "x2",
        "y1",
        "y2",
        "cx",
        "cy",
        "r",
        "rx",
        "ry",
        "fx",
        "fy",
        "fr",
        "dx",
        "dy",
        "rotate",
        "width",
        "height",
        "refX",
        "refY",
        "markerWidth",
        "markerHeight",
        "font-size",
        "letter-spacing",
        "word-spacing",
        "textLength",
        "startOffset",
        "baseline-shift",
    ];
    EXACT.contains(&name)
        || name.starts_with("stroke-")
        || name.ends_with("ransform")
        || matches!(name, "stdDeviation" | "scale" | "radius" | "numOctaves" | "order")
}

/// Whether a number in `text` is too large.
fn holds_far(text: &str, among: Among) -> bool {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut at = 0;
    while at < bytes.len() {
        let begins = is_digit(at) || bytes[at] == b'.' && is_digit(at + 1);
        if !begins {
            let is_name = bytes[at].is_ascii_alphabetic() || matches!(bytes[at], b'_' | b'#');
            at += 1;
            if is_name && among == Among::Names {
                let of_names =
                    |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
                at += bytes[at..].iter().take_while(of_names).count();
            }
            continue;
        }
        let start = at;
        let digits =
            |from: usize| from + bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
        at = digits(at);
        if bytes.get(at) == Some(&b'.') {
            at = digits(at + 1);
        }
        if matches!(bytes.get(at), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
            if is_digit(at + 1 + sign) {
                at = digits(at + 1 + sign);
            }
        }
        if text[start..at].parse::<f64>().is_ok_and(|number| number > FARTHEST) {
            return true;
        }
    }
    false
}

/// How many dashes a line has.
fn dashes(path: &Path) -> f64 {
    let Some(dashes) = path.stroke().and_then(|stroke| stroke.dasharray()) else { return 0.0 };
    let sum: f64 = dashes.iter().map(|dash| f64::from(*dash)).sum();
    let pairs = length(path) / sum.max(f64::MIN_POSITIVE);
    pairs * f64::from(u16::try_from(dashes.len()).unwrap_or(u16::MAX))
}

/// At least as long as a line is: curves are no longer than the way along what bends them.
fn length(path: &Path) -> f64 {
    let (mut length, mut last, mut first) = (0.0, (0.0, 0.0), (0.0, 0.0));
    for segment in path.data().segments() {
        let points: &[_] = match &segment {
            PathSegment::MoveTo(to) => {
                (last, first) = ((to.x, to.y), (to.x, to.y));
                continue;
            }
            PathSegment::LineTo(to) => &[(to.x, to.y)],
            PathSegment::QuadTo(by, to) => &[(by.x, by.y), (to.x, to.y)],
            PathSegment::CubicTo(by, then, to) => &[(by.x, by.y), (then.x, then.y), (to.x, to.y)],
            PathSegment::Close => &[first],
        };
        for point in points {
            length += f64::from(point.0 - last.0).hypot(f64::from(point.1 - last.1));
            last = *point;
        }
    }
    length
}

/// How many tiles of patterns lie in a shape.
fn tiles(path: &Path) -> f64 {
    let fill = path.fill().map(usvg::Fill::paint);
    let stroke = path.stroke().map(usvg::Stroke::paint);
    let bounds = path.stroke_bounding_box();
    let patterns = fill.into_iter().chain(stroke).filter_map(|paint| match paint {
        Paint::Pattern(pattern) => Some(pattern),
        Paint::Color(_) | Paint::LinearGradient(_) | Paint::RadialGradient(_) => None,
    });
    let each = patterns.map(|pattern| {
        let (tile, Transform { sx, kx, ky, sy, .. }) = (pattern.rect(), pattern.transform());
        let area = (f64::from(sx) * f64::from(sy) - f64::from(kx) * f64::from(ky)).abs();
        let area = area * f64::from(tile.width()) * f64::from(tile.height());
        f64::from(bounds.width()) * f64::from(bounds.height()) / area.max(f64::MIN_POSITIVE)
    });
    each.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_no_paper_holds_is_found_wherever_it_stands() {
        for far in ["1e38", "M0 0A1e38 5", "-3e+10,4", "12345678901", ".1e11", "5 1e400"] {
            assert!(holds_far(far, Among::Letters), "{far}");
        }
        assert!(holds_far("a{stroke-width:1e38}", Among::Names));
        for near in ["12192000 6858000", "M1e3-1e4.5.5", "1em", "1e-38", "#e38", ""] {
            assert!(!holds_far(near, Among::Letters), "{near}");
        }
        for name in [".cls-12345678901{r:3}", "fill:#12345678901", "url(#a99999999999e9)"] {
            assert!(!holds_far(name, Among::Names), "{name}");
        }
    }
}
