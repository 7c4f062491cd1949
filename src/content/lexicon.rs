//! Search keys, with the readings and the synonyms of `readings.toml`: made once here, so that nothing is folded at
//! start or at a keystroke.

use super::problem::{Problem, is_unseen, line_at};
use super::raw;
use crate::domain::sort;
use crate::domain::terms::catalogue::{Catalogue, Pronunciation};
use crate::domain::terms::keys::SearchKeys;
use crate::domain::terms::packed::Packed;
use crate::text::fold::{fold, romaji};
use crate::text::join::join;

/// The file.
pub const FILE: &str = "readings.toml";

/// What `readings.toml` says.
#[derive(Clone, Copy, Default)]
pub struct Lexicon {
    /// How words are read; longer words first.
    pub readings: &'static [Pronunciation],
    /// Words that mean the same.
    pub same: &'static [&'static [&'static str]],
    /// The words of `readings`, folded once: a bundle that is read at start would fold them for each of its things.
    heard: &'static [&'static str],
    /// The groups of `same`, folded once.
    meant: &'static [&'static [&'static str]],
}

impl Lexicon {
    /// Checks the file's words, except whether the bundle has them: see [`unused`].
    pub fn new(raw: &raw::Readings, source: &str, problems: &mut Vec<Problem>) -> Self {
        let mut report = |at: usize, key: &str, message: String| {
            problems.push(Problem::new(FILE, line_at(source, at), key, message));
        };
        let mut readings: Vec<Pronunciation> = Vec::new();
        for (word, spanned) in &raw.yomi {
            let at = spanned.span().start;
            if word.contains(is_unseen) {
                report(at, word, "制御文字は使えません".to_owned());
            }
            if word.chars().count() < 2 {
                report(at, word, "語は2字以上で書いてください".to_owned());
            }
            for yomi in &spanned.get_ref().0 {
                if yomi.is_empty() || !yomi.chars().all(|c| matches!(c, 'ぁ'..='ゖ' | 'ー')) {
                    report(at, word, format!("よみ「{yomi}」はひらがなだけで書いてください"));
                }
                let romaji = String::leak(romaji(yomi));
                readings.push(Pronunciation {
                    word: String::leak(word.clone()),
                    yomi: String::leak(yomi.clone()),
                    romaji,
                });
            }
        }
        sort::by_key(&mut readings, |r| std::cmp::Reverse(r.word.chars().count()));
        let mut same: Vec<&'static [&'static str]> = Vec::new();
        for spanned in &raw.same {
            let words = &spanned.get_ref().words;
            if words.len() < 2 {
                report(spanned.span().start, "same", "同じ意味の語を2つ以上書いてください".to_owned());
            }
            if words.iter().any(|w| w.contains(is_unseen)) {
                report(spanned.span().start, "same", "制御文字は使えません".to_owned());
            }
            if let Some(twice) = words.iter().find(|w| same.iter().any(|g| g.contains(&w.as_str()))) {
                report(spanned.span().start, "same", format!("「{twice}」が二つの組にあります"));
            }
            same.push(Vec::leak(words.iter().map(|w| &*String::leak(w.clone())).collect()));
        }
        let folded = |w: &str| &*String::leak(fold(w));
        let heard = Vec::leak(readings.iter().map(|r| folded(r.word)).collect());
        let meant = Vec::leak(same.iter().map(|g| &*Vec::leak(g.iter().map(|w| folded(w)).collect())).collect());
        Self { readings: Vec::leak(readings), same: Vec::leak(same), heard, meant }
    }

    /// The keys of a thing.
    pub fn keys(&self, name: &str, yomi: &str, extra: &str, text: &str) -> SearchKeys {
        let (name, extra, text, yomi) = (fold(name), fold(extra), fold(text), fold(yomi));
        // A word of another kind of key is not told twice: 空き家 in the name need not be a tag as well.
        let of_name = self.same_as(&name, &[]);
        let of_extra = self.same_as(&extra, &of_name);
        let spoken_name = self.spoken(&format!("{name} {}", of_name.join(" ")));
        let spoken_extra = self.tags_spoken(&format!("{extra} {}", of_extra.join(" ")));
        let alias = join([of_name.join(" ").as_str(), &spoken_name], " ");
        let extra = join([extra.as_str(), &of_extra.join(" "), &spoken_extra], " ");
        let text = join([text.as_str(), &self.spoken(&text)], " ");
        SearchKeys(Packed::new([&name, &yomi, &romaji(&yomi), &alias, &extra, &text]))
    }

    /// Words that mean the same as a word in `text`, folded, without those it holds itself or that `known` holds.
    fn same_as(&self, text: &str, known: &[String]) -> Vec<String> {
        let meant = self.meant.iter().filter(|group| group.iter().any(|w| text.contains(w)));
        let words = meant.flat_map(|group| group.iter()).map(|w| (*w).to_owned());
        words.filter(|w| !text.contains(w.as_str()) && !known.contains(w)).collect()
    }

    /// The readings of the words in folded `text`, in kana and in romaji.
    fn spoken(&self, text: &str) -> String {
        self.heard(text).flat_map(|(_, r)| [r.yomi, " ", r.romaji, " "]).collect::<String>().trim_end().to_owned()
    }

    /// The words that folded `text` holds, folded, with how they are read.
    fn heard<'a>(&self, text: &'a str) -> impl Iterator<Item = (&'static str, &'static Pronunciation)> + use<'a> {
        self.heard.iter().copied().zip(self.readings).filter(move |(word, _)| text.contains(word))
    }

    /// The tags again, spoken, as they are found when written: `廃校活用` as `はいこう活用`, whose start is no word of
    /// its own either.
    fn tags_spoken(&self, tags: &str) -> String {
        let mut out: Vec<String> = Vec::new();
        for tag in tags.split(' ') {
            let all: Vec<_> = self.heard(tag).collect();
            for (word, r) in &all {
                out.extend([tag.replace(word, r.yomi), tag.replace(word, r.romaji)]);
            }
            // And as one who types kana only would type it.
            let (mut kana, mut latin) = (tag.to_owned(), tag.to_owned());
            for (word, r) in all.iter().filter(|_| all.len() > 1) {
                (kana, latin) = (kana.replace(word, r.yomi), latin.replace(word, r.romaji));
            }
            out.extend([kana, latin]);
        }
        out.retain(|w| !tags.split(' ').any(|t| t == w));
        sort::once(&mut out);
        out.join(" ")
    }
}

/// The keys of a municipality: its name without 市・町・村・区 stands for it (あま → 海士町).
pub fn place_keys(name: &str, yomi: &str, extra: &str) -> SearchKeys {
    let (written, heard) = (fold(name), fold(yomi));
    let alias = match (name.strip_suffix(['市', '町', '村', '区']), stem(&heard)) {
        (Some(name), Some(yomi)) => format!("{} {yomi} {}", fold(name), romaji(yomi)),
        _ => String::new(),
    };
    SearchKeys(Packed::new([&written, &heard, &romaji(&heard), &alias, &fold(extra), ""]))
}

fn stem(yomi: &str) -> Option<&str> {
    ["ちょう", "まち", "むら", "そん", "し", "く"]
        .iter()
        .find_map(|end| yomi.strip_suffix(end))
        .filter(|s| !s.is_empty())
}

/// Rows of the file that no thing of the bundle would be found by: a slip of the pen, or left over.
pub fn unused(catalogue: &Catalogue) -> Vec<Problem> {
    let c = catalogue;
    let all = (c.programmes.iter().map(|p| p.keys))
        .chain(c.terms.iter().map(|t| t.keys))
        .chain(c.examples.iter().map(|e| e.keys))
        .chain(c.facts.iter().map(|f| f.keys));
    let told = |k: SearchKeys| {
        let [name, _, _, _, extra, text] = k.0.texts();
        [name, extra, text]
    };
    let written: Vec<&str> = all.flat_map(told).collect();
    let held = |word: &str| written.iter().any(|text| text.contains(&fold(word)));
    let meant = |word: &str| c.same.iter().any(|g| g.contains(&word));
    let problem = |key: &str, message: &str| Problem::new(FILE, 0, key, message);
    let lost = c.readings.iter().filter(|r| !held(r.word) && !meant(r.word));
    let lost = lost.map(|r| problem(r.word, "この語は束のどこにもありません。消すか直してください"));
    let groups = c.same.iter().filter(|g| !g.iter().any(|w| held(w)));
    lost.chain(groups.map(|g| problem(&g.join("、"), "この組の語は束のどこにもありません。消すか直してください")))
        .collect()
}
