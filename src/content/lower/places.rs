//! `municipalities.toml` and `areas.toml`: what a municipality's row and the areas it lies in settle.

use toml::Spanned;

use crate::content::lower::context::Context;
use crate::content::raw;
use crate::domain::terms::catalogue::{Area, AreaAnswer, Column, ColumnOption, Municipality};
use crate::domain::terms::profile::{FactKind, Value};

/// The columns that can answer a question, with the words that stand in them; none for numbers.
const ANSWERING: [(&str, &[&str]); 5] = [
    ("entity", &["市", "町", "村", "特別区", "都", "道府県"]),
    ("index", &[]),
    ("prefecture_index", &[]),
    ("kaso", &["全部", "一部", "みなし", "非該当"]),
    ("population", &[]),
];

impl Context<'_> {
    pub(super) fn columns(&mut self, raw: &raw::Columns) -> &'static [Column] {
        Vec::leak(raw.column.iter().map(|c| self.column(c)).collect())
    }

    fn column(&mut self, raw: &Spanned<raw::Column>) -> Column {
        let (at, c) = (raw.span().start, raw.get_ref());
        let mut options = Vec::new();
        let fact = c.fact.as_ref().and_then(|name| self.fact(name, at, "fact"));
        let words = ANSWERING.iter().find(|(id, _)| *id == c.id).map(|(_, words)| *words);
        match (fact.map(|f| f.1), words) {
            (None, _) => {}
            (Some(FactKind::Number { .. }), Some([])) if c.options.is_empty() => {}
            (Some(kind @ FactKind::Choice(_)), Some(words)) if !words.is_empty() => {
                options = self.column_options(c, kind, words, at);
            }
            (Some(_), None) => {
                let known: Vec<&str> = ANSWERING.iter().map(|(id, _)| *id).collect();
                self.report(at, "fact", &format!("列「{}」は項目に答えられません（{}）", c.id, known.join("・")));
            }
            (Some(_), Some(_)) => {
                self.report(at, "fact", "項目の形が列と合いません（数の列は数の項目、語の列は選択肢の項目）");
            }
        }
        Column {
            id: self.plain(&c.id, at, "id"),
            source: self.plain(&c.source, at, "source"),
            fact: fact.map(|f| f.0),
            options: Vec::leak(options),
        }
    }

    fn column_options(&mut self, c: &raw::Column, kind: FactKind, words: &[&str], at: usize) -> Vec<ColumnOption> {
        let mut out = Vec::new();
        for (word, id) in &c.options {
            if !words.contains(&word.as_str()) {
                let text = format!("「{word}」は列 {} の語ではありません（{}）", c.id, words.join("・"));
                self.report(at, "options", &text);
            }
            match kind.option(id) {
                Some(Value::Choice(choice)) => out.push(ColumnOption { word: self.plain(word, at, "options"), choice }),
                _ => self.report(at, "options", &format!("選択肢「{id}」は facts.toml にありません")),
            }
        }
        out
    }

    /// The areas, each of whose members must stand in the table.
    pub(super) fn areas(&mut self, raw: &raw::Areas, table: &[Municipality]) -> &'static [Area] {
        let mut out: Vec<Area> = Vec::new();
        for spanned in &raw.area {
            let area = self.area(spanned, table);
            if out.iter().any(|a| a.id == area.id) {
                self.report(spanned.span().start, "id", &format!("区域「{}」が二度あります", area.id));
            }
            out.push(area);
        }
        Vec::leak(out)
    }

    fn area(&mut self, raw: &Spanned<raw::Area>, table: &[Municipality]) -> Area {
        let (at, a) = (raw.span().start, raw.get_ref());
        let answers: Vec<AreaAnswer> = a.facts.iter().filter_map(|f| self.area_answer(f, a)).collect();
        let mut prefectures = Vec::new();
        for p in &a.prefectures {
            match table.iter().find(|m| m.prefecture == p.get_ref()) {
                Some(m) => prefectures.push(m.prefecture),
                None => self.no_place(p, "prefectures", "都道府県"),
            }
        }
        let mut municipalities = Vec::new();
        for name in &a.municipalities {
            let own = |m: &&Municipality| name.get_ref().strip_prefix(m.prefecture) == Some(m.name);
            match table.iter().find(own) {
                Some(m) => municipalities.push(m.code),
                None => self.no_place(name, "municipalities", "市町村（島根県海士町 の形）"),
            }
        }
        if a.source.trim().is_empty() || a.date.trim().is_empty() {
            self.report(at, "source", "source と date を書いてください。日付がなければ「日付の記載なし」とします");
        }
        Area {
            id: self.plain(&a.id, at, "id"),
            answers: Vec::leak(answers),
            prefectures: Vec::leak(prefectures),
            municipalities: Vec::leak(municipalities),
            source: self.plain(&a.source, at, "source"),
            date: self.plain(&a.date, at, "date"),
            note: self.text(&a.note, at, "note"),
        }
    }

    fn area_answer(&mut self, name: &Spanned<String>, a: &raw::Area) -> Option<AreaAnswer> {
        let (fact, kind) = self.fact(name.get_ref(), name.span().start, "facts")?;
        let inside = self.settled(&a.inside, kind, "inside");
        let outside = a.outside.as_ref().map(|o| self.settled(o, kind, "outside"));
        Some(AreaAnswer { fact, inside: inside?, outside: outside.flatten() })
    }

    /// The answer that a file says, checked against what the question takes.
    pub(super) fn settled(&mut self, said: &Spanned<raw::Settled>, kind: FactKind, key: &str) -> Option<Value> {
        let value = match (said.get_ref(), kind) {
            (raw::Settled::Flag(b), FactKind::YesNo) => Some(Value::Flag(*b)),
            (raw::Settled::Option(id), _) => kind.option(id),
            _ => None,
        };
        if value.is_none() {
            self.report(said.span().start, key, "項目の答えではありません（true・false、または選択肢の id）");
        }
        value
    }

    fn no_place(&mut self, name: &Spanned<String>, key: &str, what: &str) {
        let text = format!("{what}「{}」は municipalities.csv にありません", name.get_ref());
        self.report(name.span().start, key, &text);
    }
}
