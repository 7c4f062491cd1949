//! Turns `content/` into a compact form, so that the program parses no file at start.
//!
//! The same `domain`, `text` and `content` modules that the program uses are compiled into this script:
//! what does not pass `content::load` and `content::check` does not build.

#![allow(dead_code, unused_imports, missing_docs)]
#![allow(clippy::expect_used, reason = "a build script may fail")]

#[path = "src/domain/mod.rs"]
mod domain;
#[path = "src/text/mod.rs"]
mod text;
mod content {
    #[path = "../src/content/check/mod.rs"]
    pub mod check;
    #[path = "../src/content/compact.rs"]
    pub mod compact;
    #[path = "../src/content/documents.rs"]
    pub mod documents;
    #[path = "../src/content/examine.rs"]
    pub mod examine;
    #[path = "../src/content/file.rs"]
    pub mod file;
    #[path = "../src/content/files.rs"]
    pub mod files;
    #[path = "../src/content/form.rs"]
    pub mod form;
    #[path = "../src/content/from_toml.rs"]
    pub mod from_toml;
    #[path = "../src/content/key.rs"]
    pub mod key;
    #[path = "../src/content/lexicon.rs"]
    pub mod lexicon;
    #[path = "../src/content/locate.rs"]
    pub mod locate;
    #[path = "../src/content/lower/mod.rs"]
    pub mod lower;
    #[path = "../src/content/meant.rs"]
    pub mod meant;
    #[path = "../src/content/mend.rs"]
    pub mod mend;
    #[path = "../src/content/municipality.rs"]
    pub mod municipality;
    #[path = "../src/content/near.rs"]
    pub mod near;
    #[path = "../src/content/old_names.rs"]
    pub mod old_names;
    #[path = "../src/content/pack.rs"]
    pub mod pack;
    #[path = "../src/content/printed.rs"]
    pub mod printed;
    #[path = "../src/content/problem.rs"]
    pub mod problem;
    #[path = "../src/content/raw/mod.rs"]
    pub mod raw;
}

use std::io::Write as _;
use std::path::Path;
use std::process::Command;

/// The first C library whose loader knows relative relocations in a bitmap: glibc 2.36.
const KNOWS_BITMAPS: u32 = 36;

fn main() {
    link_smaller();
    println!("cargo::rerun-if-changed=content");
    println!("cargo::rerun-if-changed=build.rs");
    for room in ["src/content", "src/domain", "src/text"] {
        println!("cargo::rerun-if-changed={room}");
    }
    // Another bundle can be embedded instead of `content/`; it must pass the same checks.
    println!("cargo::rerun-if-env-changed=CHIIKI_NAVI_CONTENT");
    let dir = std::env::var_os("CHIIKI_NAVI_CONTENT").unwrap_or_else(|| "content".into());
    let (files, unread) = content::files::Files::read(Path::new(&dir));
    let examined = content::examine::examine(&files, unread, None);
    let catalogue = match examined.catalogue {
        Some(catalogue) if examined.problems.is_empty() => catalogue,
        _ => fail(&examined.problems),
    };
    // Golden cases of its own go with another bundle; those of ours are the tests'.
    let mut golden = content::files::Files::default();
    let mut unread = Vec::new();
    if files.within(content::files::GOLDEN).next().is_none() && Path::new(&dir) == Path::new("content") {
        println!("cargo::rerun-if-changed=tests/golden");
        golden.folder(content::files::GOLDEN, "toml", Path::new("tests/golden"), &mut unread);
    }
    if !unread.is_empty() {
        fail(&unread);
    }
    let out = std::env::var_os("OUT_DIR").map(std::path::PathBuf::from).expect("cargo sets OUT_DIR");
    let compact = content::compact::write(&catalogue);
    let (texts, bytes) = (compact.texts.clone().leak(), compact.bytes.clone().leak());
    let again = content::compact::read(texts, bytes).expect("what was written can be read");
    let catalogue = domain::terms::catalogue::Catalogue { provenance: again.provenance, ..catalogue };
    assert_eq!(format!("{again:?}"), format!("{catalogue:?}"), "what is read is what was written");
    // Whoever keeps a catalogue in this form reads it with the same types only: what they come to tells them apart.
    println!("cargo::rustc-env=CHIIKI_NAVI_FORM={:016x}", form(&compact));
    std::fs::write(out.join("bundle.txt"), compact.texts).expect("OUT_DIR is writable");
    std::fs::write(out.join("bundle.bin"), compact.bytes).expect("OUT_DIR is writable");
    // The files themselves with the cases, for those who edit: in one piece, since like texts pack better together.
    let mut sources = files.clone();
    sources.texts.extend(golden.texts);
    let sources = content::pack::pack(&catalogue, &sources);
    let guide = std::fs::read_to_string("docs/editing-content.md").unwrap_or_default();
    println!("cargo::rerun-if-changed=docs/editing-content.md");
    let parts = [("content.toml", sources.as_str()), ("guide.md", guide.as_str())];
    std::fs::write(out.join("sources.zip"), packed(&parts).expect("texts can be packed")).expect("OUT_DIR is writable");
    println!("cargo::rustc-env=CHIIKI_NAVI_COMMIT={}", commit());
    if std::env::var_os("CARGO_CFG_WINDOWS").is_some() {
        windows_resources();
    }
}

fn form(compact: &content::compact::Compact) -> u64 {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    let mut hasher = DefaultHasher::new();
    (&compact.texts, &compact.bytes).hash(&mut hasher);
    hasher.finish()
}

/// The commit that `--version` names: as `.ci/dist` says, as cargo wrote it into a source package, or, for a release built
/// in a checkout, as git says. Empty where none of them knows: git need not be there. While developing nobody needs it,
/// and every commit would build all anew.
fn commit() -> String {
    println!("cargo::rerun-if-env-changed=CHIIKI_NAVI_COMMIT");
    let named = std::env::var("CHIIKI_NAVI_COMMIT").ok().filter(|c| !c.is_empty());
    let packaged = || {
        let text = std::fs::read_to_string(".cargo_vcs_info.json").ok()?;
        Some(text.split_once("\"sha1\": \"")?.1.split('"').next()?.to_owned())
    };
    let asked = || {
        if std::env::var("PROFILE").ok()? != "release" || !Path::new(".git/logs/HEAD").is_file() {
            return None;
        }
        println!("cargo::rerun-if-changed=.git/logs/HEAD");
        let said = std::process::Command::new("git").args(["rev-parse", "HEAD"]).output().ok()?;
        Some(String::from_utf8(said.stdout).ok()?.trim().to_owned())
    };
    let whole = named.or_else(packaged).or_else(asked).unwrap_or_default();
    let marked = whole.split_once('+').map_or("", |(_, mark)| mark);
    let short: String = whole.chars().take_while(char::is_ascii_hexdigit).take(12).collect();
    if marked.is_empty() { short } else { format!("{short}+{marked}") }
}

/// Files in an archive, without times: the same texts are the same bytes.
fn packed(files: &[(&str, &str)]) -> zip::result::ZipResult<Vec<u8>> {
    // From 10 on zopfli packs: 20 kB less for fifteen seconds, which only what is handed out takes (`.ci/dist`, which
    // names its commit).
    let level = if std::env::var_os("CHIIKI_NAVI_COMMIT").is_some() { 12 } else { 9 };
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in files {
        let best = zip::write::SimpleFileOptions::default().compression_level(Some(level));
        archive.start_file(*name, best)?;
        archive.write_all(text.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

/// What Explorer shows of the executable, and what Windows should know of it. Needs mingw's windres.
fn windows_resources() {
    const JAPANESE: u16 = 0x0411;
    println!("cargo::rerun-if-changed=assets/chiiki-navi.ico");
    println!("cargo::rerun-if-changed=assets/chiiki-navi.manifest");
    let mut resources = winresource::WindowsResource::new();
    resources
        .set_language(JAPANESE)
        .set("FileDescription", "地域ナビ（自治体が使える国の制度の案内）")
        .set("ProductName", "地域ナビ")
        .set("OriginalFilename", "chiiki-navi.exe")
        .set("InternalName", "chiiki-navi")
        .set("LegalCopyright", "MIT OR Apache-2.0")
        .set_icon("assets/chiiki-navi.ico")
        .set_manifest_file("assets/chiiki-navi.manifest");
    if let Err(e) = resources.compile_for("chiiki-navi") {
        println!("cargo::error=windres (binutils-mingw-w64-x86-64) made no resources: {e}");
    }
}

/// A smaller release program on Linux. Relative relocations stand in a bitmap, where the linker can write one and the
/// machine's loader reads it (a static program needs none): 0.2 MB. A panic aborts, so that nothing ever reads the tables
/// for unwinding: 0.45 MB.
fn link_smaller() {
    let is = |name: &str, wanted: &str| std::env::var(name).is_ok_and(|v| v == wanted);
    let says = |program: &str, args: &[&str]| {
        let said = Command::new(program).args(args).output();
        said.map_or_else(|_| String::new(), |out| String::from_utf8_lossy(&out.stdout).into_owned())
    };
    if !is("PROFILE", "release") || !is("CARGO_CFG_TARGET_OS", "linux") {
        return;
    }
    let minor = || says("getconf", &["GNU_LIBC_VERSION"]).trim().strip_prefix("glibc 2.")?.parse::<u32>().ok();
    let reads = is("CARGO_CFG_TARGET_ENV", "musl") || minor().is_some_and(|minor| minor >= KNOWS_BITMAPS);
    let bitmaps = reads && says("ld", &["--help"]).contains("pack-relative-relocs");
    let script = Path::new(&std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join(".ci/sections.ld");
    let tables = [String::from("-Wl,--no-eh-frame-hdr"), format!("-T{}", script.display())];
    let tables = tables.into_iter().filter(|_| script.exists());
    for one in tables.chain(bitmaps.then(|| String::from("-Wl,-z,pack-relative-relocs"))) {
        println!("cargo::rustc-link-arg-bins={one}");
    }
}

fn fail(problems: &[content::problem::Problem]) -> ! {
    for p in problems {
        println!("cargo::error=content/{p}");
    }
    std::process::exit(1)
}
