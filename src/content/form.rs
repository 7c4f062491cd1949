//! Everything in a file that is not as its table of keys says: all of it, with what to write instead.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::from_toml::{Value, whole};
use super::key::{Form, Key, Table};
use super::near;
use crate::text::fold::fold;
use crate::text::number;

/// One mistake.
#[derive(Clone, Debug)]
pub struct Fault {
    /// The byte of the text.
    pub at: usize,
    /// The path of keys (`rate[原則].share`).
    pub key: String,
    /// What is wrong and what to do.
    pub message: String,
    /// What to write, and instead of which bytes, where that is certain.
    pub mend: Option<(Range<usize>, String)>,
    /// Where the table begins in which it stands; `None` for the file itself.
    pub table: Option<Range<usize>>,
    /// The key that is missing.
    pub missing: Option<&'static str>,
    /// How much of what is said of the file follows from it.
    pub spoils: Spoils,
}

/// What a fault makes unreadable.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Spoils {
    /// The value is empty, and read as such.
    Nothing,
    /// The value.
    Value,
    /// The whole table: a key is lacking.
    Table,
}

/// Every mistake of a file, in no order.
pub fn faults(text: &str, root: &DeTable<'_>, table: &'static Table) -> Vec<Fault> {
    let mut look = Look { text, root: table, out: Vec::new() };
    look.table(root, table, &Place { path: String::new(), span: None });
    look.out
}

/// Where a table stands.
struct Place {
    path: String,
    span: Option<Range<usize>>,
}

impl Place {
    fn of(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    fn at(&self) -> usize {
        self.span.as_ref().map_or(0, |s| s.start)
    }
}

/// What is expected of a value.
struct Wanted<'k> {
    key: &'k Key,
    form: Form,
    path: String,
    table: Option<Range<usize>>,
}

struct Look<'a> {
    text: &'a str,
    root: &'static Table,
    out: Vec<Fault>,
}

impl Look<'_> {
    fn table(&mut self, found: &DeTable<'_>, table: &'static Table, place: &Place) {
        for (name, value) in found {
            let written = name.get_ref().as_ref();
            let path = place.of(written);
            let Some(key) = table.key(written) else {
                self.unknown(written, name.span(), found, table, place);
                continue;
            };
            let wanted = Wanted { key, form: (key.form)(), path, table: place.span.clone() };
            self.value(value, &wanted);
        }
        for key in table.keys.iter().filter(|k| k.is_needed && !found.contains_key(k.name)) {
            self.out.push(Fault {
                at: place.at(),
                key: place.of(key.name),
                message: format!("{0} がありません。{1}（例: {0} = {2}）", key.name, key.told, key.example),
                mend: None,
                table: place.span.clone(),
                missing: Some(key.name),
                spoils: Spoils::Table,
            });
        }
    }

    fn unknown(
        &mut self,
        written: &str,
        span: Range<usize>,
        found: &DeTable<'_>,
        table: &'static Table,
        place: &Place,
    ) {
        let mut names = near::keys(written, table);
        names.retain(|n| !found.contains_key(*n));
        let hint = if names.is_empty() {
            let all: Vec<&str> = table.keys.iter().map(|k| k.name).collect();
            format!("{}。ここに書けるキー: {}", self.elsewhere(written, place), all.join("、"))
        } else {
            near::perhaps(&names)
        };
        // One candidate, and the table lacks it: that is what was meant.
        let one = match names.as_slice() {
            [one] if table.key(one).is_some_and(|k| k.is_needed) => Some((span.clone(), (*one).to_owned())),
            _ => None,
        };
        self.out.push(Fault {
            at: span.start,
            key: place.of(written),
            message: format!("「{written}」というキーはありません{hint}"),
            mend: one,
            table: place.span.clone(),
            missing: None,
            spoils: Spoils::Table,
        });
    }

    /// Where in the file a key of this name belongs.
    fn elsewhere(&self, written: &str, place: &Place) -> String {
        if place.span.is_some() && self.root.key(written).is_some() {
            return format!("（{written} はファイルの頭、最初の [見出し] より上に書くか、[{written}] の表にします）");
        }
        let has = |k: &&Key| match (k.form)() {
            Form::Table(table) => table.key(written).is_some(),
            Form::List(one) => matches!(one(), Form::Table(table) if table.key(written).is_some()),
            _ => false,
        };
        let tables: Vec<&str> = self.root.keys.iter().filter(has).map(|k| k.name).collect();
        if tables.is_empty() {
            String::new()
        } else {
            format!("（{written} は {} のキーです）", tables.join("・"))
        }
    }

    fn fault(&mut self, at: usize, wanted: &Wanted<'_>, message: String, mend: Option<(Range<usize>, String)>) {
        let (key, table) = (wanted.path.clone(), wanted.table.clone());
        self.out.push(Fault { at, key, message, mend, table, missing: None, spoils: Spoils::Value });
    }

    fn value(&mut self, value: &Value<'_>, wanted: &Wanted<'_>) {
        match (wanted.form, value.get_ref()) {
            (Form::Text | Form::Words | Form::Scalar, DeValue::String(text)) => self.text(value, text, wanted),
            (Form::Settled, DeValue::String(_) | DeValue::Boolean(_)) | (Form::Flag, DeValue::Boolean(_)) => {}
            (Form::Scalar, DeValue::Integer(_)) if whole(value.get_ref()).is_some() => {}
            (Form::Day, DeValue::Datetime(day)) if day.date.is_some() && day.time.is_none() => {}
            (Form::Whole(least, most), DeValue::Integer(_)) => {
                let fits = whole(value.get_ref()).is_some_and(|n| (i128::from(least)..=i128::from(most)).contains(&n));
                if !fits {
                    let text = if least == 0 && self.source(value).starts_with('-') {
                        "0 以上の整数で書いてください".to_owned()
                    } else {
                        format!("大きすぎるか小さすぎる数です（{least}〜{most}）")
                    };
                    self.fault(value.span().start, wanted, text, None);
                }
            }
            (Form::List(one), DeValue::Array(all)) => {
                for (i, value) in all.iter().enumerate() {
                    let path = format!("{}[{}]", wanted.path, called(value).unwrap_or_else(|| (i + 1).to_string()));
                    let form = one();
                    // A text among texts is told by its key alone.
                    let path = if matches!(form, Form::Table(_)) { path } else { wanted.path.clone() };
                    self.value(value, &Wanted { key: wanted.key, form, path, table: wanted.table.clone() });
                }
            }
            (Form::Words, DeValue::Array(all)) => {
                for value in all {
                    let (path, table) = (wanted.path.clone(), wanted.table.clone());
                    self.value(value, &Wanted { key: wanted.key, form: Form::Text, path, table });
                }
            }
            (Form::Named(one), DeValue::Table(all)) => {
                for (name, value) in all {
                    let path = format!("{}.{}", wanted.path, name.get_ref());
                    self.value(value, &Wanted { key: wanted.key, form: one(), path, table: wanted.table.clone() });
                }
            }
            (Form::Table(table), DeValue::Table(found)) => {
                self.table(found, table, &Place { path: wanted.path.clone(), span: Some(value.span()) });
            }
            _ => self.other(value, wanted),
        }
    }

    /// A text where one may stand: not empty where it is needed, one of the words where they are a closed list.
    fn text(&mut self, value: &Value<'_>, text: &str, wanted: &Wanted<'_>) {
        let key = wanted.key;
        if key.choices.is_empty() {
            if text.trim().is_empty() && key.is_needed && matches!(wanted.form, Form::Text) {
                let message = format!("空です。{}（例: {} = {}）", key.told, key.name, key.example);
                self.fault(value.span().start, wanted, message, None);
                if let Some(last) = self.out.last_mut() {
                    last.spoils = Spoils::Nothing;
                }
            }
            return;
        }
        if key.choices.contains(&text) {
            return;
        }
        let same = key.choices.iter().find(|c| fold(c) == fold(text));
        let names = near::near(text, key.choices.iter().copied());
        let hint = near::perhaps(&names);
        let message = format!("「{text}」は使えません{hint}。使えることば: {}", key.choices.join("、"));
        let mend = same.map(|c| (value.span(), format!("\"{c}\"")));
        self.fault(value.span().start, wanted, message, mend);
    }

    /// The value as it is written.
    fn source(&self, value: &Value<'_>) -> &str {
        self.text.get(value.span()).unwrap_or_default()
    }

    /// Something of another form.
    fn other(&mut self, value: &Value<'_>, wanted: &Wanted<'_>) {
        let (written, span) = (self.source(value).to_owned(), value.span());
        let instead = instead(value.get_ref(), &written, wanted);
        let key = wanted.key;
        let message = match (&instead, wanted.form) {
            (_, Form::Text) if key.name == "share" => {
                "率は、引用符で囲んだ 0〜1 の分数・小数か % で書いてください（\"1/2\"、\"0.5\"、\"50%\"）".to_owned()
            }
            (_, Form::List(one)) if matches!((one(), value.get_ref()), (Form::Table(_), DeValue::Table(_))) => {
                format!("何度も書ける表なので [[{}]] と書いてください", key.name)
            }
            (_, Form::Table(_)) if matches!(value.get_ref(), DeValue::Array(_)) => {
                format!("1つだけの表なので [{}] と書いてください", key.name)
            }
            (_, form) => {
                let example = if key.example.starts_with('[') && key.example.contains(key.name) {
                    String::new()
                } else {
                    format!("（例: {} = {}）", key.name, key.example)
                };
                format!("ここは{}です{example}", form.told())
            }
        };
        self.fault(span.start, wanted, message, instead.map(|text| (span, text)));
    }
}

/// What was meant, where that is certain.
fn instead(value: &DeValue<'_>, written: &str, wanted: &Wanted<'_>) -> Option<String> {
    let quoted = |text: &str| format!("\"{text}\"");
    let day = |text: &str| number::date(text).ok().map(|(y, m, d)| format!("{y:04}-{m:02}-{d:02}"));
    match (wanted.form, value) {
        (Form::Text, DeValue::Integer(_)) if wanted.key.name == "share" => {
            let percent = whole(value).filter(|n| (2..=100).contains(n));
            percent.map_or_else(|| Some(quoted(written)), |n| Some(quoted(&format!("{n}%"))))
        }
        (Form::Text | Form::Words, DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_))
        | (Form::Scalar, DeValue::Float(_) | DeValue::Datetime(_)) => Some(quoted(written)),
        (Form::Text, DeValue::Array(all)) => match all.first().map(toml::Spanned::get_ref) {
            Some(DeValue::String(text)) if all.len() == 1 => Some(quoted(text)),
            _ => None,
        },
        (Form::Flag, DeValue::String(text)) => match fold(text).as_str() {
            "はい" | "true" | "yes" | "ある" | "○" | "〇" => Some("true".to_owned()),
            "いいえ" | "false" | "no" | "ない" => Some("false".to_owned()),
            _ => None,
        },
        (Form::Day, DeValue::String(text)) => day(text),
        (Form::Day, DeValue::Integer(_)) => day(written),
        (Form::Day, DeValue::Datetime(d)) => d.date.map(|d| d.to_string()),
        (Form::Whole(..), DeValue::String(text)) => number::yen(text).ok().map(|yen| number::in_threes(yen, '_')),
        (Form::List(one), DeValue::String(text)) if matches!(one(), Form::Text) => Some(format!("[{}]", quoted(text))),
        (Form::List(one), DeValue::Integer(_)) if matches!(one(), Form::Whole(..)) => Some(format!("[{written}]")),
        // The span of a table is its heading.
        (Form::List(_), DeValue::Table(_)) if written.starts_with('[') && written.ends_with(']') => {
            Some(format!("[{written}]"))
        }
        _ => None,
    }
}

/// What a table among others is called.
fn called(value: &Value<'_>) -> Option<String> {
    let table = value.get_ref().as_table()?;
    let name = ["id", "label", "name"].iter().find_map(|k| table.get(*k)?.get_ref().as_str());
    name.filter(|n| !n.is_empty()).map(ToOwned::to_owned)
}
