//! Rows that a document dates follow on one another: a new year's row begins where the old one ends.

use crate::content::problem::Problem;
use crate::domain::judge::rate::Row;
use crate::domain::terms::programme::Programme;
use crate::domain::value::date::{Date, Period};

/// Days on which a row has ended and its successor has not begun.
pub fn holes(p: &'static Programme) -> Vec<Problem> {
    let mut out = Vec::new();
    for group in p.rates {
        gaps(p, &format!("rate[{}]", group.id), group.rows, |r| r.label, &mut out);
    }
    for group in p.ceilings {
        gaps(p, &format!("ceiling[{}]", group.id), group.rows, |r| r.label, &mut out);
    }
    out
}

fn gaps<R: Row>(
    p: &Programme,
    key: &str,
    rows: &'static [R],
    label: fn(&'static R) -> &'static str,
    out: &mut Vec<Problem>,
) {
    for a in rows {
        let Some(end) = a.period().to else { continue };
        let same = |b: &&'static R| label(b) == label(a) || b.when() == a.when();
        let follows = |b: &&'static R| b.period().from.is_some_and(|from| from > end);
        let next = rows.iter().filter(same).filter(follows).filter_map(|b| b.period().from).min();
        let covered = |day: Date| rows.iter().filter(same).any(|b| holds(b.period(), day));
        if let Some(next) = next.filter(|next| *next != after(end) && !covered(after(end))) {
            let text = format!(
                "行「{}」は {end} に終わり、次の行は {next} からです。間の日に使う行がありません。to か from を直してください",
                label(a)
            );
            out.push(Problem::in_programme(p.id, key, text));
        }
    }
}

fn holds(period: Period, day: Date) -> bool {
    period.from.is_none_or(|f| f <= day) && period.to.is_none_or(|t| day <= t)
}

/// The day after `d`.
fn after(d: Date) -> Date {
    let (y, m) = (d.year(), d.month());
    Date::new(y, m, d.day() + 1).or_else(|| Date::new(y, m + 1, 1)).unwrap_or_else(|| Date::checked(y + 1, 1, 1))
}
