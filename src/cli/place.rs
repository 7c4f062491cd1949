//! The municipality that somebody named: exactly one, or a sentence with the candidates. Never a guess.

use super::outcome::Failure;
use super::output;
use super::suggest::meant;
use crate::domain::terms::catalogue::{Catalogue, Municipality};

use crate::session::former;
use crate::text::fold::fold;
use crate::text::search::{Query, rank};

/// Candidates that are listed at most.
const MOST: usize = 10;

/// Finds by name, prefecture and name, reading, or 団体コード (with or without its check digit); where nobody has the
/// name today, by a name that only one of today's had, which is then told on standard error.
///
/// # Errors
/// `Failure::Input` when no or more than one municipality has this name.
pub fn find(catalogue: &Catalogue, typed: &str) -> Result<&'static Municipality, Failure> {
    let wanted = fold(typed).replace(' ', "");
    let exact: Vec<&'static Municipality> = catalogue.municipalities.iter().filter(|m| named(m, &wanted)).collect();
    match exact.as_slice() {
        [only] => Ok(only),
        [] => former_name(catalogue, typed, &wanted),
        many => Err(Failure::Input(format!(
            "「{}」は{}つあります。どれか1つを書いてください: {}",
            output::shown(typed),
            many.len(),
            labels(many)
        ))),
    }
}

/// The one of this name, as [`find`] finds it, but without reading the table where it is clear: the first frame waits
/// for this row and needs no other.
pub fn first(catalogue: &Catalogue, typed: &str) -> Option<&'static Municipality> {
    let wanted = fold(typed).replace(' ', "");
    let mut exact = Vec::new();
    catalogue.municipalities.each(|m| {
        if named(&m, &wanted) {
            exact.push(m);
        }
    });
    match exact.leak() {
        [only] => Some(only),
        _ => find(catalogue, typed).ok(),
    }
}

/// Today's municipality that had this name.
fn former_name(catalogue: &Catalogue, typed: &str, wanted: &str) -> Result<&'static Municipality, Failure> {
    let old = former::named(catalogue, wanted);
    let mut towns: Vec<&'static Municipality> = Vec::new();
    for m in old.iter().flat_map(|o| former::today(catalogue, o)) {
        if !towns.iter().any(|known| known.code == m.code) {
            towns.push(m);
        }
    }
    let told: Vec<String> = old.iter().take(MOST).map(|o| former::told(catalogue, o)).collect();
    match towns.as_slice() {
        [] => Err(Failure::Input(unknown(catalogue, typed))),
        [only] => {
            output::stderr(&told.join("\n"));
            Ok(only)
        }
        many => Err(Failure::Input(format!(
            "{}\n「{}」だった自治体は{}つあります。どれか1つを書いてください: {}",
            told.join("\n"),
            output::shown(typed),
            many.len(),
            labels(many)
        ))),
    }
}

/// The prefecture that somebody named: 「島根県」, 「島根」, 「しまね」.
///
/// # Errors
/// `Failure::Input` when there is none of this name.
pub fn prefecture(catalogue: &Catalogue, typed: &str) -> Result<&'static str, Failure> {
    let wanted = fold(typed).replace(' ', "");
    let is = |name: &str, ending: &[&str]| {
        wanted == name || ending.iter().any(|e| name.strip_suffix(e) == Some(wanted.as_str()))
    };
    let mut all = catalogue.municipalities.iter().filter(|m| m.is_prefecture());
    let names = || catalogue.municipalities.iter().filter(|m| m.is_prefecture()).map(|m| m.prefecture);
    all.find(|m| is(m.keys.name(), &["都", "府", "県"]) || is(m.keys.yomi(), &["と", "ふ", "けん"]))
        .map(|m| m.prefecture)
        .ok_or_else(|| {
            let near = meant(typed, &names().collect::<Vec<_>>());
            Failure::Input(format!("都道府県「{}」はありません{near}", output::shown(typed)))
        })
}

fn named(m: &Municipality, wanted: &str) -> bool {
    wanted == m.keys.name() || wanted == m.keys.yomi() || coded(m, wanted) || with_prefecture(m, wanted)
}

/// The 団体コード, with its check digit or without.
fn coded(m: &Municipality, wanted: &str) -> bool {
    let code = match wanted.len() {
        6 => m.code,
        5 => m.code / 10,
        _ => return false,
    };
    wanted.bytes().all(|b| b.is_ascii_digit()) && wanted.parse() == Ok(code)
}

/// 「島根県海士町」, and 「島根県隠岐郡海士町」: addresses carry the 郡, the table does not.
fn with_prefecture(m: &Municipality, wanted: &str) -> bool {
    // The name first: folding 1,741 prefectures would take longer than the first frame.
    let Some(before) = wanted.strip_suffix(m.keys.name()).filter(|b| !b.is_empty()) else { return false };
    before.strip_prefix(&fold(m.prefecture)).is_some_and(|district| district.is_empty() || district.ends_with('郡'))
}

fn unknown(catalogue: &Catalogue, typed: &str) -> String {
    let found = search(catalogue, typed);
    let what = format!("「{}」という自治体は表にありません", output::shown(typed));
    if found.is_empty() || typed.trim().is_empty() {
        return format!("{what}。chiiki-navi municipalities で調べられます");
    }
    format!("{what}。もしかして: {}", labels(&found))
}

/// Municipalities that match what was typed, best first.
pub fn search(catalogue: &Catalogue, typed: &str) -> Vec<&'static Municipality> {
    let rows = catalogue.municipalities;
    let keys = rows.iter().map(|m| m.keys.into());
    rank(&Query::new(typed), keys).into_iter().filter_map(|(i, _)| rows.get(i)).collect()
}

fn labels(all: &[&'static Municipality]) -> String {
    let mut each: Vec<String> = all.iter().take(MOST).map(|m| m.full_name()).collect();
    if all.len() > MOST {
        each.push(format!("ほか{}", all.len() - MOST));
    }
    each.join("、")
}
