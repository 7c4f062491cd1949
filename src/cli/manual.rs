//! `completions` and `man`: the grammar of the command line in other programs' forms.

use clap_complete::aot;

use super::args::manual::{Completions, Shell};
use super::outcome::{Failure, Outcome};
use super::{args, output};

/// `completions`
pub fn completions(args: &Completions) -> Outcome {
    let mut command = args::command();
    let shell = match args.shell {
        Shell::Bash => aot::Shell::Bash,
        Shell::Zsh => aot::Shell::Zsh,
        Shell::Fish => aot::Shell::Fish,
        Shell::Powershell => {
            // PowerShell 5.1 reads scripts without a mark as CP932, where a Japanese help text can swallow a quote.
            command = without_help(command);
            aot::Shell::PowerShell
        }
    };
    let mut out = Vec::new();
    aot::generate(shell, &mut command, "chiiki-navi", &mut out);
    // clap_complete 4.6.11 spells the name in two ways where it has a hyphen, so that nothing is completed after a
    // command (clap-rs/clap#6421). In the other shells' scripts these letters do not stand.
    output::stdout(&String::from_utf8_lossy(&out).replace("chiiki__subcmd__navi", "chiiki__navi"))
}

fn without_help(command: clap::Command) -> clap::Command {
    let names: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    let bare = command.about(None::<&'static str>).mut_args(|a| a.help(None::<&'static str>).value_name("value"));
    names.into_iter().fold(bare, |c, name| c.mut_subcommand(name, without_help))
}

/// `man`: one page with every command, since a single file has no place for a page each.
pub fn man() -> Outcome {
    let mut command = args::command();
    command.build();
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
    let mut out = page.to_owned();
    for (english, japanese) in HEADINGS {
        for level in [".SH", ".SS"] {
            out = out.replace(&format!("{level} {english}\n"), &format!("{level} {japanese}\n"));
        }
    }
    out
}
