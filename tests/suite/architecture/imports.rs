//! Which file of the source names what of which other file, as the compiler resolves it.

use std::collections::{BTreeMap, BTreeSet};

use syn::visit::{self, Visit};
use syn::{Attribute, ItemMod, ItemUse, Macro, UseTree, VisRestricted, Visibility};

/// The segments of a path: `["crate", "model", "Document"]`.
type Path = Vec<String>;

/// The source, file by file.
#[derive(Default)]
pub(super) struct Source {
    files: BTreeMap<Path, File>,
}

/// A file: what it names, and what it hands on of others.
#[derive(Default)]
struct File {
    /// Its name from `src/` on.
    name: String,
    /// The paths it names, imports among them.
    named: BTreeSet<Path>,
    /// What a path may begin with because it was imported.
    imported: BTreeMap<String, Path>,
    /// What is public here and lives elsewhere: `pub use`.
    handed_on: BTreeMap<String, Path>,
}

impl Source {
    /// Reads `texts`, each with the name of its file from `src/` on. Tests beside the code are left out.
    pub(super) fn of<'t>(texts: impl IntoIterator<Item = (&'t str, &'t str)>) -> Self {
        let mut source = Self::default();
        for (name, text) in texts {
            let parsed = syn::parse_file(text).unwrap_or_else(|fault| panic!("{name}: {fault}"));
            let mut file = File { name: name.to_owned(), ..File::default() };
            file.visit_file(&parsed);
            source.files.insert(module_of(name), file);
        }
        source
    }

    /// For each file, the files of which it names something, each with a path that does.
    pub(super) fn imports(&self) -> BTreeMap<&str, BTreeMap<&str, String>> {
        let imports = self.files.iter().map(|(module, file)| {
            let mut imported = BTreeMap::new();
            for path in &file.named {
                if let Some(other) =
                    self.absolute(module, path).and_then(|path| self.home(&path, 0))
                    && other.name != file.name
                {
                    imported.entry(other.name.as_str()).or_insert_with(|| path.join("::"));
                }
            }
            (file.name.as_str(), imported)
        });
        imports.collect()
    }

    /// `path`, as the file of `module` means it, from the root of the crate. `None` when it leads out of the crate.
    fn absolute(&self, module: &[String], path: &[String]) -> Option<Path> {
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" | "partnerbook" => Some(rest.to_vec()),
            "self" => Some([module, rest].concat()),
            "super" => {
                let ups = path.iter().take_while(|segment| *segment == "super").count();
                let above = module.get(..module.len().checked_sub(ups)?)?;
                Some([above, &path[ups..]].concat())
            }
            _ if self.files.contains_key(&[module, std::slice::from_ref(first)].concat()) => {
                Some([module, path].concat())
            }
            _ => {
                let file = self.files.get(module)?;
                let imported = file.imported.get(first).or_else(|| file.handed_on.get(first))?;
                // What is imported under the name of its own crate, such as `toml`, is no module of ours.
                (imported.first() != Some(first)).then_some(())?;
                self.absolute(module, &[imported, rest].concat())
            }
        }
    }

    /// The file in which what is called `path` lives, however many hand it on.
    fn home(&self, path: &[String], steps: usize) -> Option<&File> {
        let length =
            (0..=path.len()).rev().find(|length| self.files.contains_key(&path[..*length]))?;
        let (file, rest) = (self.files.get(&path[..length])?, &path[length..]);
        let handed_on = rest.first().and_then(|name| file.handed_on.get(name));
        let elsewhere = handed_on.filter(|_| steps < 8).and_then(|to| {
            let to = self.absolute(&path[..length], &[to, &rest[1..]].concat())?;
            self.home(&to, steps + 1)
        });
        Some(elsewhere.unwrap_or(file))
    }
}

/// The module that a file holds: `["check", "near"]` for `check/near.rs`, none for the root.
fn module_of(name: &str) -> Path {
    let name = name.trim_end_matches(".rs").trim_end_matches("/mod");
    let name = if name == "lib" { "" } else { name };
    name.split('/').filter(|segment| !segment.is_empty()).map(str::to_owned).collect()
}

impl<'ast> Visit<'ast> for File {
    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        for (path, name) in leaves(&item.tree) {
            if matches!(item.vis, Visibility::Inherited) {
                self.imported.insert(name, path.clone());
                self.named.insert(path);
            } else {
                self.handed_on.insert(name, path);
            }
        }
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        if !item.attrs.iter().any(is_for_tests) {
            visit::visit_item_mod(self, item);
        }
    }

    // `pub(super)` says who may see something, and needs nothing.
    fn visit_vis_restricted(&mut self, _: &'ast VisRestricted) {}

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments: Path =
            path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        // A single small word is a variable, or a function that is here or was imported.
        if segments.len() > 1 || segments[0].starts_with(char::is_uppercase) {
            self.named.insert(segments);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        let text = call.tokens.to_string().replace(" :: ", "::");
        let paths = text.split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':');
        let paths = paths.filter(|path| path.contains("::")).map(|path| path.split("::"));
        self.named.extend(paths.map(|path| path.map(str::to_owned).collect()));
        visit::visit_macro(self, call);
    }
}

fn is_for_tests(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg")
        && attribute.parse_args::<syn::Ident>().is_ok_and(|of| of == "test")
}

/// Every path of a `use`, with the name it has here.
fn leaves(tree: &UseTree) -> Vec<(Path, String)> {
    match tree {
        UseTree::Path(path) => {
            let within = leaves(&path.tree).into_iter();
            within
                .map(|(rest, name)| ([vec![path.ident.to_string()], rest].concat(), name))
                .collect()
        }
        UseTree::Name(name) if name.ident == "self" => vec![(Vec::new(), String::new())],
        UseTree::Name(name) => vec![(vec![name.ident.to_string()], name.ident.to_string())],
        UseTree::Rename(name) => vec![(vec![name.ident.to_string()], name.rename.to_string())],
        UseTree::Glob(_) => vec![(Vec::new(), String::new())],
        UseTree::Group(group) => group.items.iter().flat_map(leaves).collect(),
    }
}
