//! What the compiler is given beside the program's own code: tables of the built-in templates and files, so that each is found
//! in its folder and listed nowhere, and a fingerprint of the sources, so that nothing kept from an earlier build outlives the
//! code that made it. (The version alone does not tell two programs apart while one is being worked on.)

use std::collections::hash_map::DefaultHasher;
use std::fmt::Write as _;
use std::hash::Hasher;
use std::io;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> io::Result<()> {
    let root = folder("CARGO_MANIFEST_DIR");
    println!("cargo::rerun-if-changed=build.rs");
    let mut hasher = DefaultHasher::new();
    // The words are compiled in with the code; which packages were taken is as good as code.
    for part in ["Cargo.lock", "src", "templates/words"] {
        let path = root.join(part);
        // Cargo runs this again each time when it is told to watch what is not there.
        if path.exists() {
            println!("cargo::rerun-if-changed={part}");
            add(&path, &mut hasher)?;
        }
    }
    println!("cargo::rustc-env=PARTNERBOOK_SOURCES={:016x}", hasher.finish());
    let is_template = |name: &str| name.ends_with(".html");
    write_table(&root.join("templates"), "include_str", is_template, "templates.rs")?;
    write_table(&root.join("static"), "include_bytes", |_| true, "files.rs")
}

#[expect(clippy::disallowed_methods, reason = "Cargo hands folders over so")]
fn folder(variable: &str) -> PathBuf {
    PathBuf::from(env::var_os(variable).unwrap_or_default())
}

/// Takes in the file `path`, or every file in the folder `path` in the order of their names.
fn add(path: &Path, hasher: &mut DefaultHasher) -> io::Result<()> {
    if path.is_dir() {
        return within(path)?.iter().try_for_each(|each| add(each, hasher));
    }
    let bytes = fs::read(path)?;
    hasher.write_usize(bytes.len());
    hasher.write(&bytes);
    Ok(())
}

/// Writes a table of the files below `folder` whose names are wanted: each with its name in it, between `/`, and what the macro
/// `includes` makes of it.
fn write_table(
    folder: &Path,
    includes: &str,
    is_wanted: impl Fn(&str) -> bool,
    table: &str,
) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut names = Vec::new();
    find(folder, "", &mut names)?;
    names.retain(|name| is_wanted(name));
    names.sort();
    let mut text = "&[\n".to_owned();
    for name in names {
        let path = folder.join(&name);
        let _ = writeln!(text, "({name:?}, {includes}!({:?})),", path.display().to_string());
    }
    fs::write(self::folder("OUT_DIR").join(table), text + "]")
}

/// Finds every file below `folder`, which is called `prefix` itself. Hidden ones, which editors and desktops leave, are none.
fn find(folder: &Path, prefix: &str, names: &mut Vec<String>) -> io::Result<()> {
    for path in within(folder)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = format!("{prefix}{name}");
        if path.is_dir() {
            find(&path, &format!("{name}/"), names)?;
        } else if !name.rsplit('/').next().is_some_and(|own| own.starts_with('.')) {
            names.push(name);
        }
    }
    Ok(())
}

/// What lies in `folder`, in the order of their names.
fn within(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut within: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    within.sort();
    Ok(within)
}
