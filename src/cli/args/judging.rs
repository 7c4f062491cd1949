//! `assess`, `consult`, `matrix`: who asks for what, and in which form it comes back.

use std::path::PathBuf;

use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::showing::Filter;
use crate::cli::format::Format;
use crate::cli::outcome::Outcome;
use crate::cli::output;
use crate::export::Make;
use crate::present::form::{Annex, Annexes, Paper};

/// What options say of a plan.
#[derive(Debug, Default, clap::Args)]
pub struct Said {
    /// 目的（名前か id）。何度でも書ける
    #[arg(long, value_name = "目的")]
    pub purpose: Vec<String>,
    /// 主体（名前か id）。何度でも書ける
    #[arg(long, value_name = "主体")]
    pub actor: Vec<String>,
    /// 経費の種類と金額（例: 施設整備=1,800万円）。何度でも書ける
    #[arg(long, value_name = "種類=金額", allow_hyphen_values = true)]
    pub cost: Vec<String>,
}

/// Where a result goes.
#[derive(Debug, Default, clap::Args)]
pub struct Destination {
    /// 画面ではなくファイルに書く（--output でも）
    #[arg(short, long, alias = "output", value_name = "ファイル")]
    pub out: Option<PathBuf>,
    /// 同じ名前のファイルがあれば置き換える
    #[arg(long)]
    pub force: bool,
}

impl Destination {
    /// Writes a result: to the file that was named, else to standard output.
    pub fn write(&self, result: &[u8]) -> Outcome {
        // `-` is the standard output, as for `--profile -`.
        let file = self.out.as_deref().filter(|path| path.as_os_str() != "-");
        file.map_or_else(|| output::bytes(result), |path| output::file(path, result, self.force))
    }
}

/// How the one page is made.
#[derive(Debug, Default, clap::Args)]
pub struct Page {
    /// 1枚の後ろに付ける別紙: results（全結果）、details（詳細）、questions（質問票）、answers（回答）、sources（出典）、all。「,」で並べる
    #[arg(long, value_name = "別紙", value_delimiter = ',', value_parser = annex)]
    pub annex: Vec<Annexes>,
    /// 1枚を横長にする（説明会の画面向け）
    #[arg(long)]
    pub landscape: bool,
}

impl Page {
    /// The same as the export takes it.
    pub fn make<'a>(&self, command: &'a str) -> Make<'a> {
        let annexes = self.annex.iter().fold(Annexes::NONE, |all, a| all.with(*a));
        Make { annexes, paper: if self.landscape { Paper::Lying } else { Paper::Upright }, command }
    }
}

fn annex(typed: &str) -> Result<Annexes, String> {
    if typed == "all" {
        return Ok(Annexes::ALL);
    }
    let found = Annex::ALL.into_iter().find(|a| a.key() == typed || a.name() == typed);
    found.map(|a| Annexes::NONE.toggled(a)).ok_or_else(|| {
        let all: Vec<&str> = Annex::ALL.into_iter().map(Annex::key).collect();
        format!("別紙は {} か all です", all.join("、"))
    })
}

/// `assess`
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "chiiki-navi assess [自治体] [--profile ファイル] [--set 項目=値]… [オプション]",
    after_help = "例:\n  chiiki-navi assess 海士町 --role お金の制度 --verdict 該当\n  chiiki-navi assess 海士町 --project keikaku.toml --out kekka.html"
)]
pub struct Assess {
    /// 自治体（-m と同じ）
    #[arg(value_name = "自治体", conflicts_with = "municipality")]
    pub name: Option<String>,
    /// 自治体（海士町、島根県海士町、団体コード、都道府県名）
    #[arg(short, long, value_name = "自治体")]
    pub municipality: Option<String>,
    /// 回答のファイル（.json か .toml、保存したセッション、assess の JSON。- は標準入力）
    #[arg(short, long, value_name = "ファイル")]
    pub profile: Option<PathBuf>,
    /// 計画のファイル（consult --save-project のもの。事業費などの回答のファイルでもよい）。--profile と重なる項目はこちらが勝つ
    #[arg(long, value_name = "ファイル")]
    pub project: Option<PathBuf>,
    /// What else is said of the plan.
    #[command(flatten)]
    pub said: Said,
    /// 画面で保存した回答のファイル（場所は画面の Ctrl+S で分かる）
    #[arg(long, value_name = "ファイル", conflicts_with = "profile")]
    pub session: Option<PathBuf>,
    /// `fact=value` pairs.
    #[arg(help = "1つの回答（例: digital=はい、public_money=2,000万円、kaso=?）。何度でも書ける")]
    #[arg(short, long, value_name = "項目=値", allow_hyphen_values = true)]
    pub set: Vec<String>,
    /// この制度だけを出す（id）。何度でも書ける
    #[arg(long, value_name = "id", value_delimiter = ',')]
    pub programme: Vec<String>,
    /// Which programmes.
    #[command(flatten)]
    pub filter: Filter,
    /// この判定の制度だけを出す（該当、要確認、対象外、期限外）。何度でも書ける
    #[arg(long, value_name = "判定", value_delimiter = ',')]
    pub verdict: Vec<String>,
    /// 形式: table（表）、html（A4 1枚）、xlsx、csv、json。書かなければ --out の拡張子から
    #[arg(short, long, value_name = "形式", value_enum, hide_possible_values = true)]
    pub format: Option<Format>,
    /// --format json と同じ
    #[arg(long)]
    pub json: bool,
    /// 制度ごとの詳細と出典も出す（html では --annex details と同じ）
    #[arg(long)]
    pub details: bool,
    /// What lies behind the page.
    #[command(flatten)]
    pub page: Page,
    /// Where it goes.
    #[command(flatten)]
    pub to: Destination,
}

/// `consult`
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "chiiki-navi consult [文] [--municipality 自治体] [--cost 種類=金額]… [オプション]",
    after_help = "例:\n  chiiki-navi consult 海士町で空き家を3軒直したい。1,800万円\n  chiiki-navi consult --project jigyo.toml -m 海士町 -m 飯南町 --out hikaku.html"
)]
pub struct Consult {
    /// 相談の文（例: 「海士町で空き家を3軒直してお試し移住の家に。1,800万円」）
    #[arg(value_name = "文")]
    pub sentence: Vec<String>,
    /// 自治体（海士町、島根県海士町、団体コード、都道府県名）。2つ以上（5つまで）書くと並べて比べる
    #[arg(short, long, value_name = "自治体")]
    pub municipality: Vec<String>,
    /// 計画のファイル（.toml。- は標準入力）
    #[arg(long, value_name = "ファイル")]
    pub project: Option<PathBuf>,
    /// 読み取った計画をこのファイルに書く（--project で読める）
    #[arg(long, value_name = "ファイル")]
    pub save_project: Option<PathBuf>,
    /// What else is said of the plan.
    #[command(flatten)]
    pub said: Said,
    /// JSON で出す
    #[arg(long)]
    pub json: bool,
    /// A4 1枚の HTML で出す。自治体が2つ以上なら比較の1枚（--out が .html なら書かなくてよい）
    #[arg(long, conflicts_with = "json")]
    pub sheet: bool,
    /// 1枚に載せる制度（id）。何度でも書ける。書かなければ合うもの
    #[arg(long, value_name = "id", value_delimiter = ',')]
    pub programme: Vec<String>,
    /// What lies behind the page.
    #[command(flatten)]
    pub page: Page,
    /// Where it goes.
    #[command(flatten)]
    pub to: Destination,
}

/// `matrix`
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "chiiki-navi matrix [自治体]… [--prefecture 都道府県] [--list ファイル] [オプション]",
    after_help = "例:\n  chiiki-navi matrix --prefecture 島根県 --out 島根県.xlsx\n  chiiki-navi matrix 海士町 飯南町 --kind 地方債"
)]
pub struct Matrix {
    /// この自治体だけ（書かなければ全市町村）
    #[arg(value_name = "自治体")]
    pub names: Vec<String>,
    /// この都道府県の市町村だけ
    #[arg(long, value_name = "都道府県")]
    pub prefecture: Option<String>,
    /// 自分の一覧（CSV か Excel。団体コード・都道府県・市町村名と、項目の名前か id の列）
    #[arg(long, value_name = "ファイル", conflicts_with_all = ["names", "prefecture"])]
    pub list: Option<PathBuf>,
    /// この計画（consult --save-project のファイル）で、合う制度と金額を市町村ごとに出す
    #[arg(long, value_name = "ファイル")]
    pub project: Option<PathBuf>,
    /// `fact=value` pairs for every municipality.
    #[arg(help = "全団体に共通の回答（例: digital=はい）。何度でも書ける")]
    #[arg(short, long, value_name = "項目=値", allow_hyphen_values = true)]
    pub set: Vec<String>,
    /// この制度だけ（id）。コンマで区切るか、何度でも書ける
    #[arg(long, value_name = "id", value_delimiter = ',')]
    pub programme: Vec<String>,
    /// Which programmes.
    #[command(flatten)]
    pub filter: Filter,
    /// 形式: table（表）、csv、xlsx、json。書かなければ --out の拡張子から
    #[arg(short, long, value_name = "形式", value_parser = matrix_format(), hide_possible_values = true)]
    pub format: Option<Format>,
    /// --format json と同じ
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
    /// Where it goes.
    #[command(flatten)]
    pub to: Destination,
}

fn matrix_format() -> impl TypedValueParser<Value = Format> {
    let names = Format::MATRIX.iter().filter_map(ValueEnum::to_possible_value);
    PossibleValuesParser::new(names).try_map(|name| Format::from_str(&name, false))
}
