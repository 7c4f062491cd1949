//! Several texts as one.

/// What there is of `parts`, with `sign` between them: where one is empty, no sign stands either.
pub fn join<'a>(parts: impl IntoIterator<Item = &'a str>, sign: &str) -> String {
    parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(sign)
}
