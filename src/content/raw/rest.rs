//! The files that every programme shares.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::value::Datetime;

use super::piece::{Scalar, Settled, Words};
use super::programme::{Condition, Quote};

tables! {
    /// `sources.toml`.
    struct Sources = "資料の一覧と制度データの版" {
        version: String = "制度データの版。半角の数字・英字・.-+ で24字まで。中身を変えたら上げる", "\"2027.4.1\"";
        date: Datetime = "版の日付", "2027-04-10";
        document: Vec<Spanned<Document>> = "資料。新しい順", "[[document]]";
    }

    struct Document = "資料" {
        id: String = "資料の名前。引用の source が指す", "\"r7-kaigi\"";
        title: String = "資料の題名", "\"令和7年度 全国都道府県地域力創造担当課長会議 資料\"";
        short: String = "画面での短い名前", "\"R7課長会議資料\"";
        file: String = "資料のテキストのファイル。フォルダの付かない名前", "\"r7-kaigi.txt\"";
        [default] printed_date: String = "資料に書かれている日付", "\"令和7年5月\"";
        [default] inferred_date: String = "日付が書かれていないとき、推定した日付", "\"令和7年5月ごろ\"";
        [default] inferred_because: String = "推定の根拠", "\"令和7年度当初予算の額が載っている\"";
        date: Datetime = "並べるための日付。月までしか書かれていなければ1日", "2025-05-01";
        weight: String = "この資料の重み", "\"最新の資料。数字が違うときはこれを先に示す\"";
        [default] url: String = "資料のある所（https://…）。プログラムは開かない", "\"https://www.soumu.go.jp/main_content/000000000.pdf\"";
        [default] section: Vec<Section> = "章ごとに日付の違う資料の章", "[[document.section]]";
    }

    /// A section of a document with a date of its own.
    struct Section = "資料の章" {
        first_line: u32 = "章の最初の行", "1200";
        printed_date: String = "章に書かれている日付", "\"令和6年4月\"";
    }

    /// `facts.toml`.
    struct Facts = "質問の項目" {
        [default] define: BTreeMap<String, Spanned<Condition>> = "共有の条件", "[define.shichoson]";
        [default] fact: Vec<Spanned<Fact>> = "質問の項目", "[[fact]]";
        [default] implies: Vec<Spanned<Implies>> = "答えから決まる答え", "[[implies]]";
    }

    struct Fact = "質問の項目" {
        id: Spanned<String> = "半角の小文字・数字・_", "\"digital\"";
        label: String = "短い名前", "\"デジタル技術の活用\"";
        [default] yomi: String = "よみ（検索のため）", "\"でじたる\"";
        topic: Spanned<String> = "話題", "\"計画\"", ["団体", "場所", "計画", "金額", "参考"];
        question: String = "尋ねる文", "\"デジタル技術を使いますか\"";
        help: String = "答えの見つけ方", "\"企画書で分かります。\"";
        plan: Option<Spanned<String>> = "計画のどの金額が答えになるか", "\"経費\"", ["経費", "融資", "公費", "人数"];
        [default] changeable: bool = "団体が自分で変えられるなら true", "true";
        [default] synonyms: Vec<String> = "同義語（検索のため）", "[\"ＩＣＴ\"]";
        [default] split_from: String = "前に1つだった質問の id", "\"kaso_old\"";
        [default] split_until: String = "1つで尋ねていた最後の版", "\"2026.11.1\"";
        options: Option<Vec<FactOption>> = "選択肢（2〜40）", "[ { id = \"shi\", label = \"市\" } ]";
        unit: Option<String> = "数の単位", "\"円\"";
        [rename = "type"] form: Option<Spanned<String>> = "日付の項目なら date", "\"date\"";
        min: Option<Spanned<Scalar>> = "最小", "\"0\"";
        max: Option<Spanned<Scalar>> = "最大", "\"10\"";
        places: Option<u8> = "小数のけた（単位のない数だけ）", "2";
    }

    struct FactOption = "選択肢" {
        id: String = "選択肢の id", "\"shi\"";
        label: String = "画面でのことば", "\"市\"";
    }

    struct Implies = "ある答えから必ず決まる答え" {
        when: Spanned<Condition> = "条件", "{ fact = \"kaso\", in = [\"zenbu\"] }";
        fact: String = "決まる項目の id", "\"jokenfuri\"";
        is: Option<bool> = "はい／いいえの答え", "true";
        choice: Option<String> = "選択肢の id", "\"shi\"";
        because: String = "理由", "\"過疎地域は条件不利地域に含まれる\"";
    }

    /// `glossary.toml`.
    #[derive(Default)]
    struct Glossary = "用語" {
        [default] term: Vec<Spanned<GlossaryTerm>> = "用語", "[[term]]";
    }

    struct GlossaryTerm = "用語" {
        name: String = "用語", "\"特別交付税\"";
        [default] yomi: String = "よみ", "\"とくべつこうふぜい\"";
        text: String = "説明。制度の数字は書かない", "\"普通交付税で捕らえられない需要に交付されます。\"";
        [default] synonyms: Vec<String> = "同義語", "[\"特交\"]";
        [default] general: bool = "資料にない一般的な説明なら true", "true";
        [default] quote: BTreeMap<String, Spanned<Quote>> = "資料の言葉なら、その引用", "[term.quote.x]";
    }

    /// `readings.toml`.
    #[derive(Default)]
    struct Readings = "検索のためのよみと同義語" {
        [default] yomi: BTreeMap<String, Spanned<Words>> = "書かれていることば → ひらがな", "\"かいもの\"";
        [default] same: Vec<Spanned<Same>> = "同じ意味のことば", "[[same]]";
    }

    struct Same = "同じ意味のことば" {
        words: Vec<String> = "ことば（2つ以上）", "[\"買い物弱者\", \"買物難民\"]";
    }

    /// A file of `examples/`.
    struct Example = "事例（資料に載っている取り組み）" {
        id: Spanned<String> = "ファイル名（.toml を除く）と同じ", "\"ama-cafe\"";
        name: String = "事例の名前", "\"空き家を直したカフェ\"";
        [default] yomi: String = "よみ", "\"あきやかふぇ\"";
        [default] place: String = "場所", "\"島根県海士町\"";
        programmes: Vec<Spanned<String>> = "使った制度の id", "[\"local10000-kokko\"]";
        text: String = "説明。数字があれば cite が要る", "\"空き家を改修して開業した。\"";
        [default] cite: Words = "出典（[quote.x] の x）", "[\"main\"]";
        [default] quote: BTreeMap<String, Spanned<Quote>> = "引用", "[quote.main]";
    }

    /// `municipalities.toml`.
    struct Columns = "自治体の表の列" {
        column: Vec<Spanned<Column>> = "列", "[[column]]";
    }

    struct Column = "自治体の表の列" {
        id: String = "列の名前", "\"kaso\"";
        source: String = "出典と年", "\"総務省 過疎地域市町村等一覧（令和4年4月1日）\"";
        fact: Option<String> = "その列が答える項目の id", "\"kaso\"";
        [default] options: BTreeMap<String, String> = "列のことば → 選択肢の id", "{ 全部 = \"zenbu\" }";
    }

    /// `purposes.toml`.
    #[derive(Default)]
    struct Vocabulary = "相談の言葉" {
        [default] purpose: Vec<Spanned<Word>> = "目的", "[[purpose]]";
        [default] actor: Vec<Spanned<Word>> = "主体", "[[actor]]";
        [default] cost: Vec<Spanned<Word>> = "経費の種類", "[[cost]]";
        [default] stage: Vec<Spanned<Word>> = "段階", "[[stage]]";
        [default] subject: Vec<Spanned<Word>> = "制度の only が指す対象", "[[subject]]";
        [default] settle: Vec<Spanned<PlanAnswer>> = "計画の目的から決まる答え", "[[settle]]";
        [default] absent: Vec<Spanned<Absent>> = "よく尋ねられるが、どの資料にもないもの", "[[absent]]";
        [default] body: Vec<Spanned<BodyWords>> = "相談の文に書かれた団体の条件", "[[body]]";
    }

    struct PlanAnswer = "計画の目的から決まる答え" {
        fact: String = "項目の id", "\"saiene\"";
        choice: String = "選択肢の id", "\"hi\"";
        unless: Vec<Spanned<String>> = "この目的が1つもない計画で", "[\"datsutanso\"]";
    }

    struct BodyWords = "相談の文に書かれた団体の条件" {
        fact: Spanned<String> = "項目の id", "\"zaiseiryoku\"";
        words: Vec<String> = "ことば。数で答える項目では、その後ろの数が答えになる", "[\"財政力指数\"]";
        yes: Option<Spanned<Settled>> = "そうだと書かれたときの答え", "true";
        no: Option<Spanned<Settled>> = "そうではないと書かれたときの答え", "\"higaito\"";
    }

    struct Absent = "どの資料にもないもの" {
        words: Vec<String> = "ことば", "[\"水道管\"]";
        [default] near: String = "いちばん近い制度の id", "\"kasosai\"";
        difference: String = "それが何であって何でないか", "\"過疎債は施設の整備に使えるが、水道の補助ではない\"";
    }

    struct Word = "言葉" {
        id: String = "半角の小文字・数字・-。変えない", "\"sogyo\"";
        name: String = "画面での名前", "\"創業\"";
        [default] words: Vec<String> = "役場の人や住民の言い方", "[\"店を始める\"]";
        spent: Option<bool> = "経費の種類で、金額をかけるものではないとき（財源、経費なし）は false", "false";
    }

    /// `areas.toml`.
    #[derive(Default)]
    struct Areas = "答えの決まる区域" {
        area: Vec<Spanned<Area>> = "区域", "[[area]]";
    }

    struct Area = "答えの決まる区域" {
        id: String = "区域の名前", "\"santoshiken\"";
        facts: Vec<Spanned<String>> = "答えが決まる項目の id", "[\"santoshiken\"]";
        inside: Spanned<Settled> = "中の団体の答え", "true";
        outside: Option<Spanned<Settled>> = "ほかの団体の答え。一覧がすべてを尽くしていなければ書かない", "false";
        [default] prefectures: Vec<Spanned<String>> = "都道府県（その市町村のすべて）", "[\"埼玉県\"]";
        [default] municipalities: Vec<Spanned<String>> = "都道府県と名前（municipalities.csv のとおり）", "[\"東京都小笠原村\"]";
        source: String = "出典", "\"国土利用計画（全国計画）\"";
        date: String = "出典の日付", "\"日付の記載なし\"";
        [default] note: String = "知っておくべきこと", "\"\"";
    }
}
