//! Site + Playbook + Theme → Artifacts.

mod assets;
mod calendar;
mod collision;
mod cards;
mod escape;
mod exports;
mod frame;
mod generated;
mod here;
mod highlight;
mod html;
mod look;
mod minify;
mod pages;
mod ready;
mod sidebar;
mod svg;
mod templates;
mod terms;
mod thumbnail;
mod view;

use crate::artifact::{Artifact, Sink};
use crate::diag::{Diagnostics, Rule};
use crate::failure::FileError;
use crate::input::Input;
use crate::memo::{CODE, MEMO};
use crate::paper::{self, Binding, Prints};
use crate::words::WORDS_FAULT;

pub use look::Look;
pub use ready::{Ready, Recipe};

/// The rules that a theme can break, and those that sheets on paper can.
pub const RULES: &[&[&Rule]] =
    &[&[&templates::TEMPLATE_FAULT, &WORDS_FAULT, &collision::ADDRESS_COLLISION], paper::RULES];

/// Renders every format in this `look` and hands each file to `sink`, and says how much of it had to be laid out. Faults of
/// the theme are reported.
pub fn render(
    input: Input<'_>,
    look: Look,
    diagnostics: &mut Diagnostics,
    sink: Sink<'_>,
) -> Result<Prints, FileError> {
    let ready = match Ready::new(input, look, Binding::Now, sink)? {
        Ok(ready) => ready,
        Err(fault) => {
            diagnostics.push(fault);
            return Ok(Prints::default());
        }
    };
    diagnostics.extend(ready.faults(input));
    let mut copied = ready.copied(input);
    diagnostics.extend(std::mem::take(&mut copied.faults));
    ready.every_file((input, copied), diagnostics, sink)?;
    let memo = ready.memo();
    if !memo.is_empty() {
        sink(Artifact::new(MEMO, memo.text()))?;
    }
    let code = ready.coloured();
    if !code.is_empty() {
        sink(Artifact::new(CODE, code.bytes()))?;
    }
    Ok(ready.prints())
}
