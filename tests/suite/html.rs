//! HTML in prose: what becomes of it on a page, and that no word of it is lost.

use partnerbook::compile::{How, Strictness, check, compile};
use partnerbook::diag::{Diagnostics, show};
use partnerbook::memo::Memo;
use partnerbook::read;
use partnerbook::source::Sources;

use crate::compiled::{Compiled, compiled};
use crate::folder::root;

/// The site of a page with this `prose`, where HTML that is left out is no error.
fn site(prose: &str) -> Compiled {
    let settings = "title = \"T\"\n[check]\nraw-html = \"off\"\nmissing-summary = \"off\"\n";
    let files = [("playbook.toml", settings), ("b.md", "# B\n\n## C\n"), ("a.md", prose)];
    compiled(&Sources::in_memory(&files))
}

/// The prose of the page, without ends of lines.
fn page(prose: &str) -> String {
    let site = site(prose);
    let page = site.files.get("a.html").unwrap_or_else(|| panic!("{}", site.said));
    let html = String::from_utf8_lossy(page).into_owned();
    let prose = html.split_once("<div class=\"leaf-text prose\">").expect("a page has prose").1;
    let prose = prose.split_once("\n  </div>").expect("prose ends").0;
    prose.replace('\n', "")
}

#[test]
fn harmless_html_is_what_markdown_says() {
    for (html, markdown) in [
        ("<b>x</b> <EM>y</EM> <s>z</s> <code>c</code>", "**x** *y* ~~z~~ `c`"),
        ("x<br/>y", "x  \ny"),
        ("<a href=b.md#c>x</a>", "[x](b.md#c)"),
        ("<p>x &amp; y</p>", "x & y"),
        ("<ul><li>x<li>y</ul>", "- x\n- y"),
        ("<ol start=3><li>x</li></ol>", "3. x"),
        ("<blockquote><p>x</p></blockquote>", "> x"),
        ("<hr>", "***"),
        ("<h2>C d</h2>", "## C d"),
        ("<pre><code>x\n y</code></pre>", "```\nx\n y\n```"),
        ("<dl><dt>T</dt><dd>M</dd></dl>", "T\n: M"),
        ("<div>\n\n*x*\n\n</div>", "*x*"),
        (
            "<table><thead><tr><th>A<th align=right>B</thead><tr><td>1<td align=right>2</table>",
            "| A | B |\n|---|--:|\n| 1 | 2 |",
        ),
        ("<!-- x -->y", "y"),
    ] {
        assert_eq!(page(html), page(markdown), "{html}");
    }
}

#[test]
fn what_markdown_has_no_signs_for_stands_as_it_means() {
    for (prose, html) in [
        (
            "<kbd>Ctrl</kbd>+<kbd>C</kbd>, H<sub>2</sub>O",
            "<p><kbd>Ctrl</kbd>+<kbd>C</kbd>, H<sub>2</sub>O</p>",
        ),
        ("<abbr title=Long class=x onclick=y()>L</abbr>", "<p><abbr title=\"Long\">L</abbr></p>"),
        (
            "<details open><summary>S <b>t</b></summary>\n\n**x**\n</details>\n\ny",
            "<details open><summary>S <strong>t</strong></summary><p><strong>x</strong></p></details><p>y</p>",
        ),
        ("<p align=\"center\">x</p>", "<p class=\"centre\">x</p>"),
        ("<div align=center>\n\nx\n\n</div>", "<div class=\"centre\"><p>x</p></div>"),
        ("<a name=\"x\"></a>", "<div id=\"x\"></div>"),
        (
            "x <span id=y></span> <span lang=de>z</span>",
            "<p>x <span id=\"y\"></span> <span lang=\"de\">z</span></p>",
        ),
        ("| A |\n|---|\n| <ul><li>a</li><li>b</li></ul> |", "<tr><td>• a<br>• b</td></tr>"),
        (
            "<table><tr><td colspan=2><p>x</p><p>y</p></table>",
            "<td colspan=\"2\"><p>x</p><p>y</p></td>",
        ),
        ("Dear <your name>, <T> a < b", "<p>Dear &lt;your name&gt;, &lt;T&gt; a &lt; b</p>"),
        ("Meet at <time>.", "<p>Meet at &lt;time&gt;.</p>"),
        ("<button type=x>Go</button> <form>\n\nx\n\n</form>", "<p>Go </p><p>x</p>"),
        ("a <script>x *y*</script><iframe>z</iframe> b", "<p>a  b</p>"),
        ("<style>\nx\n\ny\n</style>\n\nz", "<p>z</p>"),
    ] {
        let page = page(prose);
        assert!(page.contains(html), "{prose}: {page}");
    }
}

#[test]
fn tags_that_do_not_match_lose_no_words() {
    for prose in [
        "<b>one <i>two</b> three</i> four",
        "*one <b>two* three</b> four",
        "<div><p>one<div>two</p>three</b></ul>\n\nfour",
        "<details>\none\n\n- two <details>\n- three\n\nfour </details>",
        "<table>one<tr>two<td>three<table><td>four",
        "<ul>one<li>two<table><li>three</ul>four",
        "<template>one\n\ntwo\n\nthree four",
        "<svg><g>one</svg two three four",
        "<div one\n\ntwo three four",
        "one <!-- two three four",
        "<dl>one<dd>two<dt>three</dl><summary>four",
        "<pre>one\n\ntwo <b>three\n</pre> four",
        "<h1>one<h2>two</h1><li>three<tr>four",
        "> <div>\n> one\n\ntwo\n\n</div>three\n\n1. <b>four",
        "<script>one two three four",
        "<p><a href=b.md>one<h2>two</h2></a><th>three<caption>four",
    ] {
        let page = page(prose);
        for word in ["one", "two", "three", "four"] {
            assert!(page.contains(word), "{word} of {prose}: {page}");
        }
    }
}

#[test]
fn ten_thousand_tags_within_one_another_do_no_harm() {
    for tag in ["<div>", "<b>", "<ul><li>", "<table><tr><td>", "<details>", "<svg>", "<p><span>"] {
        for between in ["", "\n\n"] {
            let prose = format!("x {0}\n\n{0} word", format!("{tag}{between}").repeat(10_000));
            let said = site(&prose).said;
            assert!(said.is_empty() || said.contains("more than 64 levels deep"), "{said:.300}");
        }
    }
}

#[test]
fn an_id_in_html_is_a_place_to_link_to_and_stands_once() {
    let prose = "<a name=x></a>\n\n<div id=y>\n\n## Z\n\n</div>\n\n<a id=z></a><p id=y></p>\n\n[1](#x) [2](#y) <a href=#z>3</a>";
    let page = page(prose);
    for id in ["x", "y", "z"] {
        assert_eq!(page.matches(&format!(" id=\"{id}\"")).count(), 1, "{page}");
        assert!(page.contains(&format!("href=\"#{id}\"")), "{page}");
    }
    let said = site("[1](#nothing)\n\n<a name=x></a>").said;
    assert!(said.contains("broken-anchor"), "{said}");
}

#[test]
fn ids_of_two_chapters_stand_once_each_on_the_page_that_prints_both() {
    let chapter = "<span id=\"here\"></span> Words. <a href=\"#here\">to it</a>\n";
    let files = [("index.md", "Home."), ("a.md", chapter), ("b.md", chapter)];
    let site = compiled(&Sources::in_memory(&files));
    let html = String::from_utf8_lossy(&site.files["print.html"]).into_owned();
    let after = |start: &'static str| -> Vec<String> {
        let ends = html.split(start).skip(1).map(|rest| rest.split('"').next().unwrap());
        ends.filter(|id| id.ends_with("here")).map(str::to_owned).collect()
    };
    let ids = after(" id=\"");
    assert_eq!((ids.len(), ids[0] == ids[1]), (2, false), "{ids:?}");
    assert_eq!(after("href=\"#"), ids);
}

#[test]
fn a_check_and_a_build_tell_the_same() {
    let mut playbooks = 0;
    for entry in std::fs::read_dir(root().join("tests/cases")).unwrap() {
        let folder = entry.unwrap().path();
        if !folder.join("playbook").is_dir() || folder.extension().is_none_or(|end| end != "in") {
            continue;
        }
        let mut read_faults = Diagnostics::new();
        let Ok(sources) = read::read(&folder.join("playbook"), None, "playbook/", &mut read_faults)
        else {
            continue;
        };
        let how = How { strictness: Strictness::Lenient, memo: &Memo::default(), today: None };
        let (mut built, mut checked) = (Diagnostics::new(), Diagnostics::new());
        let is_whole = compile(&sources, how, &mut built, &|_| Ok(())).unwrap().is_some();
        check(&sources, how, &mut checked, &|_| Ok(())).unwrap();
        let said = |told: &Diagnostics| show::human(told, &sources, show::Colour::Plain);
        assert_eq!(is_whole, !checked.has_errors(), "{}: {}", folder.display(), said(&checked));
        if is_whole {
            assert_eq!(said(&built), said(&checked), "{}", folder.display());
        }
        for message in said(&built).split("\n\n") {
            assert!(said(&checked).contains(message), "{}: {message}", folder.display());
        }
        playbooks += 1;
    }
    assert!(playbooks > 50, "{playbooks}");
}
