//! Exact numbers: yen as integers, shares as fractions, 財政力指数 as a decimal. No floats.

use std::cmp::Ordering;

/// An amount in 円, never negative.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Yen(pub u64);

impl Yen {
    /// `self − other`, or 0 円 where `other` is larger.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// `self + other`; stays at the largest representable amount instead of wrapping.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// `self × n`; stays at the largest representable amount instead of wrapping.
    #[must_use]
    pub fn times(self, n: u64) -> Self {
        Self(self.0.saturating_mul(n))
    }
}

/// An exact share of something, from 0 to 1 (0/1 to 10/10), kept as the document prints it.
///
/// 6/10 stays 6/10 on the screen; comparison and arithmetic are exact, so 6/10 equals 3/5.
#[derive(Clone, Copy, Debug)]
pub struct Share {
    num: u32,
    den: u32,
}

impl Share {
    /// The whole: 10/10.
    pub const WHOLE: Self = Self { num: 1, den: 1 };

    /// A share `num/den`; `None` when `den` is 0 or the share is above 1.
    pub const fn new(num: u32, den: u32) -> Option<Self> {
        if den == 0 || num > den { None } else { Some(Self { num, den }) }
    }

    /// For generated data only: the content check has seen that it is a share.
    pub const fn checked(num: u32, den: u32) -> Self {
        if let Some(share) = Self::new(num, den) { share } else { Self::WHOLE }
    }

    /// Reads 「2/3」, 「0.7」, 「90%」, 「1」.
    pub fn parse(text: &str) -> Option<Self> {
        let t = text.trim();
        if let Some((n, d)) = t.split_once('/') {
            return Self::new(n.trim().parse().ok()?, d.trim().parse().ok()?);
        }
        if let Some(p) = t.strip_suffix('%') {
            return Self::new(p.trim().parse().ok()?, 100);
        }
        let d = Decimal::parse(t)?;
        Self::new(u32::try_from(d.mantissa).ok()?, 10u32.checked_pow(u32::from(d.places))?)
    }

    /// Numerator as printed.
    pub const fn num(self) -> u32 {
        self.num
    }

    /// Denominator as printed.
    pub const fn den(self) -> u32 {
        self.den
    }

    /// This share of `amount`, 円未満切捨て. What is cut off stays with the remaining party.
    pub fn of(self, amount: Yen) -> Yen {
        let n = u128::from(amount.0) * u128::from(self.num) / u128::from(self.den);
        Yen(u64::try_from(n).unwrap_or(u64::MAX))
    }
}

impl PartialEq for Share {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Share {}
impl PartialOrd for Share {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Share {
    fn cmp(&self, other: &Self) -> Ordering {
        (u64::from(self.num) * u64::from(other.den)).cmp(&(u64::from(other.num) * u64::from(self.den)))
    }
}

/// The exact decimal `mantissa / 10^places` (財政力指数 0.25 = 25 / 10²); also counts and yen, with 0 places.
#[derive(Clone, Copy, Debug)]
pub struct Decimal {
    /// All digits, with the sign.
    pub mantissa: i64,
    /// Digits after the point, 0 to 9.
    pub places: u8,
}

impl Decimal {
    /// The whole number `n`.
    pub const fn whole(n: i64) -> Self {
        Self { mantissa: n, places: 0 }
    }

    /// `mantissa / 10^places`; more than 9 places are refused.
    pub fn new(mantissa: i64, places: u32) -> Option<Self> {
        (places <= 9).then_some(Self { mantissa, places: u8::try_from(places).ok()? })
    }

    /// Reads plain ASCII: 「0.25」, 「-1」, 「12000」.
    pub fn parse(text: &str) -> Option<Self> {
        let t = text.trim();
        let (sign, digits) = t.strip_prefix('-').map_or((1, t), |rest| (-1, rest));
        let (mut mantissa, mut whole, mut places) = (0_i64, 0_usize, None);
        // By bytes, without a copy: a table of the user's is read before the first frame.
        for b in digits.bytes() {
            match (b, &mut places) {
                (b'0'..=b'9', places) => {
                    mantissa = mantissa.checked_mul(10)?.checked_add(i64::from(b - b'0'))?;
                    match places {
                        Some(9) => return None,
                        Some(n) => *n += 1,
                        None => whole += 1,
                    }
                }
                (b'.', None) => places = Some(0_u8),
                _ => return None,
            }
        }
        let places = places.unwrap_or(0);
        (whole > 0).then_some(Self { mantissa: sign * mantissa, places })
    }

    fn scaled(self) -> i128 {
        i128::from(self.mantissa) * 10i128.pow(9 - u32::from(self.places.min(9)))
    }

    /// Compares `self` with `ratio × other`, exactly: is a loan at least 1.5 times the grant?
    pub fn cmp_times(self, ratio: Self, other: Self) -> Ordering {
        let left = self.scaled().saturating_mul(1_000_000_000);
        let right = ratio.scaled().saturating_mul(other.scaled());
        left.cmp(&right)
    }

    /// As an amount, when it is a whole number of yen and not negative.
    pub fn yen(self) -> Option<Yen> {
        let unit = 1_000_000_000;
        let s = self.scaled();
        (s >= 0 && s % unit == 0).then(|| u64::try_from(s / unit).ok().map(Yen)).flatten()
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.scaled() == other.scaled()
    }
}
impl Eq for Decimal {}
impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        self.scaled().cmp(&other.scaled())
    }
}

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let p = usize::from(self.places);
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let digits = format!("{:0>width$}", self.mantissa.unsigned_abs(), width = p + 1);
        let (int, frac) = digits.split_at(digits.len().saturating_sub(p));
        if p == 0 { write!(f, "{sign}{int}") } else { write!(f, "{sign}{int}.{frac}") }
    }
}

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.num, self.den)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_is_not_below_a_quarter() {
        let d = |s| Decimal::parse(s).expect("a decimal");
        assert!(d("0.249") < d("0.25"));
        assert!(d("0.25") >= d("0.25"));
        assert_eq!(d("0.25"), d("0.25000"));
        assert_eq!(d("0.44595").to_string(), "0.44595");
        assert_eq!(d("-0.1").to_string(), "-0.1");
        assert!(Decimal::parse("1e3").is_none() && Decimal::parse(".5").is_none() && Decimal::parse("").is_none());
    }

    #[test]
    fn shares_are_exact_and_never_above_one() {
        let s = |t| Share::parse(t).expect("a share");
        assert_eq!(s("6/10"), s("3/5"));
        assert_eq!(s("6/10").to_string(), "6/10");
        assert_eq!(s("0.7"), s("70%"));
        assert!(s("9/10") < s("10/10") && s("10/10") == Share::WHOLE);
        assert!(Share::parse("3/2").is_none() && Share::parse("1/0").is_none() && Share::parse("-1/2").is_none());
        assert_eq!(s("2/3").of(Yen(50_000_000)), Yen(33_333_333));
        assert_eq!(s("1/1").of(Yen(u64::MAX)), Yen(u64::MAX));
    }

    #[test]
    fn ratios_are_compared_without_dividing() {
        let w = Decimal::whole;
        let r = |t| Decimal::parse(t).expect("a decimal");
        assert_eq!(w(52_500_000).cmp_times(r("1.5"), w(35_000_000)), Ordering::Equal);
        assert_eq!(w(52_499_999).cmp_times(r("1.5"), w(35_000_000)), Ordering::Less);
        assert_eq!(w(79_000_000).cmp_times(w(2), w(40_000_000)), Ordering::Less);
    }
}
