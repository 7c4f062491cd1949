//! The one table of keys: key handling, footer, help, `chiiki-navi keys` and the README read it.

use crate::app::action::Action;
use crate::app::key::{Code, Key};
use crate::app::screen::{Among, Narrow, Part, Question, Screen};
use crate::app::state::State;
use crate::domain::terms::profile::FactKind;
use crate::text::fold::{is_kana_or_wide, narrow};

/// Where a key is struck.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Context {
    /// 自治体を選ぶ: letters go to the field.
    Choose,
    /// 質問 with options.
    Options,
    /// 質問 with a field: digits and letters go to it.
    Field,
    /// 結果.
    Results,
    /// 結果, words being typed.
    Narrow,
    /// 制度の詳細.
    Detail,
    /// 回答一覧.
    Answers,
    /// 比較.
    Compare,
    /// 境目.
    Sweep,
    /// 出典と版, 年間予定, 用語, 組み合わせ.
    Reading,
    /// 逆引き.
    Who,
    /// 試算: characters go to the selected field.
    Estimate,
    /// 保存した自治体.
    Saved,
    /// 保存した自治体, a name being typed.
    Naming,
    /// 検索: letters go to the field.
    Search,
    /// 発表者画面.
    Present,
    /// 書き出し.
    Outlet,
    /// 書き出し, a field in focus.
    OutletField,
    /// Help on top.
    Help,
    /// Anywhere.
    Everywhere,
}

impl Context {
    /// Every context, in the order of the help and the README.
    pub const ALL: [Self; 20] = [
        Self::Choose,
        Self::Options,
        Self::Field,
        Self::Results,
        Self::Narrow,
        Self::Detail,
        Self::Answers,
        Self::Compare,
        Self::Sweep,
        Self::Reading,
        Self::Who,
        Self::Estimate,
        Self::Saved,
        Self::Naming,
        Self::Search,
        Self::Present,
        Self::Outlet,
        Self::OutletField,
        Self::Help,
        Self::Everywhere,
    ];

    /// Name of the place.
    pub fn name(self) -> &'static str {
        match self {
            Self::Choose => "自治体を選ぶ",
            Self::Options => "質問（選択肢）",
            Self::Field => "質問（入力欄）",
            Self::Results => "結果",
            Self::Narrow => "結果の絞り込み",
            Self::Detail => "制度の詳細",
            Self::Answers => "回答一覧",
            Self::Compare => "比較",
            Self::Sweep => "境目",
            Self::Reading => "出典・年間予定・用語・組み合わせ・前回からの変化",
            Self::Who => "逆引き",
            Self::Estimate => "試算",
            Self::Saved => "保存した自治体",
            Self::Naming => "保存の名前",
            Self::Search => "検索",
            Self::Present => "発表者画面",
            Self::Outlet => "書き出し",
            Self::OutletField => "書き出し（入力欄）",
            Self::Help => "キーの説明",
            Self::Everywhere => "どこでも",
        }
    }

    /// Whether characters are text here.
    pub fn takes_text(self) -> bool {
        matches!(
            self,
            Self::Choose
                | Self::Field
                | Self::Narrow
                | Self::Estimate
                | Self::Naming
                | Self::Search
                | Self::OutletField
        )
    }
}

/// One row of the table.
#[derive(Clone, Debug)]
pub struct Binding {
    /// Where.
    pub context: Context,
    /// The keys, the one to show first.
    pub keys: &'static [Key],
    /// What happens.
    pub action: Action,
    /// Name of the keys as shown.
    pub shown: &'static str,
    /// One or two words for the footer; empty keeps it out of the footer.
    pub short: &'static str,
    /// 説明 for help and README.
    pub long: &'static str,
}

const fn k(code: Code) -> Key {
    Key::plain(code)
}
const fn c(ch: char) -> Key {
    Key::char(ch)
}
const fn ctrl(ch: char) -> Key {
    Key::ctrl(ch)
}

macro_rules! table {
    ($( $context:ident { $( [$($key:expr),+] $action:expr, $shown:literal, $short:literal, $long:literal; )+ } )+) => {
        /// Every binding; the first that fits the context, then the first of どこでも.
        pub static TABLE: &[Binding] = &[ $( $( Binding {
            context: Context::$context,
            keys: &[$($key),+],
            action: $action,
            shown: $shown,
            short: $short,
            long: $long,
        }, )+ )+ ];
    };
}

table! {
    Choose {
        [k(Code::Enter)] Action::Confirm, "Enter", "決定", "選んだ自治体の結果を開く";
        [k(Code::Down), ctrl('n')] Action::Down, "下", "", "次の候補へ";
        [k(Code::Up), ctrl('p')] Action::Up, "上", "", "前の候補へ";
        [k(Code::PageDown)] Action::PageDown, "PageDown", "", "1画面下へ";
        [k(Code::PageUp)] Action::PageUp, "PageUp", "", "1画面上へ";
        [k(Code::F(2)), ctrl('t')] Action::GoManual, "F2", "手入力", "表にない団体を、質問に答えて入力する";
        [k(Code::F(12)), ctrl('k')] Action::Compare, "F12", "", "開いている自治体（A）と、選んだ自治体（B）を比べる";
        [ctrl('r')] Action::Resume, "Ctrl+R", "", "前回の続きを開く（最後に保存した自治体）";
        [ctrl('u')] Action::Clear, "Ctrl+U", "消去", "入力欄を空にする";
        [k(Code::F(4)), ctrl('o')] Action::GoSources, "F4", "出典", "資料と版の一覧を開く";
        [k(Code::Esc)] Action::Back, "Esc", "消去・戻る", "直前の画面へ戻る（最初の画面では入力を消す）";
    }
    Options {
        [k(Code::Enter), k(Code::Right), c(' ')] Action::Confirm, "Enter", "回答", "選んだ答えで回答する";
        [c('1')] Action::Pick(1), "1〜9", "", "番号の答えで回答する";
        [c('2')] Action::Pick(2), "", "", "";
        [c('3')] Action::Pick(3), "", "", "";
        [c('4')] Action::Pick(4), "", "", "";
        [c('5')] Action::Pick(5), "", "", "";
        [c('6')] Action::Pick(6), "", "", "";
        [c('7')] Action::Pick(7), "", "", "";
        [c('8')] Action::Pick(8), "", "", "";
        [c('9')] Action::Pick(9), "", "", "";
        [k(Code::Down), c('j'), ctrl('n')] Action::Down, "下", "", "次の答えへ";
        [k(Code::Up), c('k'), ctrl('p')] Action::Up, "上", "", "前の答えへ";
        [c('0'), ctrl('d')] Action::DontKnow, "0", "不明", "「わからない」と回答する";
        [k(Code::Tab)] Action::Next, "Tab", "飛ばす", "回答せずに次の質問へ";
        [k(Code::Left), k(Code::BackTab), ctrl('b')] Action::Previous, "左", "前の質問", "前の質問に戻る";
        [c('b'), k(Code::F(8)), ctrl('y')] Action::Sweep, "b", "境目", "この答えを動かすと、どの制度がどこで変わるかを見る";
        [c('r'), ctrl('r'), k(Code::F(3))] Action::GoResults, "r", "結果", "ここまでの回答で結果を見る";
        [c('a'), ctrl('a'), k(Code::F(5))] Action::GoAnswers, "a", "回答一覧", "回答の一覧を開く";
        [k(Code::Esc)] Action::Back, "Esc", "戻る", "直前の画面へ戻る";
    }
    Field {
        [k(Code::Enter)] Action::Confirm, "Enter", "回答", "入力した答えで回答する（下矢印で「わからない」を選べる）";
        [k(Code::Down)] Action::Down, "下", "不明へ", "「わからない」を選ぶ";
        [k(Code::Up)] Action::Up, "上", "", "入力欄に戻る";
        [ctrl('d')] Action::DontKnow, "Ctrl+D", "", "「わからない」と回答する";
        [k(Code::Tab)] Action::Next, "Tab", "飛ばす", "回答せずに次の質問へ";
        [k(Code::F(8)), ctrl('y')] Action::Sweep, "F8", "境目", "この数字を動かすと、どの制度がどこで変わるかを見る";
        [k(Code::BackTab), ctrl('b')] Action::Previous, "Shift+Tab", "前の質問", "前の質問に戻る";
        [k(Code::F(3)), ctrl('r')] Action::GoResults, "F3", "結果", "ここまでの回答で結果を見る";
        [k(Code::F(5)), ctrl('a')] Action::GoAnswers, "F5", "", "回答の一覧を開く";
        [ctrl('u')] Action::Clear, "Ctrl+U", "", "入力欄を空にする";
        [k(Code::Esc)] Action::Back, "Esc", "戻る", "直前の画面へ戻る";
    }
    Results {
        [k(Code::Enter), k(Code::Right)] Action::Confirm, "Enter", "詳細", "選んだ制度の詳細を開く";
        [k(Code::Down), c('j')] Action::Down, "下", "", "次の制度へ";
        [k(Code::Up), c('k')] Action::Up, "上", "", "前の制度へ";
        [k(Code::PageDown), c(' ')] Action::PageDown, "PageDown", "", "1画面下へ";
        [k(Code::PageUp)] Action::PageUp, "PageUp", "", "1画面上へ";
        [k(Code::Home), c('g')] Action::Top, "Home", "", "先頭へ";
        [k(Code::End), c('G')] Action::Bottom, "End", "", "末尾へ";
        [k(Code::Tab)] Action::NextGroup, "Tab", "区分", "区分を切り替える（すべて・該当・要確認・対象外・期限外）";
        [k(Code::BackTab), ctrl('b')] Action::PreviousGroup, "Shift+Tab", "", "区分を逆に切り替える";
        [c('n'), ctrl('q'), k(Code::F(3))] Action::GoQuestions, "n", "質問", "残りの質問に答える";
        [c('a'), ctrl('a'), k(Code::F(5))] Action::GoAnswers, "a", "回答", "回答の一覧を開いて変える";
        [c('m'), ctrl('y')] Action::GoEstimate, "m", "試算", "選んだ制度の金額を試算する";
        [c('e'), ctrl('p')] Action::GoExport, "e", "出力", "この一覧を HTML・Excel・CSV・Markdown・JSON のファイルに書き出す（Ctrl+P でも）";
        [c('f'), ctrl('u')] Action::Narrow, "f", "絞込", "ことば（かな・ローマ字可）で絞り込む";
        [c('o'), k(Code::F(7))] Action::NextOrder, "o", "順序", "並べ方を変える";
        [c('c'), k(Code::F(2)), ctrl('t')] Action::GoChoose, "c", "自治体", "別の自治体を選ぶ";
        [c('v'), k(Code::F(12)), ctrl('k')] Action::Compare, "v", "比較", "今の答えをAとして留める。答えを変えてもう一度押すと、Aと今を比べる";
        [k(Code::F(9)), c('s')] Action::GoCalendar, "F9", "予定", "年間予定（公募・申請の時期）を開く";
        [ctrl('g'), c('t')] Action::GoTerms, "t", "用語", "用語の説明を開く";
        [c('x'), k(Code::F(8))] Action::Mark, "x", "印", "組み合わせる制度に印を付ける・外す";
        [c('w'), ctrl('w')] Action::GoCombine, "w", "", "印を付けた制度の組み合わせと合計を見る";
        [ctrl('r')] Action::Resume, "Ctrl+R", "", "この自治体の保存した回答の続きを開く";
        [c('d'), ctrl('d')] Action::GoChanges, "d", "", "前回からの変化（制度データ・表の数字・回答のどれによるか）を見る";
        [k(Code::F(4)), ctrl('o')] Action::GoSources, "F4", "出典", "資料と版の一覧を開く";
        [k(Code::Esc), k(Code::Left)] Action::Back, "Esc", "戻る", "絞り込みを解く、または直前の画面へ戻る";
    }
    Narrow {
        [k(Code::Enter)] Action::Confirm, "Enter", "決定", "絞り込みを決めて一覧へ";
        [k(Code::Down)] Action::Down, "下", "", "次の制度へ";
        [k(Code::Up)] Action::Up, "上", "", "前の制度へ";
        [ctrl('u')] Action::Clear, "Ctrl+U", "消去", "入力欄を空にする";
        [k(Code::Esc)] Action::Back, "Esc", "やめる", "絞り込みをやめる";
    }
    Detail {
        [k(Code::Down), c('j')] Action::Down, "上下", "", "1行ずつ送る";
        [k(Code::Up), c('k')] Action::Up, "", "", "";
        [k(Code::PageDown), c(' ')] Action::PageDown, "PageDown", "下へ", "1画面下へ";
        [k(Code::PageUp)] Action::PageUp, "PageUp", "", "1画面上へ";
        [k(Code::Home), c('g')] Action::Top, "Home", "", "先頭へ";
        [k(Code::End), c('G')] Action::Bottom, "End", "", "末尾（出典）へ";
        [k(Code::Right), k(Code::Tab)] Action::Next, "右", "次の制度", "一覧の次の制度へ";
        [k(Code::Left), k(Code::BackTab), ctrl('b')] Action::Previous, "左", "前", "一覧の前の制度へ";
        [k(Code::Enter), c('n'), k(Code::F(3)), ctrl('q')] Action::GoPlanQuestions, "Enter", "要件・金額", "この制度の要件・金額の質問に答える";
        [c('m'), k(Code::F(8)), ctrl('y')] Action::GoEstimate, "m", "試算", "この制度の金額を試算する（F8、Ctrl+Y でも）";
        [c('p'), ctrl('x'), k(Code::F(11))] Action::GoPresent, "p", "発表", "発表者画面で1つずつ見せる（Ctrl+X でも）";
        [c('a'), ctrl('a'), k(Code::F(5))] Action::GoAnswers, "a", "回答", "回答の一覧を開いて変える";
        [c('v'), k(Code::F(12)), ctrl('k')] Action::Compare, "v", "", "今の答えをAとして留める。答えを変えてもう一度押すと、Aと今を比べる";
        [c('i'), k(Code::F(9))] Action::GoWho, "i", "逆引き", "この制度を使える自治体を全国から探す（F9 でも）";
        [ctrl('g'), c('t')] Action::GoTerms, "t", "用語", "用語の説明を開く";
        [c('e'), ctrl('p')] Action::GoExport, "e", "出力", "この制度を HTML・Excel・CSV・Markdown・JSON のファイルに書き出す（Ctrl+P でも）";
        [k(Code::Esc)] Action::Back, "Esc", "一覧", "一覧へ戻る";
    }
    Answers {
        [k(Code::Enter), k(Code::Right)] Action::Confirm, "Enter", "変える", "選んだ回答を変える";
        [k(Code::Down), c('j'), ctrl('n')] Action::Down, "下", "", "次の項目へ";
        [k(Code::Up), c('k'), ctrl('p')] Action::Up, "上", "", "前の項目へ";
        [k(Code::PageDown), c(' ')] Action::PageDown, "PageDown", "", "1画面下へ";
        [k(Code::PageUp)] Action::PageUp, "PageUp", "", "1画面上へ";
        [k(Code::Home), c('g')] Action::Top, "Home", "", "先頭へ";
        [k(Code::End), c('G')] Action::Bottom, "End", "", "末尾へ";
        [k(Code::Delete), c('x'), ctrl('d')] Action::Unanswer, "Delete", "取消", "選んだ回答を取り消す（未回答に戻す）";
        [c('b'), k(Code::F(8)), ctrl('y')] Action::Sweep, "b", "境目", "選んだ答えを動かすと、どの制度がどこで変わるかを見る";
        [c('v'), k(Code::F(12)), ctrl('k')] Action::Compare, "v", "比較", "今の答えをAとして留める。答えを変えてもう一度押すと、Aと今を比べる";
        [c('n'), ctrl('q')] Action::GoQuestions, "n", "質問", "残りの質問に答える";
        [c('r'), ctrl('r'), k(Code::F(3))] Action::GoResults, "r", "結果", "結果を見る";
        [k(Code::Esc), k(Code::Left)] Action::Back, "Esc", "戻る", "直前の画面へ戻る";
    }
    Compare {
        [k(Code::Down), c('j')] Action::Down, "上下", "送る", "1行ずつ送る";
        [k(Code::Up), c('k')] Action::Up, "", "", "";
        [k(Code::PageDown), c(' ')] Action::PageDown, "PageDown", "続き", "1画面下へ";
        [k(Code::PageUp)] Action::PageUp, "PageUp", "", "1画面上へ";
        [k(Code::Home), c('g')] Action::Top, "Home", "", "先頭へ";
        [k(Code::End), c('G')] Action::Bottom, "End", "", "末尾へ";
        [k(Code::Tab)] Action::Next, "Tab", "AとBを入替", "AとBを入れ替えて、逆向きに見る";
        [c('p'), ctrl('x'), k(Code::F(11))] Action::GoPresent, "p", "発表", "発表者画面で1つずつ見せる（Ctrl+X でも）";
        [c('v'), k(Code::F(12)), ctrl('k')] Action::Compare, "v", "今をAに", "今の答えをAとして留め直す";
        [k(Code::Delete), c('x'), ctrl('d')] Action::Unanswer, "Delete", "Aを外す", "留めたAを外す";
        [c('e'), ctrl('p')] Action::GoExport, "e", "出力", "この比較を HTML・Excel・CSV・Markdown・JSON のファイルに書き出す（Ctrl+P でも）";
        [k(Code::Esc), k(Code::Left)] Action::Back, "Esc", "戻る", "直前の画面へ戻る";
    }
    Sweep {
        [k(Code::Down), c('j'), ctrl('n')] Action::Down, "上下", "送る", "1行ずつ送る";
        [k(Code::Up), c('k'), ctrl('p')] Action::Up, "", "", "";
        [k(Code::PageDown), c(' ')] Action::PageDown, "PageDown", "続き", "1画面下へ";
        [k(Code::PageUp)] Action::PageUp, "PageUp", "", "1画面上へ";
        [k(Code::Home), c('g')] Action::Top, "Home", "", "先頭へ";
        [k(Code::End), c('G')] Action::Bottom, "End", "", "末尾へ";
        [k(Code::Esc), k(Code::Left)] Action::Back, "Esc", "戻る", "直前の画面へ戻る";
    }
    Reading {
        [k(Code::Down), c('j'), ctrl('n')] Action::Down, "上下", "送る", "1行ずつ送る";
        [k(Code::Up), c('k'), ctrl('p')] Action::Up, "", "", "";
        [k(Code::PageDown), c(' ')] Action::PageDown, "PageDown", "", "1画面下へ";
        [k(Code::PageUp)] Action::PageUp, "PageUp", "", "1画面上へ";
        [k(Code::Home), c('g')] Action::Top, "Home", "", "先頭へ";
        [k(Code::End), c('G')] Action::Bottom, "End", "", "末尾へ";
        [k(Code::Esc), k(Code::Left)] Action::Back, "Esc", "戻る", "直前の画面へ戻る";
    }
    Who {
        [k(Code::Enter), k(Code::Right)] Action::Confirm, "Enter", "開く", "都道府県の市町村を並べる。市町村ではその結果を開く";
        [k(Code::Down), c('j'), ctrl('n')] Action::Down, "上下", "", "次の行へ";
        [k(Code::Up), c('k'), ctrl('p')] Action::Up, "", "", "";
        [k(Code::PageDown), c(' ')] Action::PageDown, "PageDown", "", "1画面下へ";
        [k(Code::PageUp)] Action::PageUp, "PageUp", "", "1画面上へ";
        [k(Code::Home), c('g')] Action::Top, "Home", "", "先頭へ";
        [k(Code::End), c('G')] Action::Bottom, "End", "", "末尾へ";
        [k(Code::Tab), ctrl('y')] Action::NextGroup, "Tab", "区分", "該当・要確認・対象外・すべてを切り替える";
        [k(Code::BackTab), ctrl('b')] Action::PreviousGroup, "Shift+Tab", "", "区分を逆に切り替える";
        [k(Code::Esc), k(Code::Left)] Action::Back, "Esc", "戻る", "都道府県の一覧、または直前の画面へ戻る";
    }
    Estimate {
        [k(Code::Down), k(Code::Tab), k(Code::Enter)] Action::Down, "上下", "欄", "次の欄へ";
        [k(Code::Up), k(Code::BackTab)] Action::Up, "", "", "";
        [k(Code::PageDown), ctrl('g')] Action::PageDown, "PageDown", "下へ", "結果を1画面下へ（Ctrl+G でも）";
        [k(Code::PageUp), ctrl('b')] Action::PageUp, "PageUp", "", "結果を1画面上へ（Ctrl+B でも）";
        [k(Code::F(3)), ctrl('q')] Action::GoPlanQuestions, "F3", "決め手", "幅の決め手になる質問に答え、なければこの制度の要件の質問に答える";
        [k(Code::F(9)), ctrl('k')] Action::Pin, "F9", "固定", "この結果を固定して、次の結果と差を並べる（もう一度で解く。Ctrl+K でも）";
        [ctrl('u')] Action::Clear, "Ctrl+U", "消去", "選んだ欄の文字を消す";
        [ctrl('d')] Action::Unanswer, "Ctrl+D", "", "選んだ欄を未入力に戻す";
        [k(Code::F(5)), ctrl('a')] Action::GoAnswers, "F5", "", "回答の一覧を開いて変える";
        [ctrl('p')] Action::GoExport, "Ctrl+P", "出力", "この試算を HTML・Excel・CSV・Markdown・JSON のファイルに書き出す";
        [k(Code::Esc)] Action::Back, "Esc", "戻る", "制度の詳細へ戻る（入力した金額は残る）";
    }
    Saved {
        [k(Code::Enter), k(Code::Right)] Action::Confirm, "Enter", "開く", "選んだ保存を開いて続ける";
        [k(Code::Down), c('j'), ctrl('n')] Action::Down, "上下", "", "次の保存へ";
        [k(Code::Up), c('k'), ctrl('p')] Action::Up, "", "", "";
        [k(Code::PageDown), c(' ')] Action::PageDown, "PageDown", "", "1画面下へ";
        [k(Code::PageUp)] Action::PageUp, "PageUp", "", "1画面上へ";
        [k(Code::Home), c('g')] Action::Top, "Home", "", "先頭へ";
        [k(Code::End), c('G')] Action::Bottom, "End", "", "末尾へ";
        [k(Code::F(2)), c('n'), ctrl('t')] Action::Name, "F2", "名前", "選んだ保存に名前を付ける（同じ自治体の保存を区別する）";
        [k(Code::Delete), c('x'), ctrl('d')] Action::Unanswer, "Delete", "削除", "選んだ保存を削除する（2回押す）";
        [k(Code::Esc), k(Code::Left)] Action::Back, "Esc", "戻る", "直前の画面へ戻る";
    }
    Naming {
        [k(Code::Enter)] Action::Confirm, "Enter", "決定", "この名前にする（空なら名前なし）";
        [ctrl('u')] Action::Clear, "Ctrl+U", "消去", "入力欄を空にする";
        [k(Code::Esc)] Action::Back, "Esc", "やめる", "名前を変えずに戻る";
    }
    Search {
        [k(Code::Enter)] Action::Confirm, "Enter", "開く", "選んだもの（制度・用語・事例・質問・自治体・操作）を開く";
        [k(Code::Down), ctrl('n')] Action::Down, "下", "", "次の候補へ";
        [k(Code::Up), ctrl('p')] Action::Up, "上", "", "前の候補へ";
        [k(Code::PageDown)] Action::PageDown, "PageDown", "", "1画面下へ";
        [k(Code::PageUp)] Action::PageUp, "PageUp", "", "1画面上へ";
        [ctrl('u')] Action::Clear, "Ctrl+U", "消去", "入力欄を空にする";
        [k(Code::Esc)] Action::Back, "Esc", "戻る", "検索を始めた画面へ戻る";
    }
    Present {
        [k(Code::Enter), k(Code::Right), k(Code::Down), k(Code::PageDown), c(' '), c('j'), ctrl('n')] Action::Next, "Enter", "次", "次の1つを見せる（空白・右でも）";
        [k(Code::Left), k(Code::Up), k(Code::PageUp), k(Code::Backspace), c('k'), ctrl('p')] Action::Previous, "左", "", "1つ戻す";
        [k(Code::Home), c('g')] Action::Top, "Home", "", "名前だけに戻す";
        [k(Code::End), c('G')] Action::Bottom, "End", "", "すべて見せる";
        [c('m'), k(Code::F(9)), ctrl('k')] Action::Mask, "m", "", "自治体の名前を隠す・見せる（F9 でも）";
        [k(Code::Esc)] Action::Back, "Esc", "戻る", "元の画面へ戻る";
    }
    Outlet {
        [k(Code::Enter)] Action::Confirm, "Enter", "書き出す", "この形式・名前・フォルダで書き出す";
        [k(Code::Down), c('j')] Action::Down, "上下", "", "次の項目・行へ";
        [k(Code::Up), c('k')] Action::Up, "", "", "";
        [k(Code::Right), c('l')] Action::Right, "左右", "変える", "形式・詳細の有無を変える";
        [k(Code::Left), c('h')] Action::Left, "", "", "";
        [c(' '), k(Code::Delete)] Action::Toggle, "空白", "外す・戻す", "選んだ行を書き出しから外す・戻す（形式・詳細では変える）";
        [k(Code::Tab)] Action::Next, "Tab", "次の項目", "次の項目へ";
        [k(Code::BackTab)] Action::Previous, "Shift+Tab", "", "前の項目へ";
        [c('1')] Action::Pick(1), "1〜5", "", "番号で形式を選ぶ";
        [c('2')] Action::Pick(2), "", "", "";
        [c('3')] Action::Pick(3), "", "", "";
        [c('4')] Action::Pick(4), "", "", "";
        [c('5')] Action::Pick(5), "", "", "";
        [k(Code::PageDown)] Action::PageDown, "PageDown", "", "1画面下へ";
        [k(Code::PageUp)] Action::PageUp, "PageUp", "", "1画面上へ";
        [k(Code::Home)] Action::Top, "Home", "", "先頭の行へ";
        [k(Code::End)] Action::Bottom, "End", "", "末尾の行へ";
        [k(Code::F(2))] Action::Replace, "F2", "", "同じ名前のファイルがあると言われたときに、置き換える";
        [k(Code::Esc)] Action::Back, "Esc", "戻る", "書き出さずに戻る";
    }
    OutletField {
        [k(Code::Enter)] Action::Confirm, "Enter", "書き出す", "この形式・名前・フォルダで書き出す";
        [k(Code::Down)] Action::Down, "上下", "", "次の項目へ";
        [k(Code::Up)] Action::Up, "", "", "";
        [k(Code::Tab)] Action::Next, "Tab", "次の項目", "次の項目へ";
        [k(Code::BackTab)] Action::Previous, "Shift+Tab", "", "前の項目へ";
        [ctrl('u')] Action::Clear, "Ctrl+U", "消去", "入力欄を空にする";
        [k(Code::F(2))] Action::Replace, "F2", "", "同じ名前のファイルがあると言われたときに、置き換える";
        [k(Code::Esc)] Action::Back, "Esc", "戻る", "書き出さずに戻る";
    }
    Help {
        [k(Code::Esc), k(Code::Enter), c('q')] Action::Back, "Esc", "閉じる", "この説明を閉じる";
        [k(Code::F(1))] Action::Steps, "F1", "使い方とキーの切替", "使い方と、この場所のキーの説明を切り替える";
        [c('?')] Action::Help, "?", "", "この場所のキーの説明を開く・閉じる";
        [k(Code::Down), c('j')] Action::Down, "上下", "送る", "1行ずつ送る";
        [k(Code::Up), c('k')] Action::Up, "", "", "";
        [k(Code::PageDown), c(' ')] Action::PageDown, "", "", "";
        [k(Code::PageUp)] Action::PageUp, "", "", "";
    }
    Everywhere {
        [k(Code::F(1))] Action::Steps, "F1", "使い方", "使い方（はじめの手順）を開く。もう一度押すと、この場所のキーの説明";
        [c('?')] Action::Help, "?", "", "この場所のキーの説明を開く（文字を入力する画面では F1 を2回）";
        [k(Code::F(6)), ctrl('f'), c('/')] Action::GoSearch, "F6", "検索", "制度・用語・事例・質問・自治体・操作をまとめて探す（Ctrl+F でも。文字を入力しない画面では / でも）";
        [ctrl('s')] Action::GoSaved, "Ctrl+S", "", "保存した自治体の一覧を開く（回答は1つ答えるたびに自動で保存される）";
        [ctrl('e')] Action::NextLook, "Ctrl+E", "", "配色を変える（暗い・明るい・投影向け・白黒）";
        [ctrl('l')] Action::Redraw, "Ctrl+L", "", "画面を描き直す";
        [ctrl('c'), k(Code::F(10)), c('q')] Action::Quit, "F10", "終了", "終了する（文字を入力しない画面では q、どこでも Ctrl+C でも）";
    }
}

/// Where the keys of `state` go.
pub fn context(state: &State) -> Context {
    if state.help.is_some() {
        return Context::Help;
    }
    match &state.screen {
        Screen::Choose(_) => Context::Choose,
        Screen::Question(q) if has_field(state, q) => Context::Field,
        Screen::Question(_) => Context::Options,
        Screen::Results(r) if matches!(r.narrow, Some(Narrow { typing: true, .. })) => Context::Narrow,
        Screen::Results(_) => Context::Results,
        Screen::Detail(_) => Context::Detail,
        Screen::Answers(_) => Context::Answers,
        Screen::Compare(_) => Context::Compare,
        Screen::Sweep(_) => Context::Sweep,
        Screen::Reading(_) => Context::Reading,
        Screen::Who(_) => Context::Who,
        Screen::Estimate(_) => Context::Estimate,
        Screen::Saved(s) if s.naming.is_some() => Context::Naming,
        Screen::Saved(_) => Context::Saved,
        Screen::Search(_) => Context::Search,
        Screen::Present(_) => Context::Present,
        Screen::Outlet(o) if matches!(o.at, Part::Name | Part::Folder) => Context::OutletField,
        Screen::Outlet(_) => Context::Outlet,
    }
}

fn has_field(state: &State, q: &Question) -> bool {
    state.catalogue.fact(q.fact).is_some_and(|f| matches!(f.kind, FactKind::Number { .. } | FactKind::Day))
}

/// What `key` means in `state`.
///
/// With the Japanese IME on, commands arrive as full-width characters: they are folded before the table is read.
/// A kana where a command is expected does nothing but show a hint.
pub fn action(state: &State, key: Key) -> Option<Action> {
    let here = context(state);
    let folded = match key.code {
        Code::Char(ch) => Key { code: Code::Char(narrow(ch)), ..key },
        _ => key,
    };
    if here.takes_text() {
        // No name begins with it: 検索 opens as it does from every other place.
        let slash = folded.code == Code::Char('/') && here == Context::Choose && nothing_typed(state);
        if let Code::Char(ch) = key.code
            && !key.ctrl
            && !key.alt
            && !slash
        {
            return Some(Action::Type(ch));
        }
        return find(here, folded).or_else(|| edit(folded.code)).or_else(|| find(Context::Everywhere, folded));
    }
    let found = find(here, folded).or_else(|| find(Context::Everywhere, folded));
    found.or_else(|| match key.code {
        Code::Char(ch) if is_kana_or_wide(ch) && !key.ctrl => Some(Action::ImeSlip),
        _ => None,
    })
}

fn nothing_typed(state: &State) -> bool {
    matches!(&state.screen, Screen::Choose(c) if c.field.text().is_empty())
}

fn find(context: Context, key: Key) -> Option<Action> {
    TABLE.iter().find(|b| b.context == context && b.keys.contains(&key)).map(|b| b.action.clone())
}

/// Editing keys of a field, the same in every field.
fn edit(code: Code) -> Option<Action> {
    match code {
        Code::Backspace => Some(Action::Erase),
        Code::Delete => Some(Action::Delete),
        Code::Left => Some(Action::Left),
        Code::Right => Some(Action::Right),
        Code::Home => Some(Action::Home),
        Code::End => Some(Action::End),
        _ => None,
    }
}

/// The rows of the footer for `context`: the place's own, then help and quit.
pub fn footer(context: Context) -> impl Iterator<Item = &'static Binding> {
    let own = TABLE.iter().filter(move |b| b.context == context);
    let general = TABLE.iter().filter(move |b| b.context == Context::Everywhere && context != Context::Help);
    own.chain(general).filter(move |b| !b.short.is_empty() && !idle(context, b))
}

/// The rows of the help for `context`.
pub fn help(context: Context) -> impl Iterator<Item = &'static Binding> {
    let here = move |b: &&'static Binding| b.context == context || b.context == Context::Everywhere;
    TABLE.iter().filter(here).filter(move |b| !b.long.is_empty() && !idle(context, b))
}

/// The key to 検索 does nothing in 検索.
fn idle(context: Context, b: &Binding) -> bool {
    context == Context::Search && b.action == Action::GoSearch
}

/// The name of the key that does `action` in `context`, for sentences that tell a way.
pub fn shown(context: Context, action: &Action) -> &'static str {
    TABLE.iter().find(|b| b.context == context && b.action == *action).map_or("", |b| b.shown)
}

/// Whether going back from this question leads to the programme it was asked for.
pub fn returns(q: &Question) -> bool {
    !matches!(q.among, Among::All)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things_in_one_place() {
        for (i, a) in TABLE.iter().enumerate() {
            for b in TABLE.iter().skip(i + 1).filter(|b| b.context == a.context) {
                for key in a.keys {
                    assert!(!b.keys.contains(key), "{key:?} in {:?}: {:?} and {:?}", a.context, a.action, b.action);
                }
            }
        }
    }

    #[test]
    fn letters_have_a_way_without_letters() {
        // With the IME on, letters never arrive: each command has a key that is not a letter.
        for b in TABLE.iter().filter(|b| !b.context.takes_text()) {
            let safe = |k: &Key| k.ctrl || !matches!(k.code, Code::Char(c) if c.is_ascii_alphabetic());
            assert!(b.keys.iter().any(safe), "{:?} {:?}", b.context, b.action);
        }
    }
    #[test]
    fn what_is_explained_has_a_label() {
        for b in TABLE {
            assert_eq!(b.shown.is_empty(), b.long.is_empty(), "{:?} {:?}", b.context, b.action);
        }
    }
}
