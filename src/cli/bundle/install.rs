//! `bundle install` and `bundle rollback`: what is used from the next start on.

use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::judge::{Proof, Trouble, file, judge, lacking, prove, report_misses, same_version, why, without_case};
use super::prepared;
use super::sources::{Opened, Sources, is_older};
use crate::cli::args::bundle::Install;
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::output;
use crate::content::embedded;
use crate::content::files::hex;
use crate::domain::terms::catalogue::{Catalogue, Provenance};
use crate::present::difference::difference;
use crate::present::value;
use crate::store::bundles::Installed;

/// A bundle that may be taken in.
pub struct Ready {
    /// The bundle in use.
    pub present: &'static Catalogue,
    /// The one that comes.
    pub new: &'static Catalogue,
    proof: Proof,
    bytes: Vec<u8>,
    signature: Option<String>,
}

/// Why a bundle is not taken in.
pub enum Refusal {
    /// It does not hold.
    Trouble(Trouble),
    /// Its own cases come out otherwise.
    Misses(Proof),
    /// Something else, in a sentence.
    Other(Failure),
    /// It is in use already.
    Same(&'static str),
}

/// Looks at the bundle of a file, without changing anything. `downgrade`: an older one is wanted.
///
/// # Errors
/// Why it cannot be taken in.
pub fn examine(path: &Path, downgrade: bool, sources: &Sources) -> Result<Ready, Refusal> {
    let name = output::shown_path(path);
    let other = |text: String| Refusal::Other(Failure::Failed(text));
    if path.is_dir() {
        return Err(Refusal::Other(Failure::Input(format!(
            "{name} はフォルダです。chiiki-navi bundle pack で1つのファイルにしてから取り込んでください"
        ))));
    }
    let (bytes, signature) = file(path).map_err(Refusal::Other)?;
    let judged =
        judge(&bytes, signature.as_deref(), &sources.keys(), sources.allow_unsigned).map_err(Refusal::Trouble)?;
    let opened = Opened::of(judged, Provenance::Installed);
    let (files, new) = (opened.files(), opened.catalogue);
    let proof = prove(new, &files);
    if !proof.misses.is_empty() {
        return Err(Refusal::Misses(proof));
    }
    let present = sources.without_named().open().map_err(Refusal::Other)?.catalogue;
    if present.digest == new.digest && (present.signer == new.signer || present.provenance == Provenance::Embedded) {
        return Err(Refusal::Same(new.version));
    }
    if present.digest != new.digest && present.version == new.version {
        return Err(other(format!("{name} は使えません: {}", same_version(new))));
    }
    if is_older(new, present) && !downgrade {
        return Err(other(format!(
            "{name} の版 {}（{}）は、今の版 {}（{}）より古いので取り込みません。1つ前に戻すなら chiiki-navi bundle rollback、\
             どうしても古い版にするなら --downgrade を付けてください",
            new.version,
            value::wareki(new.date),
            present.version,
            value::wareki(present.date)
        )));
    }
    let bare = without_case(new, &files);
    if !bare.is_empty() {
        return Err(other(format!("{name} は使えません: {}", lacking(&bare))));
    }
    Ok(Ready { present, new, proof, bytes, signature })
}

impl Ready {
    /// SHA-256 of the file, hexadecimal.
    pub fn sha256(&self) -> String {
        hex(&Sha256::digest(&self.bytes))
    }

    /// Takes it in; a sentence that says so.
    ///
    /// # Errors
    /// It could not be written.
    pub fn take(self, sources: &Sources) -> Result<String, Failure> {
        let (bundles, _) = sources.folders()?;
        let (sha256, signed) = (self.sha256(), !self.new.signer.is_empty());
        let one = Installed {
            file: format!("{}-{}.toml", self.new.version, sha256.get(..16).unwrap_or_default()),
            signed,
            sha256,
            instead_of: embedded::catalogue().sha256(),
        };
        let signature = self.signature.filter(|_| signed);
        bundles.install(one.clone(), &self.bytes, signature.as_deref()).map_err(|e| {
            let place = output::shown_path(bundles.path());
            Failure::Failed(format!("{place} に書けませんでした（{}）。今の制度データのままです", why(&e)))
        })?;
        prepared::keep(&bundles, &one, self.new);
        Ok(format!(
            "取り込みました。次に開くときから版 {} を使います（戻すには chiiki-navi bundle rollback）",
            self.new.version
        ))
    }

    /// What is coming, whose it is, and what it changes for all.
    pub fn announcement(&self) -> Vec<String> {
        announcement(self.present, self.new, &self.proof)
    }
}

/// `bundle install`
pub fn run(args: &Install, sources: &Sources) -> Outcome {
    sources.folders()?;
    let name = output::shown_path(&args.file);
    let ready = match examine(&args.file, args.downgrade, sources) {
        Ok(ready) => ready,
        Err(Refusal::Trouble(trouble)) => return Err(trouble.failure(&name)),
        Err(Refusal::Misses(proof)) => {
            report_misses(&proof.misses);
            return Err(Failure::Failed(misses(&name, &proof)));
        }
        Err(Refusal::Other(failure)) => return Err(failure),
        Err(Refusal::Same(version)) => return output::stdout(&(same(version) + "\n")),
    };
    output::stdout(&(ready.announcement().join("\n") + "\n"))?;
    if !args.yes {
        confirm()?;
    }
    output::stdout(&(ready.take(sources)? + "\n"))
}

/// Said of a bundle whose cases come out otherwise.
pub fn misses(name: &str, proof: &Proof) -> String {
    format!("{name} は使えません: 照合の事例 {} 件が合いません", proof.misses.len())
}

/// Said of a bundle that is in use already.
pub fn same(version: &str) -> String {
    format!("同じ制度データ（版 {version}）をもう使っています。何も変えていません")
}

/// Version, day and where it comes from.
pub fn edition(c: &Catalogue) -> String {
    format!("版 {}（{}）　{}", c.version, value::wareki(c.date), value::provenance(c))
}

/// What is coming, whose it is, and what it changes.
fn announcement(present: &Catalogue, new: &Catalogue, proof: &Proof) -> Vec<String> {
    let mut out = Vec::new();
    out.push(format!("今  {}", edition(present)));
    out.push(format!("新  {}", edition(new)));
    out.push(format!("    SHA-256 {}", new.sha256()));
    out.extend(new.documents.iter().map(|d| format!("    資料 {}（{}）", d.title, d.dated())));
    out.push(match proof.files {
        0 => "    照合の事例は入っていません（計算は照合していません）".to_owned(),
        n => format!("    照合の事例 {n} ファイル・{} 件はすべて合いました", proof.expectations),
    });
    if new.signer.is_empty() {
        out.push("    注意: 署名を確かめていません".to_owned());
    }
    if is_older(new, present) {
        out.push("    注意: 今の版より古いものです".to_owned());
    }
    let lines = difference(present, new).lines();
    if lines.is_empty() {
        out.push("制度・数字・質問・自治体の表は同じです（版や用語・事例などが違います）".to_owned());
    }
    out.extend(lines);
    out
}

fn confirm() -> Outcome {
    match output::confirm("取り込みますか") {
        Some(true) => Ok(()),
        Some(false) => Err(Failure::Failed("やめました。何も変えていません".to_owned())),
        None => Err(Failure::Input(
            "取り込むかどうかを尋ねられません（標準入力が端末ではありません）。上の違いでよければ --yes を付けてください"
                .to_owned(),
        )),
    }
}

/// `bundle rollback`
pub fn roll_back(sources: &Sources) -> Outcome {
    output::stdout(&(back(sources)? + "\n"))
}

/// Goes back to the former bundle; a sentence that says so.
///
/// # Errors
/// There is none to give up, or the folder cannot be written.
pub fn back(sources: &Sources) -> Result<String, Failure> {
    let (bundles, _) = sources.folders()?;
    let place = || output::shown_path(bundles.path());
    let gone = match bundles.roll_back() {
        Ok(Some(gone)) => gone.file,
        Ok(None) => {
            return Err(Failure::Failed(
                "取り込んだ制度データはありません。プログラムに入っているものを使っています".to_owned(),
            ));
        }
        Err(e) if e.kind() == std::io::ErrorKind::InvalidData => {
            bundles.clear().map_err(|e| Failure::Failed(format!("{} に書けません（{}）", place(), why(&e))))?;
            "壊れていた一覧".to_owned()
        }
        Err(e) => return Err(Failure::Failed(format!("{} に書けません（{}）", place(), why(&e)))),
    };
    let now = sources.without_named().catalogue()?;
    Ok(format!("{gone} をやめました。次に開くときから版 {}（{}）を使います", now.version, value::provenance(now)))
}
