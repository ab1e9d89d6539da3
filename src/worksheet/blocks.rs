//! What a sheet is made of is written in short, in lists, or at length, in blocks: what stands in both is told.

use super::Subject;
use crate::diag::{Diagnostic, Rule};
use crate::record::Record;
use crate::schema::words;
use crate::source::Spanned;

/// Blocks, and the lists that say the same in short.
#[derive(Debug)]
pub(super) struct Blocks {
    /// The name of the blocks: `column`.
    pub(super) name: &'static str,
    /// The list that stands in their place: `columns`.
    pub(super) list: &'static str,
    /// Lists of what is said of each, and the key that says it in a block: `widths` and `width`.
    pub(super) more: &'static [(&'static str, &'static str)],
}

impl Blocks {
    /// Whether `record` has such blocks.
    pub(super) fn are_in(&self, record: &Record) -> bool {
        !record.list(self.name).is_empty()
    }

    /// The lists that `record` has beside its blocks.
    pub(super) fn lists_beside(&self, record: &Record) -> Vec<Spanned<String>> {
        if !self.are_in(record) {
            return Vec::new();
        }
        let lists = std::iter::once(self.list).chain(self.more.iter().map(|(list, _)| *list));
        lists.filter_map(|list| Some(record.entry(list)?.key.clone())).collect()
    }

    /// Tells `lists` that stand beside the blocks: all at once where what they are of is written twice.
    pub(super) fn faults(
        &self,
        lists: &[Spanned<String>],
        rule: &'static Rule,
        subject: Subject<'_>,
    ) -> Vec<Diagnostic> {
        let tell = |list: &Spanned<String>, help: String| {
            let message = format!("there are both `{}` and `[[{}]]`", list.value, self.name);
            subject.fault(rule, list.span, message).help(help)
        };
        if let Some(whole) = lists.iter().find(|list| self.is_whole(list)) {
            let all = words(lists.iter().map(|list| list.value.as_str()));
            return vec![tell(whole, format!("take out {all}, or the blocks"))];
        }
        let key = |list: &str| self.more.iter().find(|(known, _)| *known == list);
        let told = lists.iter().filter_map(|list| Some((list, key(list)?.1)));
        told.map(|(list, key)| {
            tell(list, format!("write `{key}` in each `[[{}]]` that has one", self.name))
        })
        .collect()
    }

    /// Whether one of `lists` stands for what blocks are there for too, so that nobody knows which of the two is meant.
    pub(super) fn are_doubled(&self, lists: &[Spanned<String>]) -> bool {
        lists.iter().any(|list| self.is_whole(list))
    }

    fn is_whole(&self, list: &str) -> bool {
        list == self.list
    }
}
