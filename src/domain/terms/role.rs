//! 区分: what a programme is to a municipality. The four are counted apart and never in one sum.

use crate::domain::terms::keyed::{keyed, told};

/// What a programme is to a municipality.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Role {
    /// お金の制度: a rate, a ceiling, a bond, a tax relief or a grant.
    Money,
    /// 支援の制度: people, advice, training, tools.
    Support,
    /// お知らせ・依頼: something asked of municipalities, or to be taken note of.
    Notice,
    /// 名前のみ: the documents name it and say neither what it gives nor to whom.
    Mention,
}

impl Role {
    /// All of them, in the order shown.
    pub const ALL: [Self; 4] = [Self::Money, Self::Support, Self::Notice, Self::Mention];

    /// Only these two can be used.
    pub fn is_usable(self) -> bool {
        matches!(self, Self::Money | Self::Support)
    }
}

told! {
    /// Its name, as content files spell it.
    Role::name { Money "お金の制度", Support "支援の制度", Notice "お知らせ・依頼", Mention "名前のみ", }
}

keyed! { Role { Money "money", Support "support", Notice "notice", Mention "mention", } }
