//! Writes a catalogue as Rust source. Compiled into `build.rs` only.

use std::fmt::Write as _;

use crate::domain::terms::catalogue::{Catalogue, Provenance};
use crate::domain::value::date::Date;
use crate::domain::value::number::Share;

/// The source of `bundle.rs`: the catalogue, and the golden cases (name and text) that `self-check` runs on it.
pub fn source(catalogue: &Catalogue, cases: &[(&str, &str)]) -> String {
    let mut out = String::from("pub(super) static CATALOGUE: Catalogue = ");
    Catalogue { provenance: Provenance::Embedded, ..*catalogue }.emit(&mut out);
    let _ = write!(out, ";\npub(super) static GOLDEN: &[(&str, &str)] = &{cases:?};\n");
    out
}

/// A value that can be written as the Rust expression that makes it.
trait Emit {
    fn emit(&self, out: &mut String);
}

/// Numbers with a name of their own.
macro_rules! emit_wrapped {
    ($($($path:ident)::+,)*) => {$(
        impl Emit for crate::domain::$($path)::+ {
            fn emit(&self, out: &mut String) {
                out.push_str(concat!("crate::domain", $("::", stringify!($path)),+, "("));
                self.0.emit(out);
                out.push(')');
            }
        }
    )*};
}

/// Structs.
macro_rules! emit_struct {
    ($($($path:ident)::+ { $($field:ident),* $(,)? })*) => {$(
        impl Emit for crate::domain::$($path)::+ {
            fn emit(&self, out: &mut String) {
                out.push_str(concat!("crate::domain", $("::", stringify!($path)),+, " {"));
                $( out.push_str(concat!(stringify!($field), ":")); self.$field.emit(out); out.push(','); )*
                out.push('}');
            }
        }
    )*};
}

/// Enums without data: their Debug name is their Rust name.
macro_rules! emit_name {
    ($($($path:ident)::+,)*) => {$(
        impl Emit for crate::domain::$($path)::+ {
            fn emit(&self, out: &mut String) {
                let _ = write!(out, concat!("crate::domain", $("::", stringify!($path)),+, "::{:?}"), self);
            }
        }
    )*};
}

/// Enums with data: variants without any, then those in round, then those in curly brackets.
macro_rules! emit_enum {
    ($($($path:ident)::+:
        $($bare:ident)* ; $($tuple:ident($($part:ident),+))* ; $($record:ident { $($field:ident),+ })* ; )*
    ) => {$(
        impl Emit for crate::domain::$($path)::+ {
            fn emit(&self, out: &mut String) {
                out.push_str(concat!("crate::domain", $("::", stringify!($path)),+, "::"));
                match self {
                    $( Self::$bare => out.push_str(stringify!($bare)), )*
                    $( Self::$tuple($($part),+) => {
                        out.push_str(concat!(stringify!($tuple), "("));
                        $( $part.emit(out); out.push(','); )+
                        out.push(')');
                    } )*
                    $( Self::$record { $($field),+ } => {
                        out.push_str(concat!(stringify!($record), " {"));
                        $( out.push_str(concat!(stringify!($field), ":")); $field.emit(out); out.push(','); )+
                        out.push('}');
                    } )*
                }
            }
        }
    )*};
}

macro_rules! emit_debug {
    ($($t:ty)*) => {$( impl Emit for $t { fn emit(&self, out: &mut String) { let _ = write!(out, "{self:?}"); } } )*};
}

emit_debug!(bool u8 u16 i32 u32 u64 i64 str [u8; 32]);

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

emit_wrapped! {
    value::number::Yen, value::source::SourceId, terms::profile::FactId, terms::fit::WordId,
    terms::programme::ProgrammeId,
}

emit_enum! {
    terms::profile::Value: ; Flag(b) Choice(c) Number(n) Day(d); ;
    terms::profile::Unit: Index Yen Minutes; Count(what); ;
    terms::profile::FactKind: YesNo Day; Choice(all); Number { unit, min, max, places };
    terms::condition::Test:
        Always; All(parts) Any(parts) Is(f, b) OneOf(f, all) Compare(f, c, v) Ratio(a, b, c, d) Unclear(text); ;
    terms::programme::RateValue: Fixed NotStated Full; Share(s) OneOf(all); ;
    terms::flow::Base: ; Fact(f) Line(l); ;
    terms::flow::Step: Whole; Share(s) Rate(g) Limit(g) Rest(all) Over(l) Sum(all) Silent(why); ;
}

emit_name! {
    terms::condition::Comparison,
    terms::catalogue::Kaso,
    terms::catalogue::Provenance,
    terms::profile::Topic,
    terms::programme::Kind,
    terms::programme::Level,
    terms::programme::LinkKind,
    terms::programme::Instrument,
    terms::programme::Stage,
    terms::flow::Bucket,
    terms::role::Role,
}

emit_struct! {
    value::number::Decimal { mantissa, places }
    value::date::Period { from, to }
    terms::condition::Condition { test, label, cites }
    terms::profile::Choice { id, label }
    terms::profile::Fact { id, label, yomi, question, help, kind, topic, changeable, synonyms, keys }
    terms::keys::SearchKeys { name, yomi, romaji, alias, extra, text }
    terms::programme::RateReading { value, why, cites }
    terms::programme::RateRow { label, when, value, adjusted, period, others, cites }
    terms::programme::RateGroup { id, instrument, of, rows }
    terms::programme::CeilingReading { yen, of, line, why, cites }
    terms::programme::CeilingRow { label, when, yen, about, period, others, cites }
    terms::programme::CeilingGroup { id, of, per, floor, rows }
    terms::programme::Requirement { text, when, cites }
    terms::programme::Note { text, cites }
    terms::programme::Budget { fiscal_year, stage, text, cites }
    terms::programme::Window { label, from, to, months, cites }
    terms::programme::Link { to, kind, note, cites }
    terms::programme::Check { text, when, ask, cites }
    terms::programme::Programme {
        id, name, yomi, kind, role, level, ministry, themes, summary, applicant, operator, terms, cites, eligible,
        requirements, period, period_cites, rates, ceilings, flow, diagram, diagram_cites, budgets, windows, line,
        line_cites, office, office_cites, fit, contact, links, checks, quotes, synonyms, keys,
    }
    terms::fit::Word { id, name, yomi, words, keys }
    terms::fit::Vocabulary { purposes, actors, costs, stages }
    terms::fit::Fit { purposes, purposes_cites, actors, actors_cites, costs, costs_not, costs_cites, stages, words }
    terms::flow::Cap { group, times }
    terms::flow::Line { id, label, base, step, cap, bucket, cites }
    value::source::Document {
        id, title, short, file, printed_date, inferred_date, inferred_because, sections, date, weight,
    }
    value::source::Section { first_line, printed_date }
    value::source::Quote { id, source, first_line, last_line, text }
    terms::catalogue::Implication { when, fact, value, because }
    terms::catalogue::Term { name, yomi, text, synonyms, quotes, keys }
    terms::catalogue::Example { id, name, yomi, place, text, programmes, quotes, keys }
    terms::catalogue::Municipality { code, prefecture, name, yomi, index, kaso, population, keys }
    terms::old_name::OldName { prefecture, name, yomi, until, why, codes, keys }
    terms::catalogue::Pronunciation { word, yomi, romaji }
    terms::catalogue::Column { id, source, fact, options }
    terms::catalogue::ColumnOption { word, choice }
    terms::catalogue::Area { id, name, answers, prefectures, municipalities, source, date, note }
    terms::catalogue::AreaAnswer { fact, inside, outside }
    terms::catalogue::Imported { id, source, codes }
    terms::catalogue::Catalogue {
        provenance, signer, note, digest, version, date, documents, facts, implications, programmes, terms, examples,
        municipalities, old_names, columns, areas, imported, readings, vocabulary, same,
    }
}
