//! A programme's file.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::value::Datetime;

use super::piece::{Scalar, Words};

tables! {
    /// A condition of the closed grammar.
    #[derive(Default)]
    struct Condition = "条件。all・any・use・fact・unclear のうち1つを書く" {
        all: Option<Vec<Spanned<Condition>>> = "すべてが成り立つこと", "[ { use = \"shichoson\" }, { fact = \"digital\", is = true } ]";
        any: Option<Vec<Spanned<Condition>>> = "どれかが成り立つこと", "[ { fact = \"digital\", is = true } ]";
        [rename = "use"] shared: Option<String> = "facts.toml の [define] にある共有の条件", "\"shichoson\"";
        fact: Option<String> = "facts.toml の項目の id", "\"kaso\"";
        per: Option<String> = "割る方の項目の id（比率の条件。fact ÷ per）", "\"public_money\"";
        is: Option<bool> = "はい／いいえの項目の答え", "true";
        [rename = "in"] one_of: Option<Vec<String>> = "選択式の項目の、あてはまる選択肢の id", "[\"zenbu\", \"ichibu\"]";
        not_in: Option<Vec<String>> = "選択式の項目の、あてはまらない選択肢の id", "[\"hi\"]";
        at_least: Option<Scalar> = "以上。小数は引用符で囲む", "\"0.25\"";
        above: Option<Scalar> = "超", "\"0.25\"";
        at_most: Option<Scalar> = "以下", "\"0.5\"";
        below: Option<Scalar> = "未満", "\"0.5\"";
        unclear: Option<String> = "資料に書いていない点。窓口への質問の形で書く", "\"特別区も対象か\"";
        [default] label: String = "画面でのことば", "\"財政力指数が0.5未満\"";
        [default] cite: Words = "出典（[quote.x] の x）", "[\"half\"]";
    }

    /// A programme file.
    struct Programme = "制度（1つの制度に1つのファイル）" {
        id: Spanned<String> = "ファイル名（.toml を除く）と同じ。半角の小文字・数字・-", "\"reidai-kofukin\"";
        name: String = "資料のとおりの名前", "\"例題交付金\"";
        yomi: Spanned<String> = "名前全体のよみ。ひらがなで（半角の英数字は残してよい）", "\"れいだいこうふきん\"";
        kind: Spanned<String> = "種別", "\"交付金\"", ["国庫補助", "交付金", "特別交付税", "普通交付税", "地方債", "税制", "人材派遣", "実証", "その他"];
        role: Spanned<String> = "区分。率・上限・債・税・交付があれば お金の制度、人・助言・道具なら 支援の制度", "\"お金の制度\"", ["お金の制度", "支援の制度", "お知らせ・依頼", "名前のみ"];
        level: Spanned<String> = "記載の程度。figures 率か上限がある、terms 条件だけ、mention 名前だけ", "\"figures\"", ["figures", "terms", "mention"];
        [default] ministry: String = "所管。書かれているか、資料の発行者から明らかなときだけ", "\"総務省\"";
        [default] themes: Vec<Spanned<String>> = "テーマ", "[\"創業・経済\"]", ["移住・人材", "創業・経済", "集落・コミュニティ", "過疎", "脱炭素・エネルギー", "DX", "情報発信", "公共施設", "郵便局", "その他"];
        summary: Spanned<String> = "自治体にとって何の役に立つかを、自分の言葉で1〜2文", "\"創業する事業者への交付の一部を、国が交付します。\"";
        [default] applicant: String = "申請者（誰が申請し、措置を受けるか）", "\"市町村\"";
        [default] operator: String = "実施主体（誰が事業を行うか）。申請者と同じなら書かない", "\"民間事業者等\"";
        line: Option<Spanned<Line>> = "読み上げる1行: 率・何に対して・上限・何の上限・何あたり。数字は引用にあり、率・上限の行と同じこと", "{ text = \"公費による交付額の1/2\", cite = [\"half\"] }";
        office: Option<Spanned<Line>> = "担当課室（資料にあるときだけ）", "{ text = \"地域政策課\", cite = [\"main\"] }";
        fit: Option<Spanned<Fit>> = "相談に合わせる言葉（purposes.toml の id）", "{ purposes = [\"sogyo\"], purposes_cite = [\"main\"] }";
        [default] contact: String = "窓口。書かれているときだけ", "\"地域政策課\"";
        [default] synonyms: Vec<String> = "職員が打ちそうなことば。名前そのものは要らない", "[\"創業補助\"]";
        [default] diagram: String = "内訳の図。資料が図にしているときだけ", "\"公費＝国費1/2＋地方費1/2\"";
        [default] diagram_cite: Words = "図の出典（[quote.x] の x）", "[\"half\"]";
        cite: Spanned<Words> = "制度を説明している所の出典（[quote.x] の x）", "[\"main\"]";
        eligible: Option<Spanned<Condition>> = "対象団体。その団体が使えるかを決めることだけ。書かなければ団体の種類を問わない", "{ use = \"shichoson\", cite = [\"who\"] }";
        period: Option<Spanned<Period>> = "制度そのものの期間。書かれているときだけ", "{ from = 2024-04-01, cite = [\"until\"] }";
        [default] term: Vec<Spanned<Term>> = "対象経費・内容など", "[[term]]";
        [default] requirement: Vec<Spanned<Requirement>> = "計画の要件", "[[requirement]]";
        [default] rate: Vec<Spanned<Rate>> = "率の行", "[[rate]]";
        [default] ceiling: Vec<Spanned<Ceiling>> = "上限の行。上限が書かれていなければ書かない", "[[ceiling]]";
        [default] flow: Vec<Spanned<Flow>> = "お金の流れの行。上から順に、どこから来てどこへ行くか。なければ試算は出ない", "[[flow]]";
        [default] budget: Vec<Spanned<Budget>> = "予算額", "[[budget]]";
        [default] window: Vec<Spanned<Window>> = "公募・申請などの時期", "[[window]]";
        [default] link: Vec<Spanned<Link>> = "ほかの制度との関係", "[[link]]";
        [default] check: Vec<Spanned<Check>> = "要確認: 資料が決めていない点", "[[check]]";
        [default] quote: BTreeMap<String, Spanned<Quote>> = "引用。どこからも cite されないものは誤り", "[quote.half]";
    }

    struct Period = "期間。両端の日を含む。片方だけでもよい" {
        from: Option<Datetime> = "始まりの日", "2025-04-01";
        to: Option<Datetime> = "終わりの日（この日を含む）", "2026-03-31";
        [default] cite: Words = "出典（[quote.x] の x）", "[\"until\"]";
    }

    struct Term = "対象経費・内容などの1文" {
        text: String = "文。数字があれば cite が要る", "\"対象経費: 施設の改修費\"";
        [default] cite: Words = "出典（[quote.x] の x）", "[\"main\"]";
    }

    struct Requirement = "計画の要件" {
        text: String = "要件の文", "\"公費は融資額と同額の範囲内\"";
        when: Option<Spanned<Condition>> = "満たすかを決める条件。人だけが判断できるもの（審査など）は書かない", "{ fact = \"loan\", per = \"public_money\", at_least = \"1\" }";
        [default] cite: Words = "出典（[quote.x] の x）", "[\"same\"]";
    }

    struct Rate = "率の行。同じ group の行は、どれか1つが当てはまる" {
        group: String = "率の群の名前。お金の流れの rate がこれを指す", "\"kokuhi\"";
        instrument: Option<Spanned<String>> = "何の率か（群の最初の行に）", "\"国費\"", ["国費", "特別交付税", "普通交付税", "充当率", "交付税措置率", "税", "その他"];
        of: Option<String> = "何に対する率か（群の最初の行に）", "\"公費による交付額\"";
        label: String = "どの場合か", "\"原則\"";
        share: Option<Spanned<String>> = "率。資料のまま（0〜1の分数・小数・%）", "\"1/2\"";
        shares: Option<Vec<Spanned<String>>> = "率。どれになるか書かれていないとき、2つ以上", "[\"6/10\", \"1/2\"]";
        value: Option<Spanned<String>> = "割合で書かれていないとき", "\"記載なし\"", ["定額", "記載なし", "全額"];
        [default] adjusted: bool = "財政力補正があると書かれていれば true", "true";
        when: Option<Spanned<Condition>> = "当てはまる条件。書かなければ残りの基本", "{ fact = \"digital\", is = true }";
        from: Option<Datetime> = "この数字の始まりの日", "2025-04-01";
        to: Option<Datetime> = "この数字の終わりの日（この日を含む）", "2026-03-31";
        [default] cite: Words = "出典（[quote.x] の x）。必ず要る", "[\"half\"]";
        [default] other: Vec<Spanned<RateOther>> = "別の読み方（資料どうしが同じ時期について違うとき）", "[[rate.other]]";
    }

    struct RateOther = "率の別の読み方" {
        share: Option<Spanned<String>> = "率（0〜1の分数・小数・%）", "\"1/2\"";
        shares: Option<Vec<Spanned<String>>> = "率。どれになるか書かれていないとき、2つ以上", "[\"6/10\", \"1/2\"]";
        value: Option<Spanned<String>> = "割合で書かれていないとき", "\"記載なし\"", ["定額", "記載なし", "全額"];
        why: String = "なぜ違うか", "\"R5の資料は9/10としている\"";
        [default] cite: Words = "出典（[quote.x] の x）。必ず要る", "[\"half_r5\"]";
    }

    struct Ceiling = "上限の行" {
        group: String = "上限の群の名前。お金の流れの cap がこれを指す", "\"jogen\"";
        of: Option<String> = "何の上限か（群の最初の行に）", "\"公費による交付額\"";
        per: Option<String> = "何当たりか（人、人・年、団体、事業 …）。書かれていなければ書かない", "\"事業\"";
        [default] floor: bool = "上限でなく下限なら true（群の最初の行に）", "true";
        label: String = "どの場合か", "\"1事業当たり\"";
        yen: u64 = "円の整数", "25_000_000";
        [default] about: bool = "資料に「約」とある額なら true", "true";
        when: Option<Spanned<Condition>> = "当てはまる条件。書かなければ残りの基本", "{ fact = \"digital\", is = true }";
        from: Option<Datetime> = "この数字の始まりの日", "2025-04-01";
        to: Option<Datetime> = "この数字の終わりの日（この日を含む）", "2026-03-31";
        [default] cite: Words = "出典（[quote.x] の x）。必ず要る", "[\"cap\"]";
        [default] other: Vec<Spanned<CeilingOther>> = "別の読み方", "[[ceiling.other]]";
    }

    struct CeilingOther = "上限の別の読み方" {
        yen: u64 = "円の整数", "20_000_000";
        of: String = "何の上限か", "\"国費\"";
        line: Option<String> = "この読み方で抑えられる流れの行の id", "\"kokuhi\"";
        why: String = "なぜ違うか", "\"図では国費の上限と読める\"";
        [default] cite: Words = "出典（[quote.x] の x）", "[\"cap\"]";
    }

    struct Flow = "お金の流れの行。share・rate・limit・rest・sum・over・silent は1つまで" {
        id: String = "行の名前", "\"kokuhi\"";
        label: String = "画面でのことば", "\"国費\"";
        from: String = "\"fact:項目\"（topic が 金額 の項目）か、それより上の行の id", "\"fact:public_money\"";
        share: Option<Spanned<String>> = "決まった割合", "\"1/2\"";
        rate: Option<String> = "率の群の名前", "\"kokuhi\"";
        limit: Option<String> = "率の群の名前。当てはまる行があるときだけその率、なければ全額", "\"waku\"";
        rest: Option<Vec<String>> = "もとから引く行の id（残り）", "[\"kokuhi\"]";
        sum: Option<Vec<String>> = "もとに足す行の id", "[\"loan\"]";
        over: Option<String> = "その行の上限が切った分", "\"kohi\"";
        silent: Option<String> = "資料に書かれていない理由（算定不可になる。0円にはしない）", "\"算入率の記載がない\"";
        cap: Option<String> = "上限の群の名前", "\"jogen\"";
        [default] times: Vec<String> = "上限に掛ける数の項目（1人当たりなど）", "[\"persons\"]";
        to: Option<Spanned<String>> = "誰のお金か。書かなければ途中の行", "\"国費\"", ["国費", "特別交付税", "普通交付税", "交付税措置（元金）", "地方負担", "地方負担（措置不明）", "民間・融資", "自己資金", "利用料金", "その他負担"];
        [default] cite: Words = "出典（[quote.x] の x）", "[\"half\"]";
    }

    struct Budget = "予算額" {
        year: i32 = "年度（西暦）", "2025";
        stage: Option<Spanned<String>> = "段階", "\"当初\"", ["当初", "補正", "不明"];
        text: String = "資料のまま（数字は半角）", "\"令和7年度予算案 10.0億円\"";
        [default] cite: Words = "出典（[quote.x] の x）。必ず要る", "[\"budget\"]";
    }

    struct Window = "公募・申請などの時期" {
        label: String = "何の時期か", "\"申請\"";
        from: Option<Datetime> = "始まりの日", "2025-04-01";
        to: Option<Datetime> = "終わりの日", "2025-06-30";
        [default] months: Vec<u8> = "毎年の月", "[1, 2, 3]";
        [default] cite: Words = "出典（[quote.x] の x）。必ず要る", "[\"window\"]";
    }

    struct Link = "ほかの制度との関係" {
        to: String = "相手の制度の id", "\"local10000-kokko\"";
        kind: Spanned<String> = "関係。part 含まれる、then 次の段階、with あわせて使う、fallback 代わり、excludes 併用できない、see 関連", "\"with\"", ["part", "then", "with", "fallback", "excludes", "see"];
        [default] note: String = "ひとこと", "\"設備の分だけ\"";
        [default] cite: Words = "出典（[quote.x] の x）", "[\"main\"]";
    }

    struct Check = "要確認: 資料が決めていない点" {
        text: String = "窓口に尋ねられる形の文", "\"特別交付税措置があるかは資料に記載なし\"";
        when: Option<Spanned<Condition>> = "この条件のときだけ", "{ fact = \"digital\", is = true }";
        ask: Option<bool> = "窓口への質問票に入れないときは false", "false";
        [default] cite: Words = "出典（[quote.x] の x）", "[\"main\"]";
    }

    struct Quote = "引用。資料のこの行に、この語句がある" {
        source: String = "sources.toml の資料の id", "\"r6-kaigi\"";
        lines: String = "資料の行。引用符で囲む", "\"70-72\"";
        page: Option<u32> = "PDF の頁（1から）。資料を開いて確かめる人のため", "12";
        text: String = "数字のある語句だけ、資料のまま、40字まで。行の切れ目と空白は無視される", "\"原則、自治体負担の1/2\"";
    }

    /// A text of its own with its citations.
    struct Line = "出典の付いた1文" {
        [default] text: String = "文", "\"公費による交付額の1/2\"";
        [default] cite: Words = "出典（[quote.x] の x）", "[\"half\"]";
    }

    /// What a programme says of itself in the words of `purposes.toml`.
    struct Fit = "相談に合わせる言葉" {
        [default] purposes: Vec<Spanned<String>> = "何のための制度か（purposes.toml の purpose の id）。主なものを先に", "[\"sogyo\"]";
        [default] purposes_cite: Words = "目的の出典（[quote.x] の x）", "[\"main\"]";
        [default] actors: Vec<Spanned<String>> = "誰が行うか（actor の id）。資料が挙げていなければ書かない", "[\"jigyosha\"]";
        [default] actors_cite: Words = "主体の出典", "[\"main\"]";
        [default] costs: Vec<Spanned<String>> = "払う経費の種類（cost の id）", "[\"shisetsu\"]";
        [default] costs_not: Vec<Spanned<String>> = "払わない経費の種類（cost の id）", "[\"jinkenhi\"]";
        [default] costs_cite: Words = "経費の出典", "[\"main\"]";
        [default] items: Vec<String> = "この制度の経費が相談の文で呼ばれる言葉。同じ items_of の制度は、互いの経費を計算に入れない", "[\"おためし\"]";
        [default] items_of: String = "経費を分け合う制度の組の名前（半角）。items と一緒に書く", "\"kyoryokutai\"";
        [default] items_only: bool = "items の言葉か costs の種類で呼ばれた経費だけを計算に入れる（種類の書かれない額は入れない）", "true";
        [default] called: Vec<String> = "この制度の略した呼び名。それだけを言われたら先頭に出す", "[\"協力隊\"]";
        [default] finances: Vec<Spanned<String>> = "何のための計画でも財源にできる経費の種類（cost の id）。資料が目的を限っていない地方債など", "[\"shisetsu\"]";
        [default] finances_cite: Words = "財源にできることの出典", "[\"main\"]";
        [default] stages: Vec<Spanned<String>> = "段階（stage の id）", "[\"jisshi\"]";
        [default] words: Vec<String> = "この制度を探す人の言い方。画面には出ない", "[\"店を始めたい人を応援したい\"]";
        [default] only: Vec<Vec<Spanned<String>>> = "資料が限っている対象。どの組からも1語が文になければ後ろへ下げる", "[[\"@taiin\", \"協力隊\"]]";
        [default] only_cite: Words = "限っている対象の出典", "[\"main\"]";
        [default] not_for: Vec<Spanned<String>> = "資料が別の制度に分けている対象。1語でも文にあれば後ろへ下げる", "[\"副業\"]";
        [default] not_for_cite: Words = "分けている対象の出典", "[\"main\"]";
    }
}
