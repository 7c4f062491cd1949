//! Names of files that every system takes, Windows first: the hand-out may travel on a USB stick.

/// Longest name in bytes: 255 is the limit of most file systems.
const LONGEST: usize = 240;

/// What Windows refuses in a name.
const REFUSED: [char; 9] = ['<', '>', ':', '"', '/', '\\', '|', '?', '*'];

/// Names that Windows keeps for devices, with or without an ending.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// What is wrong with `name` as the name of a file, in a sentence; `None` when every system takes it.
pub fn fault(name: &str) -> Option<String> {
    if name.trim().is_empty() {
        return Some("ファイル名を入力してください".to_owned());
    }
    if let Some(c) = name.chars().find(|c| REFUSED.contains(c) || c.is_control()) {
        let shown = if c.is_control() { "制御文字".to_owned() } else { format!("「{c}」") };
        return Some(format!("ファイル名に{shown}は使えません"));
    }
    if name.ends_with(['.', ' ']) || name.starts_with(' ') {
        return Some("ファイル名の前後に空白や、終わりに「.」は使えません".to_owned());
    }
    if device(name) {
        return Some(format!("「{name}」は Windows が使う名前です。別の名前にしてください"));
    }
    (name.len() > LONGEST).then(|| "ファイル名が長すぎます".to_owned())
}

/// `CON`, `nul.txt`, `COM1`, `lpt³.html`.
fn device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let numbered = ["com", "lpt"].iter().filter_map(|d| stem.strip_prefix(d));
    let digit = |rest: &str| matches!(rest.chars().collect::<Vec<_>>().as_slice(), ['0'..='9' | '¹' | '²' | '³']);
    DEVICES.contains(&stem.as_str()) || numbered.into_iter().any(digit)
}

/// `text` with everything replaced that a name cannot hold.
pub fn clean(text: &str) -> String {
    let plain = |c: char| if REFUSED.contains(&c) || c.is_control() || c.is_whitespace() { '_' } else { c };
    let out: String = text.trim().chars().map(plain).take(60).collect();
    let out = out.trim_end_matches('.');
    if device(out) { format!("_{out}") } else { out.to_owned() }
}

/// `name` with the ending `extension`, unless it has it already.
pub fn with_extension(name: &str, extension: &str) -> String {
    let name = name.trim();
    let has = name.rsplit_once('.').is_some_and(|(_, e)| e.eq_ignore_ascii_case(extension));
    if has || name.is_empty() { name.to_owned() } else { format!("{name}.{extension}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_some_system_refuses() {
        for bad in [
            "", "  ", "CON", "con.html", "Nul", "COM1", "lpt9.csv", "com¹.md", "CONIN$", "a<b", "a:b", "a/b", "a\\b",
            "a|b", "a?", "a*", "a\"b", "a.", "a ", " a", "a\u{7}b", "..", ".",
        ] {
            assert!(fault(bad).is_some(), "{bad:?}");
        }
        assert!(fault(&"長".repeat(100)).is_some());
        for good in ["島根県海士町_2026-11-21.html", "CONTENT.csv", "com10.md", "lpt.html", "a.b.c", "：全角＊", "comx"]
        {
            assert_eq!(fault(good), None, "{good}");
        }
    }

    #[test]
    fn proposals_are_good_names() {
        for text in ["島根県海士町", "a/b:c", "CON", "…", "a...", " x\ty "] {
            assert_eq!(fault(&clean(text)), None, "{text}: {}", clean(text));
        }
        assert_eq!(with_extension("結果", "html"), "結果.html");
        assert_eq!(with_extension("結果.HTML", "html"), "結果.HTML");
        assert_eq!(with_extension("令和8.11.21", "csv"), "令和8.11.21.csv");
    }
}
