//! A result as one row: verdict, who applies, rate and ceiling without opening it.

use crate::domain::judge::assess::{Assessment, CeilingAnswer, RateAnswer};
use crate::domain::judge::inquiry::Inquiry;
use crate::domain::judge::rank::{Group, group};
use crate::domain::terms::programme::{Instrument, Level, RateValue};
use crate::domain::value::truth::Truth;
use crate::present::{condition, figure, value, word};

/// The texts of a result row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// Where it stands.
    pub group: Group,
    /// Name of the programme.
    pub name: &'static str,
    /// The rate that counts most for the body, in a few characters.
    pub rate: String,
    /// The ceiling, in a few characters.
    pub ceiling: String,
    /// Why it stands there, or what is missing.
    pub note: String,
    /// 申請者.
    pub applicant: &'static str,
}

impl Row {
    /// Who applies, and why the programme stands there.
    pub fn second(&self) -> String {
        self.with(self.applicant)
    }

    /// The same where there is little room: who applies without the remark in brackets.
    pub fn second_short(&self) -> String {
        self.with(self.applicant.split('（').next().unwrap_or_default())
    }

    fn with(&self, applicant: &str) -> String {
        let gap = if applicant.is_empty() || self.note.is_empty() { "" } else { "　" };
        format!("{applicant}{gap}{}", self.note)
    }
}

/// The row of an assessment.
pub fn row(inquiry: Inquiry<'_>, a: &Assessment) -> Row {
    let group = group(a);
    // A figure beside 対象外 would be read aloud as one that can be had.
    let figures = group != Group::Excluded;
    Row {
        group,
        name: a.programme.name,
        rate: if figures { rate(a) } else { String::new() },
        ceiling: if figures { ceiling(a) } else { String::new() },
        note: note(inquiry, a),
        applicant: a.programme.applicant,
    }
}

/// The rate that counts most for the body: national money first, then special tax, then the rest.
pub fn leading_rate(a: &Assessment) -> Option<&RateAnswer> {
    let weight = |i: Instrument| match i {
        Instrument::National => 0,
        Instrument::BondShare => 1,
        Instrument::SpecialTax | Instrument::OrdinaryTax => 2,
        _ => 3,
    };
    a.rates.iter().min_by_key(|r| weight(r.group.instrument))
}

/// The leading rate in a few characters.
pub fn rate(a: &Assessment) -> String {
    let Some(best) = leading_rate(a) else {
        return match a.programme.level {
            Level::Figures => "率の記載なし".to_owned(),
            _ => "率・上限の記載なし".to_owned(),
        };
    };
    let text = figure::rate(&best.selection, best.group.instrument);
    let short = match best.group.instrument {
        Instrument::National => "国費",
        Instrument::BondShare => "充当率",
        Instrument::BondRelief => "交付税措置",
        Instrument::SpecialTax => "特別交付税",
        Instrument::OrdinaryTax => "普通交付税",
        Instrument::TaxRelief | Instrument::Other => "",
    };
    // For a bond the share that is paid back through the tax is half of the answer.
    let relief = a.rates.iter().find(|r| r.group.instrument == Instrument::BondRelief);
    let relief = match (best.group.instrument, relief) {
        (Instrument::BondShare, Some(r)) => {
            format!(" 交付税{}", figure::rate(&r.selection, Instrument::BondRelief))
        }
        _ => String::new(),
    };
    let doubtful = best.selection.outcomes.iter().any(|p| {
        !p.readings.is_empty()
            || p.leading.is_some_and(|r| !r.others.is_empty() || matches!(r.value, RateValue::OneOf(_)))
    });
    let text = text.replace("（財政力補正）", " 補正あり");
    format!("{short} {text}{relief}{}", if doubtful { " 資料差あり" } else { "" }).trim().to_owned()
}

/// The largest ceiling.
pub fn leading_ceiling(a: &Assessment) -> Option<&CeilingAnswer> {
    let real = a.ceilings.iter().filter(|c| !c.group.floor);
    real.max_by_key(|c| c.selection.leading().map(|r| r.yen).max())
}

/// The largest ceiling with its unit, and whether there are further ones.
pub fn ceiling(a: &Assessment) -> String {
    let Some(largest) = leading_ceiling(a) else { return String::new() };
    let per = if largest.group.per.is_empty() { String::new() } else { format!("/{}", largest.group.per) };
    let more = if a.ceilings.iter().filter(|c| !c.group.floor).count() > 1 { " ほか" } else { "" };
    format!("上限 {}{per}{more}", figure::ceiling(&largest.selection))
}

/// The reason for the verdict, or what is missing, in one phrase.
pub fn note(inquiry: Inquiry<'_>, a: &Assessment) -> String {
    let Inquiry { catalogue, profile, .. } = inquiry;
    match group(a) {
        Group::OutOfTerm => value::status(a.status),
        Group::Excluded => {
            let failed: Vec<String> = a
                .because(profile)
                .iter()
                .filter(|r| r.truth == Truth::No)
                .map(|r| condition::phrase(catalogue, r.condition))
                .collect();
            format!("満たさない: {}", failed.join("／"))
        }
        Group::Open => format!("決め手: {}", condition::opens(catalogue, &a.open_body(profile))),
        Group::Applies => {
            // What nobody here can answer is not counted with what is unanswered.
            let (facts, points) = a.missing_apart(profile);
            let each = [("未回答", facts), ("要確認", points)];
            let some = each.iter().filter(|(_, open)| !open.is_empty());
            let parts =
                some.map(|(what, open)| format!("{what} {}件: {}", open.len(), condition::opens(catalogue, open)));
            parts.collect::<Vec<_>>().join("　")
        }
    }
}

/// Mark and word of the row's group.
pub fn badge(g: Group) -> String {
    format!("{} {}", word::mark(g), word::group(g))
}
