//! Names in files and for other programs: told once, for reading and for writing.

/// Gives an enum without data the name of each variant.
macro_rules! keyed {
    ($of:ident { $($variant:ident $key:literal,)+ }) => {
        impl $of {
            /// Name in files and for other programs.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)+ }
            }

            /// What has this name.
            pub fn of_key(key: &str) -> Option<Self> {
                match key { $($key => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

/// Gives an enum without data another text for each variant, under a name of its own.
macro_rules! told {
    ($(#[$doc:meta])* $of:ident::$name:ident { $($variant:ident $text:literal,)+ }) => {
        impl $of {
            $(#[$doc])*
            pub const fn $name(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }
        }
    };
}

pub(crate) use {keyed, told};
