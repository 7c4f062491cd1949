//! Sorting that keeps equals in their order, compiled once.
//!
//! The standard library's sorts are 3 to 8 kB for every type and key that they are used with, and this program sorts in
//! some seventy places, a few dozen things each. Here only the comparison is compiled for each of them.

use std::cmp::Ordering;

/// Sorts by `order`.
pub fn by<T>(all: &mut [T], mut order: impl FnMut(&T, &T) -> Ordering) {
    let seen = &*all;
    let swaps = swaps(seen.len(), &mut |a, b| match (seen.get(a), seen.get(b)) {
        (Some(a), Some(b)) => order(a, b),
        _ => Ordering::Equal,
    });
    for (a, b) in swaps {
        all.swap(a, b);
    }
}

/// Sorts by a key.
pub fn by_key<T, K: Ord>(all: &mut [T], mut key: impl FnMut(&T) -> K) {
    by(all, |a, b| key(a).cmp(&key(b)));
}

/// The same with each key made once.
pub fn by_kept_key<T, K: Ord>(all: &mut [T], key: impl FnMut(&T) -> K) {
    let keys: Vec<K> = all.iter().map(key).collect();
    for (a, b) in swaps(keys.len(), &mut |a, b| keys.get(a).cmp(&keys.get(b))) {
        all.swap(a, b);
    }
}

/// Sorts by what the things are.
pub fn plainly<T: Ord>(all: &mut [T]) {
    by(all, T::cmp);
}

/// Sorts by what the things are, and leaves each once.
pub fn once<T: Ord>(all: &mut Vec<T>) {
    plainly(all);
    all.dedup();
}

/// The least and the most of several ranges; `None` where one is none, or where there are none.
pub fn span<T: Ord>(all: impl IntoIterator<Item = Option<(T, T)>>) -> Option<(T, T)> {
    let mut all = all.into_iter();
    let first = all.next()??;
    all.try_fold(first, |(lo, hi), one| one.map(|(l, h)| (lo.min(l), hi.max(h))))
}

/// Each thing once, in the order in which they first come.
pub fn distinct<T: PartialEq>(all: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut out = Vec::new();
    for one in all {
        if !out.contains(&one) {
            out.push(one);
        }
    }
    out
}

/// The swaps, one after another, that bring `count` things into order.
fn swaps(count: usize, order: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<(usize, usize)> {
    if count < 2 {
        return Vec::new();
    }
    let mut sorted: Vec<usize> = (0..count).collect();
    sorted.sort_unstable_by(|a, b| order(*a, *b).then(a.cmp(b)));
    // Where each thing has to go.
    let mut places = vec![0; count];
    for (place, at) in sorted.into_iter().enumerate() {
        if let Some(goal) = places.get_mut(at) {
            *goal = place;
        }
    }
    let mut out = Vec::new();
    for at in 0..count {
        while let Some(&place) = places.get(at).filter(|place| **place != at) {
            out.push((at, place));
            places.swap(at, place);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_standard_librarys_order(all in proptest::collection::vec((0..9_u8, 0..9_u8), 0..200)) {
            let (mut ours, mut theirs) = (all.clone(), all.clone());
            by_key(&mut ours, |(key, _)| *key);
            theirs.sort_by_key(|(key, _)| *key);
            prop_assert_eq!(&ours, &theirs);
            let mut ours = all.clone();
            by_kept_key(&mut ours, |(key, _)| *key);
            prop_assert_eq!(&ours, &theirs);
            plainly(&mut ours);
            theirs.sort_unstable();
            prop_assert_eq!(ours, theirs);
        }
    }
}
