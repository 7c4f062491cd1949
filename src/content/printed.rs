//! How documents print a figure: every form of a share, an amount, a number or a day, and whether a text has one.
//!
//! A figure that stands in none of its own quotes is a slip of the pen, or cited to the wrong line.

use unicode_normalization::UnicodeNormalization;

use crate::domain::value::date::Date;
use crate::domain::value::number::{Decimal, Share, Yen};

/// A text as figures are looked for in it.
#[derive(Clone, Debug)]
pub struct Printed(Vec<char>);

impl Printed {
    /// Full-width forms, thousands commas and broken lines do not matter.
    pub fn new(text: &str) -> Self {
        let marks = text.chars().map(|c| if ('\u{2460}'..='\u{24ff}').contains(&c) { '・' } else { c });
        let all: Vec<char> = marks
            .nfkc()
            .filter(|c| *c != ',')
            .map(|c| match c {
                '\u{2044}' | '\u{2215}' => '/',
                c => c,
            })
            .collect();
        // A space counts only where it keeps two numbers apart.
        let digit = |c: Option<&char>| c.is_some_and(char::is_ascii_digit);
        let mut out: Vec<char> = Vec::with_capacity(all.len());
        for (i, c) in all.iter().enumerate() {
            if !c.is_whitespace() {
                out.push(*c);
            } else if digit(out.last()) && digit(all.iter().skip(i).find(|c| !c.is_whitespace())) {
                out.push(' ');
            }
        }
        Self(out)
    }

    /// Whether one of `forms` stands here as a number of its own, not inside a longer one.
    pub fn has(&self, forms: &[String]) -> bool {
        forms.iter().any(|form| self.stands(form))
    }

    fn stands(&self, form: &str) -> bool {
        let form: Vec<char> = form.chars().collect();
        let Some((first, last)) = form.first().copied().zip(form.last().copied()) else { return false };
        self.0.windows(form.len()).enumerate().filter(|(_, w)| *w == form).any(|(at, _)| {
            let before = at.checked_sub(1).and_then(|i| self.0.get(i)).copied();
            let mut after = self.0.iter().skip(at + form.len()).copied();
            let (next, then) = (after.next(), after.next());
            let open = !first.is_ascii_digit() || before.is_none_or(|c| !(c.is_ascii_digit() || ".／/".contains(c)));
            let digits = next.is_some_and(|c| c.is_ascii_digit() || c == '%' || "割万億千百".contains(c))
                || next.is_some_and(|c| "./".contains(c)) && then.is_some_and(|c| c.is_ascii_digit());
            open && !(last.is_ascii_digit() && digits)
        })
    }

    /// The figures that stand here, in order.
    pub fn figures(&self) -> Vec<Figure> {
        let mut out = Vec::new();
        let mut rest = self.0.as_slice();
        while let Some((c, tail)) = rest.split_first() {
            if !c.is_ascii_digit() {
                rest = tail;
                continue;
            }
            let (figure, after) = figure(rest);
            out.extend(figure);
            rest = after;
        }
        out
    }
}

/// A figure in a text of ours.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Figure {
    /// 1/2, 50%, 5割
    Share(Share),
    /// 2,000万円
    Yen(Yen),
    /// 0.25, 3 (人)
    Number(Decimal),
}

impl Figure {
    /// How documents print it.
    pub fn forms(self) -> Vec<String> {
        match self {
            Self::Share(s) => share(s),
            Self::Yen(y) => yen(y),
            Self::Number(n) => number(n),
        }
    }
}

impl Figure {
    /// As an amount.
    pub fn yen(self) -> Option<Yen> {
        if let Self::Yen(y) = self { Some(y) } else { None }
    }
}

/// The figure at the start of `text`, and what follows it.
fn figure(text: &[char]) -> (Option<Figure>, &[char]) {
    let (n, mut rest) = digits(text);
    if let Some(('/', tail)) = rest.split_first().map(|(c, t)| (*c, t))
        && tail.first().is_some_and(char::is_ascii_digit)
    {
        let (d, rest) = digits(tail);
        return (Share::parse(&format!("{n}/{d}")).map(Figure::Share), rest);
    }
    if let Some(tail) = rest.strip_prefix(&['%']) {
        return (percent(&n, 2).map(Figure::Share), tail);
    }
    if let Some(tail) = rest.strip_prefix(&['割']) {
        return (percent(&n, 1).map(Figure::Share), tail);
    }
    let (mut sum, mut part, mut units) = (0_i128, n.clone(), false);
    loop {
        let (unit, tail) = unit(rest);
        sum += scaled(&part, unit);
        units |= unit > 1;
        rest = tail;
        if unit == 1 || !rest.first().is_some_and(char::is_ascii_digit) {
            break;
        }
        (part, rest) = digits(rest);
    }
    if let Some(tail) = rest.strip_prefix(&['円']) {
        return (u64::try_from(sum).ok().map(|y| Figure::Yen(Yen(y))), tail);
    }
    let whole = i64::try_from(sum).ok().filter(|_| units).map(Decimal::whole);
    (whole.or_else(|| Decimal::parse(&n)).map(Figure::Number), rest)
}

fn digits(text: &[char]) -> (String, &[char]) {
    let dot = |i: usize| text.get(i) == Some(&'.') && text.get(i + 1).is_some_and(char::is_ascii_digit);
    let end = (0..text.len()).find(|i| !(text.get(*i).is_some_and(char::is_ascii_digit) || dot(*i)));
    let (n, rest) = text.split_at(end.unwrap_or(text.len()));
    (n.iter().collect(), rest)
}

fn unit(text: &[char]) -> (i128, &[char]) {
    const UNITS: [(&str, i128); 5] =
        [("億", 100_000_000), ("百万", 1_000_000), ("千万", 10_000_000), ("万", 10_000), ("千", 1_000)];
    let found = UNITS.iter().find_map(|(word, n)| {
        let word: Vec<char> = word.chars().collect();
        text.strip_prefix(word.as_slice()).map(|rest| (*n, rest))
    });
    found.unwrap_or((1, text))
}

/// `n × unit`, as far as it is whole.
fn scaled(n: &str, unit: i128) -> i128 {
    let Some(n) = Decimal::parse(n) else { return 0 };
    i128::from(n.mantissa) * unit / 10_i128.pow(u32::from(n.places))
}

/// `n` in parts of 10 to the power `places`.
fn percent(n: &str, places: u8) -> Option<Share> {
    let n = Decimal::parse(n)?;
    Share::new(u32::try_from(n.mantissa).ok()?, 10_u32.checked_pow(u32::from(n.places + places))?)
}

/// `n / 10^places` without trailing zeros, and with one more of them where it has a point.
fn decimals(mut n: u128, mut places: u32) -> Vec<String> {
    while places > 0 && n.is_multiple_of(10) {
        (n, places) = (n / 10, places - 1);
    }
    let ten = 10_u128.pow(places);
    let (whole, part) = (n / ten, n % ten);
    if places == 0 {
        return vec![whole.to_string(), format!("{whole}.0")];
    }
    let text = format!("{whole}.{part:0width$}", width = places as usize);
    vec![format!("{text}0"), text]
}

/// `numerator / denominator` as a decimal of at most 6 places, where it is one.
fn quotient(numerator: u128, denominator: u128) -> Option<(u128, u32)> {
    (0..=6).find_map(|places| {
        let n = numerator * 10_u128.pow(places);
        n.is_multiple_of(denominator).then_some((n / denominator, places))
    })
}

const KANJI: [&str; 11] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/// Every printed form of a share: 1/2, 2分の1, 二分の一, 50%, 0.5, 5割.
pub fn share(s: Share) -> Vec<String> {
    let (n, d) = (u128::from(s.num()), u128::from(s.den()));
    let mut out = Vec::new();
    for den in (1..=20).chain([100, 1000, d]) {
        if (n * den).is_multiple_of(d) {
            let num = n * den / d;
            if den > 1 {
                out.extend([format!("{num}/{den}"), format!("{den}分の{num}")]);
            }
            let kanji = |n: u128| usize::try_from(n).ok().and_then(|n| KANJI.get(n));
            if let (Some(num), Some(den), true) = (kanji(num), kanji(den), den > 1) {
                out.push(format!("{den}分の{num}"));
            }
        }
    }
    if let Some((n, places)) = quotient(n * 100, d) {
        let all = decimals(n, places);
        out.extend(all.iter().flat_map(|p| [format!("{p}%"), format!("{p}パーセント")]));
    }
    if let Some((n, places)) = quotient(n * 10, d) {
        out.extend(decimals(n, places).iter().map(|p| format!("{p}割")));
    }
    if let Some((n, places)) = quotient(n, d).filter(|(_, places)| *places > 0) {
        out.extend(decimals(n, places));
    }
    if n == d {
        out.extend(["全額", "全部", "1.0"].map(str::to_owned));
    }
    if n * 2 == d {
        out.extend(["半額", "半分"].map(str::to_owned));
    }
    out
}

/// Every printed form of an amount: 2,000万円, 20百万円, 20,000千円, 0.2億円, 20,000,000.
pub fn yen(y: Yen) -> Vec<String> {
    let y = u128::from(y.0);
    let mut out = vec![format!("{y}円"), y.to_string()];
    for (unit, word) in [(1_000, "千"), (10_000, "万"), (1_000_000, "百万"), (10_000_000, "千万"), (100_000_000, "億")]
    {
        if let Some((n, places)) = quotient(y, unit) {
            out.extend(decimals(n, places).iter().map(|n| format!("{n}{word}")));
        }
    }
    let (oku, man) = (y / 100_000_000, y % 100_000_000 / 10_000);
    if oku > 0 && man > 0 && y.is_multiple_of(10_000) {
        out.push(format!("{oku}億{man}万"));
    }
    out
}

/// Every printed form of a number: 0.25, 1.50, 8000, 2万; a first year alone is 当該年度分のみ.
pub fn number(n: Decimal) -> Vec<String> {
    let size = u128::from(n.mantissa.unsigned_abs());
    let mut out = decimals(size, u32::from(n.places));
    if n.places == 0 {
        for (unit, word) in [(1_000, "千"), (10_000, "万")] {
            if size >= unit
                && let Some((n, places)) = quotient(size, unit)
            {
                out.extend(decimals(n, places).iter().map(|n| format!("{n}{word}")));
            }
        }
        if let Some(kanji) = usize::try_from(size).ok().and_then(|n| KANJI.get(n)) {
            out.push((*kanji).to_owned());
        }
        if size == 1 {
            out.push("当該年度分のみ".to_owned());
        }
    }
    out
}

/// Every printed form of a duration in months: 36か月, 3年.
pub fn months(n: Decimal) -> Vec<String> {
    let mut out = number(n);
    if n.places == 0 && n.mantissa % 12 == 0 {
        out.push(format!("{}年", n.mantissa / 12));
    }
    out
}

/// Every printed form of a duration in minutes: 15時間30分, 15時間, 930分.
pub fn minutes(n: Decimal) -> Vec<String> {
    let (h, m) = (n.mantissa / 60, n.mantissa % 60);
    let mut out = vec![format!("{}分", n.mantissa), format!("{h}時間{m}分")];
    if m == 0 {
        out.push(format!("{h}時間"));
    }
    out
}

/// Every printed form of a day: 令和6年4月1日, R6.4.1, 令和6年4月, 令和6年度.
pub fn day(d: Date) -> Vec<String> {
    let (y, m, day) = (d.year(), d.month(), d.day());
    let eras = [("令和", "R", 2018), ("平成", "H", 1988), ("昭和", "S", 1925), ("", "", 0)];
    let mut out = Vec::new();
    for (era, letter, zero) in eras.into_iter().filter(|e| y > e.2) {
        let (n, fiscal) = (y - zero, d.fiscal_year() - zero);
        for n in [n.to_string()].into_iter().chain((n == 1).then(|| "元".to_owned())) {
            out.push(format!("{era}{n}年{m}月{day}日"));
            out.push(format!("{era}{n}年{m}月"));
        }
        out.push(format!("{letter}{n}.{m}.{day}"));
        out.push(format!("{letter}{n}.{m}"));
        out.push(format!("{letter}{n}年{m}月"));
        out.extend([format!("{era}{fiscal}年度"), format!("{letter}{fiscal}年度"), format!("{letter}{fiscal}")]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn s(t: &str) -> Share {
        Share::parse(t).expect("a share")
    }

    #[test]
    fn shares_are_found_in_every_form() {
        let half = share(s("1/2"));
        for text in
            ["1/2以内", "２分の１", "二分の一", "50％", "措置率０．５", "½市町村助成", "5割", "（1 / 2）", "5/10"]
        {
            assert!(Printed::new(text).has(&half), "{text}");
        }
        for text in ["11/2", "1/20", "1/2.5", "0.55", "150%", "2/1/2", "10.5", "15割", ""] {
            assert!(!Printed::new(text).has(&half), "{text}");
        }
        assert!(!Printed::new("①/2").has(&half), "a mark is no number");
        assert!(Printed::new("12.5%").has(&share(s("1/8"))) && Printed::new("全額").has(&share(s("10/10"))));
    }

    #[test]
    fn amounts_are_found_in_every_form() {
        let forms = yen(Yen(50_000_000));
        for text in ["5,000万円", "５０００万円", "50百万円", "0.5億円", "50,000千円", "5千万円", "50,000,000"]
        {
            assert!(Printed::new(text).has(&forms), "{text}");
        }
        for text in ["15,000万円", "5,000円", "5,000", "50万円"] {
            assert!(!Printed::new(text).has(&forms), "{text}");
        }
    }

    #[test]
    fn figures_of_a_sentence() {
        let all = Printed::new("国費は運営費の1/4（財政力0.25未満は50%）。上限2,000万円／団体、1億5,000万円、３人まで")
            .figures();
        let number = |t| Figure::Number(Decimal::parse(t).expect("a number"));
        let expected = [
            Figure::Share(s("1/4")),
            number("0.25"),
            Figure::Share(s("50%")),
            Figure::Yen(Yen(20_000_000)),
            Figure::Yen(Yen(150_000_000)),
            number("3"),
        ];
        assert_eq!(all, expected);
    }

    #[test]
    fn days_and_durations() {
        let d = day(Date::checked(2025, 3, 31));
        for text in ["令和７年３月31日まで", "R7.3.31", "令和6年度まで"] {
            assert!(Printed::new(text).has(&d), "{text}");
        }
        assert!(Printed::new("週15時間30分以上").has(&minutes(Decimal::whole(930))));
    }
}
