//! Playbook → Site: which pages there are, at which addresses, in which order. Nothing else invents an address.

mod claims;
mod moved;
mod order;
mod planner;
mod prints;
mod sheets;

use std::collections::BTreeMap;

use crate::model::Playbook;
use crate::site::{Site, folder_route};
use crate::source::SourcePath;
use claims::Claims;
use planner::Planner;

/// Plans the site of `playbook`. What finds its address taken has another or none, and is among [`Site::refused`].
pub fn plan(playbook: &Playbook) -> Site {
    let mut planner = Planner {
        playbook,
        site: Site::default(),
        claims: Claims::default(),
        introductions: introductions(playbook),
        positions: BTreeMap::new(),
    };
    for (position, path) in playbook.outline.pages.iter().enumerate() {
        planner.positions.insert(path, position);
    }
    planner.files_of_hosts();
    planner.folders();
    planner.order();
    planner.examples();
    planner.papers();
    planner.exports();
    planner.books();
    planner.generated();
    planner.redirects();
    planner.former_ids();
    planner.former_names();
    planner.neighbours();
    planner.site.refused = planner.claims.refused();
    planner.site
}

/// The file that introduces each folder, by the address of the folder.
fn introductions(playbook: &Playbook) -> BTreeMap<String, SourcePath> {
    let mut files: BTreeMap<String, Vec<&SourcePath>> = BTreeMap::new();
    for path in playbook.entries.keys().filter(|path| path.introduces_folder()) {
        files.entry(folder_route(path.folder(), &playbook.numbers)).or_default().push(path);
    }
    let first =
        |files: Vec<&SourcePath>| SourcePath::introduction_among(files.into_iter()).cloned();
    files.into_iter().filter_map(|(address, files)| Some((address, first(files)?))).collect()
}

/// Whether `site`, planned of `playbook`, is the site of `later` too, where only prose, headings and titles of the files `changed`
/// differ.
pub fn holds<'c>(
    site: &Site,
    (playbook, later): (&Playbook, &Playbook),
    mut changed: impl Iterator<Item = &'c SourcePath>,
) -> bool {
    changed
        .all(|path| prints::hold(playbook, later, site, path) && moved::hold(playbook, later, path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Diagnostics;
    use crate::site::Route;
    use crate::source::Sources;

    fn planned(files: &[(&str, &str)]) -> Site {
        plan(&crate::parse::parse(&Sources::in_memory(files), &mut Diagnostics::new()))
    }

    fn routes(site: &Site, pages: &[usize]) -> Vec<String> {
        pages.iter().map(|page| site.pages[*page].route.to_string()).collect()
    }

    #[test]
    fn a_prefix_orders_and_is_dropped() {
        let site = planned(&[("02-b/01-z.md", ""), ("02-b/02-a.md", ""), ("10-a/x.md", "")]);
        let root = &site.folders[0];
        let titles: Vec<&str> =
            root.folders.iter().map(|folder| site.folders[*folder].title.as_str()).collect();
        assert_eq!(titles, ["B", "A"]);
        assert_eq!(routes(&site, &site.folders[root.folders[0]].pages), ["b/z.html", "b/a.html"]);
    }

    #[test]
    fn a_summary_orders_pages_and_is_none() {
        let site =
            planned(&[("SUMMARY.md", "- [B](b.md)\n- [A](a.md)\n"), ("a.md", ""), ("b.md", "")]);
        assert_eq!(routes(&site, &site.folders[0].pages), ["b.html", "a.html"]);
    }

    #[test]
    fn folders_of_one_address_are_one_part() {
        let site = planned(&[
            ("01-roles/a.md", ""),
            ("02-roles/b.md", ""),
            ("02-roles/index.md", "# Roles"),
        ]);
        assert_eq!(site.folders.len(), 2);
        assert_eq!(routes(&site, &site.folders[1].pages), ["roles/a.html", "roles/b.html"]);
        assert_eq!(site.page_of[&SourcePath::new("02-roles/index.md")], site.folders[1].page);
    }

    #[test]
    fn the_book_stands_beside_the_pages_and_takes_no_sheets_place() {
        let sheet = "kind = \"form\"\nquestions = [\"A?\"]";
        let mut files = vec![("01-trust/a.md", ""), ("01-trust/trust.toml", sheet)];
        assert!(planned(&files).books.whole.is_none());
        files.push(("playbook.toml", "book = true"));
        let books = planned(&files).books;
        let parts: Vec<&str> = books.parts.values().map(Route::as_str).collect();
        assert_eq!(books.whole.as_ref().map(Route::as_str), Some("playbook.pdf"));
        assert_eq!(parts, ["trust/trust-2.pdf"]);
    }

    #[test]
    fn an_authors_page_keeps_its_address() {
        let site = planned(&[("site-map.md", "# Ours")]);
        assert_eq!(site.pages[site.site_map].route.as_str(), "site-map-2.html");
    }
}
