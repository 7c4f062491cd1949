//! 地域ナビ (chiiki-navi): which government programmes a municipality can use, with the rates, ceilings and money
//! that it would get, why, and where each figure is printed.
//!
//! # Reading order
//! 1. This page.
//! 2. [`domain::judge::assess`]: the story of the product on one page.
//! 3. One content file, `content/programmes/local10000-kokko.toml`, and `docs/editing-content.md` for its format.
//! 4. Its golden cases, `tests/golden/local10000-kokko.toml`.
//!
//! What each room knows and how a key travels: `docs/architecture.md`. Why it is so: `docs/decisions.md`.
//!
//! # The house
//! A room imports lower floors only, never a neighbour; no files of a room import each other in a circle.
//! `tests/architecture.rs` reads the imports.
//! ```text
//! 8  main     ──> cli
//! 7  cli      ──> everything below: arguments, commands, what they come to; the clock
//! 6  runtime  ──> places and below: terminal guard, event loop, effects, saving
//! 5  places   ──> app and below: one folder a place, place.rs and draw.rs; never another place
//! 4  app      ──> session and below: keys, actions, fields, lists, messages, geometry; knows no single place
//! 3  session  ──> present · text · domain: one consultation           export ──> present · content · text · domain
//!    golden   ──> present · text · domain: what the program must answer
//! 2  present  ──> text · domain: results in Japanese, once            content ──> text · domain: TOML → domain
//!    store    ──> domain: sessions on disk, whole or not at all       tables  ──> text · domain: official tables
//! 1  domain   ──> std only: value · terms · judge · plan · money · change    text: width, folding, search, wrapping, numbers
//! ```
//!
//! # Glossary
//! | in the documents | in code |
//! |---|---|
//! | 制度・事業 | `Programme` |
//! | 団体（市町村・特別区・都道府県） | body, `Municipality` |
//! | 対象団体 | `eligible` |
//! | 要件 | `Requirement` |
//! | 補助率・措置率・充当率 | `RateRow` of an `Instrument` |
//! | 上限額・限度額 | `CeilingRow` |
//! | 国費（国庫補助・交付金） | `Instrument::National`, `Bucket::National` |
//! | 特別交付税 | `SpecialTax` |
//! | 普通交付税 | `OrdinaryTax` |
//! | 地方債 充当率 | `BondShare` |
//! | 交付税措置率 | `BondRelief` |
//! | 財政力補正 | `adjusted` |
//! | 定額補助 | `RateValue::Fixed` |
//! | 記載なし | `RateValue::NotStated` |
//! | 公費による交付額 | fact `public_money` |
//! | 実質的な地方負担 | `Bucket::Local` |
//! | 地方負担（措置不明） | `Bucket::LocalUnknown` |
//! | 事業（何を、誰が、いくらで） | `Project`; as its user put it: `session::consult::plan::Plan`, a sentence and `Edits` |
//! | 相談 | `domain::plan::rank`, `session::consult`, `places::consult` |
//! | 試算 | `places::estimate`, `present::money::sheet::Sheet` |
//! | 組み合わせ・併用 | of what is marked: `domain::money::combine`; of what fits a plan: `present::together`; both in `places::reference` |
//! | 財政力指数 | fact `zaiseiryoku`, `Municipality::index` |
//! | 過疎区分（全部・一部・みなし） | `Kaso`, fact `kaso` |
//! | 条件不利地域 | facts `jokenfuri` (the body has some), `site_jokenfuri` (the project lies inside) |
//! | 要確認 | `Check`, `Test::Unclear`, other readings |
//! | 検索・操作を名前で | `places::search`, `app::command` |
//! | よみ・同義語 | `content/readings.toml`, `content::lexicon` |
//! | 判定・率・上限を上げるには | `NearMisses`, `Way` |
//! | 境目の表 | `domain::change::whatif::sweep`, `Stop`, `places::sweep` |
//! | 全市町村一括 | `domain::judge::matrix::Cases`, `export::matrix::Matrix` |
//! | 逆引き | `places::who` |
//! | 取り込んだ表 | `tables::kept::Table`, `catalogue::Imported` |
//! | 決め手 | `Selection::deciding`, `Difference::because` |
//! | 書き出し | `places::export`, `app::export`, `export::handout`; the one page: `export::handout::sheet`; 別紙: `present::form::Annex` |
//! | 窓口への質問票 | `export::handout::Ask` |
//! | 保存した自治体 | `store::Saved`, `session::saved`, `places::saved` |
//! | 前回からの変化 | `session::report`, in `places::reference`; 前回 is `Saved::before` |
//! | 基準日 | `as_of` |
//! | 事例 | `Example`, `content/examples` |
//! | 発表者画面 | `places::present`, `present::stage` |
//! | 束（制度データの1つのファイル） | `content::pack::Pack` |
//! | 取り込む・戻す | `bundle install`, `bundle rollback`, `store::bundles` |
//! | 照合の事例 | `golden`, `tests/golden`, `self-check` |
//! | 期限切れ・開始前 | `Status::Expired`, `Status::NotYet` |

pub mod app;
pub mod cli;
pub mod content;
pub mod domain;
pub mod export;
pub mod golden;
pub mod places;
pub mod present;
pub mod runtime;
pub mod session;
pub mod store;
pub mod tables;
pub mod text;
