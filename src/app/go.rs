//! What a place answers to an action. A place never imports another: it says where to go.

use crate::app::command::Command;
use crate::app::comparison::Comparison;
use crate::app::effect::Effect;
use crate::app::to::{Among, To};
use crate::domain::terms::catalogue::Municipality;
use crate::domain::terms::profile::FactId;
use crate::domain::terms::programme::ProgrammeId;

/// What a place answers to an action.
#[derive(Debug)]
pub enum Go {
    /// It was done; one stays.
    Stay,
    /// It is no action of this place: what it means everywhere is done.
    Pass,
    /// Back to where one came from.
    Back,
    /// To an address.
    To(To),
    /// To 制度の詳細 of a programme.
    Programme(ProgrammeId),
    /// To 制度の詳細 of a programme for a municipality of the table, which is opened.
    ProgrammeOf(&'static Municipality, ProgrammeId),
    /// To 相談 with a sentence.
    Consult(String),
    /// To the next (or previous) programme of the list that this place was opened from.
    Neighbour(isize),
    /// To 質問.
    Question(FactId, Among),
    /// To the results of a municipality of the table.
    Municipality(&'static Municipality),
    /// To 比較.
    Comparison(Box<Comparison>),
    /// Back, and there what this command does.
    Command(&'static Command),
    /// The runtime has to do something.
    Effects(Vec<Effect>),
}
