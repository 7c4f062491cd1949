//! `content unpack`: the bundle in use as the files that its editors have.

use std::path::Path;

use crate::cli::args::content::Unpack;
use crate::cli::bundle::sources::Sources;
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::output;
use crate::content::embedded;
use crate::content::schema::{ALL, association, schema};
use crate::export::json::pretty;
use crate::store::file::reason;

/// `content unpack`
pub fn run(args: &Unpack, sources: &Sources) -> Outcome {
    let (dir, name) = (args.dir.as_path(), output::shown_path(&args.dir));
    if dir.exists() && !dir.is_dir() {
        return Err(Failure::Input(format!("{name} はフォルダではありません")));
    }
    if std::fs::read_dir(dir).is_ok_and(|mut all| all.next().is_some()) {
        return Err(Failure::Input(format!(
            "{name} は空ではありません。何も書いていません。新しいフォルダの名前を書いてください"
        )));
    }
    let opened = sources.open()?;
    let (catalogue, files) = (opened.catalogue, opened.files());
    if files.texts.is_empty() {
        return Err(Failure::Failed("制度データのファイルを取り出せませんでした".to_owned()));
    }
    for (path, text) in &files.texts {
        put(dir, path, text)?;
    }
    for (kind, _, table) in ALL {
        put(dir, &format!("schema/{kind}.schema.json"), &pretty(&schema(table)))?;
    }
    put(dir, ".taplo.toml", &association())?;
    put(dir, "書き方.md", &embedded::guide())?;
    output::stdout(&format!(
        "版 {} を {name} に出しました（制度 {} 件、照合の事例つき）。書き方は {name}/書き方.md にあります\n\
         検査する  chiiki-navi check {name}\n\
         画面で見る  chiiki-navi --content {name} 海士町\n\
         違いを見る  chiiki-navi content diff 組み込み {name}\n\
         束にする  chiiki-navi bundle pack {name} --output seido.toml\n",
        catalogue.version,
        catalogue.programmes.len()
    ))
}

fn put(dir: &Path, path: &str, text: &str) -> Outcome {
    let file = dir.join(path);
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder).map_err(|e| {
            Failure::Failed(format!("{} に書けませんでした（{}）", output::shown_path(&file), reason(&e)))
        })?;
    }
    output::new_file(&file, text.as_bytes()).map(|_| ())
}
