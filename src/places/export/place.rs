//! 書き出し: form, name and folder of a hand-out, and the rows to strike; the request and what became of it.

use crate::app::action::Action;
use crate::app::comparison::{Comparison, Side};
use crate::app::effect::Effect;
use crate::app::export::{Existing, Offer, Outcome, Request, Rows, What};
use crate::app::field::Field;
use crate::app::filename;
use crate::app::go::Go;
use crate::app::keymap::Mode;
use crate::app::layout;
use crate::app::list::List;
use crate::app::room::Room;
use crate::app::shared::Shared;
use crate::domain::money::combine::MOST;
use crate::domain::terms::profile::{FactId, Value};
use crate::domain::terms::programme::ProgrammeId;
use crate::places::export::keys::{CHOICES, FIELD};
use crate::places::export::proposal::{Taken, again, proposal, rows};
use crate::present::form::{Annex, Annexes, Form, Paper, Scope};
use crate::session::consult::plan::Plan;

/// A hand-out before it is written.
#[derive(Clone, Debug)]
pub struct Export {
    /// What is written.
    pub scope: Scope,
    /// What is compared, where it is a comparison.
    comparison: Option<Comparison>,
    /// In which form.
    pub form: Form,
    /// File name.
    pub name: Field,
    /// Folder.
    pub folder: Field,
    /// How the page lies.
    pub paper: Paper,
    /// What is added to the page.
    pub annexes: Annexes,
    /// The annex in focus.
    pub annex: usize,
    /// The rows of the screen that it was opened from.
    pub rows: Vec<Taken>,
    /// Which rows they are, in words.
    pub chosen: String,
    /// What stands in place of answers that nobody has given.
    filled: Vec<(FactId, Value)>,
    /// The item in focus.
    pub at: Item,
    /// The row in focus.
    pub list: List,
    /// What became of the last request.
    pub outcome: Option<Outcome>,
}

/// The items of the screen, top to bottom.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Item {
    /// 形式
    Form,
    /// ファイル名
    Name,
    /// フォルダ
    Folder,
    /// 用紙
    Paper,
    /// 別紙
    Annexes,
    /// 行
    Rows,
}

impl Export {
    /// What `offer` would write; `None`, with a message, when that is nothing.
    pub fn new(shared: &mut Shared, offer: Offer, comparison: Option<Comparison>) -> Option<Self> {
        if offer.programmes.is_empty() && comparison.is_none() {
            shared.notice("書き出す制度がありません。区分や絞り込みを変えてください");
            return None;
        }
        let rows = rows(shared, &offer);
        let (form, folder) = &shared.export;
        let name = format!("{}.{}", proposal(shared, &offer), form.extension());
        Some(Self {
            scope: offer.scope,
            comparison,
            form: *form,
            name: Field::with(&name),
            folder: Field::with(folder),
            paper: Paper::Upright,
            annexes: Annexes::NONE,
            annex: 0,
            rows,
            chosen: offer.chosen,
            filled: offer.filled,
            at: Item::Form,
            list: List::default(),
            outcome: None,
        })
    }

    /// The items that there are: only paper lies one way or the other, only a list has rows to strike.
    pub fn items(&self) -> &'static [Item] {
        use Item::{Annexes, Folder, Form as Of, Name, Paper, Rows};
        match (self.scope, self.form) {
            (Scope::Results, Form::Html) => &[Of, Name, Folder, Paper, Annexes, Rows],
            (Scope::Results, Form::Xlsx | Form::Csv) => &[Of, Name, Folder, Annexes, Rows],
            (Scope::Results, Form::Json) => &[Of, Name, Folder, Rows],
            (_, Form::Html) => &[Of, Name, Folder, Paper, Annexes],
            (_, Form::Xlsx | Form::Csv) => &[Of, Name, Folder, Annexes],
            (_, Form::Json) => &[Of, Name, Folder],
        }
    }

    /// Where the rows to strike stand at the present size, while no message pushes them down.
    pub fn layout(&self, shared: &Shared) -> layout::Rows {
        let items = u16::try_from(self.items().len()).unwrap_or(0);
        layout::Rows::single(shared.frame().body.below(1 + items))
    }

    /// To the item `by` places further on, round and round.
    fn jump(&mut self, by: usize) {
        let items = self.items();
        let at = items.iter().position(|p| *p == self.at).unwrap_or(0);
        self.at = items.get((at + by) % items.len()).copied().unwrap_or(Item::Form);
    }

    /// One row down: through the items, then through the rows.
    fn down(&mut self, visible: usize) {
        if self.at == Item::Rows {
            self.list.step(1, self.rows.len(), visible);
        } else if self.items().last() != Some(&self.at) {
            self.jump(1);
        }
    }

    /// One row up: through the rows, then through the items.
    fn up(&mut self, visible: usize) {
        if self.at == Item::Rows && self.list.selected > 0 {
            self.list.step(-1, self.rows.len(), visible);
        } else if self.at != Item::Form {
            self.jump(self.items().len() - 1);
        }
    }

    /// Left, right or space on what is no field.
    fn change(&mut self, action: &Action) {
        match self.at {
            Item::Form => self.take(self.form.step(if *action == Action::Left { Form::ALL.len() - 1 } else { 1 })),
            Item::Paper => self.paper = if self.paper == Paper::Upright { Paper::Lying } else { Paper::Upright },
            Item::Annexes if *action == Action::Toggle => {
                if let Some(annex) = Annex::ALL.get(self.annex) {
                    self.annexes = self.annexes.toggled(*annex);
                }
            }
            Item::Annexes => {
                let by = if *action == Action::Left { Annex::ALL.len() - 1 } else { 1 };
                self.annex = (self.annex + by) % Annex::ALL.len();
            }
            Item::Rows if *action == Action::Toggle => {
                if let Some(row) = self.rows.get_mut(self.list.selected) {
                    row.struck = !row.struck;
                }
            }
            Item::Name => drop(self.name.take(action)),
            Item::Folder => drop(self.folder.take(action)),
            Item::Rows => {}
        }
    }

    /// Takes another form; the name's ending follows it.
    fn take(&mut self, form: Form) {
        let name = self.name.text();
        let stem = name.strip_suffix(&format!(".{}", self.form.extension())).unwrap_or(name);
        self.name = Field::with(&filename::with_extension(stem, form.extension()));
        self.form = form;
        self.outcome = None;
        if !self.items().contains(&self.at) {
            self.at = Item::Form;
        }
    }

    /// The runtime has found the folder that the machine offers.
    pub fn offer_folder(&mut self, found: &str) {
        if self.folder.text().is_empty() {
            self.folder = Field::with(found);
        }
    }

    /// The runtime has written the file, or not. What worked is proposed again.
    pub fn done(&mut self, shared: &mut Shared, outcome: Outcome) {
        if matches!(outcome, Outcome::Written { .. }) {
            shared.export = (self.form, self.folder.text().trim().to_owned());
        }
        self.outcome = Some(outcome);
    }

    /// The request, or a sentence on the screen why there is none.
    fn request(&mut self, shared: &Shared, existing: Existing) -> Go {
        let Some(what) = self.what(shared) else { return Go::Stay };
        let name = filename::with_extension(self.name.text(), self.form.extension());
        let nothing = matches!(&what, What::Report(r) if r.programmes.is_empty());
        let fault = if nothing {
            Some("すべての行が外されています。空白キーで戻してください".to_owned())
        } else if self.folder.text().trim().is_empty() {
            Some("フォルダを入力してください".to_owned())
        } else {
            filename::fault(&name)
        };
        if let Some(sentence) = fault {
            self.outcome = Some(Outcome::Failed(sentence));
            return Go::Stay;
        }
        let (form, folder) = (self.form, self.folder.text().trim().to_owned());
        let (annexes, paper, command) = (self.annexes, self.paper, again(shared, &what));
        let request = Request { what, form, folder, name, existing, annexes, paper, command };
        Go::Effects(vec![Effect::Export(Box::new(request))])
    }

    fn what(&self, shared: &Shared) -> Option<What> {
        if let Some(c) = &self.comparison {
            let side = |s: &Side| (s.name.clone(), s.profile.clone());
            return Some(What::Comparison { a: side(&c.a), b: side(&c.b) });
        }
        let session = shared.session.as_ref()?;
        let struck = self.rows.iter().filter(|r| r.struck).count();
        let chosen = [self.chosen.clone(), if struck > 0 { format!("除いた行 {struck}件") } else { String::new() }];
        let chosen: Vec<String> = chosen.into_iter().filter(|t| !t.is_empty()).collect();
        let programmes: Vec<ProgrammeId> = self.rows.iter().filter(|r| !r.struck).map(|r| r.programme).collect();
        // A few rows of many are a choice; most of them are still the list.
        let marked = struck > 0 && programmes.len() <= MOST;
        let (code, profile) = (session.code(), session.profile().filled(&self.filled));
        let plan = self.plan(shared).map(|plan| Box::new(plan.clone()));
        let chosen = chosen.join("／");
        Some(What::Report(Rows { scope: self.scope, code, profile, programmes, chosen, marked, plan }))
    }

    /// The plan that the file will be about besides, where there is one. A 試算 is computed from its own amounts.
    pub fn plan<'a>(&self, shared: &'a Shared) -> Option<&'a Plan> {
        let is_told = !matches!(self.scope, Scope::Estimate | Scope::Marked | Scope::Comparison | Scope::Who(_));
        Some(&shared.plan).filter(|_| is_told && !shared.project.is_empty())
    }

    fn edit(&mut self, edit: &Action) -> Go {
        let field = match self.at {
            Item::Name => &mut self.name,
            Item::Folder => &mut self.folder,
            _ => return Go::Pass,
        };
        if !field.take(edit) {
            return Go::Pass;
        }
        // What was said about the old name is no longer true of the new one.
        self.outcome = None;
        Go::Stay
    }
}

impl Room for Export {
    fn table(&self) -> &'static Mode {
        &CHOICES
    }

    fn mode(&self, _: &Shared) -> &'static Mode {
        if matches!(self.at, Item::Name | Item::Folder) { &FIELD } else { &CHOICES }
    }

    fn can(&self, _: &Shared, action: &Action) -> bool {
        !matches!(action, Action::OpenFile) || matches!(self.outcome, Some(Outcome::Written { .. }))
    }

    fn update(&mut self, shared: &mut Shared, action: &Action) -> Go {
        let visible = self.layout(shared).visible();
        match action {
            Action::Confirm => return self.request(shared, Existing::Keep),
            Action::Replace if self.outcome == Some(Outcome::Exists) => return self.request(shared, Existing::Replace),
            Action::Replace => {}
            Action::Down => self.down(visible),
            Action::Up => self.up(visible),
            Action::Next => self.jump(1),
            Action::Previous => self.jump(self.items().len().saturating_sub(1)),
            Action::TakeAll | Action::StrikeAll => {
                self.rows.iter_mut().for_each(|r| r.struck = *action == Action::StrikeAll);
            }
            Action::OpenFile => match &self.outcome {
                Some(Outcome::Written { path, .. } | Outcome::Opened(path)) => {
                    return Go::Effects(vec![Effect::OpenFile(path.clone())]);
                }
                _ => shared.notice("まだ書き出していません。Enter で書き出してから開けます"),
            },
            Action::PageUp | Action::PageDown | Action::Top | Action::Bottom if self.at == Item::Rows => {
                self.list.take(action, self.rows.len(), visible);
            }
            Action::Pick(n) => {
                if let Some(form) = Form::ALL.get(usize::from(*n).saturating_sub(1)) {
                    self.take(*form);
                }
            }
            Action::Left | Action::Right | Action::Toggle => self.change(action),
            edit => return self.edit(edit),
        }
        Go::Stay
    }

    fn settle(&mut self, shared: &Shared) {
        self.list.keep_visible(self.rows.len(), self.layout(shared).visible());
    }
}
