//! `low-contrast`: a colour in which nobody could read.

use super::place::in_settings;
use super::rule::{Check, OnWhole};
use super::whole::Whole;
use crate::colour::{Colour, Scheme};
use crate::diag::{Diagnostic, Fix, Rule, Severity};
use crate::model::Swatch;

pub(super) const CHECK: Check<OnWhole> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "low-contrast",
    // Who cannot read a link has a page that is wrong, not one that is poorer than meant.
    severity: Severity::Error,
    explanation: "The playbook's colour stands out too little from the page. `colour` in `playbook.toml` is the colour of links, \
        of buttons and of the ring that shows where the keyboard is, so people have to be able to read in it: those with weak \
        eyes, those in the sun, those with an old projector. How far two colours stand out from each other is counted from 1 to \
        21, as the accessibility guidelines of the web do (WCAG 2.2). Letters need 4.5 to 1. The help names the nearest colour \
        of the same hue that has it: darker on light pages, lighter on dark ones. A bright orange becomes brown that way, a \
        bright yellow olive: where a house has several colours, its darkest is often the better one here. `[check]` can make \
        this a warning, but nobody reads better for it.",
};

fn find(playbook: &Whole<'_>) -> Vec<Diagnostic> {
    let Some(brand) = &playbook.names.settings().brand else { return Vec::new() };
    let both = [(Scheme::Light, Some(&brand.light)), (Scheme::Dark, brand.dark.as_ref())];
    let path = playbook.names.settings().path.as_ref();
    let mut found = Vec::new();
    for (scheme, swatch) in both {
        let Some(swatch) = swatch else { continue };
        if let Some((message, near)) = fault(scheme, swatch) {
            found.push(
                in_settings(&RULE, path, swatch.written.span, message)
                    .help(format!(
                        "write `\"{near}\"`, the nearest of the same hue that can be read"
                    ))
                    .maybe_fix(Some(mend(swatch, near))),
            );
        }
    }
    found
}

/// What is wrong with a colour in this scheme, and the nearest one with which nothing is.
fn fault(scheme: Scheme, swatch: &Swatch) -> Option<(String, Colour)> {
    let (surface, contrast) = scheme.worst(swatch.colour)?;
    let pages = match scheme {
        Scheme::Light => "light",
        Scheme::Dark => "dark",
    };
    let message = format!(
        "`{}` stands out from {pages} pages by {} to 1, and needs {} to 1",
        swatch.written.value,
        cut(contrast),
        surface.least
    );
    Some((message, scheme.nearest(swatch.colour)))
}

fn mend(swatch: &Swatch, near: Colour) -> Fix {
    Fix { was: format!("\"{}\"", swatch.written.value), now: format!("\"{near}\"") }
}

/// Two figures after the point. What is missing is never rounded away: 4.499 is no 4.5.
fn cut(contrast: f64) -> f64 {
    (contrast * 100.0).floor() / 100.0
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    fn of(colour: &str) -> Vec<String> {
        reported("low-contrast", &[("playbook.toml", &format!("colour = {colour}"))])
    }

    #[test]
    fn colours_that_can_be_read_are_not_reported() {
        for colour in [
            "\"#0b5d66\"",
            "\"#8a1538\"",
            "\"#1b2a6b\"",
            "\"#000\"",
            "{ light = \"#0b5d66\", dark = \"#86c6c8\" }",
        ] {
            assert_eq!(of(colour), Vec::<String>::new(), "{colour}");
        }
    }

    #[test]
    fn the_message_has_both_contrasts_and_the_nearest_colour() {
        let reported = of("\"#FF8C00\"");
        assert_eq!(
            reported,
            [
                "playbook.toml «\"#FF8C00\"» `#FF8C00` stands out from light pages by 1.91 to 1, and needs 4.5 to 1 → write \
              `\"#a15600\"`, the nearest of the same hue that can be read"
            ]
        );
    }

    #[test]
    fn each_scheme_is_judged_by_its_own_pages() {
        let reported = of("{ light = \"#fff\", dark = \"#1b2a6b\" }");
        assert_eq!(
            reported,
            [
                "playbook.toml «\"#fff\"» `#fff` stands out from light pages by 1.01 to 1, and needs 4.5 to 1 → write \
                 `\"#696969\"`, the nearest of the same hue that can be read",
                "playbook.toml «\"#1b2a6b\"» `#1b2a6b` stands out from dark pages by 1 to 1, and needs 4.5 to 1 → write \
                 `\"#7f98e3\"`, the nearest of the same hue that can be read",
            ]
        );
        assert_eq!(of("{ light = \"#1b2a6b\", dark = \"#fff\" }"), Vec::<String>::new());
    }
}
