//! The consonants between two vowels, and what all spellings of them have in
//! common.

/// ん at the start of a cluster: its canonical letter and the rest. `n`, `nn`
/// and `n'` are one; before b, m and p it is `m`, as Hepburn spells it.
fn split_n(cluster: &str) -> Option<(char, &str)> {
    let rest = cluster.trim_start_matches('n');
    let labial = rest.starts_with(['b', 'm', 'p', 'v']);
    (rest.len() < cluster.len()).then_some((if labial { 'm' } else { 'n' }, rest))
}

/// A doubled consonant (or `tch`) at the start of a cluster: the rest from its
/// second letter.
fn split_double(cluster: &str) -> Option<&str> {
    let mut chars = cluster.chars();
    let (first, rest) = (chars.next()?, chars.as_str());
    let second = rest.chars().next()?;
    (first == second || (first == 't' && second == 'c')).then_some(rest)
}

/// Canonical consonants for a cluster before `vowel`; `None` if no spelling
/// has them.
pub(super) fn onset(cluster: &str, vowel: char) -> Option<String> {
    if let Some((n, rest)) = split_n(cluster) {
        return Some(format!("{n}{}", onset(rest, vowel)?));
    }
    if let Some(rest) = split_double(cluster) {
        let single = onset(rest, vowel)?;
        return Some(single.chars().take(1).chain(single.chars()).collect());
    }
    let (i, u) = (vowel == 'i', vowel == 'u');
    Some(String::from(match cluster {
        "sh" if i => "s",
        "sh" => "sy",
        "ch" | "cy" | "th" if i => "t",
        "ch" | "cy" | "th" => "ty",
        "j" | "dh" if i => "z",
        "j" | "jy" | "dy" | "dh" => "zy",
        "ts" if u => "t",
        "ts" => "tu",
        "d" if i || u => "z",
        "dz" => "z",
        "f" if u => "h",
        "f" => "hu",
        "fy" => "hy",
        "v" => "b",
        "vy" => "by",
        // を, which only its old spelling keeps apart from お.
        "w" if vowel == 'o' => "",
        _ => return plain(cluster, |rest| onset(rest, vowel)),
    }))
}

/// Canonical starts for a cluster with no vowel yet; the first is the literal
/// one, more than one where the next letter decides.
pub(super) fn tail(cluster: &str) -> Vec<String> {
    let own = |forms: &[&str]| forms.iter().map(|&f| f.to_string()).collect();
    if let Some((n, rest)) = split_n(cluster) {
        if rest.is_empty() {
            return own(&["n", "mm", "mb", "mp"]);
        }
        return tail(rest).iter().map(|t| format!("{n}{t}")).collect();
    }
    if let Some(rest) = split_double(cluster) {
        let double = |t: &String| t.chars().take(1).chain(t.chars()).collect();
        return tail(rest).iter().map(double).collect();
    }
    match cluster {
        "sh" => own(&["si", "sy"]),
        "c" | "ch" => own(&["ti", "ty"]),
        "th" => own(&["t"]),
        "ts" => own(&["tu"]),
        "cy" => own(&["ty"]),
        "j" => own(&["zi", "zy"]),
        "dz" => own(&["z"]),
        "jy" | "dy" => own(&["zy"]),
        "d" | "dh" => own(&["d", "zi", "zu", "zy"]),
        "f" => own(&["hu", "hy"]),
        "fy" => own(&["hy"]),
        "v" => own(&["b"]),
        "vy" => own(&["by"]),
        "w" => own(&["w", "o"]),
        _ => {
            let whole = plain(cluster, |rest| tail(rest).into_iter().next());
            own(&[whole.as_deref().unwrap_or(cluster)])
        }
    }
}

/// Letters that stand for themselves, resolving what follows the first by
/// `resolve`. A lone `c` (`ca`, `ck`) is not romaji.
fn plain(cluster: &str, resolve: impl Fn(&str) -> Option<String>) -> Option<String> {
    let mut chars = cluster.chars();
    match chars.next() {
        None => Some(String::new()),
        Some('c') => None,
        Some(first) if chars.as_str().is_empty() => Some(first.to_string()),
        Some(first) => Some(format!("{first}{}", resolve(chars.as_str())?)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clusters_before_a_vowel() {
        for (cluster, vowel, expected) in [
            ("", 'a', Some("")),
            ("sh", 'i', Some("s")),
            ("sh", 'o', Some("sy")),
            ("tch", 'i', Some("tt")),
            ("cch", 'a', Some("tty")),
            ("nnk", 'a', Some("nk")),
            ("nb", 'a', Some("mb")),
            ("jj", 'i', Some("zz")),
            ("w", 'o', Some("")),
            ("c", 'a', None),
        ] {
            assert_eq!(onset(cluster, vowel).as_deref(), expected, "{cluster}{vowel}");
        }
    }

    #[test]
    fn clusters_before_anything() {
        assert_eq!(tail(""), [""]);
        assert_eq!(tail("k"), ["k"]);
        assert_eq!(tail("nn"), ["n", "mm", "mb", "mp"]);
        assert_eq!(tail("tc"), ["tti", "tty"]);
        assert_eq!(tail("nsh"), ["nsi", "nsy"]);
    }
}
