//! Saved sessions as the screens know them: rows, what a reopened one was, and what changed since. Files are the
//! runtime's work.

use crate::app::prefill::prefill;
use crate::app::session::{Session, Subject};
use crate::domain::assess::Assessment;
use crate::domain::catalogue::Catalogue;
use crate::domain::date::Date;
use crate::domain::profile::{Answer, FactId, Profile};
use crate::domain::rank::{Group, group};
use crate::domain::whatif;
use crate::present::detail::{Line, Section, Tone};
use crate::present::value::wareki;
use crate::present::whatif as words;
use crate::present::{row, word};

/// Longest name of a session, in characters.
pub const LONGEST_LABEL: usize = 30;

/// A row of 保存した自治体.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SavedRow {
    /// What the runtime finds it by.
    pub key: String,
    /// Name of the municipality.
    pub name: String,
    /// What the user calls it; empty without a name of its own.
    pub label: String,
    /// 団体コード; `None` when entered by hand.
    pub code: Option<u32>,
    /// The day it was last judged on.
    pub as_of: Date,
    /// How many answers are the user's own.
    pub answers: usize,
}

/// What the screens know about saving.
#[derive(Clone, Debug, Default)]
pub struct Saving {
    /// Saved sessions, newest first.
    pub rows: Vec<SavedRow>,
    /// A sentence of the runtime above the footer, until the next key.
    pub told: String,
    /// Where sessions are kept; empty when they are not.
    pub place: String,
    /// Why answers on the screen are not on the disk; empty when they are.
    pub unsaved: String,
    /// The user has been told so on leaving: the next time the program ends.
    pub warned: bool,
    /// Sessions that were left before the runtime could keep their last answers.
    pub left: Vec<Session>,
    /// 前回からの変化, as it was when the page was opened.
    pub report: Vec<Section>,
}

/// How a programme stood when the session was saved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stood {
    /// Programme id.
    pub programme: String,
    /// Its group; `None` when the file names one that this program does not know.
    pub group: Option<Group>,
    /// The leading rate as the list showed it.
    pub rate: String,
    /// The largest ceiling as the list showed it.
    pub ceiling: String,
}

/// How a session was left.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Was {
    /// Bundle version it was judged with.
    pub version: String,
    /// Whether the content is the same to the byte.
    pub same_content: bool,
    /// The day it was last judged on.
    pub as_of: Date,
    /// The user's answers.
    pub given: Profile,
    /// These and what the tables said then.
    pub then: Profile,
    /// What the user took back although a table gives it.
    pub taken_back: Vec<FactId>,
    /// How each programme stood.
    pub stood: Vec<Stood>,
}

/// A saved session as the runtime read it.
#[derive(Clone, Debug)]
pub struct Reopened {
    /// What the runtime finds it by.
    pub key: String,
    /// Name as saved.
    pub name: String,
    /// What the user calls it.
    pub label: String,
    /// 団体コード; `None` when entered by hand.
    pub code: Option<u32>,
    /// How it was left.
    pub last: Was,
    /// How it was left under another bundle, if it ever was: what changes are told against.
    pub before: Option<Was>,
    /// What could not be taken over, in words.
    pub unknown: Vec<String>,
}

impl Reopened {
    /// The session on the present bundle and day.
    pub fn session(&self, catalogue: &'static Catalogue, as_of: Date) -> Session {
        let subject = self.subject(catalogue);
        let mut session = Session::with(catalogue, subject, self.last.on_tables(catalogue, subject), as_of);
        session.key = Some(self.key.clone());
        session.label.clone_from(&self.label);
        session.unknown.clone_from(&self.unknown);
        if let (Some(_), Subject::ByHand) = (self.code, subject) {
            session.gone.clone_from(&self.name);
            session.unknown.push(format!("{}は今の自治体の表にありません。保存したときの数字で判定します", self.name));
        }
        session.since = Some(Box::new(self.before.as_ref().unwrap_or(&self.last).clone()));
        session
    }

    fn subject(&self, catalogue: &'static Catalogue) -> Subject {
        let listed = self.code.and_then(|code| catalogue.municipalities.iter().find(|m| m.code == code));
        listed.map_or(Subject::ByHand, Subject::Listed)
    }
}

impl Was {
    /// The answers of then on the tables of now. A town that has left the table keeps the figures it had.
    fn on_tables(&self, catalogue: &Catalogue, subject: Subject) -> Profile {
        let mut out = match subject {
            Subject::Listed(m) => prefill(catalogue, m),
            Subject::ByHand => self.then.clone(),
        };
        self.given.iter().for_each(|(fact, answer)| out.set(fact, answer));
        self.taken_back.iter().for_each(|fact| out.set(*fact, Answer::NotAsked));
        out
    }
}

/// 前回からの変化, cause by cause: bundle and day, tables, the user's own answers.
pub fn report(catalogue: &'static Catalogue, was: &Was, session: &Session, as_of: Date) -> Vec<Section> {
    let then = catalogue.infer(&was.then);
    let tables = catalogue.infer(&was.on_tables(catalogue, session.subject));
    let (bundle, by_data) = by_bundle(catalogue, was, &then, as_of);
    let (figures, by_tables) = by_answers(catalogue, &then, &tables, as_of);
    let (answers, by_answers) = by_answers(catalogue, &tables, session.profile(), as_of);
    let (day, title) = if was.same_content {
        ("基準日", "基準日によって変わった制度（前回と同じ回答・同じ数字で比べる）")
    } else {
        ("制度データと基準日", "制度データと基準日によって変わった制度（前回と同じ回答・同じ数字で比べる）")
    };
    let mut lines = heading(catalogue, was, as_of);
    lines.push(plain(&format!("変わった制度: {day}で {by_data}件、表の数字で {by_tables}件、回答で {by_answers}件")));
    let unknown = session.unknown.iter().map(|t| plain(t)).collect();
    let mut out = vec![
        Section { title: "前回と今回", lines },
        Section { title: "引き継げなかったもの（保存には残します）", lines: unknown },
        Section { title, lines: bundle },
        Section { title: "自治体の表の数字によって変わったもの", lines: figures },
        Section { title: "変えた回答によって変わったもの", lines: answers },
    ];
    out.retain(|s| !s.lines.is_empty());
    out
}

/// Whether anything but the heading stands in a report.
pub fn tells(report: &[Section]) -> bool {
    report.len() > 1
}

fn heading(catalogue: &Catalogue, was: &Was, as_of: Date) -> Vec<Line> {
    let content = if was.same_content { "（同じ内容）" } else { "（内容が変わりました）" };
    vec![
        plain(&format!("前回 基準日 {}／制度データ {}", wareki(was.as_of), was.version)),
        plain(&format!("今回 基準日 {}／制度データ {}{content}", wareki(as_of), catalogue.version)),
    ]
}

fn plain(text: &str) -> Line {
    Line { text: text.to_owned(), tone: Tone::Plain, cites: Vec::new() }
}

fn moved(name: &str, how: &str) -> [Line; 2] {
    [plain(name), Line { text: format!("  {how}"), tone: Tone::Figure, cites: Vec::new() }]
}

/// What moved, and how many programmes did.
type Moves = (Vec<Line>, usize);

/// The same answers, judged then and now.
fn by_bundle(catalogue: &'static Catalogue, was: &Was, then: &Profile, as_of: Date) -> Moves {
    // A file without standings says nothing about change.
    if was.stood.is_empty() {
        return (Vec::new(), 0);
    }
    let mut out = Vec::new();
    for p in catalogue.programmes {
        let now = stands(&crate::domain::assess::assess(p, then, catalogue.facts, as_of));
        match was.stood.iter().find(|s| s.programme == p.id) {
            None => out.extend(moved(p.name, &format!("新しく載った制度（{}）", phrase(&now)))),
            Some(old) if old.group == now.group && old.rate == now.rate && old.ceiling == now.ceiling => {}
            Some(old) => out.extend(moved(p.name, &from_to(old, &now))),
        }
    }
    for old in &was.stood {
        if !catalogue.programmes.iter().any(|p| p.id == old.programme) {
            out.extend(moved(&old.programme, "今の制度データにはありません"));
        }
    }
    let programmes = out.len() / 2;
    (out, programmes)
}

/// The same bundle and day, other answers.
fn by_answers(catalogue: &'static Catalogue, a: &Profile, b: &Profile, as_of: Date) -> Moves {
    if whatif::differing(catalogue, a, b).is_empty() {
        return (Vec::new(), 0);
    }
    let all = whatif::compare(catalogue, a, b, as_of);
    let own = |text: &str| text.replace("AからBで変わる", "変わった制度").replace("違う答え", "変わった項目");
    let lines = words::comparison(catalogue, &all, a, b, as_of).into_iter();
    (lines.map(|l| Line { text: own(&l.text), ..l }).collect(), all.len())
}

/// How an assessment stands, in the words that a file keeps.
pub fn stands(a: &Assessment) -> Stood {
    let group = group(a);
    // As in the list: no figure beside 対象外.
    let figures = group != Group::Excluded;
    let text = |t: String| if figures { t } else { String::new() };
    Stood {
        programme: a.programme.id.to_owned(),
        group: Some(group),
        rate: text(row::rate(a)),
        ceiling: text(row::ceiling(a)),
    }
}

/// Only what differs: 「該当 から 要確認」, 「国費 1/2 から 国費 2/3」.
fn from_to(old: &Stood, new: &Stood) -> String {
    let place = |s: &Stood| s.group.map_or("不明", word::group).to_owned();
    let or_none = |t: &String| if t.is_empty() { "表示なし".to_owned() } else { t.clone() };
    let both_shown = [old, new].iter().all(|s| s.group != Some(Group::Excluded));
    let mut out = Vec::new();
    if old.group != new.group {
        out.push(format!("{} から {}", place(old), place(new)));
    }
    for (a, b) in [(&old.rate, &new.rate), (&old.ceiling, &new.ceiling)] {
        if a == b {
            continue;
        }
        out.push(if both_shown { format!("{} から {}", or_none(a), or_none(b)) } else { [a.as_str(), b].concat() });
    }
    out.join("、")
}

fn phrase(s: &Stood) -> String {
    let place = s.group.map_or("不明", word::group);
    let parts = [place, &s.rate, &s.ceiling].map(str::trim);
    parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join("・")
}
