//! As CSV, as JSON, and for reading.

use std::fmt::Write as _;

use super::{Matrix, MatrixRow, Told};
use crate::domain::judge::assess::Assessment;
use crate::domain::judge::matrix::Cases;
use crate::domain::judge::rank::{Group, Shelf, group};
use crate::domain::terms::role::Role;
use crate::export::{csv, json};
use crate::present::word;
use crate::text::join::join;
use crate::text::width::{Ambiguous, pad};

/// Programmes that still fit beside each other in plain text.
const BESIDE: usize = 4;

impl Matrix {
    /// One row per municipality and programme: what pivot tables and other programs want.
    pub fn csv(&self) -> String {
        let told = self.told();
        let fields = |fields: &[&str]| fields.iter().map(|f| quoted(f)).collect::<Vec<_>>().join(",");
        let beside: Vec<Vec<String>> = self
            .cases
            .iter()
            .zip(&told)
            .map(|(cases, all)| {
                let p = cases.programme();
                let one = |t: &Told| {
                    let of = [t.of.rate, t.of.ceiling, t.of.per];
                    fields(&[&[p.role.name(), t.body, &t.plan], &of[..], &[p.line_on(self.as_of), p.office]].concat())
                };
                all.iter().map(one).collect()
            })
            .collect();
        let tails: Vec<Vec<String>> = self
            .cases
            .iter()
            .zip(&told)
            .map(|(cases, all)| {
                let p = cases.programme();
                let tail = |t: &Told| fields(&[p.id, p.name, unmarked(&t.standing), &t.rate, &t.ceiling, &t.note]);
                all.iter().map(tail).collect()
            })
            .collect();
        let mut out = String::with_capacity(self.size(&tails, 64) + self.size(&beside, 8));
        out.push_str(
            "\u{feff}団体コード,都道府県,団体,制度id,制度,判定,率,上限,理由・足りない回答,基準日,版,一覧の行,\
             区分,団体の判定,計画,率の対象,上限の対象,上限の単位,読み上げ,担当課室\r\n",
        );
        let stamp = fields(&[&self.as_of.to_string(), self.catalogue.version]);
        for line in &self.lines {
            let m = line.municipality;
            let head = fields(&[&format!("{:06}", m.code), m.prefecture, m.name]);
            for (tail, beside) in Self::of(line, &tails).zip(Self::of(line, &beside)) {
                out.push_str(&head);
                out.push(',');
                out.push_str(tail);
                out.push(',');
                out.push_str(&stamp);
                // The row of the user's own list; empty without one.
                let _ = write!(out, ",{},{beside}\r\n", line.row.map_or_else(String::new, |n| n.to_string()));
            }
        }
        out
    }

    /// The machine-readable form, one municipality a line.
    pub fn json(&self) -> String {
        let of = |cases: &Cases| -> Vec<String> {
            let each = cases.all().iter();
            each.map(|case| json::matrix_result(cases.inquiry(&case.profile), &case.assessment)).collect()
        };
        let results: Vec<Vec<String>> = self.cases.iter().map(of).collect();
        let programmes: Vec<_> = self.cases.iter().map(Cases::programme).collect();
        let head = json::matrix_head(self.catalogue, self.as_of, &programmes, None);
        let places = self.lines.iter();
        let places = places.map(|l| (json::matrix_place(l.municipality, l.row), Self::of(l, &results).collect()));
        json::matrix(&head, places, self.size(&results, 8))
    }

    /// The text of each programme for this line.
    fn of<'t>(line: &'t MatrixRow, texts: &'t [Vec<String>]) -> impl Iterator<Item = &'t str> {
        line.cases.iter().zip(texts).filter_map(|(number, all)| all.get(*number)).map(String::as_str)
    }

    /// Bytes that the texts of all lines come to, `more` for each besides: reserved once, not doubled on the way.
    fn size(&self, texts: &[Vec<String>], more: usize) -> usize {
        let line = |l: &MatrixRow| Self::of(l, texts).map(|t| t.len() + more).sum::<usize>() + 200;
        self.lines.iter().map(line).sum::<usize>() + 4_096
    }

    /// For reading: few programmes beside each other, many as counts.
    pub fn table(&self) -> String {
        let told = self.told();
        let mut out = String::new();
        for line in self.head() {
            let _ = writeln!(out, "{line}");
        }
        out.push('\n');
        if self.cases.len() > BESIDE {
            for line in &self.lines {
                let cases = self.cases.iter().zip(&line.cases).filter_map(|(c, number)| c.get(*number));
                let name = pad(&line.municipality.full_name(), 26, Ambiguous::Wide);
                let _ = writeln!(out, "{name} {}", by_role(&cases.map(|c| &c.assessment).collect::<Vec<_>>()));
            }
            let _ = writeln!(
                out,
                "\n制度ごとの判定は --programme id（{BESIDE}つまで並びます）、--format csv・xlsx・json で出します"
            );
            return out;
        }
        for (i, (cases, counts)) in self.counts().enumerate() {
            let p = cases.programme();
            let each = if p.role.is_usable() {
                Group::ALL.map(|g| format!("{} {}", word::group(g), counts.of(g))).join("、")
            } else {
                format!("{} {}", word::shelf(Shelf::Named), counts.on(Shelf::Named))
            };
            let _ = writeln!(out, "({}) {}（{}）: {each}", i + 1, p.name, p.role.name());
            let said = [("読み上げ", p.line_on(self.as_of)), ("担当課室", p.office)];
            for (label, text) in said.into_iter().filter(|(_, text)| !text.is_empty()) {
                let _ = writeln!(out, "    {label} {text}");
            }
        }
        out.push('\n');
        for line in &self.lines {
            let name = pad(&line.municipality.full_name(), 26, Ambiguous::Wide);
            let cell = |(number, all): (&usize, &Vec<Told>)| {
                all.get(*number).map(|t| {
                    let told = t.of.told();
                    let rest = if t.rate.is_empty() { t.note.clone() } else { join([t.rate.as_str(), &told], "　") };
                    join([t.standing.as_str(), &t.layers, &rest], " ")
                })
            };
            let cells: Vec<String> = line.cases.iter().zip(&told).filter_map(cell).collect();
            let _ = writeln!(out, "{name} {}", cells.join("　｜　"));
        }
        out
    }
}

/// The counts of a municipality, each role apart; what cannot be used is 該当 for nobody.
fn by_role(results: &[&Assessment]) -> String {
    let of = |role: Role| results.iter().filter(move |a| a.programme.role == role);
    let each = Role::ALL.map(|role| {
        let groups =
            Group::ALL.map(|g| format!("{} {:>3}", word::group(g), of(role).filter(|a| group(a) == g).count()));
        let text = if role.is_usable() { groups.join(" ") } else { format!("{:>3}", of(role).count()) };
        format!("{} {text}", role.name())
    });
    each.join("　")
}

/// The word of a standing, without its mark.
fn unmarked(standing: &str) -> &str {
    standing.split_once(' ').map_or(standing, |(_, word)| word)
}

/// A field as Excel reads it back.
fn quoted(text: &str) -> String {
    let safe = csv::safe(text);
    if safe.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", safe.replace('"', "\"\"")) } else { safe }
}
