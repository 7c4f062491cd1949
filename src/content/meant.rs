//! What a line that is no TOML may have been meant as.

use crate::text::fold::narrow;
use crate::text::number;

const WIDE: &str = "全角の記号や空白、曲がった引用符は使えません。= \" , [ ] { } # と空白は半角で書いてください";
const QUOTES: &str = "文字は \"…\" で囲んでください";

/// What a line may have been meant as, likeliest first, each with what is wrong.
pub fn by(line: &str) -> Vec<(String, &'static str)> {
    let mut out = Vec::new();
    let plain = narrowed(line);
    if plain != line {
        out.push((plain.clone(), WIDE));
    }
    for (base, more) in [(line, None), (plain.as_str(), Some(WIDE))] {
        let trimmed = base.trim();
        if trimmed.starts_with('[') || trimmed.ends_with(']') && !trimmed.contains('=') {
            let name = trimmed.trim_matches(|c: char| "[] ".contains(c)).replace(' ', "");
            let many = trimmed.starts_with("[[") || trimmed.ends_with("]]");
            let text = if many { format!("[[{name}]]") } else { format!("[{name}]") };
            out.push((text, "見出しの括弧が揃っていません"));
        }
        let key: String = trimmed.chars().take_while(|c| c.is_ascii_alphanumeric() || "_-.".contains(*c)).collect();
        let rest = trimmed.get(key.len()..).unwrap_or_default().trim_start();
        if let Some((name, value)) = trimmed.split_once('=').filter(|(n, _)| key.is_empty() && !n.is_empty()) {
            // Whoever reads the table says which key was meant.
            out.push((format!("\"{}\" = {}", name.trim().trim_matches('"'), value.trim()), ""));
        }
        if key.is_empty() || rest.is_empty() {
            continue;
        }
        let indent: String = line.chars().take_while(|c| *c == ' ' || *c == '\t').collect();
        let (value, lacks) = match rest.strip_prefix(['=', ':', '＝', '：']) {
            Some(value) => (value.trim(), rest.starts_with([':', '：']).then_some("「:」でなく「=」を書いてください")),
            None => (rest, Some("キーと値の間に「=」がありません")),
        };
        for (value, why) in values(value) {
            let message = lacks.or(more.filter(|_| why == QUOTES && value.len() == rest.len())).unwrap_or(why);
            out.push((format!("{indent}{key} = {value}"), message));
        }
    }
    out
}

/// What a value may have been meant as.
fn values(value: &str) -> Vec<(String, &'static str)> {
    const INNER: &str = "文の中の \" は「」にしてください";
    const BACKSLASH: &str = "文の中の \\ は使えません。\\\\ と2つ書くか、消してください";
    const COMMA: &str = "並びの間に「,」がありません";
    const DATE: &str = "日付は 2025-04-01 の形で、引用符なしで書いてください";
    let mut out = vec![(value.to_owned(), "")];
    if value.is_empty() {
        return Vec::new();
    }
    if let Some(inner) = value.strip_prefix('"').and_then(|v| v.trim_end().strip_suffix('"')) {
        let mut open = true;
        let mended: String = inner
            .chars()
            .map(|c| match c {
                '"' => {
                    open = !open;
                    if open { '」' } else { '「' }
                }
                other => other,
            })
            .collect();
        if mended != inner {
            out.push((format!("\"{mended}\""), INNER));
        }
        if inner.contains('\\') {
            out.push((format!("\"{}\"", inner.replace('\\', "\\\\")), BACKSLASH));
        }
    }
    if value.starts_with(['[', '{']) {
        if let Some(yes) = answered(value) {
            out.push((yes, "はい・いいえは、引用符なしの true・false で書いてください"));
        }
        let spaced = value.replace("\" \"", "\", \"").replace("\" ", "\", ").replace("true ", "true, ");
        out.push((spaced.replace(", }", " }").replace(", ]", " ]"), COMMA));
        let quoted: Vec<String> = value
            .trim_matches(|c: char| "[] ".contains(c))
            .split([',', '、'])
            .map(|w| format!("\"{}\"", w.trim().trim_matches('"')))
            .collect();
        out.push((format!("[{}]", quoted.join(", ")), QUOTES));
        return out;
    }
    let (body, comment) = value.split_once(" #").map_or((value, ""), |(b, c)| (b.trim_end(), c));
    let behind = if comment.is_empty() { String::new() } else { format!("   #{comment}") };
    if let Ok((y, m, d)) = number::date(body) {
        out.push((format!("{y:04}-{m:02}-{d:02}{behind}"), DATE));
    }
    let ascii: String = body.chars().map(narrow).collect();
    // A figure in full-width digits is one in ASCII.
    let body = if ascii.is_ascii() { ascii.as_str() } else { body };
    let bare = body.trim_matches(['"', '「', '」', '『', '』', '\'']);
    if body.ends_with('"') && !body.starts_with('"') {
        out.push((format!("\"{bare}\"{behind}"), "文字の始めの引用符（\"）がありません"));
    }
    if !bare.contains(['"', '\\']) {
        out.push((format!("\"{bare}\"{behind}"), QUOTES));
    }
    out
}

/// A condition with its はい and its True as TOML has them, and its bare words in quotation marks.
fn answered(value: &str) -> Option<String> {
    let inner = value.strip_prefix('{')?.trim_end().strip_suffix('}')?;
    let one = |pair: &str| {
        let Some((key, value)) = pair.split_once('=') else { return pair.trim().to_owned() };
        let value = match value.trim() {
            "はい" | "True" | "TRUE" | "yes" => "true".to_owned(),
            "いいえ" | "False" | "FALSE" | "no" => "false".to_owned(),
            word if word.starts_with(['"', '[', '{', '\'']) || word == "true" || word == "false" => word.to_owned(),
            word if word.parse::<i64>().is_ok() => word.to_owned(),
            word => format!("\"{word}\""),
        };
        format!("{} = {value}", key.trim())
    };
    let mended = format!("{{ {} }}", inner.split(',').map(one).collect::<Vec<_>>().join(", "));
    (mended != value).then_some(mended)
}

/// Full-width signs outside of texts as ASCII, and curved quotation marks as straight ones; texts stay as they are.
fn narrowed(line: &str) -> String {
    let mut inside = false;
    let mut out = String::new();
    for c in line.chars() {
        let c = match c {
            '“' | '”' | '„' | '‟' | '＂' | '″' => '"',
            other => other,
        };
        if c == '"' {
            inside = !inside;
        }
        out.push(match c {
            '、' | '，' if !inside => ',',
            '【' if !inside => '[',
            '】' if !inside => ']',
            other if inside => other,
            other => narrow(other),
        });
    }
    out
}
