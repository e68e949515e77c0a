//! Measures a command: the time that it took of the processors, the time that went by, the memory it held.

use std::env;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use nix::sched::{CpuSet, sched_setaffinity};
use nix::sys::resource::{UsageWho, getrusage};
use nix::unistd::Pid;

/// The first argument of this program when it only measures a command.
pub(crate) const METER: &str = "--meter";

/// The first argument of this program when it only measures a command, on one processor.
pub(crate) const METER_ON_ONE: &str = "--meter-on-one";

/// What a command costs.
#[derive(Clone, Copy)]
pub(crate) struct Cost {
    /// The time of the processors, in seconds, the system's included.
    pub(crate) cpu: f64,
    /// The time that went by, in seconds.
    pub(crate) wall: f64,
    /// The most memory held, in kilobytes.
    pub(crate) memory: f64,
}

/// Returns what some runs of a command cost, as the mean of one.
///
/// This program runs again to measure it: the system tells the time and memory of children all together.
pub(crate) fn measure(meter: &str, runs: usize, command: &[String], folder: &Path) -> Cost {
    let told = Command::new(env::current_exe().unwrap())
        .args([meter, &runs.to_string()])
        .args(command)
        .current_dir(folder)
        .stderr(Stdio::inherit())
        .output()
        .unwrap();
    assert!(told.status.success(), "{command:?} fails");
    let told = String::from_utf8(told.stdout).unwrap();
    let figures: Vec<f64> = told
        .split_whitespace()
        .map(|figure| figure.parse().unwrap())
        .collect();
    let [cpu, wall, memory] = figures[..] else {
        panic!("three figures are told, not {told}")
    };
    Cost { cpu, wall, memory }
}

/// Keeps this program, and those that it starts, to one processor.
pub(crate) fn keep_to_one_processor() {
    let mut one = CpuSet::new();
    one.set(0).unwrap();
    sched_setaffinity(Pid::from_raw(0), &one).unwrap();
}

/// Runs a command some times, and tells what one run costs on average.
pub(crate) fn tell(runs: usize, command: &[String]) {
    let start = Instant::now();
    for _ in 0..runs {
        let status = Command::new(&command[0])
            .args(&command[1..])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .unwrap();
        // 1 is an answer too: a search that finds nothing, a plan at fault.
        assert!(matches!(status.code(), Some(0 | 1)), "{status}");
    }
    let wall = start.elapsed();
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).unwrap();
    let cpu = [usage.user_time(), usage.system_time()].map(|time| {
        Duration::from_secs(time.tv_sec().unsigned_abs())
            + Duration::from_micros(time.tv_usec().unsigned_abs())
    });
    let each = |time: Duration| time.as_secs_f64() / runs as f64;
    println!(
        "{} {} {}",
        each(cpu[0] + cpu[1]),
        each(wall),
        usage.max_rss()
    );
}
