//! Every figure of the yearly report, recounted by a different road: `tests/readers/recount_model.py` works it out from the
//! files, and `tests/readers/bilan.py` holds every format against it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod run;

use std::process::Command;

use run::{read, root};

/// How many plans made up by chance are recounted, beside those of the repository.
const RANDOM: &str = "60";

#[test]
#[ignore = "needs python3 with openpyxl"]
fn every_figure_of_a_bilan_is_the_one_recounted_from_the_files() {
    let mut recount = Command::new("python3");
    recount.arg(root().join("tests/readers/bilan.py"));
    recount.arg(env!("CARGO_BIN_EXE_stspd"));
    recount.arg(root()).arg(RANDOM);
    let run = read(recount.output().unwrap());
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
    assert!(
        run.out.trim().parse::<u32>().unwrap() > 50_000,
        "{}",
        run.out
    );
}
