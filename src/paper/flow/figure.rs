//! Images that stand alone, and sheets put in place → pictures and cards down the column.

use super::blocks::{Scope, Writer};
use super::inline::{Prose, anchor};
use super::{BODY, BarLook, SMALL};
use crate::model::{Entry, Target};
use crate::paper::page::{Role, Tone};
use crate::paper::text::{Face, Looks, Style};
use crate::prose::{Inline, Link};
use crate::titles::kind_label;
use crate::typography::typeset;

impl Writer<'_, '_> {
    /// An image that stands alone: a picture, or a line that leads to the sheet that stands there on the screen.
    pub(super) fn figure(&mut self, scope: Scope<'_>, image: &Link) {
        let words = scope.document.plain(&image.content);
        match self.input.index.lead(scope.from, &image.href) {
            Ok(Target::Page(path, _)) => {
                let entry = &self.input.playbook.entries[&path];
                if entry.is_sheet() {
                    return self.sheet_card(entry);
                }
                let prose = self.prose(scope, &[Inline::Image(Box::new(image.clone()))]);
                self.flow.text(&prose, BODY, Tone::Ink, Role::Paragraph);
            }
            Ok(Target::Asset(path)) => {
                match self.pictures.find(&path) {
                    Some(picture) => self.flow.picture(picture, &words),
                    None => self.in_place_of_picture(&words),
                }
                if !image.title.is_empty() {
                    self.flow.want_gap(3.0);
                    let caption = Prose::plain(image.title.clone());
                    self.flow.text(&caption, SMALL, Tone::Quiet, Role::Paragraph);
                }
            }
            Ok(Target::Folder(_) | Target::External(_)) | Err(_) => {
                self.in_place_of_picture(&words);
            }
        }
    }

    /// A frame with what a picture shows, where the picture itself cannot be drawn.
    fn in_place_of_picture(&mut self, words: &str) {
        let style = Style { face: Face::SansItalic, ..BODY };
        self.inset(BarLook::Frame, |writer| {
            writer.flow.text(&Prose::plain(words), style, Tone::Quiet, Role::Paragraph);
        });
    }

    /// Where a sheet stands that the screen shows in this place.
    fn sheet_card(&mut self, entry: &Entry) {
        let title = typeset(entry.title(), self.input.words);
        let bold = Looks { bold: true, ..Looks::default() };
        let place = anchor(&entry.path, None);
        let mut facts = kind_label(self.input, entry);
        if let Some(number) = self.flow.page_number(&place) {
            let page = self.input.words.filled("book", "page", "n", &number);
            facts = format!("{facts}, {page}");
        }
        let prose = Prose::default().link(&title, bold, place).then(&format!("  {facts}"));
        self.inset(BarLook::Frame, |writer| {
            writer.flow.text(&prose, BODY, Tone::Ink, Role::Paragraph);
        });
    }
}
