//! How a command ends.

/// Why the program ends without a result.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Failure {
    /// What was typed cannot be understood: exit code 2.
    Input(String),
    /// It was understood but could not be done: exit code 1.
    Failed(String),
    /// Everything has been said already: exit code 1.
    Reported,
}

/// What a command comes to.
pub type Outcome = Result<(), Failure>;

/// Refuses the input when there are problems with it: all of them, a line each.
pub fn refuse(problems: &[String]) -> Outcome {
    if problems.is_empty() { Ok(()) } else { Err(Failure::Input(problems.join("\n"))) }
}
