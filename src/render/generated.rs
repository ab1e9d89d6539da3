//! Files for hosts and search machines.

use std::fmt::Write as _;

use crate::artifact::{Artifact, Sink};
use crate::failure::FileError;
use crate::input::Input;
use crate::render::escape::escape_text;
use crate::site::{Page, Shows};

/// Hands over the files for hosts and search machines.
pub(super) fn publish(input: Input<'_>, sink: Sink<'_>) -> Result<(), FileError> {
    paths(input).iter().map(|path| file(input, path)).try_for_each(sink)
}

/// `.nojekyll`, and `sitemap.xml` and `robots.txt` when the site's address is known.
pub(super) fn paths(input: Input<'_>) -> &'static [&'static str] {
    let settings = &input.playbook.settings;
    match settings.base_url.value.as_str() {
        "" => &[NO_JEKYLL],
        _ if settings.noindex => &[NO_JEKYLL, ROBOTS],
        _ => &[NO_JEKYLL, SITE_MAP, ROBOTS],
    }
}

// GitHub Pages would otherwise leave out names that begin with an underscore.
const NO_JEKYLL: &str = ".nojekyll";
const ROBOTS: &str = "robots.txt";
const SITE_MAP: &str = "sitemap.xml";

/// The file at `path`, which is one of [`paths`].
pub(super) fn file(input: Input<'_>, path: &str) -> Artifact {
    let text = match path {
        SITE_MAP => site_map(input),
        ROBOTS => robots(input),
        _ => String::new(),
    };
    Artifact::new(path, text)
}

fn site_map(input: Input<'_>) -> String {
    let base = &input.playbook.settings.base_url.value;
    let mut map = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    // What is on a page to print has pages of its own, and so has what the page that searches leads to.
    let is_found =
        |page: &&Page| !matches!(page.shows, Shows::NotFound | Shows::Print(_) | Shows::Search);
    for page in input.site.pages.iter().filter(is_found) {
        let mut address = String::new();
        escape_text(&format!("{base}{}", page.route.shown()), &mut address);
        let _ = writeln!(map, "<url><loc>{address}</loc></url>");
    }
    map.push_str("</urlset>\n");
    map
}

fn robots(input: Input<'_>) -> String {
    let settings = &input.playbook.settings;
    if settings.noindex {
        return "User-agent: *\nDisallow: /\n".to_owned();
    }
    format!("User-agent: *\nAllow: /\nSitemap: {}sitemap.xml\n", settings.base_url.value)
}
