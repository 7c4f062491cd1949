//! The flow of a programme's money, as data: each line takes a share, a rate or the rest of an earlier line or of an
//! amount that the user gave.

use crate::domain::terms::keyed::keyed;
use crate::domain::terms::profile::FactId;
use crate::domain::value::number::Share;
use crate::domain::value::source::Cites;

/// Whose money it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Bucket {
    /// 国費
    National,
    /// 特別交付税
    SpecialTax,
    /// 普通交付税
    OrdinaryTax,
    /// 地方債のうち交付税で措置される元金
    BondRelief,
    /// 実質的な地方負担
    Local,
    /// 地方負担（措置不明）: the documents do not say what the tax allocations give back, so this is no 実質的な地方負担
    LocalUnknown,
    /// What a ceiling cut off and the local side pays too: a line of its own, in no 実質的な地方負担
    Over,
    /// 民間・融資
    Private,
    /// 自己資金等
    Own,
    /// 利用料金収入等
    Fee,
    /// 機構など国・自治体以外の負担
    Third,
}

keyed! {
    Bucket {
        National "国費", SpecialTax "特別交付税", OrdinaryTax "普通交付税", BondRelief "交付税措置（元金）",
        Local "地方負担", LocalUnknown "地方負担（措置不明）", Over "上限超過（地方負担）",
        Private "民間・融資", Own "自己資金", Fee "利用料金", Third "その他負担",
    }
}

/// What a line starts from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Base {
    /// An amount that the user gives.
    Fact(FactId),
    /// An earlier line.
    Line(u8),
}

impl Base {
    /// The fact, where it is one.
    pub const fn fact(self) -> Option<FactId> {
        match self {
            Self::Fact(f) => Some(f),
            Self::Line(_) => None,
        }
    }
}

/// What a line does with its base.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// Takes the whole base.
    Whole,
    /// Takes a fixed share of it.
    Share(Share),
    /// Takes the share of the applicable row of this rate group.
    Rate(u8),
    /// Takes the share of the applicable row of this rate group, and the whole base where none applies: a limit that
    /// the documents print for some cases only.
    Limit(u8),
    /// What is left of the base after these lines.
    Rest(&'static [u8]),
    /// What the cap of this line cut off (its base is not used).
    Over(u8),
    /// The base plus these lines.
    Sum(&'static [u8]),
    /// The documents give no figure: the reason.
    Silent(&'static str),
}

/// A ceiling on a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cap {
    /// Index of the ceiling group.
    pub group: u8,
    /// The ceiling is per unit of these counts (人, 団体); empty for a plain ceiling.
    pub times: &'static [FactId],
}

/// One line of the flow.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Line {
    /// Key inside the programme.
    pub id: &'static str,
    /// What stands on the screen.
    pub label: &'static str,
    /// What it starts from.
    pub base: Base,
    /// What it does.
    pub step: Step,
    /// What limits it.
    pub cap: Option<Cap>,
    /// Whose money it is; `None` for an intermediate line.
    pub bucket: Option<Bucket>,
    /// Where it is printed.
    pub cites: Cites,
}
