//! 書き出し: form, name and folder; rows struck; the request and what became of it.

use super::{estimate, go, page, settle};
use crate::app::action::{Action, Effect};
use crate::app::field::Field;
use crate::app::filename;
use crate::app::outlet::{Depth, Existing, Order, Outcome, Rows, What};
use crate::app::screen::{Filter, List, Outlet, Part, Screen, Subject, Taken};
use crate::app::state::State;
use crate::domain::terms::programme::ProgrammeId;
use crate::present::form::Scope;
use crate::present::word;
use crate::session::answers::Session;

/// Opens 書き出し of what is on the screen.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    let Some(subject) = subject(state) else { return Vec::new() };
    let (rows, chosen) = rows(state);
    if rows.is_empty() && subject != Subject::Comparison {
        state.notice = "書き出す制度がありません。区分や絞り込みを変えてください";
        return Vec::new();
    }
    let form = state.outlet.0;
    let name = format!("{}.{}", proposal(state, subject), form.extension());
    let screen = Outlet {
        subject,
        form,
        name: Field::with(&name),
        folder: Field::with(&state.outlet.1),
        depth: if subject == Subject::Measure { Depth::Details } else { Depth::List },
        rows,
        chosen,
        at: Part::Form,
        list: List::default(),
        outcome: None,
    };
    go(state, Screen::Outlet(Box::new(screen)), settle);
    // Only the runtime knows the folders of the machine.
    if state.outlet.1.is_empty() { vec![Effect::FindFolder] } else { Vec::new() }
}

fn subject(state: &State) -> Option<Subject> {
    state.session.as_ref()?;
    match &state.screen {
        Screen::Results(_) => Some(Subject::Results),
        Screen::Detail(_) => Some(Subject::Measure),
        Screen::Estimate(_) => Some(Subject::Estimate),
        Screen::Compare(_) => Some(Subject::Comparison),
        _ => None,
    }
}

/// The rows of the screen in its order, and in words which they are.
fn rows(state: &State) -> (Vec<Taken>, String) {
    let Some(session) = &state.session else { return Default::default() };
    let taken = |programme: ProgrammeId| Taken { programme, struck: false };
    match &state.screen {
        Screen::Results(r) => {
            let ids = r.shown.iter().filter_map(|i| session.assessments().get(*i));
            let ids = ids.filter_map(|a| state.id_of(a.programme.id));
            (ids.map(taken).collect(), chosen(session, r.filter, words(r)))
        }
        Screen::Detail(_) | Screen::Estimate(_) => {
            (estimate::in_view(state).map(taken).into_iter().collect(), String::new())
        }
        _ => Default::default(),
    }
}

fn words(r: &crate::app::screen::Results) -> &str {
    r.narrow.as_ref().map(|n| n.field.text().trim()).unwrap_or_default()
}

/// 「区分 該当／ことば「過疎」／一致順」
fn chosen(session: &Session, filter: Filter, words: &str) -> String {
    let group = match filter {
        Filter::All => None,
        Filter::Only(g) => Some(format!("区分 {}", word::group(g))),
    };
    let order = if words.is_empty() { word::order(session.order()) } else { "一致順" };
    let words = (!words.is_empty()).then(|| format!("ことば「{words}」"));
    group.into_iter().chain(words).chain([order.to_owned()]).collect::<Vec<_>>().join("／")
}

/// 「島根県海士町_試算_2026-11-21」
fn proposal(state: &State, subject: Subject) -> String {
    let name = state.session.as_ref().map(Session::name).unwrap_or_default();
    let what = match subject {
        Subject::Results => "",
        Subject::Measure => "_制度",
        Subject::Estimate => "_試算",
        Subject::Comparison => "_比較",
    };
    filename::clean(&format!("{name}{what}_{}", state.as_of))
}

/// What a key does on the screen; gives the request once there is one.
pub(super) fn outlet(state: &mut State, action: &Action) -> Vec<Effect> {
    let visible = list_rows(state);
    let Screen::Outlet(o) = &mut state.screen else { return Vec::new() };
    match action {
        Action::Confirm => return request(state, Existing::Keep),
        Action::Replace if o.outcome == Some(Outcome::Exists) => return request(state, Existing::Replace),
        Action::Replace => {}
        Action::Down => o.down(visible),
        Action::Up => o.up(visible),
        Action::Next => o.jump(1),
        Action::Previous => o.jump(o.parts().len().saturating_sub(1)),
        Action::PageUp | Action::PageDown | Action::Top | Action::Bottom if o.at == Part::Rows => {
            super::step(&mut o.list, action, o.rows.len(), visible);
        }
        Action::Pick(n) => {
            if let Some(form) = crate::present::form::Form::ALL.get(usize::from(*n).saturating_sub(1)) {
                o.take(*form);
            }
        }
        Action::Left | Action::Right | Action::Toggle => o.change(action),
        edit => {
            let field = match o.at {
                Part::Name => &mut o.name,
                Part::Folder => &mut o.folder,
                _ => return Vec::new(),
            };
            if field.take(edit) {
                // What was said about the old name is no longer true of the new one.
                o.outcome = None;
            }
        }
    }
    Vec::new()
}

/// The request, or a sentence on the screen why there is none.
fn request(state: &mut State, existing: Existing) -> Vec<Effect> {
    let Some(what) = what(state) else { return Vec::new() };
    let Screen::Outlet(o) = &mut state.screen else { return Vec::new() };
    let name = filename::with_extension(o.name.text(), o.form.extension());
    let nothing = matches!(&what, What::Report(r) if r.programmes.is_empty());
    let fault = if nothing {
        Some("すべての行が外されています。空白キーで戻してください".to_owned())
    } else if o.folder.text().trim().is_empty() {
        Some("フォルダを入力してください".to_owned())
    } else {
        filename::fault(&name)
    };
    if let Some(sentence) = fault {
        o.outcome = Some(Outcome::Failed(sentence));
        return Vec::new();
    }
    let (form, depth, folder) = (o.form, o.depth, o.folder.text().trim().to_owned());
    vec![Effect::Export(Box::new(Order { what, form, folder, name, existing, depth }))]
}

fn what(state: &State) -> Option<What> {
    let Screen::Outlet(o) = &state.screen else { return None };
    if o.subject == Subject::Comparison {
        let Some(Screen::Compare(c)) = state.trail.last() else { return None };
        let side = |s: &crate::app::screen::Side| (s.name.clone(), s.profile.clone());
        return Some(What::Comparison { a: side(&c.a), b: side(&c.b) });
    }
    let session = state.session.as_ref()?;
    let struck = o.rows.iter().filter(|r| r.struck).count();
    let chosen = [o.chosen.clone(), if struck > 0 { format!("除いた行 {struck}件") } else { String::new() }];
    let chosen: Vec<String> = chosen.into_iter().filter(|t| !t.is_empty()).collect();
    let scope = match o.subject {
        Subject::Measure => Scope::Measure,
        Subject::Estimate => Scope::Estimate,
        Subject::Results | Subject::Comparison => Scope::Results,
    };
    let code = session.code();
    let programmes = o.rows.iter().filter(|r| !r.struck).map(|r| r.programme).collect();
    let rows = Rows { scope, code, profile: session.profile().clone(), programmes, chosen: chosen.join("／") };
    Some(What::Report(rows))
}

/// The runtime has found the folder that the machine offers.
pub(super) fn folder(state: &mut State, found: String) {
    if let Screen::Outlet(o) = &mut state.screen
        && o.folder.text().is_empty()
    {
        o.folder = Field::with(&found);
    }
    state.outlet.1 = found;
}

/// The runtime has written the file, or not. What worked is proposed again.
pub(super) fn done(state: &mut State, outcome: Outcome) {
    let Screen::Outlet(o) = &mut state.screen else { return };
    if matches!(outcome, Outcome::Written { .. }) {
        state.outlet = (o.form, o.folder.text().trim().to_owned());
    }
    o.outcome = Some(outcome);
}

/// Rows that the list of rows has: the body without title, fields and heading.
pub fn list_rows(state: &State) -> usize {
    let Screen::Outlet(o) = &state.screen else { return 0 };
    page(state).saturating_sub(1 + o.parts().len()).max(1)
}
