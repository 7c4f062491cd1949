//! Of which year a table is, from the words of its source.

/// The Gregorian year of the first 令和 or 平成 year in `text`.
pub fn year(text: &str) -> Option<i32> {
    let all = [("令和", 2018), ("平成", 1988)];
    let found = all.into_iter().filter_map(|(era, zero)| Some((text.find(era)?, era, zero)));
    let (at, era, zero) = found.min_by_key(|f| f.0)?;
    let rest = text.get(at + era.len()..)?;
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let n = if rest.starts_with('元') { 1 } else { digits.parse().ok().filter(|n| (1..100).contains(n))? };
    Some(zero + n)
}

#[cfg(test)]
mod tests {
    use super::year;

    #[test]
    fn years_are_read_from_sources() {
        let years =
            ["指標」令和3年度", "令和4年4月1日現在", "国勢調査 令和2年 人口", "令和元年度", "平成30年", "令和の", ""];
        let expected = [Some(2021), Some(2022), Some(2020), Some(2019), Some(2018), None, None];
        assert_eq!(years.map(year), expected);
    }
}
