//! The split in shares, as the rates of this very body make it; the diagram of the document stands behind it.

use crate::domain::money::scenario::{RateUse, Split};
use crate::domain::sort;
use crate::domain::terms::flow::{Base, Bucket, Line, Step};
use crate::domain::terms::programme::{Programme, RateValue};
use crate::present::line::{self, TextLine, Tone, cited};
use crate::present::word;

/// Numerator and denominator.
type Part = (u64, u64);

/// What one counted amount is shared out as.
struct Own {
    of: &'static str,
    parts: Vec<(Bucket, Part)>,
}

/// 「内訳: 公費＝国費3/4＋特別交付税1/8＋実質的な地方負担1/8」 where the rates are settled.
pub fn line(programme: &'static Programme, split: &Split) -> Option<TextLine> {
    let own = own(programme, split)?;
    let part = |(bucket, (n, d)): &(Bucket, Part)| format!("{}{n}/{d}", word::bucket(*bucket));
    let parts: Vec<String> = own.parts.iter().map(part).collect();
    Some(line::line(format!("内訳: {}＝{}", own.of, parts.join("＋")), Tone::Figure))
}

/// The diagram that the document prints, as a note for the end; `None` where it says what [`line()`] says.
pub fn diagram(programme: &'static Programme, split: &Split) -> Option<TextLine> {
    let own = own(programme, split);
    let same = |own: &Own| {
        let mut mine: Vec<Part> = own.parts.iter().map(|(_, part)| *part).collect();
        let mut printed = printed(programme.diagram);
        sort::plainly(&mut mine);
        sort::plainly(&mut printed);
        mine == printed
    };
    if programme.diagram.is_empty() || own.as_ref().is_some_and(same) {
        return None;
    }
    // Whoever has a split of its own is not shown another beside it with the same weight.
    let tone = if own.is_some() || super::has_amounts(split) { Tone::Quiet } else { Tone::Plain };
    Some(cited(format!("参考: 資料の図（一例）は {}", programme.diagram), tone, programme.diagram_cites))
}

/// The shares behind 「＝」, one per summand.
fn printed(diagram: &str) -> Vec<Part> {
    let parts = diagram.split('＝').nth(1).unwrap_or_default().split('＋');
    let share = |part: &str| {
        let digits = part.trim_start_matches(|c: char| !c.is_ascii_digit());
        let (n, d) = digits.split_once('/')?;
        Some((n.parse().ok()?, d.parse().ok()?))
    };
    parts.filter_map(share).collect()
}

/// The first amount whose parts are all known and come to the whole.
fn own(programme: &'static Programme, split: &Split) -> Option<Own> {
    let (first, others) = split.leading.split_first()?;
    if others.iter().any(|s| s.rates != first.rates) {
        return None;
    }
    (0..programme.flow.len()).find_map(|start| shared_out(programme.flow, start, &first.rates))
}

fn shared_out(flow: &'static [Line], start: usize, rates: &[Option<RateUse>]) -> Option<Own> {
    let mut shares: Vec<Option<Part>> = Vec::with_capacity(flow.len());
    for (i, line) in flow.iter().enumerate() {
        let share = if i == start { Some((1, 1)) } else { share(line, rates, &shares) };
        shares.push(share);
    }
    let mut parts: Vec<(Bucket, Part)> = Vec::new();
    let mut whole: Part = (0, 1);
    for (line, share) in flow.iter().zip(&shares).skip(start.saturating_add(1)) {
        let (Some(bucket), Some(share)) = (line.bucket, *share) else { continue };
        whole = plus(whole, share)?;
        match parts.iter_mut().find(|(b, _)| *b == bucket) {
            Some((_, part)) => *part = plus(*part, share)?,
            None => parts.push((bucket, share)),
        }
    }
    parts.retain(|(_, (n, _))| *n > 0);
    (whole == (1, 1) && parts.len() > 1).then(|| flow.get(start).map(|l| Own { of: l.label, parts }))?
}

/// What the line takes of the start, if a share says so: a ceiling further down makes it an amount.
fn share(line: &Line, rates: &[Option<RateUse>], shares: &[Option<Part>]) -> Option<Part> {
    let of = |i: &u8| shares.get(usize::from(*i)).copied().flatten();
    let Base::Line(base) = line.base else { return None };
    let base = of(&base)?;
    if line.cap.is_some() {
        return None;
    }
    match line.step {
        Step::Whole => Some(base),
        Step::Share(s) => times(base, (s.num().into(), s.den().into())),
        Step::Rate(group) => match rates.get(usize::from(group)).copied().flatten()? {
            RateUse { value: RateValue::Share(s), adjusted: false, .. } => {
                times(base, (s.num().into(), s.den().into()))
            }
            RateUse { value: RateValue::Full, adjusted: false, .. } => Some(base),
            _ => None,
        },
        // Without a row that applies the limit takes the whole.
        Step::Limit(group) if rates.get(usize::from(group)).copied().flatten().is_none() => Some(base),
        Step::Rest(minus) => minus.iter().try_fold(base, |left, i| less(left, of(i)?)),
        Step::Sum(more) => more.iter().try_fold(base, |sum, i| plus(sum, of(i)?)),
        Step::Limit(_) | Step::Over(_) | Step::Silent(_) => None,
    }
}

fn times(a: Part, b: Part) -> Option<Part> {
    Some(reduced((a.0.checked_mul(b.0)?, a.1.checked_mul(b.1)?)))
}

fn plus(a: Part, b: Part) -> Option<Part> {
    let n = a.0.checked_mul(b.1)?.checked_add(b.0.checked_mul(a.1)?)?;
    Some(reduced((n, a.1.checked_mul(b.1)?)))
}

fn less(a: Part, b: Part) -> Option<Part> {
    let n = a.0.checked_mul(b.1)?.checked_sub(b.0.checked_mul(a.1)?)?;
    Some(reduced((n, a.1.checked_mul(b.1)?)))
}

fn reduced((n, d): Part) -> Part {
    let (mut a, mut b) = (n, d);
    while b > 0 {
        (a, b) = (b, a % b);
    }
    let by = a.max(1);
    (n / by, d / by)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shares_of_a_diagram_are_read() {
        assert_eq!(printed("公費による交付額＝国費1/2＋特別交付税1/4＋負担1/4"), [(1, 2), (1, 4), (1, 4)]);
        assert_eq!(printed("対象事業費（事業費の1/2）に充当率90%"), []);
    }

    #[test]
    fn parts_are_exact() {
        assert_eq!(less((1, 1), (3, 4)), Some((1, 4)));
        assert_eq!(plus((1, 6), (1, 3)), Some((1, 2)));
        assert_eq!(times((1, 4), (1, 2)), Some((1, 8)));
        assert_eq!(less((1, 4), (1, 2)), None);
    }
}
