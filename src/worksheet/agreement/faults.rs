//! What breaks the rules of an agreement.

use super::rules::{
    AGREEMENT_CLAUSES, AGREEMENT_EXAMPLE, AGREEMENT_LONG, AGREEMENT_PARTIES, AGREEMENT_RESULTS,
    AGREEMENT_REVIEW, AGREEMENT_SIGN, AGREEMENT_VALUES,
};
use super::{Agreement, Subject};
use crate::diag::Diagnostic;
use crate::sheet::text_width;
use crate::source::Spanned;

/// The most clauses, blank ones counted in.
const MOST_CLAUSES: usize = 12;
/// What the name of a party needs beside its columns, in millimetres.
const PARTY_WIDTH: f32 = 34.0;
/// The narrowest column to sign in, in millimetres.
const COLUMN_WIDTH: f32 = 18.0;

/// Words of values, and words that say nothing without others. A clause of these alone names no deed.
const VALUES: &str = "\
    a all always and another appreciate appreciation are as at be being believe care collaborate \
    collaboration collaborative commit commitment committed cooperate cooperation courage each empathy \
    equal equals excellence eye fair fairly fairness for friendly fully good have honest honestly \
    honesty in integrity is it kind kindly kindness level loyal loyalty mutual of on one open openly \
    openness other others our ourselves partners partnership positive professional professionally \
    quality reliable reliability respect respectful respectfully responsibility responsible show spirit \
    team the to together tolerance tolerant transparency transparent transparently treat true trust \
    trustful trustworthy us value values very we will with";

impl Agreement {
    /// What breaks the rules of an agreement.
    pub(super) fn broken_rules(&self, subject: Subject<'_>) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        self.party_faults(subject, &mut found);
        self.clause_faults(subject, &mut found);
        self.sign_faults(subject, &mut found);
        self.example_faults(subject, &mut found);
        found
    }

    fn party_faults(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        if let (0 | 1, Some(span)) = (self.parties.len(), self.parties_span) {
            let message = "an agreement is made between two parties or more";
            found.push(
                subject
                    .fault(&AGREEMENT_PARTIES, span, message)
                    .help("write `between = [\"Us\", \"Partner\"]`"),
            );
        }
        for party in alike(self.parties.iter()) {
            let message = format!("two parties are called `{}`", party.value);
            found.push(
                subject
                    .fault(&AGREEMENT_PARTIES, party.span, message)
                    .help("give each party its own name"),
            );
        }
        if self.review.trim().is_empty() {
            let message = "this agreement does not say when it is read again";
            found.push(
                subject
                    .fault(&AGREEMENT_REVIEW, subject.title.span, message)
                    .help("add `review = \"every 3 months\"`"),
            );
        }
    }

    fn clause_faults(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        let title = subject.title.span;
        if self.results.is_empty() && !self.has_result_blocks {
            found.push(
                subject
                    .fault(&AGREEMENT_RESULTS, title, "this agreement names no result")
                    .help("write `results = [\"A citizen gets an answer within two days\"]`"),
            );
        }
        if self.clauses.is_empty() && self.blank_clauses == 0 {
            found.push(
                subject
                    .fault(
                        &AGREEMENT_CLAUSES,
                        title,
                        "this agreement has no clauses and no room for any",
                    )
                    .help("write `blank_clauses = 4`"),
            );
        }
        let sentences = self.results.iter().chain(&self.clauses).map(|clause| &clause.plain);
        for sentence in alike(sentences) {
            let message = "this sentence stands here twice";
            found.push(
                subject
                    .fault(&AGREEMENT_CLAUSES, sentence.span, message)
                    .help("take one of them out"),
            );
        }
        let number = self.clauses.len() + self.blank_clauses;
        if number > MOST_CLAUSES {
            let span = self.clauses.get(MOST_CLAUSES).map_or(title, |clause| clause.plain.span);
            let message = format!("this agreement has room for {number} clauses");
            found.push(
                subject
                    .fault(&AGREEMENT_LONG, span, message)
                    .help("twelve are the most that people remember, blank ones counted in"),
            );
        }
        for clause in self.clauses.iter().filter(|clause| names_no_deed(&clause.plain)) {
            let message = format!("`{}` names a value and no deed", clause.plain.value);
            found.push(
                subject
                    .fault(&AGREEMENT_VALUES, clause.plain.span, message)
                    .help("what would we see someone do? say that, such as `We say within one working day when a date is in danger.`"),
            );
        }
    }

    fn sign_faults(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        let Some(span) = self.sign_span else { return };
        if self.sign.is_empty() {
            found.push(
                subject
                    .fault(&AGREEMENT_SIGN, span, "nobody can sign this agreement")
                    .help("write `sign = [\"Name\", \"Role\", \"Date\", \"Signature\"]`"),
            );
        }
        let width = |title: &Spanned<String>| {
            let words = title.split_whitespace().map(|word| text_width(word, 9.5) + 3.0);
            words.fold(COLUMN_WIDTH, f32::max)
        };
        let need = PARTY_WIDTH + self.sign.iter().map(width).sum::<f32>();
        if need > subject.room.width {
            let message = format!(
                "these columns need {need:.0} mm with the parties beside them, and {} has {:.0}",
                subject.paper, subject.room.width
            );
            found.push(
                subject
                    .fault(&AGREEMENT_SIGN, span, message)
                    .help(format!("take columns out, or {}", subject.way_to_width())),
            );
        }
    }

    fn example_faults(&self, subject: Subject<'_>, found: &mut Vec<Diagnostic>) {
        for (what, key, texts, rows) in [
            ("results", "blank_results", &self.example_results, self.blank_results),
            ("clauses", "blank_clauses", &self.example_clauses, self.blank_clauses),
        ] {
            let Some(more) = texts.get(rows) else { continue };
            let blank = if rows == 1 { "row" } else { "rows" };
            let message =
                format!("the example has {} {what} for {rows} blank {blank}", texts.len());
            found.push(
                subject
                    .fault(&AGREEMENT_EXAMPLE, more.span, message)
                    .help(format!("write `{key} = {}`, or take one out", texts.len())),
            );
        }
        let columns = self.sign.len();
        for (party, row) in self.example.iter().enumerate() {
            let cells = row.value.len();
            let message = if party >= self.parties.len() {
                "the example has more rows than there are parties".to_owned()
            } else if cells != columns {
                let texts = if cells == 1 { "text" } else { "texts" };
                format!("this row of the example has {cells} {texts} for {columns} columns")
            } else {
                continue;
            };
            found.push(subject.fault(&AGREEMENT_EXAMPLE, row.span, message).help(
                "write a row a party, in it a text a column of `sign`, `\"\"` where it stays empty",
            ));
        }
    }
}

/// Whether every word of `clause` is a value or says nothing without others, and one at least is a value.
fn names_no_deed(clause: &str) -> bool {
    let words: Vec<String> = clause
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let is_value = |word: &String| VALUES.split(' ').any(|value| value == word.as_str());
    words.iter().any(|word| is_value(word) && word.len() > 4) && words.iter().all(is_value)
}

/// Those of `texts` that an earlier one is equal to, however their letters are written.
fn alike<'t>(texts: impl Iterator<Item = &'t Spanned<String>>) -> Vec<&'t Spanned<String>> {
    let mut seen = std::collections::BTreeSet::new();
    let key = |text: &Spanned<String>| text.value.trim().to_lowercase();
    texts.filter(|text| !text.is_empty() && !seen.insert(key(text))).collect()
}

#[cfg(test)]
mod tests {
    use super::names_no_deed;

    #[test]
    fn a_clause_of_values_alone_names_no_deed() {
        for clause in
            ["We trust each other", "Respect", "We treat one another with openness and respect."]
        {
            assert!(names_no_deed(clause), "{clause}");
        }
        for clause in [
            "We say within one working day when a date is in danger.",
            "We ask the other side before a shared plan changes.",
            "We are all in it",
            "נכבד זה את זה",
            "",
        ] {
            assert!(!names_no_deed(clause), "{clause}");
        }
    }
}
