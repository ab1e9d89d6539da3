//! The tables of keys → JSON Schema, for editors that complete and underline while one writes.
//!
//! The schemas are made of the very tables that [`validate`](crate::schema::validate) checks files against, so they cannot say
//! anything else. What needs more than one key or more than one file to be judged stays with the rules.

use serde_json::{Map, Value, json};

use crate::kinds::{PROSE_KINDS, prose_keys, toml_keys, toml_kinds};
use crate::model::{Ledger, SETTINGS_KEYS};
use crate::schema::{Key, Needed, Schema};

/// A schema and the name of its file.
#[derive(Clone, Debug, PartialEq)]
pub struct JsonSchema {
    /// What it is for: a kind, or `playbook`, `front-matter`, `any`.
    pub name: String,
    /// The schema.
    pub text: String,
}

/// The name of the schema of `playbook.toml`.
pub const SETTINGS: &str = "playbook";
/// The name of the schema of front matter.
pub const FRONT_MATTER: &str = "front-matter";
/// The name of the schema of TOML files of every kind, which chooses by `kind`.
pub const ANY: &str = "any";
/// The name of the schema of the ledger.
pub const LEDGER: &str = "addresses";

/// Every schema, those of single kinds first.
pub fn schemas() -> Vec<JsonSchema> {
    let mut all: Vec<JsonSchema> =
        toml_kinds().map(|kind| file(kind, &format!("A {kind}"), of_kind(kind))).collect();
    all.push(file(SETTINGS, "`playbook.toml`", object(&[SETTINGS_KEYS])));
    all.push(file(FRONT_MATTER, "Front matter of a chapter or an activity", front_matter()));
    all.push(file(LEDGER, "`.addresses.toml`", object(&[Ledger::KEYS])));
    all.push(file(ANY, "A checklist, a sheet, a path, a pack or a list", any()));
    all
}

fn file(name: &str, title: &str, schema: Value) -> JsonSchema {
    let mut all = Map::new();
    all.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    all.insert("title".to_owned(), json!(title));
    if let Value::Object(keys) = schema {
        all.extend(keys);
    }
    let text = serde_json::to_string_pretty(&all).expect("it is made of texts and numbers");
    JsonSchema { name: name.to_owned(), text: text + "\n" }
}

/// The schema of a TOML file of one kind.
fn of_kind(kind: &str) -> Value {
    let keys = toml_keys(kind).expect("it is one of the list");
    with_kind(object(&keys), kind, true)
}

/// Lets the key `kind` say nothing but `kind`.
fn with_kind(mut schema: Value, kind: &str, is_needed: bool) -> Value {
    schema["properties"]["kind"]["const"] = json!(kind);
    if is_needed {
        let mut needed = schema["required"].as_array().cloned().unwrap_or_default();
        needed.insert(0, json!("kind"));
        schema["required"] = Value::Array(needed);
    }
    schema
}

/// Chooses by `kind`. The keys of all kinds stand at the top as well, with what they mean: editors complete from there.
fn any() -> Value {
    let kinds: Vec<&str> = toml_kinds().collect();
    let choices: Vec<Value> = kinds
        .iter()
        .map(|kind| {
            json!({
                "if": { "properties": { "kind": { "const": kind } }, "required": ["kind"] },
                "then": { "$ref": format!("#/$defs/{kind}") },
            })
        })
        .collect();
    let (mut properties, mut definitions) = (Map::new(), Map::new());
    for kind in &kinds {
        let keys = toml_keys(kind).expect("it is one of the list");
        for key in keys.into_iter().flatten() {
            properties.entry(key.name).or_insert_with(|| json!({ "description": key.meaning }));
        }
        definitions.insert((*kind).to_owned(), of_kind(kind));
    }
    properties.insert(
        "kind".to_owned(),
        json!({ "description": "what the file is, such as `checklist`", "enum": kinds }),
    );
    json!({
        "type": "object",
        "properties": properties,
        "required": ["kind"],
        "allOf": choices,
        "$defs": definitions,
    })
}

/// An activity says so; all else is a chapter.
fn front_matter() -> Value {
    let of = |kind: &str| with_kind(object(prose_keys(kind)), kind, false);
    let [chapter, activity] = PROSE_KINDS else { unreachable!("there are two") };
    json!({
        "type": "object",
        "if": { "properties": { "kind": { "const": activity } }, "required": ["kind"] },
        "then": of(activity),
        "else": of(chapter),
    })
}

/// A table with these keys and no others.
fn object(keys: &[&[Key]]) -> Value {
    let all = || keys.iter().copied().flatten();
    let mut properties = Map::new();
    for key in all() {
        let mut schema = value(key.schema);
        schema["description"] = json!(key.meaning);
        properties.insert(key.name.to_owned(), schema);
    }
    let needed: Vec<&str> =
        all().filter(|key| key.needed == Needed::Always).map(|key| key.name).collect();
    let mut schema =
        json!({ "type": "object", "properties": properties, "additionalProperties": false });
    if !needed.is_empty() {
        schema["required"] = json!(needed);
    }
    schema
}

/// What a key of this schema may be set to.
fn value(schema: Schema) -> Value {
    let list = |items: Value| json!({ "type": "array", "items": items });
    let either = |one: Value, other: Value| json!({ "anyOf": [one, other] });
    match schema {
        Schema::Text => text(),
        Schema::Number(least, most) => number(least, most),
        Schema::Flag => json!({ "type": "boolean" }),
        Schema::Date => {
            json!({ "type": "string", "format": "date", "pattern": r"^\s*[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}\s*$" })
        }
        Schema::Texts => either(json!({ "type": "string" }), list(text())),
        Schema::Numbers(least, most) => list(number(least, most)),
        Schema::Duration => json!({ "type": "string", "pattern": duration() }),
        Schema::Range => either(
            json!({ "type": "string", "pattern": r"^\s*\+?[0-9]+\s*(([-–]| to )\s*\+?[0-9]+\s*)?$" }),
            json!({ "type": "integer", "minimum": 0 }),
        ),
        Schema::OneOf(choices) => json!({ "enum": choices }),
        Schema::SomeOf(choices) => {
            either(json!({ "enum": choices }), list(json!({ "enum": choices })))
        }
        Schema::Blocks(keys) => list(object(&[keys])),
        Schema::TextsOrBlocks(keys) => list(either(text(), object(&[keys]))),
        Schema::Table(keys) => object(&[keys]),
        Schema::Names => json!({ "type": "object", "additionalProperties": text() }),
        Schema::NamedNumbers(least, most) => {
            json!({ "type": "object", "additionalProperties": number(least, most) })
        }
        Schema::Colour => {
            json!({ "type": "string", "pattern": "^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$" })
        }
        Schema::ColourOrTable(keys) => either(value(Schema::Colour), object(&[keys])),
        Schema::Letters => {
            let rules = value(Schema::Texts);
            let table = json!({
                "type": "object",
                "properties": { "rules": rules },
                "additionalProperties": text(),
            });
            either(text(), table)
        }
        Schema::Rows => list(row()),
        Schema::RowsOrBlocks(keys) => list(either(row(), object(&[keys]))),
    }
}

/// A text. Numbers and dates count as the text they are written as; dates are texts to a schema.
fn text() -> Value {
    json!({ "type": ["string", "integer"] })
}

fn number(least: i64, most: i64) -> Value {
    json!({ "type": "integer", "minimum": least, "maximum": most })
}

/// A row: texts, or a single one.
fn row() -> Value {
    json!({ "anyOf": [text(), { "type": "array", "items": text() }] })
}

/// What a time looks like: `25 min`, `1h30`, `20-30 min`, `half an hour`, in capitals or not.
fn duration() -> String {
    let word = |word: &str| -> String {
        let both = |letter: char| format!("[{}{letter}]", letter.to_ascii_uppercase());
        word.chars()
            .map(|letter| if letter == ' ' { " ".to_owned() } else { both(letter) })
            .collect()
    };
    let units = [
        "h", "hr", "hrs", "hour", "hours", "m", "min", "mins", "minute", "minutes", "d", "day",
        "days",
    ];
    let unit = units.map(word).join("|");
    let each = format!(r"[0-9]+\s*({unit})?[., ]*");
    let words = format!("{}|{}", word("half an hour"), word("an hour"));
    let time = format!(r"\s*(({each})+|{words})\s*");
    format!("^{time}([-–]{time})?$")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schema_says_of_a_key_what_the_table_says() {
        const KEYS: &[Key] = &[
            Key::needed("rows", Schema::Number(1, 5), "how many rows"),
            Key::new("turn", Schema::OneOf(&["a", "b"]), "how it lies"),
        ];
        let expected = json!({
            "type": "object",
            "properties": {
                "rows": { "type": "integer", "minimum": 1, "maximum": 5, "description": "how many rows" },
                "turn": { "enum": ["a", "b"], "description": "how it lies" },
            },
            "required": ["rows"],
            "additionalProperties": false,
        });
        assert_eq!(object(&[KEYS]), expected);
    }

    #[test]
    fn there_is_a_schema_for_every_kind() {
        let names: Vec<String> = schemas().into_iter().map(|schema| schema.name).collect();
        assert_eq!(names.len(), toml_kinds().count() + 4);
        for kind in toml_kinds() {
            assert!(names.iter().any(|name| name == kind), "{kind}");
        }
    }
}
