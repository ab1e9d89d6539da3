//! A source file → the passages that an author wrote in it, read without this program.

use html5gum::Tokenizer;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use toml::de::{DeTable, DeValue};

use super::arrived::{is_inline, words_of};

/// Words that stand together: a paragraph, a cell, a text of a TOML file.
#[derive(Debug)]
pub(super) struct Passage {
    /// The file.
    pub(super) file: String,
    /// The kind that a TOML file says it is; empty when it says none.
    pub(super) kind: String,
    /// The key of a TOML text with those around it, `[[ask]]` and `question` as `ask.question`; `text` in Markdown.
    pub(super) key: String,
    /// The words.
    pub(super) words: Vec<String>,
}

/// Everything that is written in the file called `file`.
pub(super) fn passages(file: &str, text: &str) -> Vec<Passage> {
    let mut found = Found { file, kind: String::new(), passages: Vec::new() };
    let text = text.trim_start_matches('\u{FEFF}');
    if file.ends_with(".toml") {
        found.toml(text);
        return found.passages;
    }
    let (front, prose) = split(text);
    match front {
        Some(("+++", keys)) => found.toml(keys),
        Some((_, keys)) => found.yaml(keys),
        None => {}
    }
    found.markdown("text", prose);
    found.passages
}

/// Front matter with the line that begins it, and the prose below it.
fn split(text: &str) -> (Option<(&str, &str)>, &str) {
    for mark in ["+++", "---"] {
        let Some(rest) = text
            .strip_prefix(mark)
            .and_then(|rest| rest.trim_start_matches('\r').strip_prefix('\n'))
        else {
            continue;
        };
        let mut from = 0;
        for line in rest.split_inclusive('\n') {
            if line.trim_end() == mark {
                return (Some((mark, &rest[..from])), &rest[from + line.len()..]);
            }
            from += line.len();
        }
    }
    (None, text)
}

struct Found<'f> {
    file: &'f str,
    kind: String,
    passages: Vec<Passage>,
}

impl Found<'_> {
    fn add(&mut self, key: &str, text: &str) {
        let words = words_of(text);
        if !words.is_empty() {
            self.passages.push(Passage {
                file: self.file.to_owned(),
                kind: self.kind.clone(),
                key: key.to_owned(),
                words,
            });
        }
    }

    fn toml(&mut self, text: &str) {
        let file = self.file;
        let table = DeTable::parse(text).unwrap_or_else(|why| panic!("{file}: {why}"));
        if let Some(DeValue::String(kind)) = table.get_ref().get("kind").map(toml::Spanned::get_ref)
        {
            self.kind = kind.to_string();
        }
        self.table(table.get_ref(), "");
    }

    fn table(&mut self, table: &DeTable<'_>, around: &str) {
        for (key, value) in table {
            let key = key.get_ref();
            let key = if around.is_empty() { key.to_string() } else { format!("{around}.{key}") };
            self.value(&key, value.get_ref());
        }
    }

    fn value(&mut self, key: &str, value: &DeValue<'_>) {
        match value {
            DeValue::String(text) => self.markdown(key, text),
            DeValue::Array(values) => {
                values.iter().for_each(|value| self.value(key, value.get_ref()));
            }
            DeValue::Table(table) => self.table(table, key),
            // What is counted, dated or switched on is no word.
            DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_) => {}
        }
    }

    /// Of YAML the two keys whose values are shown as they are.
    fn yaml(&mut self, keys: &str) {
        for line in keys.lines() {
            for key in ["title", "summary"] {
                if let Some(value) = line.strip_prefix(key).and_then(|rest| rest.strip_prefix(':'))
                {
                    self.add(key, value);
                }
            }
        }
    }

    fn markdown(&mut self, key: &str, text: &str) {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_DEFINITION_LIST
            | Options::ENABLE_GFM;
        let mut passage = String::new();
        let mut pictures: Vec<String> = Vec::new();
        let mut html = String::new();
        let mut includes = false;
        let mut picture = "picture";
        for event in Parser::new_ext(text, options) {
            if !matches!(event, Event::Html(_)) && !html.is_empty() {
                self.add(key, &text_of_html(&std::mem::take(&mut html)));
            }
            match event {
                Event::Text(text) | Event::Code(text) if !includes => {
                    pictures.last_mut().unwrap_or(&mut passage).push_str(&text);
                }
                Event::SoftBreak | Event::HardBreak => {
                    pictures.last_mut().unwrap_or(&mut passage).push(' ');
                }
                Event::Start(Tag::Image { dest_url, .. }) => {
                    pictures.push(String::new());
                    picture = if dest_url.ends_with(".toml") { "sheet" } else { "picture" };
                }
                Event::End(TagEnd::Image) => {
                    let words = pictures.pop().unwrap_or_default();
                    self.add(picture, &words);
                    // The words before a picture and after it are not one.
                    self.add(key, &std::mem::take(&mut passage));
                }
                Event::Html(text) => html.push_str(&text),
                // `H<sub>2</sub>O` is one word, `one<br>two` are two. In TOML many texts show tags as they are typed.
                Event::InlineHtml(tag)
                    if is_inline(name_of(&tag)) && !self.file.ends_with(".toml") => {}
                Event::FootnoteReference(_) | Event::InlineHtml(_) => {
                    self.add(key, &std::mem::take(&mut passage));
                }
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info)))
                    if &*info == "include" =>
                {
                    includes = true;
                }
                Event::End(TagEnd::CodeBlock) => {
                    includes = false;
                    self.add(key, &std::mem::take(&mut passage));
                }
                // The minutes of a step stand apart from its words on paper.
                Event::End(TagEnd::Heading(_)) => {
                    let heading = std::mem::take(&mut passage);
                    let (words, minutes) = heading.rsplit_once('(').unwrap_or((&heading, ""));
                    self.add(key, words);
                    self.add(key, minutes);
                }
                Event::Start(tag) if is_block(&tag) => self.add(key, &std::mem::take(&mut passage)),
                Event::End(tag) if ends_block(tag) => self.end(key, &mut passage),
                Event::Start(_)
                | Event::End(_)
                | Event::Text(_)
                | Event::Code(_)
                | Event::InlineMath(_)
                | Event::DisplayMath(_)
                | Event::Rule
                | Event::TaskListMarker(_) => {}
            }
        }
        self.add(key, &text_of_html(&html));
        self.end(key, &mut passage);
    }

    fn end(&mut self, key: &str, passage: &mut String) {
        let text = std::mem::take(passage);
        let text = text.trim_start();
        match text.strip_prefix("[!LEADER]") {
            Some(note) if self.file.ends_with(".toml") => self.add("leader_notes", note),
            Some(note) => self.add(key, note),
            None => self.add(key, text),
        }
    }
}

/// The name in a tag, `<sub>` or `</sub>`; empty for a comment.
fn name_of(tag: &str) -> &str {
    let tag = tag.trim_start_matches(['<', '/']);
    let end = tag.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(tag.len());
    &tag[..end]
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

fn ends_block(tag: TagEnd) -> bool {
    !matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}

/// The words between tags.
fn text_of_html(html: &str) -> String {
    let mut text = String::new();
    for token in Tokenizer::new(html) {
        let Ok(token) = token;
        match token {
            html5gum::Token::String(letters) => text.push_str(&String::from_utf8_lossy(&letters)),
            html5gum::Token::StartTag(_) | html5gum::Token::EndTag(_) => text.push(' '),
            html5gum::Token::Comment(_)
            | html5gum::Token::Doctype(_)
            | html5gum::Token::Error(_) => {}
        }
    }
    text
}
