//! A raw programme file → [`Programme`].

use toml::Spanned;

use crate::content::lower::context::Context;
use crate::content::raw;
use crate::domain::terms::condition::Condition;
use crate::domain::terms::late::Late;
use crate::domain::terms::programme::{
    Budget, Check, Kind, Level, Link, LinkKind, Note, Programme, Requirement, Stage, Window,
};
use crate::domain::value::date::Period;
use crate::domain::value::source::Cites;

/// The themes that a programme may carry.
fn themes() -> &'static [&'static str] {
    raw::Programme::TABLE.key("themes").map_or(&[], |key| key.choices)
}

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
        let theme = |t: &str| themes().iter().copied().find(|known| *known == t);
        let themes_known = format!("（{}）", themes().join("、"));
        let themes = p.themes.iter().filter_map(|t| self.keyed(t, theme, "themes", "テーマ", &themes_known)).collect();
        let rates = self.rates(&p.rate);
        let ceilings = self.ceilings(p);
        let (line, office) = (self.line(p.line.as_ref(), "line"), self.line(p.office.as_ref(), "office"));
        let out = Programme {
            id: self.plain(p.id.get_ref(), id_at, "id"),
            name: self.text(&p.name, id_at, "name"),
            yomi: self.plain(p.yomi.get_ref(), id_at, "yomi"),
            kind: self.keyed(&p.kind, Kind::of_key, "kind", "種別", "").unwrap_or(Kind::Other),
            role: self.role(&p.role),
            level: self
                .keyed(&p.level, Level::of_key, "level", "level", "（figures・terms・mention）")
                .unwrap_or(Level::Mention),
            ministry: self.text(&p.ministry, id_at, "ministry"),
            themes: Vec::leak(themes),
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
            line: line.0,
            line_cites: line.1,
            office: office.0,
            office_cites: office.1,
            fit: self.fit(p.fit.as_ref()),
            contact: self.plain(&p.contact, id_at, "contact"),
            links: self.links(&p.link),
            checks: self.checks(&p.check),
            quotes: Late::Ready(quotes),
            synonyms: self.words(&p.synonyms, id_at),
            keys: self.lexicon.keys(&p.name, p.yomi.get_ref(), &extra(p), &told(p)),
        };
        self.level_fits(p, &out);
        out
    }

    /// A text of its own: empty, or with a citation.
    fn line(&mut self, raw: Option<&Spanned<raw::Line>>, key: &str) -> (&'static str, Cites) {
        let Some(spanned) = raw else { return ("", &[]) };
        let (at, l) = (spanned.span().start, spanned.get_ref());
        let cites = self.cites(&l.cite, at, key);
        if cites.is_empty() {
            self.report(at, key, "根拠となる資料の箇所を cite に書いてください");
        }
        (self.text(&l.text, at, key), cites)
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

    fn period(&mut self, raw: Option<&Spanned<raw::Period>>) -> Period {
        let Some(spanned) = raw else { return Period::default() };
        let (at, p) = (spanned.span().start, spanned.get_ref());
        if p.cite.0.is_empty() {
            self.report(at, "period", "期間の出典（cite）を書いてください");
        }
        self.dates(p.from.as_ref(), p.to.as_ref(), at, "period")
    }

    pub(super) fn dates(
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
        self.each(raw, |c, at, t| {
            let cites = c.cites(&t.cite, at, "term");
            Note { text: c.cited_text(&t.text, cites, at, "term"), cites }
        })
    }

    fn requirements(&mut self, raw: &[Spanned<raw::Requirement>]) -> &'static [Requirement] {
        self.each(raw, |c, at, r| {
            let cites = c.cites(&r.cite, at, "requirement");
            let when = r.when.as_ref().map(|w| c.condition(w, "requirement.when"));
            Requirement { text: c.cited_text(&r.text, cites, at, "requirement"), when, cites }
        })
    }

    fn budgets(&mut self, raw: &[Spanned<raw::Budget>]) -> &'static [Budget] {
        self.each(raw, |c, at, b| {
            let cites = c.required_cites(&b.cite, at, "budget");
            let stage = b.stage.as_ref().map_or(Stage::Unknown, |s| {
                let hint = "（当初・補正・不明）";
                c.keyed(s, Stage::of_key, "budget.stage", "段階", hint).unwrap_or(Stage::Unknown)
            });
            Budget { fiscal_year: b.year, stage, text: c.text(&b.text, at, "budget"), cites }
        })
    }

    fn windows(&mut self, raw: &[Spanned<raw::Window>]) -> &'static [Window] {
        self.each(raw, |c, at, w| {
            let period = c.dates(w.from.as_ref(), w.to.as_ref(), at, "window");
            if w.months.iter().any(|m| !(1..=12).contains(m)) {
                c.report(at, "window.months", "月は 1〜12 です");
            }
            Window {
                label: c.text(&w.label, at, "window"),
                from: period.from,
                to: period.to,
                months: Vec::leak(w.months.clone()),
                cites: c.required_cites(&w.cite, at, "window"),
            }
        })
    }

    fn links(&mut self, raw: &[Spanned<raw::Link>]) -> &'static [Link] {
        let mut out = Vec::new();
        for s in raw {
            let (at, l) = (s.span().start, s.get_ref());
            let name = l.kind.get_ref();
            let kind = self.known(LinkKind::of_key(name), name, (at, "link.kind"), "kind", "").unwrap_or(LinkKind::See);
            let cites = self.cites(&l.cite, at, "link");
            let to = self.shared.programmes.get(&l.to).copied();
            if let Some(to) = self.known(to, &l.to, (at, "link.to"), "制度", "") {
                out.push(Link { to, kind, note: self.text(&l.note, at, "link"), cites });
            }
        }
        Vec::leak(out)
    }

    fn checks(&mut self, raw: &[Spanned<raw::Check>]) -> &'static [Check] {
        self.each(raw, |c, at, k| Check {
            text: c.text(&k.text, at, "check"),
            when: k.when.as_ref().map(|w| c.condition(w, "check.when")),
            ask: k.ask.unwrap_or(true),
            cites: c.cites(&k.cite, at, "check"),
        })
    }
}

fn extra(p: &raw::Programme) -> String {
    let words = p.synonyms.iter().chain([p.id.get_ref(), p.kind.get_ref(), &p.ministry]);
    words.map(String::as_str).collect::<Vec<_>>().join(" ")
}

/// What a programme is about, for the search: what it says of itself and its themes, which are nobody's name for it.
fn told(p: &raw::Programme) -> String {
    let themes = p.themes.iter().map(|t| t.get_ref().as_str());
    std::iter::once(p.summary.get_ref().as_str()).chain(themes).collect::<Vec<_>>().join(" ")
}
