//! `partnerbook theme`: the built-in templates, words, styles and scripts, for a playbook to have its own instead.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::exit::REFUSED;
use super::print;
use crate::diag::nearest;
use crate::failure::FileError;
use crate::theme::Theme;

const EXAMPLES: &str = "\
Examples:
  partnerbook theme                            list the built-in files
  partnerbook theme templates/base.html        print one of them
  partnerbook theme templates/words/en.toml --out templates/words/de.toml
                                               copy it, to translate it

A file of the same name in your folder takes the place of the built-in one. The folders `templates` and `static` stand \
beside the folder `playbook`.";

/// List the built-in templates, words, styles and scripts, or print one of them.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    /// The file to print; all names when left out.
    #[arg(value_name = "FILE")]
    name: Option<String>,

    /// The new file that takes it, in place of the terminal.
    #[arg(long, value_name = "NEW", requires = "name")]
    out: Option<PathBuf>,
}

/// Prints the names, or the file.
pub(super) fn run(options: &Options) -> Result<ExitCode, FileError> {
    let Some(name) = &options.name else {
        let names: Vec<String> = Theme::texts().map(|(name, _)| name).collect();
        print::to_output(&(names.join("\n") + "\n"))?;
        return Ok(ExitCode::SUCCESS);
    };
    let Some((_, text)) = Theme::texts().find(|(known, _)| known == name) else {
        print::to_people(&unknown(name))?;
        return Ok(ExitCode::from(REFUSED));
    };
    match &options.out {
        Some(out) => write(out, text)?,
        None => print::to_output(text)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes `text` into a file that is not there yet.
fn write(file: &Path, text: &str) -> Result<(), FileError> {
    if file.exists() {
        let why = "there is such a file already; take another name, or move that one away";
        return Err(FileError::refused("write", file, why));
    }
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(FileError::at("make the folder", folder))?;
    }
    fs::write(file, text).map_err(FileError::at("write", file))?;
    print::to_output(&format!("Wrote {}\n", file.display()))
}

fn unknown(name: &str) -> String {
    let names: Vec<String> = Theme::texts().map(|(name, _)| name).collect();
    let ends = names.iter().find(|known| known.ends_with(&format!("/{name}")));
    let near = ends.map(String::as_str).or_else(|| nearest(name, names.iter().map(String::as_str)));
    let help = match near {
        Some(near) => format!("write `partnerbook theme {near}`"),
        None => "`partnerbook theme` lists them all".to_owned(),
    };
    format!("error: no built-in file is called `{name}`\n  = help: {help}\n")
}

#[cfg(test)]
mod tests {
    use super::unknown;

    #[test]
    fn a_name_without_its_folder_is_reported_with_it() {
        let help = |name: &str| unknown(name).lines().last().map(str::to_owned);
        let right = "  = help: write `partnerbook theme templates/words/en.toml`".to_owned();
        assert_eq!(help("en.toml"), Some(right.clone()));
        assert_eq!(help("templates/words/en.tml"), Some(right));
        assert_eq!(help("zzz"), Some("  = help: `partnerbook theme` lists them all".to_owned()));
    }
}
