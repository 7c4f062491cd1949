//! Writes a catalogue as Rust source. Compiled into `build.rs` only.

use std::fmt::Write as _;

use crate::domain::terms::catalogue::{
    Catalogue, Column, Example, Implication, Imported, Kaso, Municipality, Provenance, Reading, Term,
};
use crate::domain::terms::condition::{Comparison, Condition, Test};
use crate::domain::terms::flow::{Base, Bucket, Cap, Line, Step};
use crate::domain::terms::keys::SearchKeys;
use crate::domain::terms::profile::{Choice, Fact, FactId, FactKind, Topic, Unit, Value};
use crate::domain::terms::programme::{
    Budget, CeilingGroup, CeilingReading, CeilingRow, Check, Instrument, Kind, Level, Link, LinkKind, Note, Programme,
    ProgrammeId, RateGroup, RateReading, RateRow, RateValue, Requirement, Window,
};
use crate::domain::value::date::{Date, Period};
use crate::domain::value::number::{Decimal, Share, Yen};
use crate::domain::value::source::{Document, Quote, SourceId};

/// The source of `bundle.rs`: the catalogue, and the golden cases (name and text) that `self-check` runs on it.
pub fn source(catalogue: &Catalogue, cases: &[(&str, &str)]) -> String {
    let mut out = String::from("pub(super) static CATALOGUE: Catalogue = ");
    Catalogue { provenance: Provenance::Embedded, ..*catalogue }.emit(&mut out);
    let _ = write!(out, ";\npub(super) static CASES: &[(&str, &str)] = &{cases:?};\n");
    out
}

/// A value that can be written as the Rust expression that makes it.
trait Emit {
    fn emit(&self, out: &mut String);
}

macro_rules! emit_struct {
    ($($path:literal $t:ty { $($field:ident),* $(,)? })*) => {$(
        impl Emit for $t {
            fn emit(&self, out: &mut String) {
                out.push_str(concat!("crate::domain::", $path, " {"));
                $( out.push_str(concat!(stringify!($field), ":")); self.$field.emit(out); out.push(','); )*
                out.push('}');
            }
        }
    )*};
}

/// Enums without data: their Debug name is their Rust name.
macro_rules! emit_name {
    ($($path:literal $t:ty)*) => {$(
        impl Emit for $t {
            fn emit(&self, out: &mut String) {
                let _ = write!(out, concat!("crate::domain::", $path, "::{:?}"), self);
            }
        }
    )*};
}

/// Enums with data: a function-like constructor per variant.
fn call(out: &mut String, path: &str, args: &[&dyn Emit]) {
    let _ = write!(out, "crate::domain::{path}");
    if args.is_empty() {
        return;
    }
    out.push('(');
    for a in args {
        a.emit(out);
        out.push(',');
    }
    out.push(')');
}

macro_rules! emit_debug {
    ($($t:ty)*) => {$( impl Emit for $t { fn emit(&self, out: &mut String) { let _ = write!(out, "{self:?}"); } } )*};
}

emit_debug!(bool u8 i32 u32 u64 i64 str);

impl<T: Emit + ?Sized> Emit for &T {
    fn emit(&self, out: &mut String) {
        (**self).emit(out);
    }
}

impl<T: Emit> Emit for [T] {
    fn emit(&self, out: &mut String) {
        out.push_str("&[");
        for item in self {
            item.emit(out);
            out.push(',');
        }
        out.push(']');
    }
}

impl Emit for [u8; 32] {
    fn emit(&self, out: &mut String) {
        let _ = write!(out, "{self:?}");
    }
}

impl<T: Emit> Emit for Option<T> {
    fn emit(&self, out: &mut String) {
        match self {
            Some(value) => {
                out.push_str("Some(");
                value.emit(out);
                out.push(')');
            }
            None => out.push_str("None"),
        }
    }
}

impl Emit for Date {
    fn emit(&self, out: &mut String) {
        let _ =
            write!(out, "crate::domain::value::date::Date::checked({},{},{})", self.year(), self.month(), self.day());
    }
}

impl Emit for Share {
    fn emit(&self, out: &mut String) {
        let _ = write!(out, "crate::domain::value::number::Share::checked({},{})", self.num(), self.den());
    }
}

impl Emit for Yen {
    fn emit(&self, out: &mut String) {
        call(out, "value::number::Yen", &[&self.0]);
    }
}
impl Emit for FactId {
    fn emit(&self, out: &mut String) {
        let _ = write!(out, "crate::domain::terms::profile::FactId({})", self.0);
    }
}
impl Emit for ProgrammeId {
    fn emit(&self, out: &mut String) {
        let _ = write!(out, "crate::domain::terms::programme::ProgrammeId({})", self.0);
    }
}
impl Emit for SourceId {
    fn emit(&self, out: &mut String) {
        call(out, "value::source::SourceId", &[&self.0]);
    }
}

impl Emit for Value {
    fn emit(&self, out: &mut String) {
        match self {
            Self::Flag(b) => call(out, "terms::profile::Value::Flag", &[b]),
            Self::Choice(c) => call(out, "terms::profile::Value::Choice", &[c]),
            Self::Number(n) => call(out, "terms::profile::Value::Number", &[n]),
            Self::Day(d) => call(out, "terms::profile::Value::Day", &[d]),
        }
    }
}

impl Emit for Unit {
    fn emit(&self, out: &mut String) {
        match self {
            Self::Index => call(out, "terms::profile::Unit::Index", &[]),
            Self::Yen => call(out, "terms::profile::Unit::Yen", &[]),
            Self::Minutes => call(out, "terms::profile::Unit::Minutes", &[]),
            Self::Count(what) => call(out, "terms::profile::Unit::Count", &[what]),
        }
    }
}

impl Emit for FactKind {
    fn emit(&self, out: &mut String) {
        match self {
            Self::YesNo => call(out, "terms::profile::FactKind::YesNo", &[]),
            Self::Choice(all) => call(out, "terms::profile::FactKind::Choice", &[all]),
            Self::Day => call(out, "terms::profile::FactKind::Day", &[]),
            Self::Number { unit, min, max, places } => {
                out.push_str("crate::domain::terms::profile::FactKind::Number { unit:");
                unit.emit(out);
                out.push_str(",min:");
                min.emit(out);
                out.push_str(",max:");
                max.emit(out);
                let _ = write!(out, ",places:{places}}}");
            }
        }
    }
}

impl Emit for Test {
    fn emit(&self, out: &mut String) {
        match self {
            Self::Always => call(out, "terms::condition::Test::Always", &[]),
            Self::All(parts) => call(out, "terms::condition::Test::All", &[parts]),
            Self::Any(parts) => call(out, "terms::condition::Test::Any", &[parts]),
            Self::Is(f, b) => call(out, "terms::condition::Test::Is", &[f, b]),
            Self::OneOf(f, all) => call(out, "terms::condition::Test::OneOf", &[f, all]),
            Self::Compare(f, c, v) => call(out, "terms::condition::Test::Compare", &[f, c, v]),
            Self::Ratio(a, b, c, d) => call(out, "terms::condition::Test::Ratio", &[a, b, c, d]),
            Self::Unclear(text) => call(out, "terms::condition::Test::Unclear", &[text]),
        }
    }
}

impl Emit for RateValue {
    fn emit(&self, out: &mut String) {
        match self {
            Self::Share(s) => call(out, "terms::programme::RateValue::Share", &[s]),
            Self::OneOf(all) => call(out, "terms::programme::RateValue::OneOf", &[all]),
            Self::Fixed => call(out, "terms::programme::RateValue::Fixed", &[]),
            Self::NotStated => call(out, "terms::programme::RateValue::NotStated", &[]),
            Self::Full => call(out, "terms::programme::RateValue::Full", &[]),
        }
    }
}

impl Emit for Base {
    fn emit(&self, out: &mut String) {
        match self {
            Self::Fact(f) => call(out, "terms::flow::Base::Fact", &[f]),
            Self::Line(l) => call(out, "terms::flow::Base::Line", &[l]),
        }
    }
}

impl Emit for Step {
    fn emit(&self, out: &mut String) {
        match self {
            Self::Whole => call(out, "terms::flow::Step::Whole", &[]),
            Self::Share(s) => call(out, "terms::flow::Step::Share", &[s]),
            Self::Rate(g) => call(out, "terms::flow::Step::Rate", &[g]),
            Self::Rest(all) => call(out, "terms::flow::Step::Rest", &[all]),
            Self::Over(l) => call(out, "terms::flow::Step::Over", &[l]),
            Self::Sum(all) => call(out, "terms::flow::Step::Sum", &[all]),
            Self::Silent(why) => call(out, "terms::flow::Step::Silent", &[why]),
        }
    }
}

emit_name! {
    "terms::condition::Comparison" Comparison
    "terms::catalogue::Kaso" Kaso
    "terms::catalogue::Provenance" Provenance
    "terms::profile::Topic" Topic
    "terms::programme::Kind" Kind
    "terms::programme::Level" Level
    "terms::programme::LinkKind" LinkKind
    "terms::programme::Instrument" Instrument
    "terms::flow::Bucket" Bucket
}

emit_struct! {
    "value::number::Decimal" Decimal { mantissa, places }
    "value::date::Period" Period { from, to }
    "terms::condition::Condition" Condition { test, label, cites }
    "terms::profile::Choice" Choice { id, label }
    "terms::profile::Fact" Fact { id, label, yomi, question, help, kind, topic, changeable, synonyms, keys }
    "terms::keys::SearchKeys" SearchKeys { name, yomi, romaji, alias, extra, text }
    "terms::programme::RateReading" RateReading { value, why, cites }
    "terms::programme::RateRow" RateRow { label, when, value, adjusted, period, others, cites }
    "terms::programme::RateGroup" RateGroup { id, instrument, of, rows }
    "terms::programme::CeilingReading" CeilingReading { yen, of, line, why, cites }
    "terms::programme::CeilingRow" CeilingRow { label, when, yen, period, others, cites }
    "terms::programme::CeilingGroup" CeilingGroup { id, of, per, floor, rows }
    "terms::programme::Requirement" Requirement { text, when, cites }
    "terms::programme::Note" Note { text, cites }
    "terms::programme::Budget" Budget { fiscal_year, text, cites }
    "terms::programme::Window" Window { label, from, to, months, cites }
    "terms::programme::Link" Link { to, kind, note, cites }
    "terms::programme::Check" Check { text, when, ask, cites }
    "terms::programme::Programme" Programme {
        id, name, yomi, kind, level, ministry, themes, summary, applicant, operator, terms, cites, eligible,
        requirements, period, period_cites, rates, ceilings, flow, diagram, diagram_cites, budgets, windows, contact,
        links, checks, quotes, synonyms, keys,
    }
    "terms::flow::Cap" Cap { group, times }
    "terms::flow::Line" Line { id, label, base, step, cap, bucket, cites }
    "value::source::Document" Document { id, title, short, file, printed_date, date, weight }
    "value::source::Quote" Quote { id, source, first_line, last_line, text }
    "terms::catalogue::Implication" Implication { when, fact, value, because }
    "terms::catalogue::Term" Term { name, yomi, text, synonyms, keys }
    "terms::catalogue::Example" Example { id, name, yomi, place, text, programmes, quotes, keys }
    "terms::catalogue::Municipality" Municipality { code, prefecture, name, yomi, index, kaso, population, keys }
    "terms::catalogue::Reading" Reading { word, yomi, romaji }
    "terms::catalogue::Column" Column { id, source }
    "terms::catalogue::Imported" Imported { id, source, codes }
    "terms::catalogue::Catalogue" Catalogue {
        provenance, signer, note, digest, version, date, documents, facts, implications, programmes, terms, examples,
        municipalities, columns, imported, readings, same,
    }
}
