//! The bundle inside the program: static data that `build.rs` made from `content/`.

use crate::domain::catalogue::Catalogue;

include!(concat!(env!("OUT_DIR"), "/bundle.rs"));

/// The embedded bundle. It cannot be broken: the build fails on any problem.
pub fn catalogue() -> &'static Catalogue {
    &CATALOGUE
}

/// Fingerprint of the embedded content files (FNV-1a, 64 bits): which content is in this program.
pub fn fingerprint() -> u64 {
    FINGERPRINT
}
