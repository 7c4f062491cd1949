//! Colours by meaning. Every colour has a word beside it on the screen: colour is never the only signal.

use ratatui::style::{Color, Modifier, Style};

use crate::domain::rank::Group;
use crate::present::detail::Tone;
use crate::text::width::Ambiguous;

/// Styles by meaning.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    /// Body text.
    pub plain: Style,
    /// Header bar.
    pub bar: Style,
    /// Titles of sections and questions.
    pub title: Style,
    /// The selected row.
    pub selected: Style,
    /// A figure that answers the question.
    pub figure: Style,
    /// 該当, met.
    pub good: Style,
    /// 要確認, open.
    pub open: Style,
    /// 対象外, failed, errors.
    pub bad: Style,
    /// Quieter text.
    pub quiet: Style,
    /// Names of keys in the footer.
    pub key: Style,
    /// How wide the terminal shows ambiguous characters.
    pub ambiguous: Ambiguous,
}

impl Theme {
    /// The usual theme, on the terminal's own background.
    pub fn colour() -> Self {
        let s = Style::new();
        Self {
            plain: s,
            bar: s.fg(Color::Black).bg(Color::Cyan),
            title: s.add_modifier(Modifier::BOLD),
            selected: s.add_modifier(Modifier::REVERSED),
            figure: s.fg(Color::Cyan).add_modifier(Modifier::BOLD),
            good: s.fg(Color::Green),
            open: s.fg(Color::Yellow),
            bad: s.fg(Color::LightRed),
            quiet: s.fg(Color::Gray),
            key: s.add_modifier(Modifier::BOLD),
            ambiguous: Ambiguous::Narrow,
        }
    }

    /// `NO_COLOR`: bold and reverse only.
    pub fn monochrome() -> Self {
        let s = Style::new();
        let bold = s.add_modifier(Modifier::BOLD);
        Self {
            bar: s.add_modifier(Modifier::REVERSED),
            figure: bold,
            good: s,
            open: bold,
            bad: bold,
            quiet: s,
            ..Self::colour()
        }
    }

    /// Style of a tone.
    pub fn tone(&self, tone: Tone) -> Style {
        match tone {
            Tone::Plain => self.plain,
            Tone::Figure => self.figure,
            Tone::Met => self.good,
            Tone::Open | Tone::Check => self.open,
            Tone::Failed => self.bad,
            Tone::Quiet => self.quiet,
        }
    }

    /// Style of a group.
    pub fn group(&self, group: Group) -> Style {
        match group {
            Group::Applies => self.good,
            Group::Open => self.open,
            Group::Excluded => self.bad,
            Group::OutOfTerm => self.quiet,
        }
    }
}
