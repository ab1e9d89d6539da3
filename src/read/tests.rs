//! Folders as they come, and what is read of them.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::*;
use crate::diag::Diagnostic;

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder for the test");
    for (path, bytes) in files {
        let file = folder.path().join(path);
        fs::create_dir_all(file.parent().expect("it lies in a folder")).expect("room on the disk");
        fs::write(file, bytes).expect("room on the disk");
    }
    folder
}

fn read_plain(folder: &Path) -> (Sources, Vec<String>) {
    let mut diagnostics = Diagnostics::new();
    let sources = read(folder, None, "playbook/", &mut diagnostics).expect("the disk allows it");
    (sources, told(&diagnostics))
}

/// `code path: message`, of each.
fn told(diagnostics: &Diagnostics) -> Vec<String> {
    let line = |diagnostic: &Diagnostic| {
        let location = diagnostic.location.as_ref().expect("faults of files have a place");
        let (code, message) = (diagnostic.rule.code, &diagnostic.message);
        format!("{code} {}:{}: {message}", location.path, location.span.start)
    };
    diagnostics.sorted().into_iter().map(|(_, diagnostic)| line(diagnostic)).collect()
}

fn paths(sources: &Sources) -> Vec<&str> {
    sources.texts.keys().chain(sources.assets.keys()).map(SourcePath::as_str).collect()
}

#[test]
fn texts_and_other_files_are_told_apart() {
    let folder = folder(&[
        ("index.md", b"# A\r\n"),
        ("b/C.MARKDOWN", b"x"),
        ("b/sheet.toml", b""),
        ("b/logo.svg", b"<svg width=\"3\" height=\"4\"/>"),
        ("b/notes.pdf", b"%PDF"),
    ]);
    let (sources, told) = read_plain(folder.path());
    assert_eq!(told, [""; 0]);
    assert_eq!(
        paths(&sources),
        ["b/C.MARKDOWN", "b/sheet.toml", "index.md", "b/logo.svg", "b/notes.pdf"]
    );
    assert_eq!(&*sources.texts[&SourcePath::new("index.md")], "# A\r\n");
    assert_eq!(sources.assets[&SourcePath::new("b/logo.svg")].size, Some((3, 4)));
    assert_eq!(sources.assets[&SourcePath::new("b/notes.pdf")].size, None);
}

#[test]
fn what_is_hidden_or_made_by_programs_is_left_out() {
    let folder = folder(&[
        ("a.md", b""),
        (".git/b.md", b""),
        (".hidden.md", b""),
        ("..md", b""),
        ("node_modules/x/README.md", b""),
        ("target/CACHEDIR.TAG", b""),
        ("target/doc/c.md", b""),
        ("old/site/.partnerbook", b"partnerbook manifest 1\n"),
        ("old/site/d.md", b""),
        ("target-group/e.md", b""),
        ("static/f.md", b""),
    ]);
    assert_eq!(paths(&read_plain(folder.path()).0), ["a.md", "static/f.md", "target-group/e.md"]);
}

#[test]
fn odd_names_are_names() {
    let names =
        ["ä ö/ü 🙂.md", "100%.md", "c#d.md", "a'b\".md", "e..md", "con.md", "x.y.z.md", "-f.md"];
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (*name, &b""[..])).collect();
    let folder = folder(&files);
    let (sources, told) = read_plain(folder.path());
    assert_eq!(told, [""; 0]);
    let mut sorted = names.to_vec();
    sorted.sort_unstable();
    assert_eq!(paths(&sources), sorted);
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_text() {
    let folder = folder(&[("a.md", b"\xEF\xBB\xBF# A")]);
    assert_eq!(&*read_plain(folder.path()).0.texts[&SourcePath::new("a.md")], "# A");
}

#[test]
fn a_file_in_another_encoding_is_told_and_still_there() {
    let folder = folder(&[
        ("latin.md", b"one\nGr\xFC\xDFe"),
        ("wide.md", b"\xFF\xFE#\0 \0A\0"),
        ("nul.toml", b"a\n\0b\0"),
    ]);
    let (sources, told) = read_plain(folder.path());
    assert_eq!(
        told,
        [
            "not-utf8 latin.md:6: byte 7 of this file, in line 2, is not UTF-8",
            "nul-byte nul.toml:2: this file holds 2 NUL bytes, the first at byte 3 in line 2",
            "not-utf8 wide.md:0: this file is saved as UTF-16, not UTF-8",
        ]
    );
    assert_eq!(&*sources.texts[&SourcePath::new("latin.md")], "one\nGr\u{FFFD}\u{FFFD}e");
    assert_eq!(&*sources.texts[&SourcePath::new("wide.md")], "# A");
}

#[test]
fn a_text_over_64_mib_is_not_read() {
    let folder = folder(&[("big.md", b"")]);
    let file = fs::File::create(folder.path().join("big.md")).expect("room on the disk");
    file.set_len((64 << 20) + 1).expect("a file with a hole in it takes no room");
    let (sources, told) = read_plain(folder.path());
    assert_eq!(told, ["too-large big.md:0: this file holds 65 MiB, and a text may hold 64"]);
    assert_eq!(&*sources.texts[&SourcePath::new("big.md")], "");
}

#[test]
fn a_line_of_10_mb_is_a_line() {
    let folder = folder(&[("a.md", &vec![b'x'; 10 << 20])]);
    let (sources, told) = read_plain(folder.path());
    assert_eq!((sources.texts[&SourcePath::new("a.md")].len(), told.len()), (10 << 20, 0));
}

#[test]
fn templates_and_statics_are_the_themes() {
    let folder = folder(&[
        ("playbook/a.md", b""),
        ("templates/worksheets/form.html", b"x"),
        ("static/css/own.css", b"y"),
        ("static/font.woff2", b"\xFF"),
        ("fonts/own.ttf", b"z"),
        ("fonts/OFL.txt", b"licence"),
    ]);
    let mut diagnostics = Diagnostics::new();
    let content = folder.path().join("playbook");
    let sources = read(&content, Some(folder.path()), "x/playbook/", &mut diagnostics)
        .expect("the disk allows it");
    assert_eq!(sources.templates.keys().collect::<Vec<_>>(), ["worksheets/form.html"]);
    assert_eq!(sources.statics.keys().collect::<Vec<_>>(), ["css/own.css", "font.woff2"]);
    assert_eq!(&*sources.static_texts["css/own.css"], "y");
    assert_eq!(sources.theme_shown_as, "x/");
    assert_eq!(sources.fonts.keys().map(SourcePath::as_str).collect::<Vec<_>>(), ["fonts/own.ttf"]);

    let sources =
        read(folder.path(), Some(folder.path()), "", &mut diagnostics).expect("as before");
    assert_eq!((paths(&sources), sources.templates.len()), (vec!["playbook/a.md"], 1));
}

#[test]
fn a_folder_that_is_not_there_is_the_disks_refusal() {
    let folder = folder(&[]);
    let missing = folder.path().join("missing");
    let error = read(&missing, None, "", &mut Diagnostics::new()).expect_err("nothing is there");
    assert_eq!(
        error.to_string(),
        format!("cannot read `{}`: no such file or directory", missing.display())
    );
}

#[cfg(unix)]
mod links {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    use super::*;

    fn link(target: &str, folder: &TempDir, name: &str) {
        symlink(target, folder.path().join(name)).expect("this system has symbolic links");
    }

    #[test]
    fn a_link_inside_is_followed_and_one_that_leaves_is_refused() {
        let outside = folder(&[("secret.md", b"secret")]);
        let folder = folder(&[("a.md", b"A"), ("part/b.md", b"B")]);
        link("a.md", &folder, "again.md");
        link("part", &folder, "other");
        link(outside.path().to_str().expect("a plain name"), &folder, "out");
        link(
            outside.path().join("secret.md").to_str().expect("a plain name"),
            &folder,
            "secret.md",
        );
        link("nothing", &folder, "dead.md");
        let (sources, told) = read_plain(folder.path());
        assert_eq!(paths(&sources), ["a.md", "again.md", "other/b.md", "part/b.md"]);
        assert_eq!(
            told,
            [
                "link-dead dead.md:0: this symbolic link leads nowhere",
                "link-outside out:0: this symbolic link leads out of the playbook and is not read",
                "link-outside secret.md:0: this symbolic link leads out of the playbook and is not read",
            ]
        );
    }

    #[test]
    fn a_circle_of_links_is_told_and_left() {
        let folder = folder(&[("a/x.md", b""), ("b/y.md", b"")]);
        link("../b", &folder, "a/to-b");
        link("../a", &folder, "b/to-a");
        link(".", &folder, "self");
        link("itself", &folder, "itself");
        let (sources, told) = read_plain(folder.path());
        assert_eq!(paths(&sources), ["a/to-b/y.md", "a/x.md", "b/to-a/x.md", "b/y.md"]);
        let circle = "this symbolic link leads back to a folder that it lies in";
        assert_eq!(
            told,
            [
                format!("link-circle a/to-b/to-a:0: {circle}"),
                format!("link-circle b/to-a/to-b:0: {circle}"),
                "link-dead itself:0: this symbolic link leads nowhere".to_owned(),
                format!("link-circle self:0: {circle}"),
            ]
        );
    }

    #[test]
    fn a_name_that_is_not_utf8_is_told_once() {
        let folder = folder(&[("a.md", b"")]);
        let odd = folder.path().join(std::ffi::OsStr::from_bytes(b"f\xFC"));
        fs::create_dir(&odd).expect("this system allows any bytes");
        fs::write(odd.join("b.md"), "").expect("room on the disk");
        let (sources, told) = read_plain(folder.path());
        assert_eq!(paths(&sources), ["a.md"]);
        assert_eq!(told, ["not-utf8 f\u{FFFD}:0: the name of this file is not UTF-8"]);
    }

    #[test]
    fn a_pipe_is_no_file() {
        let folder = folder(&[("a.md", b"")]);
        let made = std::process::Command::new("mkfifo").arg(folder.path().join("b.md")).status();
        assert!(made.is_ok_and(|status| status.success()), "mkfifo belongs to every such system");
        assert_eq!(paths(&read_plain(folder.path()).0), ["a.md"]);
    }
}
