//! `content new`: a programme's file with every key explained.

use std::fmt::Write as _;
use std::path::Path;

use super::folder::folder;
use crate::cli::args::content::New;
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::output;
use crate::content::files::PURPOSES;
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
    let words = words(&args.dir);
    let known = Known { id, name: &args.name, yomi: &args.yomi, kind: &args.kind, source: &args.source, words: &words };
    let path = args.dir.join("programmes").join(format!("{id}.toml"));
    output::file(&path, programme(&known).as_bytes(), false)?;
    let dir = output::shown_path(&args.dir);
    output::stdout(&format!(
        "TODO のある行を書いてください。残りは chiiki-navi check {dir} が行つきで一覧にします\n\
         書けたら、境目の事例の案を作ります: chiiki-navi content cases {id} --dir {dir}\n"
    ))
}

/// The ids of the folder's closed lists with their names, as comments: the file itself is long, since it holds every word
/// that people use for them. Nothing where it cannot be read; `check` says why.
fn words(dir: &Path) -> String {
    /// Ids in a line.
    const EACH: usize = 4;
    let text = std::fs::read_to_string(dir.join(PURPOSES)).unwrap_or_default();
    let table: toml::Table = toml::from_str(&text).unwrap_or_default();
    let mut out = String::new();
    for (key, name) in [("purpose", "目的"), ("actor", "主体"), ("cost", "経費の種類"), ("stage", "段階")] {
        let all = table.get(key).and_then(toml::Value::as_array).into_iter().flatten();
        let text = |word: &toml::Value, key: &str| word.get(key).and_then(toml::Value::as_str).map(output::shown);
        let named: Vec<String> =
            all.filter_map(|word| Some(format!("{} {}", text(word, "id")?, text(word, "name")?))).collect();
        for (i, line) in named.chunks(EACH).enumerate() {
            let lead = if i == 0 { format!("{name}: ") } else { "    ".to_owned() };
            let _ = writeln!(out, "# {lead}{}", line.join("、"));
        }
    }
    out
}
