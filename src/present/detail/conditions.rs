//! 対象団体の条件 and 計画の要件 as checklists.

use super::{Line, Page, Tone, judged, line};
use crate::domain::condition::{Condition, Test, World};
use crate::present::condition;

impl Page<'_> {
    pub(super) fn body(&self) -> Vec<Line> {
        let c = &self.p.eligible;
        if c.test == Test::Always {
            return vec![line("団体の種類を限る条件は資料に記載なし", Tone::Plain, self.p.cites)];
        }
        let mut out = Vec::new();
        self.tree(c, 0, &mut out);
        out
    }

    /// A condition as an indented checklist: leaves with their truth, any-of groups announced.
    fn tree(&self, c: &'static Condition, depth: usize, out: &mut Vec<Line>) {
        let truth = c.truth(&World::of(self.profile));
        let pad = "  ".repeat(depth);
        match c.test {
            Test::All(parts) if c.label.is_empty() => parts.iter().for_each(|p| self.tree(p, depth, out)),
            Test::Any(parts) if c.label.is_empty() => {
                out.push(judged(&format!("{pad}次のいずれか"), truth, c.cites));
                parts.iter().for_each(|p| self.tree(p, depth + 1, out));
            }
            _ => out.push(judged(&format!("{pad}{}", condition::phrase(self.catalogue, c)), truth, c.cites)),
        }
    }

    pub(super) fn plan(&self) -> Vec<Line> {
        self.a
            .requirements(self.profile)
            .map(|(r, truth)| match truth {
                Some(t) => judged(r.text, t, r.cites),
                None => line(format!("［計画で確認］{}", r.text), Tone::Plain, r.cites),
            })
            .collect()
    }
}
