//! Files that are published as they are, and of which another file of the site would take the place.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::Input;
use super::assets::{self, Copy};
use crate::diag::{Diagnostic, Rule, Severity};

/// Two files of the site would be one.
pub(super) const TAKEN_ADDRESS: Rule = Rule {
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
    pub(super) fn of(input: Input<'_>, made: impl Iterator<Item = String>) -> Self {
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        let mut copied = Self { files: BTreeMap::new(), faults: Vec::new() };
        for Copy { address, file, name } in assets::copied(input) {
            if let Some(first) = names.get(&address) {
                copied.tell(format!("`{first}` and `{name}` would both become `{address}`"));
            } else {
                copied.files.insert(address.clone(), file.to_owned());
                names.insert(address, name);
            }
        }
        if names.is_empty() {
            return copied;
        }
        for address in made {
            if let Some(name) = names.remove(&address) {
                copied.files.remove(&address);
                copied.tell(format!(
                    "`{name}` would be published as `{address}`, and the site has that already"
                ));
            }
        }
        copied
    }

    fn tell(&mut self, message: String) {
        let fault = Diagnostic::everywhere(&TAKEN_ADDRESS, message);
        self.faults.push(fault.help("rename the file, or take it out"));
    }
}
