//! How much of a sentence stands in a programme's own words: name, summary, terms, quotations, and what people say who
//! need it. Rare words count more than common ones, as in every full-text search.

use std::sync::Arc;

use crate::domain::plan::understood::{Overlap, Overlaps};
use crate::domain::sort;
use crate::domain::terms::catalogue::Catalogue;
use crate::domain::terms::fit::{Absent, Limit, WordId};
use crate::domain::terms::programme::Programme;
use crate::session::consult::body;
use crate::session::consult::grams::{Grams, Stand};
use crate::session::consult::lexicon::{Found, Index, Lexicon, folded, is_denied, is_kana, is_negated, may_deny};
use crate::session::consult::towns::Names;
use crate::text::fold::{fold, normal_text, without};

/// What a pair of characters weighs where it stands, lightest first: in a quotation, in a term, in the summary, in the
/// name or a synonym, in what people say.
const WEIGHTS: [f64; 5] = [0.5, 0.7, 1.5, 2.0, 3.0];

/// The places from here on are a programme's own words: what it says of itself and what people say who need it.
const OWN: u8 = 2;

/// Characters that a name has at least; programmes that one name may mean.
const CALLED: usize = 5;
const FEW: usize = 3;

/// Characters of a phrase that is denied as a name.
const NAME: usize = 3;

fn weight(place: u8) -> f64 {
    WEIGHTS.get(usize::from(place)).copied().unwrap_or_default()
}

/// The words of all programmes and of the vocabulary: made once, for every sentence.
#[derive(Debug)]
pub struct Evidence {
    /// Pair of characters → where it stands, with the place among [`WEIGHTS`].
    grams: Grams,
    /// Length of each programme's text, for comparing long with short.
    lengths: Vec<f64>,
    /// How much of a programme's own words stands in the texts of each.
    alike: Arc<[Vec<u16>]>,
    /// What people say, folded: which phrase of which programme it is.
    phrases: Index<(u16, u16)>,
    /// 対象
    subjects: Index<WordId>,
    /// Words for what only one programme is limited to: which limit of which programme.
    own_subjects: Index<(u16, u16)>,
    /// What each programme is limited to.
    limits: Vec<&'static [Limit]>,
    /// What each is for.
    purposes_of: Vec<&'static [WordId]>,
    /// What no document has.
    absent: Index<usize>,
    /// How programmes' own cost items are called.
    items: Index<&'static str>,
    /// What programmes are called.
    names: Index<usize>,
    /// 団体の条件
    pub body: Index<usize>,
    /// The names of towns.
    pub towns: Names,
    /// 目的
    pub purposes: Lexicon,
    /// 主体
    pub actors: Lexicon,
    /// 経費の種類
    pub costs: Lexicon,
    /// 段階
    pub stages: Lexicon,
}

/// With so much weight of words in common (hundredths) a sentence speaks of what a programme is.
const CLEAR: u32 = 320;

impl Evidence {
    /// Reads the texts of all programmes.
    pub fn new(catalogue: &'static Catalogue) -> Self {
        let grams = Grams::new(catalogue.programmes.iter(), weighed);
        let lengths = lengths(&grams, catalogue.programmes.len());
        let alike = alike(&grams, &lengths);
        let mut phrases = Index::default();
        for (i, p) in (0..).zip(catalogue.programmes) {
            for (n, word) in (0..).zip(p.fit.words.iter().chain(p.synonyms)) {
                let phrase = folded(word);
                if phrase.len() >= 2 {
                    phrases.add(&phrase, (i, n));
                }
            }
        }
        let words = catalogue.vocabulary;
        let mut subjects = Index::default();
        for (i, word) in words.subjects.iter().enumerate().flat_map(|(i, w)| w.words.iter().map(move |text| (i, text)))
        {
            if let Ok(i) = u8::try_from(i) {
                subjects.add(&folded(word), WordId(i));
            }
        }
        let mut own_subjects = Index::default();
        let limits: Vec<&'static [Limit]> = catalogue.programmes.iter().map(|p| p.fit.only.all()).collect();
        for (i, only) in (0..).zip(&limits) {
            for (n, word) in (0..).zip(*only).flat_map(|(n, l)| l.words.iter().map(move |w| (n, w))) {
                own_subjects.add(&folded(word), (i, n));
            }
        }
        let mut absent = Index::default();
        for (i, word) in words.absent.iter().enumerate().flat_map(|(i, a)| a.words.iter().map(move |w| (i, w))) {
            absent.add(&folded(word), i);
        }
        let mut items = Index::default();
        for word in catalogue.programmes.iter().flat_map(|p| p.fit.items.iter().copied()) {
            items.add(&folded(word), word);
        }
        let names = names(catalogue);
        let [purposes, actors, costs, stages] =
            [words.purposes, words.actors, words.costs, words.stages].map(Lexicon::new);
        Self {
            grams,
            lengths,
            alike,
            phrases,
            subjects,
            own_subjects,
            limits,
            purposes_of: catalogue.programmes.iter().map(|p| p.fit.purposes).collect(),
            absent,
            items,
            names,
            body: body::index(words.body),
            towns: Names::new(catalogue),
            purposes,
            actors,
            costs,
            stages,
        }
    }

    /// What `sentence` has in common with each programme, in the order of the catalogue.
    pub fn overlaps(&self, sentence: &str) -> Overlaps {
        let text = folded(sentence);
        if !may_deny(&text) {
            return self.overlaps_of(sentence, &text);
        }
        let purposes = self.purposes.find(&text);
        let left = without(sentence, &self.denied(&text, &purposes));
        let mut out = self.overlaps_of(&left, &folded(&left));
        // What is first for something that is not wanted, and for nothing that is, is not wanted.
        let says = |id: &WordId, negated: bool| purposes.iter().any(|f| f.id == *id && f.negated == negated);
        for (overlap, own) in out.each.iter_mut().zip(&self.purposes_of) {
            let is_denied = own.first().is_some_and(|id| says(id, true));
            overlap.off_subject |= is_denied && !own.iter().any(|id| says(id, false));
        }
        // Nor is what is called by the name that is denied: 過疎債は使わずに.
        let called = self.phrases.places(&text).filter(|(at, _)| at.1 - at.0 >= NAME && is_denied(&text, *at, false));
        for (_, (programme, _)) in called {
            if let Some(overlap) = out.each.get_mut(usize::from(*programme)) {
                overlap.off_subject = true;
            }
        }
        out
    }

    /// Where `sentence` (folded) denies anything: 石綿ではない外壁, 協力隊以外で.
    fn denied(&self, sentence: &[char], purposes: &[Found]) -> Vec<(usize, usize)> {
        let subjects = self.subjects.places(sentence).map(|(at, _)| at);
        let own = self.own_subjects.places(sentence).map(|(at, _)| at);
        let phrases = self.phrases.places(sentence).map(|(at, _)| at);
        let others =
            subjects.chain(own).chain(phrases).chain(self.named(sentence)).filter(|at| is_denied(sentence, *at, false));
        // With the words that deny it: 木材は使わない庁舎 says nothing of what is not used.
        let denial = |c: &&char| is_kana(**c) || "使要除以外対象無含".contains(**c);
        let whole =
            |(from, to): (usize, usize)| (from, to + sentence.iter().skip(to).take(8).take_while(denial).count());
        purposes.iter().filter(|f| f.negated).map(|f| f.at).chain(others).map(whole).collect()
    }

    /// `text` is `sentence` folded.
    fn overlaps_of(&self, sentence: &str, text: &[char]) -> Overlaps {
        let mut weights = vec![0.0_f64; self.lengths.len()];
        let mut asked: Vec<(Box<[char]>, f64)> = Vec::new();
        for gram in grams_of(sentence) {
            match asked.iter_mut().find(|(g, _)| *g == gram) {
                // Said twice counts a little more, said three times no more than that.
                Some((_, n)) => *n = 2.0_f64.sqrt(),
                None => asked.push((gram, 1.0)),
            }
        }
        let says = !asked.is_empty();
        for (gram, times) in asked {
            let places = self.grams.places(&gram);
            let rarity = rarity(places, self.lengths.len());
            for stand in places {
                if let Some(sum) = weights.get_mut(stand.programme()) {
                    *sum += times * rarity * rarity * weight(stand.place());
                }
            }
        }
        let overlap =
            |(sum, length): (&f64, &f64)| Overlap { weight: to_hundredths(sum / length), ..Overlap::default() };
        let mut out: Vec<Overlap> = weights.iter().zip(&self.lengths).map(overlap).collect();
        // A phrase that is said twice counts once.
        let mut said: Vec<((u16, u16), usize)> =
            self.phrases.places(text).map(|((from, to), phrase)| (*phrase, to - from)).collect();
        sort::once(&mut said);
        for ((programme, _), characters) in said {
            if let Some(overlap) = out.get_mut(usize::from(programme)) {
                overlap.phrases += u32::try_from(characters.min(6)).unwrap_or(6);
            }
        }
        let subjects: Vec<WordId> = self.subjects.places(text).map(|(_, id)| *id).collect();
        let own: Vec<(u16, u16)> = self.own_subjects.places(text).map(|(_, at)| *at).collect();
        for (i, (overlap, limits)) in (0..).zip(out.iter_mut().zip(&self.limits)) {
            let is_said = |(n, limit): &(u16, &Limit)| {
                own.contains(&(i, *n)) || limit.subjects.iter().any(|id| subjects.contains(id))
            };
            let unmet = (0..).zip(*limits).filter(|one| says && is_said(one) == one.1.is_not);
            for (_, limit) in unmet {
                overlap.off_subject = true;
                overlap.is_set_apart |= limit.is_not;
            }
        }
        for (_, at) in self.names.places(text) {
            if let Some(overlap) = out.get_mut(*at) {
                overlap.is_named = true;
            }
        }
        for overlap in &mut out {
            overlap.is_vague = says && overlap.phrases == 0 && !overlap.is_named && overlap.weight < CLEAR;
        }
        Overlaps { each: out, alike: Arc::clone(&self.alike) }
    }

    /// Where `sentence` (folded) calls a programme by its name or in short.
    pub fn named<'a>(&'a self, sentence: &'a [char]) -> impl Iterator<Item = (usize, usize)> + 'a {
        self.names.places(sentence).map(|(at, _)| at)
    }

    /// What `sentence` (folded) asks for and no document has, and where each is said.
    pub fn absent(&self, catalogue: &Catalogue, sentence: &[char]) -> (Vec<&'static Absent>, Vec<(usize, usize)>) {
        let asked = self.absent.places(sentence).filter(|(at, _)| !is_beside(sentence, *at));
        let (places, mut found): (Vec<(usize, usize)>, Vec<usize>) = asked.map(|(at, i)| (at, *i)).unzip();
        sort::once(&mut found);
        (found.into_iter().filter_map(|i| catalogue.vocabulary.absent.get(i)).collect(), places)
    }

    /// Where `sentence` (folded) calls a cost item as one of a programme's own, and by which word.
    pub fn items(&self, sentence: &[char]) -> Vec<((usize, usize), &'static str)> {
        // 起業人 is somebody, not what 起業 costs.
        let is_cost = |at: &(usize, usize)| sentence.get(at.1) != Some(&'人');
        self.items.places(sentence).filter(|(at, _)| is_cost(at)).map(|(at, word)| (at, *word)).collect()
    }

    /// Whether the documents use this word at all.
    pub fn knows(&self, word: &str) -> bool {
        let mut all = grams_of(word).peekable();
        all.peek().is_some() && all.all(|g| !self.grams.places(&g).is_empty())
    }
}

/// What a place is called that serves its purpose no longer.
const FORMER: [&str; 12] = [
    "旧",
    "元",
    "かつての",
    "昔の",
    "使っていない",
    "使わない",
    "使わなくなった",
    "空いた",
    "空いている",
    "閉めた",
    "閉じた",
    "廃止した",
];

/// What says of a place that it was one, or of money that the plan is paid from it.
const WAS: [&str; 9] = ["だった", "であった", "跡", "の跡", "の空き", "を使って", "を活用して", "を財源", "を充てて"];

/// Whether what stands there is denied, was there once, or pays for what is wanted: 旧消防署を宿に, not 消防署を建てる.
fn is_beside(sentence: &[char], (from, to): (usize, usize)) -> bool {
    let before: String = sentence.iter().take(from).skip(from.saturating_sub(8)).collect();
    let behind: String = sentence.iter().skip(to).take(6).collect();
    is_negated(sentence, to) || FORMER.iter().any(|w| before.ends_with(w)) || WAS.iter().any(|w| behind.starts_with(w))
}

/// What programmes are called, folded: the name up to its remark, and what it begins with where people say only that.
/// What more than a few are called says nothing of any of them.
fn names(catalogue: &Catalogue) -> Index<usize> {
    let mut all: Vec<(Vec<char>, usize)> = Vec::new();
    for (i, p) in catalogue.programmes.iter().enumerate() {
        let name = fold(p.name.split(['（', '：', '「']).next().unwrap_or_default());
        let short = p.synonyms.iter().map(|s| fold(s)).filter(|s| name.starts_with(s.as_str()));
        for called in short.chain([name.clone()]) {
            let called: Vec<char> = called.chars().collect();
            if called.len() >= CALLED && !all.contains(&(called.clone(), i)) {
                all.push((called, i));
            }
        }
    }
    let mut out = Index::default();
    for (i, p) in catalogue.programmes.iter().enumerate() {
        p.fit.called.iter().for_each(|called| out.add(&folded(called), i));
    }
    for (called, i) in &all {
        if all.iter().filter(|(other, _)| other == called).count() <= FEW {
            out.add(called, *i);
        }
    }
    out
}

/// How rare a pair of characters is that stands in these of so many programmes.
fn rarity(places: &[Stand], programmes: usize) -> f64 {
    (1.0 + count(programmes) / (0.5 + count(places.len()))).ln()
}

/// Length of the text of each programme.
fn lengths(grams: &Grams, programmes: usize) -> Vec<f64> {
    // Whole numbers: their sum does not depend on the order.
    let mut sums = vec![0_u64; programmes];
    for places in grams.each() {
        let rarity = rarity(places, programmes);
        for stand in places {
            if let Some(sum) = sums.get_mut(stand.programme()) {
                *sum = sum.saturating_add(to_units((weight(stand.place()) * rarity).powi(2)));
            }
        }
    }
    sums.into_iter().map(|sum| of_units(sum).sqrt().powf(0.7).max(1.0)).collect()
}

/// Parts of one in which squares are added: far finer than what is told of them, and the longest text is far below the
/// largest number of them.
const UNITS: f64 = 1_099_511_627_776.0;

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "not negative, and saturating")]
fn to_units(x: f64) -> u64 {
    (x * UNITS).round() as u64
}

#[expect(clippy::cast_precision_loss, reason = "far finer than what is told")]
fn of_units(sum: u64) -> f64 {
    sum as f64 / UNITS
}

/// How much of each programme's own words stands in the texts of each, in thousandths of what stands in its own.
fn alike(grams: &Grams, lengths: &[f64]) -> Arc<[Vec<u16>]> {
    // Whole numbers: their sum does not depend on the order.
    let mut sums = vec![vec![0_u32; lengths.len()]; lengths.len()];
    for places in grams.each() {
        let own = |stand: &&Stand| stand.place() >= OWN;
        if !places.iter().any(|stand| own(&stand)) {
            continue;
        }
        let rarity = rarity(places, lengths.len());
        let weights: Vec<u32> =
            places.iter().map(|stand| to_hundredths(rarity * rarity * weight(stand.place()))).collect();
        for one in places.iter().filter(own) {
            let Some(row) = sums.get_mut(one.programme()) else { continue };
            for (other, weight) in places.iter().zip(&weights) {
                if let Some(sum) = row.get_mut(other.programme()) {
                    *sum += weight;
                }
            }
        }
    }
    let share = |(one, row): (usize, Vec<u32>)| {
        let length = |at: usize| lengths.get(at).copied().unwrap_or(1.0);
        let own = f64::from(row.get(one).copied().unwrap_or(0)).max(1.0) / length(one);
        let part = |(other, sum): (usize, u32)| (f64::from(sum) / length(other) / own * 1_000.0).min(1_000.0);
        row.into_iter().enumerate().map(|x| to_thousandths(part(x))).collect()
    };
    sums.into_iter().enumerate().map(share).collect()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 1,000")]
fn to_thousandths(x: f64) -> u16 {
    x.round() as u16
}

#[expect(clippy::cast_precision_loss, reason = "some hundred programmes")]
fn count(n: usize) -> f64 {
    n as f64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "not negative, and saturating")]
fn to_hundredths(x: f64) -> u32 {
    (x * 100.0).round() as u32
}

/// The pairs of characters of a programme's texts, each with its place among [`WEIGHTS`].
fn weighed(p: &'static Programme, put: &mut dyn FnMut(u8, &[char])) {
    let mut add = |place: u8, text: &str| each_gram(text, &mut |gram| put(place, gram));
    p.fit.words.iter().for_each(|t| add(4, t));
    p.synonyms.iter().for_each(|t| add(3, t));
    add(3, p.name);
    add(2, p.summary);
    p.terms.iter().for_each(|t| add(1, t.text));
    p.requirements.iter().for_each(|r| add(1, r.text));
    p.quotes.each(|q| add(0, q.text));
}

/// What kind of writing a character is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Kanji,
    Katakana,
    Latin,
    Hiragana,
    Other,
}

fn script(c: char) -> Script {
    match c {
        '一'..='鿿' | '々' | '〆' | 'ヶ' => Script::Kanji,
        'ァ'..='ヴ' | 'ー' => Script::Katakana,
        'a'..='z' | '0'..='9' => Script::Latin,
        'ぁ'..='ん' => Script::Hiragana,
        _ => Script::Other,
    }
}

/// Pairs of kanji, kanji with the kana behind, katakana words with their parts, Latin words; no numbers.
fn grams_of(text: &str) -> impl Iterator<Item = Box<[char]>> {
    let mut out: Vec<Box<[char]>> = Vec::new();
    each_gram(text, &mut |gram| out.push(gram.into()));
    out.into_iter()
}

/// The same, one after the other: the texts of all programmes have sixty thousand, and few are new.
fn each_gram(text: &str, put: &mut dyn FnMut(&[char])) {
    let mut chars: Vec<char> = Vec::with_capacity(text.len() / 2);
    normal_text(text, |c| chars.push(c));
    let mut rest = chars.as_slice();
    while let Some(first) = rest.first() {
        let kind = script(*first);
        let n = rest.iter().take_while(|c| script(**c) == kind).count();
        let (run, after) = rest.split_at(n);
        match kind {
            Script::Kanji => {
                if n == 1 {
                    put(run);
                }
                run.windows(2).for_each(&mut *put);
                if let (Some(last), Some(kana)) =
                    (run.last(), after.first().filter(|c| script(**c) == Script::Hiragana))
                {
                    put(&[*last, *kana]);
                }
            }
            Script::Katakana => {
                put(run);
                if n > 3 {
                    run.windows(3).for_each(&mut *put);
                }
            }
            // How much and how many says nothing of what it is for.
            Script::Latin if run.iter().any(char::is_ascii_alphabetic) => put(run),
            Script::Latin | Script::Hiragana | Script::Other => {}
        }
        rest = after;
    }
}
