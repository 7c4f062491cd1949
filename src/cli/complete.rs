//! Completion: what may stand where the cursor is. The shell's script asks the program itself, so that the ids and names
//! are those of the bundle in use.

use std::ffi::OsString;

use clap_complete::engine::{ArgValueCandidates, ArgValueCompleter, CompletionCandidate};
use clap_complete::env::{Bash, EnvCompleter, Fish, Powershell, Zsh};

use super::args;
use super::args::manual::Shell;
use super::outcome::{Failure, Outcome};
use super::output;
use crate::app::look::Look;
use crate::domain::judge::rank::Group;
use crate::domain::sort;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::fit::Word;
use crate::domain::terms::role::Role;
use crate::present::form::Annex;
use crate::present::word;

/// The variable by which a script asks; it names the shell.
pub const ASKED: &str = "CHIIKI_NAVI_COMPLETE";

/// The script that a shell reads once.
pub fn script(shell: Shell) -> Outcome {
    let completer: &dyn EnvCompleter = match shell {
        Shell::Bash => &Bash,
        Shell::Zsh => &Zsh,
        Shell::Fish => &Fish,
        Shell::Powershell => &Powershell,
    };
    let (mut out, name) = (Vec::new(), "chiiki-navi");
    completer
        .write_registration(ASKED, name, name, name, &mut out)
        .map_err(|e| Failure::Failed(format!("補完の設定を作れませんでした（{e}）")))?;
    output::stdout(&String::from_utf8_lossy(&out))
}

/// What may stand at the end of the words behind `--`, in the form of the shell that asks.
pub fn answer(shell: &str, typed: Vec<OsString>, catalogue: &'static Catalogue) -> Outcome {
    let all: [&dyn EnvCompleter; 4] = [&Bash, &Zsh, &Fish, &Powershell];
    let Some(shell) = all.into_iter().find(|c| c.is(shell)) else {
        return Err(Failure::Input(format!("{ASKED} は bash、zsh、fish、powershell のどれかです")));
    };
    let words: Vec<OsString> = typed.into_iter().skip_while(|word| word != "--").skip(1).collect();
    if words.is_empty() {
        return Ok(());
    }
    let (mut grammar, mut out) = (with_values(args::command(), catalogue), Vec::new());
    let here = std::env::current_dir().ok();
    // Nothing to offer is no fault.
    if shell.write_complete(&mut grammar, words, here.as_deref(), &mut out).is_err() {
        return Ok(());
    }
    // bash wants a control character between them.
    output::bytes(&out)
}

/// The grammar with the values that each argument may have.
fn with_values(command: clap::Command, catalogue: &'static Catalogue) -> clap::Command {
    let names: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    let own = command.get_name().to_owned();
    let out = command.mut_args(|arg| {
        let id = arg.get_id().as_str().to_owned();
        match id.as_str() {
            "municipality" | "name" | "names" if own != "new" => {
                let towns = move |typed: &std::ffi::OsStr| towns(catalogue, typed.to_str().unwrap_or_default());
                arg.add(ArgValueCompleter::new(towns))
            }
            "id" if own == "new" => arg,
            known if values(catalogue, known).is_empty() => arg,
            _ => arg.add(ArgValueCandidates::new(move || values(catalogue, &id))),
        }
    });
    names.into_iter().fold(out, |c, name| c.mut_subcommand(name, |sub| with_values(sub, catalogue)))
}

/// Prefectures where nothing is typed yet, else what begins so; a name that several have with its prefecture.
fn towns(catalogue: &Catalogue, typed: &str) -> Vec<CompletionCandidate> {
    let all = || catalogue.municipalities.iter();
    if typed.is_empty() {
        return all().filter(|m| m.is_prefecture()).map(|m| CompletionCandidate::new(m.full_name())).collect();
    }
    let offered = all().filter_map(|m| {
        let (full, name) = (m.full_name(), m.name);
        let alone = || all().filter(|other| other.name == name).count() == 1;
        let begins = name.starts_with(typed) || full.starts_with(typed);
        begins.then(|| if name.starts_with(typed) && alone() { name.to_owned() } else { full })
    });
    offered.map(CompletionCandidate::new).collect()
}

/// The values of the argument with this id; none where any text may stand.
fn values(catalogue: &'static Catalogue, id: &str) -> Vec<CompletionCandidate> {
    let programmes = catalogue.programmes;
    let v = catalogue.vocabulary;
    let named = |words: &[Word], end: &str| words.iter().map(|w| plain(&format!("{}{end}", w.name))).collect();
    let distinct = |mut all: Vec<&str>| -> Vec<CompletionCandidate> {
        sort::once(&mut all);
        all.into_iter().map(plain).collect()
    };
    let each = |all: &[&str]| -> Vec<CompletionCandidate> { all.iter().map(|one| plain(one)).collect() };
    match id {
        "programme" | "ids" | "id" | "from" => programmes.iter().map(|p| told(p.id, p.name)).collect(),
        "kind" => distinct(programmes.iter().map(|p| p.kind.key()).collect()),
        "theme" => distinct(programmes.iter().flat_map(|p| p.themes.iter().copied()).collect()),
        "role" => each(&Role::ALL.map(Role::name)),
        "verdict" => each(&Group::ALL.map(word::group)),
        "level" => vec![told("figures", "率・上限あり"), told("terms", "条件のみ"), told("mention", "名称のみ")],
        "status" => {
            let known =
                [("in_force", "期間内"), ("expired", "期限切れ"), ("not_yet", "開始前"), ("undated", "記載なし")];
            known.map(|(key, name)| told(key, name)).into()
        }
        "prefecture" => {
            distinct(catalogue.municipalities.iter().filter(|m| m.is_prefecture()).map(|m| m.prefecture).collect())
        }
        "purpose" => named(v.purposes, ""),
        "actor" => named(v.actors, ""),
        "cost" => named(v.costs, "="),
        "set" => catalogue.facts.iter().map(|f| told(&format!("{}=", f.id), f.label)).collect(),
        "annex" => Annex::ALL.map(|a| told(a.key(), a.name())).into_iter().chain([told("all", "すべて")]).collect(),
        "look" => each(&Look::ALL.map(Look::id)),
        "remove" => each(&["index", "prefecture_index", "kaso", "population", "all"]),
        _ => Vec::new(),
    }
}

fn plain(value: &str) -> CompletionCandidate {
    CompletionCandidate::new(value)
}

fn told(value: &str, help: &str) -> CompletionCandidate {
    CompletionCandidate::new(value).help(Some(help.to_owned().into()))
}
