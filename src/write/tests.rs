//! Sites in a folder: what is written, what is left alone, and what stays when something fails.

mod memo;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use tempfile::TempDir;

use super::manifest::{Manifest, STAGING};
use super::{Writer, Written};
use crate::artifact::{Artifact, Body, MARKER};
use crate::failure::FileError;
use crate::memo::Memo;

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder for the test")
}

fn write(out: &Path, files: &[(&str, &str)]) -> Result<Written, FileError> {
    let writer = Writer::open(out)?;
    for (path, text) in files {
        writer.put(Artifact::new(*path, *text))?;
    }
    writer.finish()
}

fn written(out: &Path, files: &[(&str, &str)]) -> (usize, usize, usize) {
    let Written { files, changed, removed } = write(out, files).expect("nothing hinders it");
    (files, changed, removed)
}

fn refusal(out: &Path, files: &[(&str, &str)]) -> String {
    let error = write(out, files).expect_err("it has to be refused").to_string();
    error.replace(out.to_str().expect("a plain name"), "OUT")
}

/// Every file and every folder (with a slash at its end) with what it holds.
fn everything(out: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut folders = vec![out.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("it is there") {
            let path = entry.expect("it is there").path();
            let name =
                path.strip_prefix(out).expect("it lies in it").to_string_lossy().into_owned();
            if path.is_dir() && !path.is_symlink() {
                all.insert(format!("{name}/"), Vec::new());
                folders.push(path);
            } else {
                all.insert(name, fs::read(path).unwrap_or_default());
            }
        }
    }
    all
}

fn names(out: &Path) -> Vec<String> {
    everything(out).into_keys().collect()
}

fn mtime(file: &Path) -> SystemTime {
    file.metadata().and_then(|metadata| metadata.modified()).expect("it is there")
}

#[test]
fn a_new_site_appears_whole_with_its_manifest() {
    let folder = folder();
    let out = folder.path().join("deep/er/site");
    assert_eq!(written(&out, &[("index.html", "i"), ("a/b.html", "b")]), (2, 2, 0));
    assert_eq!(names(&out), [".partnerbook", "a/", "a/b.html", "index.html"]);
    let manifest = fs::read_to_string(out.join(MARKER)).expect("it is there");
    assert_eq!(manifest, "partnerbook manifest 1\na/b.html\nindex.html\n");
    assert_eq!(names(&folder.path().join("deep/er")).first().map(String::as_str), Some("site/"));
}

#[test]
fn an_unchanged_file_is_not_touched() {
    let folder = folder();
    let out = folder.path().join("site");
    written(&out, &[("a.html", "one"), ("b.html", "two")]);
    let times = || ["a.html", "b.html", MARKER].map(|name| mtime(&out.join(name)));
    let before = times();
    assert_eq!(written(&out, &[("a.html", "one"), ("b.html", "two")]), (2, 0, 0));
    assert_eq!(times(), before);
    assert_eq!(written(&out, &[("a.html", "one"), ("b.html", "six")]), (2, 1, 0));
    assert_eq!((times()[0], times()[2]), (before[0], before[2]));
    assert_eq!(fs::read_to_string(out.join("b.html")).expect("it is there"), "six");
}

#[test]
fn what_the_new_site_does_not_hold_goes_with_its_empty_folders() {
    let folder = folder();
    let out = folder.path().join("site");
    written(&out, &[("a/b/c.html", "c"), ("a/d.html", "d"), ("e/f.html", "f")]);
    fs::write(out.join("e/mine.txt"), "mine").expect("room on the disk");
    assert_eq!(written(&out, &[("a/d.html", "d")]), (1, 0, 2));
    assert_eq!(names(&out), [".partnerbook", "a/", "a/d.html", "e/", "e/mine.txt"]);
}

#[test]
fn a_file_may_become_a_folder_and_a_folder_a_file() {
    let folder = folder();
    let out = folder.path().join("site");
    written(&out, &[("a", "a"), ("b/c/d", "d")]);
    assert_eq!(written(&out, &[("a/x", "x"), ("b", "b")]), (2, 2, 2));
    assert_eq!(names(&out), [".partnerbook", "a/", "a/x", "b"]);
}

#[test]
fn an_empty_folder_is_taken_and_one_with_files_is_not() {
    let folder = folder();
    let out = folder.path();
    assert_eq!(written(out, &[("a.html", "a")]), (1, 1, 0));
    fs::remove_file(out.join(MARKER)).expect("it is there");
    let before = everything(out);
    assert_eq!(
        refusal(out, &[("a.html", "b")]),
        "cannot write to `OUT`: it holds files that Partnerbook did not write (there is no `.partnerbook` in it); \
         empty the folder, or choose another with --out"
    );
    assert_eq!(everything(out), before);
}

#[test]
fn a_file_in_place_of_the_folder_is_refused() {
    let folder = folder();
    let out = folder.path().join("site");
    fs::write(&out, "mine").expect("room on the disk");
    assert_eq!(refusal(&out, &[]), "cannot write to `OUT`: it is a file, not a folder");
}

#[test]
fn a_damaged_manifest_is_refused() {
    let folder = folder();
    for text in ["partnerbook manifest 1\n../a\n", "partnerbook manifest 9\n", ""] {
        fs::write(folder.path().join(MARKER), text).expect("room on the disk");
        assert_eq!(
            refusal(folder.path(), &[]),
            "cannot write to `OUT`: its `.partnerbook` cannot be read; delete the folder, or choose another with --out"
        );
    }
}

#[test]
fn a_file_in_the_way_is_told_and_nothing_is_replaced() {
    let folder = folder();
    let out = folder.path().join("site");
    written(&out, &[("a.html", "old")]);
    fs::create_dir(out.join("c")).expect("room on the disk");
    fs::write(out.join("b.html"), "mine").expect("room on the disk");
    let before = everything(&out);
    let told = "something is there that Partnerbook did not write; move it away, and build again";
    for path in ["b.html", "b.html/x.html", "c"] {
        let name = path.split('/').next().expect("a path has a part");
        let expected = format!("cannot write `OUT/{name}`: {told}");
        assert_eq!(refusal(&out, &[("a.html", "new"), (path, "ours")]), expected);
        assert_eq!(everything(&out), before);
    }
}

#[test]
fn two_artifacts_of_one_name_are_refused() {
    let folder = folder();
    assert_eq!(
        refusal(&folder.path().join("site"), &[("a", "1"), ("b", "1"), ("a", "2")]),
        "cannot write `OUT/a`: two pages or files of the playbook would both be this file"
    );
}

#[test]
#[should_panic(expected = "leaves the site")]
fn an_address_outside_of_the_site_is_our_fault() {
    let folder = folder();
    let _ = write(&folder.path().join("site"), &[("../a", "")]);
}

#[test]
fn a_dropped_writer_leaves_the_old_site_as_it_was() {
    let folder = folder();
    let out = folder.path().join("site");
    written(&out, &[("a.html", "old"), ("b.html", "old")]);
    let before = everything(&out);
    let writer = Writer::open(&out).expect("nothing hinders it");
    writer.put(Artifact::new("a.html", "new")).expect("nothing hinders it");
    writer.put(Artifact::new("deep/c.html", "new")).expect("nothing hinders it");
    drop(writer);
    assert_eq!(everything(&out), before);

    let fresh = folder.path().join("x/y/site");
    let writer = Writer::open(&fresh).expect("nothing hinders it");
    writer.put(Artifact::new("a.html", "new")).expect("nothing hinders it");
    drop(writer);
    assert!(!folder.path().join("x").exists());
}

#[test]
fn a_copy_is_compared_and_copied() {
    let folder = folder();
    let (out, image) = (folder.path().join("site"), folder.path().join("image.png"));
    let mut bytes = vec![7; 200_000];
    let mut build = |last: u8| {
        bytes[199_999] = last;
        fs::write(&image, &bytes).expect("room on the disk");
        let writer = Writer::open(&out).expect("nothing hinders it");
        let body = crate::artifact::Body::CopyOf(image.clone());
        writer.put(Artifact { path: "image.png".to_owned(), body }).expect("nothing hinders it");
        let changed = writer.finish().expect("nothing hinders it").changed;
        assert_eq!(fs::read(out.join("image.png")).expect("it is there"), bytes);
        changed
    };
    assert_eq!([build(1), build(1), build(2)], [1, 0, 1]);
}

#[test]
fn a_second_build_into_the_same_folder_is_refused() {
    let folder = folder();
    let out = folder.path().join("site");
    let told = "cannot write to `OUT`: another build is writing there at this moment; wait until it is done";
    for state in ["new", "there"] {
        let first = Writer::open(&out).expect("nothing hinders it");
        assert_eq!(refusal(&out, &[]), told, "{state}");
        first.put(Artifact::new("a", state)).expect("nothing hinders it");
        first.finish().expect("nothing hinders it");
    }
    assert_eq!(written(&out, &[("a", "there")]), (1, 0, 0));
}

#[test]
fn what_a_killed_run_left_is_cleaned_and_what_is_not_ours_is_not() {
    let folder = folder();
    let out = folder.path().join("site");
    written(&out, &[("a", "a")]);
    let left = out.join(STAGING);
    fs::create_dir_all(left.join("new/deep")).expect("room on the disk");
    fs::write(left.join("mine"), "").expect("room on the disk");
    let why = refusal(&out, &[("a", "b")]);
    assert!(why.ends_with("is not ours; delete it, and build again"), "{why}");

    fs::rename(left.join("mine"), left.join("lock")).expect("room on the disk");
    assert_eq!(written(&out, &[("a", "b")]), (1, 1, 0));
    assert_eq!(names(&out), [".partnerbook", "a"]);
}

/// Leaves what a run does that is killed after its first step.
fn killed(out: &Path, files: &[(&str, &str)]) {
    let writer = Writer::open(out).expect("nothing hinders it");
    for (path, text) in files {
        writer.put(Artifact::new(*path, *text)).expect("nothing hinders it");
    }
    let next = Manifest::of(files.iter().map(|(path, _)| (*path).to_owned()));
    writer.staging.intend(&next).expect("nothing hinders it");
    let before = writer.last.before.clone().expect("there is a site");
    fs::write(out.join(MARKER), before.with(&next).text()).expect("room on the disk");
    // Nobody removes what waits.
    let kept = out.with_file_name("kept");
    fs::rename(out.join(STAGING), &kept).expect("it is there");
    drop(writer);
    fs::rename(kept, out.join(STAGING)).expect("room on the disk");
}

#[test]
fn what_a_killed_run_began_is_finished_by_one_that_writes_nothing() {
    let folder = folder();
    let out = folder.path().join("site");
    written(&out, &[("a.html", "old"), ("gone.html", "g"), ("gone-too.html", "g"), ("same", "s")]);
    killed(&out, &[("a.html", "new"), ("b.html", "b"), ("c.html", "c"), ("same", "s")]);
    drop(Writer::open(&out).expect("nothing hinders it"));
    assert_eq!(names(&out), [".partnerbook", "a.html", "b.html", "c.html", "same"]);
    for (name, text) in [("a.html", "new"), ("b.html", "b"), ("c.html", "c")] {
        assert_eq!(fs::read_to_string(out.join(name)).expect("it is there"), text);
    }
    assert_eq!(written(&out, &[("a.html", "new"), ("same", "s")]), (2, 0, 2));
}

#[test]
fn what_a_killed_first_run_left_beside_the_site_goes() {
    let folder = folder();
    let out = folder.path().join("site");
    written(&out, &[("a.html", "a")]);
    let left = folder.path().join(".site.partnerbook-staging");
    fs::create_dir_all(left.join("new")).expect("room on the disk");
    fs::write(left.join("lock"), "").expect("room on the disk");
    assert_eq!(written(&out, &[("a.html", "a")]), (1, 0, 0));
    assert!(!left.exists());
}

#[test]
fn a_first_run_that_was_killed_in_an_empty_folder_does_not_stand_in_the_way() {
    let folder = folder();
    let left = folder.path().join(STAGING);
    fs::create_dir_all(left.join("new")).expect("room on the disk");
    fs::write(left.join("lock"), "").expect("room on the disk");
    assert_eq!(written(folder.path(), &[("a", "a")]), (1, 1, 0));
}

/// Something gets in the way of the last file between `put` and `finish`.
#[test]
fn a_failure_half_way_puts_everything_back() {
    let folder = folder();
    let out = folder.path().join("site");
    written(&out, &[("a.html", "old"), ("gone/b.html", "old"), ("z.html", "old")]);
    let before = everything(&out);

    let writer = Writer::open(&out).expect("nothing hinders it");
    for path in ["a.html", "new/c.html", "z.html"] {
        writer.put(Artifact::new(path, "new")).expect("nothing hinders it");
    }
    fs::remove_file(out.join("z.html")).expect("it is there");
    fs::create_dir(out.join("z.html")).expect("room on the disk");
    let error = writer.finish().expect_err("a folder stands in the way").to_string();
    assert!(error.ends_with("move it away, and build again"), "{error}");

    fs::remove_dir(out.join("z.html")).expect("it is empty");
    fs::write(out.join("z.html"), "old").expect("room on the disk");
    assert_eq!(everything(&out), before);
}

/// A copy whose source vanished stands for any failure while files are staged.
#[test]
fn a_failure_while_staging_leaves_the_old_site() {
    let folder = folder();
    let out = folder.path().join("site");
    written(&out, &[("a.html", "old")]);
    let before = everything(&out);
    let writer = Writer::open(&out).expect("nothing hinders it");
    writer.put(Artifact::new("a.html", "new")).expect("nothing hinders it");
    let body = crate::artifact::Body::CopyOf(folder.path().join("gone.png"));
    writer.put(Artifact { path: "b.png".to_owned(), body }).expect_err("there is nothing to copy");
    drop(writer);
    assert_eq!(everything(&out), before);
}

#[cfg(unix)]
mod on_unix {
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::process::Command;

    use super::*;

    #[test]
    fn no_symbolic_link_is_followed() {
        let folder = folder();
        let (out, elsewhere) = (folder.path().join("site"), folder.path().join("elsewhere"));
        written(&out, &[("a/b.html", "old"), ("c.html", "old")]);
        fs::create_dir(&elsewhere).expect("room on the disk");
        fs::write(elsewhere.join("b.html"), "mine").expect("room on the disk");
        fs::remove_dir_all(out.join("a")).expect("it is there");
        symlink(&elsewhere, out.join("a")).expect("this system has symbolic links");
        let told =
            "something is there that Partnerbook did not write; move it away, and build again";
        assert_eq!(refusal(&out, &[("a/b.html", "new")]), format!("cannot write `OUT/a`: {told}"));

        assert_eq!(written(&out, &[("c.html", "old")]), (1, 0, 1));
        assert_eq!(fs::read_to_string(elsewhere.join("b.html")).expect("it is there"), "mine");

        fs::remove_file(out.join("c.html")).expect("it is there");
        symlink(elsewhere.join("b.html"), out.join("c.html")).expect("as above");
        assert_eq!(
            refusal(&out, &[("c.html", "new")]),
            format!("cannot write `OUT/c.html`: {told}")
        );

        let link = folder.path().join("link");
        symlink(&out, &link).expect("as above");
        assert_eq!(refusal(&link, &[]), "cannot write to `OUT`: it is a symbolic link");
    }

    /// Whoever may do anything on this system is not hindered by permissions: then there is nothing to test.
    #[test]
    fn a_folder_that_may_not_be_written_keeps_its_site() {
        let folder = folder();
        let out = folder.path().join("site");
        written(&out, &[("a.html", "old")]);
        fs::set_permissions(&out, fs::Permissions::from_mode(0o555)).expect("it is ours");
        if fs::write(out.join("probe"), "").is_ok() {
            return;
        }
        let before = everything(&out);
        assert_eq!(refusal(&out, &[("a.html", "new")]), "cannot write to `OUT`: permission denied");
        assert_eq!(everything(&out), before);
        fs::set_permissions(&out, fs::Permissions::from_mode(0o755)).expect("it is ours");
    }

    /// A disk of 256 KiB, taken away at the end.
    struct SmallDisk(TempDir);

    impl SmallDisk {
        /// `None` when this user may not make one.
        fn new() -> Option<Self> {
            let folder = folder();
            let mount = Command::new("mount")
                .args(["-t", "tmpfs", "-o", "size=256k", "tmpfs"])
                .arg(folder.path())
                .output();
            mount.is_ok_and(|output| output.status.success()).then(|| Self(folder))
        }
    }

    impl Drop for SmallDisk {
        fn drop(&mut self) {
            let _ = Command::new("umount").arg(self.0.path()).output();
        }
    }

    /// Runs where disks can be made; elsewhere the test before this one shows the same.
    #[test]
    fn a_full_disk_keeps_the_old_site() {
        let Some(disk) = SmallDisk::new() else { return };
        let out = disk.0.path().join("site");
        let large = "x".repeat(100 << 10);
        written(&out, &[("a.html", "old"), ("b.html", &large)]);
        let before = everything(&out);
        let larger = "y".repeat(200 << 10);
        assert_eq!(
            refusal(&out, &[("a.html", "new"), ("b.html", &larger)]),
            "cannot write `OUT/b.html`: no space left on device"
        );
        assert_eq!(everything(&out), before);
    }
}
