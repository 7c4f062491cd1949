//! Kana to Latin letters, without deciding between spellings.

use crate::text::fold::hiragana;

/// Kana spelled in letters that `Canon` understands, ASCII in lower case,
/// the rest dropped.
pub(super) fn transliterate(kana: &str) -> String {
    let mut out = String::with_capacity(kana.len());
    let mut geminate = false;
    for c in kana.chars().map(hiragana) {
        if c == 'っ' {
            geminate = true;
            continue;
        }
        if let Some(vowel) = small_vowel(c) {
            // てぃ is ti, but ふぁ is fa and つぁ tsa: see `FOREIGN`.
            join_small(&mut out, vowel);
        } else if let Some(glide) = small_y(c) {
            if out.ends_with(['i', 'e', 'u']) {
                out.pop();
            }
            out.push_str(glide);
        } else if let Some(syllable) = syllable(c) {
            if geminate && !syllable.starts_with(['a', 'i', 'u', 'e', 'o', 'n']) {
                out.extend(syllable.chars().take(1));
            }
            out.push_str(syllable);
        } else if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
        } else if matches!(c, 'ā' | 'ī' | 'ū' | 'ē' | 'ō' | 'ー') {
            out.push(c);
        }
        geminate = false;
    }
    out
}

/// Adds a small vowel to the syllable before it.
fn join_small(out: &mut String, vowel: &str) {
    const FOREIGN: [(&str, &str); 6] =
        [("hu", "f"), ("tu", "ts"), ("vu", "v"), ("si", "sh"), ("ti", "ch"), ("zi", "j")];
    for (end, onset) in FOREIGN {
        if out.ends_with(end) {
            out.truncate(out.len() - end.len());
            out.push_str(onset);
            out.push_str(vowel);
            return;
        }
    }
    if ["te", "de", "to", "do"].iter().any(|e| out.ends_with(e)) {
        out.pop();
    } else if out.ends_with('u') {
        // うぃ, うぇ, うぉ; but くぁ is kua.
        let before = out.chars().rev().nth(1);
        if before.is_none_or(|c| !c.is_ascii_alphabetic() || "aiueon".contains(c)) {
            out.pop();
            out.push('w');
        }
    }
    out.push_str(vowel);
}

fn small_vowel(c: char) -> Option<&'static str> {
    Some(match c {
        'ぁ' => "a",
        'ぃ' => "i",
        'ぅ' => "u",
        'ぇ' => "e",
        'ぉ' => "o",
        _ => return None,
    })
}

fn small_y(c: char) -> Option<&'static str> {
    Some(match c {
        'ゃ' => "ya",
        'ゅ' => "yu",
        'ょ' => "yo",
        _ => return None,
    })
}

/// A full-size kana in Nihon-shiki letters.
fn syllable(c: char) -> Option<&'static str> {
    const ROWS: [(&str, [&str; 5]); 16] = [
        ("あいうえお", ["a", "i", "u", "e", "o"]),
        ("かきくけこ", ["ka", "ki", "ku", "ke", "ko"]),
        ("がぎぐげご", ["ga", "gi", "gu", "ge", "go"]),
        ("さしすせそ", ["sa", "si", "su", "se", "so"]),
        ("ざじずぜぞ", ["za", "zi", "zu", "ze", "zo"]),
        ("たちつてと", ["ta", "ti", "tu", "te", "to"]),
        ("だぢづでど", ["da", "di", "du", "de", "do"]),
        ("なにぬねの", ["na", "ni", "nu", "ne", "no"]),
        ("はひふへほ", ["ha", "hi", "hu", "he", "ho"]),
        ("ばびぶべぼ", ["ba", "bi", "bu", "be", "bo"]),
        ("ぱぴぷぺぽ", ["pa", "pi", "pu", "pe", "po"]),
        ("まみむめも", ["ma", "mi", "mu", "me", "mo"]),
        ("らりるれろ", ["ra", "ri", "ru", "re", "ro"]),
        ("やゆよんわ", ["ya", "yu", "yo", "n", "wa"]),
        ("をゐゑゔゎ", ["wo", "i", "e", "vu", "wa"]),
        ("ゕゖゝゞ・", ["ka", "ke", "", "", ""]),
    ];
    ROWS.iter().find_map(|(kana, latin)| {
        let at = kana.chars().position(|k| k == c)?;
        latin.get(at).copied()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kana_become_letters() {
        for (kana, latin) in [
            ("あまちょう", "amatyou"),
            ("カタカナ", "katakana"),
            ("さっぽろ", "sapporo"),
            ("ふぁんど", "fando"),
            ("つぁーり", "tsaーri"),
            ("こみゅにてぃ", "komyuniti"),
            ("うぃず", "wizu"),
            ("ちぇっく", "chekku"),
            ("じぇい", "jei"),
            ("ふゅーじょん", "hyuーzyon"),
            ("ゔぃら", "vira"),
            ("あっ", "a"),
            ("DX 化", "dx "),
        ] {
            assert_eq!(transliterate(kana), latin, "{kana}");
        }
    }

    #[test]
    fn every_kana_has_letters() {
        for c in ('ぁ'..='ゔ').filter(|&c| c != 'っ') {
            assert!(!transliterate(&c.to_string()).is_empty(), "{c}");
        }
    }
}
