//! The money of a programme file → the lines of a split.

use toml::Spanned;

use crate::content::lower::context::Context;
use crate::content::raw;
use crate::domain::terms::flow::{Base, Bucket, Cap, Line, Step};
use crate::domain::terms::programme::{CeilingGroup, RateGroup};

impl Context<'_> {
    pub(super) fn line_index(&mut self, flow: &[Spanned<raw::Flow>], id: &str, at: usize, key: &str) -> Option<u8> {
        let found = flow.iter().position(|l| l.get_ref().id == id).and_then(|i| u8::try_from(i).ok());
        if found.is_none() {
            self.report(at, key, &format!("flow の行「{id}」がありません"));
        }
        found
    }

    pub(super) fn flow(
        &mut self,
        raw: &[Spanned<raw::Flow>],
        rates: &[RateGroup],
        ceilings: &[CeilingGroup],
    ) -> &'static [Line] {
        let mut out: Vec<Line> = Vec::new();
        let unknown = raw.iter().any(|l| leaves_open(l.get_ref()));
        for (i, spanned) in raw.iter().enumerate() {
            let (at, l) = (spanned.span().start, spanned.get_ref());
            let key = format!("flow[{}]", l.id);
            let earlier = raw.get(..i).unwrap_or_default();
            let base = match l.from.strip_prefix("fact:") {
                Some(name) => self.fact(name, at, &key).map(|(f, _)| Base::Fact(f)),
                None => self.line_index(earlier, &l.from, at, &key).map(Base::Line),
            };
            let step = self.step(l, earlier, rates, at, &key);
            let cap = self.cap(l, ceilings, at, &key);
            let to = l.to.as_ref().and_then(|t| self.keyed(t, written, "flow.to", "to", ""));
            let bucket = to.map(|b| local(b, step, unknown));
            let cites = self.cites(&l.cite, at, &key);
            out.push(Line {
                id: self.plain(&l.id, at, &key),
                label: self.text(&l.label, at, &key),
                base: base.unwrap_or(Base::Line(0)),
                step,
                cap,
                bucket,
                cites,
            });
        }
        Vec::leak(out)
    }

    pub(super) fn step(
        &mut self,
        l: &raw::Flow,
        earlier: &[Spanned<raw::Flow>],
        rates: &[RateGroup],
        at: usize,
        key: &str,
    ) -> Step {
        let lines = [l.rest.is_some(), l.sum.is_some(), l.over.is_some(), l.silent.is_some()];
        let shares = [l.share.is_some(), l.rate.is_some(), l.limit.is_some()];
        if lines.into_iter().chain(shares).filter(|is_given| *is_given).count() > 1 {
            self.report(at, key, "share・rate・limit・rest・sum・over・silent は1つだけ書いてください");
        }
        if let Some(share) = &l.share {
            return self.share(share, key).map_or(Step::Whole, Step::Share);
        }
        if let Some(group) = l.rate.as_ref().or(l.limit.as_ref()) {
            let index = rates.iter().position(|g| g.id == group).and_then(|i| u8::try_from(i).ok());
            if index.is_none() {
                self.report(at, key, &format!("率の群「{group}」がありません"));
            }
            let step = if l.rate.is_some() { Step::Rate } else { Step::Limit };
            return index.map_or(Step::Whole, step);
        }
        let lines = |c: &mut Self, ids: &[String]| -> &'static [u8] {
            Vec::leak(ids.iter().filter_map(|id| c.line_index(earlier, id, at, key)).collect())
        };
        if let Some(ids) = &l.rest {
            return Step::Rest(lines(self, ids));
        }
        if let Some(ids) = &l.sum {
            return Step::Sum(lines(self, ids));
        }
        if let Some(id) = &l.over {
            return self.line_index(earlier, id, at, key).map_or(Step::Whole, Step::Over);
        }
        match &l.silent {
            Some(why) => Step::Silent(self.text(why, at, key)),
            None => Step::Whole,
        }
    }

    pub(super) fn cap(&mut self, l: &raw::Flow, ceilings: &[CeilingGroup], at: usize, key: &str) -> Option<Cap> {
        let name = l.cap.as_ref()?;
        let times = l.times.iter().filter_map(|t| self.fact(t, at, key).map(|(f, _)| f)).collect();
        let group = ceilings.iter().position(|g| g.id == name).and_then(|i| u8::try_from(i).ok());
        if group.is_none() {
            self.report(at, key, &format!("上限の群「{name}」がありません"));
        }
        Some(Cap { group: group?, times: Vec::leak(times) })
    }
}

/// Whether the documents do not say what this tax allocation gives.
fn leaves_open(l: &raw::Flow) -> bool {
    let to = l.to.as_ref().and_then(|to| written(to.get_ref()));
    l.silent.is_some() && matches!(to, Some(Bucket::SpecialTax | Bucket::OrdinaryTax | Bucket::BondRelief))
}

/// The bucket of this name. What a ceiling cut off is worked out (see [`local`]), never written.
fn written(key: &str) -> Option<Bucket> {
    Bucket::of_key(key).filter(|b| *b != Bucket::Over)
}

/// 地方負担 in its exact word: what a ceiling cut off, and what a silent 措置 leaves, are no 実質的な地方負担.
fn local(bucket: Bucket, step: Step, unknown: bool) -> Bucket {
    match (bucket, step) {
        (Bucket::Local | Bucket::LocalUnknown, Step::Over(_)) => Bucket::Over,
        (Bucket::Local, _) if unknown => Bucket::LocalUnknown,
        (other, _) => other,
    }
}
