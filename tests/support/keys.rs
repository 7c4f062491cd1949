//! Key scripts through `keymap` and `update`, without a terminal, and questions about the state behind the screen.

use chiiki_navi::app::action::Action;
use chiiki_navi::app::command::Command;
use chiiki_navi::app::effect::Effect;
use chiiki_navi::app::export::{Existing, Outcome, Request, What};
use chiiki_navi::app::key::{Code, Key};
use chiiki_navi::app::keymap::Mode;
use chiiki_navi::app::look::Look;
use chiiki_navi::app::to::To;
use chiiki_navi::domain::terms::catalogue::Catalogue;
use chiiki_navi::domain::terms::profile::{Answer, Origin, Profile, Value};
use chiiki_navi::domain::value::date::Date;
use chiiki_navi::places::place::{MODES, Place};
use chiiki_navi::places::present::place::About;
use chiiki_navi::places::question::place::OPTIONS;
use chiiki_navi::places::search::place::Search;
use chiiki_navi::places::search::ranking::{Found, Target, ranked};
use chiiki_navi::places::state::State;
use chiiki_navi::places::update::{start as start_on, update};
use chiiki_navi::present::form::{Annex, Form, Scope};
use chiiki_navi::runtime::saver::Saver;
use chiiki_navi::runtime::{keep, may_end};
use chiiki_navi::session::answers::Session;
use chiiki_navi::session::consult::plan::Plan;
use chiiki_navi::session::saved::SavedRow;
use chiiki_navi::text::search::{Query, Typed};
use chiiki_navi::text::width::Ambiguous;

pub use super::bundle::day;
use super::bundle::{frozen, real};

/// A fresh start on a screen of `size`, with the frozen bundle.
pub fn start(size: (u16, u16)) -> State {
    start_on(frozen(), day(), size, "")
}

/// The same with the real bundle.
pub fn start_real(size: (u16, u16)) -> State {
    start_on(real(), day(), size, "")
}

/// Splits a script: plain text is typed, `<enter>`, `<c-x>`, `<f1>` … are keys.
pub fn script(text: &str) -> Vec<Key> {
    let mut keys = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c == '<' {
            let (name, after) = rest[1..].split_once('>').expect("a closed key name");
            keys.push(named(name));
            rest = after;
        } else {
            keys.push(Key::char(c));
            rest = &rest[c.len_utf8()..];
        }
    }
    keys
}

fn named(name: &str) -> Key {
    let code = match name {
        "enter" => Code::Enter,
        "esc" => Code::Esc,
        "tab" => Code::Tab,
        "s-tab" => Code::BackTab,
        "bs" => Code::Backspace,
        "del" => Code::Delete,
        "up" => Code::Up,
        "down" => Code::Down,
        "left" => Code::Left,
        "right" => Code::Right,
        "home" => Code::Home,
        "end" => Code::End,
        "pgup" => Code::PageUp,
        "pgdn" => Code::PageDown,
        "space" => Code::Char(' '),
        _ if name.starts_with("c-") => return Key::ctrl(name.chars().nth(2).expect("a letter")),
        _ if name.starts_with('f') => Code::F(name[1..].parse().expect("a number")),
        other => panic!("no key <{other}>"),
    };
    Key::plain(code)
}

/// Types a script; true when it ended the program. Counts every key.
///
/// 団体, which stands between the choice of a municipality and its results, is taken as it stands: with an Enter that
/// is counted like the others. So is a digit that selects an answer: the Enter that answers follows and is counted.
/// [`play_all`] leaves both to the script.
pub fn play(state: &mut State, text: &str) -> (bool, usize) {
    let (mut quit, mut pressed) = (false, 0);
    for key in script(text) {
        let chose = matches!(state.place, Place::Choose(_));
        for key in answering(state, key) {
            quit |= press(state, key);
            pressed += 1;
        }
        if chose && matches!(state.place, Place::Body(_)) {
            quit |= press(state, Key::plain(Code::Enter));
            pressed += 1;
        }
    }
    (quit, pressed)
}

/// A digit that selects an answer, with the Enter that answers behind it; any other key alone.
fn answering(state: &State, key: Key) -> Vec<Key> {
    let picks = state.mode().name == "質問（選択肢）" && matches!(key.code, Code::Char('0'..='9'));
    if picks { vec![key, Key::plain(Code::Enter)] } else { vec![key] }
}

/// Types a script, every key of it and no other.
pub fn play_all(state: &mut State, text: &str) {
    for key in script(text) {
        press(state, key);
    }
}

/// The terminal has another size.
pub fn resize(state: &mut State, columns: u16, rows: u16) {
    update(state, Action::Resize(columns, rows));
}

/// A text pasted in one piece.
pub fn paste(state: &mut State, text: &str) {
    update(state, Action::Paste(text.to_owned()));
}

/// A click; the key of the saved session that it opens, if it opens one.
pub fn click_at(state: &mut State, column: u16, row: u16) -> Option<String> {
    update(state, Action::Click(column, row)).into_iter().find_map(|effect| match effect {
        Effect::OpenSaved(key) => Some(key),
        _ => None,
    })
}

/// Another day, before a municipality is chosen.
pub fn set_day(state: &mut State, day: Date) {
    state.shared.as_of = day;
}

/// What the terminal has been found to do with ambiguous characters.
pub fn set_glyphs(state: &mut State, ambiguous: Ambiguous) {
    state.shared.ambiguous = ambiguous;
}

/// A row of the list of saved sessions.
pub fn saved(label: &str) -> SavedRow {
    SavedRow {
        key: label.to_owned(),
        name: "島根県海士町".to_owned(),
        label: label.to_owned(),
        plan: String::new(),
        code: Some(325_252),
        as_of: day(),
        answers: 12,
        kept: None,
    }
}

/// The saved sessions that the runtime found in `folder`.
pub fn offer(state: &mut State, folder: &str, rows: Vec<SavedRow>) {
    update(state, Action::Listed(folder.to_owned(), rows, String::new()));
}

/// The bundle.
pub fn catalogue(state: &State) -> &'static Catalogue {
    state.shared.catalogue
}

/// The Japanese name of the place whose keys work now.
pub fn place_name(state: &State) -> &'static str {
    state.mode().name
}

/// The size and the set of glyphs that the next frame is drawn for.
pub fn frame(state: &State) -> ((u16, u16), Ambiguous) {
    (state.shared.size, state.shared.ambiguous)
}

/// The theme of the screen, and the one that the user chose for all others.
pub fn looks(state: &State) -> (Look, Look) {
    (state.look(), state.shared.look)
}

/// How far the way back has grown.
pub fn way_back(state: &State) -> usize {
    state.trail.len()
}

/// The municipality under discussion, its answers and its results.
pub fn session(state: &State) -> &Session {
    state.shared.session.as_ref().expect("a session")
}

/// The answer to the fact with the id `id`.
pub fn answer_of(state: &State, id: &str) -> Answer {
    let (fact, _) = catalogue(state).fact_named(id).expect("a fact");
    session(state).profile().answer(fact)
}

/// The programmes that the results list, as ordered and narrowed.
pub fn rows_shown(state: &State) -> Vec<&'static str> {
    let Place::Results(r) = &state.place else { panic!("results, not {}", place_name(state)) };
    r.shown.iter().map(|i| session(state).assessments()[*i].programme.name).collect()
}

/// Which row of the list, or which option of the question, is selected: from 0.
pub fn selected(state: &State) -> usize {
    match &state.place {
        Place::Choose(c) => c.list.selected,
        Place::Question(q) => q.selected,
        Place::Results(r) => r.list.selected,
        Place::Answers(a) => a.list.selected,
        Place::Search(s) => s.list.selected,
        Place::Consult(c) => c.list.selected,
        Place::Who(w) => w.list.selected,
        Place::Saved(s) => s.list.selected,
        _ => panic!("no list in {}", place_name(state)),
    }
}

/// The prefecture and name of the municipality selected in 自治体を選ぶ.
pub fn chosen(state: &State) -> (&'static str, &'static str) {
    let Place::Choose(c) = &state.place else { panic!("no list of municipalities in {}", place_name(state)) };
    let m = &catalogue(state).municipalities[c.hits[c.list.selected]];
    (m.prefecture, m.name)
}

/// The id of the fact that is asked.
pub fn asked(state: &State) -> Option<&'static str> {
    let Place::Question(q) = &state.place else { return None };
    Some(catalogue(state).fact(q.fact).expect("a fact").id)
}

/// The programme whose detail, 発表者画面 or 試算 is open.
pub fn programme_in_view(state: &State) -> Option<&'static str> {
    let id = match &state.place {
        Place::Detail(d) => d.programme,
        Place::Estimate(e) => e.programme,
        Place::Present(p) => match p.about {
            About::Programme(id) => id,
            About::Comparison(_) => return None,
        },
        _ => return None,
    };
    Some(catalogue(state).programme(id).expect("a programme").name)
}

fn in_search(state: &State) -> &Search {
    let Place::Search(s) = &state.place else { panic!("no search in {}", place_name(state)) };
    s
}

fn hit(state: &State, found: &Found) -> (&'static str, &'static str) {
    let c = catalogue(state);
    match found.target {
        Target::Programme(i) => ("制度", c.programmes[i].name),
        Target::Term(i) => ("用語", c.terms[i].name),
        Target::Example(i) => ("事例", c.examples[i].name),
        Target::Fact(i) => ("質問", c.facts[i].label),
        Target::Command(i) => ("操作", commands(state)[i].name),
        Target::Municipality(i) => ("自治体", c.municipalities[i].name),
    }
}

/// What is typed into 検索.
pub fn typed(state: &State) -> &str {
    in_search(state).field.text()
}

/// Kind and name of everything that 検索 lists.
pub fn found(state: &State) -> Vec<(&'static str, &'static str)> {
    in_search(state).hits.iter().map(|h| hit(state, h)).collect()
}

/// Kind and name of what is selected in 検索.
pub fn selected_hit(state: &State) -> (&'static str, &'static str) {
    let search = in_search(state);
    hit(state, &search.hits[search.list.selected])
}

/// The commands that 検索 knows.
pub fn commands(state: &State) -> &'static [Command] {
    (state.shared.commands)()
}

/// Mode, action and explanation of every row of the tables of keys that has to be a command.
pub fn command_rows() -> impl Iterator<Item = (&'static Mode, &'static Action, &'static str)> {
    let of_others = MODES.into_iter().filter(|m| !["検索", "キーの説明"].contains(&m.name));
    let rows = of_others.flat_map(|m| m.keys.iter().map(move |b| (m, &b.action, b.long)));
    rows.filter(|(_, _, long)| !long.is_empty())
}

/// Where the command `name` stands among all that `words` find, and whether as a guess.
pub fn rank_of_command(state: &State, words: &str, name: &str) -> Option<(usize, bool)> {
    let hits = ranked(catalogue(state), commands(state), &Query::new(words), &mut Typed::default());
    let at = hits.iter().position(|h| hit(state, h) == ("操作", name))?;
    Some((at, hits[at].fuzzy))
}

/// Chooses the command `name` in 検索; true when the program then says or does something besides what is drawn.
pub fn choose_command(state: &mut State, name: &str) -> bool {
    let here = |state: &State| found(state).iter().position(|h| *h == ("操作", name));
    if here(state).is_none() {
        paste(state, name);
    }
    let at = here(state).expect("the command");
    let Place::Search(s) = &mut state.place else { panic!("no search") };
    s.list.selected = at;
    !update(state, Action::Confirm).is_empty() || state.shared.messages.message().is_some()
}

/// The names of all modes.
pub fn all_modes() -> impl Iterator<Item = &'static str> {
    MODES.into_iter().map(|m| m.name)
}

/// Characters are text at present.
pub fn takes_text(state: &State) -> bool {
    state.mode().types
}

/// The help lies on top.
pub fn help_is_open(state: &State) -> bool {
    state.help.is_some()
}

/// One batch of keys, then the frame, as the runtime does it. True when the program has ended.
pub fn batch(state: &mut State, saver: &mut Saver, keys: &str) -> bool {
    for key in script(keys) {
        for key in answering(state, key) {
            let Some(action) = state.action(key) else { continue };
            for effect in update(state, action) {
                if keep(state, saver, effect) == Some(Effect::Quit) && may_end(state, saver) {
                    return true;
                }
            }
        }
    }
    frame_stands(state, saver);
    false
}

/// A frame stands on the screen: what has waited for it is saved, and reported.
pub fn frame_stands(state: &mut State, saver: &mut Saver) {
    for report in saver.after_frame(&state.shared) {
        update(state, report);
    }
}

/// Sessions that were left before their last answers were saved.
pub fn left_unsaved(state: &State) -> usize {
    state.shared.saving.left.len()
}

/// How many programmes are marked for 組み合わせ.
pub fn marks(state: &State) -> usize {
    state.shared.marked.len()
}

/// Sets the answer to the fact with the id `id` as if asked.
pub fn answer_with(state: &mut State, id: &str, value: Value) {
    let shared = &mut state.shared;
    let (fact, _) = shared.catalogue.fact_named(id).expect("a fact");
    let session = shared.session.as_mut().expect("a session");
    session.set(shared.catalogue, fact, Answer::Known(value, Origin::Given), shared.as_of);
}

/// A 書き出し that was asked for.
#[derive(Clone, PartialEq, Debug)]
pub struct Asked {
    pub name: String,
    pub folder: String,
    pub form: Form,
    /// The file that is there may go.
    pub replaces: bool,
    /// Each programme's details as well.
    pub details: bool,
    pub what: Wanted,
}

/// What a 書き出し is about.
#[derive(Clone, PartialEq, Debug)]
pub enum Wanted {
    /// The programmes' names in order, which rows they are in words, the 団体コード, the answers, and
    /// the plan with its sentence.
    Rows {
        scope: Scope,
        programmes: Vec<&'static str>,
        chosen: String,
        code: Option<u32>,
        profile: Profile,
        plan: Option<Box<Plan>>,
    },
    /// Name and answers of A and B.
    Comparison { a: (String, Profile), b: (String, Profile) },
}

impl Asked {
    /// The programmes that are written.
    pub fn programmes(&self) -> Vec<&'static str> {
        self.rows().0
    }

    /// The programmes and which rows they are, in words.
    pub fn rows(&self) -> (Vec<&'static str>, &str) {
        let Wanted::Rows { programmes, chosen, .. } = &self.what else { panic!("no rows: {self:?}") };
        (programmes.clone(), chosen)
    }
}

/// Plays keys as the runtime does, and gives the 書き出し that they end in.
pub fn ask(state: &mut State, keys: &str) -> Vec<Asked> {
    let mut orders = Vec::new();
    for key in script(keys) {
        let Some(action) = state.action(key) else { continue };
        for effect in update(state, action) {
            match effect {
                Effect::FindFolder => drop(update(state, Action::Folder("/home/user/Documents".to_owned()))),
                Effect::Export(order) => orders.push(plainly(state, *order)),
                _ => {}
            }
        }
    }
    orders
}

/// The path that the last of these keys asks the system to open.
pub fn opened(state: &mut State, text: &str) -> Option<String> {
    let mut out = None;
    for key in script(text) {
        let Some(action) = state.action(key) else { continue };
        for effect in update(state, action) {
            if let Effect::OpenFile(path) = effect {
                out = Some(path);
            }
        }
    }
    out
}

fn plainly(state: &State, order: Request) -> Asked {
    let name = |id| catalogue(state).programme(id).expect("a programme").name;
    let what = match order.what {
        What::Report(rows) => Wanted::Rows {
            scope: rows.scope,
            programmes: rows.programmes.iter().map(|id| name(*id)).collect(),
            chosen: rows.chosen,
            code: rows.code,
            profile: rows.profile,
            plan: rows.plan,
        },
        What::Comparison { a, b } => Wanted::Comparison { a, b },
    };
    Asked {
        name: order.name,
        folder: order.folder,
        form: order.form,
        replaces: order.existing == Existing::Replace,
        details: order.annexes.has(Annex::Details),
        what,
    }
}

/// The runtime says that the file was written and its path handed to the terminal.
pub fn written(state: &mut State, path: &str) {
    update(state, Action::Exported(Outcome::Written { path: path.to_owned(), copied: true }));
}

/// The runtime says that a file of that name is there.
pub fn is_there(state: &mut State) {
    update(state, Action::Exported(Outcome::Exists));
}

/// The runtime says why nothing was written.
pub fn failed(state: &mut State, why: &str) {
    update(state, Action::Exported(Outcome::Failed(why.to_owned())));
}

/// The keys that are bound in the present place; of all places where it has none.
pub fn keys_here(state: &State) -> Vec<Key> {
    let own: Vec<Key> = state.mode().keys.iter().flat_map(|b| b.keys).copied().collect();
    if own.is_empty() { all_keys() } else { own }
}

/// Every key that is bound somewhere.
pub fn all_keys() -> Vec<Key> {
    MODES.iter().flat_map(|m| m.keys).flat_map(|b| b.keys).copied().collect()
}

/// How many times more seldom than others a monkey should press `key`: these judge every programme anew, some of them
/// many times.
pub fn costs(state: &State, key: Key) -> usize {
    match state.action(key) {
        Some(Action::Go(To::Sweep) | Action::Compare) => 60,
        Some(Action::Unanswer | Action::DontKnow | Action::Pick(_) | Action::Go(To::Manual)) => 24,
        Some(Action::Confirm) if state.mode().is(&OPTIONS) => 24,
        _ => 1,
    }
}

/// Presses one key; true when it ended the program.
pub fn press(state: &mut State, key: Key) -> bool {
    state.action(key).is_some_and(|action| update(state, action).contains(&Effect::Quit))
}
