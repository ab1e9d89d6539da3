//! The walks over a tree of prose: its letters, its blocks, their lines, and the pieces of those.

use super::block::Block;
use super::element::{Kind, Name, raised};
use super::inline::{Inline, Line};

pub(super) fn collect_plain(source: &str, inlines: &[Inline], plain: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => plain.push_str(text.as_str(source)),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => {
                collect_plain(source, inner, plain);
            }
            Inline::Link(link) | Inline::Image(link) => collect_plain(source, &link.content, plain),
            Inline::SoftBreak | Inline::HardBreak => plain.push(' '),
            Inline::Element(element) => {
                let start = plain.len();
                collect_plain(source, &element.content, plain);
                if element.name == Name::Sup
                    && let Some(raised) = raised(&plain[start..])
                {
                    plain.replace_range(start.., &raised);
                }
            }
            Inline::Html(html) if html.kind == Kind::Custom => {
                plain.push_str(html.text.as_str(source));
            }
            Inline::FootnoteMark(_) | Inline::Html(_) => {}
        }
    }
}

/// Calls `visit` on each of `blocks` and on what they hold.
pub fn each_block<'d>(blocks: &'d [Block], visit: &mut dyn FnMut(&'d Block)) {
    for block in blocks {
        visit(block);
        match block {
            Block::List(_, items) => items.iter().for_each(|item| each_block(&item.blocks, visit)),
            Block::Quote(inner) | Block::Callout(_, inner) => each_block(inner, visit),
            Block::Definitions(definitions) => {
                for meaning in definitions.iter().flat_map(|definition| &definition.meanings) {
                    each_block(meaning, visit);
                }
            }
            Block::Footnote(footnote) => each_block(&footnote.blocks, visit),
            Block::Details(details) => each_block(&details.blocks, visit),
            Block::Element(element) => each_block(&element.content, visit),
            Block::Paragraph(_)
            | Block::Heading(..)
            | Block::Code(_)
            | Block::Table(_)
            | Block::Rule
            | Block::Html(_)
            | Block::Include(_) => {}
        }
    }
}

/// Calls `visit` on the lines that stand in `block` itself, not in blocks within it.
pub(super) fn each_line<'d>(block: &'d Block, visit: &mut dyn FnMut(&'d [Inline])) {
    match block {
        Block::Paragraph(inlines) | Block::Heading(_, inlines) => visit(inlines),
        Block::Details(details) => visit(&details.summary),
        Block::Table(table) => {
            table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| visit(cell));
        }
        Block::Definitions(definitions) => {
            for definition in definitions {
                visit(&definition.term);
            }
        }
        Block::List(..)
        | Block::Quote(_)
        | Block::Callout(..)
        | Block::Code(_)
        | Block::Rule
        | Block::Element(_)
        | Block::Html(_)
        | Block::Include(_)
        | Block::Footnote(_) => {}
    }
}

/// Calls `change` on every line of `blocks` and of what they hold.
pub fn each_line_mut(blocks: &mut [Block], change: &mut dyn FnMut(&mut Line)) {
    for block in blocks {
        match block {
            Block::Paragraph(line) | Block::Heading(_, line) => change(line),
            Block::List(_, items) => {
                for item in items {
                    each_line_mut(&mut item.blocks, change);
                }
            }
            Block::Quote(inner) | Block::Callout(_, inner) => each_line_mut(inner, change),
            Block::Details(details) => {
                change(&mut details.summary);
                each_line_mut(&mut details.blocks, change);
            }
            Block::Element(element) => each_line_mut(&mut element.content, change),
            Block::Definitions(definitions) => {
                for definition in definitions {
                    change(&mut definition.term);
                    for meaning in &mut definition.meanings {
                        each_line_mut(meaning, change);
                    }
                }
            }
            Block::Footnote(footnote) => each_line_mut(&mut footnote.blocks, change),
            Block::Table(table) => {
                let rows = table.rows.iter_mut().flat_map(|row| row.iter_mut());
                table.head.iter_mut().chain(rows).for_each(&mut *change);
            }
            Block::Code(_) | Block::Rule | Block::Html(_) | Block::Include(_) => {}
        }
    }
}

pub(super) fn each_piece<'d>(inlines: &'d [Inline], visit: &mut dyn FnMut(&'d Inline)) {
    for inline in inlines {
        visit(inline);
        match inline {
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => {
                each_piece(inner, visit);
            }
            Inline::Link(link) | Inline::Image(link) => each_piece(&link.content, visit),
            Inline::Element(element) => each_piece(&element.content, visit),
            Inline::Text(_)
            | Inline::Code(_)
            | Inline::FootnoteMark(_)
            | Inline::SoftBreak
            | Inline::HardBreak
            | Inline::Html(_) => {}
        }
    }
}
