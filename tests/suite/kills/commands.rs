//! Commands that change authors' files, killed while they do.

use std::fmt::Write as _;
use std::path::Path;

use super::{Drawn, Files, files_in, kill_after, seen_once, start, window, write_files};
use crate::folder::run;

/// A command, what it finds, and what it makes of it.
struct Trial {
    arguments: &'static [&'static str],
    before: Files,
    after: Files,
    /// A file's name after the command.
    renamed: fn(&str) -> String,
}

/// A handbook of so many chapters that link to one in the folder `old`, and to `index.md` by a name that is misspelt.
fn handbook(chapters: usize) -> Files {
    let mut files = Files::new();
    for n in 0..chapters {
        let folder = if n % 4 == 0 { "old" } else { "part" };
        let mut text = format!("# Chapter {n}\n\nGo to [the first](../old/chapter-0.md).\n\n");
        let _ = writeln!(text, "{}\n\n[First](chaptr-0.md)", "Words upon words. ".repeat(20));
        files.insert(format!("{folder}/chapter-{n}.md"), text.into_bytes());
    }
    files.insert("index.md".to_owned(), b"# Handbook\n\n[First](old/chapter-0.md)\n".to_vec());
    files
}

impl Trial {
    fn new(
        chapters: usize,
        arguments: &'static [&'static str],
        renamed: fn(&str) -> String,
    ) -> Self {
        let before = handbook(chapters);
        let folder = tempfile::tempdir().unwrap();
        write_files(&folder.path().join("text"), &before);
        let done = run(folder.path(), arguments);
        assert_eq!(done.code, Some(0), "{}", done.said);
        let after = files_in(&folder.path().join("text"));
        assert_ne!(before, after);
        Self { arguments, before, after, renamed }
    }

    /// Fails unless every file is there once, and as it was or as it is to be.
    fn assert_nothing_is_lost(&self, text: &Path) {
        let now: Files =
            files_in(text).into_iter().filter(|(name, _)| !name.contains("partnerbook-")).collect();
        for (name, was) in &self.before {
            let new_name = (self.renamed)(name);
            let is_to_be = &self.after[&new_name];
            let found = [now.get(name), now.get(&new_name).filter(|_| new_name != *name)];
            let mut found = found.into_iter().flatten();
            let held = found.next().unwrap_or_else(|| panic!("{name} is lost"));
            assert!(held == was || held == is_to_be, "{name} is neither old nor new");
            assert_eq!(found.next(), None, "{name} is there twice");
        }
        let is_known =
            |name: &String| self.before.contains_key(name) || self.after.contains_key(name);
        let other: Vec<&String> = now.keys().filter(|name| !is_known(name)).collect();
        assert_eq!(other, Vec::<&String>::new());
    }

    /// Kills the command so often, with most of the kills while it changes files. By turns the command itself comes next, or a
    /// build.
    fn kill(&self, kills: usize) {
        let mut drawn = Drawn::new();
        let folder = tempfile::tempdir().unwrap();
        let text = folder.path().join("text");
        let steps = text.join(".partnerbook-changes/steps");
        let begin = || {
            write_files(&text, &self.before);
            start(folder.path(), self.arguments)
        };
        let window = seen_once(|| window(begin(), || steps.exists(), || !steps.exists()));
        let (mut killed, mut between) = (0, 0);
        while killed < kills || between < kills / 2 {
            assert!(
                killed < 25 * kills,
                "of {killed} kills only {between} came while files were changed"
            );
            kill_after(begin(), || steps.exists(), drawn.part_of(window));
            killed += 1;
            self.assert_nothing_is_lost(&text);
            let was_between = steps.exists();
            between += usize::from(was_between);
            if killed % 2 == 0 {
                // What had come to its end stays, even where it had not tidied up; all else is as before.
                let is_known =
                    |name: &String| self.after.contains_key(name) || name.contains("partnerbook-");
                let had_ended = files_in(&text).keys().all(is_known) && !was_between;
                let built = run(folder.path(), &["build", "text", "--out", "site"]);
                assert_ne!(built.code, Some(2), "{}", built.said);
                assert_eq!(built.said.contains("is taken back"), was_between);
                let now = files_in(&text);
                let is_right = now == self.before || had_ended && now == self.after;
                assert!(is_right, "{:?}", differing(&now, &self.before, &self.after));
            } else {
                let again = run(folder.path(), self.arguments);
                // One that had come to its end finds the old name gone.
                assert!(
                    again.code == Some(0) || again.code == Some(2) && !was_between,
                    "{}",
                    again.said
                );
                assert!(files_in(&text) == self.after, "{}", again.said);
            }
        }
        println!(
            "{}: {} files, {killed} kills, {between} of them while files were changed, which takes {} ms; nothing lost, \
            nothing left behind",
            self.arguments[0],
            self.before.len(),
            window.as_millis(),
        );
    }
}

/// The names of files that are not as `before`, and of those that are not as `after`.
fn differing<'f>(now: &'f Files, before: &'f Files, after: &'f Files) -> [Vec<&'f String>; 2] {
    [before, after].map(|right| {
        let names = now.keys().chain(right.keys());
        names.filter(|name| now.get(*name) != right.get(*name)).take(5).collect()
    })
}

fn kill_both(chapters: usize, kills: usize) {
    let renamed = |name: &str| match name.strip_prefix("old/") {
        Some(rest) => format!("new/{rest}"),
        None => name.to_owned(),
    };
    // What is misspelt is an error for `mv`, too, but none that keeps it from renaming.
    Trial::new(chapters, &["mv", "old", "new", "text"], renamed).kill(kills);
    Trial::new(chapters, &["check", "text", "--fix", "--yes"], str::to_owned).kill(kills);
}

#[test]
fn a_killed_command_loses_nothing_and_leaves_nothing() {
    kill_both(100, 4);
}

#[test]
#[ignore = "takes minutes: tests/long kills"]
fn commands_in_full() {
    kill_both(200, 100);
}
