//! The TOML as it stands in the files: types that deny what they do not know.
//!
//! `Spanned` keeps where a piece stands, so that every problem can name its line.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::DeValue;
use toml::value::Datetime;

use super::from_toml::{Fault, Fields, FromToml, Value};

/// One string or a list of strings.
#[derive(Clone, Debug, Default)]
pub struct Words(pub Vec<String>);

impl FromToml for Words {
    fn from_toml(value: &Value<'_>) -> Result<Self, Fault> {
        match value.get_ref() {
            DeValue::String(one) => Ok(Self(vec![one.clone().into_owned()])),
            DeValue::Array(_) => Vec::from_toml(value).map(Self),
            _ => Err(Fault::other(value, &"文字列、または文字列の配列")),
        }
    }
}

/// A number or a date, written as a string or a whole number. Floats are refused: they are not exact.
#[derive(Clone, Debug)]
pub struct Scalar(pub String);

impl FromToml for Scalar {
    fn from_toml(value: &Value<'_>) -> Result<Self, Fault> {
        let whole = |n: &toml::de::DeInteger<'_>| i64::from_str_radix(n.as_str(), n.radix()).ok();
        match value.get_ref() {
            DeValue::String(text) => Some(text.clone().into_owned()),
            DeValue::Integer(n) => whole(n).map(|n| n.to_string()),
            _ => None,
        }
        .map(Self)
        .ok_or_else(|| Fault::other(value, &"文字列（\"0.25\"）または整数。小数は正確でないため引用符で囲む"))
    }
}

/// How a key of a file is called: as the field, where nothing else is said.
macro_rules! key {
    ($field:ident rename = $key:literal) => {
        $key
    };
    ($field:ident $($how:ident)?) => {
        stringify!($field)
    };
}

macro_rules! take {
    ($fields:ident $field:ident default) => {
        $fields.or_default(stringify!($field))
    };
    ($fields:ident $field:ident $($how:tt)*) => {
        $fields.take(key!($field $($how)*))
    };
}

/// Tables of the files. What is not written there is a mistake; `[default]` stands before a key that may be left out.
macro_rules! tables {
    ($($(#[$outer:meta])* struct $name:ident { $($([$($how:tt)+])? $field:ident: $of:ty,)+ })+) => {$(
        $(#[$outer])*
        #[derive(Clone, Debug)]
        pub struct $name {
            $(pub $field: $of,)+
        }

        impl FromToml for $name {
            fn from_toml(value: &Value<'_>) -> Result<Self, Fault> {
                const KEYS: &[&str] = &[$(key!($field $($($how)+)?),)+];
                let mut fields = Fields::of(value, concat!("struct ", stringify!($name)), KEYS)?;
                $(let $field: Option<$of> = take!(fields $field $($($how)+)?);)+
                match ($($field,)+) {
                    ($(Some($field),)+) if fields.is_right() => Ok(Self { $($field,)+ }),
                    _ => Err(fields.fault()),
                }
            }
        }
    )+};
}

tables! {
    /// A condition of the closed grammar.
    #[derive(Default)]
    struct Condition {
        all: Option<Vec<Spanned<Condition>>>,
        any: Option<Vec<Spanned<Condition>>>,
        [rename = "use"] shared: Option<String>,
        fact: Option<String>,
        per: Option<String>,
        is: Option<bool>,
        [rename = "in"] one_of: Option<Vec<String>>,
        not_in: Option<Vec<String>>,
        at_least: Option<Scalar>,
        above: Option<Scalar>,
        at_most: Option<Scalar>,
        below: Option<Scalar>,
        unclear: Option<String>,
        [default] label: String,
        [default] cite: Words,
    }

    /// A programme file.
    struct Programme {
        id: Spanned<String>,
        name: String,
        yomi: Spanned<String>,
        kind: Spanned<String>,
        role: Spanned<String>,
        level: Spanned<String>,
        [default] ministry: String,
        [default] themes: Vec<Spanned<String>>,
        summary: Spanned<String>,
        [default] applicant: String,
        [default] operator: String,
        line: Option<Spanned<Line>>,
        office: Option<Spanned<Line>>,
        fit: Option<Spanned<Fit>>,
        [default] contact: String,
        [default] synonyms: Vec<String>,
        [default] diagram: String,
        [default] diagram_cite: Words,
        cite: Spanned<Words>,
        eligible: Option<Spanned<Condition>>,
        period: Option<Spanned<Period>>,
        [default] term: Vec<Spanned<Term>>,
        [default] requirement: Vec<Spanned<Requirement>>,
        [default] rate: Vec<Spanned<Rate>>,
        [default] ceiling: Vec<Spanned<Ceiling>>,
        [default] flow: Vec<Spanned<Flow>>,
        [default] budget: Vec<Spanned<Budget>>,
        [default] window: Vec<Spanned<Window>>,
        [default] link: Vec<Spanned<Link>>,
        [default] check: Vec<Spanned<Check>>,
        [default] quote: BTreeMap<String, Spanned<Quote>>,
    }

    struct Period {
        from: Option<Datetime>,
        to: Option<Datetime>,
        [default] cite: Words,
    }

    struct Term {
        text: String,
        [default] cite: Words,
    }

    struct Requirement {
        text: String,
        when: Option<Spanned<Condition>>,
        [default] cite: Words,
    }

    struct Rate {
        group: String,
        instrument: Option<Spanned<String>>,
        of: Option<String>,
        label: String,
        share: Option<Spanned<String>>,
        shares: Option<Vec<Spanned<String>>>,
        value: Option<Spanned<String>>,
        [default] adjusted: bool,
        when: Option<Spanned<Condition>>,
        from: Option<Datetime>,
        to: Option<Datetime>,
        [default] cite: Words,
        [default] other: Vec<Spanned<RateOther>>,
    }

    struct RateOther {
        share: Option<Spanned<String>>,
        shares: Option<Vec<Spanned<String>>>,
        value: Option<Spanned<String>>,
        why: String,
        [default] cite: Words,
    }

    struct Ceiling {
        group: String,
        of: Option<String>,
        per: Option<String>,
        [default] floor: bool,
        label: String,
        yen: u64,
        [default] about: bool,
        when: Option<Spanned<Condition>>,
        from: Option<Datetime>,
        to: Option<Datetime>,
        [default] cite: Words,
        [default] other: Vec<Spanned<CeilingOther>>,
    }

    struct CeilingOther {
        yen: u64,
        of: String,
        line: Option<String>,
        why: String,
        [default] cite: Words,
    }

    struct Flow {
        id: String,
        label: String,
        from: String,
        share: Option<Spanned<String>>,
        rate: Option<String>,
        limit: Option<String>,
        rest: Option<Vec<String>>,
        sum: Option<Vec<String>>,
        over: Option<String>,
        silent: Option<String>,
        cap: Option<String>,
        [default] times: Vec<String>,
        to: Option<Spanned<String>>,
        [default] cite: Words,
    }

    struct Budget {
        year: i32,
        stage: Option<Spanned<String>>,
        text: String,
        [default] cite: Words,
    }

    struct Window {
        label: String,
        from: Option<Datetime>,
        to: Option<Datetime>,
        [default] months: Vec<u8>,
        [default] cite: Words,
    }

    struct Link {
        to: String,
        kind: Spanned<String>,
        [default] note: String,
        [default] cite: Words,
    }

    struct Check {
        text: String,
        when: Option<Spanned<Condition>>,
        ask: Option<bool>,
        [default] cite: Words,
    }

    struct Quote {
        source: String,
        lines: String,
        text: String,
    }

    /// `sources.toml`.
    struct Sources {
        version: String,
        date: Datetime,
        document: Vec<Spanned<Document>>,
    }

    struct Document {
        id: String,
        title: String,
        short: String,
        file: String,
        [default] printed_date: String,
        [default] inferred_date: String,
        [default] inferred_because: String,
        date: Datetime,
        weight: String,
        [default] section: Vec<Section>,
    }

    /// A section of a document with a date of its own.
    struct Section {
        first_line: u32,
        printed_date: String,
    }

    /// `facts.toml`.
    struct Facts {
        [default] define: BTreeMap<String, Spanned<Condition>>,
        [default] fact: Vec<Spanned<Fact>>,
        [default] implies: Vec<Spanned<Implies>>,
    }

    struct Fact {
        id: Spanned<String>,
        label: String,
        [default] yomi: String,
        topic: Spanned<String>,
        question: String,
        help: String,
        plan: Option<Spanned<String>>,
        [default] changeable: bool,
        [default] synonyms: Vec<String>,
        [default] split_from: String,
        [default] split_until: String,
        options: Option<Vec<FactOption>>,
        unit: Option<String>,
        [rename = "type"] form: Option<Spanned<String>>,
        min: Option<Spanned<Scalar>>,
        max: Option<Spanned<Scalar>>,
        places: Option<u8>,
    }

    struct FactOption {
        id: String,
        label: String,
    }

    struct Implies {
        when: Spanned<Condition>,
        fact: String,
        is: Option<bool>,
        choice: Option<String>,
        because: String,
    }

    /// `glossary.toml`.
    #[derive(Default)]
    struct Glossary {
        [default] term: Vec<Spanned<GlossaryTerm>>,
    }

    struct GlossaryTerm {
        name: String,
        [default] yomi: String,
        text: String,
        [default] synonyms: Vec<String>,
        [default] general: bool,
        [default] quote: BTreeMap<String, Spanned<Quote>>,
    }

    /// `readings.toml`.
    #[derive(Default)]
    struct Readings {
        [default] yomi: BTreeMap<String, Spanned<Words>>,
        [default] same: Vec<Spanned<Same>>,
    }

    struct Same {
        words: Vec<String>,
    }

    /// A file of `examples/`.
    struct Example {
        id: Spanned<String>,
        name: String,
        [default] yomi: String,
        [default] place: String,
        programmes: Vec<Spanned<String>>,
        text: String,
        [default] cite: Words,
        [default] quote: BTreeMap<String, Spanned<Quote>>,
    }

    /// `municipalities.toml`.
    struct Columns {
        column: Vec<Spanned<Column>>,
    }

    struct Column {
        id: String,
        source: String,
        fact: Option<String>,
        [default] options: BTreeMap<String, String>,
    }

    /// A text of its own with its citations.
    struct Line {
        [default] text: String,
        [default] cite: Words,
    }

    /// What a programme says of itself in the words of `purposes.toml`.
    struct Fit {
        [default] purposes: Vec<Spanned<String>>,
        [default] purposes_cite: Words,
        [default] actors: Vec<Spanned<String>>,
        [default] actors_cite: Words,
        [default] costs: Vec<Spanned<String>>,
        [default] costs_not: Vec<Spanned<String>>,
        [default] costs_cite: Words,
        [default] stages: Vec<Spanned<String>>,
        [default] words: Vec<String>,
        [default] only: Vec<Vec<Spanned<String>>>,
        [default] only_cite: Words,
    }

    /// `purposes.toml`.
    #[derive(Default)]
    struct Vocabulary {
        [default] purpose: Vec<Spanned<Word>>,
        [default] actor: Vec<Spanned<Word>>,
        [default] cost: Vec<Spanned<Word>>,
        [default] stage: Vec<Spanned<Word>>,
        [default] subject: Vec<Spanned<Word>>,
        [default] settle: Vec<Spanned<PlanAnswer>>,
        [default] absent: Vec<Spanned<Absent>>,
    }

    struct PlanAnswer {
        fact: String,
        choice: String,
        unless: Vec<Spanned<String>>,
    }

    struct Absent {
        words: Vec<String>,
        [default] near: String,
        difference: String,
    }

    struct Word {
        id: String,
        name: String,
        yomi: String,
        [default] words: Vec<String>,
    }

    /// `areas.toml`.
    #[derive(Default)]
    struct Areas {
        area: Vec<Spanned<Area>>,
    }

    struct Area {
        id: String,
        name: String,
        facts: Vec<Spanned<String>>,
        inside: Spanned<Settled>,
        outside: Option<Spanned<Settled>>,
        [default] prefectures: Vec<Spanned<String>>,
        [default] municipalities: Vec<Spanned<String>>,
        source: String,
        date: String,
        [default] note: String,
    }
}

/// `true`, `false` or the id of an option.
#[derive(Clone, Debug)]
pub enum Settled {
    Flag(bool),
    Option(String),
}

impl FromToml for Settled {
    fn from_toml(value: &Value<'_>) -> Result<Self, Fault> {
        match value.get_ref() {
            DeValue::Boolean(flag) => Ok(Self::Flag(*flag)),
            DeValue::String(id) => Ok(Self::Option(id.clone().into_owned())),
            _ => Err(Fault::new(value, "data did not match any variant of untagged enum Settled")),
        }
    }
}
