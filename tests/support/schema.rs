//! The schemas of `assets/`.

use jsonschema::Validator;
use serde_json::Value;

/// A form's schema as it is given away, and one that takes no key that it does not describe.
pub fn both(form: &str) -> [Validator; 2] {
    let text = std::fs::read_to_string(format!("assets/{form}.schema.json")).expect("the schema");
    let mut schema: Value = serde_json::from_str(&text).expect("JSON");
    let open = jsonschema::validator_for(&schema).expect("a schema");
    close(&mut schema);
    [open, jsonschema::validator_for(&schema).expect("a schema")]
}

fn close(v: &mut Value) {
    if let Some(map) = v.as_object_mut() {
        if map.contains_key("properties") {
            map.insert("additionalProperties".into(), false.into());
        }
        map.values_mut().for_each(close);
    } else if let Some(all) = v.as_array_mut() {
        all.iter_mut().for_each(close);
    }
}

/// Asserts that a result has the form, with no key beyond it, and that the schema would see a key go.
pub fn fits(form: &str, value: &Value) {
    let [open, strict] = both(form);
    let faults: Vec<String> =
        strict.iter_errors(value).take(5).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(faults.is_empty(), "{form}:\n{}", faults.join("\n"));
    let mut less = value.clone();
    less.as_object_mut().expect("an object").remove("as_of");
    assert!(!open.is_valid(&less), "{form}: a missing key is not seen");
}
