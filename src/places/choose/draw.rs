//! 自治体を選ぶ
//!
//! ```text
//! 自治体名（漢字・かな・ローマ字、「島根 海士」のように空白で区切れます）
//! > ama█
//!
//!   島根県   海士町      あまちょう        財政力 0.11  全部過疎    人口 2,267
//!   愛知県   あま市      あまし            財政力 0.79  非該当      人口 86,126
//! ```

use crate::app::layout::{Area, cells};
use crate::app::row::{Ink, legend};
use crate::app::shared::Shared;
use crate::domain::terms::catalogue::{Kaso, Municipality};
use crate::domain::terms::old_name::OldName;
use crate::places::choose::place::{Choose, Offer};
use crate::places::paint::pen::{Draw, Pen};
use crate::places::paint::text::put_row;
use crate::present::line::Tone;
use crate::present::reference::year;
use crate::present::value::grouped;
use crate::text::wrap::wrap_hanging;

/// What this is, and what can be typed.
const ABOUT: [&str; 2] = [
    "自治体と、やりたいことから、国の制度と自治体の負担を、資料の行つきで調べます。",
    "自治体の名前、やりたいこと、制度の名前。どれでも、ふだんの言葉で",
];

impl Draw for Choose {
    fn draw(&self, shared: &Shared, pen: &mut Pen<'_, '_>) {
        let body = shared.frame().body;
        let layout = Self::layout(shared);
        let theme = *pen.theme;
        hint(shared, pen, layout.hint);
        let field = if layout.block.height > 1 { layout.block.inside(1) } else { layout.block };
        pen.ground(field, layout.field);
        let x = pen.put(field.x, layout.field, "> ", theme.key);
        let room = field.width.saturating_sub(x + 6);
        let caret = pen.field(x, layout.field, room, &self.field, theme.title);
        let count = if self.field.text().is_empty() { String::new() } else { format!("{}件 ", self.count()) };
        pen.put_right(field.x + field.width, layout.field, &count, theme.quiet);
        for (i, y) in layout.rows.of(self.list.top, self.count()) {
            let hit = self.hit(i).and_then(|(at, former)| Some((shared.catalogue.municipalities.get(at)?, former)));
            match hit {
                Some((m, former)) => line(m, former, pen, body.width, y),
                None => self.offered(i).into_iter().for_each(|o| offer(shared, o, pen, Area { y, height: 1, ..body })),
            }
            if self.selected() == Some(i) {
                pen.fill(Area { y, height: 1, ..body }, theme.selected);
            }
        }
        let below = layout.rows.area.below(cells(self.count()));
        if self.field.text().is_empty() {
            examples(shared, pen, below);
        } else {
            understood(&self.more, pen, below);
        }
        pen.caret(caret, layout.field);
    }
}

/// What the box takes, where room is left below the sessions to go on with.
const EXAMPLES: [(&str, &str); 4] = [
    ("自治体", "海士町　　島根 海士　　amacho　　山古志村（旧市町村名）"),
    ("やりたいこと", "空き家を直して、移住者の住宅にしたい"),
    ("まとめて", "海士町で空き家を3軒直す。改修費1,800万円"),
    ("制度", "ローカル10,000　　過疎債"),
];

fn examples(shared: &Shared, pen: &mut Pen<'_, '_>, area: Area) {
    let theme = *pen.theme;
    let narrow = area.width < 80;
    // Whoever chooses a second town wants a town.
    if shared.session.is_some() || area.height < cells(EXAMPLES.len()) + if narrow { 1 } else { 2 } {
        return;
    }
    let mut area = area;
    if !narrow {
        pen.put(2, area.y + 1, "たとえば", theme.quiet);
        area = area.below(2);
    }
    for ((kind, text), y) in EXAMPLES.iter().zip(area.y..) {
        let x = if narrow { 2 } else { 16 };
        if !narrow {
            pen.put(2, y, kind, theme.quiet);
        }
        // The first of them is enough where there is little room.
        let text = if narrow { text.split("　　").next().unwrap_or_default() } else { text };
        pen.put_within(x, y, area.width.saturating_sub(x), text, theme.plain);
    }
    if !narrow {
        holds(shared, pen, area.below(cells(EXAMPLES.len()) + 1));
    }
}

/// Columns of a purpose among others.
const PURPOSE: u16 = 32;

/// What is inside: the documents with their dates, and what one may want, as far as there is room.
fn holds(shared: &Shared, pen: &mut Pen<'_, '_>, area: Area) {
    let (theme, catalogue) = (*pen.theme, shared.catalogue);
    let (mut x, mut y, room) = (16, area.y, area.width.saturating_sub(17));
    let mut documents = Vec::new();
    for d in catalogue.documents {
        let dated = d.dated();
        let fits = pen.columns(d.title) + pen.columns(&dated) + 4 <= room;
        let text = format!("{}（{dated}）", if fits { d.title } else { d.short });
        documents.extend(wrap_hanging(&text, usize::from(room), 2, theme.ambiguous));
    }
    // A part of them would read as all.
    if cells(documents.len()) + 2 < area.height {
        pen.put(2, y, "資料", theme.quiet);
        for line in documents {
            pen.put(x, y, &line, theme.plain);
            y += 1;
        }
        y += 1;
    }
    if y < area.end() {
        pen.put(2, y, "目的の例", theme.quiet);
    }
    for word in catalogue.vocabulary.purposes {
        if y >= area.end() {
            return;
        }
        pen.put(x, y, word.name, theme.plain);
        x += PURPOSE;
        if x + PURPOSE > area.width {
            (x, y) = (16, y + 1);
        }
    }
    ahead(shared, pen, area.below(y + u16::from(x > 16) + 1 - area.y));
}

/// What the documents say is due next, as far as there is room: whoever does not ask for it sees no term end.
fn ahead(shared: &Shared, pen: &mut Pen<'_, '_>, area: Area) {
    let theme = *pen.theme;
    let mut left = area;
    for (_, rows) in if area.height > 0 { year(shared.catalogue, shared.as_of) } else { Vec::new() } {
        for (_, line) in rows.iter().filter(|(_, line)| line.tone != Tone::Quiet) {
            let lines = wrap_hanging(&line.text, usize::from(area.width.saturating_sub(17)), 2, theme.ambiguous);
            // A date that is cut is another date.
            if lines.len() > usize::from(left.height) {
                return;
            }
            for (text, y) in lines.iter().zip(left.y..) {
                pen.put(16, y, text, theme.plain);
            }
            pen.put(2, area.y, "資料の日程", theme.quiet);
            left = left.below(cells(lines.len()));
        }
    }
}

/// What 相談 reads in the sentence, as many rows as it takes: an amount that is cut off is another amount.
fn understood(offers: &[Offer], pen: &mut Pen<'_, '_>, area: Area) {
    let theme = *pen.theme;
    let Some(Offer::Consult(told)) = offers.iter().find(|o| matches!(o, Offer::Consult(t) if !t.is_empty())) else {
        return;
    };
    if area.height == 0 {
        return;
    }
    let gap = u16::from(area.height > 4);
    pen.put_within(2, area.y + gap, area.width, "こう読みました", theme.quiet);
    let x = if area.width < 60 { 2 } else { 18 };
    let top = area.below(gap + u16::from(x == 2));
    let parts = told.split('　').map(|t| (None, "", t.to_owned(), Ink::Tone(Tone::Figure)));
    let lines = legend(parts, usize::from(area.width.saturating_sub(x + 1)), theme.ambiguous);
    for (line, y) in lines.iter().zip(top.y..top.end()) {
        put_row(line, pen, Area { x, y, ..top });
    }
}

fn hint(shared: &Shared, pen: &mut Pen<'_, '_>, area: Area) {
    let theme = *pen.theme;
    let lines = match &shared.session {
        Some(session) if area.width >= 80 => {
            let compared = format!("自治体の名前を入力。Enter 開く／F12 今の {} と比べる", session.name());
            [compared, String::new()]
        }
        Some(_) => ["Enter 開く／F12 今の団体と比べる".to_owned(), String::new()],
        None if area.width >= 80 => ABOUT.map(str::to_owned),
        None => ["自治体・やりたいこと・制度".to_owned(), "どれでも、ふだんの言葉で".to_owned()],
    };
    // In one row what can be typed says more than what this is.
    let skip = usize::from(area.height < 2 && shared.session.is_none() && area.width >= 80);
    for ((text, y), style) in lines.iter().skip(skip).zip(area.y..area.end()).zip([theme.title, theme.quiet]) {
        pen.put_within(1, y, area.width.saturating_sub(1), text, style);
    }
}

/// What a text may mean beside a municipality, or a session to go on with.
fn offer(shared: &Shared, offer: &Offer, pen: &mut Pen<'_, '_>, area: Area) {
    let theme = *pen.theme;
    let (width, y) = (area.width, area.y);
    let (kind, name, told) = match offer {
        Offer::Consult(understood) if understood.is_empty() => ("相談", "この言葉で相談する".to_owned(), String::new()),
        Offer::Consult(_) => ("相談", "合う制度と負担を見る".to_owned(), String::new()),
        Offer::Programme(id) => {
            let Some(p) = shared.catalogue.programme(*id) else { return };
            ("制度", p.name.to_owned(), p.line_on(shared.as_of).to_owned())
        }
        Offer::Saved(row) => {
            let Some(r) = shared.saving.rows.get(*row) else { return };
            let key = if *row == 0 { "Ctrl+R" } else { "" };
            let told = [r.plan.clone(), r.when(), format!("回答{}件", r.answers), key.to_owned()];
            ("続き", r.title(), told.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join("　"))
        }
    };
    pen.put_within(2, y, 9, kind, theme.quiet);
    let x = pen.put_within(11, y, width.saturating_sub(11), &name, theme.plain);
    // A figure is told whole or not at all.
    if x + 2 + pen.columns(&told) <= width {
        pen.put(x + 2, y, &told, theme.quiet);
    }
}

fn line(m: &Municipality, former: Option<&OldName>, pen: &mut Pen<'_, '_>, width: u16, y: u16) {
    let theme = *pen.theme;
    let prefecture = if m.is_prefecture() { "都道府県" } else { m.prefecture };
    pen.put_within(2, y, 9, prefecture, theme.quiet);
    pen.put_within(11, y, 18, m.name, theme.plain);
    let index = m.index.map_or_else(|| "不明".to_owned(), |i| i.to_string());
    let former = former.map(|old| format!("旧{}", old.name()));
    if width < 66 {
        pen.put_within(30, y, width.saturating_sub(30), &former.unwrap_or(index), theme.quiet);
        return;
    }
    pen.put_within(30, y, 18, former.as_deref().unwrap_or(m.yomi()), theme.quiet);
    pen.put(49, y, &format!("財政力 {index}"), theme.quiet);
    if width >= 80 {
        pen.put(64, y, kaso(m), theme.quiet);
    }
    if width >= 100 {
        let people = m.population.map_or_else(|| "不明".to_owned(), |p| grouped(i64::from(p)));
        pen.put(77, y, &format!("人口 {people}"), theme.quiet);
    }
}

fn kaso(m: &Municipality) -> &'static str {
    match m.kaso {
        Some(Kaso::Whole) => "全部過疎",
        Some(Kaso::Part) => "一部過疎",
        Some(Kaso::Deemed) => "みなし過疎",
        Some(Kaso::None) => "過疎地域なし",
        None => "",
    }
}
