//! What a file is, told by its bytes: a name ending proves nothing.

use std::borrow::Cow;
use std::io::{Cursor, Read as _};

use encoding_rs::{SHIFT_JIS, UTF_16BE, UTF_16LE};

/// Larger files are something else: the largest official table has 0.3 MB.
pub const MAX_BYTES: u64 = 16 << 20;
/// What an archive may hold when unpacked.
const MAX_UNPACKED: u64 = 48 << 20;
/// Parts that an archive may have.
const MAX_PARTS: usize = 1_000;
/// OLE2, the container of Excel 97–2003 and of encrypted Office files.
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// A file that can hold a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Kind<'a> {
    /// Excel 2007 and later.
    Xlsx,
    /// Excel 97–2003.
    Xls,
    /// CSV or the like, decoded.
    Text(Cow<'a, str>),
}

/// Tells what `bytes` are.
///
/// # Errors
/// A sentence saying what the file looks like and what to do.
pub fn sniff(bytes: &[u8]) -> Result<Kind<'_>, String> {
    if bytes.is_empty() {
        return Err("ファイルが空です（0バイト）。もう一度入手してください".to_owned());
    }
    if bytes.starts_with(OLE) {
        return ole(bytes);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return zip(bytes);
    }
    if let Some(what) = foreign(bytes) {
        return Err(what);
    }
    text(bytes)
}

/// Formats known by their first bytes.
fn foreign(bytes: &[u8]) -> Option<String> {
    const MARKS: [(&[u8], &str); 12] = [
        (b"%PDF", "PDF"),
        (b"\x89PNG", "画像（PNG）"),
        (b"\xff\xd8\xff", "画像（JPEG）"),
        (b"GIF8", "画像（GIF）"),
        (b"BM", "画像（BMP）"),
        (b"II*\0", "画像（TIFF）"),
        (b"MM\0*", "画像（TIFF）"),
        (b"\x1f\x8b", "圧縮ファイル（gzip）"),
        (b"7z\xbc\xaf", "圧縮ファイル（7z）"),
        (b"Rar!", "圧縮ファイル（RAR）"),
        (b"MZ", "プログラム（exe）"),
        (b"{\\rtf", "文書（RTF）"),
    ];
    let (_, what) = MARKS.iter().find(|(mark, _)| bytes.starts_with(mark))?;
    let advice = if what.contains("圧縮") {
        "展開してから、中の Excel か CSV を取り込んでください"
    } else {
        "数値の表ではないので取り込めません。同じ表の Excel か CSV を使ってください"
    };
    // "BM" and "MZ" also begin a text; those files have a zero byte early.
    let binary = bytes.iter().take(64).any(|b| *b == 0 || *b >= 0x80);
    (binary || bytes.starts_with(b"%PDF") || bytes.starts_with(b"{\\rtf"))
        .then(|| format!("{what}のようです。{advice}"))
}

fn ole(bytes: &[u8]) -> Result<Kind<'_>, String> {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|w| w == wide)
    };
    if has("EncryptedPackage") {
        return Err(PASSWORD.to_owned());
    }
    if has("Workbook") || has("Book") {
        return Ok(Kind::Xls);
    }
    let what = if has("WordDocument") {
        "Word の文書（.doc）"
    } else if has("PowerPoint Document") {
        "PowerPoint の資料（.ppt）"
    } else {
        "古い Office のファイル（表ではないもの）"
    };
    Err(format!("{what}のようです。Excel か CSV の表を使ってください"))
}

/// What a protected workbook is told.
pub const PASSWORD: &str =
    "パスワードで保護された Excel のようです。Excel で開き、パスワードを外して保存し直してください";

/// What a damaged workbook is told.
pub const BROKEN: &str = "Excel のファイルのようですが、壊れているか途中で切れています。もう一度入手してください";

fn zip(bytes: &[u8]) -> Result<Kind<'_>, String> {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return Err(BROKEN.to_owned()) };
    if archive.len() > MAX_PARTS {
        return Err(bomb());
    }
    let names: Vec<String> = archive.file_names().filter_map(|n| Some(n.ok()?.into_owned())).collect();
    let has = |start: &str| names.iter().any(|n| n.starts_with(start));
    let what = if has("xl/workbook.bin") {
        "Excel のバイナリ形式（.xlsb）のようです。Excel で開き、「Excel ブック（.xlsx）」で保存し直してください"
    } else if has("xl/") {
        return unpacked(&mut archive).map(|()| Kind::Xlsx);
    } else if has("word/") {
        "Word の文書（.docx）のようです。Excel か CSV の表を使ってください"
    } else if has("ppt/") {
        "PowerPoint の資料（.pptx）のようです。Excel か CSV の表を使ってください"
    } else if has("content.xml") {
        "LibreOffice の文書（.ods、.odt など）のようです。「Excel 2007–365（.xlsx）」か CSV で保存し直してください"
    } else if has("META-INF/") {
        "Java などのプログラムのようです。Excel か CSV の表を使ってください"
    } else {
        "圧縮ファイル（zip）のようです。展開してから、中の Excel か CSV を取り込んでください"
    };
    Err(what.to_owned())
}

fn bomb() -> String {
    format!("展開すると大きすぎる（{}MB を超える）Excel です。自治体の表ではないので取り込みません", MAX_UNPACKED >> 20)
}

/// Unpacks everything once, keeping nothing: the sizes that an archive states about itself may be wrong.
fn unpacked(archive: &mut zip::ZipArchive<Cursor<&[u8]>>) -> Result<(), String> {
    let mut left = MAX_UNPACKED;
    for i in 0..archive.len() {
        let Ok(part) = archive.by_index(i) else { return Err(BROKEN.to_owned()) };
        let mut limited = part.take(left + 1);
        let Ok(n) = std::io::copy(&mut limited, &mut std::io::sink()) else { return Err(BROKEN.to_owned()) };
        left = left.checked_sub(n).ok_or_else(bomb)?;
    }
    Ok(())
}

fn text(bytes: &[u8]) -> Result<Kind<'_>, String> {
    let Some(text) = decode(bytes) else {
        return Err("文字の表（CSV）としても Excel としても読めません。文字コードは UTF-8 か Shift_JIS（CP932）の \
                    CSV、または Excel（.xlsx、.xls）を使ってください"
            .to_owned());
    };
    let head: String = text.trim_start().chars().take(300).collect::<String>().to_lowercase();
    let what = if head.is_empty() {
        "空白だけのファイルです。もう一度入手してください"
    } else if head.starts_with("<!doctype html") || head.starts_with("<html") || head.contains("<table") {
        "ウェブページ（HTML）のようです。リンク先の Excel か CSV そのものを保存してください"
    } else if head.starts_with("<?xml") || head.starts_with("<svg") {
        "XML のファイルのようです。Excel か CSV の表を使ってください"
    } else if head.starts_with('{') || head.starts_with('[') {
        "JSON のファイルのようです。Excel か CSV の表を使ってください"
    } else {
        return Ok(Kind::Text(text));
    };
    Err(what.to_owned())
}

/// Text in UTF-8, UTF-16 with a mark (Excel's 「Unicode テキスト」), or CP932; `None` for anything else.
pub fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let utf16 = match bytes {
        [0xff, 0xfe, ..] => Some(UTF_16LE),
        [0xfe, 0xff, ..] => Some(UTF_16BE),
        _ => None,
    };
    if let Some(encoding) = utf16 {
        let (text, _, wrong) = encoding.decode(bytes);
        return (!wrong).then_some(text);
    }
    if bytes.contains(&0) {
        return None;
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(Cow::Borrowed(text));
    }
    SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_table_is_named() {
        for (bytes, word) in [
            (&b""[..], "空です"),
            (b"  \n ", "空白だけ"),
            (b"%PDF-1.7\n", "PDF"),
            (b"\x89PNG\r\n\x1a\n\0", "PNG"),
            (b"\xff\xd8\xff\xe0", "JPEG"),
            (b"\x1f\x8b\x08\0", "gzip"),
            (b"7z\xbc\xaf\x27\x1c", "7z"),
            (b"MZ\x90\0", "プログラム"),
            (b"<!DOCTYPE html><html>", "HTML"),
            (b"<?xml version=\"1.0\"?>", "XML"),
            (b"{\"a\":1}", "JSON"),
            (b"PK\x03\x04rest", "壊れている"),
            (b"a\0b\xff\xfe", "文字コード"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0", "Word"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", "パスワード"),
        ] {
            let said = sniff(bytes).expect_err("no table");
            assert!(said.contains(word), "{bytes:?}: {said}");
        }
    }

    #[test]
    fn texts_in_the_encodings_of_excel() {
        let wanted = "団体コード,人口\n";
        let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(wanted.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let (cp932, _, _) = SHIFT_JIS.encode(wanted);
        for bytes in [wanted.as_bytes(), &[b"\xef\xbb\xbf", wanted.as_bytes()].concat(), &utf16, &cp932] {
            assert_eq!(sniff(bytes), Ok(Kind::Text(Cow::Borrowed(wanted))));
        }
        assert!(matches!(sniff(b"BMI,1\n"), Ok(Kind::Text(_))), "two letters prove nothing");
    }
}
