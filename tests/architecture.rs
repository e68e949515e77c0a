//! The arrows between the layers point one way.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};

/// The layers, from the ground up; those of one line may not use each other.
const FLOORS: [&[&str]; 8] = [
    &["text"],
    &["model"],
    &["load"],
    &["git", "rules", "query", "report"],
    &["edit"],
    &["render", "write"],
    &["commands"],
    &["fuzzing"],
];

/// Modules beside the layers, which `commands` and the crate itself may use.
const BESIDE: [&str; 2] = ["exit", "output"];

/// Returns the Rust files below a folder, but those of tests.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = Vec::new();
    for path in entries {
        if path.ends_with("tests") || path.ends_with("tests.rs") {
            continue;
        }
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Returns the code of a file without its tests.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    text.split("#[cfg(test)]\nmod tests")
        .next()
        .unwrap()
        .to_owned()
}

/// Returns the floor of a layer.
fn floor(layer: &str) -> Option<usize> {
    FLOORS.iter().position(|layers| layers.contains(&layer))
}

/// Returns the top-level modules that a text names after `crate::`.
fn used(text: &str) -> Vec<&str> {
    let after = text.split("crate::").skip(1);
    after
        .map(|rest| {
            rest.split(|next: char| !next.is_alphanumeric() && next != '_')
                .next()
                .unwrap()
        })
        .collect()
}

#[test]
fn each_layer_uses_only_the_floors_below_it() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    let mut arrows = 0;
    for path in sources(&src) {
        let relative = path.strip_prefix(&src).unwrap();
        let layer = relative
            .components()
            .next()
            .unwrap()
            .as_os_str()
            .to_str()
            .unwrap();
        let Some(own) = floor(layer) else { continue };
        for module in used(&code(&path)) {
            arrows += 1;
            let allowed = module == layer
                || floor(module).is_some_and(|other| other < own)
                || layer == "commands" && BESIDE.contains(&module);
            if !allowed {
                wrong.push(format!("{} uses {module}", relative.display()));
            }
        }
    }
    assert!(arrows > 100, "the arrows were not found: {arrows}");
    assert!(
        wrong.is_empty(),
        "arrows the other way:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn every_folder_of_the_crate_is_a_layer() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in fs::read_dir(src).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            let layer = path.file_name().unwrap().to_str().unwrap().to_owned();
            assert!(floor(&layer).is_some(), "« {layer} » stands on no floor");
        }
    }
}

#[test]
fn the_ground_floors_know_neither_files_nor_toml_nor_the_command_line() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let forbidden: [(&str, &[&str]); 7] = [
        (
            "text",
            &[
                "std::fs",
                "std::io",
                "toml::",
                "clap",
                "chrono::Local",
                "std::env",
            ],
        ),
        (
            "model",
            &[
                "std::fs",
                "std::io",
                "toml::",
                "clap",
                "chrono::Local",
                "std::env",
                "serde",
            ],
        ),
        (
            "rules",
            &["std::fs", "std::io", "clap", "chrono::Local", "std::env"],
        ),
        (
            "query",
            &["std::fs", "std::io", "clap", "chrono::Local", "std::env"],
        ),
        (
            "report",
            &[
                "std::fs",
                "std::io",
                "clap",
                "chrono::Local",
                "std::env",
                "serde",
            ],
        ),
        (
            "edit",
            &["std::fs", "std::io", "clap", "chrono::Local", "std::env"],
        ),
        ("render", &["std::fs", "clap", "chrono::Local", "std::env"]),
    ];
    for (layer, words) in forbidden {
        for path in sources(&src.join(layer)) {
            let text = code(&path);
            for word in words {
                let named = text
                    .lines()
                    .any(|line| line.contains(word) && !line.trim_start().starts_with("//"));
                assert!(!named, "{} names {word}", path.display());
            }
        }
    }
}

#[test]
fn the_clock_is_read_once() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let readers: Vec<PathBuf> = sources(&src)
        .into_iter()
        .filter(|path| code(path).contains("Local::now"))
        .collect();
    assert_eq!(readers, [src.join("main.rs")]);
}

/// Returns the files whose code, without its tests, names one of some words, each by its path in the sources.
fn files_that_name(words: &[&str]) -> Vec<String> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = sources(&src)
        .into_iter()
        .filter(|path| words.iter().any(|word| code(path).contains(word)));
    files
        .map(|path| {
            let below = path.strip_prefix(&src).unwrap();
            below.to_str().unwrap().replace('\\', "/")
        })
        .collect()
}

#[test]
fn git_an_editor_and_the_browser_are_the_programs_that_are_started() {
    assert_eq!(
        files_that_name(&["Command::new", ".spawn()", "process::Command"]),
        [
            "git/program.rs",
            "write/editor.rs",
            "write/pdf/mod.rs",
            "write/pdf/run.rs"
        ]
    );
}

#[test]
fn one_layer_changes_files() {
    let changes = [
        "fs::write",
        "fs::remove",
        "fs::rename",
        "fs::create_dir",
        "fs::set_permissions",
        "File::create",
        "OpenOptions",
        "tempfile",
    ];
    let files = files_that_name(&changes);
    assert!(!files.is_empty());
    for file in files {
        assert!(file.starts_with("write/"), "{file} changes files");
    }
}
