//! The whole bundle as the domain sees it.

use std::fmt::Write as _;

use crate::domain::terms::condition::{Condition, World};
use crate::domain::terms::keys::SearchKeys;
use crate::domain::terms::profile::{Answer, Fact, FactId, Origin, Profile, Value};
use crate::domain::terms::programme::{Programme, ProgrammeId};
use crate::domain::value::date::Date;
use crate::domain::value::number::Decimal;
use crate::domain::value::source::{Document, SourceId};
use crate::domain::value::truth::Truth;

/// An answer that follows from others (全部過疎 → 条件不利地域を有する).
#[derive(Clone, Copy, Debug)]
pub struct Implication {
    /// When it follows.
    pub when: Condition,
    /// Which fact is settled.
    pub fact: FactId,
    /// To what.
    pub value: Value,
    /// Why, shown beside the answer.
    pub because: &'static str,
}

/// A term explained.
#[derive(Clone, Copy, Debug)]
pub struct Term {
    /// The term as the documents print it.
    pub name: &'static str,
    /// Reading in hiragana.
    pub yomi: &'static str,
    /// What it means for the money, in two or three sentences.
    pub text: &'static str,
    /// Other words people search it by.
    pub synonyms: &'static [&'static str],
    /// Folded search keys.
    pub keys: SearchKeys,
}

/// An example that a document gives.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// Key: file name.
    pub id: &'static str,
    /// Name of the example.
    pub name: &'static str,
    /// Reading in hiragana.
    pub yomi: &'static str,
    /// Municipality as printed.
    pub place: &'static str,
    /// What was done, in our words.
    pub text: &'static str,
    /// Programmes it belongs to.
    pub programmes: &'static [ProgrammeId],
    /// Where it is printed.
    pub quotes: &'static [crate::domain::value::source::Quote],
    /// Folded search keys.
    pub keys: SearchKeys,
}

/// 過疎区分 of 令和4年4月1日.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kaso {
    /// 全部過疎
    Whole,
    /// 一部過疎
    Part,
    /// みなし過疎
    Deemed,
    /// 非該当
    None,
}

/// A row of the table of municipalities and prefectures.
#[derive(Clone, Copy, Debug)]
pub struct Municipality {
    /// 団体コード, six digits; a prefecture's is its own.
    pub code: u32,
    /// Prefecture.
    pub prefecture: &'static str,
    /// Name; for a prefecture the same as `prefecture`.
    pub name: &'static str,
    /// Reading in hiragana.
    pub yomi: &'static str,
    /// 財政力指数, as many places as printed.
    pub index: Option<Decimal>,
    /// 過疎区分; `None` for prefectures.
    pub kaso: Option<Kaso>,
    /// Population; `None` where the census column is empty.
    pub population: Option<u32>,
    /// Folded search keys.
    pub keys: SearchKeys,
}

impl Municipality {
    /// A prefecture's row repeats its name.
    pub fn is_prefecture(&self) -> bool {
        self.name == self.prefecture
    }
}

/// How a word is read.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// The word as it is written.
    pub word: &'static str,
    /// In hiragana.
    pub yomi: &'static str,
    /// Canonical romaji of that.
    pub romaji: &'static str,
}

/// Provenance of a column of the table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Which column (`index`, `kaso`, `population`, `prefecture_index`, …).
    pub id: &'static str,
    /// Source and as-of date, shown beside every prefilled answer.
    pub source: &'static str,
}

/// How a bundle came into the program.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Provenance {
    /// Compiled in.
    Embedded,
    /// Installed in the user's data folder (`bundle install`).
    Installed,
    /// Named for this run (`--content`).
    Named,
}

/// A column that the user's own table replaces for some of the rows.
#[derive(Clone, Copy, Debug)]
pub struct Imported {
    /// Which column.
    pub id: &'static str,
    /// Source and as-of date of the user's table.
    pub source: &'static str,
    /// The rows that it gives, by 団体コード, ascending.
    pub codes: &'static [u32],
}

/// Everything the program knows.
#[derive(Clone, Copy, Debug)]
pub struct Catalogue {
    /// How it came in.
    pub provenance: Provenance,
    /// The trusted key that signed it, shortened; empty where nobody has vouched for it but the program itself.
    pub signer: &'static str,
    /// Why this bundle is used and not the one that the user would expect; empty where it is that one.
    pub note: &'static str,
    /// SHA-256 over the content files; see `content::files::Files::digest`.
    pub digest: [u8; 32],
    /// Bundle version.
    pub version: &'static str,
    /// Day the bundle was last edited.
    pub date: Date,
    /// The documents, newest first.
    pub documents: &'static [Document],
    /// The questions, in asking order.
    pub facts: &'static [Fact],
    /// What follows from what, in order.
    pub implications: &'static [Implication],
    /// The programmes, by id.
    pub programmes: &'static [Programme],
    /// 用語.
    pub terms: &'static [Term],
    /// 事例.
    pub examples: &'static [Example],
    /// Municipalities and prefectures.
    pub municipalities: &'static [Municipality],
    /// Where the columns of that table come from.
    pub columns: &'static [Column],
    /// What the user's own tables replace in `municipalities`; empty in a bundle.
    pub imported: &'static [Imported],
    /// How words are read: what a hit by reading is explained with.
    pub readings: &'static [Reading],
    /// Words that mean the same, group by group.
    pub same: &'static [&'static [&'static str]],
}

impl Catalogue {
    /// The digest as people compare it: 64 hexadecimal digits.
    pub fn sha256(&self) -> String {
        self.digest.iter().fold(String::new(), |mut out, b| {
            let _ = write!(out, "{b:02x}");
            out
        })
    }

    /// The first 64 bits of the digest, for telling bundles apart.
    pub fn fingerprint(&self) -> u64 {
        self.digest.iter().take(8).fold(0, |n, b| n << 8 | u64::from(*b))
    }

    /// The fact with this id.
    pub fn fact(&self, id: FactId) -> Option<&'static Fact> {
        self.facts.get(usize::from(id.0))
    }

    /// Every fact with its id.
    pub fn fact_ids(&self) -> impl Iterator<Item = (FactId, &'static Fact)> + use<> {
        self.facts.iter().enumerate().map(|(i, f)| (FactId(u16::try_from(i).unwrap_or(u16::MAX)), f))
    }

    /// The fact with this public key.
    pub fn fact_named(&self, key: &str) -> Option<(FactId, &'static Fact)> {
        self.fact_ids().find(|(_, f)| f.id == key)
    }

    /// The programme with this id.
    pub fn programme(&self, id: ProgrammeId) -> Option<&'static Programme> {
        self.programmes.get(usize::from(id.0))
    }

    /// The programme with this public id.
    pub fn programme_named(&self, key: &str) -> Option<&'static Programme> {
        self.programmes.iter().find(|p| p.id == key)
    }

    /// The document a quote is from.
    pub fn document(&self, id: SourceId) -> Option<&'static Document> {
        self.documents.get(usize::from(id.0))
    }

    /// Source text of a column.
    pub fn column(&self, id: &str) -> &'static str {
        self.columns.iter().find(|c| c.id == id).map_or("", |c| c.source)
    }

    /// Source text of a column for the row with this 団体コード: the user's table where it gives the figure.
    pub fn column_of(&self, id: &str, code: u32) -> &'static str {
        let own = self.imported.iter().find(|i| i.id == id && i.codes.binary_search(&code).is_ok());
        own.map_or_else(|| self.column(id), |i| i.source)
    }

    /// The profile with everything that follows from its answers.
    ///
    /// An answer of the user or of a table is never replaced; what was inferred before is inferred anew.
    #[must_use]
    pub fn infer(&self, profile: &Profile) -> Profile {
        let mut out = profile.clone();
        let stale: Vec<FactId> =
            out.iter().filter(|(_, a)| matches!(a, Answer::Known(_, Origin::Inferred(_)))).map(|(f, _)| f).collect();
        stale.into_iter().for_each(|f| out.set(f, Answer::NotAsked));
        for rule in self.implications {
            let open = !matches!(out.answer(rule.fact), Answer::Known(..));
            if open && rule.when.truth(&World::of(&out)) == Truth::Yes {
                out.set(rule.fact, Answer::Known(rule.value, Origin::Inferred(rule.because)));
            }
        }
        out
    }

    /// The newest document's date: what "how old is this" is counted from.
    pub fn newest(&self) -> Option<&'static Document> {
        self.documents.iter().max_by_key(|d| d.date)
    }
}
