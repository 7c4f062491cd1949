//! What several amounts say of each other: ends of a range, parts of a whole, one that is taken back, each for its own.

use crate::domain::plan::understood::{About, Understood};
use crate::domain::sort;
use crate::domain::terms::fit::WordId;
use crate::domain::value::number::Yen;
use crate::session::consult::amounts::amount::{Amount, Kind};
use crate::session::consult::amounts::kind::AID;
use crate::session::consult::amounts::label::{COSTS, noun_before};
use crate::session::consult::amounts::words::{PARTICLES, begins, clause, ends, holds, string};
use crate::session::consult::lexicon::{Found, stands};

/// What an amount is of that stands beside what a plan costs: what the body has, owes or may be given.
const BESIDE: [&str; 9] = ["総予算", "一般会計", "一般会計予算", "借金", "負債", "消費税", "上限", "上限額", "限度"];

/// Where or when something else cost so much.
const OTHER: [&str; 22] = [
    "他町",
    "他市",
    "他村",
    "他県",
    "他の町",
    "他の市",
    "他の村",
    "隣町",
    "隣の町",
    "近隣",
    "よその町",
    "建設時",
    "建設当時",
    "建築時",
    "新築時",
    "当時",
    "前回",
    "去年",
    "昨年",
    "前年",
    "昨年度",
    "以前",
];

/// What an amount of another time is called behind that time: 去年の見積もり.
const TOLD: [&str; 7] = ["の見積もり", "の見積り", "の見積", "の実績", "の相談", "の事業費", "の予算"];

/// What says behind an amount that it was one once.
const PAST: [&str; 16] = [
    "と見て",
    "と見込",
    "だった",
    "でした",
    "かかった",
    "かかりました",
    "と言い",
    "と言っ",
    "と聞い",
    "と思っ",
    "のつもり",
    "のはず",
    "の予定が",
    "の予定だ",
    "の見込みだ",
    "で建て",
];

/// What says between two amounts that the second one holds, and behind it.
const TAKEN_BACK: [&str; 6] = ["。いや", "。いえ", "。すみません", "、いや", "、訂正", "。訂正"];
const NOW: [&str; 14] = [
    "に訂正",
    "に変更",
    "に修正",
    "に直し",
    "に変え",
    "に増額",
    "に減額",
    "に増え",
    "に減り",
    "に減っ",
    "に膨らん",
    "に上がっ",
    "になっ",
    "になり",
];

/// What stands between the two ends of a range.
const BETWEEN: [&str; 6] = ["~", "-", "から", "ないし", "または", "か"];

/// Whether what stands behind an amount may say what it is: 300万円の設計, 3,000万円で廃校を直す.
pub(super) fn goes_on(text: &[char], a: &Amount) -> bool {
    begins(&string(text, a.at.1, a.at.1 + 3), &["で", "の", "を", "かけ"])
}

/// Where several amounts come before what they are, their words are those behind them: 300万円の設計と4,000万円の工事.
pub(super) fn behind_amounts(text: &[char], all: &mut [Amount]) {
    let is_bare = |a: &Amount| noun_before(text, a.from, a.at.0).is_empty();
    if all.len() < 2 || !all.first().is_some_and(is_bare) || !all.iter().all(|a| goes_on(text, a)) {
        return;
    }
    let mut end = text.len();
    for a in all.iter_mut().rev() {
        a.words = (a.at.1, end);
        end = a.at.0;
    }
}

/// What each amount is for, where its own words say that. 2,000万円で木造に: where anything stands behind one, none is told
/// apart.
pub(super) fn told_apart(text: &[char], all: &[Amount], purposes: &[Found]) -> Vec<Vec<WordId>> {
    let is_loose = |a: &Amount| !a.is_first() && goes_on(text, a);
    let end = all.last().map_or(0, |a| a.words.1.max(a.at.1));
    let are_told_apart = !all.iter().any(is_loose) && purposes.iter().all(|f| f.at.1 <= end);
    let of = |a: &Amount| {
        let mut own: Vec<WordId> =
            a.said(purposes).filter(|_| are_told_apart && a.of.is_none()).map(|f| f.id).collect();
        sort::once(&mut own);
        own
    };
    all.iter().map(of).collect()
}

/// What is told of another time, place or purse beside what the plan costs, or was said and is taken back.
pub(super) fn superseded(text: &[char], all: &[Amount], kinds: &mut [Kind]) {
    let is_now = |b: &Amount| {
        let label = noun_before(text, b.from, b.at.0);
        begins(&string(text, b.at.1, b.at.1 + 6), &NOW)
            && (label.is_empty() || ["今回", "今年", "今年度", "実際", "現在"].contains(&label.as_str()))
    };
    let is_cost = |at: usize| kinds.get(at) == Some(&Kind::Cost);
    let is_old = |(i, a): (usize, &Amount)| {
        let clause = clause(text, a.from, a.at.0);
        let right = clause.trim_end_matches(PARTICLES);
        let when = TOLD.iter().find_map(|w| right.strip_suffix(w)).unwrap_or(right);
        let is_limit_of_cost = right.strip_suffix("上限").is_some_and(|head| head.ends_with(COSTS));
        let is_of_body = || holds(&clause, &["町の予算", "市の予算", "村の予算"]) && holds(&clause, &["全体", "規模"]);
        let next = all.get(i + 1);
        // 予算は3,000万円。改修に2,800万円かかる
        right.trim_start() == "予算"
            || ends(right, &BESIDE) && !is_limit_of_cost
            || ends(when, &OTHER)
            || is_of_body()
            || next.is_some() && begins(&string(text, a.at.1, a.at.1 + 6), &PAST)
            // A whole comes to it, and takes nothing back: 合計3,000万円になりました.
            || next.is_some_and(|b| holds(&string(text, a.at.1, b.at.0), &TAKEN_BACK) || is_cost(i + 1) && is_now(b))
    };
    let old: Vec<bool> = all.iter().enumerate().map(is_old).collect();
    let is_left = |(kind, old): (&Kind, &bool)| kind.is_of_plan() && !old;
    // Alone it is what the plan costs.
    if kinds.iter().zip(&old).any(is_left) {
        let of_old = kinds.iter_mut().zip(old).filter(|(kind, old)| *old && kind.is_of_plan());
        of_old.for_each(|(kind, _)| *kind = Kind::Old);
    }
}

/// Where one amount is what all others come to, what is called 補助 among them pays for it: 補助1,500万円、融資1,000万円、
/// 改修2,500万円; the same of a bare 補助金 before a larger amount.
pub(super) fn balanced(text: &[char], is_lent: bool, all: &[Amount], kinds: &mut [Kind]) {
    let sum = |but: usize| {
        let others = all.iter().enumerate().filter(|(at, _)| *at != but);
        others.fold(Yen(0), |sum, (_, a)| sum.plus(a.yen))
    };
    let is_cost = |kinds: &[Kind], at: usize| kinds.get(at).is_some_and(|kind| kind.is_of_plan());
    let is_even = |at: usize| is_cost(kinds, at) && all.get(at).is_some_and(|a| a.yen == sum(at));
    let even = (0..all.len()).find(|at| is_even(*at));
    for (i, a) in all.iter().enumerate() {
        let clause = clause(text, a.from, a.at.0);
        let right = clause.trim_end_matches(PARTICLES).trim_start();
        let is_bare = || {
            let is_larger = |at: usize| is_cost(kinds, at) && all.get(at).is_some_and(|b| b.yen > a.yen);
            i == 0 && AID.contains(&right) && (1..all.len()).any(is_larger) && !stands(text, a.at.1, "を")
        };
        if kinds.get(i) == Some(&Kind::Cost)
            && even != Some(i)
            && ends(right, &AID)
            && (even.is_some() || is_bare())
            && let Some(kind) = kinds.get_mut(i)
        {
            *kind = if is_lent { Kind::Public } else { Kind::Grant };
        }
    }
}

/// Two amounts that are the ends of one, or of which the second is meant.
pub(super) fn ranges(text: &[char], all: &[Amount], kinds: &mut [Kind], out: &mut Understood) {
    for i in 1..all.len() {
        let (Some(a), Some(b)) = (all.get(i - 1), all.get(i)) else { continue };
        let between = string(text, a.at.1, b.at.0);
        let is_range = BETWEEN.contains(&between.trim_matches(['、', ' ']));
        let ends = match between.as_str() {
            // From the one to the other: the second is meant.
            "を" => i - 1..i,
            _ if is_range => i - 1..i + 1,
            _ => continue,
        };
        kinds.get_mut(ends).into_iter().flatten().for_each(|kind| *kind = Kind::Bound);
        if is_range {
            let told = format!("「{}」は幅があります。計算する金額を1つ書いてください", string(text, a.at.0, b.at.1));
            out.ask(About::Unit, told);
        }
    }
}

/// Takes what is told as a part of another amount out of that one.
pub(super) fn parts(text: &[char], all: &mut [Amount], kinds: &mut [Kind], out: &mut Understood) {
    for i in 1..all.len() {
        let Some((of, yen, at)) = all.get(i).and_then(|part| Some((part.of?, part.yen, part.at.0))) else { continue };
        // 1,000万円（税込1,100万円） is one cost, told twice.
        if ends(&string(text, 0, at), &["税込", "税込み"]) {
            all.get_mut(of).into_iter().for_each(|whole| whole.yen = yen);
            kinds.get_mut(i).into_iter().for_each(|kind| *kind = Kind::Bound);
            continue;
        }
        let are_costs = kinds.get(i) == Some(&Kind::Cost) && kinds.get(of) == Some(&Kind::Cost);
        let Some(whole) = all.get_mut(of).filter(|_| are_costs) else { continue };
        if let Some(rest) = whole.yen.0.checked_sub(yen.0) {
            whole.yen = Yen(rest);
        } else {
            let run = string(text, whole.at.0, whole.at.1);
            out.ask(About::Unit, exceeded(&run));
        }
    }
}

pub(super) fn exceeded(run: &str) -> String {
    format!("内訳を足すと「{run}」を超えます。金額を確かめてください")
}
