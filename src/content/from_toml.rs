//! From a parsed TOML value to the types of [`raw`](super::raw).
//!
//! Reading is total: what is missing or of the wrong form becomes an empty value, so that the rest of the file can be
//! looked at in the same run. That nothing is wrong is [`form`](super::form)'s part, which looks first. Not by serde,
//! which compiles every type once for a table, once for what keeps its place and once for a date.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::DeValue;
use toml::value::Datetime;

use super::key::Form;

/// A value, and where it stands.
pub type Value<'i> = Spanned<DeValue<'i>>;

/// What can be read from a value.
pub trait FromToml: Sized {
    /// Whether a key of this type must be written.
    const IS_NEEDED: bool = true;

    /// What is written there.
    fn form() -> Form;

    /// Reads it; empty where nothing or something else stands there.
    fn read(value: Option<&Value<'_>>) -> Self;
}

/// What stands under `key` of a table.
pub fn under<T: FromToml>(table: Option<&Value<'_>>, key: &str) -> T {
    T::read(table.and_then(|v| v.get_ref().as_table()).and_then(|t| t.get(key)))
}

impl FromToml for String {
    fn form() -> Form {
        Form::Text
    }

    fn read(value: Option<&Value<'_>>) -> Self {
        value.and_then(|v| v.get_ref().as_str()).unwrap_or_default().to_owned()
    }
}

impl FromToml for bool {
    fn form() -> Form {
        Form::Flag
    }

    fn read(value: Option<&Value<'_>>) -> Self {
        value.and_then(|v| v.get_ref().as_bool()).unwrap_or_default()
    }
}

impl FromToml for Datetime {
    fn form() -> Form {
        Form::Day
    }

    fn read(value: Option<&Value<'_>>) -> Self {
        match value.map(Spanned::get_ref) {
            Some(DeValue::Datetime(date)) => *date,
            _ => Self { date: None, time: None, offset: None },
        }
    }
}

/// A whole number as it stands there.
pub fn whole(value: &DeValue<'_>) -> Option<i128> {
    value.as_integer().and_then(|n| i128::from_str_radix(n.as_str(), n.radix()).ok())
}

macro_rules! numbers {
    ($($of:ty: $most:expr),+) => {$(
        impl FromToml for $of {
            fn form() -> Form {
                Form::Whole(<$of>::MIN as i64, $most)
            }

            fn read(value: Option<&Value<'_>>) -> Self {
                value.and_then(|v| whole(v.get_ref())).and_then(|n| n.try_into().ok()).unwrap_or_default()
            }
        }
    )+};
}

#[allow(clippy::cast_possible_wrap, clippy::cast_lossless, reason = "the least of every one of these types fits")]
mod numbers {
    use super::{Form, FromToml, Value, whole};

    numbers!(u8: 255, u32: 4_294_967_295, u64: i64::MAX, i32: 2_147_483_647);
}

impl<T: FromToml> FromToml for Option<T> {
    const IS_NEEDED: bool = false;

    fn form() -> Form {
        T::form()
    }

    fn read(value: Option<&Value<'_>>) -> Self {
        value.map(|v| T::read(Some(v)))
    }
}

impl<T: FromToml> FromToml for Spanned<T> {
    fn form() -> Form {
        T::form()
    }

    fn read(value: Option<&Value<'_>>) -> Self {
        Self::new(value.map_or(0..0, Spanned::span), T::read(value))
    }
}

impl<T: FromToml> FromToml for Vec<T> {
    fn form() -> Form {
        Form::List(T::form)
    }

    fn read(value: Option<&Value<'_>>) -> Self {
        match value.map(Spanned::get_ref) {
            Some(DeValue::Array(all)) => all.iter().map(|v| T::read(Some(v))).collect(),
            // `[rate]` for `[[rate]]`: what stands in it is looked at all the same.
            Some(DeValue::Table(_)) => vec![T::read(value)],
            _ => Self::new(),
        }
    }
}

impl<T: FromToml> FromToml for BTreeMap<String, T> {
    fn form() -> Form {
        Form::Named(T::form)
    }

    fn read(value: Option<&Value<'_>>) -> Self {
        let table = value.and_then(|v| v.get_ref().as_table());
        table.into_iter().flatten().map(|(k, v)| (k.get_ref().clone().into_owned(), T::read(Some(v)))).collect()
    }
}
