//! Text of others on its way to a screen: what somebody typed, what stands in a file, a path. One rule for all of it, in
//! a room that every room above may use.

/// Longest piece of somebody's text in a sentence of ours, in characters.
const LONGEST: usize = 60;
/// Stands for what is not shown: that something was there is said.
const STAND_IN: char = '\u{fffd}';

/// What people do not see and terminals obey: controls, the marks that turn the direction of writing, separators of
/// lines that are no line breaks, and what has no width.
pub fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        )
}

/// A name, a word or a value in a sentence: on one line, nothing that steers, not endless.
pub fn shown(text: &str) -> String {
    let mut out: String = text.chars().take(LONGEST).map(seen).collect();
    if text.chars().nth(LONGEST).is_some() {
        out.push('…');
    }
    out
}

/// The same at any length: a path is of use only whole.
pub fn whole(text: &str) -> String {
    text.chars().map(seen).collect()
}

/// Text of several lines: line breaks and tabs stay.
pub fn lines(text: &str) -> String {
    text.chars().map(|c| if matches!(c, '\n' | '\t') { c } else { seen(c) }).collect()
}

fn seen(c: char) -> char {
    if is_unseen(c) { STAND_IN } else { c }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_others_steers_the_screen() {
        let evil = "\u{1b}]0;x\u{7}海\u{9b}2J\u{202e}士\u{2066}\u{2028}町\u{200b}\u{feff}\r\n\t";
        for safe in [shown(evil), whole(evil)] {
            assert!(!safe.contains(is_unseen) && safe.contains("海"), "{safe:?}");
        }
        assert_eq!(lines("a\r\n\tb\u{2028}"), "a\u{fffd}\n\tb\u{fffd}");
        let long = shown(&"長".repeat(5_000));
        assert_eq!(long.chars().count(), LONGEST + 1);
        assert_eq!(shown(&long), long, "shown twice is shown once");
        assert_eq!(shown("島根県海士町 👨‍👩‍👧").chars().count(), 12);
    }
}
