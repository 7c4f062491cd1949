//! 地域ナビ (chiiki-navi): which government programmes a municipality can use, with the rates, ceilings and money
//! that it would get, why, and where each figure is printed.
//!
//! # Reading order
//! 1. This page.
//! 2. [`domain::assess`]: the story of the product on one page.
//! 3. One content file, `content/programmes/local10000-kokko.toml`, and `content/README.md` for its format.
//! 4. Its case, `tests/cases/local10000-kokko.toml`.
//!
//! # The house
//! A room imports lower floors only, never a neighbour; `tests/architecture.rs` reads the imports.
//! ```text
//! 7  main ──> cli
//! 6  cli      ──> everything below: arguments, files, the clock
//! 5  runtime  ──> view · app · store · export and below: terminal guard, event loop, effects, saving
//! 4  view     ──> app · present · text · domain: draws, changes nothing
//! 3  app      ──> domain · text · present: state, actions, update      export ──> present · content · domain · text
//! 2  present  ──> domain · text: results in Japanese, once              content ──> domain · text: TOML → domain
//!    store    ──> domain: sessions on disk, whole or not at all         tables  ──> domain · text: official tables
//! 1  domain   ──> std only: pure and total                              text: width, folding, search, wrapping, numbers
//! ```
//!
//! # Where this departs from the design
//! - **`app` may use `present`.** A message such as 「12は範囲の外です（0〜5）」 is Japanese made from domain values; writing
//!   it twice would be the worse arrow. `present` stands one floor below `app` for that.
//! - **The bundle is `'static` data.** `build.rs` compiles the same `domain`, `text` and `content` modules, runs the same
//!   checks as `chiiki-navi check`, and writes the catalogue as Rust statics: nothing is parsed at start, and content
//!   that does not pass does not build. A bundle read at run time is leaked once; it lives as long as the process.
//! - **Two layers of a verdict** ([`domain::assess`]). Whether the *body* may use a programme (`eligible`) and whether
//!   the *plan* satisfies its terms (`requirements`) are judged apart. A town is 該当 although a plan is not written
//!   yet; what the plan must satisfy stands beside it as 未回答. A plan requirement that fails makes it 対象外. Only a
//!   verdict with both layers decided counts as settled.
//! - **Unknown answers are enumerated, not approximated** ([`domain::completion`]). Conditions only compare, so a few
//!   representative values stand for all answers; the outcomes shown are exactly those that some answers would give.
//! - **No negation in conditions.** Every leaf says what must hold, so every reason can be read aloud.
//! - **`unclear`** is a condition of its own: what the documents do not say (特別区 where they write 市町村) stays open
//!   whatever is answered, and is listed as a question for the office.
//! - **Near misses are searched, not listed** ([`domain::nearmiss`]). The verdict is a conjunction, so only facts of a part
//!   that is not met are tried, one more change at a time; numbers are cut into pieces at the printed bounds
//!   ([`domain::moves`]), and every set is proven true and minimal by a brute-force oracle in `tests/nearmiss.rs`.
//! - **A bundle outside the program is one TOML file** ([`content::pack`]), signed beside it with minisign. No archive:
//!   nothing to decompress, nothing unpacked under a stranger's names, no second parser, and an editor shows what is in
//!   it. A signature inside the file would not be one over its bytes, and no ordinary tool could make or check it.
//! - **Trust comes before parsing, and again at every start** (`cli::bundle`): kind of file, signature, format, `check`;
//!   golden cases once, at installation. Where the installed bundle fails, the embedded one stands in and its
//!   `Catalogue::note` says why. `--content FOLDER` is what an editor is working on: unsigned, and marked as such.
//! - **The digest of a bundle is that of `sha256sum`'s own list** (`content::files::Files::digest`): anybody can compute it.
//! - **Marks 〇 ？ ｘ** instead of ○ △ ×: the latter are one or two cells wide depending on terminal and font. Arrows
//!   and box lines are avoided for the same reason. A mark never stands without its word.
//! - **Asking backwards is trying** ([`domain::inverse`]). Conditions only compare, so the best amount is a printed bound
//!   or its neighbour by one yen; these few are put to the rules that judge a plan. Nothing is solved on paper.
//! - **All municipalities are a few cases** ([`domain::matrix`]). Conditions only compare: profiles under which every leaf
//!   has the same truth are judged once. 1,741 × 134 results come from some hundred assessments, and say the same.
//! - **The user's tables lie over the bundle's** ([`tables`]); every figure keeps the source of the table it came from.
//! - **No figure beside 対象外.** 試算 and 組み合わせ show why, what would reach it, and what stands in instead.
//! - **One document for every form** ([`export::handout`]). HTML, Markdown, CSV and xlsx draw the same tables and pages;
//!   a column says whether it is for paper or for calculating. JSON carries the same rows and questions for programs.
//! - **The screen compares whole frames itself** ([`runtime::backend`]): ratatui 0.30.2 does not resend the trailing
//!   halves of wide glyphs.
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
//! | 試算 | `Screen::Estimate`, `present::money::sheet::Sheet` |
//! | 組み合わせ・併用 | `domain::combine`, `Page::Combine` |
//! | 財政力指数 | fact `zaiseiryoku`, `Municipality::index` |
//! | 過疎区分（全部・一部・みなし） | `Kaso`, fact `kaso` |
//! | 条件不利地域 | facts `jokenfuri` (the body has some), `site_jokenfuri` (the project lies inside) |
//! | 要確認 | `Check`, `Test::Unclear`, other readings |
//! | 検索・操作を名前で | `Screen::Search`, `update::search::ranked`, `app::palette` |
//! | よみ・同義語 | `content/readings.toml`, `content::lexicon` |
//! | あと何が要るか | `NearMisses`, `Way` |
//! | 境目の表 | `whatif::sweep`, `Stop` |
//! | 全市町村一括 | `domain::matrix::Cases`, `export::matrix::Matrix` |
//! | 逆引き | `app::who::Who` |
//! | 取り込んだ表 | `tables::kept::Table`, `catalogue::Imported` |
//! | 決め手 | `Selection::deciding`, `Difference::because` |
//! | 書き出し | `Screen::Outlet`, `Effect::Export`, `export::handout` |
//! | 窓口への質問票 | `export::handout::Ask` |
//! | 保存した自治体 | `store::Saved`, `Screen::Saved`, `app::saved::SavedRow` |
//! | 前回からの変化 | `app::saved::report`, `Page::Reopened`; 前回 is `Saved::before`, `Was` |
//! | 基準日 | `as_of` |
//! | 束（制度データの1つのファイル） | `content::pack::Pack` |
//! | 取り込む・戻す | `bundle install`, `bundle rollback`, `store::bundles` |
//! | 照合の事例 | `cli::golden`, `self-check` |
//! | 期限切れ・開始前 | `Status::Expired`, `Status::NotYet` |

pub mod app;
pub mod cli;
pub mod content;
pub mod domain;
pub mod export;
pub mod present;
pub mod runtime;
pub mod session;
pub mod store;
pub mod tables;
pub mod text;
pub mod view;
