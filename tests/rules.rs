//! Every rule has a plan that breaks it, and the same plan mended; every mistake that people make has its answer.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod run;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use run::{Scratch, copy, root, stspd};

/// The rules whose bad plan no repository can hold: `reading.rs` makes them.
const MADE_AT_RUN_TIME: [&str; 2] = ["fichier-special", "fichier-trop-gros"];

/// Returns the folders and files of a folder, in order.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    entries
}

/// Returns the last part of a path, as text.
fn name(path: &Path) -> &str {
    path.file_name().unwrap().to_str().unwrap()
}

/// Checks a plan in a folder of its own, and returns what was found, without the summary, with the exit code.
fn check(plan: &Path) -> (String, i32) {
    let scratch = Scratch {
        folder: tempfile::tempdir().unwrap(),
    };
    copy(plan, &scratch.path(""));
    findings(&scratch)
}

/// Checks a scratch plan, and returns what was found, without the summary, with the exit code.
fn findings(scratch: &Scratch) -> (String, i32) {
    let run = scratch.run(&["check"]);
    assert_eq!(run.err, "");
    let lines: Vec<&str> = run.out.lines().collect();
    let found = &lines[..lines.len() - 1];
    (
        found.iter().map(|line| format!("{line}\n")).collect(),
        run.code,
    )
}

/// Returns the names of all the rules.
fn rules() -> BTreeSet<String> {
    let run = stspd(&["regles"]);
    let is_rule = |line: &&str| {
        ["erreur", "avertissement", "info"]
            .contains(&line.split_whitespace().nth(1).unwrap_or_default())
    };
    run.out
        .lines()
        .filter(is_rule)
        .map(|line| line.split_whitespace().next().unwrap().to_owned())
        .collect()
}

#[test]
fn each_rule_finds_its_defect_at_its_place_and_nothing_once_it_is_mended() {
    let mut wrong = Vec::new();
    for case in entries(&root().join("tests/rules")) {
        let expected = fs::read_to_string(case.join("attendu.txt")).unwrap();
        let (found, _) = check(&case.join("bad"));
        if found != expected {
            wrong.push(format!(
                "{}\nattendu :\n{expected}trouvé :\n{found}",
                name(&case)
            ));
        }
        assert!(
            expected.contains(&format!("[{}]", name(&case))),
            "{}: another rule is expected",
            name(&case)
        );
        let (found, code) = check(&case.join("good"));
        if !found.is_empty() || code != 0 {
            wrong.push(format!("{} (good)\ntrouvé :\n{found}", name(&case)));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} cases:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn each_rule_has_its_case() {
    let cases: BTreeSet<String> = entries(&root().join("tests/rules"))
        .iter()
        .map(|case| name(case).to_owned())
        .collect();
    let expected: BTreeSet<String> = rules()
        .into_iter()
        .filter(|rule| !MADE_AT_RUN_TIME.contains(&rule.as_str()))
        .collect();
    assert!(
        expected.len() > 30,
        "the rules were not listed: {expected:?}"
    );
    assert_eq!(cases, expected);
}

#[test]
fn each_rule_has_its_page() {
    for rule in rules() {
        let page = stspd(&["regles", &rule]);
        assert_eq!((page.code, page.err.as_str()), (0, ""), "{rule}");
        for part in [
            "Défaut",
            "Gravité",
            "Pourquoi",
            "Remède",
            "Au lieu de",
            "écrire",
        ] {
            assert!(page.out.contains(part), "{rule}: {part}");
        }
    }
}

#[test]
fn each_mistake_is_answered_by_name() {
    let folder = root().join("tests/mistakes");
    let (mut wrong, mut cases) = (Vec::new(), 0);
    for case in entries(&folder).iter().filter(|path| {
        path.extension()
            .is_some_and(|extension| extension == "toml")
    }) {
        cases += 1;
        let scratch = Scratch {
            folder: tempfile::tempdir().unwrap(),
        };
        copy(&folder.join("plan"), &scratch.path(""));
        scratch.write("fiches/fiche.toml", fs::read(case).unwrap());
        let expected = fs::read_to_string(case.with_extension("txt")).unwrap();
        let (found, code) = findings(&scratch);
        if found != expected {
            wrong.push(format!(
                "{}\nattendu :\n{expected}trouvé :\n{found}",
                name(case)
            ));
        }
        assert_eq!(code, 1, "{}", name(case));
    }
    assert!(cases > 50, "the cases were not found: {cases}");
    assert!(
        wrong.is_empty(),
        "{} of {cases} cases:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn ten_mistakes_in_one_fiche_are_ten_findings_in_one_run() {
    let expected = fs::read_to_string(root().join("tests/mistakes/dix-fautes.txt")).unwrap();
    let findings: Vec<&str> = expected
        .lines()
        .filter(|line| line.starts_with("plan/"))
        .collect();
    assert_eq!(findings.len(), 10);
    let rules: BTreeSet<&str> = findings
        .iter()
        .map(|line| line.split(['[', ']']).nth(1).unwrap())
        .collect();
    assert!(rules.len() >= 8, "{rules:?}");
}
