//! Code → HTML with classes. The only home of the highlighter.

mod toml;

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex};

use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

use super::html::escape_text;
use crate::fingerprint::{Fingerprint, FingerprintMaker};

/// The known languages, read when the first code is met.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// Classes are named after the scopes of the grammar, with this in front.
const STYLE: ClassStyle = ClassStyle::SpacedPrefixed { prefix: "hl-" };

/// Code over this many bytes is not coloured: it is data, and would take seconds.
const LONGEST: usize = 256 * 1024;

/// So many bytes of coloured code are remembered, however much there is.
const MOST_KNOWN: usize = 16 << 20;

/// Colours code, each piece once.
#[derive(Default)]
pub(super) struct Highlighter {
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    html: HashMap<Fingerprint, Arc<str>>,
    bytes: usize,
}

impl Highlighter {
    /// The HTML of `code` in `language`; plain where the language is not known.
    pub(super) fn html(&self, language: &str, code: &str) -> Arc<str> {
        if language.is_empty() || code.len() > LONGEST {
            return plain(code);
        }
        let mut maker = FingerprintMaker::default();
        maker.add(language.as_bytes());
        maker.add(code.as_bytes());
        let key = maker.finish();
        if let Some(html) = self.lock().html.get(&key) {
            return Arc::clone(html);
        }
        let html = coloured(language, code).unwrap_or_else(|| plain(code));
        let mut known = self.lock();
        if known.bytes + html.len() <= MOST_KNOWN {
            known.bytes += html.len();
            known.html.insert(key, Arc::clone(&html));
        }
        html
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

fn coloured(language: &str, code: &str) -> Option<Arc<str>> {
    if language.eq_ignore_ascii_case("toml") {
        return Some(Arc::from(toml::html(code)));
    }
    let syntax = SYNTAXES.find_syntax_by_token(language)?;
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, &SYNTAXES, STYLE);
    for line in LinesWithEndings::from(code) {
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(Arc::from(generator.finalize()))
}

fn plain(code: &str) -> Arc<str> {
    let mut html = String::with_capacity(code.len());
    escape_text(code, &mut html);
    Arc::from(html)
}
