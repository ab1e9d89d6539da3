//! Who has which address: each is given once, and who comes second is noted.

use std::collections::BTreeMap;

use crate::site::{Holder, Refusal, Route};

/// The addresses that are taken, and who was refused one.
#[derive(Default)]
pub(super) struct Claims {
    taken: BTreeMap<String, Holder>,
    refused: Vec<Refusal>,
}

impl Claims {
    /// Gives `route` to `wanted`, and says whether it was free. What was refused has to be told.
    pub(super) fn claim(&mut self, route: &Route, wanted: Holder) -> bool {
        match self.taken.get(route.as_str()).cloned() {
            Some(holder) => {
                self.refused.push(Refusal { wanted, route: route.clone(), holder, instead: None });
                false
            }
            None => self.take(route, wanted),
        }
    }

    /// Gives `route` to the page `wanted`, or the first free address after it, which has to be told.
    pub(super) fn claim_or_next(&mut self, route: Route, wanted: Holder) -> Route {
        let Some(holder) = self.taken.get(route.as_str()).cloned() else {
            self.take(&route, wanted);
            return route;
        };
        let name = route.as_str().strip_suffix(".html").unwrap_or(route.as_str());
        let instead = self.claim_free(name, "html", &wanted);
        self.refused.push(Refusal { wanted, route, holder, instead: Some(instead.clone()) });
        instead
    }

    /// Gives `route`, an address that may have any form, to `wanted`, and says whether it was free, so that files and folders of the site may be in its way.
    pub(super) fn claim_anywhere(&mut self, route: &Route, wanted: Holder) -> bool {
        match self.in_the_way(route.as_str()).cloned() {
            Some(holder) => {
                self.refused.push(Refusal { wanted, route: route.clone(), holder, instead: None });
                false
            }
            None => self.take(route, wanted),
        }
    }

    /// Gives `route` to what no author asked for, if it is free: nobody misses it where something else stands.
    pub(super) fn claim_quietly(&mut self, route: &Route, wanted: Holder) -> bool {
        self.in_the_way(route.as_str()).is_none() && self.take(route, wanted)
    }

    /// Gives the address `name` with this `ending`, or the first free one after it: `search-2.html`.
    pub(super) fn claim_free(&mut self, name: &str, ending: &str, wanted: &Holder) -> Route {
        let mut route = Route::new(format!("{name}.{ending}"));
        let mut number = 1;
        while self.taken.contains_key(route.as_str()) {
            number += 1;
            route = Route::new(format!("{name}-{number}.{ending}"));
        }
        self.take(&route, wanted.clone());
        route
    }

    /// Everybody who was refused, in the order in which they came.
    pub(super) fn refused(self) -> Vec<Refusal> {
        self.refused
    }

    fn take(&mut self, route: &Route, holder: Holder) -> bool {
        self.taken.insert(route.as_str().to_owned(), holder);
        true
    }

    /// What stands at `route`, is a file where it needs a folder, or lies in a folder of that name.
    fn in_the_way(&self, route: &str) -> Option<&Holder> {
        let around = route.match_indices('/').map(|(end, _)| &route[..end]);
        let mut files = std::iter::once(route).chain(around);
        files.find_map(|file| self.taken.get(file)).or_else(|| {
            let within = format!("{route}/");
            let mut after = self.taken.range(within.clone()..);
            after.next().filter(|(path, _)| path.starts_with(&within)).map(|(_, holder)| holder)
        })
    }
}
