//! Which municipality a row is about: by 団体コード, else by prefecture and name. Never a guess.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization as _;

use crate::domain::terms::catalogue::Municipality;
use crate::text::fold::squeezed;

/// Old and new forms of characters in names of municipalities; the first stands for all.
const FORMS: &str = "ケヶヵカが 竜龍 桧檜 梼檮 鯵鰺 条條 岳嶽 沢澤 浜濱濵 辺邊邉 曽曾 館舘 渕淵 島嶋嶌 真眞 \
    徳德 亀龜 清淸 瀬瀨 恵惠 槙槇 麹麴 万萬 芦蘆 与與 円圓 栄榮 豊豐 蔵藏 国國 広廣 会會 \
    桜櫻 寿壽 斎齋 斉齊 崎﨑嵜 高髙 塚塚 薮藪籔 桑桒 礪砺 靭靱 槌鎚";

/// Renamed, or town turned city, with the same area: (prefecture, then, now). A merged municipality is not one of
/// them: the figures of a part are not those of the whole.
const RENAMED: [(&str, &str, &str); 8] = [
    ("石川県", "野々市町", "野々市市"),
    ("愛知県", "長久手町", "長久手市"),
    ("埼玉県", "白岡町", "白岡市"),
    ("千葉県", "大網白里町", "大網白里市"),
    ("岩手県", "滝沢村", "滝沢市"),
    ("宮城県", "富谷町", "富谷市"),
    ("福岡県", "那珂川町", "那珂川市"),
    ("兵庫県", "篠山市", "丹波篠山市"),
];

/// Why a row was left out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Why {
    /// A total or an average, a note, an empty row: not a municipality at all. Counted only.
    NoPlace,
    /// A 行政区 of a 政令指定都市.
    Ward,
    /// Neither the code nor the name stands in the table.
    Unknown,
    /// The code belongs to somebody else (「島根県 海士町」).
    CodeIsOf(String),
    /// A name without prefecture and without code.
    NoPrefecture,
    /// The figure is empty or a dash.
    Empty,
    /// The figure cannot be read; what would be.
    Figure(&'static str),
    /// Another row (its number) is about the same municipality and says something else, or the same again.
    Again(usize),
}

impl Why {
    /// In words.
    pub fn text(&self) -> String {
        match self {
            Self::NoPlace => "団体の行ではありません".to_owned(),
            Self::Ward => "政令指定都市の行政区は団体ではありません".to_owned(),
            Self::Unknown => "今の自治体の表にありません（合併・改称の前の団体か、名前の違い）".to_owned(),
            Self::CodeIsOf(other) => format!("団体コードは {other} のもので、名前と合いません"),
            Self::NoPrefecture => "団体コードも都道府県もないので、どの団体か決まりません".to_owned(),
            Self::Empty => "値がありません".to_owned(),
            Self::Figure(wanted) => format!("値が読めません（{wanted}）"),
            Self::Again(row) => format!("{row}行目と同じ団体です。どちらが正しいか分からないので、どちらも使いません"),
        }
    }
}

/// The names and codes of the present table.
pub struct Places {
    rows: &'static [Municipality],
    codes: HashMap<u32, usize>,
    names: HashMap<(String, String), usize>,
}

impl Places {
    /// Of `rows`.
    pub fn new(rows: &'static [Municipality]) -> Self {
        let mut out = Self { rows, codes: HashMap::new(), names: HashMap::new() };
        for (i, m) in rows.iter().enumerate() {
            out.codes.insert(m.code, i);
            out.names.insert((key(m.prefecture), key(m.name)), i);
        }
        for (prefecture, then, now) in RENAMED {
            if let Some(i) = out.names.get(&(key(prefecture), key(now))).copied() {
                out.names.insert((key(prefecture), key(then)), i);
            }
        }
        out
    }

    /// The row that `code`, `prefecture` and `name` mean; each may be empty.
    ///
    /// # Errors
    /// Why there is none.
    pub fn find(&self, code: Option<u32>, prefecture: &str, name: &str) -> Result<&'static Municipality, Why> {
        let by_name = self.named(prefecture, name);
        let by_code = code.and_then(|c| self.codes.get(&c)).and_then(|i| self.rows.get(*i));
        match (by_code, by_name) {
            (Some(c), Some(n)) if c.code == n.code => Ok(c),
            // The code says all where no name is given, and where the name is only shortened (「海士」).
            (Some(c), None) if key(name).is_empty() || Self::fits(c, prefecture, name) => Ok(c),
            (Some(c), _) => Err(Why::CodeIsOf(format!("{} {}", c.prefecture, c.name))),
            // A 政令指定都市 or a city that was a town had another code then.
            (None, Some(n)) => Ok(n),
            (None, None) => Err(reason(code, prefecture, name)),
        }
    }

    fn fits(m: &Municipality, prefecture: &str, name: &str) -> bool {
        let (own, typed) = (key(m.name), key(name));
        let short = own.strip_suffix(['市', '町', '村', '区']) == Some(&typed) || typed.ends_with(&own);
        short && (prefecture.is_empty() || key(m.prefecture).starts_with(&key(prefecture)))
    }

    fn named(&self, prefecture: &str, name: &str) -> Option<&'static Municipality> {
        let (prefecture, name) = (full(&key(prefecture)), key(name));
        let at = |n: &str| self.names.get(&(prefecture.clone(), n.to_owned()));
        let inside = name.strip_prefix(&prefecture).unwrap_or(&name);
        // 「隠岐郡海士町」: lists carry the 郡, the table does not.
        let district =
            || inside.char_indices().filter(|(_, c)| *c == '郡').find_map(|(i, c)| at(inside.get(i + c.len_utf8()..)?));
        let whole = || if inside.is_empty() { at(&prefecture) } else { at(inside) };
        whole().or_else(|| at(&name)).or_else(district).and_then(|i| self.rows.get(*i))
    }
}

fn reason(code: Option<u32>, prefecture: &str, name: &str) -> Why {
    let name = key(name);
    let total =
        ["計", "平均", "合計", "総数", "全国"].iter().any(|w| name.ends_with(w) || key(prefecture).ends_with(w));
    let inhabited = name.ends_with(['市', '町', '村', '区']);
    if total || name.is_empty() || (!inhabited && code.is_none()) {
        Why::NoPlace
    } else if name.ends_with('区') && (name.contains('市') || code.is_some()) {
        Why::Ward
    } else if prefecture.is_empty() && code.is_none() {
        Why::NoPrefecture
    } else {
        Why::Unknown
    }
}

/// 「島根」 is 島根県, 「京都」 京都府.
fn full(prefecture: &str) -> String {
    match prefecture {
        "" => String::new(),
        "東京" => "東京都".to_owned(),
        "京都" | "大阪" => format!("{prefecture}府"),
        p if p.ends_with(['道', '県']) || p == "東京都" || p.ends_with('府') => p.to_owned(),
        p => format!("{p}県"),
    }
}

/// One spelling per name: NFKC, no white space, one form of each character, half-width and small letters alike.
pub fn key(name: &str) -> String {
    let one = |c: char| FORMS.split(' ').find(|f| f.contains(c)).and_then(|f| f.chars().next()).unwrap_or(c);
    name.nfkc()
        .filter(|c| {
            !c.is_whitespace() && !('\u{fe00}'..='\u{fe0f}').contains(c) && !('\u{e0100}'..='\u{e01ef}').contains(c)
        })
        .map(one)
        .collect()
}

/// How the codes of a column are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Codes {
    /// With check digit, six digits (five where a leading zero was lost).
    Six,
    /// Without check digit, five digits (four where a leading zero was lost).
    Five,
}

impl Codes {
    /// Looks at a whole column: one code alone could be either.
    pub fn of<'a>(column: impl Iterator<Item = &'a str>) -> Self {
        let (mut longest, mut fits) = (0, true);
        for cell in column {
            let digits: String = cell.nfkc().collect();
            if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
                longest = longest.max(digits.len());
                fits &= Self::Six.read(&digits).is_some();
            }
        }
        // Where every check digit fits, a leading zero was lost throughout (a list of 北海道 alone).
        if longest >= 6 || fits { Self::Six } else { Self::Five }
    }

    /// The six-digit code that `cell` means; `None` for anything else.
    pub fn read(self, cell: &str) -> Option<u32> {
        let digits = squeezed(cell);
        let n: u32 = digits.parse().ok().filter(|_| digits.bytes().all(|b| b.is_ascii_digit()) && digits.len() <= 6)?;
        match self {
            Self::Six => (check(n / 10) == n % 10 && n > 9_999).then_some(n),
            Self::Five => (n > 999 && n < 100_000).then(|| n * 10 + check(n)),
        }
    }
}

/// 検査数字 of a five-digit code: weights 6 to 2, modulus 11.
fn check(five: u32) -> u32 {
    let (mut sum, mut rest) = (0, five);
    for weight in 2..=6 {
        sum += rest % 10 * weight;
        rest /= 10;
    }
    (11 - sum % 11) % 10
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_in_both_lengths() {
        let six = Codes::of(["011002", "12025", "合計"].into_iter());
        assert_eq!(
            (six, six.read("12025"), six.read("325252"), six.read("325253")),
            (Codes::Six, Some(12_025), Some(325_252), None)
        );
        let five = Codes::of(["32525", "1202"].into_iter());
        assert_eq!((five, five.read("32525"), five.read("1202")), (Codes::Five, Some(325_252), Some(12_025)));
        assert_eq!(five.read("３２５２５"), Some(325_252));
        assert_eq!(Codes::of(["12025", "12033", "12041"].into_iter()), Codes::Six, "every check digit fits");
        for cell in ["", "-1", "1e5", "99999999999", "島"] {
            assert_eq!((six.read(cell), five.read(cell)), (None, None), "{cell}");
        }
    }

    #[test]
    fn one_spelling_per_name() {
        assert_eq!(key("茅ヶ崎市"), key("茅ケ 崎市"));
        assert_eq!(key("龍ケ崎市"), key("竜ヶ崎市"));
        assert_eq!(key("檮原町"), key("梼原町"));
        assert_eq!(key("飯\u{fe00}塚市"), key("飯塚市"));
        assert_ne!(key("川崎市"), key("川口市"));
    }
}
