//! `playbook.toml` → [`Settings`].

use url::Url;

use super::toml;
use crate::diag::{Diagnostic, Diagnostics, Fix, Rule, Severity};
use crate::model::{SETTINGS_KEYS, Settings};
use crate::schema::{Origin, WRONG_VALUE, quoted, validate};
use crate::source::{SourcePath, Sources, Span, Spanned};
use crate::worksheet::rhythm::zone_fault;

/// An address that is no address.
pub(super) const BAD_ADDRESS: Rule = Rule {
    code: "bad-address",
    severity: Severity::Error,
    explanation: "`base_url`, `edit_url` and the `link` of `[contact]` are whole addresses, with `https://` in front and without \
        spaces and line ends. `base_url` is the folder that the site is in, without `?` and `#`. Leave \
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
    let (mut record, whole) =
        toml::parse(path, (text, 0..text.len()), &|| vec![SETTINGS_KEYS], &mut faults);
    validate(
        &mut record,
        &[SETTINGS_KEYS],
        Origin { path, what: "`playbook.toml`", text },
        &mut faults,
    );
    if !whole {
        toml::report_once(&mut faults);
    }
    if let (Some(true), Some(true), Some(lenient)) =
        (record.flag("strict"), record.flag("lenient"), record.entry("lenient"))
    {
        let message = "a playbook cannot be `strict` and `lenient` at once";
        let fault = Diagnostic::new(&WRONG_VALUE, path, lenient.key.span, message);
        faults.push(fault.help("take one of the two lines out"));
    }
    let settings = Settings::of(&record, path);
    let link = record.record("contact").and_then(|contact| contact.text("link"));
    let addresses = [
        ("base_url", record.text("base_url")),
        ("edit_url", record.text("edit_url")),
        ("link", link),
    ];
    for (key, address) in addresses.into_iter().filter_map(|(key, address)| Some((key, address?))) {
        faults.extend(address_fault(key, &address.value).map(|(message, help)| {
            let begun = format!("https://{}", address.value);
            let is_begun =
                help == format!("write `{key} = \"{begun}\"`") && address.value.contains('.');
            let fix = Fix { was: quoted(&address.value), now: quoted(&begun) };
            let fault = Diagnostic::new(&BAD_ADDRESS, path, address.span, message).help(help);
            fault.maybe_fix(is_begun.then_some(fix))
        }));
    }
    faults.extend(record.text("zone").and_then(|zone| zone_fault(&zone, path)));
    diagnostics.extend(faults);
    (settings, whole)
}

/// Why what `key` is set to is no address of the web, and what to do.
fn address_fault(key: &str, address: &str) -> Option<(String, String)> {
    let set = |value: &str| format!("write `{key} = \"{value}\"`");
    let is_odd = |letter: char| {
        letter.is_whitespace() || letter.is_control() || "\"<>\\^`{|}".contains(letter)
    };
    if let Some(letter) = address.chars().find(|letter| is_odd(*letter)) {
        let plain: String = address.split(is_odd).next().unwrap_or_default().to_owned();
        let sign = match letter {
            '\n' | '\r' => "a line end".to_owned(),
            letter if letter.is_whitespace() => "a space".to_owned(),
            letter if letter.is_control() => "a sign that cannot be seen".to_owned(),
            letter => format!("`{letter}`"),
        };
        return Some((format!("`{key}` holds {sign}, and an address does not"), set(&plain)));
    }
    let begins = |scheme: &str| {
        address.get(..scheme.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(scheme))
    };
    if !begins("https://") && !begins("http://") {
        let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
        let rest = ["https:", "http:", "https//", "http//"]
            .iter()
            .find_map(|begin| rest.strip_prefix(begin))
            .unwrap_or(rest);
        let rest = rest.trim_start_matches(['/', ':']);
        return Some((
            format!("`{key}` has to begin with `https://`"),
            set(&format!("https://{rest}")),
        ));
    }
    let url = match Url::parse(address) {
        Ok(url) => url,
        Err(error) => {
            let message = format!("`{key}` is no address that a browser can open: {error}");
            return Some((message, "write the address as it stands in the browser".to_owned()));
        }
    };
    if key != "base_url" {
        return None;
    }
    if let Some(sign) = address.find(['?', '#']) {
        let message =
            "`base_url` is the address of the site alone, without what follows `?` or `#`";
        return Some((message.to_owned(), set(&address[..sign])));
    }
    (!url.username().is_empty() || url.password().is_some()).then(|| {
        let host = address.rsplit_once('@').map_or(address, |(_, host)| host);
        let message = "`base_url` holds a name or a password, and everybody would read it";
        (message.to_owned(), set(&format!("{}://{host}", url.scheme())))
    })
}

#[cfg(test)]
mod tests {
    use super::address_fault;

    #[test]
    fn an_address_that_is_none_is_reported_with_the_right_one() {
        for (address, help) in [
            ("https://example.org/\nDisallow: /", "write `base_url = \"https://example.org/\"`"),
            ("https://example.org/a b", "write `base_url = \"https://example.org/a\"`"),
            ("https://example.org/\u{7f}", "write `base_url = \"https://example.org/\"`"),
            ("https:/example.org", "write `base_url = \"https://example.org\"`"),
            ("example.org", "write `base_url = \"https://example.org\"`"),
            ("ftp://example.org", "write `base_url = \"https://example.org\"`"),
            ("https://example.org/?x=1", "write `base_url = \"https://example.org/\"`"),
            ("https://example.org/#x", "write `base_url = \"https://example.org/\"`"),
            ("https://ada:pw@example.org/", "write `base_url = \"https://example.org/\"`"),
            ("https://", "write the address as it stands in the browser"),
            ("https://example.org:99999/", "write the address as it stands in the browser"),
        ] {
            let reported = address_fault("base_url", address).map(|(_, help)| help);
            assert_eq!(reported.as_deref(), Some(help), "{address:?}");
        }
        for address in
            ["https://example.org/team/", "HTTP://localhost:8000", "https://münchen.example/ö"]
        {
            assert_eq!(address_fault("base_url", address), None, "{address}");
        }
        assert_eq!(address_fault("link", "https://example.org/?x=1#y"), None);
    }
}
