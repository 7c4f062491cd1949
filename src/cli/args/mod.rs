//! The grammar of the command line, in Japanese.

use std::error::Error as _;
use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum};
use strsim::damerau_levenshtein;

pub mod bundle;
pub mod content;
pub mod manual;

use crate::app::look::Look;
use crate::cli::format::Format;
use crate::cli::outcome::Failure;
use crate::cli::output;
use crate::domain::value::date::Date;
use crate::export::Make;
use crate::present::form::{Annex, Annexes, Paper};
use crate::text::number;

/// 地域ナビ: 自治体に当てはまる国の制度を、率・上限・出典つきで調べる（通信なし）
#[derive(Debug, Parser)]
#[command(name = "chiiki-navi", override_usage = "chiiki-navi [自治体名]\n       chiiki-navi <コマンド> [オプション]")]
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
    pub theme: Option<Look>,
    /// 全角か半角か端末によって違う記号（①→※）の幅: auto（端末に尋ねる。既定）、narrow、wide、ascii（(1)や->に置きかえる）
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
    #[command(override_usage = "chiiki-navi self-check")]
    SelfCheck,
    /// この端末・フォルダ・制度データで問題なく動くかを調べる
    Doctor(manual::Doctor),
    /// シェルの補完の設定を出す
    Completions(manual::Completions),
    /// man ページを出す
    #[command(override_usage = "chiiki-navi man")]
    Man,
}

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
#[command(override_usage = "chiiki-navi assess [自治体] [--profile ファイル] [--set 項目=値]… [オプション]")]
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
    /// この区分の制度だけを出す（お金の制度、支援の制度、お知らせ・依頼、名前のみ）
    #[arg(long, value_name = "区分")]
    pub role: Option<String>,
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
    /// 画面ではなくファイルに書く（--output でも）
    #[arg(short, long, alias = "output", value_name = "ファイル")]
    pub out: Option<PathBuf>,
    /// 同じ名前のファイルがあれば置き換える
    #[arg(long)]
    pub force: bool,
}

/// `consult`
#[derive(Debug, clap::Args)]
#[command(override_usage = "chiiki-navi consult [文] [--municipality 自治体] [--cost 種類=金額]… [オプション]")]
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
    /// 画面ではなくファイルに書く（--output でも）
    #[arg(short, long, alias = "output", value_name = "ファイル")]
    pub out: Option<PathBuf>,
    /// 同じ名前のファイルがあれば置き換える
    #[arg(long)]
    pub force: bool,
}

/// Filters over programmes: all of them must hold.
#[derive(Debug, Default, clap::Args)]
pub struct Filter {
    /// 種別（国庫補助、交付金、特別交付税、普通交付税、地方債、税制、人材派遣、実証、その他）
    #[arg(long, value_name = "種別")]
    pub kind: Option<String>,
    /// 区分（お金の制度、支援の制度、お知らせ・依頼、名前のみ）
    #[arg(long, value_name = "区分")]
    pub role: Option<String>,
    /// テーマ（例: 過疎、DX）
    #[arg(long, value_name = "テーマ")]
    pub theme: Option<String>,
    /// 記載の程度（figures 率・上限あり、terms 条件のみ、mention 名称のみ）
    #[arg(long, value_name = "程度")]
    pub level: Option<String>,
    /// 所管（一部でよい）
    #[arg(long, value_name = "所管")]
    pub ministry: Option<String>,
    /// On the day.
    #[arg(
        long,
        value_name = "期間",
        help = "期間（基準日に in_force 期間内、expired 期限切れ、not_yet 開始前、undated 記載なし）"
    )]
    pub status: Option<String>,
}

/// `list`
#[derive(Debug, clap::Args)]
#[command(override_usage = "chiiki-navi list [検索語]… [オプション]")]
pub struct List {
    /// 検索語（漢字・かな・ローマ字。全部を含む制度を出す）
    #[arg(value_name = "検索語")]
    pub words: Vec<String>,
    /// Which programmes.
    #[command(flatten)]
    pub filter: Filter,
    /// JSON で出す
    #[arg(long)]
    pub json: bool,
}

/// `show`
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "chiiki-navi show <id>… [オプション]\n       chiiki-navi show --theme <テーマ> [オプション]"
)]
pub struct Show {
    /// 制度の id（chiiki-navi list で調べる）。いくつでも書ける
    #[arg(value_name = "id")]
    pub ids: Vec<String>,
    /// Which programmes, where no id is named.
    #[command(flatten)]
    pub filter: Filter,
    /// 逆引き: この制度を使える自治体を出す
    #[arg(long)]
    pub who: bool,
    /// 逆引きをこの都道府県の市町村まで並べる
    #[arg(long, value_name = "都道府県", requires = "who")]
    pub prefecture: Option<String>,
    /// JSON で出す
    #[arg(long)]
    pub json: bool,
}

/// `facts`
#[derive(Debug, clap::Args)]
#[command(override_usage = "chiiki-navi facts [オプション]")]
pub struct Facts {
    /// JSON で出す
    #[arg(long)]
    pub json: bool,
}

/// `municipalities`
#[derive(Debug, clap::Args)]
#[command(override_usage = "chiiki-navi municipalities [検索語]… [オプション]")]
pub struct Municipalities {
    /// 検索語（漢字・かな・ローマ字・団体コード）
    #[arg(value_name = "検索語")]
    pub words: Vec<String>,
    /// この都道府県だけ
    #[arg(long, value_name = "都道府県")]
    pub prefecture: Option<String>,
    /// JSON で出す
    #[arg(long)]
    pub json: bool,
}

/// `matrix`
#[derive(Debug, clap::Args)]
#[command(override_usage = "chiiki-navi matrix [自治体]… [--prefecture 都道府県] [--list ファイル] [オプション]")]
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
    /// この種別の制度だけ（例: 地方債）
    #[arg(long, value_name = "種別")]
    pub kind: Option<String>,
    /// この区分の制度だけ（お金の制度、支援の制度、お知らせ・依頼、名前のみ）
    #[arg(long, value_name = "区分")]
    pub role: Option<String>,
    /// このテーマの制度だけ（例: 過疎）
    #[arg(long, value_name = "テーマ")]
    pub theme: Option<String>,
    /// 形式: table（表）、csv、xlsx、json。書かなければ --out の拡張子から
    #[arg(short, long, value_name = "形式", value_parser = matrix_format(), hide_possible_values = true)]
    pub format: Option<Format>,
    /// --format json と同じ
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
    /// 画面ではなくファイルに書く
    #[arg(short, long, value_name = "ファイル")]
    pub out: Option<PathBuf>,
    /// 同じ名前のファイルがあれば置き換える
    #[arg(long)]
    pub force: bool,
}

/// `import`
#[allow(clippy::struct_excessive_bools, reason = "one for each switch of the command line")]
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "chiiki-navi import <ファイル> [--source 出典] [--yes]\n       chiiki-navi import --list\n       chiiki-navi import --remove <表>"
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

/// `keys`
#[derive(Debug, clap::Args)]
#[command(override_usage = "chiiki-navi keys [オプション]")]
pub struct Keys {
    /// Markdown の表で出す
    #[arg(long)]
    pub markdown: bool,
}

/// `check`
#[derive(Debug, clap::Args)]
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

fn matrix_format() -> impl TypedValueParser<Value = Format> {
    let names = Format::MATRIX.iter().filter_map(ValueEnum::to_possible_value);
    PossibleValuesParser::new(names).try_map(|name| Format::from_str(&name, false))
}

/// Parses what was typed. `None`: help or the version was asked for and has been printed.
pub fn parse(typed: Vec<OsString>) -> Result<Option<Args>, Failure> {
    let matches = match command().try_get_matches_from(typed) {
        Ok(matches) => matches,
        Err(e) if matches!(e.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            return output::stdout(&e.render().to_string()).map(|()| None);
        }
        Err(e) => return Err(Failure::Input(sentence(&e))),
    };
    Args::from_arg_matches(&matches).map(Some).map_err(|e| Failure::Input(sentence(&e)))
}

/// The whole grammar.
pub fn command() -> clap::Command {
    japanese(Args::command(), true)
}

fn japanese(command: clap::Command, top: bool) -> clap::Command {
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).help("この使い方を表示する");
    let names: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    let mut out = command
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .help_template("{about}\n\n使い方: {usage}\n\n{all-args}{after-help}\n")
        .subcommand_help_heading("コマンド")
        .arg(help);
    if top {
        let version = Arg::new("version").short('V').long("version").action(ArgAction::Version).help("版を表示する");
        out = out.version(env!("CARGO_PKG_VERSION")).arg(version);
    }
    out = out.mut_args(|a| {
        let heading = if a.is_positional() { "引数" } else { "オプション" };
        a.help_heading(heading)
    });
    names.into_iter().fold(out, |c, name| c.mut_subcommand(name, |sub| japanese(sub, false)))
}

/// The sentence for a name that is nearly a command (`asess`): whoever typed it wanted no municipality.
pub fn misspelt(name: &str) -> Option<String> {
    let long = name.len() >= 4 && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    if !long {
        return None;
    }
    let commands = command();
    let all = commands.get_subcommands().map(clap::Command::get_name);
    let near = all.filter(|c| *c != name && damerau_levenshtein(c, name) <= 1 + usize::from(name.len() > 8));
    let names: Vec<&str> = near.collect();
    let first = names.first()?;
    Some(format!(
        "「{name}」というコマンドはありません。もしかして: chiiki-navi {first}\n自治体を探すときは、漢字かかなで打つか、画面を開いてから打ってください"
    ))
}

/// A day in any of the notations that the screen takes.
fn day(text: &str) -> Result<Date, String> {
    let (y, m, d) = number::date(text).map_err(|e| e.to_string())?;
    Date::new(y, m, d).ok_or_else(|| "暦にない日付です".to_owned())
}

/// A theme by its name.
fn look(text: &str) -> Result<Look, String> {
    let wanted = text.to_ascii_lowercase();
    let ids = || Look::ALL.map(Look::id).join("、");
    Look::ALL.into_iter().find(|l| l.id() == wanted).ok_or_else(|| format!("配色は {} のどれかです", ids()))
}

/// 「。もしかして: …」, or nothing.
fn perhaps(suggested: &str) -> String {
    if suggested.is_empty() { String::new() } else { format!("。もしかして: {suggested}") }
}

/// What is wrong, in one Japanese sentence.
fn sentence(e: &clap::Error) -> String {
    let context = |kind| match e.get(kind) {
        Some(ContextValue::String(s)) => output::shown(s),
        Some(ContextValue::Strings(all)) => output::shown(&all.join("、")),
        Some(other) => output::shown(&other.to_string()),
        None => String::new(),
    };
    let (arg, value) = (context(ContextKind::InvalidArg), context(ContextKind::InvalidValue));
    let what = match e.kind() {
        ErrorKind::UnknownArgument => {
            format!("「{arg}」という指定はありません{}", perhaps(&context(ContextKind::SuggestedArg)))
        }
        ErrorKind::InvalidSubcommand => {
            let near = perhaps(&context(ContextKind::SuggestedSubcommand));
            format!("「{}」というコマンドはありません{near}", context(ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("{arg} の値がありません"),
        ErrorKind::InvalidValue => {
            let near = perhaps(&context(ContextKind::SuggestedValue));
            format!("{arg} に「{value}」は使えません（{}）{near}", context(ContextKind::ValidValue))
        }
        ErrorKind::ValueValidation => {
            let why = e.source().map(ToString::to_string).unwrap_or_default();
            format!("{arg} の「{value}」が読めません。{why}")
        }
        ErrorKind::MissingRequiredArgument => format!("{arg} を書いてください"),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "コマンドが足りません（bundle の後には install、status、rollback、trust、pack、\
             content の後には unpack、new、next-year、diff、cases のどれか）"
                .to_owned()
        }
        ErrorKind::ArgumentConflict => format!("{arg} は二度書けません（または、ほかの指定と一緒に使えません）"),
        ErrorKind::InvalidUtf8 => "文字コードが UTF-8 ではない引数があります".to_owned(),
        _ => format!("{arg} の書き方が正しくありません"),
    };
    format!("{what}\n使い方は chiiki-navi --help を見てください")
}
