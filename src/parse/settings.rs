//! `playbook.toml` → [`Settings`].

use super::toml;
use crate::diag::{Diagnostic, Diagnostics, Rule, Severity};
use crate::model::{SETTINGS_KEYS, Settings};
use crate::shape::{Origin, conform};
use crate::source::{SourcePath, Sources, Span, Spanned};
use crate::worksheet::rhythm::zone_fault;

/// An address that is no address.
pub(super) const BAD_ADDRESS: Rule = Rule {
    code: "bad-address",
    severity: Severity::Error,
    explanation: "`base_url`, `edit_url` and the `link` of `[contact]` are whole addresses, with `https://` in front. Leave \
        `base_url` out when the address is not known: the site works at any address, and only the lines for search machines \
        need it, and the look and links of `404.html` where a host shows that page for an address in a folder.",
};

/// Reads the settings, and says whether all of them could be read. A playbook without `playbook.toml` has the defaults.
pub(super) fn parse(
    sources: &Sources,
    path: &SourcePath,
    diagnostics: &mut Diagnostics,
) -> (Settings, bool) {
    let Some(text) = sources.texts.get(path) else {
        let language = Spanned::new("en".to_owned(), Span::default());
        let usual = Settings { print_pages: true, search: true, ..Settings::default() };
        return (Settings { language, ..usual }, true);
    };
    let mut faults = Vec::new();
    let (record, whole) = toml::parse(path, text, 0, &mut faults);
    conform(&record, &[SETTINGS_KEYS], Origin { path, what: "`playbook.toml`" }, &mut faults);
    if !whole {
        toml::tell_once(&mut faults);
    }
    let settings = Settings::of(&record, path);
    let link = record.record("contact").and_then(|contact| contact.text("link"));
    let addresses = [
        ("base_url", record.text("base_url")),
        ("edit_url", record.text("edit_url")),
        ("link", link),
    ];
    for (key, address) in addresses.into_iter().filter_map(|(key, address)| Some((key, address?))) {
        if !["https://", "http://"].iter().any(|scheme| address.value.starts_with(scheme)) {
            faults.push(
                Diagnostic::new(
                    &BAD_ADDRESS,
                    path,
                    address.span,
                    format!("`{key}` has to begin with `https://`"),
                )
                .help(format!("write `{key} = \"https://{}\"`", address.value)),
            );
        }
    }
    faults.extend(record.text("zone").and_then(|zone| zone_fault(&zone, path)));
    diagnostics.extend(faults);
    (settings, whole)
}
