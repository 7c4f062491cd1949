//! Bundles of one's own: the small good one of `tests/content_bad/base`, otherwise.

#![allow(dead_code, reason = "each test uses its own part")]

use std::path::Path;

use chiiki_navi::content::files::Files;
use chiiki_navi::content::load;
use chiiki_navi::domain::terms::catalogue::Catalogue;

pub const PROGRAMME: &str = "programmes/sample.toml";
pub const FACTS: &str = "facts.toml";

/// The good bundle, without its document: whether quotes stand there is not asked.
pub fn base() -> Files {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/content_bad/base");
    // What it could not read is the folder of examples, which is empty and not under version control.
    let (mut files, _) = Files::read(&dir);
    files.texts.retain(|name, _| !name.starts_with("documents/"));
    files
}

const HEAD: &str = "id = \"sample\"\nname = \"例示\"\nyomi = \"れいじ\"\nkind = \"交付金\"\nrole = \"お金の制度\"\nthemes = [\"過疎\"]\nsummary = \"例示の事業。\"\ncite = [\"q\"]\n";
const QUOTES: [&str; 3] = ["q", "r", "s"];

/// A bundle of one programme with these terms, which cite `q`, `r` or `s`, and with these facts beside those of the good one.
pub fn bundle(facts: &str, terms: &str) -> &'static Catalogue {
    let mut files = base();
    files.texts.entry(FACTS.to_owned()).or_default().push_str(facts);
    // A programme with figures says so.
    let level = if terms.contains("yen = ") || terms.contains("share = ") { "figures" } else { "terms" };
    let quote = |id| format!("\n[quote.{id}]\nsource = \"doc\"\nlines = \"1\"\ntext = \"例示\"\n");
    files
        .texts
        .insert(PROGRAMME.to_owned(), format!("level = \"{level}\"\n{HEAD}{terms}{}", QUOTES.map(quote).concat()));
    Box::leak(Box::new(load(&files).expect("a bundle that loads")))
}

/// A question: yes or no, or what `keys` make of it.
pub fn fact(id: &str, keys: &str) -> String {
    format!(
        "\n[[fact]]\nid = \"{id}\"\nlabel = \"{id}\"\ntopic = \"金額\"\nquestion = \"どうですか\"\nhelp = \"企画書\"\n{keys}\n"
    )
}

/// Who may apply.
pub fn eligible(when: &str) -> String {
    format!("\n[eligible]\n{when}\ncite = [\"q\"]\n")
}

/// A requirement of the plan.
pub fn requirement(when: &str) -> String {
    format!("\n[[requirement]]\ntext = \"要件\"\nwhen = {{ {when} }}\ncite = [\"q\"]\n")
}

/// A rate of a group; its first row says what it is of.
pub fn rate(group: &str, share: &str, when: &str) -> String {
    let when = if when.is_empty() { String::new() } else { format!("when = {{ {when} }}\n") };
    format!(
        "\n[[rate]]\ngroup = \"{group}\"\ninstrument = \"国費\"\nof = \"全体\"\nlabel = \"{share}\"\nshare = \"{share}\"\n{when}cite = [\"q\"]\n"
    )
}

/// A ceiling of a group.
pub fn ceiling(group: &str, yen: u64, keys: &str) -> String {
    format!(
        "\n[[ceiling]]\ngroup = \"{group}\"\nof = \"全体\"\nlabel = \"{yen}円\"\nyen = {yen}\n{keys}cite = [\"q\"]\n"
    )
}

/// A line of the flow.
pub fn line(id: &str, from: &str, keys: &str) -> String {
    format!("\n[[flow]]\nid = \"{id}\"\nlabel = \"{id}\"\nfrom = \"{from}\"\n{keys}\ncite = [\"q\"]\n")
}
