//! `content next-year`: a new year's rows laid over the old ones.
//!
//! The text is edited line by line, so that comments and order stay. A new row repeats the old figure with a TODO behind
//! it: `check` refuses the folder until somebody has held every one of them against the new document.

use std::fmt::Write as _;

use super::folder::folder;
use crate::cli::args::content::NextYear;
use crate::cli::outcome::{Failure, Outcome, refuse};
use crate::cli::output;
use crate::content::files::Files;
use crate::domain::value::date::Date;
use crate::present::value::fiscal_year;
use crate::store::file::replace;
use crate::text::number;

/// `content next-year`
pub fn run(args: &NextYear) -> Outcome {
    folder(&args.dir)?;
    let year = year(&args.year).ok_or_else(|| {
        Failure::Input(format!(
            "年度「{}」が読めません。R7、令和7、2025 のように書いてください",
            output::shown(&args.year)
        ))
    })?;
    let (files, _) = Files::read(&args.dir);
    let missing: Vec<String> = args
        .from
        .iter()
        .filter(|id| !files.texts.contains_key(&format!("programmes/{id}.toml")))
        .map(|id| format!("制度「{}」のファイルがありません", output::shown(id)))
        .collect();
    refuse(&missing)?;
    let (mut rows, mut changed) = (0, 0);
    for (name, text) in &files.texts {
        let Some(id) = name.strip_prefix("programmes/").and_then(|n| n.strip_suffix(".toml")) else { continue };
        if !args.from.is_empty() && !args.from.iter().any(|f| f == id) {
            continue;
        }
        let (new, added) = overlaid(text, year);
        if added > 0 {
            put(args, name, &new)?;
            rows += added;
            changed += 1;
        }
    }
    if changed == 0 {
        return output::stdout(
            "足す行はありませんでした（終わりの日のない率・上限の行がありません）。何も変えていません\n",
        );
    }
    if let Some(text) = files.texts.get("sources.toml").filter(|t| !t.contains(&document_id(year))) {
        put(args, "sources.toml", &with_document(text, year))?;
    }
    let dir = output::shown_path(&args.dir);
    output::stdout(&format!(
        "{}: {changed} 制度に {rows} 行を足し、古い行を {}-03-31 までにしました。sources.toml に資料の欄を足しました\n\
         新しい資料で1つずつ確かめ、数字と引用を直して TODO を消してください。残りは chiiki-navi check {dir} が一覧にします\n",
        fiscal_year(year),
        year
    ))
}

fn put(args: &NextYear, name: &str, text: &str) -> Outcome {
    let path = args.dir.join(name);
    replace(&path, text.as_bytes()).map_err(|e| {
        Failure::Failed(format!("{} に書けませんでした（{}）", output::shown_path(&path), output::unread(&e)))
    })
}

/// The fiscal year: R7, 令和7年度, 2025.
fn year(typed: &str) -> Option<i32> {
    let plain: String = typed.trim().trim_end_matches("年度").trim_end_matches('年').to_owned();
    let (year, ..) =
        number::date(&format!("{plain}.4.1")).or_else(|_| number::date(&format!("{plain}年4月1日"))).ok()?;
    (2000..=2100).contains(&year).then_some(year)
}

fn document_id(year: i32) -> String {
    format!("r{}-shiryo", year - 2018)
}

/// The text with a new document above the others.
fn with_document(text: &str, year: i32) -> String {
    let id = document_id(year);
    let block = format!(
        "[[document]]\nid = \"{id}\"\ntitle = \"TODO 資料の題名\"\nshort = \"R{n}資料\"   # TODO 短い名前\nfile = \"{id}.txt\"   # TODO 資料のテキストの名前\n\
         printed_date = \"TODO 資料に書かれている日付（令和{n}年5月）\"\ndate = {year}-05-01   # TODO 月までしか書かれていなければ1日\nweight = \"最新の資料。資料の間で数字が違うときはこれを先に示す\"\n\n",
        n = year - 2018
    );
    let mut out = String::new();
    let mut is_done = false;
    for line in text.split_inclusive('\n') {
        if !is_done && line.trim_start().starts_with("[[document]]") {
            out += &block;
            is_done = true;
        }
        if !is_done && line.starts_with("version") {
            let _ = writeln!(out, "{}   # TODO 版を上げる", line.trim_end());
            continue;
        }
        out += line;
    }
    out
}

/// The text with the rows of the year laid over, and how many were added.
fn overlaid(text: &str, year: i32) -> (String, usize) {
    let lines: Vec<&str> = text.lines().collect();
    let head = |l: &&str| l.trim_start().starts_with('[');
    let mut out: Vec<String> = Vec::new();
    let mut added = 0;
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let end = at + 1 + lines.iter().skip(at + 1).take_while(|l| !head(l)).count();
        let block = lines.get(at..end).unwrap_or_default();
        let is_row = ["[[rate]]", "[[ceiling]]"].contains(&line.trim());
        let open = is_row && !has(block, "to") && starts_before(block, year);
        if !open {
            out.extend(block.iter().map(|l| (*l).to_owned()));
            at = end;
            continue;
        }
        // The readings of a row stand below it; the new row comes after them.
        let mut rest = end;
        while lines.get(rest).is_some_and(|l| ["[[rate.other]]", "[[ceiling.other]]"].contains(&l.trim())) {
            rest += 1 + lines.iter().skip(rest + 1).take_while(|l| !head(l)).count();
        }
        let blanks = block.iter().rev().take_while(|l| l.trim().is_empty() || l.trim_start().starts_with('#')).count();
        let body = block.get(..block.len() - blanks).unwrap_or_default();
        out.extend(ended(body, year));
        let others: Vec<String> = lines.get(end..rest).unwrap_or_default().iter().map(|l| (*l).to_owned()).collect();
        let tail: Vec<String> = block.iter().skip(body.len()).map(|l| (*l).to_owned()).collect();
        if others.is_empty() {
            out.extend(begun(body, year));
            out.extend(tail);
        } else {
            // A reading that nobody has given up is one of the new year too, until somebody says that it is not.
            let again: Vec<String> = others.iter().map(|l| confirm(l, year)).collect();
            out.extend(tail);
            out.extend(others);
            out.extend(begun(body, year));
            out.extend(again);
        }
        added += 1;
        at = rest;
    }
    (out.join("\n") + "\n", added)
}

fn key(line: &str) -> &str {
    line.split('=').next().unwrap_or_default().trim()
}

fn has(block: &[&str], name: &str) -> bool {
    block.iter().any(|l| key(l) == name)
}

/// Whether a row was in force before the year.
fn starts_before(block: &[&str], year: i32) -> bool {
    let from = block.iter().find(|l| key(l) == "from").and_then(|l| l.split_once('=')?.1.trim().get(..10));
    from.and_then(Date::parse).is_none_or(|d| Some(d) < Date::new(year, 4, 1))
}

/// The old row with its end.
fn ended(body: &[&str], year: i32) -> Vec<String> {
    let mut out: Vec<String> = body.iter().map(|l| (*l).to_owned()).collect();
    let at = out.iter().position(|l| key(l) == "cite").unwrap_or(out.len());
    out.insert(at, format!("to = {year}-03-31"));
    out
}

/// A line of another reading, with what is to be confirmed of it.
fn confirm(line: &str, year: i32) -> String {
    match key(line) {
        "share" | "shares" | "value" | "yen" => {
            format!("{}   # TODO {}の資料でも、この読み方が残るか確かめる", line.trim_end(), fiscal_year(year))
        }
        _ => line.to_owned(),
    }
}

/// The new row: the same with its beginning, each figure to be confirmed.
fn begun(body: &[&str], year: i32) -> Vec<String> {
    let mut out = Vec::new();
    for line in body.iter().filter(|l| !["from", "instrument", "of", "per", "floor"].contains(&key(l))) {
        let figure = ["share", "shares", "value", "yen"].contains(&key(line));
        if key(line) == "cite" {
            out.push(format!("from = {year}-04-01"));
        }
        out.push(match (figure, key(line) == "cite") {
            (true, _) => format!("{}   # TODO {}の資料の数字に直す", line.trim_end(), fiscal_year(year)),
            (_, true) => format!("{}   # TODO {}の資料の引用にする", line.trim_end(), fiscal_year(year)),
            _ => (*line).to_owned(),
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_read_as_they_are_written() {
        for typed in ["R7", "令和7", "令和7年度", "2025", "２０２５", "r7"] {
            assert_eq!(year(typed), Some(2025), "{typed}");
        }
        assert_eq!(year("来年"), None);
        assert_eq!(year("1999"), None);
    }

    #[test]
    fn a_row_ends_and_its_successor_begins() {
        let text = "[[rate]]\ngroup = \"a\"\ninstrument = \"国費\"\nof = \"費\"\nlabel = \"原則\"\nshare = \"1/2\"\ncite = [\"x\"]\n\n[quote.x]\n";
        let (new, added) = overlaid(text, 2025);
        assert_eq!(added, 1);
        assert_eq!(
            new,
            "[[rate]]\ngroup = \"a\"\ninstrument = \"国費\"\nof = \"費\"\nlabel = \"原則\"\nshare = \"1/2\"\nto = 2025-03-31\ncite = [\"x\"]\n\
             [[rate]]\ngroup = \"a\"\nlabel = \"原則\"\nshare = \"1/2\"   # TODO 令和7年度の資料の数字に直す\nfrom = 2025-04-01\n\
             cite = [\"x\"]   # TODO 令和7年度の資料の引用にする\n\n[quote.x]\n"
        );
        // A second run finds the old row ended and the new one begun.
        assert_eq!(overlaid(&new, 2025), (new.clone(), 0));
    }
}
