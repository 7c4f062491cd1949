//! The bytes that a terminal sends for its keys.

/// What a terminal sends for a key of a script: its name without the angles.
pub fn key_bytes(token: &str) -> Vec<u8> {
    let fixed: &[u8] = match token {
        "enter" => b"\r",
        "esc" => b"\x1b",
        "tab" => b"\t",
        "s-tab" => b"\x1b[Z",
        "up" => b"\x1b[A",
        "down" => b"\x1b[B",
        "right" => b"\x1b[C",
        "left" => b"\x1b[D",
        "bs" => b"\x7f",
        "del" => b"\x1b[3~",
        "home" => b"\x1b[H",
        "end" => b"\x1b[F",
        "pgup" => b"\x1b[5~",
        "pgdn" => b"\x1b[6~",
        "space" => b" ",
        "lt" => b"<",
        "f1" => b"\x1bOP",
        "f2" => b"\x1bOQ",
        "f3" => b"\x1bOR",
        "f4" => b"\x1bOS",
        "f5" => b"\x1b[15~",
        "f6" => b"\x1b[17~",
        "f7" => b"\x1b[18~",
        "f8" => b"\x1b[19~",
        "f9" => b"\x1b[20~",
        "f10" => b"\x1b[21~",
        "f11" => b"\x1b[23~",
        "f12" => b"\x1b[24~",
        _ => match token.strip_prefix("c-").map(str::as_bytes) {
            Some([letter]) => return vec![letter & 31],
            _ => panic!("unknown key <{token}>"),
        },
    };
    fixed.to_vec()
}
