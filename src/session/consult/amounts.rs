//! The amounts of a sentence, each as what it is said to be: a cost of the plan, a loan, 公費, or none of these. What is
//! no cost of the plan never becomes one, and what the sentence leaves open is asked back.

use crate::domain::plan::project::CostItem;
use crate::domain::plan::understood::{About, Understood};
use crate::domain::sort;
use crate::domain::terms::fit::{Word, WordId, is_spent};
use crate::domain::value::number::Yen;
use crate::present::figure;
use crate::session::consult::lexicon::{Found, cover, is_kana, is_kanji, stands};
use crate::text::number;

/// Signs that an amount may be written with.
const DIGITS: &str = "0123456789.〇一二三四五六七八九十百千万億兆";

/// What counts something else than yen.
const COUNTERS: [&str; 42] = [
    "基",
    "組",
    "校",
    "園",
    "社",
    "団体",
    "地区",
    "枚",
    "個",
    "室",
    "床",
    "へくたーる",
    "平方",
    "平米",
    "m2",
    "坪",
    "人",
    "名",
    "軒",
    "戸",
    "棟",
    "台",
    "世帯",
    "か所",
    "箇所",
    "年",
    "か月",
    "月",
    "日",
    "時間",
    "分",
    "回",
    "件",
    "本",
    "頭",
    "つ",
    "歳",
    "代",
    "期",
    "きろ",
    "%",
    "階",
];

/// What ends a sentence.
const ENDS: &str = "。.!?\n";

/// Who lends.
const LENDERS: [&str; 8] = ["銀行", "信金", "信用金庫", "信用組合", "信組", "金融機関", "農協", "公庫"];

/// What a body says of money that it gives.
const GIVES: [&str; 9] = ["出さ", "出し", "出す", "出せ", "出そ", "補助", "支援", "交付", "助成"];

/// What a body bears in the end, or is given: beside other amounts no cost.
const BEHIND: [&str; 11] = [
    "の負担",
    "者負担",
    "持ち出し",
    "自己負担",
    "自主財源",
    "寄付",
    "寄附",
    "寄付金",
    "寄附金",
    "ふるさと納税",
    "償還",
];

/// What a body pays itself: beside its cost no cost of its own.
const OWN_MONEY: [&str; 4] = ["町費", "市費", "村費", "一般財源"];

/// The same of what others give for it.
const GRANTS: [&str; 17] = [
    "国費",
    "県費",
    "国庫",
    "国庫補助",
    "国補助",
    "県補助",
    "国庫補助金",
    "国補助金",
    "県補助金",
    "国庫支出金",
    "県支出金",
    "県の支出金",
    "国の支出金",
    "地元負担",
    "事業者負担",
    "企業負担",
    "分担金",
];

/// Who pays or gives: a source too where the whole stands before it, 800万円（国400万円、町400万円）.
const BODIES: [&str; 4] = ["市", "町", "村", "区"];
const GIVERS: [&str; 9] = ["国", "県", "都", "府", "道", "地元", "民間", "補助金", "交付金"];

/// Who gives to a body.
const ABOVE: [&str; 5] = ["国", "県", "都", "府", "道"];

/// What is given is called so, whoever gives it: 国の木造補助, 宝くじ助成.
const AID: [&str; 7] = ["補助金", "補助", "助成金", "助成", "交付金", "支援金", "支援"];

/// Who else bears a part of what a plan costs, and how that is said: 会社が1,000万円負担.
const OTHERS: [&str; 11] =
    ["自治会", "会社", "企業", "事業者", "地元", "住民", "組合", "法人", "団体", "財団", "町内会"];
const BEARS: [&str; 7] = ["負担", "を負担", "出す", "を出", "出し", "寄付", "寄附"];

/// What makes an amount the same one told in another way.
const RETOLD: [&str; 8] = ["税抜", "税抜き", "税別", "当初", "実績", "限度額", "評価額", "部分"];

/// What a clause says of money of another time, or of money that comes in.
const ELSEWHERE: [&str; 14] = [
    "去年は",
    "昨年は",
    "前年は",
    "昨年度は",
    "昨年度の",
    "前年度",
    "償還に",
    "返済に",
    "基金から",
    "繰越",
    "繰り越し",
    "近隣では",
    "近隣町では",
    "隣町では",
];

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

/// What an amount is for that comes again each year.
const UPKEEP: [&str; 5] = ["維持", "管理費", "光熱", "らんにんぐ", "保守"];

/// What makes an amount what those before it come to.
const BECOMES: [&str; 10] =
    ["足して", "加えて", "加え", "減額して", "値引きで", "値引きして", "引いて", "〆て", "=", "他で"];

/// What an amount ends with that is a cost although no kind of cost is named: 広告代, 予備費.
const COSTS: [char; 9] = ['費', '代', '料', '賃', '金', '酬', '工', '俸', '給'];

/// What stands between an amount and how often it is meant.
const TIMES: [&str; 6] = ["×", "x", "*", "✕", "掛ける", "かける"];

/// What makes an amount that of each year.
const YEARLY: [&str; 2] = ["毎年", "年平均"];

/// What an amount is one of, each time: 300万円を3年.
const TERMS: [&str; 9] = ["年", "か月", "回", "軒", "戸", "棟", "か所", "箇所", "世帯"];

/// Money that is told beside a plan and is none of it.
const ASIDE: [&str; 23] = [
    "補助額",
    "交付額",
    "財政規模",
    "資本金",
    "年商",
    "売上",
    "売上高",
    "売り上げ",
    "年収",
    "所得",
    "収入",
    "税収",
    "基金",
    "貯金",
    "預金",
    "赤字",
    "黒字",
    "利益",
    "残高",
    "手元",
    "手持ち",
    "自己資金",
    "頭金",
];

/// What says that nobody lends anything; a question where か follows.
const NO_LOAN: [&str; 19] = [
    "銀行は使わない",
    "銀行からは借りない",
    "融資は要らない",
    "融資はいらない",
    "融資を使わない",
    "融資はない",
    "融資がない",
    "融資なし",
    "融資は受けない",
    "融資を受けない",
    "融資は受けず",
    "融資を受けず",
    "融資は使わない",
    "融資は付かない",
    "融資はつかない",
    "融資が付かない",
    "借り入れはない",
    "借入はない",
    "借入なし",
];

/// What makes an amount a part of the one before it.
const PARTS: [&str; 3] = ["そのうち", "このうち", "うち"];

/// What is left of a whole that was told.
const REST: [&str; 7] = ["残額", "足りない", "足りん", "足らん", "不足", "残り", "差額"];

/// What makes an amount the whole of those beside it.
const WHOLE: [&str; 10] =
    ["全部", "全体", "合わせて", "あわせて", "合計", "総額", "総工費", "総事業費", "しめて", "として"];

/// What stands between the two ends of a range.
const BETWEEN: [&str; 6] = ["~", "-", "から", "ないし", "または", "か"];

/// What may stand between a word and its amount.
const PARTICLES: [char; 10] = ['は', 'が', 'の', 'に', 'で', 'も', '約', '(', ':', ' '];

/// An amount in a sentence.
struct Amount {
    /// Where its sentence begins, or the amount before it ends.
    from: usize,
    /// Its first character, and the one behind its last.
    at: (usize, usize),
    /// Where the words stand that say what it is.
    words: (usize, usize),
    /// The amount in whose brackets, or behind whose うち, it stands.
    of: Option<usize>,
    /// It is multiplied already.
    is_product: bool,
    yen: Yen,
}

/// Where a cost item is called as one of a programme's own, and by which word.
pub type Called = ((usize, usize), &'static str);

/// What the amounts of a sentence tell beside the plan.
#[derive(Clone, Copy, Default)]
pub struct Told {
    /// 国 gives a part of it.
    pub given_by_state: bool,
    /// One of several costs is of what no document has.
    pub nowhere: bool,
}

/// What an amount is said to be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Cost,
    /// 融資
    Loan,
    /// 公費による交付額
    Public,
    /// What others give for it: 国庫補助.
    Grant,
    /// No cost of the plan: 資本金, what is left of the whole, what the body pays itself.
    Aside,
    /// 起債額
    Bond,
    /// The whole of the amounts beside it.
    Whole,
    /// For one of several: 一人, 一軒.
    Each,
    /// Told of another time, place or purse, or taken back.
    Old,
    /// One end of a range, or what it was before.
    Bound,
}

/// Enters the amounts of `text` (folded) in the plan; `costs` are the kinds of cost that were found, in the words of
/// `list`, `purposes` what it is for, `items` the words by which programmes call cost items of their own, and `nowhere`
/// what no document has. Nothing in `names` is an amount; what was read is `covered`.
pub fn read(
    (list, costs): (&[Word], &[Found]),
    (purposes, items, nowhere): (&[Found], &[Called], &[(usize, usize)]),
    text: &[char],
    (names, covered): (&[bool], &mut [bool]),
    out: &mut Understood,
) -> Told {
    shares(text, out);
    let costs: Vec<Found> = costs.iter().filter(|f| is_spent(list, f.id)).cloned().collect();
    let spent: Vec<WordId> = out.project.spent_kinds(list).collect();
    // The only kind of cost that the sentence names.
    let only = match spent.as_slice() {
        [one] => Some(*one),
        _ => None,
    };
    let mut all = find(text, (names, covered), out);
    behind_amounts(text, &mut all);
    let is_lent = holds(&string(text, 0, text.len()), &["融資"]);
    let mut kinds: Vec<Kind> = Vec::new();
    for (i, amount) in all.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|b| Some((all.get(b)?, *kinds.get(b)?)));
        kinds.push(kind(text, is_lent, amount, (before, all.get(i + 1))));
    }
    superseded(text, &all, &mut kinds);
    balanced(text, is_lent, &all, &mut kinds);
    ranges(text, &all, &mut kinds, out);
    parts(text, &mut all, &mut kinds, out);
    let count = |kind: Kind| kinds.iter().filter(|k| **k == kind).count();
    let (costs_said, wholes) = (count(Kind::Cost), count(Kind::Whole));
    let mut whole = None;
    let first = kinds.iter().position(|k| *k == Kind::Cost).unwrap_or(0);
    let mut of_them = Told::default();
    let apart = told_apart(text, &all, purposes);
    let is_for = |at: usize| apart.get(at).is_some_and(|purposes| !purposes.is_empty());
    for (at, (amount, kind)) in all.iter().zip(&kinds).enumerate() {
        let run = string(text, amount.at.0, amount.at.1);
        let label = label_of(text, amount);
        let own = own_label(text, items, amount, &label);
        match kind {
            Kind::Loan => {
                let before = out.project.loan.unwrap_or_default();
                out.project.loan = Some(before.plus(amount.yen));
            }
            Kind::Public => out.project.public_money = Some(amount.yen),
            Kind::Grant => {
                of_them.given_by_state |= clause(text, amount.from, amount.at.0).contains('国');
                let before = out.project.grants.unwrap_or_default();
                out.project.grants = Some(before.plus(amount.yen));
                let told = format!(
                    "{label}「{run}」は財源として読みました（起債はこれを引いた額で、ほかは経費の全額で計算しています）"
                );
                out.ask(About::Other, told);
            }
            Kind::Aside if amount.of.is_some() && !RETOLD.contains(&label.as_str()) => {
                let told = format!("{label}「{run}」は財源として読みました（経費から引かず、全額で計算しています）");
                out.ask(About::Other, told);
            }
            Kind::Aside | Kind::Old => out.ask(About::Other, not_entered(&label, &run)),
            Kind::Bond => {
                let told = format!("起債の「{run}」は計算に使っていません（起債額は経費と充当率から計算します）");
                out.ask(About::Other, told);
            }
            // All of it stands in its parts.
            Kind::Cost if amount.yen == Yen(0) && all.iter().any(|a| a.of.is_some()) => {}
            Kind::Whole if costs_said > 0 => whole = Some((amount, run)),
            Kind::Each => {
                let label = label_of_each(text, amount);
                // Several of them tell no sum either.
                if costs_said + wholes > 0 || count(Kind::Each) > 1 {
                    out.ask(About::Other, not_entered(&label, &run));
                    continue;
                }
                let kind = cost_kind(&costs, amount, text).or(only);
                // 1人320万円の報償費
                let noun = Some(noun_behind(text, amount.at.1)).filter(|n| n.ends_with(COSTS));
                each_of((amount.yen, &run), kind, (label, noun), out);
            }
            // What nobody calls a cost is not added to one.
            Kind::Cost
                if at > first && own.is_none() && !is_called_a_cost((&costs, is_for(at)), amount, &label, text) =>
            {
                let told = format!("{}。経費なら、何の経費かを書いてください", not_entered(&label, &run));
                out.ask(About::Other, told);
            }
            // One of several costs, of what no document has: 廃校の改修3,000万円、布団60万円.
            Kind::Cost if costs_said > 1 && nowhere.iter().any(|at| is_own_word(text, amount, *at)) => {
                out.ask(About::Other, format!("{label}「{run}」は資料にないものの経費なので、計算に入れていません"));
                of_them.nowhere = true;
            }
            Kind::Cost | Kind::Whole => {
                // The only kind of cost that the sentence names is that of its only amount, unless it is called otherwise.
                let is_only = costs_said + wholes == 1 && !is_called_otherwise(&label);
                let kind = cost_kind(&costs, amount, text).or(only.filter(|_| is_only));
                let of_kind = || kind.and_then(|k| list.get(usize::from(k.0))).map(|w| w.name.to_owned());
                let label = own.or_else(|| Some(label).filter(|l| !l.is_empty())).or_else(of_kind).unwrap_or_default();
                let item = CostItem::new(kind, label, amount.yen);
                let purposes = apart.get(at).cloned().unwrap_or_default();
                out.project.costs.push(CostItem { purposes, ..item });
            }
            Kind::Bound => {}
        }
    }
    told_of_all(&kinds, out);
    if let Some((amount, run)) = whole {
        rest_of(amount.yen, &run, only, out);
    }
    of_them
}

/// What the amounts tell together, each of what it is said to be.
fn told_of_all(kinds: &[Kind], out: &mut Understood) {
    if let [only] = out.project.costs.as_mut_slice() {
        only.purposes.clear();
    }
    if let Some(sum) = out.project.loan.filter(|_| kinds.iter().filter(|k| **k == Kind::Loan).count() > 1) {
        out.ask(About::Other, format!("融資・出資は合わせて{}として計算しています", figure::yen(sum)));
    }
    let only_aside =
        !kinds.is_empty() && kinds.iter().all(|k| matches!(k, Kind::Grant | Kind::Aside | Kind::Bond | Kind::Each));
    if out.project.costs.is_empty() && only_aside {
        out.ask(About::Unit, "事業の経費の総額が読めません。総額を書いてください");
    }
}

/// An amount for each of several: of all of them where their number was told, 2人に各500万円.
/// `noun` says what it pays.
fn each_of(
    (yen, run): (Yen, &str),
    kind: Option<WordId>,
    (label, noun): (String, Option<String>),
    out: &mut Understood,
) {
    let of_people = ends(&label, &["人あたり", "名あたり", "1つあたり"]);
    let people = out.project.persons.filter(|n| of_people && *n > 1);
    let product = people.and_then(|n| Some((n, Yen(yen.0.checked_mul(n)?))));
    if let Some((n, yen)) = product {
        out.ask(About::Other, format!("「{run}」×{n}人は{}として計算しています", figure::yen(yen)));
    } else {
        let told = format!("「{run}」は{label}の金額です。全体の金額を書いてください（いまは{run}で計算します）");
        out.ask(About::Unit, told);
    }
    let yen = product.map_or(yen, |(_, yen)| yen);
    out.project.costs.push(CostItem::new(kind, noun.unwrap_or(label), yen));
}

/// Whether what stands behind an amount may say what it is: 300万円の設計, 3,000万円で廃校を直す.
fn goes_on(text: &[char], a: &Amount) -> bool {
    begins(&string(text, a.at.1, a.at.1 + 3), &["で", "の", "を", "かけ"])
}

/// Where several amounts come before what they are, their words are those behind them: 300万円の設計と4,000万円の工事.
fn behind_amounts(text: &[char], all: &mut [Amount]) {
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

/// Whether what stands there is said of this amount.
fn is_own_word(text: &[char], a: &Amount, (from, to): (usize, usize)) -> bool {
    let begin = if a.words.0 < a.at.1 { clause_begin(text, a.words.0, a.words.1) } else { a.words.0 };
    begin <= from && to <= a.words.1
}

/// The noun that says what an amount is.
fn label_of(text: &[char], a: &Amount) -> String {
    if a.words.0 < a.at.1 { noun_before(text, a.from, a.at.0) } else { noun_behind(text, a.at.1) }
}

/// The noun behind an amount: 300万円の設計 → 設計, 500万円で講座 → 講座.
fn noun_behind(text: &[char], at: usize) -> String {
    let rest = text.iter().skip(at).skip_while(|c| "のでをかけてっ".contains(**c)).take(12);
    let noun: String = rest.take_while(|c| is_kanji(**c)).collect();
    if noun.chars().count() < 2 { String::new() } else { noun }
}

/// What each amount is for, where its own words say that. 2,000万円で木造に: where anything stands behind one, none is told
/// apart.
fn told_apart(text: &[char], all: &[Amount], purposes: &[Found]) -> Vec<Vec<WordId>> {
    let is_loose = |a: &Amount| a.words.1 <= a.at.0 && goes_on(text, a);
    let end = all.last().map_or(0, |a| a.words.1.max(a.at.1));
    let are_told_apart = !all.iter().any(is_loose) && purposes.iter().all(|f| f.at.1 <= end);
    let of = |a: &Amount| {
        let own = purposes.iter().filter(|f| !f.negated && f.at.0 >= a.words.0 && f.at.1 <= a.words.1);
        let mut own: Vec<WordId> = own.filter(|_| are_told_apart && a.of.is_none()).map(|f| f.id).collect();
        sort::once(&mut own);
        own
    };
    all.iter().map(of).collect()
}

/// Tells of what is said as a part of the whole that it is no amount: 国が1/3補助, 過疎債8割.
fn shares(text: &[char], out: &mut Understood) {
    let digits = |from: usize| text.iter().skip(from).take_while(|c| c.is_ascii_digit()).count();
    let mut at = 0;
    while at < text.len() {
        let n = digits(at);
        let end = at + n;
        let of = |sign: &str| stands(text, end, sign).then(|| end + sign.chars().count());
        let behind = ["割", "%"].into_iter().find_map(of).filter(|to| !stands(text, *to, "引"));
        let whole = || ["/", "分の"].into_iter().find_map(of).filter(|to| digits(*to) > 0).map(|to| to + digits(to));
        if let Some(to) = behind.or_else(whole).filter(|_| n > 0) {
            let begin = clause_begin(text, 0, at);
            let clause: String = text.iter().skip(begin).take_while(|c| !"、。".contains(**c)).collect();
            if holds(&clause, &["補助", "負担", "債", "財源", "助成", "交付"]) {
                let told = string(text, at, to);
                out.ask(About::Other, format!("「{told}」は計算に使っていません。金額で書いてください"));
            }
        }
        at = end.max(at + 1);
    }
}

/// What the plan costs beside the parts that were told, `run` being what they come to.
fn rest_of(whole: Yen, run: &str, only: Option<WordId>, out: &mut Understood) {
    let parts = out.project.costs.iter().fold(Yen(0), |sum, item| sum.plus(item.yen));
    match whole.0.checked_sub(parts.0).map(Yen) {
        Some(Yen(0)) => {}
        Some(yen) => {
            out.project.costs.push(CostItem::new(None, "内訳のない額".to_owned(), yen));
        }
        // The sum that was told holds, not what was read as its parts.
        None => {
            out.ask(About::Unit, format!("{}（いまは{run}で計算します）", exceeded(run)));
            out.project.costs = vec![CostItem::new(only, String::new(), whole)];
        }
    }
}

/// Where `text` (folded) says that nobody lends anything.
pub fn no_loan(text: &[char]) -> Option<(usize, usize)> {
    let found =
        |word: &&str| (0..text.len()).find(|at| stands(text, *at, word)).map(|at| (at, at + word.chars().count()));
    NO_LOAN.iter().find_map(found).filter(|(_, end)| text.get(*end) != Some(&'か'))
}

/// What is told of another time, place or purse beside what the plan costs, or was said and is taken back.
fn superseded(text: &[char], all: &[Amount], kinds: &mut [Kind]) {
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
    let is_left = |(kind, old): (&Kind, &bool)| matches!(kind, Kind::Cost | Kind::Whole) && !old;
    // Alone it is what the plan costs.
    if kinds.iter().zip(&old).any(is_left) {
        let of_old = kinds.iter_mut().zip(old).filter(|(kind, old)| *old && matches!(kind, Kind::Cost | Kind::Whole));
        of_old.for_each(|(kind, _)| *kind = Kind::Old);
    }
}

/// Where one amount is what all others come to, what is called 補助 among them pays for it: 補助1,500万円、融資1,000万円、
/// 改修2,500万円; the same of a bare 補助金 before a larger amount.
fn balanced(text: &[char], is_lent: bool, all: &[Amount], kinds: &mut [Kind]) {
    let sum = |but: usize| {
        let others = all.iter().enumerate().filter(|(at, _)| *at != but);
        others.fold(Yen(0), |sum, (_, a)| sum.plus(a.yen))
    };
    let is_cost = |kind: Option<&Kind>| matches!(kind, Some(Kind::Cost | Kind::Whole));
    let is_even = |at: usize| is_cost(kinds.get(at)) && all.get(at).is_some_and(|a| a.yen == sum(at));
    let even = (0..all.len()).find(|at| is_even(*at));
    for (i, a) in all.iter().enumerate() {
        let clause = clause(text, a.from, a.at.0);
        let right = clause.trim_end_matches(PARTICLES).trim_start();
        let is_bare = || {
            let is_larger = |at: usize| is_cost(kinds.get(at)) && all.get(at).is_some_and(|b| b.yen > a.yen);
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
fn ranges(text: &[char], all: &[Amount], kinds: &mut [Kind], out: &mut Understood) {
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
fn parts(text: &[char], all: &mut [Amount], kinds: &mut [Kind], out: &mut Understood) {
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

fn exceeded(run: &str) -> String {
    format!("内訳を足すと「{run}」を超えます。金額を確かめてください")
}

fn not_entered(label: &str, run: &str) -> String {
    format!("{label}「{run}」は事業の経費に入れていません")
}

/// The amounts, and how many people: what has no unit is asked back.
fn find(text: &[char], (names, covered): (&[bool], &mut [bool]), out: &mut Understood) -> Vec<Amount> {
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
fn is_part(before: &str) -> bool {
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

fn number_of(run: &str) -> Option<u64> {
    let run = run.trim_matches('.');
    // 五〇〇〇万
    let digit =
        |c: char| "〇一二三四五六七八九".chars().zip('0'..='9').find(|(kanji, _)| *kanji == c).map_or(c, |d| d.1);
    // 〇億 leaves the number open.
    let is_open = run.chars().all(|c| "〇億万兆".contains(c));
    let run: String = if run.contains('〇') { run.chars().map(digit).collect() } else { run.to_owned() };
    number::yen(&run).ok().filter(|_| !is_open)
}

// Called some dozen times each: written out at every place, these four would be a part of the executable that shows.

/// Whether `text` begins with one of `words`.
#[inline(never)]
fn begins(text: &str, words: &[&str]) -> bool {
    words.iter().any(|w| text.starts_with(w))
}

/// Whether `text` ends with one of `words`.
#[inline(never)]
fn ends(text: &str, words: &[&str]) -> bool {
    words.iter().any(|w| text.ends_with(w))
}

/// Whether one of `words` stands in `text`.
#[inline(never)]
fn holds(text: &str, words: &[&str]) -> bool {
    words.iter().any(|w| text.contains(w))
}

/// These characters of a sentence.
#[inline(never)]
fn string(text: &[char], from: usize, to: usize) -> String {
    text.iter().take(to).skip(from).collect()
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

/// The clause that ends before `to`.
fn clause(text: &[char], from: usize, to: usize) -> String {
    string(text, clause_begin(text, from, to), to)
}

/// Where the clause begins that ends before `to`.
fn clause_begin(text: &[char], from: usize, to: usize) -> usize {
    let from = from.max(to.saturating_sub(24));
    text.iter().take(to).skip(from).rposition(|c| "、,".contains(*c)).map_or(from, |at| from + at + 1)
}

/// What an amount is said to be; `before` and `next` are the amounts around it, and the sentence
/// speaks of 融資 (`is_lent`).
fn kind(
    text: &[char],
    is_lent: bool,
    amount: &Amount,
    (before, next): (Option<(&Amount, Kind)>, Option<&Amount>),
) -> Kind {
    let (at, end) = amount.at;
    let clause = clause(text, amount.from, at);
    let clause = PARTS.iter().find_map(|w| clause.trim_start().strip_prefix(w)).unwrap_or(&clause).to_owned();
    let sentence = string(text, amount.from.max(at.saturating_sub(24)), at);
    let until = next.map_or(text.len(), |n| n.at.0).min(end + 16);
    let rest = string(text, end, until);
    let rest = rest.split(|c| ENDS.contains(c)).next().unwrap_or_default();
    // 5,000万円のうち融資2,500万円: what is a part of it says nothing of the whole.
    let behind = rest.split(['、', ',']).next().unwrap_or_default();
    let behind = ["のうち", "の内訳", "うち"].iter().fold(behind, |rest, w| rest.split(w).next().unwrap_or_default());
    // 信金が, 銀行さんは: who lends stands there, and not what was theirs (農協の支所).
    let lends = |w: &&&str| **w != "農協" || !is_lent;
    let lender = LENDERS.iter().filter(lends).filter_map(|w| clause.split_once(w)).any(|(_, then)| {
        let then = then.strip_prefix("さん").unwrap_or(then);
        begins(then, &["が", "は", "も", "から", "より"])
    });
    // Right before the amount: particles only between.
    let right = clause.trim_end_matches(PARTICLES);
    // Alone it is what the plan costs, whoever gives or bears it.
    let has_others = before.is_some() || next.is_some();
    // 過疎債2億円 is what is borrowed, 過疎債で2億円 what it costs.
    let borrowed = clause.trim_end_matches(['は', 'が', 'の', '約', '(', ':', ' ']);
    if has_others && (ends(borrowed, &["債", "起債額", "債の額"]) || begins(behind, &["を起債", "の起債", "は起債"]))
    {
        return Kind::Bond;
    }
    let text_before = string(text, amount.from, at);
    let elsewhere = has_others
        && (holds(&text_before, &ELSEWHERE)
            || begins(behind, &["を予定していた", "が取りやめ", "ではなく", "でなく", "じゃなく", "を取り崩"]));
    if elsewhere {
        return Kind::Aside;
    }
    let told = (before.is_some(), next.is_some(), amount.of.is_some());
    if let Some(kind) = source((&clause, right, borrowed), behind, told, is_lent) {
        return kind;
    }
    if amount.is_product {
        return Kind::Cost;
    }
    let right_of_average = right.trim_end_matches("平均").trim_end_matches(PARTICLES);
    if each(right_of_average).is_some()
        || has_others
            && (ends(right, &YEARLY)
                || holds(&clause, &["毎年の", "年間の"]) && holds(&clause, &UPKEEP)
                || ends(right, &["年", "年間"]) && holds(&clause, &UPKEEP))
        || behind.starts_with("ずつ")
        || term(behind).is_some()
        || before.is_some_and(|(b, kind)| kind == Kind::Each && string(text, b.at.1, at) == "を")
    {
        return Kind::Each;
    }
    // 改修6,000万円 融資3,000万円, 改修費4,000万円(融資2,000万円: that is what the next one is called.
    let behind_own = match next {
        Some(n) if n.at.0 == until => behind.split([' ', '(']).next().unwrap_or_default(),
        _ => behind,
    };
    let lent = behind.split_once('貸').is_some_and(|(between, _)| {
        between.chars().all(|c| !is_kanji(c) || "無担保低利程度前後".contains(c)) && !between.contains('て')
    });
    // ローン, but not ドローン.
    let is_word = |head: &str| !head.ends_with(is_kana);
    let near = |word: &str| {
        let stands =
            |(head, between): (&str, &str)| between.chars().count() <= 8 && (word != "ろーん" || is_word(head));
        clause.rsplit_once(word).is_some_and(stands)
    };
    if lent
        || near("融資")
        || near("ろーん") && !clause.contains("利子") && !clause.contains("利息")
        || near("ふぁんど出資")
        || near("ふぁんどの出資")
        || near("くらうどふぁんでぃんぐ")
        || begins(behind, &["出資", "を出資"])
        || behind_own.contains("融資")
        || ends(right, &LENDERS) && !right.ends_with("農協") && has_others
        || lender && !rest.contains("利") && !rest.contains('返')
        || sentence.contains("担保") && rest.contains('貸')
    {
        return Kind::Loan;
    }
    let gives = holds(behind, &GIVES) && !holds(behind, &["のうち", "の半分", "受け", "もら", "ほし", "欲し", "国"]);
    let body = |part: &str, cases: &[&str]| {
        let is_body = |b: &str| cases.iter().any(|case| part.contains(&format!("{b}{case}")));
        ["市", "町", "村", "県", "区", "役場"].iter().any(|b| is_body(b))
    };
    if near("公費")
        || gives && (body(&clause, &["は", "が", "から", "も", "だけ"]) || has_others && body(behind, &["が", "から"]))
        || near("補助金") && gives && !clause.contains('国')
    {
        return Kind::Public;
    }
    let is_sum = right == "計" || right.ends_with(" 計") || before.is_some() && ends(&clause, &BECOMES);
    // 30万円補助、20戸で600万円
    let counted = clause.strip_suffix('で').and_then(|c| COUNTERS.iter().find_map(|unit| c.strip_suffix(unit)));
    let is_sum = is_sum || before.is_some() && counted.is_some_and(|n| number_of(n).is_some());
    // 1人当たり報償費320万円、活動費200万円: both are of each.
    let goes_on = before.is_some_and(|(b, kind)| kind == Kind::Each && is_of_each(&string(text, b.from, b.at.0)));
    if ends(right, &WHOLE) || is_sum {
        Kind::Whole
    } else if is_of_each(&clause) || goes_on && string(text, amount.from, at).starts_with('、') {
        Kind::Each
    } else {
        Kind::Cost
    }
}

/// Whose money an amount is, where it is not what the plan costs: `clause` ends before it, `right` and `borrowed` are that
/// without its last particles, `behind` is what follows. Alone it is what the plan costs, whoever gives or bears it.
fn source(
    (clause, right, borrowed): (&str, &str, &str),
    behind: &str,
    (before, next, is_part): (bool, bool, bool),
    is_lent: bool,
) -> Option<Kind> {
    let has_others = before || next;
    let is_of = |names: &[&str], payers: &[&str]| {
        has_others && ends(borrowed, names) || is_part && ends_as_word(borrowed, payers)
    };
    if is_of(&GRANTS, &GIVERS) || has_others && is_given(clause, right, behind) {
        return Some(Kind::Grant);
    }
    // 設立に300万円、うち町が200万円出す; a 町 alone is what the body pays itself.
    let by = clause.strip_suffix(['が', 'は', 'も']).unwrap_or_default();
    if is_part && ends_as_word(by, &BODIES) && begins(behind, &GIVES)
        || has_others && !is_part && ends_as_word(borrowed, &BODIES)
    {
        return Some(Kind::Public);
    }
    // 家賃収入が年60万円
    let yearly = right.trim_end_matches(['年', '月']).trim_end_matches(PARTICLES);
    if ends(yearly, &ASIDE)
        || is_of(&OWN_MONEY, &BODIES)
        || has_others && (ends(right, &BEHIND) || ends(right, &RETOLD))
        || before && ends(right, &REST)
    {
        return Some(Kind::Aside);
    }
    let aid = AID.iter().find_map(|w| right.trim_end_matches('を').strip_suffix(w)).filter(|_| has_others);
    let by = aid.map_or(right, |a| a.trim_end_matches('の'));
    let by = by.strip_suffix("から").unwrap_or(if aid.is_some() { by } else { "" });
    if has_others && (ends(by, &BODIES) || by.ends_with("役場") || right.ends_with("公費")) {
        return Some(Kind::Public);
    }
    // Nobody says who gives it: beside a loan it is what the body gives.
    let is_bare = |a: &str| a.is_empty() && !right.ends_with("支援") || a.ends_with("宝くじ");
    let is_kept = !begins(behind, &GIVES) && !begins(behind, &["を出", "を配", "を渡", "を交付"]);
    let kind = if is_lent { Kind::Public } else { Kind::Grant };
    aid.filter(|a| before && is_kept && is_bare(a)).map(|_| kind)
}

/// Whether others give the amount behind `clause`: 国から5千万円, 県の木造補助を2億円, 会社が1,000万円負担.
fn is_given(clause: &str, right: &str, behind: &str) -> bool {
    let from = clause.trim_end_matches(['約', '(', ':', ' ']);
    let giver = ["から", "からは", "から約", "が", "より"].iter().find_map(|w| from.strip_suffix(w));
    let is_above = |g: &str| {
        let one = g.rsplit(['(', ' ', '、', 'と', 'ち']).next().unwrap_or_default();
        ABOVE.contains(&one) || ends(one, &["県", "府", "北海道", "東京都"])
    };
    if giver.is_some_and(is_above) && !begins(behind, &["借", "を借"]) {
        return true;
    }
    // 1,000万円は国の補助
    let of = behind.strip_prefix(['は', 'が']).unwrap_or_default();
    if ABOVE.iter().filter_map(|a| of.strip_prefix(a)).any(|of| begins(of, &["の補助", "庫", "費", "から", "補助"]))
    {
        return true;
    }
    let right = right.trim_end_matches('を').trim_end_matches(PARTICLES);
    let aid = AID.iter().find_map(|w| right.strip_suffix(w)).map(|a| a.trim_start_matches("うち"));
    if aid.is_some_and(|a| a.split('の').next().is_some_and(is_above)) {
        return true;
    }
    let by = ["が", "は", "も"].iter().find_map(|w| from.strip_suffix(w));
    by.is_some_and(|by| ends(by, &OTHERS)) && begins(behind, &BEARS)
}

/// What an amount is one of: 1人あたり, 1年あたり.
fn label_of_each(text: &[char], amount: &Amount) -> String {
    let clause = clause(text, amount.from, amount.at.0);
    let behind = string(text, amount.at.1, amount.at.1 + 8);
    let is_yearly = holds(&clause, &["毎年の", "年間の"])
        || ends(&clause, &YEARLY)
        || ends(clause.trim_end_matches(PARTICLES), &["年", "年間"]);
    let other = match (is_yearly, is_of_each(&clause)) {
        (true, _) => "1年あたり",
        (false, true) => "1人あたり",
        (false, false) => "1つあたり",
    };
    let said = each(clause.trim_end_matches(PARTICLES)).or_else(|| term(&behind));
    said.unwrap_or_else(|| other.to_owned())
}

/// Whether these words say that what follows is for each of several people.
fn is_of_each(before: &str) -> bool {
    holds(before, &["人当たり", "人あたり", "人につき", "名当たり", "名あたり", "名につき"])
}

/// Whether `text` ends with one of `words` that begins where the text or a clause does: うち国, but not 外国.
fn ends_as_word(text: &str, words: &[&str]) -> bool {
    words.iter().any(|w| {
        let head = text.strip_suffix(w).map(|head| head.trim_end_matches("うち"));
        head.is_some_and(|head| head.is_empty() || head.ends_with(['(', ' ', 'が', 'と', '残']))
    })
}

/// What an amount is for, each time, where 「を3年」 stands behind it.
fn term(behind: &str) -> Option<String> {
    let count = behind.strip_prefix('を')?;
    let unit = count.trim_start_matches(|c| DIGITS.contains(c));
    TERMS.iter().find(|t| unit.len() < count.len() && unit.starts_with(**t)).map(|t| format!("1{t}あたり"))
}

/// What these words make the amount behind them, where it is one for each of several: 一人, 1軒あたり, 月額.
fn each(before: &str) -> Option<String> {
    // 月2万円, but not 10月.
    if before.strip_suffix('月').is_some_and(|head| !head.ends_with(|c| c == 'か' || DIGITS.contains(c))) {
        return Some("月あたり".to_owned());
    }
    let before = before.trim_end_matches(['年', '月']);
    let before = ["あたり", "当たり", "につき"].iter().fold(before, |rest, w| rest.trim_end_matches(w));
    let before = before.strip_suffix("ひとり").map_or_else(|| before.to_owned(), |head| format!("{head}一人"));
    if ["各", "それぞれ"].iter().any(|w| before.ends_with(w)) {
        return Some("1つあたり".to_owned());
    }
    let counters = [
        "人", "名", "軒", "戸", "棟", "台", "回", "頭", "校", "件", "社", "世帯", "か所", "箇所", "団体", "地区", "日",
        "時間",
    ];
    // 二十一人 are more than one.
    let is_one = |c: &&&str| {
        let head = before.strip_suffix(**c).and_then(|head| head.strip_suffix(['一', '1']));
        // 10月1日 is a day.
        head.is_some_and(|head| !head.ends_with(|c| DIGITS.contains(c) || c == '月'))
    };
    let wages = ["月額", "月々", "毎月", "月給", "時給", "日額"];
    let counter = counters.iter().find(is_one).map(|c| format!("1{c}あたり"));
    counter.or_else(|| wages.iter().find(|w| before.ends_with(**w)).map(|w| (*w).to_owned()))
}

/// What an amount is called where programmes call cost items of their own so: リーダーの研修.
fn own_label(text: &[char], items: &[Called], amount: &Amount, label: &str) -> Option<String> {
    let begin = clause_begin(text, amount.words.0, amount.words.1);
    let said = items.iter().filter(|(at, _)| at.0 >= begin && at.1 <= amount.words.1);
    let mut words: Vec<&str> = said.map(|(_, word)| *word).collect();
    if words.iter().all(|word| label.contains(word)) {
        return Some(label.to_owned()).filter(|_| !words.is_empty());
    }
    words.retain(|word| !label.contains(word));
    words.extend(Some(label).filter(|l| !l.is_empty() && !words.iter().any(|word| word.contains(*l))));
    Some(words.join("の"))
}

/// Whether a further amount is called a cost: by a kind of cost, by its noun, or as one of a list.
fn is_called_a_cost((costs, is_for): (&[Found], bool), amount: &Amount, label: &str, text: &[char]) -> bool {
    let between = string(text, amount.from, amount.at.0);
    let named = costs.iter().any(|f| !f.negated && f.at.0 >= amount.words.0 && f.at.1 <= amount.words.1);
    let named = named || amount.words.0 >= amount.at.1 && !label.is_empty();
    let listed = ["、", "と", "+", "・", "や", "及び"].iter().find_map(|w| between.strip_prefix(w));
    // オーブン300万円: a noun in kana, where no particle says otherwise.
    let is_noun =
        |rest: &str| rest.chars().nth(1).is_some() && !rest.ends_with(['は', 'が', 'で', 'に', 'も', 'て', 'の', 'を']);
    // 、協力隊2人で1,040万円: what it is for is as good as a noun.
    let listed = listed.is_some_and(|rest| !label.is_empty() && !label.ends_with('額') || is_for || is_noun(rest));
    amount.of.is_some() || named || label.ends_with(COSTS) || listed
}

/// The kind of cost that is named nearest before an amount; none where two of different kinds are named as one sum.
fn cost_kind(costs: &[Found], amount: &Amount, text: &[char]) -> Option<WordId> {
    let mut here: Vec<&Found> =
        costs.iter().filter(|f| !f.negated && f.at.0 >= amount.words.0 && f.at.1 <= amount.words.1).collect();
    if amount.words.0 >= amount.at.1 {
        return here.first().map(|f| f.id);
    }
    let last = here.pop()?;
    let joined = here.pop().is_some_and(|other| {
        other.id != last.id && string(text, other.at.1, last.at.0).starts_with(['と', 'や', '・', '、', ','])
    });
    Some(last.id).filter(|_| !joined)
}

/// Money of a name of its own, which the kind of cost named elsewhere does not explain: 負担金, 年俸.
fn is_called_otherwise(label: &str) -> bool {
    label.ends_with(['金', '料', '代', '俸', '給', '賃'])
}

/// The noun right before an amount: 「事務局に600万円」 → 事務局, 「負担金は年500万円」 → 負担金; nothing that only says when or
/// how much in all.
fn noun_before(text: &[char], from: usize, at: usize) -> String {
    let clause = clause(text, from, at);
    let mut rest = clause.as_str();
    loop {
        let word = rest.trim_end_matches(['約', '(', ':', ' ']);
        let cut = word.trim_end_matches(is_kana);
        let kana = word.chars().count() - cut.chars().count();
        if kana > 3 {
            return String::new();
        }
        let skip =
            ["年間", "毎年", "初年度", "年", "月", "全部", "全体", "合計", "総額", "上限", "最大", "税込", "税込み"];
        let Some(skipped) = skip.iter().find_map(|w| cut.strip_suffix(w)) else {
            // A kana that a noun ends with stays where only particles follow: 片付けに, 見守りは, but not 車両リース.
            let tail = word.chars().nth(cut.chars().count()).filter(|c| {
                let mut rest = word.chars().skip(cut.chars().count() + 1);
                kana > 1 && "けりきしみえ".contains(*c) && rest.all(|c| "はがのにでもをとへや".contains(c))
            });
            rest = word.get(..cut.len() + tail.map_or(0, char::len_utf8)).unwrap_or(cut);
            break;
        };
        rest = skipped.trim_end_matches(|c| DIGITS.contains(c));
    }
    // Kana inside a noun stand alone between kanji: 空き家改修, 取り壊し費.
    let all: Vec<char> = rest.chars().collect();
    let mut begin = all.len() - usize::from(all.last().is_some_and(|c| is_kana(*c)));
    while let Some(before) = begin.checked_sub(1).and_then(|at| all.get(at)) {
        let joins = "きりけしみえっ".contains(*before)
            && begin < all.len()
            && begin > 1
            && all.get(begin - 2).is_some_and(|c| is_kanji(*c));
        if !is_kanji(*before) && !joins {
            break;
        }
        begin -= 1;
    }
    // 20時間で, 1年目に: what a number counts is no noun of its own.
    if begin.checked_sub(1).and_then(|at| all.get(at)).is_some_and(|c| DIGITS.contains(*c)) {
        return String::new();
    }
    let word: String = all.iter().skip(begin).collect();
    // One kanji is the stem of a verb more often than a noun: 直して.
    if word.chars().filter(|c| is_kanji(*c)).count() < 2 { String::new() } else { word }
}
