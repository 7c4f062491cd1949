//! The inverse answers in words.

use crate::domain::judge::inquiry::Inquiry;
use crate::domain::money::inverse::{Found, Inverse, Reach, inverse, tried};
use crate::domain::money::scenario::{Amount, Split};
use crate::domain::money::total;
use crate::domain::sort;
use crate::domain::terms::flow::Bucket;
use crate::domain::terms::profile::FactId;
use crate::domain::terms::programme::Programme;
use crate::domain::value::number::Yen;
use crate::present::line::{TextLine, Tone};
use crate::present::money::{sum, waterfall::short};
use crate::present::{figure, word};

/// The inverse answers for the amounts in `profile`; empty for a programme without a ratio of amounts.
pub fn backwards(inquiry: Inquiry<'_>, programme: &'static Programme) -> Vec<TextLine> {
    let mut out = Vec::new();
    for i in inverse(inquiry, programme) {
        Writer { inquiry, programme, i: &i }.lines(&mut out);
    }
    out
}

struct Writer<'a> {
    inquiry: Inquiry<'a>,
    programme: &'static Programme,
    i: &'a Inverse,
}

impl Writer<'_> {
    fn name(&self, f: FactId) -> &'static str {
        self.inquiry.catalogue.fact(f).map_or("", |f| short(f.label))
    }

    fn lines(&self, out: &mut Vec<TextLine>) {
        let i = self.i;
        let (num, den) = (self.name(i.numerator), self.name(i.denominator));
        if let (Some(n), Some(_), Some(first)) = (i.given_numerator, i.given_denominator, i.needed.first())
            && first.amount > n
        {
            let gap = figure::yen(first.amount.minus(n));
            let text = format!("{num}があと {gap} 足りません（要件は {}以上）", figure::yen(first.amount));
            out.push(line(text, Tone::Failed, &first.cites));
        }
        if let (Some(n), Some(found)) = (i.given_numerator, &i.largest) {
            let text = format!("{num} {} で認められる{den}は最大 {}", figure::yen(n), figure::yen(found.amount));
            out.push(line(format!("{text}{}", ceiling(found)), Tone::Figure, &found.cites));
        }
        for reach in &i.steps {
            self.reach(reach, out);
        }
        if let (Some(d), Some((found, local))) = (i.given_denominator, &i.cheapest) {
            let text = format!(
                "{den} {} のまま地方の負担（上限超過を含む）が最も小さいのは、{num} {}以上のとき（{}）",
                figure::yen(d),
                figure::yen(found.amount),
                figure::yen(*local)
            );
            out.push(line(text, Tone::Figure, &found.cites));
        }
        if let Some(d) = i.given_denominator {
            self.needed(d, out);
        }
        if !i.full.is_empty() {
            let each = |f: &Found| {
                format!("{}には{}以上", f.ceiling.map_or_else(String::new, figure::yen), figure::yen(f.amount))
            };
            let texts: Vec<String> = i.full.iter().map(each).collect();
            let cites: Vec<u8> = i.full.iter().flat_map(|f| f.cites.clone()).collect();
            out.push(line(format!("上限を使い切るのに要る{num}: {}", texts.join("、")), Tone::Plain, &cites));
        }
    }

    fn needed(&self, d: Yen, out: &mut Vec<TextLine>) {
        let (num, den) = (self.name(self.i.numerator), self.name(self.i.denominator));
        for (at, found) in self.i.needed.iter().enumerate() {
            let what = if at == 0 { "要件を満たすには" } else { "さらに上限を上げるには" };
            let short = found.ceiling.filter(|c| *c < d);
            let over = short.map_or_else(String::new, |c| format!("。{}は上限超過", figure::yen(d.minus(c))));
            let text = format!("{den} {} で{what}{num} {}以上", figure::yen(d), figure::yen(found.amount));
            out.push(line(format!("{text}{}{over}", ceiling(found)), Tone::Plain, &found.cites));
        }
    }

    fn reach(&self, reach: &Reach, out: &mut Vec<TextLine>) {
        let i = self.i;
        let (Some(n), Some(d)) = (i.given_numerator, i.given_denominator) else { return };
        // Whoever is within the ceiling gains nothing by asking for less.
        let over = i.ceiling.is_some_and(|c| c < d);
        if !over && reach.raise.is_none() {
            return;
        }
        let now = i.ceiling.map_or_else(String::new, figure::yen);
        out.push(line(format!("上限を {now} から {} へ上げるには", figure::yen(reach.ceiling)), Tone::Figure, &[]));
        if let Some(f) = reach.lower.as_ref().filter(|_| over) {
            let change = format!(
                "{}を {} まで下げる（{}減）",
                self.name(i.denominator),
                figure::yen(f.amount),
                figure::yen(d.minus(f.amount))
            );
            self.change(&change, n, f.amount, f, out);
        }
        if let Some(f) = &reach.raise {
            let change = format!(
                "{}を {} まで上げる（{}増）",
                self.name(i.numerator),
                figure::yen(f.amount),
                figure::yen(f.amount.minus(n))
            );
            self.change(&change, f.amount, d, f, out);
        }
    }

    /// One change with what it does to the money.
    fn change(&self, change: &str, n: Yen, d: Yen, found: &Found, out: &mut Vec<TextLine>) {
        let amounts = [(self.i.numerator, n), (self.i.denominator, d)];
        let split = tried(self.inquiry, self.programme, amounts);
        let money = |b: Bucket| {
            let s = total::bucket(self.programme, &split, b).filter(|s| s.open.is_none());
            let s = s.filter(|s| b != Bucket::Over || s.hi > Yen(0));
            s.map_or_else(String::new, |s| format!("　{} {}", word::bucket(b), sum(s)))
        };
        let overdrawn = blocked(self.programme, &split) && !blocked(self.programme, &self.now());
        let more = if overdrawn {
            "　内訳の合計が事業費を超えるため、事業費の見直しも必要"
        } else {
            ""
        };
        let buckets = [Bucket::National, Bucket::Local, Bucket::LocalUnknown, Bucket::Over];
        let result: String = buckets.map(money).concat();
        let other = other(found);
        out.push(line(format!("  {change}{result}{other}{more}"), Tone::Plain, &found.cites));
    }

    fn now(&self) -> Split {
        crate::domain::money::split::split(self.inquiry, self.programme)
    }
}

/// A line that belongs to somebody cannot be computed.
fn blocked(programme: &'static Programme, split: &Split) -> bool {
    let open = |(l, a): (&crate::domain::terms::flow::Line, &Amount)| {
        l.bucket.is_some() && matches!(a, Amount::NotComputable(_))
    };
    split.leading.iter().any(|s| programme.flow.iter().zip(&s.amounts).any(open))
}

fn ceiling(f: &Found) -> String {
    f.ceiling.map_or_else(String::new, |c| format!("（上限 {}{}）", figure::yen(c), other(f)))
}

fn other(f: &Found) -> String {
    f.other.map_or_else(String::new, |o| format!("。境目ちょうどは上限 {} とも読める（要確認）", figure::yen(o)))
}

fn line(text: String, tone: Tone, cites: &[u8]) -> TextLine {
    let mut cites = cites.to_vec();
    sort::once(&mut cites);
    TextLine { text, tone, cites }
}
