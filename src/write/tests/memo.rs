//! PDFs that are kept from the last build: which are known, and what happens to the others.

use super::*;
use crate::fingerprint::Fingerprint;
use crate::memo::{Known, MEMO};

fn known(text: &str) -> Known {
    let fingerprint = Fingerprint::of(text.as_bytes());
    Known { key: fingerprint, bytes: fingerprint, pages: 1 }
}

fn kept(path: &str, text: &str) -> Artifact {
    let body = Body::Kept(Fingerprint::of(text.as_bytes()));
    Artifact { path: path.to_owned(), body }
}

/// A site with two PDFs and a memo of them.
fn site(out: &Path) {
    let files = ["a.pdf", "b/c.pdf"];
    let memo = Memo::of(files.map(|path| (path.to_owned(), known(path))));
    let text = memo.text();
    let files = [("a.pdf", "a.pdf"), ("b/c.pdf", "b/c.pdf"), ("i.html", ""), (MEMO, &text)];
    assert_eq!(written(out, &files), (3, 3, 0), "the memo is not counted");
}

fn paths(out: &Path) -> Vec<String> {
    let writer = Writer::open(out).expect("nothing hinders it");
    writer.memo().iter().map(|(path, _)| path.to_owned()).collect()
}

#[test]
fn only_what_stands_as_it_was_left_is_known() {
    let folder = folder();
    let out = folder.path().join("site");
    assert_eq!(paths(&out), Vec::<String>::new());
    site(&out);
    assert_eq!(paths(&out), ["a.pdf", "b/c.pdf"]);
    fs::write(out.join("a.pdf"), "A.pdf").expect("room on the disk");
    assert_eq!(paths(&out), ["b/c.pdf"]);
    fs::remove_dir_all(out.join("b")).expect("it is there");
    assert_eq!(paths(&out), Vec::<String>::new());
}

#[test]
fn a_memo_that_is_damaged_or_not_ours_says_nothing() {
    let folder = folder();
    let out = folder.path().join("site");
    site(&out);
    let text = fs::read_to_string(out.join(MEMO)).expect("it is there");
    fs::write(out.join(MEMO), text.replace(" 1 a.pdf", " 2 a.pdf")).expect("room on the disk");
    assert_eq!(paths(&out), Vec::<String>::new());
    fs::remove_file(out.join(MEMO)).expect("it is there");
    assert_eq!(paths(&out), Vec::<String>::new());

    // Somebody's own file of that name is neither believed nor touched.
    let out = folder.path().join("other");
    written(&out, &[("a.pdf", "a.pdf")]);
    let memo = Memo::of([("a.pdf".to_owned(), known("a.pdf"))]);
    fs::write(out.join(MEMO), memo.text()).expect("room on the disk");
    assert_eq!(paths(&out), Vec::<String>::new());
    assert!(refusal(&out, &[(MEMO, "x")]).contains("that Partnerbook did not write"));
}

#[test]
fn a_memo_leads_to_no_file_that_is_not_ours() {
    let folder = folder();
    let out = folder.path().join("site");
    fs::write(folder.path().join("own.pdf"), "own").expect("room on the disk");
    let names = ["../own.pdf", "own.pdf", ".partnerbook", "a.pdf"];
    let text = Memo::of(names.map(|path| (path.to_owned(), known("own")))).text();
    written(&out, &[("a.pdf", "own"), (MEMO, &text)]);
    fs::write(out.join("own.pdf"), "own").expect("room on the disk");
    assert_eq!(paths(&out), ["a.pdf"]);
}

#[test]
fn what_is_kept_is_not_touched_and_belongs_to_the_site() {
    let folder = folder();
    let out = folder.path().join("site");
    site(&out);
    let before = mtime(&out.join("a.pdf"));
    let writer = Writer::open(&out).expect("nothing hinders it");
    writer.put(kept("a.pdf", "a.pdf")).expect("it stands as it was");
    let Written { files, changed, removed } = writer.finish().expect("nothing hinders it");
    assert_eq!((files, changed, removed), (1, 0, 2));
    assert_eq!(mtime(&out.join("a.pdf")), before);
    assert_eq!(names(&out), [".partnerbook", "a.pdf"]);
}

#[test]
fn what_is_kept_and_is_not_there_as_it_was_ends_the_build() {
    let folder = folder();
    let out = folder.path().join("site");
    site(&out);
    let before = everything(&out);
    let writer = Writer::open(&out).expect("nothing hinders it");
    for (path, text) in [("a.pdf", "other"), ("gone.pdf", "a.pdf")] {
        let error = writer.put(kept(path, text)).expect_err("it is another").to_string();
        let why = "it was changed while the site was being built; build again";
        assert!(error.ends_with(why), "{error}");
    }
    drop(writer);
    assert_eq!(everything(&out), before);
}
