//! `import`: official tables.

use std::path::PathBuf;

use clap::Args;

/// `import`
#[allow(clippy::struct_excessive_bools, reason = "one for each switch of the command line")]
#[derive(Debug, Args)]
#[command(
    override_usage = "chiiki-navi import <ファイル> [--source 出典] [--yes]\n        chiiki-navi import --list\n        chiiki-navi import --remove <表>",
    after_help = "例:\n  chiiki-navi import 000873302.xlsx\n  chiiki-navi import --remove index"
)]
pub struct Import {
    /// 表のファイル（.xlsx、.xls、.csv）
    #[arg(value_name = "ファイル", required_unless_present_any = ["list", "remove"])]
    pub file: Option<PathBuf>,
    /// 出典といつの数字か。ファイルに書かれていないときに書く（例: 総務省「全市町村の主要財政指標」平成27年度）
    #[arg(long, value_name = "出典")]
    pub source: Option<String>,
    /// 似た列がいくつもあるとき、使う列（見出しか、左から数えた番号。表ごとに1つ）
    #[arg(long, value_name = "列")]
    pub column: Vec<String>,
    /// 過疎の一覧にない団体を 非該当 とする（全国の一覧のとき）
    #[arg(long)]
    pub unlisted_none: bool,
    /// 尋ねずに書き込む
    #[arg(long)]
    pub yes: bool,
    /// 変わる数字と取り込まなかった行を全部出す
    #[arg(long)]
    pub all: bool,
    /// 取り込んである表の一覧
    #[arg(long, conflicts_with_all = ["file", "remove"])]
    pub list: bool,
    /// Column of the table that goes back to the bundle's.
    #[arg(help = "取り込んだ表を消して、元の数字に戻す: index（財政力指数）、prefecture_index、kaso、population、all")]
    #[arg(long, value_name = "表", conflicts_with = "file")]
    pub remove: Option<String>,
}
