//! `outside-image`: an image that another host would have to send.

use super::near;
use super::page::Page;
use super::rule::{Check, OnPage};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::index::Found;
use crate::model::mention::Mention;
use crate::prose::Role;
use crate::source::Span;

pub(super) const CHECK: Check<OnPage> = Check { rule: &RULE, find };

const RULE: Rule = Rule {
    code: "outside-image",
    severity: Severity::Error,
    explanation: "The image lies on another host. A page that shows it tells that host who reads what and when, shows a hole \
        when the host is away, and does not work without a network. Save the image beside the chapter and point at the file. \
        When this rule is lowered, the page shows a link to the image in its place.",
};

fn find(page: &Page<'_>) -> Vec<Diagnostic> {
    let outside = page
        .mentions()
        .iter()
        .filter(|(mention, found)| mention.role == Role::Image && *found == Found::External);
    // Whoever allows HTML allows its pictures.
    let is_allowed = |mention: &Mention<'_>| page.settings().allow_html && mention.is_html();
    let reported = outside.filter(|(mention, _)| !is_allowed(mention));
    reported.map(|(mention, _)| fault(mention)).collect()
}

/// Whether a picture came with the text from another program: within the text itself, or from where that program kept it.
pub(super) fn is_pasted(mention: &Mention<'_>) -> bool {
    mention.role == Role::Image && matches!(&*scheme(mention.href()), "data" | "file")
}

fn scheme(href: &str) -> String {
    href.split(':').next().unwrap_or_default().to_ascii_lowercase()
}

fn fault(mention: &Mention<'_>) -> Diagnostic {
    let href = mention.href();
    if scheme(href) == "data" {
        return in_text(mention);
    }
    let path = href.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    let reported =
        |message: String| Diagnostic::new(&RULE, mention.path(), mention.href_span(), message);
    if scheme(href) == "file" {
        let message = format!("the image {} lies on your own machine alone", near::quoted(name));
        return reported(message)
            .help(format!("copy it beside this file and write `![…]({name})`"));
    }
    let host = href.split("//").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or_default();
    reported(format!("the image lies on another host, {}", near::quoted(host)))
        .help(format!("save it beside this file and write `![…]({name})`"))
}

/// A picture whose own letters stand in the text. None of them is shown: they go on for pages.
fn in_text(mention: &Mention<'_>) -> Diagnostic {
    let (href, span) = (mention.href(), mention.href_span());
    let head = href.find([';', ',']).unwrap_or(href.len());
    let kind = href[..head].rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    let ending = match &*kind {
        "jpeg" => "jpg",
        "svg+xml" => "svg",
        "avif" | "gif" | "png" | "webp" => &kind,
        _ => "png",
    };
    let start = span.range().start;
    let span = Span::new(start, (start + head).min(span.range().end));
    let message = "the image stands in the text itself, and belongs in a file".to_owned();
    Diagnostic::new(&RULE, mention.path(), span, message)
        .help(format!("save it beside this file and write `![…](picture.{ending})`"))
}

#[cfg(test)]
mod tests {
    use crate::check::trial::reported;

    #[test]
    fn an_image_comes_from_the_playbook() {
        assert_eq!(
            reported(
                "outside-image",
                &[("a.md", "![Two](https://example.org/two.png) [x](https://example.org)")]
            ),
            [
                "a.md «https://example.org/two.png» the image lies on another host, `example.org` → save it beside this file and write `![…](two.png)`"
            ]
        );
    }

    #[test]
    fn a_pasted_image_is_reported_once_and_in_short() {
        let text =
            "![](data:image/jpeg;base64,iVBORw0KGgoAAAANSUhEUg==) ![](file:///C:/Temp/clip_1.png)";
        assert_eq!(
            reported("outside-image", &[("a.md", text)]),
            [
                "a.md «data:image/jpeg» the image stands in the text itself, and belongs in a file → save it beside this file and write `![…](picture.jpg)`",
                "a.md «file:///C:/Temp/clip_1.png» the image `clip_1.png` lies on your own machine alone → copy it beside this file and write `![…](clip_1.png)`",
            ]
        );
        for rule in ["missing-alt", "unsafe-link"] {
            assert_eq!(reported(rule, &[("a.md", text)]), Vec::<String>::new(), "{rule}");
        }
    }
}
