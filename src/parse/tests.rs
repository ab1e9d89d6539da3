//! What files turn out to be, told from small playbooks.

use super::*;

fn parsed(files: &[(&str, &str)]) -> (Playbook, Vec<String>) {
    let sources = Sources::in_memory(files);
    let mut diagnostics = Diagnostics::new();
    let playbook = parse(&sources, &mut diagnostics);
    let told = diagnostics
        .sorted()
        .iter()
        .map(|(_, fault)| format!("{}: {}", fault.rule.code, fault.message))
        .collect();
    (playbook, told)
}

#[test]
fn a_first_heading_is_the_title() {
    let (playbook, told) = parsed(&[("a.md", "# Hello *you*\n\nText.")]);
    let entry = &playbook.entries[&SourcePath::new("a.md")];
    assert_eq!((entry.title(), entry.document().blocks.len()), ("Hello you", 1));
    assert_eq!(told, Vec::<String>::new());
}

#[test]
fn prose_between_two_lines_across_the_page_stays() {
    let (playbook, told) = parsed(&[("a.md", "---\nWords, not keys.\n***\n---\nMore.")]);
    let blocks = &playbook.entries[&SourcePath::new("a.md")].document().blocks;
    assert_eq!((blocks.len(), told), (5, Vec::new()));
}

#[test]
fn every_fault_of_every_file_is_told() {
    let (_, told) = parsed(&[
        ("a.toml", "kind = \"cheklist\""),
        ("b.toml", "kind = \"form\"\ntitel = \"x\"\nlines = \"three\"\n"),
        ("c.md", "+++\ntime = \"soon\"\n+++\n"),
    ]);
    assert_eq!(
        told,
        [
            "missing-key: a checklist needs `pause`",
            "unknown-kind: nothing in a playbook is called `cheklist`",
            "unknown-key: a form does not know the key `titel`",
            "wrong-type: `lines` wants a whole number, not a text",
            "wrong-value: `time` is a time, and \"soon\" is not",
        ]
    );
}

#[test]
fn a_known_key_between_lines_of_yaml_is_told_when_it_cannot_be_read() {
    let page = "---\ntime: soon\ndraft: [no]\ntags: x\nowner: Ada\n---\n# A\n";
    let (playbook, told) = parsed(&[("a.md", page), ("b.toml", "kind = \"plan\"")]);
    assert_eq!(
        told,
        [
            "foreign-keys: front matter holds keys of another program: `tags` in one file",
            "foreign-value: `time` is a time, and \"soon\" is not: it is left out",
            "foreign-value: `draft` wants `true` or `false`, not a list: it is left out",
        ]
    );
    let meta = &playbook.entries[&SourcePath::new("a.md")].meta;
    assert_eq!((meta.owner.as_str(), meta.draft), ("Ada", false));
    assert_eq!(
        parsed(&[("a.md", page)]).1,
        [
            "foreign-keys: front matter holds keys of another program: `draft` in one file, `tags` in one file, `time` in one file"
        ]
    );
}

#[test]
fn a_folder_is_lenient_until_it_uses_something_of_ours() {
    let stance = |files: &[(&str, &str)]| parsed(files).0.stance;
    let (page, settings) =
        (("a.md", "# A"), "title = \"T\"\nlanguage = \"en\"\ncolour = \"#123456\"");
    let plain = [
        &[page][..],
        &[page, ("playbook.toml", settings)],
        &[page, ("playbook.toml", "[check]\nbroken-link = \"warning\"")],
        &[("a.md", "---\nstage: x\nuses: y\nnext: z\n---\n")],
        &[("a.md", "+++\ntitle = \"A\"\nweight = 1\ndate = 2024-01-05\n+++\n")],
        &[page, ("book.toml", "[book]\ntitle = \"A\"")],
    ];
    for files in plain {
        assert_eq!(stance(files), Stance::Plain, "{files:?}");
    }
    let own = |path: &str, key| Stance::Own(SourcePath::new(path), key);
    for (files, expected) in [
        (&[page, ("b.toml", "kind = \"plan\"")][..], own("b.toml", "kind")),
        (&[("a.md", "---\nkind: activity\n---\n")], own("a.md", "kind")),
        (&[("a.md", "+++\nowner = \"Ada\"\n+++\n")], own("a.md", "owner")),
        (
            &[page, ("playbook.toml", "[[stage]]\nid = \"a\"\ntitle = \"A\"")],
            own("playbook.toml", "stage"),
        ),
        (&[page, ("playbook.toml", "strict = true")], Stance::SaidStrict),
        (
            &[("playbook.toml", "lenient = true"), ("b.toml", "kind = \"plan\"")],
            Stance::SaidLenient,
        ),
    ] {
        assert_eq!(stance(files), expected, "{files:?}");
    }
}

#[test]
fn what_refers_to_nothing_is_of_another_program() {
    let page = "---\nstage: soon\nuses: tool\nnext: [b]\n---\n# A\n";
    let (playbook, told) = parsed(&[("a.md", page)]);
    let meta = &playbook.entries[&SourcePath::new("a.md")].meta;
    assert!(meta.stage.is_none() && meta.uses.is_empty() && meta.next.is_empty());
    assert_eq!(
        told,
        [
            "foreign-keys: front matter holds keys of another program: `next` in one file, `stage` in one file, `uses` in one file"
        ]
    );
    let (playbook, told) = parsed(&[("a.md", page), ("b.toml", "kind = \"plan\"")]);
    assert_eq!(playbook.entries[&SourcePath::new("a.md")].meta.uses.len(), 1);
    assert_eq!(
        told,
        ["foreign-keys: front matter holds keys of another program: `stage` in one file"]
    );
}

#[test]
fn ten_thousand_levels_are_told_and_do_no_harm() {
    for opening in [">", "- ", "*a ", "[", "> - "] {
        let (_, told) = parsed(&[("a.md", &opening.repeat(10_000))]);
        assert!(told.len() <= 1, "{told:?}");
    }
}

#[test]
fn words_of_a_file_that_is_no_page_are_told() {
    let (playbook, told) = parsed(&[
        ("README.MD", "# Ours\n\nHow to build."),
        ("SUMMARY.md", "# Contents\n\n- [A](a.md)\n- [Later]()\n\nRead this first.\n"),
        ("a.md", "# A"),
        ("index.markdown", "# Home"),
        ("b/README.md", "# B"),
    ]);
    let pages: Vec<&str> = playbook.entries.keys().map(SourcePath::as_str).collect();
    assert_eq!(pages, ["a.md", "b/README.md", "index.markdown"]);
    assert_eq!(
        told,
        [
            "set-aside: an `index.md` introduces this folder, so this file is on no page",
            "set-aside: this file says in which order pages come, and these words of it stand on no page",
        ]
    );
}

#[test]
fn a_list_of_links_alone_is_set_aside_without_a_word() {
    let summary = "# Summary\n\n[Preface](b.md)\n\n---\n\n# Part\n\n1. [A](a.md)\n   - [Draft]()\n";
    let files = [("SUMMARY.md", summary), ("a.md", "# A"), ("b.md", "# B")];
    assert_eq!(parsed(&files).1, Vec::<String>::new());
}

#[test]
fn a_leader_callout_is_known_by_its_first_line() {
    let (playbook, _) = parsed(&[("a.md", "> [!LEADER]\n> Keep time.\n")]);
    let blocks = &playbook.entries[&SourcePath::new("a.md")].document().blocks;
    assert!(
        matches!(&blocks[0], crate::model::document::Block::Callout(crate::model::document::Callout::Leader, inner) if inner.len() == 1)
    );
}
