//! What stands around the pages: made once for all in folders equally deep.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use serde::Serialize;

use super::templates::{Engine, Made};
use super::view::PageView;
use crate::artifact::Artifact;
use crate::diag::Diagnostic;
use crate::input::Input;
use crate::search;

/// The frames made so far.
#[derive(Default)]
pub(super) struct Frames {
    made: Mutex<HashMap<String, Made>>,
}

/// What the templates of the frame know of the page.
#[derive(Clone, Copy, Serialize)]
struct FramedPage<'a> {
    root: &'a str,
    /// Empty, as the route is, but on pages that the frame itself names and marks as the one that is shown.
    kind: &'a str,
    route: &'a str,
}

#[derive(Serialize)]
struct FrameView<'a> {
    page: FramedPage<'a>,
}

/// The HTML of each piece.
#[derive(Serialize)]
struct Frame {
    head: String,
    header: String,
    rail: String,
    footer: String,
}

impl Frames {
    /// The frame of `page`.
    pub(super) fn around(
        &self,
        page: &PageView<'_>,
        engine: &Engine,
        input: Input<'_>,
    ) -> Result<Made, Diagnostic> {
        let page = framed(page);
        let key = format!("{} {}", page.root, page.route);
        if let Some(frame) = self.lock().get(&key) {
            return Ok(frame.clone());
        }
        let frame = Made::of(&made(page, engine, input)?);
        self.lock().insert(key, frame.clone());
        Ok(frame)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Made>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The dialog of the search as a script. `None` when there is nothing to search.
pub(super) fn search_dialog(
    engine: &Engine,
    input: Input<'_>,
) -> Result<Option<Artifact>, Diagnostic> {
    if input.site.search.is_none() {
        return Ok(None);
    }
    let page = FramedPage { root: "", kind: "", route: "" };
    let html = engine.render("frame/search.html", &FrameView { page }, input)?;
    let html = serde_json::to_string(html.trim()).expect("a text is always JSON");
    Ok(Some(Artifact::new(search::DIALOG, format!("Partnerbook.search.dialog({html});\n"))))
}

fn framed<'p>(page: &'p PageView<'_>) -> FramedPage<'p> {
    match page.kind {
        "home" | "list" | "glossary" | "search" => {
            FramedPage { root: &page.root, kind: page.kind, route: page.route }
        }
        _ => FramedPage { root: &page.root, kind: "", route: "" },
    }
}

fn made(page: FramedPage<'_>, engine: &Engine, input: Input<'_>) -> Result<Frame, Diagnostic> {
    let piece = |name: &str| {
        let html = engine.render(name, &FrameView { page }, input)?;
        Ok(html.trim_end().to_owned())
    };
    Ok(Frame {
        head: piece("frame/head.html")?,
        header: piece("frame/header.html")?,
        rail: piece("frame/rail.html")?,
        footer: piece("frame/footer.html")?,
    })
}
