//! The towns that a sentence names, by the names of today and by those they had.

use crate::domain::sort;
use crate::domain::terms::catalogue::{Catalogue, Municipality};
use crate::domain::terms::old_name::OldName;
use crate::session::consult::lexicon::{Index, longest};
use crate::session::former;

/// The towns of a sentence.
#[derive(Clone, Debug, Default)]
pub struct Towns {
    /// The towns of today.
    pub today: Vec<&'static Municipality>,
    /// The old names that led to some of them.
    pub old: Vec<&'static OldName>,
    /// Where names stand: first and behind-last character.
    pub places: Vec<(usize, usize)>,
}

/// A name in the sentence.
#[derive(Clone, Debug)]
struct Named {
    at: (usize, usize),
    /// Prefectures that it may stand behind: that of today, and that of its time.
    prefecture: &'static str,
    towns: Vec<&'static Municipality>,
    old: Option<&'static OldName>,
}

impl Named {
    fn is_prefecture(&self) -> bool {
        self.old.is_none() && self.towns.iter().all(|m| m.is_prefecture())
    }

    fn lies_in(&self, prefectures: &[&str]) -> bool {
        prefectures.contains(&self.prefecture) || self.towns.iter().any(|m| prefectures.contains(&m.prefecture))
    }
}

/// The towns that the sentence (folded, by character) names: the longest names, with their prefecture where it stands
/// there too. A name of today that others had as well leads to all of them.
pub fn towns(catalogue: &Catalogue, names: &Names, text: &[char]) -> Towns {
    let mut found = names.named(catalogue, text);
    // In the order in which they were said.
    sort::by_key(&mut found, |f| f.at);
    // 島根県海士町 is not 島根県.
    longest(&mut found, |f| f.at);
    let mut out = Towns::default();
    if found.iter().any(|f| !f.is_prefecture()) {
        let (whole, rest): (Vec<Named>, Vec<Named>) = found.into_iter().partition(Named::is_prefecture);
        let prefectures: Vec<&str> = whole.iter().map(|f| f.prefecture).collect();
        out.places.extend(whole.iter().map(|f| f.at));
        found = rest;
        if found.iter().any(|f| f.lies_in(&prefectures)) {
            found.retain(|f| f.lies_in(&prefectures));
        }
    }
    // Where several towns of today are named, a name is that of today; alone it may be a former one too.
    let mut of_today: Vec<(usize, usize)> = found.iter().filter(|f| f.old.is_none()).map(|f| f.at).collect();
    sort::once(&mut of_today);
    for f in found {
        out.places.push(f.at);
        let is_other = of_today.len() > 1 && f.old.is_some() && of_today.contains(&f.at);
        for m in f.towns.into_iter().filter(|_| !is_other) {
            if !out.today.iter().any(|known| known.code == m.code) {
                out.today.push(m);
            }
        }
        let known = |old: &OldName| out.old.iter().any(|k| std::ptr::eq(*k, old));
        out.old.extend(f.old.filter(|old| !known(old)));
    }
    out
}

/// The names of all towns, of today and of former times: each with its row, those of today first.
#[derive(Debug)]
pub struct Names(Index<u16>);

#[derive(Clone, Copy, Debug)]
enum Name {
    Today(&'static Municipality),
    Former(&'static OldName),
}

impl Name {
    fn of(catalogue: &Catalogue, row: usize) -> Option<Self> {
        match row.checked_sub(catalogue.municipalities.len()) {
            None => catalogue.municipalities.get(row).map(Self::Today),
            Some(row) => catalogue.old_names.get(row).map(Self::Former),
        }
    }
}

impl Names {
    /// Reads the tables of `catalogue`.
    pub fn new(catalogue: &Catalogue) -> Self {
        let mut out = Index::default();
        let today = catalogue.municipalities.iter().map(|m| m.keys.name());
        let former = catalogue.old_names.iter().map(|old| old.keys.name());
        for (row, name) in (0..=u16::MAX).zip(today.chain(former)) {
            out.add(&name.chars().collect::<Vec<char>>(), row);
        }
        Self(out)
    }

    /// The names in a sentence, in the order of the tables.
    fn named(&self, catalogue: &Catalogue, text: &[char]) -> Vec<Named> {
        let mut found: Vec<(u16, (usize, usize))> = self.0.places(text).map(|(at, row)| (*row, at)).collect();
        sort::plainly(&mut found);
        let named = |(row, at)| match Name::of(catalogue, usize::from(row))? {
            Name::Today(m) => Some(Named { at, prefecture: m.prefecture, towns: vec![m], old: None }),
            Name::Former(old) => stands(text, at).then(|| {
                let towns = former::today(catalogue, old);
                Named { at, prefecture: old.prefecture(), towns, old: Some(old) }
            }),
        };
        found.into_iter().filter_map(named).collect()
    }
}

/// Whether an old name stands here and no other word: behind a prefecture, a 郡 or 「旧」 always, else not in the middle
/// of a word (大町 in 巨大町工場), and not where it is two characters long and rather a surname or a part of a town
/// (北村さん, 東町).
fn stands(text: &[char], (from, to): (usize, usize)) -> bool {
    let before = from.checked_sub(1).and_then(|i| text.get(i)).copied();
    let last = to.checked_sub(1).and_then(|i| text.get(i)).copied();
    let is_long = to - from > 2 || last == Some('市');
    before.map_or(is_long, |c| "県府都道郡旧元".contains(c) || (is_long && !('一'..='鿿').contains(&c)))
}
