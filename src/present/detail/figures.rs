//! 率 and 上限: the figure first, then every row with its mark and reason.

use crate::domain::judge::assess::RateAnswer;
use crate::domain::judge::rank;
use crate::domain::judge::rate::Selection;
use crate::domain::terms::condition::{Condition, Open, World};
use crate::domain::terms::flow::{Line, Step};
use crate::domain::terms::programme::{RateGroup, RateRow, RateValue};
use crate::domain::value::truth::Truth;
use crate::present::detail::writer::{Writer, ceiling_of, dedup, line};
use crate::present::line::{TextLine, Tone};
use crate::present::reading::{Doubt, doubt};
use crate::present::row::of_what;
use crate::present::{condition, figure, value, word};

impl Writer<'_> {
    /// Document and line of the first citation, in words, beside a figure that will be read aloud.
    fn printed(&self, cites: &[u8]) -> String {
        let quote = cites.first().and_then(|c| self.p.quotes.get(usize::from(*c)));
        let Some(q) = quote else { return String::new() };
        let short = self.catalogue.document(q.source).map_or("", |d| d.short);
        format!("〔{short} {}行〕", q.first_line)
    }

    /// A figure with where it is printed, and what decides it.
    fn figure(&self, text: &str, cites: Vec<u8>, deciding: &[Open], out: &mut Vec<TextLine>) {
        let text = format!("{text}{}", self.printed(&cites));
        let tone = if self.excluded { Tone::Quiet } else { Tone::Figure };
        out.push(TextLine { text, tone, cites: dedup(cites) });
        if !deciding.is_empty() {
            let what = condition::opens(self.catalogue, deciding);
            out.push(line(format!("  決め手: {what}"), Tone::Open, &[]));
        }
    }

    pub(super) fn rates(&self) -> Vec<TextLine> {
        let mut out = Vec::new();
        for answer in self.a.rates.iter().filter(|r| !self.is_idle_limit(r)) {
            let cites = answer.selection.leading().flat_map(|r| r.cites).copied().collect();
            self.figure(&Self::rate(answer), cites, &answer.selection.deciding, &mut out);
            self.rate_rows(answer.group, answer, &mut out);
        }
        out
    }

    /// 「国費 3/4（公費による交付額に対して）」
    pub(super) fn rate(answer: &RateAnswer) -> String {
        let group = answer.group;
        let text = figure::rate(&answer.selection, group.instrument);
        format!("{} {text}（{}に対して）", word::rate_group(group), group.of)
    }

    /// The same without the remarks in brackets that the section below has.
    pub(super) fn rate_in_short(answer: &RateAnswer) -> String {
        let group = answer.group;
        let text = figure::rate(&answer.selection, group.instrument);
        format!("{} {text}{}", word::rate_group(group), of_what(group))
    }

    /// A limit that is printed for some cases only (地域内消費なら事業費の1/2) and does not apply here says nothing.
    pub(super) fn is_idle_limit(&self, answer: &RateAnswer) -> bool {
        let limits = |l: &Line| matches!(l.step, Step::Limit(g) if self.p.rates.get(usize::from(g)).is_some_and(|r| r.id == answer.group.id));
        answer.selection.leading().next().is_none() && self.p.flow.iter().any(limits)
    }

    fn rate_rows(&self, group: &'static RateGroup, answer: &RateAnswer, out: &mut Vec<TextLine>) {
        let applies = |r: &&'static _| answer.selection.leading().any(|l| std::ptr::eq(l, *r));
        for row in group.rows {
            let live = row.period.status(self.inquiry.as_of);
            let used = applies(&row);
            if group.rows.len() > 1 || !live.is_live() {
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
                        "  {}: {}　{}",
                        doubt(self.p, row.cites, other.cites).word(),
                        figure::value(other.value, group.instrument),
                        other.why
                    );
                    out.push(line(text, Tone::Check, other.cites));
                }
                if matches!(row.value, RateValue::OneOf(_)) {
                    let text = format!("  {}: どちらが当てはまるかは資料に記載なし（要確認）", Doubt::Wording.word());
                    out.push(line(text, Tone::Check, row.cites));
                }
            }
        }
        // Beside an open question other rows are not readings yet: they may turn out not to hold.
        for pick in answer.selection.outcomes.iter().filter(|_| answer.selection.is_settled()) {
            let other = |r: &&&RateRow| pick.leading.is_none_or(|l| l.value != r.value);
            for reading in pick.readings.iter().filter(other) {
                let text = format!(
                    "  {}: {} {} にも当てはまります。重なったときの扱いは資料に記載なし（要確認）",
                    Doubt::Wording.word(),
                    reading.label,
                    figure::rate_row(reading, group.instrument)
                );
                out.push(line(text, Tone::Check, reading.cites));
            }
        }
    }

    /// Applies, may apply, does not apply: the marks of the verdicts.
    fn mark<R>(&self, used: bool, when: Option<&Condition>, selection: &Selection<R>) -> &'static str {
        let holds = when.map_or(Truth::No, |c| c.truth(&World::of(self.inquiry.profile)));
        let group = match (used, selection.is_settled(), holds) {
            // A mark of 該当 beside 対象外 would be read as a figure that can be had.
            _ if self.excluded => rank::Group::Excluded,
            // A row whose own terms are met is to be had, whatever better one may still come.
            (true, true, _) | (_, _, Truth::Yes) => rank::Group::Applies,
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
            c.reasons(&World::of(self.inquiry.profile), &mut reasons);
        }
        let failed: Vec<String> = reasons
            .iter()
            .filter(|r| r.truth == Truth::No)
            .map(|r| condition::phrase(self.catalogue, r.condition))
            .collect();
        if failed.is_empty() { String::new() } else { format!("　満たさない: {}", failed.join("／")) }
    }

    pub(super) fn ceilings(&self, floor: bool) -> Vec<TextLine> {
        let mut out = Vec::new();
        for answer in self.a.ceilings.iter().filter(|c| c.group.floor == floor) {
            let group = answer.group;
            let text = format!("{} {}", ceiling_of(group), figure::bound(&answer.selection, group.floor));
            let cites = answer.selection.leading().flat_map(|r| r.cites).copied().collect();
            self.figure(&text, cites, &answer.selection.deciding, &mut out);
            for row in group.rows {
                let used = answer.selection.leading().any(|l| std::ptr::eq(l, row));
                let live = row.period.status(self.inquiry.as_of);
                if group.rows.len() > 1 || !live.is_live() {
                    let mark = self.mark(used, row.when.as_ref(), &answer.selection);
                    let tone = if used { Tone::Plain } else { Tone::Quiet };
                    let why = match (live.is_live(), used) {
                        (false, _) => format!("（{}）", value::status(live)),
                        (true, true) => String::new(),
                        (true, false) => self.why_not(row.when.as_ref()),
                    };
                    out.push(line(format!("  {mark} {} {}{why}", row.label, figure::amount(row)), tone, row.cites));
                }
                if used {
                    for o in row.others {
                        let word = doubt(self.p, row.cites, o.cites).word();
                        let text = format!("  {word}: {} {}　{}", o.of, figure::yen(o.yen), o.why);
                        out.push(line(text, Tone::Check, o.cites));
                    }
                }
            }
            let settled = answer.selection.outcomes.iter().filter(|_| answer.selection.is_settled());
            for reading in settled.flat_map(|p| &p.readings) {
                let word = Doubt::Wording.word();
                let text = format!("  {word}: {} {} とも読めます（要確認）", reading.label, figure::amount(reading));
                out.push(line(text, Tone::Check, reading.cites));
            }
        }
        out
    }
}
