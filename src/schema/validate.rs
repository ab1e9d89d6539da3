//! The one check of a record against the keys of its kind.

use super::judge::{File, Judge, Origin, Place};
use super::key::{Key, Needed};
use super::rules::MISSING_KEY;
use crate::diag::Diagnostic;
use crate::record::Record;

/// Checks `record` against `keys`, blocks within blocks included, and tells everything that does not fit.
///
/// What has one reading is set right in `record`, so that nothing is told that only follows from it. Says whether it knew every
/// key, or what was meant by it.
pub fn validate(
    record: &mut Record,
    keys: &[&'static [Key]],
    origin: Origin<'_>,
    found: &mut Vec<Diagnostic>,
) -> bool {
    let set = record.entries.iter().map(|entry| entry.key.value.clone()).collect();
    let file = File { origin, keys, set };
    let mut judge = Judge { file, found, moved: Vec::new(), knows_all: true };
    judge.record(record, keys, origin.what);
    let Judge { moved, knows_all, .. } = judge;
    for entry in moved {
        if record.entry(&entry.key.value).is_none() {
            record.entries.push(entry);
        }
    }
    knows_all
}

impl Judge<'_> {
    /// Checks a record that is called `what`.
    pub(super) fn record(&mut self, record: &mut Record, keys: &[&'static [Key]], what: &str) {
        let known = |name: &str| keys.iter().copied().flatten().find(|key| key.name == name);
        for number in 0..record.entries.len() {
            if known(&record.entries[number].key.value).is_none() {
                self.unknown((record, number), keys, what);
            }
        }
        self.in_other_form(record, keys);
        // What belongs elsewhere was brought there.
        record.entries.retain(|entry| !entry.key.value.is_empty());
        let mut unusable = Vec::new();
        let mut is_understood = true;
        for entry in &mut record.entries {
            match known(&entry.key.value) {
                Some(key) if self.value(&mut entry.value, key, Place::Key) => {}
                Some(_) => unusable.push(entry.key.span),
                None => is_understood = false,
            }
        }
        if is_understood {
            self.missing(record, keys, what);
        }
        self.knows_all &= is_understood;
        record.entries.retain(|entry| !unusable.contains(&entry.key.span));
    }

    /// Tells the keys that have to be there and are not.
    fn missing(&mut self, record: &Record, keys: &[&'static [Key]], what: &str) {
        let needed = keys.iter().copied().flatten().filter(|key| key.needed == Needed::Always);
        for key in needed.filter(|key| record.entry(key.name).is_none()) {
            let message = format!("{what} needs `{}`", key.name);
            let help = format!("add `{}`: {}", key.example(), key.meaning);
            let path = self.file.origin.path;
            self.found.push(Diagnostic::new(&MISSING_KEY, path, record.span, message).help(help));
        }
    }
}
