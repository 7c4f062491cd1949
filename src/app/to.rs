//! Addresses: where a key or a command leads.

use crate::domain::terms::programme::ProgrammeId;

/// An address: what a key or a command names. What it is about is what the present place has in view.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum To {
    /// 自治体を選ぶ
    Choose,
    /// 手入力: an empty profile
    Manual,
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
    /// 検索
    Search,
    /// 相談
    Consult,
    /// 発表者画面 of what is in view
    Present,
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
    /// 組み合わせ
    Combine,
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
