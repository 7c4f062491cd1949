//! Readings in Latin letters, however they are spelled.
//!
//! Kana and typed letters are brought to one canonical spelling, close to
//! Kunrei and deliberately coarse: long vowels, runs of n and the difference
//! between お and を, じ and ぢ, ず and づ are given up on both sides, because
//! nobody searching types them reliably. It is for matching, not for display.
//!
//! The letters between two vowels (a cluster: `sh`, `nky`, `tch`) are always
//! resolved together. What makes searching while typing work is that the
//! canonical form of an unfinished word is a start of that of the whole word.

mod cluster;
mod kana;

use cluster::{onset, tail};
use kana::transliterate;

/// The canonical romaji of a kana reading, ASCII only. Katakana is accepted;
/// ASCII characters pass in lower case, everything else is dropped.
pub fn romaji(kana: &str) -> String {
    let mut out = Canon::default();
    let latin = transliterate(kana);
    for c in latin.chars() {
        if !out.push(c) {
            // Not a spelling of anything, but part of the text: `DX`, `CO2`.
            out.flush();
            out.text.push(c);
        }
    }
    out.flush();
    out.text
}

/// Every canonical form that what was typed, Hepburn or Kunrei, finished or
/// not, can be the start of, the literal one first: a last letter may be
/// undecided (`shin` may become `shinagawa` or `shimmachi`). Empty when it
/// holds no letter or a character romaji cannot have. Kana may be mixed in,
/// as happens when the input method is switched in the middle of a word.
pub fn romaji_forms(q: &str) -> Vec<String> {
    let Some((head, tails)) = parse_query(&transliterate(q)) else {
        return Vec::new();
    };
    tails.iter().map(|tail| format!("{head}{tail}")).collect()
}

/// Canonical form up to the last vowel, and what may follow.
fn parse_query(q: &str) -> Option<(String, Vec<String>)> {
    let mut out = Canon::default();
    let mut letters = false;
    for c in q.chars().flat_map(char::to_lowercase) {
        letters |= c.is_alphabetic();
        if !out.push(c) {
            return None;
        }
    }
    let tails = tail(without_long(&out.text, &out.cluster));
    (letters && !out.broken).then_some((out.text, tails))
}

/// The canonical spelling under construction.
#[derive(Default)]
struct Canon {
    text: String,
    /// Consonants since the last vowel, as typed.
    cluster: String,
    /// A cluster was met that no spelling has (`ca`).
    broken: bool,
}

impl Canon {
    /// Takes one lower-case letter, digit or mark; false if it is none.
    fn push(&mut self, c: char) -> bool {
        match c {
            'a' | 'i' | 'u' | 'e' | 'o' => self.vowel(c),
            'ā' | 'â' => self.vowel('a'),
            'ī' | 'î' => self.vowel('i'),
            'ū' | 'û' => self.vowel('u'),
            'ē' | 'ê' => self.vowel('e'),
            'ō' | 'ô' => self.vowel('o'),
            // The combining macron is what NFD input leaves behind ō.
            '-' | '\'' | '\u{2019}' | 'ー' | '\u{304}' => {}
            'b' | 'c' | 'd' | 'f' | 'g' | 'h' | 'j' | 'k' | 'm' | 'n' | 'p' | 'r' | 's' | 't' | 'v' | 'w' | 'y'
            | 'z' => self.cluster.push(c),
            '0'..='9' => {
                self.flush();
                self.text.push(c);
            }
            _ => return false,
        }
        true
    }

    fn vowel(&mut self, vowel: char) {
        let cluster = std::mem::take(&mut self.cluster);
        let Some(onset) = onset(without_long(&self.text, &cluster), vowel) else {
            self.broken = true;
            self.text.push_str(&cluster);
            self.text.push(vowel);
            return;
        };
        let last = self.text.chars().next_back();
        let long = last == Some(vowel) || (last == Some('o') && vowel == 'u');
        if !(onset.is_empty() && long) {
            self.text.push_str(&onset);
            self.text.push(vowel);
        }
    }

    /// Ends the cluster without a vowel, taking its letters as they are.
    fn flush(&mut self) {
        let cluster = std::mem::take(&mut self.cluster);
        if let Some(literal) = tail(without_long(&self.text, &cluster)).first() {
            self.text.push_str(literal);
        }
    }
}

/// The consonants behind `text` without the h of a long o, as towns write themselves (Ohnan, Ohda): one before another
/// consonant; `ohya` may be おひゃ.
fn without_long<'a>(text: &str, cluster: &'a str) -> &'a str {
    let rest = cluster.strip_prefix('h').filter(|rest| text.ends_with('o') && !rest.is_empty());
    rest.filter(|rest| !rest.starts_with(['h', 'y'])).unwrap_or(cluster)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_o_may_be_written_with_h() {
        assert_eq!((romaji_forms("ohnan"), romaji_forms("ohd")), (romaji_forms("oonan"), romaji_forms("ood")));
        assert_eq!(romaji_forms("ohara"), romaji_forms("おはら"));
    }

    const READINGS: &str = "\
あいづわかまつし あんじょうし いいだし いいなんちょう いとうし おおかわし おおぎみそん おおずし
おおわにまち おがわむら おこっぺちょう おぢかちょう おぢやし かまがやし かみちょう かんおんじし かんなまち
ぎふし くさつまち くっちゃんちょう くろまつないちょう けせんぬまし けんぶちちょう こうしし ごじょうし
さんだし さんようおのだし しむかっぷむら しょさんべつむら しろいし しんじょうそん しんとつかわちょう
じょうえつし せっつし せんぼくし たがじょうし たけおし たんばささやまし ちっぷべつちょう ちょうなんまち
とうまちょう とっとりし なかつがわし なかとんべつちょう なかのじょうまち なんようし にしあわくらそん
のざわおんせんむら はんのうし ひえづそん ふくちやまし ふじいでらし みなみあるぷすし むろらんし やまがたし
よつかいどうし りしりふじちょう りっとうし わづかちょう わどまりちょう";

    /// Consonants of a kana row: Hepburn and Kunrei, plain, before i, before u
    /// and before ゃゅょ. Kept apart from the tables of the module on purpose.
    #[rustfmt::skip]
    const ROWS: [(&str, [&str; 4], [&str; 4]); 14] = [
        ("かきくけこ", ["k", "k", "k", "ky"], ["k", "k", "k", "ky"]),
        ("がぎぐげご", ["g", "g", "g", "gy"], ["g", "g", "g", "gy"]),
        ("さしすせそ", ["s", "sh", "s", "sh"], ["s", "s", "s", "sy"]),
        ("ざじずぜぞ", ["z", "j", "z", "j"], ["z", "z", "z", "zy"]),
        ("たちつてと", ["t", "ch", "ts", "ch"], ["t", "t", "t", "ty"]),
        ("だぢづでど", ["d", "j", "z", "j"], ["d", "d", "d", "dy"]),
        ("なにぬねの", ["n", "n", "n", "ny"], ["n", "n", "n", "ny"]),
        ("はひふへほ", ["h", "h", "f", "hy"], ["h", "h", "h", "hy"]),
        ("ばびぶべぼ", ["b", "b", "b", "by"], ["b", "b", "b", "by"]),
        ("ぱぴぷぺぽ", ["p", "p", "p", "py"], ["p", "p", "p", "py"]),
        ("まみむめも", ["m", "m", "m", "my"], ["m", "m", "m", "my"]),
        ("らりるれろ", ["r", "r", "r", "ry"], ["r", "r", "r", "ry"]),
        ("あいうえお", ["", "", "", ""], ["", "", "", ""]),
        ("や＿ゆ＿よ", ["y", "y", "y", "y"], ["y", "y", "y", "y"]),
    ];

    fn syllable(c: char, glide: Option<char>, kunrei: bool) -> String {
        if c == 'わ' {
            return "wa".into();
        }
        let (row, hepburn, old) = ROWS.iter().find(|r| r.0.contains(c)).expect("a kana");
        let at = row.chars().position(|k| k == c).expect("in its row");
        let table = if kunrei { old } else { hepburn };
        if let Some(y) = glide {
            let vowel = ["a", "u", "o"]["ゃゅょ".chars().position(|k| k == y).expect("a glide")];
            return format!("{}{vowel}", table[3]);
        }
        let onset = match at {
            1 => table[1],
            2 => table[2],
            _ => table[0],
        };
        format!("{onset}{}", ["a", "i", "u", "e", "o"][at])
    }

    /// A spelling of `kana`; `n` is what ん is typed as before a vowel or y.
    fn spell(kana: &str, kunrei: bool, n: &str) -> String {
        let chars: Vec<char> = kana.chars().collect();
        let (mut out, mut double) = (String::new(), false);
        for (at, &c) in chars.iter().enumerate() {
            match c {
                'っ' => double = true,
                'ん' | 'ゃ' | 'ゅ' | 'ょ' => {}
                _ => {
                    let glide = chars.get(at + 1).copied().filter(|g| "ゃゅょ".contains(*g));
                    let s = syllable(c, glide, kunrei);
                    if at > 0 && chars[at - 1] == 'ん' {
                        out.push_str(match s.as_bytes()[0] {
                            b'b' | b'm' | b'p' if !kunrei => "m",
                            b'a' | b'i' | b'u' | b'e' | b'o' | b'y' => n,
                            _ => "n",
                        });
                    }
                    if double {
                        out.push(if s.starts_with("ch") { 't' } else { s.chars().next().expect("letters") });
                    }
                    double = false;
                    out.push_str(&s);
                }
            }
        }
        out + if kana.ends_with('ん') { "n" } else { "" }
    }

    fn spellings(kana: &str) -> Vec<String> {
        let mut all =
            vec![spell(kana, false, "n'"), spell(kana, false, "n"), spell(kana, true, "n'"), spell(kana, true, "nn")];
        for at in 0..all.len() {
            let long = all[at].replace("oo", "o").replace("ou", "o").replace("uu", "u");
            all.push(long);
            all.push(all[at].replace("oo", "ō").replace("ou", "ō").replace("uu", "ū"));
            all.push(all[at].replace("ou", "o-").to_uppercase());
        }
        all
    }

    fn check(kana: &str) {
        let whole = romaji(kana);
        for word in spellings(kana) {
            assert_eq!(romaji_forms(&word).first(), Some(&whole), "{kana} as {word}");
            for (end, _) in word.char_indices().skip(1) {
                let typed = &word[..end];
                assert!(
                    romaji_forms(typed).iter().any(|f| whole.starts_with(f)),
                    "{typed} of {word}: {:?} / {whole}",
                    romaji_forms(typed)
                );
            }
        }
    }

    #[test]
    fn both_spellings_and_all_their_starts_reach_the_reading() {
        assert_eq!(READINGS.split_whitespace().count(), 60);
        READINGS.split_whitespace().for_each(check);
    }

    #[test]
    fn known_spellings() {
        for (kana, typed) in [
            ("とうきょう", "tokyo toukyou tōkyō to-kyo- TOKYO tookyoo"),
            ("しま", "shima sima"),
            ("ちば", "chiba tiba"),
            ("つしま", "tsushima tusima"),
            ("まっちゃ", "matcha maccha mattya"),
            ("じゃ", "ja zya jya dya"),
            ("ちゃ", "cha tya cya"),
            ("かんい", "kan'i kanni kani"),
            ("ぐんま", "gumma gunma gunnma"),
            ("しんぶん", "shimbun sinbun shinbunn"),
            ("みかづき", "mikazuki mikaduki"),
            ("をのや", "wonoya onoya"),
            ("にいがた", "niigata nigata nīgata"),
            ("ファンド", "fando"),
            ("コミュニティ", "komyuniti komyunithi"),
            ("ローカル10000", "ro-karu10000 rokaru10000 roukaru10000"),
        ] {
            for word in typed.split(' ') {
                assert_eq!(romaji_forms(word).first(), Some(&romaji(kana)), "{kana} as {word}");
            }
        }
        assert_ne!(romaji("かそ"), romaji("かさ"));
        assert_ne!(romaji("きて"), romaji("きって"));
    }

    #[test]
    fn an_undecided_last_letter_is_left_open() {
        assert_eq!(romaji_forms("shin"), ["sin", "simm", "simb", "simp"]);
    }

    #[test]
    fn other_writing_is_not_romaji() {
        for q in ["", "10000", "過疎", "dx", "la", "ca", "ama cho", "\u{0}", "---"] {
            assert!(romaji_forms(q).is_empty(), "{q}");
        }
        assert_eq!(romaji_forms("あma"), ["ama"], "half typed with the input method on");
    }

    #[test]
    fn text_keeps_its_latin_letters() {
        assert_eq!(romaji("DX"), "dx");
        assert_eq!(romaji("過疎かそ法"), "kaso");
        assert_eq!(romaji(""), "");
    }
}
