//! `partnerbook schema`: what editors need to complete and to underline while one writes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::place::{folders, shown_folder};
use super::print;
use crate::compile;
use crate::diag::Diagnostics;
use crate::failure::FileError;
use crate::json_schema::{ANY, LEDGER, SETTINGS, schemas};
use crate::model::ledger::quoted;
use crate::read::read;

/// The folder beside the playbook that takes the schemas of `--taplo`.
const FOLDER: &str = ".schemas";

/// The first line of a `.taplo.toml` of ours.
const MARK: &str = "# Written by `partnerbook schema --taplo`; give the command again when files are new or renamed.";

const EXAMPLES: &str = "\
Examples:
  partnerbook schema --taplo           let an editor complete and underline
                                       the TOML files of this playbook
  partnerbook schema --out schemas     write every schema into schemas/

With --taplo, `.taplo.toml` and a folder `.schemas` are written beside the \
playbook. Editors that know Taplo read them: VS Code with the extension “Even \
Better TOML”, and Zed, Helix, Neovim with the language server `taplo`. Give the \
command again when files are new.";

/// Write JSON Schemas, with which editors complete keys and underline slips.
///
/// One for each kind of sheet, one for `playbook.toml`, one for front matter, and one, `any.schema.json`, that chooses by
/// `kind`. They are made of the same tables that a build checks files against.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    /// The folder that the playbook is in, as for `partnerbook build`; only `--taplo` looks at it.
    #[arg(value_name = "ROOT", default_value = ".")]
    root: PathBuf,

    /// The folder that takes the schemas.
    #[arg(long, value_name = "DIR", required_unless_present = "taplo")]
    out: Option<PathBuf>,

    /// Write what the language server Taplo reads: the schemas, and which file each is for.
    #[arg(long, conflicts_with = "out")]
    taplo: bool,
}

/// Writes the schemas.
pub(super) fn run(options: &Options) -> Result<ExitCode, FileError> {
    let count = |many: usize, folder: &str| format!("Wrote {many} schemas to {folder}\n");
    if let Some(out) = &options.out {
        let many = write(out)?;
        print::to_output(&count(many, &shown_folder(out)))?;
        return Ok(ExitCode::SUCCESS);
    }
    let place = folders(&options.root, ("write schemas for", "schema"))?;
    let sources = read(&place.content, None, &place.shown_as, &mut Diagnostics::new())?;
    let file = options.root.join(".taplo.toml");
    let is_ours = |text: String| text.starts_with(MARK);
    if file.exists() && !fs::read_to_string(&file).is_ok_and(is_ours) {
        let why = "there is one that Partnerbook did not write; write the schemas elsewhere with --out, and name them in it";
        return Err(FileError::refused("write", &file, why));
    }
    let folder = options.root.join(FOLDER);
    let many = write(&folder)?;
    let within = place.content.strip_prefix(&options.root).unwrap_or(Path::new(""));
    let text = taplo(&within.to_string_lossy(), &compile::kinds(&sources));
    fs::write(&file, text).map_err(FileError::at("write", &file))?;
    let wrote = count(many, &shown_folder(&folder));
    print::to_output(&format!("{wrote}Wrote {}.taplo.toml\n", shown_folder(&options.root)))?;
    Ok(ExitCode::SUCCESS)
}

/// Writes every schema into `folder`, and says how many.
fn write(folder: &Path) -> Result<usize, FileError> {
    fs::create_dir_all(folder).map_err(FileError::at("make the folder", folder))?;
    let all = schemas();
    for schema in &all {
        let file = folder.join(format!("{}.schema.json", schema.name));
        fs::write(&file, &schema.text).map_err(FileError::at("write", &file))?;
    }
    Ok(all.len())
}

/// The configuration of Taplo for the playbook in the folder `content`, whose files are of these `kinds`.
///
/// Of several rules that fit a file the last one counts.
fn taplo(content: &str, kinds: &BTreeMap<String, Vec<String>>) -> String {
    let within =
        |name: &str| if content.is_empty() { name.to_owned() } else { format!("{content}/{name}") };
    let rule = |files: &[String], name: &str| {
        let list: Vec<String> = files.iter().map(|file| quoted(&escaped(&within(file)))).collect();
        let schema = quoted(&format!("{FOLDER}/{name}.schema.json"));
        format!("\n[[rule]]\ninclude = [{}]\nschema.path = {schema}\n", list.join(", "))
    };
    let all = quoted(&within("**/*.toml"));
    let mut text = format!(
        "{MARK}\n\n[[rule]]\ninclude = [{all}]\nschema.path = \"{FOLDER}/{ANY}.schema.json\"\n"
    );
    for (kind, files) in kinds {
        text.push_str(&rule(files, kind));
    }
    text.push_str(&rule(&["playbook.toml".to_owned()], SETTINGS));
    text.push_str(&rule(&[".addresses.toml".to_owned()], LEDGER));
    text
}

/// A path in which no sign stands for others.
fn escaped(path: &str) -> String {
    path.chars()
        .map(
            |letter| if matches!(letter, '*' | '?' | '[' | ']' | '{' | '}') { '?' } else { letter },
        )
        .collect()
}
