//! Everything about one programme for one profile, as sections of cited lines.

use crate::domain::assess::Assessment;
use crate::domain::catalogue::Catalogue;
use crate::domain::condition::{Condition, Open, Test, World};
use crate::domain::date::Date;
use crate::domain::number::Yen;
use crate::domain::profile::Profile;
use crate::domain::programme::{CeilingGroup, LinkKind, Programme, RateGroup, RateValue};
use crate::domain::rank;
use crate::domain::rate::Selection;
use crate::domain::source::Cites;
use crate::domain::split::split;
use crate::domain::truth::Truth;
use crate::present::nearmiss::{self, Hand};
use crate::present::{condition, figure, money, row, value, word};

/// How a line is meant; views choose colours and marks by it, never by the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tone {
    /// Plain.
    Plain,
    /// The figure that answers the question.
    Figure,
    /// Met.
    Met,
    /// Open.
    Open,
    /// Failed.
    Failed,
    /// 要確認.
    Check,
    /// Quieter: history, other readings.
    Quiet,
}

/// One line with its citations.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// The text, without line breaks.
    pub text: String,
    /// How it is meant.
    pub tone: Tone,
    /// Indices into the programme's quotes.
    pub cites: Vec<u8>,
}

/// A titled group of lines.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Section {
    /// Title.
    pub title: &'static str,
    /// Lines.
    pub lines: Vec<Line>,
}

fn line(text: impl Into<String>, tone: Tone, cites: &[u8]) -> Line {
    Line { text: text.into(), tone, cites: cites.to_vec() }
}

struct Page<'a> {
    catalogue: &'a Catalogue,
    a: &'a Assessment,
    p: &'static Programme,
    profile: &'a Profile,
    as_of: Date,
    /// 対象外: figures are shown as what would be, never as what can be had.
    excluded: bool,
}

/// The sections of the detail screen, empty ones left out.
pub fn detail(catalogue: &Catalogue, a: &Assessment, profile: &Profile, as_of: Date) -> Vec<Section> {
    let page = Page { catalogue, a, p: a.programme, profile, as_of, excluded: a.verdict() == Truth::No };
    let all = [
        Section { title: "判定", lines: page.verdict() },
        Section { title: if page.excluded { "率（対象となる場合）" } else { "率" }, lines: page.rates() },
        Section {
            title: if page.excluded { "上限（対象となる場合）" } else { "上限" }, lines: page.ceilings()
        },
        Section { title: "お金の流れ", lines: page.money() },
        Section { title: "概要", lines: page.summary() },
        Section { title: "対象団体の条件", lines: page.body() },
        Section { title: "計画の要件", lines: page.plan() },
        Section { title: "あと何が分かればよいか", lines: page.missing() },
        Section { title: "あと何が要るか", lines: page.near() },
        Section { title: "要確認（窓口に確かめる点）", lines: page.checks() },
        Section { title: "内容・対象経費", lines: page.terms() },
        Section { title: "予算・時期・問い合わせ", lines: page.budget() },
        Section { title: "関連する制度", lines: page.links() },
        Section { title: "事例", lines: page.examples() },
        Section { title: "出典", lines: page.sources() },
    ];
    all.into_iter().filter(|s| !s.lines.is_empty()).collect()
}

impl Page<'_> {
    fn summary(&self) -> Vec<Line> {
        let p = self.p;
        let mut out = vec![line(p.summary, Tone::Plain, p.cites)];
        let ministry = if p.ministry.is_empty() { String::new() } else { format!("／所管 {}", p.ministry) };
        out.push(line(
            format!("種別 {}{ministry}／テーマ {}", word::kind(p.kind), p.themes.join("・")),
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
        out
    }

    /// The answer first: why it stands where it stands, and what can stand in for it.
    fn verdict(&self) -> Vec<Line> {
        let group = rank::group(self.a);
        let note = row::note(self.catalogue, self.a, self.profile);
        let tone = match group {
            rank::Group::Applies => Tone::Met,
            rank::Group::Open => Tone::Open,
            rank::Group::Excluded | rank::Group::OutOfTerm => Tone::Failed,
        };
        let gap = if note.is_empty() { "" } else { "　" };
        let mut out = vec![line(format!("{}{gap}{note}", row::badge(group)), tone, &[])];
        if self.excluded {
            for l in self.p.links.iter().filter(|l| l.kind == LinkKind::Fallback) {
                let name = self.catalogue.programme(l.to).map_or("", |p| p.name);
                out.push(line(format!("代わり: {name}　{}", l.note), Tone::Open, l.cites));
            }
        }
        out
    }

    /// Document and line of the first citation, in words, beside a figure that will be read aloud.
    fn printed(&self, cites: &[u8]) -> String {
        let quote = cites.first().and_then(|c| self.p.quotes.get(usize::from(*c)));
        let Some(q) = quote else { return String::new() };
        let short = self.catalogue.document(q.source).map_or("", |d| d.short);
        format!("〔{short} {}行〕", q.first_line)
    }

    fn rates(&self) -> Vec<Line> {
        let mut out = Vec::new();
        for answer in &self.a.rates {
            let group = answer.group;
            let text = figure::rate(&answer.selection, group.instrument);
            let cites: Vec<u8> = answer.selection.leading().flat_map(|r| r.cites).copied().collect();
            let printed = self.printed(&cites);
            out.push(Line {
                text: format!("{} {text}（{}に対して）{printed}", word::instrument(group.instrument), group.of),
                tone: if self.excluded { Tone::Quiet } else { Tone::Figure },
                cites: dedup(cites),
            });
            if !answer.selection.deciding.is_empty() {
                let what = condition::opens(self.catalogue, &answer.selection.deciding);
                out.push(line(format!("  決め手: {what}"), Tone::Open, &[]));
            }
            self.rate_rows(group, answer, &mut out);
        }
        out
    }

    fn rate_rows(&self, group: &'static RateGroup, answer: &crate::domain::assess::RateAnswer, out: &mut Vec<Line>) {
        let applies = |r: &&'static _| answer.selection.leading().any(|l| std::ptr::eq(l, *r));
        for row in group.rows {
            let live = row.period.status(self.as_of);
            let used = applies(&row);
            let many = group.rows.len() > 1;
            if many {
                let figure = figure::rate_row(row, group.instrument);
                let mut text =
                    format!("  {} {} {figure}", self.mark(used, row.when.as_ref(), &answer.selection), row.label);
                if !live.is_live() {
                    text = format!("{text}（{}）", value::status(live));
                } else if !used {
                    text.push_str(&self.why_not(row.when.as_ref()));
                }
                out.push(line(text, if used { Tone::Plain } else { Tone::Quiet }, row.cites));
            }
            if used {
                for other in row.others {
                    let text = format!(
                        "  資料・読み方による違い: {}　{}",
                        figure::value(other.value, group.instrument),
                        other.why
                    );
                    out.push(line(text, Tone::Check, other.cites));
                }
                if matches!(row.value, RateValue::OneOf(_)) {
                    out.push(line("  どちらが当てはまるかは資料に記載なし（要確認）", Tone::Check, row.cites));
                }
            }
        }
        // Beside an open question other rows are not readings yet: they may turn out not to hold.
        for pick in answer.selection.outcomes.iter().filter(|_| answer.selection.is_settled()) {
            let other = |r: &&&crate::domain::programme::RateRow| pick.leading.is_none_or(|l| l.value != r.value);
            for reading in pick.readings.iter().filter(other) {
                let text = format!(
                    "  {} {} にも当てはまります。重なったときの扱いは資料に記載なし（要確認）",
                    reading.label,
                    figure::rate_row(reading, group.instrument)
                );
                out.push(line(text, Tone::Check, reading.cites));
            }
        }
    }

    /// Applies, may apply, does not apply: the marks of the verdicts.
    fn mark<R>(&self, used: bool, when: Option<&Condition>, selection: &Selection<R>) -> &'static str {
        let holds = when.map_or(Truth::No, |c| c.truth(&World::of(self.profile)));
        let group = match (used, selection.is_settled(), holds) {
            _ if self.excluded => rank::Group::Excluded,
            (true, true, _) | (false, _, Truth::Yes) => rank::Group::Applies,
            // Not the leading row, but not ruled out either: it gives the same figure or a lower one.
            (true, false, _) | (false, _, Truth::Unknown) => rank::Group::Open,
            (false, _, Truth::No) => rank::Group::Excluded,
        };
        word::mark(group)
    }

    /// The parts of a row's condition that fail: why it does not apply.
    fn why_not(&self, when: Option<&'static Condition>) -> String {
        let mut reasons = Vec::new();
        if let Some(c) = when {
            c.reasons(&World::of(self.profile), &mut reasons);
        }
        let failed: Vec<String> = reasons
            .iter()
            .filter(|r| r.truth == Truth::No)
            .map(|r| condition::phrase(self.catalogue, r.condition))
            .collect();
        if failed.is_empty() { String::new() } else { format!("　満たさない: {}", failed.join("・")) }
    }

    fn ceilings(&self) -> Vec<Line> {
        let mut out = Vec::new();
        for answer in &self.a.ceilings {
            let group = answer.group;
            let cites: Vec<u8> = answer.selection.leading().flat_map(|r| r.cites).copied().collect();
            let printed = self.printed(&cites);
            out.push(Line {
                text: format!("{} {}{printed}", ceiling_of(group), figure::ceiling(&answer.selection)),
                tone: if self.excluded { Tone::Quiet } else { Tone::Figure },
                cites: dedup(cites),
            });
            if !answer.selection.deciding.is_empty() {
                let what = condition::opens(self.catalogue, &answer.selection.deciding);
                out.push(line(format!("  決め手: {what}"), Tone::Open, &[]));
            }
            for row in group.rows {
                let used = answer.selection.leading().any(|l| std::ptr::eq(l, row));
                if group.rows.len() > 1 {
                    let mark = self.mark(used, row.when.as_ref(), &answer.selection);
                    let tone = if used { Tone::Plain } else { Tone::Quiet };
                    let why = if used { String::new() } else { self.why_not(row.when.as_ref()) };
                    out.push(line(format!("  {mark} {} {}{why}", row.label, figure::yen(row.yen)), tone, row.cites));
                }
                if used {
                    for o in row.others {
                        let text = format!("  資料・読み方による違い: {} {}　{}", o.of, figure::yen(o.yen), o.why);
                        out.push(line(text, Tone::Check, o.cites));
                    }
                }
            }
            let settled = answer.selection.outcomes.iter().filter(|_| answer.selection.is_settled());
            for reading in settled.flat_map(|p| &p.readings) {
                let text = format!("  {} {} とも読めます（要確認）", reading.label, figure::yen(reading.yen));
                out.push(line(text, Tone::Check, reading.cites));
            }
        }
        out
    }

    fn money(&self) -> Vec<Line> {
        let p = self.p;
        let mut out = Vec::new();
        if !p.diagram.is_empty() {
            out.push(line(format!("資料の図: {}", p.diagram), Tone::Figure, p.diagram_cites));
        }
        let split = split(p, self.profile, self.catalogue.facts, self.as_of);
        if money::has_amounts(&split) && !self.excluded {
            for (l, m) in p.flow.iter().zip(money::lines(self.catalogue, p, &split)) {
                let zero = matches!(split.bounds(index_of(p, l.id)), Some((Yen(0), Yen(0))));
                let over = matches!(l.step, crate::domain::split::Step::Over(_));
                if !(zero && over) {
                    let tone = if m.intermediate { Tone::Quiet } else { Tone::Plain };
                    out.push(line(format!("{} {}", m.label, m.text), tone, l.cites));
                }
            }
            out.push(line("円未満は切り捨て、残りを最後の負担者に寄せています", Tone::Quiet, &[]));
        }
        out
    }

    fn body(&self) -> Vec<Line> {
        let c = &self.p.eligible;
        if c.test == Test::Always {
            return vec![line("団体の種類を限る条件は資料に記載なし", Tone::Plain, self.p.cites)];
        }
        let mut out = Vec::new();
        self.tree(c, 0, &mut out);
        out
    }

    /// A condition as an indented checklist: leaves with their truth, any-of groups announced.
    fn tree(&self, c: &'static Condition, depth: usize, out: &mut Vec<Line>) {
        let truth = c.truth(&World::of(self.profile));
        let pad = "  ".repeat(depth);
        match c.test {
            Test::All(parts) if c.label.is_empty() => parts.iter().for_each(|p| self.tree(p, depth, out)),
            Test::Any(parts) if c.label.is_empty() => {
                out.push(judged(&format!("{pad}次のいずれか"), truth, c.cites));
                parts.iter().for_each(|p| self.tree(p, depth + 1, out));
            }
            _ => out.push(judged(&format!("{pad}{}", condition::phrase(self.catalogue, c)), truth, c.cites)),
        }
    }

    fn plan(&self) -> Vec<Line> {
        self.a
            .requirements(self.profile)
            .map(|(r, truth)| match truth {
                Some(t) => judged(r.text, t, r.cites),
                None => line(format!("［計画で確認］{}", r.text), Tone::Plain, r.cites),
            })
            .collect()
    }

    fn missing(&self) -> Vec<Line> {
        let open = self.a.missing(self.profile);
        let text = |o: &Open| match o {
            Open::Fact(_) => condition::open(self.catalogue, *o),
            Open::Point(p) => format!("窓口に確かめる: {p}"),
        };
        open.iter().map(|o| line(text(o), Tone::Open, &[])).collect()
    }

    /// Which answers would reach 該当, a higher rate or a higher ceiling.
    fn near(&self) -> Vec<Line> {
        let tone = |hand| match hand {
            Hand::Plan => Tone::Figure,
            Hand::Find => Tone::Open,
            Hand::Fixed | Hand::Beyond => Tone::Quiet,
        };
        let lines = nearmiss::lines(self.catalogue, self.a, self.profile, self.as_of);
        lines.into_iter().map(|n| line(format!("{}: {}", n.hand.word(), n.text), tone(n.hand), &[])).collect()
    }

    fn checks(&self) -> Vec<Line> {
        self.a.checks(self.profile).iter().map(|c| line(c.text, Tone::Check, c.cites)).collect()
    }

    fn terms(&self) -> Vec<Line> {
        self.p.terms.iter().map(|t| line(t.text, Tone::Plain, t.cites)).collect()
    }

    fn budget(&self) -> Vec<Line> {
        let p = self.p;
        let budgets = p
            .budgets
            .iter()
            .map(|b| line(format!("予算額 {} {}", value::fiscal_year(b.fiscal_year), b.text), Tone::Plain, b.cites));
        let windows = p.windows.iter().map(|w| match w.to {
            Some(end) if end < self.as_of => line(format!("{}（終了）", window(w)), Tone::Failed, w.cites),
            _ => line(window(w), Tone::Plain, w.cites),
        });
        let contact = (!p.contact.is_empty()).then(|| line(format!("問い合わせ {}", p.contact), Tone::Plain, &[]));
        budgets.chain(windows).chain(contact).collect()
    }

    fn links(&self) -> Vec<Line> {
        let text = |l: &crate::domain::programme::Link| {
            let name = self.catalogue.programme(l.to).map_or("", |p| p.name);
            let note = if l.note.is_empty() { String::new() } else { format!("　{}", l.note) };
            format!("{}: {name}{note}", word::link(l.kind))
        };
        self.p.links.iter().map(|l| line(text(l), Tone::Plain, l.cites)).collect()
    }

    fn examples(&self) -> Vec<Line> {
        let mine = |e: &&crate::domain::catalogue::Example| {
            e.programmes.iter().any(|p| self.catalogue.programme(*p).is_some_and(|q| q.id == self.p.id))
        };
        self.catalogue
            .examples
            .iter()
            .filter(mine)
            .map(|e| line(format!("{}（{}）　{}", e.name, e.place, e.text), Tone::Plain, &[]))
            .collect()
    }

    fn sources(&self) -> Vec<Line> {
        (0..self.p.quotes.len()).map(|i| line(source(self.catalogue, self.p, i), Tone::Quiet, &[])).collect()
    }
}

/// Citation `index` of `programme`: number, document, date, lines, the words that carry the figure.
pub fn source(catalogue: &Catalogue, programme: &Programme, index: usize) -> String {
    let Some(q) = programme.quotes.get(index) else { return String::new() };
    let d = catalogue.document(q.source);
    let (short, printed) = d.map_or(("", ""), |d| (d.short, d.printed_date));
    let lines = if q.first_line == q.last_line {
        q.first_line.to_string()
    } else {
        format!("{}-{}", q.first_line, q.last_line)
    };
    format!("[{}] {short}（{printed}）{lines}行「{}」", index + 1, q.text)
}

fn judged(text: &str, truth: Truth, cites: Cites) -> Line {
    let tone = match truth {
        Truth::Yes => Tone::Met,
        Truth::Unknown => Tone::Open,
        Truth::No => Tone::Failed,
    };
    line(format!("［{}］{text}", word::truth(truth)), tone, cites)
}

fn index_of(p: &'static Programme, id: &str) -> usize {
    p.flow.iter().position(|l| l.id == id).unwrap_or(usize::MAX)
}

fn dedup(mut cites: Vec<u8>) -> Vec<u8> {
    cites.sort_unstable();
    cites.dedup();
    cites
}

/// 「公費による交付額の上限（1事業あたり）」
pub fn ceiling_of(group: &CeilingGroup) -> String {
    let what = if group.floor { "下限" } else { "上限" };
    let per = if group.per.is_empty() { String::new() } else { format!("（{}あたり）", group.per) };
    format!("{}の{what}{per}", group.of)
}

fn period(p: &Programme, a: &Assessment) -> String {
    let end = |d: Option<Date>| d.map_or_else(String::new, value::wareki);
    if p.period == crate::domain::date::Period::default() {
        return value::status(a.status);
    }
    format!("{}〜{}　{}", end(p.period.from), end(p.period.to), value::status(a.status))
}

/// A window with its days or months.
pub fn window(w: &crate::domain::programme::Window) -> String {
    let days = match (w.from, w.to) {
        (Some(a), Some(b)) => format!(" {}〜{}", value::wareki(a), value::wareki(b)),
        (Some(a), None) => format!(" {}から", value::wareki(a)),
        (None, Some(b)) => format!(" {}まで", value::wareki(b)),
        (None, None) if w.months.len() == 12 => " 毎月".to_owned(),
        (None, None) => format!(" {}", months(w.months)),
    };
    format!("{}{days}", w.label)
}

/// 「6月〜2月」 where the months follow each other (December is followed by January), else each by name.
fn months(all: &[u8]) -> String {
    let follow = all.windows(2).all(|pair| matches!(pair, [a, b] if *b == a % 12 + 1));
    match (all.first(), all.last()) {
        (Some(first), Some(last)) if follow && all.len() > 2 => format!("{first}月〜{last}月"),
        _ => all.iter().map(|m| format!("{m}月")).collect::<Vec<_>>().join("・"),
    }
}
