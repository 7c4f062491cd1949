//! The program: see [`chiiki_navi`].

fn main() {
    std::process::exit(chiiki_navi::cli::main())
}
