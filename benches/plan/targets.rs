//! What the measures must meet, and whether they do.

use std::process::ExitCode;

use super::commands::BASE;
use super::meter::Cost;
use super::rounds::{CHECK_ON_ONE, LOMME, NOTHING, Results};

/// The commands whose cost grows as the plan does, and no faster.
const LINEAR: [&str; 5] = [
    "check",
    "list --pilote",
    "list",
    "synthese --par pilote",
    "bilan --format json",
];

/// Prints each target that was measured and whether it is met; fails when one is missed.
pub(crate) fn judge(results: &Results) -> ExitCode {
    let mut missed = 0;
    let mut judge = |what: &str, ratio: Option<f64>, most: f64| {
        let Some(ratio) = ratio else { return };
        let verdict = if ratio <= most { "met" } else { "MISSED" };
        missed += usize::from(ratio > most);
        println!("  {what:<60} {ratio:>7.2}  at most {most:>5.2}  {verdict}");
    };
    println!("\nTargets");
    let cpu: fn(&Cost) -> f64 = |cost| cost.cpu;
    for (name, most) in [
        ("check", 1.35),
        ("list --pilote", 1.25),
        ("synthese --par pilote", 1.25),
        ("bilan --format json", 1.6),
    ] {
        let ratio = results.ratio(((10_000, name), (10_000, BASE)), cpu);
        judge(
            &format!("{name}: CPU time over the floor's, 10,000 fiches"),
            ratio,
            most,
        );
    }
    let both = ((10_000, "check"), (10_000, CHECK_ON_ONE));
    let wall = results.ratio(both, |cost| cost.wall);
    judge("check: time gone by on two processors over one", wall, 0.80);
    let start = results.ratio(((35, LOMME), (35, NOTHING)), cpu);
    judge(
        "list, on the plan of Lomme: CPU time over doing nothing",
        start,
        2.5,
    );
    for name in LINEAR {
        let growth = results.ratio(((100_000, name), (10_000, name)), cpu);
        judge(
            &format!("{name}: CPU time of 100,000 over 10,000"),
            growth,
            11.0,
        );
        let memory = results.figure(100_000, name, |cost| cost.memory / 100_000.0);
        judge(
            &format!("{name}: kilobytes of memory a fiche, 100,000"),
            memory,
            5.0,
        );
    }
    if missed == 0 {
        ExitCode::SUCCESS
    } else {
        println!("\n{missed} missed");
        ExitCode::FAILURE
    }
}
