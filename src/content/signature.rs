//! Whose a bundle is: minisign signatures against the keys that the user trusts.

use std::fmt;

use minisign_verify::{Error, PublicKey, Signature};

/// A public key that the user trusts.
#[derive(Clone, Debug)]
pub struct Key {
    key: PublicKey,
    text: String,
}

/// Why a signature does not vouch for a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Doubt {
    /// The signature file is none.
    Unreadable,
    /// It was made by the old method, which signs the file instead of its hash.
    Legacy,
    /// None of the trusted keys made it.
    Stranger,
    /// A trusted key made it, but for other bytes.
    Mismatch,
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unreadable => "署名（.minisig）が読めません。壊れているか、署名のファイルではありません",
            Self::Legacy => "古い方式の署名です。今の minisign で署名し直してもらってください",
            Self::Stranger => "信頼していない鍵の署名です",
            Self::Mismatch => {
                "署名が中身と合いません。書き換えられているか、壊れています。配布元からもう一度受け取ってください"
            }
        })
    }
}

impl Key {
    /// Reads a key as minisign writes it: a file of two lines, or the line of the key alone.
    pub fn parse(text: &str) -> Option<Self> {
        let line = text.lines().map(str::trim).rfind(|l| !l.is_empty())?;
        let key = PublicKey::from_base64(line).ok()?;
        Some(Self { key, text: line.to_owned() })
    }

    /// The key in one line.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The beginning, which holds the key's number: enough to tell keys apart, not to check one.
    pub fn short(&self) -> &str {
        self.text.get(..14).unwrap_or(&self.text)
    }
}

/// The key of whoever hands the program out, compiled in: the one named at the build by `CHIIKI_NAVI_PUBLISHER_KEY`, else
/// the development key of the repository, whose secret half nobody holds.
pub fn publisher() -> Option<Key> {
    Key::parse(option_env!("CHIIKI_NAVI_PUBLISHER_KEY").unwrap_or(DEVELOPMENT))
}

/// Whether no publisher has put a key of his own in.
pub fn is_development() -> bool {
    option_env!("CHIIKI_NAVI_PUBLISHER_KEY").is_none()
}

const DEVELOPMENT: &str = include_str!("../../assets/publisher-development.pub");

/// The trusted key that signed `bytes`.
///
/// # Errors
/// Why none of `keys` vouches for them.
pub fn signer<'a>(keys: &'a [Key], bytes: &[u8], signature: &str) -> Result<&'a Key, Doubt> {
    let signature = Signature::decode(signature).map_err(|_| Doubt::Unreadable)?;
    let mut doubt = Doubt::Stranger;
    for key in keys {
        match key.key.verify(bytes, &signature, false) {
            Ok(()) => return Ok(key),
            Err(Error::UnexpectedKeyId) => {}
            Err(Error::UnsupportedLegacyMode | Error::UnexpectedAlgorithm | Error::UnsupportedAlgorithm) => {
                doubt = Doubt::Legacy;
            }
            Err(_) => doubt = Doubt::Mismatch,
        }
    }
    Err(doubt)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_development_key_is_a_key_and_says_what_it_is() {
        assert!(Key::parse(DEVELOPMENT).is_some() && DEVELOPMENT.contains("DEVELOPMENT"));
    }
}
