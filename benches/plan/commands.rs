//! What is measured: the commands of `stspd`, and what anyone would use instead.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The first argument of this program when it only reads every file of a plan.
pub(crate) const READ: &str = "--read";

/// The first argument of this program when it only reads and parses every fiche of a plan.
pub(crate) const FLOOR: &str = "--floor";

/// The first argument of this program when it only lays out a table.
pub(crate) const TABLE: &str = "--table";

/// What everything is divided by.
pub(crate) const BASE: &str = "the floor: read, and parse with toml and serde";

/// The commands of `stspd` that are measured: a name, arguments.
const OURS: [(&str, &[&str]); 5] = [
    ("check", &["check"]),
    ("list --pilote", &["list", "--pilote", "SMP07"]),
    ("list", &["list"]),
    ("synthese --par pilote", &["synthese", "--par", "pilote"]),
    (
        "bilan --format json",
        &["bilan", "2018", "--format", "json"],
    ),
];

/// A command that is measured.
pub(crate) struct Measured {
    /// What it is called in the table.
    pub(crate) name: String,
    /// Its program and arguments.
    pub(crate) command: Vec<String>,
    /// The largest plan it is measured on, in fiches, and once: the slow ones would take hours.
    pub(crate) slow: Option<usize>,
}

impl Measured {
    /// Returns a command measured on every plan.
    pub(crate) fn new(name: &str, command: Vec<String>) -> Self {
        Self {
            name: name.to_owned(),
            command,
            slow: None,
        }
    }

    /// Returns whether it is measured in a round, on a plan of some fiches.
    pub(crate) fn is_in(&self, round: usize, fiches: usize) -> bool {
        self.slow.is_none_or(|most| round == 0 && fiches <= most)
    }
}

/// Returns a command of the program itself.
fn own(option: &str, path: &Path) -> Vec<String> {
    let program = env::current_exe().unwrap();
    vec![written(&program), option.to_owned(), written(path)]
}

/// Returns a path as an argument.
fn written(path: &Path) -> String {
    path.to_str().unwrap().to_owned()
}

/// Returns `stspd` with some arguments, on a plan.
pub(crate) fn stspd(plan: &Path, args: &[&str]) -> Vec<String> {
    let program = env!("CARGO_BIN_EXE_stspd");
    let all = [
        program,
        "--plan",
        plan.to_str().unwrap(),
        "--au",
        "2018-12-31",
    ];
    all.iter().chain(args).map(|&arg| arg.to_owned()).collect()
}

/// Returns the path of a program of the machine.
fn found(name: &str) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders)
        .map(|folder| folder.join(name))
        .find(|path| path.is_file())
}

/// Returns everything that is measured on a plan.
pub(crate) fn all(plan: &Path) -> Vec<Measured> {
    let mut all = vec![
        Measured::new(BASE, own(FLOOR, plan)),
        Measured::new("reading every file", own(READ, plan)),
    ];
    all.extend(OURS.map(|(name, args)| Measured::new(name, stspd(plan, args))));
    let rows = plan.join("../rows.csv");
    let list = stspd(plan, &["list", "--format", "csv"]);
    let output = Command::new(&list[0]).args(&list[1..]).output().unwrap();
    fs::write(&rows, output.stdout).unwrap();
    all.push(Measured::new(
        "comfy-table alone, rows of list",
        own(TABLE, &rows),
    ));
    all.extend(peers(plan));
    all
}

/// Returns the other programs that are on the machine; what is missing is said.
fn peers(plan: &Path) -> Vec<Measured> {
    let plan = written(plan);
    let schema = format!("{plan}/../fiche.schema.json");
    let output = Command::new(env!("CARGO_BIN_EXE_stspd"))
        .args(["--plan", &plan, "schema", "fiche"])
        .output()
        .unwrap();
    fs::write(&schema, output.stdout).unwrap();
    let mut peers = Vec::new();
    let mut add = |name: &str, args: &str, slow: Option<usize>| match found(
        name.split(' ').next().unwrap(),
    ) {
        Some(program) => {
            let script = format!("exec {} {args}", program.display());
            let command = vec!["/bin/sh".to_owned(), "-c".to_owned(), script];
            peers.push(Measured {
                name: name.to_owned(),
                command,
                slow,
            });
        }
        None => eprintln!("left out, for it is not installed: {name}"),
    };
    add("rg SMP07", &format!("--count SMP07 {plan}/fiches"), None);
    add(
        "taplo lint",
        &format!("lint '{plan}/fiches/**/*.toml'"),
        Some(10_000),
    );
    let files = format!("$(find {plan}/fiches -name '*.toml')");
    add(
        "check-jsonschema",
        &format!("--schemafile {schema} {files}"),
        Some(1000),
    );
    peers
}
