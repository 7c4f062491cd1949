//! The 47 prefectures as tiles, about where they lie: a drawing, no fact.

/// Rows of the drawing: a tile is the first two characters of a prefecture's name, or two blanks.
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

/// Column and row of every tile, with what it shows.
pub fn tiles() -> impl Iterator<Item = (u16, u16, String)> {
    (0..).zip(ROWS).flat_map(|(y, row)| {
        let cells: Vec<char> = row.chars().collect();
        let tile = |(x, pair): (u16, &[char])| {
            let text: String = pair.iter().collect();
            (!text.starts_with('　')).then_some((x, y, text))
        };
        (0..).zip(cells.chunks(2)).filter_map(tile).collect::<Vec<_>>()
    })
}
