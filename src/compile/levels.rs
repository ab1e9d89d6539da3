//! The rules, and what each of them counts as in a playbook.

use crate::diag::{Bar, Diagnostic, Diagnostics, Level, Rule, Severity, nearest};
use crate::model::{Playbook, Stance};
use crate::{check, inspect, parse, reach, read, render};

/// `[check]` names a rule that does not exist, or a weight that is none.
const UNKNOWN_RULE: Rule = Rule {
    code: "unknown-rule",
    severity: Severity::Error,
    explanation: "`[check]` in `playbook.toml` sets what rules count as: `broken-link = \"warning\"`. The rule has to be one of \
        those that `partnerbook explain` lists, the weight one of `error`, `warning`, `hint` and `off`.",
};

/// Every rule that content can break, each once, in the order of their names.
pub fn rules() -> Vec<&'static Rule> {
    let mut rules = parse::rules();
    rules.extend(read::RULES);
    rules.extend(check::rules());
    rules.extend(inspect::RULES);
    rules.extend(reach::RULES);
    rules.extend(render::RULES.iter().copied().flatten());
    rules.push(&UNKNOWN_RULE);
    rules.sort_by_key(|rule| rule.code);
    // Several stages find what breaks the same rule.
    rules.dedup_by_key(|rule| rule.code);
    rules
}

/// The rules of what other programs pass over. None of them is broken by what would show notes that are not meant for readers, lead
/// out of the folder, or run.
const PASSED: &[&str] = &[
    "bad-alias",
    "broken-anchor",
    "broken-link",
    "duplicate-address",
    "duplicate-heading-id",
    "embed-kind",
    "html-link",
    "include-circle",
    "front-matter-marks",
    "late-front-matter",
    "link-circle",
    "link-dead",
    "lost-cells",
    "missing-image",
    "missing-include",
    "missing-kind",
    "not-utf8",
    "nul-byte",
    "open-front-matter",
    "outside-image",
    "preview-address",
    "raw-html",
    "spaced-address",
    "taken-address",
    "too-deep",
    "undefined-label",
    "yaml-syntax",
];

/// Lets rules count as the author wants, and lets pass what other programs do in a folder brought along.
pub(super) fn set_levels(playbook: &Playbook, diagnostics: &mut Diagnostics) {
    let stance = &playbook.stance;
    let is_said = matches!(stance, Stance::SaidLenient | Stance::SaidStrict);
    let (is_lenient, reason) = (stance.is_lenient(), stance.reason());
    diagnostics.set_bar(Bar { is_lenient, reason, is_said, passed: PASSED });
    let settings = &playbook.settings;
    let Some(path) = &settings.path else { return };
    let rules = rules();
    for (code, level) in &settings.check {
        let Some(rule) = rules.iter().find(|rule| rule.code == code.value) else {
            let help = match nearest(&code.value, rules.iter().map(|rule| rule.code)) {
                Some(near) => format!("write `{near} = \"{}\"`", level.value),
                None => "`partnerbook explain` lists every rule".to_owned(),
            };
            let message = format!("there is no rule `{}`", code.value);
            diagnostics.push(Diagnostic::new(&UNKNOWN_RULE, path, code.span, message).help(help));
            continue;
        };
        match level.value.as_str() {
            "error" => diagnostics.set_level(rule.code, Level::Told(Severity::Error)),
            "warning" => diagnostics.set_level(rule.code, Level::Told(Severity::Warning)),
            "hint" => diagnostics.set_level(rule.code, Level::Told(Severity::Hint)),
            "off" => diagnostics.set_level(rule.code, Level::Off),
            other => diagnostics.push(
                Diagnostic::new(
                    &UNKNOWN_RULE,
                    path,
                    level.span,
                    format!("a rule cannot count as `{other}`"),
                )
                .help("write `\"error\"`, `\"warning\"`, `\"hint\"` or `\"off\"`"),
            ),
        }
    }
}
