//! A drawing (SVG) → shapes and letters on a page.
//!
//! What a drawing would fetch from elsewhere is left out, its letters are of the fonts of paper, and its colours are those for
//! a light ground: it comes out the same on every machine.

mod bounds;
mod convert;
mod letters;
mod light;
mod measure;
mod paint;
mod pen;
mod text;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use krilla::geom::{Rect, Transform};
use krilla::paint::FillRule;
use krilla::surface::Surface;
use krilla::text::Font;
use usvg::{Group, ImageHrefResolver, ImageKind, Node, Options, Tree, roxmltree};

pub(in crate::paper) use self::bounds::Unbound;
pub(in crate::paper) use self::letters::Letters;

use self::pen::{Pen, rectangle};
use super::photo;

/// The most that an image within a drawing may hold, in bytes.
const MOST_INNER_BYTES: usize = 16 << 20;

/// A drawing that can be drawn.
#[derive(Debug)]
pub(in crate::paper) struct Drawing {
    tree: Tree,
    letters: Arc<Letters>,
    /// What is left out of it.
    pub(in crate::paper) lost: BTreeSet<Lost>,
    /// Letters that no font has.
    pub(in crate::paper) missing: BTreeSet<char>,
}

/// Something that is left out of a drawing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::paper) enum Lost {
    /// Text that is written as HTML.
    Html,
    /// A picture that lies elsewhere, by its address.
    Elsewhere(String),
    /// A picture within the drawing that cannot be read.
    Inner,
    /// Shadows, blur and the like.
    Effects,
}

/// Why a file is no drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::paper) enum Flaw {
    /// It is not written as SVG: what is wrong, and in which line of the file.
    Broken(Option<u32>),
    /// There is nothing on it to be seen.
    Empty,
    /// It would take too long to draw.
    Unbound(Unbound),
}

impl Drawing {
    /// Reads the drawing in `bytes`, with letters of these fonts.
    pub(in crate::paper) fn read(bytes: &[u8], letters: &Arc<Letters>) -> Result<Self, Flaw> {
        let text = std::str::from_utf8(bytes).map_err(|_| Flaw::Broken(None))?;
        let text = light::on_paper(text.trim_start_matches('\u{feff}'));
        let xml = document(&text)?;
        bounds::check(&xml).map_err(Flaw::Unbound)?;
        measure::written(&xml).map_err(Flaw::Unbound)?;
        let seen = Mutex::new(BTreeSet::new());
        let tree =
            Tree::from_xmltree(&xml, &options(letters, &seen)).map_err(|_| Flaw::Broken(None))?;
        measure::drawn(&tree).map_err(Flaw::Unbound)?;
        let mut lost = seen.into_inner().unwrap_or_else(PoisonError::into_inner);
        lost.extend(xml.descendants().filter_map(lost_part));
        if !tree.filters().is_empty() {
            lost.insert(Lost::Effects);
        }
        if is_blank(tree.root()) && lost.is_empty() {
            return Err(Flaw::Empty);
        }
        let missing = letters::missing(tree.root());
        Ok(Self { tree, letters: Arc::clone(letters), lost, missing })
    }

    /// Its width and height, in pixels of a screen.
    pub(in crate::paper) fn size(&self) -> (f32, f32) {
        (self.tree.size().width(), self.tree.size().height())
    }

    /// Draws it in this size. The fonts of its letters are among `fonts`, as they are numbered on paper.
    pub(super) fn draw(&self, surface: &mut Surface<'_>, size: (f32, f32), fonts: &[Font]) {
        let own = self.tree.size();
        let scale = Transform::from_scale(size.0 / own.width(), size.1 / own.height());
        let frame = Rect::from_xywh(0.0, 0.0, own.width(), own.height()).and_then(rectangle);
        let Some(frame) = frame else { return };
        surface.push_transform(&scale);
        surface.push_clip_path(&frame, &FillRule::NonZero);
        Pen { fonts, letters: &self.letters }.group(surface, self.tree.root());
        surface.pop();
        surface.pop();
    }
}

/// Whether there is nothing in `group` but other groups.
fn is_blank(group: &Group) -> bool {
    group.children().iter().all(|node| match node {
        Node::Group(inner) => is_blank(inner),
        Node::Path(_) | Node::Image(_) | Node::Text(_) => false,
    })
}

/// What is left out of a drawing where `node` stands, when it is not known otherwise.
fn lost_part(node: roxmltree::Node<'_, '_>) -> Option<Lost> {
    match node.tag_name().name() {
        "foreignObject" if !has_stand_in(node) => Some(Lost::Html),
        "use" => {
            let href = node.attributes().find(|attribute| attribute.name() == "href")?;
            let is_own = href.value().trim().starts_with('#');
            (!is_own).then(|| Lost::Elsewhere(href.value().to_owned()))
        }
        _ => None,
    }
}

/// Whether a part of a drawing that is written as HTML has another that is drawn in its place.
fn has_stand_in(node: roxmltree::Node<'_, '_>) -> bool {
    node.parent().is_some_and(|parent| {
        parent.has_tag_name("switch")
            && parent.children().any(|other| other.is_element() && other != node)
    })
}

fn document(text: &str) -> Result<roxmltree::Document<'_>, Flaw> {
    let how = roxmltree::ParsingOptions {
        allow_dtd: true,
        nodes_limit: bounds::MOST_PARTS,
        ..roxmltree::ParsingOptions::default()
    };
    roxmltree::Document::parse_with_options(text, how).map_err(|fault| {
        use roxmltree::Error::{EntityReferenceLoop, NodesLimitReached};
        if matches!(fault, NodesLimitReached | EntityReferenceLoop(_)) {
            return Flaw::Unbound(Unbound::Parts);
        }
        Flaw::Broken(Some(fault.pos().row).filter(|row| *row > 0))
    })
}

/// How a drawing is read: nothing is fetched, whatever it asks for. What it asked for is kept in `lost`.
fn options<'o>(fonts: &'o Letters, lost: &'o Mutex<BTreeSet<Lost>>) -> Options<'o> {
    let leave_out = |what: Lost| lost.lock().unwrap_or_else(PoisonError::into_inner).insert(what);
    let images = ImageHrefResolver {
        resolve_data: Box::new(move |_, bytes, _| {
            let kind = inner(&bytes);
            if kind.is_none() {
                leave_out(Lost::Inner);
            }
            kind
        }),
        resolve_string: Box::new(move |address, _| {
            leave_out(Lost::Elsewhere(address.to_owned()));
            None
        }),
    };
    Options {
        font_family: letters::FAMILY.to_owned(),
        image_href_resolver: images,
        font_resolver: letters::resolver(),
        fontdb: Arc::clone(&fonts.faces),
        ..Options::default()
    }
}

/// An image that lies within a drawing. Drawings within drawings are none.
fn inner(bytes: &Arc<Vec<u8>>) -> Option<ImageKind> {
    if bytes.len() > MOST_INNER_BYTES || !photo::is_sound(bytes) {
        return None;
    }
    let bytes = Arc::clone(bytes);
    match bytes.as_slice() {
        [0x89, b'P', b'N', b'G', ..] => Some(ImageKind::PNG(bytes)),
        [0xff, 0xd8, ..] => Some(ImageKind::JPEG(bytes)),
        [b'G', b'I', b'F', ..] => Some(ImageKind::GIF(bytes)),
        [b'R', b'I', b'F', b'F', ..] => Some(ImageKind::WEBP(bytes)),
        _ => None,
    }
}
