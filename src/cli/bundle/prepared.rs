//! An installed bundle in the form in which the program carries its own: read at start without reading its TOML again.
//!
//! It stands for what came of just these bytes with just this program; where anything differs, or is damaged, the bundle
//! is read anew and this is made again. The bundle's own bytes and its signature are looked at on every start all the
//! same, as sternly as without it.

use std::borrow::Cow;

use encoding_rs::UTF_8;

use crate::content::{compact, embedded};
use crate::domain::terms::catalogue::Catalogue;
use crate::store::bundles::{Bundles, Installed};

/// First line of the file: what it was made from, by whom, and the check sum of the rest.
fn head(one: &Installed, rest: &[u8]) -> String {
    let (version, form, sum) = (env!("CARGO_PKG_VERSION"), embedded::FORM, crc32fast::hash(rest));
    format!("chiiki-navi-prepared {version} {form} {} {sum:08x}\n", one.sha256)
}

/// Keeps what came of an installed bundle. A folder that cannot be written only makes the next start slower.
pub fn keep(bundles: &Bundles, one: &Installed, catalogue: &Catalogue) {
    let made = compact::write(&Catalogue { note: "", signer: "", ..*catalogue });
    let size = u64::try_from(made.texts.len()).unwrap_or(u64::MAX).to_le_bytes();
    let rest = [size.as_slice(), made.texts.as_bytes(), &made.bytes].concat();
    let _ = bundles.keep_prepared(one, &[head(one, &rest).as_bytes(), &rest].concat());
}

/// What was kept; `None` where nothing was, or by another program, of another bundle, or damaged.
pub fn read(bundles: &Bundles, one: &Installed) -> Option<Catalogue> {
    let all = Vec::leak(bundles.prepared(one)?);
    let line = all.iter().position(|b| *b == b'\n')? + 1;
    let (first, rest) = all.split_at_checked(line)?;
    if first != head(one, rest).as_bytes() {
        return None;
    }
    let (size, rest) = rest.split_first_chunk::<8>()?;
    let (texts, bytes) = rest.split_at_checked(usize::try_from(u64::from_le_bytes(*size)).ok()?)?;
    // Ten times as fast as the standard library with a million bytes of Japanese, at each start.
    let Cow::Borrowed(texts) = UTF_8.decode_without_bom_handling_and_without_replacement(texts)? else { return None };
    compact::read(texts, bytes)
}
