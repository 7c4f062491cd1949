//! The bundle inside the program: what `build.rs` made from `content/`, and those files themselves.

use std::io::{Cursor, Read as _};
use std::sync::OnceLock;

use super::compact;
use super::files::Files;
use super::pack::unpack;
use crate::domain::terms::catalogue::Catalogue;

/// Of what this build keeps a catalogue in: another build, or another embedded bundle, has another one.
pub const FORM: &str = env!("CHIIKI_NAVI_FORM");

/// The embedded bundle. It cannot be broken: the build fails on any problem, and has read what is read here.
pub fn catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    let texts = include_str!(concat!(env!("OUT_DIR"), "/bundle.txt"));
    let bytes = include_bytes!(concat!(env!("OUT_DIR"), "/bundle.bin"));
    CATALOGUE.get_or_init(|| compact::read(texts, bytes).unwrap_or(Catalogue::EMPTY))
}

/// The files that it was made from, with their comments, and its golden cases. They are packed, since only a self-check
/// and an editor read them; none where they cannot be unpacked.
pub fn files() -> Files {
    text("content.toml").and_then(|t| unpack(t.as_bytes()).ok()).map(|p| p.files).unwrap_or_default()
}

/// How the files are written, for people.
pub fn guide() -> String {
    text("guide.md").unwrap_or_default()
}

fn text(name: &str) -> Option<String> {
    let bytes: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/sources.zip"));
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut out = String::new();
    archive.by_name(name).ok()?.read_to_string(&mut out).ok()?;
    Some(out)
}
