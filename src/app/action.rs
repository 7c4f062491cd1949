//! Everything that can happen, whatever key or mouse it came from.

use crate::text::width::Ambiguous;

/// What the user wants.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Action {
    /// Selection or text one row up.
    Up,
    /// Selection or text one row down.
    Down,
    /// One page up.
    PageUp,
    /// One page down.
    PageDown,
    /// First row.
    Top,
    /// Last row.
    Bottom,
    /// Takes what is selected or typed.
    Confirm,
    /// Option number, from 1.
    Pick(u8),
    /// Back to where one came from; closes what lies on top.
    Back,
    /// Next question or programme.
    Next,
    /// Previous question or programme.
    Previous,
    /// 「わからない」.
    DontKnow,
    /// Takes the answer back: as if not asked.
    Unanswer,
    /// A character for the field in focus.
    Type(char),
    /// Text for the field in focus, pasted in one piece.
    Paste(String),
    /// Deletes to the left.
    Erase,
    /// Deletes to the right.
    Delete,
    /// Caret left.
    Left,
    /// Caret right.
    Right,
    /// Caret to the start.
    Home,
    /// Caret to the end.
    End,
    /// Empties the field.
    Clear,
    /// To 自治体を選ぶ.
    GoChoose,
    /// To 手入力: an empty profile.
    GoManual,
    /// To 質問.
    GoQuestions,
    /// To the questions about the programme in view.
    GoPlanQuestions,
    /// To 結果.
    GoResults,
    /// To 回答一覧.
    GoAnswers,
    /// To 出典と版.
    GoSources,
    /// To 年間予定.
    GoCalendar,
    /// To 用語.
    GoTerms,
    /// 比較: pins the present answers as A, or compares A with what is now or with the chosen municipality.
    Compare,
    /// 境目: the present question or row moved through all its values.
    Sweep,
    /// To 試算 of the programme in view.
    GoEstimate,
    /// Pins the result in view, or takes the pin away.
    Pin,
    /// Marks the selected programme for 組み合わせ, or takes the mark away.
    Mark,
    /// To 組み合わせ of the marked programmes.
    GoCombine,
    /// To 保存した自治体.
    GoSaved,
    /// Goes on with the session saved last.
    Resume,
    /// Gives the selected session a name of its own.
    Name,
    /// To 前回からの変化.
    GoChanges,
    /// To 検索: one field over everything.
    GoSearch,
    /// Narrows the results by words.
    Narrow,
    /// Next group of results (該当 → 要確認 → 対象外 → すべて).
    NextGroup,
    /// Previous group of results.
    PreviousGroup,
    /// Next order of results.
    NextOrder,
    /// Shows or hides the keys of this place.
    Help,
    /// Shows the first steps; there, the keys of this place.
    Steps,
    /// The next theme.
    NextLook,
    /// To 発表者画面 of the programme in view.
    GoPresent,
    /// Hides or shows the municipality's name in 発表者画面.
    Mask,
    /// A click on a cell: column, row.
    Click(u16, u16),
    /// The terminal shows ambiguous characters so wide.
    Ambiguous(Ambiguous),
    /// Repaints the whole screen.
    Redraw,
    /// Ends the program.
    Quit,
    /// The terminal has this size now.
    Resize(u16, u16),
    /// A kana or full-width letter came where a command is expected.
    ImeSlip,
}

/// What the runtime must do after an update.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Effect {
    /// End the program.
    Quit,
    /// Erase and paint everything.
    Repaint,
    /// Read this saved session and hand it to [`crate::app::update::reopen`].
    OpenSaved(String),
    /// Give this saved session a name of its own, empty for none.
    NameSaved(String, String),
    /// Delete this saved session and tell [`crate::app::update::deleted`].
    DeleteSaved(String),
}
