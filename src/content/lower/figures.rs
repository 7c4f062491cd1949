//! Rates and ceilings of a programme file → the domain's groups of rows.

use toml::Spanned;

use crate::content::lower::context::Context;
use crate::content::mend::looks_like;
use crate::content::raw;
use crate::domain::terms::programme::{
    CeilingGroup, CeilingReading, CeilingRow, Instrument, RateGroup, RateReading, RateRow, RateValue,
};
use crate::domain::value::number::{Share, Yen};
use crate::domain::value::source::Cites;

impl Context<'_> {
    pub(super) fn rates(&mut self, raw: &[Spanned<raw::Rate>]) -> &'static [RateGroup] {
        let mut groups: Vec<(&'static str, Instrument, &'static str, Vec<RateRow>)> = Vec::new();
        for spanned in raw {
            let (at, r) = (spanned.span().start, spanned.get_ref());
            let key = format!("rate[{}]", r.label);
            let row = self.rate_row(r, at, &key);
            let instrument = r.instrument.as_ref().map(|i| {
                self.keyed(i, Instrument::of_key, "instrument", "instrument", "").unwrap_or(Instrument::Other)
            });
            match (groups.iter_mut().find(|g| g.0 == r.group), instrument, &r.of) {
                (Some(group), ..) => group.3.push(row),
                (None, Some(instrument), Some(of)) if !of.is_empty() => {
                    let of = self.text(of, at, &key);
                    let id = self.plain(&r.group, at, &key);
                    groups.push((id, instrument, of, vec![row]));
                }
                _ => self.report(at, &key, "群の最初の行には instrument（何の率か）と of（何に対する率か）が必要です"),
            }
        }
        Vec::leak(
            groups
                .into_iter()
                .map(|(id, instrument, of, rows)| RateGroup { id, instrument, of, rows: Vec::leak(rows) })
                .collect(),
        )
    }

    pub(super) fn rate_row(&mut self, r: &raw::Rate, at: usize, key: &str) -> RateRow {
        let others = r
            .other
            .iter()
            .map(|s| {
                let (at, o) = (s.span().start, s.get_ref());
                let value = self.value(o.share.as_ref(), o.shares.as_deref(), o.value.as_ref(), at, key);
                let cites = self.required_cites(&o.cite, at, key);
                RateReading { value, why: self.text(&o.why, at, key), cites }
            })
            .collect();
        RateRow {
            label: self.text(&r.label, at, key),
            when: r.when.as_ref().map(|w| self.condition(w, key)),
            value: self.value(r.share.as_ref(), r.shares.as_deref(), r.value.as_ref(), at, key),
            adjusted: r.adjusted,
            period: self.dates(r.from.as_ref(), r.to.as_ref(), at, key),
            others: Vec::leak(others),
            cites: self.required_cites(&r.cite, at, key),
        }
    }

    pub(super) fn required_cites(&mut self, words: &raw::Words, at: usize, key: &str) -> Cites {
        if words.0.is_empty() {
            self.report(at, key, "出典（cite）を書いてください。数字には必ず出典が要ります");
        }
        self.cites(words, at, key)
    }

    pub(super) fn value(
        &mut self,
        share: Option<&Spanned<String>>,
        shares: Option<&[Spanned<String>]>,
        value: Option<&Spanned<String>>,
        at: usize,
        key: &str,
    ) -> RateValue {
        match (share, shares, value) {
            (Some(s), None, None) => self.share(s, key).map_or(RateValue::NotStated, RateValue::Share),
            (None, Some(all), None) if all.len() > 1 => {
                RateValue::OneOf(Vec::leak(all.iter().filter_map(|s| self.share(s, key)).collect()))
            }
            (None, None, Some(word)) => {
                let of = |word: &str| match word {
                    "定額" => Some(RateValue::Fixed),
                    "記載なし" => Some(RateValue::NotStated),
                    "全額" => Some(RateValue::Full),
                    _ => None,
                };
                self.keyed(word, of, key, "value", "（定額・記載なし・全額）").unwrap_or(RateValue::NotStated)
            }
            _ => {
                self.report(at, key, "share・shares（2つ以上）・value のうち、ちょうど1つを書いてください");
                RateValue::NotStated
            }
        }
    }

    pub(super) fn share(&mut self, raw: &Spanned<String>, key: &str) -> Option<Share> {
        let share = Share::parse(raw.get_ref());
        if share.is_none() {
            let whole = raw.get_ref().trim().parse::<u8>().ok().filter(|n| (2..=100).contains(n));
            let hint = whole.map(|n| format!("。{n}% のことなら \"{n}%\" と書いてください")).unwrap_or_default();
            let text = format!("率「{}」は 0〜1 の分数・小数・% ではありません{hint}", raw.get_ref());
            // As a document has it: 「２分の１」.
            let plain = looks_like(raw.get_ref()).replace('／', "/");
            let mended = plain.split_once("分の").map_or(plain.clone(), |(of, parts)| format!("{parts}/{of}"));
            if let Some(share) = Share::parse(&mended) {
                self.pasted(raw.get_ref(), &mended, raw.span().start, key, &text);
                return Some(share);
            }
            self.report(raw.span().start, key, &text);
        }
        share
    }

    pub(super) fn ceilings(&mut self, p: &raw::Programme) -> &'static [CeilingGroup] {
        let mut groups: Vec<(CeilingGroup, Vec<CeilingRow>)> = Vec::new();
        for spanned in &p.ceiling {
            let (at, c) = (spanned.span().start, spanned.get_ref());
            let key = format!("ceiling[{}]", c.label);
            let row = self.ceiling_row(p, c, at, &key);
            match (groups.iter_mut().find(|g| g.0.id == c.group), &c.of) {
                (Some(group), _) => group.1.push(row),
                (None, Some(of)) if !of.is_empty() => {
                    let group = CeilingGroup {
                        id: self.plain(&c.group, at, &key),
                        of: self.text(of, at, &key),
                        per: self.text(c.per.as_deref().unwrap_or_default(), at, &key),
                        floor: c.floor,
                        rows: &[],
                    };
                    groups.push((group, vec![row]));
                }
                _ => self.report(at, &key, "群の最初の行には of（何の上限か）が必要です"),
            }
        }
        Vec::leak(groups.into_iter().map(|(g, rows)| CeilingGroup { rows: Vec::leak(rows), ..g }).collect())
    }

    pub(super) fn ceiling_row(&mut self, p: &raw::Programme, c: &raw::Ceiling, at: usize, key: &str) -> CeilingRow {
        let others = c
            .other
            .iter()
            .map(|s| {
                let (at, o) = (s.span().start, s.get_ref());
                CeilingReading {
                    yen: Yen(o.yen),
                    of: self.text(&o.of, at, key),
                    line: o.line.as_ref().and_then(|id| self.line_index(&p.flow, id, at, key)),
                    why: self.text(&o.why, at, key),
                    cites: self.cites(&o.cite, at, key),
                }
            })
            .collect();
        CeilingRow {
            label: self.text(&c.label, at, key),
            when: c.when.as_ref().map(|w| self.condition(w, key)),
            yen: Yen(c.yen),
            about: c.about,
            period: self.dates(c.from.as_ref(), c.to.as_ref(), at, key),
            others: Vec::leak(others),
            cites: self.required_cites(&c.cite, at, key),
        }
    }
}
