//! Runs everything that is measured, in turn, on plans of each size, and prints the ratios.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};

use super::commands::{self, BASE, Measured, stspd};
use super::generator;
use super::meter::{Cost, METER, METER_ON_ONE, measure};
use super::targets;

/// The sizes of the plans in fiches, how many rounds each has, and how many runs in a round: enough for the clock.
const SIZES: [(usize, usize, usize); 4] =
    [(35, 9, 60), (1000, 9, 4), (10_000, 7, 1), (100_000, 3, 1)];

/// What `stspd check` is called when it is kept to one processor.
pub(crate) const CHECK_ON_ONE: &str = "check, on one processor";

/// What a program that does nothing is called.
pub(crate) const NOTHING: &str = "a Rust program that does nothing";

/// What `stspd list` is called on the plan of this repository, of 35 fiches too, most of them short.
pub(crate) const LOMME: &str = "list, on the plan of Lomme";

/// What was measured: by size and name, the cost in each round.
#[derive(Default)]
pub(crate) struct Results(BTreeMap<(usize, String), Vec<Cost>>);

impl Results {
    /// Returns a figure of one command over another figure of another, as the median of the rounds.
    pub(crate) fn ratio(
        &self,
        (left, right): ((usize, &str), (usize, &str)),
        figure: fn(&Cost) -> f64,
    ) -> Option<f64> {
        let costs = |(size, name): (usize, &str)| self.0.get(&(size, name.to_owned()));
        let pairs = costs(left)?.iter().zip(costs(right)?);
        Some(median(
            pairs
                .map(|(left, right)| figure(left) / figure(right))
                .collect(),
        ))
    }

    /// Returns a figure of a command, as the median of the rounds.
    pub(crate) fn figure(&self, size: usize, name: &str, figure: fn(&Cost) -> f64) -> Option<f64> {
        let costs = self.0.get(&(size, name.to_owned()))?;
        Some(median(costs.iter().map(figure).collect()))
    }
}

/// Returns the median of some figures.
fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

/// Measures everything on the sizes that are asked for, all of them when none is; fails when a target is missed.
pub(crate) fn run(sizes: Vec<usize>) -> ExitCode {
    let folder = tempfile::tempdir().unwrap();
    let mut results = Results::default();
    for (fiches, rounds, runs) in SIZES {
        if !sizes.is_empty() && !sizes.contains(&fiches) {
            continue;
        }
        let plan = folder.path().join(format!("plan-{fiches}"));
        generator::write(&plan, fiches).unwrap();
        let mut measured = commands::all(&plan);
        if fiches == SIZES[0].0 {
            let plan = Path::new(env!("CARGO_MANIFEST_DIR")).join("plan");
            measured.push(Measured::new(LOMME, stspd(&plan, &["list"])));
            measured.push(Measured::new(NOTHING, nothing(folder.path())));
        }
        for round in 0..rounds {
            let due = measured
                .iter()
                .filter(|measured| measured.is_in(round, fiches));
            for Measured {
                name,
                command,
                slow,
            } in due
            {
                let runs = if slow.is_some() { 1 } else { runs };
                let cost = measure(METER, runs, command, folder.path());
                results
                    .0
                    .entry((fiches, name.clone()))
                    .or_default()
                    .push(cost);
            }
            let alone = measure(METER_ON_ONE, runs, &stspd(&plan, &["check"]), folder.path());
            let name = CHECK_ON_ONE.to_owned();
            results.0.entry((fiches, name)).or_default().push(alone);
        }
        print(&results, fiches, &measured);
        fs::remove_dir_all(&plan).unwrap();
    }
    targets::judge(&results)
}

/// Prints what was measured on a plan of some fiches.
fn print(results: &Results, fiches: usize, measured: &[Measured]) {
    println!("\n{fiches} fiches: CPU time over that of the floor, CPU time, time gone by, memory");
    for Measured { name, .. } in measured {
        let place = (fiches, name.as_str());
        let Some(ratio) = results.ratio((place, (fiches, BASE)), |cost| cost.cpu) else {
            continue;
        };
        let of = |figure: fn(&Cost) -> f64| results.figure(fiches, name, figure).unwrap();
        let (cpu, wall) = (of(|cost| cost.cpu) * 1000.0, of(|cost| cost.wall) * 1000.0);
        let memory = of(|cost| cost.memory) / 1024.0;
        println!("  {name:<45} {ratio:>7.2} {cpu:>10.1} ms {wall:>10.1} ms {memory:>7.1} MB");
    }
}

/// Compiles a program that does nothing, as `stspd` is compiled.
fn nothing(folder: &Path) -> Vec<String> {
    let (source, program) = (folder.join("nothing.rs"), folder.join("nothing"));
    fs::write(&source, "fn main() {}\n").unwrap();
    let compiled = Command::new("rustc")
        .args(["-C", "opt-level=3", "-C", "strip=symbols", "-o"])
        .arg(&program)
        .arg(&source)
        .status()
        .unwrap();
    assert!(compiled.success(), "the empty program does not compile");
    vec![program.to_str().unwrap().to_owned()]
}
