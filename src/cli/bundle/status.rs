//! `bundle status`: what is used, what there is to go back to, whom the user trusts.

use super::install::edition;
use super::sources::Sources;
use crate::cli::outcome::Outcome;
use crate::cli::output;
use crate::content::embedded;
use crate::content::signature::{Key, is_development, publisher};
use crate::domain::terms::catalogue::{Catalogue, Provenance};
use crate::present::value;

/// `bundle status`
pub fn run(sources: &Sources) -> Outcome {
    let now = sources.open()?.catalogue;
    let mut out = vec![format!("使う制度データ  {}", one(now))];
    if !now.note.is_empty() {
        out.push(format!("  注意: {}", now.note));
    }
    out.push(format!("  SHA-256 {}", now.sha256()));
    out.extend(now.documents.iter().map(|d| format!("  資料 {}（{}）", d.title, d.dated())));
    if now.provenance != Provenance::Embedded {
        let ours = embedded::catalogue();
        out.push(format!("プログラムに入っているもの  版 {}（{}）", ours.version, value::wareki(ours.date)));
    }
    let Some((bundles, keys)) = sources.folders().ok() else {
        out.push("データのフォルダが決まらないので、取り込みはできません（--data-dir フォルダ）".to_owned());
        return output::stdout(&(out.join("\n") + "\n"));
    };
    out.push(String::new());
    match bundles.list() {
        Ok(all) if all.is_empty() => out.push("取り込んだもの  なし".to_owned()),
        Ok(all) => {
            out.push("取り込んだもの（上を使う。chiiki-navi bundle rollback で1つ戻る）".to_owned());
            let signed = |signed| if signed { "署名あり" } else { "署名なし" };
            out.extend(all.iter().map(|i| format!("  {}  {}", i.file, signed(i.signed))));
        }
        Err(_) => out.push("取り込んだものの一覧が壊れています。chiiki-navi bundle rollback で片付けます".to_owned()),
    }
    let all = keys.all();
    if let Some(key) = publisher() {
        let whose = if is_development() { "（開発用の鍵。秘密鍵は誰も持っていない）" } else { "" };
        out.push(format!("プログラムに入っている配布元の公開鍵{whose}\n  {}", key.text()));
    }
    out.push(if all.is_empty() { "加えた公開鍵  なし".to_owned() } else { "加えた公開鍵".to_owned() });
    for (file, text) in &all {
        let key = Key::parse(text);
        out.push(format!(
            "  {}  {}",
            output::shown(file),
            key.as_ref().map_or("公開鍵として読めません（使いません）", Key::text)
        ));
    }
    out.push(format!("フォルダ  {}", output::shown_path(bundles.path())));
    output::stdout(&(out.join("\n") + "\n"))
}

fn one(c: &Catalogue) -> String {
    format!("{}　制度 {} 件", edition(c), c.programmes.len())
}
