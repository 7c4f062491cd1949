//! What is typed on the command line. The only place that reads the day; `store` compares the ages of files.
//!
//! Exit codes: 0 done, 1 could not be done (or `check` found problems), 2 the input is wrong.
//! Results go to standard output, everything else to standard error; nothing is half-written.

mod args;
mod assess;
pub mod bundle;
mod check;
mod clash;
mod complete;
mod consult;
mod content;
mod doctor;
mod format;
mod import;
pub mod input;
mod keys;
mod list;
mod manual;
mod matrix;
pub mod outcome;
mod output;
pub mod place;
pub mod plain;
mod plan;
mod self_check;
mod suggest;
mod who;

use std::io::IsTerminal as _;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::app::look::Look;
use crate::domain::value::date::Date;
use crate::runtime::ends;
use crate::runtime::lingering::Lingering;
use crate::session::folder::DataFolder;
use crate::text::width::Ambiguous;
use args::{Args, Command, Kept, Width};
use bundle::sources::Sources;
use outcome::{Failure, Outcome};

/// Runs the program and gives its exit code.
pub fn main() -> i32 {
    let typed: Vec<std::ffi::OsString> = std::env::args_os().collect();
    let usual = |place: DataFolder| Sources { place, content: None, allow_unsigned: false };
    let outcome = if let Some(shell) = std::env::var_os(complete::ASKED) {
        let opened = usual(place_of(&Kept::default())).open();
        opened.and_then(|opened| complete::answer(&shell.to_string_lossy(), typed, opened.catalogue))
    } else if let Some(name) = opens(&typed) {
        let place = place_of(&Kept::default());
        let shown = Shown {
            as_of: today(),
            look: None,
            ambiguous: None,
            mouse: false,
            plain: false,
            place: place.clone(),
            folder: None,
        };
        screen(Some(name).filter(|n| !n.is_empty()), shown, &usual(place))
    } else {
        args::parse(typed).and_then(run)
    };
    let (code, message) = match outcome {
        Ok(()) => return 0,
        Err(Failure::Input(message)) => (2, message),
        Err(Failure::Failed(message)) => (1, message),
        Err(Failure::Reported) => return 1,
    };
    let lingering = Lingering::begin();
    output::stderr(&message);
    lingering.end();
    code
}

/// The name alone that was typed, empty where nothing was: the screen opens at once. What is not ASCII is no command and
/// no option, and the argument parser would only say the same, in a tenth of the time to the first frame.
fn opens(typed: &[std::ffi::OsString]) -> Option<&str> {
    match typed {
        [] | [_] => Some(""),
        [_, name] => name.to_str().filter(|n| n.starts_with(|c: char| !c.is_ascii())),
        _ => None,
    }
}

fn run(args: Option<Args>) -> Outcome {
    let Some(args) = args else { return Ok(()) };
    let as_of = args.as_of.unwrap_or_else(today);
    let shown = Shown {
        as_of,
        look: args.look,
        ambiguous: match args.ambiguous {
            Width::Narrow => Some(Ambiguous::Narrow),
            Width::Wide => Some(Ambiguous::Wide),
            Width::Ascii => Some(Ambiguous::Avoid),
            Width::Auto => None,
        },
        mouse: args.mouse,
        plain: args.plain,
        place: place_of(&args.kept),
        // A stick that is carried about takes its hand-outs along.
        folder: if args.kept.portable { beside_program() } else { None },
    };
    let sources = Sources {
        place: shown.place.clone(),
        content: args.content.content,
        allow_unsigned: args.content.allow_unsigned,
    };
    if args.version {
        return manual::version(&sources);
    }
    let Some(command) = args.command else {
        if let Some(meant) = args.name.as_deref().and_then(args::misspelt) {
            return Err(Failure::Input(meant));
        }
        return screen(args.name.as_deref(), shown, &sources);
    };
    if let Some(name) = args.name {
        return Err(Failure::Input(format!(
            "「{}」をどうするのか分かりません。コマンドの後に書いてください",
            output::shown(&name)
        )));
    }
    let data = shown.place.dir.as_deref();
    match command {
        Command::Assess(a) => assess::run(&a, sources.catalogue()?, args.as_of, today()),
        Command::Consult(a) => consult::run(&a, sources.catalogue()?, as_of),
        Command::List(a) => list::programmes(&a, sources.catalogue()?, as_of),
        Command::Show(a) => list::show(&a, sources.catalogue()?, as_of),
        Command::Facts(a) => list::facts(&a, sources.catalogue()?, as_of),
        Command::Municipalities(a) => list::municipalities(&a, sources.catalogue()?, as_of),
        Command::Matrix(a) => matrix::run(sources.catalogue()?, &a, as_of),
        Command::Import(a) => import::run(sources.catalogue()?, data, &a, today()),
        Command::Keys(a) => keys::run(&a),
        Command::Check(a) => check::run(&a, &sources),
        Command::Content(a) => content::run(&a, &sources, as_of),
        Command::Bundle(a) => bundle::run(&a, &sources),
        Command::SelfCheck => self_check::run(&sources.open()?),
        Command::Doctor(_) => doctor::run(&sources, as_of),
        Command::Completions(a) => complete::script(a.shell),
        Command::Man => manual::man(),
    }
}

/// How the program shows itself.
struct Shown {
    as_of: Date,
    look: Option<Look>,
    ambiguous: Option<Ambiguous>,
    mouse: bool,
    plain: bool,
    place: DataFolder,
    folder: Option<std::path::PathBuf>,
}

/// Opens the full screen, at the municipality where the name is clear, else with the name typed into the search.
///
/// Where there is no suitable terminal but somebody or something types, the same is told in plain text.
fn screen(name: Option<&str>, mut shown: Shown, sources: &Sources) -> Outcome {
    if let Some(file) = name.map(Path::new).filter(|n| n.extension().is_some() && n.is_file()) {
        return given(file, sources);
    }
    let (typing, showing) = ends();
    let dumb = typing && showing && std::env::var("TERM").is_ok_and(|t| t == "dumb");
    // mintty on Windows: somebody sits at a terminal, but only pipes lead there.
    let piped = !typing && std::io::stdin().is_terminal();
    if piped && !shown.plain {
        output::stderr(
            "この端末（mintty）では画面を開けないので、文字だけの対話にします。\n\
             全画面は、コマンド プロンプトか Windows ターミナルで、または winpty chiiki-navi で開けます",
        );
    }
    if shown.plain || dumb || piped || !typing && plain::has_input() {
        let catalogue = sources.catalogue()?;
        shown.place.fingerprint = catalogue.fingerprint();
        return plain::run(catalogue, shown.as_of, name, &shown.place);
    }
    if !(typing && showing) {
        return Err(Failure::Input(
            "画面を開くには端末が必要です（標準入力か標準出力が端末ではありません）。\n\
             文字だけの対話は chiiki-navi --plain、端末を使わずに調べるときは chiiki-navi assess、\
             使い方は chiiki-navi --help を見てください"
                .to_owned(),
        ));
    }
    let catalogue = sources.shown()?;
    shown.place.fingerprint = catalogue.fingerprint();
    let municipality = name.and_then(|n| place::first(catalogue, n));
    let typed = if municipality.is_some() { String::new() } else { name.unwrap_or_default().to_owned() };
    let (look, ambiguous, mouse) = (shown.look, shown.ambiguous, shown.mouse);
    let start = crate::runtime::Start {
        catalogue,
        as_of: shown.as_of,
        municipality,
        typed,
        place: shown.place,
        look,
        ambiguous,
        mouse,
        folder: shown.folder.clone(),
    };
    crate::runtime::run(&start, sources).map_err(|e| Failure::Failed(format!("画面を続けられませんでした（{e}）")))
}

/// A file instead of a name, as when it is dropped on the program: what it is and what can be done with it.
fn given(file: &Path, sources: &Sources) -> Outcome {
    let name = output::shown_path(file);
    let ending = file.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
    match ending.as_str() {
        "toml" => {
            let outcome = bundle::dropped(file, sources);
            let lingering = Lingering::begin();
            if outcome.is_ok() {
                lingering.end();
            }
            outcome
        }
        "minisig" => Err(Failure::Input(format!("{name} は署名です。同じ所にある .toml の方を渡してください"))),
        "xlsx" | "xls" | "csv" => {
            Err(Failure::Input(format!("{name} は表です。取り込むなら chiiki-navi import \"{name}\" と打ってください")))
        }
        _ => Err(Failure::Input(format!(
            "{name} はファイルです。自治体の名前か、制度データの束（.toml）を渡してください"
        ))),
    }
}

/// Where things are kept: as asked, beside the program, or where the system keeps such data.
fn place_of(kept: &Kept) -> DataFolder {
    let dir = if let Some(dir) = &kept.data_dir {
        Some(dir.clone())
    } else if kept.portable {
        beside_program().map(|dir| dir.join("chiiki-navi-data"))
    } else {
        directories::ProjectDirs::from("", "", "chiiki-navi").map(|d| d.data_dir().to_owned())
    };
    // Which bundle it is turns out when it is opened.
    DataFolder { dir, run: run_label(), fingerprint: 0 }
}

/// The folder that the program stands in.
fn beside_program() -> Option<std::path::PathBuf> {
    std::env::current_exe().ok()?.parent().map(std::path::Path::to_path_buf)
}

/// Day, time and process: no two runs on one machine have the same.
fn run_label() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs());
    let (day, time) = (today().to_string().replace('-', ""), (seconds + 9 * 3_600) % 86_400);
    format!("{day}-{:02}{:02}{:02}-{}", time / 3_600, time / 60 % 60, time % 60, std::process::id())
}

/// Today in Japan: every user sits there, and the standard library knows no time zones.
fn today() -> Date {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs());
    Date::in_japan(i64::try_from(seconds).unwrap_or(0)).0
}
