//! What `stspd` costs on plans of 35 to 100,000 fiches, beside what anyone would use instead, in one run.
//!
//! `cargo bench --bench plan` prints every figure as a ratio, and whether each target is met; `cargo bench --bench plan --
//! 35 1000` keeps to some sizes. A ratio is the median of several rounds, in each of which all the commands run in turn.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a benchmark prints its figures, and stops where it cannot go on"
)]

#[cfg(target_os = "linux")]
mod alone;
#[cfg(target_os = "linux")]
mod commands;
#[cfg(target_os = "linux")]
mod floor;
#[cfg(target_os = "linux")]
mod generator;
#[cfg(target_os = "linux")]
mod meter;
#[cfg(target_os = "linux")]
mod rounds;
#[cfg(target_os = "linux")]
mod targets;

#[cfg(target_os = "linux")]
fn main() -> std::process::ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words[..] {
        [meter::METER, runs, ..] => meter::tell(runs.parse().unwrap(), &args[2..]),
        [meter::METER_ON_ONE, runs, ..] => {
            meter::keep_to_one_processor();
            meter::tell(runs.parse().unwrap(), &args[2..]);
        }
        [commands::READ, plan] => println!("{}", floor::read(plan.as_ref())),
        [commands::FLOOR, plan] => println!("{}", floor::parse(plan.as_ref())),
        [commands::TABLE, rows] => println!("{}", alone::table(rows.as_ref())),
        // cargo adds --bench.
        _ => return rounds::run(words.iter().filter_map(|word| word.parse().ok()).collect()),
    }
    std::process::ExitCode::SUCCESS
}

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("the time and memory of a program are measured on Linux");
}
