//! Answers by chance with a seed: known, not known, not asked, each of any kind of question.

use chiiki_navi::content::embedded::catalogue;
use chiiki_navi::domain::terms::profile::{Answer, FactKind, Origin, Profile, Value};
use chiiki_navi::domain::value::date::Date;
use chiiki_navi::domain::value::number::Decimal;

#[path = "dice.rs"]
pub mod dice;

use dice::Dice;

/// One profile for each seed.
pub fn profile(seed: u64) -> Profile {
    let (mut dice, mut out) = (Dice(seed), Profile::new());
    for (id, fact) in catalogue().fact_ids() {
        let value = match fact.kind {
            FactKind::YesNo => Value::Flag(dice.roll(2) == 0),
            FactKind::Choice(all) => Value::Choice(u8::try_from(dice.roll(all.len())).expect("few")),
            FactKind::Day => Value::Day(Date::new(2024, 4, 1).expect("a day")),
            FactKind::Number { min, max, places, .. } => {
                let n = Decimal { mantissa: [30, 72, 5_000, 100_000_000][dice.roll(4)], places };
                Value::Number(n.max(min).min(max))
            }
        };
        match dice.roll(5) {
            0 => {}
            1 => out.set(id, Answer::DontKnow),
            _ => out.set(id, Answer::Known(value, Origin::Given)),
        }
    }
    out
}
