//! The commands that 検索 finds: every row of the table of keys, under a name that can be said and typed.
//!
//! The list is made from [`TABLE`], so a command that has a key is always in it; `NAMES` only says what it is called
//! and how that is read. `tests/searches.rs` holds the two together.

use std::sync::LazyLock;

use crate::app::action::Action;
use crate::app::keymap::{Binding, Context, TABLE};
use crate::text::fold::{fold, romaji};
use crate::text::search::Keys;

/// A command as 検索 lists it.
#[derive(Debug)]
pub struct Command {
    /// What is done.
    pub action: Action,
    /// Its name.
    pub name: &'static str,
    /// How that is read; empty for a name that nobody has given a reading yet.
    pub yomi: &'static str,
    /// Other words for it.
    pub words: &'static str,
    /// Where it works.
    pub places: Vec<Context>,
    /// What to press in the place where it works, said on arriving there.
    pub hint: String,
    keys: Prepared,
}

#[derive(Debug)]
struct Prepared {
    name: String,
    yomi: String,
    romaji: String,
    extra: String,
    text: String,
}

impl Command {
    /// What it is found by.
    pub fn keys(&self) -> Keys<'_> {
        let k = &self.keys;
        Keys { name: &k.name, yomi: &k.yomi, romaji: &k.romaji, alias: "", extra: &k.extra, text: &k.text }
    }

    /// Key and what it does, as in the help of the place `here`; of where it works, if it does not there.
    pub fn told(&self, here: Option<Context>) -> String {
        let own = |b: &&Binding| b.action == self.action && self.places.contains(&b.context) && !b.shown.is_empty();
        let near = TABLE.iter().filter(own).find(|b| Some(b.context) == here);
        match near.or_else(|| TABLE.iter().find(own)) {
            Some(b) if Some(b.context) == here || b.context == Context::Everywhere => {
                format!("{}　{}", b.shown, b.long)
            }
            Some(b) => format!("{}で {}　{}", b.context.name(), b.shown, b.long),
            None => String::new(),
        }
    }

    /// Only moves a selection or a text: such commands are listed last.
    pub fn moves(&self) -> bool {
        use Action::{Bottom, Confirm, Down, PageDown, PageUp, Pick, Top, Up};
        matches!(self.action, Up | Down | PageUp | PageDown | Top | Bottom | Confirm | Pick(_))
    }
}

/// Where a name holds: everywhere the action has a key, or in one place only.
type Where = Option<Context>;
type Name = (Action, Where, &'static str, &'static str, &'static str);

/// Action, place, name, reading, other words; in the order of the list. A row for one place stands before the general one.
static NAMES: &[Name] = {
    use Action as A;
    use Context as C;
    &[
        (A::GoChoose, None, "自治体を選ぶ", "じちたいをえらぶ", "市町村 団体 選択 しちょうそん"),
        (A::GoManual, None, "手入力", "てにゅうりょく", "表にない団体 にゅうりょく"),
        (A::GoQuestions, None, "質問", "しつもん", "残りの質問 のこり"),
        (A::GoResults, None, "結果", "けっか", "一覧 いちらん"),
        (A::GoAnswers, None, "回答一覧", "かいとういちらん", "答え こたえ 変える 直す なおす"),
        (A::GoEstimate, None, "試算", "しさん", "金額 きんがく 計算 けいさん いくら"),
        (A::Compare, Some(C::Compare), "今の答えをAにする", "いまのこたえをえーにする", "留める とめる"),
        (A::Compare, None, "比較", "ひかく", "比べる くらべる 留める とめる"),
        (A::Sweep, None, "境目", "さかいめ", "閾値 しきいち 動かす うごかす"),
        (A::GoCombine, None, "組み合わせ", "くみあわせ", "併用 へいよう 合計 ごうけい"),
        (A::Mark, None, "印を付ける", "しるしをつける", "印を外す しるしをはずす 選択"),
        (
            A::GoPresent,
            None,
            "発表者画面",
            "はっぴょうしゃがめん",
            "発表 はっぴょう 投影 とうえい プロジェクター 見せる",
        ),
        (A::Mask, None, "自治体の名前を隠す", "じちたいのなまえをかくす", "匿名 とくめい 伏せる ふせる 見せる"),
        (A::GoCalendar, None, "年間予定", "ねんかんよてい", "公募 こうぼ 締切 しめきり 申請 しんせい 予定 よてい 日程"),
        (A::GoTerms, None, "用語", "ようご", "用語集 ことば"),
        (A::GoSources, None, "出典と版", "しゅってんとはん", "資料 しりょう 根拠 こんきょ"),
        (A::GoSearch, None, "検索", "けんさく", "探す さがす 操作 そうさ"),
        (A::Narrow, None, "絞り込み", "しぼりこみ", "結果を絞る しぼる フィルター"),
        (A::NextGroup, None, "区分を切り替える", "くぶんをきりかえる", "該当だけ がいとう 要確認 ようかくにん 対象外"),
        (A::PreviousGroup, None, "区分を逆に切り替える", "くぶんをぎゃくにきりかえる", ""),
        (A::NextOrder, None, "並べ方を変える", "ならべかたをかえる", "順序 じゅんじょ 並べ替え"),
        (A::GoPlanQuestions, Some(C::Estimate), "決め手の質問", "きめてのしつもん", ""),
        (A::GoPlanQuestions, None, "要件・金額の質問", "ようけんきんがくのしつもん", "要件 ようけん"),
        (A::DontKnow, None, "わからないと回答する", "わからないとかいとうする", "不明 ふめい 未定"),
        (A::Next, Some(C::Options), "質問を飛ばす", "しつもんをとばす", "スキップ"),
        (A::Next, Some(C::Field), "質問を飛ばす", "しつもんをとばす", "スキップ"),
        (A::Previous, Some(C::Options), "前の質問", "まえのしつもん", ""),
        (A::Previous, Some(C::Field), "前の質問", "まえのしつもん", ""),
        (A::Next, Some(C::Detail), "次の制度", "つぎのせいど", ""),
        (A::Previous, Some(C::Detail), "前の制度", "まえのせいど", ""),
        (A::Next, Some(C::Compare), "AとBを入れ替える", "えーとびーをいれかえる", "入替 逆"),
        (A::Next, Some(C::Present), "次の1つを見せる", "つぎのひとつをみせる", "進む すすむ"),
        (A::Previous, Some(C::Present), "1つ戻す", "ひとつもどす", ""),
        (A::Top, Some(C::Present), "名前だけに戻す", "なまえだけにもどす", ""),
        (A::Bottom, Some(C::Present), "すべて見せる", "すべてみせる", "全部 ぜんぶ"),
        (A::Unanswer, Some(C::Answers), "回答を取り消す", "かいとうをとりけす", "未回答 消す けす 取消"),
        (A::Unanswer, Some(C::Compare), "比較のAを外す", "ひかくのえーをはずす", ""),
        (A::Unanswer, Some(C::Estimate), "欄を未入力に戻す", "らんをみにゅうりょくにもどす", "消す けす"),
        (A::Unanswer, Some(C::Saved), "保存を削除", "ほぞんをさくじょ", "消す けす 保存した自治体"),
        (A::Name, None, "保存に名前を付ける", "ほぞんになまえをつける", "保存した自治体 区別"),
        (A::Confirm, Some(C::Saved), "保存を開く", "ほぞんをひらく", "保存した自治体"),
        (A::Confirm, Some(C::Naming), "保存の名前を決める", "ほぞんのなまえをきめる", ""),
        (A::Resume, None, "前回の続きを開く", "ぜんかいのつづきをひらく", "再開 さいかい 続きから"),
        (A::GoSaved, None, "保存した自治体", "ほぞんしたじちたい", "セッション 保存先 一覧"),
        (A::GoChanges, None, "前回からの変化", "ぜんかいからのへんか", "差 変わった かわった"),
        (A::Pin, None, "試算の結果を固定", "しさんのけっかをこてい", "留める とめる 差"),
        (A::Steps, None, "使い方", "つかいかた", "はじめの手順 てじゅん ヘルプ help 説明 せつめい"),
        (A::Help, None, "キーの説明", "きーのせつめい", "キー一覧 操作 そうさ ショートカット"),
        (
            A::NextLook,
            None,
            "配色を変える",
            "はいしょくをかえる",
            "色 いろ テーマ 明るい 暗い 白黒 しろくろ 高コントラスト",
        ),
        (A::Redraw, None, "画面を描き直す", "がめんをかきなおす", "乱れ みだれ 再描画"),
        (A::Quit, None, "終了", "しゅうりょう", "終わる おわる 閉じる とじる やめる"),
        (A::Back, None, "戻る", "もどる", "前の画面 まえのがめん"),
        (A::Clear, None, "入力欄を空にする", "にゅうりょくらんをからにする", "消去 しょうきょ 消す けす"),
        (A::Confirm, Some(C::Choose), "自治体を決定", "じちたいをけってい", ""),
        (A::Confirm, Some(C::Options), "回答する", "かいとうする", ""),
        (A::Confirm, Some(C::Field), "回答する", "かいとうする", ""),
        (A::Confirm, Some(C::Results), "制度の詳細を開く", "せいどのしょうさいをひらく", ""),
        (A::Confirm, Some(C::Narrow), "絞り込みを決める", "しぼりこみをきめる", ""),
        (A::Confirm, Some(C::Answers), "回答を変える", "かいとうをかえる", "直す なおす"),
        (A::Pick(1), None, "番号で回答する", "ばんごうでかいとうする", ""),
        (A::Down, Some(C::Field), "わからないを選ぶ", "わからないをえらぶ", ""),
        (A::Up, Some(C::Field), "入力欄に戻る", "にゅうりょくらんにもどる", ""),
        (A::Down, None, "次の行へ", "つぎのぎょうへ", "下 した"),
        (A::Up, None, "前の行へ", "まえのぎょうへ", "上 うえ"),
        (A::PageDown, None, "1画面下へ", "いちがめんしたへ", ""),
        (A::PageUp, None, "1画面上へ", "いちがめんうえへ", ""),
        (A::Top, None, "先頭へ", "せんとうへ", "最初 さいしょ"),
        (A::Bottom, None, "末尾へ", "まつびへ", "最後 さいご"),
    ]
};

/// The commands, made once when 検索 is first opened: not before the first frame.
pub fn palette() -> &'static [Command] {
    static PALETTE: LazyLock<Vec<Command>> = LazyLock::new(build);
    &PALETTE
}

/// Whether a row of the table is a command to be found: those of 検索 and of the help themselves are not.
pub fn found(b: &Binding) -> bool {
    !b.long.is_empty() && !matches!(b.context, Context::Search | Context::Help)
}

fn build() -> Vec<Command> {
    let mut out: Vec<(usize, Command)> = Vec::new();
    for b in TABLE.iter().filter(|b| found(b)) {
        let at = NAMES.iter().position(|n| n.0 == b.action && n.1.is_none_or(|c| c == b.context));
        let (name, yomi, words) = at.and_then(|i| NAMES.get(i)).map_or((b.long, "", ""), |n| (n.2, n.3, n.4));
        if let Some((_, known)) = out.iter_mut().find(|(_, c)| c.name == name && c.action == b.action) {
            known.places.push(b.context);
        } else {
            out.push((at.unwrap_or(NAMES.len()), command(b, name, yomi, words)));
        }
    }
    out.sort_by_key(|(at, _)| *at);
    out.into_iter().map(|(_, command)| command).collect()
}

fn command(b: &Binding, name: &'static str, yomi: &'static str, words: &'static str) -> Command {
    let keys = Prepared {
        name: fold(name),
        yomi: fold(yomi),
        romaji: romaji(yomi),
        // Words may be given in kana: they are found in Latin letters too.
        extra: format!("{} {}", fold(words), words.split(' ').map(romaji).collect::<Vec<_>>().join(" ")),
        text: fold(b.long),
    };
    let places = vec![b.context];
    let hint = match b.context {
        Context::Detail | Context::Present | Context::Estimate => {
            format!("「{name}」は「{}」で使えます。制度を選んで Enter で詳細を開いてください", b.context.name())
        }
        _ => format!("「{name}」はここで使えます。対象を選んで {} を押してください", b.shown),
    };
    Command { action: b.action.clone(), name, yomi, words, places, hint, keys }
}
