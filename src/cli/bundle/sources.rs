//! Which bundle this run uses, and where bundles and trusted keys are kept.

use std::path::PathBuf;

use super::judge::{self, Judged};
use super::prepared;
use crate::cli::outcome::Failure;
use crate::cli::output;
use crate::content::embedded;
use crate::content::files::Files;
use crate::content::pack::{MAX_PACK, unpack};
use crate::content::signature::{Key, publisher};
use crate::domain::terms::catalogue::{Catalogue, Provenance};
use crate::session::folder::DataFolder;
use crate::store::bundles::{Bundles, Installed, Keys};
use crate::store::file::read_if_there;
use crate::tables::kept;

/// Where bundles come from in this run.
#[derive(Clone, Debug)]
pub struct Sources {
    /// The data folder and the run.
    pub place: DataFolder,
    /// `--content`
    pub content: Option<PathBuf>,
    /// `--allow-unsigned`
    pub allow_unsigned: bool,
}

/// The bundle that a run uses.
pub struct Opened {
    /// The bundle.
    pub catalogue: &'static Catalogue,
    /// Where the files are that it was made from.
    own: Own,
}

/// Files are unpacked when they are asked for.
enum Own {
    Embedded,
    Files(Files),
    /// In a bundle at this path.
    Bundle(PathBuf),
}

impl Opened {
    fn embedded(note: String) -> Self {
        let catalogue = if note.is_empty() {
            embedded::catalogue()
        } else {
            keep(&Catalogue { note: String::leak(note), ..*embedded::catalogue() })
        };
        Self { catalogue, own: Own::Embedded }
    }

    /// The files that it was made from, its golden cases among them.
    pub fn files(&self) -> Files {
        match &self.own {
            Own::Embedded => embedded::files(),
            Own::Files(files) => files.clone(),
            Own::Bundle(path) => {
                let bytes = read_if_there(path, MAX_PACK).ok().flatten().unwrap_or_default();
                unpack(&bytes).map(|p| p.files).unwrap_or_default()
            }
        }
    }

    /// A bundle that holds, as what it came as.
    pub(super) fn of(judged: Judged, provenance: Provenance) -> Self {
        Self::made(&judged.catalogue, judged.signer, Own::Files(judged.files), provenance)
    }

    fn made(catalogue: &Catalogue, signer: Option<String>, own: Own, provenance: Provenance) -> Self {
        let signer = String::leak(signer.unwrap_or_default());
        Self { catalogue: keep(&Catalogue { provenance, signer, ..*catalogue }), own }
    }
}

/// A run has one bundle and ends with it, so that it may as well be `'static`.
pub fn keep(catalogue: &Catalogue) -> &'static Catalogue {
    Box::leak(Box::new(*catalogue))
}

impl Sources {
    /// The bundle of this run: the one named, else the installed one, else the embedded one.
    ///
    /// An installed bundle that has gone bad never stops the program: the embedded one stands in, with a note.
    ///
    /// # Errors
    /// The bundle that was named cannot be used: somebody wanted exactly that one.
    pub fn open(&self) -> Result<Opened, Failure> {
        if let Some(path) = &self.content {
            return judge::named(path, &self.keys(), self.allow_unsigned).map(|j| Opened::of(j, Provenance::Named));
        }
        let Some(bundles) = self.bundles() else { return Ok(Opened::embedded(String::new())) };
        let one = match bundles.list() {
            Ok(all) => match all.into_iter().next() {
                Some(one) => one,
                None => return Ok(Opened::embedded(String::new())),
            },
            Err(e) => return Ok(Opened::embedded(stands_in(&format!("一覧は{}", judge::why(&e))))),
        };
        Ok(match self.installed(&bundles, &one) {
            Ok(opened) => opened,
            Err(note) => Opened::embedded(note),
        })
    }

    /// The same, told on standard error where something is not as expected.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn catalogue(&self) -> Result<&'static Catalogue, Failure> {
        let opened = self.open()?;
        if !opened.catalogue.note.is_empty() {
            output::stderr(opened.catalogue.note);
        }
        let (catalogue, faults) = self.with_tables(opened.catalogue);
        faults.iter().for_each(|fault| output::stderr(fault));
        Ok(catalogue)
    }

    /// The same for the full screen, where what is not as expected stands on the first screen.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn shown(&self) -> Result<&'static Catalogue, Failure> {
        let (catalogue, mut notes) = self.with_tables(self.open()?.catalogue);
        if notes.is_empty() {
            return Ok(catalogue);
        }
        if !catalogue.note.is_empty() {
            notes.insert(0, catalogue.note.to_owned());
        }
        Ok(keep(&Catalogue { note: String::leak(notes.join("／")), ..*catalogue }))
    }

    /// The user's own tables laid over the bundle's; a table that cannot be used is left aside, with the reason.
    pub fn with_tables(&self, base: &'static Catalogue) -> (&'static Catalogue, Vec<String>) {
        let Some(data) = &self.place.dir else { return (base, Vec::new()) };
        let (tables, faults) = kept::load(data, |path| read_if_there(path, kept::MAX_BYTES));
        (kept::overlay(base, tables), faults)
    }

    /// An installed bundle, or why the embedded one is used.
    fn installed(&self, bundles: &Bundles, one: &Installed) -> Result<Opened, String> {
        let (vouched, known) = std::thread::scope(|side| {
            // What was made of it is read meanwhile, and used only where somebody vouches for the bytes it was made of.
            let reader = std::thread::Builder::new().spawn_scoped(side, || prepared::read(bundles, one));
            let vouched = judge::vouched_for(bundles, one, &self.keys());
            let known = reader.map_or_else(|_| prepared::read(bundles, one), |r| r.join().ok().flatten());
            (vouched, known)
        });
        let (bytes, signer) = vouched.map_err(|why| stands_in(&why))?;
        let catalogue = if let Some(catalogue) = known {
            catalogue
        } else {
            let judged = judge::contents(&bytes, signer.clone());
            let judged = judged.map_err(|trouble| stands_in(&trouble.brief()))?;
            prepared::keep(bundles, one, &judged.catalogue);
            judged.catalogue
        };
        let ours = embedded::catalogue();
        // Whoever gets a new program wants what is in it, unless he has chosen against that very content.
        if one.instead_of != ours.sha256() && is_older(&catalogue, ours) {
            return Err(format!(
                "プログラムに入っている版 {} の方が、取り込んだ版 {} より新しいので、そちらを使っています",
                ours.version, catalogue.version
            ));
        }
        let provenance = if is_older(&catalogue, ours) { Provenance::Older } else { Provenance::Installed };
        Ok(Opened::made(&catalogue, signer, Own::Bundle(bundles.path().join(&one.file)), provenance))
    }

    /// The same without `--content`: what installing and going back are about.
    #[must_use]
    pub fn without_named(&self) -> Self {
        Self { content: None, ..self.clone() }
    }

    fn bundles(&self) -> Option<Bundles> {
        self.place.dir.as_ref().map(|dir| Bundles::new(dir))
    }

    fn key_folder(&self) -> Option<Keys> {
        self.place.dir.as_ref().map(|dir| Keys::new(dir))
    }

    /// The keys that the user trusts; a file that holds none is passed over here and named by `bundle status`.
    pub fn keys(&self) -> Vec<Key> {
        let all = self.key_folder().map(|k| k.all()).unwrap_or_default();
        publisher().into_iter().chain(all.iter().filter_map(|(_, text)| Key::parse(text))).collect()
    }

    /// The data folder's bundles and keys.
    ///
    /// # Errors
    /// The machine names no data folder.
    pub fn folders(&self) -> Result<(Bundles, Keys), Failure> {
        self.bundles().zip(self.key_folder()).ok_or_else(|| {
            Failure::Failed("データのフォルダが決まりません。--data-dir フォルダ を付けてください".to_owned())
        })
    }
}

/// Whether a bundle is older than another: by its date, of one day by its version.
pub fn is_older(one: &Catalogue, other: &Catalogue) -> bool {
    let parts = |c: &Catalogue| -> Vec<u32> {
        c.version.split(|c: char| !c.is_ascii_digit()).filter_map(|p| p.parse().ok()).collect()
    };
    (one.date, parts(one)) < (other.date, parts(other))
}

fn stands_in(why: &str) -> String {
    format!("内蔵の版 {} を使っています。取り込んだ制度データが使えません（{why}）", embedded::catalogue().version)
}
