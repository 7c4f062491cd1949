//! Keys that mean the same in every place, those of the help, and what actions are called everywhere.

use crate::app::action::Action;
use crate::app::key::Code;
use crate::app::keymap::{Mode, bindings, c, called, ctrl, k};
use crate::app::to::To;

/// どこでも
pub static EVERYWHERE: Mode = Mode {
    name: "どこでも",
    keys: bindings![
    [k(Code::F(1))] Action::Steps, "F1", "使い方", "使い方（はじめの手順）を開く。もう一度押すと、この場所のキーの説明";
    [c('?')] Action::Help, "?", "", "この場所のキーの説明を開く（文字を入力する画面では F1 を2回）";
    [k(Code::F(2))] Action::Go(To::Choose), "F2", "", "別の自治体を選ぶ（結果と団体では c でも）。事業はそのまま";
    [k(Code::F(6)), ctrl('f'), c('/')] Action::Go(To::Search), "F6", "検索", "制度・用語・事例・質問・自治体・操作をまとめて探す（Ctrl+F でも。文字を入力しない画面では / でも）";
    [k(Code::F(7))] Action::Go(To::Consult), "F7", "", "相談: やりたいことの文から、合う制度を近い順に並べる";
    [ctrl('s')] Action::Go(To::Saved), "Ctrl+S", "", "保存した自治体の一覧を開く（1つ答えるたびに自動で保存される）";
    [ctrl('e')] Action::NextLook, "Ctrl+E", "", "配色を変える（暗い・明るい・投影向け・白黒）";
    [ctrl('z')] Action::Undo, "Ctrl+Z", "", "直前の回答の変更を取り消す（続けて押すと、その前も）";
    [ctrl('l')] Action::Redraw, "Ctrl+L", "", "画面を描き直す";
    [ctrl('c'), k(Code::F(10))] Action::Quit, "F10", "終了", "終了する（Ctrl+C でも。文字を入力しない画面では q を2回でも）";
    [c('q')] Action::Leave, "", "", "";
    ],
    names: called![
        Action::Steps, "使い方", "つかいかた", "はじめの手順 てじゅん ヘルプ help 説明 せつめい";
        Action::Help, "キーの説明", "きーのせつめい", "キー一覧 操作 そうさ ショートカット";
        Action::NextLook, "配色を変える", "はいしょくをかえる", "色 いろ テーマ 明るい 暗い 白黒 しろくろ 高コントラスト";
        Action::Undo, "回答の変更を取り消す", "かいとうのへんこうをとりけす", "元に戻す もとにもどす やり直す アンドゥ";
        Action::Redraw, "画面を描き直す", "がめんをかきなおす", "乱れ みだれ 再描画";
        Action::Quit, "終了", "しゅうりょう", "終わる おわる 閉じる とじる やめる";
        Action::Back, "戻る", "もどる", "前の画面 まえのがめん";
        Action::Clear, "入力欄を空にする", "にゅうりょくらんをからにする", "消去 しょうきょ 消す けす";
        Action::Down, "次の行へ", "つぎのぎょうへ", "下 した";
        Action::Up, "前の行へ", "まえのぎょうへ", "上 うえ";
        Action::PageDown, "1画面下へ", "いちがめんしたへ", "";
        Action::PageUp, "1画面上へ", "いちがめんうえへ", "";
        Action::Top, "先頭へ", "せんとうへ", "最初 さいしょ";
        Action::Bottom, "末尾へ", "まつびへ", "最後 さいご";
    ],
    ..Mode::COMMANDS
};

/// キーの説明
pub static HELP: Mode = Mode {
    name: "キーの説明",
    keys: bindings![
    [k(Code::Esc), k(Code::Enter), c('q')] Action::Back, "Esc", "閉じる", "この説明を閉じる";
    [k(Code::F(1))] Action::Steps, "F1", "切替", "使い方と、この場所のキーの説明を切り替える";
    [c('?')] Action::Help, "?", "", "この場所のキーの説明を開く・閉じる";
    [k(Code::F(6)), ctrl('f'), c('/')] Action::Go(To::Search), "F6", "検索", "";
    lines "送る";
    [k(Code::PageDown)] Action::PageDown, "", "", "";
    [k(Code::PageUp)] Action::PageUp, "", "", "";
    ],
    ..Mode::COMMANDS
};
