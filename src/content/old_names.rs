//! `old_names.csv`: names that municipalities had, and what they are today.

use super::files::OLD_NAMES as FILE;
use super::lexicon::place_keys;
use super::municipality::{Fault, rows};
use super::problem::Problem;
use crate::domain::terms::catalogue::Municipality;
use crate::domain::terms::old_name::OldName;
use crate::domain::terms::packed::Packed;
use crate::domain::value::date::Date;

const HEADER: &str = "prefecture,district,name,yomi,until,why,codes";

/// Reads the table; every wrong row is reported, none is guessed.
///
/// A name that the body of today still has (a city that merged under its own name) is checked and left out: it leads
/// nowhere else.
pub fn parse(text: &str, table: &[Municipality]) -> (Vec<OldName>, Vec<Problem>) {
    let (mut rows, problems) = rows(FILE, HEADER, text, |cells| row(cells, table));
    let lives_on = |old: &OldName| {
        let same = |m: &Municipality| m.name == old.name() && m.prefecture == old.prefecture();
        table.iter().any(|m| same(m) && old.codes == [m.code])
    };
    rows.retain(|old| !lives_on(old));
    (rows, problems)
}

fn row(
    [prefecture, district, name, yomi, until, why, codes]: &[&str; 7],
    table: &[Municipality],
) -> Result<OldName, Fault> {
    if !table.iter().any(|m| m.prefecture == *prefecture) {
        return Err(("prefecture", format!("都道府県「{prefecture}」は municipalities.csv にありません")));
    }
    for (key, cell) in [("name", name), ("why", why)] {
        if cell.is_empty() {
            return Err((key, "空です".to_owned()));
        }
    }
    if yomi.is_empty() || !yomi.chars().all(|c| matches!(c, 'ぁ'..='ゖ' | 'ー')) {
        return Err(("yomi", format!("よみ「{yomi}」はひらがなだけで書いてください")));
    }
    let until =
        Date::parse(until).ok_or_else(|| ("until", format!("「{until}」は日付ではありません（2003-04-01 の形）")))?;
    let mut today = Vec::new();
    for code in codes.split_whitespace() {
        let listed = table.iter().find(|m| code.len() == 6 && code.parse() == Ok(m.code));
        let m = listed.ok_or_else(|| ("codes", format!("団体コード「{code}」は municipalities.csv にありません")))?;
        today.push(m.code);
    }
    if today.is_empty() {
        return Err(("codes", "いまの団体コードを書いてください".to_owned()));
    }
    Ok(OldName {
        written: Packed::new([*prefecture, *name, *why]),
        until,
        codes: Vec::leak(today),
        keys: place_keys(name, yomi, &format!("{prefecture} {district}")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::municipality;

    fn table() -> Vec<Municipality> {
        let text = "code,prefecture,name,yomi,index,kaso,population\n\
                    221007,静岡県,静岡市,しずおかし,0.89,一部,693389\n\
                    192015,山梨県,甲府市,こうふし,0.76,一部,189591\n\
                    194301,山梨県,富士河口湖町,ふじかわぐちこまち,0.80,非該当,26082\n";
        municipality::parse(text).0
    }

    #[test]
    fn reads_rows_and_leaves_out_names_that_live_on() {
        let text = format!(
            "{HEADER}\n静岡県,,清水市,しみずし,2003-04-01,新設合併,221007\n\
             静岡県,,静岡市,しずおかし,2003-04-01,新設合併,221007\n\
             山梨県,西八代郡,上九一色村,かみくいしきむら,2006-03-01,編入合併,192015 194301\n"
        );
        let (rows, problems) = parse(&text, &table());
        assert!(problems.is_empty(), "{problems:?}");
        let told: Vec<(&str, &[u32])> = rows.iter().map(|r| (r.name(), r.codes)).collect();
        assert_eq!(told, [("清水市", [221_007].as_slice()), ("上九一色村", [192_015, 194_301].as_slice())]);
    }

    #[test]
    fn names_what_is_wrong_with_line_and_key() {
        let cases = [
            ("静岡県,,清水市,しみずし,2003-04-01,新設合併,221015", "codes", "municipalities.csv にありません"),
            ("静岡県,,清水市,しみずし,2003-04-01,新設合併,", "codes", "いまの団体コード"),
            ("静岡県,,清水市,しみずし,2003-04-31,新設合併,221007", "until", "日付ではありません"),
            ("静岡県,,清水市,シミズシ,2003-04-01,新設合併,221007", "yomi", "ひらがな"),
            ("静岡県,,,しみずし,2003-04-01,新設合併,221007", "name", "空です"),
            ("駿河国,,清水市,しみずし,2003-04-01,新設合併,221007", "prefecture", "駿河国"),
            ("静岡県,,\u{1b}[2J,しみずし,2003-04-01,新設合併,221007", "", "制御文字"),
            ("静岡県,,清水市", "", "列は7つ"),
        ];
        for (row, key, message) in cases {
            let (rows, problems) = parse(&format!("{HEADER}\n{row}\n"), &table());
            assert!(rows.is_empty(), "{row}");
            let told = problems.first().is_some_and(|p| p.line == 2 && p.key == key && p.message.contains(message));
            assert!(told, "{row}: {problems:?}");
        }
        let (_, problems) = parse("名前,よみ\n", &table());
        assert!(problems.first().is_some_and(|p| p.line == 1 && p.message.contains(HEADER)));
    }
}
