//! From a parsed TOML value to the types of [`raw`](super::raw).
//!
//! Not by serde, which compiles every type once for a table, once for what keeps its place and once for a date: that was
//! a tenth of the program. The words of a fault are serde's own all the same; editors know them.

use std::collections::BTreeMap;

use serde::de::{Error as _, Expected, Unexpected};
use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};
use toml::value::Datetime;

/// A value, and where it stands.
pub type Value<'i> = Spanned<DeValue<'i>>;

/// What is wrong first, and where.
#[derive(Debug)]
pub struct Fault {
    /// The byte of the text.
    pub at: usize,
    /// In the words of the format.
    pub message: String,
}

impl Fault {
    /// At a value.
    pub fn new(value: &Value<'_>, message: &str) -> Self {
        Self { at: value.span().start, message: message.to_owned() }
    }

    fn of(at: usize, error: &Error) -> Self {
        Self { at, message: error.message().to_owned() }
    }

    /// Something else was expected.
    pub fn other(value: &Value<'_>, expected: &dyn Expected) -> Self {
        let wrong = |what: Unexpected<'_>| Error::invalid_type(what, expected);
        let error = match value.get_ref() {
            DeValue::String(s) => wrong(Unexpected::Str(s)),
            DeValue::Integer(_) => match integer(value) {
                Err(fault) => return fault,
                Ok(n) => match (i64::try_from(n), u64::try_from(n)) {
                    (Ok(n), _) => wrong(Unexpected::Signed(n)),
                    (_, Ok(n)) => wrong(Unexpected::Unsigned(n)),
                    _ => wrong(Unexpected::Other(&format!("integer `{n}` as i128"))),
                },
            },
            DeValue::Float(written) => match written.as_str().parse::<f64>() {
                Ok(f) if f.is_finite() || written.as_str().contains(['i', 'n']) => wrong(Unexpected::Float(f)),
                _ => return Self::new(value, "floating-point number overflowed"),
            },
            DeValue::Boolean(b) => wrong(Unexpected::Bool(*b)),
            DeValue::Array(_) => wrong(Unexpected::Seq),
            DeValue::Datetime(_) | DeValue::Table(_) => wrong(Unexpected::Map),
        };
        Self::of(value.span().start, &error)
    }
}

/// What can be read from a value.
pub trait FromToml: Sized {
    /// Reads it.
    ///
    /// # Errors
    /// The first fault, in the order of the keys.
    fn from_toml(value: &Value<'_>) -> Result<Self, Fault>;

    /// What stands for a key that is left out, where one may be.
    fn absent() -> Option<Self> {
        None
    }
}

/// Reads a whole file.
///
/// # Errors
/// The first fault; a wrong form comes before a wrong content.
pub fn read<T: FromToml>(text: &str) -> Result<T, Fault> {
    let root = DeTable::parse(text).map_err(|e| Fault::of(e.span().map_or(0, |s| s.start), &e))?;
    T::from_toml(&Spanned::new(root.span(), DeValue::Table(root.into_inner())))
}

/// A table whose keys are taken one by one.
pub struct Fields<'a, 'i> {
    table: &'a DeTable<'i>,
    at: usize,
    /// The fault of the first key in their order.
    wrong: Option<(String, Fault)>,
    missing: Option<&'static str>,
}

impl<'a, 'i> Fields<'a, 'i> {
    /// Of a table that may have `known` keys only.
    ///
    /// # Errors
    /// When it is no table.
    pub fn of(value: &'a Value<'i>, name: &'static str, known: &'static [&'static str]) -> Result<Self, Fault> {
        let DeValue::Table(table) = value.get_ref() else { return Err(Fault::other(value, &name)) };
        let strange = table.keys().find(|key| !known.contains(&key.get_ref().as_ref()));
        let wrong = strange.map(|key| {
            let name = key.get_ref().as_ref();
            (name.to_owned(), Fault::of(key.span().start, &Error::unknown_field(name, known)))
        });
        Ok(Self { table, at: value.span().start, wrong, missing: None })
    }

    /// What stands under `key`, or what stands for nothing.
    pub fn take<T: FromToml>(&mut self, key: &'static str) -> Option<T> {
        let Some(value) = self.table.get(key) else {
            let absent = T::absent();
            if absent.is_none() {
                self.missing.get_or_insert(key);
            }
            return absent;
        };
        T::from_toml(value).map_err(|fault| self.wrong(key, fault)).ok()
    }

    /// What stands under `key`, or nothing of its kind.
    pub fn or_default<T: FromToml + Default>(&mut self, key: &'static str) -> Option<T> {
        if self.table.contains_key(key) { self.take(key) } else { Some(T::default()) }
    }

    fn wrong(&mut self, key: &str, fault: Fault) {
        if self.wrong.as_ref().is_none_or(|(first, _)| key < first.as_str()) {
            self.wrong = Some((key.to_owned(), fault));
        }
    }

    /// Whether nothing stands there that should not.
    pub fn is_right(&self) -> bool {
        self.wrong.is_none()
    }

    /// What is wrong or missing first.
    pub fn fault(self) -> Fault {
        let missing = || Fault::of(self.at, &Error::missing_field(self.missing.unwrap_or_default()));
        self.wrong.map_or_else(missing, |(_, fault)| fault)
    }
}

impl FromToml for String {
    fn from_toml(value: &Value<'_>) -> Result<Self, Fault> {
        let DeValue::String(text) = value.get_ref() else { return Err(Fault::other(value, &"a string")) };
        Ok(text.clone().into_owned())
    }
}

impl FromToml for bool {
    fn from_toml(value: &Value<'_>) -> Result<Self, Fault> {
        value.get_ref().as_bool().ok_or_else(|| Fault::other(value, &"a boolean"))
    }
}

impl FromToml for Datetime {
    fn from_toml(value: &Value<'_>) -> Result<Self, Fault> {
        let DeValue::Datetime(date) = value.get_ref() else { return Err(Fault::other(value, &"a TOML datetime")) };
        Ok(*date)
    }
}

/// An integer as it stands there.
fn integer(value: &Value<'_>) -> Result<i128, Fault> {
    let written = value.get_ref().as_integer();
    let number = written.and_then(|n| i128::from_str_radix(n.as_str(), n.radix()).ok());
    number.ok_or_else(|| Fault::new(value, "integer number overflowed"))
}

fn number<T: TryFrom<i128>>(value: &Value<'_>, name: &'static str) -> Result<T, Fault> {
    if value.get_ref().as_integer().is_none() {
        return Err(Fault::other(value, &name));
    }
    let number = integer(value)?;
    T::try_from(number).map_err(|_| match (i64::try_from(number), u64::try_from(number)) {
        (Ok(n), _) => Fault::of(value.span().start, &Error::invalid_value(Unexpected::Signed(n), &name)),
        (_, Ok(n)) => Fault::of(value.span().start, &Error::invalid_value(Unexpected::Unsigned(n), &name)),
        _ => Fault::other(value, &name),
    })
}

macro_rules! numbers {
    ($($of:ty),+) => {$(
        impl FromToml for $of {
            fn from_toml(value: &Value<'_>) -> Result<Self, Fault> {
                number(value, stringify!($of))
            }
        }
    )+};
}

numbers!(u8, u32, u64, i32);

impl<T: FromToml> FromToml for Option<T> {
    fn from_toml(value: &Value<'_>) -> Result<Self, Fault> {
        T::from_toml(value).map(Some)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: FromToml> FromToml for Spanned<T> {
    fn from_toml(value: &Value<'_>) -> Result<Self, Fault> {
        Ok(Self::new(value.span(), T::from_toml(value)?))
    }
}

impl<T: FromToml> FromToml for Vec<T> {
    fn from_toml(value: &Value<'_>) -> Result<Self, Fault> {
        let DeValue::Array(all) = value.get_ref() else { return Err(Fault::other(value, &"a sequence")) };
        all.iter().map(T::from_toml).collect()
    }
}

impl<T: FromToml> FromToml for BTreeMap<String, T> {
    fn from_toml(value: &Value<'_>) -> Result<Self, Fault> {
        let DeValue::Table(table) = value.get_ref() else { return Err(Fault::other(value, &"a map")) };
        let mut out = Self::new();
        for (key, value) in table {
            out.insert(key.get_ref().clone().into_owned(), T::from_toml(value)?);
        }
        Ok(out)
    }
}
