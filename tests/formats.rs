//! What `check` writes for each platform is what that platform takes, and nothing in a plan commands a log.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod run;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use run::{Run, Scratch, assert_plain, checked, root, stspd};
use serde_json::Value;

/// What the logs of continuous integration obey, and what would end a text in some format.
const COMMANDS: [&str; 9] = [
    "::error file=a,line=1::x",
    "::add-mask::x",
    "##[error]x",
    "##[add-matcher]x",
    "###[group]x",
    "##vso[task.setvariable variable=a]x",
    "100 %, 50%0A::warning::x",
    "</failure>]]>&<b a=\"c\">",
    "a\\r\\n::stop-commands::x\\u001b[31m",
];

/// A plan whose titles, names, values, keys and file names are commands.
fn hostile() -> Scratch {
    let scratch = Scratch::new();
    for (rank, command) in COMMANDS.into_iter().enumerate() {
        let command = command.replace('"', "\\\"");
        let long = format!("{}{command}", "x".repeat(40));
        scratch.write(
            &format!("fiches/texte-{rank}.toml"),
            format!(
                "titre = \"{command}\"\nobjectif = \"{command}\"\npilotes = [\"{command}\"]\npublics = [\"{long}\"]\nmise_en_oeuvre = \"\"\"\n{command}\n  {command}\n{long}\"\"\"\nresultats_attendus = [\"{command}\"]\n[calendrier.x]\nquand = \"2017\"\nquoi = \"{command}\"\n"
            ),
        );
        scratch.write(
            &format!("fiches/cle-{rank}.toml"),
            format!("titre = \"T\"\n\"{command}\" = 1\n{command}\n"),
        );
    }
    scratch
}

/// Adds to a plan files whose names are commands.
#[cfg(unix)]
fn with_hostile_names(scratch: &Scratch) {
    use std::os::unix::ffi::OsStrExt;
    for name in COMMANDS.iter().map(|command| command.replace('/', "-")) {
        scratch.write(&format!("fiches/{name}.toml"), "titre = \"T\"\n");
    }
    for name in [
        b"a\n::error::b.toml".as_slice(),
        b"\x1b[31m.toml",
        "c\u{9b}31m\u{202e}\u{200b}.toml".as_bytes(),
        b"\xff::error::.toml",
        b"\r\n##[error].toml",
    ] {
        let path = scratch
            .path("fiches")
            .join(std::ffi::OsStr::from_bytes(name));
        fs::write(path, "titre = \"T\"\n").unwrap();
    }
}

/// The formats of `check`.
const FORMATS: [&str; 7] = [
    "texte", "court", "json", "github", "gitlab", "sarif", "junit",
];

/// Checks a plan in a format.
fn check(scratch: &Scratch, format: &str, more: &[&str]) -> Run {
    let args = [&["check", "--au", "2017-12-31", "--format", format], more].concat();
    scratch.run(&args)
}

/// Returns the JSON of a check.
fn json(scratch: &Scratch, format: &str) -> Value {
    let run = check(scratch, format, &[]);
    assert_eq!(run.err, "");
    serde_json::from_str(&run.out).unwrap()
}

/// A command as GitHub's runner reads it: the line is trimmed, `::name properties::message`, and what was escaped is turned
/// back.
#[derive(Debug, PartialEq, Eq)]
struct Command {
    /// Its name.
    name: String,
    /// Its properties.
    properties: BTreeMap<String, String>,
    /// What it says.
    message: String,
}

/// Reads a line as GitHub's runner does; nothing when it is no command.
fn command(line: &str) -> Option<Command> {
    let (head, message) = line.trim().strip_prefix("::")?.split_once("::")?;
    let (name, properties) = head.split_once(' ').unwrap_or((head, ""));
    let unescaped = |text: &str| {
        let text = text.replace("%0D", "\r").replace("%0A", "\n");
        text.replace("%3A", ":")
            .replace("%2C", ",")
            .replace("%25", "%")
    };
    let properties = properties
        .split(',')
        .filter_map(|property| property.split_once('='));
    Some(Command {
        name: name.to_owned(),
        properties: properties
            .map(|(name, value)| (name.to_owned(), unescaped(value)))
            .collect(),
        message: unescaped(message),
    })
}

/// Returns whether a line is obeyed by some log: `::name` once trimmed, or `##[` and `##name[` anywhere.
fn is_obeyed(line: &str) -> bool {
    let starts = line
        .trim()
        .strip_prefix("::")
        .is_some_and(|rest| rest.starts_with(|next: char| next.is_alphabetic()));
    let mut inside = line
        .match_indices("##")
        .map(|(at, _)| line[at..].trim_start_matches('#'));
    starts
        || inside.any(|rest| {
            rest.trim_start_matches(|next: char| next.is_alphabetic())
                .starts_with('[')
        })
}

#[test]
fn nothing_in_a_plan_commands_a_log() {
    let scratch = hostile();
    #[cfg(unix)]
    with_hostile_names(&scratch);
    for format in FORMATS {
        let run = check(&scratch, format, &["--strict"]);
        assert_eq!(run.code, 1, "{}", run.err);
        assert_plain(&run.out);
        for line in run.out.lines().chain(run.err.lines()) {
            let is_ours = format == "github"
                && command(line).is_some_and(|command| {
                    ["error", "warning", "notice"].contains(&command.name.as_str())
                });
            assert!(is_ours || !is_obeyed(line), "{format}: {line}");
            assert!(!line.contains("##["), "{format}: {line}");
        }
    }
}

#[test]
fn no_report_commands_a_log_either() {
    let scratch = hostile();
    for rank in 0..COMMANDS.len() {
        fs::remove_file(scratch.path(&format!("fiches/cle-{rank}.toml"))).unwrap();
    }
    for args in [
        &["list"][..],
        &["synthese", "--par", "objectif"],
        &["synthese", "--par", "pilote,public"],
        &["synthese", "--par", "public", "--format", "markdown"],
        &["synthese", "--par", "public", "--format", "html"],
        &["synthese", "--par", "public,pilote", "--format", "csv"],
        &["synthese", "--par", "public,pilote", "--format", "json"],
        &[
            "show", "texte-0", "texte-1", "texte-2", "texte-3", "texte-4", "texte-5", "texte-6",
            "texte-7",
        ],
        &["show", "texte-8", "--format", "json"],
        &["bilan", "2017"],
        &["bilan", "2017", "--format", "json"],
        &["bilan", "2017", "--manquants"],
        &["bilan", "2017", "--manquants=messages"],
        &["bilan", "2017", "--manquants=messages", "--format", "csv"],
        &["bilan", "2017", "--manquants=::error::"],
        &["list", "--texte", "::error::", "--pilote", "##[x]"],
        &["list", "--pilote", "::error::"],
        &["show", "::error::"],
        &["--plan", "::error::", "list"],
        &["::error::"],
        &["list", "--##[error]"],
    ] {
        let run = scratch.run(args);
        assert!(!run.out.is_empty() || !run.err.is_empty());
        for line in run.out.lines().chain(run.err.lines()) {
            assert!(!is_obeyed(line), "{args:?}: {line}");
        }
    }
}

#[test]
fn no_format_of_a_report_commands_a_log() {
    let scratch = run::hostile::hostile();
    let formats = [
        "markdown",
        "html",
        "csv",
        "csv-excel",
        "json",
        "ndjson",
        "ics",
    ];
    for command in [
        &["list"][..],
        &["calendrier"],
        &["show", "hostile-5"],
        &["bilan", "2018", "--manquants"],
        &["bilan", "2018", "--manquants=messages"],
    ] {
        for format in formats {
            let run = scratch.run(&[command, &["--au", "2018-06-30", "--format", format]].concat());
            // Each command has its own formats.
            if run.code == 2 {
                assert!(run.err.contains("format"), "{}", run.err);
                continue;
            }
            let obeyed = run.out.lines().find(|line| is_obeyed(line));
            assert_eq!(obeyed, None, "{command:?} {format}");
            assert_plain(&run.out.trim_start_matches('\u{feff}').replace('\r', ""));
        }
    }
}

#[test]
fn a_path_that_is_a_command_stays_a_path() {
    let scratch = Scratch::new();
    scratch.write("fiches/f.toml", "titre = \"T\"\nobjectif = \"9\"\n");
    let name = "::error title=x::plan";
    fs::rename(scratch.path(""), scratch.folder.path().join(name)).unwrap();
    for format in FORMATS {
        let run = scratch.run(&["--plan", name, "check", "--format", format]);
        assert_eq!(run.code, 1, "{}", run.err);
        let obeyed: Vec<&str> = run.out.lines().filter(|line| is_obeyed(line)).collect();
        if format == "github" {
            let [line] = obeyed.as_slice() else {
                panic!("{obeyed:?}")
            };
            assert_eq!(
                command(line).unwrap().properties["file"],
                format!("{name}/fiches/f.toml")
            );
        } else {
            assert!(obeyed.is_empty(), "{format}: {obeyed:?}");
        }
    }
}

/// Plans with something to say, each with what its paths start with.
fn plans() -> Vec<String> {
    let rules = fs::read_dir(root().join("tests/rules")).unwrap();
    let name =
        |entry: std::io::Result<fs::DirEntry>| entry.unwrap().file_name().into_string().unwrap();
    let mut plans: Vec<String> = rules
        .map(|entry| format!("tests/rules/{}/bad", name(entry)))
        .collect();
    plans.sort();
    plans.push("tests/plans/fictif".to_owned());
    plans.push("plan".to_owned());
    assert!(plans.len() > 80);
    plans
}

/// Returns the findings of a plan as the JSON contract has them.
fn findings(plan: &str) -> Vec<Value> {
    let view: Value = serde_json::from_str(&checked(plan, "json")).unwrap();
    view["constats"].as_array().unwrap().clone()
}

#[test]
fn github_annotates_each_finding_at_its_place() {
    for plan in plans() {
        let (out, findings) = (checked(&plan, "github"), findings(&plan));
        let (lines, summary) = out.trim_end().rsplit_once('\n').unwrap_or(("", &out));
        let mut commands: Vec<Command> = lines.lines().filter_map(command).collect();
        let most = ["erreur", "avertissement", "info"].map(|gravite| {
            findings
                .iter()
                .filter(|one| one["gravite"] == gravite)
                .count()
        });
        if most.iter().any(|count| *count > 10) {
            let notice = commands.remove(0);
            assert!(
                notice.message.starts_with(&findings.len().to_string()),
                "{}",
                notice.message
            );
        }
        assert!(command(summary).is_none(), "{plan}: {summary}");
        assert_eq!(commands.len(), findings.len(), "{plan}");
        for (command, finding) in commands.iter().zip(&findings) {
            let name = match finding["gravite"].as_str().unwrap() {
                "erreur" => "error",
                "avertissement" => "warning",
                _ => "notice",
            };
            assert_eq!(command.name, name);
            assert_eq!(
                command.properties["file"],
                finding["fichier"].as_str().unwrap()
            );
            assert_eq!(command.properties["line"], finding["ligne"].to_string());
            assert_eq!(
                command.properties["title"],
                finding["regle"].as_str().unwrap()
            );
            let is_short = finding["ligne"] == finding["fin_ligne"]
                && finding["colonne"] != finding["fin_colonne"];
            assert_eq!(command.properties.contains_key("col"), is_short, "{plan}");
            if let Some(column) = command.properties.get("col") {
                assert_eq!(*column, finding["colonne"].to_string());
                assert_eq!(command.properties["endLine"], command.properties["line"]);
                assert_eq!(
                    command.properties["endColumn"],
                    finding["fin_colonne"].to_string()
                );
            }
            let help = finding["aide"]
                .as_str()
                .map_or(String::new(), |help| format!("\naide : {help}"));
            let message = finding["message"].as_str().unwrap();
            if !format!("{message}{help}")
                .contains(|character: char| character.is_control() && character != '\n')
            {
                assert_eq!(command.message, format!("{message}{help}"), "{plan}");
            }
        }
    }
}

#[test]
fn gitlab_gets_what_it_asks_for() {
    for plan in plans() {
        let view: Value = serde_json::from_str(&checked(&plan, "gitlab")).unwrap();
        let (issues, findings) = (view.as_array().unwrap(), findings(&plan));
        assert_eq!(issues.len(), findings.len(), "{plan}");
        let mut fingerprints = BTreeSet::new();
        for (issue, finding) in issues.iter().zip(&findings) {
            assert!(
                issue["description"]
                    .as_str()
                    .is_some_and(|said| !said.is_empty())
            );
            assert_eq!(issue["check_name"], finding["regle"]);
            assert!(
                ["info", "minor", "major", "critical", "blocker"]
                    .contains(&issue["severity"].as_str().unwrap())
            );
            assert_eq!(issue["location"]["path"], finding["fichier"]);
            assert_eq!(issue["location"]["lines"]["begin"], finding["ligne"]);
            assert_eq!(issue["location"]["lines"]["end"], finding["fin_ligne"]);
            let fingerprint = issue["fingerprint"].as_str().unwrap();
            assert!(
                fingerprint.len() >= 32 && fingerprint.bytes().all(|byte| byte.is_ascii_hexdigit())
            );
            assert!(
                fingerprints.insert(fingerprint.to_owned()),
                "{plan}: {issue}"
            );
        }
    }
    assert_eq!(
        stspd(&["check", "--au", "2017-06-30", "--format", "gitlab"]).out,
        "[]\n"
    );
}

#[test]
fn a_fingerprint_stays_when_lines_move() {
    let scratch = Scratch::new();
    let fiche = "titre = \"T\"\nobjectif = \"9\"\nresultats_attendus = [\n\"03 20 00 00 00\",\n\"03 20 00 00 00\",\n]\n";
    let fingerprints = || {
        let of = |view: &Value, at: &str| -> Vec<String> {
            let all = view.pointer(at).unwrap().as_array().unwrap().iter();
            all.map(|one| {
                one.get("fingerprint")
                    .or(one.pointer("/partialFingerprints/constat~1v1"))
                    .unwrap()
                    .to_string()
            })
            .collect()
        };
        [
            of(&json(&scratch, "gitlab"), ""),
            of(&json(&scratch, "sarif"), "/runs/0/results"),
        ]
    };
    scratch.write("fiches/f.toml", fiche);
    let before = fingerprints();
    assert_eq!(before[0].len(), 3);
    assert_eq!(before[0].iter().collect::<BTreeSet<_>>().len(), 3);
    assert_eq!(before[0], before[1]);
    scratch.write("fiches/f.toml", format!("# une remarque\n\n{fiche}"));
    scratch.write("fiches/a.toml", fiche.replace("\"T\"", "\"A\""));
    let after = fingerprints();
    assert_eq!(after[0].len(), 6);
    assert_eq!(after[0][3..], before[0]);
    assert_eq!(after[0].iter().collect::<BTreeSet<_>>().len(), 6);
}

#[test]
fn sarif_says_the_same_as_the_contract() {
    for plan in plans() {
        let view: Value = serde_json::from_str(&checked(&plan, "sarif")).unwrap();
        let (run, findings) = (&view["runs"][0], findings(&plan));
        assert_eq!(
            (&view["version"], &run["columnKind"]),
            (&"2.1.0".into(), &"unicodeCodePoints".into())
        );
        assert_eq!(run["invocations"][0]["executionSuccessful"], true);
        let results = run["results"].as_array().unwrap();
        assert_eq!(results.len(), findings.len(), "{plan}");
        for (result, finding) in results.iter().zip(&findings) {
            let rank = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(run["tool"]["driver"]["rules"][rank]["id"], finding["regle"]);
            assert_eq!(result["ruleId"], finding["regle"]);
            let place = &result["locations"][0]["physicalLocation"];
            let (uri, path) = (
                place["artifactLocation"]["uri"].as_str().unwrap(),
                finding["fichier"].as_str().unwrap(),
            );
            assert_eq!(
                percent_encoding::percent_decode_str(uri)
                    .decode_utf8()
                    .unwrap(),
                path
            );
            assert!(
                uri.bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"/-._~%".contains(&byte)),
                "{uri}"
            );
            for (theirs, ours) in [
                ("startLine", "ligne"),
                ("startColumn", "colonne"),
                ("endLine", "fin_ligne"),
                ("endColumn", "fin_colonne"),
            ] {
                assert_eq!(place["region"][theirs], finding[ours]);
            }
        }
    }
}

#[test]
fn junit_has_a_test_for_each_file() {
    for plan in plans() {
        let (out, findings) = (checked(&plan, "junit"), findings(&plan));
        let document = roxmltree::Document::parse(&out).unwrap();
        let suite = document.root_element().first_element_child().unwrap();
        let cases: Vec<_> = suite
            .children()
            .filter(|node| node.has_tag_name("testcase"))
            .collect();
        let number = |name: &str| suite.attribute(name).unwrap().parse::<usize>().unwrap();
        let faulty: BTreeSet<&str> = findings
            .iter()
            .filter(|one| one["gravite"] == "erreur")
            .map(|one| one["fichier"].as_str().unwrap())
            .collect();
        let failed: BTreeSet<&str> = cases
            .iter()
            .filter(|case| case.children().any(|node| node.has_tag_name("failure")))
            .map(|case| case.attribute("name").unwrap())
            .collect();
        assert_eq!(failed, faulty, "{plan}");
        assert_eq!(
            (number("tests"), number("failures"), number("errors")),
            (cases.len(), failed.len(), 0),
            "{plan}"
        );
        for (finding, line) in findings.iter().zip(checked(&plan, "court").lines()) {
            let path = finding["fichier"].as_str().unwrap();
            let case = cases
                .iter()
                .find(|case| case.attribute("name") == Some(path));
            let mut texts = case.unwrap().descendants().filter_map(|node| node.text());
            let holds = |text: &str| text.lines().any(|other| other == line);
            assert!(texts.any(holds), "{plan}: {line}");
        }
        assert!(cases.len() >= 2, "{plan}");
    }
}

#[test]
fn a_strict_check_fails_the_tests_of_its_warnings() {
    let args = [
        "--plan",
        "tests/rules/fiche-sans-pilote/bad",
        "check",
        "--au",
        "2017-12-31",
        "--format",
        "junit",
    ];
    assert!(stspd(&args).out.contains("failures=\"0\""));
    let strict = stspd(&[args.as_slice(), &["--strict"]].concat());
    assert_eq!(strict.code, 1);
    assert!(
        strict.out.contains("failures=\"1\"")
            && strict.out.contains("<failure type=\"fiche-sans-pilote\""),
        "{}",
        strict.out
    );
}

#[test]
fn what_keeps_the_plan_from_being_judged_concerns_every_file() {
    let scratch = Scratch::new();
    scratch.write("fiches/f.toml", "titre = \"T\"\npilotes = [\"Personne\"]\n");
    scratch.write("fiches/g.toml", "titre = \"G\"\nobjectif = \"9\"\n");
    for shared in ["acteurs.toml", "strategie.toml"] {
        let sound = fs::read(scratch.path(shared)).unwrap();
        scratch.write(shared, "[casse\n");
        let run = check(&scratch, "court", &["plan/fiches/f.toml"]);
        assert_eq!(run.code, 1);
        assert!(
            run.out.starts_with(&format!("plan/{shared}:1:")),
            "{}",
            run.out
        );
        let run = check(&scratch, "junit", &["plan/fiches/f.toml"]);
        assert!(
            run.out.contains("tests=\"2\" failures=\"1\""),
            "{}",
            run.out
        );
        scratch.write(shared, sound);
    }
    let run = check(&scratch, "json", &["plan/strategie.toml"]);
    let view: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!((run.code, &view["echec"]), (0, &Value::Bool(false)));
    assert_eq!(view["ailleurs"]["erreurs"], 2, "{view}");
}

#[test]
fn beyond_what_github_shows_the_rest_is_told_first() {
    let scratch = Scratch::new();
    for rank in 0..11 {
        scratch.write(
            &format!("fiches/f{rank}.toml"),
            format!("titre = \"T{rank}\"\nobjectif = \"9\"\n"),
        );
    }
    let run = check(&scratch, "github", &[]);
    let first = command(run.out.lines().next().unwrap()).unwrap();
    assert_eq!(
        (first.name.as_str(), first.properties["title"].as_str()),
        ("notice", "stspd")
    );
    assert!(
        first.message.starts_with("11\u{a0}constats en tout"),
        "{}",
        first.message
    );
    fs::remove_file(scratch.path("fiches/f0.toml")).unwrap();
    let run = check(&scratch, "github", &[]);
    assert_eq!(
        command(run.out.lines().next().unwrap()).unwrap().name,
        "error"
    );
}

#[cfg(unix)]
#[test]
#[ignore = "needs setpriv, and the right to become an ordinary user"]
fn no_format_is_silent_on_what_was_not_read() {
    use std::os::unix::fs::PermissionsExt;
    let scratch = Scratch::new();
    scratch.write("fiches/ferme.toml", "titre = \"T\"\n");
    fs::set_permissions(
        scratch.path("fiches/ferme.toml"),
        fs::Permissions::from_mode(0o000),
    )
    .unwrap();
    fs::set_permissions(scratch.folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    for format in FORMATS {
        let mut command = std::process::Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
        command.args([env!("CARGO_BIN_EXE_stspd"), "check", "--format", format]);
        let run = run::read(command.current_dir(scratch.folder.path()).output().unwrap());
        assert_eq!(run.code, 2, "{format}");
        assert!(
            run.err
                .contains("lecture impossible de « plan/fiches/ferme.toml » : droit refusé"),
            "{}",
            run.err
        );
        let told = match format {
            "texte" => "n'a pas pu être lu",
            "court" => continue,
            "json" => "\"non_lus\": 1",
            "sarif" => "\"executionSuccessful\": false",
            "junit" => "<error type=\"lecture-impossible\"",
            _ => "lecture-impossible",
        };
        assert!(run.out.contains(told), "{format}: {}", run.out);
    }
}
