//! One programme as the documents print it: who, what, how much, until when, and where that stands.

use crate::domain::sort;
use crate::domain::terms::condition::Condition;
use crate::domain::terms::fit::Fit;
use crate::domain::terms::flow::{Bucket, Line};
use crate::domain::terms::keyed::keyed;
use crate::domain::terms::keys::SearchKeys;
use crate::domain::terms::late::Late;
use crate::domain::terms::profile::FactId;
use crate::domain::terms::role::Role;
use crate::domain::value::date::{Date, Period, Status};
use crate::domain::value::number::{Share, Yen};
use crate::domain::value::source::{Cites, Quote};

/// Index of a programme in the catalogue.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ProgrammeId(pub u16);

/// 種別: the form in which the support comes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kind {
    /// 国庫補助
    NationalSubsidy,
    /// 交付金
    Grant,
    /// 特別交付税
    SpecialTax,
    /// 普通交付税
    OrdinaryTax,
    /// 地方債
    Bond,
    /// 税制
    TaxRelief,
    /// 人材派遣
    Dispatch,
    /// 実証
    Pilot,
    /// その他
    Other,
}

keyed! {
    Kind {
        NationalSubsidy "国庫補助", Grant "交付金", SpecialTax "特別交付税", OrdinaryTax "普通交付税", Bond "地方債",
        TaxRelief "税制", Dispatch "人材派遣", Pilot "実証", Other "その他",
    }
}

/// How much the documents say.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Level {
    /// At least one rate or ceiling.
    Figures,
    /// Applicant, purpose, budget or conditions, but no rate or ceiling.
    Terms,
    /// Only named.
    Mention,
}

keyed! { Level { Figures "figures", Terms "terms", Mention "mention", } }

/// The instrument a rate belongs to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Instrument {
    /// 国費（国庫補助・交付金）
    National,
    /// 特別交付税
    SpecialTax,
    /// 普通交付税
    OrdinaryTax,
    /// 地方債の充当率
    BondShare,
    /// 地方債の交付税措置率
    BondRelief,
    /// 割増償却・減収補填など税の率
    TaxRelief,
    /// その他（機構負担など）
    Other,
}

keyed! {
    Instrument {
        National "国費", SpecialTax "特別交付税", OrdinaryTax "普通交付税", BondShare "充当率", BondRelief "交付税措置率",
        TaxRelief "税", Other "その他",
    }
}

/// What stands where a rate is expected.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RateValue {
    /// An exact share.
    Share(Share),
    /// Several shares are printed and the documents do not say which applies when (0.5または0.3).
    OneOf(&'static [Share]),
    /// 定額: a fixed amount, no share printed.
    Fixed,
    /// 措置率の記載なし
    NotStated,
    /// 全額 (the other party pays everything).
    Full,
}

/// Another reading of a row: an older document's figure, or another way to read the words.
#[derive(Clone, Copy, Debug)]
pub struct RateReading {
    /// The figure under this reading.
    pub value: RateValue,
    /// Why it is shown: document and difference.
    pub why: &'static str,
    /// Where it is printed.
    pub cites: Cites,
}

/// One row of a rate table.
#[derive(Clone, Copy, Debug)]
pub struct RateRow {
    /// Name of the row (「条件不利地域・財政力0.25未満」).
    pub label: &'static str,
    /// When it applies; `None` for the base row, which applies when no other does.
    pub when: Option<Condition>,
    /// The figure.
    pub value: RateValue,
    /// 財政力補正 is applied on top; named, never computed (no formula in the documents).
    pub adjusted: bool,
    /// When the row is in force.
    pub period: Period,
    /// Other readings, newest document first.
    pub others: &'static [RateReading],
    /// Where it is printed.
    pub cites: Cites,
}

/// Rows that exclude each other: one instrument on one base.
#[derive(Clone, Copy, Debug)]
pub struct RateGroup {
    /// Key inside the programme.
    pub id: &'static str,
    /// The instrument.
    pub instrument: Instrument,
    /// What the share is taken of (「公費による交付額」).
    pub of: &'static str,
    /// The rows.
    pub rows: &'static [RateRow],
}

/// Another reading of a ceiling.
#[derive(Clone, Copy, Debug)]
pub struct CeilingReading {
    /// The amount under this reading.
    pub yen: Yen,
    /// What it limits under this reading.
    pub of: &'static str,
    /// The line of the flow that it caps under this reading, where that is another one.
    pub line: Option<u8>,
    /// Why it is shown.
    pub why: &'static str,
    /// Where it is printed.
    pub cites: Cites,
}

/// One row of a table of ceilings.
#[derive(Clone, Copy, Debug)]
pub struct CeilingRow {
    /// Name of the row (「融資／公費 1.5以上2.0未満」).
    pub label: &'static str,
    /// When it applies; `None` for the base row.
    pub when: Option<Condition>,
    /// The amount.
    pub yen: Yen,
    /// Whether the documents print 「約」 before the amount; it is never said without it.
    pub about: bool,
    /// When the row is in force.
    pub period: Period,
    /// Other readings.
    pub others: &'static [CeilingReading],
    /// Where it is printed.
    pub cites: Cites,
}

/// Rows of ceilings that exclude each other.
#[derive(Clone, Copy, Debug)]
pub struct CeilingGroup {
    /// Key inside the programme.
    pub id: &'static str,
    /// What is limited (「公費による交付額」, 「補助額」, 「対象経費」).
    pub of: &'static str,
    /// Per what (「事業」, 「人・年」, 「団体」); empty where not printed.
    pub per: &'static str,
    /// Whether it is a lower bound (取得価額の下限) instead of a ceiling.
    pub floor: bool,
    /// The rows.
    pub rows: &'static [CeilingRow],
}

/// A sentence in our words with its citations.
#[derive(Clone, Copy, Debug)]
pub struct Note {
    /// The sentence.
    pub text: &'static str,
    /// Where its figures are printed.
    pub cites: Cites,
}

/// 計画の要件: something the plan must satisfy.
#[derive(Clone, Copy, Debug)]
pub struct Requirement {
    /// What must hold, in our words.
    pub text: &'static str,
    /// How it is judged; `None` where only people can judge it (有識者の審査).
    pub when: Option<Condition>,
    /// Where it is printed.
    pub cites: Cites,
}

/// 段階: where in the making of a budget an amount stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// 当初
    Initial,
    /// 補正
    Supplementary,
    /// 不明: the document does not say.
    Unknown,
}

keyed! { Stage { Initial "当初", Supplementary "補正", Unknown "不明", } }

/// 予算額 of a fiscal year, as printed.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    /// Fiscal year by its Gregorian April.
    pub fiscal_year: i32,
    /// The stage as printed.
    pub stage: Stage,
    /// The amount as printed (「6.0億円の内数」).
    pub text: &'static str,
    /// Where it is printed.
    pub cites: Cites,
}

/// A date or window in the year (公募, 派遣期間, 見直し).
#[derive(Clone, Copy, Debug)]
pub struct Window {
    /// What happens.
    pub label: &'static str,
    /// First day, where a day of a year is printed.
    pub from: Option<Date>,
    /// Last day, where a day of a year is printed.
    pub to: Option<Date>,
    /// Months of the year (1 to 12) for what recurs every year.
    pub months: &'static [u8],
    /// Where it is printed.
    pub cites: Cites,
}

/// How two programmes hang together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LinkKind {
    /// This programme's part of a larger one.
    PartOf,
    /// May follow on it.
    Then,
    /// Goes together with it.
    With,
    /// Stands in when it cannot be had.
    Fallback,
    /// Excludes it.
    Excludes,
    /// Is related.
    See,
}

keyed! {
    LinkKind { PartOf "part", Then "then", With "with", Fallback "fallback", Excludes "excludes", See "see", }
}

/// A link that the documents make.
#[derive(Clone, Copy, Debug)]
pub struct Link {
    /// The other programme.
    pub to: ProgrammeId,
    /// How they hang together.
    pub kind: LinkKind,
    /// In our words.
    pub note: &'static str,
    /// Where it is printed.
    pub cites: Cites,
}

/// A point that must be confirmed at the office in charge (要確認).
#[derive(Clone, Copy, Debug)]
pub struct Check {
    /// The point.
    pub text: &'static str,
    /// When it matters; `None` for always.
    pub when: Option<Condition>,
    /// Goes into 窓口への質問票. `false` for a remark, and for what somebody else knows (税務署, 事業者).
    pub ask: bool,
    /// Where the doubt comes from.
    pub cites: Cites,
}

/// A programme.
#[derive(Clone, Copy, Debug)]
pub struct Programme {
    /// Public id: file name, command-line argument, data key.
    pub id: &'static str,
    /// Name as printed.
    pub name: &'static str,
    /// Reading in hiragana.
    pub yomi: &'static str,
    /// 種別.
    pub kind: Kind,
    /// 区分: what it is to a municipality.
    pub role: Role,
    /// How much the documents say.
    pub level: Level,
    /// 所管.
    pub ministry: &'static str,
    /// テーマ.
    pub themes: &'static [&'static str],
    /// What it is for, in our words.
    pub summary: &'static str,
    /// 申請者: who applies.
    pub applicant: &'static str,
    /// 実施主体: who carries the project out.
    pub operator: &'static str,
    /// 対象経費・内容: further terms, in our words.
    pub terms: &'static [Note],
    /// Where the programme is described.
    pub cites: Cites,
    /// 対象団体: decides whether this body can use it at all.
    pub eligible: Condition,
    /// 計画の要件.
    pub requirements: &'static [Requirement],
    /// When the programme is in force.
    pub period: Period,
    /// Where that period is printed.
    pub period_cites: Cites,
    /// 率.
    pub rates: &'static [RateGroup],
    /// 上限.
    pub ceilings: &'static [CeilingGroup],
    /// How the money flows, top to bottom.
    pub flow: &'static [Line],
    /// The split that the document's own diagram shows, in one line; empty where there is none.
    pub diagram: &'static str,
    /// Where that diagram stands.
    pub diagram_cites: Cites,
    /// 予算額.
    pub budgets: &'static [Budget],
    /// Dates and windows.
    pub windows: &'static [Window],
    /// 読み上げる1行: rate, of what, ceiling, of what, per what; empty for a programme without figures.
    pub line: &'static str,
    /// Where that is printed.
    pub line_cites: Cites,
    /// 担当課室, where printed.
    pub office: &'static str,
    /// Where that is printed.
    pub office_cites: Cites,
    /// What it is for, who acts, what it pays for.
    pub fit: Fit,
    /// 問い合わせ先, where printed.
    pub contact: &'static str,
    /// Links to other programmes.
    pub links: &'static [Link],
    /// 要確認.
    pub checks: &'static [Check],
    /// All citations of this programme.
    pub quotes: Late<Quote>,
    /// Other words people search it by.
    pub synonyms: &'static [&'static str],
    /// Folded search keys, prepared when the bundle is built.
    pub keys: SearchKeys,
}

impl RateValue {
    /// Smallest and largest share it may be, where it is a share at all.
    pub fn bounds(self) -> Option<(Share, Share)> {
        match self {
            Self::Share(s) => Some((s, s)),
            Self::Full => Some((Share::WHOLE, Share::WHOLE)),
            Self::OneOf(all) => Some((*all.iter().min()?, *all.iter().max()?)),
            Self::Fixed | Self::NotStated => None,
        }
    }
}

impl Programme {
    /// The quotes that citations of this programme point to.
    pub fn cited<'c>(&self, cites: impl IntoIterator<Item = &'c u8>) -> impl Iterator<Item = &'static Quote> {
        let quotes = self.quotes;
        cites.into_iter().filter_map(move |c| quotes.get(usize::from(*c)))
    }

    /// The first of its dates and windows that is not over on `as_of`.
    pub fn next_window(&self, as_of: Date) -> Option<&'static Window> {
        self.windows.iter().find(|w| w.to.is_none_or(|end| end >= as_of))
    }

    /// The last window, from a day to a day, that has ended by then.
    pub fn ended_window(&self, as_of: Date) -> Option<&'static Window> {
        let ended = self.windows.iter().filter(|w| w.from.is_some() && w.to.is_some_and(|end| end < as_of));
        ended.max_by_key(|w| w.to)
    }

    /// What must hold of the plan, where that is a condition and not left to people.
    pub fn required(&self) -> impl Iterator<Item = &'static Condition> + use<> {
        self.requirements.iter().filter_map(|r| r.when.as_ref())
    }

    /// Every condition that decides the verdict: of the body first, then of the plan.
    pub fn deciding(&'static self) -> impl Iterator<Item = &'static Condition> {
        std::iter::once(&self.eligible).chain(self.required())
    }

    /// Every condition that decides a rate or a ceiling.
    fn of_figures(&self) -> impl Iterator<Item = &'static Condition> + use<> {
        let rates = self.rates.iter().flat_map(|g| g.rows).filter_map(|r| r.when.as_ref());
        rates.chain(self.ceilings.iter().flat_map(|g| g.rows).filter_map(|r| r.when.as_ref()))
    }

    /// Every condition that decides the verdict, a rate or a ceiling.
    pub fn conditions(&'static self) -> impl Iterator<Item = &'static Condition> {
        self.deciding().chain(self.of_figures())
    }

    /// Whether verdict or figures hang on such a fact; amounts and counts of the flow alone change neither.
    pub fn is_judged_by(&'static self, wanted: &dyn Fn(FactId) -> bool) -> bool {
        self.conditions().any(|c| c.asks(wanted))
    }
}

/// Whether each row that has ended was followed by one for the same case, and each that is still to come says what the
/// one in force says.
fn all_hold<V: PartialEq>(rows: &[(Period, Option<&Condition>, V)], as_of: Date) -> bool {
    let live = |when: Option<&Condition>, same: &dyn Fn(&V) -> bool| {
        rows.iter().any(|(period, other, value)| *other == when && period.status(as_of).is_live() && same(value))
    };
    rows.iter().all(|(period, when, value)| match period.status(as_of) {
        Status::NotYet(_) => live(*when, &|other| other == value),
        Status::Expired(_) => live(*when, &|_| true),
        Status::InForce | Status::Undated => true,
    })
}

impl Programme {
    /// The one line that is read aloud, where its figures hold on `as_of`: each row is in force, or a row in force stands
    /// for the same case. Else empty: what would be read aloud is another year's figure.
    pub fn line_on(&self, as_of: Date) -> &'static str {
        // Mostly all rows are in force, and nothing has to be looked for.
        let live = |period: Period| period.status(as_of).is_live();
        let rates = self.rates.iter().filter(|g| !g.rows.iter().all(|r| live(r.period))).all(|g| {
            let rows: Vec<_> = g.rows.iter().map(|r| (r.period, r.when.as_ref(), r.value)).collect();
            all_hold(&rows, as_of)
        });
        let ceilings = self.ceilings.iter().filter(|g| !g.rows.iter().all(|r| live(r.period))).all(|g| {
            let rows: Vec<_> = g.rows.iter().map(|r| (r.period, r.when.as_ref(), r.yen)).collect();
            all_hold(&rows, as_of)
        });
        if rates && ceilings { self.line } else { "" }
    }

    /// What comes of it is 交付税 alone, for what a body has spent itself.
    pub fn is_of_own_spending(&self) -> bool {
        let has = |all: &[Bucket]| self.flow.iter().any(|line| line.bucket.is_some_and(|b| all.contains(&b)));
        has(&[Bucket::SpecialTax, Bucket::OrdinaryTax, Bucket::BondRelief]) && !has(&[Bucket::National])
    }

    /// A body borrows for it, and 交付税 bears a part of what is paid back.
    pub fn is_bond(&self) -> bool {
        self.flow.iter().any(|line| line.bucket == Some(Bucket::BondRelief))
    }

    /// The amounts and counts that the lines of the flow start from and are limited by.
    pub fn flow_facts(&self) -> impl Iterator<Item = FactId> {
        self.flow
            .iter()
            .flat_map(|line| line.base.fact().into_iter().chain(line.cap.iter().flat_map(|cap| cap.times).copied()))
    }

    /// The amounts and counts that the flow asks for, each once, in the order of the questions: the whole
    /// cost before its parts.
    pub fn inputs(&self) -> Vec<FactId> {
        let mut out: Vec<FactId> = self.flow_facts().collect();
        let ratios = self.of_figures().flat_map(Condition::leaves).filter_map(Condition::ratio);
        out.extend(ratios.flat_map(|(a, b)| [a, b]));
        sort::once(&mut out);
        out
    }
}
