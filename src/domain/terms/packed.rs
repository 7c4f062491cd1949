//! Several texts in one: a text of its own takes 16 bytes beside its letters, and a place of its own in what is read at
//! start. The bundle holds thousands of them.

/// `N` texts, one behind the other.
#[derive(Clone, Copy, Debug)]
pub struct Packed<const N: usize> {
    /// The texts.
    pub all: &'static str,
    /// Where each ends in `all`, in bytes.
    pub ends: [u32; N],
}

impl<const N: usize> Packed<N> {
    /// Nothing but empty texts.
    pub const EMPTY: Self = Self { all: "", ends: [0; N] };

    /// Packs texts, for the rest of the process: a bundle is loaded once.
    pub fn new(texts: [&str; N]) -> Self {
        let mut all = String::new();
        let ends = texts.map(|text| {
            all.push_str(text);
            // 4 GiB do not come into a bundle: `content::files` reads far less.
            u32::try_from(all.len()).unwrap_or(u32::MAX)
        });
        Self { all: String::leak(all), ends }
    }

    /// One of them; empty where there are not so many.
    pub fn text(&self, at: usize) -> &'static str {
        let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
        let from = at.checked_sub(1).map_or(0, end);
        self.all.get(from..end(at)).unwrap_or_default()
    }

    /// Whether one of them reads so; mostly its length tells that it does not.
    pub fn is(&self, at: usize, wanted: &str) -> bool {
        let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
        end(at).checked_sub(at.checked_sub(1).map_or(0, end)) == Some(wanted.len()) && self.text(at) == wanted
    }

    /// The texts again.
    pub fn texts(&self) -> [&'static str; N] {
        let mut out = [""; N];
        let mut rest = self.all;
        let mut from = 0;
        for (text, end) in out.iter_mut().zip(self.ends) {
            let Some(parts) = rest.split_at_checked(end.wrapping_sub(from) as usize) else { break };
            ((*text, rest), from) = (parts, end);
        }
        out
    }
}
