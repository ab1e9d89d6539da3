//! Elements of HTML in prose → HTML.

use std::fmt::Write as _;

use super::scope::Scope;
use super::writer::Writer;
use crate::prose::{Alignment, Attributes, Block, Details, Element, Html, Kind, Line, Name};
use crate::render::escape::{escape_attribute, escape_text};

impl<'a> Writer<'a> {
    /// An element in a line. One whose attributes are all left out says nothing, unless its name does.
    pub(super) fn element(&mut self, scope: Scope<'a>, element: &'a Element<Line>) {
        let attributes = self.attributes(scope, &element.attributes);
        let says_nothing = element.name == Name::Span && attributes.is_empty();
        if says_nothing || element.name == Name::Bare {
            self.attributes.push_str(&attributes);
            self.inlines(scope, &element.content);
            return self.attributes.clear();
        }
        let tag = element.name.tag();
        let _ = write!(self.out, "<{tag}{attributes}>");
        self.inlines(scope, &element.content);
        let _ = write!(self.out, "</{tag}>");
    }

    /// An element that holds blocks.
    pub(super) fn block_element(&mut self, scope: Scope<'a>, element: &'a Element<Vec<Block>>) {
        let attributes = self.attributes(scope, &element.attributes);
        let says_nothing = element.name == Name::Division && attributes.is_empty();
        if says_nothing || element.name == Name::Bare {
            self.attributes.push_str(&attributes);
            self.blocks(scope, &element.content);
            return self.attributes.clear();
        }
        let tag = element.name.tag();
        if element.name == Name::Table {
            self.begin_table();
        }
        let _ = write!(self.out, "<{tag}{attributes}>");
        match element.content.as_slice() {
            [Block::Paragraph(line)] if element.name != Name::Division => self.inlines(scope, line),
            blocks => self.blocks(scope, blocks),
        }
        let _ = writeln!(self.out, "</{tag}>");
        if element.name == Name::Table {
            self.out.push_str("</div>\n");
        }
    }

    /// What a reader unfolds.
    pub(super) fn details(&mut self, scope: Scope<'a>, details: &'a Details) {
        let attributes = self.attributes(scope, &details.attributes);
        let open = if details.is_open { " open" } else { "" };
        let _ = write!(self.out, "<details{open}{attributes}>");
        if !details.summary.is_empty() {
            self.out.push_str("<summary>");
            self.inlines(scope, &details.summary);
            self.out.push_str("</summary>");
        }
        self.out.push('\n');
        self.blocks(scope, &details.blocks);
        self.out.push_str("</details>\n");
    }

    /// HTML that is no part of the tree: as it was written where the playbook allows it.
    pub(super) fn html(&mut self, scope: Scope<'a>, html: &'a Html) {
        let text = html.text.as_str(&scope.document.source);
        if self.tools.input.playbook.settings.allow_html {
            return self.out.push_str(text);
        }
        match html.kind {
            Kind::Custom => escape_text(text, &mut self.out),
            Kind::Tag | Kind::Dress | Kind::Whole | Kind::Comment => {}
        }
    }

    /// Attributes for a tag, each with a space before it.
    fn attributes(&mut self, scope: Scope<'a>, attributes: &Attributes) -> String {
        let mut out = String::new();
        let mut add = |name: &str, value: &str| {
            let _ = write!(out, " {name}=\"");
            escape_attribute(value, &mut out);
            out.push('"');
        };
        let id = format!("{}{}", self.here.prefix, attributes.id);
        let is_anchor = !attributes.id.is_empty()
            && scope.document.anchors.binary_search(&attributes.id).is_ok();
        if is_anchor && self.ids.insert(id.clone()) {
            add("id", &id);
        }
        let mut class = match attributes.alignment {
            Alignment::Unset => String::new(),
            Alignment::Start => "start".to_owned(),
            Alignment::Centre => "centre".to_owned(),
            Alignment::End => "end".to_owned(),
        };
        attributes.kept.iter().for_each(|(name, value)| add(name, value));
        if self.tools.input.playbook.settings.allow_html {
            for (name, value) in &attributes.others {
                if &**name == "class" {
                    class = format!("{class} {value}");
                } else {
                    add(name, value);
                }
            }
        }
        if !class.is_empty() {
            add("class", class.trim());
        }
        out
    }
}
