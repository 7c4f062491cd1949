//! The money as pictures: the cost, what is borrowed, who pays; other readings as further bars.

use super::model::{Bar, Block, Flow, Paint, Part, Room};
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::judge::rank::group;
use crate::domain::money::scenario::Split;
use crate::domain::money::split::split;
use crate::domain::money::total::put_in;
use crate::domain::plan::rank::Candidate;
use crate::domain::terms::flow::Bucket;
use crate::domain::terms::programme::Programme;
use crate::domain::value::number::Yen;
use crate::export::handout::subject::Measure;
use crate::export::report::ResultsExport;
use crate::present::money::bar::{Bar as Shown, Picture, Slice, picture};
use crate::present::money::percent;
use crate::present::money::plan::money_lines;
use crate::present::{condition, figure};

/// Title of the pictures.
const TITLE: &str = "お金の流れ";

/// The pictures of the first programmes that have money to show.
pub fn flows(report: &ResultsExport<'_>, measures: &[Measure<'_>], room: Room) -> Option<Block> {
    let shown = measures.iter().take(room.rows);
    let all: Vec<Flow> = shown.filter_map(|m| of(report, *m)).take(room.flows).collect();
    (!all.is_empty()).then(|| Block::Flows(TITLE.to_owned(), all))
}

/// The picture of one programme; `None` where nothing of it is an amount that somebody gives.
pub fn of(report: &ResultsExport<'_>, m: Measure<'_>) -> Option<Flow> {
    let (a, p) = (m.assessment, m.assessment.programme);
    if group(a).is_out() {
        return None;
    }
    let inquiry = report.about(a);
    let (own, basis) = match m.candidate {
        Some(c) => (c.split.clone(), money_lines(c).into_iter().next().filter(|_| c.costs.eligible.is_some())),
        None => (split(inquiry, p), None),
    };
    let total = put_in(p, inquiry.profile);
    let shown = picture(p, &own, total);
    let gives = |s: &Slice| s.of.is_some_and(|b| !matches!(b, Bucket::Over));
    if own.is_overdrawn() || !shown.shares.iter().any(|(s, _)| gives(s)) {
        return None;
    }
    Some(draw(
        inquiry,
        p,
        &own,
        &shown,
        basis.or_else(|| total.map(|y| format!("経費 {}", figure::yen(y)))),
        m.candidate,
    ))
}

fn draw(
    inquiry: Inquiry<'_>,
    p: &'static Programme,
    own: &Split,
    shown: &Picture,
    basis: Option<String>,
    c: Option<&Candidate>,
) -> Flow {
    let whole = shown.whole;
    let thin = |text: String, yen: Yen, paint| Bar {
        title: String::new(),
        parts: vec![Part { texts: vec![text], yen, paint }],
        whole,
    };
    let mut bars: Vec<Bar> = vec![thin(basis.unwrap_or_else(|| figure::yen(whole)), whole, Paint::Cost)];
    let bond = c.and_then(Candidate::bond).and_then(|s| s.exact());
    bars.extend(bond.filter(|y| *y > Yen(0)).map(|y| thin(format!("起債 {}", figure::yen(y)), y, Paint::Bond)));
    let case = |b: &Shown| match b.title {
        "" => String::new(),
        title => format!("地方の負担が{title}のとき"),
    };
    bars.extend(shown.bars.iter().map(|b| bar(case(b), b, whole)));
    let other = shown.readings.iter().take(2).map(|(why, b)| bar(why.clone(), b, whole));
    bars.extend(other);
    let paint = |s: &Slice| s.of.map_or(Paint::Open, Paint::Of);
    let mut legend: Vec<(Option<Paint>, String)> =
        shown.shares.iter().map(|(s, text)| (Some(paint(s)), format!("{} {text}", s.name))).collect();
    // The letters of the screen mean nothing here.
    legend.extend(shown.bond.as_ref().map(|t| (None, t.replace("、うち交付税措置は措の分", ""))));
    if !own.deciding.is_empty() {
        legend.push((None, format!("幅は次で決まる: {}", condition::opens(inquiry.catalogue, &own.deciding))));
    }
    if shown.readings.len() > 2 {
        legend.push((None, format!("読みはほかに{}通り", shown.readings.len() - 2)));
    }
    if shown.bond.is_some() {
        legend.push((None, "元金だけの計算。利子と年ごとの返し方は入っていない".to_owned()));
    }
    Flow { name: p.name.to_owned(), bars, legend }
}

/// What stands on a part: as much as fits.
fn bar(title: String, b: &Shown, whole: Yen) -> Bar {
    let part = |s: &Slice| {
        let yen = figure::yen(s.yen);
        let texts = if s.of.is_none() {
            vec![s.name.to_owned()]
        } else {
            vec![format!("{} {yen}（{}）", s.name, percent(s.yen, whole)), format!("{} {yen}", s.name), yen]
        };
        Part { texts, yen: s.yen, paint: s.of.map_or(Paint::Open, Paint::Of) }
    };
    Bar { title, parts: b.parts.iter().map(part).collect(), whole }
}
