//! 対象団体の条件 and 計画の要件 as checklists.

use crate::domain::terms::condition::{Test, World};
use crate::present::detail::writer::{Writer, judged, line};
use crate::present::line::{TextLine, Tone};
use crate::present::who::{Item, checklist};
use crate::present::word;

impl Writer<'_> {
    pub(super) fn body(&self) -> Vec<TextLine> {
        let c = &self.p.eligible;
        if c.test == Test::Always {
            return vec![line(word::FOR_ALL_BODIES, Tone::Plain, self.p.cites)];
        }
        let world = World::of(self.inquiry.profile);
        let one = |i: Item| {
            judged(&format!("{}{}", "  ".repeat(i.depth), i.text), i.condition.truth(&world), i.condition.cites)
        };
        checklist(self.catalogue, c).into_iter().map(one).collect()
    }

    pub(super) fn plan(&self) -> Vec<TextLine> {
        self.a
            .requirements(self.inquiry.profile)
            .map(|(r, truth)| match truth {
                Some(t) => judged(r.text, t, r.cites),
                None => line(format!("［計画で確認］{}", r.text), Tone::Plain, r.cites),
            })
            .collect()
    }
}
