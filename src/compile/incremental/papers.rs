//! The PDFs of a site, taken as they are made or kept as they were.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::artifact::{Artifact, Body};
use crate::site::Site;

/// The PDFs of a site, by path.
pub(super) type Papers = Arc<BTreeMap<String, Arc<[u8]>>>;

/// Takes PDFs as they are made. Those that are kept are those of the site before.
pub(super) struct Collected {
    before: Papers,
    papers: Mutex<BTreeMap<String, Arc<[u8]>>>,
}

impl Collected {
    /// Takes those of a site that comes after one with the papers `before`.
    pub(super) fn after(before: &Papers) -> Self {
        Self { before: Arc::clone(before), papers: Mutex::default() }
    }

    pub(super) fn take(&self, artifact: Artifact) {
        let bytes = match artifact.body {
            Body::Bytes(bytes) => Arc::from(bytes),
            Body::Kept(_) => {
                let before = self.before.get(&artifact.path);
                Arc::clone(before.expect("only what is known of the site before is kept"))
            }
            Body::CopyOf(_) => unreachable!("what is on paper is no copy"),
        };
        let mut papers = self.papers.lock().unwrap_or_else(PoisonError::into_inner);
        papers.insert(artifact.path, bytes);
    }

    /// All of them, with the books of the site before where those of this one are not made.
    pub(super) fn papers(self, site: &Site, has_books_built: bool) -> Papers {
        let mut papers = self.papers.into_inner().unwrap_or_else(PoisonError::into_inner);
        if !has_books_built {
            for route in site.books.whole.iter().chain(site.books.parts.values()) {
                if let Some(bytes) = self.before.get(route.as_str()) {
                    papers.insert(route.to_string(), Arc::clone(bytes));
                }
            }
        }
        Arc::new(papers)
    }

    /// Those of the site before, with those that were made now in their places.
    pub(super) fn with_before(self) -> Papers {
        let mut papers = (*self.before).clone();
        papers.extend(self.papers.into_inner().unwrap_or_else(PoisonError::into_inner));
        Arc::new(papers)
    }
}
