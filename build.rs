//! A fingerprint of the program's own sources, so that nothing kept from an earlier build outlives the code that made it.
//!
//! The version alone does not tell two programs apart while one is being worked on.

use std::collections::hash_map::DefaultHasher;
use std::hash::Hasher;
use std::io;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
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
    Ok(())
}

/// Takes in the file `path`, or every file in the folder `path` in the order of their names.
fn add(path: &Path, hasher: &mut DefaultHasher) -> io::Result<()> {
    if path.is_dir() {
        let mut within: Vec<PathBuf> =
            fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
        within.sort();
        return within.iter().try_for_each(|each| add(each, hasher));
    }
    let bytes = fs::read(path)?;
    hasher.write_usize(bytes.len());
    hasher.write(&bytes);
    Ok(())
}
