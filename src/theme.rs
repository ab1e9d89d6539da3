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

/// The built-in templates.
const TEMPLATES: &[(&str, &str)] = &[
    ("components.html", include_str!("../templates/components.html")),
    ("base.html", include_str!("../templates/base.html")),
    ("frame/head.html", include_str!("../templates/frame/head.html")),
    ("frame/header.html", include_str!("../templates/frame/header.html")),
    ("frame/rail.html", include_str!("../templates/frame/rail.html")),
    ("frame/search.html", include_str!("../templates/frame/search.html")),
    ("frame/footer.html", include_str!("../templates/frame/footer.html")),
    ("home.html", include_str!("../templates/home.html")),
    ("part.html", include_str!("../templates/part.html")),
    ("chapter.html", include_str!("../templates/chapter.html")),
    ("activity-body.html", include_str!("../templates/activity-body.html")),
    ("activity.html", include_str!("../templates/activity.html")),
    ("checklist.html", include_str!("../templates/checklist.html")),
    ("checklist-items.html", include_str!("../templates/checklist-items.html")),
    ("embed-checklist.html", include_str!("../templates/embed-checklist.html")),
    ("worksheet.html", include_str!("../templates/worksheet.html")),
    ("path.html", include_str!("../templates/path.html")),
    ("pack.html", include_str!("../templates/pack.html")),
    ("pack-checklist.html", include_str!("../templates/pack-checklist.html")),
    ("list.html", include_str!("../templates/list.html")),
    ("glossary.html", include_str!("../templates/glossary.html")),
    ("coverage.html", include_str!("../templates/coverage.html")),
    ("print.html", include_str!("../templates/print.html")),
    ("search.html", include_str!("../templates/search.html")),
    ("sitemap.html", include_str!("../templates/sitemap.html")),
    ("moved.html", include_str!("../templates/moved.html")),
    ("not-found.html", include_str!("../templates/not-found.html")),
    ("embed.html", include_str!("../templates/embed.html")),
    ("worksheets/sheet.html", include_str!("../templates/worksheets/sheet.html")),
    ("worksheets/form.html", include_str!("../templates/worksheets/form.html")),
    ("worksheets/table.html", include_str!("../templates/worksheets/table.html")),
    ("worksheets/matrix.html", include_str!("../templates/worksheets/matrix.html")),
    ("worksheets/scorecard.html", include_str!("../templates/worksheets/scorecard.html")),
    ("worksheets/reflection.html", include_str!("../templates/worksheets/reflection.html")),
    ("worksheets/agreement.html", include_str!("../templates/worksheets/agreement.html")),
    ("worksheets/plan.html", include_str!("../templates/worksheets/plan.html")),
    ("worksheets/health.html", include_str!("../templates/worksheets/health.html")),
    ("worksheets/causes.html", include_str!("../templates/worksheets/causes.html")),
    ("worksheets/roadmap.html", include_str!("../templates/worksheets/roadmap.html")),
    ("worksheets/dependencies.html", include_str!("../templates/worksheets/dependencies.html")),
    ("worksheets/cards.html", include_str!("../templates/worksheets/cards.html")),
    ("worksheets/rhythm.html", include_str!("../templates/worksheets/rhythm.html")),
    ("worksheets/session.html", include_str!("../templates/worksheets/session.html")),
    ("worksheets/canvas.html", include_str!("../templates/worksheets/canvas.html")),
    ("worksheets/board.html", include_str!("../templates/worksheets/board.html")),
    ("worksheets/spectrum.html", include_str!("../templates/worksheets/spectrum.html")),
    ("worksheets/quadrant.html", include_str!("../templates/worksheets/quadrant.html")),
];

/// The words of the interface, in English.
const WORDS: &str = include_str!("../templates/words/en.toml");

/// The built-in styles, scripts, fonts and pictures.
const FILES: &[(&str, &[u8])] = &[
    ("css/00-layers.css", include_bytes!("../static/css/00-layers.css")),
    ("css/10-reset.css", include_bytes!("../static/css/10-reset.css")),
    ("css/20-tokens.css", include_bytes!("../static/css/20-tokens.css")),
    ("css/30-base.css", include_bytes!("../static/css/30-base.css")),
    ("css/40-layout.css", include_bytes!("../static/css/40-layout.css")),
    ("css/50-pages.css", include_bytes!("../static/css/50-pages.css")),
    ("css/60-prose.css", include_bytes!("../static/css/60-prose.css")),
    ("css/70-sheets.css", include_bytes!("../static/css/70-sheets.css")),
    ("css/71-drawings.css", include_bytes!("../static/css/71-drawings.css")),
    ("css/72-health.css", include_bytes!("../static/css/72-health.css")),
    ("css/72-scorecard.css", include_bytes!("../static/css/72-scorecard.css")),
    ("css/72-causes.css", include_bytes!("../static/css/72-causes.css")),
    ("css/72-dependencies.css", include_bytes!("../static/css/72-dependencies.css")),
    ("css/72-cards.css", include_bytes!("../static/css/72-cards.css")),
    ("css/73-packs.css", include_bytes!("../static/css/73-packs.css")),
    ("css/72-roadmap.css", include_bytes!("../static/css/72-roadmap.css")),
    ("css/72-rhythm.css", include_bytes!("../static/css/72-rhythm.css")),
    ("css/72-session.css", include_bytes!("../static/css/72-session.css")),
    ("css/72-agreement.css", include_bytes!("../static/css/72-agreement.css")),
    ("css/72-canvas.css", include_bytes!("../static/css/72-canvas.css")),
    ("css/72-quadrant.css", include_bytes!("../static/css/72-quadrant.css")),
    ("css/72-spectrum.css", include_bytes!("../static/css/72-spectrum.css")),
    ("css/72-board.css", include_bytes!("../static/css/72-board.css")),
    ("css/74-pairs.css", include_bytes!("../static/css/74-pairs.css")),
    ("css/75-widths.css", include_bytes!("../static/css/75-widths.css")),
    ("css/76-search.css", include_bytes!("../static/css/76-search.css")),
    ("css/80-print.css", include_bytes!("../static/css/80-print.css")),
    ("css/81-print-pages.css", include_bytes!("../static/css/81-print-pages.css")),
    ("code.css", include_bytes!("../static/code.css")),
    ("run.css", include_bytes!("../static/run.css")),
    ("search.css", include_bytes!("../static/search.css")),
    ("favicon.svg", include_bytes!("../static/favicon.svg")),
    ("js/dependencies.js", include_bytes!("../static/js/dependencies.js")),
    ("js/filter.js", include_bytes!("../static/js/filter.js")),
    ("js/health.js", include_bytes!("../static/js/health.js")),
    ("js/keep-fields.js", include_bytes!("../static/js/keep-fields.js")),
    ("js/keep-store.js", include_bytes!("../static/js/keep-store.js")),
    ("js/keep-tools.js", include_bytes!("../static/js/keep-tools.js")),
    ("js/keep.js", include_bytes!("../static/js/keep.js")),
    ("js/keys.js", include_bytes!("../static/js/keys.js")),
    ("js/matrix.js", include_bytes!("../static/js/matrix.js")),
    ("js/menu.js", include_bytes!("../static/js/menu.js")),
    ("js/moved.js", include_bytes!("../static/js/moved.js")),
    ("js/print.js", include_bytes!("../static/js/print.js")),
    ("js/scorecard.js", include_bytes!("../static/js/scorecard.js")),
    ("js/search.js", include_bytes!("../static/js/search.js")),
    ("js/search-words.js", include_bytes!("../static/js/search-words.js")),
    ("js/search-index.js", include_bytes!("../static/js/search-index.js")),
    ("js/search-find.js", include_bytes!("../static/js/search-find.js")),
    ("js/search-text.js", include_bytes!("../static/js/search-text.js")),
    ("js/search-view.js", include_bytes!("../static/js/search-view.js")),
    ("js/search-dialog.js", include_bytes!("../static/js/search-dialog.js")),
    ("js/search-page.js", include_bytes!("../static/js/search-page.js")),
    ("js/run.js", include_bytes!("../static/js/run.js")),
    ("js/scheme.js", include_bytes!("../static/js/scheme.js")),
    ("js/board.js", include_bytes!("../static/js/board.js")),
    ("js/spectrum.js", include_bytes!("../static/js/spectrum.js")),
    ("js/terms.js", include_bytes!("../static/js/terms.js")),
    ("fonts/sans-latin.woff2", include_bytes!("../static/fonts/sans-latin.woff2")),
    ("fonts/sans-latin-italic.woff2", include_bytes!("../static/fonts/sans-latin-italic.woff2")),
    ("fonts/sans-latin-ext.woff2", include_bytes!("../static/fonts/sans-latin-ext.woff2")),
    (
        "fonts/sans-latin-ext-italic.woff2",
        include_bytes!("../static/fonts/sans-latin-ext-italic.woff2"),
    ),
    ("fonts/serif-latin.woff2", include_bytes!("../static/fonts/serif-latin.woff2")),
    ("fonts/serif-latin-ext.woff2", include_bytes!("../static/fonts/serif-latin-ext.woff2")),
    ("fonts/source-sans-3-OFL.txt", include_bytes!("../static/fonts/source-sans-3-OFL.txt")),
    ("fonts/source-serif-4-OFL.txt", include_bytes!("../static/fonts/source-serif-4-OFL.txt")),
];

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

    /// The names of every built-in template and file, for a test that none is forgotten.
    pub fn built_in_names() -> impl Iterator<Item = &'static str> {
        TEMPLATES.iter().map(|(name, _)| *name).chain(FILES.iter().map(|(name, _)| *name))
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
