//! `self-check`: the golden cases of the bundle in use, run on this machine.

use super::bundle::judge;
use super::bundle::sources::Opened;
use super::outcome::{Failure, Outcome};
use super::output;
use crate::present::value;

/// `self-check`
pub fn run(opened: &Opened) -> Outcome {
    let c = opened.catalogue;
    let proof = judge::prove(c, &opened.files());
    judge::report_misses(&proof.misses);
    let result = match (proof.files, proof.misses.len()) {
        (0, _) => "照合の事例がありません".to_owned(),
        (files, 0) => format!("照合の事例 {files} ファイル・{} 件、すべて合いました", proof.expectations),
        (files, wrong) => {
            format!(
                "照合の事例 {files} ファイル・{} 件のうち、合わないところが {wrong} か所あります",
                proof.expectations
            )
        }
    };
    output::stdout(&format!(
        "{result}\n制度データ 版 {}（{}、{}）\nSHA-256 {}\n",
        c.version,
        value::wareki(c.date),
        value::provenance(c),
        c.sha256()
    ))?;
    match (proof.files, proof.misses.len()) {
        (0, _) => Err(Failure::Failed("計算は確かめられていません".to_owned())),
        (_, 0) => Ok(()),
        _ => Err(Failure::Failed("この制度データと計算は使わず、開発元へお知らせください".to_owned())),
    }
}
