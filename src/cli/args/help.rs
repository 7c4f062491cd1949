//! The pages of `--help`: two columns set for full-width letters, which clap counts as one column each, and lines that
//! break as Japanese does.

use std::ffi::OsString;
use std::fmt::Write as _;

use clap::{Arg, Command};

use crate::text::width::{Ambiguous, pad, width};
use crate::text::wrap::wrap;

/// Columns of a page: what every terminal has.
const PAGE: usize = 80;
/// Where the words about an option begin.
const OPTION: usize = 30;
/// Where the words about a command begin.
const COMMAND: usize = 18;

/// Options that every command takes, and those (with all below them) on which they do not act.
const IDLE: [(&[&str], &[&str]); 3] = [
    (
        &["as_of"],
        &[
            "bundle",
            "check",
            "completions",
            "content cases",
            "content new",
            "content next-year",
            "content unpack",
            "import",
            "keys",
            "man",
            "self-check",
        ],
    ),
    (&["portable", "data_dir"], &["completions", "content new", "content next-year", "keys", "man"]),
    (
        &["content", "allow_unsigned"],
        &["bundle pack", "bundle trust", "completions", "content new", "content next-year", "keys", "man"],
    ),
];

/// The page of the command of `all` that was typed.
pub fn page(all: &Command, typed: &[OsString]) -> String {
    set(meant(all, typed).last().copied().unwrap_or(all))
}

/// The command of `all` that was typed, with those above it: `chiiki-navi bundle install`.
pub fn path(all: &Command, typed: &[OsString]) -> String {
    let names = meant(all, typed).into_iter().map(Command::get_name);
    std::iter::once("chiiki-navi").chain(names).collect::<Vec<_>>().join(" ")
}

/// The commands among what was typed, each below the one before it.
fn meant<'a>(all: &'a Command, typed: &[OsString]) -> Vec<&'a Command> {
    let mut out: Vec<&Command> = Vec::new();
    for word in typed.iter().skip(1) {
        out.extend(out.last().copied().unwrap_or(all).find_subcommand(word));
    }
    out
}

/// `command` and all below it, where options that do not act are hidden.
pub fn without_idle(command: Command, path: &str) -> Command {
    let acts = |arg: &Arg| {
        let on = |idle: &str| path == idle || path.strip_prefix(idle).is_some_and(|rest| rest.starts_with(' '));
        let mut all = IDLE.iter().filter(|(options, _)| options.contains(&arg.get_id().as_str()));
        !all.any(|(_, idle)| idle.iter().any(|i| on(i)))
    };
    let names: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    let out = command.mut_args(|a| {
        let hide = a.is_hide_set() || !acts(&a);
        a.hide(hide)
    });
    names.into_iter().fold(out, |c, name| {
        let below = if path.is_empty() { name.clone() } else { format!("{path} {name}") };
        c.mut_subcommand(name, |sub| without_idle(sub, &below))
    })
}

fn set(command: &Command) -> String {
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let usage = command.clone().render_usage().to_string();
    let mut out = format!(
        "{}\n\n使い方: {}\n",
        wrap(&about, PAGE, Ambiguous::Wide).join("\n"),
        usage.trim_start_matches("Usage: ")
    );
    let commands = command.get_subcommands().map(|c| {
        let about = c.get_about().map(ToString::to_string).unwrap_or_default();
        (c.get_name().to_owned(), about)
    });
    section(&mut out, "コマンド", COMMAND, commands.collect());
    let shown: Vec<&Arg> = command.get_arguments().filter(|a| !a.is_hide_set()).collect();
    let of = |wanted: &dyn Fn(&Arg) -> bool| shown.iter().filter(|a| wanted(a)).map(|a| row(a)).collect();
    let common = |a: &Arg| a.is_global_set() || a.get_id() == "help";
    section(&mut out, "引数", OPTION, of(&Arg::is_positional));
    section(&mut out, "オプション", OPTION, of(&|a| !a.is_positional() && !common(a)));
    section(&mut out, "共通のオプション", OPTION, of(&common));
    if let Some(examples) = command.get_after_help() {
        let _ = writeln!(out, "\n{examples}");
    }
    out
}

/// What is typed, and what it does.
fn row(arg: &Arg) -> (String, String) {
    let left = match (arg.is_positional(), arg.get_short()) {
        (true, _) => arg.to_string(),
        (false, Some(short)) => format!("-{short}, {arg}"),
        (false, None) => format!("    {arg}"),
    };
    (left, arg.get_help().map(ToString::to_string).unwrap_or_default())
}

/// The rows under a heading; what is too long for its column has a line of its own.
fn section(out: &mut String, heading: &str, column: usize, rows: Vec<(String, String)>) {
    if rows.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{heading}:");
    for (left, right) in rows {
        let mut lead = format!("  {left}");
        if width(&lead, Ambiguous::Narrow) + 2 > column {
            let _ = writeln!(out, "{lead}");
            lead.clear();
        }
        for line in wrap(&right, PAGE - column, Ambiguous::Wide) {
            let _ = writeln!(out, "{}{line}", pad(&lead, column, Ambiguous::Narrow));
            lead.clear();
        }
    }
}
