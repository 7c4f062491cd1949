//! The whole bundle as the domain sees it.

use std::fmt::Write as _;

use crate::domain::terms::condition::{Condition, World};
use crate::domain::terms::fit::{PlanAnswer, Vocabulary};
use crate::domain::terms::keyed::keyed;
use crate::domain::terms::keys::SearchKeys;
use crate::domain::terms::late::Late;
use crate::domain::terms::old_name::OldName;
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

impl Implication {
    /// The facts that it ties together: those of its condition, and the one that it settles.
    pub fn facts(&'static self) -> Vec<FactId> {
        let mut out = vec![self.fact];
        out.extend(self.when.leaves().into_iter().flat_map(Condition::facts));
        out
    }
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
    /// Where it is printed; empty for a general explanation of ours, which no document prints.
    pub quotes: &'static [crate::domain::value::source::Quote],
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

keyed! { Kaso { Whole "全部", Part "一部", Deemed "みなし", None "非該当", } }

/// A row of the table of municipalities and prefectures.
#[derive(Clone, Copy, Debug)]
pub struct Municipality {
    /// 団体コード, six digits; a prefecture's is its own.
    pub code: u32,
    /// Prefecture.
    pub prefecture: &'static str,
    /// Name; for a prefecture the same as `prefecture`.
    pub name: &'static str,
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
    /// Reading in hiragana.
    pub fn yomi(&self) -> &'static str {
        self.keys.yomi()
    }

    /// A prefecture's row repeats its name.
    pub fn is_prefecture(&self) -> bool {
        self.name == self.prefecture
    }

    /// Prefecture and name, so that two 小国町 are told apart; the name alone for a prefecture.
    pub fn full_name(&self) -> String {
        if self.is_prefecture() { self.name.to_owned() } else { [self.prefecture, self.name].concat() }
    }
}

/// How a word is read.
#[derive(Clone, Copy, Debug)]
pub struct Pronunciation {
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
    /// The fact that a cell of it settles.
    pub fact: Option<FactId>,
    /// Which word of the column is which option of that fact.
    pub options: &'static [ColumnOption],
}

impl PlanAnswer {
    /// The question and the answer; `None` where the bundle has no such one.
    pub fn answer(&self, catalogue: &Catalogue) -> Option<(FactId, Value)> {
        let (id, fact) = catalogue.fact_named(self.fact)?;
        Some((id, fact.kind.option(self.choice)?))
    }
}

impl Column {
    /// The option that a word of the column stands for.
    pub fn option(&self, word: &str) -> Option<Value> {
        self.options.iter().find(|o| o.word == word).map(|o| Value::Choice(o.choice))
    }
}

/// A word of a column and the option it stands for.
#[derive(Clone, Copy, Debug)]
pub struct ColumnOption {
    /// The word (全部, 町).
    pub word: &'static str,
    /// Index of the option.
    pub choice: u8,
}

/// Places whose membership settles facts (三大都市圏, 奄美群島): lists that are policy, so that a bundle can replace them.
#[derive(Clone, Copy, Debug)]
pub struct Area {
    /// Key.
    pub id: &'static str,
    /// What it settles.
    pub answers: &'static [AreaAnswer],
    /// Prefectures that lie inside as a whole.
    pub prefectures: &'static [&'static str],
    /// Municipalities inside, by 団体コード.
    pub municipalities: &'static [u32],
    /// Source, shown beside every answer that comes from it.
    pub source: &'static str,
    /// The source's date as printed.
    pub date: &'static str,
    /// What must be known about the list; may be empty.
    pub note: &'static str,
}

impl Area {
    /// Whether a municipality lies inside.
    pub fn holds(&self, m: &Municipality) -> bool {
        self.prefectures.contains(&m.prefecture) || self.municipalities.contains(&m.code)
    }
}

/// A fact that an area settles.
#[derive(Clone, Copy, Debug)]
pub struct AreaAnswer {
    /// The fact.
    pub fact: FactId,
    /// The answer of those inside.
    pub inside: Value,
    /// The answer of all others, where the list is complete.
    pub outside: Option<Value>,
}

/// How a bundle came into the program.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Provenance {
    /// Compiled in.
    Embedded,
    /// Installed in the user's data folder (`bundle install`).
    Installed,
    /// The same, although the program holds a newer one: somebody went back on purpose.
    Older,
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
    pub programmes: Late<Programme>,
    /// 用語.
    pub terms: Late<Term>,
    /// 事例.
    pub examples: Late<Example>,
    /// Municipalities and prefectures.
    pub municipalities: Late<Municipality>,
    /// Names that municipalities had and have no more.
    pub old_names: Late<OldName>,
    /// Where the columns of that table come from.
    pub columns: &'static [Column],
    /// Areas that settle answers of their municipalities.
    pub areas: &'static [Area],
    /// What the user's own tables replace in `municipalities`; empty in a bundle.
    pub imported: &'static [Imported],
    /// How words are read: what a hit by reading is explained with.
    pub readings: Late<Pronunciation>,
    /// Purposes, actors, kinds of cost and stages.
    pub vocabulary: Vocabulary,
    /// Words that mean the same, group by group.
    pub same: &'static [&'static [&'static str]],
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, b| {
        let _ = write!(out, "{b:02x}");
        out
    })
}

impl Catalogue {
    /// Nothing in it.
    pub const EMPTY: Self = Self {
        provenance: Provenance::Embedded,
        signer: "",
        note: "",
        digest: [0; 32],
        version: "",
        date: Date::checked(2024, 4, 1),
        documents: &[],
        facts: &[],
        implications: &[],
        programmes: Late::Ready(&[]),
        terms: Late::Ready(&[]),
        examples: Late::Ready(&[]),
        municipalities: Late::Ready(&[]),
        old_names: Late::Ready(&[]),
        columns: &[],
        areas: &[],
        imported: &[],
        readings: Late::Ready(&[]),
        vocabulary: Vocabulary::EMPTY,
        same: &[],
    };

    /// The body with this 団体コード.
    pub fn municipality(&self, code: u32) -> Option<&'static Municipality> {
        self.municipalities.iter().find(|m| m.code == code)
    }

    /// The digest as people compare it: 64 hexadecimal digits.
    pub fn sha256(&self) -> String {
        hex(&self.digest)
    }

    /// The first 64 bits of the digest, for telling bundles apart.
    pub fn fingerprint(&self) -> u64 {
        self.digest.first_chunk().map_or(0, |first| u64::from_be_bytes(*first))
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

    /// The number of the programme with this public id.
    pub fn programme_id(&self, key: &str) -> Option<ProgrammeId> {
        let at = self.programmes.iter().position(|p| p.id == key)?;
        u16::try_from(at).ok().map(ProgrammeId)
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
        // Until nothing more follows: the order in which they are written is no matter. Each round settles a fact.
        loop {
            let follows = |r: &&Implication| {
                !matches!(out.answer(r.fact), Answer::Known(..)) && r.when.truth(&World::of(&out)) == Truth::Yes
            };
            let Some(rule) = self.implications.iter().find(follows) else { return out };
            out.set(rule.fact, Answer::Known(rule.value, Origin::Inferred(rule.because)));
        }
    }

    /// The newest document's date: what "how old is this" is counted from.
    pub fn newest(&self) -> Option<&'static Document> {
        self.documents.iter().max_by_key(|d| d.date)
    }
}
