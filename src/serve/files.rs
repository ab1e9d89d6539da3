//! A path and what a browser knows already → the answer, with the bytes of a build.

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use http_range_header::{EndPosition, RangeUnsatisfiableError, StartPosition, parse_range_header};
use percent_encoding::percent_decode_str;

use super::live::{self, Mark};
use crate::failure::FileError;
use crate::fingerprint::Fingerprint;
use crate::studio::{Served, Studio};

/// What the site says of itself when a path leads nowhere.
const NOT_FOUND: &str = "404.html";

/// The site's answer to `uri`, which is served below `subpath`. `mark` is what pages are told that they show.
pub(super) fn answer(
    studio: &Studio,
    (uri, headers): (&Uri, &HeaderMap),
    subpath: &str,
    mark: &Mark,
) -> Result<Response, FileError> {
    let Some(path) = uri.path().strip_prefix(subpath) else {
        return Ok(outside(uri, subpath));
    };
    let Ok(path) = percent_decode_str(path).decode_utf8() else {
        return missing(studio, subpath, mark);
    };
    let name = if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.clone().into_owned()
    };
    if let Some(served) = studio.file(&name)? {
        let file = File::of(&name, &served, mark);
        return Ok(file.answer(headers));
    }
    if !path.ends_with('/') && studio.file(&format!("{path}/index.html"))?.is_some() {
        return Ok(Redirect::temporary(&with_slash(uri)).into_response());
    }
    missing(studio, subpath, mark)
}

/// Leads to the site from its host's root.
fn outside(uri: &Uri, subpath: &str) -> Response {
    let path = uri.path();
    if path == "/" || subpath.strip_suffix('/') == Some(path) {
        return Redirect::temporary(subpath).into_response();
    }
    let told = format!("The playbook is at {subpath}");
    (StatusCode::NOT_FOUND, told).into_response()
}

fn with_slash(uri: &Uri) -> String {
    // A path of two slashes would lead to another host.
    let path = uri.path().trim_start_matches('/');
    match uri.query() {
        Some(query) => format!("/{path}/?{query}"),
        None => format!("/{path}/"),
    }
}

/// The site's own page for what is not there, or ours as long as there is no site.
fn missing(studio: &Studio, subpath: &str, mark: &Mark) -> Result<Response, FileError> {
    let Some(served) = studio.file(NOT_FOUND)? else {
        let page = File { bytes: live::waiting_page(mark), kind: HTML, tag: String::new() };
        let mut answer = page.whole(StatusCode::SERVICE_UNAVAILABLE);
        answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
        return Ok(answer);
    };
    let page = live::with_base(&served.bytes, subpath);
    let page = live::with_script(&page, served.fingerprint, mark);
    let file = File { bytes: page.into(), kind: HTML, tag: String::new() };
    Ok(file.whole(StatusCode::NOT_FOUND))
}

const HTML: &str = "text/html; charset=utf-8";

/// A file as it is handed over.
struct File {
    bytes: Bytes,
    kind: &'static str,
    /// Stands for the bytes, between quotes. Empty when they are never asked for again.
    tag: String,
}

impl File {
    fn of(name: &str, served: &Served, mark: &Mark) -> Self {
        let kind = kind(name);
        if kind == HTML {
            let page = live::with_script(&served.bytes, served.fingerprint, mark);
            let tag = tag(Fingerprint::of(&page));
            return Self { bytes: page.into(), kind, tag };
        }
        let bytes = Bytes::from_owner(std::sync::Arc::clone(&served.bytes));
        Self { bytes, kind, tag: tag(served.fingerprint) }
    }

    /// The whole of it, the part that is asked for, or that nothing changed.
    fn answer(self, headers: &HeaderMap) -> Response {
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        if text(header::IF_NONE_MATCH).is_some_and(|known| names(known, &self.tag)) {
            return self.answer_with(StatusCode::NOT_MODIFIED, Bytes::new());
        }
        let is_current = text(header::IF_RANGE).is_none_or(|known| known == self.tag);
        match text(header::RANGE).filter(|_| is_current) {
            Some(range) => self.part(range),
            None => self.whole(StatusCode::OK),
        }
    }

    fn part(self, range: &str) -> Response {
        let length = self.bytes.len();
        match Wanted::of(range, length) {
            Wanted::Whole => self.whole(StatusCode::OK),
            Wanted::Part(first, last) => {
                let bytes = self.bytes.slice(first..=last);
                let mut answer = self.answer_with(StatusCode::PARTIAL_CONTENT, bytes);
                let told = format!("bytes {first}-{last}/{length}");
                put(&mut answer, header::CONTENT_RANGE, &told);
                answer
            }
            Wanted::Nothing => {
                let mut answer = self.answer_with(StatusCode::RANGE_NOT_SATISFIABLE, Bytes::new());
                put(&mut answer, header::CONTENT_RANGE, &format!("bytes */{length}"));
                answer
            }
        }
    }

    fn whole(self, status: StatusCode) -> Response {
        let bytes = self.bytes.clone();
        self.answer_with(status, bytes)
    }

    fn answer_with(&self, status: StatusCode, bytes: Bytes) -> Response {
        let mut answer = Response::new(Body::from(bytes));
        *answer.status_mut() = status;
        put(&mut answer, header::CONTENT_TYPE, self.kind);
        put(&mut answer, header::ACCEPT_RANGES, "bytes");
        if !self.tag.is_empty() {
            put(&mut answer, header::ETAG, &self.tag);
        }
        answer
    }
}

/// How much of a file a range means.
enum Wanted {
    Whole,
    /// From this byte to that one.
    Part(usize, usize),
    /// What the file does not have.
    Nothing,
}

impl Wanted {
    /// What `range` means in a file of this many bytes, by RFC 9110, section 14.1.2.
    ///
    /// What is no range is not asked for, and several at once are answered with the whole: both are allowed by section 14.2.
    fn of(range: &str, length: usize) -> Self {
        let range = match parse_range_header(range).map(|parsed| parsed.ranges) {
            Ok(ranges) => match ranges.as_slice() {
                [range] => *range,
                _ => return Self::Whole,
            },
            Err(RangeUnsatisfiableError::ZeroSuffix) if !range.contains(',') => {
                return Self::Nothing;
            }
            Err(_) => return Self::Whole,
        };
        let index = |offset: u64| usize::try_from(offset).unwrap_or(usize::MAX);
        let first = match range.start {
            // An empty file has no last byte to begin at, and is the whole of itself.
            StartPosition::FromLast(_) if length == 0 => return Self::Whole,
            StartPosition::FromLast(many) => length.saturating_sub(index(many)),
            StartPosition::Index(first) => index(first),
        };
        let last = match range.end {
            EndPosition::Index(last) => index(last),
            EndPosition::LastByte => usize::MAX,
        };
        match length.checked_sub(1) {
            // One that ends before it begins is none.
            _ if last < first => Self::Whole,
            Some(end) if first <= end => Self::Part(first, last.min(end)),
            Some(_) | None => Self::Nothing,
        }
    }
}

fn put(answer: &mut Response, name: header::HeaderName, value: &str) {
    // Everything that is put here is made of letters, digits and signs.
    if let Ok(value) = HeaderValue::from_str(value) {
        answer.headers_mut().insert(name, value);
    }
}

fn tag(fingerprint: Fingerprint) -> String {
    format!("\"{}\"", &fingerprint.to_string()[..32])
}

/// Whether a list of tags names `tag`, weakly or not.
fn names(list: &str, tag: &str) -> bool {
    let mut tags = list.split(',').map(|each| each.trim().trim_start_matches("W/"));
    !tag.is_empty() && tags.any(|each| each == tag || each == "*")
}

/// What kind of file `name` is, as browsers are told it.
fn kind(name: &str) -> &'static str {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    match ending.as_str() {
        "html" | "htm" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "txt" | "md" | "toml" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        ending => mime_guess::from_ext(ending).first_raw().unwrap_or("application/octet-stream"),
    }
}

#[cfg(test)]
mod tests;
