//! Which pair of characters stands in which programme: sixty thousand of them, in one sorted row of small numbers. A map of
//! texts to lists would take five times the memory.

use std::collections::HashMap;

/// Characters that a number has room for.
const SHORT: usize = 3;

/// Pairs for which there is room from the start; untouched, it costs nothing.
const ROOM: usize = 1 << 16;

/// Where pairs of characters stand.
#[derive(Debug, Default)]
pub struct Grams {
    /// Longer ones, katakana and Latin words, by number.
    long: HashMap<Box<[char]>, u64>,
    all: Vec<Stand>,
}

/// A pair of characters in one programme, sorted by the pair, then by the programme.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Stand {
    /// The pair as a number, in two halves: a whole one would be followed by a gap.
    gram: [u32; 2],
    /// The programme's place in the catalogue, and in the last byte where it stands there.
    at: u32,
}

impl Stand {
    /// The programme's place in the catalogue.
    pub fn programme(self) -> usize {
        (self.at >> 8) as usize
    }

    /// Where it stands there, the weightiest place.
    pub fn place(self) -> u8 {
        let [place, ..] = self.at.to_le_bytes();
        place
    }
}

impl Grams {
    /// Those of programmes one after the other; `each` says the pairs of one, each with its place.
    pub fn new<P>(programmes: impl Iterator<Item = P>, each: impl Fn(P, &mut dyn FnMut(u8, &[char]))) -> Self {
        // Room for all: a row that grows is copied, and what it leaves behind counts as used.
        let mut out = Self { all: Vec::with_capacity(ROOM), ..Self::default() };
        let mut own: Vec<Stand> = Vec::new();
        for (programme, p) in (0..).zip(programmes) {
            own.clear();
            each(p, &mut |place, gram| {
                let gram = out.number(gram);
                own.push(Stand { gram: halves(gram), at: programme << 8 | u32::from(place) });
            });
            own.sort_unstable();
            // Of a pair that stands in several places the last and weightiest counts.
            own.dedup_by(|next, first| {
                let is_same = next.gram == first.gram;
                first.at = if is_same { next.at } else { first.at };
                is_same
            });
            out.all.extend(&own);
        }
        out.all.sort_unstable();
        out.all.shrink_to_fit();
        out
    }

    /// The number of a pair, a new one where it has none.
    fn number(&mut self, gram: &[char]) -> u64 {
        if let Some(known) = self.known(gram) {
            return known;
        }
        let next = u64::MAX - self.long.len() as u64;
        self.long.insert(gram.into(), next);
        next
    }

    /// The number of a pair: its characters, 21 bits each, or its place among the longer ones, from the largest number
    /// down.
    fn known(&self, gram: &[char]) -> Option<u64> {
        if gram.len() > SHORT {
            return self.long.get(gram).copied();
        }
        Some(gram.iter().fold(0, |sum, c| sum << 21 | u64::from(*c)))
    }

    /// Where a pair stands, by programme.
    pub fn places(&self, gram: &[char]) -> &[Stand] {
        let Some(gram) = self.known(gram).map(halves) else { return &[] };
        let from = self.all.partition_point(|s| s.gram < gram);
        let rest = self.all.get(from..).unwrap_or_default();
        rest.get(..rest.partition_point(|s| s.gram == gram)).unwrap_or_default()
    }

    /// The same of every pair, one after the other.
    pub fn each(&self) -> impl Iterator<Item = &[Stand]> {
        self.all.chunk_by(|a, b| a.gram == b.gram)
    }
}

fn halves(n: u64) -> [u32; 2] {
    let half = |n: u64| u32::try_from(n & u64::from(u32::MAX)).unwrap_or(u32::MAX);
    [half(n >> 32), half(n)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_stands_where_it_was_put_at_its_weightiest_place() {
        let texts: [&[(u8, &str)]; 3] = [
            &[(0, "空き"), (4, "空き"), (1, "空き"), (2, "家"), (1, "ドローン")],
            &[(3, "ドローン"), (0, "き空"), (1, "dx")],
            &[(0, "ドローン"), (0, "空き"), (1, "ローン"), (0, "digital")],
        ];
        let chars = |gram: &str| gram.chars().collect::<Vec<_>>();
        let each = |all: &&[(u8, &str)], put: &mut dyn FnMut(u8, &[char])| {
            all.iter().for_each(|(place, gram)| put(*place, &chars(gram)));
        };
        let grams = Grams::new(texts.iter(), each);
        let places =
            |gram: &str| grams.places(&chars(gram)).iter().map(|s| (s.programme(), s.place())).collect::<Vec<_>>();
        assert_eq!(places("空き"), [(0, 4), (2, 0)]);
        assert_eq!(places("ドローン"), [(0, 1), (1, 3), (2, 0)]);
        assert_eq!(places("ローン"), [(2, 1)]);
        assert_eq!((places("dx"), places("digital")), (vec![(1, 1)], vec![(2, 0)]));
        for nowhere in ["空", "家き", "ドローンズ", "di", "digit", ""] {
            assert_eq!(places(nowhere), [], "{nowhere}");
        }
        assert_eq!(grams.each().map(<[Stand]>::len).sum::<usize>(), 10);
        assert_eq!(grams.each().count(), 7);
    }
}
