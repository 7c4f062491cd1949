//! How a bundle becomes `'static`: it is loaded once per process and lives as long as it.

/// Keeps a list for the rest of the process.
pub fn leak<T>(all: Vec<T>) -> &'static [T] {
    Vec::leak(all)
}

/// Keeps a text for the rest of the process.
pub fn leak_str(s: String) -> &'static str {
    String::leak(s)
}
