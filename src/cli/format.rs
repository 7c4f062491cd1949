//! `--format`: the form of a result, as asked or as the ending of `--out` says.

use std::io::IsTerminal as _;
use std::path::Path;

use clap::ValueEnum;
use clap::builder::PossibleValue;

use super::outcome::Failure;
use super::output;
use crate::present::form::Form;

/// A form of a result.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// 端末で読む表
    Table,
    /// The form of a file.
    File(Form),
}

impl Format {
    /// What `assess` offers.
    pub const ALL: [Self; 5] =
        [Self::Table, Self::File(Form::Html), Self::File(Form::Xlsx), Self::File(Form::Csv), Self::File(Form::Json)];
    /// What `matrix` offers.
    pub const MATRIX: [Self; 4] = [Self::Table, Self::File(Form::Csv), Self::File(Form::Xlsx), Self::File(Form::Json)];

    fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::File(form) => form.extension(),
        }
    }

    /// The format that files of this ending have.
    fn of_ending(ending: &str) -> Option<Self> {
        let form = |f: &Self| matches!(f, Self::File(form) if form.extension() == ending) || f.name() == ending;
        match ending {
            "htm" => Some(Self::File(Form::Html)),
            "txt" => Some(Self::Table),
            _ => Self::ALL.into_iter().filter(|f| *f != Self::Table).find(form),
        }
    }
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

/// The form to write, one of `offered`: as asked, or as the file's ending says.
///
/// # Errors
/// The two do not agree, nobody knows the ending, or the terminal cannot show the form.
pub fn choose(asked: Option<Format>, out: Option<&Path>, offered: &[Format]) -> Result<Format, Failure> {
    let ending = out.and_then(Path::extension).map(|e| e.to_string_lossy().to_lowercase());
    let named = ending.as_deref().and_then(Format::of_ending).filter(|f| offered.contains(f));
    let format = match (asked, named, ending.as_deref()) {
        (Some(asked), Some(named), Some(ending)) if asked != named && named != Format::Table => {
            return Err(Failure::Input(format!("--format と「.{ending}」が合いません。どちらかに合わせてください")));
        }
        (Some(format), ..) | (None, Some(format), _) => format,
        (None, None, None) => Format::Table,
        (None, None, Some(other)) => {
            let all: Vec<&str> = offered.iter().map(|f| f.name()).collect();
            return Err(Failure::Input(format!(
                "「.{}」の形式が分かりません。--format {} のどれかを付けてください",
                output::shown(other),
                all.join("、")
            )));
        }
    };
    if format == Format::File(Form::Xlsx) && out.is_none() && std::io::stdout().is_terminal() {
        return Err(Failure::Input("xlsx は端末に表示できません。--out ファイル名 を付けてください".to_owned()));
    }
    Ok(format)
}
