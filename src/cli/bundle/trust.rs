//! `bundle trust`: whose signatures count.

use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::judge::why;
use super::sources::Sources;
use crate::cli::args::bundle::Trust;
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::output;
use crate::content::files::hex;
use crate::content::signature::Key;
use crate::store::bundles::Keys;
use crate::store::file::read;

/// `bundle trust`
pub fn run(args: &Trust, sources: &Sources) -> Outcome {
    let (_, keys) = sources.folders()?;
    if args.remove {
        return remove(&args.key, &keys);
    }
    let key = key(&args.key)?;
    if keys.all().iter().filter_map(|(_, t)| Key::parse(t)).any(|k| k.text() == key.text()) {
        return output::stdout("この公開鍵はもう信頼しています\n");
    }
    // The name tells keys apart and cannot be chosen by the key's maker.
    let name = hex(&Sha256::digest(key.text().as_bytes())).get(..16).unwrap_or_default().to_owned() + ".pub";
    let text = format!("untrusted comment: chiiki-navi bundle trust\n{}\n", key.text());
    keys.add(&name, &text).map_err(|e| cannot(&keys, &e))?;
    output::stdout(&format!(
        "この公開鍵の署名を信頼します\n  {}\n配布元が紙やウェブサイトに出している鍵と、同じか見比べてください。\
         違っていたら chiiki-navi bundle trust --remove {} でやめられます\n",
        key.text(),
        key.short()
    ))
}

/// The key that was typed, or that stands in the file of this name.
fn key(typed: &str) -> Result<Key, Failure> {
    if let Some(key) = Key::parse(typed) {
        return Ok(key);
    }
    let name = output::shown(typed);
    let bytes = read(Path::new(typed), 4096).map_err(|e| {
        Failure::Input(format!(
            "「{name}」は公開鍵（RW で始まる56文字）でも、読めるファイルでもありません（{}）",
            why(&e)
        ))
    })?;
    let text = String::from_utf8_lossy(&bytes);
    if text.contains("secret key") {
        return Err(Failure::Input(format!("{name} は秘密鍵です。人に渡さず、公開鍵（.pub）の方を使ってください")));
    }
    Key::parse(&text).ok_or_else(|| Failure::Input(format!("{name} は minisign の公開鍵ではありません")))
}

fn remove(typed: &str, keys: &Keys) -> Outcome {
    const ENOUGH: usize = 8;
    let wanted = Key::parse(typed).map_or_else(|| typed.trim().to_owned(), |k| k.text().to_owned());
    let found: Vec<(String, Key)> = keys
        .all()
        .into_iter()
        .filter_map(|(file, text)| Key::parse(&text).map(|k| (file, k)))
        .filter(|(_, k)| wanted.len() >= ENOUGH && k.text().starts_with(&wanted))
        .collect();
    let [(file, key)] = found.as_slice() else {
        return Err(Failure::Input(format!(
            "「{}」で始まる公開鍵は1つに決まりません（{}つ）。chiiki-navi bundle status で調べ、{ENOUGH}文字以上で書いてください",
            output::shown(typed),
            found.len()
        )));
    };
    keys.remove(file).map_err(|e| cannot(keys, &e))?;
    output::stdout(&format!("信頼をやめました: {}\n", key.text()))
}

fn cannot(keys: &Keys, e: &std::io::Error) -> Failure {
    Failure::Failed(format!("{} に書けません（{}）", output::shown_path(keys.path()), why(e)))
}
