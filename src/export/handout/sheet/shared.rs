//! What every page has: the plan, the facts of the body, warnings, questions, the cited places, the foot.

use super::model::{Block, Piece, Room, Sheet, Style, marked};
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::plan::rank::{Candidate, Section};
use crate::domain::plan::understood::Understood;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::profile::{Answer, Origin};
use crate::domain::terms::programme::Programme;
use crate::export::handout::asks::{self, Ask};
use crate::export::handout::sources::{Numbers, Source};
use crate::export::handout::subject::{Measure, Subject};
use crate::export::report::{Make, NOTICE, ResultsExport};
use crate::present::consult::{self, names, nearest, understood};
use crate::present::form::Annex;
use crate::present::money::plan::burden;
use crate::present::{figure, value};
use crate::text::join::join;

/// Longest sentence that is a title, in characters.
const TITLE: usize = 28;
/// Longest text of somebody's own on the page, in characters; figures in it stand in the lines that were read from it.
const OWN: usize = 90;

/// Title and lines of a plan: its name, else what it is for; the sentence; what was understood of it.
pub fn planned(catalogue: &Catalogue, u: &Understood, said: &str) -> (String, Vec<String>) {
    let purposes: Vec<_> = u.project.purposes.iter().map(|(id, _)| *id).collect();
    let purposes = names(catalogue.vocabulary.purposes, &purposes).join("・");
    let short = |t: &str| !t.is_empty() && t.chars().count() <= TITLE;
    let name = u.project.name.as_str();
    let title = match (name.is_empty(), short(said), purposes.is_empty()) {
        (false, ..) => cut(name, OWN / 2),
        (true, true, _) => said.to_owned(),
        (true, false, false) => cut(&purposes, OWN / 2),
        (true, false, true) => "事業の相談".to_owned(),
    };
    let mut lead = Vec::new();
    if !said.is_empty() && title != said {
        lead.push(format!("「{}」", cut(said, OWN)));
    }
    let told = understood(catalogue, Vec::new(), u);
    let told = told.iter().skip(1).filter(|s| !s.asks()).map(|s| cut(&s.line(), OWN * 2));
    lead.push(told.collect::<Vec<_>>().join("　"));
    if let Some(total) = u.project.total().filter(|_| u.project.costs.len() > 1) {
        lead.push(format!("経費の計 {}", figure::yen(total)));
    }
    (title, lead)
}

/// `text` in at most `most` characters, with the mark of a cut.
pub fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most).chain(['…']).collect()
}

/// 財政力指数, 過疎, 人口: each with where it comes from.
pub fn facts(inquiry: Inquiry<'_>) -> Vec<String> {
    facts_apart(inquiry).into_iter().map(|(told, from)| told + &from).collect()
}

/// The same, each beside where it comes from.
pub fn facts_apart(inquiry: Inquiry<'_>) -> Vec<(String, String)> {
    let told = |id: &str| {
        let (id, fact) = inquiry.catalogue.fact_named(id)?;
        let answer = inquiry.profile.answer(id);
        let from = match answer {
            Answer::Known(_, Origin::Prefilled(source) | Origin::Inferred(source)) => format!("（{source}）"),
            Answer::Known(_, Origin::Given) => "（回答による）".to_owned(),
            Answer::NotAsked | Answer::DontKnow => String::new(),
        };
        Some((format!("{} {}", fact.label, value::answer(fact, answer)), from))
    };
    ["zaiseiryoku", "kaso", "jinko"].into_iter().filter_map(told).collect()
}

/// That the documents are old, all of them or those of the programmes on the page, and what the plan's sentence leaves
/// to be asked back.
pub fn warnings(report: &ResultsExport<'_>, shown: impl Iterator<Item = &'static Programme>) -> Vec<String> {
    let Inquiry { catalogue, as_of, .. } = report.inquiry;
    let old = shown.filter(|p| value::age_warning_of(catalogue, p, as_of).is_some());
    let old: Vec<&str> = old.map(|p| p.name).collect();
    let age = if value::are_all_old(catalogue, as_of) {
        value::age_warning(catalogue, as_of)
    } else if let [first, rest @ ..] = old.as_slice() {
        let more = if rest.is_empty() { String::new() } else { format!("ほか{}件", rest.len()) };
        Some(format!(
            "「{first}」{more}の資料は1年以上前か、日付の記載がありません。現行の交付要綱・通知を必ず確かめてください"
        ))
    } else {
        None
    };
    age.into_iter().chain(report.plan.into_iter().flat_map(|p| asked_back(p.understood))).collect()
}

/// What has to be asked back of a sentence, and what of it could not be read.
pub fn asked_back(u: &Understood) -> Vec<String> {
    let left = (!u.left.is_empty()).then(|| format!("読めなかった言葉: {}", cut(&u.left.join("、"), OWN)));
    let questions = u.questions.iter().take(3).map(|q| format!("確認: {}", cut(&q.text, OWN)));
    questions.chain(left).collect()
}

/// That nothing fits, and what lies nearest.
pub fn silent(report: &ResultsExport<'_>) -> Block {
    let unavailable = report.plan.map_or(&[][..], |p| &p.laid.unavailable);
    let mut out = vec![Piece::new(format!("{}。", consult::silent(unavailable)), Style::Burden)];
    if let Some(plan) = report.plan {
        out.extend(consult::unavailable(report.inquiry, unavailable).map(|text| Piece::new(text, Style::Plain)));
        out.extend(near(report.inquiry.catalogue, plan.understood).map(|text| Piece::new(text, Style::Plain)));
    }
    Block::Lines("この事業に合う制度".to_owned(), out)
}

/// What lies nearest, each programme once.
pub fn near(catalogue: &Catalogue, u: &Understood) -> impl Iterator<Item = String> {
    let mut out: Vec<String> = Vec::new();
    for line in nearest(catalogue, u) {
        let name = |l: &str| l.split(" — ").next().map(str::to_owned);
        if out.iter().all(|known| name(known) != name(&line)) {
            out.push(line);
        }
    }
    out.into_iter().take(4)
}

/// So many of those that have no room are named.
const NEXT: usize = 2;

/// How many programmes the page has no room for, and where they stand.
pub fn further(report: &ResultsExport<'_>, about: &Subject<'_>, room: Room) -> String {
    let mut parts = Vec::new();
    let more = about.measures.len().saturating_sub(room.rows);
    if more > 0 {
        // Of a plan those that come next are named: one of them may leave the body less to pay.
        let next = about.measures.iter().skip(room.rows).filter_map(|m| m.candidate).take(NEXT);
        let named = |c: &Candidate| {
            let own = burden(c).map(|b| b.line()).unwrap_or_default();
            join([c.assessment.programme.name, &own], " ")
        };
        let names: Vec<String> = next.map(named).collect();
        let names = if names.is_empty() { String::new() } else { format!(": {}", names.join("、")) };
        parts.push(format!("ほか{more}件（{}）{names}", whither(report.make, Annex::Results, "全結果")));
    }
    let other = report.plan.map_or(0, |p| p.laid.judged.iter().filter(|c| c.section() == Section::Other).count());
    if other > 0 && about.measures.iter().all(|m| m.candidate.is_none_or(|c| c.section() != Section::Other)) {
        parts.push(format!("言葉が近いだけの制度 {other}件は載せていません"));
    }
    if !report.chosen.is_empty() {
        parts.push(format!("載せた行: {}", cut(report.chosen, OWN)));
    }
    parts.join("。")
}

/// The points to ask, the first of each programme before the second of any.
pub fn points(
    report: &ResultsExport<'_>,
    measures: &[Measure<'_>],
    room: Room,
    numbers: &mut Numbers,
) -> Option<Block> {
    let shown = measures.iter().take(room.rows).map(|m| m.assessment);
    let all = asks::of(report, shown);
    let mut order: Vec<(usize, usize)> = Vec::new();
    for (i, ask) in all.iter().enumerate() {
        let first = ask.about.first().map_or("", |(p, _)| p.id);
        let before = all.iter().take(i).filter(|k| k.about.first().is_some_and(|(p, _)| p.id == first)).count();
        order.push((before, i));
    }
    crate::domain::sort::plainly(&mut order);
    let told: Vec<(String, String)> =
        order.iter().take(room.asks).filter_map(|(_, i)| all.get(*i)).map(|a| point(a, numbers)).collect();
    let more = all.len().saturating_sub(told.len());
    let title = match (more, report.make.annexes.has(Annex::Asks)) {
        (0, _) => "窓口に確かめること".to_owned(),
        (n, true) => format!("窓口に確かめること（ほか{n}件は別紙「質問票」）"),
        (n, false) => format!("窓口に確かめること（ほか{n}件）"),
    };
    (!told.is_empty()).then_some(Block::Points(title, told))
}

fn point(ask: &Ask, numbers: &mut Numbers) -> (String, String) {
    let names: Vec<&str> = ask.about.iter().map(|(p, _)| p.name).collect();
    let mut places: Vec<usize> = ask.about.iter().flat_map(|(p, c)| numbers.of(p, c.iter().copied())).collect();
    crate::domain::sort::once(&mut places);
    let names = match names.as_slice() {
        [first, _, ..] => format!("{first} ほか{}件", names.len() - 1),
        few => few.concat(),
    };
    (ask.text.clone(), format!("{}。{names} {}", ask.whom(), marked(&places)).trim_end().to_owned())
}

/// Where a page says that the rest of it stands: in this annex, called so, or nowhere on this paper.
pub fn whither(make: Make<'_>, annex: Annex, name: &str) -> String {
    if make.annexes.has(annex) {
        format!("別紙「{name}」")
    } else {
        "この紙には載せていません".to_owned()
    }
}

/// What every page ends in, and how it lies. Made last: the places have their numbers by then.
pub fn page(inquiry: Inquiry<'_>, make: Make<'_>, numbers: &Numbers) -> Sheet {
    Sheet {
        cites: cites(inquiry.catalogue, numbers),
        foot: foot(inquiry, make.command),
        paper: make.paper,
        ..Sheet::default()
    }
}

/// The places that the page points to, in small print.
fn cites(catalogue: &Catalogue, numbers: &Numbers) -> Vec<String> {
    let places = numbers.places(catalogue);
    let one = |(i, (s, place)): (usize, (&Source, &String))| format!("[{}] {place}「{}」", i + 1, s.quote.text);
    numbers.all.iter().zip(&places).enumerate().map(one).collect()
}

/// What stands first, the day, the documents, the bundle, the program, and how to make the page again.
fn foot(inquiry: Inquiry<'_>, command: &str) -> Vec<String> {
    let stamp = value::stamp(inquiry.catalogue, inquiry.as_of);
    let print = inquiry.catalogue.fingerprint();
    let again = if command.is_empty() {
        "画面の「書き出し」（答えや計画を画面で直してあります）"
    } else {
        command
    };
    vec![
        NOTICE.to_owned(),
        format!("{stamp}（{print:016x}）／地域ナビ {}", env!("CARGO_PKG_VERSION")),
        format!("同じ紙を作る: {}", cut(again, 400)),
    ]
}
