//! 書き出し: what the screen remembers, and how the selection moves over its parts.

use super::List;
use crate::app::action::Action;
use crate::app::field::Field;
use crate::app::filename;
use crate::app::outlet::{Depth, Outcome};
use crate::domain::terms::programme::ProgrammeId;
use crate::present::form::Form;

/// 書き出し: form, name and folder of a hand-out, and the rows to strike.
#[derive(Clone, Debug)]
pub struct Outlet {
    /// What is written.
    pub subject: Subject,
    /// In which form.
    pub form: Form,
    /// File name.
    pub name: Field,
    /// Folder.
    pub folder: Field,
    /// How much.
    pub depth: Depth,
    /// The rows of the screen that it was opened from.
    pub rows: Vec<Taken>,
    /// Which rows they are, in words.
    pub chosen: String,
    /// The part in focus.
    pub at: Part,
    /// The row in focus.
    pub list: List,
    /// What became of the last request.
    pub outcome: Option<Outcome>,
}

/// What a hand-out is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Subject {
    /// The list of results.
    Results,
    /// One measure.
    Measure,
    /// A 試算.
    Estimate,
    /// A comparison.
    Comparison,
}

/// A row, and whether it stays out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Taken {
    /// The programme.
    pub programme: ProgrammeId,
    /// It stays out.
    pub struck: bool,
}

/// The parts of the screen, top to bottom.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// 形式
    Form,
    /// ファイル名
    Name,
    /// フォルダ
    Folder,
    /// 詳細
    Depth,
    /// 行
    Rows,
}

impl Outlet {
    /// The parts that there are: only a list has rows to strike and details to add.
    pub fn parts(&self) -> &'static [Part] {
        match self.subject {
            Subject::Results => &[Part::Form, Part::Name, Part::Folder, Part::Depth, Part::Rows],
            _ => &[Part::Form, Part::Name, Part::Folder],
        }
    }

    /// To the part `by` places further on, round and round.
    pub fn jump(&mut self, by: usize) {
        let parts = self.parts();
        let at = parts.iter().position(|p| *p == self.at).unwrap_or(0);
        self.at = parts.get((at + by) % parts.len()).copied().unwrap_or(Part::Form);
    }

    /// One row down: through the parts, then through the rows.
    pub fn down(&mut self, visible: usize) {
        if self.at == Part::Rows {
            self.list.step(1, self.rows.len(), visible);
        } else if self.parts().last() != Some(&self.at) {
            self.jump(1);
        }
    }

    /// One row up: through the rows, then through the parts.
    pub fn up(&mut self, visible: usize) {
        if self.at == Part::Rows && self.list.selected > 0 {
            self.list.step(-1, self.rows.len(), visible);
        } else if self.at != Part::Form {
            self.jump(self.parts().len() - 1);
        }
    }

    /// Left, right or space on what is no field.
    pub fn change(&mut self, action: &Action) {
        match self.at {
            Part::Form => self.take(self.form.step(if *action == Action::Left { Form::ALL.len() - 1 } else { 1 })),
            Part::Depth => {
                self.depth = if self.depth == Depth::List { Depth::Details } else { Depth::List };
            }
            Part::Rows if *action == Action::Toggle => {
                if let Some(row) = self.rows.get_mut(self.list.selected) {
                    row.struck = !row.struck;
                }
            }
            Part::Name => drop(self.name.take(action)),
            Part::Folder => drop(self.folder.take(action)),
            Part::Rows => {}
        }
    }

    /// Takes another form; the name's ending follows it.
    pub fn take(&mut self, form: Form) {
        let name = self.name.text();
        let stem = name.strip_suffix(&format!(".{}", self.form.extension())).unwrap_or(name);
        self.name = Field::with(&filename::with_extension(stem, form.extension()));
        self.form = form;
        self.outcome = None;
    }
}
