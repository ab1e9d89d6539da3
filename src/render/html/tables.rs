//! Tables → HTML that scrolls by itself where it is wider than the page.

use std::fmt::Write as _;

use super::scope::Scope;
use super::writer::Writer;
use crate::prose::{Alignment, Inline, Table};
use crate::render::escape::escape_attribute;

impl<'a> Writer<'a> {
    /// Begins what scrolls.
    pub(super) fn begin_table(&mut self) {
        self.tables += 1;
        let label = self.tools.input.words.filled("prose", "table", "n", &self.tables.to_string());
        self.out
            .push_str("<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
        escape_attribute(&label, &mut self.out);
        self.out.push_str("\">");
    }

    pub(super) fn table(&mut self, scope: Scope<'a>, table: &'a Table) {
        let attributes = self.take_attributes();
        self.begin_table();
        let _ = write!(self.out, "<table{attributes}>\n<thead><tr>");
        for (at, cell) in table.head.iter().enumerate() {
            self.cell(scope, ("th", " scope=\"col\""), table.columns.get(at), cell);
        }
        self.out.push_str("</tr></thead>\n<tbody>\n");
        for row in &table.rows {
            self.out.push_str("<tr>");
            for (at, cell) in row.iter().enumerate() {
                self.cell(scope, ("td", ""), table.columns.get(at), cell);
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</tbody></table></div>\n");
    }

    fn cell(
        &mut self,
        scope: Scope<'a>,
        (tag, scope_of_head): (&str, &str),
        alignment: Option<&Alignment>,
        inlines: &'a [Inline],
    ) {
        // A head without words is no head of anything: a screen reader would announce nothing for each cell below.
        let (tag, scope_of_head) =
            if inlines.is_empty() { ("td", "") } else { (tag, scope_of_head) };
        let class = match alignment {
            Some(Alignment::Centre) => " class=\"centre\"",
            Some(Alignment::End) => " class=\"end\"",
            Some(Alignment::Start | Alignment::Unset) | None => "",
        };
        let _ = write!(self.out, "<{tag}{scope_of_head}{class}>");
        self.inlines(scope, inlines);
        let _ = write!(self.out, "</{tag}>");
    }
}
