//! A command on a plan, run in this very process.

use std::fs;
use std::path::Path;

use serde_json::Value;
use stspd::{Input, Process, Stream};

use crate::jour::Jour;
use crate::plan::Plan;
use crate::toml::files;

/// A plan in a temporary folder.
pub(crate) struct Dossier {
    /// The folder.
    folder: tempfile::TempDir,
    /// The reference date.
    au: Jour,
}

/// What a run gave.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Run {
    /// Its exit code.
    pub(crate) code: u8,
    /// What it wrote.
    pub(crate) out: Vec<u8>,
    /// What it said.
    pub(crate) err: String,
}

impl Run {
    /// Returns what it wrote, as text.
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.out).unwrap()
    }
}

impl Dossier {
    /// Writes a plan, of which each run is at a reference date; the files are made in their order, or the other way round.
    pub(crate) fn new(plan: &Plan, au: Jour, is_reversed: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut files = files(plan);
        if is_reversed {
            files.reverse();
        }
        for (path, text) in files {
            let path = folder.path().join("plan").join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        Self { folder, au }
    }

    /// Returns the folder that holds the plan.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Runs a command.
    pub(crate) fn run(&self, args: &[&str]) -> Run {
        let plan = self.path().join("plan");
        let au = self.au.to_string();
        let before = ["stspd", "--plan", plan.to_str().unwrap(), "--au", &au];
        let args = before.iter().chain(args).map(|arg| (*arg).into());
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let exit = stspd::run(args, process(self.path(), &mut out, &mut err));
        let err = String::from_utf8(err).unwrap();
        let code = exit.code();
        Run { code, out, err }
    }

    /// Runs a command that succeeds, and returns its JSON.
    pub(crate) fn json(&self, args: &[&str]) -> Value {
        let run = self.run(&[args, &["--format", "json"]].concat());
        assert_eq!(run.code, 0, "{args:?}: {}", run.err);
        serde_json::from_slice(&run.out).unwrap()
    }
}

/// Returns what a process without screen nor keyboard lends to a run.
fn process<'a>(folder: &Path, out: &'a mut Vec<u8>, err: &'a mut Vec<u8>) -> Process<'a> {
    let input = Input {
        reader: Box::leak(Box::new(std::io::empty())),
        is_someone: false,
        is_waiting: || false,
    };
    Process {
        input,
        out: stream(out),
        err: stream(err),
        folder: folder.to_owned(),
        today: "2026-01-01".parse().unwrap(),
    }
}

/// Returns a stream to no screen.
fn stream(writer: &mut Vec<u8>) -> Stream<'_> {
    Stream {
        writer,
        width: None,
        is_screen: false,
        color: false,
    }
}
