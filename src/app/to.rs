//! Addresses: where a key or a command leads.

use crate::domain::terms::programme::ProgrammeId;

/// An address: what a key or a command names. What it is about is what the present place has in view.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum To {
    /// 自治体を選ぶ
    Choose,
    /// 手入力: an empty profile
    Manual,
    /// 団体: what the tables say of the municipality that is open
    Body,
    /// 質問
    Questions,
    /// 質問 about the programme in view
    ProgrammeQuestions,
    /// 結果
    Results,
    /// 回答一覧
    Answers,
    /// 境目 of the fact in view
    Sweep,
    /// 出典と版, 年間予定, 用語 …
    Text(Text),
    /// 逆引き of the programme in view
    Who,
    /// 試算 of the programme in view
    Estimate,
    /// 書き出し of what is on the screen
    Export,
    /// 保存した自治体
    Saved,
    /// 制度データの入れ替え
    Bundle,
    /// 検索
    Search,
    /// 相談
    Consult,
    /// 事業, at this question
    Plan(Ask),
    /// 発表者画面 of what is in view
    Present,
}

/// The questions of 事業.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ask {
    /// 目的: what it is for
    Purposes,
    /// 主体: who acts
    Actors,
    /// 経費: what it costs
    Costs,
    /// 段階
    Stage,
}

impl Ask {
    /// All of them, in the order asked.
    pub const ALL: [Self; 4] = [Self::Purposes, Self::Actors, Self::Costs, Self::Stage];
}

/// The texts to read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Text {
    /// 出典と版
    Sources,
    /// 年間予定
    Calendar,
    /// 用語
    Terms,
    /// 用語, this one first
    Term(usize),
    /// 事例: this one
    Example(usize),
    /// 組み合わせ of what is marked
    Combine,
    /// 組み合わせ of what fits the plan
    Together,
    /// One plan for several towns
    Beside,
    /// 前回からの変化
    Changes,
}

/// Which questions follow each other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Among {
    /// The interview: what settles the most next.
    All,
    /// What one programme still needs.
    Programme(ProgrammeId),
    /// Only this one.
    One,
}
