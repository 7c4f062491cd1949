//! Bundles for the full screen: the same judgement as on the command line, told instead of printed.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::install::{Refusal, back, edition, examine, misses, same};
use super::judge::installed;
use super::sources::{Opened, Sources};
use crate::app::bundle::{Held, Proposal, Step};
use crate::cli::outcome::Failure;
use crate::cli::output;
use crate::content::embedded;
use crate::domain::terms::catalogue::{Catalogue, Provenance};
use crate::domain::value::date::Date;
use crate::present::difference::difference;
use crate::present::line::{Section, TextLine, Tone, line};
use crate::present::value;
use crate::runtime::Bundles;
use crate::session::answers::Session;
use crate::session::exchange::exchange;

/// Files of a folder that are looked at.
const MOST_FILES: usize = 500;

/// Bundles that are offered.
const MOST_OFFERED: usize = 20;

impl Bundles for Sources {
    fn held(&self) -> Held {
        let now = match self.without_named().open() {
            Ok(opened) => opened.catalogue,
            Err(_) => embedded::catalogue(),
        };
        let mut lines = vec![format!("使う制度データ  {}", edition(now))];
        if !now.note.is_empty() {
            lines.push(now.note.to_owned());
        }
        if now.provenance != Provenance::Embedded {
            let ours = embedded::catalogue();
            let newer = "取り込んだ方が新しいので、そちらを使っています";
            let why = if now.provenance == Provenance::Installed {
                newer
            } else {
                "--downgrade で取り込んだ古い版です"
            };
            lines.push(format!(
                "プログラムに入っているもの  版 {}（{}）。{why}",
                ours.version,
                value::wareki(ours.date)
            ));
        }
        let all = self.folders().ok().and_then(|(bundles, _)| bundles.list().ok()).unwrap_or_default();
        Held { lines, files: found(), can_go_back: !all.is_empty() }
    }

    fn examine(
        &self,
        file: Option<&str>,
        open: (&'static Catalogue, Option<&Session>, Date),
    ) -> Result<Proposal, String> {
        let Some(file) = file else { return former(self, open) };
        let path = path(file);
        let name = output::shown_path(&path);
        let ready = examine(&path, false, self).map_err(|refusal| match refusal {
            Refusal::Trouble(trouble) => format!("{name} は使えません: {}", trouble.brief()),
            Refusal::Misses(proof) => misses(&name, &proof),
            Refusal::Other(failure) => sentence(failure),
            Refusal::Same(version) => same(version),
        })?;
        let step = Step::Take(path.to_string_lossy().into_owned(), ready.sha256());
        Ok(proposal(step, ready.announcement(), ready.new, open))
    }

    fn exchange(&self, step: &Step) -> String {
        let done = match step {
            Step::GoBack => back(self),
            Step::Take(file, sha256) => match examine(Path::new(file), false, self) {
                Ok(ready) if ready.sha256() == *sha256 => ready.take(self),
                _ => Err(Failure::Failed(
                    "確かめたあとでファイルが変わりました。もう一度確かめてください。何も変えていません".to_owned(),
                )),
            },
        };
        done.unwrap_or_else(sentence)
    }
}

/// What going back would change.
fn former(sources: &Sources, open: (&'static Catalogue, Option<&Session>, Date)) -> Result<Proposal, String> {
    let (bundles, _) = sources.folders().map_err(sentence)?;
    let all = bundles.list().unwrap_or_default();
    let new = match all.get(1) {
        Some(one) => Opened::of(installed(&bundles, one, &sources.keys())?, Provenance::Installed).catalogue,
        None => embedded::catalogue(),
    };
    let present = sources.without_named().open().map_err(sentence)?.catalogue;
    let mut lines = vec![format!("今  {}", edition(present)), format!("戻  {}", edition(new))];
    lines.extend(difference(present, new).lines());
    Ok(proposal(Step::GoBack, lines, new, open))
}

fn proposal(
    step: Step,
    lines: Vec<String>,
    new: &'static Catalogue,
    (catalogue, session, as_of): (&'static Catalogue, Option<&Session>, Date),
) -> Proposal {
    let mut own: Vec<TextLine> = session.map(|s| exchange(s, catalogue, new, as_of)).unwrap_or_default();
    if own.is_empty() {
        let text = match session {
            Some(_) => "判定・率・上限・金額の変わる制度はありません",
            None => "自治体を選んでから確かめると、その自治体で変わることがここに出ます",
        };
        own.push(line(text.to_owned(), Tone::Quiet));
    }
    let all = lines.into_iter().map(|text| line(text, Tone::Plain)).collect();
    Proposal {
        step,
        sections: vec![
            Section { title: "開いている自治体と事業で変わること", lines: own },
            Section { title: "替える制度データと、全体で変わること", lines: all },
        ],
    }
}

fn sentence(failure: Failure) -> String {
    match failure {
        Failure::Input(text) | Failure::Failed(text) => text,
        Failure::Reported => "できませんでした".to_owned(),
    }
}

/// A path as a terminal writes it when a file is dropped on it: in quotes, with blanks behind it.
fn path(typed: &str) -> PathBuf {
    PathBuf::from(typed.trim().trim_matches(['"', '\'']))
}

/// Bundles in the folders where a file from outside usually lies.
fn found() -> Vec<String> {
    let user = directories::UserDirs::new();
    let of_user = user.iter().flat_map(|u| [u.download_dir(), u.desktop_dir(), u.document_dir()]).flatten();
    let own = std::env::current_exe().ok().and_then(|p| p.parent().map(Path::to_path_buf));
    let mut folders: Vec<PathBuf> = own.into_iter().chain(std::env::current_dir().ok()).collect();
    folders.extend(of_user.map(Path::to_path_buf));
    let mut out: Vec<String> = Vec::new();
    for folder in folders {
        let entries = std::fs::read_dir(folder).into_iter().flatten().take(MOST_FILES).flatten();
        for path in entries.map(|e| e.path()).filter(|p| is_bundle(p)) {
            let path = path.to_string_lossy().into_owned();
            if !out.contains(&path) && out.len() < MOST_OFFERED {
                out.push(path);
            }
        }
    }
    out
}

/// Whether it begins as a bundle does; whose it is and whether it holds is judged when it is chosen.
fn is_bundle(path: &Path) -> bool {
    let named = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("toml"));
    if !named || !path.metadata().is_ok_and(|m| m.is_file()) {
        return false;
    }
    let mut head = Vec::new();
    let read = File::open(path).and_then(|f| f.take(4096).read_to_end(&mut head));
    read.is_ok() && String::from_utf8_lossy(&head).lines().any(|l| l.starts_with("format = "))
}
