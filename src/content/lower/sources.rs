//! `sources.toml`: the bundle's own version and its documents.

use crate::content::leak::leak;
use crate::content::lower::context::Context;
use crate::content::raw;
use crate::domain::value::date::Date;
use crate::domain::value::source::Document;

impl Context<'_> {
    pub(super) fn version(&mut self, version: &str) -> &'static str {
        let fits = |c: char| c.is_ascii_alphanumeric() || ".-+".contains(c);
        if version.is_empty() || version.len() > 24 || !version.chars().all(fits) {
            self.report(0, "version", "版は 2026.11.1 のように、半角の数字・英字・. - + で24字までにしてください");
        }
        self.plain(version, 0, "version")
    }

    pub(super) fn documents(&mut self, sources: &raw::Sources) -> &'static [Document] {
        let mut out: Vec<Document> = Vec::new();
        for raw in &sources.document {
            let (at, d) = (raw.span().start, raw.get_ref());
            // The name is looked up in a folder of the user's: it must not lead out of it.
            if d.file.contains(['/', '\\', ':']) || d.file.starts_with('.') {
                self.report(at, "file", "資料のファイルは、フォルダの付かない名前だけにしてください");
            }
            let Some(date) = d.date.date.and_then(|d| Date::new(i32::from(d.year), d.month, d.day)) else {
                self.report(at, "date", "日付が読めません");
                continue;
            };
            out.push(Document {
                id: self.plain(&d.id, at, "id"),
                title: self.plain(&d.title, at, "title"),
                short: self.plain(&d.short, at, "short"),
                file: self.plain(&d.file, at, "file"),
                printed_date: self.plain(&d.printed_date, at, "printed_date"),
                date,
                weight: self.plain(&d.weight, at, "weight"),
            });
        }
        leak(out)
    }
}
