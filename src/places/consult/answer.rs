//! One programme among the answers of 相談: what is told of it, and on how many rows.

use crate::app::card::lay_out;
use crate::app::row::Row;
use crate::app::shared::Shared;
use crate::domain::plan::rank::Candidate;
use crate::domain::terms::programme::ProgrammeId;
use crate::present::consult::reason;
use crate::present::detail::card::card;
use crate::present::money::bar::{Bar, picture};
use crate::present::money::plan::{burden, money_parts};
use crate::present::row::{gives, standing_with};
use crate::present::word;
use crate::text::width::{Ambiguous, width};
use crate::text::wrap::wrap_hanging;
use std::cell::RefCell;
use std::rc::Rc;

/// One programme, as it is told.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Which.
    pub id: ProgrammeId,
    /// The programme for the plan.
    pub candidate: Candidate,
    /// Mark and word of where it stands.
    pub standing: String,
    /// 「計画 1/2」; empty where nothing is asked of the plan.
    pub plan: String,
    /// The one line that is read aloud; empty where its figures are not those of the day.
    pub line: String,
    /// The yen, where there are any.
    pub money: Option<Vec<String>>,
    /// What the municipality pays, in its exact word, and the bar of who pays what (of the largest burden).
    pub burden: Option<(String, Bar)>,
    /// Why it stands there.
    pub reason: String,
    /// What stands below its name at the present width, so that no figure is cut off.
    pub rows: Vec<(Part, String)>,
    /// What `rows` were laid out for: columns, how much there is room for, how wide ambiguous characters are.
    laid: Option<(usize, Space, Ambiguous)>,
    /// Its card as it was laid out last.
    card: RefCell<Option<LaidCard>>,
}

/// The rows of a card, and the columns, rows and ambiguous characters that they were laid out for.
type LaidCard = ((usize, usize), Ambiguous, Rc<[Row]>);

/// What a row below a name is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// What it gives.
    Line,
    /// Who pays what, as a bar; the text is what the municipality pays, empty where the yen stand below.
    Bar,
    /// The yen.
    Money,
    /// Why it stands there.
    Reason,
}

/// How much an answer has room to tell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Space {
    /// One thing.
    Little,
    /// A card beside the list tells the rest.
    Beside,
    /// Everything.
    Alone,
}

/// A bar has more columns than this.
const LEAST_BAR: usize = 18;

impl Answer {
    /// How `c` is told; its rows are laid out later.
    pub fn new(shared: &Shared, c: Candidate) -> Option<Self> {
        let money = if c.is_answer { money_parts(&c) } else { None };
        let bar = picture(c.assessment.programme, &c.split, c.costs.eligible).bars.pop();
        let (a, profile) = (&c.assessment, &c.costs.profile);
        let layers = a.layers(profile);
        Some(Self {
            standing: standing_with(a, layers),
            plan: word::plan(layers),
            id: shared.id_of(c.assessment.programme.id)?,
            line: gives(shared.about(profile), a),
            burden: burden(&c).filter(|_| money.is_some()).map(|b| b.line()).zip(bar),
            money,
            reason: reason(shared.catalogue, &c),
            rows: Vec::new(),
            laid: None,
            card: RefCell::default(),
            candidate: c,
        })
    }

    /// What is told hangs on the programme, on the answers with the plan's amounts among them, on how it fits and on
    /// whether it is an answer; bundle and day stay while the program runs.
    pub fn tells_the_same(&self, c: &Candidate) -> bool {
        let own = &self.candidate;
        own.assessment.programme.id == c.assessment.programme.id
            && own.is_answer == c.is_answer
            && own.fit == c.fit
            && own.costs == c.costs
    }

    /// The same told of `c`.
    #[must_use]
    pub fn again(self, c: Candidate) -> Self {
        Self { candidate: c, ..self }
    }

    /// Its card in so many columns and rows; it says what the answer says, and stays as long.
    pub fn card(&self, shared: &Shared, room: (usize, usize)) -> Rc<[Row]> {
        let a = shared.ambiguous;
        let mut last = self.card.borrow_mut();
        if let Some((_, _, rows)) = last.as_ref().filter(|(of, ambiguous, _)| (*of, *ambiguous) == (room, a)) {
            return Rc::clone(rows);
        }
        let c = &self.candidate;
        let card = card(shared.about(&c.costs.profile), &c.assessment, Some(c).filter(|c| c.is_answer));
        let rows: Rc<[Row]> = lay_out(&card, room, None, a).into();
        *last = Some((room, a, Rc::clone(&rows)));
        rows
    }

    /// Rows of the screen that it takes, without a heading.
    pub fn height(&self) -> u16 {
        1 + u16::try_from(self.rows.len()).unwrap_or(u16::MAX - 1)
    }

    /// Lays its rows out: all of them, or where there is little room what matters most (the yen say more than what it
    /// gives in general).
    pub fn lay_out(&mut self, (columns, room): (usize, Space), a: Ambiguous) {
        if self.laid.replace((columns, room, a)) == Some((columns, room, a)) {
            return;
        }
        let line = (!self.line.is_empty()).then(|| (Part::Line, vec![self.line.as_str()]));
        let bar = self.burden.as_ref().filter(|(text, _)| width(text, a) + LEAST_BAR < columns);
        // Where every piece carries its yen, they need not be told once more; costs that are not paid for are no piece.
        let left_out = [self.candidate.costs.excluded, self.candidate.costs.not_listed].iter().any(|yen| yen.0 > 0);
        let is_told = |bar: &Bar, beside: &str| {
            let pieces = bar.pieces(columns.saturating_sub(width(beside, a) + 2), a);
            pieces.iter().all(|p| p.label.ends_with('円'))
        };
        let told = !left_out && bar.is_some_and(|(text, bar)| is_told(bar, text));
        let bar = bar.map(|(text, _)| (Part::Bar, vec![if told { text.as_str() } else { "" }]));
        let money = self.money.as_deref().map(|parts| (Part::Money, parts.iter().map(String::as_str).collect()));
        let reason = Some((Part::Reason, vec![self.reason.as_str()]));
        let told: Vec<(Part, Vec<&str>)> = match room {
            // What the town pays is what is asked first: with few rows it stands in the first.
            Space::Little => {
                let own = self.burden.as_ref().map(|(text, _)| text.as_str());
                let money = money.map(|(part, mut texts): (Part, Vec<&str>)| {
                    texts.retain(|t| own.is_none_or(|o| !o.contains(t)));
                    (part, own.into_iter().chain(texts).collect())
                });
                money.or(line).or(reason).into_iter().collect()
            }
            Space::Beside => [line, bar, money.filter(|_| !told)].into_iter().flatten().collect(),
            Space::Alone => [line, bar, money.filter(|_| !told), reason].into_iter().flatten().collect(),
        };
        let rows =
            |(part, texts): (Part, Vec<&str>)| packed(&texts, columns, a).into_iter().map(move |row| (part, row));
        self.rows = told.into_iter().flat_map(rows).collect();
    }
}

/// Texts, as many to a row as it holds: no amount is parted from what it is an amount of.
fn packed(texts: &[&str], columns: usize, a: Ambiguous) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    for one in texts {
        match rows.last_mut() {
            Some(row) if width(row, a) + 2 + width(one, a) <= columns => {
                row.push_str("  ");
                row.push_str(one);
            }
            _ => rows.extend(wrap_hanging(one, columns, 2, a)),
        }
    }
    rows
}

/// Columns of mark and verdict in front of a name.
pub fn indent(columns: u16) -> u16 {
    if columns < 60 { 4 } else { 12 }
}
