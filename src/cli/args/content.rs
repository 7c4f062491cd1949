//! `content` and `check`: what those who write next year's figures need.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// `content`
#[derive(Debug, Args)]
#[command(
    override_usage = "chiiki-navi content <コマンド> [オプション]",
    after_help = "例:\n  chiiki-navi content unpack seido\n  chiiki-navi content diff 組み込み seido --municipality 海士町"
)]
pub struct Content {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands of `content`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 今の制度データを、書き直せるファイルにして出す（書き方・照合の事例・スキーマつき）
    Unpack(Unpack),
    /// 新しい制度のファイルを、キーの説明つきで作る
    New(New),
    /// 新しい年度の行を足し、古い行を終わらせる（直す所に TODO が付く）
    NextYear(NextYear),
    /// 2つの制度データの違い（制度・行・数字・条件・文）
    Diff(Diff),
    /// 条件の境目の両側の、照合の事例の案を作る
    Cases(Cases),
}

/// `content unpack`
#[derive(Debug, Args)]
#[command(
    override_usage = "chiiki-navi content unpack <フォルダ>",
    after_help = "例:\n  chiiki-navi content unpack seido\n  chiiki-navi content unpack seido --content seido-2027.4.1.toml"
)]
pub struct Unpack {
    /// 出す先のフォルダ（ないか、空であること）
    #[arg(value_name = "フォルダ")]
    pub dir: PathBuf,
}

/// `content new`
#[derive(Debug, Args)]
#[command(
    override_usage = "chiiki-navi content new <id> --dir <フォルダ> [オプション]",
    after_help = "例:\n  chiiki-navi content new akiya-kofukin --dir seido\n  chiiki-navi content new akiya-kofukin --dir seido --name 空き家交付金 --kind 交付金 --source r7-kaigi"
)]
pub struct New {
    /// 制度の id（半角の小文字・数字・-）。ファイル名になる
    #[arg(value_name = "id")]
    pub id: String,
    /// 制度データのフォルダ（content unpack で出したもの）
    #[arg(long, value_name = "フォルダ")]
    pub dir: PathBuf,
    /// 制度の名前
    #[arg(long, value_name = "名前", default_value = "", hide_default_value = true)]
    pub name: String,
    /// 名前のよみ（ひらがな）
    #[arg(long, value_name = "よみ", default_value = "", hide_default_value = true)]
    pub yomi: String,
    /// 種別（国庫補助、交付金、特別交付税 …）
    #[arg(long, value_name = "種別", default_value = "", hide_default_value = true)]
    pub kind: String,
    /// 資料の id（sources.toml）
    #[arg(long, value_name = "資料", default_value = "", hide_default_value = true)]
    pub source: String,
}

/// `content next-year`
#[derive(Debug, Args)]
#[command(
    override_usage = "chiiki-navi content next-year <年度> --dir <フォルダ> [--from id…]",
    after_help = "例:\n  chiiki-navi content next-year R7 --dir seido\n  chiiki-navi content next-year R7 --dir seido --from local10000-kokko,kasosai"
)]
pub struct NextYear {
    /// 新しい年度（R7、令和7、2025）
    #[arg(value_name = "年度")]
    pub year: String,
    /// 制度データのフォルダ（content unpack で出したもの）
    #[arg(long, value_name = "フォルダ")]
    pub dir: PathBuf,
    /// この制度だけ（id）。「,」で並べるか、何度でも書ける。書かなければ率か上限のある制度のすべて
    #[arg(long, value_name = "id", value_delimiter = ',')]
    pub from: Vec<String>,
}

/// `content diff`
#[derive(Debug, Args)]
#[command(
    override_usage = "chiiki-navi content diff <前> <後> [オプション]",
    after_help = "例:\n  chiiki-navi content diff 組み込み seido\n  chiiki-navi content diff 組み込み seido --municipality 海士町 --project keikaku.toml"
)]
pub struct Diff {
    /// 前の制度データ: フォルダ、束のファイル、または 組み込み
    #[arg(value_name = "前")]
    pub before: PathBuf,
    /// 後の制度データ
    #[arg(value_name = "後")]
    pub after: PathBuf,
    /// この自治体にとって何が変わるか
    #[arg(short, long, value_name = "自治体")]
    pub municipality: Option<String>,
    /// この計画（consult --save-project のファイル）にとって何が変わるか
    #[arg(long, value_name = "ファイル")]
    pub project: Option<PathBuf>,
    /// Markdown で出す（回覧や議事録に貼るため）
    #[arg(long, conflicts_with = "json")]
    pub markdown: bool,
    /// JSON で出す
    #[arg(long)]
    pub json: bool,
}

/// `content cases`
#[derive(Debug, Args)]
#[command(
    override_usage = "chiiki-navi content cases <id> [--dir フォルダ]",
    after_help = "例:\n  chiiki-navi content cases local10000-kokko\n  chiiki-navi content cases akiya-kofukin --dir seido"
)]
pub struct Cases {
    /// 制度の id
    #[arg(value_name = "id")]
    pub id: String,
    /// 制度データのフォルダ。あれば golden/<id>.toml に書く。なければ画面に出す
    #[arg(long, value_name = "フォルダ")]
    pub dir: Option<PathBuf>,
}

/// `check`
#[derive(Debug, Args)]
#[command(
    override_usage = "chiiki-navi check [フォルダ] [--documents フォルダ]",
    after_help = "例:\n  chiiki-navi check seido\n  chiiki-navi check seido --documents shiryo --watch"
)]
pub struct Check {
    /// 検査する制度データのフォルダか束のファイル。書かなければ今使っているもの
    #[arg(value_name = "フォルダ")]
    pub dir: Option<PathBuf>,
    /// 資料（テキスト）のフォルダ。あれば引用を資料と突き合わせる
    #[arg(long, value_name = "フォルダ")]
    pub documents: Option<PathBuf>,
    /// 保存するたびに検査し直す
    #[arg(long, conflicts_with = "json", requires = "dir")]
    pub watch: bool,
    /// JSON で出す（file・line・column・key・message・write。エディタから使うとき）
    #[arg(long)]
    pub json: bool,
}
