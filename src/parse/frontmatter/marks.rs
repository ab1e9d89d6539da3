//! Front matter whose lines of marks are not as they have to be: of another sign, too short, or missing.

use super::fence::{Language, OPEN_FRONT_MATTER, Split, enclosed, is_key, is_known};
use crate::diag::{Diagnostic, Fix, Rule, Severity};
use crate::source::{SourcePath, Span};

/// Other marks than those that stand around front matter.
pub(in crate::parse) const FRONT_MATTER_MARKS: Rule = Rule {
    code: "front-matter-marks",
    severity: Severity::Error,
    explanation: "The keys at the head of a page, its front matter, stand between two lines: both are `+++` where the keys are \
        written with `=`, as in `title = \"Home\"`, and both are `---` where they are written with a colon, as in \
        `title: Home`. Between other lines, such as `++` or `***`, the keys would be read by everybody as text of the page. \
        Write the lines as the help says.",
};

/// A line of a text: where it begins, and what stands on it.
struct Line<'t> {
    start: usize,
    text: &'t str,
}

impl Line<'_> {
    fn end(&self) -> usize {
        self.start + self.text.trim_end().len()
    }
}

/// Finds front matter at the head of `text` that is not between the marks it needs, and says so.
pub(super) fn find(path: &SourcePath, text: &str) -> Option<(Split, Diagnostic)> {
    /// Nobody's front matter has more lines.
    const MOST: usize = 200;
    let mut at = 0;
    let lines = text.split_inclusive('\n').map(|text| {
        let start = at;
        at += text.len();
        Line { start, text }
    });
    let lines: Vec<Line<'_>> = lines.take(MOST).collect();
    let opens = usize::from(is_mark(lines.first()?.text));
    let is_enclosed = enclosed(text, 0, str::trim_end).is_some();
    let keys = Keys::read(&lines[opens..], is_enclosed)?;
    let (mark, language) = keys.mark(lines.first().filter(|_| opens == 1));
    let closing = lines.get(opens + keys.count).filter(|line| is_mark(line.text));
    let askew = Askew { lines: &lines, keys: &keys, mark, is_open: opens == 1, closing };
    let (fault, written) = askew.reported(path)?;
    let span = Span::new(lines[opens].start, lines[opens + keys.last].end());
    let body = closing.map_or(written.end, |line| line.start + line.text.len());
    let now = askew.mended(text);
    let was = text[..written.end].to_owned();
    let fault = fault.maybe_fix_at(Some((Span::new(0, written.end), Fix { was, now })));
    Some((Split { front_matter: Some((language, span)), body }, fault))
}

/// Front matter with what is wrong around it.
struct Askew<'l, 't> {
    lines: &'l [Line<'t>],
    keys: &'l Keys,
    /// What both marks have to be.
    mark: &'static str,
    is_open: bool,
    closing: Option<&'l Line<'t>>,
}

impl Askew<'_, '_> {
    /// What is wrong, and how far front matter with its marks goes. `None` when all is well.
    fn reported(&self, path: &SourcePath) -> Option<(Diagnostic, std::ops::Range<usize>)> {
        let Self { lines, keys, mark, .. } = self;
        let first = &lines[0];
        let opens = usize::from(self.is_open);
        let last = &lines[opens + keys.last];
        let number = opens + keys.last + 1;
        let is_well = |line: &Line<'_>| line.text.trim_end() == *mark;
        let end = self.closing.map_or(last.end(), Line::end);
        let fault = |rule, line: &Line<'_>, said: String, help: String| {
            let fault = Diagnostic::new(rule, path, Span::new(line.start, line.end()), said);
            Some((fault.help(help), 0..end))
        };
        let askew = |line: &Line<'_>| {
            let written = line.text.trim();
            let sign = if *mark == "+++" { "=" } else { ":" };
            format!(
                "the keys of this page are written with `{sign}`, so they stand between two lines `{mark}`, not `{written}`"
            )
        };
        match (self.is_open, self.closing) {
            (true, Some(closing)) => match (is_well(first), is_well(closing)) {
                (true, true) => None,
                (false, true) => {
                    fault(&FRONT_MATTER_MARKS, first, askew(first), format!("write `{mark}`"))
                }
                (true, false) => {
                    fault(&FRONT_MATTER_MARKS, closing, askew(closing), format!("write `{mark}`"))
                }
                (false, false) => {
                    let number = opens + keys.count + 1;
                    let help = format!("write `{mark}` here and in line {number}");
                    fault(&FRONT_MATTER_MARKS, first, askew(first), help)
                }
            },
            (true, None) => {
                let said = "the front matter that begins here has no end".to_owned();
                let below = format!("add a line `{mark}` below line {number}");
                let help = if is_well(first) {
                    below
                } else {
                    format!("write `{mark}` here, and {below}")
                };
                fault(&OPEN_FRONT_MATTER, first, said, help)
            }
            (false, Some(closing)) if is_well(closing) && keys.is_plain() => {
                let said = format!("a line `{mark}` is missing above the keys of this page");
                fault(&OPEN_FRONT_MATTER, first, said, format!("add a line `{mark}` above line 1"))
            }
            (false, None) if keys.with_equals > 1 && keys.is_plain() => {
                let said = format!("the keys of this page do not stand between two lines `{mark}`");
                let help = format!("add a line `{mark}` above line 1 and below line {number}");
                fault(&OPEN_FRONT_MATTER, first, said, help)
            }
            (false, Some(_) | None) => None,
        }
    }

    /// Front matter between the right marks.
    fn mended(&self, text: &str) -> String {
        let opens = usize::from(self.is_open);
        let ending = if self.lines[0].text.ends_with("\r\n") { "\r\n" } else { "\n" };
        let keys = self.lines[opens].start;
        let inner = match self.closing {
            Some(closing) => text[keys..closing.start].to_owned(),
            None => text[keys..self.lines[opens + self.keys.last].end()].to_owned() + ending,
        };
        [self.mark, ending, &inner, self.mark].concat()
    }
}

/// Lines that set keys.
struct Keys {
    /// How many lines there are up to the closing mark, or what is no key.
    count: usize,
    /// The number among them of the last one that belongs to a key, from 0.
    last: usize,
    with_equals: usize,
    with_colon: usize,
    /// Whether all of them are keys that pages know.
    are_known: bool,
}

impl Keys {
    /// Reads the lines at the head of `lines` that set keys. `None` when no page knows any of them.
    fn read(lines: &[Line<'_>], is_enclosed: bool) -> Option<Self> {
        let mut keys = Self { count: 0, last: 0, with_equals: 0, with_colon: 0, are_known: true };
        let closed = lines.iter().position(|line| is_mark(line.text));
        let mut knows = false;
        for line in lines.iter().take(closed.unwrap_or(lines.len())) {
            let written = line.text.trim();
            let sign = ['=', ':'].into_iter().find(|sign| is_key(line.text, *sign));
            let goes_on = line.text.starts_with([' ', '\t', '-', '[', ']', '}', '"', '\'', '#'])
                && keys.count > 0;
            match sign {
                Some(sign) => {
                    let name = written.split(sign).next().unwrap_or_default().trim();
                    keys.with_equals += usize::from(sign == '=');
                    keys.with_colon += usize::from(sign == ':');
                    knows |= is_known(name);
                    keys.are_known &= is_known(name);
                }
                None if written.is_empty() && closed.is_some() => {}
                None if goes_on && !(written.starts_with('#') && closed.is_none()) => {}
                // Between marks that are well, other lines may be those of a long text.
                None if is_enclosed => return None,
                None => break,
            }
            if !written.is_empty() {
                keys.last = keys.count;
            }
            keys.count += 1;
        }
        (knows && keys.count > 0).then_some(keys)
    }

    /// What stands above and below such keys, where their first line of marks is `first`.
    fn mark(&self, first: Option<&Line<'_>>) -> (&'static str, Language) {
        let is_dashed = first.is_some_and(|line| line.text.starts_with('-'));
        let is_plus = first.is_some_and(|line| line.text.trim_end() == "+++");
        // A single colon between the marks of TOML is a slip in its line.
        let is_yaml = match (self.with_equals, self.with_colon) {
            (0, 1) => !is_plus,
            (0, _) => true,
            (_, 0) => false,
            (_, _) => is_dashed,
        };
        if is_yaml { ("---", Language::Yaml) } else { ("+++", Language::Toml) }
    }

    /// Whether nobody would take them for prose.
    fn is_plain(&self) -> bool {
        self.are_known && self.with_equals.max(self.with_colon) > 1
            || self.with_equals > 0 && self.with_colon == 0
    }
}

/// Whether `line` was meant for one that stands around front matter.
fn is_mark(line: &str) -> bool {
    let written = line.trim().trim_start_matches('\u{feff}');
    let word = ["toml", "yaml", "yml"].into_iter().find_map(|word| written.strip_suffix(word));
    let signs = word.unwrap_or(written).trim();
    let Some(first) = signs.chars().next() else { return false };
    let is_long = matches!(first, '–' | '—' | '―');
    "+-*=~_`–—―".contains(first)
        && signs.chars().all(|sign| sign == first || sign == ' ')
        && (is_long || signs.matches(first).count() > 1)
}
