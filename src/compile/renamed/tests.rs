//! Names that change: what is written anew, and that nothing else is.

use std::collections::BTreeMap;

use super::*;
use crate::model::Ledger;

/// The files whose text or name is another afterwards.
fn changed(files: &[(&str, &str)], old: &str, new: &str) -> BTreeMap<String, String> {
    let sources = Sources::in_memory(files);
    let renaming = match renamed(&sources, old, new) {
        Renamed::Done(renaming) => renaming,
        Renamed::Refused(refusal) => panic!("{refusal:?}"),
        Renamed::Unread(reported) => panic!("{:?}", reported.sorted()),
    };
    let after = renaming.after(&sources);
    let is_new = |(path, text): &(&SourcePath, &std::sync::Arc<str>)| {
        sources.texts.get(*path) != Some(*text) && path.as_str() != Ledger::FILE
    };
    let texts = after.texts.iter().filter(is_new);
    texts.map(|(path, text)| (path.to_string(), text.to_string())).collect()
}

fn ledger(files: &[(&str, &str)], old: &str, new: &str) -> Vec<String> {
    match renamed(&Sources::in_memory(files), old, new) {
        Renamed::Done(renaming) => {
            renaming.ledger.moved.iter().map(|(old, new)| format!("{old} → {new}")).collect()
        }
        Renamed::Refused(_) | Renamed::Unread(_) => panic!("it cannot be refused"),
    }
}

fn refusal(files: &[(&str, &str)], old: &str, new: &str) -> String {
    match renamed(&Sources::in_memory(files), old, new) {
        Renamed::Refused(refusal) => format!("{}: {}", refusal.about, refusal.why),
        Renamed::Done(_) | Renamed::Unread(_) => panic!("it has to be refused"),
    }
}

fn texts(expected: &[(&str, &str)]) -> BTreeMap<String, String> {
    expected.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

const LINKS: &[(&str, &str)] = &[
    ("SUMMARY.md", "- [B](b.md)\n- [A](a.md)\n"),
    ("README.md", "On a code host: [b](b.md), `b.md`.\n"),
    ("index.md", "[b.md](a.md)\n"),
    (
        "a.md",
        "# [T](b.md)\n\n[x](b.md) [y](./b.md#h \"b.md\") [z][l] ![p](<pic one.png>) [e](b) [f](sub/) [g](b.md?x#h)\n\n\
         [l]: b.md 'b.md'\n\n```include\nsnip.md\n```\n",
    ),
    ("b.md", "## H\n\n[back](a.md) [self](#h) ![p](pic%20one.png)\n"),
    ("snip.md", "[x](b.md)\n"),
    ("sub/index.md", "[up](../b.md) [abs](/b.md) [other](https://example.org/b.md)\n"),
    ("draft.md", "+++\ndraft = true\n+++\n[b](b.md)\n"),
    (
        "t.toml",
        "kind = \"form\"\nintro = \"See \\\"this\\\": [b](b.md)\"\nquestions = [\"Is [it](b.md) so?\"]\n",
    ),
    ("pic one.png", ""),
];

#[test]
fn links_of_every_sort_follow_in_the_style_they_have() {
    let expected = [
        ("SUMMARY.md", "- [B](sub/c%20d.md)\n- [A](a.md)\n"),
        ("README.md", "On a code host: [b](sub/c%20d.md), `b.md`.\n"),
        (
            "a.md",
            "# [T](sub/c%20d.md)\n\n[x](sub/c%20d.md) [y](./sub/c%20d.md#h \"b.md\") [z][l] ![p](<pic one.png>) \
             [e](sub/c%20d) [f](sub/) [g](sub/c%20d.md?x#h)\n\n[l]: sub/c%20d.md 'b.md'\n\n```include\nsnip.md\n```\n",
        ),
        (
            "sub/c d.md",
            "+++\naliases = [\"b.html\"]\n+++\n\n## H\n\n[back](../a.md) [self](#h) ![p](../pic%20one.png)\n",
        ),
        ("snip.md", "[x](sub/c%20d.md)\n"),
        ("sub/index.md", "[up](c%20d.md) [abs](/sub/c%20d.md) [other](https://example.org/b.md)\n"),
        ("draft.md", "+++\ndraft = true\n+++\n[b](sub/c%20d.md)\n"),
        (
            "t.toml",
            "kind = \"form\"\nintro = \"See \\\"this\\\": [b](sub/c%20d.md)\"\nquestions = [\"Is [it](sub/c%20d.md) so?\"]\n",
        ),
    ];
    assert_eq!(changed(LINKS, "b.md", "sub/c d.md"), texts(&expected));
}

#[test]
fn a_picture_and_an_included_file_move_as_pages_do() {
    let picture = changed(LINKS, "pic one.png", "sub/two");
    assert_eq!(picture.len(), 2);
    assert!(picture["a.md"].contains("![p](<sub/two.png>)"), "{}", picture["a.md"]);
    assert!(picture["b.md"].contains("![p](sub/two.png)"), "{}", picture["b.md"]);
    let included = changed(LINKS, "snip.md", "sub/");
    assert!(included["a.md"].contains("```include\nsub/snip.md\n```"), "{}", included["a.md"]);
    assert_eq!(included["sub/snip.md"], "[x](../b.md)\n");
}

#[test]
fn slugs_follow_wherever_they_are_named() {
    let files = [
        ("playbook.toml", "print_most = [\"grid\", \"grid-two\"]\n"),
        ("a.md", "---\nuses:\n  - grid-two\n  - grid\nnext: 'grid'\n---\n"),
        ("grid.toml", "kind = \"form\"\nquestions = [\"A?\"]\n"),
        ("grid-two.toml", "kind = \"form\"\nquestions = [\"B?\"]\n"),
        (
            "list.toml",
            "kind = \"checklist\"\npause = \"Now\"\nitems = [{ text = \"grid\", link = \"grid\" }]\n",
        ),
        ("pack.toml", "kind = \"pack\"\ninclude = ['grid', \"grid-two\"]\n[copies]\ngrid = 2\n"),
        ("path.toml", "kind = \"path\"\nwhen = \"grid\"\nsteps = [\"grid\"]\n"),
    ];
    let expected = [
        ("playbook.toml", "print_most = [\"Role grid\", \"grid-two\"]\n"),
        ("a.md", "---\nuses:\n  - grid-two\n  - \"Role grid\"\nnext: 'Role grid'\n---\n"),
        ("Role grid.toml", "kind = \"form\"\naliases = [\"grid.html\"]\nquestions = [\"A?\"]\n"),
        (
            "list.toml",
            "kind = \"checklist\"\npause = \"Now\"\nitems = [{ text = \"grid\", link = \"Role grid\" }]\n",
        ),
        (
            "pack.toml",
            "kind = \"pack\"\ninclude = ['Role grid', \"grid-two\"]\n[copies]\n\"Role grid\" = 2\n",
        ),
        ("path.toml", "kind = \"path\"\nwhen = \"grid\"\nsteps = [\"Role grid\"]\n"),
    ];
    assert_eq!(changed(&files, "grid.toml", "Role grid"), texts(&expected));
}

#[test]
fn an_alias_is_added_as_the_others_are_written() {
    let with = |before: &str| {
        let files = [("a.md", before), ("index.md", "")];
        changed(&files, "a.md", "b.md").remove("b.md").unwrap_or_default()
    };
    assert_eq!(
        with("+++\ntitle = \"A\"\nowner = \"Ada\"\n+++\n"),
        "+++\ntitle = \"A\"\naliases = [\"a.html\"]\nowner = \"Ada\"\n+++\n"
    );
    assert_eq!(
        with("+++\naliases = [\"x.html\"]\n+++\n"),
        "+++\naliases = [\"x.html\", \"a.html\"]\n+++\n"
    );
    assert_eq!(
        with("+++\naliases = \"x.html\"\n+++\n"),
        "+++\naliases = [\"x.html\", \"a.html\"]\n+++\n"
    );
    assert_eq!(
        with("+++\naliases = [\n  \"x.html\",\n  \"y.html\",\n]\n+++\n"),
        "+++\naliases = [\n  \"x.html\",\n  \"y.html\",\n  \"a.html\",\n]\n+++\n"
    );
    assert_eq!(
        with("---\naliases:\n  - x.html\ntitle: A\n---\n"),
        "---\naliases: [\"x.html\", \"a.html\"]\ntitle: A\n---\n"
    );
    assert_eq!(with("---\ntitle: A\n---\n"), "---\ntitle: A\naliases: [\"a.html\"]\n---\n");
    assert_eq!(
        with("+++\r\ntitle = \"A\"\r\n+++\r\n"),
        "+++\r\ntitle = \"A\"\r\naliases = [\"a.html\"]\r\n+++\r\n"
    );
    // Back again: its own address is no old one.
    assert_eq!(with("+++\naliases = [\"b.html\"]\n+++\n"), "+++\naliases = [\"a.html\"]\n+++\n");
    assert_eq!(
        with("+++\naliases = [\"/b\", \"x.html\", \"a.html\"]\n+++\n"),
        "+++\naliases = [\"x.html\", \"a.html\"]\n+++\n"
    );
}

#[test]
fn ids_of_other_headings_stay_when_one_is_reworded() {
    let files = [
        ("a.md", "## Notes\n\n## Notes\n\n[a](#notes) [b](#notes-1) [c](b.md)\n"),
        ("b.md", "[a](a.md#notes \"#notes\") [b](a.md#notes-1)\n"),
    ];
    let expected = [
        ("a.md", "## Thoughts\n\n## Notes {#notes-1}\n\n[a](#thoughts) [b](#notes-1) [c](b.md)\n"),
        ("b.md", "[a](a.md#thoughts \"#notes\") [b](a.md#notes-1)\n"),
    ];
    assert_eq!(changed(&files, "a.md#notes", "Thoughts"), texts(&expected));
    assert_eq!(ledger(&files, "a.md#notes", "Thoughts"), ["a.html#notes → a.html#thoughts"]);
}

#[test]
fn a_heading_keeps_its_marks_its_minutes_and_an_id_given_by_hand() {
    let heading = |written: &str, old: &str, new: &str| {
        let page = format!("# T\n\n{written}\n\n[x](#{old})\n");
        let text = changed(&[("a.md", &page)], &format!("a.md#{old}"), new).remove("a.md");
        text.unwrap_or_default().replace("# T\n\n", "")
    };
    assert_eq!(
        heading("### Sit (10 min) ###", "sit-10-min", "Stand"),
        "### Stand (10 min) ###\n\n[x](#stand-10-min)\n"
    );
    assert_eq!(
        heading("## Sit (10 min)", "sit-10-min", "Stand (5 min)"),
        "## Stand (5 min)\n\n[x](#stand-5-min)\n"
    );
    assert_eq!(heading("Sit\n---", "sit", "Stand"), "Stand\n---\n\n[x](#stand)\n");
    assert_eq!(heading("## Sit {#own}", "own", "Stand"), "## Stand {#own}\n\n[x](#own)\n");
    assert_eq!(heading("## Sit", "sit", "#down"), "## Sit {#down}\n\n[x](#down)\n");
    assert_eq!(heading("## Sit {#down}", "down", "#sit"), "## Sit\n\n[x](#sit)\n");
}

#[test]
fn html_that_is_passed_through_follows_by_the_addresses_of_the_site() {
    let files = [
        ("playbook.toml", "allow_html = true\n"),
        ("a.md", "<a href=\"b.html#h\">x</a> and <img src='pic.png' alt=''> ![p](pic.png)\n"),
        ("b.md", "## H\n\n<p><a href=\"a.html\">y</a></p>\n"),
        ("pic.png", ""),
    ];
    let moved = changed(&files, "b.md", "02-sub/c.md");
    assert!(moved["a.md"].starts_with("<a href=\"sub/c.html#h\">x</a>"), "{}", moved["a.md"]);
    assert!(
        moved["02-sub/c.md"].contains("<a href=\"../a.html\">y</a>"),
        "{}",
        moved["02-sub/c.md"]
    );
    let picture = changed(&files, "pic.png", "sub/p.png");
    assert!(
        picture["a.md"].contains("<img src='sub/p.png' alt=''> ![p](sub/p.png)"),
        "{}",
        picture["a.md"]
    );
    let heading = changed(&files, "b.md#h", "Other");
    assert!(heading["a.md"].starts_with("<a href=\"b.html#other\">x</a>"), "{}", heading["a.md"]);
}

#[test]
fn addresses_in_html_follow_however_they_are_written() {
    let files = [
        ("b.md", "B"),
        ("p.png", ""),
        (
            "a.md",
            "<a data-href=b.html href=b.html>x</a> <a href='b.md'>y</a> <img src=p.png srcset=\"p.png 1x,p.png 2x\" alt=P>\n\n\
             <video\nposter = p.png src=\"p.png\"></video> `href=b.html`\n",
        ),
    ];
    assert_eq!(
        changed(&files, "b.md", "c.md")["a.md"],
        files[2].1.replace(" href=b.html>", " href=c.html>").replace("b.md", "c.md")
    );
    assert_eq!(changed(&files, "p.png", "q.png")["a.md"], files[2].1.replace("p.png", "q.png"));
}

#[test]
fn a_folder_without_an_introduction_is_noted_in_the_ledger() {
    let files = [("01-a/x.md", ""), ("01-a/deep/y.md", ""), ("index.md", "")];
    assert_eq!(
        ledger(&files, "01-a", "b/c"),
        ["a/deep/index.html → b/c/deep/index.html", "a/index.html → b/c/index.html"]
    );
    // A folder that is left empty leads to where its last page went; one that only gets another number stays.
    assert_eq!(
        ledger(&[("a/x.md", ""), ("b/y.md", "")], "a/x.md", "b/"),
        ["a/index.html → b/index.html"]
    );
    assert_eq!(ledger(&files, "01-a", "02-a"), Vec::<String>::new());
}

#[test]
fn what_cannot_be_is_refused_with_a_reason() {
    let files = [
        ("playbook.toml", ""),
        ("a.md", "+++\naliases = [\"old.html\"]\n+++\n## One\n\n## Two\n"),
        ("b.md", ""),
        ("c.toml", "kind = \"plan\"\n"),
    ];
    for (old, new, why) in [
        ("b.md", "old", "old.md: `old.html` is an old address of `a.md`"),
        ("b.md", "a.md", "a.md: there is a file or folder of this name"),
        ("b.md", "x.toml", "x.toml: a file keeps its ending"),
        ("b.md", "../x.md", "../x.md: it lies outside the playbook"),
        ("b.md", ".x.md", ".x.md: names that begin with a dot are not read"),
        ("playbook.toml", "x.toml", "playbook.toml: it is found by its name"),
        ("a.md#one", "#two", "a.md#one: another heading of the page has this id"),
        ("a.md#one", "One", "a.md#one: it says so already"),
        ("a.md#three", "Three", "a.md: it has no heading `#three`"),
        ("c.toml#x", "y", "c.toml: only headings of Markdown files can be renamed"),
    ] {
        let said = refusal(&files, old, new);
        assert!(said.starts_with(why), "{old} → {new}: {said}");
    }
}
