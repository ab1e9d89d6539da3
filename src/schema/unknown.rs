//! Keys that a record does not know: misspelt, of another language, or of another place.

use super::judge::{Judge, Place};
use super::key::{Key, Schema};
use super::meant::literal;
use super::rules::{UNKNOWN_KEY, WRONG_TYPE};
use super::value::shown;
use super::words::words;
use crate::diag::{Diagnostic, Fix, nearest};
use crate::record::{Entry, Record, Value};
use crate::source::{Span, Spanned};

/// What else people call a key: in other languages, and in other programs.
const OTHER_WORDS: &[(&str, &[&str])] = &[
    ("title", &["titel", "titre", "titulo", "título", "titolo", "name", "heading"]),
    (
        "summary",
        &[
            "description",
            "zusammenfassung",
            "kurzfassung",
            "résumé",
            "resumen",
            "sommario",
            "samenvatting",
        ],
    ),
    ("colour", &["color", "farbe", "couleur", "colore", "kleur"]),
    ("licence", &["license", "lizenz"]),
    ("language", &["lang", "locale", "sprache", "langue", "idioma", "lingua", "taal"]),
    ("time", &["duration", "dauer", "durée", "zeit", "tiempo", "tempo", "tijd"]),
    ("people", &["participants", "teilnehmer", "personen", "personnes", "personas", "persone"]),
    ("kind", &["type", "art", "typ", "soort"]),
    ("uses", &["use", "needs", "requires"]),
    ("lines", &["line"]),
    ("items", &["item", "punkte", "entries"]),
    ("rows", &["row", "zeilen", "lignes", "filas", "righe", "rijen"]),
    ("columns", &["spalten", "column", "colonnes", "columnas", "colonne", "kolommen"]),
    ("question", &["frage", "pregunta", "domanda", "vraag"]),
    ("base_url", &["baseurl", "site_url", "url"]),
];

impl Judge<'_> {
    /// Tells entry `number` of `record`, which is called `what` and knows only `keys`; where it is known what was meant, the
    /// entry is set right.
    pub(super) fn unknown(
        &mut self,
        (record, number): (&mut Record, usize),
        keys: &[&'static [Key]],
        what: &str,
    ) {
        let entry = record.entries[number].clone();
        let name = entry.key.value.as_str();
        if let Some(key) = self.belongs_to_file(record, name) {
            return self.misplaced((record, number), key, what);
        }
        let names = || keys.iter().copied().flatten().map(|key| key.name);
        let is_block = !self.headers(&entry).is_empty();
        let called = |near: &str| keys.iter().copied().flatten().find(|key| key.name == near);
        let near = near_key(name, keys)
            .filter(|near| !is_block || called(near).is_some_and(|key| may_be_block(key.schema)));
        if let Some(fault) = self.needless_header(&entry, keys, what) {
            self.found.push(fault);
            let Value::Record(inner) = &entry.value.value else { return };
            let entries = inner.entries.clone();
            record.entries[number].key.value.clear();
            for entry in entries {
                if record.entry(&entry.key.value).is_none() {
                    record.entries.push(entry);
                }
            }
            return;
        }
        let message = format!("{what} does not know the key `{name}`");
        let fault = Diagnostic::new(&UNKNOWN_KEY, self.file.origin.path, entry.key.span, message);
        let fault = match near {
            Some(near) if record.entry(near).is_some() => fault.help(format!(
                "`{near}` is set already: take this line out, or bring what it says into `{near}`"
            )),
            Some(near) => {
                near.clone_into(&mut record.entries[number].key.value);
                match called(near).and_then(|key| self.set_right(&entry.value, key)) {
                    Some(value) => {
                        let span = Span { start: entry.key.span.start, end: entry.value.span.end };
                        let now = format!("{near} = {}", literal(&value.value));
                        let fix = Fix { was: self.written(span).to_owned(), now: now.clone() };
                        record.entries[number].value = value;
                        fault.help(format!("write `{now}`")).maybe_fix_at(Some((span, fix)))
                    }
                    None => self.renamed(fault, &entry, near),
                }
            }
            None => fault.help(known(keys, names())),
        };
        self.found.push(fault);
    }

    /// What is said of a line such as `[playbook]` above keys that belong to the file itself.
    fn needless_header(
        &self,
        entry: &Entry,
        keys: &[&'static [Key]],
        what: &str,
    ) -> Option<Diagnostic> {
        let Value::Record(inner) = &entry.value.value else { return None };
        let [header] = self.headers(entry)[..] else { return None };
        let is_key =
            |entry: &Entry| keys.iter().copied().flatten().any(|key| key.name == entry.key.value);
        if inner.entries.is_empty() || !inner.entries.iter().all(is_key) {
            return None;
        }
        let message =
            format!("{what} has no part `[{}]`: its keys stand by themselves", entry.key.value);
        let end = header.range().end;
        let text = self.file.origin.text;
        let line =
            Span::new(header.range().start, end + usize::from(text[end..].starts_with('\n')));
        let fix = Fix { was: self.written(line).to_owned(), now: String::new() };
        let fault = Diagnostic::new(&UNKNOWN_KEY, self.file.origin.path, header, message);
        Some(fault.help("take the line out").maybe_fix_at(Some((line, fix))))
    }

    /// What `key` is set to by a `value` that does not fit and has one reading. It is told along with the key.
    fn set_right(&mut self, value: &Spanned<Value>, key: &Key) -> Option<Spanned<Value>> {
        let is_plain = !matches!(value.value, Value::List(_) | Value::Record(_));
        let (before, mut right) = (self.found.len(), value.clone());
        let is_right = is_plain && self.value(&mut right, key, Place::Key);
        let is_changed = self.found.len() > before;
        self.found.truncate(before);
        (is_right && is_changed).then_some(right)
    }

    /// Renames blocks whose texts have a key of their own, `questions` for `ask`, and the other way round.
    pub(super) fn in_other_form(&mut self, record: &mut Record, keys: &[&'static [Key]]) {
        let key_of = |name: &str| keys.iter().copied().flatten().find(|key| key.name == name);
        for number in 0..record.entries.len() {
            let entry = record.entries[number].clone();
            let Some(key) = key_of(&entry.key.value) else { continue };
            let Some(other) =
                other_form(key, keys).filter(|other| record.entry(other.name).is_none())
            else {
                continue;
            };
            let (name, near, path) = (key.name, other.name, self.file.origin.path);
            let fault = |message| Diagnostic::new(&WRONG_TYPE, path, entry.key.span, message);
            let is_text = |value: &Value| matches!(value, Value::Text(_));
            let fault = match (key.schema, &entry.value.value) {
                (Schema::Blocks(_), value) if is_text(value) => {
                    let now = format!("{near} = [{}]", literal(value));
                    let span = Span { start: entry.key.span.start, end: entry.value.span.end };
                    let fix = Fix { was: self.written(span).to_owned(), now: now.clone() };
                    fault(format!(
                        "a list of short texts is called `{near}`, and `{name}` is a block"
                    ))
                    .help(format!("write `{now}`"))
                    .maybe_fix_at(Some((span, fix)))
                }
                (Schema::Blocks(_), Value::List(list))
                    if !list.is_empty() && list.iter().all(|each| is_text(&each.value)) =>
                {
                    let message = format!(
                        "a list of short texts is called `{near}`, and `{name}` is a block"
                    );
                    self.renamed(fault(message), &entry, near)
                }
                (Schema::Texts, Value::List(_)) if !self.headers(&entry).is_empty() => {
                    let message = format!(
                        "a block is called `{near}`, and `{name}` is a list of short texts"
                    );
                    self.renamed(fault(message), &entry, near)
                }
                (_, _) => continue,
            };
            near.clone_into(&mut record.entries[number].key.value);
            self.found.push(fault);
        }
    }

    /// Says how an entry is written under the name `near`, and mends it.
    fn renamed(&self, fault: Diagnostic, entry: &Entry, near: &str) -> Diagnostic {
        let name = entry.key.value.as_str();
        let headers = self.headers(entry);
        if let (Some(first), Some(last)) = (headers.first(), headers.last()) {
            let span = Span { start: first.start, end: last.end };
            let was = self.written(span);
            let now = headers.iter().rev().fold(was.to_owned(), |mut now, header| {
                let at = (header.start - span.start) as usize..(header.end - span.start) as usize;
                now.replace_range(at.clone(), &was[at].replacen(name, near, 1));
                now
            });
            let first = self.written(*first).replacen(name, near, 1);
            let help = if headers.len() == 1 {
                format!("write `{first}`")
            } else {
                format!("write `{first}` each time")
            };
            return fault.help(help).maybe_fix_at(Some((span, Fix { was: was.to_owned(), now })));
        }
        let help = match shown(self.written(entry.value.span), &entry.value.value) {
            Some(value) => format!("write `{near} = {value}`"),
            None => format!("write `{near}` for `{name}`"),
        };
        let fix = Fix { was: name.to_owned(), now: near.to_owned() };
        // A key between marks stands there with them.
        fault.help(help).maybe_fix(Some(fix))
    }

    /// The lines `[name]` or `[[name]]` that begin what `entry` holds.
    fn headers(&self, entry: &Entry) -> Vec<Span> {
        let spans = match &entry.value.value {
            Value::List(list) => list.iter().map(|each| each.span).collect(),
            Value::Record(_) => vec![entry.value.span],
            Value::Text(_)
            | Value::Integer(_)
            | Value::Float(_)
            | Value::Flag(_)
            | Value::Date(_) => Vec::new(),
        };
        let header = |span: Span| {
            let text = self.written(span);
            let line = text.lines().next().unwrap_or_default().trim_end();
            let begins =
                line.starts_with('[') && line.trim_matches(['[', ']', ' ']) == entry.key.value;
            begins.then(|| Span::new(span.range().start, span.range().start + line.len()))
        };
        spans.into_iter().filter_map(header).collect()
    }

    /// The key of the file that is called `name`, when `record` is a block of the file under a line of its own.
    fn belongs_to_file(&self, record: &Record, name: &str) -> Option<&'static Key> {
        if !self.written(record.span).starts_with('[')
            || self.file.set.iter().any(|set| set == name)
        {
            return None;
        }
        self.file.keys.iter().copied().flatten().find(|key| key.name == name)
    }

    /// Tells an entry that stands in a block and belongs to the file.
    fn misplaced(&mut self, (record, number): (&mut Record, usize), key: &'static Key, what: &str) {
        let mut entry = record.entries[number].clone();
        let message = format!("`{}` belongs to the whole file, and stands in {what}", key.name);
        let path = self.file.origin.path;
        let mut fault = Diagnostic::new(&UNKNOWN_KEY, path, entry.key.span, message);
        if let Some((line, span, now)) = self.above_blocks(&entry) {
            let fix = Fix { was: self.written(span).to_owned(), now };
            fault =
                fault.help(format!("move it above line {line}")).maybe_fix_at(Some((span, fix)));
        }
        self.found.push(fault);
        self.file.set.push(key.name.to_owned());
        self.value(&mut entry.value, key, Place::Key);
        self.moved.push(entry);
        // What is left of it is known, and told.
        record.entries[number].key.value.clear();
    }

    /// The number of the line that begins the first block, and what puts `entry` above it: a stretch and what it becomes.
    fn above_blocks(&self, entry: &Entry) -> Option<(usize, Span, String)> {
        let text = self.file.origin.text;
        let start =
            text[..entry.key.span.range().start].rfind('\n').map_or(0, |newline| newline + 1);
        let end = entry.value.span.range().end;
        let end = text[end..].find('\n').map_or(text.len(), |length| end + length + 1);
        let mut at = 0;
        let first = text[..start].split_inclusive('\n').find_map(|line| {
            let here = at;
            at += line.len();
            let name =
                line.trim().trim_start_matches('[').split([']', '.']).next().unwrap_or_default();
            let is_block = line.starts_with('[')
                && self.file.keys.iter().copied().flatten().any(|key| key.name == name.trim());
            is_block.then_some(here)
        })?;
        let lines = text[start..end].trim_end_matches(['\n', '\r']);
        let ends =
            if text[start..end].ends_with('\n') { &text[start + lines.len()..end] } else { "\n" };
        let between = &text[first..start];
        let between =
            if ends.len() == end - start - lines.len() { between } else { between.trim_end() };
        let number = text[..first].matches('\n').count() + 1;
        Some((number, Span::new(first, end), format!("{lines}{ends}{between}")))
    }
}

/// The key that holds as a list of texts what `key` holds as blocks, or the other way round.
fn other_form(key: &Key, keys: &[&'static [Key]]) -> Option<&'static Key> {
    /// The names that are no plural with an `s`.
    const PAIRS: &[(&str, &str)] = &[("ask", "questions"), ("criterion", "criteria")];
    let is_pair = |block: &str, list: &str| {
        PAIRS.contains(&(block, list)) || list.strip_suffix('s').is_some_and(|one| one == block)
    };
    keys.iter().copied().flatten().find(|other| match (key.schema, other.schema) {
        (Schema::Blocks(_), Schema::Texts) => is_pair(key.name, other.name),
        (Schema::Texts, Schema::Blocks(_)) => is_pair(other.name, key.name),
        (_, _) => false,
    })
}

/// Whether what stands below a line `[name]` or `[[name]]` may be of this schema.
fn may_be_block(schema: Schema) -> bool {
    matches!(
        schema,
        Schema::Blocks(_)
            | Schema::TextsOrBlocks(_)
            | Schema::RowsOrBlocks(_)
            | Schema::Table(_)
            | Schema::ColourOrTable(_)
            | Schema::Names
            | Schema::NamedNumbers(..)
            | Schema::Letters
    )
}

/// The one of `keys` that was meant by `name`: by a slip of the keyboard, or as other languages and programs call it.
pub fn near_key(name: &str, keys: &[&'static [Key]]) -> Option<&'static str> {
    let names = || keys.iter().copied().flatten().map(|key| key.name);
    nearest(name, names()).or_else(|| {
        let lower = name.to_lowercase();
        let (key, _) = OTHER_WORDS.iter().find(|(_, others)| others.contains(&lower.as_str()))?;
        names().find(|known| known == key)
    })
}

fn known<'k>(keys: &[&'static [Key]], names: impl Iterator<Item = &'k str>) -> String {
    match keys {
        [_, own @ ..] if !own.is_empty() => format!(
            "besides what every page knows, such as `title` and `summary`, it knows {}",
            words(own.iter().rev().copied().flatten().map(|key| key.name))
        ),
        _ => format!("it knows {}", words(names)),
    }
}
