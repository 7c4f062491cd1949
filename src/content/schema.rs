//! The tables of keys as JSON Schemas: an editor that knows TOML offers the keys and shows what they mean.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::key::{Form, Key, Table};
use super::raw;

/// The schemas: name of the schema, what files it is for, the table.
pub const ALL: [(&str, &[&str], &Table); 9] = [
    ("programme", &["programmes/*.toml"], raw::Programme::TABLE),
    ("example", &["examples/*.toml"], raw::Example::TABLE),
    ("sources", &["sources.toml"], raw::Sources::TABLE),
    ("facts", &["facts.toml"], raw::Facts::TABLE),
    ("glossary", &["glossary.toml"], raw::Glossary::TABLE),
    ("readings", &["readings.toml"], raw::Readings::TABLE),
    ("purposes", &["purposes.toml"], raw::Vocabulary::TABLE),
    ("areas", &["areas.toml"], raw::Areas::TABLE),
    ("columns", &["municipalities.toml"], raw::Columns::TABLE),
];

/// A table as a schema.
pub fn schema(table: &'static Table) -> Value {
    let mut defs = Map::new();
    let mut out = of_table(table, &mut defs);
    if let Some(whole) = out.as_object_mut() {
        whole.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
        whole.insert("title".to_owned(), json!(table.told));
        whole.insert("$defs".to_owned(), Value::Object(defs));
    }
    out
}

/// Which schema is for which files, as the TOML tool taplo and the editors that use it read it.
pub fn association() -> String {
    let mut out = String::from("# どのファイルにどのスキーマを使うか（taplo と、それを使うエディタのため）\n");
    for (name, files, _) in ALL {
        let files: Vec<String> = files.iter().map(|f| format!("\"{f}\"")).collect();
        out += "\n[[rule]]\n";
        let _ = write!(out, "include = [{}]\n[rule.schema]\npath = \"schema/{name}.schema.json\"\n", files.join(", "));
    }
    out
}

fn of_table(table: &'static Table, defs: &mut Map<String, Value>) -> Value {
    let properties: Map<String, Value> = table.keys.iter().map(|k| (k.name.to_owned(), of_key(k, defs))).collect();
    let needed: Vec<&str> = table.keys.iter().filter(|k| k.is_needed).map(|k| k.name).collect();
    json!({ "type": "object", "additionalProperties": false, "description": table.told,
            "properties": properties, "required": needed })
}

fn of_key(key: &Key, defs: &mut Map<String, Value>) -> Value {
    let mut out = of_form((key.form)(), key.choices, defs);
    if let Some(told) = out.as_object_mut() {
        let needed = if key.is_needed { "（必ず書く）" } else { "" };
        told.insert("description".to_owned(), json!(format!("{}{needed}。例: {}", key.told, key.example)));
    }
    out
}

fn of_form(form: Form, choices: &[&str], defs: &mut Map<String, Value>) -> Value {
    let text = if choices.is_empty() { json!({ "type": "string" }) } else { json!({ "enum": choices }) };
    match form {
        Form::Text => text,
        Form::Flag => json!({ "type": "boolean" }),
        // taplo has days as texts; other tools have none.
        Form::Day => json!({}),
        Form::Whole(least, most) => json!({ "type": "integer", "minimum": least, "maximum": most }),
        Form::Scalar => json!({ "anyOf": [{ "type": "string" }, { "type": "integer" }] }),
        Form::Words => json!({ "anyOf": [text, { "type": "array", "items": { "type": "string" } }] }),
        Form::Settled => json!({ "anyOf": [{ "type": "boolean" }, { "type": "string" }] }),
        Form::List(one) => json!({ "type": "array", "items": of_form(one(), choices, defs) }),
        Form::Named(one) => json!({ "type": "object", "additionalProperties": of_form(one(), &[], defs) }),
        Form::Table(table) => {
            let name = table.name;
            if !defs.contains_key(name) {
                // A condition holds conditions: its name is taken before its keys are looked at.
                defs.insert(name.to_owned(), Value::Null);
                let inner = of_table(table, defs);
                defs.insert(name.to_owned(), inner);
            }
            json!({ "$ref": format!("#/$defs/{name}") })
        }
    }
}
