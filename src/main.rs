//! temporary
use std::path::Path;
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let dir = args.get(2).map(String::as_str).unwrap_or("content");
    let docs = args.iter().position(|a| a == "--documents").and_then(|i| args.get(i + 1));
    let files = match chiiki_navi::content::files::Files::read(Path::new(dir)) { Ok(f) => f, Err(p) => { for p in p { eprintln!("{p}"); } return; } };
    match chiiki_navi::content::load(&files) {
        Err(p) => { for p in &p { eprintln!("{p}"); } eprintln!("{} problems", p.len()); }
        Ok(c) => {
            let mut p = chiiki_navi::content::check::check(&c);
            if let Some(d) = docs { match chiiki_navi::content::documents::Documents::read(&c, Path::new(d)) { Ok(d) => p.extend(d.check(&c)), Err(e) => p.extend(e) } }
            for p in &p { eprintln!("{p}"); }
            eprintln!("{} programmes, {} problems", c.programmes.len(), p.len());
        }
    }
}
