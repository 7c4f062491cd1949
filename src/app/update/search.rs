//! 検索: one field over measures, terms, examples, questions, municipalities and commands.

use std::sync::Arc;

use super::question::ask;
use super::{back, choose, go, page, settle, step, update};
use crate::app::action::{Action, Effect};
use crate::app::keymap::{TABLE, context};
use crate::app::screen::{Among, Detail, Found, List, Page, Prepared, Reading, Screen, Scroll, Search, Target};
use crate::app::session::Session;
use crate::app::state::State;
use crate::domain::profile::FactId;
use crate::domain::programme::SearchKeys;
use crate::text::fold::{fold, romaji};
use crate::text::search::{Keys, Query, rank};

/// What the palette offers: the action, its name, its reading and other words.
pub static COMMANDS: &[(Action, &str, &str, &str)] = &[
    (Action::GoChoose, "自治体を選ぶ", "じちたいをえらぶ", "市町村 団体 選択 しちょうそん"),
    (Action::GoManual, "手入力", "てにゅうりょく", "入力 にゅうりょく"),
    (Action::GoQuestions, "質問", "しつもん", "残りの質問 のこり"),
    (Action::GoResults, "結果", "けっか", "一覧 いちらん 制度 せいど"),
    (Action::GoAnswers, "回答一覧", "かいとういちらん", "答え こたえ 変える"),
    (Action::GoEstimate, "試算", "しさん", "金額 きんがく 計算 けいさん"),
    (Action::Compare, "比較", "ひかく", "比べる くらべる"),
    (Action::Sweep, "境目", "さかいめ", "閾値 動かす"),
    (Action::GoCombine, "組み合わせ", "くみあわせ", "併用 へいよう 合計 ごうけい"),
    (Action::GoCalendar, "年間予定", "ねんかんよてい", "公募 こうぼ 締切 しめきり 申請 予定 よてい"),
    (Action::GoTerms, "用語", "ようご", "用語集 ことば"),
    (Action::GoSources, "出典と版", "しゅってんとはん", "資料 しりょう 根拠 こんきょ"),
    (Action::Narrow, "絞り込み", "しぼりこみ", "結果を絞る"),
    (Action::NextOrder, "並べ方を変える", "ならべかたをかえる", "順序 じゅんじょ"),
    (Action::Help, "キーの説明", "きーのせつめい", "ヘルプ help 使い方 つかいかた 操作 そうさ"),
    (Action::Quit, "終了", "しゅうりょう", "終わる おわる"),
];

pub(super) fn open(state: &mut State) {
    if matches!(state.screen, Screen::Search(_)) {
        return;
    }
    let own = |name: &str, yomi: &str, extra: &str| Prepared {
        name: fold(name),
        yomi: fold(yomi),
        romaji: romaji(&fold(yomi)),
        extra: fold(extra),
    };
    let facts = state.catalogue.facts.iter().map(|f| own(f.label, f.yomi, &f.synonyms.join(" ")));
    let commands = COMMANDS.iter().map(|(_, name, yomi, extra)| own(name, yomi, extra));
    let screen = Search { facts: facts.collect(), commands: commands.collect(), ..Search::default() };
    go(state, Screen::Search(screen), find);
}

fn keys(k: &'static SearchKeys) -> Keys<'static> {
    Keys { name: k.name, yomi: k.yomi, romaji: k.romaji, extra: k.extra }
}

fn prepared(p: &Prepared) -> Keys<'_> {
    Keys { name: &p.name, yomi: &p.yomi, romaji: &p.romaji, extra: &p.extra }
}

/// Finds what the field says; an empty field offers the commands.
pub(super) fn find(state: &mut State) {
    let c = state.catalogue;
    let Screen::Search(s) = &mut state.screen else { return };
    let query = Query::new(s.field.text());
    let (facts, commands) = (Arc::clone(&s.facts), Arc::clone(&s.commands));
    if query.is_empty() {
        s.hits = (0..commands.len()).map(|i| Found::new(Target::Command(i))).collect();
        s.list = List::default();
        return;
    }
    let all = (c.programmes.iter().map(|p| keys(&p.keys)))
        .chain(c.terms.iter().map(|t| keys(&t.keys)))
        .chain(c.examples.iter().map(|e| keys(&e.keys)))
        .chain(facts.iter().map(prepared))
        .chain(commands.iter().map(prepared))
        .chain(c.municipalities.iter().map(|m| keys(&m.keys)));
    let lengths = [c.programmes.len(), c.terms.len(), c.examples.len(), facts.len(), commands.len()];
    let mut ranked = rank(&query, all);
    let first = c.programmes.len() + c.terms.len() + c.examples.len();
    let facts = first..first + s.facts.len();
    // A question that merely begins with the word stands behind the measures that hold it.
    ranked
        .sort_by_key(|(at, hit)| std::cmp::Reverse(hit.score - if facts.contains(at) { behind(hit.score) } else { 0 }));
    s.hits = ranked
        .into_iter()
        .map(|(at, hit)| Found { target: target(at, lengths), field: hit.field, fuzzy: hit.fuzzy })
        .collect();
    s.list = List::default();
}

/// By how much a question's score is lowered: two tiers and one field, nothing where the whole name was typed.
fn behind(score: i64) -> i64 {
    const CLASS: i64 = 10_000_000;
    if score >= 12 * CLASS { 0 } else { 9 * CLASS }
}

/// Which thing stands at `at` of the chain, whose first parts have these lengths.
fn target(mut at: usize, lengths: [usize; 5]) -> Target {
    let kinds = [Target::Programme, Target::Term, Target::Example, Target::Fact, Target::Command];
    for (kind, len) in kinds.into_iter().zip(lengths) {
        if at < len {
            return kind(at);
        }
        at -= len;
    }
    Target::Municipality(at)
}

/// Hits that fit: two rows each, below the hint and the field.
pub fn rows(state: &State) -> usize {
    page(state).saturating_sub(2) / 2
}

pub(super) fn in_search(state: &mut State, action: &Action) {
    let visible = rows(state);
    let Screen::Search(s) = &mut state.screen else { return };
    if s.field.take(action) {
        return find(state);
    }
    step(&mut s.list, action, s.hits.len(), visible);
}

/// Opens what is selected.
pub(super) fn confirm(state: &mut State) -> Vec<Effect> {
    let Screen::Search(s) = &state.screen else { return Vec::new() };
    let Some(found) = s.hits.get(s.list.selected) else {
        state.notice = "見つかりません。短くするか、かなやローマ字で入力してください";
        return Vec::new();
    };
    match found.target {
        Target::Command(i) => return COMMANDS.get(i).map_or_else(Vec::new, |c| command(state, &c.0)),
        Target::Programme(i) => programme(state, i),
        Target::Term(i) => read(state, Page::Term(i)),
        Target::Example(i) => read(state, Page::Example(i)),
        Target::Fact(i) => {
            with_session(state);
            if let Ok(id) = u16::try_from(i) {
                ask(state, FactId(id), Among::One);
            }
        }
        Target::Municipality(i) => {
            if let Some(m) = state.catalogue.municipalities.get(i) {
                let session = Session::about(state.catalogue, m, state.as_of);
                choose::open(state, session);
            }
        }
    }
    Vec::new()
}

fn read(state: &mut State, page: Page) {
    go(state, Screen::Reading(Reading { page, scroll: Scroll::default() }), settle);
}

/// Without a municipality things are judged for an empty profile: nothing is known, nothing is guessed.
fn with_session(state: &mut State) {
    if state.session.is_none() {
        state.session = Some(Session::by_hand(state.catalogue, state.as_of));
    }
}

fn programme(state: &mut State, at: usize) {
    with_session(state);
    let (Some(p), Some(session)) = (state.catalogue.programmes.get(at), &state.session) else { return };
    if let Some(index) = session.assessments().iter().position(|a| a.programme.id == p.id) {
        go(state, Screen::Detail(Detail { index, scroll: Scroll::default() }), settle);
    }
}

/// Leaves the search and does there what the key would do.
fn command(state: &mut State, action: &Action) -> Vec<Effect> {
    back(state);
    let before = std::mem::discriminant(&state.screen);
    let here = context(state);
    let effects = update(state, action.clone());
    let moved = std::mem::discriminant(&state.screen) != before || state.help.is_some() || !effects.is_empty();
    let bound = TABLE.iter().any(|b| b.context == here && b.action == *action);
    if !moved && !bound && state.notice.is_empty() {
        state.notice = "この操作は今の画面では使えません。自治体を開いて、結果や制度の詳細の画面で使ってください";
    }
    effects
}
