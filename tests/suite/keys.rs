//! A key that is documented does something: with it and without it, two sites come out.

use std::fmt::Write as _;

use partnerbook::model::checklist::Checklist;
use partnerbook::model::pack::Pack;
use partnerbook::model::path::Path;
use partnerbook::model::{
    ACTIVITY_KEYS, Coverage, LIST_KEYS, META_KEYS, SETTINGS_KEYS, SHARED_KEYS, Term,
};
use partnerbook::schema::{Key, Needed, Schema};
use partnerbook::source::Sources;
use partnerbook::worksheet::{self, SHEET_KEYS};

use crate::compiled::{Compiled, compiled};

/// What the playbook holds beside the file under test.
const BESIDE: &[(&str, &str)] = &[
    ("index.md", "# Home\n\nTo [it](then.md) and [this](sheet.toml), in a round.\n"),
    (
        "other-list.toml",
        "kind = \"checklist\"\ntitle = \"Other list\"\npause = \"Before\"\nitems = [\"There is water\"]\n",
    ),
    ("words.toml", "kind = \"terms\"\n[[term]]\nterm = \"House\"\nmeans = \"One side\"\n"),
    (
        "talk.md",
        "+++\nkind = \"activity\"\ntitle = \"Talk\"\n+++\n## Sit (10 min)\n\n## Speak (15 min)\n",
    ),
    (
        "meetings.toml",
        "kind = \"rhythm\"\nbegins = 2026-12-07\n[[forum]]\nname = \"Call\"\nevery = \"week\"\non = \"Friday 10:00\"\n\
            lasts = \"30 min\"\n",
    ),
    ("list.toml", "kind = \"coverage\"\n[items]\nT1 = \"Say it\"\nT2 = \"Do it\"\n"),
];

const SETTINGS: &str = "title = \"Side by Side\"\n[[stage]]\nid = \"begin\"\ntitle = \"Beginning\"\n\
    [[need]]\nid = \"trust\"\ntitle = \"Trust\"\n";

/// A file under test.
struct Subject {
    path: &'static str,
    kind: &'static str,
    keys: Vec<&'static [Key]>,
    /// What stands below the keys in a Markdown file.
    prose: &'static str,
}

fn subjects() -> Vec<Subject> {
    let markdown = |kind| Subject {
        path: "then.md",
        kind,
        keys: vec![SHARED_KEYS, META_KEYS, if kind == "activity" { ACTIVITY_KEYS } else { &[] }],
        prose: "## Talk (25 min)\n\nIn a round.\n",
    };
    let toml = |kind, keys| Subject { path: "sheet.toml", kind, keys, prose: "" };
    let mut subjects = vec![
        Subject { path: "playbook.toml", kind: "", keys: vec![SETTINGS_KEYS], prose: "" },
        markdown("chapter"),
        markdown("activity"),
        toml("checklist", vec![SHARED_KEYS, Checklist::KEYS]),
        toml("path", vec![SHARED_KEYS, Path::KEYS]),
        toml("pack", vec![SHARED_KEYS, Pack::KEYS]),
        toml("terms", vec![LIST_KEYS, Term::KEYS]),
        toml("coverage", vec![LIST_KEYS, Coverage::KEYS]),
    ];
    subjects.extend(
        worksheet::KINDS
            .iter()
            .map(|kind| toml(kind.name, vec![SHARED_KEYS, SHEET_KEYS, kind.keys])),
    );
    subjects
}

/// What a key is set to, where its shape does not say enough.
const VALUES: &[(&str, &str)] = &[
    ("stage of ", "[[stage]]\nid = \"renew\"\ntitle = \"Renewing\"\n"),
    ("stage", "\"begin\""),
    ("group", "[[group]]\ntitle = \"Late\"\nitems = [\"There is light\"]\n"),
    ("serves", "[\"trust\"]"),
    ("covers", "[\"T1\"]"),
    ("uses", "[\"other-list\"]"),
    ("next", "[\"other-list\"]"),
    ("steps", "[\"other-list\"]"),
    ("include", "[\"other-list\"]"),
    ("copies", "[copies]\nother-list = 5\n"),
    ("print_most", "[\"other-list\"]"),
    ("link of items", "\"other-list\""),
    ("link", "\"https://example.org/help\""),
    ("base_url", "\"https://example.org/team/\""),
    ("edit_url", "\"https://example.org/edit/\""),
    ("language", "\"pt-BR\""),
    ("dark of colour", "\"#f2a3b3\""),
    ("paper", "\"A3\""),
    ("fillable", "false"),
    ("zone", "\"Europe/Berlin\""),
    ("aliases", "[\"old/address.html\"]"),
    ("allow", "[\"long\"]"),
    ("time", "\"25 min\""),
    ("columns", "[\"What\", \"Who\"]"),
    ("widths of table", "[3, 1]"),
    ("widths of plan", "[1, 1, 1, 1]"),
    ("example of table", "[[\"The plan\", \"Ada\"]]"),
    ("example of plan", "[[\"Call\", \"Ada\", \"Friday\", \"They answer\"]]"),
    ("groups", "[\"Us\", \"Them\"]"),
    ("blank_rows of dependencies", "4"),
    ("states", "[\"fine\", \"bad\"]"),
    ("who", "\"Us\""),
    ("from of wait", "\"Them\""),
    ("state of wait", "\"fine\""),
    ("waits", "[[\"Us\", \"The plan\", \"Them\"]]"),
    ("example of dependencies", "[[\"Us\", \"The plan\", \"Them\"]]"),
    ("lanes", "[\"Us\", \"Together\"]"),
    ("start of roadmap", "\"2026-11\""),
    ("months", "5\nstart = \"2026-11\""),
    ("entry", "[[entry]]\nlane = \"Us\"\nperiod = \"Now\"\ntext = \"It is sent\"\n"),
    ("entries", "[[\"Us\", \"Now\", \"It is sent\"]]"),
    ("example of roadmap", "[[\"Us\", \"Now\", \"It is sent\"]]"),
    ("branches", "[\"People\", \"Tools\"]"),
    ("branch", "[[branch]]\nname = \"People\"\n[[branch]]\nname = \"Tools\"\n"),
    ("depth", "6"),
    ("causes", "[\"We forgot\"]"),
    ("example of matrix", "[\"A R\"]"),
    ("example of causes", "[example]\ncauses = [\"We forgot\"]\n"),
    ("example of down of matrix", "\"A R\""),
    ("statements", "[\"We talk.\", \"We listen.\", \"We agree.\", \"We decide.\", \"We mend.\"]"),
    ("statement", "[[statement]]\ntext = \"We laugh.\"\n"),
    ("scale", "[\"No\", \"Partly\", \"Yes\"]"),
    ("talk_when_apart", "1"),
    ("group of statement", "\"Trust\""),
    ("need of statement", "\"trust\""),
    ("run_if_low", "\"other-list\""),
    ("example of health", "[\"2 5\"]"),
    ("example of agreement", "[[\"Ada\", \"Lead\", \"Today\", \"A.\"]]"),
    ("clauses", "[\"We ring before we write.\", \"We ask first.\"]"),
    ("example_results", "[\"A citizen gets an answer.\"]"),
    ("example_clauses", "[\"We ring before we write.\"]"),
    ("private of reflection", "false"),
    ("prompt", "[[prompt]]\ntext = \"What did I hear?\"\n"),
    ("points", "5"),
    ("candidates", "2"),
    ("from of band", "0"),
    ("example of scorecard", "[example]\nNorthline = \"4 3\"\n"),
    ("across", "[\"Us\", \"Them\"]"),
    ("down", "[{ text = \"Sign the plan\" }]"),
    ("rules", "[\"at most two C in each row\"]"),
    ("sides of cards", "2"),
    ("backs", "\"Words of its own\""),
    ("also", "[\"round\"]"),
    ("check", "[check]\nmissing-summary = \"off\"\n"),
    ("start of session", "\"09:00\""),
    ("clauses", "[\"We say it early.\", \"We ask first.\"]"),
    ("part", "[[part]]\ntitle = \"Meet\"\ntime = \"25 min\"\n"),
    ("parts", "[[\"Meet\", \"5 min\"]]"),
    ("activity", "\"talk\""),
    (
        "forum",
        "[[forum]]\nname = \"Talk\"\nevery = \"week\"\non = \"Friday 10:00\"\nlasts = \"30 min\"\n",
    ),
    ("forums", "[[\"Talk it over\", \"month\", \"\", \"45 min\"]]"),
    ("every", "\"week\""),
    ("on", "\"Tuesday 16:00\""),
    ("action", "[[action]]\nwhat = \"Call\"\nby = 2026-11-20\n"),
    ("example of rhythm", "[\"The daily call\"]"),
    ("steps of part", "[2]"),
    ("layout", "[\"a b\"]"),
    ("boxes", "[boxes]\na = \"Why?\"\nb = \"What?\"\n"),
    ("box", "[[box]]\nname = \"a\"\nask = \"Why?\"\n[[box]]\nname = \"b\"\nask = \"What?\"\n"),
    ("name of box", "\"a\""),
    ("agree of box", "true"),
    ("agree", "[\"a\"]"),
    ("column", "[[column]]\ntitle = \"What\"\n[[column]]\ntitle = \"Who\"\n"),
    ("steps of spectrum", "[\"Low\", \"High\"]"),
    ("step", "[[step]]\nname = \"Low\"\n[[step]]\nname = \"High\"\n"),
    ("example of spectrum", "[[1, 2]]"),
    ("example of down of spectrum", "[1, 2]"),
    ("example of quadrant", "[{ note = \"Us\", corner = \"top_left\" }]"),
    ("example of board", "[[\"Call / Ask\", \"\"]]"),
    (
        "corners",
        "[corners]\ntop_left = \"a\"\ntop_right = \"b\"\nbottom_left = \"c\"\nbottom_right = \"d\"\n",
    ),
    (
        "corner of quadrant",
        "[[corner]]\nplace = \"top_left\"\nname = \"a\"\n[[corner]]\nplace = \"top_right\"\nname = \"b\"\n\
            [[corner]]\nplace = \"bottom_left\"\nname = \"c\"\n\
            [[corner]]\nplace = \"bottom_right\"\nname = \"d\"\n",
    ),
    ("print_pages", "false"),
    ("search", "false"),
    ("items of coverage", "[items]\nT3 = \"Keep it\"\n"),
];

/// A key that stands in place of another, which is needed otherwise.
const INSTEAD: &[(&str, &str)] =
    &[("box", "boxes"), ("column", "columns"), ("step", "steps"), ("branch", "branches")];

/// What a key of a block has to have beside it to say something.
const WITH: &[(&str, &str)] = &[
    ("id of action", "by = 2026-11-20\n"),
    ("title of part", "time = \"5 min\"\n"),
    ("activity of part", ""),
    ("pause of part", ""),
    ("called of part", "pause = \"5 min\"\n"),
    ("time of part", "activity = \"talk\"\nsteps = [1]\n"),
    ("steps of part", "activity = \"talk\"\n"),
    ("of box", "name = \"b\"\nask = \"What?\"\n[[box]]\n"),
    ("of column", "title = \"What\"\n[[column]]\n"),
    ("of step", "name = \"Low\"\n[[step]]\n"),
    ("causes of example", ""),
    ("of example", "causes = [\"We forgot\"]\n"),
    ("of branch", "name = \"People\"\n[[branch]]\n"),
    (
        "of corner",
        "place = \"top_left\"\nname = \"a\"\n[[corner]]\nplace = \"top_right\"\nname = \"b\"\n\
            [[corner]]\nplace = \"bottom_left\"\nname = \"c\"\n[[corner]]\n",
    ),
    (
        "of part",
        "title = \"Meet\"\ntime = \"5 min\"\n[[part]]\ntitle = \"Eat\"\ntime = \"9 min\"\n",
    ),
];

/// The lines that `key` of the block `of` has to have beside it.
fn company(key: &Key, of: &str) -> &'static str {
    let of = format!("of {of}");
    let named = format!("{} {of}", key.name);
    let found = |wanted: &str| WITH.iter().find(|(name, _)| *name == wanted);
    found(&named).or_else(|| found(&of)).map_or("", |(_, lines)| lines)
}

/// What `key` is set to by name: the one of a block of a kind, of any such block or such a kind, or of all.
fn special(key: &Key, of: &str) -> Option<&'static str> {
    let block = of.split(" of ").next().unwrap_or_default();
    let names = [format!("{} of {of}", key.name), format!("{} of {block}", key.name)];
    let mut names = names.iter().map(String::as_str).chain([key.name]);
    names
        .find_map(|wanted| VALUES.iter().find(|(name, _)| *name == wanted))
        .map(|(_, value)| *value)
}

/// A line, or a table to stand after all lines. `of` is the kind, or a block of it: `down of matrix`.
fn written(key: &Key, of: &str, line: &dyn Fn(&str, &str) -> String) -> String {
    let plain = |value: &str| line(key.name, value);
    if let Some(value) = special(key, of) {
        return if value.starts_with('[') && value.contains('\n') {
            value.to_owned()
        } else {
            plain(value)
        };
    }
    match key.schema {
        Schema::Text => plain("\"Words of its own\""),
        Schema::Number(..) => plain("5"),
        Schema::Flag => plain("true"),
        Schema::Date => plain("2026-10-01"),
        Schema::Texts => plain("[\"First words\", \"Second words\"]"),
        Schema::Numbers(..) => plain("[2, 1]"),
        Schema::Duration => plain("\"45 min\""),
        Schema::Range => plain("\"4-12\""),
        Schema::OneOf(words) | Schema::SomeOf(words) => {
            plain(&format!("\"{}\"", words[words.len() - 1]))
        }
        Schema::Letters => plain("\"DACI\""),
        Schema::Colour => plain("\"#8a1538\""),
        Schema::ColourOrTable(_) => plain("\"#1b2a6b\""),
        Schema::Rows => plain("[[\"a\", \"b\"]]"),
        Schema::Names => format!("[{}]\na = \"Words\"\n", key.name),
        Schema::NamedNumbers(..) => format!("[{}]\na = 5\n", key.name),
        Schema::Table(keys) => block((key, of), keys, None, &format!("[{}]", key.name)),
        Schema::Blocks(keys) => block((key, of), keys, None, &format!("[[{}]]", key.name)),
        Schema::TextsOrBlocks(keys) | Schema::RowsOrBlocks(keys) => {
            plain(&inline((key, of), keys, None))
        }
    }
}

/// A block with the keys that it needs, and `more`.
fn block((key, of): (&Key, &str), keys: &[Key], more: Option<&Key>, head: &str) -> String {
    let line = |name: &str, value: &str| format!("{name} = {value}\n");
    let mut text = format!("{head}\n");
    for inner in wanted(keys, more) {
        text.push_str(&written(inner, &format!("{} of {of}", key.name), &line));
    }
    text
}

fn inline((key, of): (&Key, &str), keys: &[Key], more: Option<&Key>) -> String {
    let line = |name: &str, value: &str| format!("{name} = {value}");
    let of = format!("{} of {of}", key.name);
    let fields: Vec<String> = wanted(keys, more).map(|inner| written(inner, &of, &line)).collect();
    format!("[{{ {} }}]", fields.join(", "))
}

fn wanted<'k>(keys: &'k [Key], more: Option<&'k Key>) -> impl Iterator<Item = &'k Key> {
    let is_more = move |key: &&Key| more.is_some_and(|more| more.name == key.name);
    keys.iter().filter(move |key| key.needed == Needed::Always || is_more(key))
}

/// The keys a file has to have to make a site: its title, what it needs, and one thing to show.
fn needed(subject: &Subject) -> Vec<(&'static str, String)> {
    let line = |name: &str, value: &str| format!("{name} = {value}\n");
    let shown: &[&str] = match subject.kind {
        "checklist" => &["items"],
        "form" => &["questions"],
        "health" => &["statements"],
        "agreement" => &["review", "results"],
        "reflection" => &["prompts"],
        "scorecard" => &["criteria"],
        "cards" => &["cards"],
        "session" => &["part", "uses"],
        "rhythm" => &["forum", "begins"],
        "canvas" => &["boxes"],
        "board" | "table" => &["columns"],
        "spectrum" => &["steps"],
        "chapter" | "activity" => &["summary"],
        _ => &[],
    };
    let is_needed = |key: &&Key| key.needed == Needed::Always || shown.contains(&key.name);
    let keys = subject.keys.iter().copied().flatten().filter(is_needed);
    keys.map(|key| (key.name, written(key, subject.kind, &line))).collect()
}

/// The playbook with the file under test made of `parts`.
fn site(subject: &Subject, parts: &[(&str, String)]) -> Compiled {
    let mut parts: Vec<&str> = parts.iter().map(|(_, text)| text.as_str()).collect();
    // Lines stand above tables.
    parts.sort_by_key(|part| part.starts_with('['));
    let mut text = String::new();
    if !subject.kind.is_empty() {
        let _ = writeln!(text, "kind = \"{}\"", subject.kind);
    }
    text.push_str(&parts.concat());
    if !subject.prose.is_empty() {
        text = format!("+++\n{text}+++\n{}", subject.prose);
    }
    let both = format!("{text}{}", SETTINGS.trim_start_matches("title = \"Side by Side\"\n"));
    let settings = if subject.path == "playbook.toml" { both.as_str() } else { SETTINGS };
    let mut files = BESIDE.to_vec();
    files.extend([("then.md", "# Then\n"), ("sheet.toml", "kind = \"plan\"\n")]);
    files.retain(|(path, _)| *path != subject.path);
    if subject.path != "playbook.toml" {
        files.push((subject.path, &text));
    }
    files.push(("playbook.toml", settings));
    if subject.kind == "coverage" {
        files.retain(|(path, _)| *path != "list.toml");
    }
    if matches!(subject.kind, "terms" | "coverage") {
        files.retain(|(path, _)| *path != "index.md");
        files.push(("index.md", "# Home\n\nIn a round, with words of its own.\n"));
    }
    compiled(&Sources::in_memory(&files))
}

/// Tells when `after` in place of `before`, beside what else is needed, changes nothing.
fn flip(
    subject: &Subject,
    name: &'static str,
    (before, after): (Option<String>, String),
    told: &mut Vec<String>,
) {
    let is_instead = |other: &str| INSTEAD.contains(&(name, other));
    let others: Vec<_> = needed(subject)
        .into_iter()
        .filter(|(other, _)| *other != name && !is_instead(other))
        .collect();
    let made = |part: Option<String>| {
        site(
            subject,
            &others.iter().cloned().chain(part.map(|text| (name, text))).collect::<Vec<_>>(),
        )
    };
    let with = made(Some(after.clone()));
    let what = format!("{} {}: {}", subject.path, subject.kind, after.trim());
    // A draft is no page, and what leads to it is told.
    if name != "draft" && with.said.contains("error[") {
        let errors = with.said.lines().filter(|line| line.starts_with("error"));
        let errors = errors.collect::<Vec<_>>().join("; ");
        told.push(format!(
            "{what} is told: {errors} (what every such file needs stands in `needed`)"
        ));
    } else if with == made(before) {
        told.push(format!(
            "{what} changes nothing: read the key, and use it in `view` and in `sheet`"
        ));
    }
}

#[test]
fn every_key_changes_what_comes_out() {
    let line = |name: &str, value: &str| format!("{name} = {value}\n");
    let mut told = Vec::new();
    for subject in subjects() {
        for key in subject.keys.iter().copied().flatten() {
            // These need something to work on: `allow_html` and `allow` have their pages in the manual, and what
            // `external_skip` names is left out of a check that asks other hosts, never of the site.
            // What a session `ends` at is only compared; when a plan was `revised` stands in its calendar alone.
            if subject.kind == "plan" && key.name == "revised" {
                continue;
            }
            if !matches!(key.name, "kind" | "allow_html" | "allow" | "ends" | "external_skip") {
                flip(&subject, key.name, (None, written(key, subject.kind, &line)), &mut told);
            }
            let keys = inner_keys(key);
            let made = |more: Option<&Key>, inner: &Key| {
                if matches!(key.schema, Schema::TextsOrBlocks(_) | Schema::RowsOrBlocks(_)) {
                    return line(key.name, &inline((key, subject.kind), keys, more));
                }
                let is_table = matches!(key.schema, Schema::Table(_) | Schema::ColourOrTable(_));
                let (open, close) = if is_table { ("[", "]") } else { ("[[", "]]") };
                let company = company(inner, key.name);
                block(
                    (key, subject.kind),
                    keys,
                    more,
                    &format!("{open}{}{close}\n{company}", key.name),
                )
            };
            for inner in keys.iter().filter(|inner| inner.needed == Needed::Never) {
                flip(
                    &subject,
                    key.name,
                    (Some(made(None, inner)), made(Some(inner), inner)),
                    &mut told,
                );
            }
        }
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
}

/// The keys of what a key holds.
pub(crate) fn inner_keys(key: &Key) -> &'static [Key] {
    key.schema.keys().unwrap_or_default()
}
