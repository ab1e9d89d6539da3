//! Answers for a playbook in a folder of its own.

use std::fs;

use tempfile::TempDir;

use super::*;
use crate::studio::Folders;

/// What a browser gets.
#[derive(Debug)]
struct Got {
    status: u16,
    headers: HeaderMap,
    bytes: Vec<u8>,
}

impl Got {
    fn header(&self, name: header::HeaderName) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }
}

fn studio(files: &[(&str, &str)]) -> (TempDir, Studio) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    for (path, text) in files {
        let file = folder.path().join(path);
        fs::create_dir_all(file.parent().expect("it lies in a folder")).expect("room on the disk");
        fs::write(file, text).expect("room on the disk");
    }
    let content = folder.path().to_owned();
    let folders = Folders { content, shown_as: String::new(), theme: None };
    (folder, Studio::open(folders, || None).expect("the folder can be read"))
}

/// A playbook of a page in a folder, with a file to download.
fn playbook() -> (TempDir, Studio) {
    studio(&[
        ("index.md", "# One\n\nGo to [two](two/index.md).\n"),
        ("two/index.md", "# Two\n\nGet [the notes](notes.txt).\n"),
        ("two/notes.txt", "0123456789"),
    ])
}

fn get_below(
    studio: &Studio,
    subpath: &str,
    path: &str,
    headers: &[(header::HeaderName, &str)],
) -> Got {
    let uri: Uri = path.parse().expect("it is an address");
    let value = |text: &str| HeaderValue::from_str(text).expect("it is a header");
    let asked: HeaderMap = headers.iter().map(|(name, text)| (name.clone(), value(text))).collect();
    let answer =
        answer(studio, (&uri, &asked), subpath, &Mark::default()).expect("all can be read");
    let (head, body) = answer.into_parts();
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("there is one");
    let bytes = runtime.block_on(axum::body::to_bytes(body, usize::MAX)).expect("it is in memory");
    Got { status: head.status.as_u16(), headers: head.headers, bytes: bytes.to_vec() }
}

fn get(studio: &Studio, path: &str, headers: &[(header::HeaderName, &str)]) -> Got {
    get_below(studio, "/", path, headers)
}

#[test]
fn a_folder_is_its_page_and_without_a_slash_leads_there() {
    let (_folder, studio) = playbook();
    let page = get(&studio, "/two/", &[]);
    assert_eq!((page.status, page.header(header::CONTENT_TYPE)), (200, Some(HTML)));
    let text = String::from_utf8(page.bytes).expect("it is text");
    assert!(text.contains("<h1>Two</h1>") && text.contains("/.partnerbook/live.js"), "{text}");
    let without = get(&studio, "/two?x=1", &[]);
    assert_eq!((without.status, without.header(header::LOCATION)), (307, Some("/two/?x=1")));
    assert_eq!(get(&studio, "/t%77o/index.html", &[]).status, 200);
}

#[test]
fn a_file_is_what_a_build_writes() {
    let (_folder, studio) = playbook();
    let file = get(&studio, "/two/notes.txt", &[]);
    assert_eq!(file.bytes, b"0123456789");
    assert_eq!(file.header(header::CONTENT_TYPE), Some("text/plain; charset=utf-8"));
}

#[test]
fn what_leads_nowhere_or_out_is_answered_with_the_sites_own_page() {
    let (_folder, studio) = playbook();
    for path in [
        "/no",
        "/../two/notes.txt",
        "/two/..%2fnotes.txt",
        "/%ff",
        "/index.md",
        "//two/",
        "/.partnerbook-memo",
    ] {
        let missing = get(&studio, path, &[]);
        assert_eq!(missing.status, 404, "{path}");
        let text = String::from_utf8(missing.bytes).expect("it is text");
        assert!(
            text.contains("<base href=\"/\">") && text.contains("class=\"wide lost\""),
            "{path}"
        );
    }
}

#[test]
fn a_part_of_a_file_is_handed_over_alone() {
    let (_folder, studio) = playbook();
    let part = |range| get(&studio, "/two/notes.txt", &[(header::RANGE, range)]);
    for (range, bytes, told) in [
        ("bytes=2-4", "234", "bytes 2-4/10"),
        ("bytes=7-", "789", "bytes 7-9/10"),
        ("bytes=-2", "89", "bytes 8-9/10"),
        ("bytes=5-99", "56789", "bytes 5-9/10"),
    ] {
        let got = part(range);
        assert_eq!((got.status, got.header(header::CONTENT_RANGE)), (206, Some(told)), "{range}");
        assert_eq!(got.bytes, bytes.as_bytes(), "{range}");
    }
    for range in ["bytes=10-12", "bytes=10-", "bytes=-0"] {
        let beyond = part(range);
        let told = (beyond.status, beyond.header(header::CONTENT_RANGE));
        assert_eq!((told, beyond.bytes.len()), ((416, Some("bytes */10")), 0), "{range}");
    }
    for range in [
        "bytes=0-1,4-5",
        "bytes=0-1, 0-5",
        "bytes=0-1,50-60",
        "bytes=0-1,-0",
        "bytes=4-2",
        "bytes=99-98",
        "lines=1-2",
        "bytes=x",
        "bytes=-",
        "bytes=",
    ] {
        let whole = part(range);
        assert_eq!((whole.status, whole.bytes.len()), (200, 10), "{range}");
    }
}

#[test]
fn the_end_of_a_file_that_is_shorter_is_all_of_it() {
    let (_folder, studio) = playbook();
    for range in ["bytes=-10", "bytes=-11", "bytes=-18446744073709551615"] {
        let got = get(&studio, "/two/notes.txt", &[(header::RANGE, range)]);
        let told = (got.status, got.header(header::CONTENT_RANGE));
        assert_eq!(told, (206, Some("bytes 0-9/10")), "{range}");
        assert_eq!(got.bytes, b"0123456789", "{range}");
    }
}

#[test]
fn an_empty_file_has_no_parts() {
    let (_folder, studio) =
        studio(&[("index.md", "# One\n\nGet [nothing](empty.txt).\n"), ("empty.txt", "")]);
    for (range, status) in [("bytes=-5", 200), ("bytes=0-", 416), ("bytes=0-0", 416)] {
        let got = get(&studio, "/empty.txt", &[(header::RANGE, range)]);
        assert_eq!((got.status, got.bytes.len()), (status, 0), "{range}");
    }
}

#[test]
fn what_a_browser_has_is_not_handed_over_again() {
    let (_folder, studio) = playbook();
    for path in ["/two/notes.txt", "/"] {
        let first = get(&studio, path, &[]);
        let tag = first.header(header::ETAG).expect("it has a tag");
        let listed = format!("\"other\", W/{tag}");
        for known in [tag, &*listed, "*"] {
            let again = get(&studio, path, &[(header::IF_NONE_MATCH, known)]);
            assert_eq!((again.status, again.bytes.len()), (304, 0), "{path} {known}");
            assert_eq!(again.header(header::ETAG), Some(tag));
        }
        assert_eq!(get(&studio, path, &[(header::IF_NONE_MATCH, "\"other\"")]).status, 200);
    }
    let old = [(header::RANGE, "bytes=0-1"), (header::IF_RANGE, "\"other\"")];
    assert_eq!(get(&studio, "/two/notes.txt", &old).status, 200);
}

#[test]
fn below_a_subpath_the_root_leads_there_and_nothing_else_does() {
    let (_folder, studio) = playbook();
    let at = |path| get_below(&studio, "/team/x/", path, &[]);
    assert_eq!(at("/team/x/two/").status, 200);
    for path in ["/", "/team/x"] {
        let root = at(path);
        assert_eq!((root.status, root.header(header::LOCATION)), (307, Some("/team/x/")), "{path}");
    }
    assert_eq!(at("/two/").status, 404);
}

#[test]
fn without_any_site_a_page_waits_for_one() {
    let (_folder, studio) =
        studio(&[("index.md", "[it](gone.md)\n"), ("playbook.toml", "strict = true\n")]);
    let waiting = get(&studio, "/", &[]);
    assert_eq!((waiting.status, waiting.header(header::RETRY_AFTER)), (503, Some("2")));
    let text = String::from_utf8(waiting.bytes).expect("it is text");
    assert!(
        text.contains("There is no page to show yet") && text.contains("/.partnerbook/live.js")
    );
}

#[test]
fn kinds_of_files_are_told_with_their_letters() {
    assert_eq!(kind("a/b.css"), "text/css; charset=utf-8");
    assert_eq!(kind("a.PDF"), "application/pdf");
    assert_eq!(kind("a.woff2"), "font/woff2");
    assert_eq!(kind("a.svg"), "image/svg+xml");
    assert_eq!(kind("a/no-ending"), "application/octet-stream");
}
