//! The few colours that code has, and how pieces in them are written.

use std::sync::LazyLock;

use syntect::parsing::{ClearAmount, Scope, ScopeStackOp};

use crate::packed::{pack, unpack};
use crate::render::escape::escape_text;

/// What a piece of code is, as far as it has a look of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tint {
    /// Brackets, commas, operators.
    Mark,
    /// A word of the language, or the name of a tag.
    Word,
    /// What stands between quotation marks.
    Text,
    /// A comment.
    Note,
    /// The name of something.
    Name,
    /// A number, or another value that is always the same.
    Number,
    /// In a text with markup: bold.
    Bold,
    /// In a text with markup: italic.
    Italic,
    /// In a list of changes: a line that came.
    Come,
    /// In a list of changes: a line that went; anywhere: what the language does not allow.
    Gone,
}

impl Tint {
    /// The class of its pieces.
    fn class(self) -> &'static str {
        match self {
            Tint::Mark => "hl-mark",
            Tint::Word => "hl-word",
            Tint::Text => "hl-text",
            Tint::Note => "hl-note",
            Tint::Name => "hl-name",
            Tint::Number => "hl-number",
            Tint::Bold => "hl-bold",
            Tint::Italic => "hl-italic",
            Tint::Come => "hl-come",
            Tint::Gone => "hl-gone",
        }
    }
}

/// Every look, in the order of the numbers that stand for them; 0 stands for none.
const TINTS: [Tint; 10] = [
    Tint::Mark,
    Tint::Word,
    Tint::Text,
    Tint::Note,
    Tint::Name,
    Tint::Number,
    Tint::Bold,
    Tint::Italic,
    Tint::Come,
    Tint::Gone,
];

/// Which piece of a code has which look: for each piece its bytes, [packed](pack), and the number of its look. The same as HTML
/// takes many times as much.
#[derive(Default)]
pub(super) struct Looks {
    packed: Vec<u8>,
    last: Option<(Option<Tint>, usize)>,
}

impl Looks {
    /// The next `bytes` have this look.
    pub(super) fn add(&mut self, tint: Option<Tint>, bytes: usize) {
        match &mut self.last {
            Some((last, sum)) if *last == tint => *sum += bytes,
            _ => {
                self.pack();
                self.last = Some((tint, bytes));
            }
        }
    }

    fn pack(&mut self) {
        let Some((tint, bytes)) = self.last.take() else { return };
        pack(u32::try_from(bytes).expect("longer code has no looks"), &mut self.packed);
        let number = TINTS.iter().zip(1..).find(|(known, _)| Some(**known) == tint);
        self.packed.push(number.map_or(0, |(_, number)| number));
    }

    /// All of them.
    pub(super) fn finish(mut self) -> Vec<u8> {
        self.pack();
        self.packed
    }
}

/// The HTML of `code` with these [`Looks`]. `None` when they are not those of this code.
pub(super) fn html(code: &str, mut looks: &[u8]) -> Option<String> {
    let (mut tinted, mut rest) = (Tinted::with_room(code.len()), code);
    while !looks.is_empty() {
        let bytes = unpack(&mut looks)?;
        let tint;
        (tint, looks) = looks.split_first()?;
        let tint = match tint {
            0 => None,
            number => Some(*TINTS.get(usize::from(*number) - 1)?),
        };
        let piece;
        (piece, rest) = rest.split_at_checked(bytes as usize)?;
        tinted.piece(tint, piece);
    }
    rest.is_empty().then(|| tinted.finish())
}

/// The scopes that grammars give to pieces, by the names that they have agreed on. Of those that fit, the first counts.
const NAMES: &[(&str, Tint)] = &[
    ("comment", Tint::Note),
    ("string", Tint::Text),
    ("keyword.operator", Tint::Mark),
    ("keyword", Tint::Word),
    ("storage", Tint::Word),
    ("entity.name.tag", Tint::Word),
    ("entity.name", Tint::Name),
    ("entity.other.attribute-name", Tint::Name),
    ("support", Tint::Name),
    ("variable.function", Tint::Name),
    ("variable.language", Tint::Number),
    ("constant", Tint::Number),
    ("markup.heading", Tint::Name),
    ("markup.bold", Tint::Bold),
    ("markup.italic", Tint::Italic),
    ("markup.inserted", Tint::Come),
    ("markup.deleted", Tint::Gone),
    ("invalid", Tint::Gone),
    ("punctuation", Tint::Mark),
];

/// The same with the first word of each, by which most scopes are told from most names at once.
static SCOPES: LazyLock<Vec<(u16, Scope, Tint)>> = LazyLock::new(|| {
    let scope = |(name, tint): &(&str, Tint)| {
        let scope = Scope::new(name).expect("it has few parts");
        (scope.atom_at(0), scope, *tint)
    };
    NAMES.iter().map(scope).collect()
});

/// The look that a scope has for itself.
fn own(scope: Scope) -> Option<Tint> {
    let first = scope.atom_at(0);
    let known = SCOPES.iter().find(|(word, known, _)| *word == first && known.is_prefix_of(scope));
    known.map(|(_, _, tint)| *tint)
}

/// The scopes that the next piece stands in. Grammars say what changes, and looks are worked out with each change, not anew for
/// each piece.
#[derive(Default)]
pub(super) struct Scopes {
    open: Vec<Level>,
    /// What was put aside for some time, as grammars do with what is around code of another language.
    aside: Vec<Vec<Level>>,
}

/// A scope within others.
#[derive(Clone, Copy)]
struct Level {
    /// What it looks like for itself.
    own: Option<Tint>,
    /// What a piece in it and those around it looks like.
    within: Option<Tint>,
}

impl Scopes {
    /// The look of a piece in them.
    pub(super) fn tint(&self) -> Option<Tint> {
        self.open.last().and_then(|level| level.within)
    }

    /// Follows a change. `None` when the grammar takes back what it has not put aside.
    pub(super) fn apply(&mut self, change: &ScopeStackOp) -> Option<()> {
        let left = |count: usize| self.open.len().saturating_sub(count);
        match change {
            ScopeStackOp::Push(scope) => self.push(own(*scope)),
            ScopeStackOp::Pop(count) => self.open.truncate(left(*count)),
            ScopeStackOp::Clear(ClearAmount::TopN(count)) => {
                let aside = self.open.split_off(left(*count));
                self.aside.push(aside);
            }
            ScopeStackOp::Clear(ClearAmount::All) => {
                self.aside.push(std::mem::take(&mut self.open));
            }
            ScopeStackOp::Restore => {
                for level in self.aside.pop()? {
                    self.push(level.own);
                }
            }
            ScopeStackOp::Noop => {}
        }
        Some(())
    }

    /// A comment is one throughout, and so are the marks of a text.
    fn push(&mut self, own: Option<Tint>) {
        let within = match (self.tint(), own) {
            (Some(Tint::Note), _) => Some(Tint::Note),
            (Some(Tint::Text), Some(Tint::Mark)) => Some(Tint::Text),
            (around, own) => own.or(around),
        };
        self.open.push(Level { own, within });
    }
}

/// Writes code piece by piece. What follows in the same look is one piece, over spaces and ends of lines too.
#[derive(Default)]
pub(super) struct Tinted {
    html: String,
    open: Option<Tint>,
    /// Space that belongs to the open piece if the next one is of the same look.
    space: String,
}

impl Tinted {
    /// Room for code of so many bytes.
    pub(super) fn with_room(bytes: usize) -> Self {
        Self { html: String::with_capacity(bytes * 3), ..Self::default() }
    }

    /// Writes the next piece.
    pub(super) fn piece(&mut self, tint: Option<Tint>, piece: &str) {
        if piece.bytes().all(|byte| byte.is_ascii_whitespace()) {
            self.space.push_str(piece);
            return;
        }
        if tint != self.open {
            self.close();
        }
        self.html.push_str(&self.space);
        self.space.clear();
        if let Some(tint) = tint.filter(|_| self.open.is_none()) {
            self.html.push_str("<span class=\"");
            self.html.push_str(tint.class());
            self.html.push_str("\">");
            self.open = Some(tint);
        }
        escape_text(piece, &mut self.html);
    }

    fn close(&mut self) {
        if self.open.take().is_some() {
            self.html.push_str("</span>");
        }
    }

    /// All that was written.
    pub(super) fn finish(mut self) -> String {
        self.close();
        self.html.push_str(&self.space);
        self.html
    }
}
