//! Files of pictures → what a book draws of them, and what it cannot.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::fonts::Fonts;
use super::pdf::drawing::{self, Drawing, Letters, Lost, Unbound};
use super::pdf::photo::{self, Photo};
use crate::at_work;
use crate::diag::{Diagnostic, Rule, Severity};
use crate::input::Input;
use crate::model::index::Found;
use crate::model::mention::Mention;
use crate::prose::Role;
use crate::source::SourcePath;

/// A picture that a book cannot show.
pub(super) const PICTURE_NOT_PRINTED: Rule = Rule {
    code: "picture-not-printed",
    severity: Severity::Warning,
    explanation: "A browser shows this picture, a book (`book = true`) cannot: it is of a kind that a PDF does not know, such as AVIF, \
        or the file is damaged, or it is so large that no printer would be done with it. In the book a frame with its words \
        stands in its place. Open the picture, save it as PNG, JPEG or WebP beside the old file, and point at the new one. \
        Drawings are best as SVG.",
};

/// A drawing of which something is left out on paper.
pub(super) const PICTURE_POORER: Rule = Rule {
    code: "picture-poorer",
    severity: Severity::Warning,
    explanation: "A book draws shapes and letters of an SVG file as they are. Some of what browsers show has no place on paper \
        and is left out: text that a program wrote as HTML within the drawing (`foreignObject`), pictures that lie elsewhere, \
        shadows and blur, and letters that no font for paper has. Save the drawing anew without them, with text as text or \
        as paths, or save it as PNG. Where nothing that matters is lost, set `picture-poorer = \"off\"` under `[check]`.",
};

/// A picture that makes a book heavy.
pub(super) const PICTURE_HEAVY: Rule = Rule {
    code: "picture-heavy",
    severity: Severity::Hint,
    explanation: "This picture alone makes the PDF of a book heavier than 2 MB, so that it is slow to send. Photographs in JPEG and \
        WebP are reduced to what a printer can show; pictures in PNG keep every pixel's colour and stay heavy. Save \
        photographs as JPEG, and drawings as SVG.",
};

/// As fine as a picture is kept, in pixels: 300 to an inch in the largest place that there is, 129 by 130 mm.
const MOST_PIXELS: (u32, u32) = (1524, 1535);
/// From here on a picture is heavy, in bytes.
const HEAVY: usize = 2_000_000;

/// The pictures of a playbook.
pub(super) struct Pictures {
    ready: BTreeMap<SourcePath, Arc<Picture>>,
    /// What is wrong with some.
    pub(super) faults: Vec<Diagnostic>,
}

/// A picture that can be drawn.
#[derive(Debug)]
pub(super) enum Picture {
    /// Of pixels.
    Photo(Photo),
    /// Of shapes and letters.
    Drawing(Box<Drawing>),
}

/// Why there is none.
enum Flaw {
    /// It was not read: it is of another kind, or beyond measure.
    Unread,
    Photo(photo::Flaw),
    Drawing(drawing::Flaw),
}

impl Picture {
    /// Its width and height, in pixels of a screen.
    pub(super) fn size(&self) -> (f32, f32) {
        match self {
            Picture::Photo(photo) => photo.size,
            Picture::Drawing(drawing) => drawing.size(),
        }
    }

    fn read(bytes: &[u8], letters: &Arc<Letters>) -> Result<Self, Flaw> {
        if is_drawing(bytes) {
            let drawing = Drawing::read(bytes, letters).map_err(Flaw::Drawing)?;
            return Ok(Picture::Drawing(Box::new(drawing)));
        }
        Photo::read(bytes, MOST_PIXELS).map(Picture::Photo).map_err(Flaw::Photo)
    }
}

/// Whether a file is text that begins as drawings do.
fn is_drawing(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    text.starts_with(b"<")
}

impl Pictures {
    /// Reads the pictures that stand in prose, with letters of these `fonts` in drawings.
    pub(super) fn of(input: Input<'_>, fonts: &Fonts) -> Self {
        let mut first: BTreeMap<&SourcePath, &Mention<'_>> = BTreeMap::new();
        for (mention, found) in input.index.mentions() {
            if let (Found::Asset(path), Role::Image) = (found, mention.role) {
                first.entry(path).or_insert(mention);
            }
        }
        let letters = Arc::new(Letters::of(fonts));
        let read = |(path, mention): (&SourcePath, &Mention<'_>)| {
            let picture = match input.pictures.get(path) {
                Some(bytes) => at_work::on(path.as_str(), || Picture::read(bytes, &letters)),
                None => Err(Flaw::Unread),
            };
            let faults = match &picture {
                Ok(picture) => poorer(picture, mention),
                Err(flaw) => vec![not_printed(path, flaw, mention)],
            };
            (path.clone(), picture.ok().map(Arc::new), faults)
        };
        let read: Vec<_> = first.into_par_iter().map(read).collect();
        let (mut ready, mut all) = (BTreeMap::new(), Vec::new());
        for (path, picture, faults) in read {
            ready.extend(picture.map(|picture| (path, picture)));
            all.extend(faults);
        }
        Self { ready, faults: all }
    }

    /// The picture in a file, if it can be drawn.
    pub(super) fn find(&self, path: &SourcePath) -> Option<&Arc<Picture>> {
        self.ready.get(path)
    }
}

fn not_printed(path: &SourcePath, flaw: &Flaw, mention: &Mention<'_>) -> Diagnostic {
    let name = path.file_name();
    let (reason, help) = match flaw {
        Flaw::Unread if known_kind(path).is_none() => (
            format!("a book cannot show `{name}`: it is no picture, or larger than can be printed"),
            "save it as PNG, JPEG or WebP of at most 64 MB, or as SVG of at most 8 MB",
        ),
        Flaw::Unread | Flaw::Photo(photo::Flaw::Unknown) => match known_kind(path) {
            Some(kind) => (
                format!("a book cannot show `{name}`: PDFs do not know {kind}"),
                "save it as PNG, JPEG or WebP beside the old file, and point at the new one",
            ),
            None => (
                format!("a book cannot show `{name}`: the file is no picture"),
                "open the file and see what it is, and save the picture as PNG, JPEG or SVG",
            ),
        },
        Flaw::Photo(photo::Flaw::Broken) => (
            format!("a book cannot show `{name}`: the file is damaged or ends too early"),
            "copy it anew from where it came, or open it and save it again",
        ),
        Flaw::Photo(photo::Flaw::TooMany) => (
            format!(
                "a book cannot show `{name}`: it has more than 64 million pixels, or 65535 in a line"
            ),
            "save it smaller: a page shows no more than 1500 pixels from edge to edge",
        ),
        Flaw::Drawing(flaw) => (
            format!("a book cannot show `{name}`: {}", drawing_flaw(flaw)),
            "open the drawing and save it again as SVG, or as PNG",
        ),
    };
    Diagnostic::new(&PICTURE_NOT_PRINTED, mention.path(), mention.href_span(), reason).help(help)
}

fn drawing_flaw(flaw: &drawing::Flaw) -> String {
    match flaw {
        drawing::Flaw::Broken(Some(line)) => {
            format!("the drawing is not written right in line {line}")
        }
        drawing::Flaw::Broken(None) => "it is no drawing, or not written right".to_owned(),
        drawing::Flaw::Empty => "nothing on the drawing can be seen".to_owned(),
        drawing::Flaw::Unbound(Unbound::Parts) => {
            "the drawing would have more than 200000 parts".to_owned()
        }
        drawing::Flaw::Unbound(Unbound::Depth) => {
            "groups stand more than 100 deep in one another".to_owned()
        }
        drawing::Flaw::Unbound(Unbound::Circle) => {
            "a part of the drawing is put into itself".to_owned()
        }
        drawing::Flaw::Unbound(Unbound::Far) => {
            "the drawing reaches farther than any paper".to_owned()
        }
        drawing::Flaw::Unbound(Unbound::Letters) => {
            "a text on the drawing has more than 20000 letters".to_owned()
        }
        drawing::Flaw::Unbound(Unbound::Styles) => {
            "its styles would take too long to work out".to_owned()
        }
    }
}

/// A kind of picture that browsers or cameras know and a PDF does not.
fn known_kind(path: &SourcePath) -> Option<&'static str> {
    match path.extension().as_str() {
        "avif" => Some("AVIF"),
        "bmp" => Some("BMP"),
        "tif" | "tiff" => Some("TIFF"),
        "heic" | "heif" => Some("HEIC"),
        "ico" => Some("ICO"),
        "jxl" => Some("JPEG XL"),
        "svgz" => Some("packed SVG"),
        _ => None,
    }
}

/// What is worse on paper than on a screen.
fn poorer(picture: &Picture, mention: &Mention<'_>) -> Vec<Diagnostic> {
    let at = |rule, message| Diagnostic::new(rule, mention.path(), mention.href_span(), message);
    let weight = match picture {
        Picture::Photo(photo) => photo.weight,
        Picture::Drawing(drawing) => {
            let letters = drawing.missing.iter().map(|letter| missing(*letter));
            let lost = drawing.lost.iter().map(lost).chain(letters);
            return lost
                .map(|(what, help)| at(&PICTURE_POORER, format!("{what} in the book")).help(help))
                .collect();
        }
    };
    if weight <= HEAVY {
        return Vec::new();
    }
    let tenths = weight.div_ceil(100_000);
    let message = format!(
        "this picture makes the PDF of the book {}.{} MB heavier",
        tenths / 10,
        tenths % 10
    );
    vec![at(&PICTURE_HEAVY, message).help("save a photograph as JPEG, and a drawing as SVG")]
}

fn lost(what: &Lost) -> (String, &'static str) {
    match what {
        Lost::Html => (
            "text that is written as HTML within this drawing is left out".to_owned(),
            "save the drawing with text as text or as paths, or as PNG",
        ),
        Lost::Elsewhere(address) => (
            format!(
                "this drawing shows `{}`, which lies elsewhere and is left out",
                short(address)
            ),
            "put that picture into the drawing (embed it), and save it again",
        ),
        Lost::Inner => (
            "a picture within this drawing cannot be read and is left out".to_owned(),
            "put it in as PNG or JPEG, and save the drawing again",
        ),
        Lost::Effects => (
            "shadows and blur of this drawing are left out".to_owned(),
            "draw without them, or save it as PNG where they matter",
        ),
    }
}

fn missing(letter: char) -> (String, &'static str) {
    (
        format!("no font for paper has the letter `{letter}` of this drawing: it is left out"),
        "write it in other letters, save the text as paths, or put a font that has it into `fonts/`",
    )
}

/// As much of an address as a message holds.
fn short(address: &str) -> String {
    const MOST: usize = 60;
    let mut letters = address.chars();
    let shown: String = letters.by_ref().take(MOST).collect();
    if letters.next().is_some() { format!("{shown}…") } else { shown }
}
