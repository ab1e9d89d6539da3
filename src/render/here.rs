//! From a page to others: to their addresses, or to the places where they stand on the same page.

use std::collections::BTreeMap;

use crate::input::Input;
use crate::site::{Route, escape};
use crate::source::SourcePath;

/// Pages that stand together on one page, each with what its ids begin with there.
pub(super) type Places = BTreeMap<SourcePath, String>;

/// Where a page begins, among pages that stand together: an id after what its ids begin with.
pub(super) const START: &str = "pb-page";

/// Where something is shown.
#[derive(Clone, Copy)]
pub(super) struct Here<'a> {
    /// The address of the page.
    pub(super) route: &'a Route,
    /// What ids begin with, so that each is there once.
    pub(super) prefix: &'a str,
    /// What else stands on the page. `None` on a page of one file.
    pub(super) places: Option<&'a Places>,
}

impl<'a> Here<'a> {
    /// On a page of its own.
    pub(super) fn page(route: &'a Route) -> Self {
        Self { route, prefix: "", places: None }
    }

    /// The same page, with ids that begin with `prefix`.
    pub(super) fn within(self, prefix: &'a str) -> Self {
        Self { prefix, ..self }
    }

    /// Where a link to the file `path`, or to a place in it, leads. `None` when the file has no page.
    pub(super) fn href_to(
        &self,
        input: Input<'_>,
        path: &SourcePath,
        place: Option<&str>,
    ) -> Option<String> {
        if let Some(prefix) = self.places.and_then(|places| places.get(path)) {
            return Some(format!("#{}", escape(&format!("{prefix}{}", place.unwrap_or(START)))));
        }
        let target = input.site.route_of(path)?;
        let fragment = place.map(|id| format!("#{}", escape(id))).unwrap_or_default();
        if target == self.route && !fragment.is_empty() {
            return Some(fragment);
        }
        Some(format!("{}{fragment}", self.route.href_to(target)))
    }
}
