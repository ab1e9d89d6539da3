//! The few classes of tokens that code has, and how pieces of them are written.

use std::sync::LazyLock;

use syntect::parsing::{ClearAmount, Scope, ScopeStackOp};

use crate::packed::{pack, unpack};
use crate::render::escape::escape_text;

/// What a piece of code is, as far as it has a look of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenClass {
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

impl TokenClass {
    /// The CSS class of its pieces.
    fn css(self) -> &'static str {
        match self {
            TokenClass::Mark => "hl-mark",
            TokenClass::Word => "hl-word",
            TokenClass::Text => "hl-text",
            TokenClass::Note => "hl-note",
            TokenClass::Name => "hl-name",
            TokenClass::Number => "hl-number",
            TokenClass::Bold => "hl-bold",
            TokenClass::Italic => "hl-italic",
            TokenClass::Come => "hl-come",
            TokenClass::Gone => "hl-gone",
        }
    }
}

/// Every class, in the order of the numbers that stand for them; 0 stands for none.
const CLASSES: [TokenClass; 10] = [
    TokenClass::Mark,
    TokenClass::Word,
    TokenClass::Text,
    TokenClass::Note,
    TokenClass::Name,
    TokenClass::Number,
    TokenClass::Bold,
    TokenClass::Italic,
    TokenClass::Come,
    TokenClass::Gone,
];

/// The tokens of a code: for each its bytes, [packed](pack), and the number of its class. The same as HTML
/// takes many times as much.
#[derive(Default)]
pub(super) struct Tokens {
    packed: Vec<u8>,
    last: Option<(Option<TokenClass>, usize)>,
}

impl Tokens {
    /// The next `bytes` are of this class.
    pub(super) fn add(&mut self, class: Option<TokenClass>, bytes: usize) {
        match &mut self.last {
            Some((last, sum)) if *last == class => *sum += bytes,
            _ => {
                self.pack();
                self.last = Some((class, bytes));
            }
        }
    }

    fn pack(&mut self) {
        let Some((class, bytes)) = self.last.take() else { return };
        pack(u32::try_from(bytes).expect("longer code is not coloured"), &mut self.packed);
        let number = CLASSES.iter().zip(1..).find(|(known, _)| Some(**known) == class);
        self.packed.push(number.map_or(0, |(_, number)| number));
    }

    /// All of them.
    pub(super) fn finish(mut self) -> Vec<u8> {
        self.pack();
        self.packed
    }
}

/// The HTML of `code` with these [`Tokens`]. `None` when they are not those of this code.
pub(super) fn html(code: &str, mut tokens: &[u8]) -> Option<String> {
    let (mut writer, mut rest) = (TokenWriter::with_room(code.len()), code);
    while !tokens.is_empty() {
        let bytes = unpack(&mut tokens)?;
        let class;
        (class, tokens) = tokens.split_first()?;
        let class = match class {
            0 => None,
            number => Some(*CLASSES.get(usize::from(*number) - 1)?),
        };
        let piece;
        (piece, rest) = rest.split_at_checked(bytes as usize)?;
        writer.piece(class, piece);
    }
    rest.is_empty().then(|| writer.finish())
}

/// The scopes that grammars give to pieces, by the names that they have agreed on. Of those that fit, the first counts.
const NAMES: &[(&str, TokenClass)] = &[
    ("comment", TokenClass::Note),
    ("string", TokenClass::Text),
    ("keyword.operator", TokenClass::Mark),
    ("keyword", TokenClass::Word),
    ("storage", TokenClass::Word),
    ("entity.name.tag", TokenClass::Word),
    ("entity.name", TokenClass::Name),
    ("entity.other.attribute-name", TokenClass::Name),
    ("support", TokenClass::Name),
    ("variable.function", TokenClass::Name),
    ("variable.language", TokenClass::Number),
    ("constant", TokenClass::Number),
    ("markup.heading", TokenClass::Name),
    ("markup.bold", TokenClass::Bold),
    ("markup.italic", TokenClass::Italic),
    ("markup.inserted", TokenClass::Come),
    ("markup.deleted", TokenClass::Gone),
    ("invalid", TokenClass::Gone),
    ("punctuation", TokenClass::Mark),
];

/// The same with the first word of each, by which most scopes are told from most names at once.
static SCOPES: LazyLock<Vec<(u16, Scope, TokenClass)>> = LazyLock::new(|| {
    let scope = |(name, class): &(&str, TokenClass)| {
        let scope = Scope::new(name).expect("it has few parts");
        (scope.atom_at(0), scope, *class)
    };
    NAMES.iter().map(scope).collect()
});

/// The class that a scope has for itself.
fn own(scope: Scope) -> Option<TokenClass> {
    let first = scope.atom_at(0);
    let known = SCOPES.iter().find(|(word, known, _)| *word == first && known.is_prefix_of(scope));
    known.map(|(_, _, class)| *class)
}

/// The scopes that the next piece stands in. Grammars say what changes, and classes are worked out with each change, not anew for
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
    own: Option<TokenClass>,
    /// What a piece in it and those around it looks like.
    within: Option<TokenClass>,
}

impl Scopes {
    /// The class of a piece in them.
    pub(super) fn class(&self) -> Option<TokenClass> {
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
    fn push(&mut self, own: Option<TokenClass>) {
        let within = match (self.class(), own) {
            (Some(TokenClass::Note), _) => Some(TokenClass::Note),
            (Some(TokenClass::Text), Some(TokenClass::Mark)) => Some(TokenClass::Text),
            (around, own) => own.or(around),
        };
        self.open.push(Level { own, within });
    }
}

/// Writes code piece by piece. What follows in the same look is one piece, over spaces and ends of lines too.
#[derive(Default)]
pub(super) struct TokenWriter {
    html: String,
    open: Option<TokenClass>,
    /// Space that belongs to the open piece if the next one is of the same look.
    space: String,
}

impl TokenWriter {
    /// Room for code of so many bytes.
    pub(super) fn with_room(bytes: usize) -> Self {
        Self { html: String::with_capacity(bytes * 3), ..Self::default() }
    }

    /// Writes the next piece.
    pub(super) fn piece(&mut self, class: Option<TokenClass>, piece: &str) {
        if piece.bytes().all(|byte| byte.is_ascii_whitespace()) {
            self.space.push_str(piece);
            return;
        }
        if class != self.open {
            self.close();
        }
        self.html.push_str(&self.space);
        self.space.clear();
        if let Some(class) = class.filter(|_| self.open.is_none()) {
            self.html.push_str("<span class=\"");
            self.html.push_str(class.css());
            self.html.push_str("\">");
            self.open = Some(class);
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
