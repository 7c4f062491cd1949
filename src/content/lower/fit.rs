//! `purposes.toml`, and what a programme says of itself in its words.

use toml::Spanned;

use crate::content::lower::context::Context;
use crate::content::near;
use crate::content::raw;
use crate::domain::terms::fit::{Absent, BodyWords, Fit, Limit, Lists, PlanAnswer, Vocabulary, Word, WordId};
use crate::domain::terms::late::Late;
use crate::domain::terms::profile::FactKind;
use crate::domain::terms::role::Role;

/// Purposes that a programme may name: the most specific ones, not everything imaginable.
const MOST_PURPOSES: usize = 5;

impl Context<'_> {
    /// The closed lists.
    pub(super) fn vocabulary(&mut self, raw: &raw::Vocabulary) -> Lists {
        let purposes = self.list(&raw.purpose, "purpose");
        Lists {
            purposes,
            actors: self.list(&raw.actor, "actor"),
            costs: self.list(&raw.cost, "cost"),
            stages: self.list(&raw.stage, "stage"),
            subjects: self.list(&raw.subject, "subject"),
            settled: self.plan_answers(purposes, &raw.settle),
            absent: self.absent(&raw.absent),
            // Read when the questions are known.
            body: &[],
        }
    }

    fn plan_answers(&mut self, purposes: &'static [Word], raw: &[Spanned<raw::PlanAnswer>]) -> &'static [PlanAnswer] {
        let one = |spanned: &Spanned<raw::PlanAnswer>| {
            let (at, s) = (spanned.span().start, spanned.get_ref());
            PlanAnswer {
                fact: self.plain(&s.fact, at, "settle.fact"),
                choice: self.plain(&s.choice, at, "settle.choice"),
                unless: self.named(purposes, &s.unless, "settle.unless"),
            }
        };
        Vec::leak(raw.iter().map(one).collect())
    }

    /// 団体の条件 as people say them.
    pub(super) fn body_words(&mut self, raw: &[Spanned<raw::BodyWords>]) -> &'static [BodyWords] {
        let mut out = Vec::new();
        for spanned in raw {
            let (at, b) = (spanned.span().start, spanned.get_ref());
            let Some((fact, kind)) = self.fact(b.fact.get_ref(), b.fact.span().start, "body.fact") else { continue };
            let yes = b.yes.as_ref().and_then(|s| self.settled(s, kind, "body.yes"));
            let no = b.no.as_ref().and_then(|s| self.settled(s, kind, "body.no"));
            let takes_number = matches!(kind, FactKind::Number { .. });
            if b.words.is_empty() || takes_number != (b.yes.is_none() && b.no.is_none()) {
                let text = "words と、数で答える項目のほかでは yes か no を書いてください";
                self.report(at, "body", text);
            }
            out.push(BodyWords { fact, words: self.words(&b.words, at), yes, no });
        }
        Vec::leak(out)
    }

    fn absent(&mut self, raw: &[Spanned<raw::Absent>]) -> &'static [Absent] {
        let mut out = Vec::new();
        for spanned in raw {
            let (at, a) = (spanned.span().start, spanned.get_ref());
            if a.words.is_empty() {
                self.report(at, "absent.words", "資料にないものの言葉を1つ以上書いてください");
            }
            out.push(Absent {
                words: self.words(&a.words, at),
                near: self.plain(&a.near, at, "absent.near"),
                difference: self.text(&a.difference, at, "absent.difference"),
            });
        }
        Vec::leak(out)
    }

    fn list(&mut self, raw: &[Spanned<raw::Word>], key: &str) -> &'static [Word] {
        if raw.len() > usize::from(u8::MAX) {
            self.report(0, key, &format!("{key} は255までです"));
        }
        let mut out: Vec<Word> = Vec::new();
        for spanned in raw {
            let (at, w) = (spanned.span().start, spanned.get_ref());
            if out.iter().any(|other| other.id == w.id) {
                self.report(at, "id", &format!("「{}」は2度書かれています", w.id));
            }
            out.push(Word {
                id: self.plain(&w.id, at, "id"),
                name: self.text(&w.name, at, "name"),
                words: self.words(&w.words, at),
                spent: w.spent.unwrap_or(true),
            });
        }
        Vec::leak(out)
    }

    /// The role of a programme.
    pub(super) fn role(&mut self, raw: &Spanned<String>) -> Role {
        let named = |name: &str| Role::ALL.into_iter().find(|r| r.name() == name);
        let hint = format!("（{}）", Role::ALL.map(Role::name).join("・"));
        self.keyed(raw, named, "role", "区分", &hint).unwrap_or(Role::Mention)
    }

    /// What a programme says of itself.
    pub(super) fn fit(&mut self, raw: Option<&Spanned<raw::Fit>>) -> Fit {
        let Some(spanned) = raw else { return Fit::NONE };
        let (at, f) = (spanned.span().start, spanned.get_ref());
        let all = self.shared.vocabulary;
        let mut limits: Vec<Limit> = f.only.iter().map(|group| self.limit(group, "fit.only")).collect();
        if !f.not_for.is_empty() {
            limits.push(Limit { is_not: true, ..self.limit(&f.not_for, "fit.not_for") });
        }
        let out = Fit {
            purposes: self.named(all.purposes, &f.purposes, "fit.purposes"),
            purposes_cites: self.cites(&f.purposes_cite, at, "fit.purposes_cite"),
            actors: self.named(all.actors, &f.actors, "fit.actors"),
            actors_cites: self.cites(&f.actors_cite, at, "fit.actors_cite"),
            costs: self.named(all.costs, &f.costs, "fit.costs"),
            costs_not: self.named(all.costs, &f.costs_not, "fit.costs_not"),
            costs_cites: self.cites(&f.costs_cite, at, "fit.costs_cite"),
            items: self.words(&f.items, at),
            items_of: self.plain(&f.items_of, at, "fit.items_of"),
            items_only: f.items_only,
            called: self.words(&f.called, at),
            finances: self.named(all.costs, &f.finances, "fit.finances"),
            finances_cites: self.cites(&f.finances_cite, at, "fit.finances_cite"),
            stages: self.named(all.stages, &f.stages, "fit.stages"),
            words: Late::Ready(self.words(&f.words, at)),
            only: Late::Ready(Vec::leak(limits)),
            only_cites: self.cites(&f.only_cite, at, "fit.only_cite"),
            not_for_cites: self.cites(&f.not_for_cite, at, "fit.not_for_cite"),
        };
        if out.purposes.len() > MOST_PURPOSES {
            let text = format!("目的は{MOST_PURPOSES}つまでです。この制度の行に書かれたものだけを残してください");
            self.report(at, "fit.purposes", &text);
        }
        if out.only.iter().any(|limit| limit.subjects.is_empty() && limit.words.is_empty()) {
            self.report(at, "fit.only", "言葉のない組があります。組ごとに言葉を1つ以上書いてください");
        }
        if out.items.is_empty() != out.items_of.is_empty() {
            self.report(
                at,
                "fit.items",
                "items（経費が呼ばれる言葉）と items_of（経費を分け合う組）は、両方書いてください",
            );
        }
        if let Some(both) = out.costs.iter().find(|c| out.costs_not.contains(c)) {
            let name = all.costs.get(usize::from(both.0)).map_or("", |w| w.name);
            self.report(at, "fit.costs_not", &format!("「{name}」が対象経費と対象外の経費の両方にあります"));
        }
        for (said, cites, key) in [
            (!out.purposes.is_empty(), out.purposes_cites, "fit.purposes_cite"),
            (!out.actors.is_empty(), out.actors_cites, "fit.actors_cite"),
            (!out.costs_not.is_empty(), out.costs_cites, "fit.costs_cite"),
            (!out.finances.is_empty(), out.finances_cites, "fit.finances_cite"),
            (!f.only.is_empty(), out.only_cites, "fit.only_cite"),
            (!f.not_for.is_empty(), out.not_for_cites, "fit.not_for_cite"),
        ] {
            if said && cites.is_empty() {
                self.report(at, key, "根拠となる資料の箇所を書いてください（[quote.x] の x）");
            }
        }
        out
    }

    /// One thing that a programme is limited to or not for: 「@taiin」 is a subject of the vocabulary, all else a word.
    fn limit(&mut self, raw: &[Spanned<String>], key: &str) -> Limit {
        let mut out: (Vec<WordId>, Vec<&'static str>) = (Vec::new(), Vec::new());
        for word in raw {
            let (at, text) = (word.span().start, word.get_ref());
            let Some(id) = text.strip_prefix('@') else {
                out.1.push(self.plain(text, at, key));
                continue;
            };
            if let Some(id) = Vocabulary::find(self.shared.vocabulary.subjects, id) {
                out.0.push(id);
            } else {
                let text = format!("対象「{id}」は purposes.toml の subject にありません");
                self.report(at, key, &text);
            }
        }
        Limit { is_not: false, subjects: Vec::leak(out.0), words: Vec::leak(out.1) }
    }

    fn named(&mut self, list: &'static [Word], raw: &[Spanned<String>], key: &str) -> &'static [WordId] {
        let mut out: Vec<WordId> = Vec::new();
        for word in raw {
            match Vocabulary::find(list, word.get_ref()) {
                Some(id) if out.contains(&id) => {
                    self.report(word.span().start, key, &format!("「{}」は2度書かれています", word.get_ref()));
                }
                Some(id) => out.push(id),
                None => {
                    let hint = near::perhaps(&near::near(word.get_ref(), list.iter().map(|w| w.id)));
                    let text = format!("「{}」は purposes.toml にありません{hint}", word.get_ref());
                    self.report(word.span().start, key, &text);
                }
            }
        }
        Vec::leak(out)
    }
}
