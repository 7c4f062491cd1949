//! A raw programme file → [`Programme`].

use toml::Spanned;

use super::lower::{Context, keys, leak, leak_str};
use super::raw;
use crate::domain::condition::Condition;
use crate::domain::date::Period;
use crate::domain::number::{Share, Yen};
use crate::domain::programme::{
    Budget, CeilingGroup, CeilingReading, CeilingRow, Check, Instrument, Kind, Level, Link, LinkKind, Note, Programme,
    RateGroup, RateReading, RateRow, RateValue, Requirement, Window,
};
use crate::domain::source::Cites;
use crate::domain::split::{Base, Bucket, Cap, Line, Step};

/// The themes that a programme may carry.
pub const THEMES: [&str; 10] = [
    "移住・人材",
    "創業・経済",
    "集落・コミュニティ",
    "過疎",
    "脱炭素・エネルギー",
    "DX",
    "情報発信",
    "公共施設",
    "郵便局",
    "その他",
];

/// Readings of [`THEMES`], in the same order.
const READINGS: [&str; 10] = [
    "いじゅう じんざい ijuu jinzai",
    "そうぎょう けいざい きぎょう",
    "しゅうらく こみゅにてぃ",
    "かそ",
    "だつたんそ えねるぎー さいえね",
    "でじたる dx",
    "じょうほうはっしん",
    "こうきょうしせつ",
    "ゆうびんきょく",
    "そのた",
];

impl Context<'_> {
    /// Lowers a whole programme file.
    pub fn programme(&mut self, p: &raw::Programme) -> Programme {
        let id_at = p.id.span().start;
        self.named_like_file(p.id.get_ref(), id_at);
        let quotes = self.quotes(&p.quote);
        let cites = self.cites(p.cite.get_ref(), p.cite.span().start, "cite");
        if cites.is_empty() {
            self.report(p.cite.span().start, "cite", "制度を説明している箇所の出典を1つ以上書いてください");
        }
        let themes = p.themes.iter().map(|t| self.theme(t)).collect();
        let rates = self.rates(&p.rate);
        let ceilings = self.ceilings(p);
        let out = Programme {
            id: leak_str(p.id.get_ref().clone()),
            name: self.text(&p.name, id_at, "name"),
            yomi: leak_str(p.yomi.get_ref().clone()),
            kind: self.kind(&p.kind),
            level: self.level(&p.level),
            ministry: self.text(&p.ministry, id_at, "ministry"),
            themes: leak(themes),
            summary: self.text(p.summary.get_ref(), p.summary.span().start, "summary"),
            applicant: self.text(&p.applicant, id_at, "applicant"),
            operator: self.text(&p.operator, id_at, "operator"),
            terms: self.terms(&p.term),
            cites,
            eligible: p.eligible.as_ref().map_or(Condition::ALWAYS, |c| self.condition(c, "eligible")),
            requirements: self.requirements(&p.requirement),
            period: self.period(p.period.as_ref()),
            period_cites: p.period.as_ref().map_or(&[], |s| self.cites(&s.get_ref().cite, s.span().start, "period")),
            rates,
            ceilings,
            flow: self.flow(&p.flow, rates, ceilings),
            diagram: self.text(&p.diagram, id_at, "diagram"),
            diagram_cites: self.cites(&p.diagram_cite, id_at, "diagram_cite"),
            budgets: self.budgets(&p.budget),
            windows: self.windows(&p.window),
            contact: leak_str(p.contact.clone()),
            links: self.links(&p.link),
            checks: self.checks(&p.check),
            quotes,
            synonyms: leak(p.synonyms.iter().map(|s| leak_str(s.clone())).collect()),
            keys: keys(&p.name, p.yomi.get_ref(), &extra(p)),
        };
        self.level_fits(p, &out);
        out
    }

    fn level_fits(&mut self, p: &raw::Programme, out: &Programme) {
        let figures = !out.rates.is_empty() || !out.ceilings.is_empty();
        if figures != (out.level == Level::Figures) {
            let what = if figures {
                "率か上限があるので level = \"figures\" としてください"
            } else {
                "率も上限もないので level は terms か mention です"
            };
            self.report(p.level.span().start, "level", what);
        }
        if !out.diagram.is_empty() && out.diagram_cites.is_empty() {
            self.report(p.id.span().start, "diagram", "diagram には diagram_cite が必要です");
        }
        if out.yomi.chars().any(|c| ('一'..='鿿').contains(&c) || ('ァ'..='ヶ').contains(&c)) {
            self.report(p.yomi.span().start, "yomi", "yomi はひらがなで書いてください");
        }
    }

    fn theme(&mut self, t: &Spanned<String>) -> &'static str {
        THEMES.iter().find(|known| **known == t.get_ref()).copied().unwrap_or_else(|| {
            self.report(
                t.span().start,
                "themes",
                &format!("テーマ「{}」はありません（{}）", t.get_ref(), THEMES.join("、")),
            );
            "その他"
        })
    }

    fn kind(&mut self, raw: &Spanned<String>) -> Kind {
        match raw.get_ref().as_str() {
            "国庫補助" => Kind::NationalSubsidy,
            "交付金" => Kind::Grant,
            "特別交付税" => Kind::SpecialTax,
            "普通交付税" => Kind::OrdinaryTax,
            "地方債" => Kind::Bond,
            "税制" => Kind::TaxRelief,
            "人材派遣" => Kind::Dispatch,
            "実証" => Kind::Pilot,
            "その他" => Kind::Other,
            other => {
                self.report(raw.span().start, "kind", &format!("種別「{other}」はありません"));
                Kind::Other
            }
        }
    }

    fn level(&mut self, raw: &Spanned<String>) -> Level {
        match raw.get_ref().as_str() {
            "figures" => Level::Figures,
            "terms" => Level::Terms,
            "mention" => Level::Mention,
            other => {
                self.report(
                    raw.span().start,
                    "level",
                    &format!("level「{other}」はありません（figures・terms・mention）"),
                );
                Level::Mention
            }
        }
    }

    fn period(&mut self, raw: Option<&Spanned<raw::Period>>) -> Period {
        let Some(spanned) = raw else { return Period::default() };
        let (at, p) = (spanned.span().start, spanned.get_ref());
        if p.cite.0.is_empty() {
            self.report(at, "period", "期間の出典（cite）を書いてください");
        }
        self.dates(p.from.as_ref(), p.to.as_ref(), at, "period")
    }

    fn dates(
        &mut self,
        from: Option<&toml::value::Datetime>,
        to: Option<&toml::value::Datetime>,
        at: usize,
        key: &str,
    ) -> Period {
        let period = Period { from: self.date(from, at, key), to: self.date(to, at, key) };
        if let (Some(a), Some(b)) = (period.from, period.to)
            && a > b
        {
            self.report(at, key, "from が to より後です");
        }
        period
    }

    fn terms(&mut self, raw: &[Spanned<raw::Term>]) -> &'static [Note] {
        let one = |c: &mut Self, s: &Spanned<raw::Term>| {
            let (at, t) = (s.span().start, s.get_ref());
            let cites = c.cites(&t.cite, at, "term");
            Note { text: c.cited_text(&t.text, cites, at, "term"), cites }
        };
        leak(raw.iter().map(|s| one(self, s)).collect())
    }

    fn requirements(&mut self, raw: &[Spanned<raw::Requirement>]) -> &'static [Requirement] {
        let one = |c: &mut Self, s: &Spanned<raw::Requirement>| {
            let (at, r) = (s.span().start, s.get_ref());
            let cites = c.cites(&r.cite, at, "requirement");
            let when = r.when.as_ref().map(|w| c.condition(w, "requirement.when"));
            Requirement { text: c.cited_text(&r.text, cites, at, "requirement"), when, cites }
        };
        leak(raw.iter().map(|s| one(self, s)).collect())
    }

    fn rates(&mut self, raw: &[Spanned<raw::Rate>]) -> &'static [RateGroup] {
        let mut groups: Vec<(String, Instrument, &'static str, Vec<RateRow>)> = Vec::new();
        for spanned in raw {
            let (at, r) = (spanned.span().start, spanned.get_ref());
            let key = format!("rate[{}]", r.label);
            let row = self.rate_row(r, at, &key);
            let instrument = r.instrument.as_ref().map(|i| self.instrument(i));
            match (groups.iter_mut().find(|g| g.0 == r.group), instrument, &r.of) {
                (Some(group), ..) => group.3.push(row),
                (None, Some(instrument), Some(of)) if !of.is_empty() => {
                    let of = self.text(of, at, &key);
                    groups.push((r.group.clone(), instrument, of, vec![row]));
                }
                _ => self.report(at, &key, "群の最初の行には instrument（何の率か）と of（何に対する率か）が必要です"),
            }
        }
        leak(
            groups
                .into_iter()
                .map(|(id, instrument, of, rows)| RateGroup { id: leak_str(id), instrument, of, rows: leak(rows) })
                .collect(),
        )
    }

    fn rate_row(&mut self, r: &raw::Rate, at: usize, key: &str) -> RateRow {
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
            others: leak(others),
            cites: self.required_cites(&r.cite, at, key),
        }
    }

    fn required_cites(&mut self, words: &raw::Words, at: usize, key: &str) -> Cites {
        if words.0.is_empty() {
            self.report(at, key, "出典（cite）を書いてください。数字には必ず出典が要ります");
        }
        self.cites(words, at, key)
    }

    fn value(
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
                RateValue::OneOf(leak(all.iter().filter_map(|s| self.share(s, key)).collect()))
            }
            (None, None, Some(word)) => match word.get_ref().as_str() {
                "定額" => RateValue::Fixed,
                "記載なし" => RateValue::NotStated,
                "全額" => RateValue::Full,
                other => {
                    self.report(
                        word.span().start,
                        key,
                        &format!("value「{other}」はありません（定額・記載なし・全額）"),
                    );
                    RateValue::NotStated
                }
            },
            _ => {
                self.report(at, key, "share・shares（2つ以上）・value のうち、ちょうど1つを書いてください");
                RateValue::NotStated
            }
        }
    }

    fn share(&mut self, raw: &Spanned<String>, key: &str) -> Option<Share> {
        let share = Share::parse(raw.get_ref());
        if share.is_none() {
            let text = format!("率「{}」は 0〜1 の分数・小数・% ではありません", raw.get_ref());
            self.report(raw.span().start, key, &text);
        }
        share
    }

    fn instrument(&mut self, raw: &Spanned<String>) -> Instrument {
        match raw.get_ref().as_str() {
            "国費" => Instrument::National,
            "特別交付税" => Instrument::SpecialTax,
            "普通交付税" => Instrument::OrdinaryTax,
            "充当率" => Instrument::BondShare,
            "交付税措置率" => Instrument::BondRelief,
            "税" => Instrument::TaxRelief,
            "その他" => Instrument::Other,
            other => {
                self.report(raw.span().start, "instrument", &format!("instrument「{other}」はありません"));
                Instrument::Other
            }
        }
    }

    fn ceilings(&mut self, p: &raw::Programme) -> &'static [CeilingGroup] {
        let mut groups: Vec<(CeilingGroup, Vec<CeilingRow>)> = Vec::new();
        for spanned in &p.ceiling {
            let (at, c) = (spanned.span().start, spanned.get_ref());
            let key = format!("ceiling[{}]", c.label);
            let row = self.ceiling_row(p, c, at, &key);
            match (groups.iter_mut().find(|g| g.0.id == c.group), &c.of) {
                (Some(group), _) => group.1.push(row),
                (None, Some(of)) if !of.is_empty() => {
                    let group = CeilingGroup {
                        id: leak_str(c.group.clone()),
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
        leak(groups.into_iter().map(|(g, rows)| CeilingGroup { rows: leak(rows), ..g }).collect())
    }

    fn ceiling_row(&mut self, p: &raw::Programme, c: &raw::Ceiling, at: usize, key: &str) -> CeilingRow {
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
            period: self.dates(c.from.as_ref(), c.to.as_ref(), at, key),
            others: leak(others),
            cites: self.required_cites(&c.cite, at, key),
        }
    }

    fn line_index(&mut self, flow: &[Spanned<raw::Flow>], id: &str, at: usize, key: &str) -> Option<u8> {
        let found = flow.iter().position(|l| l.get_ref().id == id).and_then(|i| u8::try_from(i).ok());
        if found.is_none() {
            self.report(at, key, &format!("flow の行「{id}」がありません"));
        }
        found
    }

    fn flow(&mut self, raw: &[Spanned<raw::Flow>], rates: &[RateGroup], ceilings: &[CeilingGroup]) -> &'static [Line] {
        let mut out: Vec<Line> = Vec::new();
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
            let bucket = l.to.as_ref().and_then(|t| self.bucket(t));
            let cites = self.cites(&l.cite, at, &key);
            out.push(Line {
                id: leak_str(l.id.clone()),
                label: self.text(&l.label, at, &key),
                base: base.unwrap_or(Base::Line(0)),
                step,
                cap,
                bucket,
                cites,
            });
        }
        leak(out)
    }

    fn step(
        &mut self,
        l: &raw::Flow,
        earlier: &[Spanned<raw::Flow>],
        rates: &[RateGroup],
        at: usize,
        key: &str,
    ) -> Step {
        let given = usize::from(l.share.is_some())
            + usize::from(l.rate.is_some())
            + usize::from(l.rest.is_some())
            + usize::from(l.sum.is_some())
            + usize::from(l.over.is_some())
            + usize::from(l.silent.is_some());
        if given > 1 {
            self.report(at, key, "share・rate・rest・sum・over・silent は1つだけ書いてください");
        }
        if let Some(share) = &l.share {
            return self.share(share, key).map_or(Step::Whole, Step::Share);
        }
        if let Some(group) = &l.rate {
            let index = rates.iter().position(|g| g.id == group).and_then(|i| u8::try_from(i).ok());
            if index.is_none() {
                self.report(at, key, &format!("率の群「{group}」がありません"));
            }
            return index.map_or(Step::Whole, Step::Rate);
        }
        let lines = |c: &mut Self, ids: &[String]| -> &'static [u8] {
            leak(ids.iter().filter_map(|id| c.line_index(earlier, id, at, key)).collect())
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

    fn cap(&mut self, l: &raw::Flow, ceilings: &[CeilingGroup], at: usize, key: &str) -> Option<Cap> {
        let name = l.cap.as_ref()?;
        let times = l.times.iter().filter_map(|t| self.fact(t, at, key).map(|(f, _)| f)).collect();
        let group = ceilings.iter().position(|g| g.id == name).and_then(|i| u8::try_from(i).ok());
        if group.is_none() {
            self.report(at, key, &format!("上限の群「{name}」がありません"));
        }
        Some(Cap { group: group?, times: leak(times) })
    }

    fn bucket(&mut self, raw: &Spanned<String>) -> Option<Bucket> {
        let bucket = match raw.get_ref().as_str() {
            "国費" => Bucket::National,
            "特別交付税" => Bucket::SpecialTax,
            "普通交付税" => Bucket::OrdinaryTax,
            "交付税措置（元金）" => Bucket::BondRelief,
            "地方負担" => Bucket::Local,
            "民間・融資" => Bucket::Private,
            "自己資金" => Bucket::Own,
            "利用料金" => Bucket::Fee,
            "その他負担" => Bucket::Third,
            other => {
                self.report(raw.span().start, "flow.to", &format!("to「{other}」はありません"));
                return None;
            }
        };
        Some(bucket)
    }

    fn budgets(&mut self, raw: &[Spanned<raw::Budget>]) -> &'static [Budget] {
        let one = |c: &mut Self, s: &Spanned<raw::Budget>| {
            let (at, b) = (s.span().start, s.get_ref());
            let cites = c.required_cites(&b.cite, at, "budget");
            Budget { fiscal_year: b.year, text: c.text(&b.text, at, "budget"), cites }
        };
        leak(raw.iter().map(|s| one(self, s)).collect())
    }

    fn windows(&mut self, raw: &[Spanned<raw::Window>]) -> &'static [Window] {
        let one = |c: &mut Self, s: &Spanned<raw::Window>| {
            let (at, w) = (s.span().start, s.get_ref());
            let period = c.dates(w.from.as_ref(), w.to.as_ref(), at, "window");
            if w.months.iter().any(|m| !(1..=12).contains(m)) {
                c.report(at, "window.months", "月は 1〜12 です");
            }
            Window {
                label: c.text(&w.label, at, "window"),
                from: period.from,
                to: period.to,
                months: leak(w.months.clone()),
                cites: c.required_cites(&w.cite, at, "window"),
            }
        };
        leak(raw.iter().map(|s| one(self, s)).collect())
    }

    fn links(&mut self, raw: &[Spanned<raw::Link>]) -> &'static [Link] {
        let mut out = Vec::new();
        for s in raw {
            let (at, l) = (s.span().start, s.get_ref());
            let kind = match l.kind.get_ref().as_str() {
                "part" => LinkKind::PartOf,
                "then" => LinkKind::Then,
                "with" => LinkKind::With,
                "fallback" => LinkKind::Fallback,
                "excludes" => LinkKind::Excludes,
                "see" => LinkKind::See,
                other => {
                    self.report(at, "link.kind", &format!("kind「{other}」はありません"));
                    LinkKind::See
                }
            };
            let cites = self.cites(&l.cite, at, "link");
            match self.programmes.get(&l.to).copied() {
                Some(to) => out.push(Link { to, kind, note: self.text(&l.note, at, "link"), cites }),
                None => self.report(at, "link.to", &format!("制度「{}」はありません", l.to)),
            }
        }
        leak(out)
    }

    fn checks(&mut self, raw: &[Spanned<raw::Check>]) -> &'static [Check] {
        let one = |c: &mut Self, s: &Spanned<raw::Check>| {
            let (at, k) = (s.span().start, s.get_ref());
            Check {
                text: c.text(&k.text, at, "check"),
                when: k.when.as_ref().map(|w| c.condition(w, "check.when")),
                cites: c.cites(&k.cite, at, "check"),
            }
        };
        leak(raw.iter().map(|s| one(self, s)).collect())
    }
}

fn extra(p: &raw::Programme) -> String {
    let themes = p.themes.iter().map(|t| t.get_ref().as_str());
    let words = p.synonyms.iter().map(String::as_str).chain(themes);
    let mut out: Vec<&str> = words.collect();
    // Themes are searched by reading too: a clerk types いじゅう before the kanji are chosen.
    let readings = THEMES.iter().zip(READINGS).filter(|(name, _)| p.themes.iter().any(|t| t.get_ref() == *name));
    out.extend(readings.map(|(_, reading)| reading));
    out.extend([p.id.get_ref(), p.kind.get_ref(), p.ministry.as_str()]);
    out.join(" ")
}
