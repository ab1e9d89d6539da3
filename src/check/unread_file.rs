//! `unread-file`: a file that was meant to be read, and is not, because of its name or its place.

use std::collections::BTreeSet;

use super::misnamed;
use super::rule::{Check, OnWhole};
use super::whole::Whole;
use crate::diag::{Diagnostic, Rule, Severity, nearest};
use crate::source::{Meant, SETTINGS, SourcePath, Span};
use crate::theme::Theme;

pub(super) const CHECK: Check<OnWhole> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "unread-file",
    severity: Severity::Warning,
    explanation: "A file looks as if it belonged to the playbook, and nobody reads it. A chapter ends in `.md`, a sheet in \
        `.toml`; some programs add `.txt` and hide it, so that `ready.toml` is `ready.toml.txt`: let your system show the endings \
        of file names. Settings are read from `playbook.toml` at the top of the text, beside the first `index.md`. The folders \
        `templates/`, `static/` and `fonts/` lie beside the folder `playbook/`, not in it. In `templates/` a file takes the \
        place of the built-in template of its name, or is used by another one; `templates/words/de.toml` holds the words of the \
        interface for `language = \"de\"`.",
};

fn find(playbook: &Whole<'_>) -> Vec<Diagnostic> {
    let mut found = beside(playbook);
    found.extend(settings_elsewhere(playbook));
    found.extend(misnamed_files(playbook));
    found.extend(folders_of_the_look(playbook));
    found.extend(templates(playbook));
    found
}

fn reported(path: &SourcePath, message: String, help: String) -> Diagnostic {
    Diagnostic::new(&RULE, path, Span::default(), message).help(help)
}

/// Settings beside the folder of the text.
fn beside(playbook: &Whole<'_>) -> Vec<Diagnostic> {
    let has_settings = playbook.has_text(SETTINGS);
    let reported = |name: &String| {
        let (outer, inner) = (playbook.theme_shown_as(), playbook.shown_as());
        let message =
            format!("`{outer}{name}` is not read: the text of this playbook is in `{inner}`");
        let help = if has_settings {
            format!("take what it says into `{inner}{SETTINGS}`, and delete it")
        } else {
            format!("move it to `{inner}{SETTINGS}`")
        };
        Diagnostic::everywhere(&RULE, message).help(help)
    };
    playbook.beside().iter().map(reported).collect()
}

/// Settings in a folder of the text, or in capital letters.
fn settings_elsewhere(playbook: &Whole<'_>) -> Vec<Diagnostic> {
    let elsewhere = playbook.texts().filter(|path| path.are_stray_settings());
    let reported = |path: &SourcePath| {
        let help = match (playbook.has_text(SETTINGS), path.folder()) {
            (true, _) => format!("take what it says into `{SETTINGS}`, and delete it"),
            (false, "") => format!("rename it to `{SETTINGS}`"),
            (false, _) => format!("move it to `{}{SETTINGS}`", playbook.shown_as()),
        };
        reported(
            path,
            format!("settings are read from `{SETTINGS}` at the top of the text alone"),
            help,
        )
    };
    elsewhere.map(reported).collect()
}

/// Files that have to end in `.md` or `.toml`.
fn misnamed_files(playbook: &Whole<'_>) -> Vec<Diagnostic> {
    let reported = |path: &SourcePath| {
        let asset = playbook.assets().get(path)?;
        let wanted = misnamed::meant(path, asset)?;
        let kind = match asset.meant {
            _ if wanted.file_name() == SETTINGS => "settings are read from `playbook.toml`",
            Some(Meant::Chapter) => "this reads like a chapter, and a chapter ends in `.md`",
            Some(Meant::Sheet) => "this reads like a sheet, and a sheet ends in `.toml`",
            None if wanted.is_markdown() => "a chapter ends in `.md`",
            None => "a sheet ends in `.toml`",
        };
        let message = format!("{kind}: nobody reads `{}`", path.file_name());
        Some(reported(path, message, misnamed::rename(path, &wanted)))
    };
    playbook.assets_unused().filter_map(reported).collect()
}

/// Fonts, templates and static files within the folder of the text, one message for each folder.
fn folders_of_the_look(playbook: &Whole<'_>) -> Vec<Diagnostic> {
    let (inner, outer) = (playbook.shown_as(), playbook.theme_shown_as());
    if inner == outer {
        return Vec::new();
    }
    let is_of_look = |folder: &str, path: &SourcePath| match folder {
        "fonts" => {
            matches!(path.extension().as_str(), "ttf" | "otf" | "ttc" | "otc" | "woff" | "woff2")
        }
        "templates" => path.extension() == "html",
        _ => matches!(path.extension().as_str(), "css" | "js"),
    };
    let reported = |folder: &str| {
        let begins = format!("{folder}/");
        let mut files = playbook.assets().keys().chain(playbook.texts());
        let path = files.find(|path| {
            let name = path.as_str().strip_prefix(&begins);
            let is_words =
                folder == "templates" && name.is_some_and(|name| name.starts_with("words/"));
            name.is_some() && (is_words || is_of_look(folder, path))
        })?;
        let message = format!("nobody reads the folder `{folder}` within `{inner}`");
        Some(reported(path, message, format!("move it beside the text: `{outer}{folder}/`")))
    };
    ["fonts", "static", "templates"].into_iter().filter_map(reported).collect()
}

/// Files of `templates/` that take the place of nothing and that no template uses.
fn templates(playbook: &Whole<'_>) -> Vec<Diagnostic> {
    let language = playbook.names.settings().language.value.as_str();
    let words: BTreeSet<String> =
        ["en", language.split(['-', '_']).next().unwrap_or_default(), language]
            .map(|language| format!("words/{language}.toml"))
            .into();
    let built_in: Vec<&str> = Theme::template_names().collect();
    let is_note = |name: &str| {
        let own = name.rsplit('/').next().unwrap_or_default().to_uppercase();
        ["README", "LICENSE", "LICENCE", "COPYING", "NOTICE"]
            .iter()
            .any(|note| own.starts_with(note))
    };
    let is_used = |name: &str| {
        let quoted = [format!("\"{name}\""), format!("'{name}'")];
        // Components are known by their own names everywhere.
        let has_components = playbook.templates()[name].contains("{% component");
        let is_named = |text: &str| quoted.iter().any(|name| text.contains(name));
        has_components || playbook.templates().values().any(|text| is_named(text))
    };
    let names = playbook.templates().keys().filter(|name| {
        !built_in.contains(&name.as_str())
            && !words.contains(*name)
            && !is_note(name)
            && !is_used(name)
    });
    let reported = |name: &String| {
        let path = SourcePath::new(format!("templates/{name}"));
        let (message, help) = if name.starts_with("words/") {
            let wanted = format!("words/{language}.toml");
            (
                format!("nobody reads these words: the language of this playbook is `{language}`"),
                format!(
                    "rename the file to `templates/{wanted}`, or set `language` in `{SETTINGS}`"
                ),
            )
        } else {
            let help = match nearest(name, built_in.iter().copied()) {
                Some(near) => {
                    format!("rename it to `templates/{near}` to take the place of that template")
                }
                None => "give it the name of a built-in template, include it in one, or delete it"
                    .to_owned(),
            };
            ("no built-in template is called so, and no template uses this file".to_owned(), help)
        };
        reported(&path, message, help)
    };
    names.map(reported).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::check::trial::{helps, untold_places};
    use crate::source::Sources;

    #[test]
    fn a_name_that_is_not_read_is_reported_with_the_right_one() {
        let files = [
            ("a.md", "# A\n[x](e.mkd)"),
            ("b.md.txt", ""),
            ("c.toml.txt", ""),
            ("d.tml", ""),
            ("e.mkd", ""),
            ("notes.txt", ""),
            ("playbook.toml.txt", ""),
        ];
        assert_eq!(
            untold_places("unread-file", &files),
            [
                "b.md.txt a chapter ends in `.md`: nobody reads `b.md.txt`",
                "c.toml.txt a sheet ends in `.toml`: nobody reads `c.toml.txt`",
                "d.tml a sheet ends in `.toml`: nobody reads `d.tml`",
                "playbook.toml.txt settings are read from `playbook.toml`: nobody reads `playbook.toml.txt`",
            ]
        );
    }

    #[test]
    fn settings_in_another_place_are_reported() {
        let files = [
            ("a.md", "# A"),
            ("Playbook.toml", "title = \"A\""),
            ("x/playbook.toml", "title = \"A\""),
        ];
        let message = "settings are read from `playbook.toml` at the top of the text alone";
        assert_eq!(
            untold_places("unread-file", &files),
            [format!("Playbook.toml {message}"), format!("x/playbook.toml {message}")]
        );
    }

    #[test]
    fn a_template_that_nobody_uses_is_reported_with_the_nearest_name() {
        let mut sources = Sources::in_memory(&[("a.md", "# A")]);
        for name in [
            "README.md",
            "base.html",
            "chapters.html",
            "mine.html",
            "words/de.toml",
            "words/en.toml",
        ] {
            let text = if name == "base.html" { "{% include \"mine.html\" %}" } else { "" };
            sources.templates.insert(name.to_owned(), Arc::from(text));
        }
        let reported = helps("unread-file", &sources);
        assert_eq!(
            reported,
            [
                "rename it to `templates/chapter.html` to take the place of that template",
                "rename the file to `templates/words/en.toml`, or set `language` in `playbook.toml`",
            ]
        );
    }
}
