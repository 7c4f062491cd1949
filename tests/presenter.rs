//! 発表者画面: step by step, forth and back, without the name.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod support;

use chiiki_navi::app::look::Look;
use support::keys::{looks, play, start, start_real};
use support::screen::text;

#[test]
fn facts_come_one_by_one() {
    let mut state = start((80, 24));
    play(&mut state, "あまちょう<enter>fろーかる<enter><enter>p");
    let figures = text(&state);
    assert!(figures.contains("ローカル10,000プロジェクト") && figures.contains("島根県海士町"), "{figures}");
    assert_eq!(looks(&state), (Look::Projector, Look::Dark));
    assert!(figures.contains("自治体負担に対して") && figures.contains("公費による交付額"), "{figures}");
    assert!(!figures.contains("団体〇") && !figures.contains("行"), "{figures}");
    play(&mut state, "<space>");
    assert!(text(&state).contains("団体〇"), "{}", text(&state));
    play(&mut state, "<left>");
    assert_eq!(text(&state), figures);
    // Before the figures there is the name alone.
    play(&mut state, "<left>");
    let name = text(&state);
    assert!(name.contains("ローカル10,000プロジェクト") && !name.contains("自治体負担に対して"), "{name}");
    play(&mut state, "<home><right>");
    assert_eq!(text(&state), figures);
    // The municipality's name goes and comes; with the IME on, too.
    play(&mut state, "ｈ");
    assert!(!text(&state).contains("海士") && text(&state).contains("ある自治体"), "{}", text(&state));
    play(&mut state, "<end>");
    assert!(!text(&state).contains("海士") && text(&state).contains("ローカル10,000"), "{}", text(&state));
    play(&mut state, "h<c-e>");
    assert_eq!(looks(&state), (Look::Mono, Look::Dark));
    play(&mut state, "<esc>");
    assert!(text(&state).contains("制度の詳細"), "{}", text(&state));
}

/// No figure without its base: those that stay above the later steps say what they are of, and leave each step its room.
#[test]
fn figures_keep_their_base_in_every_step() {
    for amounts in ["", "m1億5000万<down>5000万<down>1億<esc>"] {
        for size in [(40, 12), (80, 24), (120, 36), (200, 50)] {
            let mut state = start_real(size);
            play(&mut state, &format!("あまちょう<enter>fろーかる<enter><enter>{amounts}p"));
            for _ in 0..6 {
                let screen = text(&state);
                let shown: String = screen.split_whitespace().collect();
                for base in ["自治体負担に対して", "公費による交付額"] {
                    assert!(shown.contains(base), "{size:?} lacks {base}:\n{screen}");
                }
                assert!(size.0 < 80 || !shown.contains("続きあり"), "{size:?}:\n{screen}");
                play(&mut state, "<enter>");
            }
        }
    }
}

/// Where digits have no room for each other, letters tell all the figures.
#[test]
fn a_small_window_shows_every_figure_at_once() {
    let mut state = start_real((40, 12));
    play(&mut state, "あまちょう<enter>f過疎対策事業債<enter><enter>m1800万<esc>p");
    let screen = text(&state);
    let shown: String = screen.split_whitespace().collect();
    assert!(shown.contains("100%") && shown.contains("270万円〜540万円"), "{screen}");
}

#[test]
fn excluded_is_told_without_figures() {
    let mut state = start((120, 60));
    play(&mut state, "はこだて<enter><tab><tab><tab><tab><enter>p<end>");
    let shown = text(&state);
    assert!(shown.contains("ｘ 対象外") && shown.contains("満たさない"), "{shown}");
    assert!(!shown.contains("\n    率\n") && !shown.contains("\n    上限\n"), "{shown}");
}

#[test]
fn comparisons_can_be_told() {
    let mut state = start((100, 30));
    play(&mut state, "さっぽろ<enter>va<down><down><enter>1rvp");
    assert!(text(&state).contains("北海道札幌市") && !text(&state).contains("違う答え"), "{}", text(&state));
    play(&mut state, "<right>");
    assert!(text(&state).contains("違う答え"), "{}", text(&state));
    play(&mut state, "h<end>");
    assert!(!text(&state).contains("札幌"), "{}", text(&state));
}

/// Where the name is hidden, the figures of the table are too: 財政力指数 and 人口 give a town away.
#[test]
fn the_mask_hides_the_figures_of_the_table() {
    let mut state = start((120, 60));
    play(&mut state, "さっぽろ<enter>c海士町<f12>p<end>");
    let figures = ["財政力指数 0.72 から 0.10", "1,975,065人"];
    let told = text(&state);
    assert!(figures.iter().all(|f| told.contains(f)), "{told}");
    play(&mut state, "h");
    let masked = text(&state);
    assert!(figures.iter().all(|f| !masked.contains(f)) && masked.contains("財政力指数　"), "{masked}");
}

#[test]
fn themes_step_and_stay() {
    let mut state = start((80, 24));
    for look in [Look::Light, Look::Projector, Look::Mono, Look::Dark, Look::Light] {
        play(&mut state, "<c-e>");
        assert_eq!(looks(&state).0, look);
        assert!(text(&state).contains("配色: "), "{}", text(&state));
    }
    play(&mut state, "あまちょう<enter>");
    assert_eq!(looks(&state).0, Look::Light);
}

/// What is opened above 発表者画面 does not tell the name either.
#[test]
fn the_mask_holds_above_it() {
    let mut state = start((80, 24));
    play(&mut state, "海士<enter><enter>p<enter><enter>h");
    for above in ["<f1>", "<esc>?", "<esc><f6>"] {
        play(&mut state, above);
        assert!(!text(&state).contains("海士町"), "{above}: {}", text(&state));
    }
    play(&mut state, "<esc><esc>");
    assert!(text(&state).contains("海士町"), "{}", text(&state));
}
