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

pub(crate) use keyed;
