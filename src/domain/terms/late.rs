//! Lists of the bundle that are read when they are first asked for: no screen needs all of them.

use std::ops::Deref;
use std::sync::OnceLock;

/// A list.
pub enum Late<T: 'static> {
    /// As it is.
    Ready(&'static [T]),
    /// Read when it is first asked for.
    Unread(&'static Unread<T>),
}

/// A list that waits to be read.
pub struct Unread<T: 'static> {
    texts: &'static str,
    bytes: &'static [u8],
    read: fn(&'static str, &'static [u8]) -> &'static [T],
    each: fn(&'static str, &'static [u8], &mut dyn FnMut(T)),
    all: OnceLock<&'static [T]>,
}

impl<T> Unread<T> {
    /// A list that `read` makes of these texts and bytes, and of which `each` shows one after the other.
    pub const fn new(
        texts: &'static str,
        bytes: &'static [u8],
        read: fn(&'static str, &'static [u8]) -> &'static [T],
        each: fn(&'static str, &'static [u8], &mut dyn FnMut(T)),
    ) -> Self {
        Self { texts, bytes, read, each, all: OnceLock::new() }
    }
}

impl<T> Late<T> {
    /// Everything in it.
    pub fn all(self) -> &'static [T] {
        match self {
            Self::Ready(all) => all,
            Self::Unread(unread) => unread.all.get_or_init(|| (unread.read)(unread.texts, unread.bytes)),
        }
    }
}

impl<T: Copy> Late<T> {
    /// Shows one after the other. Where the list is not read yet, nothing of it is kept.
    pub fn each(self, mut see: impl FnMut(T)) {
        match self {
            Self::Unread(unread) if unread.all.get().is_none() => (unread.each)(unread.texts, unread.bytes, &mut see),
            _ => self.iter().copied().for_each(see),
        }
    }
}

/// As of a slice, but what is in it outlives the list.
impl<T> Late<T> {
    /// One after the other.
    pub fn iter(self) -> std::slice::Iter<'static, T> {
        self.all().iter()
    }

    /// The one at this place.
    pub fn get(self, at: usize) -> Option<&'static T> {
        self.all().get(at)
    }
}

impl<T> IntoIterator for Late<T> {
    type Item = &'static T;
    type IntoIter = std::slice::Iter<'static, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T> Clone for Late<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Late<T> {}

impl<T> Deref for Late<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.all()
    }
}

impl<T: std::fmt::Debug> std::fmt::Debug for Late<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.all().fmt(f)
    }
}
