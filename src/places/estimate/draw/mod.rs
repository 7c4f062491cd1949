//! 試算: fields on top, below them the money of the programme for what is typed.
//!
//! ```text
//! ローカル10,000プロジェクト（国庫補助事業）                                   〇 該当
//! > 公費による交付額       5,000万円
//!   融資・出資の額         1億円
//!   事業費               1億5,000万円
//! 実質的な地方負担 625万円（4.2%）
//! 国国国国国国国国国国特地民民民民民民民民民民民民民民民民民民民民民民民民
//! 国=国費 3,750万円（25.0%）  特=特別交付税 625万円（4.2%）  …
//! 国費                              3,750万円   25.0%  措置対象の公費 5,000万円 ｘ 国費 3/4 [20]
//! ```

mod result;

use crate::app::layout::Area;
use crate::app::shared::Shared;
use crate::domain::terms::profile::Profile;
use crate::domain::terms::programme::Programme;
use crate::places::estimate::draw::result::lines;
use crate::places::estimate::laid::{Laid, Of};
use crate::places::estimate::place::{Entry, Estimate, Layout};
use crate::places::paint::pen::{Draw, Pen};
use crate::places::paint::text::{put_row, scrolled};
use crate::present::money::sheet::sheet;
use crate::present::value;
use std::rc::Rc;

impl Draw for Estimate {
    fn draw(&self, shared: &Shared, pen: &mut Pen<'_, '_>) {
        let Some(programme) = shared.catalogue.programme(self.programme) else { return };
        let layout = self.layout(shared);
        let beside = layout.answer.map(|area| (usize::from(area.width), usize::from(area.height)));
        let of = Of::now((shared, self.profile(shared)), pen.ambiguous(), (beside, usize::from(layout.result.width)));
        let Some(laid) = laid(shared, self, of) else { return };
        title(programme, &laid, pen, layout.name);
        fields((shared, &laid.of.profile), self, &layout, pen);
        if let Some(area) = layout.answer {
            for (row, y) in laid.left.iter().zip(area.y..area.end()) {
                put_row(row, pen, Area { y, ..area });
            }
        }
        scrolled(&laid.right, self.scroll.top, pen, layout.result);
    }
}

/// What follows from the fields: as it was laid out last, where nothing that it hangs on has changed.
fn laid(shared: &Shared, e: &Estimate, of: Of) -> Option<Rc<Laid>> {
    let mut last = e.laid.borrow_mut();
    if last.as_ref().is_none_or(|laid| laid.of != of) {
        let inquiry = shared.about(&of.profile);
        let sheet = sheet(inquiry, &inquiry.assess(shared.catalogue.programme(e.programme)?));
        let (left, right) = lines((shared, e, &of.profile), &sheet, of.ambiguous, of.room);
        e.wraps.borrow_mut().turn();
        *last = Some(Rc::new(Laid { of, badge: sheet.badge, group: sheet.group, left, right }));
    }
    last.clone()
}

fn title(programme: &'static Programme, laid: &Laid, pen: &mut Pen<'_, '_>, body: Area) {
    let theme = *pen.theme;
    let room = body.width.saturating_sub(pen.columns(&laid.badge) + 2);
    pen.put_inside(body.x, body.y, room, programme.name, theme.title);
    pen.put_right(body.x + body.width, body.y, &format!("{} ", laid.badge), theme.group(laid.group));
}

/// The visible fields and, under the selected one, why it cannot be read.
fn fields((shared, profile): (&Shared, &Profile), e: &Estimate, layout: &Layout, pen: &mut Pen<'_, '_>) {
    let area = layout.fields.area;
    let counter = if e.entries.len() > layout.fields.visible() { 6 } else { 0 };
    for (i, y) in layout.fields.of(e.list.top, e.entries.len()) {
        let Some(entry) = e.entries.get(i) else { continue };
        // What is wrong with the selected field pushes the fields behind it down.
        let pushed = if i > e.list.selected { layout.faults.len() } else { 0 };
        let y = y.saturating_add(u16::try_from(pushed).unwrap_or(u16::MAX));
        let width = area.width.saturating_sub(counter);
        field((shared, profile, e), entry, i == e.list.selected, pen, Area { y, width, ..area });
        if i == e.list.selected {
            for (y, line) in (y + 1..).zip(&layout.faults) {
                pen.put_within(area.x + 4, y, area.width.saturating_sub(5), line, pen.theme.bad);
            }
        }
    }
    if counter > 0 {
        let text = format!("{}/{} ", e.list.selected + 1, e.entries.len());
        pen.put_right(area.x + area.width, area.y, &text, pen.theme.quiet);
    }
}

fn field(
    (shared, profile, e): (&Shared, &Profile, &Estimate),
    entry: &Entry,
    selected: bool,
    pen: &mut Pen<'_, '_>,
    area: Area,
) {
    let theme = *pen.theme;
    let Some(fact) = shared.catalogue.fact(entry.fact) else { return };
    let label = if area.width >= 60 { 26 } else { 16 };
    let end = area.x + area.width;
    pen.put(area.x, area.y, if selected { "> " } else { "  " }, theme.key);
    pen.put_within(area.x + 2, area.y, label, fact.label, if selected { theme.title } else { theme.plain });
    let x = area.x + label + 3;
    let style = match (selected, entry.fresh, entry.error.is_empty()) {
        (_, _, false) => theme.bad,
        (true, true, true) => theme.selected,
        _ => theme.figure,
    };
    let room = end.saturating_sub(x + 1);
    let behind = if entry.field.text().is_empty() {
        pen.put_within(x, area.y, room, "（未入力）", theme.quiet)
    } else {
        pen.put_within(x, area.y, room, entry.field.text(), style)
    };
    if !selected && !entry.error.is_empty() {
        pen.put_within(behind + 2, area.y, end.saturating_sub(behind + 3), "読めません", theme.bad);
    }
    // What is understood, where that is not what stands there; what the plan says, where something else is tried.
    let understood = profile.value(entry.fact).map(|v| value::value(fact, v));
    let understood = understood.filter(|v| v != entry.field.text()).map(|v| format!("= {v}"));
    let planned = e.replaced(shared, entry.fact).map(|v| format!("（相談は {}）", value::value(fact, v)));
    let text = understood.into_iter().chain(planned).collect::<Vec<_>>().join(" ");
    if entry.error.is_empty() && !text.is_empty() && behind + 3 + pen.columns(&text) < end {
        pen.put(behind + 2, area.y, &text, theme.quiet);
    }
    if selected {
        pen.caret(x + pen.columns(&entry.field.before_caret()), area.y);
    }
}
