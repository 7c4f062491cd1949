//! Rates and ceilings in words. A share is written in the form its instrument is usually printed in.

use crate::domain::judge::rate::Selection;
use crate::domain::sort;
use crate::domain::terms::programme::{CeilingRow, Instrument, RateRow, RateValue};
use crate::domain::value::number::{Share, Yen};
use crate::text::number::show_yen;

/// A share: bonds and taxes in per cent, 措置率 as a decimal, subsidies as a fraction.
pub fn share(s: Share, instrument: Instrument) -> String {
    let exact = |scale: u32| (u64::from(s.num()) * u64::from(scale)).is_multiple_of(u64::from(s.den()));
    let scaled = |scale: u32| u64::from(s.num()) * u64::from(scale) / u64::from(s.den());
    match instrument {
        Instrument::BondShare | Instrument::BondRelief | Instrument::TaxRelief if exact(100) => {
            format!("{}%", scaled(100))
        }
        _ if s.den() == 100 => format!("{}%", s.num()),
        Instrument::SpecialTax if exact(10) && s.den() != 1 => format!("0.{}", scaled(10)).replace("0.10", "1.0"),
        _ => s.to_string(),
    }
}

/// Where the documents name no rate.
pub const NO_RATE: &str = "率は記載なし";

/// What stands where a rate is expected.
pub fn value(v: RateValue, instrument: Instrument) -> String {
    match v {
        RateValue::Share(s) => share(s, instrument),
        RateValue::OneOf(all) => {
            let each: Vec<String> = all.iter().map(|s| share(*s, instrument)).collect();
            each.join("または")
        }
        RateValue::Fixed => "定額".to_owned(),
        RateValue::NotStated => NO_RATE.to_owned(),
        RateValue::Full => "全額".to_owned(),
    }
}

/// A row: its value, and 財政力補正 where it is named.
pub fn rate_row(row: &RateRow, instrument: Instrument) -> String {
    let base = value(row.value, instrument);
    if row.adjusted { format!("{base}（財政力補正）") } else { base }
}

/// A selection in a few characters: 「2/3」, 「1/2〜3/4」, 「記載なし」, 「―」 where no row applies.
pub fn rate(selection: &Selection<RateRow>, instrument: Instrument) -> String {
    if let [only] = selection.outcomes.as_slice() {
        return only.leading.map_or_else(|| "該当する率なし".to_owned(), |r| rate_row(r, instrument));
    }
    if let Some((lo, hi)) = selection.bounds() {
        return range(&share(lo, instrument), &share(hi, instrument));
    }
    let mut each = sort::distinct(selection.leading().map(|row| rate_row(row, instrument)));
    if selection.outcomes.iter().any(|p| p.leading.is_none()) {
        each.push("率なし".to_owned());
    }
    each.join("か")
}

/// A ceiling selection: 「2,500万円」, 「2,500万円〜5,000万円」.
pub fn ceiling(selection: &Selection<CeilingRow>) -> String {
    limit(selection, "該当する上限なし")
}

/// A ceiling or, where `floor` says so, an amount that has to be reached.
pub fn bound(selection: &Selection<CeilingRow>, floor: bool) -> String {
    limit(selection, if floor { "該当する下限なし" } else { "該当する上限なし" })
}

fn limit(selection: &Selection<CeilingRow>, none: &str) -> String {
    if let [only] = selection.outcomes.as_slice() {
        return only.leading.map_or_else(|| none.to_owned(), amount);
    }
    if let Some((lo, hi)) = selection.bounds() {
        let of = |y: Yen| selection.leading().find(|r| r.yen == y).map_or_else(|| yen(y), amount);
        return range(&of(lo), &of(hi));
    }
    let (lo, hi) = (selection.leading().min_by_key(|r| r.yen), selection.leading().max_by_key(|r| r.yen));
    match (lo, hi) {
        (Some(lo), Some(hi)) => format!("{}（対象外の場合あり）", range(&amount(lo), &amount(hi))),
        _ => none.to_owned(),
    }
}

/// The amount of a row, with 「約」 where the documents print it.
pub fn amount(row: &CeilingRow) -> String {
    format!("{}{}", if row.about { "約" } else { "" }, yen(row.yen))
}

/// An exact amount in the mixed form people read aloud.
pub fn yen(y: Yen) -> String {
    show_yen(y.0)
}

fn range(lo: &str, hi: &str) -> String {
    if lo == hi { lo.to_owned() } else { format!("{lo}〜{hi}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_shares() {
        let s = |t| Share::parse(t).expect("a share");
        assert_eq!(share(s("2/3"), Instrument::National), "2/3");
        assert_eq!(share(s("10/10"), Instrument::National), "10/10");
        assert_eq!(share(s("0.5"), Instrument::SpecialTax), "0.5");
        assert_eq!(share(s("1/2"), Instrument::SpecialTax), "0.5");
        assert_eq!(share(s("2/3"), Instrument::SpecialTax), "2/3");
        assert_eq!(share(s("90%"), Instrument::BondShare), "90%");
        assert_eq!(share(s("48/100"), Instrument::TaxRelief), "48%");
    }
}
