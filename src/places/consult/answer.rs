//! One programme among the answers of 相談: what is told of it, and on how many rows.

use crate::app::card::lay_out;
use crate::app::row::{Ink, Row, bar, legend, row};
use crate::app::shared::Shared;
use crate::domain::plan::rank::Candidate;
use crate::domain::terms::flow::Bucket;
use crate::domain::terms::programme::ProgrammeId;
use crate::domain::value::number::Yen;
use crate::present::consult::reason;
use crate::present::detail::card::card;
use crate::present::line::Tone;
use crate::present::money::bar::Scaled;
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
    /// The yen, where there are any, each with whose money it is.
    pub money: Option<Vec<(Option<Bucket>, String)>>,
    /// What the municipality pays, in its exact word, and the bar of who pays what (of the largest burden).
    pub burden: Option<(String, Scaled)>,
    /// Why it stands there.
    pub reason: String,
    /// What stands below its name at the present width, so that no figure is cut off.
    pub rows: Vec<Row>,
    /// What `rows` were laid out for: columns, how much there is room for, the scale, how wide ambiguous characters are.
    laid: Option<(usize, Space, Yen, Ambiguous)>,
    /// Its card as it was laid out last.
    card: RefCell<Option<LaidCard>>,
}

/// The rows of a card, and the columns, rows and ambiguous characters that they were laid out for.
type LaidCard = ((usize, usize), Ambiguous, Rc<[Row]>);

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

/// From so many columns on there is a bar.
const LEAST_BAR: usize = 36;

impl Answer {
    /// How `c` is told; its rows are laid out later.
    pub fn new(shared: &Shared, c: Candidate) -> Option<Self> {
        let money = if c.is_answer { money_parts(&c) } else { None };
        let bar = Scaled::of_candidate(&c);
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

    /// Lays its rows out, bars on the scale of the list, where `most` yen take all columns: all of them, or where there is
    /// little room what matters most (the yen say more than what it gives in general).
    pub fn lay_out(&mut self, (columns, room): (usize, Space), most: Yen, a: Ambiguous) {
        let how = (columns, room, most, a);
        if self.laid.replace(how) == Some(how) {
            return;
        }
        // What goes on below the last row of the screen says so behind it.
        let columns = columns.saturating_sub(usize::from(room == Space::Little));
        let said = |text: &str, ink: Ink| {
            let lines = if text.is_empty() { Vec::new() } else { wrap_hanging(text, columns, 2, a) };
            lines.into_iter().map(move |line| row(line, ink)).collect::<Vec<_>>()
        };
        // Rate and ceiling on rows of their own, where they do not stand in one.
        let gap = if width(&self.line, a) > columns { "\n" } else { "　" };
        let line = said(&self.line.replace("　", gap), Ink::Tone(Tone::Figure));
        let reason = || said(&self.reason, Ink::QUIET);
        if room == Space::Little {
            let told = self.told(columns, true, a);
            self.rows = [told, line, reason()].into_iter().find(|rows| !rows.is_empty()).unwrap_or_default();
            return;
        }
        let wide = self.burden.iter().filter(|_| columns >= LEAST_BAR);
        let picture = wide.map(|(_, b)| bar(&b.bar, b.columns(most, columns.saturating_sub(1)), a));
        self.rows = line.into_iter().chain(picture).chain(self.told(columns, false, a)).collect();
        if room == Space::Alone {
            self.rows.extend(reason());
        }
    }

    /// The yen: what the town pays stands out, and `first` where there is little room.
    fn told(&self, columns: usize, first: bool, a: Ambiguous) -> Vec<Row> {
        let own = self.burden.as_ref().map_or("", |(text, _)| text.as_str());
        let pieces = self.burden.iter().flat_map(|(_, b)| &b.bar.parts);
        let letters: Vec<_> = pieces.filter_map(|p| Some((p.of?, p.letter))).collect();
        let letter = |of: Option<Bucket>| letters.iter().find(|(b, _)| Some(*b) == of).map_or("", |(_, letter)| letter);
        let part = |(of, text): &(Option<Bucket>, String)| {
            let ink = if own.contains(text.as_str()) { Ink::Tone(Tone::Figure) } else { Ink::PLAIN };
            (*of, if first { "" } else { letter(*of) }, text.clone(), ink)
        };
        let all = self.money.iter().flatten().map(part);
        if !first {
            // What the bar shows stands next to it; what it does not show comes behind.
            let (pieces, others): (Vec<_>, Vec<_>) = all.partition(|(_, letter, ..)| !letter.is_empty());
            return legend(pieces.into_iter().chain(others), columns, a);
        }
        let own = (!own.is_empty()).then(|| (None, "", own.to_owned(), Ink::Tone(Tone::Figure)));
        legend(own.into_iter().chain(all.filter(|(.., ink)| *ink == Ink::PLAIN)), columns, a)
    }
}

/// Columns of mark and verdict in front of a name.
pub fn indent(columns: u16) -> u16 {
    if columns < 60 { 4 } else { 11 }
}
