//! A municipality's row → the answers that it settles, each with the table and the date it comes from.
//!
//! Only what the row says: never a guess. What follows from these answers is [`Catalogue::infer`]'s work.

use crate::domain::terms::catalogue::{Catalogue, Kaso, Municipality};
use crate::domain::terms::profile::{Answer, Fact, FactKind, Origin, Profile, Value};
use crate::domain::value::number::Decimal;

/// 三大都市圏: the eleven prefectures of the national land use plan.
const THREE_AREAS: [&str; 11] =
    ["埼玉県", "千葉県", "東京都", "神奈川県", "岐阜県", "愛知県", "三重県", "京都府", "大阪府", "兵庫県", "奈良県"];

/// The municipalities of 奄美群島, all in 鹿児島県.
const AMAMI: [&str; 12] = [
    "奄美市",
    "大和村",
    "宇検村",
    "瀬戸内町",
    "龍郷町",
    "喜界町",
    "徳之島町",
    "天城町",
    "伊仙町",
    "和泊町",
    "知名町",
    "与論町",
];

/// The answers that `m`'s row settles. Prefectures get no 過疎区分 and nothing about places.
pub fn prefill(catalogue: &Catalogue, m: &'static Municipality) -> Profile {
    let mut page = Page { catalogue, code: m.code, profile: Profile::new() };
    let prefecture = m.is_prefecture();
    if let Some(id) = entity(m) {
        page.choice("entity", id, "entity");
    }
    if let Some(index) = m.index {
        page.number("zaiseiryoku", index, if prefecture { "prefecture_index" } else { "index" });
    }
    if let Some(population) = m.population {
        page.number("jinko", Decimal::whole(i64::from(population)), "population");
    }
    if prefecture {
        return page.profile;
    }
    if let Some(kaso) = m.kaso {
        page.choice("kaso", kaso_id(kaso), "kaso");
    }
    page.flag("santoshiken", THREE_AREAS.contains(&m.prefecture), "santoshiken");
    if wholly_disadvantaged(m) {
        page.flag("jokenfuri", true, "jokenfuri");
        page.flag("site_jokenfuri", true, "jokenfuri");
    }
    page.profile
}

fn entity(m: &Municipality) -> Option<&'static str> {
    if m.is_prefecture() {
        return Some(if m.name == "東京都" { "to" } else { "dofuken" });
    }
    match m.name.chars().next_back()? {
        '市' => Some("shi"),
        '町' => Some("machi"),
        '村' => Some("mura"),
        '区' if m.prefecture == "東京都" => Some("tokubetsuku"),
        _ => None,
    }
}

fn kaso_id(kaso: Kaso) -> &'static str {
    match kaso {
        Kaso::Whole => "zenbu",
        Kaso::Part => "ichibu",
        Kaso::Deemed => "minashi",
        Kaso::None => "higaito",
    }
}

/// 沖縄県, 小笠原村 and 奄美群島 are disadvantaged areas as a whole, so every place inside is one.
fn wholly_disadvantaged(m: &Municipality) -> bool {
    match m.prefecture {
        "沖縄県" => true,
        "東京都" => m.name == "小笠原村",
        "鹿児島県" => AMAMI.contains(&m.name),
        _ => false,
    }
}

struct Page<'a> {
    catalogue: &'a Catalogue,
    code: u32,
    profile: Profile,
}

impl Page<'_> {
    /// Facts that the bundle does not ask are left out; so is a value that the fact's own form refuses.
    fn put(&mut self, fact: &str, column: &str, value: impl FnOnce(&Fact) -> Option<Value>) {
        let Some((id, fact)) = self.catalogue.fact_named(fact) else { return };
        if let Some(value) = value(fact) {
            let source = self.catalogue.column_of(column, self.code);
            self.profile.set(id, Answer::Known(value, Origin::Prefilled(source)));
        }
    }

    fn flag(&mut self, fact: &str, is: bool, column: &str) {
        self.put(fact, column, |f| matches!(f.kind, FactKind::YesNo).then_some(Value::Flag(is)));
    }

    fn choice(&mut self, fact: &str, option: &str, column: &str) {
        self.put(fact, column, |f| match f.kind {
            FactKind::Choice(all) => {
                all.iter().position(|o| o.id == option).and_then(|i| u8::try_from(i).ok()).map(Value::Choice)
            }
            _ => None,
        });
    }

    fn number(&mut self, fact: &str, n: Decimal, column: &str) {
        self.put(fact, column, |f| match f.kind {
            FactKind::Number { min, max, .. } if n >= min && n <= max => Some(Value::Number(n)),
            _ => None,
        });
    }
}
