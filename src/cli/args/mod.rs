//! The grammar of the command line, in Japanese.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{Arg, ArgAction, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum};

pub mod bundle;
pub mod content;
mod help;
mod importing;
mod judging;
pub mod manual;
mod showing;
mod wrong;

use crate::app::look::Look;
use crate::cli::outcome::Failure;
use crate::cli::output;
use crate::cli::suggest::meant;
use crate::domain::value::date::Date;
use crate::text::number;

pub use content::Check;
pub use importing::Import;
pub use judging::{Assess, Consult, Matrix, Said};
pub use showing::{Facts, Filter, Keys, List, Municipalities, Show};

/// 地域ナビ: 自治体に当てはまる国の制度を、率・上限・出典つきで調べる（通信なし）
#[derive(Debug, Parser)]
#[command(
    name = "chiiki-navi",
    override_usage = "chiiki-navi [自治体名]\n        chiiki-navi <コマンド> [オプション]",
    after_help = "例:\n  chiiki-navi 海士町\n  chiiki-navi consult 海士町で空き家を3軒直したい。1,800万円"
)]
pub struct Args {
    /// この自治体で画面を開く（例: 海士町、島根県海士町）
    #[arg(value_name = "自治体名")]
    pub name: Option<String>,
    /// 基準日（例: 2024-06-01、R6.6.1）。書かなければ今日
    #[arg(long, global = true, value_name = "日付", value_parser = day)]
    pub as_of: Option<Date>,
    /// Where sessions are kept.
    #[command(flatten)]
    pub kept: Kept,
    /// Which bundle is used.
    #[command(flatten)]
    pub content: bundle::Content,
    /// 画面の配色: dark、light、projector（投影向け）、mono（白黒）
    #[arg(long, value_name = "配色", value_parser = look)]
    pub look: Option<Look>,
    /// 全角か半角か端末によって違う記号（①→※）の幅: auto（端末に尋ねる。既定）、narrow、wide、ascii（(1) や -> に置きかえる）
    #[arg(
        long,
        value_name = "幅",
        value_enum,
        default_value = "auto",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub ambiguous: Width,
    /// 画面でマウス（クリック・ホイール）を使う
    #[arg(long)]
    pub mouse: bool,
    /// 画面を使わず、番号で答える文字だけの対話にする
    #[arg(long)]
    pub plain: bool,
    /// プログラムの版（コミット）と、使う制度データの版を表示する
    #[arg(short = 'V', long)]
    pub version: bool,
    /// コマンド
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Where sessions are kept.
#[derive(Debug, Default, clap::Args)]
pub struct Kept {
    /// 回答の保存先をプログラムの隣にする（USB メモリで持ち歩くとき）
    #[arg(long, global = true, conflicts_with = "data_dir")]
    pub portable: bool,
    /// 回答の保存先のフォルダ
    #[arg(long, global = true, value_name = "フォルダ")]
    pub data_dir: Option<PathBuf>,
}

/// How wide the terminal shows characters of ambiguous width.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Width {
    /// 半角
    Narrow,
    /// 全角
    Wide,
    /// どれも使わない
    Ascii,
    /// 端末に尋ねる
    Auto,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 自治体と計画から、制度ごとの判定・率・上限・金額を出す
    Assess(Assess),
    /// やりたいこと（1文）から、合う制度を理由と金額つきで出す
    Consult(Consult),
    /// 制度の一覧
    List(List),
    /// 1つの制度のすべてと出典
    Show(Show),
    /// 回答できる項目（id、単位、選択肢、意味）の一覧
    Facts(Facts),
    /// 自治体の一覧と検索
    Municipalities(Municipalities),
    /// 全市町村（または一覧）の判定を一度に出す
    Matrix(Matrix),
    /// 総務省などの表（財政力指数・過疎区分・人口）を取り込む
    Import(Import),
    /// 画面のキーの一覧
    Keys(Keys),
    /// 制度データを検査する
    Check(Check),
    /// 制度データを書く人のため（出す・足す・新しい年度・比べる）
    Content(content::Content),
    /// 制度データの束（取り込む・戻す・作る）
    Bundle(bundle::Bundle),
    /// 組み込みの照合の事例をすべて計算し直して確かめる
    #[command(
        override_usage = "chiiki-navi self-check [オプション]",
        after_help = "例:\n  chiiki-navi self-check\n  chiiki-navi self-check --content seido-2027.4.1.toml"
    )]
    SelfCheck,
    /// この端末・フォルダ・制度データで問題なく動くかを調べる
    Doctor(manual::Doctor),
    /// シェルの補完の設定を出す
    Completions(manual::Completions),
    /// man ページを出す
    #[command(
        override_usage = "chiiki-navi man",
        after_help = "例:\n  chiiki-navi man > chiiki-navi.1\n  chiiki-navi man | man -l -"
    )]
    Man,
}

/// Parses what was typed. `None`: help was asked for and has been printed.
pub fn parse(mut typed: Vec<OsString>) -> Result<Option<Args>, Failure> {
    // `help assess` is what others call `assess --help`.
    if typed.get(1).is_some_and(|word| word == "help") {
        typed.remove(1);
        typed.push("--help".into());
    }
    let matches = match grammar().try_get_matches_from(&typed) {
        Ok(matches) => matches,
        Err(e) if e.kind() == ErrorKind::DisplayHelp => {
            return output::stdout(&help::page(&command(), &typed)).map(|()| None);
        }
        Err(e) => {
            // Where the command itself is misspelt, what follows it is no mistake.
            let name = typed.get(1).and_then(|word| word.to_str()).filter(|_| e.kind() == ErrorKind::UnknownArgument);
            let sentence = || wrong::sentence(&e, &help::path(&grammar(), &typed));
            return Err(Failure::Input(name.and_then(misspelt).unwrap_or_else(sentence)));
        }
    };
    Args::from_arg_matches(&matches).map(Some).map_err(|e| Failure::Input(wrong::sentence(&e, "chiiki-navi")))
}

/// The grammar as others are told it: in each command only what acts there.
pub fn command() -> clap::Command {
    let mut all = grammar();
    all.build();
    help::without_idle(all, "")
}

/// The sentence for a name that is nearly a command.
pub fn misspelt(name: &str) -> Option<String> {
    wrong::misspelt(&grammar(), name)
}

fn grammar() -> clap::Command {
    japanese(Args::command())
}

fn japanese(command: clap::Command) -> clap::Command {
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).help("この使い方を表示する");
    let names: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    let out = command.disable_help_flag(true).disable_help_subcommand(true).disable_version_flag(true).arg(help);
    names.into_iter().fold(out, |c, name| c.mut_subcommand(name, japanese))
}

/// A day in any of the notations that the screen takes.
fn day(text: &str) -> Result<Date, String> {
    let (y, m, d) = number::date(text).map_err(|e| e.to_string())?;
    Date::new(y, m, d).ok_or_else(|| "暦にない日付です".to_owned())
}

/// A set of colours by its name.
fn look(text: &str) -> Result<Look, String> {
    let (wanted, ids) = (text.to_ascii_lowercase(), Look::ALL.map(Look::id));
    let found = Look::ALL.into_iter().find(|l| l.id() == wanted);
    found.ok_or_else(|| format!("配色は {} のどれかです{}", ids.join("、"), meant(text, &ids)))
}
