//! `sources.toml`: the bundle's own version and its documents.

use crate::content::lower::context::Context;
use crate::content::raw;
use crate::domain::value::date::Date;
use crate::domain::value::source::{Document, Section};

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
            let web = ["https://", "http://"].iter().any(|start| d.url.starts_with(start));
            let is_plain = web && d.url.bytes().all(|b| b.is_ascii_graphic());
            if !(is_plain || d.url.is_empty()) {
                self.report(at, "url", "url は https:// から始まる、空白のない半角の文字で書いてください");
            }
            let Some(date) = d.date.date.and_then(|d| Date::new(i32::from(d.year), d.month, d.day)) else {
                self.report(at, "date", "日付が読めません");
                continue;
            };
            // A date is printed, or it is said what is inferred and from what.
            let (printed, inferred) = (!d.printed_date.is_empty(), !d.inferred_date.is_empty());
            if printed == inferred || inferred == d.inferred_because.is_empty() {
                let text = "資料の日付は、印字があれば printed_date に、なければ推定を inferred_date に、\
                    その根拠を inferred_because に書いてください";
                self.report(at, "printed_date", text);
            }
            if !d.section.is_sorted_by(|a, b| a.first_line < b.first_line) {
                self.report(at, "section", "資料の章は、行の若い順に書いてください");
            }
            let mut sections = Vec::new();
            for s in &d.section {
                let printed_date = self.plain(&s.printed_date, at, "section.printed_date");
                sections.push(Section { first_line: s.first_line, printed_date });
            }
            out.push(Document {
                id: self.plain(&d.id, at, "id"),
                title: self.plain(&d.title, at, "title"),
                short: self.plain(&d.short, at, "short"),
                file: self.plain(&d.file, at, "file"),
                printed_date: self.plain(&d.printed_date, at, "printed_date"),
                inferred_date: self.plain(&d.inferred_date, at, "inferred_date"),
                inferred_because: self.plain(&d.inferred_because, at, "inferred_because"),
                sections: Vec::leak(sections),
                date,
                weight: self.plain(&d.weight, at, "weight"),
                url: self.plain(&d.url, at, "url"),
            });
        }
        Vec::leak(out)
    }
}
