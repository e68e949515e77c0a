//! On a screen: lines that fit it, identifiers that can be put back together, colours when they are wanted. The screen is
//! a pseudo-terminal made by `script`, of util-linux: without it these tests fail when they are asked for.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod run;

use std::process::{Command, Stdio};

use run::{Scratch, root, stspd};
use serde_json::Value;

/// The plans, each with a year that has a bilan.
const PLANS: [(&str, &str); 3] = [
    ("plan", "2017"),
    ("tests/plans/fictif", "2018"),
    ("tests/plans/autre-commune", "2005"),
];

/// The widths of the screens.
const WIDTHS: [usize; 2] = [80, 120];

/// Returns a word as a shell reads it.
fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', "'\\''"))
}

/// Runs the binary on a screen of a given width, at the root of the repository, and returns what is shown and the exit
/// code.
fn shown(width: usize, args: &[&str], variables: &[(&str, &str)]) -> (String, i32) {
    let words: Vec<String> = [env!("CARGO_BIN_EXE_stspd")]
        .iter()
        .chain(args)
        .map(|word| quoted(word))
        .collect();
    let line = format!("stty rows 40 cols {width} && exec {}", words.join(" "));
    let output = Command::new("script")
        .args(["-qec", &line, "/dev/null"])
        .current_dir(root())
        .env_clear()
        .envs([("PATH", "/usr/bin:/bin"), ("TERM", "xterm-256color")])
        .envs(variables.iter().copied())
        .stdin(Stdio::null())
        .output()
        .expect("script, of util-linux, is installed");
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("\r\n"), "no screen: {text:?}");
    (text.replace("\r\n", "\n"), output.status.code().unwrap())
}

/// Returns a text without its colours, and checks that nothing else commands the screen.
fn plain(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let mut plain = parts.next().unwrap().to_owned();
    for part in parts {
        let (sequence, rest) = part.split_once('m').unwrap();
        let numbers = sequence.strip_prefix('[').unwrap();
        assert!(
            numbers
                .chars()
                .all(|next| next.is_ascii_digit() || next == ';'),
            "{sequence:?}"
        );
        plain.push_str(rest);
    }
    run::assert_plain(&plain);
    plain
}

/// Checks that no line is wider than the screen.
fn assert_fits(text: &str, width: usize, case: &str) {
    assert!(!text.trim().is_empty(), "{case}");
    for line in plain(text).lines() {
        let wide = line.chars().count();
        assert!(wide <= width, "{case}: {wide} on {width}: « {line} »");
    }
}

/// Returns the identifiers of a plan, in order.
fn identifiers(plan: &str) -> Vec<String> {
    let list = stspd(&["--plan", plan, "list", "--format", "json"]);
    let list: Value = serde_json::from_str(&list.out).unwrap();
    let fiches = list["fiches"].as_array().unwrap().iter();
    let ids: Vec<String> = fiches
        .map(|fiche| fiche["id"].as_str().unwrap().to_owned())
        .collect();
    assert!(ids.len() >= 10, "{ids:?}");
    ids
}

/// Returns the cells of the first column of the first table, joined.
fn first_column(text: &str) -> String {
    let text = plain(text);
    let heading = text.lines().next().unwrap();
    assert!(heading.starts_with("Fiche "), "{heading}");
    let second = heading.split_whitespace().nth(1).unwrap();
    let start = heading.find(second).unwrap();
    assert!(
        heading.is_ascii() || heading[..start].is_ascii(),
        "{heading}"
    );
    text.lines()
        .skip_while(|line| !line.starts_with('─'))
        .skip(1)
        .take_while(|line| !line.trim().is_empty())
        .map(|line| {
            let cell: String = line.chars().take(start).collect();
            cell.trim().to_owned()
        })
        .collect()
}

#[test]
#[ignore = "needs script"]
fn every_page_fits_the_screen() {
    for width in WIDTHS {
        for (plan, year) in PLANS {
            let ids = identifiers(plan);
            let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
            for args in [
                &["list"][..],
                &["list", "--sans", "bilan", "--annee", year],
                &["calendrier"],
                &["calendrier", year],
                &["synthese", "--par", "enjeu"],
                &["synthese", "--par", "partenaire"],
                &["synthese", "--par", "pilote,annee"],
                &["synthese", "--par", "enjeu,etat"],
                &["synthese", "--par", "partenaire,pilote"],
                &["bilan", year],
                &["bilan", year, "--interne"],
                &["bilan", year, "--manquants"],
                &[&["show"], ids.as_slice()].concat(),
            ] {
                let args = [&["--plan", plan, "--au", "2019-06-30"], args].concat();
                let (text, code) = shown(width, &args, &[]);
                assert_eq!(code, 0, "{args:?}: {text}");
                assert_fits(&text, width, &format!("{args:?}"));
            }
        }
    }
}

#[test]
#[ignore = "needs script"]
fn findings_are_the_same_on_any_screen() {
    for (plan, _) in PLANS {
        let args = ["--plan", plan, "--au", "2019-06-30", "check"];
        let piped = stspd(&args);
        for width in WIDTHS {
            let (text, code) = shown(width, &args, &[]);
            assert_eq!((plain(&text), code), (piped.out.clone(), 0));
        }
        let excerpts = piped.out.lines().filter(|line| line.contains(" | "));
        for line in excerpts {
            assert!(line.chars().count() <= 125, "{line}");
        }
    }
}

#[test]
#[ignore = "needs script"]
fn the_rules_and_the_help_fit_the_screen() {
    let (rules, code) = shown(120, &["regles"], &[("NO_COLOR", "1")]);
    assert_eq!(code, 0, "{rules}");
    let severities = ["erreur", "avertissement", "info"];
    let names: Vec<&str> = rules
        .lines()
        .filter(|line| {
            line.split_whitespace()
                .nth(1)
                .is_some_and(|word| severities.contains(&word))
        })
        .map(|line| line.split_whitespace().next().unwrap())
        .collect();
    assert!(names.len() > 30, "{rules}");
    let pages = names.iter().map(|name| vec!["regles", *name]);
    let helps =
        ["list", "show", "bilan", "calendrier", "check", "regles"].map(|name| vec![name, "--help"]);
    for args in pages.chain(helps).chain([vec!["regles"], vec!["--help"]]) {
        let (text, code) = shown(80, &args, &[]);
        assert_eq!(code, 0, "{args:?}: {text}");
        assert_fits(&text, 80, &format!("{args:?}"));
    }
}

#[test]
#[ignore = "needs script"]
fn every_identifier_can_be_put_back_together() {
    for width in WIDTHS {
        for (plan, _) in PLANS {
            for color in ["always", "never"] {
                let args = ["--plan", plan, "--color", color, "list"];
                let (text, code) = shown(width, &args, &[]);
                assert_eq!(code, 0, "{text}");
                assert_eq!(
                    first_column(&text),
                    identifiers(plan).concat(),
                    "{plan} {width} {color}:\n{text}"
                );
            }
        }
    }
}

#[test]
#[ignore = "needs script"]
fn the_longest_identifier_can_be_put_back_together() {
    let scratch = Scratch::new();
    // Sixty-four characters, the most there may be: in one piece, and in pieces.
    let ids = ["a".repeat(64), format!("{}cd", "ab-".repeat(20) + "a-")];
    for id in &ids {
        assert_eq!(id.len(), 64);
        let title = "Une action dont le titre demande lui aussi beaucoup de place sur l'écran";
        scratch.write(
            &format!("fiches/{id}.toml"),
            format!("titre = \"{title}\"\npilotes = [\"Ville de Bourg-Exemple\"]\nobjectif = \"1\"\nnumero = \"12\"\n"),
        );
    }
    let plan = scratch.path("");
    for width in WIDTHS {
        let (text, code) = shown(width, &["--plan", plan.to_str().unwrap(), "list"], &[]);
        assert_eq!(code, 0, "{text}");
        assert_fits(&text, width, "long identifiers");
        assert_eq!(first_column(&text), ids.concat(), "{text}");
    }
}

#[test]
#[ignore = "needs script"]
fn the_words_of_a_table_are_all_on_the_screen() {
    // What a wide page says, a narrow one says too, were it in pieces.
    let letters = |text: &str| {
        let mut letters: Vec<char> = text.chars().filter(|next| next.is_alphanumeric()).collect();
        letters.sort_unstable();
        letters
    };
    for (plan, _) in PLANS {
        let args = ["--plan", plan, "--au", "2019-06-30", "list"];
        let expected = letters(&stspd(&args).out);
        for width in WIDTHS {
            let (text, _) = shown(width, &args, &[("NO_COLOR", "1")]);
            assert_eq!(letters(&text), expected, "{plan} {width}:\n{text}");
        }
    }
}

#[test]
#[ignore = "needs script"]
fn colors_are_used_where_there_are_some() {
    for args in [
        &["--plan", "tests/plans/fictif", "list"][..],
        &["--plan", "tests/plans/fictif", "bilan", "2018"],
        &["regles", "encodage"],
    ] {
        let (colored, _) = shown(80, args, &[]);
        assert!(colored.contains("\u{1b}["), "{args:?}: {colored}");
        for variables in [[("NO_COLOR", "1")], [("TERM", "dumb")]] {
            let (text, code) = shown(80, args, &variables);
            assert_eq!(code, 0, "{args:?}: {text}");
            assert!(!text.contains('\u{1b}'), "{args:?} {variables:?}: {text}");
        }
        let never = [&["--color", "never"], args].concat();
        let (text, _) = shown(80, &never, &[]);
        assert!(!text.contains('\u{1b}'), "{args:?}: {text}");
    }
}

#[test]
#[ignore = "needs script"]
fn columns_may_be_asked_for_on_a_screen() {
    let args = ["--plan", "tests/plans/fictif", "list"];
    let (wide, _) = shown(120, &args, &[]);
    let (narrow, _) = shown(120, &args, &[("COLUMNS", "80")]);
    assert_fits(&narrow, 80, "COLUMNS");
    assert_ne!(wide, narrow);
}

#[test]
fn no_name_of_a_plan_commands_a_screen_or_a_log() {
    let scratch = run::Scratch::new();
    let hostile = "##[error]x ::error::y \u{202e}";
    let text =
        "format = 1\ntitre = \"T\"\nterritoire = \"Bourg-Exemple\"\nperiode = \"2017/2020\"\n";
    let (named, tree) = (
        format!("niveaux = [\"Enjeu {hostile}\", \"But {hostile}\"]\n"),
        format!(
            "[arborescence]\n\"1\" = \"Un {hostile}\"\n\"1.a\" = \"Deux {hostile}\"\n[sigles]\n\"S {hostile}\" = \"sens {hostile}\"\n[autres]\n\"T {hostile}\" = \"texte {hostile}\"\n[instances.c]\nnom = \"Conseil {hostile}\"\n[indicateurs.i]\nnom = \"Faits {hostile}\"\nunite = \"u {hostile}\"\nvaleurs.2018 = 3\n"
        ),
    );
    scratch.write("strategie.toml", format!("{text}{named}{tree}"));
    scratch.write("fiches/f.toml", format!("titre = \"T {hostile}\"\nobjectif = \"1.a\"\npilotes = [\"P {hostile}\"]\n[calendrier.x]\nquand = \"2018\"\nquoi = \"Q {hostile}\"\nimprime = \"I {hostile}\"\n[indicateurs.i]\nnom = \"N {hostile}\"\nvaleurs.2017 = 1\nvaleurs.2018 = 2\ncibles.2019 = 3\n[couts]\nlignes = [{{ annee = 2018, financeur = \"F {hostile}\", prevu = 3 }}]\n"));
    for args in [
        vec!["bilan", "2018"],
        vec!["bilan", "2018", "--par", "enjeu"],
        vec!["bilan", "2018", "--fiche", "f"],
        vec!["bilan", "2017..2018"],
        vec!["bilan", "2018", "--manquants"],
        vec!["bilan", "2018", "--manquants=messages"],
        vec!["show", "f"],
        vec!["synthese", "--par", "enjeu"],
        vec!["list"],
        vec!["calendrier"],
    ] {
        for format in ["texte", "markdown", "html"] {
            if format != "texte" && args.contains(&"--manquants=messages") {
                continue;
            }
            let format = if args[0] == "list" && format == "texte" {
                "table"
            } else {
                format
            };
            let run = scratch.run(&[args.as_slice(), &["--format", format]].concat());
            assert_eq!(run.code, 0, "{args:?} {format}: {}", run.err);
            for order in ["##[", "::error", "\u{202e}"] {
                let places = [&run.out, &run.err].map(|text| text.find(order));
                assert_eq!(
                    places,
                    [None, None],
                    "{args:?} {format}: {order:?}\n{}",
                    run.out
                );
            }
        }
    }
}
