//! What each amount is said to be: a cost, a loan, 公費, what others give, or none of these.

use crate::session::consult::amounts::amount::{Amount, Kind};
use crate::session::consult::amounts::find::number_of;
use crate::session::consult::amounts::words::{COUNTERS, DIGITS, ENDS, PARTICLES, begins, clause, ends, holds, string};
use crate::session::consult::lexicon::{is_kana, is_kanji};

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
pub(super) const AID: [&str; 7] = ["補助金", "補助", "助成金", "助成", "交付金", "支援金", "支援"];

/// Who else bears a part of what a plan costs, and how that is said: 会社が1,000万円負担.
const OTHERS: [&str; 11] =
    ["自治会", "会社", "企業", "事業者", "地元", "住民", "組合", "法人", "団体", "財団", "町内会"];
const BEARS: [&str; 7] = ["負担", "を負担", "出す", "を出", "出し", "寄付", "寄附"];

/// What makes an amount the same one told in another way.
pub(super) const RETOLD: [&str; 8] = ["税抜", "税抜き", "税別", "当初", "実績", "限度額", "評価額", "部分"];

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

/// What an amount is for that comes again each year.
const UPKEEP: [&str; 5] = ["維持", "管理費", "光熱", "らんにんぐ", "保守"];

/// What makes an amount what those before it come to.
const BECOMES: [&str; 10] =
    ["足して", "加えて", "加え", "減額して", "値引きで", "値引きして", "引いて", "〆て", "=", "他で"];

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

/// What makes an amount a part of the one before it.
const PARTS: [&str; 3] = ["そのうち", "このうち", "うち"];

/// What is left of a whole that was told.
const REST: [&str; 7] = ["残額", "足りない", "足りん", "足らん", "不足", "残り", "差額"];

/// What makes an amount the whole of those beside it.
const WHOLE: [&str; 10] =
    ["全部", "全体", "合わせて", "あわせて", "合計", "総額", "総工費", "総事業費", "しめて", "として"];

/// What an amount is said to be; `before` and `next` are the amounts around it, and the sentence
/// speaks of 融資 (`is_lent`).
pub(super) fn kind(
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
pub(super) fn label_of_each(text: &[char], amount: &Amount) -> String {
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

/// How many of them stand right beside an amount for each: 3軒を1軒600万円で, 1軒500万円、5軒, 2か所、各3,000万円. `label` is
/// what it is one of.
pub(super) fn times(text: &[char], amount: &Amount, label: &str) -> Option<(u64, &'static str)> {
    let one = label.strip_prefix('1')?.strip_suffix("あたり")?;
    let units = EACH.iter().copied().filter(|unit| if one == "つ" { !SPENT.contains(unit) } else { *unit == one });
    let number = |run: &str| number_of(run).filter(|n| *n > 1);
    let behind = string(text, amount.at.1, amount.at.1 + 14);
    let behind = behind.strip_prefix("ずつ").unwrap_or(&behind);
    let behind = behind.strip_prefix(['を', 'で', '、', 'が', 'の']).unwrap_or(behind);
    let unit = behind.trim_start_matches(|c| DIGITS.contains(c));
    let run = behind.strip_suffix(unit).unwrap_or_default();
    // 5軒目, 5軒ある: which one, and how many there are.
    let is_counted =
        |c: &&str| unit.strip_prefix(*c).is_some_and(|rest| !begins(rest, &["目", "あ", "のう", "以", "も"]));
    if let Some(n) = number(run) {
        return units.clone().find(is_counted).map(|unit| (n, unit));
    }
    let head = string(text, amount.from.max(amount.at.0.saturating_sub(24)), amount.at.0);
    let head = head.trim_end_matches(PARTICLES);
    let head = ["あたり", "当たり", "につき"].iter().find_map(|w| head.strip_suffix(w)).unwrap_or(head);
    let head = [one, "各", "それぞれ"].iter().find_map(|w| head.strip_suffix(w)).unwrap_or(head);
    let head = head.trim_end_matches(['1', '一']).trim_end_matches(['、', 'を']).trim_end_matches(PARTICLES);
    units.into_iter().find_map(|unit| {
        let head = head.strip_suffix(unit)?;
        let before = head.trim_end_matches(|c| DIGITS.contains(c));
        Some((number(head.strip_prefix(before)?)?, unit))
    })
}

/// What an amount may be for each of.
const EACH: [&str; 18] = [
    "人", "名", "軒", "戸", "棟", "台", "回", "頭", "校", "件", "社", "世帯", "か所", "箇所", "団体", "地区", "日",
    "時間",
];

/// Those of them that are no things, nor places.
const SPENT: [&str; 4] = ["人", "名", "日", "時間"];

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
    // 二十一人 are more than one.
    let is_one = |c: &&&str| {
        let head = before.strip_suffix(**c).and_then(|head| head.strip_suffix(['一', '1']));
        // 10月1日 is a day.
        head.is_some_and(|head| !head.ends_with(|c| DIGITS.contains(c) || c == '月'))
    };
    let wages = ["月額", "月々", "毎月", "月給", "時給", "日額"];
    let counter = EACH.iter().find(is_one).map(|c| format!("1{c}あたり"));
    counter.or_else(|| wages.iter().find(|w| before.ends_with(**w)).map(|w| (*w).to_owned()))
}
