//! Which colours the user chose. What they are is the view's business.

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
        match self {
            Self::Dark => Self::Light,
            Self::Light => Self::Projector,
            Self::Projector => Self::Mono,
            Self::Mono => Self::Dark,
        }
    }

    /// Name on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Projector => "projector",
            Self::Mono => "mono",
        }
    }

    /// Said when it was chosen with the key.
    pub fn chosen(self) -> &'static str {
        match self {
            Self::Dark => "配色: 暗い背景（Ctrl+E で次の配色）",
            Self::Light => "配色: 明るい背景（Ctrl+E で次の配色）",
            Self::Projector => "配色: 投影向け（高コントラスト。Ctrl+E で次の配色）",
            Self::Mono => "配色: 白黒（Ctrl+E で次の配色）",
        }
    }
}
