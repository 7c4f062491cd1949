//! The forms of a hand-out by name: what the screen offers and the command line takes.

use crate::domain::judge::rank::Shelf;
use crate::domain::terms::keyed::told;

/// What a hand-out is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    /// The list of results.
    Results,
    /// One programme.
    Programme,
    /// The 試算 of one programme.
    Estimate,
    /// A comparison of two sets of answers.
    Comparison,
    /// 逆引き: the bodies that may use one programme.
    Who(Bodies),
    /// The programmes that somebody marked, put together.
    Marked,
    /// What fits the plan, put together.
    Together,
}

/// Which bodies of the table are listed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Bodies {
    /// Those of one prefecture; of all without one.
    pub prefecture: Option<&'static str>,
    /// Those on one shelf; on any without one.
    pub shelf: Option<Shelf>,
}

/// What is added to the one page: chosen, never given.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Annex {
    /// Every row.
    Results,
    /// Each programme of the page in depth.
    Details,
    /// The questions by office, with room for the answers.
    Asks,
    /// The answers, and what is still open.
    Answers,
    /// Every place that is pointed to.
    Sources,
}

impl Annex {
    /// All of them, in the order written.
    pub const ALL: [Self; 5] = [Self::Results, Self::Details, Self::Asks, Self::Answers, Self::Sources];
}

told! {
    /// Its name.
    Annex::name { Results "全結果", Details "詳細", Asks "質問票", Answers "回答", Sources "出典", }
}

told! {
    /// What it is called on the command line.
    Annex::key { Results "results", Details "details", Asks "questions", Answers "answers", Sources "sources", }
}

/// Which annexes were chosen.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Annexes(u8);

impl Annexes {
    /// None: the page alone.
    pub const NONE: Self = Self(0);
    /// Every one.
    pub const ALL: Self = Self(0b1_1111);

    /// Whether this one was chosen.
    pub fn has(self, annex: Annex) -> bool {
        self.0 & 1 << annex as u8 != 0
    }

    /// With this one, or without it where it was chosen.
    #[must_use]
    pub fn toggled(self, annex: Annex) -> Self {
        Self(self.0 ^ 1 << annex as u8)
    }

    /// These and those.
    #[must_use]
    pub fn with(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// Those that were chosen.
    pub fn chosen(self) -> impl Iterator<Item = Annex> {
        Annex::ALL.into_iter().filter(move |a| self.has(*a))
    }
}

/// How the page lies.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Paper {
    /// A4 upright, to lay on a desk.
    #[default]
    Upright,
    /// A4 lying, for a wall.
    Lying,
}

/// A form.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Form {
    /// One page to print and to send, with what is added to it: opens in every browser.
    #[default]
    Html,
    /// Excel.
    Xlsx,
    /// One table, for other programs to calculate with.
    Csv,
    /// For programs.
    Json,
}

impl Form {
    /// All of them, as the screen offers them.
    pub const ALL: [Self; 4] = [Self::Html, Self::Xlsx, Self::Csv, Self::Json];

    /// The form `by` places further on.
    #[must_use]
    pub fn step(self, by: usize) -> Self {
        let at = Self::ALL.iter().position(|f| *f == self).unwrap_or(0);
        Self::ALL.get((at + by) % Self::ALL.len()).copied().unwrap_or_default()
    }
}

told! {
    /// Name on the screen.
    Form::name { Html "HTML", Xlsx "Excel", Csv "CSV", Json "JSON", }
}

told! {
    /// What it is good for.
    Form::purpose {
        Html "A4 1枚。ブラウザで開いて印刷", Xlsx "計算と印刷のブック（1シートに1つの表）",
        Csv "結果の表が1つ（1ファイルに1つの表）", Json "ほかのプログラムで使う",
    }
}

told! {
    /// Ending of the file's name.
    Form::extension { Html "html", Xlsx "xlsx", Csv "csv", Json "json", }
}
