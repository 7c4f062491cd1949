//! `--plain`: the same questions and results as numbered prompts, for screen readers, pipes and terminals that know
//! no full screen. Text is only appended; nothing but characters and line ends is written.
//!
//! Kana and full-width numbers are understood; an empty line skips a question. The end of the input ends the talk.

mod results;

use std::cell::OnceCell;
use std::io::{self, BufRead, IsTerminal as _, Write};

use super::outcome::{Failure, Outcome};
use super::{output, place};
use crate::domain::terms::catalogue::{Catalogue, Municipality};
use crate::domain::terms::profile::{Answer, Fact, FactId, Origin, Value};
use crate::domain::value::date::Date;
use crate::present::{clash, value};
use crate::session::answers::Session;
use crate::session::consult::evidence::Evidence;
use crate::session::folder::{DataFolder, SessionFolder};
use crate::session::report::report;
use crate::session::saved::SavedRow;
use crate::session::typed;
use crate::text::fold::fold;
use crate::text::foreign;

/// Candidates that are listed at most.
const MOST: usize = 20;

/// Whether standard input, which is no terminal, holds anything.
///
/// Git Bash gives programs pipes for a terminal in which somebody sits; there the first prompt must not wait.
pub fn has_input() -> bool {
    std::env::var_os("MSYSTEM").is_some() || io::stdin().lock().fill_buf().is_ok_and(|b| !b.is_empty())
}

/// Talks until the user or the input ends.
pub fn run(catalogue: &'static Catalogue, as_of: Date, name: Option<&str>, kept: &DataFolder) -> Outcome {
    let echo = !io::stdin().is_terminal() && std::env::var_os("MSYSTEM").is_none();
    let sessions = SessionFolder::new(kept);
    let (input, out) = (io::stdin().lock(), io::stdout().lock());
    let mut talk =
        Talk { catalogue, as_of, input, out, echo, sessions, unsaved: String::new(), evidence: OnceCell::new() };
    match talk.all(name) {
        Ok(()) | Err(Stop::Ended) => Ok(()),
        Err(Stop::Broken(e)) if output::reader_left(&e) => Ok(()),
        Err(Stop::Foreign) => Err(Failure::Input(
            "入力の文字コードが UTF-8 ではありません。ファイルは UTF-8 で保存してください。\n\
             コマンド プロンプトで echo などから渡すときは、先に chcp 65001 を実行してください"
                .to_owned(),
        )),
        Err(Stop::Broken(e)) => Err(Failure::Failed(format!("対話を続けられませんでした（{e}）"))),
    }
}

/// Why the talk is over.
enum Stop {
    /// 終了, or no more input.
    Ended,
    /// A stream failed.
    Broken(io::Error),
    /// What was piped in is no UTF-8; a guess could give an answer that nobody meant.
    Foreign,
}

impl From<io::Error> for Stop {
    fn from(e: io::Error) -> Self {
        Self::Broken(e)
    }
}

type Step<T> = Result<T, Stop>;

/// What was said at a prompt.
enum Said {
    Number(usize),
    Back,
    DontKnow,
    Nothing,
    /// Anything else: as typed, and folded.
    Text(String, String),
}

/// Where a list of questions ended.
#[derive(PartialEq, Eq)]
enum Asked {
    Through,
    Left,
}

struct Talk<R, W> {
    catalogue: &'static Catalogue,
    as_of: Date,
    input: R,
    out: W,
    /// What is read is shown, because no terminal does it. Then nobody sits there, and nothing is saved.
    echo: bool,
    /// Saved sessions.
    sessions: SessionFolder,
    /// Why answers could not be saved, as last said.
    unsaved: String,
    /// What sentences are read with; made when the first one comes.
    evidence: OnceCell<Evidence>,
}

impl<R: BufRead, W: Write> Talk<R, W> {
    fn say(&mut self, text: &str) -> Step<()> {
        // Nothing in the bundle or in what was typed may steer the terminal.
        Ok(writeln!(self.out, "{}", foreign::lines(text))?)
    }

    fn evidence(&self) -> &Evidence {
        self.evidence.get_or_init(|| Evidence::new(self.catalogue))
    }

    /// What was typed on one line, without the blanks around it.
    fn line(&mut self) -> Step<String> {
        loop {
            let mut bytes = Vec::new();
            // A line without end is a mistake, not an answer.
            let mut limited = io::Read::take(&mut self.input, 4096);
            if limited.read_until(b'\n', &mut bytes)? == 0 {
                self.say("")?;
                return Err(Stop::Ended);
            }
            // A character that the limit has cut is part of the same mistake.
            let foreign = std::str::from_utf8(&bytes).is_err_and(|e| e.error_len().is_some());
            if !foreign {
                return Ok(String::from_utf8_lossy(&bytes).trim().trim_start_matches('\u{feff}').to_owned());
            }
            if self.echo {
                return Err(Stop::Foreign);
            }
            self.say("読み取れない文字が入りました。もう一度入力してください")?;
        }
    }

    fn ask(&mut self) -> Step<Said> {
        write!(self.out, "> ")?;
        self.out.flush()?;
        let typed = self.line()?;
        if self.echo {
            self.say(&output::shown(&typed))?;
        }
        let folded = fold(&typed);
        Ok(match folded.as_str() {
            "終了" | "しゅうりょう" | "おわり" | "終わり" | "q" | "quit" | "exit" => {
                return Err(Stop::Ended);
            }
            "戻る" | "もどる" | "b" | "back" => Said::Back,
            "ふめい" => Said::DontKnow,
            word if typed::is_unknown(word) => Said::DontKnow,
            "" => Said::Nothing,
            other => match other.trim_end_matches('番').parse() {
                Ok(n) => Said::Number(n),
                Err(_) => Said::Text(typed, folded),
            },
        })
    }

    fn all(&mut self, name: Option<&str>) -> Step<()> {
        self.say("地域ナビ（文字だけの対話）")?;
        self.say(&value::stamp(self.catalogue, self.as_of))?;
        if let Some(warning) = value::age_warning(self.catalogue, self.as_of) {
            self.say(&warning)?;
        }
        self.say("番号かことばを入力して Enter。どこでも「戻る」「終了」が使えます。")?;
        let (rows, problems) = self.sessions.list();
        for problem in problems {
            self.say(&problem)?;
        }
        if let Some(newest) = rows.first() {
            let (name, day) = (newest.title(), newest.when());
            self.say(&format!("前回の続き: {name}（{day}、回答{}件）は「続き」で開けます", newest.answers))?;
        }
        let mut first = name.map(ToOwned::to_owned);
        loop {
            let mut session = self.choose(first.take())?;
            let ended = self.results(&mut session);
            // What could not be kept after the last answer is tried once more, also on the way out.
            self.keep(&mut session)?;
            ended?;
        }
    }

    fn choose(&mut self, mut typed: Option<String>) -> Step<Session> {
        let mut found: Vec<&'static Municipality> = Vec::new();
        loop {
            let text = if let Some(text) = typed.take() {
                text
            } else {
                self.say(
                    "\n自治体の名前（漢字・かな・ローマ字）。0 は表にない団体を手入力、「保存」は保存した回答の一覧",
                )?;
                match self.ask()? {
                    Said::Number(0) => return Ok(Session::by_hand(self.catalogue, self.as_of)),
                    Said::Number(n) => match found.get(n.wrapping_sub(1)) {
                        Some(m) => return Ok(Session::about(self.catalogue, m, self.as_of)),
                        None => n.to_string(),
                    },
                    Said::Text(_, folded) if matches!(folded.as_str(), "続き" | "つづき" | "保存" | "ほぞん") => {
                        match self.saved(matches!(folded.as_str(), "続き" | "つづき"))? {
                            Some(session) => return Ok(session),
                            None => continue,
                        }
                    }
                    Said::Text(text, _) => text,
                    Said::Back | Said::DontKnow | Said::Nothing => continue,
                }
            };
            if let Ok(m) = place::find(self.catalogue, &text) {
                return Ok(Session::about(self.catalogue, m, self.as_of));
            }
            found = place::search(self.catalogue, &text);
            found.truncate(MOST);
            if found.is_empty() {
                self.say("見つかりません。短くするか、かなやローマ字で入力してください")?;
            } else {
                self.say("番号で選んでください")?;
            }
            for (n, m) in found.clone().iter().enumerate() {
                self.say(&format!("{} {}（{}）", n + 1, m.full_name(), m.yomi()))?;
            }
        }
    }

    /// A saved session: the newest, or one from the list.
    fn saved(&mut self, newest: bool) -> Step<Option<Session>> {
        let (rows, _) = self.sessions.list();
        if rows.is_empty() {
            self.say("保存した回答はありません")?;
            return Ok(None);
        }
        let at = if newest { 0 } else { self.pick(&rows)? };
        let Some(row) = rows.get(at) else { return Ok(None) };
        let (reopened, message) = match self.sessions.open(self.catalogue, &row.key) {
            Ok(opened) => opened,
            Err(why) => {
                self.say(&why)?;
                return Ok(None);
            }
        };
        if let Some(message) = message {
            self.say(&message)?;
        }
        let session = reopened.session(self.catalogue, self.as_of);
        let report = session.since.as_ref().map(|was| report(self.catalogue, was, &session, self.as_of));
        for section in report.unwrap_or_default() {
            self.say(&format!("\n{}", section.title))?;
            for line in section.lines {
                self.say(&format!("  {}", line.text))?;
            }
        }
        Ok(Some(session))
    }

    /// Asks for a row; a number behind the last means none.
    fn pick(&mut self, rows: &[SavedRow]) -> Step<usize> {
        self.say("番号で選んでください。Enter でやめます")?;
        for (n, r) in rows.iter().enumerate() {
            self.say(&format!("{} {}（{}、回答{}件）", n + 1, r.title(), r.when(), r.answers))?;
        }
        Ok(match self.ask()? {
            Said::Number(n) => n.wrapping_sub(1),
            _ => rows.len(),
        })
    }

    /// Keeps the session after an answer, when somebody sits there; a failure is said once.
    fn keep(&mut self, session: &mut Session) -> Step<()> {
        if self.echo || !session.unsaved() {
            return Ok(());
        }
        match self.sessions.save(session, self.catalogue, self.as_of) {
            Ok((_, done)) => {
                self.unsaved.clear();
                done.message().map_or(Ok(()), |message| self.say(message))
            }
            Err(why) if why == self.unsaved => Ok(()),
            Err(why) => {
                self.say(&format!("回答を保存できません（{why}）。このまま続けられます"))?;
                self.unsaved = why;
                Ok(())
            }
        }
    }

    /// Says which answers cannot all hold, and asks which of them does.
    fn tell_clashes(&mut self, session: &Session) -> Step<()> {
        for clash in session.clashes() {
            let told = clash::whole(self.catalogue, session.answers(), clash);
            self.say(&format!("矛盾: {told}。「戻る」か「質問」でもう一度答えられます"))?;
        }
        Ok(())
    }

    fn questions(&mut self, session: &mut Session) -> Step<()> {
        let all = |s: &Session| s.questions().iter().map(|q| q.fact).collect::<Vec<_>>();
        if self.interview(session, all)? == Asked::Through {
            self.say("全体に関わる質問は終わりました。制度ごとの要件・金額は、制度の番号のあと「質問」で答えられます")?;
        }
        Ok(())
    }

    /// Asks what `open` lists, anew after each answer, each question once; 「戻る」 asks the one before again.
    fn interview(&mut self, session: &mut Session, open: impl Fn(&Session) -> Vec<FactId>) -> Step<Asked> {
        let mut asked: Vec<FactId> = Vec::new();
        let mut again: Option<FactId> = None;
        loop {
            let next = again.take().or_else(|| open(session).into_iter().find(|f| !asked.contains(f)));
            let Some(id) = next else { return Ok(Asked::Through) };
            let Some(fact) = self.catalogue.fact(id) else { return Ok(Asked::Through) };
            match self.question(session, id, fact)? {
                Turn::Given(answer) => {
                    session.set(self.catalogue, id, answer, self.as_of);
                    self.keep(session)?;
                    asked.push(id);
                    self.tell_clashes(session)?;
                    let p = session.progress();
                    self.say(&format!("答えがそろった制度 {}／未回答の残る制度 {}", p.settled, p.open))?;
                }
                Turn::Skipped => asked.push(id),
                Turn::Back => match asked.pop() {
                    Some(before) => again = Some(before),
                    None => return Ok(Asked::Left),
                },
                Turn::Results => return Ok(Asked::Left),
            }
        }
    }

    fn question(&mut self, session: &Session, id: FactId, fact: &Fact) -> Step<Turn> {
        self.say(&format!("\n{}（{}制度に関わります）", fact.question, session.weight(id)))?;
        if !fact.help.is_empty() {
            self.say(fact.help)?;
        }
        let present = session.shown(id);
        if !matches!(present, Answer::NotAsked) {
            self.say(&format!("今の答え: {}", value::answer(fact, present)))?;
        }
        let labels = value::labels(fact);
        for (n, label) in labels.iter().enumerate() {
            self.say(&format!("{} {label}", n + 1))?;
        }
        if labels.is_empty() {
            self.say(&typed::expected(fact))?;
        } else {
            self.say("0 わからない")?;
        }
        self.say("「わからない」、Enter で飛ばす、「戻る」で前の質問、「結果」で一覧")?;
        loop {
            let typed = match self.ask()? {
                Said::DontKnow => return Ok(Turn::Given(Answer::DontKnow)),
                Said::Number(0) if !labels.is_empty() => return Ok(Turn::Given(Answer::DontKnow)),
                Said::Nothing => return Ok(Turn::Skipped),
                Said::Back => return Ok(Turn::Back),
                Said::Number(n) => n.to_string(),
                Said::Text(_, text) if matches!(text.as_str(), "結果" | "けっか") => return Ok(Turn::Results),
                Said::Text(text, _) => text,
            };
            match typed::read_keys(fact, &typed) {
                Ok(v) => {
                    self.say(&format!("答え: {}", value::value(fact, v)))?;
                    return Ok(Turn::Given(kept(present, v)));
                }
                Err(message) => self.say(&message)?,
            }
        }
    }
}

/// What came of one question.
enum Turn {
    Given(Answer),
    Skipped,
    Back,
    Results,
}

/// A prefilled value confirmed unchanged keeps its source.
fn kept(present: Answer, given: Value) -> Answer {
    match present {
        Answer::Known(old, _) if old == given => present,
        _ => Answer::Known(given, Origin::Given),
    }
}
