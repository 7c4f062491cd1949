//! A catalogue in few bytes: all its texts in one, and a row of small numbers that says where each stands. It is what
//! the program carries instead of static data, which would be as large again and put in its place at every start.
//!
//! The form is this version's alone: whoever reads must have been built with the same types as who wrote.

use std::collections::HashMap;

use crate::domain::terms::catalogue::{Catalogue, Provenance};
use crate::domain::terms::late::{Late, Unread};
use crate::domain::terms::packed::Packed;
use crate::domain::value::date::Date;
use crate::domain::value::number::Share;

/// A catalogue as it is kept.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Compact {
    /// Every text once, in the order in which they are first met.
    pub texts: String,
    /// Everything else.
    pub bytes: Vec<u8>,
}

/// Writes a catalogue, as an embedded one.
pub fn write(catalogue: &Catalogue) -> Compact {
    let mut out = Writer::default();
    Catalogue { provenance: Provenance::Embedded, ..*catalogue }.put(&mut out);
    out.made
}

/// Reads a catalogue; `None` where the bytes are not what [`write()`] made with the same types.
pub fn read(texts: &'static str, bytes: &'static [u8]) -> Option<Catalogue> {
    let mut from = Reader { texts, met: 0, bytes };
    let catalogue = Catalogue::take(&mut from)?;
    (from.bytes.is_empty() && from.met == texts.len()).then_some(catalogue)
}

#[derive(Default)]
struct Writer {
    made: Compact,
    /// Where texts that were met stand, and how their words begin.
    known: HashMap<&'static str, usize>,
}

/// Characters at the beginning of a word that another text may be: names and stems. All of them are no smaller by a tenth,
/// and four times as many.
const BEGINNING: usize = 8;

impl Writer {
    fn byte(&mut self, b: u8) {
        self.made.bytes.push(b);
    }

    /// A text not met so far. What comes later is often how one of its words begins.
    fn text(&mut self, text: &'static str) {
        let at = self.made.texts.len();
        self.made.texts.push_str(text);
        let mut start = 0;
        for word in text.split(' ') {
            let ends = word.char_indices().skip(1).take(BEGINNING).map(|(end, _)| end).chain([word.len()]);
            for beginning in ends.filter_map(|end| word.get(..end)) {
                self.known.entry(beginning).or_insert(at + start);
            }
            start += word.len() + 1;
        }
        self.known.entry(text).or_insert(at);
    }

    /// Seven bits a byte, low ones first.
    fn number(&mut self, mut n: u64) {
        while n >= 0x80 {
            self.byte((n & 0x7f) as u8 | 0x80);
            n >>= 7;
        }
        self.byte((n & 0x7f) as u8);
    }
}

struct Reader {
    texts: &'static str,
    /// Bytes of `texts` that were met so far.
    met: usize,
    bytes: &'static [u8],
}

impl Reader {
    /// What a [`Late`] left for later.
    fn of_piece(texts: &'static str, bytes: &'static [u8]) -> Option<Self> {
        let mut from = Self { texts, met: 0, bytes };
        from.met = from.size()?;
        Some(from)
    }

    #[inline]
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(*first)
    }

    /// Most are below 128, and a catalogue holds a hundred thousand.
    #[inline]
    fn number(&mut self) -> Option<u64> {
        match self.byte()? {
            b if b < 0x80 => Some(u64::from(b)),
            b => self.longer(u64::from(b & 0x7f)),
        }
    }

    #[inline(never)]
    fn longer(&mut self, mut n: u64) -> Option<u64> {
        let mut shift = 7;
        while shift < 64 {
            let b = self.byte()?;
            n |= u64::from(b & 0x7f) << shift;
            if b < 0x80 {
                return Some(n);
            }
            shift += 7;
        }
        None
    }

    #[inline]
    fn size(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }
}

/// What can be kept so.
trait Keep: Sized {
    fn put(&self, out: &mut Writer);
    fn take(from: &mut Reader) -> Option<Self>;

    /// So many of them, where they stand as they are.
    #[inline]
    fn lying(_: &mut Reader, _: usize) -> Option<&'static [Self]> {
        None
    }
}

impl Keep for &'static str {
    fn put(&self, out: &mut Writer) {
        if let Some(at) = out.known.get(*self).copied() {
            out.number((at as u64) << 1 | 1);
            out.number(self.len() as u64);
        } else {
            out.text(self);
            out.number((self.len() as u64) << 1);
        }
    }

    fn take(from: &mut Reader) -> Option<Self> {
        let n = from.size()?;
        let start = if n & 1 == 1 { n >> 1 } else { from.met };
        let end = start.checked_add(if n & 1 == 1 { from.size()? } else { n >> 1 })?;
        from.met = from.met.max(end);
        from.texts.get(start..end)
    }
}

impl<T: Keep> Keep for &'static [T] {
    fn put(&self, out: &mut Writer) {
        out.number(self.len() as u64);
        self.iter().for_each(|item| item.put(out));
    }

    fn take(from: &mut Reader) -> Option<Self> {
        let count = from.size()?;
        if let Some(all) = T::lying(from, count) {
            return Some(all);
        }
        // No item is smaller than a byte, so that a number gone wrong asks for no more than there is.
        let mut all = Vec::with_capacity(count.min(from.bytes.len()));
        for _ in 0..count {
            all.push(T::take(from)?);
        }
        Some(Vec::leak(all))
    }
}

impl<T: Keep> Keep for Late<T> {
    /// A piece that is passed over until it is asked for: it says first where its texts begin.
    fn put(&self, out: &mut Writer) {
        let (around, start) = (std::mem::take(&mut out.made.bytes), out.made.texts.len());
        out.number(start as u64);
        self.all().put(out);
        let mut piece = std::mem::replace(&mut out.made.bytes, around);
        out.number((out.made.texts.len() - start) as u64);
        out.number(piece.len() as u64);
        out.made.bytes.append(&mut piece);
    }

    fn take(from: &mut Reader) -> Option<Self> {
        from.met = from.met.checked_add(from.size()?)?;
        let count = from.size()?;
        let (bytes, rest) = from.bytes.split_at_checked(count)?;
        from.bytes = rest;
        // `build.rs` has read what is embedded, and a file that is kept carries a checksum: there is nothing to report.
        let read = |texts, bytes| {
            Reader::of_piece(texts, bytes).and_then(|mut from| Keep::take(&mut from)).unwrap_or_default()
        };
        let unread = Unread::new(from.texts, bytes, read, |texts, bytes, each| {
            let Some(mut from) = Reader::of_piece(texts, bytes) else { return };
            let count = from.size().unwrap_or_default();
            (0..count).map_while(|_| T::take(&mut from)).for_each(each);
        });
        Some(Self::Unread(Box::leak(Box::new(unread))))
    }
}

impl<T: Keep> Keep for Option<T> {
    fn put(&self, out: &mut Writer) {
        out.byte(u8::from(self.is_some()));
        self.iter().for_each(|value| value.put(out));
    }

    fn take(from: &mut Reader) -> Option<Self> {
        match from.byte()? {
            0 => Some(None),
            1 => T::take(from).map(Some),
            _ => None,
        }
    }
}

impl Keep for bool {
    fn put(&self, out: &mut Writer) {
        out.byte(u8::from(*self));
    }

    fn take(from: &mut Reader) -> Option<Self> {
        match from.byte()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

impl Keep for i64 {
    fn put(&self, out: &mut Writer) {
        // The sign as the lowest bit: small numbers stay small.
        out.number((self.unsigned_abs() << 1) | u64::from(*self < 0));
    }

    fn take(from: &mut Reader) -> Option<Self> {
        let n = from.number()?;
        let size = Self::try_from(n >> 1).ok()?;
        Some(if n & 1 == 1 { -size } else { size })
    }
}

impl Keep for i32 {
    fn put(&self, out: &mut Writer) {
        i64::from(*self).put(out);
    }

    fn take(from: &mut Reader) -> Option<Self> {
        Self::try_from(i64::take(from)?).ok()
    }
}

/// Whole numbers without a sign.
macro_rules! numbers {
    ($($t:ty)*) => {$(
        impl Keep for $t {
            fn put(&self, out: &mut Writer) {
                out.number(u64::from(*self));
            }

            fn take(from: &mut Reader) -> Option<Self> {
                Self::try_from(from.number()?).ok()
            }
        }
    )*};
}

numbers!(u16 u32 u64);

impl Keep for u8 {
    fn put(&self, out: &mut Writer) {
        out.number(u64::from(*self));
    }

    fn take(from: &mut Reader) -> Option<Self> {
        Self::try_from(from.number()?).ok()
    }

    /// Below 128 each is kept as it is, and need not be copied: citations, of which there are thousands.
    #[inline]
    fn lying(from: &mut Reader, count: usize) -> Option<&'static [Self]> {
        let (all, rest) = from.bytes.split_at_checked(count).filter(|(all, _)| all.is_ascii())?;
        from.bytes = rest;
        Some(all)
    }
}

impl<const N: usize> Keep for [u8; N] {
    fn put(&self, out: &mut Writer) {
        out.made.bytes.extend_from_slice(self);
    }

    fn take(from: &mut Reader) -> Option<Self> {
        let (first, rest) = from.bytes.split_first_chunk()?;
        from.bytes = rest;
        Some(*first)
    }
}

impl<const N: usize> Keep for Packed<N> {
    fn put(&self, out: &mut Writer) {
        self.all.put(out);
        // How long each is: a smaller number than where it ends.
        let mut from = 0;
        for end in self.ends {
            (end - from).put(out);
            from = end;
        }
    }

    fn take(from: &mut Reader) -> Option<Self> {
        let (all, mut ends, mut last) = (Keep::take(from)?, [0; N], 0_u32);
        for end in &mut ends {
            last = last.checked_add(u32::take(from)?)?;
            *end = last;
        }
        Some(Self { all, ends })
    }
}

impl Keep for Date {
    fn put(&self, out: &mut Writer) {
        self.year().put(out);
        out.byte(self.month());
        out.byte(self.day());
    }

    fn take(from: &mut Reader) -> Option<Self> {
        Self::new(i32::take(from)?, from.byte()?, from.byte()?)
    }
}

impl Keep for Share {
    fn put(&self, out: &mut Writer) {
        self.num().put(out);
        self.den().put(out);
    }

    fn take(from: &mut Reader) -> Option<Self> {
        Self::new(Keep::take(from)?, Keep::take(from)?)
    }
}

/// Numbers and texts with a type of their own.
macro_rules! wrapped {
    ($($($path:ident)::+,)*) => {$(
        impl Keep for crate::domain::$($path)::+ {
            fn put(&self, out: &mut Writer) {
                self.0.put(out);
            }

            fn take(from: &mut Reader) -> Option<Self> {
                Some(Self(Keep::take(from)?))
            }
        }
    )*};
}

/// Structs.
macro_rules! structs {
    ($($($path:ident)::+ { $($field:ident),* $(,)? })*) => {$(
        impl Keep for crate::domain::$($path)::+ {
            fn put(&self, out: &mut Writer) {
                // Taken apart, so that a new field cannot be forgotten.
                let Self { $($field),* } = self;
                $( $field.put(out); )*
            }

            fn take(from: &mut Reader) -> Option<Self> {
                $( let $field = Keep::take(from)?; )*
                Some(Self { $($field),* })
            }
        }
    )*};
}

/// Enums: variants without data, then those in round, then those in curly brackets. A variant is its place among them.
macro_rules! enums {
    ($($($path:ident)::+:
        $($bare:ident)* ; $($tuple:ident($($part:ident),+))* ; $($record:ident { $($field:ident),+ })* ; )*
    ) => {$(
        impl Keep for crate::domain::$($path)::+ {
            fn put(&self, out: &mut Writer) {
                let mut place = 0..;
                let mut tag = || place.next().unwrap_or(u8::MAX);
                $( let here = tag(); if let Self::$bare = self { out.byte(here); } )*
                $( let here = tag(); if let Self::$tuple($($part),+) = self { out.byte(here); $( $part.put(out); )+ } )*
                $( let here = tag(); if let Self::$record { $($field),+ } = self { out.byte(here); $( $field.put(out); )+ } )*
                // A new variant cannot be forgotten.
                match self {
                    $( Self::$bare => {} )*
                    $( Self::$tuple(..) => {} )*
                    $( Self::$record { .. } => {} )*
                }
            }

            fn take(from: &mut Reader) -> Option<Self> {
                let found = from.byte()?;
                let mut place = 0..;
                let mut is_next = || place.next() == Some(found);
                $( if is_next() { return Some(Self::$bare); } )*
                $( if is_next() { $( let $part = Keep::take(from)?; )+ return Some(Self::$tuple($($part),+)); } )*
                $( if is_next() { $( let $field = Keep::take(from)?; )+ return Some(Self::$record { $($field),+ }); } )*
                None
            }
        }
    )*};
}

wrapped! {
    value::number::Yen, value::source::SourceId, terms::keys::SearchKeys,
    terms::profile::FactId, terms::fit::WordId, terms::fit::Vocabulary, terms::programme::ProgrammeId,
}

enums! {
    terms::profile::Value:; Flag(b) Choice(c) Number(n) Day(d); ;
    terms::profile::Unit: Index Yen Minutes; Count(what); ;
    terms::profile::FactKind: YesNo Day; Choice(all); Number { unit, min, max, places };
    terms::condition::Test:
        Always; All(parts) Any(parts) Is(f, b) OneOf(f, all) Compare(f, c, v) Ratio(a, b, c, d) Unclear(text); ;
    terms::programme::RateValue: Fixed NotStated Full; Share(s) OneOf(all); ;
    terms::flow::Base: ; Fact(f) Line(l); ;
    terms::flow::Step: Whole; Share(s) Rate(g) Limit(g) Rest(all) Over(l) Sum(all) Silent(why); ;
    terms::condition::Comparison: AtLeast Above AtMost Below; ; ;
    terms::catalogue::Kaso: Whole Part Deemed None; ; ;
    terms::catalogue::Provenance: Embedded Installed Older Named; ; ;
    terms::profile::PlanAmount: Cost Loan PublicMoney Persons; ; ;
    terms::profile::Topic: Body Site Plan Amount Reference; ; ;
    terms::programme::Kind:
        NationalSubsidy Grant SpecialTax OrdinaryTax Bond TaxRelief Dispatch Pilot Other; ; ;
    terms::programme::Level: Figures Terms Mention; ; ;
    terms::programme::LinkKind: PartOf Then With Fallback Excludes See; ; ;
    terms::programme::Instrument: National SpecialTax OrdinaryTax BondShare BondRelief TaxRelief Other; ; ;
    terms::programme::Stage: Initial Supplementary Unknown; ; ;
    terms::flow::Bucket: National SpecialTax OrdinaryTax BondRelief Local LocalUnknown Over Private Own Fee Third; ; ;
    terms::role::Role: Money Support Notice Mention; ; ;
}

structs! {
    value::number::Decimal { mantissa, places }
    value::date::Period { from, to }
    terms::condition::Condition { test, label, cites }
    terms::profile::Choice { id, label }
    terms::profile::Fact { id, label, yomi, question, help, kind, topic, plan, changeable, synonyms, split_from, split_until, keys }
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
    terms::fit::Word { id, name, words, spent }
    terms::fit::PlanAnswer { fact, choice, unless }
    terms::fit::Absent { words, near, difference }
    terms::fit::Limit { is_not, subjects, words }
    terms::fit::BodyWords { fact, words, yes, no }
    terms::fit::Lists { purposes, actors, costs, stages, subjects, settled, absent, body }
    terms::fit::Fit { purposes, purposes_cites, actors, actors_cites, costs, costs_not, costs_cites, items, items_of, items_only, called, finances, finances_cites, stages, words, only, only_cites, not_for_cites }
    terms::flow::Cap { group, times }
    terms::flow::Line { id, label, base, step, cap, bucket, cites }
    value::source::Document {
        id, title, short, file, printed_date, inferred_date, inferred_because, sections, date, weight, url,
    }
    value::source::Section { first_line, printed_date }
    value::source::Quote { id, source, first_line, last_line, page, text }
    terms::catalogue::Implication { when, fact, value, because }
    terms::catalogue::Term { name, yomi, text, synonyms, quotes, keys }
    terms::catalogue::Example { id, name, yomi, place, text, programmes, quotes, keys }
    terms::catalogue::Municipality { code, prefecture, name, index, kaso, population, keys }
    terms::old_name::OldName { written, until, codes, keys }
    terms::catalogue::Pronunciation { word, yomi, romaji }
    terms::catalogue::Column { id, source, fact, options }
    terms::catalogue::ColumnOption { word, choice }
    terms::catalogue::Area { id, answers, prefectures, municipalities, source, date, note }
    terms::catalogue::AreaAnswer { fact, inside, outside }
    terms::catalogue::Imported { id, source, codes }
    terms::catalogue::Catalogue {
        provenance, signer, note, digest, version, date, documents, facts, implications, programmes, terms, examples,
        municipalities, old_names, columns, areas, imported, readings, vocabulary, same,
    }
}
