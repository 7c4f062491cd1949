//! Colours by meaning. Every colour has a word beside it on the screen: colour is never the only signal.
//!
//! The themes are data: for each a table of the 256 colours with fixed values, so that their contrast can be computed,
//! and one of the 16 colours for terminals that know no more. Every theme but the one without colours paints its own
//! background: a contrast that hangs on the terminal's background is no promise.

use ratatui::style::{Color, Modifier, Style};

use crate::app::look::Look;
use crate::domain::judge::rank::Group;
use crate::domain::terms::flow::Bucket;
use crate::present::line::Tone;
use crate::text::width::Ambiguous;

/// Styles by meaning.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Theme {
    /// What the whole screen is painted with first.
    pub ground: Style,
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
    /// What lies behind a pane beside a list.
    pub panel: Style,
    /// Pieces of a bar, in the order of [`Theme::money`]; `None` where there is no colour for one, and its letter stands.
    pub money: [Option<Style>; MONEY],
    /// How wide the terminal shows ambiguous characters.
    pub ambiguous: Ambiguous,
}

/// How many kinds of money have a colour of their own.
const MONEY: usize = 9;

/// How many colours the terminal has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Depth {
    /// 256 and more.
    Full,
    /// 16.
    Basic,
}

/// The colours of a theme: text on the ground, and two pairs of their own.
struct Palette {
    ground: Color,
    plain: Color,
    title: Color,
    figure: Color,
    good: Color,
    open: Color,
    bad: Color,
    quiet: Color,
    /// Text, background.
    bar: (Color, Color),
    /// Text, background.
    selected: (Color, Color),
    /// Behind a pane.
    panel: Color,
    /// Text and background of 国費, 特別交付税, 普通交付税, 交付税措置, 地方負担, 措置不明, 上限超過, 民間 and others, 算定不可:
    /// no nine of sixteen colours differ for everybody, so that those which never touch share one there.
    money: [(Color, Color); MONEY],
}

const fn i(index: u8) -> Color {
    Color::Indexed(index)
}

/// No colour is left for this piece: its letter stands.
const LETTER: (Color, Color) = (Color::Reset, Color::Reset);

/// Light text on this.
const fn white(ground: Color) -> (Color, Color) {
    let text = if matches!(ground, Color::Indexed(_)) { i(231) } else { Color::White };
    (text, ground)
}

/// Dark text on this.
const fn black(ground: Color) -> (Color, Color) {
    let text = if matches!(ground, Color::Indexed(_)) { i(16) } else { Color::Black };
    (text, ground)
}

const DARK: Palette = Palette {
    ground: i(234),
    plain: i(254),
    title: i(231),
    figure: i(117),
    good: i(114),
    open: i(222),
    bad: i(210),
    quiet: i(249),
    bar: (i(254), i(238)),
    selected: (i(16), i(153)),
    panel: i(236),
    money: [
        white(i(26)),
        white(i(97)),
        white(i(23)),
        white(i(29)),
        white(i(130)),
        white(i(94)),
        white(i(163)),
        white(i(240)),
        white(i(238)),
    ],
};

const LIGHT: Palette = Palette {
    ground: i(231),
    plain: i(234),
    title: i(16),
    figure: i(24),
    good: i(22),
    open: i(94),
    bad: i(124),
    quiet: i(240),
    bar: (i(231), i(24)),
    selected: (i(231), i(25)),
    panel: i(255),
    money: DARK.money,
};

const PROJECTOR: Palette = Palette {
    ground: i(16),
    plain: i(231),
    title: i(231),
    figure: i(226),
    good: i(120),
    open: i(222),
    bad: i(217),
    quiet: i(253),
    bar: (i(16), i(226)),
    selected: (i(16), i(231)),
    // A projector shows no dark grey beside black: a field stands between lines.
    panel: i(16),
    money: [
        black(i(75)),
        black(i(225)),
        black(i(80)),
        black(i(120)),
        black(i(214)),
        black(i(222)),
        black(i(203)),
        black(i(254)),
        black(i(248)),
    ],
};

// Sixteen colours are what a terminal takes them for: these pairs hold in the palettes of the Windows console, old and new,
// and of xterm.
const DARK_BASIC: Palette = Palette {
    ground: Color::Black,
    plain: Color::White,
    title: Color::White,
    figure: Color::LightCyan,
    good: Color::LightGreen,
    open: Color::LightYellow,
    bad: Color::LightRed,
    quiet: Color::Gray,
    bar: (Color::Black, Color::LightCyan),
    selected: (Color::Black, Color::White),
    panel: Color::Black,
    money: [
        white(Color::Blue),
        black(Color::LightCyan),
        black(Color::LightCyan),
        black(Color::LightCyan),
        black(Color::Yellow),
        black(Color::Yellow),
        white(Color::Magenta),
        black(Color::Gray),
        black(Color::Gray),
    ],
};

const LIGHT_BASIC: Palette = Palette {
    ground: Color::White,
    plain: Color::Black,
    title: Color::Black,
    figure: Color::Black,
    good: Color::Black,
    open: Color::Blue,
    bad: Color::Red,
    quiet: Color::Black,
    bar: (Color::White, Color::Blue),
    selected: (Color::White, Color::Black),
    panel: Color::White,
    money: DARK_BASIC.money,
};

const PROJECTOR_BASIC: Palette = Palette {
    figure: Color::LightYellow,
    bad: Color::White,
    quiet: Color::White,
    bar: (Color::Black, Color::LightYellow),
    money: [
        white(Color::Blue),
        black(Color::LightCyan),
        black(Color::LightCyan),
        black(Color::LightCyan),
        black(Color::LightGreen),
        black(Color::LightGreen),
        LETTER,
        black(Color::White),
        black(Color::White),
    ],
    ..DARK_BASIC
};

impl Theme {
    /// The theme that was chosen, in the colours that the terminal has.
    pub fn of(look: Look, depth: Depth) -> Self {
        match (look, depth) {
            (Look::Mono, _) => Self::monochrome(),
            (Look::Dark, Depth::Full) => Self::painted(&DARK),
            (Look::Light, Depth::Full) => Self::painted(&LIGHT),
            (Look::Projector, Depth::Full) => Self::painted(&PROJECTOR),
            (Look::Dark, Depth::Basic) => Self::painted(&DARK_BASIC),
            (Look::Light, Depth::Basic) => Self::painted(&LIGHT_BASIC),
            (Look::Projector, Depth::Basic) => Self::painted(&PROJECTOR_BASIC),
        }
    }

    fn painted(p: &Palette) -> Self {
        let on_ground = |c: Color| Style::new().fg(c);
        let pair = |(text, ground): (Color, Color)| Style::new().fg(text).bg(ground);
        let bold = Modifier::BOLD;
        Self {
            ground: pair((p.plain, p.ground)),
            plain: on_ground(p.plain),
            bar: pair(p.bar),
            title: on_ground(p.title).add_modifier(bold),
            selected: pair(p.selected),
            figure: on_ground(p.figure).add_modifier(bold),
            good: on_ground(p.good),
            open: on_ground(p.open),
            bad: on_ground(p.bad),
            quiet: on_ground(p.quiet),
            key: on_ground(p.title).add_modifier(bold),
            panel: Style::new().bg(p.panel),
            money: p.money.map(|own| (own != LETTER).then(|| pair(own))),
            ambiguous: Ambiguous::Narrow,
        }
    }

    /// `NO_COLOR`: bold and reverse only, on the terminal's own background.
    pub fn monochrome() -> Self {
        let s = Style::new();
        let (bold, reversed) = (s.add_modifier(Modifier::BOLD), s.add_modifier(Modifier::REVERSED));
        Self {
            ground: s,
            plain: s,
            bar: reversed,
            title: bold,
            selected: reversed,
            figure: bold,
            good: s,
            open: bold,
            bad: bold,
            quiet: s,
            key: bold,
            panel: s,
            money: [None; MONEY],
            ambiguous: Ambiguous::Narrow,
        }
    }

    /// The same theme on a terminal that shows ambiguous characters so wide.
    #[must_use]
    pub const fn with(mut self, ambiguous: Ambiguous) -> Self {
        self.ambiguous = ambiguous;
        self
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

    /// Style of a piece of a bar, by whose money it is; `None` where there is no colour for it.
    pub fn money(&self, of: Option<Bucket>) -> Option<Style> {
        let at = match of {
            Some(Bucket::National) => 0,
            Some(Bucket::SpecialTax) => 1,
            Some(Bucket::OrdinaryTax) => 2,
            Some(Bucket::BondRelief) => 3,
            Some(Bucket::Local) => 4,
            Some(Bucket::LocalUnknown) => 5,
            Some(Bucket::Over) => 6,
            Some(Bucket::Private | Bucket::Own | Bucket::Fee | Bucket::Third) => 7,
            None => 8,
        };
        self.money.get(at).copied().flatten()
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

#[cfg(test)]
mod tests {
    use super::*;

    /// What terminals take the sixteen colours for: the Windows console before 2017 and since, and xterm.
    const CONSOLE: [u32; 16] = [
        0x00_0000, 0x80_0000, 0x00_8000, 0x80_8000, 0x00_0080, 0x80_0080, 0x00_8080, 0xC0_C0C0, 0x80_8080, 0xFF_0000,
        0x00_FF00, 0xFF_FF00, 0x00_00FF, 0xFF_00FF, 0x00_FFFF, 0xFF_FFFF,
    ];
    const CAMPBELL: [u32; 16] = [
        0x0C_0C0C, 0xC5_0F1F, 0x13_A10E, 0xC1_9C00, 0x00_37DA, 0x88_1798, 0x3A_96DD, 0xCC_CCCC, 0x76_7676, 0xE7_4856,
        0x16_C60C, 0xF9_F1A5, 0x3B_78FF, 0xB4_009E, 0x61_D6D6, 0xF2_F2F2,
    ];
    const XTERM: [u32; 16] = [
        0x00_0000, 0xCD_0000, 0x00_CD00, 0xCD_CD00, 0x00_00EE, 0xCD_00CD, 0x00_CDCD, 0xE5_E5E5, 0x7F_7F7F, 0xFF_0000,
        0x00_FF00, 0xFF_FF00, 0x5C_5CFF, 0xFF_00FF, 0x00_FFFF, 0xFF_FFFF,
    ];

    /// A basic colour as a terminal with this palette shows it; any other as it is.
    fn shown(c: Color, palette: &[u32; 16]) -> Color {
        let all = [
            Color::Black,
            Color::Red,
            Color::Green,
            Color::Yellow,
            Color::Blue,
            Color::Magenta,
            Color::Cyan,
            Color::Gray,
            Color::DarkGray,
            Color::LightRed,
            Color::LightGreen,
            Color::LightYellow,
            Color::LightBlue,
            Color::LightMagenta,
            Color::LightCyan,
            Color::White,
        ];
        all.iter().position(|x| *x == c).map_or(c, |at| Color::from_u32(palette[at]))
    }

    /// The fixed colours of the 256: a cube of six steps a side, and a ramp of greys.
    fn rgb(c: Color) -> [u8; 3] {
        match c {
            Color::Rgb(r, g, b) => [r, g, b],
            Color::Indexed(n @ 232..) => [8 + 10 * (n - 232); 3],
            Color::Indexed(n @ 16..) => {
                let step = |n: u8| if n == 0 { 0 } else { 55 + 40 * n };
                let n = n - 16;
                [step(n / 36), step(n / 6 % 6), step(n % 6)]
            }
            other => panic!("{other:?} has no fixed value"),
        }
    }

    /// WCAG 2: relative luminance.
    fn luminance(c: Color) -> f64 {
        let linear = |v: u8| {
            let s = f64::from(v) / 255.0;
            if s <= 0.03928 { s / 12.92 } else { ((s + 0.055) / 1.055).powf(2.4) }
        };
        let [r, g, b] = rgb(c).map(linear);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    fn contrast(a: Color, b: Color) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Every style as it stands on the screen: on the ground, where it brings none of its own.
    fn pairs(t: &Theme) -> Vec<Style> {
        let text = [t.plain, t.title, t.figure, t.good, t.open, t.bad, t.quiet, t.key];
        let grounds = [t.ground, t.ground.patch(t.panel)];
        let own = [t.bar, t.selected].into_iter().chain(t.money.into_iter().flatten());
        let all = grounds.iter().flat_map(|g| text.map(|s| g.patch(s))).chain(own.map(|s| t.ground.patch(s)));
        all.collect()
    }

    #[test]
    fn every_pair_can_be_read() {
        assert!((contrast(Color::Rgb(0, 0, 0), Color::Rgb(255, 255, 255)) - 21.0).abs() < 0.001);
        assert!((contrast(Color::Rgb(0x76, 0x76, 0x76), Color::Rgb(255, 255, 255)) - 4.54).abs() < 0.01);
        for (look, least) in [(Look::Dark, 4.5), (Look::Light, 4.5), (Look::Projector, 7.0)] {
            for style in pairs(&Theme::of(look, Depth::Full)) {
                let (fg, bg) = (style.fg.expect("a colour"), style.bg.expect("a background"));
                let ratio = contrast(fg, bg);
                assert!(ratio >= least, "{look:?}: {fg:?} on {bg:?} has {ratio:.2}");
            }
            for style in pairs(&Theme::of(look, Depth::Basic)) {
                let (fg, bg) = (style.fg.expect("a colour"), style.bg.expect("a background"));
                for palette in [&CONSOLE, &CAMPBELL, &XTERM] {
                    let ratio = contrast(shown(fg, palette), shown(bg, palette));
                    assert!(ratio >= least, "{look:?} in sixteen colours: {fg:?} on {bg:?} has {ratio:.2}");
                }
            }
        }
    }

    #[test]
    fn without_colours_there_are_none() {
        for style in pairs(&Theme::of(Look::Mono, Depth::Full)) {
            assert_eq!((style.fg, style.bg), (None, None));
        }
    }

    #[test]
    fn a_selected_row_is_not_like_the_ground() {
        for look in Look::ALL {
            for depth in [Depth::Full, Depth::Basic] {
                let t = Theme::of(look, depth);
                assert_ne!(t.ground.patch(t.selected), t.ground.patch(t.plain));
                assert_ne!(t.ground.patch(t.bar), t.ground.patch(t.plain));
            }
        }
    }

    /// What somebody without red or without green cones sees (Machado, Oliveira and Fernandes 2009, severity 1), in
    /// linear light.
    fn seen(c: Color, matrix: [[f64; 3]; 3]) -> [f64; 3] {
        let linear = rgb(c).map(|v| (f64::from(v) / 255.0).powf(2.2));
        matrix.map(|row| row.iter().zip(linear).map(|(a, b)| a * b).sum::<f64>().clamp(0.0, 1.0).powf(1.0 / 2.2))
    }

    #[test]
    fn money_differs_for_the_colour_blind_too() {
        let protan = [[0.152, 1.052, -0.204], [0.114, 0.786, 0.099], [-0.003, -0.048, 1.051]];
        let deutan = [[0.367, 0.860, -0.227], [0.280, 0.672, 0.047], [-0.011, 0.042, 0.968]];
        // Pieces that stand side by side in a bar.
        let pairs =
            [(0, 1), (0, 4), (0, 5), (1, 4), (2, 4), (3, 4), (4, 7), (5, 7), (0, 7), (4, 6), (5, 6), (4, 8), (6, 7)];
        for look in [Look::Dark, Look::Light, Look::Projector] {
            let full = Theme::of(look, Depth::Full).money;
            assert!(full.iter().all(Option::is_some), "{look:?}");
            let basic = Theme::of(look, Depth::Basic).money;
            for (all, palette) in [(full, &XTERM), (basic, &CONSOLE), (basic, &CAMPBELL), (basic, &XTERM)] {
                for (matrix, (a, b)) in [protan, deutan].into_iter().flat_map(|m| pairs.map(|pair| (m, pair))) {
                    let ground = |i: usize| all[i].map(|style| shown(style.bg.expect("a background"), palette));
                    // A letter without a colour differs from every colour.
                    let Some((one, other)) = ground(a).zip(ground(b)) else { continue };
                    let (one, other) = (seen(one, matrix), seen(other, matrix));
                    let far: f64 = one.iter().zip(other).map(|(x, y)| (x - y).powi(2)).sum::<f64>().sqrt();
                    assert!(far >= 0.3, "{look:?}: {a} and {b} are {far:.2} apart");
                }
            }
        }
    }
}
