//! `duplicate-id`: two things with one id, so that what people fill in could not be told apart.

use std::collections::BTreeMap;

use super::near;
use super::place::at_title;
use super::rule::{Check, OnWhole};
use super::whole::Whole;
use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::{Entry, Term};
use crate::source::{Location, SourcePath, Span};
use crate::worksheet::{Words, Worksheet};

pub(super) const CHECK: Check<OnWhole> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "duplicate-id",
    severity: Severity::Error,
    explanation: "Ticks and answers are kept under the id of their item, pages refer to stages, needs and coverage lines by \
        id, and a word of the glossary can be explained once only. Two things here have the same one, so that a tick on one \
        would be a tick on the other, or a reader would be sent to the wrong place. Give each its own `id`; for a word of \
        the glossary, bring the two explanations together.\n\n\
        An item without an `id` gets one from its first eight words, which an `id` given by hand must not repeat.",
};

fn find(playbook: &Whole<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (entry, checklist) in playbook.checklists() {
        let ids = checklist.items().map(|item| (item.id.value.as_str(), item.id.span));
        taken(&entry.path, ids, &mut found);
    }
    for (entry, worksheet) in playbook.worksheets() {
        fields(entry, worksheet, &mut found);
    }
    let settings = playbook.names.settings();
    if let Some(path) = &settings.path {
        let stages = settings.stages.iter().map(|stage| (stage.id.as_str(), stage.span));
        taken(path, stages, &mut found);
        let needs = settings.needs.iter().map(|need| (need.id.as_str(), need.span));
        taken(path, needs, &mut found);
    }
    if let Some(coverage) = playbook.names.coverage() {
        let ids = coverage.items.iter().map(|item| (item.id.as_str(), item.span));
        taken(&coverage.path, ids, &mut found);
    }
    terms(playbook.terms(), &mut found);
    found
}

/// Reports each of `ids` that an earlier one of the same file is equal to.
fn taken<'p>(
    path: &SourcePath,
    ids: impl Iterator<Item = (&'p str, Span)>,
    found: &mut Vec<Diagnostic>,
) {
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    for (id, span) in ids {
        match seen.get(id) {
            Some(first) => found.push(
                Diagnostic::new(&RULE, path, span, format!("the id {} is taken", near::quoted(id)))
                    .related(Location::new(path, *first), "first used here")
                    .help("give each its own `id`"),
            ),
            None => {
                seen.insert(id, span);
            }
        }
    }
}

/// Reports what is filled in twice under one id on a worksheet: where the ids were written if they were, else at its title.
fn fields(entry: &Entry, worksheet: &Worksheet, found: &mut Vec<Diagnostic>) {
    let before = found.len();
    let ids = worksheet.body.ids();
    taken(&entry.path, ids.into_iter().map(|id| (id.value.as_str(), id.span)), found);
    if found.len() > before {
        return;
    }
    let mut ids: Vec<String> =
        worksheet.body.fields(Words::NAMES).into_iter().map(|field| field.id).collect();
    ids.sort_unstable();
    if let Some([id, _]) = ids.windows(2).find(|pair| pair[0] == pair[1]) {
        let message = format!("two fields of this sheet have the id {}", near::quoted(id));
        found.push(
            at_title(&RULE, entry, message).help("give one of them another `id` or other words"),
        );
    }
}

/// Reports each word that is explained twice, in whatever case.
fn terms(terms: &[Term], found: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<String, &Term> = BTreeMap::new();
    for term in terms {
        let Some(first) = seen.get(&term.term.to_lowercase()) else {
            seen.insert(term.term.to_lowercase(), term);
            continue;
        };
        let message = format!("the word {} is explained twice", near::quoted(&term.term));
        found.push(
            Diagnostic::new(&RULE, &term.path, term.term.span, message)
                .related(Location::new(&first.path, first.term.span), "first explained here")
                .help("bring the two explanations together"),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    #[test]
    fn an_id_is_given_once_in_a_list() {
        let list = "kind = \"checklist\"\npause = \"Now\"\nitems = [\"Know why\", { text = \"Who\", id = \"know-why\" }]";
        assert_eq!(
            reported("duplicate-id", &[("l.toml", list)]),
            [
                "l.toml «\"know-why\"» the id `know-why` is taken, first used here: l.toml «\"Know why\"» → give each its own `id`"
            ]
        );
    }

    #[test]
    fn an_id_is_given_once_on_a_sheet() {
        let form = "kind = \"form\"\n[[ask]]\nquestion = \"Who?\"\nid = \"a\"\n[[ask]]\nquestion = \"Why?\"\nid = \"a\"";
        let matrix = "kind = \"matrix\"\ntitle = \"Grid\"\nacross = [\"Us\", \"Them\"]\ndown = [{ text = \"Do it\", id = \"blank-1\" }]";
        assert_eq!(
            reported("duplicate-id", &[("f.toml", form), ("m.toml", matrix)]),
            [
                "f.toml «\"a\"» the id `a` is taken, first used here: f.toml «\"a\"» → give each its own `id`",
                "m.toml «\"Grid\"» two fields of this sheet have the id `blank-1-1` → give one of them another `id` or other words",
            ]
        );
    }

    #[test]
    fn a_stage_a_need_and_a_word_have_one_meaning() {
        let settings = "[[stage]]\nid = \"a\"\ntitle = \"A\"\n[[need]]\nid = \"a\"\ntitle = \"A\"\n[[stage]]\nid = \"a\"\ntitle = \"B\"";
        let terms = "kind = \"terms\"\n[[term]]\nterm = \"Charter\"\nmeans = \"One\"\n[[term]]\nterm = \"charter\"\nmeans = \"Two\"";
        assert_eq!(
            reported("duplicate-id", &[("playbook.toml", settings), ("terms.toml", terms)]),
            [
                "playbook.toml «\"a\"» the id `a` is taken, first used here: playbook.toml «\"a\"» → give each its own `id`",
                "terms.toml «\"charter\"» the word `charter` is explained twice, first explained here: terms.toml «\"Charter\"» → bring the two explanations together",
            ]
        );
    }
}
