//! Nothing is forgotten: each kind, rule, key, template and package has what it has to have.

use std::fs;

use partnerbook::compile;
use partnerbook::worksheet::KINDS;

use crate::folder::{files_below, root};

/// The whole text of the files in `folder` that end in `ending`.
fn texts(folder: &str, ending: &str) -> Vec<String> {
    let folder = root().join(folder);
    let names = files_below(&folder).into_iter().filter(|name| name.ends_with(ending));
    names.map(|name| fs::read_to_string(folder.join(name)).unwrap()).collect()
}

#[test]
fn every_kind_of_worksheet_has_all_that_a_kind_has() {
    let text = |name: &str| fs::read_to_string(root().join(name)).unwrap_or_default();
    let (words, index) = (text("templates/words/en.toml"), text("docs/playbook/kinds/index.md"));
    let (_, names) = words.split_once("\n[worksheets]\n").unwrap();
    let names = names.split("\n[").next().unwrap();
    let examples = texts("playbook", ".toml");
    let mut missing = Vec::new();
    for kind in KINDS {
        let name = kind.name;
        let mut want = |is_there: bool, what: String| {
            if !is_there {
                missing.push(format!("{name}: {what}"));
            }
        };
        for (file, what) in [
            (format!("templates/worksheets/{name}.html"), "its template"),
            (format!("docs/playbook/kinds/{name}.md"), "its page of the manual"),
            (format!("docs/playbook/examples/{name}-example.toml"), "the whole file on that page"),
            (format!("tests/cases/{name}.md"), "its case"),
            (format!("static/{}", kind.script), "the script it names"),
        ] {
            want(root().join(&file).exists(), format!("{what}, `{file}`"));
        }
        let line = format!("{name} = \"");
        want(
            names.lines().any(|known| known.starts_with(&line)),
            format!(
                "its name for readers, `{line}…\"` below `[worksheets]` in `templates/words/en.toml`"
            ),
        );
        want(
            index.contains(&format!("]({name}.md) |")),
            "its line in `docs/playbook/kinds/index.md`".to_owned(),
        );
        let says = format!("kind = \"{name}\"");
        want(
            examples.iter().any(|text| text.lines().any(|line| line == says)),
            format!("a sheet with `{says}` in `playbook/`"),
        );
    }
    assert!(missing.is_empty(), "what kinds of worksheets lack:\n{}", missing.join("\n"));
}

#[test]
fn every_rule_is_told_in_the_manual_with_its_whole_message() {
    let mut told = texts("tests/cases", ".md");
    told.push(fs::read_to_string(root().join("tests/suite/bad_input.rs")).unwrap());
    // No session can count on another host, so what hosts are the cause of is told there.
    let of_hosts = fs::read_to_string(root().join("tests/suite/reach.rs")).unwrap();
    let is_told = |code: &str| {
        let begins = ["error", "warning", "hint"].map(|severity| format!("{severity}[{code}]: "));
        told.iter()
            .flat_map(|text| text.lines())
            .any(|line| begins.iter().any(|begin| line.starts_with(begin)))
            || of_hosts.contains(&format!(".md {code} `"))
    };
    let rules = compile::rules();
    let missing: Vec<&str> =
        rules.iter().map(|rule| rule.code).filter(|code| !is_told(code)).collect();
    assert!(
        missing.is_empty(),
        "no session in `tests/cases/` shows these rules speak: {missing:?}; add a few lines to one, and run `cases` with \
         `TRYCMD=overwrite`"
    );
}

#[test]
fn every_page_of_the_manual_is_a_session_with_its_folder() {
    for name in files_below(&root().join("tests/cases")) {
        let folder = name.split_once(".in/").map(|(folder, _)| format!("{folder}.md"));
        let page = root().join("tests/cases").join(folder.unwrap_or(name));
        let text =
            fs::read_to_string(&page).unwrap_or_else(|_| panic!("no page {}", page.display()));
        assert!(text.starts_with("# ") && text.contains("$ partnerbook"), "{}", page.display());
    }
}

#[test]
fn every_dependency_says_what_it_is_for() {
    let cargo = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let parts =
        cargo.split("\n[").filter(|part| part.split(']').next().unwrap().ends_with("dependencies"));
    for part in parts {
        let lines: Vec<&str> = part.lines().skip(1).filter(|line| !line.is_empty()).collect();
        for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            assert!(at > 0 && lines[at - 1].starts_with("# "), "say why above `{line}`");
        }
    }
}
