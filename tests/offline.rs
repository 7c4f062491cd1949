//! Nothing goes over the network (G14): no crate that can, and no use of the standard library's sockets.
#![allow(clippy::expect_used, reason = "a test may fail")]

use std::fs;
use std::path::Path;

/// Crates that fetch, serve or encrypt, and the runtimes that come with them.
const NETWORK: [&str; 22] = [
    "async-std",
    "attohttpc",
    "curl",
    "curl-sys",
    "h2",
    "hickory-resolver",
    "hyper",
    "isahc",
    "minreq",
    "native-tls",
    "openssl",
    "openssl-sys",
    "quinn",
    "reqwest",
    "rustls",
    "smol",
    "socket2",
    "surf",
    "tokio",
    "tungstenite",
    "ureq",
    "webpki",
];

fn sources(dir: &Path, out: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(dir).expect("a folder").map(|e| e.expect("an entry").path()) {
        if entry.is_dir() {
            sources(&entry, out);
        } else if entry.extension().is_some_and(|e| e == "rs") {
            out.push((entry.display().to_string(), fs::read_to_string(&entry).expect("text")));
        }
    }
}

#[test]
fn no_crate_of_the_tree_can_reach_the_network() {
    let lock = fs::read_to_string("Cargo.lock").expect("the lock file");
    let names: Vec<&str> = lock.lines().filter_map(|l| l.strip_prefix("name = \"")?.strip_suffix('"')).collect();
    assert!(names.len() > 100 && names.contains(&"ratatui"), "the lock file is read");
    let found: Vec<&&str> = names.iter().filter(|n| NETWORK.contains(n)).collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn no_source_opens_a_socket_to_elsewhere() {
    let mut all = Vec::new();
    sources(Path::new("src"), &mut all);
    assert!(all.len() > 100, "the sources are read");
    for (name, text) in all {
        for word in ["std::net", "TcpStream", "TcpListener", "UdpSocket", "ToSocketAddrs"] {
            assert!(!text.contains(word), "{name}: {word}");
        }
    }
}
