//! The small values of the files, and how a table with its keys is told.

use toml::de::DeValue;

use crate::content::from_toml::{FromToml, Value};
use crate::content::key::Form;

/// One string or a list of strings.
#[derive(Clone, Debug, Default)]
pub struct Words(pub Vec<String>);

impl FromToml for Words {
    fn form() -> Form {
        Form::Words
    }

    fn read(value: Option<&Value<'_>>) -> Self {
        match value.map(toml::Spanned::get_ref) {
            Some(DeValue::String(one)) => Self(vec![one.clone().into_owned()]),
            _ => Self(Vec::read(value)),
        }
    }
}

/// A number or a date, written as a string or a whole number. Floats are refused: they are not exact.
#[derive(Clone, Debug)]
pub struct Scalar(pub String);

impl FromToml for Scalar {
    fn form() -> Form {
        Form::Scalar
    }

    fn read(value: Option<&Value<'_>>) -> Self {
        let whole = |n: &toml::de::DeInteger<'_>| i64::from_str_radix(n.as_str(), n.radix()).ok();
        Self(match value.map(toml::Spanned::get_ref) {
            Some(DeValue::String(text)) => text.clone().into_owned(),
            Some(DeValue::Integer(n)) => whole(n).map(|n| n.to_string()).unwrap_or_default(),
            _ => String::new(),
        })
    }
}

/// `true`, `false` or the id of an option.
#[derive(Clone, Debug)]
pub enum Settled {
    Flag(bool),
    Option(String),
}

impl FromToml for Settled {
    fn form() -> Form {
        Form::Settled
    }

    fn read(value: Option<&Value<'_>>) -> Self {
        match value.map(toml::Spanned::get_ref) {
            Some(DeValue::Boolean(flag)) => Self::Flag(*flag),
            _ => Self::Option(String::read(value)),
        }
    }
}

/// How a key of a file is called: as the field, where nothing else is said.
macro_rules! key {
    ($field:ident rename = $key:literal) => {
        $key
    };
    ($field:ident $($how:ident)?) => {
        stringify!($field)
    };
}

/// Whether a key must be written: not where it stands for something when it is left out.
macro_rules! is_needed {
    ($of:ty; default) => {
        false
    };
    ($of:ty; $($how:tt)*) => {
        <$of as $crate::content::from_toml::FromToml>::IS_NEEDED
    };
}

/// Tables of the files: `key: type = "what it means", "an example", ["the only words"];`. What is not written there is
/// a mistake; `[default]` stands before a key that may be left out.
macro_rules! tables {
    ($($(#[$outer:meta])* struct $name:ident = $of_table:literal {
        $($([$($how:tt)+])? $field:ident: $of:ty = $told:literal, $example:literal $(, [$($choice:literal),+])?;)+
    })+) => {$(
        $(#[$outer])*
        #[derive(Clone, Debug)]
        pub struct $name {
            $(pub $field: $of,)+
        }

        impl $name {
            /// Its keys.
            pub const TABLE: &'static $crate::content::key::Table = &$crate::content::key::Table {
                name: stringify!($name),
                told: $of_table,
                keys: &[$($crate::content::key::Key {
                    name: key!($field $($($how)+)?),
                    told: $told,
                    example: $example,
                    choices: &[$($($choice),+)?],
                    is_needed: is_needed!($of; $($($how)+)?),
                    form: <$of as $crate::content::from_toml::FromToml>::form,
                },)+],
            };
        }

        impl $crate::content::from_toml::FromToml for $name {
            fn form() -> $crate::content::key::Form {
                $crate::content::key::Form::Table(Self::TABLE)
            }

            fn read(value: Option<&$crate::content::from_toml::Value<'_>>) -> Self {
                Self { $($field: $crate::content::from_toml::under(value, key!($field $($($how)+)?)),)+ }
            }
        }
    )+};
}
