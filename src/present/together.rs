//! What fits one plan, put together: the lawful sets by what the municipality pays, and what stands instead of what.

use crate::domain::plan::project::Project;
use crate::domain::plan::rank::{Candidate, Consultation, Together, combinations_of_fitting};
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::programme::LinkKind;
use crate::domain::value::number::Yen;
use crate::present::combine::NOT_STATED;
use crate::present::line::{Section, TextLine, Tone, line};
use crate::present::money::bar::{self, Page, Passage, Scaled};
use crate::present::money::plan::burden;
use crate::present::{figure, money, word};

/// Title of the pairs of which one stands instead of the other.
pub const INSTEAD: &str = "一方だけを使うもの";

/// Title of the sets.
const SETS: &str = "組み合わせ（地方負担の少ない順。同じ経費は二重に数えない）";

/// Title where no two may be counted together.
const ALONE: &str = "1つずつ使うとき（地方負担の少ない順。合わせた額を示せる組はありません）";

/// Sets that are shown at most.
const MOST: usize = 8;

/// The same as text.
pub fn sections(catalogue: &Catalogue, project: &Project, found: &Consultation) -> Vec<Section> {
    bar::sections(page(catalogue, project, found))
}

/// The sets, each with the bar of who pays what, then the pairs of which one excludes or replaces the other; empty where
/// nothing has yen.
pub fn page(catalogue: &Catalogue, project: &Project, found: &Consultation) -> Page {
    let sets = combinations_of_fitting(catalogue, project, &found.answers);
    let shown = || sets.iter().take(MOST);
    let costs = project.costs.iter().map(|c| c.yen).fold(Yen(0), Yen::plus);
    let basis = format!("事業の経費 {}（幅のあるものは、多いときの額で並べる）", figure::yen(costs));
    let mut all = vec![Passage::Line(line(basis, Tone::Quiet))];
    for (i, set) in shown().enumerate() {
        let mut lines = told(i + 1, set, &found.answers).into_iter().map(Passage::Line);
        all.extend(lines.by_ref().take(2));
        let bars = set.members.iter().map(|i| Scaled::of_candidate(found.answers.get(*i)?));
        all.extend(Passage::together(bars, set.not_covered));
        all.extend(lines);
    }
    let title = if shown().any(|set| set.members.len() > 1) { SETS } else { ALONE };
    let sets = (all.len() > 1).then_some((title, all));
    let instead: Vec<Passage> = instead(catalogue, &found.answers).into_iter().map(Passage::Line).collect();
    sets.into_iter().chain((!instead.is_empty()).then_some((INSTEAD, instead))).collect()
}

fn told(number: usize, set: &Together, answers: &[Candidate]) -> Vec<TextLine> {
    let names: Vec<&str> =
        set.members.iter().filter_map(|i| answers.get(*i)).map(|c| c.assessment.programme.name).collect();
    let mut out = vec![line(format!("{number} {}", names.join(" ＋ ")), Tone::Plain)];
    // One alone keeps its exact word: what is 措置不明 is no 実質的な地方負担.
    let alone = match set.members.as_slice() {
        [one] => answers.get(*one),
        _ => None,
    };
    let told = || format!("地方負担 {}", money::sum(set.burden));
    out.push(line(format!("  {}", alone.and_then(burden).map_or_else(told, |b| b.line())), Tone::Figure));
    // No piece of a bar is the bond itself: it is paid back by two of them.
    let bonds = set.members.iter().filter_map(|i| answers.get(*i)?.bond());
    out.extend(bonds.map(|bond| line(format!("  起債 {}", money::sum(bond)), Tone::Quiet)));
    if set.not_covered > Yen(0) {
        let yen = figure::yen(set.not_covered);
        out.push(line(format!("  どれも対象にしない経費 {yen}（別に全額を負担）"), Tone::Check));
    }
    if set.members.len() > 1 && !set.stated {
        out.push(line(format!("  {NOT_STATED}"), Tone::Check));
    } else if set.members.len() > 1 {
        out.push(line("  併用できると資料にある", Tone::Met));
    }
    out
}

/// Pairs of answers of which a document says that one excludes the other, or stands in for it.
fn instead(catalogue: &Catalogue, answers: &[Candidate]) -> Vec<TextLine> {
    let mut out = Vec::new();
    for one in answers {
        let from = one.assessment.programme;
        let links = from.links.iter().filter(|l| matches!(l.kind, LinkKind::Excludes | LinkKind::Fallback));
        for link in links {
            let other = catalogue.programme(link.to);
            let is_answer = |id: &str| answers.iter().any(|c| c.assessment.programme.id == id);
            let Some(other) = other.filter(|p| is_answer(p.id)) else { continue };
            out.push(line(format!("{} と {}", from.name, other.name), Tone::Plain));
            out.push(line(format!("  {}: {}", word::link(link.kind), link.note), Tone::Quiet));
        }
    }
    out
}
