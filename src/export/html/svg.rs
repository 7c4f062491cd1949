//! Bars of money as inline SVG, in tenths of a millimetre.

use std::fmt::Write as _;

use super::text::escape;
use crate::domain::terms::flow::Bucket;
use crate::export::grid::line;
use crate::export::handout::sheet::fit;
use crate::export::handout::sheet::model::{Bar, Flow, Paint};

/// The drawing of `flow`, `wide` µm across.
pub fn draw(flow: &Flow, wide: u32, out: &mut String) {
    let (across, down) = (wide / 100, fit::drawing(flow) / 100);
    let said = flow.legend.iter().filter(|(p, _)| p.is_some()).map(|(_, t)| t.as_str()).collect::<Vec<_>>().join("、");
    line!(out, "<svg viewBox=\"0 0 {across} {down}\" role=\"img\" aria-label=\"{}\">", escape(&said));
    let mut y = 0;
    for b in &flow.bars {
        bar(b, across, y, out);
        y += fit::bar(b) / 100;
    }
    line!(out, "</svg>");
}

fn bar(b: &Bar, across: u32, top: u32, out: &mut String) {
    let mut y = top;
    if !b.title.is_empty() {
        line!(out, "<text x=\"0\" y=\"{}\" font-size=\"29\" fill=\"#445\">{}</text>", y + 32, escape(&b.title));
        y += fit::BAR_TITLE / 100;
    }
    let whole = u128::from(b.whole.0.max(1));
    let at = |yen: u128| u32::try_from(yen.min(whole) * u128::from(across) / whole).unwrap_or(across);
    let mut sum = 0_u128;
    for part in &b.parts {
        let (from, to) = (at(sum), at(sum + u128::from(part.yen.0)));
        sum += u128::from(part.yen.0);
        let (fill, ink) = colours(part.paint);
        let thin = matches!(part.paint, Paint::Cost | Paint::Bond);
        let (high, size) = if thin { (fit::THIN / 100, 30) } else { (fit::BAR / 100, 33) };
        line!(out, "<rect x=\"{from}\" y=\"{y}\" width=\"{}\" height=\"{high}\" fill=\"{fill}\"/>", (to - from).max(2));
        let fits = |t: &&String| fit::length(t) * size / 100 + 30 <= to - from;
        if let Some(text) = part.texts.iter().find(fits) {
            let (x, base) = (from + 15, y + high / 2 + size * 36 / 100);
            line!(out, "<text x=\"{x}\" y=\"{base}\" font-size=\"{size}\" fill=\"{ink}\">{}</text>", escape(text));
        }
    }
}

/// Ground and letters. They differ in lightness as well, so that a copy in black and white still tells them apart.
pub fn colours(paint: Paint) -> (&'static str, &'static str) {
    match paint {
        Paint::Cost => ("#dfe6ea", "#1d2327"),
        Paint::Bond => ("#eceef0", "#1d2327"),
        Paint::Open => ("#f3f3f3", "#444"),
        Paint::Of(bucket) => match bucket {
            Bucket::National => ("#1f5c54", "#fff"),
            Bucket::SpecialTax | Bucket::OrdinaryTax => ("#5d8f80", "#fff"),
            Bucket::BondRelief => ("#8fb5a8", "#12211c"),
            Bucket::Local | Bucket::LocalUnknown => ("#c8661c", "#fff"),
            Bucket::Over => ("#e9b184", "#331a05"),
            Bucket::Private => ("#b9bfc9", "#1d2327"),
            Bucket::Own | Bucket::Fee | Bucket::Third => ("#d4d7dd", "#1d2327"),
        },
    }
}
