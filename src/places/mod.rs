//! The places of the program, one room each, and the way between them.
//!
//! A place has a folder: `place.rs` (what it remembers, its name and keys, what an action does, where things stand) and
//! `draw.rs` (the only files that see the screen library). It imports no other place: it returns where to go.
//! Every place has the same frame:
//!
//! ```text
//! 地域ナビ  島根県海士町                    該当 61  要確認 12  対象外 40  期限外 16   header
//! 資料の年齢についての一文（資料が1年より古いとき）                                     warning
//! …                                                                                    body
//! 一時の知らせ                                                                          message
//! 基準日 令和8年11月21日／資料 令和6年5月まで／版 2026.11.1                            stamp
//! Enter 決定  F2 手入力  Esc 戻る  F1 キー  F10 終了                                    footer
//! ```

pub mod answers;
pub mod body;
pub mod bundle;
pub mod choose;
pub mod commands;
pub mod compare;
pub mod consult;
pub mod detail;
pub mod draw;
pub mod estimate;
pub mod everywhere;
pub mod export;
mod frame;
mod help;
pub mod paint;
pub mod place;
pub mod plan;
pub mod present;
pub mod question;
pub mod reference;
mod reports;
pub mod results;
pub mod saved;
pub mod search;
pub mod state;
pub mod sweep;
pub mod update;
mod way;
pub mod who;
