//! The same plan gives the same bytes: run after run, place after place, whatever the environment; and reading writes
//! nothing.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod run;

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::SystemTime;

use run::{Run, Scratch, command, copy, read, root, stspd_in};
use serde_json::Value;

/// The plans, each with a year that has a bilan.
const PLANS: [(&str, &str); 3] = [
    ("plan", "2017"),
    ("tests/plans/fictif", "2018"),
    ("tests/plans/autre-commune", "2005"),
];

/// A plan in a folder where nobody else works.
struct Copied {
    /// The folder that holds it.
    holder: tempfile::TempDir,
    /// A year that has a bilan.
    year: &'static str,
}

impl Copied {
    /// Copies a plan, under a folder that looks like the root of a repository.
    fn new((plan, year): (&str, &'static str)) -> Self {
        let holder = tempfile::tempdir().unwrap();
        copy(&root().join(plan), &holder.path().join("villes/ici/plan"));
        fs::create_dir_all(holder.path().join(".git")).unwrap();
        fs::write(holder.path().join(".git/index"), "DIRC").unwrap();
        fs::create_dir_all(holder.path().join("ailleurs/plus loin")).unwrap();
        Self { holder, year }
    }

    /// Returns the folder that holds the plan.
    fn folder(&self) -> PathBuf {
        self.holder.path().join("villes/ici")
    }

    /// Returns the commands, in each format, on every fiche.
    fn commands(&self) -> Vec<Vec<String>> {
        let list = stspd_in(&self.folder(), &["list", "--format", "json"]);
        let list: Value = serde_json::from_str(&list.out).unwrap();
        let fiches = list["fiches"].as_array().unwrap().iter();
        let ids: Vec<&str> = fiches.map(|fiche| fiche["id"].as_str().unwrap()).collect();
        assert!(ids.len() >= 10, "{ids:?}");
        let mut commands: Vec<Vec<&str>> = Vec::new();
        let tabular = ["markdown", "html", "csv", "csv-excel", "json", "ndjson"];
        for format in tabular.into_iter().chain(["table"]) {
            commands.push(vec!["list", "--format", format]);
            commands.push(vec!["list", "--sans", "bilan", "--format", format]);
        }
        for (axes, format) in [
            ("enjeu", "texte"),
            ("partenaire", "markdown"),
            ("partenaire", "html"),
            ("pilote,partenaire", "texte"),
            ("annee,etat", "csv"),
            ("financeur,public", "json"),
        ] {
            commands.push(vec!["synthese", "--par", axes, "--format", format]);
        }
        for format in ["texte", "markdown", "html", "json"] {
            commands.push([&["show", "--format", format][..], &ids].concat());
            commands.push(vec!["colonnes", "--format", format]);
            commands.push(vec!["schema", "--format", format]);
        }
        for format in ["texte", "json"] {
            commands.push(vec!["bilan", self.year, "--format", format]);
            commands.push(vec!["bilan", self.year, "--interne", "--format", format]);
        }
        for format in ["texte", "markdown", "html", "csv", "csv-excel", "json"] {
            let manquants = ["bilan", self.year, "--manquants", "--format", format];
            commands.push(manquants.to_vec());
        }
        for format in [
            "texte", "court", "json", "github", "gitlab", "sarif", "junit",
        ] {
            commands.push(vec!["check", "--format", format]);
        }
        for format in ["texte", "markdown", "html", "ics", "csv", "json"] {
            commands.push(vec!["calendrier", "--format", format]);
            commands.push(vec!["calendrier", self.year, "--format", format]);
        }
        commands.push(vec!["regles"]);
        commands.push(vec!["regles", "encodage"]);
        commands
            .into_iter()
            .map(|args| {
                let args = args.into_iter().chain(["--au", "2019-06-30"]);
                args.map(str::to_owned).collect()
            })
            .collect()
    }
}

/// Runs a command in a folder, and checks that it answers.
fn answer(folder: &Path, args: &[String], vary: impl FnOnce(&mut Command)) -> Run {
    let mut command = command(folder, &[]);
    command.args(args);
    vary(&mut command);
    let run = read(command.output().unwrap());
    assert_eq!(run.code, 0, "{args:?}: {run:?}");
    run
}

#[test]
fn ten_runs_give_the_same_bytes() {
    for plan in PLANS {
        let copied = Copied::new(plan);
        for args in copied.commands() {
            let first = answer(&copied.folder(), &args, |_| ());
            for _ in 1..10 {
                assert_eq!(answer(&copied.folder(), &args, |_| ()), first, "{args:?}");
            }
        }
    }
}

#[test]
fn ten_checks_of_any_bad_plan_give_the_same_bytes() {
    let zones = [
        "UTC",
        "LOIN-14",
        "LOIN+12",
        "Europe/Paris",
        "America/New_York",
    ];
    let locales = ["C", "fr_FR.UTF-8", "tr_TR.UTF-8"];
    let cases = fs::read_dir(root().join("tests/rules")).unwrap();
    for case in cases.map(|case| case.unwrap().path()) {
        let scratch = Scratch {
            folder: tempfile::tempdir().unwrap(),
        };
        copy(&case.join("bad"), &scratch.path(""));
        let below = scratch.path("fiches");
        let check = |run: usize| {
            let folder = [scratch.folder.path(), &below][run % 2];
            let mut command = command(folder, &["check", "--au", "2017-12-31"]);
            command
                .env("TZ", zones[run % 5])
                .env("LC_ALL", locales[run % 3]);
            read(command.output().unwrap())
        };
        let first = check(0);
        assert!(first.out.contains("--> plan/"), "{first:?}");
        for run in 1..10 {
            assert_eq!(check(run), first, "{}", case.display());
        }
    }
}

#[test]
fn the_current_folder_changes_nothing() {
    for plan in PLANS {
        let copied = Copied::new(plan);
        let holder = copied.holder.path();
        for args in copied.commands() {
            let expected = answer(&copied.folder(), &args, |_| ());
            let absolute = copied.folder().join("plan");
            for (from, plan) in [
                (copied.folder(), PathBuf::from("plan")),
                (holder.to_owned(), "villes/ici/plan".into()),
                (holder.to_owned(), "./villes//ici/plan/".into()),
                (holder.join("villes"), "ici/plan".into()),
                (
                    holder.join("ailleurs/plus loin"),
                    "../../villes/ici/plan".into(),
                ),
                (copied.folder().join("plan/fiches"), "..".into()),
                (holder.join("ailleurs"), absolute),
            ] {
                let run = answer(&from, &args, |command| {
                    command.arg("--plan").arg(&plan);
                });
                assert_eq!(run, expected, "{args:?} {plan:?}");
            }
            let named = answer(holder, &args, |command| {
                command.env("STSPD_PLAN", "villes/ici/plan");
            });
            assert_eq!(named, expected, "{args:?} STSPD_PLAN");
            let below = answer(&copied.folder().join("plan/fiches"), &args, |_| ());
            assert_eq!(below, expected, "{args:?} from below");
        }
    }
}

#[test]
fn the_order_in_which_files_were_made_changes_nothing() {
    for plan in PLANS {
        let copied = Copied::new(plan);
        let other = Copied::new(plan);
        let folder = other.folder().join("plan");
        let mut files: Vec<PathBuf> = state(&folder)
            .into_keys()
            .filter(|path| path.is_file())
            .collect();
        files.reverse();
        for file in files {
            let content = fs::read(&file).unwrap();
            fs::remove_file(&file).unwrap();
            fs::write(&file, content).unwrap();
        }
        for args in copied.commands() {
            let expected = answer(&copied.folder(), &args, |_| ());
            assert_eq!(answer(&other.folder(), &args, |_| ()), expected, "{args:?}");
        }
    }
}

#[test]
fn the_environment_changes_nothing() {
    let environments: [&[(&str, &str)]; 9] = [
        &[("TZ", "LOIN-14")],
        &[("TZ", "LOIN+12")],
        &[("TZ", "America/New_York")],
        &[("LANG", "fr_FR.UTF-8"), ("LC_ALL", "fr_FR.UTF-8")],
        &[("LANG", "tr_TR.UTF-8"), ("LC_ALL", "C")],
        &[("COLUMNS", "40"), ("LINES", "5")],
        &[("COLUMNS", "400")],
        &[
            ("HOME", "/nulle/part"),
            ("USER", "personne"),
            ("TMPDIR", "/nulle/part"),
        ],
        &[
            ("TERM", "xterm-256color"),
            ("COLORTERM", "truecolor"),
            ("NO_COLOR", "1"),
        ],
    ];
    for plan in PLANS {
        let copied = Copied::new(plan);
        for args in copied.commands() {
            let expected = answer(&copied.folder(), &args, |_| ());
            for variables in environments {
                let run = answer(&copied.folder(), &args, |command| {
                    command.envs(variables.iter().copied());
                });
                assert_eq!(run, expected, "{args:?} {variables:?}");
            }
        }
    }
}

#[test]
fn the_width_of_help_away_from_a_screen_is_always_the_same() {
    let folder = tempfile::tempdir().unwrap();
    for args in [&["--help"][..], &["list", "--help"], &["bilan", "--help"]] {
        let expected = read(command(folder.path(), args).output().unwrap());
        assert_eq!(expected.code, 0);
        for columns in ["40", "400"] {
            let mut narrow = command(folder.path(), args);
            let run = read(narrow.env("COLUMNS", columns).output().unwrap());
            assert_eq!(run, expected, "{args:?} {columns}");
        }
    }
}

#[test]
fn the_clock_matters_only_without_a_date() {
    // The two zones never have the same day: that is how a test moves the clock.
    let days = ["LOIN-14", "LOIN+12"];
    let copied = Copied::new(PLANS[1]);
    let bilan = |args: &[&str], zone: &str| {
        let mut command = command(&copied.folder(), &["bilan", "2100", "--format", "json"]);
        let run = read(command.args(args).env("TZ", zone).output().unwrap());
        assert_eq!(run.code, 0, "{run:?}");
        run.out
    };
    // The bilan of a year to come is the bilan of this day.
    let [one, other] = days.map(|zone| bilan(&[], zone));
    assert_ne!(one, other, "the zones do not move the clock");
    let [one, other] = days.map(|zone| bilan(&["--au", "2019-06-30"], zone));
    assert_eq!(one, other);
}

/// What is known of a file or a folder.
type State = BTreeMap<PathBuf, (Option<Vec<u8>>, SystemTime, bool)>;

/// Returns the bytes, the time and the mode of all that is in a folder.
fn state(folder: &Path) -> State {
    let mut state = State::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let about = |path: &Path| {
            let about = fs::symlink_metadata(path).unwrap();
            (about.modified().unwrap(), about.permissions().readonly())
        };
        let (modified, readonly) = about(&folder);
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let (modified, readonly) = about(&path);
                let bytes = fs::read(&path).unwrap();
                state.insert(path, (Some(bytes), modified, readonly));
            }
        }
        state.insert(folder, (None, modified, readonly));
    }
    state
}

#[test]
fn reading_writes_nothing() {
    for plan in PLANS {
        let copied = Copied::new(plan);
        // In the past, so that a write at this very moment would show.
        let past = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_500_000_000);
        for path in state(copied.holder.path()).keys() {
            fs::File::open(path).unwrap().set_modified(past).unwrap();
        }
        let before = state(copied.holder.path());
        assert!(before.len() > 10);
        assert!(before.values().all(|(_, modified, _)| *modified == past));
        for args in copied.commands() {
            answer(&copied.folder(), &args, |_| ());
            answer(&copied.folder(), &args, |command| {
                command.args(["--color", "always"]);
            });
        }
        let after = state(copied.holder.path());
        assert!(
            before.keys().eq(after.keys()),
            "files came or went: {:?}",
            after.keys()
        );
        for (path, about) in before {
            assert!(after[&path] == about, "{path:?} changed");
        }
    }
}

/// Returns a text without its colours.
fn without_colors(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let mut plain = parts.next().unwrap().to_owned();
    for part in parts {
        let (sequence, rest) = part.split_once('m').unwrap();
        let digits = sequence.strip_prefix('[').unwrap();
        assert!(
            digits
                .chars()
                .all(|next| next.is_ascii_digit() || next == ';'),
            "{sequence:?}"
        );
        plain.push_str(rest);
    }
    plain
}

#[test]
fn colors_are_used_when_they_are_asked_for_and_for_people_alone() {
    let copied = Copied::new(PLANS[1]);
    for args in copied.commands() {
        let plain = answer(&copied.folder(), &args, |_| ());
        assert!(!plain.out.contains('\u{1b}'), "{args:?}");
        let colored = answer(&copied.folder(), &args, |command| {
            command.args(["--color", "always"]);
        });
        // A coloured cell keeps the spaces that fill it, at the end of a line too.
        let trimmed = without_colors(&colored.out);
        let trimmed: Vec<&str> = trimmed.lines().map(str::trim_end).collect();
        let expected: Vec<&str> = plain.out.lines().map(str::trim_end).collect();
        assert_eq!(trimmed, expected, "{args:?}");
        // What no terminal shows has none, whatever is asked.
        let elsewhere = [
            "json",
            "ndjson",
            "court",
            "github",
            "gitlab",
            "sarif",
            "junit",
            "markdown",
            "html",
            "csv",
            "csv-excel",
            "ics",
        ];
        let is_elsewhere = |arg: &String| elsewhere.contains(&arg.as_str());
        let on_terminal = !args.iter().any(is_elsewhere);
        assert_eq!(colored.out.contains('\u{1b}'), on_terminal, "{args:?}");
        for (variables, flags) in [
            (&[("NO_COLOR", "1"), ("TERM", "xterm")][..], &[][..]),
            (&[("CLICOLOR_FORCE", "1")], &["--color", "never"]),
            (
                &[("TERM", "xterm-256color"), ("COLORTERM", "24bit")],
                &["--color", "auto"],
            ),
        ] {
            let run = answer(&copied.folder(), &args, |command| {
                command.envs(variables.iter().copied()).args(flags);
            });
            assert_eq!(run, plain, "{args:?} {variables:?} {flags:?}");
        }
    }
}

#[test]
fn findings_have_colors_too() {
    let scratch = Scratch::new();
    scratch.write(
        "fiches/action.toml",
        "titre = \"x\"\npilote = [\"Personne\"]\n",
    );
    let plain = scratch.run(&["check"]);
    let colored = scratch.run(&["check", "--color", "always"]);
    assert!(colored.out.contains('\u{1b}'), "{colored:?}");
    assert_eq!(without_colors(&colored.out), plain.out);
    for format in ["court", "json"] {
        let run = scratch.run(&["check", "--format", format, "--color", "always"]);
        assert!(!run.out.contains('\u{1b}'), "{run:?}");
    }
    let refused = scratch.run(&["list"]);
    let colored = scratch.run(&["list", "--color", "always"]);
    assert!(colored.err.contains('\u{1b}'), "{colored:?}");
    assert_eq!(without_colors(&colored.err), refused.err);
}

#[test]
fn a_reader_that_has_gone_is_no_fault() {
    let copied = Copied::new(PLANS[1]);
    let mut all = copied.commands();
    all.push(vec!["--help".to_owned()]);
    all.push(vec!["-V".to_owned()]);
    for args in all {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = command(&copied.folder(), &[]);
        let child = command
            .args(&args)
            .stdout(writer)
            .stderr(Stdio::piped())
            .spawn();
        let run = read(child.unwrap().wait_with_output().unwrap());
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{args:?}");
    }
}

#[test]
fn a_reader_that_goes_after_one_line_is_no_fault() {
    // More than a pipe holds, so that the reader is gone before the end.
    let scratch = Scratch::new();
    let title = "Une action au titre assez long pour que la liste dépasse ce que contient un tube";
    for number in 0..1000 {
        scratch.write(
            &format!("fiches/action-{number}.toml"),
            format!("titre = \"{title} ({number})\"\n"),
        );
    }
    let mut child = command(scratch.folder.path(), &["list"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::with_capacity(64, child.stdout.take().unwrap());
    let mut first = String::new();
    lines.read_line(&mut first).unwrap();
    assert!(first.starts_with("Fiche"), "{first}");
    drop(lines);
    let mut err = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut err)
        .unwrap();
    assert_eq!(
        (child.wait().unwrap().code(), err.as_str()),
        (Some(0), ""),
        "{first}"
    );
}

/// Returns a device to which nothing can be written.
#[cfg(target_os = "linux")]
fn full() -> Stdio {
    let full = fs::OpenOptions::new().write(true).open("/dev/full");
    full.unwrap().into()
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_in_french() {
    let copied = Copied::new(PLANS[1]);
    let mut all = copied.commands();
    all.push(vec!["--help".to_owned()]);
    all.push(vec!["-V".to_owned()]);
    let says_something =
        |args: &Vec<String>| !answer(&copied.folder(), args, |_| ()).out.is_empty();
    for args in all.into_iter().filter(says_something) {
        let mut command = command(&copied.folder(), &[]);
        let child = command
            .args(&args)
            .stdout(full())
            .stderr(Stdio::piped())
            .spawn();
        let run = read(child.unwrap().wait_with_output().unwrap());
        assert_eq!(run.code, 2, "{args:?}: {run:?}");
        assert_eq!(run.err.lines().count(), 1, "{args:?}: {run:?}");
        assert!(
            run.err.starts_with("erreur : écriture impossible"),
            "{args:?}: {run:?}"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn the_reason_of_a_failed_write_is_in_french_too() {
    let copied = Copied::new(PLANS[1]);
    let child = command(&copied.folder(), &["list"])
        .stdout(full())
        .stderr(Stdio::piped())
        .spawn();
    let run = read(child.unwrap().wait_with_output().unwrap());
    for english in ["No space left", "os error"] {
        assert!(!run.err.contains(english), "{run:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn nobody_to_complain_to_is_no_panic() {
    let scratch = Scratch::new();
    scratch.write("fiches/action.toml", "titre : x\n");
    for (args, codes) in [
        (&["list"][..], &[1, 2][..]),
        (&["check"], &[2]),
        (&["frobnique"], &[2]),
        (&["--plan", "nulle-part", "list"], &[2]),
    ] {
        let status = command(scratch.folder.path(), args)
            .stdout(full())
            .stderr(full())
            .status()
            .unwrap();
        assert!(codes.contains(&status.code().unwrap()), "{args:?} {status}");
    }
}
