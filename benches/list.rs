//! What `stspd list` costs on the plan of Lomme, beside a Rust program that does nothing: CPU time, in one run.
//!
//! `cargo bench --bench list` prints both, and their ratio. It reads the CPU time of its children where Linux shows it.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark prints its figures, and stops where it cannot go on"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// How many blocks of runs each program has, in turn with the other's.
const BLOCKS: usize = 12;

/// How many runs a block has: enough for the clock, which ticks a hundred times a second.
const RUNS: usize = 100;

/// How many ticks the clock of `/proc` has in a second.
const TICKS: f64 = 100.0;

/// Returns the CPU time of all the children so far, in seconds.
fn children() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap();
    // The name of the program, between brackets, may hold spaces: the fields are counted after it.
    let fields: Vec<&str> = stat
        .rsplit(')')
        .next()
        .unwrap()
        .split_whitespace()
        .collect();
    let ticks = |rank: usize| fields[rank].parse::<f64>().unwrap();
    (ticks(13) + ticks(14)) / TICKS
}

/// Returns the CPU time of a block of runs, in seconds.
fn block(program: &Path, args: &[&str]) -> f64 {
    let before = children();
    for _ in 0..RUNS {
        let root = env!("CARGO_MANIFEST_DIR");
        let status = Command::new(program)
            .args(args)
            .current_dir(root)
            .stdout(Stdio::null())
            .status()
            .unwrap();
        assert!(status.success(), "{} fails", program.display());
    }
    children() - before
}

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let (source, empty) = (folder.path().join("empty.rs"), folder.path().join("empty"));
    fs::write(&source, "fn main() {}\n").unwrap();
    let options = ["-C", "opt-level=3", "-C", "strip=symbols", "-o"];
    let compiled = Command::new("rustc")
        .args(options)
        .arg(&empty)
        .arg(&source)
        .status()
        .unwrap();
    assert!(compiled.success(), "the empty program does not compile");
    let stspd = Path::new(env!("CARGO_BIN_EXE_stspd"));
    let (mut list, mut nothing) = (0.0, 0.0);
    for _ in 0..BLOCKS {
        list += block(stspd, &["list"]);
        nothing += block(&empty, &[]);
    }
    let each = |total: f64| total * 1000.0 / (BLOCKS * RUNS) as f64;
    println!("stspd list   {:.2} ms of CPU", each(list));
    println!("nothing      {:.2} ms of CPU", each(nothing));
    println!("ratio        {:.2}", list / nothing);
}
