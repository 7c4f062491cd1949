//! temporary
use std::path::Path;
fn main() {
    if std::env::args().nth(1).as_deref() != Some("check") {
        let days = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .map(|d| d.as_secs() / 86400)
            .unwrap_or(0);
        let as_of = chiiki_navi::domain::date::Date::from_unix_days(days as i64);
        let start = chiiki_navi::runtime::Start {
            catalogue: chiiki_navi::content::embedded::catalogue(),
            as_of,
            municipality: None,
            typed: std::env::args().nth(1).unwrap_or_default(),
        };
        if let Err(e) = chiiki_navi::runtime::run(&start) {
            eprintln!("{e}");
        }
        return;
    }
    let args: Vec<String> = std::env::args().collect();
    let dir = args.get(2).map(String::as_str).unwrap_or("content");
    let docs = args.iter().position(|a| a == "--documents").and_then(|i| args.get(i + 1));
    let files = match chiiki_navi::content::files::Files::read(Path::new(dir)) {
        Ok(f) => f,
        Err(p) => {
            for p in p {
                eprintln!("{p}");
            }
            return;
        }
    };
    match chiiki_navi::content::load(&files) {
        Err(p) => {
            for p in &p {
                eprintln!("{p}");
            }
            eprintln!("{} problems", p.len());
        }
        Ok(c) => {
            let mut p = chiiki_navi::content::check::check(&c);
            if let Some(d) = docs {
                match chiiki_navi::content::documents::Documents::read(&c, Path::new(d)) {
                    Ok(d) => p.extend(d.check(&c)),
                    Err(e) => p.extend(e),
                }
            }
            for p in &p {
                eprintln!("{p}");
            }
            eprintln!("{} programmes, {} problems", c.programmes.len(), p.len());
        }
    }
}
