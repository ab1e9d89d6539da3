//! Files that are not read as text → what can be seen in them: words that were meant for a page, and what runs by itself.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};

use crate::source::{Active, Asset, Meant, SourcePath, split_order};

/// The most that is looked at of a drawing or a page, and of a text.
const MOST_ACTIVE: u64 = 8 << 20;
const MOST_TEXT: u64 = 1 << 20;

/// Notes in `asset`, the file at `path`, what can be seen in it.
pub(super) fn seen(path: &SourcePath, asset: &mut Asset) {
    match path.extension().as_str() {
        "svg" => asset.active = head(&asset.file, MOST_ACTIVE).and_then(|text| in_drawing(&text)),
        "html" | "htm" | "xhtml" | "xht" => {
            asset.active = head(&asset.file, MOST_ACTIVE).and_then(|text| in_page(&text));
        }
        "txt" | "text" => {
            asset.meant = head(&asset.file, MOST_TEXT).and_then(|text| meant(path, &text));
        }
        _ => {}
    }
}

fn head(file: &Path, most: u64) -> Option<String> {
    let mut bytes = Vec::new();
    File::open(file).ok()?.take(most).read_to_end(&mut bytes).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// What the text in a `.txt` was meant to be, by its look: front matter, headings and links over lines of prose, or keys.
fn meant(path: &SourcePath, text: &str) -> Option<Meant> {
    let text = text.trim_start_matches('\u{feff}');
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_key = |line: &str| {
        line.strip_prefix("kind").is_some_and(|rest| rest.trim_start().starts_with('='))
    };
    let has_front_matter = lines().next().is_some_and(|line| matches!(line, "+++" | "---"));
    if !has_front_matter && lines().any(is_key) {
        return Some(Meant::Sheet);
    }
    let is_heading = |line: &str| {
        let rest = line.trim_start_matches('#');
        (1..=6).contains(&(line.len() - rest.len())) && rest.starts_with(' ')
    };
    let is_prose = |line: &str| {
        let words = line.split_whitespace().filter(|word| word.contains(char::is_alphabetic));
        !line.starts_with('#') && words.count() >= 4
    };
    let is_marked = |line: &str| is_heading(line) || line.contains("](") || line.contains("**");
    let is_numbered = split_order(path.stem()).0.is_some();
    let has_signs = has_front_matter || is_numbered || lines().any(is_marked);
    (has_signs && lines().any(is_prose)).then_some(Meant::Chapter)
}

/// The first thing in a drawing that runs, or that fetches from another host.
fn in_drawing(svg: &str) -> Option<Active> {
    let prologue = ["<!ENTITY", "<?xml-stylesheet"]
        .iter()
        .filter_map(|sign| Some(active(svg, svg.find(sign)?, format!("`{sign}`"))))
        .min_by_key(|active| active.line);
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(false);
    let in_tags = in_tags(svg, emitter, Kind::Drawing);
    first([prologue, in_tags, in_styles(svg)])
}

/// The same in a page of HTML.
fn in_page(html: &str) -> Option<Active> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    first([in_tags(html, emitter, Kind::Page), in_styles(html)])
}

fn first<const N: usize>(found: [Option<Active>; N]) -> Option<Active> {
    found.into_iter().flatten().min_by_key(|active| active.line)
}

fn active(text: &str, at: usize, what: String) -> Active {
    Active { what, line: text[..at].matches('\n').count() + 1 }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Drawing,
    Page,
}

/// Elements that run something, or hold what another file says.
const RUNNING: [&[u8]; 8] =
    [b"script", b"foreignobject", b"iframe", b"object", b"embed", b"applet", b"frame", b"handler"];

fn in_tags(text: &str, emitter: DefaultEmitter<usize>, kind: Kind) -> Option<Active> {
    let tokens = Tokenizer::new_with_emitter(text.as_bytes(), emitter);
    let mut tags = tokens.filter_map(|token| match token {
        Ok(Token::StartTag(tag)) => Some(tag),
        Ok(
            Token::EndTag(_)
            | Token::String(_)
            | Token::Comment(_)
            | Token::Doctype(_)
            | Token::Error(_),
        ) => None,
        Err(never) => match never {},
    });
    tags.find_map(|tag| {
        let what = in_tag(&tag, kind)?;
        Some(active(text, floor(text, tag.span.start), what))
    })
}

/// `at`, or the beginning of the letter that it lies in.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

fn in_tag(tag: &StartTag<usize>, kind: Kind) -> Option<String> {
    // Names of elements may stand with that of their language: `svg:script`.
    let own_name = tag.name.rsplit(|byte| *byte == b':').next().unwrap_or_default();
    if RUNNING.contains(&own_name) {
        return Some(format!("`<{}>`", String::from_utf8_lossy(own_name)));
    }
    let refreshes = own_name == b"meta"
        && tag
            .attributes
            .get(&b"http-equiv"[..])
            .is_some_and(|value| value.value.to_ascii_lowercase() == b"refresh");
    if refreshes {
        return Some("`<meta http-equiv=\"refresh\">`".to_owned());
    }
    tag.attributes.iter().find_map(|(name, value)| {
        let name = String::from_utf8_lossy(name);
        if name.len() > 2 && name.starts_with("on") {
            return Some(format!("`{name}`"));
        }
        let value = String::from_utf8_lossy(&value.value);
        let plain: String =
            value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
        let plain = plain.to_lowercase();
        let scheme = ["javascript:", "vbscript:", "data:text/html", "data:image/svg"];
        // What is animated may be an address, too: `values="#;javascript:…"`.
        let runs =
            plain.split(';').find_map(|each| scheme.iter().find(|run| each.starts_with(**run)));
        if let Some(scheme) = runs {
            return Some(format!("an address with `{scheme}`"));
        }
        let fetches = matches!(name.as_ref(), "src" | "srcset" | "poster" | "data" | "background")
            || name.ends_with("href") && fetches_by_href(own_name, kind);
        (fetches && is_elsewhere(&plain))
            .then(|| format!("`{name}` with an address of another host"))
    })
}

/// Whether the address of this element is fetched, and not only offered to be opened.
fn fetches_by_href(element: &[u8], kind: Kind) -> bool {
    match kind {
        Kind::Drawing => element != b"a",
        Kind::Page => matches!(element, b"link" | b"use" | b"image" | b"base"),
    }
}

fn is_elsewhere(address: &str) -> bool {
    ["http:", "https:", "//", "ftp:"].iter().any(|scheme| address.starts_with(scheme))
}

/// The first style that fetches from another host.
fn in_styles(text: &str) -> Option<Active> {
    let small = text.to_ascii_lowercase();
    let imports = small.match_indices("@import").map(|(at, sign)| (at, at + sign.len()));
    let mut fetches = small.match_indices("url(").map(|(at, sign)| (at, at + sign.len()));
    let is_other = |(_, end): &(usize, usize)| {
        let rest = small[*end..].trim_start().trim_start_matches("url(");
        is_elsewhere(rest.trim_start_matches(['"', '\'', ' ']))
    };
    let at = imports.into_iter().find(is_other).into_iter().chain(fetches.find(is_other)).min()?.0;
    Some(active(text, at, "a style with an address of another host".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen_in(found: Option<Active>) -> Option<(String, usize)> {
        found.map(|active| (active.what, active.line))
    }

    #[test]
    fn what_runs_in_a_drawing_is_seen() {
        for (inner, what) in [
            ("<script>x</script>", "`<script>`"),
            ("<svg:Script/>", "`<script>`"),
            ("<title><script>x</script></title>", "`<script>`"),
            ("<g ONLOAD='x'/>", "`onload`"),
            ("<a href='java&#115;cript:x'/>", "an address with `javascript:`"),
            ("<set to=' java\nscript:x'/>", "an address with `javascript:`"),
            ("<foreignObject/>", "`<foreignobject>`"),
            (
                "<image xlink:href='https://example.org/a.png'/>",
                "`xlink:href` with an address of another host",
            ),
            (
                "<style>@import '//example.org/a.css'</style>",
                "a style with an address of another host",
            ),
            (
                "<g style='fill:url( \"http://example.org/#a\")'/>",
                "a style with an address of another host",
            ),
        ] {
            let svg =
                format!("<svg xmlns=\"http://www.w3.org/2000/svg\">\n<!-- ü --> {inner}</svg>");
            assert_eq!(seen_in(in_drawing(&svg)), Some((what.to_owned(), 2)), "{inner}");
        }
        let svg = "<!DOCTYPE svg [<!ENTITY a \"b\">]><svg/>";
        assert_eq!(seen_in(in_drawing(svg)), Some(("`<!ENTITY`".to_owned(), 1)));
    }

    #[test]
    fn a_drawing_that_only_draws_is_still() {
        let svg = "<?xml version=\"1.0\"?><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\
            <svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:x=\"http://www.inkscape.org/\"><style>a{fill:url(#b)}</style>\
            <a href=\"https://example.org\"><text>on load, javascript: no</text></a><use href=\"#b\"/>\
            <image href=\"data:image/png;base64,AAAA\"/></svg>";
        assert_eq!(seen_in(in_drawing(svg)), None);
    }

    #[test]
    fn what_runs_in_a_page_is_seen() {
        assert_eq!(seen_in(in_page("<p>\n<script>x</script>")), Some(("`<script>`".to_owned(), 2)));
        assert_eq!(
            seen_in(in_page("<link rel=stylesheet href=//example.org/x>")).map(|seen| seen.1),
            Some(1)
        );
        assert_eq!(
            seen_in(in_page("<title><script></title><a href='https://example.org'>x</a>")),
            None
        );
    }

    #[test]
    fn a_chapter_is_known_by_its_look() {
        let look = |name: &str, text: &str| meant(&SourcePath::new(name), text);
        let prose = "Two teams meet before they begin.\n";
        assert_eq!(look("why.txt", &format!("# Why\n\n{prose}")), Some(Meant::Chapter));
        assert_eq!(look("01-why.txt", prose), Some(Meant::Chapter));
        assert_eq!(
            look("why.txt", &format!("+++\nkind = \"activity\"\n+++\n{prose}")),
            Some(Meant::Chapter)
        );
        assert_eq!(look("ready.txt", "kind = \"checklist\"\nitems = []\n"), Some(Meant::Sheet));
        assert_eq!(look("licence.txt", prose), None);
        assert_eq!(look("requirements.txt", "# for the docs\nmkdocs==1.5\n"), None);
        assert_eq!(look("data.txt", "1 2 3 4 5\n"), None);
    }
}
