//! Questions, what follows from them, terms and examples → domain types.

use toml::Spanned;

use crate::content::lower::context::Context;
use crate::content::raw;
use crate::domain::terms::catalogue::{Example, Implication, Term};
use crate::domain::terms::profile::{Choice, Fact, FactKind, PlanAmount, Topic, Unit, Value};
use crate::domain::value::number::Decimal;

impl Context<'_> {
    pub(super) fn lower_fact(&mut self, raw: &Spanned<raw::Fact>) -> Fact {
        let (at, f) = (raw.span().start, raw.get_ref());
        let id = f.id.get_ref();
        if !id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_') {
            self.report(f.id.span().start, "id", "id は小文字の英数字と _ で書いてください");
        }
        let topic = Topic::of_key(f.topic.get_ref()).unwrap_or_else(|| {
            let text = format!("「{}」は使えません（団体・場所・計画・金額・参考）", f.topic.get_ref());
            self.report(f.topic.span().start, "topic", &text);
            Topic::Plan
        });
        if f.split_from.is_empty() != f.split_until.is_empty() {
            let text = "split_from（前に1つだった質問）と split_until（その最後の版）は、両方書いてください";
            self.report(at, "split_from", text);
        }
        Fact {
            id: self.plain(id, at, "id"),
            label: self.text(&f.label, at, "label"),
            yomi: self.plain(&f.yomi, at, "yomi"),
            question: self.text(&f.question, at, "question"),
            help: self.text(&f.help, at, "help"),
            kind: self.fact_kind(f, at),
            topic,
            plan: f.plan.as_ref().and_then(|p| {
                let hint = "（経費・融資・公費・人数）";
                self.keyed(p, PlanAmount::of_key, "plan", "計画の金額", hint)
            }),
            changeable: f.changeable,
            synonyms: self.words(&f.synonyms, at),
            split_from: self.plain(&f.split_from, at, "split_from"),
            split_until: self.plain(&f.split_until, at, "split_until"),
            keys: self.lexicon.keys(&f.label, &f.yomi, &f.synonyms.join(" "), &f.question),
        }
    }

    fn fact_kind(&mut self, f: &raw::Fact, at: usize) -> FactKind {
        if let Some(options) = &f.options {
            if options.len() < 2 || options.len() > 40 {
                self.report(at, "options", "選択肢は2つ以上、40以下にしてください");
            }
            let mut one = |o: &raw::FactOption| Choice {
                id: self.plain(&o.id, at, "options"),
                label: self.plain(&o.label, at, "options"),
            };
            return FactKind::Choice(Vec::leak(options.iter().map(&mut one).collect()));
        }
        match f.form.as_ref().map(|s| s.get_ref().as_str()) {
            Some("date") => return FactKind::Day,
            Some("yes_no") | None => {}
            Some(other) => self.report(at, "type", &format!("「{other}」は使えません（date だけ）")),
        }
        let numeric = f.unit.is_some() || f.min.is_some() || f.max.is_some() || f.places.is_some();
        if !numeric {
            return FactKind::YesNo;
        }
        let unit = match f.unit.as_deref() {
            None => Unit::Index,
            Some("円") => Unit::Yen,
            Some("分") => Unit::Minutes,
            Some(other) => Unit::Count(self.plain(other, at, "unit")),
        };
        let places = f.places.unwrap_or(0);
        let min = self.bound(f.min.as_ref(), Decimal::whole(0));
        let max = self.bound(f.max.as_ref(), Decimal::whole(99_999_999_999_999));
        if min > max || places > 9 {
            self.report(at, "min", "min・max・places の組が正しくありません");
        }
        if places > 0 && unit != Unit::Index {
            self.report(at, "places", "小数は単位のない数だけに使えます（円・分・人などは整数）");
        }
        FactKind::Number { unit, min, max, places: places.min(9) }
    }

    fn bound(&mut self, raw: Option<&Spanned<raw::Scalar>>, otherwise: Decimal) -> Decimal {
        let Some(raw) = raw else { return otherwise };
        Decimal::parse(&raw.get_ref().0).unwrap_or_else(|| {
            self.report(raw.span().start, "min/max", "数が読めません");
            otherwise
        })
    }

    pub(super) fn implication(&mut self, raw: &Spanned<raw::Implies>) -> Option<Implication> {
        let (at, i) = (raw.span().start, raw.get_ref());
        let when = self.condition(&i.when, "implies.when");
        let (fact, kind) = self.fact(&i.fact, at, "implies.fact")?;
        let value = match (i.is, &i.choice, kind) {
            (Some(b), None, FactKind::YesNo) => Value::Flag(b),
            (None, Some(id), FactKind::Choice(_)) => kind.option(id)?,
            _ => {
                self.report(at, "implies", "is（はい／いいえ）か choice（選択肢）のどちらかを書いてください");
                return None;
            }
        };
        Some(Implication { when, fact, value, because: self.text(&i.because, at, "because") })
    }

    pub(super) fn term(&mut self, raw: &Spanned<raw::GlossaryTerm>) -> Term {
        let (at, t) = (raw.span().start, raw.get_ref());
        if t.general != t.quote.is_empty() {
            let text = "資料の言葉なら [term.quote.x] を、資料にない一般的な説明なら general = true を、どちらか1つ書いてください";
            self.report(at, "general", text);
        }
        Term {
            name: self.text(&t.name, at, "name"),
            yomi: self.plain(&t.yomi, at, "yomi"),
            text: self.text(&t.text, at, "text"),
            synonyms: self.words(&t.synonyms, at),
            quotes: self.quotes(&t.quote),
            keys: self.lexicon.keys(&t.name, &t.yomi, &t.synonyms.join(" "), &t.text),
        }
    }

    pub(super) fn example(&mut self, e: &raw::Example) -> Example {
        let at = e.id.span().start;
        self.named_like_file(e.id.get_ref(), at);
        let quotes = self.quotes(&e.quote);
        let cites = self.cites(&e.cite, at, "cite");
        let mut programmes = Vec::new();
        for id in &e.programmes {
            match self.shared.programmes.get(id.get_ref()) {
                Some(p) => programmes.push(*p),
                None => self.report(id.span().start, "programmes", &format!("制度「{}」はありません", id.get_ref())),
            }
        }
        Example {
            id: self.plain(e.id.get_ref(), at, "id"),
            name: self.text(&e.name, at, "name"),
            yomi: self.plain(&e.yomi, at, "yomi"),
            place: self.text(&e.place, at, "place"),
            text: self.cited_text(&e.text, cites, at, "text"),
            programmes: Vec::leak(programmes),
            quotes,
            keys: self.lexicon.keys(&e.name, &e.yomi, &e.place, &e.text),
        }
    }

    pub(super) fn words(&mut self, all: &[String], at: usize) -> &'static [&'static str] {
        Vec::leak(all.iter().map(|s| self.plain(s, at, "synonyms")).collect())
    }

    /// The id must be the file's name, so that a file is found by its id and no id stands twice.
    pub fn named_like_file(&mut self, id: &str, at: usize) {
        let name = self.file.rsplit('/').next().and_then(|n| n.strip_suffix(".toml")).unwrap_or_default();
        if name != id {
            self.report(at, "id", &format!("ファイル名（{name}.toml）と id（{id}）が違います"));
        }
        if id.is_empty() || !id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
            self.report(at, "id", "id は半角の小文字・数字・- だけにしてください");
        }
    }
}
