//! 相談 in words: what was understood, what fits, and why it stands where it stands.

use std::fmt::Write as _;

use crate::domain::judge::inquiry::Inquiry;
use crate::domain::judge::rank::{Group, group};
use crate::domain::plan::edits::Item;
use crate::domain::plan::fit::{PlanFit, Standing};
use crate::domain::plan::rank::{Candidate, Consultation, Heading, Section, Weighed};
use crate::domain::plan::understood::{About, Understood};
use crate::domain::sort;
use crate::domain::terms::catalogue::{Catalogue, Municipality};
use crate::domain::terms::fit::{Absent, Word, WordId};
use crate::domain::terms::profile::{FactId, Profile, Value};
use crate::domain::value::date::Date;
use crate::domain::value::truth::Truth;
use crate::present::detail::ended;
use crate::present::money::plan::money;
use crate::present::row::{gives, note, standing};
use crate::present::word::words;
use crate::present::{figure, together, value};

words! {
    /// Name of a section, as it stands above its rows.
    section(Section) {
        Fits "この事業に合う", Other "ほかに使える", Support "支援（人・助言）", Open "要確認", Excluded "対象外",
        Notice "お知らせ・名前のみ",
    }
}

/// Said where nothing in the documents fits.
pub const SILENT: &str = "この資料の中にはありません";

/// The same where what is asked for is printed, and this body cannot have it on this day.
const NOT_NOW: &str = "この事業に合い、この団体が今使える制度は、この資料の中にはありません";

/// What is said where there is no answer.
pub fn silent(unavailable: &[Candidate]) -> &'static str {
    if unavailable.is_empty() { SILENT } else { NOT_NOW }
}

/// What is asked for and cannot be had, each with why.
pub fn unavailable(inquiry: Inquiry<'_>, all: &[Candidate]) -> impl Iterator<Item = String> {
    all.iter().map(move |c| {
        let why = note(inquiry.with(&c.costs.profile), &c.assessment);
        format!("{}（{}）{why}", c.assessment.programme.name, standing(&c.assessment, &c.costs.profile))
    })
}

/// The names of words, as they stand in a list of the vocabulary.
pub fn names(list: &'static [Word], ids: &[WordId]) -> Vec<&'static str> {
    ids.iter().filter_map(|id| list.get(usize::from(id.0))).map(|w| w.name).collect()
}

/// One line: which purposes, who acts, which costs; then what is open.
pub fn reason(catalogue: &Catalogue, c: &Candidate) -> String {
    let purposes = names(catalogue.vocabulary.purposes, &c.fit.purposes);
    let first = if purposes.is_empty() { None } else { Some(format!("目的: {}", purposes.join("・"))) };
    first.into_iter().chain([doubts(c)]).collect::<Vec<_>>().join("／")
}

/// The same where the purposes are told already.
pub fn doubts(c: &Candidate) -> String {
    let mut parts: Vec<String> = Vec::new();
    if c.fit.purposes.is_empty() {
        let why = match c.fit {
            PlanFit { is_financed: true, .. } => "財源（目的の限定は記載なし）",
            PlanFit { is_of_both: true, .. } => "融資と公費の額から計算する制度（目的は未確認）",
            _ => "言葉が近い（目的の一致なし）",
        };
        parts.push(why.to_owned());
    }
    parts.extend(match c.fit.actors {
        Standing::Named => Some("主体: 資料に名前あり".to_owned()),
        Standing::Other => Some("主体: ほかの主体だけが名前で挙がっている".to_owned()),
        Standing::Open => None,
    });
    parts.push(
        match c.fit.costs {
            Standing::Named if c.fit.paid < 1_000 => "経費: 一部の種類を対象と明記",
            Standing::Named => "経費: 対象と明記",
            Standing::Other => "経費: この種類は挙がっていない",
            Standing::Open if c.assessment.programme.fit.costs.is_empty() => "対象経費の記載なし",
            Standing::Open => "経費: 種類が決まれば分かる",
        }
        .to_owned(),
    );
    if c.overlap.off_subject {
        let why = if c.overlap.is_set_apart {
            "資料が分けている別の対象"
        } else {
            "対象が限られ、その対象が文にない"
        };
        parts.push(why.to_owned());
    }
    if group(&c.assessment) == Group::Open {
        parts.push("団体の要件が未確認".to_owned());
    }
    parts.join("／")
}

/// A line of what was understood.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Said {
    /// What it is about.
    pub label: &'static str,
    /// What was said of it, each with what would be struck; never empty.
    pub parts: Vec<(String, Option<Item>)>,
    /// What stands between two of them.
    pub between: &'static str,
}

impl Said {
    fn one(label: &'static str, text: impl Into<String>, item: Option<Item>) -> Self {
        Self { label, parts: vec![(text.into(), item)], between: "" }
    }

    fn many(label: &'static str, parts: Vec<(String, Option<Item>)>, between: &'static str) -> Self {
        if parts.is_empty() { Self::one(label, NOT_SAID, None) } else { Self { label, parts, between } }
    }

    /// It asks back, or was not understood.
    pub fn asks(&self) -> bool {
        self.label == ASKS || self.label == NOT_READ
    }

    /// All in one line, with its label.
    pub fn line(&self) -> String {
        let parts: Vec<&str> = self.parts.iter().map(|(text, _)| text.as_str()).collect();
        format!("{}: {}", self.label, parts.join(self.between))
    }
}

/// What was understood, a line each: town, purposes, who acts, kinds of cost with amounts, what was not understood.
/// `towns` is who it is about, each with the 団体コード where the sentence names it.
pub fn understood(catalogue: &Catalogue, towns: Vec<(String, Option<u32>)>, u: &Understood) -> Vec<Said> {
    let v = catalogue.vocabulary;
    let p = &u.project;
    let name = |list: &[Word], id: WordId| list.get(usize::from(id.0)).map_or("", |w| w.name).to_owned();
    let purposes = p.purposes.iter().map(|(id, _)| (name(v.purposes, *id), Some(Item::Purpose(*id))));
    let actors = p.actors.iter().map(|id| (name(v.actors, *id), Some(Item::Actor(*id))));
    let mut costs: Vec<(String, Option<Item>)> = Vec::new();
    for (i, c) in p.costs.iter().enumerate() {
        let yen = figure::yen(c.yen);
        let text = if c.label.is_empty() { yen } else { format!("{} {yen}", c.label) };
        costs.push((text, Some(Item::Cost(i))));
    }
    for id in p.kinds.iter().filter(|kind| !p.costs.iter().any(|c| c.kind == Some(**kind))) {
        costs.push((format!("{}（金額なし）", name(v.costs, *id)), Some(Item::Kind(*id))));
    }
    let towns: Vec<_> = towns.into_iter().map(|(name, code)| (name, code.map(Item::Town))).collect();
    let mut out = vec![
        if towns.is_empty() {
            Said::one("自治体", "指定なし", None)
        } else {
            Said::many("自治体", towns, "か")
        },
        Said::many("目的", purposes.collect(), "、"),
        Said::many("主体", actors.collect(), "、"),
        Said::many("経費", costs, "、"),
    ];
    out.extend(p.stage.map(|id| Said::one("段階", name(v.stages, id), Some(Item::Stage))));
    out.extend(p.loan.map(|yen| Said::one("融資", figure::yen(yen), Some(Item::Loan))));
    out.extend(p.public_money.map(|yen| Said::one("公費", figure::yen(yen), Some(Item::PublicMoney))));
    out.extend(p.grants.map(|yen| Said::one("国庫補助など", figure::yen(yen), Some(Item::Grants))));
    out.extend(p.persons.map(|n| Said::one("人数", format!("{n}人"), Some(Item::Persons))));
    let said = |all: &[(FactId, Value)]| -> Vec<_> {
        let one = |(id, v): &(FactId, Value)| Some((value::said(catalogue.fact(*id)?, *v), Some(Item::Body(*id))));
        all.iter().filter_map(one).collect()
    };
    for (label, all) in [("事業の条件", said(&p.said)), ("団体の条件", said(&u.body))] {
        if !all.is_empty() {
            out.insert(1, Said::many(label, all, "、"));
        }
    }
    if !u.left.is_empty() {
        out.push(Said::one(NOT_READ, u.left.join("、"), None));
    }
    out.extend(u.questions.iter().map(|q| Said::one(ASKS, q.text.clone(), None)));
    out
}

/// Asks about what the sentence says of its town, where `profile`, which stands, says otherwise.
pub fn ask_differing(catalogue: &Catalogue, profile: &Profile, u: &mut Understood) {
    for (id, said, stands) in u.differing(profile) {
        if let Some(fact) = catalogue.fact(id) {
            let (said, stands) = (value::value(fact, said), value::value(fact, stands));
            let text = format!("{}は、文では{said}、答えでは{stands}です。答えのほうで判定しています", fact.label);
            u.ask(About::Other, text);
        }
    }
    u.project.said.retain(|(id, said)| profile.value(*id).is_none_or(|stands| stands == *said));
    u.body.retain(|(id, said)| profile.value(*id).is_none_or(|stands| stands == *said));
}

/// Shown where the sentence does not say it.
const NOT_SAID: &str = "未定";

/// Label of what has to be asked back.
const ASKS: &str = "確認";

/// Label of what was not understood.
const NOT_READ: &str = "読めなかった言葉";

/// Other programmes that are listed at most.
const MOST: usize = 5;

/// The whole consultation as text: what was understood, then what fits, with reason and yen.
pub fn text(inquiry: Inquiry<'_>, town: Option<&Municipality>, u: &Understood, found: &Consultation) -> String {
    let catalogue = inquiry.catalogue;
    let mut out = String::from("この相談の読み取り\n");
    for said in understood(catalogue, town.map(|m| (m.full_name(), None)).into_iter().collect(), u) {
        let _ = writeln!(out, "  {}", said.line());
    }
    if found.answers.is_empty() {
        let _ = writeln!(out, "\n{}。", silent(&found.unavailable));
        for line in nearest(catalogue, u) {
            let _ = writeln!(out, "  {line}");
        }
    }
    answers((catalogue, inquiry.as_of), &found.answers, &mut out);
    for section in together::sections(catalogue, &u.project, found) {
        let _ = writeln!(out, "\n■ {}", section.title);
        section.lines.iter().for_each(|line| {
            let _ = writeln!(out, "  {}", line.text);
        });
    }
    if !found.unavailable.is_empty() {
        let _ = writeln!(out, "\n■ 今は使えない（期限外・対象外）");
        for line in unavailable(inquiry, &found.unavailable) {
            let _ = writeln!(out, "  {line}");
        }
    }
    let near: Vec<&Weighed> = found.others.iter().filter(|w| w.is_near()).take(MOST).collect();
    if !near.is_empty() {
        let _ = writeln!(out, "\n■ {}（この事業のためのものではない。近い順）", section(Section::Other));
        for w in near {
            let _ = writeln!(out, "  {}", w.programme.name);
        }
    }
    out
}

/// The answers in the order told: the first three, then the rest by 区分.
pub fn told(answers: &[Candidate]) -> Vec<&Candidate> {
    let mut all: Vec<&Candidate> = answers.iter().collect();
    sort::by_key(&mut all, |c| c.heading());
    all
}

/// What stands above answers.
pub fn heading(of: Heading) -> &'static str {
    match of {
        Heading::First => "まず見る制度（合う順）",
        Heading::Of(of) => section(of),
    }
}

/// The 区分 of an answer where no heading says it; empty for what fits, and where the mark of its standing says it.
pub fn apart(c: &Candidate) -> &'static str {
    match c.section() {
        Section::Fits | Section::Open => "",
        of if c.is_first => section(of),
        _ => "",
    }
}

/// The answers under their headings, numbered as they stand, each with its reason and its yen.
pub fn answers(about: (&Catalogue, Date), answers: &[Candidate], out: &mut String) {
    let mut above = None;
    for (c, number) in told(answers).into_iter().zip(1..) {
        if above.replace(c.heading()) != Some(c.heading()) {
            let _ = writeln!(out, "\n■ {}", heading(c.heading()));
        }
        row(about, number, c, out);
    }
}

/// For each thing that is asked for and that no document has: what lies nearest, and what that is instead.
pub fn nearest(catalogue: &Catalogue, u: &Understood) -> Vec<String> {
    let told = |a: &&'static Absent| match catalogue.programme_named(a.near) {
        Some(p) => format!("近いもの: {} — {}", p.name, a.difference),
        None => a.difference.to_owned(),
    };
    u.absent.iter().map(told).collect()
}

/// So many open terms are told of one answer.
const TERMS: usize = 3;

fn row((catalogue, as_of): (&Catalogue, Date), number: usize, c: &Candidate, out: &mut String) {
    let p = c.assessment.programme;
    let apart = match apart(c) {
        "" => String::new(),
        of => format!("〔{of}〕"),
    };
    let _ = writeln!(out, "{number} {}（{}）{apart}", p.name, standing(&c.assessment, &c.costs.profile));
    let line = gives(Inquiry { catalogue, profile: &c.costs.profile, as_of }, &c.assessment);
    if !line.is_empty() {
        let _ = writeln!(out, "    {line}");
    }
    let _ = writeln!(out, "    {}", reason(catalogue, c));
    if let Some(yen) = money(c) {
        let _ = writeln!(out, "    {yen}");
    }
    if c.is_first {
        let terms = c.assessment.requirements(&c.costs.profile);
        let open: Vec<&str> = terms.filter(|(_, truth)| *truth == Some(Truth::Unknown)).map(|(r, _)| r.text).collect();
        if !open.is_empty() {
            let more = if open.len() > TERMS { format!("、ほか{}件", open.len() - TERMS) } else { String::new() };
            let told = open.iter().take(TERMS).copied().collect::<Vec<_>>().join("、");
            let _ = writeln!(out, "    まだ分からない要件: {told}{more}");
        }
        if let Some(w) = p.ended_window(as_of) {
            let _ = writeln!(out, "    日程: {}", ended(w));
        }
    }
    if !p.office.is_empty() {
        let _ = writeln!(out, "    担当: {}", p.office);
    }
}
