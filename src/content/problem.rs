//! What is wrong in a bundle: file, line, column, key, what to do.

pub use crate::text::foreign::is_unseen;

/// One mistake in the content.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Problem {
    /// Path inside the bundle.
    pub file: String,
    /// Line from 1; 0 where the whole file is meant.
    pub line: usize,
    /// Character in the line from 1; 0 where the whole line is meant.
    pub column: usize,
    /// The key concerned (`rate[デジタル].share`).
    pub key: String,
    /// What is wrong and what to do, in Japanese.
    pub message: String,
    /// The line as it should be; empty where that is not certain.
    pub mended: String,
}

impl Problem {
    /// The problem `message` with `key` on `line` of `file`.
    pub fn new(file: impl Into<String>, line: usize, key: impl Into<String>, message: impl Into<String>) -> Self {
        let (file, key, message) = (file.into(), key.into(), message.into());
        Self { file, line, column: 0, key, message, mended: String::new() }
    }

    /// At byte `at` of the file's text.
    pub fn at(file: &str, text: &str, at: usize, key: &str, message: impl Into<String>) -> Self {
        let (line, column) = position(text, at);
        Self { column, ..Self::new(file, line, key, message) }
    }

    /// The line as it should be.
    #[must_use]
    pub fn mended(self, line: impl Into<String>) -> Self {
        Self { mended: line.into(), ..self }
    }

    /// A mistake in a programme's file, where the line is no longer known.
    pub fn in_programme(id: &str, key: &str, message: impl Into<String>) -> Self {
        Self::new(format!("programmes/{id}.toml"), 0, key, message)
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // A hostile bundle must not reach the terminal with escape sequences in a key or a quoted value.
        let clean = |text: &str| text.replace(is_unseen, "?");
        write!(f, "{}", clean(&self.file))?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        if self.column > 0 {
            write!(f, ":{}", self.column)?;
        }
        if !self.key.is_empty() {
            write!(f, " [{}]", clean(&self.key))?;
        }
        write!(f, " {}", clean(&self.message))?;
        if self.mended.is_empty() { Ok(()) } else { write!(f, "　こう書きます: {}", clean(self.mended.trim())) }
    }
}

/// Where in a file a byte offset lies: line and character from 1.
pub fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.rsplit('\n').next().unwrap_or_default();
    (line_at(text, offset), 1 + line.chars().count())
}

/// Where in a file a byte offset lies: line from 1.
pub fn line_at(text: &str, offset: usize) -> usize {
    let upto = text.as_bytes().get(..offset.min(text.len())).unwrap_or_default();
    1 + upto.iter().filter(|b| **b == b'\n').count()
}
