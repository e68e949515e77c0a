//! The limits of the README: each is met by what it allows, and by one more. Those of texts and of cells are tested where
//! they are, those of years, amounts, identifiers and the size of files with what reads them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod run;

use std::fs;
use std::process::Command;

use run::repository::Repository;
use run::{Run, Scratch, read};

/// A fiche without fault.
const FICHE: &str = "titre = \"Une action (fictive)\"\n";

/// Returns the path of a fiche that stands in so many folders below the plan.
fn deep(folders: usize) -> String {
    format!("fiches/{}action.toml", "d/".repeat(folders - 1))
}

#[test]
fn folders_stand_in_sixteen_others_and_no_more_wherever_the_plan_is_read() {
    for (folders, code) in [(16, 0), (17, 1), (18, 1)] {
        let repository = Repository::new();
        repository.scratch.write(&deep(folders), FICHE);
        let beside = deep(folders).replace("action", "autre");
        repository.scratch.write(&beside, FICHE);
        repository.commit("un");
        let ways: [&[&str]; 3] = [
            &["check"],
            &["check", "--staged"],
            &["check", "--rev", "HEAD"],
        ];
        let runs = ways.map(|args| repository.run(args));
        assert_eq!((runs[0].code, runs[0].err.as_str()), (code, ""), "{runs:?}");
        assert_eq!(runs[0], runs[1]);
        assert_eq!(runs[0], runs[2]);
        if code == 1 {
            let folder = format!("plan/fiches{}", "/d".repeat(16));
            let said = format!(
                "erreur[dossier-trop-profond]: dossier à plus de 16 niveaux sous le plan, qui n'est pas lu\n --> {folder}:1:1\n"
            );
            assert_eq!(runs[0].out.matches(&said).count(), 1, "{runs:?}");
            assert!(runs[0].out.contains("1\u{a0}erreur ("), "{runs:?}");
            let list = repository.run(&["list"]);
            assert_eq!((list.code, list.out.as_str()), (1, ""), "{list:?}");
        }
    }
}

/// Returns the number of findings of a rule that `check` shows of a plan with one fiche, and what it says of the others.
fn shown(rule: &str, fiche: &str) -> (usize, Option<String>) {
    let scratch = Scratch::new();
    scratch.write("fiches/action.toml", fiche);
    let run = scratch.run(&["check", "--format", "court"]);
    assert_eq!(run.code, 1, "{run:?}");
    let more = run.out.lines().find_map(|line| line.split_once(": … et "));
    let found = run.out.matches(&format!("[{rule}]")).count();
    (found, more.map(|(_, more)| more.to_owned()))
}

#[test]
fn lists_and_tables_stand_in_eighty_others_and_no_more() {
    let around = |depth: usize, (open, close): (&str, &str)| {
        let value = format!("{}1{}", open.repeat(depth), close.repeat(depth));
        shown("syntaxe", &format!("{FICHE}numero = {value}\n")).0
    };
    for signs in [("[", "]"), ("{ a = ", " }")] {
        assert_eq!((around(80, signs), around(81, signs)), (0, 1), "{signs:?}");
    }
    let named = |parts: usize| {
        let name = vec!["a"; parts].join(".");
        shown("syntaxe", &format!("{FICHE}{name} = 1\n")).0
    };
    assert_eq!(named(80), 0);
    assert!(named(81) > 0);
}

#[test]
fn fifty_faults_of_a_file_are_shown_and_five_thousand_are_counted() {
    let faults = |count: usize| {
        let keys = (0..count).map(|rank| format!("cle-{rank} = 1\n"));
        shown(
            "cle-inconnue",
            &format!("{FICHE}{}", keys.collect::<String>()),
        )
    };
    for (count, seen, more) in [
        (50, 50, None),
        (51, 50, Some("1 autre faute dans ce fichier")),
        (52, 50, Some("2 autres fautes dans ce fichier")),
        (5000, 50, Some("4950 autres fautes dans ce fichier")),
        (5001, 50, Some("d'autres fautes encore dans ce fichier")),
    ] {
        let found = faults(count);
        assert_eq!((found.0, found.1.as_deref()), (seen, more), "{count}");
    }
}

#[test]
fn fifty_findings_of_the_rules_in_a_file_are_shown() {
    let findings = |count: usize| {
        let names = (0..count).map(|rank| format!("\"Inconnu {rank}\","));
        let names = names.collect::<String>();
        shown(
            "acteur-inconnu",
            &format!("{FICHE}partenaires = [{names}]\n"),
        )
    };
    assert_eq!(findings(50), (50, None));
    // One more takes no more room than to say that there is one.
    assert_eq!(findings(51), (51, None));
    let more = "2 autres constats dans ce fichier".to_owned();
    assert_eq!(findings(52), (51, Some(more)));
}

#[test]
fn a_line_of_the_plan_is_shown_on_a_hundred_and_twenty_columns_and_no_more() {
    for length in [60, 90, 120, 121, 1000, 100_000] {
        let scratch = Scratch::new();
        let line = format!("partenaires = [\"{}\"]", "x".repeat(length));
        scratch.write("fiches/action.toml", format!("{FICHE}{line}\n"));
        let run = scratch.run(&["check"]);
        let shown = run.out.lines().find(|line| line.starts_with("2 | "));
        let shown = shown.unwrap();
        assert!(shown.chars().count() <= 120, "{shown}");
        assert_eq!(shown == format!("2 | {line}"), length < 90, "{shown}");
    }
}

#[test]
fn eight_bilans_stand_side_by_side_and_no_more() {
    let scratch = Scratch::new();
    scratch.write("fiches/action.toml", FICHE);
    let eight = scratch.run(&["bilan", "2017..2024", "--format", "json"]);
    assert_eq!((eight.code, eight.err.as_str()), (0, ""), "{eight:?}");
    let nine = scratch.run(&["bilan", "2017..2025"]);
    let said = "une période compte au plus 8 bilans, et non 9 : en demander moins";
    assert_eq!((nine.code, nine.out.as_str()), (2, ""), "{nine:?}");
    assert!(nine.err.contains(said), "{nine:?}");
}

#[test]
fn a_hundred_thousand_pairs_of_values_are_counted_and_no_more() {
    let names = |word: &str, count: usize| {
        let names = (0..count).map(|rank| format!("\"{word} {rank}\","));
        names.collect::<String>()
    };
    let scratch = Scratch::new();
    let fiche = |pilotes: usize| {
        let (pilotes, publics) = (names("P", pilotes), names("U", 400));
        format!("{FICHE}pilotes = [{pilotes}]\npublics = [{publics}]\n")
    };
    let args = ["synthese", "--par", "pilote,public", "--format", "ndjson"];
    fs::remove_file(scratch.path("acteurs.toml")).unwrap();
    scratch.write("fiches/action.toml", fiche(250));
    let run = scratch.run(&args);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.err);
    assert!(run.out.lines().count() >= 100_000);
    scratch.write(
        "fiches/autre.toml",
        format!("{FICHE}pilotes = [\"P 0\"]\npublics = [\"Autre\"]\n"),
    );
    let run = scratch.run(&args);
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{}", run.err);
    assert!(run.err.contains("100\u{a0}000"), "{}", run.err);
}

/// What a system leaves to a run that has little.
#[cfg(unix)]
mod little {
    use std::thread;
    use std::time::Duration;

    use rustix::fs::{FlockOperation, flock};

    use super::*;

    /// The most files that may be open, as the README says it; and how little the stack may be, in kibibytes: without
    /// optimization the command line alone takes two thirds of it, an optimized program runs with a fifth.
    const LITTLE: &str = "ulimit -n 16 && ulimit -s 512 && exec \"$0\" \"$@\"";

    /// Runs the binary at the root of a repository, with little.
    fn run(repository: &Repository, args: &[&str]) -> Run {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", LITTLE, env!("CARGO_BIN_EXE_stspd")]);
        command.args(args).current_dir(repository.root());
        read(command.output().unwrap())
    }

    /// Checks that each way to read a plan gives the same with little, and returns what the first gives.
    fn same_with_little(repository: &Repository) -> Run {
        let ways: [&[&str]; 7] = [
            &["check"],
            &["check", "--staged"],
            &["check", "--rev", "HEAD"],
            &["check", "--depuis", "HEAD"],
            &["list"],
            &["fmt", "--check"],
            &["bilan", "2017", "--format", "json"],
        ];
        let runs = ways.map(|args| {
            let (much, little) = (repository.run(args), run(repository, args));
            assert_eq!(much, little, "{args:?}");
            little
        });
        let [first, ..] = runs;
        first
    }

    #[test]
    fn sixteen_open_files_and_a_small_stack_are_enough() {
        let repository = Repository::new();
        for rank in 0..400 {
            let folders = 1 + rank % 16;
            let path = deep(folders).replace("action", &format!("action-{rank}"));
            repository.scratch.write(&path, FICHE);
        }
        repository.commit("un");
        assert_eq!(same_with_little(&repository).code, 0);
        let suivi = [
            "suivi",
            "action-3",
            "--note",
            "Fait",
            "--date",
            "2017-03-14",
        ];
        let written = run(&repository, &suivi);
        assert_eq!(written.code, 0, "{written:?}");
        assert_eq!(run(&repository, &["check"]).code, 0);
    }

    #[test]
    fn a_thousand_folders_one_in_another_are_one_finding() {
        // No path names the last: each is moved into the one that is to hold it.
        let repository = Repository::new();
        let holder = repository.path("chaine");
        fs::create_dir(&holder).unwrap();
        fs::write(holder.join("action.toml"), FICHE).unwrap();
        for _ in 0..1000 {
            let above = repository.path("dessus");
            fs::create_dir(&above).unwrap();
            fs::rename(&holder, above.join("d")).unwrap();
            fs::rename(&above, &holder).unwrap();
        }
        repository.scratch.write("fiches/action.toml", FICHE);
        fs::rename(&holder, repository.path("plan/fiches/d")).unwrap();
        for args in [&["check"][..], &["check", "--format", "court"]] {
            let run = run(&repository, args);
            assert_eq!((run.code, run.err.as_str()), (1, ""), "{run:?}");
            assert_eq!(
                run.out.matches("[dossier-trop-profond]").count(),
                1,
                "{run:?}"
            );
            assert_eq!(repository.run(args), run);
        }
        // A temporary folder is emptied by its path, which may not be so long.
        let root = repository.root().to_str().unwrap();
        assert!(
            Command::new("rm")
                .args(["-r", root])
                .status()
                .unwrap()
                .success()
        );
    }

    #[test]
    fn names_as_long_as_the_system_allows_are_findings() {
        let repository = Repository::new();
        let name = format!("{}.toml", "a".repeat(250));
        repository.scratch.write(&format!("fiches/{name}"), FICHE);
        let folder = "é".repeat(127);
        repository
            .scratch
            .write(&format!("fiches/{folder}/autre.toml"), FICHE);
        repository.commit("un");
        let found = same_with_little(&repository);
        assert_eq!(found.code, 1);
        assert_eq!(
            found.out.matches("[identifiant-invalide]").count(),
            1,
            "{found:?}"
        );
    }

    /// Adds an entry to a fiche whose folder another command keeps for so long, and returns what is said.
    fn kept_for(time: Duration) -> Run {
        let scratch = Scratch::new();
        scratch.write("fiches/action.toml", FICHE);
        let folder = fs::File::open(scratch.path("fiches")).unwrap();
        flock(&folder, FlockOperation::LockExclusive).unwrap();
        thread::scope(|scope| {
            scope.spawn(|| {
                thread::sleep(time);
                drop(folder);
            });
            scratch.run(&["suivi", "action", "--note", "Fait", "--date", "2017-03-14"])
        })
    }

    #[test]
    #[ignore = "needs ten seconds"]
    fn another_command_that_writes_is_waited_for_ten_seconds_and_no_more() {
        let (short, long) = thread::scope(|scope| {
            let short = scope.spawn(|| kept_for(Duration::from_secs(8)));
            let long = kept_for(Duration::from_secs(12));
            (short.join().unwrap(), long)
        });
        assert_eq!(short.code, 0, "{short:?}");
        assert_eq!((long.code, long.out.as_str()), (2, ""), "{long:?}");
        assert!(long.err.contains("un autre programme l'occupe"), "{long:?}");
    }

    /// What takes minutes.
    mod long {
        use super::*;

        #[test]
        #[ignore = "needs minutes"]
        fn a_hundred_thousand_files_in_one_folder_are_read_with_little() {
            let repository = Repository::new();
            for rank in 0..100_000 {
                let path = format!("fiches/action-{rank}.toml");
                repository.scratch.write(&path, FICHE);
            }
            repository.commit("un");
            for args in [
                &["check"][..],
                &["check", "--staged"],
                &["list", "--texte", "fictive", "--limite", "1"],
            ] {
                let run = run(&repository, args);
                assert_eq!((run.code, run.err.as_str()), (0, ""), "{args:?}");
            }
        }
    }
}
