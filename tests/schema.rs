//! `assets/programme.schema.json`, for editors, says what the loader says.
//!
//! The loader refuses an unknown key and lists the keys it knows; the schema must list the same, table by table.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

#[path = "support/schema.rs"]
mod forms;

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use chiiki_navi::content::key::Table;
use chiiki_navi::content::raw;
use serde_json::Value;

fn schema() -> Value {
    serde_json::from_str(&fs::read_to_string("assets/programme.schema.json").expect("the schema")).expect("JSON")
}

fn keys(table: &Value) -> BTreeSet<String> {
    table["properties"].as_object().expect("properties").keys().cloned().collect()
}

/// The keys that the loader knows.
fn known(table: &Table) -> BTreeSet<String> {
    table.keys.iter().map(|k| k.name.to_owned()).collect()
}

#[test]
fn the_schema_knows_the_keys_of_the_loader() {
    let schema = schema();
    let defs = &schema["$defs"];
    assert_eq!(keys(&schema), known(raw::Programme::TABLE));
    for (name, loader) in [
        ("condition", known(raw::Condition::TABLE)),
        ("period", known(raw::Period::TABLE)),
        ("term", known(raw::Term::TABLE)),
        ("requirement", known(raw::Requirement::TABLE)),
        ("rate", known(raw::Rate::TABLE)),
        ("rate_other", known(raw::RateOther::TABLE)),
        ("ceiling", known(raw::Ceiling::TABLE)),
        ("ceiling_other", known(raw::CeilingOther::TABLE)),
        ("flow", known(raw::Flow::TABLE)),
        ("budget", known(raw::Budget::TABLE)),
        ("line", known(raw::Line::TABLE)),
        ("fit", known(raw::Fit::TABLE)),
        ("window", known(raw::Window::TABLE)),
        ("link", known(raw::Link::TABLE)),
        ("check", known(raw::Check::TABLE)),
        ("quote", known(raw::Quote::TABLE)),
    ] {
        assert_eq!(keys(&defs[name]), loader, "{name}");
    }
}

/// A small reader of the subset of JSON Schema that the file uses: types, enums, references, required keys.
fn fits(root: &Value, schema: &Value, value: &toml::Value, at: &str, faults: &mut Vec<String>) {
    if let Some(name) = schema["$ref"].as_str() {
        let def = name.rsplit('/').next().expect("a name");
        return fits(root, &root["$defs"][def], value, at, faults);
    }
    if let Some(any) = schema["anyOf"].as_array() {
        let one = any.iter().any(|s| {
            let mut quiet = Vec::new();
            fits(root, s, value, at, &mut quiet);
            quiet.is_empty()
        });
        if !one {
            faults.push(format!("{at}: fits none of the forms"));
        }
        return;
    }
    if let Some(all) = schema["enum"].as_array()
        && !all.iter().any(|v| v.as_str() == value.as_str())
    {
        faults.push(format!("{at}: {value:?} is not one of {all:?}"));
    }
    let kind = match value {
        toml::Value::String(_) => "string",
        toml::Value::Integer(_) => "integer",
        toml::Value::Boolean(_) => "boolean",
        toml::Value::Array(_) => "array",
        toml::Value::Table(_) => "object",
        _ => "",
    };
    if schema["type"].as_str().is_some_and(|t| t != kind) {
        faults.push(format!("{at}: {kind} where {} is expected", schema["type"]));
    }
    if let Some(items) = value.as_array() {
        items.iter().enumerate().for_each(|(i, v)| fits(root, &schema["items"], v, &format!("{at}[{i}]"), faults));
    }
    let Some(table) = value.as_table() else { return };
    for required in schema["required"].as_array().into_iter().flatten() {
        let key = required.as_str().expect("a key");
        if !table.contains_key(key) {
            faults.push(format!("{at}: {key} is missing"));
        }
    }
    for (key, v) in table {
        let inner = match &schema["properties"][key] {
            Value::Null => &schema["additionalProperties"],
            known => known,
        };
        if inner == &Value::Bool(false) {
            faults.push(format!("{at}.{key}: unknown"));
        } else {
            fits(root, inner, v, &format!("{at}.{key}"), faults);
        }
    }
}

#[test]
fn every_programme_fits_the_schema() {
    let schema = schema();
    let mut faults = Vec::new();
    let mut files = 0;
    for entry in fs::read_dir("content/programmes").expect("content").flatten() {
        let text = fs::read_to_string(entry.path()).expect("a file");
        let value: toml::Value = toml::from_str(&text).expect("TOML");
        fits(&schema, &schema, &value, &entry.file_name().to_string_lossy(), &mut faults);
        files += 1;
    }
    assert!(files > 120);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let broken: toml::Value = toml::from_str("id = 1\nzzz = 2").expect("TOML");
    fits(&schema, &schema, &broken, "broken", &mut faults);
    assert!(faults.len() > 3, "the reader finds faults: {faults:?}");
}

/// `assess --json` with a plan fits `assets/assess.schema.json`.
#[test]
fn results_of_a_plan_fit_their_schema() {
    for args in [
        &["--purpose", "起業", "--cost", "設備=2,000万円"] as &[&str],
        &["--actor", "市町村", "--programme", "kasosai"],
    ] {
        forms::fits("assess", &run(&[&["assess", "海士町", "--json", "--as-of", "2024-10-01"], args].concat()));
    }
}

/// `matrix --project --json` fits `assets/plan-matrix.schema.json`.
#[test]
fn a_plan_over_towns_fits_its_schema() {
    let plan = concat!(env!("CARGO_TARGET_TMPDIR"), "/schema-plan.toml");
    fs::write(plan, "purposes = [\"起業\"]\n[[cost]]\nkind = \"設備\"\nyen = \"2,000万円\"\n").expect("written");
    for args in [&["--prefecture", "島根県"] as &[&str], &["横浜市", "--programme", "kasosai,local10000-tandoku"]]
    {
        let result = run(&[&["matrix", "--project", plan, "--json", "--as-of", "2024-10-01"], args].concat());
        forms::fits("plan-matrix", &result);
    }
}

/// The JSON that the program writes.
fn run(args: &[&str]) -> Value {
    let run = Command::new(env!("CARGO_BIN_EXE_chiiki-navi"))
        .args(args)
        .env("XDG_DATA_HOME", env!("CARGO_TARGET_TMPDIR"))
        .output()
        .expect("runs");
    assert!(run.status.success(), "{args:?}: {}", String::from_utf8_lossy(&run.stderr));
    serde_json::from_slice(&run.stdout).expect("JSON")
}

/// `consult --json` as the program writes it fits `assets/consult.schema.json`, whatever was asked.
#[test]
fn consultations_fit_their_schema() {
    for args in [
        &["海士町で空き家を3軒直してお試し移住の家に。1,800万円"] as &[&str],
        &["空き家を3軒直したい"],
        &["水道管を取り替えたい。5,000万円"],
        &["海士町と飯南町で空き家を直したい。1800"],
        &["地元の会社が宿を始める。設備に2,000万円、銀行の融資1,500万円、町が500万円を補助する", "-m", "海士町"],
        &["地域おこし協力隊を3人呼びたい。人件費1,200万円", "-m", "飯南町"],
        &["空き家を3軒直したい。1,800万円", "-m", "海士町", "-m", "松江市"],
        &["！？★"],
    ] {
        forms::fits("consult", &run(&[&["consult", "--json", "--as-of", "2024-10-01"], args].concat()));
    }
}
