//! What every section of the detail is written from, and the lines that all of them have.

use crate::domain::judge::assess::Assessment;
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::sort;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::programme::{CeilingGroup, Programme};
use crate::domain::value::source::Cites;
use crate::domain::value::truth::Truth;
use crate::present::line::{TextLine, Tone};
use crate::present::word;

pub(super) use crate::present::line::cited as line;

pub(super) struct Writer<'a> {
    pub(super) inquiry: Inquiry<'a>,
    pub(super) catalogue: &'a Catalogue,
    pub(super) a: &'a Assessment,
    pub(super) p: &'static Programme,
    /// 対象外: figures are shown as what would be, never as what can be had.
    pub(super) excluded: bool,
}

pub(super) fn judged(text: &str, truth: Truth, cites: Cites) -> TextLine {
    line(format!("［{}］{text}", word::truth(truth)), Tone::of(truth), cites)
}

pub(super) fn dedup(mut cites: Vec<u8>) -> Vec<u8> {
    sort::once(&mut cites);
    cites
}

/// 「公費による交付額の上限（1事業あたり）」
pub fn ceiling_of(group: &CeilingGroup) -> String {
    let what = if group.floor { "下限" } else { "上限" };
    let per = if group.per.is_empty() { String::new() } else { format!("（{}あたり）", group.per) };
    if group.of.ends_with(what) { format!("{}{per}", group.of) } else { format!("{}の{what}{per}", group.of) }
}
