//! Is this a bundle, whose is it, and does it hold?

use std::collections::BTreeSet;
use std::io::{self, ErrorKind};
use std::path::Path;

use sha2::{Digest as _, Sha256};

use crate::cli::outcome::Failure;
use crate::cli::output;
use crate::content::Problem;
use crate::content::examine::examine as examination;
use crate::content::files::{Files, GOLDEN, hex};
use crate::content::pack::{MAX_PACK, precheck, unpack};
use crate::content::problem::is_unseen;
use crate::content::signature::{Doubt, Key, is_development, signer};
use crate::domain::terms::catalogue::Catalogue;
use crate::golden::{self, Miss};
use crate::store::bundles::{Bundles, Installed, beside, signature};
use crate::store::file::read;
use crate::store::folder::reason;

/// A bundle that holds.
pub struct Judged {
    /// What it says.
    pub catalogue: Catalogue,
    /// The files it was made from.
    pub files: Files,
    /// The trusted key that signed it, shortened.
    pub signer: Option<String>,
}

/// Why a bundle is refused.
pub enum Trouble {
    /// In one sentence.
    Sentence(String),
    /// What `check` says.
    Problems(Vec<Problem>),
}

impl Trouble {
    /// In one sentence, whatever it is.
    pub fn brief(&self) -> String {
        match self {
            Self::Sentence(s) => s.clone(),
            Self::Problems(all) => match all.first() {
                Some(first) => format!("検査の問題 {}件: {first}", all.len()),
                None => "検査の問題".to_owned(),
            },
        }
    }

    /// Says everything about it and comes to a failure.
    pub fn failure(self, name: &str) -> Failure {
        match self {
            Self::Sentence(s) => Failure::Failed(format!("{name} は使えません: {s}")),
            Self::Problems(all) => {
                report(&all);
                Failure::Failed(format!("{name} は検査に通らないので使えません"))
            }
        }
    }
}

/// Judges the bytes of a file with what stands beside it.
///
/// # Errors
/// The first kind of thing that is wrong; of the content, everything.
pub fn judge(bytes: &[u8], signature: Option<&str>, keys: &[Key], allow_unsigned: bool) -> Result<Judged, Trouble> {
    precheck(bytes).map_err(|r| Trouble::Sentence(r.to_string()))?;
    let signer = vouched(bytes, signature, keys, allow_unsigned).map_err(Trouble::Sentence)?;
    contents(bytes, signer)
}

/// What the bytes hold, once somebody vouches for them: nobody else's reach the parser.
///
/// # Errors
/// As [`judge`].
pub fn contents(bytes: &[u8], signer: Option<String>) -> Result<Judged, Trouble> {
    let pack = unpack(bytes).map_err(|r| Trouble::Sentence(r.to_string()))?;
    let catalogue = examine((pack.files.clone(), Vec::new())).map_err(Trouble::Problems)?.1;
    if (pack.version.as_str(), pack.date.as_str()) != (catalogue.version, catalogue.date.to_string().as_str()) {
        return Err(Trouble::Sentence(format!(
            "表紙の版 {}（{}）と中身の版 {}（{}）が違います。作り直してもらってください",
            output::shown(&pack.version),
            output::shown(&pack.date),
            catalogue.version,
            catalogue.date
        )));
    }
    Ok(Judged { catalogue, files: pack.files, signer })
}

/// The trusted key that signed; `None` where nobody had to.
fn vouched(
    bytes: &[u8],
    signature: Option<&str>,
    keys: &[Key],
    allow_unsigned: bool,
) -> Result<Option<String>, String> {
    const OTHERWISE: &str = "署名を求めずに受け取るには --allow-unsigned を付けます";
    let Some(signature) = signature else {
        let sentence = "署名（同じ所にある ファイル名.minisig）がありません。配布元から一緒に受け取ってください";
        return if allow_unsigned { Ok(None) } else { Err(format!("{sentence}。{OTHERWISE}")) };
    };
    match signer(keys, bytes, signature) {
        Ok(key) => Ok(Some(key.short().to_owned())),
        // A trusted key says that these are other bytes: nobody can want them.
        Err(Doubt::Mismatch) => Err(Doubt::Mismatch.to_string()),
        Err(_) if allow_unsigned => Ok(None),
        Err(Doubt::Stranger) if keys.len() < 2 && is_development() => Err(format!(
            "信頼する公開鍵がまだありません。配布元の公開鍵を chiiki-navi bundle trust で加えてください。{OTHERWISE}"
        )),
        Err(Doubt::Stranger) => Err(format!(
            "{}。配布元の公開鍵なら chiiki-navi bundle trust で加えてください。{OTHERWISE}",
            Doubt::Stranger
        )),
        Err(doubt) => Err(format!("{doubt}。{OTHERWISE}")),
    }
}

/// Everything that `check` demands; the quotes are compared where the bundle carries its documents.
///
/// # Errors
/// Every problem.
pub fn examine((files, unread): (Files, Vec<Problem>)) -> Result<(Files, Catalogue), Vec<Problem>> {
    let examined = examination(&files, unread, None);
    match examined.catalogue {
        Some(catalogue) if examined.problems.is_empty() => Ok((files, catalogue)),
        _ => Err(examined.problems),
    }
}

/// What golden cases come to.
#[derive(Debug, Default)]
pub struct Proof {
    /// Files.
    pub files: usize,
    /// Expectations in them.
    pub expectations: usize,
    /// What does not hold, each with its file.
    pub misses: Vec<(String, Miss)>,
}

/// Runs the golden cases among the files of a bundle.
pub fn prove(catalogue: &'static Catalogue, files: &Files) -> Proof {
    let mut out = Proof::default();
    for (name, text) in files.within(GOLDEN) {
        out.files += 1;
        match golden::parse(text) {
            Ok(case) => {
                out.expectations += case.expect.len();
                out.misses.extend(golden::run(catalogue, &case).into_iter().map(|m| (name.to_owned(), m)));
            }
            Err(problem) => {
                let miss = Miss {
                    label: String::new(),
                    programme: String::new(),
                    key: "書式".to_owned(),
                    expected: "読める事例".to_owned(),
                    got: problem,
                };
                out.misses.push((name.to_owned(), miss));
            }
        }
    }
    out
}

/// Programmes with figures that no golden case looks at: nothing proves what the program answers for them.
pub fn without_case(catalogue: &'static Catalogue, files: &Files) -> Vec<&'static str> {
    let parsed = files.within(GOLDEN).filter_map(|(_, text)| golden::parse(text).ok());
    let seen: BTreeSet<String> = parsed.flat_map(|c| c.expect).map(|e| e.programme).collect();
    let figures = catalogue.programmes.iter().filter(|p| !(p.rates.is_empty() && p.ceilings.is_empty()));
    figures.map(|p| p.id).filter(|id| !seen.contains(*id)).collect()
}

/// What [`without_case`] found, in a sentence.
pub fn lacking(bare: &[&str]) -> String {
    const FEW: usize = 5;
    let more = if bare.len() > FEW { "ほか" } else { "" };
    let some: Vec<&str> = bare.iter().take(FEW).copied().collect();
    format!("数字のある制度 {} 件に照合の事例がありません（{}{more}）", bare.len(), some.join("、"))
}

/// Two contents may not carry one version: nobody could say which of them gave an answer.
pub fn same_version(new: &Catalogue) -> String {
    format!(
        "版 {} は、今の制度データと同じ版なのに中身が違います。sources.toml の version を上げてください",
        new.version
    )
}

/// Says what does not hold: programme, what was expected, what came.
pub fn report_misses(misses: &[(String, Miss)]) {
    for (file, m) in misses {
        let Miss { label, programme, key, expected, got } = m;
        let line = format!("{file} {programme} [{label}] {key}: 期待 {expected}、実際 {got}");
        output::stderr(&line.replace(is_unseen, " "));
    }
}

/// Says every problem, and how many there are.
pub fn report(problems: &[Problem]) {
    for problem in problems {
        output::stderr(&problem.to_string());
    }
    if !problems.is_empty() {
        output::stderr(&format!("問題が {} 件あります", problems.len()));
    }
}

/// The bundle that was named on the command line: a folder as its editors have it, or a file.
///
/// A folder cannot be signed. It is what its owner is working on, named for one run and marked as unsigned on every
/// screen and export, so that no further flag is asked for.
///
/// # Errors
/// Nothing there: the input is wrong. Anything else: it could not be done.
pub fn named(path: &Path, keys: &[Key], allow_unsigned: bool) -> Result<Judged, Failure> {
    let name = output::shown_path(path);
    if path.is_dir() {
        let (files, catalogue) = examine(Files::read(path)).map_err(|p| Trouble::Problems(p).failure(&name))?;
        return Ok(Judged { catalogue, files, signer: None });
    }
    let (bytes, signature) = file(path)?;
    judge(&bytes, signature.as_deref(), keys, allow_unsigned).map_err(|t| t.failure(&name))
}

/// A bundle's bytes and the signature beside it.
///
/// # Errors
/// Nothing there: the input is wrong. Anything else: it could not be done.
pub fn file(path: &Path) -> Result<(Vec<u8>, Option<String>), Failure> {
    let failure = |path: &Path, e: &io::Error| {
        let name = output::shown_path(path);
        match e.kind() {
            ErrorKind::NotFound => Failure::Input(format!("{name} というファイルはありません")),
            ErrorKind::FileTooLarge => {
                Failure::Failed(format!("{name} は使えません: 大きすぎます（{} MiB まで）", MAX_PACK >> 20))
            }
            _ => Failure::Failed(format!("{name} が読めません（{}）", why(e))),
        }
    };
    let bytes = read(path, MAX_PACK).map_err(|e| failure(path, &e))?;
    let signature = signature(path).map_err(|e| failure(&beside(path), &e))?;
    Ok((bytes, signature))
}

/// The bytes of an installed bundle, and the trusted key that signed it, shortened: both looked at as sternly as at its
/// coming.
///
/// # Errors
/// Why it cannot be used, in one sentence.
pub fn vouched_for(bundles: &Bundles, one: &Installed, keys: &[Key]) -> Result<(Vec<u8>, Option<String>), String> {
    let (bytes, signature) = bundles.read(one, MAX_PACK).map_err(|e| why(&e))?;
    if hex(&Sha256::digest(&bytes)) != one.sha256 {
        return Err("取り込んだあとで変わっています。壊れたか、書き換えられました".to_owned());
    }
    let signer = vouched(&bytes, signature.as_deref(), keys, !one.signed)?;
    Ok((bytes, signer))
}

/// Judges an installed bundle, its content too, as sternly as at its coming.
///
/// # Errors
/// Why it cannot be used, in one sentence.
pub fn installed(bundles: &Bundles, one: &Installed, keys: &[Key]) -> Result<Judged, String> {
    let (bytes, signer) = vouched_for(bundles, one, keys)?;
    contents(&bytes, signer).map_err(|t| t.brief())
}

/// Why a file cannot be had, in words.
pub fn why(e: &io::Error) -> String {
    match e.kind() {
        ErrorKind::InvalidData => "壊れています".to_owned(),
        ErrorKind::IsADirectory => "フォルダです".to_owned(),
        ErrorKind::InvalidInput => "ふつうのファイルではありません".to_owned(),
        _ => reason(e),
    }
}
