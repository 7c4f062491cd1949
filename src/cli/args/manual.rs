//! The commands about the program itself.

use clap::{Args, ValueEnum};

/// `completions`
#[derive(Debug, Args)]
#[command(
    override_usage = "chiiki-navi completions <シェル>",
    after_help = "例:\n  chiiki-navi completions bash > ~/.local/share/bash-completion/completions/chiiki-navi\n  chiiki-navi completions fish > ~/.config/fish/completions/chiiki-navi.fish"
)]
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
#[command(
    override_usage = "chiiki-navi doctor [オプション]",
    after_help = "例:\n  chiiki-navi doctor\n  chiiki-navi doctor --portable"
)]
pub struct Doctor {}
