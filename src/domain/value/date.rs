//! Civil dates, fiscal years (April to March) and the periods that rows are in force.

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Date {
    year: i32,
    month: u8,
    day: u8,
}

impl Date {
    /// A real day, or `None` (30 February, month 13).
    pub const fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let last = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => 0,
        };
        if day == 0 || day > last { None } else { Some(Self { year, month, day }) }
    }

    /// For generated data only: the content check has seen that it is a day.
    pub const fn checked(year: i32, month: u8, day: u8) -> Self {
        match Self::new(year, month, day) {
            Some(d) => d,
            None => Self { year, month: 1, day: 1 },
        }
    }

    /// Reads 「2024-04-01」.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().split('-');
        let (y, m, d) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() {
            return None;
        }
        Self::new(y.parse().ok()?, m.parse().ok()?, d.parse().ok()?)
    }

    /// Gregorian year.
    pub const fn year(self) -> i32 {
        self.year
    }
    /// Month, 1 to 12.
    pub const fn month(self) -> u8 {
        self.month
    }
    /// Day of the month, 1 to 31.
    pub const fn day(self) -> u8 {
        self.day
    }

    /// The fiscal year (April to March) that holds this day, by the Gregorian year of its April.
    pub const fn fiscal_year(self) -> i32 {
        if self.month >= 4 { self.year } else { self.year - 1 }
    }

    /// Whole months from `self` to `later`; 0 when `later` is not later.
    pub fn months_until(self, later: Self) -> u32 {
        let months = (later.year - self.year) * 12 + i32::from(later.month) - i32::from(self.month);
        let started = i32::from(later.day < self.day);
        u32::try_from(months - started).unwrap_or(0)
    }

    /// The day and the minute of that day, in Japan, `seconds` after 1970-01-01 00:00 UTC.
    pub fn in_japan(seconds: i64) -> (Self, u16) {
        let seconds = seconds.saturating_add(9 * 3_600);
        let minute = seconds.rem_euclid(86_400) / 60;
        (Self::from_unix_days(seconds.div_euclid(86_400)), u16::try_from(minute).unwrap_or(0))
    }

    /// The day `days` days after 1970-01-01, so that a caller with a clock need not know the calendar.
    pub fn from_unix_days(days: i64) -> Self {
        // Days to civil date, proleptic Gregorian, counted in eras of 400 years from 0000-03-01.
        let z = days + 719_468;
        let era = z.div_euclid(146_097);
        let doe = z.rem_euclid(146_097);
        let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        let mp = (5 * doy + 2) / 153;
        let month = if mp < 10 { mp + 3 } else { mp - 9 };
        let year = yoe + era * 400 + i64::from(month <= 2);
        let small = |n: i64| u8::try_from(n).unwrap_or(1);
        Self::checked(i32::try_from(year).unwrap_or(1970), small(month), small(doy - (153 * mp + 2) / 5 + 1))
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// When a row or a programme is in force, both ends included; `None` where the documents print none.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Period {
    /// First day in force.
    pub from: Option<Date>,
    /// Last day in force.
    pub to: Option<Date>,
}

/// What a period means on the day asked about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    /// The documents print a period and the day lies in it, or print a start that has passed.
    InForce,
    /// The last day in force has passed.
    Expired(Date),
    /// The first day in force lies ahead.
    NotYet(Date),
    /// The documents print no period.
    Undated,
}

impl Status {
    /// Name in files and for other programs.
    pub const fn key(self) -> &'static str {
        match self {
            Self::InForce => "in_force",
            Self::Expired(_) => "expired",
            Self::NotYet(_) => "not_yet",
            Self::Undated => "undated",
        }
    }

    /// The day on which it ended or will begin.
    pub const fn day(self) -> Option<Date> {
        match self {
            Self::Expired(day) | Self::NotYet(day) => Some(day),
            Self::InForce | Self::Undated => None,
        }
    }
}

impl Period {
    /// Status on `as_of`.
    pub fn status(self, as_of: Date) -> Status {
        match (self.from, self.to) {
            (Some(from), _) if as_of < from => Status::NotYet(from),
            (_, Some(to)) if as_of > to => Status::Expired(to),
            (None, None) => Status::Undated,
            _ => Status::InForce,
        }
    }

    /// Whether the two periods share a day.
    pub fn overlaps(self, other: Self) -> bool {
        let before = |a: Option<Date>, b: Option<Date>| matches!((a, b), (Some(a), Some(b)) if a < b);
        !before(self.to, other.from) && !before(other.to, self.from)
    }
}

impl Status {
    /// In force as far as the documents say.
    pub fn is_live(self) -> bool {
        matches!(self, Self::InForce | Self::Undated)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(t: &str) -> Date {
        Date::parse(t).expect("a date")
    }

    #[test]
    fn calendar() {
        assert!(Date::parse("2023-02-29").is_none() && Date::parse("2024-13-01").is_none());
        assert_eq!(d("2024-02-29").fiscal_year(), 2023);
        assert_eq!(d("2024-04-01").fiscal_year(), 2024);
        assert_eq!(Date::from_unix_days(0), d("1970-01-01"));
        assert_eq!(Date::from_unix_days(20_778), d("2026-11-21"));
        assert_eq!(Date::in_japan(20_778 * 86_400 + 15 * 3_600), (d("2026-11-22"), 0));
        assert_eq!(Date::in_japan(20_778 * 86_400 + 5 * 3_600 + 125), (d("2026-11-21"), 14 * 60 + 2));
        assert_eq!(Date::from_unix_days(11_016), d("2000-02-29"));
        assert_eq!(d("2024-05-01").months_until(d("2025-04-30")), 11);
        assert_eq!(d("2024-05-01").months_until(d("2025-05-01")), 12);
    }

    #[test]
    fn both_ends_of_a_period_are_in_force() {
        let p = Period { from: Some(d("2024-04-01")), to: Some(d("2026-03-31")) };
        assert_eq!(p.status(d("2024-03-31")), Status::NotYet(d("2024-04-01")));
        assert_eq!(p.status(d("2024-04-01")), Status::InForce);
        assert_eq!(p.status(d("2026-03-31")), Status::InForce);
        assert_eq!(p.status(d("2026-04-01")), Status::Expired(d("2026-03-31")));
        assert_eq!(Period::default().status(d("2026-04-01")), Status::Undated);
        let next = Period { from: Some(d("2026-04-01")), to: None };
        assert!(!p.overlaps(next) && p.overlaps(p) && next.overlaps(Period::default()));
    }
}
