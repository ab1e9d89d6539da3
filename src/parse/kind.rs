//! What a file says it is, when nothing is called so.

use crate::diag::{Rule, Severity};

/// A kind that nobody knows.
pub(super) const UNKNOWN_KIND: Rule = Rule {
    code: "unknown-kind",
    severity: Severity::Error,
    explanation: "The file says it is a kind of thing that Partnerbook does not know. A `.toml` file is a checklist, a path, \
        a pack, a list of terms, a coverage list or one of the kinds of worksheet; a Markdown file is a chapter or an activity.",
};
