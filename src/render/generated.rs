//! Files for hosts and search machines.

use std::fmt::Write as _;

use super::{Input, Sink};
use crate::artifact::Artifact;
use crate::failure::FileError;
use crate::render::html::escape_text;
use crate::site::{Page, Shows};

/// Hands over `.nojekyll`, and `sitemap.xml` and `robots.txt` when the site's address is known.
pub(super) fn publish(input: Input<'_>, sink: Sink<'_>) -> Result<(), FileError> {
    // GitHub Pages would otherwise leave out names that begin with an underscore.
    sink(Artifact::new(".nojekyll", Vec::new()))?;
    let settings = &input.playbook.settings;
    let base = &settings.base_url.value;
    if base.is_empty() {
        return Ok(());
    }
    if settings.noindex {
        return sink(Artifact::new("robots.txt", "User-agent: *\nDisallow: /\n"));
    }
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
    sink(Artifact::new("sitemap.xml", map))?;
    sink(Artifact::new(
        "robots.txt",
        format!("User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n"),
    ))
}
