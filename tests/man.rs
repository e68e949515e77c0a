//! The pages of the manual: whole, in French, and clean for the programs that show them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod run;

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use run::{assert_plain, commands, root, stspd, stspd_in};

/// Headings that a page in English would have.
const ENGLISH: [&str; 12] = [
    ".SH NAME",
    ".SH COMMANDS",
    ".SH FILES",
    ".SH ENVIRONMENT",
    ".SH EXAMPLES",
    ".SH SEE ALSO",
    ".SH EXIT",
    ".SH SUBCOMMANDS",
    ".SH VERSION",
    ".SH AUTHORS",
    "Usage:",
    "General Commands Manual",
];

/// Returns the source of a page.
fn page(args: &[&str]) -> String {
    let run = stspd(&[&["man"], args].concat());
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    assert_plain(&run.out);
    run.out
}

/// Returns every page, with the arguments that ask for it.
fn pages() -> Vec<(Vec<String>, String)> {
    let commands = commands();
    assert!(commands.len() >= 8, "{commands:?}");
    let asked = std::iter::once(Vec::new()).chain(commands.into_iter().map(|name| vec![name]));
    asked
        .map(|args| {
            let page = page(&args.iter().map(String::as_str).collect::<Vec<_>>());
            (args, page)
        })
        .collect()
}

#[test]
fn every_command_and_every_option_of_the_help_is_in_the_manual() {
    let main = page(&[]);
    for name in commands() {
        assert!(main.contains(&format!(".TP\n\\fB{name}\\fR\n")), "{name}");
        assert!(
            main.contains(&format!("\\fBstspd\\-{name}\\fR(1)")),
            "{name}"
        );
    }
    for (args, page) in pages() {
        let mut asked: Vec<&str> = args.iter().map(String::as_str).collect();
        asked.push("--help");
        let mut options = 0;
        for line in stspd(&asked)
            .out
            .lines()
            .filter(|line| line.starts_with("  "))
        {
            for word in line
                .split([' ', ','])
                .filter(|word| word.starts_with('-') && word.len() > 1)
                .take(2)
            {
                if !line.trim_start().starts_with('-') {
                    continue;
                }
                options += 1;
                assert!(page.contains(&word.replace('-', "\\-")), "{args:?} {word}");
            }
        }
        assert!(options > 3, "{args:?}");
    }
}

#[test]
fn headings_are_in_french() {
    for (args, page) in pages() {
        for english in ENGLISH {
            assert!(!page.contains(english), "{args:?}: {english}");
        }
        for french in [
            "NOM",
            "SYNOPSIS",
            "DESCRIPTION",
            "\"OPTIONS GÉNÉRALES\"",
            "\"CODES DE SORTIE\"",
            "\"VOIR AUSSI\"",
        ] {
            assert!(
                page.contains(&format!("\n.SH {french}\n")),
                "{args:?}: {french}"
            );
        }
    }
    for french in ["COMMANDES", "ENVIRONNEMENT", "FICHIERS", "EXEMPLES"] {
        assert!(page(&[]).contains(&format!("\n.SH {french}\n")), "{french}");
    }
    assert!(page(&["list"]).contains("\n.SH FILTRES\n"));
    assert!(page(&["show"]).contains("\n.SH ARGUMENTS\n.TP\n\\fIFICHE\\fR\n"));
}

#[test]
fn all_the_pages_are_written_in_a_folder_and_take_the_place_of_older_ones() {
    let folder = tempfile::tempdir().unwrap();
    let written = folder.path().join("man1");
    for old in [None, Some("ancienne")] {
        if let Some(old) = old {
            std::fs::write(written.join("stspd.1"), old).unwrap();
        }
        let run = stspd_in(folder.path(), &["man", "--dossier", "man1"]);
        let said = format!("{}\u{a0}pages dans « man1 »\n", commands().len() + 1);
        assert_eq!((run.code, run.out, run.err), (0, said, String::new()));
        for (args, page) in pages() {
            let name = args
                .iter()
                .fold("stspd".to_owned(), |name, arg| format!("{name}-{arg}"));
            let path = written.join(format!("{name}.1"));
            assert_eq!(std::fs::read_to_string(path).unwrap(), page);
        }
        assert_eq!(
            std::fs::read_dir(&written).unwrap().count(),
            commands().len() + 1
        );
    }
}

#[test]
fn what_cannot_be_written_or_is_unknown_is_said_in_french() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("fichier"), "").unwrap();
    let run = stspd_in(folder.path(), &["man", "--dossier", "fichier"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(
        run.err.starts_with("erreur : écriture impossible de « "),
        "{run:?}"
    );
    let run = stspd(&["man", "lst"]);
    let said = "erreur : commande inconnue : « lst » ; vouliez-vous dire « list » ?\n";
    assert_eq!(
        (run.code, run.err.replace('\u{a0}', " ")),
        (2, said.to_owned())
    );
    assert_eq!(stspd(&["man", "list", "--dossier", "x"]).code, 2);
    assert!(!root().join("x").exists());
}

/// Gives a page to a program, and returns what that says, in an order of lines.
fn told(program: &str, args: &[&str], page: &str) -> String {
    let mut child = Command::new(program)
        .args(args)
        .env("LC_ALL", "C.UTF-8")
        .current_dir(Path::new("/"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{program}: {error}"));
    child
        .stdin
        .take()
        .unwrap()
        .write_all(page.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    let bytes = [output.stdout, output.stderr].concat();
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
#[ignore = "needs groff and mandoc"]
fn the_pages_are_clean_and_readable() {
    for (args, page) in pages() {
        let lint = told("mandoc", &["-T", "lint"], &page);
        // A page without a date is the same on every day.
        let faults: Vec<&str> = lint
            .lines()
            .filter(|line| !line.contains("missing date"))
            .collect();
        assert!(faults.is_empty(), "{args:?}: {faults:?}");
        assert_eq!(
            told("groff", &["-k", "-ww", "-man", "-Tutf8", "-z"], &page),
            "",
            "{args:?}"
        );
        for (program, options) in [
            (
                "groff",
                &["-k", "-man", "-Tutf8", "-P-cbou", "-rLL=78n"][..],
            ),
            ("mandoc", &["-T", "utf8", "-O", "width=78"]),
        ] {
            let shown = told(program, options, &page);
            let plain: String = strip(&shown);
            assert!(plain.contains("OPTIONS GÉNÉRALES"), "{program} {plain}");
            assert!(
                plain.contains("c'est") || plain.contains("C'est"),
                "{program} {plain}"
            );
            let widest = plain.lines().map(|line| line.chars().count()).max();
            assert!(
                widest <= Some(80),
                "{program} {args:?}: {widest:?}\n{plain}"
            );
        }
    }
}

/// Takes away the letters struck twice.
fn strip(shown: &str) -> String {
    let mut plain = String::new();
    for character in shown.chars() {
        match character {
            '\u{8}' => drop(plain.pop()),
            other => plain.push(other),
        }
    }
    plain
}
