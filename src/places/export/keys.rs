//! The keys of 書き出し.

use crate::app::action::Action;
use crate::app::key::Code;
use crate::app::keymap::{Mode, bindings, c, called, ctrl, k};
use crate::app::to::To;

/// 書き出し
pub static CHOICES: Mode = Mode {
    name: "書き出し",
    keys: bindings![
    [k(Code::Enter)] Action::Confirm, "Enter", "書き出す", "この形式・名前・フォルダで書き出す";
    [k(Code::Down), c('j')] Action::Down, "上下", "", "次の項目・行へ";
    [k(Code::Up), c('k')] Action::Up, "", "", "";
    [k(Code::Right)] Action::Right, "左右", "変える", "形式・用紙を変える、別紙を選ぶ";
    [k(Code::Left)] Action::Left, "", "", "";
    [c(' ')] Action::Toggle, "空白", "外す・戻す", "選んだ行・別紙を外す・戻す（形式・用紙では変える）";
    [c('+')] Action::TakeAll, "+", "", "すべての行を出す";
    [c('-'), c('ー')] Action::StrikeAll, "-", "", "すべての行を外す（選び直すとき）";
    [c('o')] Action::OpenFile, "o", "開く", "書き出したファイルを、この機械の既定のプログラムで開く";
    [k(Code::Tab)] Action::Next, "Tab", "次の項目", "次の項目へ";
    [k(Code::BackTab)] Action::Previous, "Shift+Tab", "", "前の項目へ";
    [c('1')] Action::Pick(1), "1〜4", "", "番号で形式を選ぶ";
    [c('2')] Action::Pick(2), "", "", "";
    [c('3')] Action::Pick(3), "", "", "";
    [c('4')] Action::Pick(4), "", "", "";
    [k(Code::PageDown)] Action::PageDown, "PageDown", "", "1画面下へ";
    [k(Code::PageUp)] Action::PageUp, "PageUp", "", "1画面上へ";
    [k(Code::Home)] Action::Top, "Home", "", "先頭の行へ";
    [k(Code::End)] Action::Bottom, "End", "", "末尾の行へ";
    [ctrl('o')] Action::Replace, "Ctrl+O", "", "同じ名前のファイルがあると言われたときに、置き換える";
    [k(Code::Esc)] Action::Back, "Esc", "戻る", "書き出さずに戻る";
    ],
    called: called![
        Action::Confirm, "ファイルに書き出す", "ふぁいるにかきだす", "保存";
        Action::Right, "書き出しの形式を変える", "かきだしのけいしきをかえる", "別紙 べっし 横長 よこなが 用紙 ようし";
        Action::Pick(1), "書き出しの形式を番号で選ぶ", "かきだしのけいしきをばんごうでえらぶ", "";
        Action::Next, "書き出しの次の項目", "かきだしのつぎのこうもく", "";
        Action::Previous, "書き出しの前の項目", "かきだしのまえのこうもく", "";
    ],
    names: called![
        Action::Go(To::Export), "書き出し", "かきだし", "印刷 いんさつ 保存 出力 しゅつりょく エクセル えくせる 質問票 HTML Excel CSV";
        Action::TakeAll, "すべての行を出す", "すべてのぎょうをだす", "全部 ぜんぶ 全選択";
        Action::StrikeAll, "すべての行を外す", "すべてのぎょうをはずす", "全部 ぜんぶ 解除";
        Action::OpenFile, "書き出したファイルを開く", "かきだしたふぁいるをひらく", "ブラウザ 表示";
        Action::Toggle, "行を外す・戻す", "ぎょうをはずすもどす", "除く のぞく";
        Action::Replace, "同じ名前のファイルを置き換える", "おなじなまえのふぁいるをおきかえる", "上書き うわがき";
    ],
    ..Mode::COMMANDS
};

/// 書き出し（入力欄）
pub static FIELD: Mode = Mode {
    name: "書き出し（入力欄）",
    types: true,
    keys: bindings![
    [k(Code::Enter)] Action::Confirm, "Enter", "書き出す", "この形式・名前・フォルダで書き出す";
    [k(Code::Down)] Action::Down, "上下", "", "次の項目へ";
    [k(Code::Up)] Action::Up, "", "", "";
    [k(Code::Tab)] Action::Next, "Tab", "次の項目", "次の項目へ";
    [k(Code::BackTab)] Action::Previous, "Shift+Tab", "", "前の項目へ";
    [ctrl('u')] Action::Clear, "Ctrl+U", "消去", "入力欄を空にする";
    [ctrl('o')] Action::Replace, "Ctrl+O", "", "同じ名前のファイルがあると言われたときに、置き換える";
    [k(Code::Esc)] Action::Back, "Esc", "戻る", "書き出さずに戻る";
    ],
    called: called![
        Action::Confirm, "この名前で書き出す", "このなまえでかきだす", "保存";
        Action::Next, "書き出しの次の項目", "かきだしのつぎのこうもく", "";
        Action::Previous, "書き出しの前の項目", "かきだしのまえのこうもく", "";
    ],
    ..Mode::COMMANDS
};
