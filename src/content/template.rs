//! A new programme's file with every key explained, from the tables of keys.

use std::fmt::Write as _;

use super::key::{Form, Key, Table};
use super::raw;

/// What is known of the new programme; empty where it is to be filled in.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// The reading of its name.
    pub yomi: &'a str,
    /// 種別
    pub kind: &'a str,
    /// The document that it stands in.
    pub source: &'a str,
    /// Comment lines with the ids that 「相談に合わせる言葉」 takes, each ended.
    pub words: &'a str,
}

/// The file. Every place to fill in says TODO, and `check` lists those.
pub fn programme(known: &Known<'_>) -> String {
    let mut out = format!(
        "# {}\n# TODO のある行を書き、書いたら TODO を消します。# で始まる行は書き方の説明で、使うものは # を消して書きます。\n\
         # 検査: chiiki-navi check このフォルダ\n\n",
        known.id
    );
    for key in raw::Programme::TABLE.keys {
        if is_value(key) {
            out += &line(key, known);
        }
    }
    out += "\n# ---- 読み上げる1行（率か上限があるとき）\n";
    out += "[line]\ntext = \"TODO 率・何に対して・上限を1行で（例: 公費による交付額の1/2。1事業2,500万円まで）\"\ncite = [\"rate\", \"cap\"]\n";
    out += "\n# ---- 相談に合わせる言葉（purposes.toml の id）\n";
    out += known.words;
    out += &live(raw::Fit::TABLE, "[fit]", &[("purposes", "[\"TODO 目的の id\"]"), ("purposes_cite", "[\"main\"]")]);
    out += "\n# ---- 対象団体（共有の条件は facts.toml の [define]: shichoson 市町村、shikuchoson 市区町村、todofuken 都道府県 …）\n";
    out += "[eligible]\nuse = \"shichoson\"   # TODO 資料の対象団体に合わせる\ncite = [\"main\"]\n";
    out += "\n# ---- 率。場合ごとに1行。率がなければ、この表と [quote.rate] を消し、level を terms にする\n";
    out += &live(
        raw::Rate::TABLE,
        "[[rate]]",
        &[
            ("group", "\"kokuhi\""),
            ("instrument", "\"国費\"   # TODO 国費・特別交付税・普通交付税・充当率・交付税措置率・税・その他"),
            ("of", "\"TODO 何に対する率か\""),
            ("label", "\"原則\""),
            ("share", "\"TODO 1/2 の形\""),
            ("cite", "[\"rate\"]"),
        ],
    );
    out += "\n# ---- 上限。書かれていなければ、この表と [quote.cap] を消す\n";
    out += &live(
        raw::Ceiling::TABLE,
        "[[ceiling]]",
        &[
            ("group", "\"jogen\""),
            ("of", "\"TODO 何の上限か\""),
            ("label", "\"上限\""),
            ("yen", "0   # TODO 円の整数（25_000_000）"),
            ("cite", "[\"cap\"]"),
        ],
    );
    for (key, heading) in [
        ("requirement", "計画の要件"),
        ("flow", "お金の流れ。なければ試算は出ない。入れた額は1円残らず to に行き着かせる"),
        ("term", "対象経費・内容"),
        ("budget", "予算額"),
        ("window", "時期"),
        ("link", "ほかの制度との関係"),
        ("check", "要確認"),
        ("period", "制度そのものの期間"),
    ] {
        let _ = write!(out, "\n# ---- {heading}（使うなら # を消す）\n");
        out += &example(key);
    }
    out += "\n# ---- 引用。資料の行と、その行にある語句を40字まで。行は引用符で囲む\n";
    let source = if known.source.is_empty() { "TODO 資料の id（sources.toml）" } else { known.source };
    for (id, what) in [("main", "制度を説明している語句"), ("rate", "率のある語句"), ("cap", "上限額のある語句")]
    {
        let _ =
            write!(out, "[quote.{id}]\nsource = \"{source}\"\nlines = \"TODO 70-72 の形\"\ntext = \"TODO {what}\"\n");
    }
    out
}

/// Whether the key stands at the head of the file, with a value and not as a table.
fn is_value(key: &Key) -> bool {
    match (key.form)() {
        Form::Table(_) | Form::Named(_) => false,
        Form::List(one) => !matches!(one(), Form::Table(_)),
        _ => true,
    }
}

/// A key of the head: what it means, and what to fill in.
fn line(key: &Key, known: &Known<'_>) -> String {
    let choices = if key.choices.is_empty() { String::new() } else { format!("（{}）", key.choices.join("・")) };
    let told = format!("# {}{choices}\n", key.told);
    let given = match key.name {
        "id" => known.id,
        "name" => known.name,
        "yomi" => known.yomi,
        "kind" => known.kind,
        "role" => "お金の制度",
        "level" => "figures",
        _ => "",
    };
    let value = match (given, key.name) {
        ("", "cite") => "[\"main\"]".to_owned(),
        ("", _) => format!("\"TODO {}\"", key.told.split('。').next().unwrap_or_default()),
        (given, _) => format!("\"{}\"", given.replace(['"', '\\'], "")),
    };
    if key.is_needed {
        format!("{told}{} = {value}\n", key.name)
    } else {
        format!("{told}# {} = {}\n", key.name, key.example)
    }
}

/// A table of which some keys are written and the others explained.
fn live(table: &Table, heading: &str, written: &[(&str, &str)]) -> String {
    let mut out = format!("{heading}\n");
    for key in table.keys.iter().filter(|k| !matches!((k.form)(), Form::List(one) if matches!(one(), Form::Table(_)))) {
        let _ = match written.iter().find(|(name, _)| *name == key.name) {
            Some((name, value)) => writeln!(out, "{name} = {value}"),
            None => writeln!(out, "# {} = {}   # {}", key.name, key.example, key.told),
        };
    }
    out
}

/// A table that is only explained.
fn example(name: &str) -> String {
    let Some(key) = raw::Programme::TABLE.key(name) else { return String::new() };
    let (heading, table) = match (key.form)() {
        Form::Table(table) => (format!("[{name}]"), table),
        Form::List(one) => match one() {
            Form::Table(table) => (format!("[[{name}]]"), table),
            _ => return String::new(),
        },
        _ => return String::new(),
    };
    let mut out = format!("# {heading}\n");
    for key in table.keys {
        let needed = if key.is_needed { "（必ず）" } else { "" };
        let _ = writeln!(out, "# {} = {}   # {}{needed}", key.name, key.example, key.told);
    }
    out
}
