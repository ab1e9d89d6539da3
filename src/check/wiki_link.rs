//! `wiki-link`: a link as wikis and notebooks write it, `[[page]]`.

use super::names::Names;
use super::near;
use super::page::Page;
use super::rule::{Check, OnPage};
use crate::diag::{Diagnostic, Fix, Rule, Severity};
use crate::model::mention::Piece;
use crate::model::wiki::Wiki;
use crate::prose::Role;
use crate::prose::almost::{Almost, Form};
use crate::source::Span;

pub(super) const CHECK: Check<OnPage> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "wiki-link",
    severity: Severity::Warning,
    explanation: "Two brackets around the name of a page, `[[Role grid]]`, make a link in wikis and notebooks. In Markdown they \
        stay brackets, and readers see them; but in a folder brought along they lead to the one page or file of that name. \
        Write the words in one pair and the file in round brackets: `[Role grid](sheets/role-grid.toml)`. Where one page or \
        file has the name, `partnerbook check --fix` writes it. To show two brackets on purpose, write them as code, between \
        backticks.",
};

fn find(page: &Page<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for piece in page.pieces() {
        for almost in &piece.document.almost {
            found.extend(fault(page.names, piece, almost));
        }
    }
    found
}

fn fault(names: &Names<'_>, piece: Piece<'_>, almost: &Almost) -> Option<Diagnostic> {
    match &almost.form {
        Form::Wiki(role, inside) => of_wiki(names, piece, almost.span, (*role, *inside)),
        Form::Spaced(..)
        | Form::Apart { .. }
        | Form::Label { .. }
        | Form::Footnote(_)
        | Form::Mark(_)
        | Form::Empty(..)
        | Form::Cells(..)
        | Form::Sign(..)
        | Form::Lines { .. } => None,
    }
}

fn of_wiki(
    names: &Names<'_>,
    piece: Piece<'_>,
    span: Span,
    (role, inside): (Role, Span),
) -> Option<Diagnostic> {
    let source = &piece.document.source;
    let inside = source.get(inside.range())?;
    let wiki = Wiki::read(inside)?;
    let choices = names.titled_as(wiki.page);
    let now = written(&wiki, names, piece, role);
    let help = match &now {
        Some(now) => format!("write `{now}`"),
        None if choices.len() > 1 => near::choice(piece.path, &choices),
        None if role == Role::Image => {
            "write `![words](file)` with the way to an image or a sheet, or a link, `[words](file)`"
                .to_owned()
        }
        None => format!("write `[{}](file)` with the way to the file", wiki.words),
    };
    let message = format!(
        "{} is no link, and readers see its brackets",
        near::quoted(source.get(span.range())?)
    );
    let was = source.get(span.range())?.to_owned();
    let place = piece.document.locate(span);
    let fix = now.map(|now| Fix { was, now });
    Some(Diagnostic::new(&RULE, piece.path, place, message).help(help).maybe_fix(fix))
}

/// The link or the image that says the same.
fn written(wiki: &Wiki<'_>, names: &Names<'_>, piece: Piece<'_>, role: Role) -> Option<String> {
    let href = names.href_of(wiki, piece.path, role)?;
    let words = wiki.words;
    Some(match role {
        Role::Link => format!("[{words}]({href})"),
        Role::Image => {
            let stem = words.rsplit_once('.').map_or(words, |(stem, _)| stem);
            format!("![{stem}]({href})")
        }
    })
}

#[cfg(test)]
mod tests {
    use crate::check::trial::{mended, reported};

    const OTHERS: [(&str, &str); 4] = [
        ("01-first/02-swap.md", "# Swap seats\n\n## Good when\n"),
        ("first/again.md", "# Again\n"),
        ("pictures/the table.png", ""),
        ("sheets/grid.toml", "kind = \"plan\"\ntitle = \"Role grid\"\nsummary = \"x\"\n"),
    ];

    fn files(text: &str) -> Vec<(&str, &str)> {
        [&[("a.md", text)][..], &OTHERS].concat()
    }

    #[test]
    fn a_page_by_its_title_or_its_file_is_linked_to() {
        for (text, after) in [
            ("[[Swap seats]]", "[Swap seats](01-first/02-swap.md)"),
            ("[[swap seats|the game]]", "[the game](01-first/02-swap.md)"),
            ("[[Swap seats#Good when]]", "[Swap seats](01-first/02-swap.md#good-when)"),
            (
                "[[swap]] or [[first/again]]",
                "[swap](01-first/02-swap.md) or [again](first/again.md)",
            ),
            ("[[02-swap.md]]", "[02-swap](01-first/02-swap.md)"),
            ("[[#Here|below]]\n\n## Here", "[below](#here)\n\n## Here"),
            ("| A |\n|---|\n| [[Again\\|x]] |", "| A |\n|---|\n| [x](first/again.md) |"),
            ("![[the table.png|300]]", "![the table](pictures/the%20table.png)"),
            ("![[Role grid]]", "![Role grid](sheets/grid.toml)"),
        ] {
            let text = format!("# A\n\n{text}\n");
            assert!(!reported("wiki-link", &files(&text)).is_empty(), "{text}");
            assert_eq!(mended(&files(&text)), format!("# A\n\n{after}\n"));
        }
    }

    #[test]
    fn what_no_page_or_several_are_called_is_reported() {
        let text = "[[Nowhere]] [[Twice]] ![[Swap seats]]\n";
        let files = [&files(text)[..], &[("c.md", "# Twice"), ("d.md", "# Twice")]].concat();
        assert_eq!(
            reported("wiki-link", &files),
            [
                "a.md «[[Nowhere]]» `[[Nowhere]]` is no link, and readers see its brackets → write `[Nowhere](file)` with the way to the file",
                "a.md «[[Twice]]» `[[Twice]]` is no link, and readers see its brackets → several pages have this title: write `c.md` or `d.md`",
                "a.md «![[Swap seats]]» `![[Swap seats]]` is no link, and readers see its brackets → write `![words](file)` with the way to an image or a sheet, or a link, `[words](file)`",
            ]
        );
        assert_eq!(mended(&files), text);
    }

    #[test]
    fn commands_code_and_numbers_are_not_reported() {
        for text in [
            "`[[stage]]`",
            "if [[ -f x ]]; then",
            "[[1]] [[$x]]",
            "```\n[[ask]]\n```",
            "\\[[x]]",
            "[[x]](b.md)",
        ] {
            assert_eq!(reported("wiki-link", &files(text)), Vec::<String>::new(), "{text}");
        }
    }
}
