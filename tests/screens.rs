//! Rendered screens, compared with files, and every size without panic. They are drawn from the frozen bundle
//! (`tests/bundle/`); only [`SMOKE`] shows the real one, and changes with it.
//!
//! `UPDATE_SCREENS=1 cargo test --test screens` writes the files anew: look at the difference before committing it.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod support;

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use chiiki_navi::app::look::Look;
use chiiki_navi::domain::value::date::Date;
use chiiki_navi::places::paint::theme::{Depth, Theme};
use chiiki_navi::places::state::State;
use chiiki_navi::present::value;
use chiiki_navi::text::width::{Ambiguous, width};
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};
use support::bundle::{day, frozen};
use support::keys::{catalogue, offer, play, resize, saved, set_day, set_glyphs, start, start_real};
use support::screen::{assert_whole, buffer, colour, screen_text, text};
use unicode_width::UnicodeWidthStr as _;

/// The size at which every screen is kept, with the meaning of its colours.
const USUAL: (u16, u16) = (80, 24);
/// What two columns of text, or one short one, make of it; kept where they show something of their own.
const LARGE: (u16, u16) = (120, 40);
const SMALL: (u16, u16) = (40, 12);

type Sizes = &'static [(u16, u16)];

/// Name, keys from the start, and the sizes beside [`USUAL`].
const SCREENS: [(&str, &str, Sizes); 40] = [
    ("choose", "", &[LARGE, SMALL]),
    ("choose-ama", "ama", &[SMALL]),
    ("choose-none", "ｚｚｚｚ", &[]),
    ("results", "あまちょう<enter>", &[LARGE, SMALL]),
    ("results-open", "はこだて<enter><tab><tab><tab>", &[LARGE]),
    ("results-term", "あまちょう<enter><s-tab>", &[]),
    ("question-choice", "はこだて<enter>n", &[LARGE, SMALL]),
    ("question-field", "<c-n><down><enter>12<enter>", &[SMALL]),
    ("question-day", "あまちょう<enter><f6>せつびのしゅとくび<enter>", &[]),
    ("detail", "あまちょう<enter><enter>", &[LARGE, SMALL]),
    ("detail-prefecture", "しまねけん<enter>f政策支援員<enter><enter>", &[(80, 60)]),
    ("detail-touching", "あまちょう<enter>fたんどく<enter><enter><pgdn>", &[]),
    ("detail-tax", "あまちょう<enter>fわりまし<enter><enter>", &[(80, 60)]),
    ("answers", "あまちょう<enter>a", &[LARGE, SMALL]),
    ("sources", "<f4>", &[LARGE]),
    ("compare", "さっぽろ<enter>va<down><down><enter>1rv", &[LARGE, SMALL]),
    ("compare-two", "さっぽろ<enter>cあまちょう<f12>", &[]),
    ("sweep", "あまちょう<enter>a<down>b", &[LARGE, SMALL]),
    ("estimate", "あまちょう<enter>fろーかる<enter><enter>m1億5000万<down>5000万<down>1億", &[LARGE, SMALL]),
    (
        "estimate-step",
        "あまちょう<enter>fろーかる<enter><enter>m1億5000万<down>4000万<down>7900万<f12><c-u>8000万",
        &[],
    ),
    ("estimate-fallback", "あまちょう<enter>fろーかる<enter><enter>m5000万<down>2000万<down>1500万", &[LARGE]),
    ("estimate-fault", "あまちょう<enter>f過疎対策事業債<enter><enter>m５千万x", &[]),
    ("estimate-unit", "あまちょう<enter>fとくていちいき<enter><enter>m3000万<down>800万<down>6", &[LARGE]),
    ("combine", "あまちょう<enter>fろーかる<enter><enter>m3000万<down>1000万<down>1000万<esc><esc>x<down>xw", &[LARGE]),
    ("search", "あまちょう<enter><f6>", &[SMALL]),
    ("search-kaso", "<f6>かそ", &[LARGE]),
    ("search-synonym", "<f6>買い物難民", &[]),
    ("steps", "<f1>", &[SMALL]),
    ("search-case", "<f6>かわかみ<enter>", &[]),
    ("who", "あまちょう<enter>f過疎対策事業債<enter><enter>i", &[LARGE, SMALL]),
    ("who-prefecture", "あまちょう<enter>f過疎対策事業債<enter><enter>i<tab><tab><tab><home><enter><down>", &[]),
    ("who-open", "はこだて<enter>f地域再生マネージャー<enter><enter>i<enter><down>", &[]),
    ("present", "あまちょう<enter>fろーかる<enter><enter>p<enter><enter><enter>", &[LARGE, SMALL]),
    ("present-all", "あまちょう<enter>fろーかる<enter><enter>p<end>m", &[LARGE]),
    ("present-compare", "さっぽろ<enter>va<down><down><enter>1rvp<end>", &[]),
    ("outlet", "あまちょう<enter>e", &[LARGE, SMALL]),
    ("outlet-rows", "あまちょう<enter><tab>e3<tab><tab><tab><tab><space><down><down><space><down>", &[]),
    ("saved", "<c-s><down><del>", &[SMALL]),
    ("saved-name", "<c-s><down><right>ＤＸ", &[]),
    ("choose-offer", "<c-s><esc>", &[]),
];

/// The real bundle: the only screens that a new programme or document may change.
const SMOKE: [(&str, &str); 10] = [
    ("results", "あまちょう<enter>"),
    ("results-city", "さっぽろ<enter>"),
    ("results-ward", "せたがや<enter>"),
    ("results-prefecture", "しまねけん<enter>"),
    ("detail", "あまちょう<enter>fろーかる<enter><enter>"),
    ("search", "<f6>かそ"),
    ("who", "あまちょう<enter>f過疎対策事業債<enter><enter>i"),
    ("sources", "<f4>"),
    ("sweep", "さっぽろ<enter>a<down>b"),
    ("present", "あまちょう<enter>fろーかる<enter><enter>p<end>"),
];

/// Where the sets of glyphs other than the first are kept: what they change is the same on every screen.
const GLYPHS: [(&str, Ambiguous); 2] = [("-wide", Ambiguous::Wide), ("-ascii", Ambiguous::Avoid)];
const WITH_GLYPHS: [&str; 5] = ["results", "detail", "answers", "search-synonym", "present-all"];

fn at(keys: &str, size: (u16, u16)) -> State {
    let mut state = start(size);
    if keys.starts_with("<c-s>") {
        let folder = "/home/user/.local/share/chiiki-navi/sessions";
        offer(&mut state, folder, ["", "医療バス"].map(saved).into());
    }
    play(&mut state, keys);
    state
}

/// What is kept in a folder of files, or the files that are written anew.
struct Kept {
    folder: &'static Path,
    names: BTreeSet<String>,
    different: Vec<String>,
}

impl Kept {
    fn of(folder: &'static str) -> Self {
        Self { folder: Path::new(folder), names: BTreeSet::new(), different: Vec::new() }
    }

    fn update() -> bool {
        std::env::var_os("UPDATE_SCREENS").is_some()
    }

    fn same(&mut self, name: String, shown: &str) {
        let path = self.folder.join(&name);
        if Self::update() {
            fs::write(&path, shown).expect("tests/ is writable");
        } else if fs::read_to_string(&path).ok().as_deref() != Some(shown) {
            self.different.push(format!("{name}\n{shown}"));
        }
        self.names.insert(name);
    }

    /// Nothing lies in the folder that no screen is compared with.
    fn finish(self) {
        let names: Vec<&str> = self.different.iter().filter_map(|d| d.lines().next()).collect();
        assert!(
            names.is_empty(),
            "{} of {} in {}: {}; the first:\n{}",
            names.len(),
            self.names.len(),
            self.folder.display(),
            names.join(", "),
            self.different[0]
        );
        let files = fs::read_dir(self.folder).expect("the folder").map(|f| f.expect("an entry").path());
        for path in files.filter(|p: &PathBuf| p.is_file()) {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            if Self::update() && !self.names.contains(&name) {
                fs::remove_file(&path).expect("tests/ is writable");
            } else {
                assert!(self.names.contains(&name), "{} belongs to no screen", path.display());
            }
        }
    }
}

/// Every screen as text, and at the usual size what is painted in which style.
#[test]
fn screens_look_as_they_did() {
    let mut kept = Kept::of("tests/screens");
    let roles = roles();
    for (name, keys, sizes) in SCREENS {
        for size in std::iter::once(&USUAL).chain(sizes) {
            let mut state = at(keys, *size);
            let stem = format!("{name}-{}x{}", size.0, size.1);
            kept.same(format!("{stem}.txt"), &screen_text(&buffer(&state, &roles)));
            if *size != USUAL {
                continue;
            }
            kept.same(format!("{stem}.style"), &painted(&buffer(&state, &roles)));
            for (suffix, glyphs) in GLYPHS.into_iter().filter(|_| WITH_GLYPHS.contains(&name)) {
                set_glyphs(&mut state, glyphs);
                kept.same(format!("{stem}{suffix}.txt"), &screen_text(&buffer(&state, &roles.with(glyphs))));
            }
        }
    }
    kept.finish();
}

/// The real bundle stands on the screen: counters, long names, all prefectures.
#[test]
fn the_real_bundle_on_ten_screens() {
    let mut kept = Kept::of("tests/screens/real");
    for (name, keys) in SMOKE {
        let mut state = start_real(USUAL);
        play(&mut state, keys);
        kept.same(format!("{name}.txt"), &text(&state));
    }
    kept.finish();
}

/// A theme in which every meaning has a colour of its own.
fn roles() -> Theme {
    let colour = |n| Style::new().fg(Color::Indexed(n));
    Theme {
        ground: Style::new(),
        plain: colour(1),
        bar: colour(2),
        title: colour(3),
        selected: colour(4),
        figure: colour(5),
        good: colour(6),
        open: colour(7),
        bad: colour(8),
        quiet: colour(9),
        key: colour(10),
        panel: Style::new().bg(Color::Indexed(101)),
        money: std::array::from_fn(|i| Some(colour(11 + u8::try_from(i).expect("few kinds")))),
        ambiguous: Ambiguous::Narrow,
    }
}

const ROLES: [&str; 12] =
    ["", "plain", "bar", "title", "selected", "figure", "good", "open", "bad", "quiet", "key", "money"];

fn role(fg: Color) -> &'static str {
    match fg {
        Color::Indexed(n) => ROLES[usize::from(n).min(ROLES.len() - 1)],
        _ => ROLES[0],
    }
}

/// Row by row, how many columns have which meaning; a wide glyph has one.
fn painted(buffer: &Buffer) -> String {
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let mut runs: Vec<(&str, usize)> = Vec::new();
        let mut x = 0;
        while x < buffer.area.width {
            let cell = &buffer[(x, y)];
            let (role, columns) = (role(cell.fg), cell.symbol().width().max(1));
            match runs.last_mut() {
                Some((last, n)) if *last == role => *n += columns,
                _ => runs.push((role, columns)),
            }
            x += u16::try_from(columns).expect("a width");
        }
        let words: Vec<String> = runs.iter().map(|(role, n)| format!("{role}{n}")).collect();
        out.push_str(words.join(" ").trim_end());
        out.push('\n');
    }
    out
}

/// Every theme says the same words as every other, and one meaning has one colour (on a selected row it keeps its bold).
#[test]
fn themes_differ_in_colour_alone() {
    for (name, keys, _) in SCREENS {
        for size in [(80, 24), (120, 40)] {
            let state = at(keys, size);
            for (look, depth) in Look::ALL.into_iter().flat_map(|l| [(l, Depth::Full), (l, Depth::Basic)]) {
                let theme = Theme::of(look, depth);
                // Where a piece of a bar has no colour its letter stands.
                let mut roles = roles();
                roles.money.iter_mut().zip(theme.money).for_each(|(own, there)| *own = there.and(*own));
                let meant = buffer(&state, &roles);
                let shown = buffer(&state, &theme);
                let mut looks: HashMap<(Color, Color), (Color, Color)> = HashMap::new();
                let mut covered = 0;
                for (m, s) in meant.content().iter().zip(shown.content()) {
                    assert_eq!(m.symbol(), s.symbol(), "{name} {size:?} {look:?}");
                    if covered > 0 {
                        covered -= 1;
                        continue;
                    }
                    covered = s.symbol().width().saturating_sub(1);
                    let style = (s.fg, s.bg);
                    let first = *looks.entry((m.fg, m.bg)).or_insert(style);
                    assert_eq!(first, style, "{name} {size:?} {look:?} {depth:?}: {} {}", role(m.fg), s.symbol());
                }
            }
        }
    }
}

/// What the program itself puts on the screen is as wide everywhere; only quoted words may hold ① or →.
#[test]
fn no_doubtful_glyph_is_left_where_they_are_avoided() {
    for (name, keys, _) in SCREENS {
        let mut state = at(keys, (100, 30));
        set_glyphs(&mut state, Ambiguous::Avoid);
        let shown = screen_text(&buffer(&state, &roles().with(Ambiguous::Avoid)));
        assert_eq!(width(&shown, Ambiguous::Wide), width(&shown, Ambiguous::Narrow), "{name}:\n{shown}");
    }
}

#[test]
fn every_size_draws_whole_glyphs() {
    for (_, keys, _) in SCREENS {
        let mut state = at(keys, (80, 24));
        for (w, h) in [
            (1, 1),
            (2, 1),
            (1, 40),
            (5, 5),
            (20, 5),
            (39, 12),
            (40, 12),
            (41, 13),
            (79, 24),
            (81, 25),
            (132, 43),
            (300, 100),
        ] {
            resize(&mut state, w, h);
            for theme in [colour(), Theme::monochrome()] {
                assert_whole(&buffer(&state, &theme));
            }
        }
    }
}

#[test]
fn every_programme_draws_its_detail_to_the_end() {
    for size in [USUAL, LARGE, SMALL] {
        let mut state = start_real(size);
        play(&mut state, "はこだて<enter><enter>");
        for _ in 0..catalogue(&state).programmes.len() {
            let seen = text(&state);
            assert!(seen.contains("制度の詳細"), "{seen}");
            play(&mut state, "<end>");
            let end = screen_text(&buffer(&state, &Theme::monochrome()));
            assert!(end.contains("資料") || end.contains("R6"), "{end}");
            play(&mut state, "<right>");
        }
    }
}

#[test]
fn every_screen_shows_version_documents_and_day() {
    for (name, keys, _) in SCREENS {
        let screen = text(&at(keys, (80, 24)));
        let documents = format!("資料 {}", frozen().documents[0].printed_date);
        for word in ["基準日 令和6年6月1日", &documents, &format!("版 {}", frozen().version)] {
            assert!(screen.contains(word), "{name} lacks {word}:\n{screen}");
        }
    }
}

/// From 80 columns on, every count of the real bundle, the order and the number of rows stand in one row, marked or not.
#[test]
fn the_row_of_tabs_hides_no_number() {
    for town in ["あまちょう", "さっぽろ", "せたがや", "しまねけん"] {
        let mut state = start_real(USUAL);
        play(&mut state, &format!("{town}<enter>x<down>x"));
        let orders = ["", "o", "o", "o", "o"];
        for order in orders {
            play(&mut state, order);
            for columns in [80, 100, 109, 110, 120, 200] {
                resize(&mut state, columns, 24);
                let screen = text(&state);
                let row = screen
                    .lines()
                    .skip(1)
                    .find(|l| l.contains("お金") && l.contains("期限外"))
                    .expect("the row of tabs");
                for part in ["134", "支援", "要確認", "対象外", "お知らせ", "期限外", "印2", "順", "件"]
                {
                    assert!(row.contains(part), "{columns} columns lack {part}: {row}");
                }
            }
        }
    }
}

/// A row whose figure stands in no document but an older one says so, also where the name leaves it one row.
#[test]
fn a_row_says_that_its_figure_is_of_an_older_document() {
    for size in [USUAL, LARGE] {
        let mut state = start_real(size);
        play(&mut state, "あまちょう<enter>fとくていちいき");
        let screen = text(&state);
        let rows: Vec<&str> = screen.lines().collect();
        for name in ["協同組合（設立支援）", "づくり事業推進交付金）"] {
            let at = rows.iter().position(|r| r.contains(name)).expect("the programme");
            assert!(rows[at..at + 3].concat().contains("R5.5資料"), "{name}:\n{screen}");
        }
    }
    let mut state = start_real((100, 40));
    play(&mut state, "あまちょう<enter>fぶんさん");
    // The mark may stand on two rows.
    let seen: String = text(&state).split_whitespace().collect();
    assert_eq!(seen.matches("日付の記載なし").count(), 2, "warning and row:\n{}", text(&state));
    play(&mut state, "<c-u>ろーかる");
    let seen = text(&state);
    let newest = seen.lines().find(|l| l.contains("国費 3/4〜9/10")).expect("the first row");
    assert!(!newest.contains("資料 ") && !newest.ends_with("資料"), "{newest}");
}

/// From a day that nobody printed no age is counted aloud.
#[test]
fn an_undated_document_has_no_age() {
    let c = chiiki_navi::content::embedded::catalogue();
    let later = Date::new(2026, 11, 21).expect("a day");
    let p = c.programme_named("bunsan-energy-senmonka").expect("a programme");
    let warning = value::age_warning_of(c, p, later).expect("a warning");
    assert!(warning.contains("日付の記載なし") && !warning.contains("前）"), "{warning}");
    let frame = value::age_warning(c, day()).expect("a warning");
    assert!(frame.contains("3件（古いものは令和5年5月、日付の記載なし 1件）"), "{frame}");
}

#[test]
fn old_documents_are_called_old() {
    let mut state = at("あまちょう<enter>", USUAL);
    assert!(!text(&state).contains("現行の交付要綱"), "young documents need no warning");
    let later = Date::new(2026, 11, 21).expect("a day");
    set_day(&mut state, later);
    let screen = text(&state);
    assert!(value::age_warning(frozen(), day()).is_none() && value::age_warning(frozen(), later).is_some());
    assert!(screen.contains("2年6か月前") && screen.contains("現行の交付要綱"), "{screen}");
}

/// The counts of 逆引き stand whole at every width: a figure that is cut is another figure.
#[test]
fn the_counts_of_who_can_use_it_are_whole() {
    let counts = |columns| {
        let mut state = start_real((columns, 24));
        play(&mut state, "あまちょう<enter>f過疎対策事業債<enter><enter>i");
        let screen = text(&state);
        let row = screen.lines().find(|l| l.contains("要確認") && l.contains("対象外") && l.contains('全'));
        let row = row.or_else(|| screen.lines().find(|l| l.contains("すべて"))).expect("the row of filters").to_owned();
        let numbers = row.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty());
        numbers.take(4).map(str::to_owned).collect::<Vec<_>>()
    };
    let whole = counts(120);
    assert!(whole.iter().all(|n| n.len() < 5) && whole.len() == 4, "{whole:?}");
    for columns in [40, 50, 59, 60, 80] {
        assert_eq!(counts(columns), whole, "{columns} columns");
    }
}

/// On a large window the card stays beside the sections, however far they are scrolled.
#[test]
fn the_card_stands_beside_the_sections() {
    let mut state = start_real((200, 50));
    play(&mut state, "あまちょう<enter>fろーかる<enter><enter>");
    let first = text(&state);
    assert!(first.contains("お金の流れ") && first.contains("概要"), "{first}");
    play(&mut state, "<end>");
    let last = text(&state);
    assert!(last.contains("なぜ") && last.contains("Enter で答える") && last.contains("ここまで"), "{last}");
    // On a smaller one it is the first screen.
    resize(&mut state, 120, 36);
    assert!(!text(&state).contains("Enter で答える"), "{}", text(&state));
}

/// A row of few columns has the mark without its word: a request or a notice is nothing that can be had.
#[test]
fn a_notice_is_not_marked_as_usable() {
    let mut state = start_real((40, 12));
    play(&mut state, "あまちょう<enter><tab><tab><tab><tab><tab>");
    let screen = text(&state);
    assert!(screen.contains("・ 「旧統一教会」") && !screen.contains(" 〇 "), "{screen}");
}

/// Reversed tiles are full ones where there are no colours: the selected one stands in brackets.
#[test]
fn the_selected_tile_is_told_without_colours() {
    let mut state = start_real((120, 36));
    play(&mut state, "あまちょう<enter>f過疎対策事業債<enter><enter>i");
    let buffer = buffer(&state, &Theme::monochrome());
    let at = screen_text(&buffer).lines().position(|l| l.contains("[島根]")).expect("a tile in brackets");
    let row = buffer.content().chunks(120).nth(at).expect("its row");
    let tile = row.iter().skip_while(|c| c.symbol() != "[").nth(1).expect("a name");
    assert!(!tile.modifier.contains(Modifier::REVERSED) && tile.modifier.contains(Modifier::BOLD), "{tile:?}");
}

/// 年間予定 is a band from 64 columns on; each row has its months in words too.
#[test]
fn the_year_is_a_band_on_a_usual_terminal() {
    for (columns, head) in [(80, "4月   7月   10月  1月"), (120, "4  5  6  7  8  9  10 11 12 1  2  3")] {
        let mut state = start_real((columns, 24));
        play(&mut state, "あまちょう<enter>y");
        let screen = text(&state);
        assert!(screen.contains(head) && screen.contains("交付申請") && screen.contains("毎月"), "{screen}");
    }
}
