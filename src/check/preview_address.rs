//! `preview-address`: a link to the preview on the author's own machine.

use super::names::{Names, Other};
use super::near;
use super::page::Page;
use super::rule::{Check, OnPage};
use crate::diag::{Diagnostic, Fix, Rule, Severity};
use crate::model::index::Found;
use crate::model::mention::Mention;
use crate::prose::Role;
use crate::site::Route;
use crate::source::SourcePath;

pub(super) const CHECK: Check<OnPage> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "preview-address",
    severity: Severity::Error,
    explanation: "The address was copied from the preview, which runs on your own machine: `http://127.0.0.1:4000/…`. For \
        everybody else it leads nowhere. Link to the file that the page is made of; the help names it.",
};

/// The machine that one sits at, as browsers call it.
const HERE: [&str; 4] = ["127.0.0.1", "localhost", "[::1]", "0.0.0.0"];

/// Where the preview is unless it is told otherwise.
const USUAL_PORT: &str = "4000";

fn find(page: &Page<'_>) -> Vec<Diagnostic> {
    let outside = page.mentions().iter().filter(|(_, found)| *found == Found::External);
    let here: Vec<(&Mention<'_>, Here<'_>)> =
        outside.filter_map(|(mention, _)| Some((mention, Here::read(mention.href())?))).collect();
    if here.is_empty() {
        return Vec::new();
    }
    here.into_iter().filter_map(|(mention, here)| fault(page.names, mention, &here)).collect()
}

/// An address on the machine that one sits at.
struct Here<'t> {
    port: &'t str,
    path: &'t str,
    part: &'t str,
}

impl<'t> Here<'t> {
    fn read(href: &'t str) -> Option<Self> {
        let rest = href.strip_prefix("http://").or_else(|| href.strip_prefix("https://"))?;
        let host = HERE.iter().find(|host| {
            rest.get(..host.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(host))
        })?;
        let rest = &rest[host.len()..];
        let (port, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        let (path, fragment) = path.split_at(path.find('#').unwrap_or(path.len()));
        let port = if port.is_empty() { port } else { port.strip_prefix(':')? };
        Some(Self { port, path: path.split('?').next().unwrap_or_default(), part: fragment })
    }

    /// The file that is at the address.
    fn file<'p>(&self, names: &Names<'p>) -> Option<&'p SourcePath> {
        let path = self.path.trim_start_matches('/');
        let route =
            if path.is_empty() { Some(Route::new("index.html")) } else { Route::of_alias(path) };
        let route = route?;
        let asset = |asset: &&SourcePath| Route::of_asset(asset, names.numbers()) == route;
        names.at(&route).or_else(|| names.assets_used().find(asset))
    }
}

fn fault(names: &Names<'_>, mention: &Mention<'_>, here: &Here<'_>) -> Option<Diagnostic> {
    let (from, href) = (mention.path(), mention.href());
    let file = here.file(names);
    let is_bare = mention.words() == href;
    let is_reported = match file {
        // How one gets to a program of one's own may be said in words.
        Some(_) => !is_bare || !here.path.trim_matches('/').is_empty(),
        None => !is_bare && here.port == USUAL_PORT,
    };
    if !is_reported {
        return None;
    }
    let meant = file.map(|file| near::href(from, file, here.part));
    let meant = meant.filter(|meant| names.resolve(from, meant).is_ok());
    let title = file.and_then(|file| names.page(file)).map(Other::title);
    let (now, fix) = match (meant, title) {
        (Some(meant), Some(title)) if is_bare => {
            let now = format!("[{title}]({meant})");
            let (source, span) = (&mention.piece.document.source, mention.link.span);
            let was = source.get(span.range())?.to_owned();
            let plain = !title.contains(['[', ']', '\\']) && mention.role == Role::Link;
            let fix = plain.then(|| (mention.span(), Fix { was, now: now.clone() }));
            (Some(now), fix)
        }
        (Some(meant), _) => {
            let fix = near::rewritten(mention, &meant);
            (Some(meant), fix)
        }
        (None, _) => (None, None),
    };
    let help = match now {
        Some(now) => format!("write `{now}`"),
        None => "link to the file that the page is made of".to_owned(),
    };
    let message = format!("{} leads to the preview on your own machine", near::quoted(href));
    Some(Diagnostic::new(&RULE, from, mention.href_span(), message).help(help).maybe_fix_at(fix))
}

#[cfg(test)]
mod tests {
    use crate::check::trial::{mended, reported};

    const OTHERS: [(&str, &str); 3] = [
        ("01-first/02-swap.md", "# Swap seats\n\n## Good when\n"),
        ("01-first/index.md", "# First\n"),
        ("x.md", "![y](01-first/Plan.pdf)"),
    ];

    fn files(text: &str) -> Vec<(&str, &str)> {
        [&[("a.md", text)][..], &OTHERS, &[("01-first/Plan.pdf", "")]].concat()
    }

    #[test]
    fn an_address_of_the_preview_becomes_the_file_behind_it() {
        for (text, after) in [
            (
                "[x](http://127.0.0.1:4000/first/swap.html#good-when)",
                "[x](01-first/02-swap.md#good-when)",
            ),
            ("[x](http://localhost:8080/first/ \"T\")", "[x](01-first/index.md \"T\")"),
            (
                "See http://127.0.0.1:4000/first/swap.html.",
                "See [Swap seats](01-first/02-swap.md).",
            ),
            ("<http://localhost:4000/first/swap.html>", "[Swap seats](01-first/02-swap.md)"),
            ("[x](https://LOCALHOST:4000/first/Plan.pdf)", "[x](01-first/Plan.pdf)"),
        ] {
            let text = format!("# A\n\n{text}\n");
            assert_eq!(reported("preview-address", &files(&text)).len(), 1, "{text}");
            assert_eq!(mended(&files(&text)), format!("# A\n\n{after}\n"));
        }
    }

    #[test]
    fn an_address_behind_which_there_is_nothing_is_reported_at_the_usual_port() {
        let text = "[x](http://127.0.0.1:4000/gone.html) [y](http://localhost:3000/gone.html)\n";
        assert_eq!(
            reported("preview-address", &files(text)),
            [
                "a.md «http://127.0.0.1:4000/gone.html» `http://127.0.0.1:4000/gone.html` leads to the preview on your own machine → link to the file that the page is made of"
            ]
        );
    }

    #[test]
    fn what_is_said_of_programs_is_not_reported() {
        let text = "Open http://localhost:3000/ or http://127.0.0.1:4000, `http://localhost:4000/first/`, https://localhost.example/first/.";
        assert_eq!(reported("preview-address", &files(text)), Vec::<String>::new());
    }
}
