//! Sheets → PDF files, beside the pages that show them.

mod binder;
mod bundle;
mod fields;
mod findings;
mod fit;
mod flow;
mod fonts;
mod frame;
mod key;
mod layout;
mod letters;
mod measure;
mod mirror;
mod objects;
mod pack;
mod page;
mod pdf;
mod pictures;
mod printed;
mod printer;
mod sheets;
mod text;
mod tiles;
mod writing;

use crate::artifact::Sink;
use crate::diag::{Diagnostic, Rule};
use crate::failure::FileError;
use crate::input::Input;
use crate::memo::Memo;

pub use self::bundle::MOST_SHEETS;
pub use self::flow::Books;
pub use self::printed::{Papers, Printed, Prints};

use self::findings::Reported;
use self::flow::books;
use self::printer::{Done, Printer};
use self::sheets::sheets;

/// The rules that sheets on paper can break.
pub const RULES: &[&Rule] = &[
    &fit::PAPER_OVER,
    &fit::PAPER_CUT,
    &letters::MISSING_LETTER,
    &fonts::FONT_FAULT,
    &flow::TABLE_WIDE,
    &pictures::PICTURE_NOT_PRINTED,
    &pictures::PICTURE_POORER,
    &pictures::PICTURE_HEAVY,
];

/// What became of everything on paper.
#[derive(Clone)]
pub struct Published {
    /// The PDFs of sheets.
    pub papers: Papers,
    /// The books.
    pub books: Books,
    /// What does not fit its paper, and which letters have no shape.
    reported: Reported,
    done: Done,
    /// The same of books.
    reported_of_books: Reported,
    done_of_books: Done,
    /// What is wrong with the playbook's own fonts.
    fonts: Vec<Diagnostic>,
}

/// When books are made, which takes as long as all else together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    /// With everything else.
    Now,
    /// Later, or never.
    Later,
}

/// Hands over the PDF of every sheet and, where they are made now, of every book.
pub fn publish(input: Input<'_>, binding: Binding, sink: Sink<'_>) -> Result<Published, FileError> {
    let printer = Printer::new(input, sink);
    let (sheets, books) = rayon::join(
        || sheets(&printer),
        || match binding {
            Binding::Now => books(&printer),
            Binding::Later => Ok((Books::new(), Reported::default(), Done::default())),
        },
    );
    let (papers, reported, done) = sheets?;
    let (books, reported_of_books, done_of_books) = books?;
    let fonts = printer.faults;
    Ok(Published { papers, books, reported, done, reported_of_books, done_of_books, fonts })
}

impl Published {
    /// The same with the books made now, whose PDFs are handed over.
    pub fn bound(&self, input: Input<'_>, sink: Sink<'_>) -> Result<Self, FileError> {
        let (books, reported_of_books, done_of_books) = books(&Printer::new(input, sink))?;
        Ok(Self { books, reported_of_books, done_of_books, ..self.clone() })
    }

    /// The same with the books as they were `before`, of which nothing is reported.
    #[must_use]
    pub fn with_books_of(self, before: &Self) -> Self {
        let (books, done_of_books) = (before.books.clone(), before.done_of_books.clone());
        Self { books, done_of_books, reported_of_books: Reported::default(), ..self }
    }

    /// What is wrong on paper.
    pub fn faults(&self, input: Input<'_>) -> Vec<Diagnostic> {
        let mut reported = self.reported.clone();
        reported.join(self.reported_of_books.clone());
        let Reported { mut faults, missing } = reported;
        faults.extend(missing.faults(input));
        faults.extend(self.fonts.iter().cloned());
        faults
    }

    /// Whether a letter on a sheet has no shape: then what is reported depends on every text of the playbook.
    pub fn lacks_letters(&self) -> bool {
        !self.reported.missing.is_empty()
    }

    /// How many PDFs were made, and how many left as they were.
    pub fn prints(&self) -> Prints {
        let mut done = Done { prints: self.done.prints, ..Done::default() };
        done.add(Done { prints: self.done_of_books.prints, ..Done::default() });
        done.prints
    }

    /// What the next build has to know of them.
    pub fn memo(&self) -> Memo {
        Memo::of(self.done.known.iter().chain(&self.done_of_books.known).cloned())
    }
}
