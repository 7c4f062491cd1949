//! Amounts written the way the rest of the program reads them.

/// Whole yen with thousands commas: 「25,000,000円」.
pub fn show_yen_plain(y: u64) -> String {
    format!("{}円", grouped(y))
}

/// Whole yen as people say them: 「2,500万円」, 「3億5,000万円」. Exact: what is
/// not a multiple of 1万円 is written like [`show_yen_plain`].
pub fn show_yen(y: u64) -> String {
    if y == 0 || !y.is_multiple_of(10_000) {
        return show_yen_plain(y);
    }
    let man = y / 10_000;
    let parts = [(man / 100_000_000, "兆"), (man / 10_000 % 10_000, "億"), (man % 10_000, "万")];
    let mut out = String::new();
    for (n, unit) in parts.into_iter().filter(|&(n, _)| n > 0) {
        out.push_str(&grouped(n));
        out.push_str(unit);
    }
    out.push('円');
    out
}

fn grouped(n: u64) -> String {
    in_threes(n, ',')
}

/// `n` with a mark before every third digit from the right.
pub fn in_threes(n: u64, mark: char) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() * 4 / 3 + 1);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::number::yen;

    #[test]
    fn amounts_read_well() {
        for (value, shown) in [
            (0, "0円"),
            (9_999, "9,999円"),
            (10_000, "1万円"),
            (25_000_000, "2,500万円"),
            (35_000_000, "3,500万円"),
            (350_000_000, "3億5,000万円"),
            (300_000_000, "3億円"),
            (39_500_001, "39,500,001円"),
            (1_000_000_010_000, "1兆1万円"),
        ] {
            assert_eq!(show_yen(value), shown);
        }
        assert_eq!(show_yen_plain(25_000_000), "25,000,000円");
        assert_eq!(show_yen_plain(999), "999円");
        assert!(show_yen(u64::MAX).ends_with('円'));
    }

    #[test]
    fn what_is_shown_can_be_typed() {
        // A fixed pseudo-random walk over all magnitudes.
        let mut seed = 0x2545_f491_4f6c_dd1d_u64;
        for step in 0..20_000_u32 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let magnitude = 10_u64.pow(step % 14 + 1);
            let plain = (seed >> 8) % magnitude;
            for value in [plain, plain / 10_000 * 10_000, magnitude - 1] {
                assert_eq!(yen(&show_yen(value)), Ok(value));
                assert_eq!(yen(&show_yen_plain(value)), Ok(value));
            }
        }
    }
}
