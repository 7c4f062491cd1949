//! A result as one row: verdict, who applies, rate and ceiling without opening it, each with what it is of.

use crate::domain::judge::assess::{Assessment, CeilingAnswer, Layers, RateAnswer};
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::judge::rank::{Group, Shelf, group};
use crate::domain::sort;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::condition::Open;
use crate::domain::terms::profile::Profile;
use crate::domain::terms::programme::{Instrument, Level, Programme, RateGroup};
use crate::domain::terms::role::Role;
use crate::domain::value::date::{Date, Period};
use crate::domain::value::source::Cites;
use crate::domain::value::truth::Truth;
use crate::present::reading::{self, Doubt};
use crate::present::{condition, figure, value, word};
use crate::text::join::join;

/// The texts of a result row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// Its verdict.
    pub group: Group,
    /// Mark and word of where it stands.
    pub standing: String,
    /// 「団体〇」; empty where the documents give nothing to judge the body by.
    pub body: &'static str,
    /// 「計画 2/8」; empty where nothing is asked of the plan.
    pub plan: String,
    /// Name of the programme.
    pub name: &'static str,
    /// The rate that counts most for the body, and what it is of.
    pub rate: String,
    /// The ceiling, per what, and what it is of.
    pub ceiling: String,
    /// The one line that is read aloud, where it holds for every body; else empty, and the body's own figures stand.
    pub line: String,
    /// The mark of age that stands at the end of the figures; empty beside figures of the newest document.
    pub age: String,
    /// Why it stands there, or what is missing.
    pub note: String,
    /// 申請者.
    pub applicant: &'static str,
}

impl Row {
    /// What it gives, whole: the spoken line, or the body's rate and ceiling.
    pub fn figures(&self) -> Vec<&str> {
        let all = if self.line.is_empty() { vec![self.rate.as_str(), &self.ceiling] } else { vec![self.line.as_str()] };
        all.into_iter().filter(|t| !t.is_empty()).collect()
    }

    /// Body and plan, side by side: 「団体？ 計画 2/8」; the plan alone where its standing already says that the body may.
    pub fn layers(&self) -> String {
        let body = if self.group == Group::Applies { "" } else { self.body };
        join([body, &self.plan], " ")
    }

    /// Who applies, without the remark in brackets, and why the programme stands there.
    pub fn second_short(&self) -> String {
        join([self.applicant.split('（').next().unwrap_or_default(), &self.note], "　")
    }
}

/// The row of an assessment.
pub fn row(inquiry: Inquiry<'_>, a: &Assessment) -> Row {
    let group = group(a);
    // A figure beside 対象外 would be read aloud as one that can be had.
    let figures = group != Group::Excluded;
    let layers = a.layers(inquiry.profile);
    let about = (inquiry.catalogue, inquiry.as_of);
    let judged = group != Group::OutOfTerm && a.programme.role != Role::Mention;
    let told = |text: String, of: &[Cites]| with_age(text, a, of, about);
    let (rate, ceiling) = if figures {
        (told(rate(a), &rate_cites(a)), told(ceiling(a), &ceiling_cites(a)))
    } else {
        (String::new(), String::new())
    };
    let line = if figures && is_for_all(a.programme, inquiry.as_of) { spoken(a, about) } else { String::new() };
    let shown = if line.is_empty() { [rate_cites(a), ceiling_cites(a)].concat() } else { told_cites(a) };
    Row {
        group,
        standing: standing_with(a, layers),
        body: if judged { word::body(layers.body) } else { "" },
        plan: if judged { word::plan(layers) } else { String::new() },
        name: a.programme.name,
        age: value::aged(inquiry.catalogue, a.programme, &shown, inquiry.as_of).unwrap_or_default(),
        rate,
        ceiling,
        line,
        note: note(inquiry, a),
        applicant: a.programme.applicant,
    }
}

/// The one line that is read aloud, with the age of the oldest figure that it tells; empty where none holds on the day.
pub fn spoken(a: &Assessment, about: (&Catalogue, Date)) -> String {
    with_age(a.line.to_owned(), a, &told_cites(a), about)
}

/// What it gives this body, in one line: its own rate and ceiling, each with what it is of; the line that is read aloud
/// where that holds for every body, or where there is no figure.
pub fn gives(inquiry: Inquiry<'_>, a: &Assessment) -> String {
    let about = (inquiry.catalogue, inquiry.as_of);
    let own = || join([rate(a).as_str(), &ceiling(a)], "　");
    if is_for_all(a.programme, inquiry.as_of) || own().is_empty() {
        spoken(a, about)
    } else {
        with_age(own(), a, &[rate_cites(a), ceiling_cites(a)].concat(), about)
    }
}

/// Where the figures that the line tells are printed.
fn told_cites(a: &Assessment) -> Vec<Cites> {
    let rates = a.rates.iter().flat_map(|r| r.selection.leading()).map(|r| r.cites);
    let ceilings = a.ceilings.iter().flat_map(|c| c.selection.leading()).map(|r| r.cites);
    let figures: Vec<Cites> = rates.chain(ceilings).collect();
    if figures.is_empty() { vec![a.programme.line_cites] } else { figures }
}

/// `text` with the mark of its age, where there is a text.
fn with_age(text: String, a: &Assessment, figures: &[Cites], (catalogue, as_of): (&Catalogue, Date)) -> String {
    if text.is_empty() {
        return text;
    }
    match value::aged(catalogue, a.programme, figures, as_of) {
        Some(mark) => format!("{text} {mark}"),
        None => text,
    }
}

fn rate_cites(a: &Assessment) -> Vec<Cites> {
    leading_rate(a).map_or_else(|| vec![a.programme.cites], |r| r.selection.leading().map(|r| r.cites).collect())
}

fn ceiling_cites(a: &Assessment) -> Vec<Cites> {
    leading_ceiling(a).map_or_else(Vec::new, |c| c.selection.leading().map(|r| r.cites).collect())
}

/// Whether every figure of the programme that holds on the day is the same for every body.
fn is_for_all(p: &Programme, as_of: Date) -> bool {
    let is_live = |period: Period| period.status(as_of).is_live();
    let mut rates = p.rates.iter().flat_map(|g| g.rows).filter(|r| is_live(r.period));
    let ceilings = p.ceilings.iter().filter(|g| !g.floor).flat_map(|g| g.rows).filter(|r| is_live(r.period));
    rates.all(|r| r.when.is_none() && r.others.is_empty())
        && ceilings.into_iter().all(|r| r.when.is_none() && r.others.is_empty())
}

/// The rate that counts most for the body: national money first, then special tax, then the rest.
pub fn leading_rate(a: &Assessment) -> Option<&RateAnswer> {
    let weight = |i: Instrument| match i {
        Instrument::National => 0,
        Instrument::BondShare => 1,
        Instrument::SpecialTax | Instrument::OrdinaryTax => 2,
        _ => 3,
    };
    a.rates.iter().min_by_key(|r| weight(r.group.instrument))
}

/// What a figure is of, without remarks in brackets unless they bound it by a figure of their own.
pub fn base(of: &str) -> (&str, &str) {
    match of.split_once('（') {
        Some((head, rest)) if rest.contains(['/', '円', '%']) => (head, rest.trim_end_matches('）')),
        Some((head, _)) if !head.is_empty() => (head, ""),
        _ => (of, ""),
    }
}

/// 「（補助対象の事業費に対して）」, with the figure that bounds it; empty where no document says of what.
pub fn of_what(group: &RateGroup) -> String {
    let (of, bound) = base(group.of);
    of_base(of, bound)
}

fn of_base(of: &str, bound: &str) -> String {
    match (of, bound) {
        ("", _) => String::new(),
        (of, "") => format!("（{of}に対して）"),
        (of, bound) => format!("（{of}に対して。{bound}）"),
    }
}

/// The leading rate with what it is of.
pub fn rate(a: &Assessment) -> String {
    let Some(best) = leading_rate(a) else {
        return match a.programme.level {
            Level::Figures => "率の記載なし".to_owned(),
            _ if a.programme.role.is_usable() => format!("{}（率・上限の記載なし）", a.programme.role.name()),
            _ => String::new(),
        };
    };
    let text = figure::rate(&best.selection, best.group.instrument);
    let short = match best.group.instrument {
        Instrument::National => "国費",
        Instrument::BondShare => "充当率",
        Instrument::BondRelief => "交付税措置",
        Instrument::SpecialTax => "特別交付税",
        Instrument::OrdinaryTax => "普通交付税",
        Instrument::TaxRelief | Instrument::Other => "",
    };
    // For a bond the share that is paid back through the tax is half of the answer.
    let relief = a.rates.iter().find(|r| r.group.instrument == Instrument::BondRelief);
    let relief = match (best.group.instrument, relief) {
        (Instrument::BondShare, Some(r)) => {
            format!("　交付税{}{}", figure::rate(&r.selection, Instrument::BondRelief), of_base(base(r.group.of).0, ""))
        }
        _ => String::new(),
    };
    let doubt = reading::of_rate(a.programme, &best.selection);
    let text = text.replace("（財政力補正）", " 財政力補正あり");
    let of = of_what(best.group);
    format!("{short} {text}{of}{relief}{}", mark(doubt)).trim().to_owned()
}

/// The largest ceiling.
pub fn leading_ceiling(a: &Assessment) -> Option<&CeilingAnswer> {
    let real = a.ceilings.iter().filter(|c| !c.group.floor);
    real.max_by_key(|c| c.selection.leading().map(|r| r.yen).max())
}

/// The largest ceiling, per what and of what, and whether there are further ones.
pub fn ceiling(a: &Assessment) -> String {
    let Some(largest) = leading_ceiling(a) else { return String::new() };
    let per = if largest.group.per.is_empty() { String::new() } else { format!("/{}", largest.group.per) };
    let more = if a.ceilings.iter().filter(|c| !c.group.floor).count() > 1 { " ほか" } else { "" };
    let of = match base(largest.group.of).0 {
        "" => String::new(),
        of => format!("（{of}）"),
    };
    let doubt = reading::of_ceiling(a.programme, &largest.selection);
    format!("上限 {}{per}{of}{}{more}", figure::ceiling(&largest.selection), mark(doubt))
}

fn mark(doubt: Option<Doubt>) -> String {
    doubt.map_or_else(String::new, |d| format!(" {}", d.word()))
}

/// The reason for the verdict, or what is missing, in one phrase.
pub fn note(inquiry: Inquiry<'_>, a: &Assessment) -> String {
    let Inquiry { catalogue, profile, .. } = inquiry;
    if a.programme.role == Role::Mention && group(a) == Group::Open {
        return "名前だけが資料にある（対象団体・内容の記載なし）".to_owned();
    }
    match group(a) {
        Group::OutOfTerm => value::status(a.status),
        Group::Excluded => {
            let failed: Vec<String> = a
                .because(profile)
                .iter()
                .filter(|r| r.truth == Truth::No)
                .map(|r| condition::phrase(catalogue, r.condition))
                .collect();
            format!("満たさない: {}", failed.join("／"))
        }
        Group::Open => format!("決め手: {}", condition::opens(catalogue, &a.open_body(profile))),
        Group::Applies => match open(a, profile) {
            none if none.is_empty() => String::new(),
            all => format!("{} {}件: {}", word::OPEN, all.len(), condition::opens(catalogue, &all)),
        },
    }
}

/// What is open: what decides a figure first; what can be answered here before what has to be asked elsewhere. Every
/// place that counts counts these: what of the plan is not met yet is among them.
pub fn open(a: &Assessment, profile: &Profile) -> Vec<Open> {
    let rates = a.rates.iter().flat_map(|r| &r.selection.deciding);
    let ceilings = a.ceilings.iter().flat_map(|c| &c.selection.deciding);
    let asked = a.programme.requirements.iter().filter(|_| a.verdict() != Truth::No);
    let people = asked.filter(|r| r.when.is_none()).map(|r| Open::Point(r.text));
    let mut all = sort::distinct(rates.chain(ceilings).copied().chain(a.missing(profile)).chain(people));
    sort::by_key(&mut all, |open| matches!(open, Open::Point(_)));
    all
}

/// Mark and word of where a result stands: what is only told of is never 該当, and neither is what the body may use as
/// long as a term of the plan is open.
pub fn standing(a: &Assessment, profile: &Profile) -> String {
    standing_with(a, a.layers(profile))
}

/// The same where body and plan are counted already: a list draws many rows at each key.
pub fn standing_with(a: &Assessment, layers: Layers) -> String {
    standing_of(group(a), a.programme.role, layers)
}

/// The same of its parts.
pub fn standing_of(group: Group, role: Role, layers: Layers) -> String {
    let is_half = group == Group::Applies && Shelf::at(group, role) != Shelf::Named && layers.met < layers.terms();
    if is_half { word::body(layers.body).to_owned() } else { standing_in(group, role) }
}

/// The same for what of a result only these two are at hand.
pub fn standing_in(group: Group, role: Role) -> String {
    match (Shelf::at(group, role), role) {
        (Shelf::Named, Role::Mention) => "名前のみ".to_owned(),
        (Shelf::Named, _) => "お知らせ".to_owned(),
        _ => badge(group),
    }
}

/// Mark and word of a group, above what stands in it: a single result says its [`standing`].
pub fn badge(g: Group) -> String {
    format!("{} {}", word::mark(g), word::group(g))
}
