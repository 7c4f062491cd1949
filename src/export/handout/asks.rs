//! 窓口への質問票: every 要確認 of the rows as a question, none twice, with where the doubt comes from and room for
//! the answer.

use super::sources::Numbers;
use crate::domain::judge::assess::Assessment;
use crate::domain::judge::rank::{Group, group};
use crate::domain::sort;
use crate::domain::terms::condition::{Condition, Open, Test};
use crate::domain::terms::programme::Programme;
use crate::export::grid::{Cell, Grid, Kind, columns};
use crate::export::report::ResultsExport;
use crate::present::base::{NOT_PRINTED, addressee};

/// Name of the table of questions.
pub const TABLE: &str = "窓口への質問票";

/// A question for an office.
#[derive(Clone, Debug)]
pub struct Ask {
    /// Whom to ask: the office as printed, else the contact, else 所管; or that the documents name none of them.
    pub office: &'static str,
    /// The programmes it is about, with the citations of the doubt.
    pub about: Vec<(&'static Programme, Vec<u8>)>,
    /// The question.
    pub text: String,
}

/// The questions of all rows, in their order.
pub fn asks(report: &ResultsExport<'_>) -> Vec<Ask> {
    of(report, report.results.iter())
}

/// The questions of some rows, in their order. What cannot be had, or is over, is not asked about.
pub fn of<'a>(report: &ResultsExport<'_>, rows: impl Iterator<Item = &'a Assessment>) -> Vec<Ask> {
    let mut out: Vec<Ask> = Vec::new();
    let live = |a: &&Assessment| matches!(group(a), Group::Applies | Group::Open);
    for a in rows.filter(live) {
        let p = a.programme;
        let points = a.missing(report.about(a).profile).into_iter().filter_map(|o| match o {
            Open::Point(point) => Some((point, doubt(p, point))),
            Open::Fact(_) => None,
        });
        let checks =
            a.checks(report.about(a).profile).into_iter().filter(|c| c.ask).map(|c| (c.text, c.cites.to_vec()));
        for (text, cites) in points.chain(checks) {
            let (office, text) = (addressee(p), question(text));
            match out.iter_mut().find(|k| k.text == text && k.office == office) {
                Some(known) if known.about.iter().any(|(q, _)| q.id == p.id) => {}
                Some(known) => known.about.push((p, cites)),
                None => out.push(Ask { office, about: vec![(p, cites)], text }),
            }
        }
    }
    out
}

/// The same, an office's questions together, in the order in which the offices come first.
pub fn by_office(mut all: Vec<Ask>) -> Vec<Ask> {
    let offices = sort::distinct(all.iter().map(|a| a.office));
    sort::by_key(&mut all, |a| offices.iter().position(|o| *o == a.office));
    all
}

impl Ask {
    /// Whom to ask; that only the ministry is printed is said.
    pub fn whom(&self) -> String {
        let bare = self.about.iter().all(|(p, _)| p.office.is_empty() && p.contact.is_empty());
        match self.office {
            NOT_PRINTED => "窓口は資料に記載なし".to_owned(),
            office if bare => format!("{office}（担当課室は資料に記載なし）"),
            office => office.to_owned(),
        }
    }
}

/// A point as a question. The points are written as notes: 「…は記載なし」, 「…か」, 「…か確かめる」.
fn question(note: &str) -> String {
    let mut text = note.trim_end_matches('。');
    for end in ["を確かめてください", "を確かめる", "確かめる"] {
        if let Some(rest) = text.strip_suffix(end)
            && rest.ends_with('か')
        {
            text = rest;
        }
    }
    if text.ends_with('か') {
        return format!("{text}？");
    }
    for end in ["を確かめてください", "を確かめる"] {
        if let Some(rest) = text.strip_suffix(end) {
            // 「…は記載なし。…ので、率を確かめる」: what the reader of the documents was told is no question.
            let (said, asked) = match rest.rsplit_once("ので、") {
                Some((before, asked)) => (before.rsplit_once('。').map_or("", |(said, _)| said), asked),
                None => ("", rest),
            };
            let said = if said.is_empty() { String::new() } else { format!("{said}。") };
            return format!("{said}{asked}は、現行ではどうなっていますか？");
        }
    }
    let text = text.strip_suffix("ので確かめる").unwrap_or(text);
    format!("{text}。現行ではどうなっていますか？")
}

/// Where a condition says that the documents leave `point` open.
fn doubt(p: &'static Programme, point: &str) -> Vec<u8> {
    let leaves = p.conditions().flat_map(Condition::leaves);
    let open = leaves.filter(|leaf| matches!(leaf.test, Test::Unclear(at) if at == point));
    let mut out: Vec<u8> = open.flat_map(|leaf| leaf.cites).copied().collect();
    sort::once(&mut out);
    out
}

/// The table; `None` when there is nothing to ask.
pub fn grid(asks: &[Ask], numbers: &mut Numbers) -> Option<Grid> {
    let row = |(i, ask): (usize, &Ask)| {
        let names: Vec<&str> = ask.about.iter().map(|(p, _)| p.name).collect();
        let mut marks: Vec<usize> = ask.about.iter().flat_map(|(p, c)| numbers.of(p, c.iter().copied())).collect();
        sort::once(&mut marks);
        // Telephone and mail stand below the office that they belong to.
        let mut contacts: Vec<&str> = ask.about.iter().map(|(p, _)| p.contact).filter(|c| !c.is_empty()).collect();
        contacts.dedup();
        let known = |c: &&str| !ask.office.contains(*c);
        let whom = ask.whom();
        let office: Vec<&str> = std::iter::once(whom.as_str()).chain(contacts.into_iter().filter(known)).collect();
        vec![
            Cell::count(i + 1),
            Cell::text(office.join("\n")),
            Cell::text(names.join("\n")),
            Cell::text(ask.text.as_str()),
            Cell::Marks(marks),
            Cell::Empty,
        ]
    };
    let rows: Vec<Vec<Cell>> = asks.iter().enumerate().map(row).collect();
    let columns = columns![7 "番号", 18 "窓口", 28 "制度", 42 "確かめること", 8 "出典", 24 "回答"];
    (!rows.is_empty()).then(|| Grid { kind: Kind::Asks, ..Grid::new(TABLE, columns, rows) })
}

#[cfg(test)]
mod tests {
    use super::question;

    #[test]
    fn notes_become_questions() {
        for (note, wanted) in [
            ("上限は対象経費か補助額か", "上限は対象経費か補助額か？"),
            ("今も行われているかを確かめる", "今も行われているか？"),
            ("申請できるか確かめる", "申請できるか？"),
            ("上限額は記載なし", "上限額は記載なし。現行ではどうなっていますか？"),
            ("一体と読んだので確かめる", "一体と読んだ。現行ではどうなっていますか？"),
            ("率は記載なし。額は計算できないので、率を確かめる", "率は記載なし。率は、現行ではどうなっていますか？"),
            ("次の公募の時期を確かめる", "次の公募の時期は、現行ではどうなっていますか？"),
            ("正確な額を公募要領で確かめる", "正確な額を公募要領で確かめる。現行ではどうなっていますか？"),
        ] {
            assert_eq!(question(note), wanted);
        }
    }
}
