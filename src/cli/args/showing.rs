//! `list`, `show`, `facts`, `municipalities`, `keys`: what the bundle and the program hold.

use clap::Args;

/// Filters over programmes: all of them must hold.
#[derive(Debug, Default, Args)]
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
#[derive(Debug, Args)]
#[command(
    override_usage = "chiiki-navi list [検索語]… [オプション]",
    after_help = "例:\n  chiiki-navi list 空き家\n  chiiki-navi list --role お金の制度 --theme 過疎"
)]
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
#[derive(Debug, Args)]
#[command(
    override_usage = "chiiki-navi show <id>… [オプション]\n        chiiki-navi show --theme <テーマ> [オプション]",
    after_help = "例:\n  chiiki-navi show kasosai\n  chiiki-navi show kasosai --who --prefecture 島根県"
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
#[derive(Debug, Args)]
#[command(
    override_usage = "chiiki-navi facts [オプション]",
    after_help = "例:\n  chiiki-navi facts\n  chiiki-navi facts --json"
)]
pub struct Facts {
    /// JSON で出す
    #[arg(long)]
    pub json: bool,
}

/// `municipalities`
#[derive(Debug, Args)]
#[command(
    override_usage = "chiiki-navi municipalities [検索語]… [オプション]",
    after_help = "例:\n  chiiki-navi municipalities 小国\n  chiiki-navi municipalities --prefecture 島根県 --json"
)]
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

/// `keys`
#[derive(Debug, Args)]
#[command(
    override_usage = "chiiki-navi keys [オプション]",
    after_help = "例:\n  chiiki-navi keys\n  chiiki-navi keys --markdown"
)]
pub struct Keys {
    /// Markdown の表で出す
    #[arg(long)]
    pub markdown: bool,
}
