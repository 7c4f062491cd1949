use chiiki_navi::content::{check::check, files::Files, load, pack::unpack};
use std::time::Instant;
fn main() {
    let bytes = std::fs::read("/work/scratch/bundle-x.toml").unwrap();
    let mut best = [f64::MAX; 6];
    for _ in 0..20 {
        let mut t = Instant::now();
        let mut i = 0;
        let mut lap = |t: &mut Instant| {
            let d = t.elapsed().as_secs_f64() * 1e3;
            if d < best[i] {
                best[i] = d
            }
            i += 1;
            *t = Instant::now();
        };
        use sha2::Digest;
        let _ = sha2::Sha256::digest(&bytes);
        lap(&mut t);
        let p = unpack(&bytes).unwrap();
        lap(&mut t);
        let f: Files = p.files;
        let _ = f.digest();
        lap(&mut t);
        let c = load(&f).unwrap();
        lap(&mut t);
        let q = check(&c);
        assert!(q.is_empty());
        lap(&mut t);
        let n: usize = f.texts.values().map(|x| x.parse::<toml::Table>().map_or(0, |t| t.len())).sum();
        assert!(n > 0);
        lap(&mut t);
    }
    println!(
        "sha {:.2} unpack {:.2} digest {:.2} load {:.2} check {:.2} tables {:.2}",
        best[0], best[1], best[2], best[3], best[4], best[5]
    );
}
