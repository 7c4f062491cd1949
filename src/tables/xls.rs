//! How far the cells of an Excel 97–2003 file reach, before a reader makes room for all of them.
//!
//! The reader lays a sheet out whole: one cell in the last row and column would cost gigabytes. So the container (OLE2)
//! and the records (BIFF) are walked once here, for the positions of cells alone.

/// Cells that the sheets may span together.
const MOST: usize = 1_000_000;
/// The marks above which a number is no sector.
const NO_SECTOR: u32 = 0xffff_fff0;
/// Streams shorter than this lie in the small sectors.
const SMALL: usize = 4_096;

/// Whether the sheets span a reasonable number of cells. `None`: the container cannot be followed.
pub fn bounded(bytes: &[u8]) -> Option<bool> {
    let file = Container::open(bytes)?;
    let mut all = true;
    for entry in file.directory.chunks_exact(128) {
        if matches!(name(entry).as_str(), "Workbook" | "Book") {
            all &= span(&file.stream(entry)?) <= MOST;
        }
    }
    Some(all)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

fn name(entry: &[u8]) -> String {
    let units = entry.chunks_exact(2).take(32).filter_map(|c| u16_at(c, 0)).take_while(|u| *u != 0);
    char::decode_utf16(units).map(|c| c.unwrap_or('?')).collect()
}

struct Container<'a> {
    bytes: &'a [u8],
    sector: usize,
    next: Vec<u32>,
    directory: Vec<u8>,
    small_next: Vec<u32>,
    small: Vec<u8>,
}

impl<'a> Container<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        let sector = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4_096,
            _ => return None,
        };
        let mut out =
            Self { bytes, sector, next: Vec::new(), directory: Vec::new(), small_next: Vec::new(), small: Vec::new() };
        // 109 sectors of the table are named in the header: enough for 7 MB, twenty times the largest official file.
        for i in 0..109 {
            let at = u32_at(bytes, 76 + i * 4)?;
            if at >= NO_SECTOR {
                break;
            }
            let table = out.at(at)?;
            let entries: Vec<u32> = table.chunks_exact(4).filter_map(|c| u32_at(c, 0)).collect();
            out.next.extend(entries);
        }
        out.directory = out.chain(u32_at(bytes, 48)?)?;
        let small_next = out.chain(u32_at(bytes, 60)?)?;
        out.small_next = small_next.chunks_exact(4).filter_map(|c| u32_at(c, 0)).collect();
        let root = out.directory.get(..128)?;
        out.small = out.chain(u32_at(root, 116)?)?;
        Some(out)
    }

    fn at(&self, sector: u32) -> Option<&'a [u8]> {
        let start = usize::try_from(sector).ok()?.checked_add(1)?.checked_mul(self.sector)?;
        // The last sector of a file may be cut.
        self.bytes.get(start..(start + self.sector).min(self.bytes.len()))
    }

    /// The sectors from `start` on; a circle ends where the file would be longer than it is.
    fn chain(&self, start: u32) -> Option<Vec<u8>> {
        let (mut out, mut at) = (Vec::new(), start);
        while at < NO_SECTOR {
            out.extend_from_slice(self.at(at)?);
            if out.len() > self.bytes.len() {
                return None;
            }
            at = *self.next.get(usize::try_from(at).ok()?)?;
        }
        Some(out)
    }

    fn stream(&self, entry: &[u8]) -> Option<Vec<u8>> {
        let (start, size) = (u32_at(entry, 116)?, usize::try_from(u32_at(entry, 120)?).ok()?);
        if size >= SMALL {
            return self.chain(start);
        }
        let (mut out, mut at) = (Vec::new(), start);
        while at < NO_SECTOR && out.len() < SMALL {
            let n = usize::try_from(at).ok()?;
            out.extend_from_slice(self.small.get(n * 64..n * 64 + 64)?);
            at = *self.small_next.get(n)?;
        }
        Some(out)
    }
}

/// What a reader would make room for: rows times columns of each sheet, added up.
fn span(stream: &[u8]) -> usize {
    /// FORMULA, MULRK, MULBLANK, RSTRING, LABELSST, BLANK, NUMBER, LABEL, BOOLERR, RK and their older forms.
    const CELLS: [u16; 14] =
        [0x06, 0x206, 0x406, 0xbd, 0xbe, 0xd6, 0xfd, 0x201, 0x203, 0x204, 0x205, 0x27e, 0x02, 0x03];
    /// The beginning of a sheet, in all versions.
    const BEGINNINGS: [u16; 4] = [0x09, 0x209, 0x409, 0x809];
    let (mut all, mut rows, mut columns, mut at) = (0usize, 0, 0, 0);
    while let (Some(kind), Some(len)) = (u16_at(stream, at), u16_at(stream, at + 2)) {
        let len = usize::from(len);
        if BEGINNINGS.contains(&kind) {
            all = all.saturating_add(rows * columns);
            (rows, columns) = (0, 0);
        }
        if CELLS.contains(&kind)
            && let (Some(row), Some(column)) = (u16_at(stream, at + 4), u16_at(stream, at + 6))
        {
            rows = rows.max(usize::from(row) + 1);
            // Records of several cells carry up to a cell in every two bytes.
            let several = if matches!(kind, 0xbd | 0xbe) { len / 2 } else { 0 };
            columns = columns.max(usize::from(column) + 1 + several);
        }
        at += 4 + len;
    }
    all.saturating_add(rows * columns)
}
