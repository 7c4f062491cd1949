//! Names that municipalities had: which bodies of today they lead to, and the sentence that says so.

use crate::domain::terms::catalogue::{Catalogue, Municipality};
use crate::domain::terms::old_name::OldName;
use crate::text::fold::fold;

/// The bodies of today.
pub fn today(catalogue: &Catalogue, old: &OldName) -> Vec<&'static Municipality> {
    let municipalities: &'static [Municipality] = catalogue.municipalities.all();
    municipalities.iter().filter(|m| old.codes.contains(&m.code)).collect()
}

/// 「静岡県清水市は2003年4月1日に新設合併でなくなり、いまは静岡県静岡市です」. Not 「静岡市になりました」: what it became on
/// that day may have merged in its turn, and the table tells only the day and the body of today. With its prefecture: a
/// body of today may have the same name, and is still there.
pub fn told(catalogue: &Catalogue, old: &OldName) -> String {
    let names: Vec<String> = today(catalogue, old).iter().map(|m| m.full_name()).collect();
    let day = old.until;
    format!(
        "{}{}は{}年{}月{}日に{}でなくなり、いまは{}です",
        old.prefecture(),
        old.name(),
        day.year(),
        day.month(),
        day.day(),
        old.why(),
        names.join("と")
    )
}

/// The old names that were written so: 清水市, しみずし, 静岡県清水市, 新潟県古志郡山古志村. `wanted` is folded.
pub fn named(catalogue: &Catalogue, wanted: &str) -> Vec<&'static OldName> {
    let old_names: &'static [OldName] = catalogue.old_names.all();
    let with_prefecture = |old: &OldName| {
        let before = wanted.strip_suffix(old.keys.name()).filter(|b| !b.is_empty());
        let district = before.and_then(|b| b.strip_prefix(fold(old.prefecture()).as_str()));
        district.is_some_and(|d| d.is_empty() || old.keys.extra().split(' ').any(|part| part == d))
    };
    // Every one of them is the name of a municipality: what does not end so is none, and not looked for at every key.
    let is_written = wanted.ends_with(['市', '町', '村', '区']);
    // A reading is nothing but kana.
    let is_reading = || wanted.chars().all(|c| matches!(c, 'ぁ'..='ゖ' | 'ー'));
    if wanted.is_empty() || !is_written && !is_reading() {
        return Vec::new();
    }
    let is_so = |old: &OldName| wanted == old.keys.name() || with_prefecture(old);
    let is = |old: &&OldName| if is_written { is_so(old) } else { old.keys.is_read(wanted) };
    old_names.iter().filter(is).collect()
}
