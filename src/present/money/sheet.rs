//! 試算: everything about the money of one programme for the amounts entered.

use super::backwards::backwards;
use super::bar::{Picture, picture};
use super::waterfall::{Row, Source, short};
use super::{before, own, percent, range, sum};
use crate::domain::judge::assess::Assessment;
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::judge::rank::{Group, group};
use crate::domain::money::scenario::{Amount, Scenario, Split};
use crate::domain::money::split::split;
use crate::domain::money::total;
use crate::domain::sort;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::flow::{Bucket, Line};
use crate::domain::terms::programme::{Link, LinkKind, Programme};
use crate::domain::value::number::Yen;
use crate::domain::value::truth::Truth;
use crate::present::line::{TextLine, Tone, cited, line};
use crate::present::reading;
use crate::present::row::{note, standing};
use crate::present::{condition, detail, figure, value, word};

/// The sheet of one programme.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The programme.
    pub programme: &'static Programme,
    /// Mark and word of the verdict.
    pub badge: String,
    /// Where it stands.
    pub group: Group,
    /// What must be said before any figure: 対象外 and why, 期限切れ, what is not entered.
    pub first: Vec<TextLine>,
    /// What the local side pays, in its exact words; empty when the programme cannot be had or nothing is entered.
    pub headlines: Vec<TextLine>,
    /// The split as a picture.
    pub picture: Picture,
    /// The waterfall; empty when the programme cannot be had.
    pub rows: Vec<Row>,
    /// Rounding, per cent, what decides a range, 元金のみ.
    pub notes: Vec<TextLine>,
    /// Other readings with why.
    pub readings: Vec<TextLine>,
    /// The inverse answers.
    pub backwards: Vec<TextLine>,
    /// What stands in when it cannot be had.
    pub fallback: Vec<Fallback>,
}

/// A figure that leads: what the local side pays, and what must be said with it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Headline {
    /// What it is, in its exact word: 実質的な地方負担.
    pub label: String,
    /// How much: 「625万円」, or why not.
    pub amount: String,
    /// 「（4.2%）」; empty where there is none.
    pub share: String,
    /// How it is meant.
    pub tone: Tone,
}

impl Headline {
    /// As a line.
    pub fn line(&self) -> TextLine {
        line(format!("{} {}{}", self.label, self.amount, self.share), self.tone)
    }
}

/// A programme that stands in, with the same amounts.
#[derive(Clone, Debug)]
pub struct Fallback {
    /// The link, cited from the programme that cannot be had.
    pub link: TextLine,
    /// Its own sheet.
    pub sheet: Sheet,
}

/// The sheet of the programme of `a`, with what stands in for it.
pub fn sheet(inquiry: Inquiry<'_>, a: &Assessment) -> Sheet {
    let mut out = one(inquiry, a);
    if out.group == Group::Excluded {
        let links = a.programme.links.iter().filter(|l| l.kind == LinkKind::Fallback);
        out.fallback = links.filter_map(|l| fallback(inquiry, l)).collect();
    }
    out
}

/// The answer alone: what the local side pays, and the picture; both empty when nothing is entered.
pub fn answer(inquiry: Inquiry<'_>, a: &Assessment) -> (Vec<Headline>, Picture) {
    let split = split(inquiry, a.programme);
    let put_in = total::put_in(a.programme, inquiry.profile);
    let known = split.leading.iter().map(|s| total::known(a.programme, s)).max();
    let base = put_in.or(known).filter(|t| *t > Yen(0));
    if base.is_none() || split.is_overdrawn() {
        return (Vec::new(), Picture::default());
    }
    let page = Writer { inquiry, a, split: &split, base, whole: put_in.is_some() };
    (page.leading(), picture(a.programme, &split, put_in))
}

fn fallback(inquiry: Inquiry<'_>, link: &'static Link) -> Option<Fallback> {
    let a = inquiry.assess(inquiry.catalogue.programme(link.to)?);
    Some(Fallback { link: cited(link.note, Tone::Plain, link.cites), sheet: one(inquiry, &a) })
}

fn one(inquiry: Inquiry<'_>, a: &Assessment) -> Sheet {
    let Inquiry { catalogue, profile, .. } = inquiry;
    let programme = a.programme;
    let group = group(a);
    let split = split(inquiry, programme);
    let put_in = total::put_in(programme, profile);
    let known = split.leading.iter().map(|s| total::known(programme, s)).max();
    let base = put_in.or(known).filter(|t| *t > Yen(0));
    let source = Source { catalogue, programme, profile, split: &split, total: base };
    // A figure beside 対象外 would be read aloud as one that can be had.
    let shown = group != Group::Excluded && !split.is_overdrawn();
    let page = Writer { inquiry, a, split: &split, base, whole: put_in.is_some() };
    Sheet {
        programme,
        badge: standing(a, profile),
        group,
        first: page.first(),
        headlines: if shown { page.headlines() } else { Vec::new() },
        picture: if shown { picture(programme, &split, put_in) } else { Picture::default() },
        rows: if shown { source.rows() } else { Vec::new() },
        notes: if shown { page.notes() } else { Vec::new() },
        readings: if shown { page.readings(&source) } else { Vec::new() },
        backwards: if a.body == Truth::No { Vec::new() } else { backwards(inquiry, programme) },
        fallback: Vec::new(),
    }
}

struct Writer<'a> {
    inquiry: Inquiry<'a>,
    a: &'a Assessment,
    split: &'a Split,
    /// What the per cent are of.
    base: Option<Yen>,
    /// Whether that is the whole, not only what has been entered so far.
    whole: bool,
}

impl Writer<'_> {
    fn first(&self) -> Vec<TextLine> {
        let mut out = Vec::new();
        if self.split.is_overdrawn() {
            let text = "公費・融資などの合計が事業費を超えています。内訳は示しません。入力を確かめてください";
            out.push(line(text.to_owned(), Tone::Failed));
        }
        match group(self.a) {
            Group::Excluded => {
                let why = note(self.inquiry, self.a);
                let failed = self.a.because(self.inquiry.profile).into_iter().filter(|r| r.truth == Truth::No);
                let mut cites: Vec<u8> = failed.flat_map(|r| r.condition.cites).copied().collect();
                sort::once(&mut cites);
                out.push(cited(format!("使えないため、金額を示しません。{why}"), Tone::Failed, &cites));
            }
            Group::OutOfTerm => {
                out.push(line(
                    format!("{}の制度です。記載された率での計算です", value::status(self.a.status)),
                    Tone::Failed,
                ));
            }
            Group::Open => {
                let open = condition::opens(self.inquiry.catalogue, &self.a.open_body(self.inquiry.profile));
                out.push(line(format!("使えるかは未確認です（{open}）。使える場合の計算です"), Tone::Open));
            }
            Group::Applies => {}
        }
        let missing: Vec<&str> = self
            .a
            .programme
            .inputs()
            .into_iter()
            .filter(|f| self.inquiry.profile.value(*f).is_none())
            .filter_map(|f| self.inquiry.catalogue.fact(f).map(|f| f.label))
            .collect();
        if !missing.is_empty() {
            out.push(line(format!("未入力: {}（かからない費用は 0 と入力）", missing.join("／")), Tone::Open));
        }
        out
    }

    /// The answer: 補正前の試算, the local burden in its exact word, what a ceiling cut off, each a line of its own.
    fn headlines(&self) -> Vec<TextLine> {
        if self.base.is_none() {
            return own::line(self.a.programme, self.split).into_iter().collect();
        }
        self.leading().iter().map(Headline::line).collect()
    }

    /// All that the local side pays, where a ceiling cuts something off too: the parts alone would be taken for it.
    fn whole_burden(&self) -> Option<Headline> {
        let p = self.a.programme;
        total::bucket(p, self.split, Bucket::Over).filter(|s| s.hi > Yen(0))?;
        let s = total::together(p, self.split, &total::LOCAL_SIDE).filter(|s| s.open.is_none())?;
        let share = self.base.map(|t| format!("（{}）", range(s.lo, s.hi, |y| percent(y, t)))).unwrap_or_default();
        Some(Headline { label: word::WHOLE_BURDEN.to_owned(), amount: sum(s), share, tone: Tone::Figure })
    }

    /// The same where something is entered, in its parts.
    fn leading(&self) -> Vec<Headline> {
        let mut out = self.adjusted();
        out.extend(self.whole_burden());
        for bucket in total::LOCAL_SIDE {
            let Some(s) = total::bucket(self.a.programme, self.split, bucket) else { continue };
            let untold = matches!(s.open, Some(Amount::Missing(_))) && s.hi == Yen(0);
            let idle = bucket == Bucket::Over && s.hi == Yen(0);
            if untold || idle {
                continue;
            }
            let share = match (self.base, s.open) {
                (Some(t), None) => format!("（{}）", range(s.lo, s.hi, |y| percent(y, t))),
                _ => String::new(),
            };
            let principal = if bucket == Bucket::Local && self.a.programme.is_bond() { "（元金）" } else { "" };
            let label = format!("{}{principal}", word::bucket(bucket));
            out.push(Headline { label, amount: sum(s), share, tone: Tone::Figure });
        }
        out.extend(self.unborne());
        out
    }

    /// What of the whole nobody is known to pay, where all that the local side is said to pay is an amount: that amount
    /// alone would be taken for the end of it.
    fn unborne(&self) -> Option<Headline> {
        let total = self.base.filter(|_| self.whole)?;
        let p = self.a.programme;
        total::together(p, self.split, &total::LOCAL_SIDE).filter(|s| s.open.is_none())?;
        let rest = || self.split.leading.iter().map(|s| total.minus(total::known(p, s)));
        let (lo, hi) = (rest().min()?, rest().max().filter(|hi| *hi > Yen(0))?);
        let label = "ほかに負担者が決まらない額".to_owned();
        let share = format!("（{}）", range(lo, hi, |y| percent(y, total)));
        Some(Headline { label, amount: range(lo, hi, figure::yen), share, tone: Tone::Open })
    }

    /// What the printed rate comes to where 財政力補正 is applied on top: one line for each, added to nothing.
    fn adjusted(&self) -> Vec<Headline> {
        let flow = self.a.programme.flow.iter().enumerate();
        let one = |(i, l): (usize, &'static Line)| {
            let (lo, hi) = self.split.before_adjustment(i)?;
            let (label, amount) = (short(l.label).to_owned(), before(lo, hi));
            Some(Headline { label, amount, share: String::new(), tone: Tone::Check })
        };
        flow.filter_map(one).collect()
    }

    fn notes(&self) -> Vec<TextLine> {
        let mut out = Vec::new();
        if self.split.leading.len() > 1 && self.base.is_some() {
            let what = condition::opens(self.inquiry.catalogue, &self.split.deciding);
            let text = if what.is_empty() {
                "幅は、資料に複数の率が示され、どれが当てはまるかの記載がないため（要確認）".to_owned()
            } else {
                format!("幅の決め手: {what}")
            };
            out.push(line(text, Tone::Open));
        }
        if self.a.programme.is_bond() {
            out.push(line("交付税措置は元金のみの計算です（利子は含めていません）".to_owned(), Tone::Check));
        }
        if let Some(total) = self.base {
            let of = if self.whole { "総額" } else { "入力済みの額の合計" };
            let text = format!(
                "％は{of} {} に対して、小数第2位を四捨五入。金額は円未満を切り捨て、残りを最後の負担者に寄せています",
                figure::yen(total)
            );
            out.push(line(text, Tone::Quiet));
        }
        out.extend(own::diagram(self.a.programme, self.split));
        out
    }

    /// Each other reading: why, and the lines that differ from the first leading scenario.
    ///
    /// A reading that comes to the same as a leading scenario lies inside the range that is shown already.
    fn readings(&self, source: &Source<'_>) -> Vec<TextLine> {
        let Some(first) = self.split.leading.first() else { return Vec::new() };
        let mut out = Vec::new();
        let new = |s: &&Scenario| self.split.leading.iter().all(|l| l.amounts != s.amounts);
        for s in self.split.readings.iter().filter(new) {
            out.push(cited(reading::why(self.a.programme, first, s), Tone::Check, &reading::places(first, s)));
            for (i, l) in self.a.programme.flow.iter().enumerate() {
                if l.bucket.is_none() || s.amounts.get(i) == first.amounts.get(i) {
                    continue;
                }
                let (was, now) = (shown(first.amounts.get(i)), shown(s.amounts.get(i)));
                let formula = source.formula(i, s);
                out.push(line(format!("  {} {now}（先に示した読みでは {was}）　{formula}", l.label), Tone::Plain));
            }
        }
        out
    }
}

fn shown(a: Option<&Amount>) -> String {
    match a {
        Some(Amount::Yen(y)) => figure::yen(*y),
        Some(Amount::BeforeAdjustment(y)) => before(*y, *y),
        Some(Amount::NotComputable(_)) => "算定不可".to_owned(),
        _ => "未入力".to_owned(),
    }
}

impl Sheet {
    /// The citations that the sheet uses, in the words of the document.
    pub fn sources(&self, catalogue: &Catalogue) -> Vec<String> {
        let lines = [&self.first, &self.notes, &self.readings, &self.backwards];
        let mut all: Vec<u8> = lines.into_iter().flatten().flat_map(|l| l.cites.clone()).collect();
        all.extend(self.rows.iter().flat_map(|r| r.cites.clone()));
        all.extend(self.fallback.iter().flat_map(|f| f.link.cites.clone()));
        sort::once(&mut all);
        all.into_iter().map(|i| detail::source(catalogue, self.programme, usize::from(i))).collect()
    }
}
