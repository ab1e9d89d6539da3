//! A link as wikis and notebooks write it: `[[page#part|words]]`.

use super::Index;
use super::index::named::named;
use crate::prose::Role;
use crate::prose::anchor::heading_id;
use crate::source::SourcePath;

/// What stands in two pairs of brackets.
pub struct Wiki<'t> {
    /// What the page is called; empty for the one it stands on.
    pub page: &'t str,
    /// The words of a heading.
    pub part: Option<&'t str>,
    /// What is shown.
    pub words: &'t str,
    /// How wide and how high a picture is to be shown, in pixels.
    pub drawn: (Option<u16>, Option<u16>),
}

impl<'t> Wiki<'t> {
    /// Reads what stands in the brackets. `None` when it is a command or a number rather than a name.
    pub fn read(inside: &'t str) -> Option<Self> {
        let is_command = inside.starts_with(char::is_whitespace)
            || inside.contains(['$', '"', '=', '<', '>', '{', '}', ';', '*', '`'])
            || !inside.contains(char::is_alphabetic);
        if is_command {
            return None;
        }
        let (target, words) = match inside.split_once('|') {
            Some((target, words)) => (target.trim_end_matches('\\'), Some(words.trim())),
            None => (inside, None),
        };
        let (page, part) = match target.split_once('#') {
            Some((page, part)) => (page.trim(), Some(part.trim())),
            None => (target.trim(), None),
        };
        let own = part.filter(|_| page.is_empty()).unwrap_or(page);
        let own = own.rsplit('/').next().unwrap_or(own);
        // A number behind a picture is its width, and another one its height.
        let (wide, high) =
            words.map_or(("", ""), |size| size.split_once('x').unwrap_or((size, "")));
        let drawn = (wide.parse().ok(), high.parse().ok());
        let words = words.filter(|words| words.contains(char::is_alphabetic) && drawn.0.is_none());
        let words = words.unwrap_or(own);
        Some(Self { page, part, words: words.strip_suffix(".md").unwrap_or(words), drawn })
    }

    /// The address in `from` of the one page or file that is meant, and of the heading on it.
    pub fn href(&self, index: &Index<'_>, from: &SourcePath, role: Role) -> Option<String> {
        let page = if self.page.is_empty() {
            String::new()
        } else {
            named(index, from, (role, self.page))?
        };
        let Some(part) = self.part else { return Some(page) };
        let is_there = |href: &String| index.resolve(from, href).is_ok();
        // The words of a heading lead to it as well, and as an id they hold no spaces.
        let by_words = format!("{page}#{}", heading_id(part));
        Some(by_words).filter(is_there).or_else(|| Some(format!("{page}#{part}")).filter(is_there))
    }
}
