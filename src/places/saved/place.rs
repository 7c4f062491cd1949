//! 保存した自治体: the list, opening, naming, deleting with a second press.

use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::field::Field;
use crate::app::go::Go;
use crate::app::key::Code;
use crate::app::keymap::{Mode, bindings, c, called, ctrl, k};
use crate::app::layout::{Area, Rows};
use crate::app::list::List;
use crate::app::room::{Click, Room};
use crate::app::shared::Shared;
use crate::app::to::To;
use crate::session::saved::LONGEST_LABEL;

/// 保存した自治体
pub static LIST: Mode = Mode {
    name: "保存した自治体",
    keys: bindings![
    [k(Code::Enter)] Action::Confirm, "Enter", "開く", "選んだ保存を開いて続ける";
    [k(Code::Down), c('j')] Action::Down, "上下", "", "次の保存へ";
    [k(Code::Up), c('k')] Action::Up, "", "", "";
    pages "";
    [k(Code::Right)] Action::Name, "右", "名前", "選んだ保存に名前を付ける（同じ自治体の保存を区別する）";
    [k(Code::Delete), ctrl('d')] Action::Unanswer, "Delete", "削除", "選んだ保存を削除する（2回押す）";
    [k(Code::Esc), k(Code::Left)] Action::Back, "Esc", "戻る", "直前の画面へ戻る";
    ],
    called: called![
        Action::Unanswer, "保存を削除", "ほぞんをさくじょ", "消す けす 保存した自治体";
        Action::Confirm, "保存を開く", "ほぞんをひらく", "保存した自治体";
    ],
    names: called![
        Action::Name, "保存に名前を付ける", "ほぞんになまえをつける", "保存した自治体 区別";
        Action::Go(To::Saved), "保存した自治体", "ほぞんしたじちたい", "セッション 保存先 一覧";
    ],
    ..Mode::COMMANDS
};

/// 保存の名前
pub static NAMING: Mode = Mode {
    name: "保存の名前",
    types: true,
    keys: bindings![
    [k(Code::Enter)] Action::Confirm, "Enter", "決定", "この名前にする（空なら名前なし）";
    [ctrl('u')] Action::Clear, "Ctrl+U", "消去", "入力欄を空にする";
    [k(Code::Esc)] Action::Back, "Esc", "やめる", "名前を変えずに戻る";
    ],
    called: called![
        Action::Confirm, "保存の名前を決める", "ほぞんのなまえをきめる", "";
    ],
    ..Mode::COMMANDS
};

/// The saved sessions.
#[derive(Clone, Debug, Default)]
pub struct Saved {
    /// Selected row.
    pub list: List,
    /// The session that a second press deletes.
    pub doomed: Option<String>,
    /// The name being typed for the selected session.
    pub naming: Option<Field>,
}

/// Where things stand.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// The field for a name, or what there is to know.
    pub head: u16,
    /// The sessions.
    pub rows: Rows,
    /// The folder, where there is room for it.
    pub folder: Area,
}

impl Saved {
    /// Where things stand at the present size.
    pub fn layout(shared: &Shared) -> Layout {
        let body = shared.frame().body;
        let folder = body.below(body.height.saturating_sub(1));
        Layout { head: body.y, rows: Rows::single(body.below(1).above(2)), folder }
    }

    fn typed(&mut self, action: &Action, key: Option<String>) -> Go {
        let Some(naming) = &mut self.naming else { return Go::Pass };
        match (action, key) {
            (Action::Back, _) => self.naming = None,
            (Action::Confirm, Some(key)) => {
                let label: String = naming.text().trim().chars().take(LONGEST_LABEL).collect();
                self.naming = None;
                return Go::Effects(vec![Effect::NameSaved(key, label)]);
            }
            (edit, _) => {
                if !naming.take(edit) {
                    return Go::Pass;
                }
            }
        }
        Go::Stay
    }
}

impl Room for Saved {
    fn table(&self) -> &'static Mode {
        &LIST
    }

    fn mode(&self, _: &Shared) -> &'static Mode {
        if self.naming.is_some() { &NAMING } else { &LIST }
    }

    fn update(&mut self, shared: &mut Shared, action: &Action) -> Go {
        let row = shared.saving.rows.get(self.list.selected);
        let key = row.map(|r| r.key.clone());
        // Any other key calls the deletion off.
        let doomed = self.doomed.take();
        if self.naming.is_some() {
            return self.typed(action, key);
        }
        match (action, row, key) {
            (Action::Confirm, _, Some(key)) => return Go::Effects(vec![Effect::OpenSaved(key)]),
            (Action::Name, Some(row), _) => self.naming = Some(Field::with(&row.label)),
            (Action::Unanswer, _, Some(key)) if doomed.as_ref() == Some(&key) => {
                return Go::Effects(vec![Effect::DeleteSaved(key)]);
            }
            (Action::Unanswer, _, Some(key)) => {
                self.doomed = Some(key);
                shared.notice("この保存を削除します。もう一度 Delete で削除、ほかのキーでやめます");
            }
            (other, ..) => {
                if !self.list.take(other, shared.saving.rows.len(), Self::layout(shared).rows.visible()) {
                    return Go::Pass;
                }
            }
        }
        Go::Stay
    }

    fn settle(&mut self, shared: &Shared) {
        self.list.keep_visible(shared.saving.rows.len(), Self::layout(shared).rows.visible());
    }

    fn click(&mut self, shared: &Shared, row: u16) -> Click {
        self.doomed = None;
        // A name is being typed for the selected row: another row must not take its place.
        if self.naming.is_some() {
            return Click::Nothing;
        }
        let at = Self::layout(shared).rows.at(row, self.list.top, shared.saving.rows.len());
        Click::on(&mut self.list.selected, at)
    }
}
