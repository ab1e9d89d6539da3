//! ROOT and `--out` → the folders of one playbook and its site.

use std::path::{Path, PathBuf};

use crate::artifact::MARKER;
use crate::failure::FileError;
use crate::read;
use crate::source::SETTINGS;
use crate::studio::Folders;

/// The folders of one build.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Hold the playbook.
    pub folders: Folders,
    /// Takes the site.
    pub out: PathBuf,
}

impl Place {
    /// Finds the playbook in `root` for this `task` (see [`folders`]), and where its site goes.
    pub(super) fn find(
        root: &Path,
        out: Option<&Path>,
        task: (&'static str, &str),
    ) -> Result<Self, FileError> {
        let folders = folders(root, task)?;
        let is_within = folders.theme.as_ref().is_some_and(|theme| *theme != folders.content);
        let usual = if is_within { root.join("site") } else { beside(root) };
        let place = Self { folders, out: plain(out.unwrap_or(&usual)).to_owned() };
        place.keep_apart()?;
        Ok(place)
    }

    /// Refuses an output that would be read as content, or published again, by the next build.
    fn keep_apart(&self) -> Result<(), FileError> {
        let out = real(&self.out);
        let of_theme = self
            .folders
            .theme
            .iter()
            .flat_map(|theme| ["templates", "static", "fonts"].map(|name| theme.join(name)));
        for folder in std::iter::once(self.folders.content.clone()).chain(of_theme) {
            let source = real(&folder);
            if out == source || out.starts_with(&source) && !self.out.join(MARKER).is_file() {
                let why = format!(
                    "it lies in `{}`, which is read, and the next build would take the site for a part of the \
                    playbook; choose a folder outside with --out",
                    plain(&folder).display()
                );
                return Err(FileError::refused("write to", &self.out, why));
            }
        }
        Ok(())
    }
}

/// Finds the playbook in `root`, for what is to be done with it: `build`. The `command` for that is `partnerbook build`.
pub(super) fn folders(
    root: &Path,
    (doing, command): (&'static str, &str),
) -> Result<Folders, FileError> {
    let metadata = root.metadata().map_err(FileError::at("read", root))?;
    if !metadata.is_dir() {
        let why = "it is a file; name the folder that the playbook is in";
        return Err(FileError::refused(doing, root, why));
    }
    let inner = root.join("playbook");
    let (content, theme) = if inner.is_dir() {
        (inner, Some(root.to_owned()))
    } else if root.join(SETTINGS).is_file() {
        (root.to_owned(), Some(root.to_owned()))
    } else if read::holds_markdown(root) {
        (root.to_owned(), None)
    } else {
        let why = format!(
            "there is no folder `playbook`, no `playbook.toml` and no Markdown file (`.md`) in it; \
            name the folder that your text is in: partnerbook {command} FOLDER"
        );
        return Err(FileError::refused(doing, root, why));
    };
    Ok(Folders { shown_as: shown_folder(&content), content, theme })
}

/// How a folder is called in messages: `playbook/`; empty for the one we are in.
pub(super) fn shown_folder(folder: &Path) -> String {
    match plain(folder).to_string_lossy().into_owned() {
        here if here == "." => String::new(),
        shown if shown.ends_with('/') => shown,
        shown => format!("{shown}/"),
    }
}

/// A path as people write it: `playbook`, not `./playbook`.
fn plain(path: &Path) -> &Path {
    match path.strip_prefix(".") {
        Ok(rest) if !rest.as_os_str().is_empty() => rest,
        Ok(_) | Err(_) => path,
    }
}

/// `site` beside the folder `root`.
fn beside(root: &Path) -> PathBuf {
    match (root.parent(), root.file_name()) {
        (Some(parent), Some(_)) => parent.join("site"),
        // Names such as `.` and `..` do not say what they lie in.
        _ => root.join("..").join("site"),
    }
}

/// Where `path` really is, or will be when it is made.
fn real(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for folder in absolute.ancestors() {
        if let (Ok(real), Ok(rest)) = (folder.canonicalize(), absolute.strip_prefix(folder)) {
            return real.join(rest);
        }
    }
    absolute
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder for the test");
        for file in files {
            let file = folder.path().join(file);
            fs::create_dir_all(file.parent().expect("it lies in a folder"))
                .expect("room on the disk");
            fs::write(file, "").expect("room on the disk");
        }
        folder
    }

    type Found = Result<[String; 3], String>;

    fn find(folder: &tempfile::TempDir, root: &str, out: Option<&str>) -> Found {
        let base = folder.path();
        let plain = |path: &Path| path.to_string_lossy().replace(&*base.to_string_lossy(), "BASE");
        let out = out.map(|out| base.join(out));
        match Place::find(&base.join(root), out.as_deref(), ("build", "build")) {
            Ok(place) => {
                let theme = place.folders.theme.as_deref().map_or_else(String::new, plain);
                Ok([plain(&place.folders.content), theme, plain(&place.out)])
            }
            Err(error) => Err(error.to_string().replace(&*base.to_string_lossy(), "BASE")),
        }
    }

    fn found(content: &str, theme: &str, out: &str) -> [String; 3] {
        [content, theme, out].map(str::to_owned)
    }

    #[test]
    fn a_playbook_is_found_in_its_folder_or_is_the_folder() {
        let folder = folder(&["a/playbook/index.md", "b/playbook.toml", "c/deep/x.md"]);
        assert_eq!(find(&folder, "a", None), Ok(found("BASE/a/playbook", "BASE/a", "BASE/a/site")));
        assert_eq!(find(&folder, "b", None), Ok(found("BASE/b", "BASE/b", "BASE/site")));
        assert_eq!(find(&folder, "c", None), Ok(found("BASE/c", "", "BASE/site")));
        assert_eq!(
            find(&folder, "c/deep/..", None),
            Ok(found("BASE/c/deep/..", "", "BASE/c/deep/../../site"))
        );
        assert_eq!(
            find(&folder, "a", Some("web")),
            Ok(found("BASE/a/playbook", "BASE/a", "BASE/web"))
        );
    }

    #[test]
    fn a_folder_without_text_is_reported_with_what_was_looked_for() {
        let folder = folder(&["a/notes.txt", "a/.hidden/x.md"]);
        assert_eq!(
            find(&folder, "a", None),
            Err("cannot build `BASE/a`: there is no folder `playbook`, no `playbook.toml` and no Markdown file (`.md`) \
                in it; name the folder that your text is in: partnerbook build FOLDER"
                .to_owned())
        );
        assert_eq!(
            find(&folder, "a/notes.txt", None),
            Err("cannot build `BASE/a/notes.txt`: it is a file; name the folder that the playbook is in".to_owned())
        );
        assert_eq!(
            find(&folder, "b", None),
            Err("cannot read `BASE/b`: no such file or directory".to_owned())
        );
    }

    #[test]
    fn a_site_within_the_content_is_refused_unless_it_is_ours() {
        let folder = folder(&["playbook/index.md", "playbook/ours/.partnerbook", "static/x.css"]);
        for out in ["playbook/site", "playbook", "playbook/a/../b/site", "static/site"] {
            let refused = find(&folder, "", Some(out)).expect_err("it would be read");
            assert!(refused.contains("which is read"), "{refused}");
        }
        assert!(find(&folder, "", Some("playbook/ours")).is_ok());
        assert!(find(&folder, "", Some("playbook-site")).is_ok());
    }

    #[test]
    fn folders_are_called_as_they_were_named() {
        assert_eq!(shown_folder(Path::new(".")), "");
        assert_eq!(shown_folder(Path::new("./playbook")), "playbook/");
        assert_eq!(shown_folder(Path::new("a/b/")), "a/b/");
        assert_eq!(shown_folder(Path::new("../site")), "../site/");
    }
}
