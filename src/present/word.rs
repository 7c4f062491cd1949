//! One Japanese word per domain value.

use crate::domain::judge::assess::Layers;
use crate::domain::judge::rank::{Group, Order, Shelf};
use crate::domain::money::scenario::Why;
use crate::domain::terms::catalogue::Kaso;
use crate::domain::terms::flow::Bucket;
use crate::domain::terms::profile::Topic;
use crate::domain::terms::programme::{Instrument, Level, LinkKind, RateGroup};
use crate::domain::value::truth::Truth;

/// Said where no condition stands on the body.
pub const FOR_ALL_BODIES: &str = "団体の種類を限る条件は資料に記載なし";

/// What is not answered, or that documents leave open: one title and one count everywhere.
pub const OPEN: &str = "まだ決まらないこと";

/// Tables of words: a function for each, from an enum without data to the word for each variant.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident($of:ident) { $($variant:ident $text:literal,)+ })+) => {$(
        $(#[$doc])*
        pub const fn $name(of: $of) -> &'static str {
            match of { $($of::$variant => $text,)+ }
        }
    )+};
}

pub(super) use words;

/// What the local side pays where a ceiling cuts something off: both together, or the smaller part would be taken for
/// the whole.
pub const WHOLE_BURDEN: &str = "地方の負担の計";

words! {
    /// The instrument of a rate, as rows name it.
    instrument(Instrument) {
        National "国費", SpecialTax "特別交付税 措置率", OrdinaryTax "普通交付税", BondShare "地方債 充当率",
        BondRelief "交付税措置率", TaxRelief "税の率", Other "割合",
    }

    /// What the documents give.
    level(Level) {
        Figures "率・上限の記載あり", Terms "率・上限額の記載なし", Mention "名称の記載のみ（率・上限額の記載なし）",
    }

    /// 過疎区分 of a row of the table.
    kaso(Kaso) { Whole "全部過疎", Part "一部過疎", Deemed "みなし過疎", None "過疎地域なし", }

    /// Word of a group; it always stands beside the mark.
    group(Group) { Applies "該当", Open "要確認", Excluded "対象外", OutOfTerm "期限外", }

    /// Mark of a group, never shown without its word.
    ///
    /// ○, △ and × are one or two cells wide depending on terminal and font, and are cut in half where the two
    /// disagree. These marks are two cells wide everywhere.
    mark(Group) { Applies "〇", Open "？", Excluded "ｘ", OutOfTerm "－", }

    /// The body's layer of an answer.
    body(Truth) { Yes "団体〇", Unknown "団体？", No "団体ｘ", }

    /// What became of a condition.
    truth(Truth) { Yes "満たす", Unknown "未回答", No "満たさない", }

    /// Verdict as data files carry it.
    verdict_key(Truth) { Yes "yes", Unknown "unknown", No "no", }

    /// Name of an order, as the footer shows it.
    order(Order) {
        Certainty "確からしさ順", Support "国の支援率順", Ceiling "上限額順", Kind "種別順", Name "よみ順",
    }

    /// How two programmes hang together.
    link(LinkKind) {
        PartOf "含まれる制度", Then "次の段階", With "あわせて使う", Fallback "使えないときの代わり",
        Excludes "併用できない", See "関連",
    }

    /// Whose money.
    bucket(Bucket) {
        National "国費", SpecialTax "特別交付税", OrdinaryTax "普通交付税", BondRelief "交付税措置（元金）",
        Local "実質的な地方負担", LocalUnknown "地方負担（措置不明）", Over "上限超過（地方負担）",
        Private "民間・融資", Own "自己資金等", Fee "利用料金等", Third "その他の負担",
    }

    /// Topic of a question.
    topic(Topic) { Body "団体", Site "場所", Plan "計画", Amount "金額・数量", Reference "参考", }
}

/// Why an amount cannot be computed.
pub fn why(w: Why) -> &'static str {
    match w {
        Why::NoRate => "率の記載なし",
        Why::Fixed => "定額補助（率の記載なし）",
        Why::Adjusted => "財政力補正の算式は記載なし",
        Why::Overdrawn => "内訳の合計が総額を超えている。入力を確認",
        Why::Silent(why) => why,
    }
}

/// The name of a rate: its instrument, or what a rate of no instrument is the share of.
pub fn rate_group(g: &RateGroup) -> &'static str {
    match (g.instrument, g.rows) {
        (Instrument::Other, [only]) if !only.label.is_empty() => only.label,
        (i, _) => instrument(i),
    }
}

/// Word of a shelf.
pub fn shelf(s: Shelf) -> &'static str {
    match s {
        Shelf::Money => "お金の制度",
        Shelf::Support => "支援",
        Shelf::Open => group(Group::Open),
        Shelf::Excluded => group(Group::Excluded),
        Shelf::Named => "お知らせ・名前のみ",
        Shelf::OutOfTerm => group(Group::OutOfTerm),
    }
}

/// The same where there is little room.
pub fn shelf_short(s: Shelf) -> &'static str {
    match s {
        Shelf::Money => "お金",
        Shelf::Named => "お知らせ",
        other => shelf(other),
    }
}

/// The plan's layer: how many of its terms are met by the present answers; empty where there are none.
pub fn plan(l: Layers) -> String {
    match (l.terms(), l.failed) {
        (0, _) => String::new(),
        (all, 0) => format!("計画 {}/{all}", l.met),
        (all, _) => format!("計画ｘ{}/{all}", l.met),
    }
}

/// The same where there is little room.
pub fn order_short(o: Order) -> &'static str {
    match o {
        Order::Certainty => "確かさ順",
        Order::Support => "支援率順",
        other => order(other),
    }
}
