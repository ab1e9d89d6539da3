//! Built-in templates, styles, scripts, fonts and words, with the playbook's own laid over.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::colour::{Colour, Tones};
use crate::source::Sources;

/// The look of a site.
#[derive(Clone, Debug, Default)]
pub struct Theme {
    /// Templates by name; where the playbook has its own, the built-in one is kept as `theme/NAME` for it to extend.
    pub templates: Vec<(String, Arc<str>)>,
    /// Styles, scripts, fonts and pictures by name, as they are published together in one folder.
    pub files: Vec<(String, Cow<'static, [u8]>)>,
}

/// The built-in templates, in the order of their names. The build script finds them.
const TEMPLATES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/templates.rs"));

/// The words of the interface, in English.
const WORDS: &str = include_str!("../templates/words/en.toml");

/// The built-in styles, scripts, fonts and pictures, in the order of their names. The build script finds them.
const FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// The built-in files that are written with the tones of the built-in colour.
const TONED: &[&str] = &["css/20-tokens.css", "code.css", "favicon.svg"];

impl Theme {
    /// The built-in look with the own files of `sources` laid over.
    pub fn load(sources: &Sources) -> Self {
        let mut theme = Self::default();
        // A file that says the same as the built-in one changes nothing: Partnerbook's own folder is such a playbook.
        let own = |name: &str, built_in: &str| {
            sources.templates.get(name).filter(|own| own.as_ref() != built_in)
        };
        for (name, text) in TEMPLATES {
            match own(name, text) {
                None => theme.templates.push(((*name).to_owned(), Arc::from(*text))),
                // Components are known by their own names everywhere, so two files of them cannot stand side by side.
                Some(_) if *name == "components.html" => {}
                Some(_) => theme.templates.push((format!("theme/{name}"), Arc::from(*text))),
            }
        }
        for (name, text) in sources.templates.iter().filter(|(name, _)| name.ends_with(".html")) {
            let built_in = TEMPLATES.iter().find(|(built_in, _)| built_in == name);
            if built_in.is_none_or(|(_, built_in)| text.as_ref() != *built_in) {
                theme.templates.push((name.clone(), Arc::clone(text)));
            }
        }
        let mut files: BTreeMap<String, Cow<'static, [u8]>> =
            FILES.iter().map(|(name, bytes)| ((*name).to_owned(), Cow::Borrowed(*bytes))).collect();
        for (name, text) in &sources.static_texts {
            let is_built_in = files.get(name).is_some_and(|bytes| **bytes == *text.as_bytes());
            if Self::is_theme_file(name) && !is_built_in {
                files.insert(name.clone(), Cow::Owned(text.as_bytes().to_vec()));
            }
        }
        theme.files = files.into_iter().collect();
        theme
    }

    /// The same in other tones: they take the place of the built-in ones in the files that have these.
    ///
    /// Files of the playbook's own stay as they are.
    #[must_use]
    pub fn in_tones(mut self, tones: &Tones) -> Self {
        for (name, bytes) in &mut self.files {
            let built_in = FILES.iter().find(|(built_in, _)| built_in == name);
            let is_built_in = built_in.is_some_and(|(_, built_in)| **bytes == **built_in);
            if is_built_in && TONED.contains(&name.as_str()) {
                let text = retoned(&String::from_utf8_lossy(bytes), tones);
                *bytes = Cow::Owned(text.into_bytes());
            }
        }
        // A playbook's own file of that name has the last word.
        if let Err(at) = self.files.binary_search_by(|(name, _)| name.as_str().cmp(COVERS)) {
            let style = covers(tones.light.accent).into_bytes();
            self.files.insert(at, (COVERS.to_owned(), Cow::Owned(style)));
        }
        self
    }

    /// Words of the interface as TOML: the built-in English ones first, then those of `sources` that overrule them, in
    /// English and in `language`.
    pub fn words(sources: &Sources, language: &str) -> Vec<(String, Arc<str>)> {
        let mut words: Vec<(String, Arc<str>)> =
            vec![("words/en.toml".to_owned(), Arc::from(WORDS))];
        let short = language.split(['-', '_']).next().unwrap_or_default();
        for name in ["en", short, language].map(|language| format!("words/{language}.toml")) {
            let told = words.iter().skip(1).any(|(other, _)| *other == name);
            if let Some(text) =
                sources.templates.get(&name).filter(|own| !told && own.as_ref() != WORDS)
            {
                words.push((name, Arc::clone(text)));
            }
        }
        words
    }

    /// Whether a file `name` of a playbook's `static/` folder belongs to the look: it takes the place of a built-in file, or
    /// is one more style sheet in `css/`, which is joined to the others in the order of their names.
    pub fn is_theme_file(name: &str) -> bool {
        let one_more_style =
            name.starts_with("css/") && name.ends_with(".css") && name.matches('/').count() == 1;
        one_more_style || FILES.iter().any(|(built_in, _)| *built_in == name)
    }

    /// Every built-in template, words, style, script and drawing, under the name that one of the playbook's own has:
    /// `templates/base.html`, `static/css/00-layers.css`.
    pub fn texts() -> impl Iterator<Item = (String, &'static str)> {
        let words = ("words/en.toml", WORDS);
        let templates = TEMPLATES.iter().copied().chain([words]);
        let templates = templates.map(|(name, text)| (format!("templates/{name}"), text));
        let files = FILES.iter().filter(|(name, _)| !name.ends_with(".txt"));
        let files = files.filter_map(|(name, bytes)| {
            Some((format!("static/{name}"), std::str::from_utf8(bytes).ok()?))
        });
        templates.chain(files)
    }

    /// The names of the built-in templates.
    pub fn template_names() -> impl Iterator<Item = &'static str> {
        TEMPLATES.iter().map(|(name, _)| *name)
    }
}

/// The style sheet of covers, which stands after all that is built in: paper is black but for these.
const COVERS: &str = "css/82-covers.css";

/// What a browser prints of a cover in this colour.
fn covers(colour: Colour) -> String {
    format!(
        "@layer print {{\n  @media print {{\n    .print-cover h1, .pack-title {{ color: {colour}; border-color: {colour}; }}\n  }}\n}}\n"
    )
}

/// The sheet behind, on the built-in icon.
const BEHIND: Colour = Colour::hex(0x8f_bcbb);

/// `text` with `tones` in place of the built-in ones: pairs in style sheets, single colours in drawings.
fn retoned(text: &str, tones: &Tones) -> String {
    let pair = |(light, dark): (Colour, Colour)| format!("light-dark({light}, {dark})");
    let pairs = Tones::BUILT_IN.pairs().into_iter().zip(tones.pairs());
    let pairs = pairs.map(|(built_in, own)| (pair(built_in), pair(own)));
    let single = [(Tones::BUILT_IN.light.accent, tones.light.accent), (BEHIND, tones.dark.accent)];
    let single = single.map(|(built_in, own)| (built_in.to_string(), own.to_string()));
    let all: Vec<(String, String)> = pairs.chain(single).collect();
    // A tone of one's own may be what another one was, so that none is written before all are found.
    let mark = |number: usize| format!("\0{number}\0");
    let mut text = text.to_owned();
    for (number, (built_in, _)) in all.iter().enumerate() {
        text = text.replace(built_in, &mark(number));
    }
    for (number, (_, own)) in all.iter().enumerate() {
        text = text.replace(&mark(number), own);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(theme: &Theme) -> Vec<(&str, String)> {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        theme.files.iter().map(|(name, bytes)| (name.as_str(), text(bytes))).collect()
    }

    fn red() -> Tones {
        Tones::of(Colour::hex(0x8a_1538), None)
    }

    /// So that no part of a site keeps the built-in colour when a playbook has one of its own.
    #[test]
    fn no_built_in_tone_is_left_in_a_site_of_another_colour() {
        let theme = Theme::load(&Sources::default()).in_tones(&red());
        let white = Colour::WHITE;
        let tones = Tones::BUILT_IN.pairs().into_iter().flat_map(|(light, dark)| [light, dark]);
        let tones = tones.chain([BEHIND]);
        for tone in tones.filter(|tone| *tone != white).map(|tone| tone.to_string()) {
            let templates =
                theme.templates.iter().map(|(name, text)| (name.as_str(), text.to_string()));
            for (name, text) in files(&theme).into_iter().chain(templates) {
                assert!(!text.to_lowercase().contains(&tone), "{tone} in {name}");
            }
        }
    }

    #[test]
    fn every_file_that_is_said_to_have_the_tones_has_them() {
        let (plain, toned) =
            (Theme::load(&Sources::default()), Theme::load(&Sources::default()).in_tones(&red()));
        let toned = files(&toned).into_iter().filter(|(name, _)| *name != COVERS);
        let differ = files(&plain).into_iter().zip(toned);
        let differ: Vec<&str> =
            differ.filter(|(one, other)| one != other).map(|(one, _)| one.0).collect();
        assert_eq!(differ.len(), TONED.len());
        assert!(TONED.iter().all(|name| differ.contains(name)));
    }

    #[test]
    fn a_tone_that_another_one_was_is_written_once() {
        let own = Tones::BUILT_IN.pairs();
        let pair = |(light, dark): (Colour, Colour)| format!("light-dark({light}, {dark})");
        let mut tones = red();
        (tones.light.accent, tones.dark.accent) = own[1];
        assert_eq!(retoned(&pair(own[0]), &tones), pair(own[1]));
    }

    #[test]
    fn a_file_of_the_playbooks_own_keeps_its_colours() {
        let mut sources = Sources::default();
        let own = ":root { --accent: light-dark(#0b5d66, #86c6c8); }";
        sources.static_texts.insert("css/20-tokens.css".to_owned(), Arc::from(own));
        let theme = Theme::load(&sources).in_tones(&red());
        assert!(files(&theme).contains(&("css/20-tokens.css", own.to_owned())));
    }

    #[test]
    fn covers_are_coloured_last_but_for_the_playbooks_own_styles() {
        let mut sources = Sources::default();
        sources.static_texts.insert("css/90-own.css".to_owned(), Arc::from("p {}"));
        let theme = Theme::load(&sources).in_tones(&red());
        let files = files(&theme);
        let styles: Vec<&str> =
            files.iter().map(|file| file.0).filter(|name| name.starts_with("css/")).collect();
        assert!(styles.ends_with(&["css/81-print-pages.css", COVERS, "css/90-own.css"]));
        let covers = files.iter().find(|(name, _)| *name == COVERS);
        assert!(covers.is_some_and(|(_, style)| style.contains("color: #8a1538;")));
        sources.static_texts.insert(COVERS.to_owned(), Arc::from("b {}"));
        let theme = Theme::load(&sources).in_tones(&red());
        assert!(theme.files.iter().any(|(name, bytes)| name == COVERS && **bytes == *b"b {}"));
    }
}
