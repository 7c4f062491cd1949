//! Names that municipalities had before they merged or were renamed.

use crate::domain::terms::keys::SearchKeys;
use crate::domain::value::date::Date;

/// A name that no longer stands for the body it stood for.
#[derive(Clone, Copy, Debug)]
pub struct OldName {
    /// Prefecture of that time.
    pub prefecture: &'static str,
    /// The name.
    pub name: &'static str,
    /// Reading in hiragana.
    pub yomi: &'static str,
    /// The day from which it was no longer the name.
    pub until: Date,
    /// What happened on that day (新設合併, 町制施行, …), as the source words it.
    pub why: &'static str,
    /// 団体コード of the bodies of today, six digits; one but for 上九一色村. Not always what it became on that day:
    /// what it became may have merged in its turn.
    pub codes: &'static [u32],
    /// Folded search keys.
    pub keys: SearchKeys,
}
