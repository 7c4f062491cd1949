//! Where the amounts of a sentence stand, and how many people it counts.

use crate::domain::plan::understood::{About, Understood};
use crate::domain::value::number::Yen;
use crate::present::figure;
use crate::session::consult::amounts::amount::Amount;
use crate::session::consult::amounts::words::{COUNTERS, DIGITS, ENDS, PARTICLES, begins, clause, ends, holds, string};
use crate::session::consult::lexicon::{cover, is_kanji, stands};
use crate::text::number;

/// What stands between an amount and how often it is meant.
const TIMES: [&str; 6] = ["×", "x", "*", "✕", "掛ける", "かける"];

/// The amounts, and how many people: what has no unit is asked back.
pub(super) fn find(text: &[char], (names, covered): (&[bool], &mut [bool]), out: &mut Understood) -> Vec<Amount> {
    let mut all: Vec<Amount> = Vec::new();
    let mut people: Vec<u64> = Vec::new();
    let (mut at, mut from) = (0, 0);
    // The amount whose parts are told, and whether in brackets.
    let mut whole: Option<(usize, bool)> = None;
    while at < text.len() {
        let n = text.get(at..).unwrap_or_default().iter().take_while(|c| DIGITS.contains(**c)).count();
        if n == 0 || names.get(at).is_some_and(|is_name| *is_name) {
            match text.get(at) {
                Some('(') if all.last().is_some_and(|a| a.at.1 == at) => whole = Some((all.len() - 1, true)),
                Some(')') => whole = whole.filter(|(_, brackets)| !brackets),
                Some(c) if ENDS.contains(*c) => {
                    from = at + 1;
                    whole = None;
                }
                _ => {}
            }
            at += 1;
            continue;
        }
        let run = string(text, at, at + n);
        let behind = string(text, at + n, at + n + 4);
        let end = at + n + usize::from(behind.starts_with('円'));
        let has_arabic = run.contains(|c: char| c.is_ascii_digit());
        let before = |back: usize| at.checked_sub(back).and_then(|i| text.get(i)).copied();
        let has_unit = run.contains(['億', '万', '兆']) || behind.starts_with('円') || before(1) == Some('¥');
        let counter = COUNTERS.iter().copied().find(|c| behind.starts_with(*c));
        let is_negative = before(1).is_some_and(|c| "-−▲△".contains(c))
            && !before(2).is_some_and(|c| c.is_alphanumeric() || c == '円');
        cover(covered, (at, end));
        if has_unit && (has_arabic || run.chars().count() > 1) && counter.is_none() {
            if is_negative {
                out.ask(About::Other, format!("「-{run}」は0円より小さい金額です。0円以上の金額を書いてください"));
            } else if is_point_for_comma(&run) {
                out.ask(
                    About::Unit,
                    format!("「{run}」の点は小数点ですか、桁の区切りですか。点のない数で書いてください"),
                );
            } else if let Some(yen) = number_of(&run) {
                let said = string(text, from, at);
                let of_last = all.len().checked_sub(1);
                if holds(&said, &["ほかに", "他に", "別に", "別途"]) {
                    whole = None;
                } else if whole.is_none() && (is_part(&clause(text, from, at)) || is_part(&said)) {
                    whole = of_last.map(|at| (at, false));
                }
                let product = multiplied(text, (at, end), yen, out);
                let is_product = product.is_some();
                let (yen, end) = product.unwrap_or((yen, end));
                let of = whole.map(|(at, _)| at);
                all.push(Amount { from, at: (at, end), words: (from, at), of, is_product, yen: Yen(yen) });
                cover(covered, (at, end));
                from = end;
                at = end;
                continue;
            }
        } else if let (Some("人" | "名"), Some(n)) = (counter, number_of(&run)) {
            // 二人続けて辞めた says how, not how many.
            // 3人から5人に
            if string(text, at.saturating_sub(3), at).ends_with("から") && stands(text, end + 1, "に") {
                people.pop();
            }
            let is_counted = people.is_empty() || before(1).is_some_and(|c| is_kanji(c) || "をはがに".contains(c));
            if is_counted && are_of_plan(text, (from, at, end + 1), n) && !people.contains(&n) {
                people.push(n);
            }
            cover(covered, (at, end + 1));
        } else if has_arabic
            && counter.is_none()
            && !run.contains('.')
            && run.chars().filter(char::is_ascii_digit).count() >= 3
        {
            out.ask(About::Unit, format!("「{run}」は円ですか、万円ですか"));
        }
        at = end.max(at + 1);
    }
    match people.as_slice() {
        [] => {}
        [one] => out.project.persons = Some(*one),
        [first, second, ..] => {
            let told = format!(
                "人数が2つあります（{first}人と{second}人）。上限の計算には使っていません。1つずつ相談してください"
            );
            out.ask(About::Other, told);
        }
    }
    all
}

/// Whether what stands before an amount makes it a part of the one before: うち, のうち, 内訳は.
pub(super) fn is_part(before: &str) -> bool {
    let words =
        ["うち", "そのうち", "このうち", "のうち", "の内", "内訳", "で、内訳", "、内訳", "、うち", "(内訳", "。内訳"];
    begins(before.trim_start(), &words)
}

/// An amount with how often it is meant: 500万円×3か所, 5人×480万円; the product and where it ends.
fn multiplied(text: &[char], (at, end): (usize, usize), yen: u64, out: &mut Understood) -> Option<(u64, usize)> {
    let digits = |from: usize| text.iter().skip(from).take_while(|c| c.is_ascii_digit()).count();
    let is_monthly = ends(&string(text, at.saturating_sub(2), at), &["月額", "毎月", "月々", "月給"]);
    // 1㎡あたり20万円で300㎡, 坪単価80万円で60坪
    let head = string(text, at.saturating_sub(8), at);
    let unit = ["あたり", "当たり", "につき", "単価"].iter().find_map(|w| {
        let head = head.trim_end_matches(PARTICLES).strip_suffix(w)?;
        COUNTERS.iter().filter(|c| head.ends_with(**c)).max_by_key(|c| c.len())
    });
    let sign = |from: usize| {
        let rest = string(text, from, from + 4);
        let counted = || from + 1 + digits(from + 1);
        let is_of_months =
            || is_monthly && stands(text, counted(), "か月") || unit.is_some_and(|unit| stands(text, counted(), unit));
        let sign = TIMES.iter().find(|t| rest.starts_with(**t)).map(|t| t.chars().count());
        sign.or_else(|| (begins(&rest, &["で", "を", "、"]) && is_of_months()).then_some(1)).map(|n| from + n)
    };
    let counted = |from: usize| {
        let rest = string(text, from, from + 4);
        COUNTERS.iter().filter(|c| rest.starts_with(**c)).map(|c| c.chars().count()).max().unwrap_or(0)
    };
    // Behind it, more than once, else before it.
    let mut behind: Option<(u64, usize)> = None;
    loop {
        let (n, to) = behind.unwrap_or((1, end));
        let Some(from) = sign(to).filter(|from| digits(*from) > 0) else { break };
        let last = from + digits(from);
        let times = string(text, from, last).parse().ok().and_then(|times: u64| n.checked_mul(times))?;
        behind = Some((times, last + counted(last)));
    }
    let before = || {
        let head = TIMES.iter().find_map(|t| head.strip_suffix(t))?;
        let head = COUNTERS.iter().find_map(|c| head.strip_suffix(c)).unwrap_or(head);
        let n: String = head.chars().rev().take_while(char::is_ascii_digit).collect();
        Some((n.chars().rev().collect::<String>().parse().ok()?, end))
    };
    let (n, to) = behind.or_else(before)?;
    let product = yen.checked_mul(n)?;
    let run = string(text, at, to);
    let run = if to > end { run } else { format!("{run}×{n}") };
    out.ask(About::Other, format!("「{run}」は{}として計算しています", figure::yen(Yen(product))));
    Some((product, to))
}

/// 4.800万円: 48,000円, or 4,800万円 with a point for a comma.
fn is_point_for_comma(run: &str) -> bool {
    let tail = run.strip_suffix('万').and_then(|run| run.split_once('.')).map(|(_, tail)| tail);
    tail.is_some_and(|tail| tail.len() == 3 && tail.bytes().all(|b| b.is_ascii_digit()))
}

pub(super) fn number_of(run: &str) -> Option<u64> {
    let run = run.trim_matches('.');
    // 五〇〇〇万
    let digit =
        |c: char| "〇一二三四五六七八九".chars().zip('0'..='9').find(|(kanji, _)| *kanji == c).map_or(c, |d| d.1);
    // 〇億 leaves the number open.
    let is_open = run.chars().all(|c| "〇億万兆".contains(c));
    let run: String = if run.contains('〇') { run.chars().map(digit).collect() } else { run.to_owned() };
    number::yen(&run).ok().filter(|_| !is_open)
}

/// Whether a head count is one of people whom the plan pays: 職員20人, 一人雇う; not 市民3千人, 一人50万円.
fn are_of_plan(text: &[char], (from, at, end): (usize, usize, usize), n: u64) -> bool {
    let before = clause(text, from, at);
    let behind = string(text, end, end + 8);
    if n == 1 {
        // 起業人を1人、報償費…; but 一人、50万円 is each of them.
        if behind.starts_with(['、', ' ']) && before.ends_with(|c| c == 'を' || is_kanji(c))
            || behind.is_empty() && before.ends_with('を')
        {
            return true;
        }
        let behind = behind.trim_start_matches(['を', 'の', 'だ', 'け', 'に']);
        return begins(behind, &["雇", "採用", "任用", "来て", "置", "派遣", "受け入", "迎え", "呼"]);
    }
    let others = ["市民", "町民", "村民", "県民", "住民", "全国", "人口", "観光客", "来場者", "児童", "生徒", "世帯"];
    !holds(&before, &others) && !begins(&behind, &["足らず", "弱", "以上", "以下", "ほど", "くらい", "しか"])
}
