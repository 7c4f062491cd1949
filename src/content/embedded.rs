//! The bundle inside the program: static data that `build.rs` made from `content/`.

use crate::domain::catalogue::Catalogue;

#[allow(clippy::unreadable_literal)] // written by build.rs for the compiler, not for readers
mod generated {
    use super::Catalogue;

    include!(concat!(env!("OUT_DIR"), "/bundle.rs"));
}

/// The embedded bundle. It cannot be broken: the build fails on any problem.
pub fn catalogue() -> &'static Catalogue {
    &generated::CATALOGUE
}

/// Fingerprint of the embedded content files (FNV-1a, 64 bits): which content is in this program.
pub fn fingerprint() -> u64 {
    generated::FINGERPRINT
}
