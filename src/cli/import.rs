//! `import`: an official table → what it would change → on a yes, the user's own table.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;

use super::args::Import;
use super::outcome::{Failure, Outcome};
use super::output::{self, shown};
use crate::domain::sort;
use crate::domain::terms::catalogue::{Catalogue, Kaso, Municipality};
use crate::domain::value::date::Date;
use crate::store::file::read_if_there;

use crate::tables::draft::{Draft, drafts};
use crate::tables::kept::{self, Table};
use crate::tables::sniff::MAX_BYTES;
use crate::tables::year::year;
use crate::tables::{Column, Figure, sheet};
use crate::text::foreign::is_unseen;

/// Rows of a list that are shown unless all are asked for.
const FEW: usize = 12;
/// Said when nothing is written because nobody said yes.
const NOT_YET: &str = "まだ書き込んでいません。書き込むには --yes を付けてください";
/// Characters of a source.
const SOURCE: usize = 80;

/// `import`
pub fn run(catalogue: &'static Catalogue, data: Option<&Path>, args: &Import, today: Date) -> Outcome {
    let Some(data) = data else {
        return Err(Failure::Failed("データを置くフォルダが分かりません。--data-dir で指定してください".to_owned()));
    };
    if args.list {
        return list(data);
    }
    if let Some(what) = &args.remove {
        return remove(data, what);
    }
    let Some(file) = &args.file else {
        return Err(Failure::Input("取り込むファイルを書いてください".to_owned()));
    };
    let name = shown(&file.file_name().unwrap_or(file.as_os_str()).to_string_lossy());
    let wrong = |why: String| Failure::Input(format!("{name}: {why}"));
    let bytes = bytes(file).map_err(wrong)?;
    let sheets = sheet::read(&bytes).map_err(wrong)?;
    let sha256 = kept::sha256(&bytes);
    drop(bytes);
    let mut drafts = drafts(&sheets, &name, &args.column, catalogue).map_err(wrong)?;
    if args.unlisted_none {
        readable(&drafts).map_err(wrong)?;
        drafts.iter_mut().for_each(Draft::close);
    }
    let mut tables = Vec::new();
    let (mut summary, mut backwards, mut odd) = (String::new(), false, Vec::new());
    for draft in &drafts {
        let source = source(draft, args.source.as_deref()).map_err(wrong)?;
        describe(&mut summary, draft, &source, args.all, catalogue);
        let older = older(draft, &source, catalogue);
        backwards |= !older.is_empty();
        summary.push_str(&older);
        if let Some(why) = draft.implausible() {
            let _ = writeln!(summary, "  注意: {why}");
            odd.push(format!("{}: {why}", draft.column.label()));
        }
        let mut rows: Vec<(u32, Figure)> = draft.rows.iter().map(|(m, f)| (m.code, *f)).collect();
        sort::by_key(&mut rows, |(code, _)| *code);
        let (file, sha256) = (name.clone(), sha256.clone());
        tables.push(Table { column: draft.column, source, file, sha256, imported: today, rows });
    }
    output::stdout(&summary)?;
    // What looks like another unit or another column is written only for somebody who has seen it.
    if !odd.is_empty() {
        if (args.yes || !backwards) && output::confirm("それでも書き込みますか") == Some(true) {
            return tables.iter().try_for_each(|table| write(data, table));
        }
        if !args.yes {
            output::stderr(NOT_YET);
            return Ok(());
        }
        return Err(wrong(format!(
            "書き込んでいません。{}。単位と列を確かめてください。正しければ、端末で --yes を付けずに実行し「はい」と答えてください",
            odd.join("。")
        )));
    }
    // Back to an older year only for who asks for it in as many words.
    if !args.yes && (backwards || output::confirm("書き込みますか") != Some(true)) {
        output::stderr(NOT_YET);
        return Ok(());
    }
    for table in &tables {
        write(data, table)?;
    }
    Ok(())
}

/// A municipality whose row cannot be used is on the list: it must not become 非該当.
fn readable(drafts: &[Draft]) -> Result<(), String> {
    let skipped = || drafts.iter().filter(|d| d.column == Column::Kaso).flat_map(|d| &d.skipped);
    let each: Vec<String> = skipped()
        .take(FEW)
        .map(|(row, what, why)| format!("\n  {row}行目「{}」: {}", shown(what), why.text()))
        .collect();
    if each.is_empty() {
        return Ok(());
    }
    Err(format!(
        "取り込めない行が {}行あるので、--unlisted-none は使えません（一覧にある団体を 非該当 にしてしまいます）。\
         行を直すか、--unlisted-none を外してください{}",
        skipped().count(),
        each.concat()
    ))
}

/// The file's bytes, never more than a table can have; a pipe or a device ends there too.
pub fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    let why = |e: std::io::Error| format!("読めません（{}）", output::unread(&e));
    if path.is_dir() {
        return Err("フォルダです。ファイルを1つ書いてください".to_owned());
    }
    let file = File::open(path).map_err(why)?;
    let size = file.metadata().map_or(0, |m| m.len());
    let mut out = Vec::new();
    if size <= MAX_BYTES {
        file.take(MAX_BYTES + 1).read_to_end(&mut out).map_err(why)?;
    }
    let size = size.max(out.len() as u64);
    if size > MAX_BYTES {
        return Err(format!(
            "大きすぎます（{}MB、{}MB まで）。自治体の表は 1MB もないので、別のファイルのようです",
            size >> 20,
            MAX_BYTES >> 20
        ));
    }
    Ok(out)
}

fn source(draft: &Draft, given: Option<&str>) -> Result<String, String> {
    if let (Some(given), Some(own)) = (given, &draft.source)
        && let (Some(said), Some(written)) = (year(given), year(own))
        && said != written
    {
        return Err(format!(
            "--source の年（{}）と、ファイルに書かれた年（{}）が違います。どちらかを直してください",
            shown(given.trim()),
            shown(own)
        ));
    }
    let own = given.map(str::trim).map(ToOwned::to_owned).or_else(|| draft.source.clone());
    let Some(text) = own.filter(|t| !t.is_empty()) else {
        let example = match draft.column {
            Column::Index => "総務省「全市町村の主要財政指標」令和4年度",
            Column::PrefectureIndex => "総務省「全都道府県の主要財政指標」令和4年度",
            Column::Kaso => "総務省「過疎地域市町村等一覧」令和6年4月1日現在",
            Column::Population => "国勢調査 令和7年 人口速報集計",
        };
        return Err(format!(
            "{}がいつの数字か、ファイルに書かれていません。--source '{example}' のように書いてください",
            draft.column.label()
        ));
    };
    if text.contains(is_unseen) {
        return Err("--source に制御文字や見えない文字は使えません".to_owned());
    }
    Ok(text.chars().take(SOURCE).collect())
}

/// What would be written, what did not match, what changes.
fn describe(out: &mut String, draft: &Draft, source: &str, all: bool, catalogue: &'static Catalogue) {
    let most = if all { usize::MAX } else { FEW };
    let _ = writeln!(out, "【{}】{source}", draft.column.label());
    let changes: Vec<_> = draft.changes().collect();
    let same = draft.rows.len() - changes.len();
    let _ = writeln!(out, "  {}団体に合いました（変わる {}、同じ {same}）", draft.rows.len(), changes.len());
    let now = draft.rows.first().map(|(m, _)| catalogue.column_of(draft.column.id(), m.code)).unwrap_or_default();
    if !changes.is_empty() {
        let _ = writeln!(out, "  今の表（{now}）から変わる団体:");
    }
    for change in changes.iter().take(most) {
        let from = change.from.map_or_else(|| "なし".to_owned(), Figure::plain);
        let _ = writeln!(out, "    {} {from} → {}", change.municipality.full_name(), change.to.plain());
    }
    rest(out, changes.len(), most, "団体");
    if !draft.skipped.is_empty() {
        let _ = writeln!(out, "  取り込まない行 {}:", draft.skipped.len());
    }
    for (row, what, why) in draft.skipped.iter().take(most) {
        let _ = writeln!(out, "    {row}行目「{}」: {}", shown(what), why.text());
    }
    rest(out, draft.skipped.len(), most, "行");
    if draft.others > 0 {
        let _ = writeln!(out, "  団体ではない行（合計・平均・注記） {}", draft.others);
    }
    absent(out, draft, most, catalogue);
}

/// A warning where the table in use is of a later year.
fn older(draft: &Draft, source: &str, catalogue: &'static Catalogue) -> String {
    let now = draft
        .rows
        .first()
        .map_or_else(|| catalogue.column(draft.column.id()), |(m, _)| catalogue.column_of(draft.column.id(), m.code));
    match (year(source), year(now)) {
        (Some(new), Some(old)) if new < old => {
            format!("  注意: 今の表（{now}）より古い表です。取り込むと数字が古い年に戻ります\n")
        }
        _ => String::new(),
    }
}

fn rest(out: &mut String, all: usize, most: usize, unit: &str) {
    if all > most {
        let _ = writeln!(out, "    ほか{}{unit}（--all で全部出します）", all - most);
    }
}

/// Municipalities that the file does not give: they keep their figure, unless it came from a table that is replaced.
fn absent(out: &mut String, draft: &Draft, most: usize, catalogue: &'static Catalogue) {
    let names = |all: &[&'static Municipality]| {
        let more = all.len().saturating_sub(most);
        let mut each: Vec<String> = all.iter().take(most).map(|m| m.full_name()).collect();
        if more > 0 {
            each.push(format!("ほか{more}"));
        }
        each.join("、")
    };
    let before = catalogue.imported.iter().find(|i| i.id == draft.column.id());
    let replaced = |m: &&'static Municipality| before.is_some_and(|i| i.codes.binary_search(&m.code).is_ok());
    let (back, kept): (Vec<_>, Vec<_>) = draft.absent.iter().copied().partition(replaced);
    if let Some(before) = before.filter(|_| !back.is_empty()) {
        let _ = writeln!(
            out,
            "  注意: 前に取り込んだ表（{}）は置き換わります。この表にない {}団体は、プログラムに入っている数字に戻ります: {}",
            before.source,
            back.len(),
            names(&back)
        );
    }
    if kept.is_empty() {
        return;
    }
    // A 過疎 list names designated municipalities only: those that were one and are not named are what matters.
    if draft.column == Column::Kaso {
        let designated: Vec<_> = kept.iter().copied().filter(|m| m.kaso != Some(Kaso::None)).collect();
        let _ = writeln!(
            out,
            "  この一覧にない {}団体は今の区分のままです（うち全部・一部・みなし {}団体）",
            kept.len(),
            designated.len()
        );
        if !designated.is_empty() {
            let _ = writeln!(out, "    {}", names(&designated));
            out.push_str("    全国の一覧なら、--unlisted-none を付けると一覧にない団体を 非該当 にします\n");
        }
        return;
    }
    let _ = writeln!(out, "  この表にない {}団体は今の数字のままです: {}", kept.len(), names(&kept));
}

fn write(data: &Path, table: &Table) -> Outcome {
    let folder = kept::folder(data);
    fs::create_dir_all(&folder).map_err(|e| {
        let folder = output::shown_path(&folder);
        Failure::Failed(format!("{folder} を作れませんでした（{}）", crate::store::file::reason(&e)))
    })?;
    output::file(&kept::path(data, table.column), kept::write(table).as_bytes(), true)
}

fn list(data: &Path) -> Outcome {
    let (tables, faults) = kept::load(data, |path| read_if_there(path, kept::MAX_BYTES));
    let mut out = String::new();
    for t in &tables {
        let _ = writeln!(
            out,
            "{}（{}）　{}　{}団体　{} から {} に取り込み",
            t.column.label(),
            t.column.id(),
            t.source,
            t.rows.len(),
            shown(&t.file),
            t.imported
        );
        let _ = match t.sha256.as_str() {
            "" => writeln!(out, "  検査行のない古い形の表です。もう一度取り込むと、壊れたときに分かるようになります"),
            sha256 => writeln!(out, "  元のファイルの SHA-256 {sha256}"),
        };
    }
    if tables.is_empty() && faults.is_empty() {
        out.push_str("取り込んだ表はありません（プログラムに入っている表を使います）\n");
    }
    let _ = writeln!(out, "置き場所: {}", output::shown_path(&kept::folder(data)));
    output::stdout(&out)
}

fn remove(data: &Path, what: &str) -> Outcome {
    let wanted: Vec<Column> =
        Column::ALL.into_iter().filter(|c| what == "all" || what == c.id() || what == c.label()).collect();
    if wanted.is_empty() {
        let ids: Vec<&str> = Column::ALL.into_iter().map(Column::id).collect();
        return Err(Failure::Input(format!("「{}」という表はありません（{}、all）", shown(what), ids.join("、"))));
    }
    let mut removed = 0;
    for column in wanted {
        let path = kept::path(data, column);
        match fs::remove_file(&path) {
            Ok(()) => {
                removed += 1;
                output::stderr(&format!("消しました: {}（元の表に戻ります）", output::shown_path(&path)));
            }
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {}
            Err(e) => {
                let why = crate::store::file::reason(&e);
                return Err(Failure::Failed(format!("{} を消せませんでした（{why}）", output::shown_path(&path))));
            }
        }
    }
    if removed == 0 {
        output::stderr("取り込んだ表はありません");
    }
    Ok(())
}
