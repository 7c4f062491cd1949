//! Where in a file the key of a problem stands that was found in what the file says, not in its text.

use toml::de::{DeTable, DeValue};

use super::files::Files;
use super::from_toml::Value;
use super::problem::{Problem, position};

/// Gives the problems without a line the line that their key stands on.
pub fn locate(problems: &mut [Problem], files: &Files) {
    for problem in problems.iter_mut().filter(|p| p.line == 0 && !p.key.is_empty() && !p.file.contains(".csv")) {
        let Some(text) = files.texts.get(&problem.file) else { continue };
        (problem.line, problem.column) = find(text, &problem.key).map_or((1, 0), |at| position(text, at));
    }
}

/// The byte at which the thing of this path (`rate[原則].share`, `quote.half`) begins; else the nearest above it.
fn find(text: &str, path: &str) -> Option<usize> {
    // What stands behind a slip of TOML is found all the same.
    let (root, _) = DeTable::parse_recoverable(text);
    let mut table = root.get_ref();
    let mut at = None;
    let all = parts(path);
    for (i, part) in all.iter().copied().enumerate() {
        let (name, which) = part.split_once('[').map_or((part, None), |(n, w)| (n, Some(w.trim_end_matches(']'))));
        let found = table.get_key_value(name).map(|(k, v)| (k.span().start, v));
        // A group of rows, or a question, goes by its own name alone.
        let Some((key, value)) = found.or_else(|| if i == 0 { named(table, part) } else { None }) else { break };
        let value = match (value.get_ref(), which) {
            (DeValue::Array(rows), Some(which)) => {
                // `rate[kokuhi].原則`: the row of this label in the group.
                let row =
                    all.get(i + 1).and_then(|label| rows.iter().find(|v| is_called(v, which) && is_called(v, label)));
                row.or_else(|| rows.iter().find(|v| is_called(v, which))).unwrap_or(value)
            }
            _ => value,
        };
        at = Some(match value.get_ref() {
            DeValue::Table(_) => value.span().start,
            DeValue::Array(rows) => match rows.first() {
                Some(row) if matches!(row.get_ref(), DeValue::Table(_)) => row.span().start,
                _ => key,
            },
            _ => key,
        });
        match value.get_ref() {
            DeValue::Table(inner) => table = inner,
            _ => break,
        }
    }
    at
}

/// `a[b.c].d` → `a[b.c]`, `d`.
fn parts(path: &str) -> Vec<&str> {
    let mut depth = 0usize;
    let dot = |c: char| {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == '.' && depth == 0
    };
    path.split(dot).collect()
}

/// The first table of a list that has this id or group.
fn named<'a, 'i>(table: &'a DeTable<'i>, name: &str) -> Option<(usize, &'a Value<'i>)> {
    let lists = table.iter().filter_map(|(_, v)| v.get_ref().as_array());
    lists.flat_map(|all| all.iter()).find(|v| is_called(v, name)).map(|v| (v.span().start, v))
}

fn is_called(value: &Value<'_>, name: &str) -> bool {
    let Some(table) = value.get_ref().as_table() else { return false };
    ["id", "label", "group", "name"].iter().any(|k| table.get(*k).and_then(|v| v.get_ref().as_str()) == Some(name))
}
