//! `bundle pack`: for those who write content.

use super::judge::{Trouble, examine, lacking, prove, report_misses, same_version, without_case};
use super::sources::{Sources, keep};
use crate::cli::args::bundle::Pack;
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::output;
use crate::content::files::{DOCUMENTS, Files, GOLDEN};
use crate::content::pack::pack;

/// `bundle pack`
pub fn run(args: &Pack, sources: &Sources) -> Outcome {
    let name = output::shown_path(&args.dir);
    if !args.dir.is_dir() {
        return Err(Failure::Input(format!("{name} というフォルダはありません")));
    }
    let (mut files, mut problems) = Files::read(&args.dir);
    if let Some(dir) = &args.golden {
        files.folder(GOLDEN, "toml", dir, &mut problems);
    }
    if let Some(dir) = &args.documents {
        files.folder(DOCUMENTS, "txt", dir, &mut problems);
    }
    let (files, catalogue) = examine((files, problems)).map_err(|p| Trouble::Problems(p).failure(&name))?;
    let catalogue = keep(&catalogue);
    let proof = prove(catalogue, &files);
    if !proof.misses.is_empty() {
        report_misses(&proof.misses);
        return Err(Failure::Failed(format!("照合の事例 {} 件が合わないので、束にしません", proof.misses.len())));
    }
    let bare = without_case(catalogue, &files);
    if !bare.is_empty() {
        return Err(Failure::Failed(format!("{}。--golden フォルダ で照合の事例を入れてください", lacking(&bare))));
    }
    let present = sources.without_named().open()?.catalogue;
    if present.version == catalogue.version && present.digest != catalogue.digest {
        return Err(Failure::Failed(same_version(catalogue)));
    }
    output::file(&args.output, pack(catalogue, &files).as_bytes(), args.force)?;
    let out = output::shown_path(&args.output);
    output::stdout(&format!(
        "版 {}　制度 {} 件　照合の事例 {} ファイル\nSHA-256 {}\n次に署名してください: minisign -Sm {out}（{out}.minisig ができます。2つとも渡します）\n",
        catalogue.version,
        catalogue.programmes.len(),
        proof.files,
        catalogue.sha256()
    ))
}
