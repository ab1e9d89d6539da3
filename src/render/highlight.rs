//! Code → HTML with classes. The only home of the highlighter.
//!
//! Grammars tell pieces apart by hundreds of names. Readers see ten looks, so that only these are written: code takes a
//! quarter of what it would with all the names.

mod token;
mod toml;

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use syntect::parsing::{ParseState, SyntaxSet};
use syntect::util::LinesWithEndings;

use self::token::{Scopes, Tokens};
use super::escape::escape_text;
use crate::fingerprint::{Fingerprint, FingerprintMaker};
use crate::memo::{Coloured, PROGRAM};

/// The known languages, read when the first code is met.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// Code over this many bytes is not coloured: it is data, and would take seconds.
const LONGEST: usize = 256 * 1024;

/// So many bytes are remembered of which piece of code looks how, however much there is.
const MOST_KNOWN: usize = 16 << 20;

/// Colours code, each piece once.
#[derive(Default)]
pub(super) struct Highlighter {
    /// What the last build coloured.
    last: Arc<Coloured>,
    known: Mutex<Known>,
}

/// The pieces of this build: those with the least keys, as many as may be remembered.
///
/// Which they are depends on nothing else, so that a build leaves the same for the next one in whatever order its pages are
/// made.
#[derive(Default)]
struct Known {
    tokens: BTreeMap<Fingerprint, Arc<[u8]>>,
    bytes: usize,
    /// No key from this one on is remembered.
    end: Option<Fingerprint>,
}

impl Known {
    fn add(&mut self, key: Fingerprint, tokens: &Arc<[u8]>) {
        if self.end.is_some_and(|end| key >= end) {
            return;
        }
        if self.tokens.insert(key, Arc::clone(tokens)).is_none() {
            self.bytes += tokens.len();
        }
        while self.bytes > MOST_KNOWN
            && let Some((key, tokens)) = self.tokens.pop_last()
        {
            self.bytes -= tokens.len();
            self.end = Some(key);
        }
    }
}

impl Highlighter {
    /// One that is told what the `last` build coloured.
    pub(super) fn new(last: &Arc<Coloured>) -> Self {
        Self { last: Arc::clone(last), known: Mutex::default() }
    }

    /// The HTML of `code` in `language`; plain where the language is not known.
    pub(super) fn html(&self, language: &str, code: &str) -> String {
        if language.is_empty() || code.len() > LONGEST {
            return plain(code);
        }
        if language.eq_ignore_ascii_case("toml") {
            return toml::html(code);
        }
        let mut maker = FingerprintMaker::default();
        maker.add(PROGRAM.as_bytes());
        maker.add(language.as_bytes());
        maker.add(code.as_bytes());
        let key = maker.finish();
        let known = self.lock().tokens.get(&key).cloned();
        let known = known.or_else(|| self.last.find(&key).cloned());
        let known = known.and_then(|tokens| Some((token::html(code, &tokens)?, tokens)));
        let made = known.or_else(|| {
            let tokens = tokens(language, code)?;
            Some((token::html(code, &tokens)?, Arc::from(tokens)))
        });
        let Some((html, tokens)) = made else { return plain(code) };
        self.lock().add(key, &tokens);
        html
    }

    /// The pieces that were coloured, for the next build.
    pub(super) fn coloured(&self) -> Coloured {
        Coloured::of(self.lock().tokens.clone())
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Which piece of `code` looks how. `None` when the language is not known, or its grammar is at fault.
fn tokens(language: &str, code: &str) -> Option<Vec<u8>> {
    let mut grammar = ParseState::new(SYNTAXES.find_syntax_by_token(language)?);
    let (mut scopes, mut tokens) = (Scopes::default(), Tokens::default());
    for line in LinesWithEndings::from(code) {
        let mut from = 0;
        for (at, change) in grammar.parse_line(line, &SYNTAXES).ok()? {
            if at > from {
                tokens.add(scopes.class(), at - from);
                from = at;
            }
            scopes.apply(&change)?;
        }
        tokens.add(scopes.class(), line.len() - from);
    }
    Some(tokens.finish())
}

fn plain(code: &str) -> String {
    let mut html = String::with_capacity(code.len());
    escape_text(code, &mut html);
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(language: &str, code: &str) -> String {
        let html = Highlighter::default().html(language, code);
        html.replace("<span class=\"hl-", "").replace("\">", "‹").replace("</span>", "›")
    }

    #[test]
    fn pieces_that_look_alike_are_one() {
        assert_eq!(
            html("rust", "fn x() -> bool { true }\n"),
            "word‹fn› name‹x›mark‹() -&gt;› word‹bool› mark‹{› number‹true› mark‹}›\n"
        );
        assert_eq!(
            html("python", "# a note\n# and another\nx = \"y\" + 'z'\n"),
            "note‹# a note\n# and another\n›x mark‹=› text‹\"y\"› mark‹+› text‹'z'›\n"
        );
        assert_eq!(
            html("html", "<a href=\"x\">y &amp; z</a>\n"),
            "mark‹&lt;›word‹a› name‹href›mark‹=›text‹\"x\"›mark‹&gt;›y mark‹&amp;›number‹amp›mark‹;› zmark‹&lt;/›word‹a›mark‹&gt;›\n"
        );
        assert_eq!(
            html("diff", "-old\n+new\n same\n"),
            "mark‹-›gone‹old\n›mark‹+›come‹new\n› same\n"
        );
        assert_eq!(html("no such language", "a < b"), "a &lt; b");
    }

    #[test]
    fn no_letter_is_lost_whatever_the_language() {
        let code =
            "\u{feff}a = [\"<é\\\n]]}{'''\\u12 */ <!-- \"\"\"\"\\ =.,#&\n[[x\n\t\\ \r\n\n-- `${";
        for syntax in SYNTAXES.syntaxes() {
            let html = Highlighter::default().html(&syntax.name, code);
            let mut plain = String::new();
            for piece in html.split('<') {
                plain.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
            }
            let plain = plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
            assert_eq!(plain, code, "{}", syntax.name);
        }
    }

    /// Two bytes are marks, and eight are nothing.
    const TOLD: &[u8] = &[2, 1, 8, 0];

    #[test]
    fn what_the_last_build_coloured_is_not_coloured_again() {
        let first = Highlighter::default();
        let html = first.html("rust", "fn x() {}\n");
        assert_eq!(Highlighter::new(&Arc::new(first.coloured())).html("rust", "fn x() {}\n"), html);
        let keys: Vec<Fingerprint> = first.lock().tokens.keys().copied().collect();
        let told = Coloured::of(keys.into_iter().map(|key| (key, Arc::from(TOLD))).collect());
        let second = Highlighter::new(&Arc::new(told));
        let told = "<span class=\"hl-mark\">fn</span> x() {}\n";
        assert_eq!(second.html("rust", "fn x() {}\n"), told);
        assert_ne!(second.html("python", "fn x() {}\n"), told);
        // What does not fit the code is not believed.
        for bytes in [&[2, 1, 9, 0][..], &[2, 1], &[2, 11, 8, 0], &[0x82], &[10], &[]] {
            assert_eq!(token::html("fn x() {}\n", bytes), None, "{bytes:?}");
        }
        assert_eq!(token::html("é", &[1, 0, 1, 0]), None);
    }

    #[test]
    fn what_is_remembered_does_not_depend_on_the_order() {
        let long: Arc<[u8]> = Arc::from(vec![0; MOST_KNOWN / 8]);
        let short: Arc<[u8]> = Arc::from([0]);
        let pieces: Vec<_> = (0..40_u8)
            .map(|number| {
                (Fingerprint::of(&[number]), if number % 3 == 0 { &short } else { &long })
            })
            .collect();
        let known = |order: &dyn Fn(usize) -> usize| {
            let mut known = Known::default();
            for number in 0..pieces.len() {
                let (key, tokens) = pieces[order(number)];
                known.add(key, tokens);
            }
            assert!(known.bytes <= MOST_KNOWN && known.tokens.len() >= 8);
            known.tokens.into_keys().collect::<Vec<_>>()
        };
        let forwards = known(&|number| number);
        assert_eq!(known(&|number| 39 - number), forwards);
        assert_eq!(known(&|number| number * 7 % 40), forwards);
    }
}
