//! The 47 prefectures as tiles, about where they lie: a drawing, no fact.

/// Rows of the drawing: a tile is the first two characters of a prefecture's name ([`LONG`] ones are told whole), or two blanks.
const ROWS: [&str; 11] = [
    "　　　　　　　　　　　　　　　　　　　　　　北海",
    "　　　　　　　　　　　　　　　　　　　　　　青森",
    "　　　　　　　　　　　　　　　　　　　　秋田岩手",
    "　　　　　　　　　　　　　　　　　　　　山形宮城",
    "　　　　　　　　　　　　　　石川富山　　新潟福島",
    "　　　　　　　　　　　　　　福井岐阜長野群馬栃木茨城",
    "　　　　山口島根鳥取兵庫京都滋賀愛知山梨埼玉東京千葉",
    "長崎佐賀福岡広島岡山　　大阪奈良三重静岡　　神奈",
    "　　熊本大分愛媛香川　　和歌",
    "　　鹿児宮崎高知徳島",
    "沖縄",
];

/// Tiles of the widest row, and rows.
pub const SIZE: (u16, u16) = (13, 11);

/// Names that two characters would cut to something else, and how many columns they stand further left so that nothing
/// is covered; the tiles at their right are empty, or far enough.
const LONG: [(&str, &str, u16); 4] =
    [("北海", "北海道", 0), ("神奈", "神奈川", 0), ("和歌", "和歌山", 0), ("鹿児", "鹿児島", 2)];

/// A tile: its column and row in tiles, how many columns further left it begins, and what it shows.
pub struct Tile {
    /// Column.
    pub x: u16,
    /// Row.
    pub y: u16,
    /// Columns of the screen that it begins further left.
    pub left: u16,
    /// How the name of the prefecture begins.
    pub name: String,
}

/// All tiles.
pub fn tiles() -> impl Iterator<Item = Tile> {
    (0..).zip(ROWS).flat_map(|(y, row)| {
        let cells: Vec<char> = row.chars().collect();
        let tile = |(x, pair): (u16, &[char])| {
            let short: String = pair.iter().collect();
            let long = LONG.iter().find(|(of, ..)| *of == short);
            let (name, left) = long.map_or((short.clone(), 0), |(_, name, left)| ((*name).to_owned(), *left));
            (!short.starts_with('　')).then_some(Tile { x, y, left, name })
        };
        (0..).zip(cells.chunks(2)).filter_map(tile).collect::<Vec<_>>()
    })
}
