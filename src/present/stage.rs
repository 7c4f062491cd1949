//! One programme or one comparison for a room of people: three figures first, then what they rest on, in at most six
//! steps; no citations, no history, and what is not answered only where somebody asks for it.

use crate::domain::judge::assess::Assessment;
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::judge::rank::group;
use crate::domain::money::total::put_in;
use crate::domain::plan::rank::Candidate;
use crate::domain::terms::condition::{Test, World};
use crate::domain::value::truth::Truth;
use crate::present::detail::card::card;
use crate::present::line::{TextLine, Tone, first, line};
use crate::present::money::bar::{Passage, Picture, picture};
use crate::present::money::plan;
use crate::present::money::sheet::answer;
use crate::present::row;
use crate::present::{condition, figure, word};

/// One step: what is revealed by one key.
#[derive(Clone, Debug, Default)]
pub struct Step {
    /// What it is about; empty where the lines speak for themselves.
    pub label: String,
    /// Figures to be drawn large.
    pub figures: Vec<Figure>,
    /// Who pays what; what its pieces are is told below it.
    pub picture: Picture,
    /// What is told.
    pub lines: Vec<TextLine>,
}

/// A figure to be drawn large.
#[derive(Clone, Debug)]
pub struct Figure {
    /// What it is: 国費, 上限, 実質的な地方負担.
    pub label: String,
    /// 「3/4」, 「2,500万円」
    pub text: String,
    /// What it is of.
    pub of: String,
}

/// Lines of a step; more would not be read from the back row.
const MOST: usize = 5;

/// The steps about a programme; with `plan`, its yen are those of the plan. `open` asks for what is not answered too.
///
/// 対象外 and 期限外 are told without figures: on a wall they would be read as what can be had.
pub fn programme(inquiry: Inquiry<'_>, a: &Assessment, plan: Option<&Candidate>, open: bool) -> Vec<Step> {
    let card = card(inquiry, a, plan);
    let told = |label: &str, lines: Vec<TextLine>| Step {
        label: label.to_owned(),
        lines: first(lines, MOST),
        ..Step::default()
    };
    let mut out = Vec::new();
    let tone = Tone::of(a.verdict());
    let mut standing = vec![line(card.standing.clone(), tone)];
    standing.extend((!card.layers.is_empty()).then(|| line(card.layers.clone(), tone)));
    standing.extend(card.why.lines.iter().map(|l| line(l.text.clone(), Tone::Plain)));
    if !group(a).is_out() {
        let (burden, split) = burden(inquiry, a, plan);
        out.push(Step { figures: figures(a).into_iter().chain(burden).collect(), ..Step::default() });
        if !split.bars.is_empty() {
            out.push(Step { label: "お金の流れ".to_owned(), picture: split, ..Step::default() });
        }
    }
    out.push(told("判定", standing));
    let world = World::of(inquiry.profile);
    let needs = a.requirements(inquiry.profile).map(|(r, truth)| match truth {
        // Colours alone say nothing in one colour.
        Some(Truth::Yes) => line(format!("〇 {}", r.text), Tone::Met),
        Some(Truth::No) => line(format!("ｘ 満たさない: {}", r.text), Tone::Failed),
        _ => line(format!("？ {}", r.text), Tone::Plain),
    });
    let eligible = &a.programme.eligible;
    let body = (eligible.test != Test::Always).then(|| {
        let (mark, tone) = if eligible.truth(&world) == Truth::Yes { ("〇", Tone::Met) } else { ("？", Tone::Plain) };
        line(format!("{mark} {}", condition::phrase(inquiry.catalogue, eligible)), tone)
    });
    out.push(told("使える団体と、計画に要ること", body.into_iter().chain(needs).collect()));
    out.push(told("窓口に確かめること", a.checks(inquiry.profile).iter().map(|c| line(c.text, Tone::Check)).collect()));
    if open {
        out.push(told(word::OPEN, card.open.iter().map(|(_, text)| line(text.clone(), Tone::Open)).collect()));
    }
    out.retain(|s| !s.lines.is_empty() || !s.figures.is_empty() || !s.picture.bars.is_empty());
    out
}

/// The rate and the ceiling that lead, each with what it is of.
fn figures(a: &Assessment) -> Vec<Figure> {
    let rate = row::leading_rate(a).map(|r| Figure {
        label: word::rate_group(r.group).to_owned(),
        text: figure::rate(&r.selection, r.group.instrument),
        of: format!("{}に対して", row::base(r.group.of).0),
    });
    let ceiling = row::leading_ceiling(a).map(|c| {
        let per = if c.group.per.is_empty() { String::new() } else { format!("（{}あたり）", c.group.per) };
        Figure {
            label: "上限".to_owned(),
            text: figure::ceiling(&c.selection),
            of: format!("{}{per}", row::base(c.group.of).0),
        }
    });
    let silent =
        |label: &str| Figure { label: label.to_owned(), text: "資料に記載なし".to_owned(), of: String::new() };
    vec![rate.unwrap_or_else(|| silent("率")), ceiling.unwrap_or_else(|| silent("上限"))]
}

/// What the municipality pays, and who pays what.
fn burden(inquiry: Inquiry<'_>, a: &Assessment, plan: Option<&Candidate>) -> (Vec<Figure>, Picture) {
    if let Some((c, b)) = plan.and_then(|c| Some((c, plan::burden(c)?))) {
        let of = c.costs.eligible.map(|y| format!("経費 {}のうち", figure::yen(y))).unwrap_or_default();
        let own = Figure { label: b.label.to_owned(), text: b.amount, of };
        let over = Figure { label: "上限超過（地方負担）".to_owned(), text: b.over, of: String::new() };
        let figures = [own, over].into_iter().filter(|f| !f.text.is_empty()).collect();
        return (figures, picture(a.programme, &c.split, c.costs.eligible));
    }
    let (headlines, picture) = answer(inquiry, a);
    // What nobody is known to pay stands below what the municipality pays.
    let open = headlines.iter().find(|h| h.tone == Tone::Open).map(|h| format!("{} {}", h.label, h.amount));
    let whole = put_in(a.programme, inquiry.profile).map(|y| format!("経費 {}のうち", figure::yen(y)));
    let of = whole.into_iter().chain(open).collect::<Vec<_>>().join("。");
    let figures = headlines.into_iter().filter(|h| h.tone == Tone::Figure);
    let figures = figures.map(|h| Figure { label: h.label, text: h.amount, of: of.clone() });
    (figures.collect(), picture)
}

/// The differences of a comparison, in words: what is not indented further than the headings starts a step.
pub fn comparison(passages: Vec<Passage>) -> Vec<Step> {
    let mut out: Vec<Step> = Vec::new();
    for mut line in passages.into_iter().filter_map(Passage::line) {
        line.cites.clear();
        match out.last_mut() {
            Some(step) if line.text.starts_with(' ') => step.lines.push(line),
            _ => out.push(Step { lines: vec![line], ..Step::default() }),
        }
    }
    out
}
