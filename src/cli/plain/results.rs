//! What is wanted, the results, and what can be done with them.

use std::io::{BufRead, Write};
use std::path::Path;

use super::{Said, Step, Talk};
use crate::app::export::{Rows, What};
use crate::cli::format::{self, Format};
use crate::cli::outcome::Failure;
use crate::cli::output;
use crate::domain::judge::assess::Assessment;
use crate::domain::judge::interview::needed;
use crate::domain::judge::rank::Shelf;
use crate::domain::plan::rank;
use crate::domain::plan::understood::About;
use crate::domain::terms::profile::{Answer, Origin};
use crate::export::Make;
use crate::present::consult::{ask_differing, text};
use crate::present::detail::detail;
use crate::present::form::{Form, Scope};
use crate::present::{row, word};
use crate::runtime::exporter::bytes;
use crate::session::answers::Session;
use crate::session::consult::plan::Plan;
use crate::text::search::{Field, Query, rank as best};

/// Rows said at once where somebody listens; 「次」 says the next ones.
const PAGE: usize = 20;

/// A list that was begun: programmes in its order, and what is said of each.
#[derive(Default)]
struct Listed {
    rows: Vec<(&'static str, String)>,
    /// How many of them have been said.
    said: usize,
}

/// A word that is understood beside the results.
enum Word {
    Questions,
    Consult,
    Next,
    Take,
    Search,
    Shelves(Option<&'static [Shelf]>),
}

/// The word that was said; folded, as typed ones are.
fn word_of(text: &str) -> Option<Word> {
    Some(match text {
        "質問" | "しつもん" => Word::Questions,
        "相談" | "そうだん" => Word::Consult,
        "次" | "つぎ" => Word::Next,
        "書き出す" | "かきだす" | "書き出し" | "かきだし" => Word::Take,
        "探す" | "さがす" | "検索" | "けんさく" => Word::Search,
        "該当" | "がいとう" => Word::Shelves(Some(&[Shelf::Money, Shelf::Support])),
        "お金" | "おかね" | "お金の制度" | "お金だけ" => Word::Shelves(Some(&[Shelf::Money])),
        "支援" | "しえん" | "支援の制度" => Word::Shelves(Some(&[Shelf::Support])),
        "要確認" | "ようかくにん" => Word::Shelves(Some(&[Shelf::Open])),
        "対象外" | "たいしょうがい" => Word::Shelves(Some(&[Shelf::Excluded])),
        "お知らせ" | "おしらせ" | "名前のみ" | "なまえのみ" => Word::Shelves(Some(&[Shelf::Named])),
        "期限外" | "きげんがい" => Word::Shelves(Some(&[Shelf::OutOfTerm])),
        "すべて" | "全て" | "一覧" | "いちらん" => Word::Shelves(None),
        _ => return None,
    })
}

impl<R: BufRead, W: Write> Talk<R, W> {
    /// What is wanted first; then the results and what can be done there, until 「戻る」 leads to another municipality.
    pub(super) fn results(&mut self, session: &mut Session) -> Step<()> {
        let mut only = None;
        let mut listed = Listed::default();
        let mut said = self.wish(session, &mut listed)?;
        loop {
            let now = if let Some(said) = said.take() {
                said
            } else {
                self.say(
                    "\n制度の番号で詳細。「相談」でやりたいことから、「探す」でことばから、「質問」で残りの質問、「書き出す」でファイルに。\
                     一覧は「該当」「お金」「支援」「要確認」「対象外」「お知らせ」「期限外」「すべて」。「戻る」で自治体を選び直す、「終了」",
                )?;
                self.ask()?
            };
            match now {
                Said::Number(n) => match listed.rows.get(n.wrapping_sub(1)) {
                    Some((id, _)) => self.programme(session, id)?,
                    None => self.say(&format!("番号は 1 から {} までです", listed.rows.len()))?,
                },
                Said::Back => return Ok(()),
                Said::DontKnow | Said::Nothing => {}
                Said::Text(typed, folded) => match word_of(&folded) {
                    Some(Word::Questions) => {
                        self.questions(session)?;
                        listed = self.list(session, only)?;
                    }
                    Some(Word::Consult) => {
                        said = self.wish(session, &mut listed)?;
                    }
                    Some(Word::Next) => self.more(&mut listed)?,
                    Some(Word::Take) => self.take(session)?,
                    Some(Word::Search) => {
                        self.say("制度の名前やことば（かな・ローマ字も）")?;
                        if let Said::Text(words, _) = self.ask()? {
                            listed = self.search(session, &words)?;
                        }
                    }
                    Some(Word::Shelves(shelves)) => {
                        only = shelves;
                        listed = self.list(session, only)?;
                    }
                    None if typed.chars().count() > 1 => {
                        listed = self.search(session, &typed)?;
                    }
                    None => self.say("そのことばは分かりません")?,
                },
            }
        }
    }

    /// Asks what the municipality wants and says what fits it. An empty line, a number or a word leads to the list; what
    /// was said instead of a wish is given back.
    fn wish(&mut self, session: &mut Session, listed: &mut Listed) -> Step<Option<Said>> {
        if session.plan().is_empty() {
            self.say(
                "\nやりたいことを1つの文で（例: 空き家を3軒直したい。1,800万円）。Enter だけなら、すべての制度の一覧",
            )?;
        } else {
            self.say(&format!(
                "\n前の相談: {}\nやりたいことを1つの文で書き直すか、Enter でこのまま",
                session.plan().title()
            ))?;
        }
        let said = match self.ask()? {
            Said::Text(typed, folded) if word_of(&folded).is_none() => {
                session.set_plan(&Plan { sentence: typed, ..Plan::default() });
                let body = session.plan().read(self.catalogue, self.evidence()).body;
                let open: Vec<_> = session.profile().open_of(&body).collect();
                for (fact, value) in open {
                    session.set(self.catalogue, fact, Answer::Known(value, Origin::Given), self.as_of);
                }
                self.keep(session)?;
                None
            }
            Said::Nothing if !session.plan().is_empty() => None,
            Said::Back => return Ok(Some(Said::Back)),
            other => {
                *listed = self.list(session, None)?;
                return Ok(match other {
                    Said::Nothing => None,
                    other => Some(other),
                });
            }
        };
        *listed = self.consult(session)?;
        Ok(said)
    }

    /// Says what fits the plan; the numbers are those of its answers.
    fn consult(&mut self, session: &Session) -> Step<Listed> {
        let catalogue = self.catalogue;
        let mut understood = session.plan().read(catalogue, self.evidence());
        if session.municipality().is_some() {
            understood.settled(About::Town);
        }
        ask_differing(catalogue, session.profile(), &mut understood);
        let inquiry = session.inquiry(catalogue, self.as_of);
        self.tell_clashes(session)?;
        let overlaps = self.evidence().overlaps(&understood.words);
        let found = rank::consult(inquiry, &understood.project, &overlaps);
        self.say(&format!("\n{}", text(inquiry, session.municipality(), &understood, &found)))?;
        let rows: Vec<_> =
            found.answers.iter().map(|c| (c.assessment.programme.id, c.assessment.programme.name.to_owned())).collect();
        Ok(Listed { said: rows.len(), rows })
    }

    /// Says the list.
    fn list(&mut self, session: &Session, only: Option<&[Shelf]>) -> Step<Listed> {
        self.say(&format!("\n{}の結果", session.name()))?;
        self.tell_clashes(session)?;
        let counts = session.counts();
        let each = Shelf::ALL.map(|s| format!("{} {}", word::shelf(s), counts.on(s)));
        self.say(&format!("{}（{}）", each.join("、"), word::order(session.order())))?;
        let wanted = session.assessments().iter().filter(|a| only.is_none_or(|all| all.contains(&Shelf::of(a))));
        let listed = self.listed(session, wanted.collect())?;
        if listed.rows.is_empty() {
            self.say("この区分の制度はありません")?;
        }
        Ok(listed)
    }

    /// Says the programmes that words find.
    fn search(&mut self, session: &Session, words: &str) -> Step<Listed> {
        let all: Vec<&Assessment> = session.assessments().iter().collect();
        let keys = all.iter().map(|a| a.programme.keys.into());
        let found = best(&Query::new(words), keys).into_iter();
        let found = found.filter(|(_, hit)| !hit.fuzzy && hit.field != Field::Text);
        let found = found.filter_map(|(i, _)| all.get(i).copied()).collect::<Vec<_>>();
        if found.is_empty() {
            self.say("そのことばは分かりません（その名前の制度もありません）。文で尋ねるときは「相談」")?;
        } else {
            self.say(&format!("\n「{}」の制度 {}件", output::shown(words), found.len()))?;
        }
        self.listed(session, found)
    }

    /// Says the first rows of a list.
    fn listed(&mut self, session: &Session, all: Vec<&Assessment>) -> Step<Listed> {
        let rows = all.into_iter().enumerate().map(|(i, a)| {
            let r = row::row(session.inquiry(self.catalogue, self.as_of), a);
            let layers = r.layers();
            let parts = [layers.as_str()].into_iter().chain(r.figures()).chain([r.note.as_str()]).map(str::trim);
            let parts: Vec<&str> = parts.filter(|p| !p.is_empty()).collect();
            let below = if parts.is_empty() { String::new() } else { format!("\n   {}", parts.join("／")) };
            (a.programme.id, format!("{} {} {}{below}", i + 1, r.standing, r.name))
        });
        let mut listed = Listed { rows: rows.collect(), said: 0 };
        self.more(&mut listed)?;
        Ok(listed)
    }

    /// Says the next rows: a page where somebody listens, all of them into a pipe.
    fn more(&mut self, listed: &mut Listed) -> Step<()> {
        let page = if self.echo { listed.rows.len() } else { PAGE };
        let next: Vec<String> = listed.rows.iter().skip(listed.said).take(page).map(|(_, text)| text.clone()).collect();
        if next.is_empty() && !listed.rows.is_empty() {
            return self.say("ここまでです");
        }
        listed.said += next.len();
        for text in next {
            self.say(&text)?;
        }
        match listed.rows.len() - listed.said {
            0 => Ok(()),
            left => self.say(&format!("続き {left}件は「次」")),
        }
    }

    fn programme(&mut self, session: &mut Session, id: &str) -> Step<()> {
        loop {
            let Some(a) = assessment(session, id) else { return Ok(()) };
            let lines = self.page(a, session);
            self.say(&lines)?;
            self.say("\n「質問」でこの制度の要件・金額に答える、Enter か「戻る」で一覧へ")?;
            match self.ask()? {
                Said::Back | Said::Nothing => return Ok(()),
                Said::Text(_, text) if matches!(word_of(&text), Some(Word::Questions)) => {
                    let open = |s: &Session| assessment(s, id).map(|a| needed(a, s.profile())).unwrap_or_default();
                    if open(session).is_empty() {
                        self.say("この制度の質問はすべて答え終わりました")?;
                    }
                    self.interview(session, open)?;
                }
                _ => self.say("そのことばは分かりません")?,
            }
        }
    }

    fn page(&self, a: &Assessment, session: &Session) -> String {
        let mut out = vec![String::new(), a.programme.name.to_owned(), row::standing(a, session.profile())];
        for section in detail(session.inquiry(self.catalogue, self.as_of), a) {
            out.extend([String::new(), section.title.to_owned()]);
            for line in section.lines {
                let cites: Vec<String> = line.cites.iter().map(|c| format!("[{}]", c + 1)).collect();
                let gap = if cites.is_empty() { "" } else { " " };
                out.push(format!("  {}{gap}{}", line.text, cites.concat()));
            }
        }
        out.join("\n")
    }

    /// Writes the results, and the plan where there is one, into a file that is named.
    fn take(&mut self, session: &Session) -> Step<()> {
        self.say("ファイルの名前（.html は A4 1枚、.xlsx .csv .json）。Enter でやめます")?;
        let Said::Text(name, _) = self.ask()? else { return Ok(()) };
        let path = Path::new(&name);
        let told = match format::choose(None, Some(path), &Format::ALL) {
            Ok(Format::File(form)) => self.bytes(session, form).and_then(|bytes| output::new_file(path, &bytes)),
            Ok(Format::Table) => {
                Err(Failure::Input("ファイルの名前は .html .xlsx .csv .json で終えてください".to_owned()))
            }
            Err(failure) => Err(failure),
        };
        match told {
            Ok(told) => self.say(&told),
            Err(Failure::Input(why) | Failure::Failed(why)) => self.say(&why),
            Err(Failure::Reported) => Ok(()),
        }
    }

    /// The same as the screen writes of these results and this plan.
    fn bytes(&self, session: &Session, form: Form) -> Result<Vec<u8>, Failure> {
        let ids = session.assessments().iter().filter_map(|a| self.catalogue.programme_id(a.programme.id));
        let rows = Rows {
            scope: Scope::Results,
            code: session.code(),
            profile: session.profile().clone(),
            programmes: ids.collect(),
            chosen: String::new(),
            marked: false,
            plan: (!session.plan().is_empty()).then(|| Box::new(session.plan().clone())),
        };
        let what = What::Report(rows);
        let (bytes, _) = bytes(self.catalogue, self.as_of, &what, Make::default(), form).map_err(Failure::Failed)?;
        Ok(bytes)
    }
}

fn assessment<'a>(session: &'a Session, id: &str) -> Option<&'a Assessment> {
    session.assessments().iter().find(|a| a.programme.id == id)
}
