//! Which colours the user chose. What they are is the view's business.

use crate::domain::terms::keyed::told;

/// The themes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Look {
    /// Light on dark: the usual one.
    #[default]
    Dark,
    /// Dark on light.
    Light,
    /// High contrast, for a projector.
    Projector,
    /// No colours: bold and reverse only.
    Mono,
}

impl Look {
    /// The themes as a key steps through them.
    pub const ALL: [Self; 4] = [Self::Dark, Self::Light, Self::Projector, Self::Mono];

    /// The theme after this one.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|l| *l == self).unwrap_or(0);
        Self::ALL.get((at + 1) % Self::ALL.len()).copied().unwrap_or_default()
    }
}

told! {
    /// Name on the command line.
    Look::id { Dark "dark", Light "light", Projector "projector", Mono "mono", }
}

told! {
    /// Said when it was chosen with the key.
    Look::chosen {
        Dark "配色: 暗い背景（Ctrl+E で次の配色）", Light "配色: 明るい背景（Ctrl+E で次の配色）",
        Projector "配色: 投影向け（高コントラスト。Ctrl+E で次の配色）", Mono "配色: 白黒（Ctrl+E で次の配色）",
    }
}
