//! 事業: what is planned, and この事業に合う: what fits it, best first, with the yen by whose money they are.

use super::document::Part;
use super::results::cites;
use super::sources::{Numbers, whole};
use crate::domain::money::total::Sum;
use crate::domain::plan::rank::{Candidate, Section};
use crate::domain::terms::flow::Bucket;
use crate::domain::terms::profile::Answer;
use crate::export::grid::{Cell, Grid, columns};
use crate::export::report::{PlanExport, ResultsExport};
use crate::present::consult::{SILENT, money_lines, names, reason, section};
use crate::present::row::{row, spoken, standing};
use crate::present::{base, value};

/// What the amounts of several programmes beside each other are not.
const ALONE: &str =
    "金額は、この事業の経費を、制度ごとに単独で充てたときの見込みです。制度どうしは足せません。円未満は切り捨て。";

/// The two tables of a plan.
pub fn parts(report: &ResultsExport<'_>, plan: PlanExport<'_>, numbers: &mut Numbers) -> [Part; 2] {
    [Part::Table(about(report, plan)), Part::Table(fitting(report, plan, numbers))]
}

/// What is planned: a line each, the yen as numbers.
fn about(report: &ResultsExport<'_>, plan: PlanExport<'_>) -> Grid {
    let (catalogue, u) = (report.inquiry.catalogue, plan.understood);
    let (v, p) = (catalogue.vocabulary, &u.project);
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut put = |label: &str, text: String, yen: Option<u64>| {
        if !text.is_empty() || yen.is_some() {
            rows.push(vec![Cell::text(label), Cell::text(text), yen.map_or(Cell::Empty, Cell::amount)]);
        }
    };
    put("名前", p.name.clone(), None);
    put("相談の文", plan.said.to_owned(), None);
    let purposes: Vec<_> = p.purposes.iter().map(|(id, _)| *id).collect();
    put("目的", names(v.purposes, &purposes).join("・"), None);
    put("主体", names(v.actors, &p.actors).join("・"), None);
    put("段階", names(v.stages, p.stage.as_slice()).concat(), None);
    for item in &p.costs {
        let kind = names(v.costs, item.kind.as_slice()).concat();
        let told = match (kind.is_empty() || kind == item.label, item.label.is_empty()) {
            (true, true) => "種類の指定なし".to_owned(),
            (true, false) => item.label.clone(),
            (false, true) => kind,
            (false, false) => format!("{}（{kind}）", item.label),
        };
        put("経費", told, Some(item.yen.0));
    }
    put("経費の計", String::new(), p.total().filter(|_| p.costs.len() > 1).map(|y| y.0));
    let without = p.kinds.iter().filter(|k| !p.costs.iter().any(|c| c.kind == Some(**k))).copied();
    put("経費（金額なし）", names(v.costs, &without.collect::<Vec<_>>()).join("・"), None);
    put("融資・出資", String::new(), p.loan.map(|y| y.0));
    put("公費", String::new(), p.public_money.map(|y| y.0));
    put("人数", p.persons.map(|n| format!("{n}人")).unwrap_or_default(), None);
    for (id, answer) in p.answers.iter().filter(|(_, a)| *a != Answer::NotAsked) {
        if let Some(fact) = catalogue.fact(*id) {
            put("計画の回答", format!("{} {}", fact.label, value::answer(fact, *answer)), None);
        }
    }
    put("読めなかった言葉", u.left.join("、"), None);
    u.questions.iter().for_each(|q| put("確認", q.text.clone(), None));
    if rows.is_empty() {
        rows.push(vec![Cell::Empty, Cell::text("計画には何も書かれていません")]);
    }
    Grid {
        name: "事業".to_owned(), columns: columns![16 "項目", 70 "内容", 18 "金額（円）"], rows, ..Grid::default()
    }
}

/// Whose money a column of a workbook is.
const MONEY: [(&str, Bucket); 8] = [
    ("国費", Bucket::National),
    ("特別交付税", Bucket::SpecialTax),
    ("普通交付税", Bucket::OrdinaryTax),
    ("交付税措置", Bucket::BondRelief),
    ("民間", Bucket::Private),
    ("実質的な地方負担", Bucket::Local),
    ("地方負担（措置不明）", Bucket::LocalUnknown),
    ("上限超過（地方負担）", Bucket::Over),
];

/// What fits, or was chosen, best first.
fn fitting(report: &ResultsExport<'_>, plan: PlanExport<'_>, numbers: &mut Numbers) -> Grid {
    let mut columns = columns![
        6 "順", 14 "区分", 12 "判定", 30 "制度", 44 "何が出るか・理由" paper, 44 "何が出るか" data, 44 "理由" data,
        44 "この事業では", 16 "対象経費（円）" data,
    ];
    let column = |label: &str| crate::export::grid::Column::new(format!("{label}（円）"), 18).data();
    columns.extend(MONEY.iter().map(|(label, _)| column(label)));
    columns.extend(["起債", "対象外の経費", "例にない経費"].map(column));
    columns.extend(columns![9 "出典", 24 "制度の id" data]);
    // Where all rows were chosen, all are told; else what only lies near is no answer on paper.
    let all = plan.judged.len() == report.results.len();
    let fits = |s: Section| all || matches!(s, Section::Fits | Section::Support | Section::Open);
    let mut rows = Vec::new();
    for of in Section::ALL.into_iter().filter(|s| fits(*s)) {
        for c in plan.judged.iter().filter(|c| c.section() == of) {
            rows.push(cells(report, rows.len(), c, numbers));
        }
    }
    let none = rows.is_empty().then(|| format!("{SILENT}。"));
    let above = none.into_iter().chain([ALONE.to_owned()]).collect();
    Grid { name: section(Section::Fits).to_owned(), above, columns, rows, frozen: 4, ..Grid::default() }
}

/// A cell of yen is empty where there is no single amount: why stands in 「この事業では」.
fn cells(report: &ResultsExport<'_>, index: usize, c: &Candidate, numbers: &mut Numbers) -> Vec<Cell> {
    let (a, inquiry) = (&c.assessment, report.about(&c.assessment));
    let p = a.programme;
    let line = spoken(a, (inquiry.catalogue, inquiry.as_of));
    let why = reason(inquiry.catalogue, c);
    let money = money_lines(c);
    let has_yen = !c.is_out() && !p.flow.is_empty() && c.costs.eligible.is_some();
    let yen = |sum: Option<Sum>| {
        let exact = sum.as_ref().filter(|_| has_yen).and_then(Sum::exact);
        exact.map_or(Cell::Empty, |y| Cell::amount(y.0))
    };
    let mut out = vec![
        whole(index + 1),
        Cell::text(section(c.section())),
        Cell::text([standing(a), base::layers(a, inquiry.profile)].join("\n").trim_end()),
        Cell::text(p.name),
        Cell::text([line.as_str(), why.as_str()].join("\n").trim_start()),
        Cell::text(line.as_str()),
        Cell::text(why),
        Cell::text(money.join("\n")),
        c.costs.eligible.filter(|_| has_yen).map_or(Cell::Empty, |y| Cell::amount(y.0)),
    ];
    out.extend(MONEY.iter().map(|(_, bucket)| yen(c.sum(*bucket))));
    out.push(yen(c.bond()));
    out.extend([c.costs.excluded, c.costs.not_listed].map(|y| if has_yen { Cell::amount(y.0) } else { Cell::Empty }));
    out.push(Cell::Marks(numbers.of(p, cites(report, a, &row(inquiry, a)))));
    out.push(Cell::text(p.id));
    out
}
