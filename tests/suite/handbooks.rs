//! Handbooks in the form of other programs: each builds as it is, in the order, with the names, links and pictures that a table
//! beside it says. Where a table comes from stands at its head.

use std::collections::BTreeMap;
use std::fs;

use partnerbook::diag::Diagnostics;
use partnerbook::model::Playbook;
use partnerbook::site::{Route, Site};
use partnerbook::source::SourcePath;
use partnerbook::{parse, plan, read};

use crate::compiled::{Compiled, compiled_and_told};
use crate::folder::root;

/// Each handbook, and the folder in it that holds the text.
const HANDBOOKS: [(&str, &str); 9] = [
    ("docusaurus", "docs"),
    ("gitbook", ""),
    ("hugo", "content"),
    ("jekyll", ""),
    ("mdbook", "src"),
    ("mkdocs-material", "docs"),
    ("obsidian", ""),
    ("quarto", ""),
    ("vitepress", ""),
];

/// A handbook that was built as it is.
struct Built {
    compiled: Compiled,
    playbook: Playbook,
    site: Site,
}

impl Built {
    fn of(name: &str, folder: &str) -> Self {
        let content = root().join("tests/handbooks").join(name).join(folder);
        let mut diagnostics = Diagnostics::new();
        let sources = read::read(&content, None, "", &mut diagnostics).unwrap();
        let playbook = parse::parse(&sources, &mut Diagnostics::new());
        let site = plan::plan(&playbook);
        Self {
            compiled: compiled_and_told(&BTreeMap::new(), &sources, diagnostics),
            playbook,
            site,
        }
    }

    fn route(&self, file: &str) -> &Route {
        self.site.route_of(&SourcePath::new(file)).unwrap_or_else(|| panic!("no page {file}"))
    }

    fn html(&self, file: &str) -> String {
        String::from_utf8_lossy(&self.compiled.files[self.route(file).as_str()]).into_owned()
    }

    /// The files in the order in which one reads them from `first` on, each with what the navigation calls it. The home page
    /// stands in none.
    fn order(&self, first: &str) -> Vec<(String, String)> {
        let mut order = Vec::new();
        let mut page = Some(self.site.page_of[&SourcePath::new(first)]);
        while let Some(number) = page {
            let shown = &self.site.pages[number];
            if let Some(file) = shown.shows.prose() {
                order.push((file.to_string(), self.name(file.as_str()).unwrap_or_default()));
            }
            page = shown.next;
        }
        order
    }

    /// What the navigation calls the page of `file`.
    fn name(&self, file: &str) -> Option<String> {
        let html = self.html(file);
        let (_, rail) = html.split_once("class=\"rail-list\"")?;
        let (_, after) = rail.split_once("<a aria-current=\"page\" href=\"")?;
        let (_, name) = after.split_once('>')?;
        Some(name[..name.find('<')?].to_owned())
    }

    /// Where the link with these `words` on the page of `file` leads: an address, with the part after `#`.
    fn link(&self, file: &str, words: &str) -> String {
        let html = self.html(file);
        let (before, _) = html
            .split_once(&format!(">{words}</a>"))
            .unwrap_or_else(|| panic!("{file} has no link `{words}`"));
        let (_, href) = before.rsplit_once("<a href=\"").unwrap();
        let (path, id) =
            href.trim_end_matches('"').split_once('#').unwrap_or((href.trim_end_matches('"'), ""));
        let target = self.route(file).follow(path);
        let target = target.map_or_else(|| self.route(file).to_string(), |route| route.to_string());
        if id.is_empty() { target } else { format!("{target}#{id}") }
    }
}

/// The lines below `name` in a table, each in its parts.
fn lines<'t>(table: &'t str, name: &str) -> Vec<Vec<&'t str>> {
    let (_, rest) = table.split_once(&format!("\n{name}\n")).unwrap();
    let lines = rest.lines().take_while(|line| !line.is_empty());
    lines.map(|line| line.split(" | ").collect()).collect()
}

#[test]
fn handbooks_of_nine_programs_build_as_they_are() {
    for (name, folder) in HANDBOOKS {
        let built = Built::of(name, folder);
        assert!(!built.compiled.said.contains("error["), "{name}: {}", built.compiled.said);
        assert!(built.compiled.files.contains_key("index.html"), "{name}");
        assert!(built.playbook.entries.len() >= 15, "{name}");
        let table = root().join(format!("tests/handbooks/{name}.table"));
        let table = fs::read_to_string(table).unwrap();

        let wanted: Vec<(String, String)> = lines(&table, "order")
            .iter()
            .map(|line| (line[0].to_owned(), line[1].to_owned()))
            .collect();
        let is_home = |file: &str| built.route(file).as_str() == "index.html";
        let found: Vec<(String, String)> = built
            .order(&wanted[0].0)
            .into_iter()
            .zip(&wanted)
            .map(|((file, name), (_, wanted))| {
                let name = if is_home(&file) { wanted.clone() } else { name };
                (file, name)
            })
            .collect();
        assert_eq!(found, wanted, "{name}");

        for line in lines(&table, "links") {
            let (file, id) = line[2].split_once('#').unwrap_or((line[2], ""));
            let target = built.route(file).to_string();
            let wanted = if id.is_empty() { target } else { format!("{target}#{id}") };
            assert_eq!(built.link(line[0], line[1]), wanted, "{name}: {line:?}");
            let is_there = id.is_empty() || built.html(file).contains(&format!("id=\"{id}\""));
            assert!(is_there, "{name}: {line:?}");
        }

        for line in lines(&table, "pictures") {
            let picture = Route::of_asset(&SourcePath::new(line[1]), &built.playbook.numbers);
            let src = format!("src=\"{}\"", built.route(line[0]).href_to(&picture));
            assert!(built.html(line[0]).contains(&src), "{name}: {line:?}");
            assert!(built.compiled.files.contains_key(picture.as_str()), "{name}: {line:?}");
        }
    }
}
