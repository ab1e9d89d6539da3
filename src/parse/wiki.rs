//! `[[page]]` in a folder of another program → a link, where one page or file is meant.

use std::sync::Arc;

use rayon::prelude::*;

use crate::model::wiki::Wiki;
use crate::model::{Content, Entry, Index, Playbook};
use crate::prose::almost::{Almost, Form};
use crate::prose::{Document, Inline, Line, Link, Role, Text, each_line_mut};
use crate::source::{SourcePath, Sources, Span};

/// Makes links of what stands in two pairs of brackets on the pages of `playbook`, where it is lenient. The others stay as they
/// were written.
pub(super) fn link(playbook: &mut Playbook, sources: &Sources) {
    let is_lenient = playbook.stance.is_lenient();
    let written: Vec<&Entry> =
        playbook.entries.values().filter(|entry| is_lenient && has_some(entry)).collect();
    if written.is_empty() {
        return;
    }
    let index = Index::new(playbook, sources);
    let linked: Vec<(SourcePath, Document)> =
        written.into_par_iter().map(|entry| (entry.path.clone(), linked(&index, entry))).collect();
    drop(index);
    for (path, document) in linked {
        if let Some(entry) = playbook.entries.get_mut(&path)
            && let Content::Chapter(old) | Content::Activity(old) = &mut entry.content
        {
            *old = Arc::new(document);
        }
    }
}

/// Does the same on the one page `entry`, a later version of one in `playbook`, where it may. `None` where it leads to itself by a
/// heading, which is not known yet.
pub(super) fn link_one(entry: &mut Entry, playbook: &Playbook, sources: &Sources) -> Option<()> {
    let source = &entry.document().source;
    let leads_to_itself = entry.document().almost.iter().any(|almost| {
        matches!(almost.form, Form::Wiki(_, inside) if source[inside.range()].starts_with('#'))
    });
    if leads_to_itself {
        return None;
    }
    let linked = linked(&Index::new(playbook, sources), entry);
    if let Content::Chapter(old) | Content::Activity(old) = &mut entry.content {
        *old = Arc::new(linked);
    }
    Some(())
}

/// Whether a name of a page with a part of it stands in two pairs of brackets in `entry`.
pub(super) fn has_part(entry: &Entry) -> bool {
    let source = &entry.document().source;
    entry.document().almost.iter().any(|almost| {
        matches!(almost.form, Form::Wiki(_, inside) if source[inside.range()].contains('#'))
    })
}

/// Whether something stands in two pairs of brackets in `entry`.
pub(super) fn has_some(entry: &Entry) -> bool {
    entry.document().almost.iter().any(|almost| matches!(almost.form, Form::Wiki(..)))
}

/// The document of `entry` with links.
fn linked(index: &Index<'_>, entry: &Entry) -> Document {
    let mut document = entry.document().clone();
    let source = Arc::clone(&document.source);
    let found = document.almost.iter().filter_map(|almost| meant(index, entry, &source, almost));
    let mut found: Vec<(Span, Inline)> = found.collect();
    let meant: Vec<Span> = found.iter().map(|(span, _)| *span).collect();
    each_line_mut(&mut document.blocks, &mut |line| in_line(line, &mut found));
    document.read_headings();
    // What was not found in the tree is still to be reported.
    let is_left = |almost: &Almost| {
        !meant.contains(&almost.span) || found.iter().any(|(span, _)| *span == almost.span)
    };
    document.almost = document.almost.iter().filter(|almost| is_left(almost)).cloned().collect();
    document
}

/// What an author meant who wrote `almost` a link, and where. `None` when it is none, or no page or several have the name.
fn meant(
    index: &Index<'_>,
    entry: &Entry,
    source: &str,
    almost: &Almost,
) -> Option<(Span, Inline)> {
    let Form::Wiki(role, inside) = almost.form else { return None };
    let wiki = Wiki::read(source.get(inside.range())?)?;
    let href = |role| Some((role, wiki.href(index, &entry.path, role)?));
    // A page that was to be shown in place is led to.
    let (role, href) = href(role).or_else(|| href(Role::Link))?;
    let words = match role {
        Role::Link => wiki.words,
        Role::Image => wiki.words.rsplit_once('.').map_or(wiki.words, |(stem, _)| stem),
    };
    let link = Box::new(Link {
        href,
        title: String::new(),
        content: Line::from([Inline::Text(Text::Own(words.into()))]),
        span: almost.span,
        drawn: wiki.drawn,
    });
    let inline = match role {
        Role::Link => Inline::Link(link),
        Role::Image => Inline::Image(link),
    };
    Some((almost.span, inline))
}

/// Puts each of `found` in its place in `line`, and takes it out of the list.
fn in_line(line: &mut [Inline], found: &mut Vec<(Span, Inline)>) {
    for inline in line {
        match inline {
            Inline::Text(Text::Source(span)) => {
                if let Some(at) = found.iter().position(|(place, _)| place == span) {
                    *inline = found.swap_remove(at).1;
                }
            }
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => {
                in_line(inner, found);
            }
            Inline::Element(element) => in_line(&mut element.content, found),
            Inline::Text(_)
            | Inline::Code(_)
            | Inline::Link(_)
            | Inline::Image(_)
            | Inline::FootnoteMark(_)
            | Inline::SoftBreak
            | Inline::HardBreak
            | Inline::Html(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Diagnostics;

    const OTHERS: [(&str, &str); 3] =
        [("Repair's end.md", "# Over\n\n## Good & so?\n"), ("b/Two.md", ""), ("b/wheels.png", "")];

    /// Where the links in `text` lead, and how many names are left in brackets.
    fn linked(text: &str, others: &[(&str, &str)]) -> (Vec<String>, usize) {
        let files = [&[("a.md", text)][..], &OTHERS, others].concat();
        let playbook = crate::parse::parse(&Sources::in_memory(&files), &mut Diagnostics::new());
        let document = playbook.entries[&SourcePath::new("a.md")].document();
        let mut hrefs = Vec::new();
        document.each_inline(&mut |inline| {
            if let Inline::Link(link) | Inline::Image(link) = inline {
                hrefs.push(format!("{}: {}", document.plain(&link.content), link.href));
            }
        });
        let is_wiki = |almost: &&Almost| matches!(almost.form, Form::Wiki(..));
        (hrefs, document.almost.iter().filter(is_wiki).count())
    }

    #[test]
    fn a_name_of_one_page_or_file_is_a_link_in_a_folder_of_others() {
        for (text, hrefs) in [
            (
                "Tom &amp; Ann... [[Repair's end]], [[two|x]] -- *[[b/Two]]*",
                &["Repair's end: Repair's%20end.md", "x: b/Two.md", "Two: b/Two.md"][..],
            ),
            (
                "[[Over#Good & so?]] https://a.org",
                &["Over: Repair's%20end.md#good--so", "https://a.org: https://a.org"],
            ),
            ("| A |\n|---|\n| [[Two\\|x]] |", &["x: b/Two.md"]),
            ("- ![[wheels.png|30x20]]\n\n> ![[Two]]", &["wheels: b/wheels.png", "Two: b/Two.md"]),
            ("# A\n\n## [[Two]]", &["Two: b/Two.md"]),
        ] {
            let hrefs: Vec<String> = hrefs.iter().map(|href| (*href).to_owned()).collect();
            assert_eq!(linked(text, &[]), (hrefs, 0), "{text}");
        }
        assert_eq!(linked("[[Three]]", &[]), (Vec::new(), 1));
        assert_eq!(linked("[[Two]]", &[("c/Two.md", "")]), (Vec::new(), 1));
    }

    #[test]
    fn it_is_left_in_a_playbook_of_ones_own() {
        let own = [("playbook.toml", "strict = true")];
        assert_eq!(linked("[[Two]]", &own), (Vec::new(), 1));
    }
}
