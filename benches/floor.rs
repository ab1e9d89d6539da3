//! A playbook → one HTML file for each of its texts, with as little work as can be: what every such program has to spend.

use std::path::{Path, PathBuf};
use std::{fs, io, thread};

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd, html};
use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

/// Walks `root`, reads and parses each Markdown file with all extensions on two threads, and writes a file for each to `out`.
///
/// With `syntaxes`, code is coloured too.
pub(crate) fn build(root: &Path, out: &Path, syntaxes: Option<&SyntaxSet>) -> io::Result<()> {
    let mut pages = Vec::new();
    for entry in walkdir::WalkDir::new(root) {
        let path = entry?.into_path();
        if path.extension().is_some_and(|ending| ending == "md") {
            pages.push(path);
        }
    }
    let (first, second) = pages.split_at(pages.len() / 2);
    thread::scope(|threads| {
        let other = threads.spawn(|| write_all(root, out, second, syntaxes));
        write_all(root, out, first, syntaxes)?;
        other.join().map_err(|_| io::Error::other("the other thread failed"))?
    })
}

fn write_all(
    root: &Path,
    out: &Path,
    pages: &[PathBuf],
    syntaxes: Option<&SyntaxSet>,
) -> io::Result<()> {
    for path in pages {
        let text = fs::read_to_string(path)?;
        let events = Parser::new_ext(&text, Options::all());
        let mut page = String::with_capacity(text.len() * 3 / 2);
        match syntaxes {
            Some(syntaxes) => html::push_html(&mut page, coloured(events, syntaxes).into_iter()),
            None => html::push_html(&mut page, events),
        }
        let file =
            out.join(path.strip_prefix(root).map_err(io::Error::other)?).with_extension("html");
        fs::create_dir_all(file.parent().unwrap_or(out))?;
        fs::write(file, page)?;
    }
    Ok(())
}

/// The events with each piece of code as HTML.
fn coloured<'t>(events: Parser<'t>, syntaxes: &SyntaxSet) -> Vec<Event<'t>> {
    let mut language: Option<CowStr<'t>> = None;
    let mut code = String::new();
    let mut done = Vec::new();
    for event in events {
        if let Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(name))) = event {
            language = Some(name);
        } else if let (Event::Text(text), Some(_)) = (&event, &language) {
            code.push_str(text);
        } else if let (Event::End(TagEnd::CodeBlock), Some(name)) = (&event, language.take()) {
            done.push(Event::Html(colour(&name, &code, syntaxes).into()));
            code.clear();
        } else {
            done.push(event);
        }
    }
    done
}

fn colour(language: &str, code: &str, syntaxes: &SyntaxSet) -> String {
    let syntax = syntaxes
        .find_syntax_by_token(language)
        .unwrap_or_else(|| syntaxes.find_syntax_plain_text());
    let style = ClassStyle::SpacedPrefixed { prefix: "hl-" };
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, syntaxes, style);
    for line in LinesWithEndings::from(code) {
        // A grammar that fails leaves its line out: the floor is to be quick, not right.
        let _ = generator.parse_html_for_line_which_includes_newline(line);
    }
    generator.finalize()
}
