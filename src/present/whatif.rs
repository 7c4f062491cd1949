//! Differences in words: 「国費 2/3 から 3/4」. No arrows: their width differs between terminals.

use crate::domain::change::moves::Cut;
use crate::domain::change::whatif::{Difference, Kind, Stop, Tally, differing, sweep, tally as tally_of};
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::judge::rank::group;
use crate::domain::money::scenario::Split;
use crate::domain::money::split::split;
use crate::domain::money::total;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::flow::Bucket;
use crate::domain::terms::profile::{Answer, Fact, FactId, Profile, Value};
use crate::domain::terms::programme::{Instrument, Programme};
use crate::present::line::{Tone, line};
use crate::present::money::bar::{Bar, Passage, Scaled, picture};
use crate::present::nearmiss::range;
use crate::present::{figure, money, row, value, word};
use crate::text::join::join;

/// Name of a kind of difference.
pub fn kind(k: Kind) -> &'static str {
    match k {
        Kind::Appears => "新しく使える",
        Kind::Vanishes => "使えなくなる",
        Kind::Verdict => "判定が変わる",
        Kind::Figures => "率・上限・金額が変わる",
    }
}

/// What changes of one programme, one phrase each: place, rates, ceilings.
pub fn figures(d: &Difference, sides: [&Profile; 2]) -> Vec<String> {
    let mut out: Vec<String> = verdicts(d, sides).map(|[from, to]| format!("{from} から {to}")).into_iter().collect();
    let other = match d.kind {
        Kind::Appears => Some(&d.after),
        Kind::Vanishes => Some(&d.before),
        Kind::Verdict | Kind::Figures => None,
    };
    if let Some(a) = other.filter(|a| !a.rates.is_empty() || !a.ceilings.is_empty()) {
        // 「対象外、国費 1/2」 would be read as one that is to be had; what is new stands behind 「から 団体〇」.
        let gone = if d.kind == Kind::Vanishes { " が使えなくなる" } else { "" };
        out.extend([row::rate(a), row::ceiling(a)].into_iter().filter(|t| !t.is_empty()).map(|t| format!("{t}{gone}")));
    }
    out.extend(moved(d).iter().map(|c| from_to(&c.what, &c.from, &c.to)));
    out
}

/// Where it stands before and after, in the words of the list of results; `None` where it stays in its group.
fn verdicts(d: &Difference, [a, b]: [&Profile; 2]) -> Option<[String; 2]> {
    let stands = [row::standing(&d.before, a), row::standing(&d.after, b)];
    (group(&d.before) != group(&d.after) && stands[0] != stands[1]).then_some(stands)
}

/// One thing that changes of a programme.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Change {
    /// What: 判定, the name of a rate, of an amount.
    pub what: String,
    /// What it is of; empty where that is said elsewhere.
    pub of: String,
    /// Before.
    pub from: String,
    /// After.
    pub to: String,
}

impl Change {
    /// What stands after; other rows behind the same figure are said to be so.
    pub fn after(&self) -> String {
        if self.from == self.to { format!("{}{OTHER_ROWS}", self.to) } else { self.to.clone() }
    }
}

/// Rates and ceilings with other outcomes.
fn moved(d: &Difference) -> Vec<Change> {
    let mut out = Vec::new();
    for (x, y) in d.rates.iter().filter_map(|i| d.before.rates.get(*i).zip(d.after.rates.get(*i))) {
        let i = x.group.instrument;
        let (from, to) = (figure::rate(&x.selection, i), figure::rate(&y.selection, i));
        out.push(Change { what: word::instrument(i).to_owned(), from, to, ..Change::default() });
    }
    for (x, y) in d.ceilings.iter().filter_map(|i| d.before.ceilings.get(*i).zip(d.after.ceilings.get(*i))) {
        let floor = x.group.floor;
        let [from, to] = [x, y].map(|c| figure::bound(&c.selection, floor));
        out.push(Change { what: if floor { "下限" } else { "上限" }.to_owned(), from, to, ..Change::default() });
    }
    out
}

/// What changes of one programme, as rows of a table: verdict, rates, ceilings, each before and after.
fn changes(d: &Difference, sides: [&Profile; 2]) -> Vec<Change> {
    let verdict = |[from, to]: [String; 2]| Change { what: "判定".to_owned(), from, to, ..Change::default() };
    let mut out: Vec<Change> = verdicts(d, sides).map(verdict).into_iter().collect();
    let (gone, side) = match d.kind {
        Kind::Appears => (false, &d.after),
        Kind::Vanishes => (true, &d.before),
        Kind::Verdict | Kind::Figures => return out.into_iter().chain(moved(d)).collect(),
    };
    let none = || "なし".to_owned();
    let ends = |figure: String| if gone { (figure, none()) } else { (none(), figure) };
    // As in the list of results: the figures that lead, and what of a bond is paid back.
    let leading = row::leading_rate(side);
    let relief = side.rates.iter().find(|r| r.group.instrument == Instrument::BondRelief);
    let relief = relief.filter(|_| leading.is_some_and(|r| r.group.instrument == Instrument::BondShare));
    for r in leading.into_iter().chain(relief) {
        let (from, to) = ends(figure::rate(&r.selection, r.group.instrument));
        out.push(Change { what: word::rate_group(r.group).to_owned(), of: row::of_what(r.group), from, to });
    }
    if let Some(c) = row::leading_ceiling(side) {
        let (from, to) = ends(figure::ceiling(&c.selection));
        out.push(Change { what: "上限".to_owned(), of: format!("（{}）", row::base(c.group.of).0), from, to });
    }
    out
}

/// What the municipality pays, where that is known on both sides and differs.
fn burden([before, after]: [Inquiry<'_>; 2], programme: &'static Programme) -> Vec<Change> {
    let splits = [before, after].map(|side| split(side, programme));
    let of = |b: Bucket| {
        let [from, to] = [&splits[0], &splits[1]].map(|s| total::bucket(programme, s, b).filter(|s| s.open.is_none()));
        let (from, to) = from.zip(to).filter(|(from, to)| from != to)?;
        let [from, to] = [from, to].map(money::sum);
        Some(Change { what: word::bucket(b).to_owned(), from, to, ..Change::default() })
    };
    [Bucket::Local, Bucket::LocalUnknown, Bucket::Over].into_iter().filter_map(of).collect()
}

/// Other rows behind the same figure are said to be so, never left without a word.
fn from_to(name: &str, from: &str, to: &str) -> String {
    if from == to { format!("{name} {to}{OTHER_ROWS}") } else { format!("{name} {from} から {to}") }
}

/// Stands behind a figure that stays while what it rests on does not.
const OTHER_ROWS: &str = "（別の読み・根拠の行が変わる）";

/// The lines of money that change, as `amounts` tells them of two splits.
pub fn amounts(a: Inquiry<'_>, b: &Profile, d: &Difference) -> Vec<String> {
    changed(a.catalogue, d, &both(a, b, d))
}

/// Who pays what of one programme on side A and on side B.
fn both(a: Inquiry<'_>, b: &Profile, d: &Difference) -> [Split; 2] {
    [a, a.with(b)].map(|side| split(side, d.after.programme))
}

fn changed(catalogue: &Catalogue, d: &Difference, [before, after]: &[Split; 2]) -> Vec<String> {
    let line = |i: &usize| {
        let label = d.after.programme.flow.get(*i)?.label;
        Some(from_to(label, &money::amount(catalogue, before, *i), &money::amount(catalogue, after, *i)))
    };
    d.money.iter().filter_map(line).collect()
}

/// The bars of who pays, A above B; where answers are missing, those of the largest local burden. Empty where nothing
/// is entered on either side.
fn bars(d: &Difference, splits: &[Split; 2]) -> Vec<Scaled> {
    let of = |split: &Split, [one, most]: [&'static str; 2]| {
        let picture = picture(d.after.programme, split, None);
        let title = if picture.bars.len() > 1 { most } else { one };
        let bar = picture.bars.into_iter().next_back()?;
        Some(Scaled { bar: Bar { title, ..bar }, whole: picture.whole })
    };
    let [before, after] = splits;
    [of(before, ["A", "A 最大"]), of(after, ["B", "B 最大"])].into_iter().flatten().collect()
}

/// 「財政力指数 0.24 から 0.25」.
pub fn change(catalogue: &Catalogue, fact: FactId, a: &Profile, b: &Profile) -> Option<String> {
    let f = catalogue.fact(fact)?;
    // What follows from another answer is not an answer: 未回答 here, as in the comparison itself.
    let show = |p: &Profile| match p.answer(fact) {
        Answer::Known(v, _) => value::value(f, v),
        other => value::answer(f, other),
    };
    Some(format!("{} {} から {}", f.label, show(a), show(b)))
}

/// 「使える +2、率の変わる制度 1件」; says so when nothing moved.
pub fn tally(t: &Tally) -> String {
    let signed = |name: &str, n: isize| (n != 0).then(|| format!("{name} {n:+}"));
    let count = |name: &str, n: usize| (n != 0).then(|| format!("{name} {n}件"));
    let each = [
        signed("使える", t.applies),
        signed("要確認", t.open),
        signed("対象外", t.excluded),
        count("率の変わる制度", t.rates),
        count("上限の変わる制度", t.ceilings),
        count("金額の変わる制度", t.money),
    ];
    let each: Vec<String> = each.into_iter().flatten().collect();
    if each.is_empty() { "どの制度も変わりません".to_owned() } else { each.join("、") }
}

/// A stop of the table of borders: 「0.25以上0.5未満」, or the option itself.
pub fn stop(fact: &Fact, s: &Stop) -> String {
    if s.from.is_none() && s.until.is_none() {
        return match s.value {
            Value::Number(_) => "すべての値".to_owned(),
            other => {
                let each: Vec<String> =
                    std::iter::once(&other).chain(&s.also).map(|v| value::value(fact, *v)).collect();
                each.join("・")
            }
        };
    }
    let number = |c: Cut| value::value(fact, Value::Number(c.at));
    range(s.from, s.until, &number)
}

/// The page of 比較, below the two names: the differing answers, then the programmes by kind of difference. Where the
/// municipality is `masked`, the figures of the table are named but not told: they give the name away.
pub fn comparison(a: Inquiry<'_>, b: &Profile, all: &[Difference], masked: bool) -> Vec<Passage> {
    let Inquiry { catalogue, profile, .. } = a;
    let facts = differing(catalogue, profile, b);
    let telling = |fact: FactId| masked && catalogue.columns.iter().any(|column| column.fact == Some(fact));
    let answer = |fact: FactId| match catalogue.fact(fact) {
        Some(f) if telling(fact) => Some(f.label.to_owned()),
        _ => change(catalogue, fact, profile, b),
    };
    let answers: Vec<String> = facts.iter().filter_map(|fact| answer(*fact)).collect();
    let mut out: Vec<Passage> = Vec::new();
    let mut tell = |text: String, tone| out.push(Passage::Line(line(text, tone)));
    if facts.is_empty() {
        tell("AとBで違う答えはありません".to_owned(), Tone::Figure);
        return out;
    }
    tell(format!("AからBで変わる: {}", tally(&tally_of(all))), Tone::Figure);
    // Wide spaces: a line breaks between two answers, not within one.
    tell(format!("違う答え {}件: {}", answers.len(), answers.join("　")), Tone::Plain);
    for k in [Kind::Appears, Kind::Vanishes, Kind::Verdict, Kind::Figures] {
        let mine: Vec<&Difference> = all.iter().filter(|d| d.kind == k).collect();
        if mine.is_empty() {
            continue;
        }
        out.push(Passage::Line(line(format!("{}（{}件）", kind(k), mine.len()), Tone::Figure)));
        for d in mine {
            let mut tell = |text: String, tone| out.push(Passage::Line(line(text, tone)));
            tell(format!("  {}", d.after.programme.name), Tone::Plain);
            let labels = d.because.iter().filter_map(|f| catalogue.fact(*f)).map(|f| f.label);
            let labels: Vec<&str> = labels.collect();
            // With a single differing answer the reason stands above already.
            let reason = if facts.len() > 1 { format!("決め手: {}", labels.join("／")) } else { String::new() };
            let each = join([figures(d, [profile, b]).join("、").as_str(), &reason], "　");
            if !each.is_empty() {
                tell(format!("    {each}"), Tone::Quiet);
            }
            if d.money.is_empty() {
                continue;
            }
            let splits = both(a, b, d);
            let bars = bars(d, &splits);
            out.extend((!bars.is_empty()).then_some(Passage::Bars(bars)));
            let told = changed(catalogue, d, &splits);
            out.extend(told.into_iter().map(|t| Passage::Line(line(format!("    {t}"), Tone::Quiet))));
        }
    }
    out
}

/// A stop of the table of borders.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Border {
    /// The values that it stands for, and how many programmes change there.
    pub title: String,
    /// The present answer lies here.
    pub here: bool,
    /// The programmes that are other than at the stop before it (of options: than with the present answer).
    pub programmes: Vec<(&'static str, Vec<Change>)>,
}

/// What the table of borders is about: which answer is moved, and what it is now.
pub fn moving(fact: &Fact, present: Answer) -> String {
    let asked = if matches!(present, Answer::Known(..)) { value::answer(fact, present) } else { "なし".to_owned() };
    format!("{}だけを動かすと（ほかの答えは今のまま。今の答え: {asked}）", fact.label)
}

/// The table of borders of one answer; empty where moving it changes nothing.
pub fn borders(inquiry: Inquiry<'_>, id: FactId) -> Vec<Border> {
    let all = inquiry.catalogue.fact(id).map_or_else(Vec::new, |fact| at_stops(inquiry, fact, id, &sweep(inquiry, id)));
    if all.iter().all(|b| b.programmes.is_empty()) { Vec::new() } else { all }
}

fn at_stops(inquiry: Inquiry<'_>, fact: &Fact, id: FactId, stops: &[Stop]) -> Vec<Border> {
    let numbers = fact.kind.unit().is_some();
    let at = |value: Value| {
        let mut p = inquiry.profile.clone();
        p.give(id, value);
        inquiry.catalogue.infer(&p)
    };
    let Some(first) = inquiry.profile.value(id).or(stops.first().map(|s| s.value)) else { return Vec::new() };
    let (mut before, mut out) = (at(first), Vec::new());
    for s in stops {
        let after = at(s.value);
        let sides = [inquiry.with(&before), inquiry.with(&after)];
        let told = |d: &Difference| {
            let all = [changes(d, [&before, &after]), burden(sides, d.after.programme)].concat();
            (!all.is_empty()).then_some((d.after.programme.name, all))
        };
        let programmes: Vec<_> = s.differences.iter().filter_map(told).collect();
        let count = match programmes.len() {
            0 => String::new(),
            n if numbers => format!("　この境目で{n}件変わる"),
            n => format!("　{n}件変わる"),
        };
        let here = if s.here { "　今の答えはここ" } else { "" };
        out.push(Border { title: format!("{}{here}{count}", stop(fact, s)), here: s.here, programmes });
        if numbers {
            before = after;
        }
    }
    out
}
