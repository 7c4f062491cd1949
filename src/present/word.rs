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

/// The instrument of a rate, as rows name it.
pub fn instrument(i: Instrument) -> &'static str {
    match i {
        Instrument::National => "国費",
        Instrument::SpecialTax => "特別交付税 措置率",
        Instrument::OrdinaryTax => "普通交付税",
        Instrument::BondShare => "地方債 充当率",
        Instrument::BondRelief => "交付税措置率",
        Instrument::TaxRelief => "税の率",
        Instrument::Other => "割合",
    }
}

/// The name of a rate: its instrument, or what a rate of no instrument is the share of.
pub fn rate_group(g: &RateGroup) -> &'static str {
    match (g.instrument, g.rows) {
        (Instrument::Other, [only]) if !only.label.is_empty() => only.label,
        (i, _) => instrument(i),
    }
}

/// What the documents give.
pub fn level(l: Level) -> &'static str {
    match l {
        Level::Figures => "率・上限の記載あり",
        Level::Terms => "率・上限額の記載なし",
        Level::Mention => "名称の記載のみ（率・上限額の記載なし）",
    }
}

/// 過疎区分 of a row of the table.
pub fn kaso(k: Kaso) -> &'static str {
    match k {
        Kaso::Whole => "全部過疎",
        Kaso::Part => "一部過疎",
        Kaso::Deemed => "みなし過疎",
        Kaso::None => "過疎地域なし",
    }
}

/// Word of a group; it always stands beside the mark.
pub fn group(g: Group) -> &'static str {
    match g {
        Group::Applies => "該当",
        Group::Open => "要確認",
        Group::Excluded => "対象外",
        Group::OutOfTerm => "期限外",
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

/// Mark of a group, never shown without its word.
///
/// ○, △ and × are one or two cells wide depending on terminal and font, and are cut in half where the two
/// disagree. These marks are two cells wide everywhere.
pub fn mark(g: Group) -> &'static str {
    match g {
        Group::Applies => "〇",
        Group::Open => "？",
        Group::Excluded => "ｘ",
        Group::OutOfTerm => "－",
    }
}

/// The body's layer of an answer.
pub fn body(t: Truth) -> &'static str {
    match t {
        Truth::Yes => "団体〇",
        Truth::Unknown => "団体？",
        Truth::No => "団体ｘ",
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

/// What became of a condition.
pub fn truth(t: Truth) -> &'static str {
    match t {
        Truth::Yes => "満たす",
        Truth::Unknown => "未回答",
        Truth::No => "満たさない",
    }
}

/// Verdict as data files carry it.
pub fn verdict_key(t: Truth) -> &'static str {
    match t {
        Truth::Yes => "yes",
        Truth::Unknown => "unknown",
        Truth::No => "no",
    }
}

/// Name of an order, as the footer shows it.
pub fn order(o: Order) -> &'static str {
    match o {
        Order::Certainty => "確からしさ順",
        Order::Support => "国の支援率順",
        Order::Ceiling => "上限額順",
        Order::Kind => "種別順",
        Order::Name => "よみ順",
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

/// How two programmes hang together.
pub fn link(k: LinkKind) -> &'static str {
    match k {
        LinkKind::PartOf => "含まれる制度",
        LinkKind::Then => "次の段階",
        LinkKind::With => "あわせて使う",
        LinkKind::Fallback => "使えないときの代わり",
        LinkKind::Excludes => "併用できない",
        LinkKind::See => "関連",
    }
}

/// Whose money.
pub fn bucket(b: Bucket) -> &'static str {
    match b {
        Bucket::National => "国費",
        Bucket::SpecialTax => "特別交付税",
        Bucket::OrdinaryTax => "普通交付税",
        Bucket::BondRelief => "交付税措置（元金）",
        Bucket::Local => "実質的な地方負担",
        Bucket::LocalUnknown => "地方負担（措置不明）",
        Bucket::Over => "上限超過（地方負担）",
        Bucket::Private => "民間・融資",
        Bucket::Own => "自己資金等",
        Bucket::Fee => "利用料金等",
        Bucket::Third => "その他の負担",
    }
}

/// Topic of a question.
pub fn topic(t: Topic) -> &'static str {
    match t {
        Topic::Body => "団体",
        Topic::Site => "場所",
        Topic::Plan => "計画",
        Topic::Amount => "金額・数量",
        Topic::Reference => "参考",
    }
}
