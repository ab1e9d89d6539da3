//! The preview as a program: asked over a connection, and ended by Ctrl-C.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Stdio};

use tempfile::TempDir;

use crate::folder;

/// A preview that runs. It is ended when dropped.
struct Preview {
    child: Child,
    said: BufReader<ChildStdout>,
    address: String,
    folder: TempDir,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn preview(options: &[&str]) -> Preview {
    preview_of(&[("handbook/index.md", b"# Start\n\nWelcome.\n")], options)
}

fn preview_of(files: &[(&str, &[u8])], options: &[&str]) -> Preview {
    let folder = folder::with(files);
    let mut child = Command::new(folder::program())
        .args(["serve", "handbook", "--port", "0"])
        .args(options)
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    said.read_line(&mut line).unwrap();
    let address = line.trim().rsplit("http://").next().unwrap().trim_end_matches('/').to_owned();
    let mut preview = Preview { child, said, address, folder };
    preview.shows();
    preview
}

impl Preview {
    /// Waits until it says that it shows something else.
    fn shows(&mut self) {
        let mut line = String::new();
        while !line.contains(" ms)") {
            line.clear();
            assert!(self.said.read_line(&mut line).unwrap() > 0, "it says what it shows");
        }
    }
}

/// What is answered to a request of these lines.
fn asked(preview: &Preview, lines: &str) -> String {
    let mut stream = TcpStream::connect(&preview.address).unwrap();
    let request = format!("{}\r\nConnection: close\r\n\r\n", lines.replace('\n', "\r\n"));
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

fn status(preview: &Preview, lines: &str) -> String {
    asked(preview, lines).split(' ').nth(1).unwrap().to_owned()
}

#[test]
fn only_what_is_meant_for_this_machine_is_answered() {
    let preview = preview(&[]);
    assert_eq!(status(&preview, "GET / HTTP/1.1\nHost: localhost:4000"), "200");
    assert_eq!(status(&preview, "GET / HTTP/1.1\nHost: example.org"), "403");
    assert_eq!(status(&preview, "GET / HTTP/1.1\nHost: 192.0.2.7:4000"), "403");
    let foreign = "GET /.partnerbook/live HTTP/1.1\nHost: localhost\nOrigin: http://example.org";
    assert_eq!(status(&preview, foreign), "403");
    assert_eq!(status(&preview, "POST / HTTP/1.1\nHost: localhost\nContent-Length: 0"), "405");
    assert_eq!(status(&preview, "DELETE /index.html HTTP/1.1\nHost: localhost"), "405");
    assert_eq!(status(&preview, "GET /.partnerbook/other HTTP/1.1\nHost: localhost"), "404");
}

#[test]
fn every_answer_says_what_browsers_may_do_with_it() {
    let preview = preview(&[]);
    for path in ["/", "/no", "/.partnerbook/live.js"] {
        let answer = asked(&preview, &format!("GET {path} HTTP/1.1\nHost: localhost"));
        for header in [
            "cache-control: no-cache",
            "content-security-policy: default-src 'self'; frame-ancestors 'none'",
            "x-content-type-options: nosniff",
            "referrer-policy: same-origin",
        ] {
            assert!(answer.contains(header), "{path} {header}\n{answer}");
        }
    }
    let head = asked(&preview, "HEAD / HTTP/1.1\nHost: localhost");
    assert!(head.starts_with("HTTP/1.1 200") && head.ends_with("\r\n\r\n"), "{head}");
    // A part cannot be asked for without getting it.
    assert_eq!(status(&preview, "HEAD / HTTP/1.1\nHost: localhost\nRange: bytes=0-1"), "200");
    assert_eq!(status(&preview, "GET / HTTP/1.1\nHost: localhost\nRange: bytes=0-1"), "206");
}

#[test]
fn books_are_made_when_nothing_was_saved_for_a_while() {
    let files: [(&str, &[u8]); 2] = [
        ("handbook/playbook.toml", b"title = \"Ours\"\nbook = true\n"),
        ("handbook/index.md", b"# Ours\n\nWelcome.\n"),
    ];
    let mut preview = preview_of(&files, &[]);
    // Pages tell how many pages the book has, once it is made. Nobody asks for the book itself.
    preview.shows();
    let page = |preview: &Preview| asked(preview, "GET / HTTP/1.1\nHost: localhost");
    let before = page(&preview);
    assert!(before.contains("playbook.pdf"), "{before}");
    let long = format!("# Ours\n\n{}", "Words upon words.\n\n".repeat(200));
    fs::write(preview.folder.path().join("handbook/index.md"), long).unwrap();
    // The save first, then the book.
    preview.shows();
    preview.shows();
    let facts = |page: &str| {
        let after = page.split("playbook.pdf").nth(1).unwrap_or_default().to_owned();
        after.split("</a>").next().unwrap_or_default().to_owned()
    };
    let after = page(&preview);
    assert!(after.contains("playbook.pdf"), "{after}");
    assert_ne!(facts(&before), facts(&after));
}

/// By way of the program `kill`, which sends what the keys do.
#[cfg(unix)]
#[test]
fn it_ends_well_while_a_page_listens() {
    for signal in ["-INT", "-TERM", "-HUP"] {
        let mut preview = preview(&["--subpath", "/team/"]);
        let mut stream = TcpStream::connect(preview.address.split('/').next().unwrap()).unwrap();
        stream.write_all(b"GET /.partnerbook/live HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        let mut lines = BufReader::new(stream).lines();
        assert!(lines.any(|line| line.unwrap().starts_with("data: {\"version\":")));
        let id = preview.child.id().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().unwrap().success());
        assert_eq!(preview.child.wait().unwrap().code(), Some(0), "{signal}");
        let mut said = String::new();
        preview.said.read_to_string(&mut said).unwrap();
        assert!(said.ends_with("Stopped.\n"), "{signal} {said}");
    }
}
