//! The forms of a hand-out by name: what the screen offers and the command line takes.

/// What a hand-out is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    /// The list of results.
    Results,
    /// One programme.
    Programme,
    /// The 試算 of one programme.
    Estimate,
    /// A comparison of two sets of answers.
    Comparison,
}

/// A form.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Form {
    /// To print and to send: opens in every browser.
    #[default]
    Html,
    /// Excel.
    Xlsx,
    /// One file of tables.
    Csv,
    /// Text with marks.
    Markdown,
    /// For programs.
    Json,
}

impl Form {
    /// All of them, as the screen offers them.
    pub const ALL: [Self; 5] = [Self::Html, Self::Xlsx, Self::Csv, Self::Markdown, Self::Json];

    /// Name on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Html => "HTML",
            Self::Xlsx => "Excel",
            Self::Csv => "CSV",
            Self::Markdown => "Markdown",
            Self::Json => "JSON",
        }
    }

    /// What it is good for.
    pub fn purpose(self) -> &'static str {
        match self {
            Self::Html => "ブラウザで開いて A4 に印刷",
            Self::Xlsx => "Excel のブック（結果・質問票・回答・出典のシート）",
            Self::Csv => "表計算ソフトで開く表",
            Self::Markdown => "文字だけの文書",
            Self::Json => "ほかのプログラムで使う",
        }
    }

    /// Ending of the file's name.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Markdown => "md",
            Self::Json => "json",
        }
    }

    /// The form `by` places further on.
    #[must_use]
    pub fn step(self, by: usize) -> Self {
        let at = Self::ALL.iter().position(|f| *f == self).unwrap_or(0);
        Self::ALL.get((at + by) % Self::ALL.len()).copied().unwrap_or_default()
    }
}
