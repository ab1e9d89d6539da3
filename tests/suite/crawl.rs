//! A site on disk → every way a reader can go in it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::folder::files_below;

/// The attributes that make a browser go or fetch.
const LEADING: &[&str] = &["href", "src", "srcset", "action", "poster", "data"];

/// A page as far as links go.
pub(crate) struct Page {
    /// Every tag: its name and its attributes, entities resolved.
    pub(crate) tags: Vec<(String, Vec<(String, String)>)>,
    /// Everything that a `#fragment` can name.
    ids: BTreeSet<String>,
}

impl Page {
    /// Whether `#id` leads somewhere on it.
    pub(crate) fn has(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// Where it sends readers on to, when it is only there for that.
    pub(crate) fn leads_on(&self) -> Option<&str> {
        let value = |attributes: &'_ [(String, String)], wanted: &str| {
            attributes.iter().position(|(key, _)| key == wanted)
        };
        self.tags.iter().find_map(|(_, attributes)| {
            let refresh = &attributes[value(attributes, "http-equiv")?].1;
            let content = &attributes[value(attributes, "content")?].1;
            (refresh == "refresh").then(|| content.split_once("url=").unwrap().1)
        })
    }
}

/// Every page of the site in `folder`, by its name from there.
pub(crate) fn pages(folder: &Path) -> BTreeMap<String, Page> {
    let html = files_below(folder).into_iter().filter(|name| name.ends_with(".html"));
    html.map(|name| {
        let tags = tags(&fs::read_to_string(folder.join(&name)).unwrap());
        let of = |wanted: &'static str| {
            move |(_, attributes): &(String, Vec<(String, String)>)| {
                attributes.iter().find(|(key, _)| key == wanted).map(|(_, id)| id.clone())
            }
        };
        let ids: Vec<String> = tags.iter().filter_map(of("id")).collect();
        let unique: BTreeSet<String> = ids.iter().cloned().collect();
        assert_eq!(ids.len(), unique.len(), "{name} has an id twice: {:?}", doubled(&ids));
        (name, Page { tags, ids: unique })
    })
    .collect()
}

/// The files of the site that the page `from` leads to or fetches.
pub(crate) fn targets(from: &str, html: &str) -> Vec<String> {
    let all = tags(html).into_iter().flat_map(|(_, attributes)| attributes);
    let leading = all.filter(|(key, value)| {
        LEADING.contains(&key.as_str())
            && !["https:", "http:", "mailto:"].iter().any(|begin| value.starts_with(begin))
    });
    leading.map(|(_, href)| target(from, &href).unwrap()).collect()
}

fn doubled(ids: &[String]) -> Vec<&String> {
    ids.iter().filter(|id| ids.iter().filter(|other| other == id).count() > 1).collect()
}

/// Fails when a link of the site in `folder` leads to no file of it, or to no place in a page.
///
/// Links to other hosts are returned with the page they stand on.
pub(crate) fn assert_every_link_leads_somewhere(folder: &Path) -> Vec<(String, String)> {
    let files: BTreeSet<String> = files_below(folder).into_iter().collect();
    let pages = pages(folder);
    let mut outside = Vec::new();
    let mut dead = Vec::new();
    for (name, page) in &pages {
        for (tag, attributes) in &page.tags {
            for (key, value) in attributes.iter().filter(|(key, _)| LEADING.contains(&key.as_str()))
            {
                if value.starts_with("https://")
                    || value.starts_with("http://")
                    || value.starts_with("mailto:")
                {
                    outside.push((name.clone(), value.clone()));
                } else if let Err(why) = follow(name, value, &files, &pages) {
                    dead.push(format!("{name}: <{tag} {key}=\"{value}\"> {why}"));
                }
            }
        }
    }
    assert_eq!(dead, Vec::<String>::new());
    outside
}

fn follow(
    from: &str,
    href: &str,
    files: &BTreeSet<String>,
    pages: &BTreeMap<String, Page>,
) -> Result<(), String> {
    let fragment = href.split_once('#').map(|(_, id)| id);
    let target = target(from, href)?;
    if !files.contains(&target) {
        return Err(format!("leads to `{target}`, which is not there"));
    }
    let has = |page: &str, id: &str| pages.get(page).is_some_and(|page| page.ids.contains(id));
    match fragment {
        None => Ok(()),
        Some(id) if has(&target, &decoded(id)?) => Ok(()),
        Some(id) => Err(format!("`{target}` has no `#{id}`")),
    }
}

/// The file that `href` on the page `from` leads to.
pub(crate) fn target(from: &str, href: &str) -> Result<String, String> {
    let path = href.split('#').next().unwrap_or_default();
    if path.starts_with('/') || path.contains(':') {
        return Err("is not relative".to_owned());
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    if !path.is_empty() {
        parts.pop();
        for part in path.split('/') {
            match part {
                "." => {}
                ".." => drop(parts.pop().ok_or("leaves the site")?),
                name => parts.push(name),
            }
        }
    }
    decoded(&parts.join("/"))
}

/// `%C3%A4` is `ä`.
fn decoded(text: &str) -> Result<String, String> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next().unwrap_or(b'-'), rest.next().unwrap_or(b'-')];
            let digits = std::str::from_utf8(&digits).map_err(|_| "is not escaped")?;
            bytes.push(u8::from_str_radix(digits, 16).map_err(|_| "is not escaped")?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).map_err(|_| "is not UTF-8".to_owned())
}

/// Every opening tag of `html`. Comments, scripts and styles are skipped; attributes have to be quoted.
fn tags(html: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
        } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
            rest = &rest[name.len()..];
            let mut attributes = Vec::new();
            loop {
                rest = rest.trim_start();
                if let Some(after) = rest.strip_prefix('>') {
                    rest = after;
                    break;
                }
                let end = rest.find(|c: char| c == '=' || c == '>' || c.is_whitespace()).unwrap();
                let key = rest[..end].to_owned();
                rest = &rest[end..];
                let mut value = "";
                if let Some(quoted) = rest.strip_prefix("=\"") {
                    (value, rest) = quoted.split_once('"').unwrap();
                }
                assert!(!rest.starts_with('='), "an attribute without quotation marks: {key}");
                attributes.push((key, unescaped(value)));
            }
            if matches!(name.as_str(), "script" | "style") {
                let end = rest.find(&format!("</{name}")).unwrap();
                attributes.push(("content".to_owned(), rest[..end].trim().to_owned()));
                rest = &rest[end..];
            }
            tags.push((name, attributes));
        }
    }
    tags
}

fn unescaped(value: &str) -> String {
    let named = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&#x2F;", "/"),
        ("&amp;", "&"),
    ];
    named.iter().fold(value.to_owned(), |value, (entity, letter)| value.replace(entity, letter))
}
