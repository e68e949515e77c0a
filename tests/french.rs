//! All that the command line says is French: every page of help, and every error of usage, which names what is wrong.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod run;

use run::{Run, Scratch, assert_plain, command, read, stspd};

/// What would betray the English of a library or of the system.
const ENGLISH: [&str; 38] = [
    "Usage:",
    "error:",
    "tip:",
    "Print",
    "default:",
    "[default",
    "possible values",
    "For more information",
    "required",
    "Commands:",
    "[env",
    "[alias",
    "unexpected",
    "argument '",
    "value '",
    "invalid",
    "wasn't",
    "isn't",
    "were not",
    "was provided",
    "cannot be",
    "one or more",
    "did you mean",
    "a similar",
    "unrecognized",
    "subcommand",
    "equal sign",
    "too many",
    "not found",
    "expected",
    "UTF-8 was",
    "os error",
    "No such",
    "denied",
    "directory",
    "Broken pipe",
    "premature end",
    "out of range",
];

/// Checks that a text is French, as far as tell-tale words go.
fn assert_french(text: &str, case: &str) {
    for english in ENGLISH {
        assert!(!text.contains(english), "{case}: « {english} »\n{text}");
    }
}

/// Checks that a run is an error of usage, in French, which names what was wrong.
fn assert_usage(run: &Run, named: &str, case: &str) {
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{case}: {run:?}");
    assert_french(&run.err, case);
    assert_plain(&run.err);
    let first = run.err.lines().next().unwrap();
    assert!(first.starts_with("erreur : "), "{case}: {run:?}");
    assert!(first.contains(named), "{case}: {run:?}");
    assert!(run.err.ends_with('\n'), "{case}: {run:?}");
}

/// Returns the page of help of a command.
fn help(path: &[String], flag: &str) -> String {
    let mut args: Vec<&str> = path.iter().map(String::as_str).collect();
    args.push(flag);
    let run = stspd(&args);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{args:?}: {run:?}");
    run.out
}

/// Returns the commands that a page of help lists.
fn listed(page: &str) -> Vec<String> {
    let after = page
        .lines()
        .skip_while(|line| !line.starts_with("Commandes"))
        .skip(1);
    after
        .take_while(|line| !line.is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .map(|line| line.split_whitespace().next().unwrap().to_owned())
        .collect()
}

/// Returns the paths of all the commands, the root first.
fn paths() -> Vec<Vec<String>> {
    let mut paths = vec![Vec::new()];
    let mut rank = 0;
    while rank < paths.len() {
        let path = paths[rank].clone();
        let below = listed(&help(&path, "--help"));
        paths.extend(below.into_iter().map(|name| {
            let mut path = path.clone();
            path.push(name);
            path
        }));
        rank += 1;
    }
    for name in ["list", "show", "bilan", "check", "regles"] {
        assert!(paths.contains(&vec![name.to_owned()]), "{name}: {paths:?}");
    }
    paths
}

#[test]
fn every_page_of_help_is_in_french() {
    for path in paths() {
        for flag in ["--help", "-h"] {
            let page = help(&path, flag);
            let case = format!("{path:?} {flag}");
            assert_french(&page, &case);
            assert_plain(&page);
            assert!(page.contains("Utilisation : stspd"), "{case}:\n{page}");
            assert!(page.contains("Affiche cette aide"), "{case}:\n{page}");
        }
    }
}

#[test]
fn every_option_is_explained() {
    for path in paths() {
        let page = help(&path, "--help");
        let lines: Vec<&str> = page.lines().collect();
        let mut options = 0;
        for (rank, line) in lines.iter().enumerate() {
            let words = line.trim_start();
            if !words.starts_with('-') || !line.starts_with("  ") {
                continue;
            }
            options += 1;
            let here = words
                .split_once("  ")
                .is_some_and(|(_, text)| !text.trim().is_empty());
            let below = lines.get(rank + 1).is_some_and(|next| {
                next.starts_with("          ") && !next.trim_start().starts_with('-')
            });
            assert!(here || below, "{path:?}: {line}");
        }
        assert!(options >= 3, "{path:?}:\n{page}");
    }
}

#[test]
fn headings_have_a_space_before_their_colon() {
    let mut headings = 0;
    for path in paths() {
        for line in help(&path, "--help").lines() {
            if line.ends_with(':') && !line.starts_with(' ') {
                let spaced = line.ends_with(" :") || line.ends_with("\u{a0}:");
                assert!(spaced, "{path:?}: {line}");
                headings += 1;
            }
        }
    }
    assert!(headings >= 12, "{headings}");
}

#[test]
fn the_version_is_said() {
    for flag in ["-V", "--version"] {
        let run = stspd(&[flag]);
        let expected = format!("stspd {}\n", env!("CARGO_PKG_VERSION"));
        assert_eq!(
            (run.code, run.out, run.err),
            (0, expected, String::new()),
            "{flag}"
        );
    }
}

#[test]
fn without_a_command_the_help_is_an_error() {
    let run = stspd(&[]);
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{run:?}");
    assert_french(&run.err, "no command");
    for name in ["Utilisation", "list", "bilan", "check"] {
        assert!(run.err.contains(name), "{name}: {run:?}");
    }
}

#[test]
fn what_nobody_knows_is_named() {
    for (args, named) in [
        (&["frobnique"][..], "« frobnique »"),
        (&["liste-de-fiches"], "« liste-de-fiches »"),
        (&["--inconnue"], "--inconnue"),
        (&["-z"], "-z"),
        (&["list", "--inconnue"], "--inconnue"),
        (&["list", "--inconnue=3"], "--inconnue"),
        (&["show", "-z", "x"], "-z"),
        (&["bilan", "2017", "--inconnue"], "--inconnue"),
        (&["check", "--inconnue"], "--inconnue"),
        (&["regles", "--inconnue"], "--inconnue"),
        (&["bilan", "2017", "2018"], "2018"),
        (&["list", "lomme-4"], "lomme-4"),
        (&["regles", "encodage", "syntaxe"], "syntaxe"),
        (&["regles", "aucune-de-ce-nom"], "aucune-de-ce-nom"),
        (&["show", "aucune-de-ce-nom"], "aucune-de-ce-nom"),
        (&["--plan", "nulle-part", "list"], "nulle-part"),
    ] {
        assert_usage(&stspd(args), named, &format!("{args:?}"));
    }
}

#[test]
fn what_is_nearly_right_is_put_right() {
    for (args, close) in [
        (&["lst"][..], "« list »"),
        (&["bilam", "2017"], "« bilan »"),
        (&["list", "--pilot", "x"], "« --pilote »"),
        (&["list", "--format", "jason"], "« json »"),
        (&["bilan", "2017", "--manquants=message"], "« messages »"),
        (&["--color", "alway", "list"], "« always »"),
        (&["regles", "encodages"], "« encodage »"),
        (
            &["show", "lomme-4-lieux-acceuil-tig"],
            "« lomme-4-lieux-accueil-tig »",
        ),
    ] {
        let run = stspd(args);
        assert_usage(&run, "«", &format!("{args:?}"));
        let said = run.err.replace('\u{a0}', " ");
        assert!(said.contains(close), "{args:?}: {run:?}");
    }
}

#[test]
fn what_is_missing_is_named() {
    for (args, named) in [
        (&["show"][..], "FICHE"),
        (&["bilan"], "ANNÉE"),
        (&["list", "--plan"], "--plan"),
        (&["list", "--plan="], "--plan"),
        (&["--au"], "--au"),
        (&["--color"], "--color"),
        (&["list", "--pilote"], "--pilote"),
        (&["list", "--etat"], "--etat"),
        (&["list", "--sans"], "--sans"),
        (&["list", "--annee"], "--annee"),
        (&["list", "--format"], "--format"),
        (&["bilan", "2017", "--texte"], "--texte"),
        (&["check", "--format"], "--format"),
    ] {
        assert_usage(&stspd(args), named, &format!("{args:?}"));
    }
}

#[test]
fn every_option_that_takes_a_value_says_when_it_lacks_one() {
    let mut tried = 0;
    for path in paths() {
        let page = help(&path, "--help");
        let options: Vec<&str> = page
            .lines()
            .filter_map(|line| line.trim_start().split_once(" <"))
            .filter_map(|(option, _)| option.split_whitespace().last())
            .filter(|option| option.starts_with("--"))
            .collect();
        for option in options {
            tried += 1;
            let mut args: Vec<&str> = path.iter().map(String::as_str).collect();
            args.push(option);
            assert_usage(&stspd(&args), option, &format!("{args:?}"));
        }
    }
    assert!(tried > 20, "{tried}");
}

#[test]
fn a_value_that_does_not_fit_is_named_with_what_would() {
    let dates = [
        "2017-13-01",
        "2017-02-30",
        "14/03/2017",
        "2017",
        "2017-12",
        "demain",
        "2017-1-1",
        "2017-01-011",
        "99999-01-01",
    ];
    for date in dates {
        let case = format!("--au {date}");
        let run = stspd(&["--au", date, "list"]);
        assert_usage(&run, date, &case);
        for part in ["--au", "AAAA-MM-JJ"] {
            assert!(run.err.contains(part), "{case}: {run:?}");
        }
    }
    for year in [
        "17",
        "20170",
        "abc",
        "2017-2018",
        "2017.5",
        "0000",
        "9999",
        "٢٠١٧",
        " 2017",
        "+2017",
        "99999999999999999999",
    ] {
        let case = format!("year {year}");
        assert_usage(&stspd(&["bilan", year]), year.trim(), &case);
        let run = stspd(&["list", "--annee", year]);
        assert_usage(&run, year.trim(), &case);
        for part in ["--annee", "quatre chiffres"] {
            assert!(run.err.contains(part), "{case}: {run:?}");
        }
    }
    for (args, value, fitting) in [
        (
            &["list", "--etat", "fini"][..],
            "« fini »",
            &["en-cours", "realisee", "non-renseigne"][..],
        ),
        (
            &["list", "--sans", "budget"],
            "« budget »",
            &["couts", "pilote", "bilan"],
        ),
        (
            &["list", "--format", "parchemin"],
            "« parchemin »",
            &["table", "json"],
        ),
        (
            &["show", "x", "--format", "parchemin"],
            "« parchemin »",
            &["texte", "json"],
        ),
        (
            &["bilan", "2017", "--format", "parchemin"],
            "« parchemin »",
            &["texte", "json"],
        ),
        (
            &["check", "--format", "parchemin"],
            "« parchemin »",
            &["texte", "court", "json"],
        ),
        (
            &["--color", "rouge", "list"],
            "« rouge »",
            &["auto", "always", "never"],
        ),
    ] {
        let run = stspd(args);
        let said = Run {
            err: run.err.replace('\u{a0}', " "),
            ..run
        };
        assert_usage(&said, value, &format!("{args:?}"));
        for word in fitting {
            assert!(said.err.contains(word), "{args:?} {word}: {said:?}");
        }
    }
}

#[test]
fn empty_values_do_not_fit_where_a_word_is_expected() {
    for args in [
        &["--au", "", "list"][..],
        &["list", "--annee", ""],
        &["list", "--etat", ""],
        &["list", "--sans", ""],
        &["list", "--format", ""],
        &["bilan", ""],
        &["show", ""],
        &["regles", ""],
        &[""],
    ] {
        let run = stspd(args);
        assert_usage(&run, "", &format!("{args:?}"));
    }
}

#[test]
fn options_that_exclude_each_other_are_both_named() {
    for command in [&["list"][..], &["bilan", "2017"]] {
        let run = stspd(&[command, &["--propres", "--associees"]].concat());
        assert_usage(&run, "--propres", &format!("{command:?}"));
        assert_usage(&run, "--associees", &format!("{command:?}"));
    }
    assert_usage(
        &stspd(&["list", "--propres=oui"]),
        "« oui »",
        "a value too many",
    );
}

#[test]
fn an_option_given_twice_is_not_said_to_exclude_itself() {
    for (args, named) in [
        (&["list", "--propres", "--propres"][..], "--propres"),
        (
            &["--au", "2017-01-01", "--au", "2018-01-01", "list"],
            "--au",
        ),
        (
            &["list", "--format", "json", "--format", "table"],
            "--format",
        ),
    ] {
        let run = stspd(args);
        assert_usage(&run, named, &format!("{args:?}"));
        assert!(!run.err.contains("ne vont pas ensemble"), "{run:?}");
    }
}

#[test]
fn a_bad_environment_is_explained_like_a_bad_option() {
    let scratch = Scratch::new();
    let mut command = command(&scratch.folder.path().join("plan"), &["list"]);
    let run = read(command.env("STSPD_PLAN", "nulle-part").output().unwrap());
    assert_usage(&run, "nulle-part", "STSPD_PLAN");
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_no_utf8_is_an_error_in_french() {
    use std::ffi::{OsStr, OsString};
    use std::os::unix::ffi::OsStrExt;
    let latin: &OsStr = OsStr::from_bytes(b"caf\xe9");
    let scratch = Scratch::new();
    scratch.write("fiches/action.toml", "titre = \"Une action\"\n");
    let cases: [&[&str]; 10] = [
        &[],
        &["list"],
        &["list", "--pilote"],
        &["list", "--texte"],
        &["list", "--etat"],
        &["list", "--au"],
        &["list", "--format"],
        &["show"],
        &["bilan"],
        &["regles"],
    ];
    for args in cases {
        let mut command = command(scratch.folder.path(), args);
        let run = read(command.arg(latin).output().unwrap());
        // An unknown word may also be shown, as far as it can be.
        let named = if run.err.contains("UTF-8") {
            "UTF-8"
        } else {
            "« caf\u{fffd} »"
        };
        assert_usage(&run, named, &format!("{args:?}"));
    }
    // A folder may have any name.
    let mut missing = command(scratch.folder.path(), &["list", "--plan"]);
    assert_usage(&read(missing.arg(latin).output().unwrap()), "caf", "--plan");
    let mut joined = OsString::from("--plan=");
    joined.push(latin);
    let mut there = command(scratch.folder.path(), &["check"]);
    std::fs::rename(
        scratch.folder.path().join("plan"),
        scratch.folder.path().join(latin),
    )
    .unwrap();
    let run = read(there.arg(joined).output().unwrap());
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
}

/// The places where an argument can stand; it takes the place of `@`.
const PLACES: [&[&str]; 20] = [
    &["bilan", "2017", "--manquants=@"],
    &["@"],
    &["--@"],
    &["list", "@"],
    &["list", "--@"],
    &["list", "--au", "@"],
    &["list", "--color", "@"],
    &["list", "--plan", "@"],
    &["list", "--format", "@"],
    &["list", "--annee", "@"],
    &["list", "--etat", "@"],
    &["list", "--sans", "@"],
    &["list", "--propres=@"],
    &["list", "--pilote", "@"],
    &["list", "--partenaire", "@"],
    &["list", "--texte", "@", "--commune", "@"],
    &["bilan", "@"],
    &["bilan", "2017", "--pilote", "@"],
    &["show", "@"],
    &["regles", "@"],
];

/// Runs the binary with an argument in a place, on a plan with one fiche.
fn with_argument(place: &[&str], argument: &str) -> Run {
    let scratch = Scratch::new();
    scratch.write("fiches/action.toml", "titre = \"Une action\"\n");
    let args: Vec<String> = place
        .iter()
        .map(|part| part.replace('@', argument))
        .collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    scratch.run(&args)
}

#[test]
fn no_argument_commands_the_screen() {
    for place in PLACES {
        let run = with_argument(place, "x\u{1b}[31m\u{9b}2J\u{202e}\u{200b}\u{7}y");
        assert_plain(&run.out);
        assert_plain(&run.err);
        assert_french(&run.err, &format!("{place:?}"));
        let said = run.out + &run.err;
        assert!(
            said.contains("x\\u{1b}[31m\\u{9b}2J\\u{202e}"),
            "{place:?}: {said}"
        );
    }
}

#[test]
fn no_argument_forges_a_line() {
    for place in PLACES {
        for end in ["\n", "\r\n", "\r"] {
            let run = with_argument(
                place,
                &format!("x{end}::error::faux{end}erreur : faux{end}plan/x.toml:1:1: faux"),
            );
            assert_plain(&run.out);
            assert_plain(&run.err);
            for line in run.out.lines().chain(run.err.lines()) {
                let line = line.trim_start();
                for forged in ["::error::", "erreur : faux", "plan/x.toml"] {
                    assert!(!line.starts_with(forged), "{place:?} {end:?}: {run:?}");
                }
            }
        }
    }
}
