//! What somebody calls a page or a file → its address.

use super::address::relative;
use super::{Index, Target};
use crate::model::Entry;
use crate::prose::Role;
use crate::prose::anchor::heading_id;
use crate::source::{SourcePath, percent_decoded};

/// The address of the one page or file that is called `name`: by its title, by the way to it, by its name with or without number
/// and ending.
pub fn named(index: &Index<'_>, from: &SourcePath, (role, name): (Role, &str)) -> Option<String> {
    let there = |path: &SourcePath| target(index, from, (role, &href(from, path, "")));
    let direct = || {
        let ways = [escaped(name), format!("/{}", escaped(name))];
        ways.iter().find_map(|way| target(index, from, (role, way)))
    };
    let by_slug = || {
        let slug = name.to_lowercase().replace(' ', "-");
        only(index.called(&slug).filter_map(|page| there(&page.path)))
    };
    let by_file = || only(index.files_named(name).iter().filter_map(there));
    let by_title = by_title(index, from, (role, name));
    by_title.or_else(|| {
        let path = direct().or_else(by_slug).or_else(by_file)?;
        Some(href(from, &path, ""))
    })
}

/// The pages with the title that is `written` as an address.
pub fn titled(index: &Index<'_>, written: &str) -> Vec<SourcePath> {
    let title = written.split('#').next().unwrap_or_default();
    index.titled(&percent_decoded(title.trim_matches(['<', '>']))).to_vec()
}

/// The address of the one page with the title that is `written` as an address.
pub fn by_title(
    index: &Index<'_>,
    from: &SourcePath,
    (role, written): (Role, &str),
) -> Option<String> {
    let page = only(titled(index, written).into_iter())?;
    let part = written
        .split_once('#')
        .map_or_else(String::new, |(_, part)| format!("#{}", heading_id(part)));
    let href = href(from, &page, &part);
    target(index, from, (role, &href)).map(|_| href)
}

/// The one thing that there is.
pub fn only<T: PartialEq>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}

/// The file that `href` leads to, or that it shows where `role` is an image.
pub fn target(
    index: &Index<'_>,
    from: &SourcePath,
    (role, href): (Role, &str),
) -> Option<SourcePath> {
    match index.resolve(from, href).ok()? {
        Target::Page(path, _) => {
            let is_sheet = || index.playbook().entries.get(&path).is_some_and(Entry::is_sheet);
            (role == Role::Link || is_sheet()).then_some(path)
        }
        Target::Asset(path) => Some(path),
        Target::Folder(_) | Target::External(_) => None,
    }
}

/// An address as it is written, with `/` for each `\` and `%20` for each space.
pub fn escaped(written: &str) -> String {
    written.trim_matches(['<', '>']).trim().replace('\\', "/").replace([' ', '\t'], "%20")
}

/// What to write in `from` to point at `to`, with the part from `#` on that `href` has.
pub fn href(from: &SourcePath, to: &SourcePath, href: &str) -> String {
    let fragment = href.find('#').map_or("", |at| &href[at..]);
    format!("{}{fragment}", relative(from, to).replace(' ', "%20").replace('#', "%23"))
}
