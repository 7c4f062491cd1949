//! The commands about the program itself.

use clap::{Args, ValueEnum};

/// `completions`
#[derive(Debug, Args)]
#[command(override_usage = "chiiki-navi completions <シェル>")]
pub struct Completions {
    /// bash、zsh、fish、powershell
    #[arg(value_name = "シェル", value_enum, hide_possible_values = true)]
    pub shell: Shell,
}

/// The shells that are known.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Shell {
    /// bash
    Bash,
    /// zsh
    Zsh,
    /// fish
    Fish,
    /// `PowerShell`
    Powershell,
}

/// `doctor`
#[derive(Debug, Args)]
#[command(override_usage = "chiiki-navi doctor")]
pub struct Doctor {}
