//! What is wrong with a command line, in Japanese.

use std::error::Error as _;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use strsim::damerau_levenshtein;

use crate::cli::output;

/// The sentence for a name that is nearly one of `commands` (`asess`): whoever typed it wanted no municipality.
pub fn misspelt(commands: &clap::Command, name: &str) -> Option<String> {
    let long = name.len() >= 4 && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    if !long {
        return None;
    }
    let all = commands.get_subcommands().map(clap::Command::get_name);
    let near = all.filter(|c| *c != name && damerau_levenshtein(c, name) <= 1 + usize::from(name.len() > 8));
    let names: Vec<&str> = near.collect();
    let first = names.first()?;
    Some(format!(
        "「{name}」というコマンドはありません。もしかして: chiiki-navi {first}\n自治体を探すときは、漢字かかなで打つか、画面を開いてから打ってください"
    ))
}

/// 「。もしかして: …」, or nothing.
fn perhaps(suggested: &str) -> String {
    if suggested.is_empty() { String::new() } else { format!("。もしかして: {suggested}") }
}

/// What is wrong with what was typed after `command`, in one Japanese sentence.
pub fn sentence(e: &clap::Error, command: &str) -> String {
    let context = |kind| match e.get(kind) {
        Some(ContextValue::String(s)) => output::shown(s),
        Some(ContextValue::Strings(all)) => output::shown(&all.join("、")),
        Some(other) => output::shown(&other.to_string()),
        None => String::new(),
    };
    let (arg, value) = (context(ContextKind::InvalidArg), context(ContextKind::InvalidValue));
    let what = match e.kind() {
        ErrorKind::UnknownArgument => {
            format!("「{arg}」という指定はありません{}", perhaps(&context(ContextKind::SuggestedArg)))
        }
        ErrorKind::InvalidSubcommand => {
            let near = perhaps(&context(ContextKind::SuggestedSubcommand));
            format!("「{}」というコマンドはありません{near}", context(ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("{arg} の値がありません"),
        ErrorKind::InvalidValue => {
            let near = perhaps(&context(ContextKind::SuggestedValue));
            format!("{arg} に「{value}」は使えません（{}）{near}", context(ContextKind::ValidValue))
        }
        ErrorKind::ValueValidation => {
            let why = e.source().map(ToString::to_string).unwrap_or_default();
            format!("{arg} の「{value}」が読めません。{why}")
        }
        ErrorKind::MissingRequiredArgument => format!("{arg} を書いてください"),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "コマンドが足りません（bundle の後には install、status、rollback、trust、pack、\
             content の後には unpack、new、next-year、diff、cases のどれか）"
                .to_owned()
        }
        ErrorKind::ArgumentConflict => format!("{arg} は二度書けません（または、ほかの指定と一緒に使えません）"),
        ErrorKind::InvalidUtf8 => "文字コードが UTF-8 ではない引数があります".to_owned(),
        _ => format!("{arg} の書き方が正しくありません"),
    };
    format!("{what}\n使い方は {command} --help を見てください")
}
