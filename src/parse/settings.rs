//! `playbook.toml` → [`Settings`].

use super::toml;
use crate::diag::{Diagnostic, Diagnostics, Rule, Severity};
use crate::model::{SETTINGS_KEYS, Settings};
use crate::shape::{Origin, conform};
use crate::source::{SourcePath, Sources};

/// An address of the site that is no address.
pub(super) const BAD_BASE_URL: Rule = Rule {
    code: "bad-base-url",
    severity: Severity::Error,
    explanation: "`base_url` is the whole address at which the site will stand, with `https://` in front, so that search \
        machines can be told of it. Leave it out when the address is not known: the site works at any address.",
};

/// Reads the settings. A playbook without `playbook.toml` has the defaults.
pub(super) fn parse(
    sources: &Sources,
    path: &SourcePath,
    diagnostics: &mut Diagnostics,
) -> Settings {
    let Some(text) = sources.texts.get(path) else {
        return Settings { language: "en".to_owned(), ..Settings::default() };
    };
    let mut faults = Vec::new();
    let (record, _) = toml::parse(path, text, 0, &mut faults);
    conform(&record, &[SETTINGS_KEYS], Origin { path, what: "`playbook.toml`" }, &mut faults);
    let settings = Settings::of(&record, path);
    let address = &settings.base_url;
    if !address.value.is_empty()
        && !["https://", "http://"].iter().any(|scheme| address.value.starts_with(scheme))
    {
        faults.push(
            Diagnostic::new(
                &BAD_BASE_URL,
                path,
                address.span,
                "`base_url` has to begin with `https://`",
            )
            .help(format!("write `base_url = \"https://{}\"`", address.value)),
        );
    }
    diagnostics.extend(faults);
    settings
}
