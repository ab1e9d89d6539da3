//! Front matter of other programs → where a page stands, what it is called in the navigation, at which addresses it is found.

use crate::model::{Meta, Order};
use crate::record::{Record, Value};
use crate::source::Spanned;

/// The keys that set the order of a page, the stronger first: of Docusaurus, Just the Docs and Hugo.
const ORDERS: [&str; 3] = ["sidebar_position", "nav_order", "weight"];
/// The keys for a name in the navigation: of Docusaurus, Hugo and MkDocs.
const LABELS: [&str; 3] = ["sidebar_label", "linkTitle", "nav_title"];
/// The keys for addresses, the page's own and those it had before: of Jekyll, Hugo and Docusaurus.
const ADDRESSES: [&str; 5] = ["permalink", "url", "slug", "id", "redirect_from"];

/// The keys for the language of a page: of VuePress and Jekyll, of Quarto, and of those who have the word in full.
const LANGUAGES: [&str; 3] = ["lang", "language", "locale"];

/// Whether the key is one of another program that is read.
pub(super) fn is_read(key: &str) -> bool {
    let all = ORDERS.iter().chain(&LABELS).chain(&ADDRESSES).chain(&LANGUAGES);
    key == SIDEBAR || key == PARENT || all.into_iter().any(|known| *known == key)
}

/// The key of Just the Docs for the title of the page that a page stands below.
const PARENT: &str = "parent";

/// The table of Starlight that holds `order` and `label`.
const SIDEBAR: &str = "sidebar";

/// Takes over into `meta` what `record` says in the keys of other programs.
pub(super) fn take_over(record: &Record, meta: &mut Meta) {
    let sidebar = record.record(SIDEBAR);
    let set = |record: &Record, key: &str| number(&record.value(key)?.value);
    // Hugo takes the weight 0 for none.
    let is_set = |key: &str, number: &f64| key != "weight" || *number != 0.0;
    let order = ORDERS.iter().find_map(|key| set(record, key).filter(|number| is_set(key, number)));
    let order = order.or_else(|| set(sidebar?, "order"));
    // One of our own that is negative or has a fraction is that of another program.
    let own = || meta.order.or_else(|| Order::of_others(set(record, "order")?));
    meta.order = order.and_then(Order::of_others).or_else(own);
    meta.parent = record.text(PARENT).map(|parent| parent.value).unwrap_or_default();
    let label = LABELS.iter().find_map(|key| record.text(key));
    let label = label.or_else(|| sidebar?.text("label")).map(|label| label.value);
    label.unwrap_or_default().trim().clone_into(&mut meta.label);
    let language = LANGUAGES.iter().find_map(|key| language_tag(&record.text(key)?.value));
    meta.language = language.unwrap_or_default();
    for key in ADDRESSES {
        let Some(value) = record.value(key) else { continue };
        meta.addresses.extend(addresses(value).iter().filter_map(|address| read(key, address)));
    }
}

/// The language that `written` names, as BCP 47 has it: `pt-BR` for `pt_BR.UTF-8`. `None` where it is a name or no language.
fn language_tag(written: &str) -> Option<String> {
    let tag = written.split('.').next().unwrap_or_default().trim().replace('_', "-");
    let (main, rest) = tag.split_once('-').unwrap_or((&tag, ""));
    let is_main = matches!(main.len(), 2 | 3) && main.bytes().all(|b| b.is_ascii_alphabetic());
    let is_part = |part: &str| {
        (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    (is_main && (rest.is_empty() || rest.split('-').all(is_part))).then_some(tag)
}

/// The number that a value is, or says.
pub(super) fn number(value: &Value) -> Option<f64> {
    match value {
        #[expect(clippy::cast_precision_loss, reason = "no order goes that far")]
        Value::Integer(number) => Some(*number as f64),
        Value::Float(number) => Some(*number),
        Value::Text(text) => text.trim().parse().ok(),
        Value::Flag(_) | Value::Date(_) | Value::List(_) | Value::Record(_) => None,
    }
}

fn addresses(value: &Spanned<Value>) -> Vec<&str> {
    match &value.value {
        Value::List(list) => list.iter().filter_map(|value| text(&value.value)).collect(),
        Value::Text(_)
        | Value::Integer(_)
        | Value::Float(_)
        | Value::Flag(_)
        | Value::Date(_)
        | Value::Record(_) => text(&value.value).into_iter().collect(),
    }
}

fn text(value: &Value) -> Option<&str> {
    match value {
        Value::Text(text) => Some(text.as_str()),
        Value::Integer(_)
        | Value::Float(_)
        | Value::Flag(_)
        | Value::Date(_)
        | Value::List(_)
        | Value::Record(_) => None,
    }
}

/// An address from the root of the site, or from the folder of the page where it begins with `./`. `None` for a pattern, and for
/// what is on another host.
fn read(key: &str, address: &str) -> Option<String> {
    let address = address.trim();
    // An id of many digits was made by a machine.
    let is_made = key == "id" && address.chars().filter(char::is_ascii_digit).count() > 5;
    if address.is_empty() || address.contains(':') || address.contains("//") || is_made {
        return None;
    }
    match address.strip_prefix('/') {
        Some("") => None,
        Some(whole) => Some(whole.to_owned()),
        None if matches!(key, "slug" | "id") => Some(format!("./{address}")),
        None => Some(address.to_owned()),
    }
}
