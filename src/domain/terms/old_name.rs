//! Names that municipalities had before they merged or were renamed.

use crate::domain::terms::keys::SearchKeys;
use crate::domain::terms::packed::Packed;
use crate::domain::value::date::Date;

/// A name that no longer stands for the body it stood for.
#[derive(Clone, Copy, Debug)]
pub struct OldName {
    /// Prefecture of that time; the name; what happened (新設合併, 町制施行, …), as the source words it.
    pub written: Packed<3>,
    /// The day from which it was no longer the name.
    pub until: Date,
    /// 団体コード of the bodies of today, six digits; one but for 上九一色村. Not always what it became on that day:
    /// what it became may have merged in its turn.
    pub codes: &'static [u32],
    /// Folded search keys.
    pub keys: SearchKeys,
}

impl OldName {
    /// Prefecture of that time.
    pub fn prefecture(&self) -> &'static str {
        self.written.text(0)
    }

    /// The name.
    pub fn name(&self) -> &'static str {
        self.written.text(1)
    }

    /// What happened on the day, as the source words it.
    pub fn why(&self) -> &'static str {
        self.written.text(2)
    }
}
