//! Every rule has a plan that breaks it, and the same plan mended; every mistake that people make has its answer.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod run;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use run::{Scratch, copy, root, stspd};
use serde_json::Value;

/// The rules whose bad plan no repository can hold: `reading.rs` and `git.rs` make them.
const MADE_AT_RUN_TIME: [&str; 3] = ["fichier-en-conflit", "fichier-special", "fichier-trop-gros"];

/// The rules that say how many other defects there are: their bad plan has many.
const SEVERAL: [&str; 1] = ["trop-de-fautes"];

/// The rules on a file's name or place: to mend it is to move the file.
const MOVED: [&str; 4] = [
    "dossier-trop-profond",
    "fichier-egare",
    "identifiant-double",
    "identifiant-invalide",
];

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

/// Checks a plan in a folder of its own.
fn check(plan: &Path) -> Found {
    let scratch = Scratch {
        folder: tempfile::tempdir().unwrap(),
    };
    copy(plan, &scratch.path(""));
    findings(&scratch)
}

/// What `check` finds in a plan.
struct Found {
    /// What people read, without the summary.
    text: String,
    /// The rule of each finding.
    rules: Vec<String>,
    /// The exit code.
    code: i32,
}

/// Checks a scratch plan, on the last day of 2017.
fn findings(scratch: &Scratch) -> Found {
    let run = scratch.run(&["check", "--au", "2017-12-31"]);
    assert_eq!(run.err, "");
    let lines: Vec<&str> = run.out.lines().collect();
    let json = scratch.run(&["check", "--au", "2017-12-31", "--format", "json"]);
    assert_eq!((json.code, json.err.as_str()), (run.code, ""));
    let view: Value = serde_json::from_str(&json.out).unwrap();
    let constats = view["constats"].as_array().unwrap().iter();
    Found {
        text: lines[..lines.len() - 1]
            .iter()
            .map(|line| format!("{line}\n"))
            .collect(),
        rules: constats
            .map(|constat| constat["regle"].as_str().unwrap().to_owned())
            .collect(),
        code: run.code,
    }
}

/// Compares what was found with a file of what is expected; with `SNAPSHOTS=overwrite`, writes that file instead. Returns
/// what is to be said of a difference.
fn compare(found: &str, file: &Path) -> Option<String> {
    if std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite") {
        fs::write(file, found).unwrap();
    }
    let expected = fs::read_to_string(file).unwrap_or_default();
    let case = file.strip_prefix(root()).unwrap().display();
    (found != expected).then(|| format!("{case}\nattendu :\n{expected}trouvé :\n{found}"))
}

/// Returns the files of a plan with their lines, the bytes that are no UTF-8 being replaced.
fn lines(plan: &Path) -> BTreeMap<PathBuf, Vec<String>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![plan.to_owned()];
    while let Some(folder) = folders.pop() {
        for path in entries(&folder) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = fs::read(&path).unwrap();
            let text = String::from_utf8_lossy(&bytes);
            let name = path.strip_prefix(plan).unwrap().to_owned();
            files.insert(name, text.lines().map(str::to_owned).collect());
        }
    }
    files
}

/// Returns whether two runs of lines are the same but for one line, the first of one and the last of the other: it has moved.
fn is_move(left: &[String], right: &[String]) -> bool {
    let moved = |from: &[String], to: &[String]| match (from.split_first(), to.split_last()) {
        (Some((first, rest)), Some((last, others))) => first == last && rest == others,
        _ => false,
    };
    moved(left, right) || moved(right, left)
}

/// Returns how many edits lead from one plan to another: one for each run of lines that differs, line that has moved or file
/// that only one of them has, and one more for each line that such a run keeps.
fn edits(bad: &Path, good: &Path) -> usize {
    let (bad, good) = (lines(bad), lines(good));
    let names: BTreeSet<&PathBuf> = bad.keys().chain(good.keys()).collect();
    let edits = names
        .into_iter()
        .map(|name| match (bad.get(name), good.get(name)) {
            (Some(left), Some(right)) if left == right => 0,
            (Some(left), Some(right)) => {
                let same = |(left, right): &(&String, &String)| left == right;
                let head = left.iter().zip(right).take_while(same).count();
                let (left, right) = (&left[head..], &right[head..]);
                let tail = left
                    .iter()
                    .rev()
                    .zip(right.iter().rev())
                    .take_while(same)
                    .count();
                // What lies between is one edit when no line of it was kept.
                let (left, right) = (&left[..left.len() - tail], &right[..right.len() - tail]);
                if is_move(left, right) {
                    return 1;
                }
                1 + left
                    .iter()
                    .filter(|line| !line.is_empty() && right.contains(line))
                    .count()
            }
            _ => 1,
        });
    edits.sum()
}

/// Returns the two examples of a rule's page: what is wrong, and what to write instead.
fn examples(rule: &str) -> (Vec<String>, Vec<String>) {
    let page = stspd(&["regles", rule]).out;
    let (_, examples) = page.split_once("Au lieu de\n").unwrap();
    let (bad, good) = examples.split_once("\nécrire\n").unwrap();
    let lines = |text: &str| {
        let lines = text.lines().filter_map(|line| line.strip_prefix("    "));
        lines
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect()
    };
    (lines(bad), lines(good))
}

/// Returns whether a line of an example is a remark, or names a file of the plan.
fn is_told(line: &str, plan: &Path) -> bool {
    let path = line.trim_start_matches("# ").split(" (").next().unwrap();
    let paths = || path.split(" et ");
    line.starts_with('(') || paths().all(|path| plan.join(path).exists())
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
        let (rule, bad, good) = (name(&case), case.join("bad"), case.join("good"));
        let found = check(&bad);
        wrong.extend(compare(&found.text, &case.join("attendu.txt")));
        if found.rules != [rule] && !SEVERAL.contains(&rule) {
            wrong.push(format!("{rule} (bad) : {:?}", found.rules));
        }
        let found = check(&good);
        if !found.text.is_empty() || found.code != 0 {
            wrong.push(format!("{rule} (good)\ntrouvé :\n{}", found.text));
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
fn the_mended_plan_is_one_edit_away() {
    let cases = entries(&root().join("tests/rules"));
    let far = |case: &&PathBuf| {
        edits(&case.join("bad"), &case.join("good")) != 1 && !MOVED.contains(&name(case))
    };
    let far: Vec<&str> = cases.iter().filter(far).map(|case| name(case)).collect();
    assert!(far.is_empty(), "{far:?}");
}

#[test]
fn the_page_of_a_rule_shows_what_its_plans_hold() {
    let mut wrong = Vec::new();
    for case in entries(&root().join("tests/rules")) {
        let rule = name(&case);
        let (bad, good) = examples(rule);
        for (side, example) in [("bad", bad), ("good", good)] {
            let plan = case.join(side);
            let lines: Vec<String> = lines(&plan).into_values().flatten().collect();
            assert!(!example.is_empty(), "{rule}: no example");
            let absent = |line: &&String| {
                !is_told(line, &plan) && !lines.iter().any(|other| other.contains(line.trim()))
            };
            let absent: Vec<&String> = example.iter().filter(absent).collect();
            if !absent.is_empty() {
                wrong.push(format!("{rule} ({side}): {absent:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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
fn no_message_hangs_on_a_line_that_may_move() {
    let cases = entries(&root().join("tests/rules"));
    let cases = cases.iter().map(|case| case.join("attendu.txt"));
    let mistakes = entries(&root().join("tests/mistakes"));
    let said = cases
        .chain(mistakes)
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"));
    let mut messages = 0;
    for path in said {
        let text = fs::read_to_string(&path).unwrap();
        let is_message = |line: &&str| {
            ["erreur[", "avertissement[", "info["]
                .iter()
                .any(|start| line.starts_with(start))
        };
        for message in text.lines().filter(is_message) {
            messages += 1;
            let words: Vec<&str> = message.split_whitespace().collect();
            let is_number = |word: &str| word.starts_with(|first: char| first.is_ascii_digit());
            let named = words
                .windows(2)
                .any(|two| two[0] == "ligne" && is_number(two[1]));
            assert!(!named, "{}: {message}", path.display());
        }
    }
    assert!(messages > 200, "the messages were not found: {messages}");
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
        let found = findings(&scratch);
        wrong.extend(compare(&found.text, &case.with_extension("txt")));
        assert_eq!(found.code, 1, "{}", name(case));
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
        .filter(|line| line.starts_with("erreur["))
        .collect();
    assert_eq!(findings.len(), 10);
    let rules: BTreeSet<&str> = findings
        .iter()
        .map(|line| line.split(['[', ']']).nth(1).unwrap())
        .collect();
    assert!(rules.len() >= 8, "{rules:?}");
}
