//! `doctor`: would the program work here, and if not, what to do. Each line says 良, 注意 or 不可.
//!
//! Nothing is changed: the terminal is taken and given back, a file is written and deleted.

use std::fs;
use std::io::IsTerminal as _;
use std::path::Path;

use crate::app::shared::MIN_SIZE;
use crate::cli::bundle::judge::prove;
use crate::cli::bundle::sources::{Opened, Sources};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::output;
use crate::domain::terms::catalogue::{Catalogue, Provenance};
use crate::domain::value::date::Date;
use crate::places::paint::theme::Depth;
use crate::present::value;
use crate::runtime;
use crate::store::file::replace;
use crate::store::folder::reason;
use crate::tables::year::year;
use crate::text::width::{Ambiguous, pad};

/// How it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Good,
    Warn,
    Bad,
}

/// One finding.
struct Finding {
    state: State,
    what: &'static str,
    text: String,
}

impl Finding {
    /// State and subject, then what is to be said; further lines below it.
    fn lines(&self) -> String {
        let state = match self.state {
            State::Good => "良",
            State::Warn => "注意",
            State::Bad => "不可",
        };
        let head = format!("{} {} ", pad(state, 4, Ambiguous::Narrow), pad(self.what, 14, Ambiguous::Narrow));
        format!("{head}{}\n", self.text.replace('\n', &format!("\n{:20}", "")))
    }
}

fn good(what: &'static str, text: impl Into<String>) -> Finding {
    Finding { state: State::Good, what, text: text.into() }
}

fn warn(what: &'static str, text: impl Into<String>) -> Finding {
    Finding { state: State::Warn, what, text: text.into() }
}

fn bad(what: &'static str, text: impl Into<String>) -> Finding {
    Finding { state: State::Bad, what, text: text.into() }
}

/// Years after which a table counts as old: the census comes every five, the indices a year or two late.
const OLD_TABLE: i32 = 5;

/// `doctor`
pub fn run(sources: &Sources, as_of: Date) -> Outcome {
    let mut all = terminal();
    all.push(colours());
    all.push(characters());
    all.push(folder(sources.place.dir.as_deref()));
    match sources.open() {
        Ok(opened) => {
            all.push(bundle(opened.catalogue));
            all.push(documents(opened.catalogue, as_of));
            // With the tables that were taken in: those are the ones in use.
            all.push(tables(sources.with_tables(opened.catalogue).0, as_of));
            all.push(sums(&opened));
        }
        Err(Failure::Failed(why) | Failure::Input(why)) => all.push(bad("制度データ", why)),
        Err(Failure::Reported) => all.push(bad("制度データ", "使えません")),
    }
    let count = |state| all.iter().filter(|f| f.state == state).count();
    let (warnings, bads) = (count(State::Warn), count(State::Bad));
    let mut out: Vec<String> = all.iter().map(Finding::lines).collect();
    out.push(match (bads, warnings) {
        (0, 0) => "問題はありません\n".to_owned(),
        (0, n) => format!("使えます（注意 {n} 件）\n"),
        (n, _) => format!("このままでは使えない所があります（不可 {n} 件）\n"),
    });
    let out = out.concat();
    output::stdout(&out)?;
    if bads == 0 { Ok(()) } else { Err(Failure::Reported) }
}

fn terminal() -> Vec<Finding> {
    let (input, output) = (std::io::stdin().is_terminal(), std::io::stdout().is_terminal());
    let name = std::env::var("TERM").unwrap_or_default();
    if std::env::var_os("MSYSTEM").is_some() && !(input && output) {
        return vec![warn(
            "端末",
            "Git Bash の画面です。全画面で使うには winpty chiiki-navi、文字だけなら chiiki-navi --plain",
        )];
    }
    if !(input && output) {
        let which = match (input, output) {
            (false, false) => "標準入力も標準出力も",
            (false, true) => "標準入力が",
            _ => "標準出力が",
        };
        return vec![warn(
            "端末",
            format!(
                "{which}端末ではないので、大きさと記号の幅は調べていません\nコマンドは使えます。画面は端末の中で開いてください（文字だけなら chiiki-navi --plain）"
            ),
        )];
    }
    if name == "dumb" {
        return vec![warn("端末", "TERM=dumb なので全画面は使えません。文字だけの対話（--plain）になります")];
    }
    match runtime::probe() {
        Ok(probe) => {
            let told = if name.is_empty() { String::new() } else { format!("（TERM={}）", output::shown(&name)) };
            vec![good("端末", format!("全画面を開いて閉じられました{told}")), size(probe.size), width(probe.ambiguous)]
        }
        Err(e) => vec![bad(
            "端末",
            format!(
                "全画面を開けません（{e}）\nWindows では Windows Terminal を使うか、chiiki-navi --plain で文字だけにしてください"
            ),
        )],
    }
}

fn size((columns, rows): (u16, u16)) -> Finding {
    let (least_columns, least_rows) = MIN_SIZE;
    let now = format!("{columns}桁×{rows}行");
    if columns < least_columns || rows < least_rows {
        return bad("大きさ", format!("{now}では足りません。{least_columns}桁×{least_rows}行より広げてください"));
    }
    if columns < 80 || rows < 24 {
        return good("大きさ", format!("{now}。使えますが、80桁×24行からは全部の列が並びます"));
    }
    good("大きさ", now)
}

fn width(ambiguous: Option<Ambiguous>) -> Finding {
    match ambiguous {
        Some(Ambiguous::Narrow) => good("記号の幅", "■ や ※ は半角の幅です。設定はそのままでかまいません"),
        Some(Ambiguous::Wide) => {
            warn("記号の幅", "■ や ※ が全角の幅です。画面が崩れるときは --ambiguous wide を付けてください")
        }
        Some(Ambiguous::Avoid) | None => {
            warn("記号の幅", "端末が答えません。画面が崩れるときは --ambiguous wide を試してください")
        }
    }
}

fn colours() -> Finding {
    if std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty()) {
        return good("色", "NO_COLOR があるので白黒で表示します");
    }
    match runtime::depth() {
        Depth::Full => good("色", "256色以上。投影するときは --look projector"),
        Depth::Basic => good("色", "16色。見にくいときは --look mono（白黒）"),
    }
}

#[cfg(windows)]
fn characters() -> Finding {
    // The only way to ask without unsafe code. Its words depend on the language, the number does not.
    let said = std::process::Command::new("chcp.com").output().map(|o| o.stdout).unwrap_or_default();
    let page: String = String::from_utf8_lossy(&said).chars().filter(char::is_ascii_digit).collect();
    match page.as_str() {
        "65001" => good("文字コード", "コードページ 65001（UTF-8）"),
        "" => {
            warn("文字コード", "コードページが分かりません。ファイルに残すときは > ではなく --output を使ってください")
        }
        other => warn(
            "文字コード",
            format!(
                "コードページ {other}。画面は正しく出ます\nファイルに残すときは > ではなく --output を使うか、先に chcp 65001 としてください"
            ),
        ),
    }
}

#[cfg(not(windows))]
fn characters() -> Finding {
    let set = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| {
        let value = std::env::var(name).ok().filter(|v| !v.is_empty())?;
        Some((*name, value))
    });
    let Some((name, value)) = set else {
        return warn(
            "文字コード",
            "LANG がありません。文字が化けるときは LANG=ja_JP.UTF-8（または C.UTF-8）にしてください",
        );
    };
    let plain: String = value.chars().filter(char::is_ascii_alphanumeric).collect();
    let shown = output::shown(&value);
    if plain.to_ascii_lowercase().contains("utf8") {
        good("文字コード", format!("UTF-8（{name}={shown}）"))
    } else {
        warn(
            "文字コード",
            format!("{name}={shown} は UTF-8 ではありません。文字が化けるときは LANG=ja_JP.UTF-8 にしてください"),
        )
    }
}

/// Whether sessions and bundles can be kept: by doing it.
fn folder(dir: Option<&Path>) -> Finding {
    const ELSE: &str = "回答は保存されません。書ける所を --data-dir フォルダ で指定するか、--portable でプログラムの隣に置いてください";
    let Some(dir) = dir else {
        return warn("データの置き場", format!("フォルダが決まりません\n{ELSE}"));
    };
    let name = output::shown_path(dir);
    let was = dir.is_dir();
    let probe = dir.join(format!("doctor-{}.tmp", std::process::id()));
    let tried = fs::create_dir_all(dir).and_then(|()| replace(&probe, "書けるかどうかの試し".as_bytes()));
    let _ = fs::remove_file(&probe);
    if !was {
        // Goes only while it is empty.
        let _ = fs::remove_dir(dir);
    }
    match tried {
        Ok(()) if was => good("データの置き場", format!("{name}（書けます）")),
        Ok(()) => good("データの置き場", format!("{name}（最初の保存のときに作ります）")),
        Err(e) => warn("データの置き場", format!("{name} に書けません（{}）\n{ELSE}", reason(&e))),
    }
}

fn bundle(c: &Catalogue) -> Finding {
    let text = format!(
        "版 {}（{}）　{}　制度 {} 件\nSHA-256 {}",
        c.version,
        value::wareki(c.date),
        value::provenance(c),
        c.programmes.len(),
        c.sha256()
    );
    if !c.note.is_empty() {
        return warn("制度データ", format!("{text}\n{}\nchiiki-navi bundle status で調べられます", c.note));
    }
    if c.provenance == Provenance::Older {
        return warn(
            "制度データ",
            format!("{text}\nプログラムに入っているものより古い版です。戻すには chiiki-navi bundle rollback"),
        );
    }
    if c.provenance == Provenance::Installed && c.signer.is_empty() {
        return warn("制度データ", format!("{text}\n署名を確かめていません。chiiki-navi bundle rollback で戻せます"));
    }
    good("制度データ", text)
}

fn documents(c: &Catalogue, as_of: Date) -> Finding {
    match value::age_warning(c, as_of) {
        Some(warning) => {
            warn("資料", format!("{warning}\n新しい制度データがあれば chiiki-navi bundle install で取り込めます"))
        }
        None => good("資料", c.newest().map_or_else(String::new, |d| format!("{}まで（1年以内）", d.dated()))),
    }
}

/// The columns whose figures move from year to year, with their age.
fn tables(c: &Catalogue, as_of: Date) -> Finding {
    let mut oldest = 0;
    let mut lines = Vec::new();
    for column in c.columns.iter().filter(|k| ["index", "prefecture_index", "kaso", "population"].contains(&k.id)) {
        let own = c.imported.iter().find(|i| i.id == column.id);
        let source = own.map_or(column.source, |i| i.source);
        let age = year(source).map(|year| as_of.year() - year);
        oldest = oldest.max(age.unwrap_or(0));
        let taken = own.map_or_else(String::new, |i| format!("　取り込んだ表、{}団体", i.codes.len()));
        lines.push(match age {
            Some(years) if years > 0 => format!("{source}（{years}年前）{taken}"),
            _ => format!("{source}{taken}"),
        });
    }
    if oldest >= OLD_TABLE {
        lines.push("古い数字は画面で上書きできます".to_owned());
        return warn("自治体の表", lines.join("\n"));
    }
    good("自治体の表", lines.join("\n"))
}

/// The golden cases: whether this machine computes as ours did.
fn sums(opened: &Opened) -> Finding {
    let proof = prove(opened.catalogue, &opened.files());
    match (proof.files, proof.misses.len()) {
        (0, _) => warn("計算の照合", "この制度データには照合の事例がありません"),
        (_, 0) => good("計算の照合", format!("事例 {} 件、すべて合いました", proof.expectations)),
        (_, wrong) => bad(
            "計算の照合",
            format!("合わないところが {wrong} か所あります。chiiki-navi self-check の出力を開発元へお知らせください"),
        ),
    }
}
