//! Three-valued (Kleene) truth: unknown is a value, never a synonym of no.

/// Yes, no, or not known yet.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub enum Truth {
    /// Settled: holds whatever else becomes known.
    Yes,
    /// Open: further answers may make it either.
    Unknown,
    /// Settled: does not hold whatever else becomes known.
    No,
}

impl Truth {
    /// Kleene conjunction: one No settles it.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, Self::Yes) => Self::Yes,
            _ => Self::Unknown,
        }
    }

    /// Kleene disjunction: one Yes settles it.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Yes, _) | (_, Self::Yes) => Self::Yes,
            (Self::No, Self::No) => Self::No,
            _ => Self::Unknown,
        }
    }

    /// Conjunction of all, asked one after the other until one settles it.
    pub fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut out = Self::Yes;
        for part in parts {
            out = out.and(part);
            if out == Self::No {
                break;
            }
        }
        out
    }

    /// Disjunction of all, asked one after the other until one settles it.
    pub fn any(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut out = Self::No;
        for part in parts {
            out = out.or(part);
            if out == Self::Yes {
                break;
            }
        }
        out
    }

    /// Neither Yes nor No.
    pub fn is_open(self) -> bool {
        self == Self::Unknown
    }
}

impl std::ops::Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::Unknown => Self::Unknown,
            Self::No => Self::Yes,
        }
    }
}

impl From<bool> for Truth {
    fn from(b: bool) -> Self {
        if b { Self::Yes } else { Self::No }
    }
}

#[cfg(test)]
mod tests {
    use super::Truth::{self, No, Unknown, Yes};

    const ALL: [Truth; 3] = [Yes, Unknown, No];

    #[test]
    fn kleene_tables_in_full() {
        let and = [Yes, Unknown, No, Unknown, Unknown, No, No, No, No];
        let or = [Yes, Yes, Yes, Yes, Unknown, Unknown, Yes, Unknown, No];
        for (i, a) in ALL.into_iter().enumerate() {
            for (j, b) in ALL.into_iter().enumerate() {
                assert_eq!(a.and(b), and[i * 3 + j], "{a:?} and {b:?}");
                assert_eq!(a.or(b), or[i * 3 + j], "{a:?} or {b:?}");
                assert_eq!(!(a.and(b)), (!a).or(!b), "De Morgan");
            }
        }
        assert_eq!([!Yes, !Unknown, !No], [No, Unknown, Yes]);
    }
}
