//! Styles, scripts, fonts and pictures: names that change with their bytes, so that no browser shows yesterday's.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path as FilePath;

use super::minify::{minify, minify_script};
use crate::artifact::{Artifact, Sink};
use crate::failure::FileError;
use crate::fingerprint::Fingerprint;
use crate::input::Input;
use crate::site::Route;
use crate::source::SourcePath;
use crate::theme::Theme;

/// The folder of the site that they stand in.
const FOLDER: &str = "assets";

/// What the scripts that keep what readers write begin with. The last of them by name, which stands for all, needs the others.
const KEEPING: &str = "js/keep";

/// The look's files under the names they are published by.
pub(super) struct Assets {
    /// From the name templates use to the route.
    routes: BTreeMap<String, String>,
    files: Vec<(String, Vec<u8>)>,
}

impl Assets {
    /// Names every file of `theme`. Style sheets in `css/` are joined to one, as are the scripts of [`KEEPING`]; all of them
    /// are minified, as are the other scripts that are built in.
    pub(super) fn of(theme: &Theme) -> Self {
        let mut assets = Self { routes: BTreeMap::new(), files: Vec::new() };
        let (mut style, mut keeping) = (String::new(), String::new());
        let (fonts, others): (Vec<_>, Vec<_>) =
            theme.files.iter().partition(|(name, _)| name.starts_with("fonts/"));
        for (name, bytes) in fonts {
            assets.add(name, bytes.to_vec());
        }
        for (name, bytes) in others {
            // A script of the playbook's own is published as it is written.
            let script = || match bytes {
                Cow::Borrowed(bytes) => minify_script(&String::from_utf8_lossy(bytes)),
                Cow::Owned(bytes) => String::from_utf8_lossy(bytes).into_owned(),
            };
            if name.starts_with("css/") {
                style.push_str(&String::from_utf8_lossy(bytes));
                style.push('\n');
            } else if name.starts_with(KEEPING) {
                keeping.push_str(&script());
                keeping.push('\n');
            } else if name.ends_with(".css") {
                assets.add(name, minify(&String::from_utf8_lossy(bytes)).into_bytes());
            } else if name.ends_with(".js") {
                assets.add(name, script().into_bytes());
            } else {
                assets.add(name, bytes.to_vec());
            }
        }
        let style = minify(&assets.with_fonts(&style));
        assets.add("site.css", style.into_bytes());
        assets.add(&format!("{KEEPING}.js"), keeping.into_bytes());
        assets
    }

    fn add(&mut self, name: &str, bytes: Vec<u8>) {
        let route = if name.ends_with(".txt") {
            format!("{FOLDER}/{name}")
        } else {
            fingerprinted(name, &bytes)
        };
        self.routes.insert(name.to_owned(), route.clone());
        self.files.push((route, bytes));
    }

    /// Lets a style sheet point at fonts by the names they are published by.
    fn with_fonts(&self, style: &str) -> String {
        let mut style = style.to_owned();
        for (name, route) in self.routes.iter().filter(|(name, _)| name.starts_with("fonts/")) {
            let published = route.trim_start_matches(FOLDER).trim_start_matches('/');
            style = style.replace(&format!("\"{name}\""), &format!("\"{published}\""));
        }
        style
    }

    /// From the name templates use to the route from the site's root.
    pub(super) fn routes(&self) -> &BTreeMap<String, String> {
        &self.routes
    }

    /// The path of each of the look's files.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|(path, _)| path.as_str())
    }

    /// The look's file numbered `number` among its paths.
    pub(super) fn file(&self, number: usize) -> Artifact {
        let (path, bytes) = &self.files[number];
        Artifact::new(path.as_str(), bytes.as_slice())
    }

    /// Hands over the look's files.
    pub(super) fn publish(&self, sink: Sink<'_>) -> Result<(), FileError> {
        (0..self.files.len()).try_for_each(|number| sink(self.file(number)))
    }
}

/// A file that is published as it is.
pub(super) struct Copy<'a> {
    /// Its address.
    pub(super) address: String,
    /// Where it lies on disk.
    pub(super) file: &'a FilePath,
    /// What its author calls it: `static/robots.txt`.
    pub(super) name: String,
    /// The file among those of the playbook. `None` for one of the folder `static/`.
    pub(super) path: Option<&'a SourcePath>,
}

/// The files that are to be published as they are: the playbook's `static/` folder, and every file that a page points at.
pub(super) fn copied(input: Input<'_>) -> impl Iterator<Item = Copy<'_>> {
    let statics = input.sources.statics.iter();
    let own = statics.filter(|(name, _)| !Theme::is_theme_file(name));
    let own = own.map(|(name, file)| Copy {
        address: name.clone(),
        file: file.as_path(),
        name: format!("static/{name}"),
        path: None,
    });
    let used = input.index.assets_used().filter_map(move |path| {
        let file = input.sources.assets.get(path)?.file.as_path();
        let address = Route::of_asset(path, &input.playbook.numbers).as_str().to_owned();
        // The whole of the playbook's own `static/` is published already.
        if path.is_beside() && input.sources.statics.contains_key(&address) {
            return None;
        }
        Some(Copy { address, file, name: path.to_string(), path: Some(path) })
    });
    own.chain(used)
}

/// `js/keep.js` is `assets/js/keep.3fa2b1c4.js`.
fn fingerprinted(name: &str, bytes: &[u8]) -> String {
    let hash = Fingerprint::of(bytes).to_string();
    let (stem, ending) =
        name.rsplit_once('.').map_or((name, Cow::Borrowed("")), |(stem, ending)| {
            (stem, Cow::Owned(format!(".{ending}")))
        });
    format!("{FOLDER}/{stem}.{}{ending}", &hash[..8])
}
