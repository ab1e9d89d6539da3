//! Values without quotation marks: words, yes and no, days, numbers as people write them, and nothing at all.

use std::ops::Range;

use super::list::{bullet, is_list_alone};
use super::signs::{is_blank, is_mark};
use super::slip::Slip;
use super::walk::{Inside, KeyAt, Walk};
use crate::measure::days;
use crate::schema::{Schema, literal, meant, quoted, unreadable};

/// What people write for "and so on".
const DOTS: &[&str] = &["…", "...", "etc.", "usw."];
/// What programs write for nothing.
const NOTHING: &[&str] = &["null", "none", "nil", "undefined", "n/a", "~"];

impl Walk<'_> {
    /// Reads a value without quotation marks.
    pub(super) fn bare(&mut self, at: usize, schema: Option<Schema>, inside: Inside) -> usize {
        let end = self.bare_end(at, schema, inside);
        let (span, written) = (at..end, &self.text[at..end]);
        if (self.reads)(&format!("x = {written}")) || written.is_empty() {
            return end;
        }
        let is_list = inside == Inside::Line
            && matches!(schema, Some(Schema::Texts | Schema::TextsOrBlocks(_)));
        let numbers = numbers_in_a_row(written).filter(|_| match inside {
            Inside::Line => matches!(schema, Some(Schema::Numbers(..))),
            Inside::List => matches!(schema, Some(Schema::Number(..))),
            Inside::Table => false,
        });
        let slip = if let Some(numbers) = numbers {
            let (said, now) = match inside {
                Inside::List => ("commas stand between what is in a list", numbers),
                Inside::Line | Inside::Table => {
                    ("a list stands between square brackets", format!("[{numbers}]"))
                }
            };
            Slip::new(span.clone(), said, span, now)
        } else if is_list && written.contains([',', '\t']) {
            words_in_a_row(span, written)
        } else if inside == Inside::List && DOTS.contains(&written) {
            let help = "write what else belongs into the list in their place, or take the dots out";
            Slip::open(span, "dots stand for nothing in a list", help)
        } else {
            self.wordy(span, written, schema, inside)
        };
        self.slips.push(slip);
        end
    }

    fn wordy(
        &self,
        span: Range<usize>,
        written: &str,
        schema: Option<Schema>,
        inside: Inside,
    ) -> Slip {
        let minutes = written.strip_suffix(['\'', '′', '’']).map(str::trim_end);
        let minutes = minutes.filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
        if let (Some(Schema::Duration), Some(minutes)) = (schema, minutes) {
            let said = "this text stands without quotation marks";
            return Slip::new(span.clone(), said, span, format!("\"{minutes} min\""));
        }
        let half = written.trim_end_matches(['"', '\'', '”', '“', '’']);
        if half.len() < written.len() && !half.is_empty() {
            let said = "a quotation mark is missing in front of this text";
            let as_it_is = format!("\"{half}\"");
            let is_read = (self.reads)(&format!("x = {as_it_is}"));
            let now = if is_read { as_it_is } else { quoted(half) };
            return Slip::new(span.clone(), said, span, now);
        }
        if inside == Inside::Line && NOTHING.contains(&written.to_lowercase().as_str()) {
            let line = self.line_of(span.start);
            let said = format!("there is no `{written}`: a key that is not set is left out");
            return Slip::new(span, said, line, String::new()).help("take the line out");
        }
        if !is_text(schema)
            && let Some(slip) = day(&span, written, self.key_before(span.start))
        {
            return slip;
        }
        if matches!(schema, Some(Schema::TextsOrBlocks(_))) && inside == Inside::Line {
            let said = "a list stands between square brackets, and each text in it between quotation marks";
            return Slip::new(span.clone(), said, span, format!("[{}]", quoted(written)));
        }
        let key = self.key_before(span.start);
        let read =
            schema.and_then(|schema| meant((schema, key), written)).map(|value| literal(&value));
        let (said, now) = match (schema, read) {
            (Some(Schema::Flag), Some(now)) => {
                (format!("`{written}` is neither `true` nor `false`"), now)
            }
            (Some(Schema::Number(..)), Some(now)) => {
                let said = match written.strip_prefix('0') {
                    Some(_) => format!("a number begins with no `0`, as `{written}` does"),
                    None => format!("`{written}` is no whole number in figures alone"),
                };
                (said, now)
            }
            (_, Some(now)) => ("this text stands without quotation marks".to_owned(), now),
            (None, None) => match meant((Schema::Flag, key), written) {
                Some(now) => (format!("`{written}` is neither `true` nor `false`"), literal(&now)),
                None => ("this text stands without quotation marks".to_owned(), quoted(written)),
            },
            (Some(_), None) => {
                if let Some(key) = self.key_called(key) {
                    let (said, help) = unreadable(key, written);
                    return Slip::open(span, said, help);
                }
                ("this text stands without quotation marks".to_owned(), quoted(written))
            }
        };
        Slip::new(span.clone(), said, span, now)
    }

    /// Where a value without marks ends.
    fn bare_end(&self, at: usize, schema: Option<Schema>, inside: Inside) -> usize {
        let line = &self.text[at..self.line_end(at)];
        let remark = if is_colour(line) { None } else { line.find(" #") };
        let line = &line[..remark.unwrap_or(line.len())];
        let is_comma_in = |comma: usize| {
            let digit = |text: Option<char>| text.is_some_and(|letter| letter.is_ascii_digit());
            digit(line[..comma].chars().last()) && digit(line[comma + 1..].chars().next())
        };
        // A mark that ends a text and begins none: the text goes up to it, whatever commas it holds.
        let half = line
            .find('"')
            .filter(|mark| inside != Inside::Line && self.ends(at + mark + 1, inside));
        if let Some(mark) = half {
            return at + mark + 1;
        }
        let stop = |signs: &str| {
            let found = line.char_indices().find(|(at, letter)| {
                signs.contains(*letter)
                    && !(*letter == ',' && !is_number(schema) && is_comma_in(*at))
            });
            found.map_or(line.len(), |(at, _)| at)
        };
        let end = match inside {
            Inside::Line => line.trim_end_matches(is_blank).trim_end_matches([',', ';']).len(),
            Inside::List => stop(",;]"),
            Inside::Table => stop(",;}"),
        };
        at + line[..end].trim_end_matches(is_blank).len()
    }

    /// Reads the value of `key`, behind whose sign nothing stands but the end of the line at `at`.
    pub(super) fn value_below(
        &mut self,
        (key, schema): (&KeyAt, Option<Schema>),
        at: usize,
    ) -> usize {
        let below = self.next_line(self.line_end(at));
        let start = self.skip_blanks(below.min(self.text.len()));
        let line = &self.text[start..self.line_end(start)];
        let is_list = matches!(
            schema,
            Some(
                Schema::Texts | Schema::TextsOrBlocks(_) | Schema::SomeOf(_) | Schema::Numbers(..)
            )
        );
        if line.starts_with("- ") || is_list && bullet(line).is_some() {
            return self.yaml_list((key, schema), (at, below));
        }
        if is_list && self.is_plain_line(line) {
            return self.yaml_list((key, schema), (at, below));
        }
        let begins_text = |letter: char| matches!(letter, '"' | '\'') || is_mark(letter);
        let is_value = line.starts_with(begins_text)
            || line.starts_with('[') && is_list_alone(line)
            || line.starts_with('{');
        let is_one_of_many = line.trim_end().ends_with(',') || {
            let after = self.next_line(self.line_end(start));
            self.text[after.min(self.text.len())..].trim_start().starts_with(']')
        };
        if is_value && is_one_of_many && !self.is_statement(line) {
            let said = "a `[` is missing after this: what stands below is a list";
            let slip = Slip::new(key.span.clone(), said, key.end..key.end, " [".to_owned());
            self.slips.push(slip);
            return self.listed(key.span.clone(), start, schema);
        }
        if is_value && !self.is_statement(line) {
            let slip = Slip::new(
                key.span.clone(),
                "a value begins on the line of its key",
                key.end..start,
                " ".to_owned(),
            );
            let help = format!("bring it up to the line of `{} =`", key.name);
            self.slips.push(slip.help(help));
            let end = self.value(start, schema, Inside::Line);
            return self.after_value((start, end), schema);
        }
        let said = format!("`{}` is set to nothing", key.name);
        let help = "write its value after the `=`, or take the line out";
        self.slips.push(Slip::open(key.span.clone(), said, help));
        self.line_end(at)
    }

    /// Whether `line` says something and is neither a statement, a remark nor a value between marks.
    pub(super) fn is_plain_line(&self, line: &str) -> bool {
        let is_bare = line.starts_with(|letter: char| letter.is_alphanumeric());
        is_bare && !self.is_statement(line)
    }

    /// The name of the key whose value begins at `at`.
    fn key_before(&self, at: usize) -> &str {
        let line = self.text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let before = &self.text[line..at];
        before[..before.find(['=', ':']).unwrap_or(before.len())].trim()
    }

    /// The whole line at `at` with its end.
    fn line_of(&self, at: usize) -> Range<usize> {
        let line = self.text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        line..self.next_line(at)
    }
}

/// Numbers with commas between, where `text` is several with commas, blanks and brackets.
fn numbers_in_a_row(text: &str) -> Option<String> {
    let parts: Vec<&str> = text
        .split(|letter: char| letter.is_whitespace() || ",;[]".contains(letter))
        .filter(|part| !part.is_empty())
        .collect();
    let is_number = |part: &&str| part.parse::<i64>().is_ok();
    (parts.len() > 1 && parts.iter().all(is_number)).then(|| parts.join(", "))
}

/// The slip of several words with commas between, where a list is wanted. A comma may as well belong to a sentence.
fn words_in_a_row(span: Range<usize>, written: &str) -> Slip {
    let sign = if written.contains('\t') { '\t' } else { ',' };
    let parts = written.split(sign).map(str::trim).filter(|part| !part.is_empty());
    let parts: Vec<&str> = parts.collect();
    let texts: Vec<String> = parts.iter().map(|part| quoted(part)).collect();
    let said = "a list stands between square brackets, and each text in it between quotation marks";
    let slip = Slip::new(span.clone(), said, span, format!("[{}]", texts.join(", ")));
    let is_prose = sign == ',' && parts.iter().any(|part| part.contains(' '));
    if is_prose { slip.unsure() } else { slip }
}

/// The slip of a day that is written another way than year, month and day.
fn day(span: &Range<usize>, written: &str, key: &str) -> Option<Slip> {
    let said = format!("`{written}` is not how a day is written: year, month, day");
    Some(match days::read(written)? {
        days::Read::Day(date) => Slip::new(span.clone(), said, span.clone(), date.to_string()),
        days::Read::Two(one, other) => {
            let said = format!("`{written}` may be two days");
            let help = format!(
                "write `{key} = {one}` for {}, or `{key} = {other}` for {}",
                days::spoken(one),
                days::spoken(other)
            );
            Slip::open(span.clone(), said, help)
        }
        days::Read::None => {
            let said = format!("there is no day `{written}`");
            Slip::open(
                span.clone(),
                said,
                format!("write a day that there is as year, month and day: `{key} = 2026-10-01`"),
            )
        }
    })
}

/// Whether `text`, which begins with the sign of a remark, is a colour.
pub(super) fn is_colour(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('#') else { return false };
    let digits =
        rest.len() - rest.trim_start_matches(|letter: char| letter.is_ascii_hexdigit()).len();
    matches!(digits, 3 | 6 | 8) && rest[digits..].trim_start_matches(['"', '\'', ' ']).is_empty()
}

fn is_number(schema: Option<Schema>) -> bool {
    matches!(schema, Some(Schema::Number(..) | Schema::Numbers(..)))
}

fn is_text(schema: Option<Schema>) -> bool {
    matches!(
        schema,
        Some(Schema::Text | Schema::Texts | Schema::Duration | Schema::Range | Schema::OneOf(_))
    )
}
