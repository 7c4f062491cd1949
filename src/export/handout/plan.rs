//! 事業: what is planned, and この事業に合う: what fits it, best first, with the yen by whose money they are.

use super::combination;
use super::document::Part;
use super::sources::{Numbers, cites};
use crate::domain::judge::assess::Assessment;
use crate::domain::money::scenario::Scenario;
use crate::domain::money::total::{Sum, in_scenario};
use crate::domain::plan::cost::Costs;
use crate::domain::plan::rank::{Candidate, Section};
use crate::domain::terms::flow::Bucket;
use crate::domain::terms::profile::{Answer, Profile};
use crate::domain::terms::programme::Programme;
use crate::domain::value::number::Yen;
use crate::export::grid::{Cell, Column, Grid, Side, columns};
use crate::export::report::{PlanExport, ResultsExport};
use crate::present::consult::{self, names, reason, section, silent, unavailable};
use crate::present::money::plan::{MONEY as WORDS, amount, has_yen, money_lines, not_counted};
use crate::present::row::{gives, row, standing};
use crate::present::{base, value};

/// Name of the table of what fits.
pub const FITS: &str = "この事業に合う";

/// Name of the table of who pays what.
pub const AMOUNTS: &str = "この事業の金額";

/// What the amounts of several programmes beside each other are not.
const ALONE: &str =
    "金額は、この事業の経費を、制度ごとに単独で充てたときの見込みです。制度どうしは足せません。円未満は切り捨て。";

/// The tables of a plan: what it is, what fits it, and who would pay what.
pub fn parts(report: &ResultsExport<'_>, plan: PlanExport<'_>, numbers: &mut Numbers) -> Vec<Part> {
    let mut out = vec![Part::Table(about(report, plan)), Part::Table(fitting(report, plan, numbers))];
    out.extend(amounts(report, plan).map(Part::Table));
    out.extend(combination::grid(&combination::of_plan(report, plan)).map(Part::Table));
    out
}

/// What is planned: a line each, the yen as numbers.
fn about(report: &ResultsExport<'_>, plan: PlanExport<'_>) -> Grid {
    let (catalogue, u) = (report.inquiry.catalogue, plan.understood);
    let (v, p) = (catalogue.vocabulary, &u.project);
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut put = |label: &str, text: String, yen: Cell| {
        if !text.is_empty() || yen != Cell::Empty {
            rows.push(vec![Cell::text(label), Cell::text(text), yen]);
        }
    };
    put("名前", p.name.clone(), Cell::Empty);
    put("相談の文", plan.said.to_owned(), Cell::Empty);
    let purposes: Vec<_> = p.purposes.iter().map(|(id, _)| *id).collect();
    put("目的", names(v.purposes, &purposes).join("・"), Cell::Empty);
    put("主体", names(v.actors, &p.actors).join("・"), Cell::Empty);
    put("段階", names(v.stages, p.stage.as_slice()).concat(), Cell::Empty);
    for item in &p.costs {
        let kind = names(v.costs, item.kind.as_slice()).concat();
        let told = match (kind.is_empty() || kind == item.label, item.label.is_empty()) {
            (true, true) => "種類の指定なし".to_owned(),
            (true, false) => item.label.clone(),
            (false, true) => kind,
            (false, false) => format!("{}（{kind}）", item.label),
        };
        put("経費", told, Cell::yen(Some(item.yen)));
    }
    if let Some(total) = p.total().filter(|_| p.costs.len() > 1) {
        let items = u16::try_from(p.costs.len()).unwrap_or(u16::MAX);
        put("経費の計", String::new(), Cell::Total(Side::Above, items, total.0));
    }
    let without = p.kinds.iter().filter(|k| !p.costs.iter().any(|c| c.kind == Some(**k))).copied();
    put("経費（金額なし）", names(v.costs, &without.collect::<Vec<_>>()).join("・"), Cell::Empty);
    put("融資・出資", String::new(), Cell::yen(p.loan));
    put("公費", String::new(), Cell::yen(p.public_money));
    put("国庫補助などの財源", String::new(), Cell::yen(p.grants));
    put("人数", p.persons.map(|n| format!("{n}人")).unwrap_or_default(), Cell::Empty);
    for (id, answer) in p.answers.iter().filter(|(_, a)| *a != Answer::NotAsked) {
        if let Some(fact) = catalogue.fact(*id) {
            put("計画の回答", format!("{} {}", fact.label, value::answer(fact, *answer)), Cell::Empty);
        }
    }
    put("読めなかった言葉", u.left.join("、"), Cell::Empty);
    u.questions.iter().for_each(|q| put("確認", q.text.clone(), Cell::Empty));
    if rows.is_empty() {
        rows.push(vec![Cell::Empty, Cell::text("計画には何も書かれていません")]);
    }
    Grid::new("事業", columns![16 "項目", 70 "内容", 18 "金額（円）"], rows)
}

/// Whose money a column of the table of amounts is.
const MONEY: [(&str, &[Bucket]); 6] = [
    ("国費", &[Bucket::National]),
    ("交付税", &[Bucket::SpecialTax, Bucket::OrdinaryTax]),
    ("交付税措置（元金）", &[Bucket::BondRelief]),
    ("地方負担", &[Bucket::Local, Bucket::LocalUnknown]),
    ("上限超過（地方負担）", &[Bucket::Over]),
    ("民間ほか", &[Bucket::Private, Bucket::Own, Bucket::Fee, Bucket::Third]),
];

/// What fits, or was chosen, best first.
fn fitting(report: &ResultsExport<'_>, plan: PlanExport<'_>, numbers: &mut Numbers) -> Grid {
    let rows: Vec<Vec<Cell>> =
        told(report, plan).into_iter().enumerate().map(|(i, c)| cells(report, i, c, numbers)).collect();
    let none = rows.is_empty().then(|| format!("{}。", silent(&plan.laid.unavailable)));
    let none = none.into_iter().chain(unavailable(report.inquiry, &plan.laid.unavailable));
    let columns = columns![
        6 "順", 14 "区分", 14 "判定", 28 "制度", 38 "何が出るか・理由", 34 "この事業では", 9 "出典", 24 "制度の id" data,
    ];
    Grid::new(FITS, columns, rows).below(none.chain([ALONE.to_owned()]).collect()).frozen(4)
}

/// The answers in the order of the screen. Where all rows were chosen, all are told; else what only lies near is no
/// answer on paper.
fn told<'a>(report: &ResultsExport<'a>, plan: PlanExport<'a>) -> Vec<&'a Candidate> {
    let all = report.marked || plan.laid.judged.len() == report.results.len();
    let fits = |s: &Section| all || matches!(s, Section::Fits | Section::Support | Section::Open);
    consult::told(&plan.laid.judged).into_iter().filter(|c| fits(&c.section())).collect()
}

fn cells(report: &ResultsExport<'_>, index: usize, c: &Candidate, numbers: &mut Numbers) -> Vec<Cell> {
    let (a, inquiry) = (&c.assessment, report.about(&c.assessment));
    let p = a.programme;
    let line = gives(inquiry, a);
    let why = reason(inquiry.catalogue, c);
    vec![
        Cell::count(index + 1),
        Cell::text(section(c.section())),
        Cell::text(judged(a, inquiry.profile)),
        Cell::text(p.name),
        Cell::text([line.as_str(), why.as_str()].join("\n").trim_start()),
        Cell::text(money_lines(c).join("\n")),
        Cell::Marks(numbers.of(p, cites(report, a, &row(inquiry, a)))),
        Cell::text(p.id),
    ]
}

/// Where it stands, and the layers that this rests on; what both say is said once.
fn judged(a: &Assessment, profile: &Profile) -> String {
    let (standing, layers) = (standing(a, profile), base::layers(a, profile));
    if layers.contains(&standing) { layers } else { format!("{standing}\n{layers}") }
}

/// Who pays what, a row for each case of each programme; the sum of a row is what the plan puts in.
fn amounts(report: &ResultsExport<'_>, plan: PlanExport<'_>) -> Option<Grid> {
    let mut rows = Vec::new();
    for c in told(report, plan) {
        if c.is_out() || !has_yen(c) || c.split.is_overdrawn() {
            continue;
        }
        for (i, s) in c.split.leading.iter().enumerate() {
            let case = if c.split.leading.len() > 1 { format!("場合{}", i + 1) } else { String::new() };
            rows.push(paid(c, s, &case));
        }
        rows.extend(c.split.readings.iter().map(|s| paid(c, s, &format!("ほかの読み: {}", s.reading))));
    }
    let mut columns = columns![36 "制度"];
    columns.extend(MONEY.iter().map(|(label, _)| Column::new(format!("{label}（円）"), 14)));
    columns.extend(columns![15 "計（円）", 18 "対象経費（円）" data, 24 "制度の id" data]);
    (!rows.is_empty()).then(|| Grid::new(AMOUNTS, columns, rows).below(vec![ALONE.to_owned()]).frozen(1))
}

/// A case: the yen by whose money they are. A part that is not an amount stands as its word, and then there is no sum.
fn paid(c: &Candidate, s: &Scenario, case: &str) -> Vec<Cell> {
    let p = c.assessment.programme;
    let mut sum = Some(Yen(0));
    let mut out = vec![Cell::text([p.name, case].join("\n").trim_end())];
    for (_, of) in MONEY {
        let mut yen = Yen(0);
        let mut open = None;
        for (known, not) in of.iter().map(|b| in_scenario(p, s, *b)) {
            yen = yen.plus(known);
            open = open.or(not);
        }
        sum = sum.filter(|_| open.is_none()).map(|all| all.plus(yen));
        let has_line = p.flow.iter().any(|l| l.bucket.is_some_and(|b| of.contains(&b)));
        let told = open.map_or_else(|| Cell::amount(yen.0), |a| Cell::text(amount(a)));
        out.push(if has_line { told } else { Cell::Empty });
    }
    let wide = u16::try_from(MONEY.len()).unwrap_or(0);
    out.push(sum.map_or(Cell::Empty, |y| Cell::Total(Side::Left, wide, y.0)));
    out.push(Cell::yen(c.costs.eligible));
    out.push(Cell::text(p.id));
    out
}

/// The yen of one programme for the table of all results, to calculate with; empty where there is no single amount.
pub fn yen(report: &ResultsExport<'_>, programme: &Programme) -> Vec<Cell> {
    let told = report.candidate(programme).filter(|c| !c.is_out() && has_yen(c));
    let Some(c) = told else { return vec![Cell::Empty; columns_of_yen().count()] };
    let one = |sum: Option<Sum>| Cell::yen(sum.as_ref().and_then(Sum::exact));
    let mut out = vec![Cell::yen(c.costs.eligible)];
    out.extend(WORDS.iter().map(|(_, b)| one(c.sum(*b))));
    out.push(one(c.bond()));
    out.extend(not_counted(&c.costs).map(|(_, yen)| Cell::amount(yen.0)));
    out
}

/// The columns of [`yen`].
pub fn columns_of_yen() -> impl Iterator<Item = Column> {
    let words = WORDS.iter().map(|(label, _)| *label);
    let not_counted = not_counted(&Costs::default()).map(|(label, _)| label);
    let all = std::iter::once("対象経費").chain(words).chain(["起債"]).chain(not_counted);
    all.map(|label| Column::new(format!("{label}（円）"), 18).data())
}
