//! Files that are published as they are, and of which another file of the site would take the place.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::PathBuf;

use super::assets::{self, Copy};
use crate::diag::{Diagnostic, Rule, Severity};
use crate::input::Input;
use crate::search;
use crate::source::{SourcePath, Span};

/// Two files of the site would be one.
pub(super) const ADDRESS_COLLISION: Rule = Rule {
    code: "taken-address",
    severity: Severity::Error,
    explanation: "A file of the folder `static/`, or a file that a page shows or links to, would be published at the address of \
        another file of the site: of a page, of a sheet on paper, of a file for search machines such as `robots.txt`. Only one \
        of the two can be there. Rename the file, or take it out; a file for search machines is made when `base_url` is set, \
        and need not be written by hand. What a page would be is said by its file's name: `guide.md` becomes `guide.html`.",
};

/// The files that are published as they are.
pub struct Copied {
    /// Where each lies on disk, by its address.
    pub files: BTreeMap<String, PathBuf>,
    /// What is wrong with others, whose addresses are taken.
    pub faults: Vec<Diagnostic>,
}

impl Copied {
    /// Those of `input` where the files at the addresses `made` are made.
    ///
    /// Some disks take capitals for the same as small letters, and on none can a file and a folder have one name.
    pub(super) fn of(input: Input<'_>, made: impl Iterator<Item = String>) -> Self {
        let mut copied = Self { files: BTreeMap::new(), faults: Vec::new() };
        let mut own: BTreeMap<String, Copy<'_>> = BTreeMap::new();
        for copy in assets::copied(input) {
            match own.entry(copy.address.to_lowercase()) {
                Entry::Occupied(first) => {
                    let (first, second) = (&first.get().name, &copy.name);
                    let address = &copy.address;
                    let message = format!("`{first}` and `{second}` would both become `{address}`");
                    copied.report(message, copy.path);
                }
                Entry::Vacant(place) => {
                    place.insert(copy);
                }
            }
        }
        if own.is_empty() {
            return copied;
        }
        let terms = own.keys().filter(|address| search::is_of_terms(input, address)).cloned();
        for address in made.chain(terms.collect::<Vec<_>>()) {
            copied.hold_against(&mut own, &address);
        }
        let addresses: Vec<String> = own.keys().cloned().collect();
        for address in addresses {
            copied.hold_folders_against(&mut own, &address);
        }
        let files = own.into_values().map(|copy| (copy.address, copy.file.to_owned()));
        copied.files = files.collect();
        copied
    }

    /// Takes out of what is the author's `own` what cannot be there beside the file of the site at `address`.
    fn hold_against(&mut self, own: &mut BTreeMap<String, Copy<'_>>, address: &str) {
        let small = address.to_lowercase();
        if let Some(Copy { address: wish, name, path, .. }) = own.remove(&small) {
            let already = if wish == address {
                "the site has that already".to_owned()
            } else {
                format!("the site has `{address}`, which is the same on some disks")
            };
            self.report(format!("`{name}` would be published as `{wish}`, and {already}"), path);
        }
        let within = format!("{small}/");
        while let Some(found) =
            own.range(within.clone()..).next().filter(|(wish, _)| wish.starts_with(&within))
        {
            let found = found.0.clone();
            if let Some(Copy { name, path, .. }) = own.remove(&found) {
                self.report(
                    format!("`{name}` would lie in a folder `{address}`, and the site has a file `{address}`"),
                    path,
                );
            }
        }
        self.hold_folders_against(own, address);
    }

    /// Takes out of what is the author's `own` what is called like a folder that `address` lies in.
    fn hold_folders_against(&mut self, own: &mut BTreeMap<String, Copy<'_>>, address: &str) {
        for (end, _) in address.match_indices('/') {
            let folder = &address[..end];
            if let Some(Copy { name, path, .. }) = own.remove(&folder.to_lowercase()) {
                self.report(
                    format!("`{name}` would be called like the folder `{folder}` of the site"),
                    path,
                );
            }
        }
    }

    fn report(&mut self, message: String, path: Option<&SourcePath>) {
        let fault = match path {
            Some(path) => Diagnostic::new(&ADDRESS_COLLISION, path, Span::default(), message),
            None => Diagnostic::everywhere(&ADDRESS_COLLISION, message),
        };
        self.faults.push(fault.help("rename the file, or take it out"));
    }
}
