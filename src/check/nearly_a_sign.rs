//! `nearly-a-sign`: signs of Markdown that make nothing, because a space is missing or one is too many.

use super::names::Names;
use super::near;
use super::page::Page;
use super::rule::{Check, OnPage};
use crate::diag::{Diagnostic, Fix, Rule, Severity};
use crate::model::mention::Piece;
use crate::prose::almost::{Form, Sign};
use crate::source::Span;

pub(super) const CHECK: Check<OnPage> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "nearly-a-sign",
    severity: Severity::Warning,
    explanation: "Signs stand in the text that readers see as they are, because a space is missing or one is too many, or because \
        they come from another program. A space stands after the signs of a heading, `## Who calls`, and after the dash or \
        the number of a list, `- First` and `1. First`. A box to tick is `- [ ]`, with one space in it, or `- [x]`. Bold words \
        stand right between their stars: `**today**`. A link has its words in square brackets and then the file in round \
        ones: `[the ride](ride.md)`. To show the signs on purpose, write them as code.",
};

fn find(page: &Page<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for piece in page.pieces() {
        for almost in &piece.document.almost {
            if let Form::Sign(sign, now) = &almost.form {
                found.extend(fault(page.names, piece, almost.span, (*sign, now)));
            }
        }
    }
    found
}

fn fault(
    names: &Names<'_>,
    piece: Piece<'_>,
    span: Span,
    (sign, now): (Sign, &str),
) -> Option<Diagnostic> {
    let written = piece.document.source.get(span.range())?;
    let first = |text: &str| text.lines().next().unwrap_or_default().to_owned();
    let message = match sign {
        Sign::Heading => "a space is missing after these signs, so this is no heading".to_owned(),
        Sign::Box => format!("{} is no box to tick", near::quoted(written)),
        Sign::Dashes => "a space is missing after the dash, so this is no list".to_owned(),
        Sign::Numbers => "a space is missing after the number, so this is no list".to_owned(),
        Sign::Bullets => {
            let bullet: String = written.chars().take(1).collect();
            format!("each entry of a list begins with a dash, not with `{bullet}`")
        }
        Sign::Cells => "these look like the cells of a spreadsheet, and make no table".to_owned(),
        Sign::Bold => {
            "spaces just inside the asterisks keep these words from being bold".to_owned()
        }
        Sign::Swapped => "the brackets of this link have changed places".to_owned(),
        Sign::Unclosed => "a `)` is missing at the end of this link".to_owned(),
    };
    if matches!(sign, Sign::Swapped | Sign::Unclosed) {
        let address = now.rsplit_once("](")?.1.trim_end_matches(')');
        names.resolve(piece.path, address).ok()?;
    }
    let (was, line) = (first(written), first(now));
    let rest = now.lines().count() - 1;
    let help = match (sign, rest) {
        (_, 0) => format!("write `{line}`"),
        (Sign::Cells, _) => format!(
            "write `{line}`, below it `{}`, and each other line like the first",
            now.lines().nth(1)?
        ),
        (_, _) => format!("write `{line}`, and the lines below it likewise"),
    };
    let underlined = Span { end: span.start + u32::try_from(was.trim_end().len()).ok()?, ..span };
    let place = piece.document.locate(underlined);
    let fix = (rest == 0 || near::may_hold_lines(piece)).then(|| {
        (piece.document.locate(span), Fix { was: written.to_owned(), now: now.to_owned() })
    });
    Some(Diagnostic::new(&RULE, piece.path, place, message).help(help).maybe_fix_at(fix))
}

#[cfg(test)]
mod tests {
    use crate::check::trial::{mended, reported};

    #[test]
    fn signs_that_make_nothing_are_reported_and_mended() {
        for (text, after) in [
            ("##Where\n\nHere.\n", "## Where\n\nHere.\n"),
            (
                "- [] Call\n- [  ] Ask\n- [✓] Done\n- [x]Done\n",
                "- [ ] Call\n- [ ] Ask\n- [x] Done\n- [x] Done\n",
            ),
            ("-One\n-Two\n", "- One\n- Two\n"),
            ("-[ ] One\n", "- [ ] One\n"),
            ("1.One\n2.Two\n", "1. One\n2. Two\n"),
            ("• One\n•\tTwo\n", "- One\n- Two\n"),
            ("Seat\tName\n1\tAda\n", "| Seat | Name |\n|---|---|\n| 1 | Ada |\n"),
            ("It is ** today ** only.\n", "It is **today** only.\n"),
            ("See (it)[a.md].\n", "See [it](a.md).\n"),
            ("See [it](a.md.\n", "See [it](a.md).\n"),
        ] {
            let files = [("a.md", text)];
            assert!(!reported("nearly-a-sign", &files).is_empty(), "{text}");
            assert_eq!(mended(&files), after);
        }
    }

    #[test]
    fn what_is_a_sign_or_no_sign_at_all_is_not_reported() {
        for text in [
            "## Where\n",
            "Room #2 and ##2.\n",
            "`##Where` and `- []`\n",
            "    ##Where\n",
            "- [ ] Call\n- [x] Done\n- [a](a.md)\n- [1] A note\n",
            "-Ada\n",
            "2.5 hours\nand more\n",
            "One\ttab only\n",
            "**today** and 2 ** 3 ** 4\n",
            "\\-One\n\\-Two\n",
            "f(x)[0] and (see)[note]\n",
        ] {
            assert_eq!(
                reported("nearly-a-sign", &[("a.md", text)]),
                Vec::<String>::new(),
                "{text}"
            );
        }
    }
}
