//! What the outside world makes of what we write for it: validators of formats, and the examples of the README as they are.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod run;

use std::fs;
use std::path::Path;
use std::process::Command;

use run::repository::{Repository, git, succeed};
use run::{checked, copy, read, readme_blocks, root, yaml_example};
use serde_json::Value;

/// Plans with something to say, and one with nothing.
const PLANS: [&str; 5] = [
    "plan",
    "tests/plans/fictif",
    "tests/rules/acteur-inconnu/bad",
    "tests/rules/identifiant-invalide/bad",
    "tests/rules/encodage/bad",
];

#[test]
#[ignore = "needs Sarif.Multitool"]
fn sarif_is_valid() {
    let folder = tempfile::tempdir().unwrap();
    for (rank, plan) in PLANS.iter().enumerate() {
        let (report, verdict) = (
            folder.path().join(format!("{rank}.sarif")),
            folder.path().join("verdict.sarif"),
        );
        fs::write(&report, checked(plan, "sarif")).unwrap();
        let mut validator = Command::new("Sarif.Multitool");
        validator
            .arg("validate")
            .arg(&report)
            .arg("-o")
            .arg(&verdict)
            .args(["--log", "ForceOverwrite"]);
        succeed(&mut validator);
        let verdict: Value = serde_json::from_str(
            fs::read_to_string(&verdict)
                .unwrap()
                .trim_start_matches('\u{feff}'),
        )
        .unwrap();
        let results = verdict["runs"][0]["results"].as_array().unwrap();
        let errors: Vec<&Value> = results
            .iter()
            .filter(|result| result["level"] == "error")
            .collect();
        assert!(errors.is_empty(), "{plan}: {errors:?}");
        // A validator that finds nothing wrong in nonsense would prove nothing.
        fs::write(
            &report,
            "{\"version\": \"2.1.0\", \"runs\": [{\"results\": 3}]}",
        )
        .unwrap();
        let nonsense = validator.output().unwrap();
        let said = String::from_utf8_lossy(&nonsense.stdout).into_owned();
        assert!(said.contains("error JSON"), "{said}");
    }
}

#[test]
#[ignore = "needs check-jsonschema"]
fn the_examples_of_the_readme_are_what_each_platform_takes() {
    let folder = tempfile::tempdir().unwrap();
    for (words, schema) in [
        ("actions/checkout", "vendor.github-workflows"),
        ("codequality", "vendor.gitlab-ci"),
    ] {
        let path = folder.path().join("exemple.yml");
        fs::write(&path, yaml_example(words)).unwrap();
        let validator = |path: &Path| {
            let mut command = Command::new("check-jsonschema");
            command.args(["--builtin-schema", schema]).arg(path);
            command
        };
        succeed(&mut validator(&path));
        fs::write(&path, "jobs: 3\ncontrole: 4\n").unwrap();
        assert!(!validator(&path).output().unwrap().status.success());
    }
}

#[test]
#[ignore = "needs pre-commit"]
fn the_manifest_and_the_examples_for_pre_commit_are_valid() {
    let manifest = root().join(".pre-commit-hooks.yaml");
    succeed(
        Command::new("pre-commit")
            .arg("validate-manifest")
            .arg(manifest),
    );
    let folder = tempfile::tempdir().unwrap();
    for words in ["repo: local", "repo: ADRESSE"] {
        let path = folder.path().join("config.yaml");
        fs::write(&path, yaml_example(words)).unwrap();
        succeed(Command::new("pre-commit").arg("validate-config").arg(path));
    }
}

/// Returns the commands of stspd in an example.
fn commands(example: &str) -> Vec<String> {
    let lines = example.lines().map(|line| {
        line.trim()
            .trim_start_matches("- ")
            .trim_start_matches("run: ")
    });
    lines
        .filter(|line| line.starts_with("stspd "))
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_commands_of_the_examples_do_what_they_say() {
    for (plan, fails) in [("good", false), ("bad", true)] {
        let repository = Repository::new();
        fs::remove_dir_all(repository.path("plan")).unwrap();
        copy(
            &root().join("tests/rules/acteur-inconnu").join(plan),
            &repository.path("plan"),
        );
        repository.git(&["add", "-A"]);
        for (words, count) in [
            ("actions/checkout", 1),
            ("codequality", 2),
            ("repo: local", 0),
        ] {
            let example = yaml_example(words);
            let mut commands = commands(&example);
            if count == 0 {
                let entry = example
                    .lines()
                    .find_map(|line| line.trim().strip_prefix("entry: "));
                commands.push(entry.unwrap().to_owned());
            }
            assert_eq!(commands.len(), count.max(1));
            // A job stops at its first command that fails.
            let script = commands.join(" && ");
            let mut shell = Command::new("sh");
            shell.args(["-c", &script]).current_dir(repository.root());
            let env = git(repository.root(), &[]);
            shell.env_clear().envs(
                env.get_envs()
                    .filter_map(|(name, value)| Some((name, value?))),
            );
            let run = read(shell.output().unwrap());
            assert_eq!(
                run.code,
                i32::from(fails),
                "{script}\n{}{}",
                run.out,
                run.err
            );
            assert_eq!(run.out.contains("Police municpale"), fails, "{}", run.out);
        }
        let report = fs::read_to_string(repository.path("gl-code-quality-report.json")).unwrap();
        let report: Value = serde_json::from_str(&report).unwrap();
        assert_eq!(report.as_array().unwrap().len(), usize::from(fails));
    }
}

#[test]
fn the_commands_of_the_readme_run_in_a_repository() {
    let shells = readme_blocks("sh");
    let lines = shells.iter().flat_map(|block| block.lines());
    let lines: Vec<&str> = lines.filter(|line| line.starts_with("stspd ")).collect();
    assert!(lines.len() >= 5, "{lines:?}");
    let repository = Repository::new();
    fs::remove_dir_all(repository.path("plan")).unwrap();
    copy(&root().join("plan"), &repository.path("plan"));
    repository.commit_on("2017-06-30T12:00:00 +0200");
    repository.git(&["tag", "presente-au-conseil"]);
    repository.git(&["update-ref", "refs/remotes/origin/main", "HEAD"]);
    for line in lines {
        let args: Vec<String> = line
            .split(' ')
            .skip(1)
            .map(|word| word.replace('"', ""))
            .collect();
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let run = repository.run(&args);
        assert_eq!(run.code, 0, "{line}\n{}", run.err);
    }
}
