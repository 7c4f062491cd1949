//! The split: line id → amount, range, what is missing, or why it cannot be computed.

use serde_json::{Map, Value, json};

use crate::domain::money::scenario::{Amount, Scenario, Split};
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::flow::Line;
use crate::domain::terms::programme::Programme;
use crate::present::word;

/// The amounts of the leading scenarios.
pub fn split(catalogue: &Catalogue, p: &'static Programme, split: &Split) -> Value {
    let mut out = Map::new();
    for (i, line) in p.flow.iter().enumerate() {
        let mut one = labelled(line);
        match split.bounds(i) {
            Some((low, high)) if low == high => one.extend([("yen".to_owned(), json!(low.0))]),
            Some((low, high)) => {
                one.extend([("low".to_owned(), json!(low.0)), ("high".to_owned(), json!(high.0))]);
            }
            None => one.extend(open(catalogue, split, i)),
        }
        out.insert(line.id.to_owned(), Value::Object(one));
    }
    Value::Object(out)
}

/// Why line `index` has no amount.
fn open(catalogue: &Catalogue, split: &Split, index: usize) -> Vec<(String, Value)> {
    if let Some((low, high)) = split.before_adjustment(index).filter(|(low, high)| low != high) {
        let before = json!({ "low": low.0, "high": high.0 });
        return vec![("yen".to_owned(), Value::Null), ("before_adjustment".to_owned(), before)];
    }
    let mut amounts = split.leading.iter().filter_map(|s| s.amounts.get(index)).copied();
    amounts.find(|a| !matches!(a, Amount::Yen(_))).map_or_else(Vec::new, |a| amount(catalogue, a))
}

/// The amounts under each other reading.
pub fn readings(catalogue: &Catalogue, p: &'static Programme, split: &Split) -> Value {
    let reading = |s: &Scenario| {
        let mut lines = Map::new();
        for (line, a) in p.flow.iter().zip(&s.amounts) {
            let mut one = labelled(line);
            one.extend(amount(catalogue, *a));
            lines.insert(line.id.to_owned(), Value::Object(one));
        }
        json!({ "why": s.reading, "split": lines })
    };
    // A reading that comes to the same money is no other reading of it.
    let differs = |s: &&Scenario| split.leading.iter().all(|l| l.amounts != s.amounts);
    split.readings.iter().filter(differs).map(reading).collect()
}

fn labelled(line: &Line) -> Map<String, Value> {
    let to = line.bucket.map(word::bucket);
    [("label".to_owned(), json!(line.label)), ("to".to_owned(), json!(to))].into_iter().collect()
}

/// What a line came to. Before 財政力補正 there is no yen to reckon with: `yen` is null.
fn amount(catalogue: &Catalogue, a: Amount) -> Vec<(String, Value)> {
    let all = match a {
        Amount::Yen(y) => vec![("yen", json!(y.0))],
        Amount::BeforeAdjustment(y) => vec![("yen", Value::Null), ("before_adjustment", json!(y.0))],
        Amount::Missing(f) => vec![("missing", json!(catalogue.fact(f).map(|f| f.id)))],
        Amount::NotComputable(why) => vec![("not_computable", json!(word::why(why)))],
    };
    all.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}
