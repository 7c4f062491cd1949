//! What an editor may write in a table: each key with what it means, an example and its form.
//!
//! The tables stand in [`raw`](super::raw). `check` reads them to say what is wrong, `content new` to explain a new file,
//! the JSON schemas to offer keys while somebody types.

/// A table of a file.
#[derive(Debug)]
pub struct Table {
    /// Its name here, in English.
    pub name: &'static str,
    /// What it is, in Japanese.
    pub told: &'static str,
    /// Its keys, in the order in which a file has them.
    pub keys: &'static [Key],
}

/// A key of a table.
#[derive(Debug)]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// What it means, in Japanese, without a full stop at the end.
    pub told: &'static str,
    /// A value, as TOML.
    pub example: &'static str,
    /// The only words that are taken; empty where any is.
    pub choices: &'static [&'static str],
    /// Whether the table is wrong without it.
    pub is_needed: bool,
    /// What is written there.
    pub form: fn() -> Form,
}

/// What kind of value.
#[derive(Clone, Copy, Debug)]
pub enum Form {
    /// A text in quotation marks.
    Text,
    /// `true` or `false`.
    Flag,
    /// A day without quotation marks.
    Day,
    /// A whole number, between these two.
    Whole(i64, i64),
    /// A number or a day in quotation marks, or a whole number.
    Scalar,
    /// A text or several in brackets.
    Words,
    /// `true`, `false` or a text.
    Settled,
    /// Several in brackets, or tables under `[[key]]`.
    List(fn() -> Form),
    /// A table of names that the editor chooses.
    Named(fn() -> Form),
    /// A table.
    Table(&'static Table),
}

impl Form {
    /// What to write, in Japanese.
    pub fn told(self) -> String {
        match self {
            Self::Text => "文字（\"…\"）".to_owned(),
            Self::Flag => "true か false（引用符なし）".to_owned(),
            Self::Day => "日付（2025-04-01 の形。引用符なし）".to_owned(),
            Self::Whole(..) => "整数（引用符と単位なし。25_000_000 のように _ で区切れる）".to_owned(),
            Self::Scalar => "引用符で囲んだ数か日付（\"0.25\"、\"2027-03-31\"）か整数".to_owned(),
            Self::Words => "文字（\"…\"）、または文字の並び（[\"…\", \"…\"]）".to_owned(),
            Self::Settled => "true、false、または選択肢の id（\"…\"）".to_owned(),
            Self::List(one) => match one() {
                Self::Table(_) => "表の並び（[[…]]）".to_owned(),
                one => format!("{}の並び（[ … ]）", one.told()),
            },
            Self::Named(_) => "名前の付いた表".to_owned(),
            Self::Table(_) => "表".to_owned(),
        }
    }
}

impl Table {
    /// The key of this name.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|k| k.name == name)
    }
}
