//! `bundle` and what belongs to it.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Which bundle is used, and where installed ones are.
#[derive(Debug, Default, Args)]
pub struct Content {
    /// 今回だけ、この制度データ（フォルダか、束のファイル）を使う
    #[arg(long, global = true, value_name = "フォルダ・ファイル")]
    pub content: Option<PathBuf>,
    /// 署名のない束、信頼していない鍵の束も受け取る
    #[arg(long, global = true)]
    pub allow_unsigned: bool,
}

/// `bundle`
#[derive(Debug, Args)]
#[command(
    override_usage = "chiiki-navi bundle <コマンド> [オプション]",
    after_help = "例:\n  chiiki-navi bundle status\n  chiiki-navi bundle install seido-2027.4.1.toml"
)]
pub struct Bundle {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands of `bundle`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 束のファイルを検査し、今との違いを見せて取り込む（次に開くときから使う）
    Install(Install),
    /// 今使っている制度データ、取り込んだもの、信頼する鍵（list でも同じ）
    #[command(
        alias = "list",
        override_usage = "chiiki-navi bundle status [オプション]",
        after_help = "例:\n  chiiki-navi bundle status\n  chiiki-navi bundle status --portable"
    )]
    Status,
    /// 1つ前の制度データに戻す
    #[command(
        override_usage = "chiiki-navi bundle rollback [オプション]",
        after_help = "例:\n  chiiki-navi bundle rollback\n  chiiki-navi bundle rollback --portable"
    )]
    Rollback,
    /// 配布元の公開鍵を信頼する
    Trust(Trust),
    /// 制度データのフォルダから束のファイルを作る（編集者用）
    Pack(Pack),
}

/// `bundle install`
#[derive(Debug, Args)]
#[command(
    override_usage = "chiiki-navi bundle install <ファイル> [オプション]",
    after_help = "例:\n  chiiki-navi bundle install seido-2027.4.1.toml\n  chiiki-navi bundle install seido-2026.11.1.toml --downgrade"
)]
pub struct Install {
    /// 束のファイル（署名 ファイル名.minisig が同じ所にあること）
    #[arg(value_name = "ファイル")]
    pub file: PathBuf,
    /// 確かめずに取り込む
    #[arg(short, long)]
    pub yes: bool,
    /// 今より古い版でも取り込む（古い版を使っていることが、画面・doctor・JSON に出続ける）
    #[arg(long)]
    pub downgrade: bool,
}

/// `bundle trust`
#[derive(Debug, Args)]
#[command(
    override_usage = "chiiki-navi bundle trust <公開鍵> [オプション]",
    after_help = "例:\n  chiiki-navi bundle trust minisign.pub\n  chiiki-navi bundle trust --remove RWQf6LRCGA9i"
)]
pub struct Trust {
    /// 公開鍵（RW で始まる文字列か、.pub のファイル）
    #[arg(value_name = "公開鍵")]
    pub key: String,
    /// 信頼をやめる（鍵のはじめの文字だけでよい）
    #[arg(long)]
    pub remove: bool,
}

/// `bundle pack`
#[derive(Debug, Args)]
#[command(
    override_usage = "chiiki-navi bundle pack <フォルダ> --output <ファイル> [オプション]",
    after_help = "例:\n  chiiki-navi bundle pack seido --output seido-2027.4.1.toml\n  chiiki-navi bundle pack seido --documents shiryo --output seido-2027.4.1.toml"
)]
pub struct Pack {
    /// 制度データのフォルダ（content/ の形）
    #[arg(value_name = "フォルダ")]
    pub dir: PathBuf,
    /// 書くファイル（例: chiiki-navi-2027.4.1.toml）
    #[arg(short, long, alias = "out", value_name = "ファイル")]
    pub output: PathBuf,
    /// 一緒に入れる照合の事例のフォルダ（tests/golden の形）
    #[arg(long, value_name = "フォルダ")]
    pub golden: Option<PathBuf>,
    /// 一緒に入れる資料のフォルダ。引用を資料と突き合わせられる
    #[arg(long, value_name = "フォルダ")]
    pub documents: Option<PathBuf>,
    /// 同じ名前のファイルがあれば置き換える
    #[arg(long)]
    pub force: bool,
}
