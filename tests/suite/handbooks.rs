//! Handbooks in the form of other programs: each builds as it is, with all that a table beside it says: the order, the names in
//! the navigation, titles, ids, links, pictures, callouts and tables. Where a table comes from stands at its head.

use std::collections::BTreeMap;
use std::fs;

use partnerbook::diag::Diagnostics;
use partnerbook::model::{Index, Playbook, Target};
use partnerbook::site::{Route, Site};
use partnerbook::source::{SourcePath, Sources, percent_decoded};
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
    sources: Sources,
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
        let compiled = compiled_and_told(&BTreeMap::new(), &sources, diagnostics);
        Self { compiled, sources, playbook, site }
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
        let (_, prose) = html.split_once("prose\">").unwrap();
        let (before, _) = prose
            .split_once(&format!(">{words}</a>"))
            .unwrap_or_else(|| panic!("{file} has no link `{words}`"));
        let (_, href) = before.rsplit_once("<a href=\"").unwrap();
        let (path, id) =
            href.trim_end_matches('"').split_once('#').unwrap_or((href.trim_end_matches('"'), ""));
        let target = self.route(file).follow(path);
        let target = target.map_or_else(|| self.route(file).to_string(), |route| route.to_string());
        if id.is_empty() { target } else { format!("{target}#{}", percent_decoded(id)) }
    }
}

/// What a table says, by the names of its parts: the lines of each, and what stands in each line.
type Table<'t> = BTreeMap<&'t str, Vec<Vec<&'t str>>>;

fn table(text: &str) -> Table<'_> {
    let parts = text.split("\n\n").skip(1);
    let parts = parts.map(|part| {
        let (name, lines) = part.split_once('\n').unwrap();
        (name, lines.lines().map(|line| line.split(" | ").collect()).collect())
    });
    parts.collect()
}

/// Letters as they stand in a page.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// What the tags in `html` hold, without them.
fn plain(html: &str) -> String {
    let mut plain = String::new();
    for piece in html.split('<') {
        plain.push_str(piece.split_once('>').map_or(piece, |(_, after)| after));
    }
    plain
}

#[test]
fn handbooks_of_nine_programs_build_as_they_are() {
    for (name, folder) in HANDBOOKS {
        let built = Built::of(name, folder);
        assert!(!built.compiled.said.contains("error["), "{name}: {}", built.compiled.said);
        assert!(built.compiled.files.contains_key("index.html"), "{name}");
        assert!(built.playbook.entries.len() >= 15, "{name}");
        let text = root().join(format!("tests/handbooks/{name}.table"));
        let text = fs::read_to_string(text).unwrap();
        let table = table(&text);
        let index = Index::new(&built.playbook, &built.sources);
        order(&built, &table, name);
        headings(&built, &index, &table, name);
        links(&built, &index, &table, name);
        pictures(&built, &table, name);
        callouts(&built, &table, name);
        tables(&built, &table, name);
    }
}

fn order(built: &Built, table: &Table<'_>, name: &str) {
    let wanted: Vec<(String, String)> =
        table["order"].iter().map(|line| (line[0].to_owned(), line[1].to_owned())).collect();
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
}

/// Every page has its title, and what links to the id that a heading has elsewhere arrives there.
fn headings(built: &Built, index: &Index<'_>, table: &Table<'_>, name: &str) {
    for line in &table["titles"] {
        let title = format!("<h1>{}</h1>", escaped(line[1]));
        assert!(built.html(line[0]).contains(&title), "{name}: {line:?}");
    }
    let mut seen = BTreeMap::new();
    for line in &table["anchors"] {
        let file = SourcePath::new(line[0]);
        let headings = &built.playbook.entries[&file].document().headings;
        let same: Vec<&str> = headings
            .iter()
            .filter(|heading| heading.text.trim() == line[1])
            .map(|heading| heading.id.as_str())
            .collect();
        let nth: &mut usize = seen.entry((line[0], line[1])).or_default();
        let href = format!("#{}", line[2]);
        match index.resolve(&file, &href) {
            Ok(Target::Page(page, id)) => {
                let there = id.as_deref() == Some(same[*nth]) || id.as_deref() == Some(line[2]);
                assert!(page == file && there, "{name}: {line:?}: {id:?}");
            }
            other => panic!("{name}: {line:?}: {other:?}"),
        }
        *nth += 1;
    }
}

fn links(built: &Built, index: &Index<'_>, table: &Table<'_>, name: &str) {
    for line in &table["links"] {
        let (file, id) = line[2].split_once('#').unwrap_or((line[2], ""));
        let mut wanted = built.route(file).to_string();
        if !id.is_empty() {
            let Ok(Target::Page(_, Some(id))) =
                index.resolve(&SourcePath::new(file), &format!("#{id}"))
            else {
                panic!("{name}: {line:?}");
            };
            assert!(built.html(file).contains(&format!("id=\"{id}\"")), "{name}: {line:?}");
            wanted = format!("{wanted}#{id}");
        }
        assert_eq!(built.link(line[0], line[1]), wanted, "{name}: {line:?}");
    }
}

fn pictures(built: &Built, table: &Table<'_>, name: &str) {
    for line in &table["pictures"] {
        let picture = Route::of_asset(&SourcePath::new(line[1]), &built.playbook.numbers);
        let src = format!("src=\"{}\"", built.route(line[0]).href_to(&picture));
        assert!(built.html(line[0]).contains(&src), "{name}: {line:?}");
        assert!(built.compiled.files.contains_key(picture.as_str()), "{name}: {line:?}");
    }
}

/// A callout is of its kind, with a title of its own below, and one that folds is in what readers unfold.
fn callouts(built: &Built, table: &Table<'_>, name: &str) {
    for line in &table["callouts"] {
        let [file, _, ours, title, words] = line[..] else { panic!("{name}: {line:?}") };
        let html = built.html(file);
        let before = html.split(&escaped(words)).next().filter(|before| before.len() < html.len());
        let before = before.unwrap_or_else(|| panic!("{name}: {line:?}"));
        let before = before.trim_end_matches("<p>").trim_end();
        let fold = format!("<details><summary>{title}</summary>");
        let (kind, opens) = match ours.strip_prefix("fold") {
            Some("") => ("", fold),
            Some(kind) => (kind.trim_start_matches(" with "), fold + "\n"),
            None => (ours, String::new()),
        };
        match kind {
            "told" => {
                let is_in_callout = before.rfind("<aside") > before.rfind("</aside");
                assert!(!is_in_callout, "{name}: {line:?}");
                assert!(built.compiled.said.contains("foreign-syntax"), "{name}");
            }
            "" => assert!(before.ends_with(&opens), "{name}: {line:?}: {before}"),
            kind => {
                let below = if title == "-" || !opens.is_empty() {
                    String::new()
                } else {
                    format!("\n<p><strong>{title}</strong></p>")
                };
                let before = before.strip_suffix(&below);
                let before = before.unwrap_or_else(|| panic!("{name}: {line:?}"));
                let at = before.rfind("<aside").unwrap();
                let is_kind = before[at..].contains(&format!("\"callout callout-{kind}\""));
                assert!(is_kind && before.ends_with("</p>"), "{name}: {line:?}");
                assert!(before[..at].ends_with(&opens), "{name}: {line:?}");
            }
        }
    }
}

/// Every cell of a row stands where it stands elsewhere, at its side.
fn tables(built: &Built, table: &Table<'_>, name: &str) {
    let mut rows: Vec<(&str, Vec<String>)> = Vec::new();
    let mut files = Vec::new();
    for line in &table["tables"] {
        if !files.contains(&line[0]) {
            files.push(line[0]);
        }
    }
    for file in files {
        let html = built.html(file);
        for row in html.split("<tr>").skip(1) {
            let row = row.split("</tr>").next().unwrap();
            let cells: Vec<&str> = row.split("</t").filter(|cell| cell.contains("<t")).collect();
            if rows.last().is_none_or(|(last, _)| *last != file) {
                let side = |cell: &&str| {
                    let sides = [("class=\"end\"", "right"), ("class=\"centre\"", "middle")];
                    let side = sides.iter().find(|(class, _)| cell.contains(class));
                    side.map_or("left", |(_, side)| side).to_owned()
                };
                rows.push((file, cells.iter().map(side).collect()));
            }
            rows.push((
                file,
                cells
                    .iter()
                    .map(|cell| plain(cell.trim_start_matches("d>").trim_start_matches("h>")))
                    .collect(),
            ));
        }
    }
    let wanted: Vec<(&str, Vec<String>)> = table["tables"]
        .iter()
        .map(|line| (line[0], line[1..].iter().map(|cell| (*cell).to_owned()).collect()))
        .collect();
    assert_eq!(rows, wanted, "{name}");
}
