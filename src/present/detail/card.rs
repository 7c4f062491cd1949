//! 答えのカード: what a detail begins with, and what stands beside a list. What it is, rate, ceiling, who pays what, why,
//! what is open, until when, whom to call, and where it is printed.

use crate::domain::judge::assess::Assessment;
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::judge::rank::{self, Group};
use crate::domain::plan::rank::Candidate;
use crate::domain::sort;
use crate::domain::terms::condition::Open;
use crate::domain::terms::profile::{Answer, FactId};
use crate::domain::value::truth::Truth;
use crate::present::consult;
use crate::present::detail::writer::Writer;
use crate::present::detail::{ended, period, source, window};
use crate::present::line::{TextLine, Tone, first, line};
use crate::present::money::bar::{Picture, picture};
use crate::present::money::plan::money_parts;
use crate::present::money::sheet::{Headline, answer};
use crate::present::reading;
use crate::present::{condition, figure, row, word};

/// The card of one programme.
#[derive(Clone, Debug)]
pub struct Card {
    /// Name of the programme.
    pub name: &'static str,
    /// Where it stands.
    pub group: Group,
    /// 「〇 該当」
    pub standing: String,
    /// 「団体〇 計画 2/8」; may be empty.
    pub layers: String,
    /// What it is.
    pub what: &'static str,
    /// 率, 上限, 負担.
    pub figures: Vec<Told>,
    /// Who pays what.
    pub picture: Picture,
    /// Why it stands there.
    pub why: Told,
    /// What is open, what decides a figure first: the question, where an answer can be given, and what it is about.
    pub open: Vec<(Option<FactId>, String)>,
    /// Until when, whom to call, where it is printed.
    pub last: Vec<Told>,
}

impl Card {
    /// The questions that can be answered here: they stand first among what is open.
    pub fn facts(&self) -> impl Iterator<Item = FactId> {
        self.open.iter().map_while(|(fact, _)| *fact)
    }
}

/// Something told of under a label.
#[derive(Clone, Debug)]
pub struct Told {
    /// What it is about.
    pub label: &'static str,
    /// What is told, a line each.
    pub lines: Vec<TextLine>,
}

/// Rates and ceilings told in a card; the rest stands in its section.
const MOST: usize = 3;

/// The card for the answers of `inquiry`; with `plan`, the programme for a plan, its yen and its reason are those of the
/// plan.
pub fn card(inquiry: Inquiry<'_>, a: &Assessment, plan: Option<&Candidate>) -> Card {
    let excluded = a.verdict() == Truth::No && a.status.is_live();
    let page = Writer { inquiry, catalogue: inquiry.catalogue, a, p: a.programme, excluded };
    let of = row::row(inquiry, a);
    let (figures, picture) = if excluded { (Vec::new(), Picture::default()) } else { page.figures(plan) };
    let why = page.why(plan, &of.note);
    Card {
        name: a.programme.name,
        group: rank::group(a),
        layers: of.layers(),
        standing: of.standing,
        what: a.programme.summary,
        figures,
        picture,
        why: told("なぜ", why),
        open: page.open(),
        last: page.last(),
    }
}

fn told(label: &'static str, lines: Vec<TextLine>) -> Told {
    Told { label, lines }
}

impl Writer<'_> {
    fn figures(&self, plan: Option<&Candidate>) -> (Vec<Told>, Picture) {
        let doubt = |text: String, doubt: Option<reading::Doubt>| match doubt {
            Some(d) => format!("{text}　{}", d.word()),
            None => text,
        };
        let rate = |r: &_| line(doubt(Self::rate_in_short(r), reading::of_rate(self.p, &r.selection)), Tone::Figure);
        let rates: Vec<TextLine> = self.a.rates.iter().filter(|r| !self.is_idle_limit(r)).map(rate).collect();
        let ceilings = self.a.ceilings.iter().filter(|c| !c.group.floor).map(|c| {
            let per = if c.group.per.is_empty() { String::new() } else { format!("/{}", c.group.per) };
            let text = format!("{}{per}（{}）", figure::bound(&c.selection, false), row::base(c.group.of).0);
            line(doubt(text, reading::of_ceiling(self.p, &c.selection)), Tone::Figure)
        });
        let silent = |lines: Vec<TextLine>| {
            if lines.is_empty() { vec![line("資料に記載なし", Tone::Quiet)] } else { first(lines, MOST) }
        };
        let mut out = vec![told("率", silent(rates)), told("上限", silent(ceilings.collect()))];
        let in_plan = plan.and_then(|c| Some((c, money_parts(c)?)));
        let (burden, picture): (Vec<TextLine>, Picture) = if let Some((c, yen)) = in_plan {
            let lines = yen.into_iter().map(|(_, part)| line(part, Tone::Plain)).collect();
            (lines, picture(self.p, &c.split, c.costs.eligible))
        } else {
            let (figures, picture) = answer(self.inquiry, self.a);
            (figures.iter().map(Headline::line).collect(), picture)
        };
        if !burden.is_empty() {
            out.push(told(if plan.is_some() { "事業では" } else { "負担" }, burden));
        }
        (out, picture)
    }

    fn why(&self, plan: Option<&Candidate>, note: &str) -> Vec<TextLine> {
        if let Some(c) = plan.filter(|_| !self.excluded) {
            return vec![line(consult::reason(self.catalogue, c), Tone::Plain)];
        }
        if rank::group(self.a) != Group::Applies {
            return vec![line(note, Tone::Open)];
        }
        let met = self.a.because(self.inquiry.profile).into_iter().filter(|r| r.truth == Truth::Yes);
        let met: Vec<String> = met.map(|r| condition::phrase(self.catalogue, r.condition)).collect();
        let text = if met.is_empty() { word::FOR_ALL_BODIES.to_owned() } else { met.join("／") };
        vec![line(text, Tone::Plain)]
    }

    /// What decides a figure, then what is missing of body and plan.
    pub(super) fn open(&self) -> Vec<(Option<FactId>, String)> {
        if rank::group(self.a).is_out() {
            return Vec::new();
        }
        let text = |open: Open| match open {
            Open::Fact(fact) => (Some(fact), condition::open(self.catalogue, open)),
            Open::Point(point) => (None, format!("窓口に確かめる: {point}")),
        };
        let mut all = row::open(self.a, self.inquiry.profile);
        sort::by_key(&mut all, |open| match open {
            // Who has said that nobody knows is not asked the same again at once.
            Open::Fact(fact) => u8::from(self.inquiry.profile.answer(*fact) == Answer::DontKnow),
            Open::Point(_) => 2,
        });
        all.into_iter().map(text).collect()
    }

    fn last(&self) -> Vec<Told> {
        let p = self.p;
        let mut until = vec![line(period(p, self.a), if self.a.status.is_live() { Tone::Plain } else { Tone::Failed })];
        until.extend(p.next_window(self.inquiry.as_of).map(|w| line(window(w), Tone::Plain)));
        until.extend(p.ended_window(self.inquiry.as_of).map(|w| line(ended(w), Tone::Failed)));
        let call = [p.office, p.contact].into_iter().find(|t| !t.is_empty()).unwrap_or("資料に記載なし");
        let leading = row::leading_rate(self.a).and_then(|r| r.selection.leading().find_map(|r| r.cites.first()));
        let printed = leading.or_else(|| p.line_cites.first()).or_else(|| p.cites.first());
        let printed = printed.map(|c| source(self.catalogue, p, usize::from(*c)));
        vec![
            told("期間", until),
            told("窓口", vec![line(call, Tone::Plain)]),
            told("資料", printed.into_iter().map(|text| line(text, Tone::Quiet)).collect()),
        ]
    }
}
