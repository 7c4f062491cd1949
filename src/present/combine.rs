//! Several chosen programmes in words: their money, what the documents say about combining them, and the total.

use crate::domain::money::combine::{Combination, Member, Pair, Together};
use crate::domain::money::scenario::Amount;
use crate::domain::money::total::Sum;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::flow::Bucket;
use crate::domain::terms::programme::LinkKind;
use crate::domain::value::number::Yen;
use crate::present::detail;
use crate::present::line::{Section, TextLine, Tone, line};
use crate::present::money::bar::{self, Page, Passage, Scaled, picture};
use crate::present::row::standing_of;
use crate::present::{money, word};

/// Shown where the documents do not say whether two programmes may be combined.
pub const NOT_STATED: &str = "併用できるかは資料に記載なし（要確認）";

/// Title of the sums of what was chosen.
pub const TOTAL: &str = "合計";

/// The same as text.
pub fn sections(catalogue: &Catalogue, c: &Combination) -> Vec<Section> {
    bar::sections(page(catalogue, c))
}

/// The view, with the bars of who pays what.
pub fn page(catalogue: &Catalogue, c: &Combination) -> Page {
    let lines = |all: Vec<TextLine>| all.into_iter().map(Passage::Line).collect();
    let pairs = c.pairs.iter().flat_map(|p| pair(catalogue, c, p)).collect();
    let mut all =
        vec![("選んだ制度", lines(members(c))), ("組み合わせについて資料にあること", lines(pairs)), (TOTAL, totals(c))];
    all.retain(|(_, passages)| !passages.is_empty());
    all
}

/// Who pays what of an alternative, at the largest burden; none where a part of it has no bar.
fn bar_of(c: &Combination, t: &Together) -> Option<Passage> {
    let bar = |m: &Member| Scaled::last_of(picture(m.programme, &m.split, None));
    Passage::together(t.members.iter().map(|i| bar(c.members.get(*i)?)), Yen(0))
}

fn name(c: &Combination, i: usize) -> &'static str {
    c.members.get(i).map_or("", |m| m.programme.name)
}

fn members(c: &Combination) -> Vec<TextLine> {
    let mut out = Vec::new();
    for m in &c.members {
        out.push(line(
            format!("{}　{}", m.programme.name, standing_of(m.group, m.programme.role, m.layers)),
            Tone::Figure,
        ));
        if m.group.is_out() {
            out.push(line("  金額を示さず、合計にも入れません".to_owned(), Tone::Failed));
        } else if m.sums.is_empty() {
            out.push(line("  金額の計算に使える率・上限は資料に記載なし".to_owned(), Tone::Check));
        } else {
            out.push(line(format!("  {}", sums(&m.sums)), if entered(&m.sums) { Tone::Plain } else { Tone::Open }));
        }
    }
    out
}

/// Whether any amount has been entered.
fn entered(all: &[(Bucket, Sum)]) -> bool {
    all.iter().any(|(_, s)| s.hi > Yen(0) || !matches!(s.open, Some(Amount::Missing(_))))
}

fn sums(all: &[(Bucket, Sum)]) -> String {
    if !entered(all) {
        return "金額は未入力（制度の詳細から試算で入力できます）".to_owned();
    }
    let each: Vec<String> = all.iter().map(|(b, s)| format!("{} {}", word::bucket(*b), money::sum(*s))).collect();
    each.join("　")
}

fn pair(catalogue: &Catalogue, c: &Combination, p: &Pair) -> Vec<TextLine> {
    let mut out = vec![line(format!("{} と {}", name(c, p.a), name(c, p.b)), Tone::Plain)];
    for (from, link) in &p.links {
        let quotes = c.members.get(*from).map(|m| m.programme);
        let text = match link.kind {
            LinkKind::Excludes => format!("  {}　{}", word::link(link.kind), link.note),
            _ => format!("  {}: {}", word::link(link.kind), link.note),
        };
        out.push(line(text, Tone::Figure));
        if let Some(programme) = quotes {
            let shown = link.cites.iter().map(|i| detail::source(catalogue, programme, usize::from(*i)));
            out.extend(shown.map(|t| line(format!("    {t}"), Tone::Quiet)));
        }
    }
    if let Some(f) = p.same {
        let label = catalogue.fact(f).map_or("", |f| f.label);
        out.push(line(format!("  同じ「{label}」に対する措置のため、足し合わせません"), Tone::Failed));
    }
    if !p.is_stated() {
        out.push(line(format!("  {NOT_STATED}"), Tone::Check));
    }
    out
}

fn totals(c: &Combination) -> Vec<Passage> {
    let mut out = Vec::new();
    let mut tell = |text: String, tone| out.push(Passage::Line(line(text, tone)));
    match c.together.as_slice() {
        [] => {}
        [only] => {
            tell(total(only), Tone::Figure);
            if c.pairs.iter().any(|p| !p.is_stated()) {
                tell(NOT_STATED.to_owned(), Tone::Check);
            }
            out.extend(bar_of(c, only));
        }
        several => {
            let text = "同じ経費を二重に数えない（または併用しない）ため、合計せず、案を並べて示します";
            tell(text.to_owned(), Tone::Failed);
            for (i, t) in several.iter().enumerate() {
                let names: Vec<&str> = t.members.iter().map(|m| name(c, *m)).collect();
                out.push(Passage::Line(line(format!("案{} {}", i + 1, names.join(" ＋ ")), Tone::Plain)));
                out.push(Passage::Line(line(format!("  {}", total(t)), Tone::Figure)));
                out.extend(bar_of(c, t));
            }
        }
    }
    out
}

fn total(t: &Together) -> String {
    if t.sums.is_empty() { "金額は算定不可（率・上限の記載なし）".to_owned() } else { sums(&t.sums) }
}
