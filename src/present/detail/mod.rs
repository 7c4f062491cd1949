//! Everything about one programme for one profile, as sections of cited lines.

use crate::domain::judge::assess::Assessment;
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::judge::rank;
use crate::domain::money::split::split;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::condition::Test;
use crate::domain::terms::programme::{LinkKind, Programme};
use crate::domain::terms::role::Role;
use crate::domain::value::date::{Date, Status};
use crate::domain::value::number::Yen;
use crate::domain::value::truth::Truth;
use crate::present::detail::writer::{Writer, line};
use crate::present::line::{Section, TextLine, Tone, filled};
use crate::present::nearmiss::{self, Hand};
use crate::present::{base, money, row, value, word};

pub mod card;
mod conditions;
mod figures;
mod writer;

pub use writer::ceiling_of;

/// The sections of the detail screen, empty ones left out.
pub fn detail(inquiry: Inquiry<'_>, a: &Assessment) -> Vec<Section> {
    let page = Writer { inquiry, catalogue: inquiry.catalogue, a, p: a.programme, excluded: a.verdict() == Truth::No };
    let (rate, ceiling, floor) = if page.excluded {
        ("率（対象となる場合）", "上限（対象となる場合）", "下限（対象となる場合）")
    } else {
        ("率", "上限", "下限")
    };
    filled([
        ("判定", page.verdict()),
        (rate, page.rates()),
        (ceiling, page.ceilings(false)),
        // An amount that has to be reached is no ceiling.
        (floor, page.ceilings(true)),
        ("お金の流れ", page.money()),
        ("概要", page.summary()),
        ("対象団体の条件", page.body()),
        ("計画の要件", page.plan()),
        (word::OPEN, page.missing()),
        ("判定・率・上限を上げるには", page.near()),
        ("窓口に確かめること", page.checks()),
        ("内容・対象経費", page.terms()),
        ("予算・時期・問い合わせ", page.budget()),
        ("関連する制度", page.links()),
        ("事例", page.examples()),
        ("出典", page.sources()),
    ])
}

impl Writer<'_> {
    fn summary(&self) -> Vec<TextLine> {
        let p = self.p;
        let mut out = vec![line(p.summary, Tone::Plain, p.cites)];
        out.push(line(
            format!(
                "区分 {}／種別 {}／所管 {}／テーマ {}",
                p.role.name(),
                p.kind.key(),
                base::ministry(p),
                p.themes.join("・")
            ),
            Tone::Plain,
            &[],
        ));
        if !p.applicant.is_empty() {
            out.push(line(format!("申請者 {}", p.applicant), Tone::Plain, &[]));
        }
        if !p.operator.is_empty() {
            out.push(line(format!("実施主体 {}", p.operator), Tone::Plain, &[]));
        }
        let tone = if self.a.status.is_live() { Tone::Plain } else { Tone::Failed };
        out.push(line(format!("期間 {}", period(p, self.a)), tone, p.period_cites));
        if p.rates.is_empty() && p.ceilings.is_empty() {
            out.push(line(word::level(p.level), Tone::Check, &[]));
        }
        // The frame speaks of the newest document; older figures say so themselves.
        let until = value::documents_until(self.catalogue, p).map(|d| d.date);
        if until < self.catalogue.newest().map(|d| d.date) {
            let warning = value::age_warning_of(self.catalogue, p, self.inquiry.as_of);
            out.extend(warning.map(|text| line(text, Tone::Check, &[])));
        }
        out
    }

    /// The answer first: why it stands where it stands, and what can stand in for it.
    fn verdict(&self) -> Vec<TextLine> {
        let group = rank::group(self.a);
        let note = if group == rank::Group::Applies { String::new() } else { row::note(self.inquiry, self.a) };
        let tone = match group {
            rank::Group::Applies => Tone::Met,
            rank::Group::Open => Tone::Open,
            rank::Group::Excluded | rank::Group::OutOfTerm => Tone::Failed,
        };
        let gap = if note.is_empty() { "" } else { "　" };
        let standing = row::standing(self.a, self.inquiry.profile);
        let layers = self.layers();
        // The same word alone above its own sentence says nothing.
        let says_more = !note.is_empty() || !layers.first().is_some_and(|l| l.text.starts_with(&standing));
        let mut out: Vec<TextLine> =
            says_more.then(|| line(format!("{standing}{gap}{note}"), tone, &[])).into_iter().collect();
        out.extend(layers);
        // What is open is listed in one place, and counted once.
        let open = self.open().len();
        if group == rank::Group::Applies && open > 0 {
            out.push(line(format!("{} {open}件", word::OPEN), Tone::Open, &[]));
        }
        if self.excluded {
            for l in self.p.links.iter().filter(|l| l.kind == LinkKind::Fallback) {
                let Some(other) = self.catalogue.programme(l.to) else { continue };
                let its = self.inquiry.assess(other);
                let badge = row::standing(&its, self.inquiry.profile);
                out.push(line(format!("代わり: {}　{badge}　{}", other.name, l.note), Tone::Open, l.cites));
            }
        }
        out
    }

    /// Body and plan apart: an answer that is green for the body says nothing yet of the plan.
    fn layers(&self) -> Vec<TextLine> {
        let layers = self.a.layers(self.inquiry.profile);
        if !self.a.status.is_live() || self.p.role == Role::Mention {
            return Vec::new();
        }
        let what = match (self.p.eligible.test, layers.body) {
            (Test::Always, _) => word::FOR_ALL_BODIES,
            (_, Truth::Yes) => "対象団体の条件を満たす",
            (_, Truth::Unknown) => "対象団体の条件に未回答か要確認がある",
            (_, Truth::No) => "対象団体の条件を満たさない",
        };
        let mut out = vec![line(format!("{}　{what}", word::body(layers.body)), Tone::of(layers.body), &[])];
        let failed = if layers.failed > 0 { format!("・満たさない {}件", layers.failed) } else { String::new() };
        if layers.terms() > 0 {
            let plan = if layers.met == layers.terms() { Truth::Yes } else { Truth::Unknown.and(self.a.plan) };
            let (all, met) = (layers.terms(), layers.met);
            let text = format!("{}　要件{all}件のうち 満たす {met}件{failed}", word::plan(layers));
            out.push(line(text, Tone::of(plan), &[]));
        }
        out
    }

    fn money(&self) -> Vec<TextLine> {
        let p = self.p;
        let mut out = Vec::new();
        let split = split(self.inquiry, p);
        if !self.excluded {
            out.extend(money::own::line(p, &split));
        }
        if money::has_amounts(&split) && !self.excluded {
            for (l, m) in p.flow.iter().zip(money::lines(self.catalogue, p, &split)) {
                let zero = matches!(split.bounds(index_of(p, l.id)), Some((Yen(0), Yen(0))));
                let over = matches!(l.step, crate::domain::terms::flow::Step::Over(_));
                if !(zero && over) {
                    let tone = if m.intermediate { Tone::Quiet } else { Tone::Plain };
                    out.push(line(format!("{} {}", m.label, m.text), tone, l.cites));
                }
            }
            out.push(line("円未満は切り捨て、残りを最後の負担者に寄せています", Tone::Quiet, &[]));
        }
        out.extend(money::own::diagram(p, &split));
        out
    }

    /// What the card lists, told the same way and counted once.
    fn missing(&self) -> Vec<TextLine> {
        let open = self.open();
        let answered_here = open.iter().filter(|(fact, _)| fact.is_some()).count();
        let count = match open.len() - answered_here {
            0 => format!("{}件（どれもここで答えられる）", open.len()),
            all if all == open.len() => format!("{all}件"),
            asked => format!("{}件（ここで答えられる {answered_here}件・窓口に確かめる {asked}件）", open.len()),
        };
        let head = (!open.is_empty()).then(|| line(count, Tone::Quiet, &[]));
        head.into_iter().chain(open.into_iter().map(|(_, text)| line(text, Tone::Open, &[]))).collect()
    }

    /// Which answers would reach 該当, a higher rate or a higher ceiling.
    fn near(&self) -> Vec<TextLine> {
        let tone = |hand| match hand {
            Hand::Plan => Tone::Figure,
            Hand::Find => Tone::Open,
            Hand::Fixed | Hand::Beyond => Tone::Quiet,
        };
        let lines = nearmiss::lines(self.inquiry, self.a);
        lines.into_iter().map(|n| line(format!("{}: {}", n.hand.word(), n.text), tone(n.hand), &[])).collect()
    }

    fn checks(&self) -> Vec<TextLine> {
        self.a.checks(self.inquiry.profile).iter().map(|c| line(c.text, Tone::Check, c.cites)).collect()
    }

    fn terms(&self) -> Vec<TextLine> {
        self.p.terms.iter().map(|t| line(t.text, Tone::Plain, t.cites)).collect()
    }

    fn budget(&self) -> Vec<TextLine> {
        let p = self.p;
        let budgets = p.budgets.iter().map(|b| line(format!("予算額 {}", value::budget(b)), Tone::Plain, b.cites));
        let windows = p.windows.iter().map(|w| match w.to {
            Some(end) if end < self.inquiry.as_of => line(ended(w), Tone::Failed, w.cites),
            _ => line(window(w), Tone::Plain, w.cites),
        });
        let contact = (!p.contact.is_empty()).then(|| line(format!("問い合わせ {}", p.contact), Tone::Plain, &[]));
        budgets.chain(windows).chain(contact).collect()
    }

    fn links(&self) -> Vec<TextLine> {
        let text = |l: &crate::domain::terms::programme::Link| {
            let name = self.catalogue.programme(l.to).map_or("", |p| p.name);
            let note = if l.note.is_empty() { String::new() } else { format!("　{}", l.note) };
            format!("{}: {name}{note}", word::link(l.kind))
        };
        self.p.links.iter().map(|l| line(text(l), Tone::Plain, l.cites)).collect()
    }

    fn examples(&self) -> Vec<TextLine> {
        let mine = |e: &&crate::domain::terms::catalogue::Example| {
            e.programmes.iter().any(|p| self.catalogue.programme(*p).is_some_and(|q| q.id == self.p.id))
        };
        self.catalogue
            .examples
            .iter()
            .filter(mine)
            .map(|e| line(format!("{}（{}）　{}", e.name, e.place, e.text), Tone::Plain, &[]))
            .collect()
    }

    fn sources(&self) -> Vec<TextLine> {
        (0..self.p.quotes.len()).map(|i| line(source(self.catalogue, self.p, i), Tone::Quiet, &[])).collect()
    }
}

/// Citation `index` of `programme`: number, document, date, lines, the words that carry the figure.
pub fn source(catalogue: &Catalogue, programme: &Programme, index: usize) -> String {
    let Some(q) = programme.quotes.get(index) else { return String::new() };
    let d = catalogue.document(q.source);
    let (short, printed) = d.map_or_else(Default::default, |d| (d.short, d.dated_at(q.first_line)));
    format!("[{}] {short}（{printed}）{}「{}」", index + 1, q.place("-"), q.text)
}

fn index_of(p: &'static Programme, id: &str) -> usize {
    p.flow.iter().position(|l| l.id == id).unwrap_or(usize::MAX)
}

fn period(p: &Programme, a: &Assessment) -> String {
    let end = |d: Option<Date>| d.map_or_else(String::new, value::wareki);
    if a.status == Status::Undated {
        return "資料に記載なし".to_owned();
    }
    if p.period == crate::domain::value::date::Period::default() {
        return value::status(a.status);
    }
    format!("{}〜{}　{}", end(p.period.from), end(p.period.to), value::status(a.status))
}

/// A window with its days or months.
pub fn window(w: &crate::domain::terms::programme::Window) -> String {
    let days = match (w.from, w.to) {
        (Some(a), Some(b)) => format!(" {}〜{}", value::wareki(a), value::wareki(b)),
        (Some(a), None) => format!(" {}から", value::wareki(a)),
        (None, Some(b)) => format!(" {}まで", value::wareki(b)),
        (None, None) if w.months.len() == 12 => " 毎月".to_owned(),
        (None, None) => format!(" {}", months(w.months)),
    };
    format!("{}{days}", w.label)
}

/// The same, where it is over.
pub fn ended(w: &crate::domain::terms::programme::Window) -> String {
    format!("{}（終了）", window(w))
}

/// 「6月〜2月」 where the months follow each other (December is followed by January), else each by name.
fn months(all: &[u8]) -> String {
    let follow = all.windows(2).all(|pair| matches!(pair, [a, b] if *b == a % 12 + 1));
    match (all.first(), all.last()) {
        (Some(first), Some(last)) if follow && all.len() > 2 => format!("{first}月〜{last}月"),
        _ => all.iter().map(|m| format!("{m}月")).collect::<Vec<_>>().join("・"),
    }
}
