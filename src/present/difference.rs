//! What another bundle would change: programmes that come and go, figures that move. For the eye before 「はい」.

use std::collections::BTreeMap;

use crate::domain::terms::catalogue::{Catalogue, Municipality};
use crate::domain::terms::condition::{Condition, Test};
use crate::domain::terms::flow::Base;
use crate::domain::terms::programme::Programme;
use crate::domain::value::date::{Date, Period};
use crate::present::reading::doubt;
use crate::present::{condition, detail, figure, value, word};

/// A programme that both bundles have and that is not the same in both.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Changed {
    /// Its id.
    pub id: &'static str,
    /// Its name in the new bundle.
    pub name: &'static str,
    /// Figures and conditions that only the old bundle has, in words.
    pub old: Vec<String>,
    /// Those that only the new one has.
    pub new: Vec<String>,
    /// What else is worded otherwise (「概要」, 「日程」).
    pub rest: Vec<&'static str>,
}

/// The difference between two bundles.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Difference {
    /// Programmes of the new bundle only: id and name.
    pub added: Vec<(&'static str, &'static str)>,
    /// Programmes of the old bundle only.
    pub removed: Vec<(&'static str, &'static str)>,
    /// Programmes with other figures or another text.
    pub changed: Vec<Changed>,
    /// Questions of the new bundle only: id and label.
    pub asked: Vec<(&'static str, &'static str)>,
    /// Questions of the old bundle only.
    pub dropped: Vec<(&'static str, &'static str)>,
    /// Documents of the new bundle only: title.
    pub documents: Vec<&'static str>,
    /// Documents of the old bundle only.
    pub documents_gone: Vec<&'static str>,
    /// Rows of the table of municipalities: new, gone, with other values.
    pub municipalities: (usize, usize, usize),
}

/// What changes from `old` to `new`.
pub fn difference(old: &Catalogue, new: &Catalogue) -> Difference {
    let programmes = |c: &Catalogue| c.programmes.iter().map(|p| (p.id, p.name)).collect::<Vec<_>>();
    let facts = |c: &Catalogue| c.facts.iter().map(|f| (f.id, f.label)).collect::<Vec<_>>();
    let titles = |c: &Catalogue| c.documents.iter().map(|d| d.title).collect::<Vec<_>>();
    let without = |all: Vec<(&'static str, &'static str)>, others: &[(&'static str, &'static str)]| {
        all.into_iter().filter(|(id, _)| !others.iter().any(|(o, _)| o == id)).collect::<Vec<_>>()
    };
    let changed = new.programmes.iter().filter_map(|p| changed(old, old.programme_named(p.id)?, new, p));
    Difference {
        added: without(programmes(new), &programmes(old)),
        removed: without(programmes(old), &programmes(new)),
        changed: changed.collect(),
        asked: without(facts(new), &facts(old)),
        dropped: without(facts(old), &facts(new)),
        documents: only(&titles(new), &titles(old)),
        documents_gone: only(&titles(old), &titles(new)),
        municipalities: municipalities(old, new),
    }
}

/// What of `all` is not in `others`, as often as it is more often there.
fn only<T: Ord + Clone>(all: &[T], others: &[T]) -> Vec<T> {
    let mut left: BTreeMap<&T, usize> = BTreeMap::new();
    others.iter().for_each(|o| *left.entry(o).or_default() += 1);
    let mut out = Vec::new();
    for one in all {
        match left.get_mut(one) {
            Some(n) if *n > 0 => *n -= 1,
            _ => out.push(one.clone()),
        }
    }
    out
}

fn changed(was: &Catalogue, old: &'static Programme, now: &Catalogue, new: &'static Programme) -> Option<Changed> {
    let (before, after) = (figures(was, old), figures(now, new));
    let (rest_before, rest_after) = (rest(was, old), rest(now, new));
    let out = Changed {
        id: new.id,
        name: new.name,
        old: only(&before, &after),
        new: only(&after, &before),
        rest: rest_before.iter().zip(&rest_after).filter(|(a, b)| a.1 != b.1).map(|(a, _)| a.0).collect(),
    };
    (!(out.old.is_empty() && out.new.is_empty() && out.rest.is_empty())).then_some(out)
}

/// Everything that decides what a town gets, one line each.
fn figures(c: &Catalogue, p: &Programme) -> Vec<String> {
    let mut out = vec![format!("区分: {}", p.role.name()), format!("対象団体: {}", terms(c, &p.eligible))];
    let said = [("読み上げ", p.line), ("担当課室", p.office)].into_iter().filter(|(_, text)| !text.is_empty());
    out.extend(said.map(|(label, text)| format!("{label}: {text}")));
    out.extend(p.requirements.iter().map(|r| match &r.when {
        Some(when) => format!("要件: {}（{}）", r.text, terms(c, when)),
        None => format!("要件: {}", r.text),
    }));
    out.push(format!("期間: {}", period(p.period).unwrap_or_else(|| "記載なし".to_owned())));
    for g in p.rates {
        for r in g.rows {
            let (what, rate) = (word::instrument(g.instrument), figure::rate_row(r, g.instrument));
            let row = row(c, r.label, r.when.as_ref(), r.period);
            out.push(format!("{what}（{}に対して） {row}: {rate}", g.of));
            for o in r.others {
                out.push(format!(
                    "{what} {row} {}: {}（{}）",
                    doubt(p, r.cites, o.cites).word(),
                    figure::value(o.value, g.instrument),
                    o.why
                ));
            }
        }
    }
    for g in p.ceilings {
        for r in g.rows {
            let (what, row) = (detail::ceiling_of(g), row(c, r.label, r.when.as_ref(), r.period));
            out.push(format!("{what} {row}: {}", figure::amount(r)));
            for o in r.others {
                out.push(format!(
                    "{what} {row} {}: {}（{}、{}）",
                    doubt(p, r.cites, o.cites).word(),
                    figure::yen(o.yen),
                    o.of,
                    o.why
                ));
            }
        }
    }
    let budget = |b: &crate::domain::terms::programme::Budget| format!("予算額 {}", value::budget(b));
    out.extend(p.budgets.iter().map(budget));
    out
}

/// The name of a row with when it applies.
fn row(c: &Catalogue, label: &str, when: Option<&Condition>, during: Period) -> String {
    let more = when.map(|w| terms(c, w)).into_iter().chain(period(during)).map(|m| format!("［{m}］"));
    std::iter::once(label.to_owned()).chain(more).collect()
}

/// A condition to its last bound: a label would hide a moved one.
fn terms(c: &Catalogue, condition: &Condition) -> String {
    let each = |parts: &[Condition], word: &str| {
        let all: Vec<String> = parts.iter().map(|p| terms(c, p)).collect();
        format!("（{}）", all.join(word))
    };
    match condition.test {
        Test::All(parts) => each(parts, "、かつ"),
        Test::Any(parts) => each(parts, "、または"),
        _ => condition::phrase(c, &Condition { label: "", ..*condition }),
    }
}

fn period(p: Period) -> Option<String> {
    let day = |d: Option<Date>| d.map_or_else(String::new, value::wareki);
    (p != Period::default()).then(|| format!("{}〜{}", day(p.from), day(p.to)))
}

/// What else a reader may notice, as a name and a text to compare.
fn rest(c: &Catalogue, p: &'static Programme) -> [(&'static str, String); 7] {
    let name = |id| c.programme(id).map_or("", |p| p.id);
    let base = |b: Base| match b {
        Base::Fact(f) => c.fact(f).map_or("", |f| f.id).to_owned(),
        Base::Line(n) => n.to_string(),
    };
    let flow = p.flow.iter().map(|l| {
        let caps: Vec<_> = l.cap.iter().flat_map(|k| k.times).filter_map(|f| c.fact(*f)).map(|f| f.id).collect();
        let cap = l.cap.map(|k| k.group);
        format!("{} {} {} {:?} {cap:?} {caps:?} {:?}", l.id, l.label, base(l.base), l.step, l.bucket)
    });
    let quotes = p.quotes.iter().map(|q| {
        let file = c.document(q.source).map_or("", |d| d.file);
        format!("{file} {}-{} {}", q.first_line, q.last_line, q.text)
    });
    let checks = p.checks.iter().map(|k| format!("{}{}", k.text, k.when.map_or(String::new(), |w| terms(c, &w))));
    let about = [p.name, p.yomi, p.summary, p.ministry, p.applicant, p.operator, p.contact, p.diagram];
    let lines = |all: Vec<String>| all.join("\n");
    [
        ("名称・概要", format!("{}{:?}{:?}{:?}{:?}", about.join("\n"), p.kind, p.level, p.themes, p.synonyms)),
        ("お金の流れ", lines(flow.collect())),
        ("内容・対象経費", lines(p.terms.iter().map(|t| t.text.to_owned()).collect())),
        ("日程", lines(p.windows.iter().map(detail::window).collect())),
        ("要確認", lines(checks.collect())),
        ("関連する制度", lines(p.links.iter().map(|l| format!("{}{:?}{}", name(l.to), l.kind, l.note)).collect())),
        ("出典", lines(quotes.collect())),
    ]
}

fn municipalities(old: &Catalogue, new: &Catalogue) -> (usize, usize, usize) {
    let by_code =
        |c: &Catalogue| c.municipalities.iter().map(|m| (m.code, *m)).collect::<BTreeMap<u32, Municipality>>();
    let (before, after) = (by_code(old), by_code(new));
    let values = |m: &Municipality| (m.prefecture, m.name, m.yomi(), m.index, m.kaso, m.population);
    let moved = after.iter().filter(|(code, m)| before.get(code).is_some_and(|b| values(b) != values(m))).count();
    let missing = |a: &BTreeMap<u32, Municipality>, b: &BTreeMap<u32, Municipality>| {
        a.keys().filter(|code| !b.contains_key(code)).count()
    };
    (missing(&after, &before), missing(&before, &after), moved)
}

impl Difference {
    /// The difference as lines to read.
    pub fn lines(&self) -> Vec<String> {
        let mut out = Vec::new();
        listed("増える制度", &self.added, &mut out);
        listed("なくなる制度", &self.removed, &mut out);
        let (figures, texts): (Vec<&Changed>, Vec<&Changed>) =
            self.changed.iter().partition(|c| !(c.old.is_empty() && c.new.is_empty()));
        if !figures.is_empty() {
            out.push(format!("数字・条件が変わる制度 {}件", figures.len()));
        }
        for c in figures {
            out.push(format!("  {}　{}", c.id, c.name));
            out.extend(c.old.iter().map(|l| format!("    今  {l}")));
            out.extend(c.new.iter().map(|l| format!("    新  {l}")));
            if !c.rest.is_empty() {
                out.push(format!("    ほかに {}", c.rest.join("、")));
            }
        }
        if !texts.is_empty() {
            out.push(format!("説明だけが変わる制度 {}件", texts.len()));
            out.extend(texts.iter().map(|c| format!("  {}　{}（{}）", c.id, c.name, c.rest.join("、"))));
        }
        listed("増える質問", &self.asked, &mut out);
        listed("なくなる質問", &self.dropped, &mut out);
        out.extend(self.documents.iter().map(|d| format!("増える資料　{d}")));
        out.extend(self.documents_gone.iter().map(|d| format!("なくなる資料　{d}")));
        let (new, gone, moved) = self.municipalities;
        if new + gone + moved > 0 {
            out.push(format!("自治体の表　増える {new}・なくなる {gone}・値が変わる {moved} 団体"));
        }
        out
    }
}

fn listed(title: &str, all: &[(&'static str, &'static str)], out: &mut Vec<String>) {
    if !all.is_empty() {
        out.push(format!("{title} {}件", all.len()));
        out.extend(all.iter().map(|(id, name)| format!("  {id}　{name}")));
    }
}
