//! How much a drawing would become, reckoned before anything is made of it.
//!
//! A few lines can put parts into one another until they are more than any memory holds.

use std::collections::{BTreeMap, HashMap};

use usvg::roxmltree::{Document, Node, NodeId};

/// The most parts that a drawing may have, once all that is put in again is counted. Maps of whole countries have fewer.
pub(super) const MOST_PARTS: u32 = 200_000;
/// How deep parts may stand in one another. Programs that draw go twenty deep.
const DEEPEST: usize = 100;

/// Why a drawing would take too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::paper) enum Unbound {
    /// It has too many parts.
    Parts,
    /// Its parts stand too deep in one another.
    Depth,
    /// A part of it is put into itself.
    Circle,
    /// It reaches farther than any paper.
    Far,
    /// A text on it is too long.
    Letters,
    /// Its styles are too many to work out.
    Styles,
}

/// Refuses a drawing that would become too much.
pub(super) fn check(xml: &Document<'_>) -> Result<(), Unbound> {
    let ids = xml
        .descendants()
        .filter_map(|node| Some((node.attribute("id")?, node)))
        .filter(|(_, node)| !is_gradient(*node))
        .collect();
    let mut reckoner = Reckoner { ids, known: HashMap::new() };
    // Depth is looked at first and in a loop: what follows calls itself.
    let mut open = vec![(xml.root(), 0)];
    while let Some((node, depth)) = open.pop() {
        if depth > DEEPEST {
            return Err(Unbound::Depth);
        }
        open.extend(node.children().map(|child| (child, depth + 1)));
    }
    let whole = reckoner.weight(xml.root(), 0)?;
    let parts = reckoner.with_styles(xml, whole)?;
    if parts > u64::from(MOST_PARTS) { Err(Unbound::Parts) } else { Ok(()) }
}

/// How much an element becomes.
#[derive(Clone, Copy, Debug, Default)]
struct Weight {
    parts: u64,
    /// Points of its lines, each of which may bear a mark.
    points: u64,
}

impl Weight {
    fn add(&mut self, other: Self) {
        self.parts = self.parts.saturating_add(other.parts);
        self.points = self.points.saturating_add(other.points);
    }

    fn times(self, factor: u64) -> Self {
        let Self { parts, points } = self;
        Self { parts: parts.saturating_mul(factor), points: points.saturating_mul(factor) }
    }
}

struct Reckoner<'x> {
    /// Elements by name. What is no more than colours is left out.
    ids: BTreeMap<&'x str, Node<'x, 'x>>,
    /// What is known; nothing while it is being found out.
    known: HashMap<NodeId, Option<Weight>>,
}

impl Reckoner<'_> {
    fn weight(&mut self, node: Node<'_, '_>, depth: usize) -> Result<Weight, Unbound> {
        if depth > DEEPEST {
            return Err(Unbound::Depth);
        }
        match self.known.get(&node.id()) {
            Some(Some(weight)) => return Ok(*weight),
            Some(None) => return Err(Unbound::Circle),
            None => {}
        }
        self.known.insert(node.id(), None);
        let mut own = Weight { parts: 1 + letters(node), points: points(node) };
        for child in node.children().filter(Node::is_element) {
            own.add(self.weight(child, depth + 1)?);
        }
        let mut more = Weight::default();
        for attribute in node.attributes() {
            let name = attribute.name();
            let value = attribute.value();
            if name == "href" && is_put_in(node) {
                let target = value.trim().strip_prefix('#').unwrap_or_default();
                own.add(self.target(target, depth)?);
            }
            for (name, id) in references(name, value) {
                let target = self.target(id, depth)?;
                // A mark stands at each point of the lines within, a pattern is made for each shape.
                let times = match name {
                    "clip-path" | "mask" | "filter" => 1,
                    "fill" | "stroke" => own.parts,
                    _ => own.parts.saturating_add(own.points),
                };
                more.add(target.times(times));
            }
        }
        own.add(more);
        self.known.insert(node.id(), Some(own));
        Ok(own)
    }

    fn target(&mut self, id: &str, depth: usize) -> Result<Weight, Unbound> {
        match self.ids.get(id).copied() {
            Some(node) => self.weight(node, depth + 1),
            None => Ok(Weight::default()),
        }
    }

    /// How many parts there are when each bears all that style sheets put on some, one within the other.
    fn with_styles(&mut self, xml: &Document<'_>, whole: Weight) -> Result<u64, Unbound> {
        let sheets = xml.descendants().filter(|node| node.has_tag_name("style"));
        let texts = sheets.flat_map(|sheet| sheet.children().filter_map(|child| child.text()));
        let mut named: Vec<&str> = texts.flat_map(referred).collect();
        named.sort_unstable();
        named.dedup();
        let mut parts = whole.parts;
        for id in named {
            let target = self.target(id, 0)?.parts;
            if target > 0 {
                let bearers = if parts == whole.parts { whole.points } else { 0 };
                parts = parts.saturating_add(bearers).saturating_mul(target.saturating_add(1));
            }
        }
        Ok(parts)
    }
}

/// Whether the `href` of an element puts something in its place.
fn is_put_in(node: Node<'_, '_>) -> bool {
    matches!(node.tag_name().name(), "use" | "pattern" | "textPath" | "feImage" | "tref")
}

fn is_gradient(node: Node<'_, '_>) -> bool {
    matches!(node.tag_name().name(), "linearGradient" | "radialGradient")
}

/// How much the letters of an element weigh: each takes the room of four parts.
fn letters(node: Node<'_, '_>) -> u64 {
    let is_text = matches!(node.tag_name().name(), "text" | "tspan" | "textPath" | "a");
    let texts = node.children().filter_map(|child| child.text()).filter(|_| is_text);
    texts.map(|text| text.chars().count() as u64 * 4).sum()
}

/// At least as many points as the lines of an element have.
fn points(node: Node<'_, '_>) -> u64 {
    let lengths = ["d", "points"].into_iter().filter_map(|name| node.attribute(name));
    lengths.map(|written| written.len() as u64 / 3 + 1).sum()
}

/// What an attribute refers to, each with the property that does.
fn references<'t>(name: &'t str, value: &'t str) -> Vec<(&'t str, &'t str)> {
    if name != "style" {
        return referred(value).map(|id| (name, id)).collect();
    }
    let properties = value.split(';').filter_map(|property| property.split_once(':'));
    properties.flat_map(|(name, value)| referred(value).map(move |id| (name.trim(), id))).collect()
}

/// The names in `url(#name)`.
fn referred(text: &str) -> impl Iterator<Item = &str> {
    text.split("url(").skip(1).filter_map(|rest| {
        let rest = rest.trim_start().trim_start_matches(['"', '\'']).strip_prefix('#')?;
        Some(rest[..rest.find([')', '"', '\'']).unwrap_or(rest.len())].trim())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(inner: &str) -> Result<(), Unbound> {
        let text = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">{inner}</svg>"
        );
        check(&Document::parse(&text).expect("it is written well"))
    }

    #[test]
    fn parts_that_are_put_in_again_and_again_are_counted() {
        let mut laughs = String::from("<g id=\"a0\"><path d=\"M0 0\"/></g>");
        for level in 1..10 {
            let one = format!("<use href=\"#a{}\"/>", level - 1);
            laughs.extend([format!("<g id=\"a{level}\">"), one.repeat(10), "</g>".to_owned()]);
        }
        assert_eq!(told(&laughs), Err(Unbound::Parts));
        assert_eq!(
            told("<g id=\"a\"><path/></g><use href=\"#a\"/><use xlink:href=\"#a\"/>"),
            Ok(())
        );
    }

    #[test]
    fn marks_and_patterns_count_for_all_that_bear_them() {
        let mark = format!("<marker id=\"m\">{}</marker>", "<path/>".repeat(300));
        let line = format!("<path d=\"{}\" {{}}/>", "L1 1".repeat(2_000));
        let bears = |how: &str| told(&format!("{mark}{}", line.replace("{}", how)));
        assert_eq!(bears("marker-mid=\"url(#m)\""), Err(Unbound::Parts));
        assert_eq!(bears("style=\"marker: url('#m')\""), Err(Unbound::Parts));
        assert_eq!(bears("marker-mid=\"none\""), Ok(()));
        let styled =
            format!("<style>path {{ marker: url(#m) }}</style>{mark}{}", line.replace("{}", ""));
        assert_eq!(told(&styled), Err(Unbound::Parts));
        let arrows = "<style>.a { marker-end: url(#n) }</style><marker id=\"n\"><path/></marker>";
        assert_eq!(told(&format!("{arrows}{}", "<path d=\"M0 0 L1 1\"/>".repeat(500))), Ok(()));
    }

    #[test]
    fn circles_and_great_depths_are_refused() {
        assert_eq!(
            told("<g id=\"a\"><use href=\"#b\"/></g><g id=\"b\"><use href=\"#a\"/></g>"),
            Err(Unbound::Circle)
        );
        let deep = |depth: usize| told(&format!("{}{}", "<g>".repeat(depth), "</g>".repeat(depth)));
        assert_eq!(deep(50), Ok(()));
        assert_eq!(deep(5_000), Err(Unbound::Depth));
    }
}
