//! `active-file`: a drawing or a page that runs something when it is opened, or asks another host.

use super::rule::{Check, OnWhole};
use super::whole::Whole;
use crate::diag::{Diagnostic, Rule, Severity};
use crate::source::Span;

pub(super) const CHECK: Check<OnWhole> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "active-file",
    severity: Severity::Warning,
    explanation: "A drawing (`.svg`) or a page (`.html`) that the playbook shows or links to holds a script, or asks another \
        host for something. It is published as it is. Whoever opens it from the site runs what is in it, and that can read what \
        people have filled in on the sheets of the same site; whoever is asked for a picture or a font learns who reads. \
        Save a drawing without scripts (“Plain SVG” in Inkscape), or as a picture. Where you know what is in the file and \
        want it, write `active-file = \"off\"` under `[check]`.",
};

fn find(playbook: &Whole<'_>) -> Vec<Diagnostic> {
    let used = playbook.names.assets_used().filter_map(|path| {
        let active = playbook.assets().get(path)?.active.as_ref()?;
        let noun = if path.extension() == "svg" { "drawing" } else { "page" };
        let message = format!(
            "this {noun} is published as it is, and does more than show something: {} in line {}",
            active.what, active.line
        );
        let help = format!("save the {noun} without it, or show a picture of it");
        Some(Diagnostic::new(&RULE, path, Span::default(), message).help(help))
    });
    used.collect()
}
