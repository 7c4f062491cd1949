//! The TOML as it stands in the files: serde types that deny what they do not know.
//!
//! `Spanned` keeps where a piece stands, so that every problem can name its line.

use serde::Deserialize;
use serde::de::{Deserializer, Error, SeqAccess, Visitor};
use toml::Spanned;
use toml::value::Datetime;

/// One string or a list of strings.
#[derive(Clone, Debug, Default)]
pub struct Words(pub Vec<String>);

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct V;
        impl<'de> Visitor<'de> for V {
            type Value = Words;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("文字列、または文字列の配列")
            }
            fn visit_str<E: Error>(self, v: &str) -> Result<Words, E> {
                Ok(Words(vec![v.to_owned()]))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Words, A::Error> {
                let mut all = Vec::new();
                while let Some(s) = seq.next_element::<String>()? {
                    all.push(s);
                }
                Ok(Words(all))
            }
        }
        d.deserialize_any(V)
    }
}

/// A number or a date, written as a string or a whole number. Floats are refused: they are not exact.
#[derive(Clone, Debug)]
pub struct Scalar(pub String);

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct V;
        impl Visitor<'_> for V {
            type Value = Scalar;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("文字列（\"0.25\"）または整数。小数は正確でないため引用符で囲む")
            }
            fn visit_str<E: Error>(self, v: &str) -> Result<Scalar, E> {
                Ok(Scalar(v.to_owned()))
            }
            fn visit_i64<E: Error>(self, v: i64) -> Result<Scalar, E> {
                Ok(Scalar(v.to_string()))
            }
        }
        d.deserialize_any(V)
    }
}

/// A condition of the closed grammar.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Condition {
    pub all: Option<Vec<Spanned<Condition>>>,
    pub any: Option<Vec<Spanned<Condition>>>,
    #[serde(rename = "use")]
    pub shared: Option<String>,
    pub fact: Option<String>,
    pub per: Option<String>,
    pub is: Option<bool>,
    #[serde(rename = "in")]
    pub one_of: Option<Vec<String>>,
    pub not_in: Option<Vec<String>>,
    pub at_least: Option<Scalar>,
    pub above: Option<Scalar>,
    pub at_most: Option<Scalar>,
    pub below: Option<Scalar>,
    pub unclear: Option<String>,
    pub label: String,
    pub cite: Words,
}

/// A programme file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    pub id: Spanned<String>,
    pub name: String,
    pub yomi: Spanned<String>,
    pub kind: Spanned<String>,
    pub level: Spanned<String>,
    #[serde(default)]
    pub ministry: String,
    #[serde(default)]
    pub themes: Vec<Spanned<String>>,
    pub summary: Spanned<String>,
    #[serde(default)]
    pub applicant: String,
    #[serde(default)]
    pub operator: String,
    #[serde(default)]
    pub contact: String,
    #[serde(default)]
    pub synonyms: Vec<String>,
    #[serde(default)]
    pub diagram: String,
    #[serde(default)]
    pub diagram_cite: Words,
    pub cite: Spanned<Words>,
    pub eligible: Option<Spanned<Condition>>,
    pub period: Option<Spanned<Period>>,
    #[serde(default)]
    pub term: Vec<Spanned<Term>>,
    #[serde(default)]
    pub requirement: Vec<Spanned<Requirement>>,
    #[serde(default)]
    pub rate: Vec<Spanned<Rate>>,
    #[serde(default)]
    pub ceiling: Vec<Spanned<Ceiling>>,
    #[serde(default)]
    pub flow: Vec<Spanned<Flow>>,
    #[serde(default)]
    pub budget: Vec<Spanned<Budget>>,
    #[serde(default)]
    pub window: Vec<Spanned<Window>>,
    #[serde(default)]
    pub link: Vec<Spanned<Link>>,
    #[serde(default)]
    pub check: Vec<Spanned<Check>>,
    #[serde(default)]
    pub quote: std::collections::BTreeMap<String, Spanned<Quote>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    pub from: Option<Datetime>,
    pub to: Option<Datetime>,
    #[serde(default)]
    pub cite: Words,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    pub text: String,
    #[serde(default)]
    pub cite: Words,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    pub text: String,
    pub when: Option<Spanned<Condition>>,
    #[serde(default)]
    pub cite: Words,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rate {
    pub group: String,
    pub instrument: Option<Spanned<String>>,
    pub of: Option<String>,
    pub label: String,
    pub share: Option<Spanned<String>>,
    pub shares: Option<Vec<Spanned<String>>>,
    pub value: Option<Spanned<String>>,
    #[serde(default)]
    pub adjusted: bool,
    pub when: Option<Spanned<Condition>>,
    pub from: Option<Datetime>,
    pub to: Option<Datetime>,
    #[serde(default)]
    pub cite: Words,
    #[serde(default)]
    pub other: Vec<Spanned<RateOther>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RateOther {
    pub share: Option<Spanned<String>>,
    pub shares: Option<Vec<Spanned<String>>>,
    pub value: Option<Spanned<String>>,
    pub why: String,
    #[serde(default)]
    pub cite: Words,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ceiling {
    pub group: String,
    pub of: Option<String>,
    pub per: Option<String>,
    #[serde(default)]
    pub floor: bool,
    pub label: String,
    pub yen: u64,
    pub when: Option<Spanned<Condition>>,
    pub from: Option<Datetime>,
    pub to: Option<Datetime>,
    #[serde(default)]
    pub cite: Words,
    #[serde(default)]
    pub other: Vec<Spanned<CeilingOther>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CeilingOther {
    pub yen: u64,
    pub of: String,
    pub line: Option<String>,
    pub why: String,
    #[serde(default)]
    pub cite: Words,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flow {
    pub id: String,
    pub label: String,
    pub from: String,
    pub share: Option<Spanned<String>>,
    pub rate: Option<String>,
    pub rest: Option<Vec<String>>,
    pub sum: Option<Vec<String>>,
    pub over: Option<String>,
    pub silent: Option<String>,
    pub cap: Option<String>,
    #[serde(default)]
    pub times: Vec<String>,
    pub to: Option<Spanned<String>>,
    #[serde(default)]
    pub cite: Words,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Budget {
    pub year: i32,
    pub text: String,
    #[serde(default)]
    pub cite: Words,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    pub label: String,
    pub from: Option<Datetime>,
    pub to: Option<Datetime>,
    #[serde(default)]
    pub months: Vec<u8>,
    #[serde(default)]
    pub cite: Words,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    pub to: String,
    pub kind: Spanned<String>,
    #[serde(default)]
    pub note: String,
    #[serde(default)]
    pub cite: Words,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    pub text: String,
    pub when: Option<Spanned<Condition>>,
    pub ask: Option<bool>,
    #[serde(default)]
    pub cite: Words,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quote {
    pub source: String,
    pub lines: String,
    pub text: String,
}

/// `sources.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sources {
    pub version: String,
    pub date: Datetime,
    pub document: Vec<Spanned<Document>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    pub id: String,
    pub title: String,
    pub short: String,
    pub file: String,
    pub printed_date: String,
    pub date: Datetime,
    pub weight: String,
}

/// `facts.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    #[serde(default)]
    pub define: std::collections::BTreeMap<String, Spanned<Condition>>,
    #[serde(default)]
    pub fact: Vec<Spanned<Fact>>,
    #[serde(default)]
    pub implies: Vec<Spanned<Implies>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    pub id: Spanned<String>,
    pub label: String,
    #[serde(default)]
    pub yomi: String,
    pub topic: Spanned<String>,
    pub question: String,
    pub help: String,
    #[serde(default)]
    pub changeable: bool,
    #[serde(default)]
    pub synonyms: Vec<String>,
    pub options: Option<Vec<FactOption>>,
    pub unit: Option<String>,
    #[serde(rename = "type")]
    pub form: Option<Spanned<String>>,
    pub min: Option<Spanned<Scalar>>,
    pub max: Option<Spanned<Scalar>>,
    pub places: Option<u8>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactOption {
    pub id: String,
    pub label: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Implies {
    pub when: Spanned<Condition>,
    pub fact: String,
    pub is: Option<bool>,
    pub choice: Option<String>,
    pub because: String,
}

/// `glossary.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Glossary {
    #[serde(default)]
    pub term: Vec<Spanned<GlossaryTerm>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GlossaryTerm {
    pub name: String,
    #[serde(default)]
    pub yomi: String,
    pub text: String,
    #[serde(default)]
    pub synonyms: Vec<String>,
}

/// `readings.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Readings {
    #[serde(default)]
    pub yomi: std::collections::BTreeMap<String, Spanned<Words>>,
    #[serde(default)]
    pub same: Vec<Spanned<Same>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Same {
    pub words: Vec<String>,
}

/// A file of `cases/`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    pub id: Spanned<String>,
    pub name: String,
    #[serde(default)]
    pub yomi: String,
    #[serde(default)]
    pub place: String,
    pub programmes: Vec<Spanned<String>>,
    pub text: String,
    #[serde(default)]
    pub cite: Words,
    #[serde(default)]
    pub quote: std::collections::BTreeMap<String, Spanned<Quote>>,
}

/// `municipalities.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Columns {
    pub column: Vec<Column>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    pub id: String,
    pub source: String,
}
