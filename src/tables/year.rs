//! Of which year a table is, from the words of its source.

/// The Gregorian year of the first 令和 or 平成 year in `text`, also as `R3` or `H27`, else of the first 「2021年」.
pub fn year(text: &str) -> Option<i32> {
    era_year(text).or_else(|| {
        let at = text.find('年')?;
        let digits: String = text.get(..at)?.chars().rev().take_while(char::is_ascii_digit).collect();
        let n: i32 = digits.chars().rev().collect::<String>().parse().ok()?;
        (1900..2100).contains(&n).then_some(n)
    })
}

fn era_year(text: &str) -> Option<i32> {
    let all = [("令和", 2018), ("平成", 1988), ("R", 2018), ("H", 1988)];
    let found = all.into_iter().filter_map(|(era, zero)| Some((text.find(era)?, era, zero)));
    let (at, era, zero) = found.min_by_key(|f| f.0)?;
    let rest = text.get(at + era.len()..)?;
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let n = if rest.starts_with('元') { 1 } else { digits.parse().ok().filter(|n| (1..100).contains(n))? };
    Some(zero + n)
}

/// 「令和3年度」, 「令和4年4月1日現在」 out of a text.
pub fn dated(text: &str) -> Option<String> {
    let start = ["令和", "平成", "昭和"].iter().filter_map(|era| text.find(era)).min()?;
    let rest: String = text.get(start..)?.chars().take(20).collect();
    let mut out = String::new();
    for c in rest.chars() {
        let digit = c.is_ascii_digit() || c == '元';
        if !(digit || out.chars().count() < 2 || matches!(c, '年' | '月' | '日' | '度' | '現' | '在')) {
            break;
        }
        out.push(c);
    }
    (out.contains('年') && out.chars().any(|c| c.is_ascii_digit() || c == '元')).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::{dated, year};

    #[test]
    fn years_are_read_from_sources() {
        let years =
            ["指標」令和3年度", "令和4年4月1日現在", "国勢調査 令和2年 人口", "令和元年度", "平成30年", "令和の", ""];
        let expected = [Some(2021), Some(2022), Some(2020), Some(2019), Some(2018), None, None];
        assert_eq!(years.map(year), expected);
    }

    #[test]
    fn years_in_titles() {
        assert_eq!(dated("市町村の指標(平成27年度)"), Some("平成27年度".into()));
        assert_eq!(dated("一覧(総務省、令和4年4月1日現在、885団体)"), Some("令和4年4月1日現在".into()));
        assert_eq!(dated("令和元年度"), Some("令和元年度".into()));
        assert_eq!(dated("平成の大合併"), None);
    }
}
