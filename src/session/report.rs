//! 前回からの変化: what changed since a session was saved, cause by cause.

use crate::domain::change::whatif;
use crate::domain::judge::assess::Assessment;
use crate::domain::judge::clash::agreed;
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::judge::rank::{Group, group};
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::profile::Profile;
use crate::domain::value::date::Date;
use crate::present::line::{Section, TextLine, Tone, filled, line};
use crate::present::money::bar::Passage;
use crate::present::value::wareki;
use crate::present::whatif as words;
use crate::present::{row, word};
use crate::session::answers::Session;
use crate::session::saved::Previous;
use crate::store::SavedVerdict;
use crate::text::join::join;

/// 前回からの変化, cause by cause: bundle and day, tables, the user's own answers.
pub fn report(catalogue: &'static Catalogue, before: &Previous, session: &Session, as_of: Date) -> Vec<Section> {
    let (then, _) = agreed(catalogue, &before.then);
    let (tables, _) = agreed(catalogue, &before.on_tables(catalogue, session.subject));
    let now = session.inquiry(catalogue, as_of);
    let (bundle, by_data) = by_bundle(now.with(&then), before);
    let (figures, by_tables) = by_answers(now.with(&then), &tables);
    let (answers, by_answers) = by_answers(now.with(&tables), now.profile);
    let (day, title) = if before.same_content {
        ("基準日", "基準日によって変わった制度（前回と同じ回答・同じ数字で比べる）")
    } else {
        ("制度データと基準日", "制度データと基準日によって変わった制度（前回と同じ回答・同じ数字で比べる）")
    };
    let mut lines = heading(catalogue, before, as_of);
    let counts = format!("変わった制度: {day}で {by_data}件、表の数字で {by_tables}件、回答で {by_answers}件");
    lines.push(line(counts, Tone::Plain));
    let unknown = session.unknown.iter().map(|t| line(t, Tone::Plain)).collect();
    filled([
        ("前回と今回", lines),
        ("引き継げなかったもの（保存には残します）", unknown),
        (title, bundle),
        ("自治体の表の数字によって変わったもの", figures),
        ("変えた回答によって変わったもの", answers),
    ])
}

/// Whether anything but the heading stands in a report.
pub fn tells(report: &[Section]) -> bool {
    report.len() > 1
}

fn heading(catalogue: &Catalogue, before: &Previous, as_of: Date) -> Vec<TextLine> {
    let content = if before.same_content { "（同じ内容）" } else { "（内容が変わりました）" };
    vec![
        line(format!("前回 基準日 {}／制度データ {}", wareki(before.as_of), before.version), Tone::Plain),
        line(format!("今回 基準日 {}／制度データ {}{content}", wareki(as_of), catalogue.version), Tone::Plain),
    ]
}

pub(super) fn moved(name: &str, how: &str) -> [TextLine; 2] {
    [line(name, Tone::Plain), line(format!("  {how}"), Tone::Figure)]
}

/// What moved, and how many programmes did.
pub(super) type Moves = (Vec<TextLine>, usize);

/// The same answers, judged then and now.
fn by_bundle(then: Inquiry<'_>, before: &Previous) -> Moves {
    // A file without verdicts says nothing about change.
    if before.verdicts.is_empty() {
        return (Vec::new(), 0);
    }
    let now: Vec<Assessment> = then.catalogue.programmes.iter().map(|p| then.assess(p)).collect();
    moves(&before.verdicts, &now)
}

/// What is judged otherwise than `before`, and how many programmes are.
pub(super) fn moves(before: &[SavedVerdict], now: &[Assessment]) -> Moves {
    let mut out = Vec::new();
    for a in now {
        let (name, now) = (a.programme.name, verdict(a));
        match before.iter().find(|s| s.programme == now.programme) {
            None => out.extend(moved(name, &format!("新しく載った制度（{}）", phrase(&now)))),
            Some(old) if old.group == now.group && old.rate == now.rate && old.ceiling == now.ceiling => {}
            Some(old) => out.extend(moved(name, &from_to(old, &now))),
        }
    }
    for old in before {
        if !now.iter().any(|a| a.programme.id == old.programme) {
            out.extend(moved(&old.programme, "今の制度データにはありません"));
        }
    }
    let programmes = out.len() / 2;
    (out, programmes)
}

/// The same bundle and day, other answers.
fn by_answers(a: Inquiry<'_>, b: &Profile) -> Moves {
    if whatif::differing(a.catalogue, a.profile, b).is_empty() {
        return (Vec::new(), 0);
    }
    let all = whatif::compare(a, b);
    let own = |text: &str| text.replace("AからBで変わる", "変わった制度").replace("違う答え", "変わった項目");
    let lines = words::comparison(a, b, &all, false).into_iter().filter_map(Passage::line);
    (lines.map(|l| TextLine { text: own(&l.text), ..l }).collect(), all.len())
}

/// The verdict in the words that a file keeps.
pub fn verdict(a: &Assessment) -> SavedVerdict {
    let group = group(a);
    // As in the list: no figure beside 対象外.
    let figures = group != Group::Excluded;
    let text = |t: String| if figures { t } else { String::new() };
    SavedVerdict {
        programme: a.programme.id.to_owned(),
        group: group.key().to_owned(),
        rate: text(row::rate(a)),
        ceiling: text(row::ceiling(a)),
    }
}

/// Only what differs: 「該当 から 要確認」, 「国費 1/2 から 国費 2/3」.
fn from_to(old: &SavedVerdict, new: &SavedVerdict) -> String {
    let place = |s: &SavedVerdict| Group::of_key(&s.group).map_or("不明", word::group);
    let or_none = |t: &String| if t.is_empty() { "表示なし".to_owned() } else { t.clone() };
    let both_shown = [old, new].iter().all(|s| s.group != Group::Excluded.key());
    let mut out = Vec::new();
    if old.group != new.group {
        out.push(format!("{} から {}", place(old), place(new)));
    }
    for (a, b) in [(&old.rate, &new.rate), (&old.ceiling, &new.ceiling)] {
        if a == b {
            continue;
        }
        // 「対象外、国費 1/2」 would be read as one that is to be had.
        out.push(match (both_shown, new.group == Group::Excluded.key()) {
            (true, _) => format!("{} から {}", or_none(a), or_none(b)),
            (false, true) => format!("{a} が使えなくなる"),
            (false, false) => format!("{b} が使えるようになる"),
        });
    }
    out.join("、")
}

fn phrase(s: &SavedVerdict) -> String {
    let place = Group::of_key(&s.group).map_or("不明", word::group);
    join([place, &s.rate, &s.ceiling].map(str::trim), "・")
}
