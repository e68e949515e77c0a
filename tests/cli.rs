//! What people see: the sessions of the README and of `tests/cmd`, run with the real binary.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod run;

use run::{commands, root, stspd};

#[test]
fn the_sessions_are_as_written() {
    let (variable, ceiling) = run::NO_REPOSITORY;
    trycmd::TestCases::new()
        .env(variable, ceiling)
        .case("README.md")
        .case("tests/cmd/*.md");
}

#[test]
fn the_first_command_of_the_readme_does_the_main_job() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let line = readme
        .lines()
        .find_map(|line| line.strip_prefix("cargo run --release -- "))
        .unwrap();
    let run = stspd(&line.split(' ').collect::<Vec<_>>());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(
        run.out
            .contains("0\u{a0}bilan saisi sur 5 attendus\u{a0}: 5 sans bilan."),
        "{}",
        run.out
    );
}

#[test]
fn the_fiche_of_the_readme_is_read_without_a_finding() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let fiche = readme
        .split("```toml\n")
        .nth(1)
        .unwrap()
        .split("```")
        .next()
        .unwrap();
    let scratch = run::Scratch {
        folder: tempfile::tempdir().unwrap(),
    };
    run::copy(&root().join("plan"), &scratch.path(""));
    let path = "fiches/lomme/lomme-4-lieux-accueil-tig.toml";
    scratch.write(path, fiche);
    let path = format!("plan/{path}");
    let run = scratch.run(&["check", "--au", "2017-12-31", "--format", "court", &path]);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", ""));
}

#[test]
fn every_command_of_the_help_is_in_the_readme() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let names = commands();
    assert!(names.len() >= 5, "{names:?}");
    for name in names {
        assert!(readme.contains(&format!("`stspd {name}")), "{name}");
    }
}
