//! The places of the program. What a screen needs to remember lives in its variant; nothing else does.

use crate::app::field::Field;
use crate::app::keymap::Context;
use crate::app::look::Look;
use crate::app::who::Who;
use crate::domain::change::whatif::{Difference, Stop};
use crate::domain::judge::rank::Group;
use crate::domain::terms::profile::{FactId, Profile};
use crate::domain::terms::programme::ProgrammeId;
use crate::session::answers::Counts;

mod outlet;

pub use outlet::{Outlet, Part, Subject, Taken};

/// Where the user is.
#[derive(Clone, Debug)]
pub enum Screen {
    /// 自治体を選ぶ
    Choose(Choose),
    /// 質問
    Question(Question),
    /// 結果
    Results(Results),
    /// 制度の詳細
    Detail(Detail),
    /// 回答一覧
    Answers(Answers),
    /// 比較
    Compare(Compare),
    /// 境目
    Sweep(Sweep),
    /// 出典と版, 年間予定, 用語, 組み合わせ: a text to read
    Reading(Reading),
    /// 逆引き
    Who(Who),
    /// 試算
    Estimate(Estimate),
    /// 保存した自治体
    Saved(Saved),
    /// 検索
    Search(Search),
    /// 発表者画面
    Present(Present),
    /// 書き出し
    Outlet(Box<Outlet>),
}

/// 発表者画面: one thing, revealed step by step.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Present {
    /// What is shown.
    pub about: About,
    /// How many facts stand on the screen, beside the name.
    pub step: usize,
    /// Who sees the municipality's name.
    pub name: Naming,
    /// The theme of this screen.
    pub look: Look,
}

/// What 発表者画面 shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum About {
    /// A programme.
    Programme(ProgrammeId),
    /// The comparison that it was opened from.
    Comparison,
}

/// Whether the municipality is named.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Naming {
    /// By its name.
    Shown,
    /// As 「ある自治体」.
    Masked,
}

/// What lies on top of a screen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Help {
    /// Which text.
    pub about: HelpAbout,
    /// First visible line.
    pub scroll: Scroll,
}

/// The texts of the help.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HelpAbout {
    /// 使い方: the first steps.
    Steps,
    /// The keys of the place below.
    Keys,
}

/// Whose answers, and which: one side of a comparison.
#[derive(Clone, Debug)]
pub struct Side {
    /// Name of the municipality.
    pub name: String,
    /// The answers with what follows from them.
    pub profile: Profile,
    /// How many programmes stand where.
    pub counts: Counts,
}

/// 比較: what differs between two profiles, worked out when the screen is opened.
#[derive(Clone, Debug)]
pub struct Compare {
    /// A.
    pub a: Side,
    /// B.
    pub b: Side,
    /// What differs.
    pub differences: Vec<Difference>,
    /// First visible line.
    pub scroll: Scroll,
}

/// 境目: one answer moved through all its values.
#[derive(Clone, Debug)]
pub struct Sweep {
    /// Which.
    pub fact: FactId,
    /// The values and what changes between them.
    pub stops: Vec<Stop>,
    /// First visible line.
    pub scroll: Scroll,
}

/// A text to read.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// Which.
    pub page: Page,
    /// First visible line.
    pub scroll: Scroll,
}

/// The texts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Page {
    /// 出典と版
    Sources,
    /// 年間予定
    Calendar,
    /// 用語
    Terms,
    /// 組み合わせ
    Combine,
    /// 前回からの変化
    Reopened,
    /// 用語, this one first.
    Term(usize),
    /// 事例: this one.
    Example(usize),
}

impl Page {
    /// Title.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sources => "出典と版",
            Self::Calendar => "年間予定",
            Self::Terms | Self::Term(_) => "用語",
            Self::Example(_) => "事例",
            Self::Combine => "組み合わせ",
            Self::Reopened => "前回からの変化",
        }
    }
}

/// 保存した自治体: the saved sessions.
#[derive(Clone, Debug)]
pub struct Saved {
    /// Selected row.
    pub list: List,
    /// The session that a second press deletes.
    pub doomed: Option<String>,
    /// The name being typed for the selected session.
    pub naming: Option<Field>,
}

/// 試算: the amounts of one programme.
#[derive(Clone, Debug)]
pub struct Estimate {
    /// The programme.
    pub programme: ProgrammeId,
    /// Its inputs, in the order of the flow.
    pub entries: Vec<Entry>,
    /// Selected field.
    pub list: List,
    /// First visible line of the result.
    pub scroll: Scroll,
    /// The answers before the selected field was touched.
    pub base: Profile,
}

/// One field of 試算.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What is asked.
    pub fact: FactId,
    /// What is typed.
    pub field: Field,
    /// Why it cannot be read; empty when it can. The last good value stays in force.
    pub error: String,
    /// Just selected: the next character replaces the text.
    pub fresh: bool,
}

/// A result of 試算 kept for comparison.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pinned {
    /// The programme.
    pub programme: ProgrammeId,
    /// The answers it was computed from.
    pub profile: Profile,
    /// Whose result it is.
    pub name: String,
}

/// 自治体を選ぶ: a field and what it finds.
#[derive(Clone, Debug, Default)]
pub struct Choose {
    /// What is typed.
    pub field: Field,
    /// Indices into the table, best first.
    pub hits: Vec<usize>,
    /// Selected row of `hits`.
    pub list: List,
}

/// 検索: a field and what it finds in the whole bundle.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// What is typed.
    pub field: Field,
    /// What was found, best first.
    pub hits: Vec<Found>,
    /// Selected row of `hits`.
    pub list: List,
    /// Where it was opened: an empty field lists the commands of this place first.
    pub from: Option<Context>,
}

/// One thing found.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    /// What.
    pub target: Target,
    /// By which key.
    pub field: crate::text::search::Field,
    /// A guess.
    pub fuzzy: bool,
}

impl Found {
    /// Listed without having been searched for.
    pub fn new(target: Target) -> Self {
        Self { target, field: crate::text::search::Field::Name, fuzzy: false }
    }
}

/// What a search leads to: indices into the catalogue, or into the commands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    /// 制度
    Programme(usize),
    /// 用語
    Term(usize),
    /// 事例
    Example(usize),
    /// 質問
    Fact(usize),
    /// 操作
    Command(usize),
    /// 自治体
    Municipality(usize),
}

/// A selected row and the first visible one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct List {
    /// Selected row.
    pub selected: usize,
    /// First visible row.
    pub top: usize,
}

impl List {
    /// Moves by `delta` rows among `len`, keeping the selection among the `visible` rows.
    pub fn step(&mut self, delta: isize, len: usize, visible: usize) {
        let last = len.saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(delta).min(last);
        self.keep_visible(len, visible);
    }

    /// Scrolls as little as needed for the selection to be visible.
    pub fn keep_visible(&mut self, len: usize, visible: usize) {
        let visible = visible.max(1);
        self.selected = self.selected.min(len.saturating_sub(1));
        if self.selected < self.top {
            self.top = self.selected;
        } else if self.selected >= self.top + visible {
            self.top = self.selected + 1 - visible;
        }
        self.top = self.top.min(len.saturating_sub(visible));
    }
}

/// 質問: one question.
#[derive(Clone, Debug)]
pub struct Question {
    /// The question.
    pub fact: FactId,
    /// Selected answer: an option, or the row 「わからない」 behind them.
    pub selected: usize,
    /// The field of a question that is answered by typing.
    pub field: Field,
    /// What is wrong with the field's text.
    pub error: String,
    /// Which questions follow.
    pub among: Among,
    /// Questions left behind, for going back.
    pub asked: Vec<FactId>,
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

/// Which group of results is listed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Filter {
    /// All of them, in ranking order.
    All,
    /// One group.
    Only(Group),
}

impl Filter {
    /// The filters as a key steps through them.
    pub const ORDER: [Self; 5] = [
        Self::All,
        Self::Only(Group::Applies),
        Self::Only(Group::Open),
        Self::Only(Group::Excluded),
        Self::Only(Group::OutOfTerm),
    ];

    /// The filter `by` places further on.
    #[must_use]
    pub fn step(self, by: usize) -> Self {
        let at = Self::ORDER.iter().position(|f| *f == self).unwrap_or(0);
        Self::ORDER.get((at + by) % Self::ORDER.len()).copied().unwrap_or(Self::All)
    }
}

/// 結果: the ranked list.
#[derive(Clone, Debug)]
pub struct Results {
    /// Which group.
    pub filter: Filter,
    /// Words that narrow the list, and whether they are being typed.
    pub narrow: Option<Narrow>,
    /// Indices into the session's assessments.
    pub shown: Vec<usize>,
    /// Selected row of `shown`.
    pub list: List,
}

/// Words that narrow a list.
#[derive(Clone, Debug, Default)]
pub struct Narrow {
    /// The words.
    pub field: Field,
    /// Whether keys go to the field.
    pub typing: bool,
}

/// 制度の詳細: one programme.
#[derive(Clone, Copy, Debug)]
pub struct Detail {
    /// Which one; its place in the ranking moves with the answers.
    pub programme: ProgrammeId,
    /// First visible line.
    pub scroll: Scroll,
}

/// A scrolled text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Scroll {
    /// First visible line.
    pub top: usize,
}

/// 回答一覧: every question with its answer.
#[derive(Clone, Copy, Debug, Default)]
pub struct Answers {
    /// Selected row.
    pub list: List,
}

/// What an answer was before it was changed: for showing what moved.
#[derive(Clone, Debug)]
pub struct Change {
    /// The fact.
    pub fact: FactId,
    /// The profile before.
    pub before: Profile,
}
