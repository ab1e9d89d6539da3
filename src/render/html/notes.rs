//! Footnotes: their numbers in the prose, and the list below it → HTML.

use std::fmt::Write as _;

use super::scope::Scope;
use super::writer::Writer;
use crate::prose::Block;
use crate::render::escape::escape_attribute;

impl<'a> Writer<'a> {
    /// The number of the note called `label`, which is numbered when it is first pointed at.
    pub(super) fn note_number(&mut self, scope: Scope<'a>, label: &str) -> Option<usize> {
        let known = self.notes.iter().position(|(other, note)| {
            std::ptr::eq(other.document, scope.document) && note.label == label
        });
        if let Some(at) = known {
            return Some(at + 1);
        }
        let mut found = None;
        scope.document.each_block(&mut |block| {
            if let Block::Footnote(note) = block
                && note.label == label
                && found.is_none()
            {
                found = Some(note.as_ref());
            }
        });
        self.notes.push((scope, found?));
        self.marks.push(0);
        Some(self.notes.len())
    }

    pub(super) fn write_notes(&mut self) {
        if self.notes.is_empty() {
            return;
        }
        let (title, prefix) = (self.word("notes"), self.here.prefix);
        self.out.push_str("<section class=\"footnotes\" aria-label=\"");
        escape_attribute(title, &mut self.out);
        if !self.title.is_empty() {
            escape_attribute(&format!(": {}", self.title), &mut self.out);
        }
        self.out.push_str("\">\n<ol>\n");
        let mut at = 0;
        // A note may point at another, which then follows.
        while let Some((scope, note)) = self.notes.get(at).copied() {
            at += 1;
            let _ = writeln!(self.out, "<li id=\"{prefix}pb-note-{at}\">");
            self.blocks(scope, &note.blocks);
            let back = self.word("back");
            let _ = write!(
                self.out,
                "<p class=\"note-back\"><a href=\"#{prefix}pb-mark-{at}\" aria-label=\""
            );
            escape_attribute(&format!("{back} ({at})"), &mut self.out);
            self.out.push_str("\">↩</a></p></li>\n");
        }
        self.out.push_str("</ol>\n</section>\n");
        self.notes.clear();
        self.marks.clear();
    }
}
