//! `content new`: a programme's file with every key explained.

use super::folder::folder;
use crate::cli::args::content::New;
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::output;
use crate::content::raw::Programme;
use crate::content::template::{Known, programme};

/// `content new`
pub fn run(args: &New) -> Outcome {
    let id = args.id.as_str();
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if id.is_empty() || id.len() > 60 || !id.chars().all(fits) {
        return Err(Failure::Input(format!(
            "id「{}」は使えません。半角の小文字・数字・- だけで書いてください（例: akiya-kofukin）",
            output::shown(id)
        )));
    }
    folder(&args.dir)?;
    let kinds = Programme::TABLE.key("kind").map(|k| k.choices).unwrap_or_default();
    if !args.kind.is_empty() && !kinds.contains(&args.kind.as_str()) {
        return Err(Failure::Input(format!("種別は {} のどれかです", kinds.join("、"))));
    }
    let known = Known { id, name: &args.name, yomi: &args.yomi, kind: &args.kind, source: &args.source };
    let path = args.dir.join("programmes").join(format!("{id}.toml"));
    output::file(&path, programme(&known).as_bytes(), false)?;
    let dir = output::shown_path(&args.dir);
    output::stdout(&format!(
        "TODO のある行を書いてください。残りは chiiki-navi check {dir} が行つきで一覧にします\n\
         書けたら、境目の事例の案を作ります: chiiki-navi content cases {id} --dir {dir}\n"
    ))
}
