//! The program: see [`chiiki_navi`].

/// musl's own returns pages to the system at each frame and asks for them again: a fifth of the time of a key.
#[cfg(target_env = "musl")]
#[global_allocator]
static ALLOCATOR: dlmalloc::GlobalDlmalloc = dlmalloc::GlobalDlmalloc;

fn main() {
    std::process::exit(chiiki_navi::cli::main())
}
