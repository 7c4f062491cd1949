//! `man` and `--version`: the program about itself.

use super::bundle::sources::Sources;
use super::outcome::{Failure, Outcome};
use super::{args, output};
use crate::present::value;

/// `--version`: the program with its commit, and the bundle that this run would use.
pub fn version(sources: &Sources) -> Outcome {
    let catalogue = sources.open()?.catalogue;
    let commit = match env!("CHIIKI_NAVI_COMMIT") {
        "" => "不明",
        known => known,
    };
    let dated = value::wareki(catalogue.date);
    let (program, whence) = (env!("CARGO_PKG_VERSION"), value::provenance(catalogue));
    let bundle = catalogue.version;
    let text = format!(
        "chiiki-navi {program}（コミット {commit}）\n制度データ {bundle}（{dated}、{whence}）\n{}",
        catalogue.note
    );
    output::stdout(&format!("{}\n", text.trim_end()))
}

/// `man`: one page with every command, since a single file has no place for a page each.
pub fn man() -> Outcome {
    let command = args::command();
    let mut out = Vec::new();
    let page = clap_mangen::Man::new(command.clone()).section("1").manual("地域ナビ").source("");
    let written = page.render(&mut out).and_then(|()| sections(&command, "chiiki-navi", &mut out));
    written.map_err(|e| Failure::Failed(format!("man ページを作れませんでした（{e}）")))?;
    let mut text = String::from_utf8_lossy(&out).into_owned();
    for name in command.get_subcommands().map(clap::Command::get_name) {
        // There are no such pages.
        let page = format!("chiiki\\-navi\\-{}(1)", name.replace('-', "\\-"));
        text = text.replace(&page, &format!("chiiki\\-navi {name}"));
    }
    // Japanese has no spaces to stretch.
    output::stdout(&in_japanese(&text).replacen(".SH ", ".ad l\n.nh\n.SH ", 1))
}

/// A section for each command below `command`, and for theirs; what every command takes stands above once.
fn sections(command: &clap::Command, above: &str, out: &mut Vec<u8>) -> std::io::Result<()> {
    for sub in command.get_subcommands() {
        let name = format!("{above} {}", sub.get_name());
        let own = sub.clone().mut_args(|a| if a.is_global_set() { a.hide(true) } else { a });
        let page = clap_mangen::Man::new(own);
        let mut text = Vec::new();
        page.render_description_section(&mut text)?;
        page.render_synopsis_section(&mut text)?;
        page.render_options_section(&mut text)?;
        page.render_extra_section(&mut text)?;
        let text = String::from_utf8_lossy(&text).replace(".SH DESCRIPTION\n", "").replace(".SH ", ".SS ");
        out.extend(format!(".SH {}\n{text}", name.replace('-', "\\-")).bytes());
        sections(sub, &name, out)?;
    }
    Ok(())
}

fn in_japanese(page: &str) -> String {
    const HEADINGS: [(&str, &str); 6] = [
        ("NAME", "名前"),
        ("SYNOPSIS", "書式"),
        ("DESCRIPTION", "説明"),
        ("OPTIONS", "オプション"),
        ("SUBCOMMANDS", "コマンド"),
        ("VERSION", "版"),
    ];
    // The examples bring their heading along.
    let mut out = page.replace("EXTRA\n例:\n", "例\n");
    for (english, japanese) in HEADINGS {
        for level in [".SH", ".SS"] {
            out = out.replace(&format!("{level} {english}\n"), &format!("{level} {japanese}\n"));
        }
    }
    out
}
