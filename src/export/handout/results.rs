//! 結果: one row a programme, as the screen lists them; and 金額, where amounts were entered.

use super::plan::{columns_of_yen, yen};
use super::sources::{Numbers, cites};
use crate::domain::judge::assess::Assessment;
use crate::domain::judge::rank::{Group, group};
use crate::domain::money::split::split;
use crate::domain::sort;
use crate::domain::terms::flow::Step;
use crate::domain::terms::programme::LinkKind;
use crate::domain::value::number::{Share, Yen};
use crate::domain::value::truth::Truth;
use crate::export::grid::{Cell, Grid, columns};
use crate::export::report::ResultsExport;
use crate::present::base::{self, bases, ministry};
use crate::present::row::{leading_ceiling, leading_rate, row};
use crate::present::{condition, money, value, word};
use crate::text::join::join;

/// Name of the table of results.
pub const TABLE: &str = "結果";

/// What the amounts of several programmes side by side are, and are not.
const ALONE: &str = "入力した金額を、制度ごとに単独で充てたときの額です。制度どうしは足せません。円未満は切り捨て。\
    幅のある行は、下限どうし・上限どうしも足せません（ほかの読みは「詳細」か、その制度の試算で）。";

/// The lowest and the highest of a figure, where there is one.
type Range<T> = Option<(T, T)>;

/// The table of results.
pub fn grid(report: &ResultsExport<'_>, numbers: &mut Numbers) -> Grid {
    let rows = report.results.iter().enumerate();
    let mut columns = columns![
            7 "番号", 13 "判定" paper, 9 "判定" data, 14 "区分" data, 7 "団体" data, 12 "計画" data,
            30 "制度" paper, 44 "制度" data, 12 "種別" data, 16 "申請者" data, 27 "率・上限" paper, 26 "率" data,
            24 "率の対象" data, 10 "率の下限" data, 10 "率の上限" data, 28 "上限" data, 24 "上限の対象" data,
            12 "上限の単位" data, 15 "上限額の下限（円）" data, 15 "上限額の上限（円）" data,
            44 "理由・未回答" paper, 44 "理由" data, 40 "未回答" data, 20 "期間" data, 60 "読み上げ" data,
            30 "担当課室" data, 16 "所管" data, 9 "出典", 24 "制度の id" data,
    ];
    let row = |(i, a): (usize, &Assessment)| {
        let mut row = cells(report, i, a, numbers);
        if report.plan.is_some() {
            row.extend(yen(report, a.programme));
        }
        row
    };
    let rows = rows.map(row).collect();
    if report.plan.is_some() {
        columns.extend(columns_of_yen());
    }
    Grid::new(TABLE, columns, rows).frozen(3)
}

fn cells(report: &ResultsExport<'_>, index: usize, a: &Assessment, numbers: &mut Numbers) -> Vec<Cell> {
    let p = a.programme;
    let r = row(report.about(a), a);
    let (rates, yen) = bounds(a);
    let [least, most] = Cell::range(yen);
    let of = bases(a);
    let plan = base::plan(a, report.about(a).profile);
    let (why, open) = (reason(report, a), missing(report, a));
    let both = |a: &str, b: &str| join([a, b], "\n");
    let applicant = if p.applicant.is_empty() { String::new() } else { format!("申請者 {}", p.applicant) };
    let kind = join([p.role.name(), p.kind.key(), &applicant], "／");
    vec![
        Cell::count(index + 1),
        Cell::text(both(&r.standing, &both(r.body, &r.plan))),
        Cell::text(r.standing.as_str()),
        Cell::text(p.role.name()),
        Cell::text(base::body(a)),
        Cell::text(plan),
        Cell::text(both(p.name, &kind)),
        Cell::text(p.name),
        Cell::text(p.kind.key()),
        Cell::text(p.applicant),
        Cell::text(both(&both(&r.rate, &r.ceiling), &of.told())),
        Cell::text(r.rate.as_str()),
        Cell::text(of.rate),
        rates.map_or(Cell::Empty, |r| Cell::Part(r.0)),
        rates.map_or(Cell::Empty, |r| Cell::Part(r.1)),
        Cell::text(r.ceiling.as_str()),
        Cell::text(of.ceiling),
        Cell::text(of.per),
        least,
        most,
        Cell::text(both(&why, &open)),
        Cell::text(why),
        Cell::text(open),
        Cell::text(value::status(a.status)),
        Cell::text(a.line),
        Cell::text(p.office),
        Cell::text(ministry(p)),
        Cell::Marks(numbers.of(p, cites(report, a, &r))),
        Cell::text(p.id),
    ]
}

/// Lowest and highest of the figures that the row shows; none beside 対象外.
fn bounds(a: &Assessment) -> (Range<Share>, Range<Yen>) {
    if group(a) == Group::Excluded {
        return (None, None);
    }
    (leading_rate(a).and_then(|r| r.selection.bounds()), leading_ceiling(a).and_then(|c| c.selection.bounds()))
}

/// Why it stands where it stands.
fn reason(report: &ResultsExport<'_>, a: &Assessment) -> String {
    let because = a.because(report.about(a).profile);
    let phrases = |truth: Truth| {
        let mine = because.iter().filter(|r| r.truth == truth);
        sort::distinct(mine.map(|r| condition::phrase(report.inquiry.catalogue, r.condition))).join("／")
    };
    let titled = |title: &str, text: String| (!text.is_empty()).then(|| format!("{title}: {text}"));
    let parts = match group(a) {
        Group::OutOfTerm => vec![Some(value::status(a.status))],
        Group::Excluded => {
            let instead = a.programme.links.iter().filter(|l| l.kind == LinkKind::Fallback);
            let names: Vec<&str> =
                instead.filter_map(|l| report.inquiry.catalogue.programme(l.to)).map(|p| p.name).collect();
            vec![titled("満たさない", phrases(Truth::No)), titled("代わり", names.join("／"))]
        }
        Group::Open | Group::Applies => vec![
            titled("満たす", phrases(Truth::Yes)),
            titled("決め手", condition::opens(report.inquiry.catalogue, &a.open_body(report.about(a).profile))),
        ],
    };
    let text = parts.into_iter().flatten().collect::<Vec<_>>().join("\n");
    match (text.is_empty(), group(a)) {
        (true, Group::Applies) => word::FOR_ALL_BODIES.to_owned(),
        _ => text,
    }
}

/// What is not answered; points for the office stand in the list of questions instead.
fn missing(report: &ResultsExport<'_>, a: &Assessment) -> String {
    let body = a.open_body(report.about(a).profile);
    let mut open = a.missing_facts(report.about(a).profile);
    open.retain(|o| !body.contains(o));
    if open.is_empty() {
        return String::new();
    }
    format!("未回答 {}件: {}", open.len(), condition::opens(report.inquiry.catalogue, &open))
}

/// The table of amounts; `None` where nothing was entered.
pub fn money(report: &ResultsExport<'_>, numbers: &mut Numbers) -> Option<Grid> {
    let mut rows = Vec::new();
    for a in report.results.iter().filter(|a| a.verdict() != Truth::No) {
        let p = a.programme;
        let split = split(report.about(a), p);
        if !money::has_amounts(&split) || split.is_overdrawn() {
            continue;
        }
        for (i, (line, m)) in p.flow.iter().zip(money::lines(report.inquiry.catalogue, p, &split)).enumerate() {
            let bounds = split.bounds(i);
            // What exceeds a ceiling only where something does.
            if matches!(line.step, Step::Over(_)) && bounds.is_none_or(|b| b.1 == Yen(0)) {
                continue;
            }
            let [low, high] = Cell::range(bounds);
            rows.push(vec![
                Cell::text(p.name),
                Cell::text(m.label),
                Cell::text(m.text),
                low,
                high,
                Cell::text(line.bucket.map_or("", word::bucket)),
                Cell::Marks(numbers.of(p, line.cites.iter().copied())),
            ]);
        }
    }
    let columns = columns![
        34 "制度", 26 "項目", 34 "金額", 15 "下限（円）" data, 15 "上限（円）" data, 18 "負担・財源", 9 "出典",
    ];
    (!rows.is_empty()).then(|| Grid::new("金額", columns, rows).below(vec![ALONE.to_owned()]).frozen(2))
}
