//! What stands now → the pages that are open: a stream of events, and the script that listens to it.

use std::convert::Infallible;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::Arc;

use axum::body::Bytes;
use axum::http::header;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use tokio::sync::watch::{self, Receiver, Sender};
use tokio_stream::StreamExt;
use tokio_stream::wrappers::WatchStream;

use crate::diag::show::Fault;
use crate::fingerprint::Fingerprint;
use crate::studio::State;

/// The scripts of every page, the style of what they show, and the page that stands in for a site.
const SCRIPT: &str = include_str!("live.js");
const FAULTS: &str = include_str!("faults.js");
const STYLE: &str = include_str!("live.css");
const WAITING: &str = include_str!("waiting.html");

/// The most faults that a page shows.
const MOST_FAULTS: usize = 50;

/// What pages are told.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Shown {
    /// Stands for this state in this run of the program: `3f2a-7`.
    version: String,
    /// The last version before which files changed that stand in pages under the same address whatever they hold, as
    /// pictures do.
    parts: String,
    is_good: bool,
    errors: usize,
    warnings: usize,
    faults: Vec<Fault>,
    /// What the disk refused.
    refused: Option<String>,
}

/// What was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Changed {
    /// Texts alone: what they make of a page is in its bytes.
    Texts,
    /// Pictures and other files, too: pages that show them are the same as before.
    Parts,
}

/// Where what is shown is put, from one thread.
#[derive(Clone)]
pub(super) struct Show {
    run: String,
    sender: Arc<Sender<Option<Arc<Shown>>>>,
}

/// Where it is taken from: always the last. `None` once the preview is over.
pub(super) type Watch = Receiver<Option<Arc<Shown>>>;

/// A way from the rounds to the pages, on which `state` is told first.
pub(super) fn channel(state: &State) -> (Show, Watch) {
    let run = format!("{:016x}", RandomState::new().build_hasher().finish());
    let (sender, watch) = watch::channel(Some(Arc::new(shown(&run, state, None))));
    (Show { run, sender: Arc::new(sender) }, watch)
}

impl Show {
    /// Tells every open page of `state`, before which `changed` was saved.
    pub(super) fn state(&self, state: &State, changed: Changed) {
        let parts = match changed {
            Changed::Parts => None,
            Changed::Texts => self.sender.borrow().as_ref().map(|shown| shown.parts.clone()),
        };
        self.put(shown(&self.run, state, parts));
    }

    /// Tells every open page that the disk refused; what they show stays.
    pub(super) fn refused(&self, why: &str) {
        let before = self.sender.borrow().as_deref().cloned();
        if let Some(before) = before {
            self.put(Shown { refused: Some(why.to_owned()), ..before });
        }
    }

    fn put(&self, shown: Shown) {
        self.sender.send_replace(Some(Arc::new(shown)));
    }

    /// Ends every stream.
    pub(super) fn end(&self) {
        self.sender.send_replace(None);
    }
}

fn shown(run: &str, state: &State, parts: Option<String>) -> Shown {
    let most = if state.is_good { 0 } else { MOST_FAULTS };
    let version = format!("{run}-{}", state.version);
    Shown {
        parts: parts.unwrap_or_else(|| version.clone()),
        version,
        is_good: state.is_good,
        errors: state.errors,
        warnings: state.warnings,
        faults: state.reported.faults(most),
        refused: None,
    }
}

/// What is told to a page of the state that it shows.
#[derive(Clone, Debug, Default)]
pub(super) struct Mark {
    version: String,
    parts: String,
}

/// The mark of pages that are handed over now.
pub(super) fn mark(watch: &Watch) -> Mark {
    let of =
        |shown: &Arc<Shown>| Mark { version: shown.version.clone(), parts: shown.parts.clone() };
    watch.borrow().as_ref().map(of).unwrap_or_default()
}

/// What stands now and, for as long as a page is open, each change of it.
pub(super) fn events(watch: Watch) -> Response {
    let stream = WatchStream::new(watch)
        .map_while(|shown| shown)
        .map(|shown| Ok::<_, Infallible>(Event::default().data(json(&shown))));
    Sse::new(stream).keep_alive(KeepAlive::default()).into_response()
}

fn json(shown: &Shown) -> String {
    serde_json::to_string(shown).expect("texts and numbers are always JSON")
}

/// The file `name` of those that pages need for it. `None` when there is none.
pub(super) fn part(name: &str) -> Option<Response> {
    let (kind, text) = match name {
        "live.js" => ("text/javascript; charset=utf-8", SCRIPT),
        "faults.js" => ("text/javascript; charset=utf-8", FAULTS),
        "live.css" => ("text/css; charset=utf-8", STYLE),
        _ => return None,
    };
    Some(([(header::CONTENT_TYPE, kind)], text).into_response())
}

/// `page` with our scripts in its head. `fingerprint` stands for the page as it is without.
pub(super) fn with_script(page: &[u8], fingerprint: Fingerprint, mark: &Mark) -> Vec<u8> {
    let tag = scripts(&fingerprint.to_string()[..16], mark);
    put_in(page, b"</head>", Side::Before, &tag)
}

/// `page` as it is meant wherever it is shown: with its addresses from the site's root.
pub(super) fn with_base(page: &[u8], subpath: &str) -> Vec<u8> {
    put_in(page, b"<head>", Side::After, &format!("\n<base href=\"{subpath}\">"))
}

/// Stands in for every page until there is a site.
pub(super) fn waiting_page(mark: &Mark) -> Bytes {
    let tag = scripts("waiting", mark);
    Bytes::from(put_in(WAITING.as_bytes(), b"</head>", Side::Before, &tag))
}

fn scripts(page: &str, Mark { version, parts }: &Mark) -> String {
    let marks = format!("data-version=\"{version}\" data-parts=\"{parts}\" data-page=\"{page}\"");
    format!(
        "<script src=\"/.partnerbook/faults.js\" defer></script>\n\
        <script src=\"/.partnerbook/live.js\" {marks} defer></script>\n"
    )
}

#[derive(Clone, Copy)]
enum Side {
    Before,
    After,
}

/// Puts `text` beside the first `mark`; at the end when there is none.
fn put_in(page: &[u8], mark: &[u8], side: Side, text: &str) -> Vec<u8> {
    let found = page.windows(mark.len()).position(|window| window.eq_ignore_ascii_case(mark));
    let at = match (found, side) {
        (Some(at), Side::Before) => at,
        (Some(at), Side::After) => at + mark.len(),
        (None, Side::Before | Side::After) => page.len(),
    };
    [&page[..at], text.as_bytes(), &page[at..]].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Diagnostic, Diagnostics, Rule, Severity};
    use crate::studio::Report;

    #[test]
    fn a_page_bears_the_script_and_nothing_else_of_it_changes() {
        let page = b"<!DOCTYPE html><HEAD><title>\xC3\xA4</title></HEAD><p></head>";
        let mark = Mark { version: "a-1".to_owned(), parts: "a-1".to_owned() };
        let shown = with_script(page, Fingerprint::of(page), &mark);
        let tag = scripts(&Fingerprint::of(page).to_string()[..16], &mark);
        let shown = String::from_utf8(shown).expect("it was text before");
        assert_eq!(shown, format!("<!DOCTYPE html><HEAD><title>ä</title>{tag}</HEAD><p></head>"));
        assert!(
            with_script(b"no head", Fingerprint::of(b""), &mark).starts_with(b"no head<script")
        );
    }

    #[test]
    fn pages_are_told_of_errors_first_and_of_no_more_than_they_can_show() {
        const POOR: Rule = Rule { code: "poor", severity: Severity::Warning, explanation: "" };
        const WRONG: Rule = Rule { code: "wrong", severity: Severity::Error, explanation: "" };
        let mut diagnostics = Diagnostics::new();
        for number in 0..MOST_FAULTS {
            diagnostics.push(Diagnostic::everywhere(&POOR, format!("{number}")));
        }
        diagnostics.push(Diagnostic::everywhere(&WRONG, "the last"));
        let told = Report::of(diagnostics, &Arc::default());
        let state = State { version: 3, reported: told, ..State::default() };
        let told = shown("a", &state, Some("a-2".to_owned()));
        assert_eq!((told.faults.len(), told.faults[0].severity), (MOST_FAULTS, "error"));
        assert_eq!((told.version.as_str(), told.parts.as_str()), ("a-3", "a-2"));
        let mended = shown("a", &State { is_good: true, ..state }, None);
        assert!(mended.faults.is_empty());
    }
}
