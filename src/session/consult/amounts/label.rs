//! What an amount is called, and which kind of cost that is.

use crate::domain::terms::fit::WordId;
use crate::session::consult::amounts::amount::{Amount, Called};
use crate::session::consult::amounts::words::{DIGITS, clause, clause_begin, string};
use crate::session::consult::lexicon::{Found, is_kana, is_kanji};

/// What an amount ends with that is a cost although no kind of cost is named: 広告代, 予備費.
pub(super) const COSTS: [char; 9] = ['費', '代', '料', '賃', '金', '酬', '工', '俸', '給'];

/// Whether what stands there is said of this amount.
pub(super) fn is_own_word(text: &[char], a: &Amount, (from, to): (usize, usize)) -> bool {
    let begin = if a.is_first() { a.words.0 } else { clause_begin(text, a.words.0, a.words.1) };
    begin <= from && to <= a.words.1
}

/// The noun that says what an amount is.
pub(super) fn label_of(text: &[char], a: &Amount) -> String {
    if a.is_first() { noun_behind(text, a.at.1) } else { noun_before(text, a.from, a.at.0) }
}

/// The noun behind an amount: 300万円の設計 → 設計, 500万円で講座 → 講座.
pub(super) fn noun_behind(text: &[char], at: usize) -> String {
    let rest = text.iter().skip(at).skip_while(|c| "のでをかけてっ".contains(**c)).take(12);
    let noun: String = rest.take_while(|c| is_kanji(**c)).collect();
    if noun.chars().count() < 2 { String::new() } else { noun }
}

/// What an amount for each of several pays: 1人320万円の報償費; 人件費、1人300万円.
pub(super) fn cost_of_each(text: &[char], a: &Amount) -> Option<String> {
    let before = clause_begin(text, a.from, a.at.0).checked_sub(1).filter(|end| *end > a.from);
    let nouns = [Some(noun_behind(text, a.at.1)), before.map(|end| noun_before(text, a.from, end))];
    nouns.into_iter().flatten().find(|n| n.ends_with(COSTS))
}

/// What an amount is called where programmes call cost items of their own so: リーダーの研修.
pub(super) fn own_label(text: &[char], items: &[Called], amount: &Amount, label: &str) -> Option<String> {
    let begin = clause_begin(text, amount.words.0, amount.words.1);
    let said = items.iter().filter(|(at, _)| at.0 >= begin && at.1 <= amount.words.1);
    let mut words: Vec<&str> = Vec::new();
    for (_, word) in said {
        if !words.contains(word) {
            words.push(word);
        }
    }
    if words.iter().all(|word| label.contains(word)) {
        return Some(label.to_owned()).filter(|_| !words.is_empty());
    }
    words.retain(|word| !label.contains(word));
    words.extend(Some(label).filter(|l| !l.is_empty() && !words.iter().any(|word| word.contains(*l))));
    Some(words.join("の").replace("たの", "た"))
}

/// Whether a further amount is called a cost: by a kind of cost, by its noun, or as one of a list.
pub(super) fn is_called_a_cost((costs, is_for): (&[Found], bool), amount: &Amount, label: &str, text: &[char]) -> bool {
    let between = string(text, amount.from, amount.at.0);
    let named = amount.said(costs).next().is_some() || amount.is_first() && !label.is_empty();
    let listed = ["、", "と", "+", "・", "や", "及び"].iter().find_map(|w| between.strip_prefix(w));
    // オーブン300万円: a noun in kana, where no particle says otherwise.
    let is_noun =
        |rest: &str| rest.chars().nth(1).is_some() && !rest.ends_with(['は', 'が', 'で', 'に', 'も', 'て', 'の', 'を']);
    // 、協力隊2人で1,040万円: what it is for is as good as a noun.
    let listed = listed.is_some_and(|rest| !label.is_empty() && !label.ends_with('額') || is_for || is_noun(rest));
    amount.of.is_some() || named || label.ends_with(COSTS) || listed
}

/// The kind of cost that is named nearest before an amount; none where two of different kinds are named as one sum.
pub(super) fn cost_kind(costs: &[Found], amount: &Amount, text: &[char]) -> Option<WordId> {
    let mut here = amount.said(costs);
    if amount.is_first() {
        return here.next().map(|f| f.id);
    }
    let last = here.next_back()?;
    let joined = here.next_back().is_some_and(|other| {
        other.id != last.id && string(text, other.at.1, last.at.0).starts_with(['と', 'や', '・', '、', ','])
    });
    Some(last.id).filter(|_| !joined)
}

/// Money of a name of its own, which the kind of cost named elsewhere does not explain: 負担金, 年俸.
pub(super) fn is_called_otherwise(label: &str) -> bool {
    label.ends_with(['金', '料', '代', '俸', '給', '賃'])
}

/// The noun right before an amount: 「事務局に600万円」 → 事務局, 「負担金は年500万円」 → 負担金; nothing that only says when or
/// how much in all.
pub(super) fn noun_before(text: &[char], from: usize, at: usize) -> String {
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
