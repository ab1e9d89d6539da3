//! Files that are too odd or too large to lie in a repository: told or built, never a crash and never a wait.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use wait4::Wait4 as _;

use crate::folder::{ended, files_below, program, run, with};

const HOME: (&str, &[u8]) = ("text/index.md", b"# Side by Side\n");
/// Without it, what other programs pass over would be told as a warning.
const STRICT: (&str, &[u8]) = (
    "text/playbook.toml",
    b"strict = true\n[check]\nmissing-summary = \"off\"\nduplicate-title = \"off\"\n",
);

/// What the build of the folder `text` within `files` says, when it has to end with `code`.
fn told(code: i32, files: &[(&str, &[u8])]) -> String {
    let folder = with(&[files, &[STRICT]].concat());
    let ended = run(folder.path(), &["build", "text", "--all"]);
    assert_eq!(ended.code, Some(code), "{}", &ended.said[..ended.said.len().min(2000)]);
    without_stance(&ended.said).to_owned()
}

/// What was said but for why it is said so.
fn without_stance(said: &str) -> &str {
    let stance = "What other programs pass over is an error here, because `playbook.toml` says `strict = true`.\n";
    said.strip_suffix(stance).unwrap_or(said)
}

#[test]
fn a_file_that_is_no_text_is_told_with_what_to_do() {
    assert_eq!(
        told(1, &[HOME, ("text/a.md", b"# Gr\xFC\xDFe\n"), ("text/b.md", b"one\0two\n")]),
        "\
error[not-utf8]: byte 5 of this file, in line 1, is not UTF-8
 --> text/a.md:1:5
  |
1 | # Gr��e
  |     ^
  |
  = help: save the file with the encoding UTF-8; most editors offer it under “Save as”

error[nul-byte]: byte 4 of this file, in line 1, is a NUL byte
 --> text/b.md:1:4
  |
1 | one␀two
  |    ^
  |
  = help: take the file from a backup, or delete this place and type it again

Nothing was written: 2 errors.
"
    );
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_told() {
    let folder = with(&[HOME]);
    let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("text/b.md")).unwrap();
    let said = run(folder.path(), &["check", "text"]).said;
    let told = "\
warning[special-file]: this is no file but a pipe, a socket or a device, and is not read
--> text/b.md
 = help: delete it, or move it out of the playbook

Checked 3 pages: 1 warning.
";
    assert_eq!(said, told);
}

#[test]
fn a_text_of_a_size_that_cannot_be_meant_is_not_read() {
    let folder = with(&[HOME]);
    let file = fs::File::create(folder.path().join("text/film.md")).unwrap();
    file.set_len(65 << 20).unwrap();
    assert_eq!(
        run(folder.path(), &["build", "text"]).said,
        "\
error[too-large]: this file holds 65 MiB, and a text may hold 64
 --> text/film.md:1:1
  |
1 |
  | ^
  |
  = help: keep pictures as files of their own, and split a long text into chapters

Nothing was written: 1 error.
It is built as it is with these lines in a new file `text/playbook.toml`:

[check]
too-large = \"warning\"
"
    );
}

#[cfg(unix)]
#[test]
fn symbolic_links_are_followed_within_the_folder_only() {
    use std::os::unix::fs::symlink;
    let folder = with(&[HOME, STRICT, ("text/a/b.md", b"# B\n"), ("secret.md", b"# Secret\n")]);
    let text = folder.path().join("text");
    symlink(folder.path().join("secret.md"), text.join("s.md")).unwrap();
    symlink("/etc", text.join("system")).unwrap();
    symlink("gone.md", text.join("dead.md")).unwrap();
    symlink("..", text.join("a/round")).unwrap();
    symlink("a/b.md", text.join("inside.md")).unwrap();
    assert_eq!(
        without_stance(&run(folder.path(), &["build", "text"]).said),
        "\
error[link-circle]: this symbolic link leads back to a folder that it lies in
--> text/a/round
 = help: delete the link, or let it point to another folder

error[link-dead]: this symbolic link leads nowhere
--> text/dead.md
 = help: delete the link, or make it anew

error[link-outside]: this symbolic link leads out of the playbook and is not read
--> text/s.md
 = help: copy the file into the playbook, or delete the link

error[link-outside]: this symbolic link leads out of the playbook and is not read
--> text/system
 = help: copy the file into the playbook, or delete the link

Nothing was written: 4 errors.
"
    );
}

#[test]
fn ten_thousand_levels_are_told_and_do_no_harm() {
    assert_eq!(
        told(1, &[HOME, ("text/a.md", "> ".repeat(10_000).as_bytes())]),
        "\
error[too-deep]: this stands more than 64 levels deep
 --> text/a.md:1:129
  |
1 | …> > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > …
  |                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: bring lists and quotations to a few levels

Nothing was written: 1 error.
"
    );
    let deep = |open: &str| open.repeat(10_000);
    for prose in [deep("- "), deep("*a "), deep("["), deep("!["), deep("<b>"), deep("1. > ")] {
        assert!(told_anything(&[HOME, ("text/a.md", prose.as_bytes())]));
    }
    let lists: Vec<String> =
        (0..5_000).map(|level| format!("{}- a\n", "  ".repeat(level))).collect();
    let lists = lists.concat();
    assert!(told_anything(&[HOME, ("text/a.md", lists.as_bytes())]));
    for value in
        [deep("["), deep("{a="), format!("1\n{} = 1", deep("a.")), format!("1\n[{}a]", deep("a."))]
    {
        let toml = format!("kind = \"form\"\nx = {value}");
        assert!(told_anything(&[HOME, ("text/a.toml", toml.as_bytes())]));
        let front = format!("+++\nx = {value}\n+++\n");
        assert!(told_anything(&[HOME, ("text/a.md", front.as_bytes())]));
    }
    for value in [deep("["), deep("{a: "), deep("- "), deep("? ")] {
        let front = format!("---\nx: {value}\n---\n");
        assert!(told_anything(&[HOME, ("text/a.md", front.as_bytes())]), "{}", &front[..20]);
    }
}

/// Whether the build ends as it should, with or without errors.
fn told_anything(files: &[(&str, &[u8])]) -> bool {
    let folder = with(files);
    let ended = run(folder.path(), &["build", "text"]);
    let ends = [".\n", " = \"warning\"\n"];
    matches!(ended.code, Some(0 | 1)) && ends.iter().any(|end| ended.said.ends_with(end))
}

#[test]
fn ten_megabytes_on_one_line_are_a_page() {
    let line = "Trust grows slowly, and `code` and *more* [there](index.md). ".repeat(170_000);
    assert!(line.len() > 10_000_000);
    let toml = format!("kind = \"terms\"\n[[term]]\nterm = \"trust\"\nmeans = \"{line}\"\n");
    let said = told(0, &[HOME, ("text/a.md", line.as_bytes()), ("text/b.toml", toml.as_bytes())]);
    assert!(said.starts_with("Wrote "), "{}", &said[..200]);
}

#[test]
fn a_fault_in_a_line_of_ten_megabytes_is_shown_with_what_is_around_it() {
    let line = format!("{}[b](gone.md){}", "word ".repeat(1_000_000), " word".repeat(1_000_000));
    let said = told(1, &[HOME, ("text/a.md", line.as_bytes())]);
    assert!(said.len() < 1_000, "{}", said.len());
    assert!(said.contains(" --> text/a.md:1:5000005\n"), "{said}");
}

#[test]
fn signs_without_end_do_not_make_the_parser_wait() {
    for sign in [
        "*", "_", "`", "~", "[", "]", "(", "<", "&", "\\", "|", "#", "-", "\t", "> ", "$", ":",
        "^", "![", "](", "*_",
    ] {
        let prose = sign.repeat(200_000);
        assert!(told_anything(&[HOME, ("text/a.md", prose.as_bytes())]), "{sign}");
    }
}

#[test]
fn a_number_beyond_all_paper_is_told_and_takes_no_memory() {
    let files: &[(&str, &[u8])] = &[
        HOME,
        ("text/a.toml", b"kind = \"table\"\ntitle = \"T\"\ncolumns = [\"a\", \"b\"]\nrows = 9000000000000\n"),
        ("text/b.toml", b"kind = \"matrix\"\ntitle = \"M\"\nacross = [\"a\", \"b\"]\ndown = [\"Do it\"]\nblank_rows = 9000000000000\n"),
        ("text/c.toml", b"kind = \"form\"\ntitle = \"F\"\nquestions = [\"Why?\"]\nlines = 9000000000000\n"),
        ("text/d.toml", b"kind = \"plan\"\ntitle = \"P\"\nrows = 99999999999999999999999\nwidths = [9000000000000000000, 9000000000000000000, 9000000000000000000, 9000000000000000000]\n"),
        ("text/f.toml", b"kind = \"quadrant\"\ntitle = \"Q\"\nacross = [\"a\", \"b\"]\nup = [\"c\", \"d\"]\nnotes = 9000000000000\n"),
        ("text/g.toml", b"kind = \"spectrum\"\ntitle = \"S\"\nsteps = [\"a\", \"b\"]\ndown = [\"c\"]\nblank_rows = 9000000000000\n"),
        ("text/h.toml", b"kind = \"board\"\ntitle = \"B\"\ncolumns = [\"a\", \"b\"]\nlimits = [9000000000000, -1]\n"),
        ("text/e.md", b"+++\norder = 9000000000000\ntime = \"99999999999 hours\"\npeople = \"1-99999999999999\"\nreviewed = 2026-02-31\n+++\n# E\n"),
    ];
    let said = told(1, files);
    assert_eq!(said.matches("error[wrong-value]").count(), 15, "{said}");
}

#[test]
fn a_matrix_far_wider_than_all_paper_is_told_and_takes_little_memory() {
    let names = |what: &str| -> String {
        let names: Vec<String> = (1..=400).map(|number| format!("\"{what} {number}\"")).collect();
        names.join(", ")
    };
    let matrix = format!(
        "kind = \"matrix\"\ntitle = \"M\"\nacross = [{}]\ndown = [{}]\n",
        names("Person"),
        names("Do thing")
    );
    let folder = with(&[HOME, STRICT, ("text/a.toml", matrix.as_bytes())]);
    let said = run(folder.path(), &["check", "text"]).said;
    assert!(said.contains("error[matrix-size]: 400 columns need 5660 mm"), "{said}");
    let mut check = Command::new(program());
    check.current_dir(&folder).args(["check", "text"]).stdout(Stdio::null()).stderr(Stdio::null());
    let peak = check.spawn().unwrap().wait4().unwrap().rusage.maxrss;
    assert!(peak < 200_000_000, "{peak} bytes");
}

#[test]
fn words_that_call_one_another_do_not_fill_the_memory() {
    let mut front = vec!["---\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned()];
    for level in 1..12 {
        let inner = vec![format!("*a{}", level - 1); 10].join(", ");
        front.push(format!("a{level}: &a{level} [{inner}]\n"));
    }
    front.push("---\n# A\n".to_owned());
    let front = front.concat();
    assert!(told_anything(&[HOME, ("text/a.md", front.as_bytes())]));
}

#[test]
fn odd_names_of_files_are_names() {
    let files: &[(&str, &[u8])] = &[
        ("text/index.md", "# Home\n\n[1](<a b/c d.md>) [2](ärger/größe.md) [3](🎉.md) [4](100%25.md) [5](a%23b.md) [6](c..d.md)\n\
            [7](%C3%A4rger/gr%C3%B6%C3%9Fe.md) [8](q%3Fr.md) [9](<quote\"s & more.md>) ![ten](<bild ä%231.svg>)\n".as_bytes()),
        ("text/a b/c d.md", b"# C\n\n[home](../index.md)\n"),
        ("text/ärger/größe.md", b"# G\n\n[home](../index.md)\n"),
        ("text/🎉.md", b"# P\n"),
        ("text/100%.md", b"# H\n"),
        ("text/a#b.md", b"# S\n"),
        ("text/c..d.md", b"# D\n"),
        ("text/q?r.md", b"# Q\n"),
        ("text/quote\"s & more.md", b"# Q\n"),
        ("text/bild ä#1.svg", b"<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>"),
        ("text/..odd.md", b"# O\n"),
        ("text/-dash.md", b"# D\n"),
        ("text/con.md", b"# C\n"),
    ];
    let folder = with(files);
    let ended = run(folder.path(), &["build", "text"]);
    assert_eq!(ended.code, Some(0), "{}", ended.said);
    crate::crawl::assert_every_link_leads_somewhere(&folder.path().join("site"));
}

#[test]
fn names_that_would_be_one_address_are_told() {
    let said = told(1, &[HOME, ("text/Trust.md", b"# A\n"), ("text/trust.md", b"# B\n")]);
    assert!(said.contains("error[duplicate-address]"), "{said}");
}

#[test]
fn a_message_cannot_command_the_terminal() {
    let said = told(
        1,
        &[
            HOME,
            (
                "text/a.md",
                b"[x](\x1b[31mred.md) [y](<a\x07b.md>) <\x1b]0;title\x07b>\n[z](gone.md)",
            ),
        ],
    );
    assert!(!said.contains(['\x1b', '\x07']), "{said:?}");
}

#[cfg(unix)]
#[test]
fn a_name_that_is_not_utf8_or_holds_a_line_end_is_told_or_built() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = with(&[HOME, STRICT, ("text/two\nlines.md", b"# Two\n")]);
    fs::write(folder.path().join("text").join(OsStr::from_bytes(b"gr\xFC.md")), "# G\n").unwrap();
    let ended = run(folder.path(), &["build", "text"]);
    assert_eq!(
        without_stance(&ended.said),
        "\
error[not-utf8]: the name of this file is not UTF-8
--> text/gr�.md
 = help: rename it with letters that your system can show

Nothing was written: 1 error.
"
    );
}

/// A disk that takes no more than 64 KiB a file. Works for the one who may write everywhere, too.
#[cfg(unix)]
#[test]
fn a_disk_that_refuses_half_way_leaves_the_last_good_site() {
    let folder = with(&[HOME, ("text/a.md", b"# Before\n")]);
    assert_eq!(run(folder.path(), &["build", "text"]).code, Some(0));
    let before = contents(&folder.path().join("site"));

    fs::write(folder.path().join("text/index.md"), "# After\n\nMore words.\n\n".repeat(500))
        .unwrap();
    fs::write(folder.path().join("text/z.md"), "# New\n").unwrap();
    let script = format!("trap '' XFSZ; ulimit -f 64; exec '{}' build text", program());
    let ended = ended(Command::new("sh").args(["-c", &script]).current_dir(folder.path()));
    assert_eq!(ended.code, Some(2), "{}", ended.said);
    // Pages are made side by side, and which of the large ones comes first is not said.
    let told = ["index", "print"]
        .map(|page| format!("error: cannot write `site/{page}.html`: file too large\n"));
    assert!(told.contains(&ended.said), "{}", ended.said);
    assert_eq!(contents(&folder.path().join("site")), before);
    assert_eq!(
        files_below(folder.path()).iter().filter(|name| name.contains("staging")).count(),
        0
    );
}

fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let read = |name: String| (name.clone(), fs::read(folder.join(name)).unwrap());
    files_below(folder).into_iter().map(read).collect()
}
