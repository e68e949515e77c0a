//! The commands that write the plan: what they add reads well, changes nothing else, and is refused where it would harm.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod run;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use run::{Run, Scratch, command, copy, in_path, read, root, stspd_in};
use serde_json::Value;

/// The plans of the repository.
const PLANS: [&str; 3] = ["plan", "tests/plans/fictif", "tests/plans/autre-commune"];

/// Returns a copy of a plan of the repository, in a folder of its own called `plan`.
fn copied(plan: &str) -> Scratch {
    let scratch = Scratch {
        folder: tempfile::tempdir().unwrap(),
    };
    copy(&root().join(plan), &scratch.path(""));
    scratch
}

/// Returns the files below a folder, each with its text.
fn texts(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(texts(&path));
        } else {
            let text = fs::read_to_string(&path).unwrap();
            found.push((path, text));
        }
    }
    found.sort();
    found
}

/// Returns the identifiers of the fiches of a plan.
fn ids(scratch: &Scratch) -> Vec<String> {
    let list = scratch.run(&["list", "--format", "json", "--au", "2018-12-31"]);
    let list: Value = serde_json::from_str(&list.out).unwrap();
    let fiches = list["fiches"].as_array().unwrap().iter();
    fiches
        .map(|fiche| fiche["id"].as_str().unwrap().to_owned())
        .collect()
}

/// Checks that a run wrote one file and said so.
fn assert_written(run: &Run, case: &str) {
    assert_eq!(run.code, 0, "{case}: {run:?}");
    assert!(run.out.starts_with("écrit : "), "{case}: {run:?}");
}

/// Checks that of two states of a plan one file differs, by lines that were added, and returns them.
fn added(before: &[(PathBuf, String)], after: &[(PathBuf, String)], case: &str) -> Vec<String> {
    assert_eq!(before.len(), after.len(), "{case}");
    let changed: Vec<_> = before
        .iter()
        .zip(after)
        .filter(|(old, new)| old != new)
        .collect();
    let [((path, old), (_, new))] = changed.as_slice() else {
        panic!("{case}: {} files changed", changed.len());
    };
    let mut old = old.split_inclusive('\n').peekable();
    let mut lines = Vec::new();
    for line in new.split_inclusive('\n') {
        // The last line of a file may have had no end.
        if old
            .peek()
            .is_some_and(|old| old.trim_end() == line.trim_end())
        {
            old.next();
        } else {
            lines.push(line.trim_end().to_owned());
        }
    }
    assert_eq!(
        old.next(),
        None,
        "{case}: a line of {} is gone",
        path.display()
    );
    lines
}

#[test]
fn an_entry_of_the_journal_is_added_and_nothing_else_changes() {
    for plan in PLANS {
        let scratch = copied(plan);
        for id in ids(&scratch) {
            let before = texts(&scratch.path(""));
            let args = [
                "suivi",
                &id,
                "--etat",
                "En cours",
                "--note",
                "Fictif \"x\"",
                "--date",
                "2018-02-01",
            ];
            let case = format!("{plan} {id}");
            assert_written(&scratch.run(&args), &case);
            let lines = added(&before, &texts(&scratch.path("")), &case);
            let lines: Vec<&str> = lines
                .iter()
                .map(String::as_str)
                .filter(|line| !line.is_empty())
                .collect();
            let entry = [
                "[[suivi]]",
                "date = 2018-02-01",
                "etat = \"en-cours\"",
                "note = \"Fictif \\\"x\\\"\"",
            ];
            assert_eq!(lines.len(), 4, "{case}: {lines:?}");
            assert!(
                entry.iter().all(|line| lines.contains(line)),
                "{case}: {lines:?}"
            );
        }
        assert_eq!(scratch.run(&["check", "--quiet"]).code, 0, "{plan}");
        assert_eq!(scratch.run(&["fmt", "--check"]).code, 0, "{plan}");
    }
}

#[test]
fn a_bilan_is_added_and_nothing_else_changes() {
    for plan in PLANS {
        let scratch = copied(plan);
        for id in ids(&scratch) {
            let before = texts(&scratch.path(""));
            let args = [
                "saisir",
                &id,
                "2019",
                "--etat",
                "bloquée",
                "--resultat",
                "partiel",
                "--suite",
                "adapter",
            ];
            let case = format!("{plan} {id}");
            assert_written(&scratch.run(&args), &case);
            let lines = added(&before, &texts(&scratch.path("")), &case);
            let lines: Vec<&str> = lines
                .iter()
                .map(String::as_str)
                .filter(|line| !line.is_empty())
                .collect();
            let bilan = [
                "[bilan.2019]",
                "etat = \"bloquee\"",
                "resultat = \"partiel\"",
                "suite = \"adapter\"",
            ];
            assert_eq!(lines, bilan, "{case}");
        }
        assert_eq!(scratch.run(&["check", "--quiet"]).code, 0, "{plan}");
    }
}

#[test]
fn bilans_are_prepared_at_once_and_stay_to_be_reported() {
    let scratch = copied("plan");
    let before = scratch.run(&["bilan", "2017", "--format", "json"]);
    let run = scratch.run(&["saisir", "--tous", "2017"]);
    assert_written(&run, "--tous");
    assert_eq!(run.out.lines().count(), 5, "{run:?}");
    assert_eq!(scratch.run(&["bilan", "2017", "--format", "json"]), before);
    assert_eq!(scratch.run(&["check", "--quiet"]).code, 0);
    let prepared = texts(&scratch.path(""));
    let again = scratch.run(&["saisir", "--tous", "2017"]);
    assert_eq!((again.code, again.out.as_str()), (0, ""));
    assert!(again.err.contains("rien à écrire"), "{again:?}");
    assert_eq!(texts(&scratch.path("")), prepared);
    let args = [
        "saisir",
        "lomme-4",
        "2017",
        "--etat",
        "en-cours",
        "--etape",
        "groupe-de-travail=tenue",
        "--valeur",
        "accueils=environ 17,5",
    ];
    assert_written(&scratch.run(&args), "filled");
    let fiche =
        fs::read_to_string(scratch.path("fiches/lomme/lomme-4-lieux-accueil-tig.toml")).unwrap();
    for line in [
        "\nvaleurs.2017 = { valeur = 17.5, environ = true }\n",
        "\netat = \"en-cours\"\n",
        "\nresultat = \"\"  # le résultat est-il atteint : atteint | partiel | non-atteint | non-mesure\n",
        "\netapes.groupe-de-travail = \"tenue\"\n",
    ] {
        assert!(fiche.contains(line), "{line}\n{fiche}");
    }
    assert!(!fiche.contains("# valeurs.2017"), "{fiche}");
    let bilan = scratch.run(&["bilan", "2017"]);
    assert!(
        bilan.out.contains("1\u{a0}bilan saisi sur 5 attendus"),
        "{}",
        bilan.out
    );
}

#[test]
fn what_was_spent_goes_on_its_line() {
    let scratch = copied("tests/plans/fictif");
    let fiche = "fiches/exemple-4-lieux-accueil.toml";
    let before = fs::read_to_string(scratch.path(fiche)).unwrap();
    let spend = |spent: &str| scratch.run(&["saisir", "exemple-4", "2018", "--depense", spent]);
    assert_written(&spend("1 450,50 €"), "the only line that does not say it");
    let after = fs::read_to_string(scratch.path(fiche)).unwrap();
    assert_eq!(
        after,
        before.replace("prevu = 1500 }", "prevu = 1500, realise = 1450.50 }")
    );
    assert_written(&spend("tenues et outils=4000"), "a line that says it");
    assert_written(&spend("Transport=12"), "a new line");
    let after = fs::read_to_string(scratch.path(fiche)).unwrap();
    assert!(
        after.contains("prevu = 4500, realise = 4000 },\n"),
        "{after}"
    );
    assert!(
        after.contains("\n  { annee = 2018, objet = \"Transport\", realise = 12 },\n]"),
        "{after}"
    );
    let none = spend("3");
    assert_eq!(none.code, 2, "{none:?}");
    assert!(none.err.contains("dire sur quoi"), "{none:?}");
}

#[test]
fn an_answer_that_cannot_be_read_names_what_could() {
    let scratch = copied("tests/plans/fictif");
    let before = texts(&scratch.path(""));
    for (args, named) in [
        (&["--etape", "bilan-anuel=tenue"][..], "« bilan-annuel »"),
        (
            &["--etape", "bilan-annuel.2031=tenue"],
            "« bilan-annuel.2017 »",
        ),
        (
            &["--etape", "groupe-de-travail=finie"],
            "« tenue », « annulee » ou « reportee »",
        ),
        (
            &["--etape", "groupe-de-travail=tenue:2018"],
            "n'a pas de nouvelle date",
        ),
        (
            &["--etape", "groupe-de-travail=reportee:bientôt"],
            "« bientôt » n'est pas une date",
        ),
        (&["--etape", "groupe-de-travail"], "écrire NOM=…"),
        (&["--valeur", "acueils=3"], "« accueils »"),
        (&["--valeur", "accueils=beaucoup"], "« beaucoup »"),
        (&["--depense", "x=cher"], "« cher »"),
        (&["--realisations", "absent.txt"], "« absent.txt »"),
        (&["--etat", "fini"], "--etat"),
    ] {
        let run = scratch.run(&[&["saisir", "exemple-4", "2019"], args].concat());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}: {run:?}");
        assert!(run.err.contains(named), "{args:?}: {run:?}");
    }
    assert_eq!(texts(&scratch.path("")), before);
}

#[test]
fn a_text_comes_from_a_file_whatever_it_holds() {
    let scratch = copied("plan");
    let text = "Un « premier » paragraphe : \"\"\" et \\ et C:\\x.\r\n\r\n- une puce\r\n";
    fs::write(
        scratch.folder.path().join("fait.txt"),
        format!("\u{feff}{text}"),
    )
    .unwrap();
    let args = ["saisir", "lomme-4", "2017", "--realisations", "fait.txt"];
    assert_written(&scratch.run(&args), "a file");
    let show = scratch.run(&["bilan", "2017", "--fiche", "lomme-4", "--format", "json"]);
    let show: Value = serde_json::from_str(&show.out).unwrap();
    let said = show["fiches"][0]["realisations"].as_str().unwrap();
    assert_eq!(said, text.replace("\r\n", "\n").trim());
}

#[test]
fn an_actor_is_renamed_and_every_fiche_still_reads() {
    let scratch = copied("plan");
    let asked = [
        "list",
        "--pilote",
        "Ville de Lomme",
        "--colonnes",
        "id",
        "--format",
        "csv",
    ];
    let (before, list) = (texts(&scratch.path("")), scratch.run(&asked));
    assert_written(
        &scratch.run(&["acteur", "lomme", "--renommer", "Commune de Lomme"]),
        "rename",
    );
    let after = texts(&scratch.path(""));
    let changed: Vec<_> = before
        .iter()
        .zip(&after)
        .filter(|(old, new)| old != new)
        .collect();
    assert_eq!(changed.len(), 1);
    assert!(changed[0].0.0.ends_with("acteurs.toml"));
    assert_eq!(scratch.run(&asked), list);
    assert_eq!(scratch.run(&["check", "--quiet"]).code, 0);
    assert_written(&scratch.run(&["fmt", "--acteurs"]), "fmt --acteurs");
    let fiche =
        fs::read_to_string(scratch.path("fiches/lomme/lomme-4-lieux-accueil-tig.toml")).unwrap();
    assert!(fiche.contains("acteur = \"Commune de Lomme\""), "{fiche}");
}

#[test]
fn an_actor_that_would_harm_is_refused() {
    let scratch = copied("plan");
    let before = texts(&scratch.path(""));
    for (args, code, named) in [
        (&["CCAS", "--alias", "Parquet"][..], 1, "acteur-ambigu"),
        (&["Parquet", "--ajouter"], 2, "« Parquet » est déjà un nom"),
        (&["Parquay", "--alias", "x"], 2, "« Parquet »"),
        (&["Mission", "--ajouter", "--id", "parquet"], 2, "déjà pris"),
        (&["???", "--ajouter"], 2, "--id"),
        (&["Parquet"], 2, "--ajouter"),
    ] {
        let run = scratch.run(&[&["acteur"], args].concat());
        assert_eq!(
            (run.code, run.out.as_str()),
            (code, ""),
            "{args:?}: {run:?}"
        );
        assert!(run.err.contains(named), "{args:?}: {run:?}");
    }
    assert_eq!(texts(&scratch.path("")), before);
}

#[test]
fn a_list_of_actors_begins_with_those_of_the_fiches() {
    let scratch = copied("plan");
    fs::remove_file(scratch.path("acteurs.toml")).unwrap();
    assert_written(
        &scratch.run(&["acteur", "Mission locale", "--ajouter"]),
        "first",
    );
    let check = scratch.run(&["check", "--quiet"]);
    assert_eq!(check.code, 0, "{}", check.out);
}

#[test]
fn a_new_plan_passes_the_check_and_no_plan_is_touched() {
    let folder = tempfile::tempdir().unwrap();
    let run = |args: &[&str]| stspd_in(folder.path(), args);
    let missing = run(&["init"]);
    assert_eq!(missing.code, 2);
    assert!(missing.err.contains("--territoire"), "{missing:?}");
    let args = [
        "init",
        "--territoire",
        "L'Isle \"d'Abeau\"",
        "--periode",
        "2021/2024",
        "--niveau",
        "Axe",
        "--niveau",
        "Action \\ x",
    ];
    let shown = run(&[&args[..], &["--diff"]].concat());
    assert_eq!(
        (shown.code, fs::read_dir(folder.path()).unwrap().count()),
        (0, 0)
    );
    assert_eq!(run(&args).code, 0);
    let check = run(&["check", "--strict"]);
    assert_eq!(
        (check.code, check.out.as_str()),
        (0, "aucune erreur (0\u{a0}fiche, 2\u{a0}fichiers de plan)\n"),
        "{check:?}"
    );
    assert_eq!(run(&["fmt", "--check"]).code, 0);
    let before = texts(folder.path());
    let again = run(&args);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("existe déjà"), "{again:?}");
    assert_eq!(
        run(&["init", "--plan", "plan-2025", "--territoire", "X"]).code,
        0
    );
    assert_eq!(run(&["new", "--titre", "Une action"]).code, 0);
    let after = texts(folder.path());
    assert!(before.iter().all(|file| after.contains(file)));
}

#[test]
fn a_new_fiche_has_every_heading_and_passes_the_check() {
    for plan in PLANS {
        let scratch = copied(plan);
        let list = scratch.run(&[
            "synthese",
            "--par",
            "objectif",
            "--format",
            "json",
            "--au",
            "2018-12-31",
        ]);
        let list: Value = serde_json::from_str(&list.out).unwrap();
        let lines = list["lignes"].as_array().unwrap().iter();
        let codes = lines.filter_map(|line| line["cles"][0]["code"].as_str());
        let mut made = 0;
        for code in codes {
            let titre = format!("Une action \"neuve\" \\ {code} : l'été");
            let args = [
                "new",
                "--objectif",
                code,
                "--titre",
                &titre,
                "--numero",
                "99",
                "--public",
                "Tous",
            ];
            let run = scratch.run(&args);
            assert_written(&run, &format!("{plan} {code}"));
            made += 1;
        }
        assert!(made > 0 || plan == "tests/plans/autre-commune", "{plan}");
        let check = scratch.run(&["check", "--quiet"]);
        assert_eq!(check.code, 0, "{plan}: {}", check.out);
        assert_eq!(scratch.run(&["fmt", "--check"]).code, 0, "{plan}");
    }
}

#[test]
fn a_new_fiche_that_would_harm_is_refused() {
    let scratch = copied("plan");
    let before = texts(&scratch.path(""));
    for (args, code, named) in [
        (
            &["--titre", "A", "--pilote", "Zorglub"][..],
            1,
            "acteur-inconnu",
        ),
        (&["--titre", "A", "--objectif", "9.9"], 2, "« 9.9 »"),
        (&["--titre", "A", "--id", "../x"], 2, "--id"),
        (
            &["--titre", "A", "--id", "lomme-4-lieux-accueil-tig"],
            2,
            "existe déjà",
        ),
        (
            &["--titre", "A", "--id", "lille-6-1-coordination-des-acteurs"],
            2,
            "existe déjà",
        ),
        (&["--titre", "A", "--periode", "bientôt"], 2, "--periode"),
        (&["--titre", " "], 2, "--titre"),
        (&["--objectif", "4.1"], 2, "--titre"),
        (&["--titre", "A", "--editer"], 2, "--editer"),
    ] {
        let run = scratch.run(&[&["new"], args].concat());
        assert_eq!(
            (run.code, run.out.as_str()),
            (code, ""),
            "{args:?}: {run:?}"
        );
        assert!(run.err.contains(named), "{args:?}: {run:?}");
    }
    assert_eq!(texts(&scratch.path("")), before);
}

/// Every command that writes, each with what it needs to write something.
const WRITERS: [&[&str]; 6] = [
    &["suivi", "lomme-4", "--note", "x", "--date", "2018-01-01"],
    &["saisir", "lomme-4", "2017", "--etat", "en-cours"],
    &["saisir", "--tous", "2017"],
    &["acteur", "CDAD", "--alias", "y"],
    &["new", "--titre", "Une action"],
    &["init", "--plan", "plan-2021", "--territoire", "X"],
];

#[test]
fn a_preview_writes_nothing_and_shows_what_would_be_written() {
    let scratch = copied("plan");
    let before = texts(scratch.folder.path());
    for args in WRITERS {
        let shown = scratch.run(&[args, &["--diff"]].concat());
        assert_eq!(shown.code, 0, "{args:?}: {shown:?}");
        assert!(shown.out.contains("\n+"), "{args:?}: {shown:?}");
        assert_eq!(texts(scratch.folder.path()), before, "{args:?}");
    }
}

#[test]
fn the_plan_of_a_revision_is_never_written() {
    let scratch = copied("plan");
    for args in WRITERS {
        let run = scratch.run(&[args, &["--rev", "HEAD"]].concat());
        assert_eq!(run.code, 2, "{args:?}");
        assert!(run.err.contains("--rev"), "{args:?}: {run:?}");
    }
}

#[test]
fn nobody_is_asked_anything_in_a_pipe() {
    let scratch = copied("plan");
    for args in [
        &["suivi", "lomme-4"][..],
        &["saisir", "lomme-4", "2017"],
        &["new"],
        &["init", "--plan", "p"],
        &["acteur", "x"],
    ] {
        let mut command = command(scratch.folder.path(), args);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // Answers are there to be read, and nobody reads them.
        let written =
            std::io::Write::write_all(&mut child.stdin.take().unwrap(), b"oui\noui\noui\n");
        drop(written);
        let run = read(child.wait_with_output().unwrap());
        assert!(
            !run.err.contains("Entrée") && !run.err.contains("[O/n]"),
            "{args:?}: {run:?}"
        );
        let is_prepared = args[0] == "saisir";
        assert_eq!(
            run.code,
            if is_prepared { 0 } else { 2 },
            "{args:?}: {run:?}"
        );
    }
}

#[test]
fn a_fiche_with_a_reading_fault_is_left_as_it_is() {
    let scratch = copied("plan");
    let path = "fiches/lomme/lomme-4-lieux-accueil-tig.toml";
    let faulty = fs::read_to_string(scratch.path(path)).unwrap() + "piloet = 3\n";
    scratch.write(path, &faulty);
    for args in [
        &["suivi", "lomme-4", "--note", "x"][..],
        &["saisir", "lomme-4", "2017", "--etat", "en-cours"],
    ] {
        let run = scratch.run(args);
        assert_eq!(run.code, 1, "{args:?}: {run:?}");
        assert!(
            run.err.contains("cle-inconnue") && run.err.contains("rien n'a été écrit"),
            "{run:?}"
        );
        assert_eq!(fs::read_to_string(scratch.path(path)).unwrap(), faulty);
    }
    // The fault of one fiche keeps nobody from writing in another.
    assert_written(
        &scratch.run(&["suivi", "lomme-5", "--note", "x", "--date", "2018-01-01"]),
        "another",
    );
}

#[test]
fn the_ends_of_lines_and_the_mark_of_a_file_stay() {
    let scratch = copied("plan");
    let path = "fiches/lomme/lomme-4-lieux-accueil-tig.toml";
    let text = fs::read_to_string(scratch.path(path)).unwrap();
    let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    scratch.write(path, &windows);
    assert_written(
        &scratch.run(&["suivi", "lomme-4", "--note", "x", "--date", "2018-01-01"]),
        "suivi",
    );
    assert_written(&scratch.run(&["saisir", "lomme-4", "2017"]), "saisir");
    let after = fs::read_to_string(scratch.path(path)).unwrap();
    assert!(after.starts_with('\u{feff}'));
    assert_eq!(after.matches('\n').count(), after.matches("\r\n").count());
    assert_eq!(scratch.run(&["check", "--quiet"]).code, 0);
}

#[cfg(unix)]
#[test]
fn the_mode_of_a_file_stays_and_a_protected_one_is_left() {
    use std::os::unix::fs::PermissionsExt;
    let scratch = copied("plan");
    let path = scratch.path("fiches/lomme/lomme-4-lieux-accueil-tig.toml");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    assert_written(
        &scratch.run(&["suivi", "lomme-4", "--note", "x", "--date", "2018-01-01"]),
        "suivi",
    );
    assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
fn every_spelling_of_a_fiche_is_added_to_or_refused_whole() {
    for fiche in [
        "titre = \"A\"\nsuivi = [{ date = 2017-01-01, note = \"a\" }] # b\nbilan = { 2017 = { etat = \"en-cours\" } }\n",
        "bilan.2017.suite = \"clore\"\ntitre = \"A\"",
        "titre = \"A\"\n[bilan.2017.etapes]\nx = \"tenue\"\n[calendrier]\nx.quand = \"2017\"\n",
        "titre = \"A\"\n[[suivi]]\nnote = \"sans fin\"\ndate = 2017-05-05",
        "titre = \"A\"\n[calendrier.x]\nquand = [\"2017\", \"2018\"]\n[bilan.2018]\netapes.x.2017 = \"tenue\"\n",
    ] {
        let scratch = Scratch::new();
        scratch.write("fiches/a.toml", fiche);
        let checked = scratch.run(&["check", "--quiet"]);
        assert_eq!(checked.code, 0, "{fiche}: {}", checked.out);
        for args in [
            &["suivi", "a", "--note", "neuf", "--date", "2018-03-03"][..],
            &["saisir", "a", "2017", "--resultat", "atteint"],
            &["saisir", "a", "2018", "--resultat", "partiel"],
        ] {
            assert_written(&scratch.run(args), fiche);
        }
        assert_eq!(scratch.run(&["check", "--quiet"]).code, 0, "{fiche}");
        let json = scratch.run(&["show", "a", "--format", "json"]);
        let json: Value = serde_json::from_str(&json.out).unwrap();
        let said = json.to_string();
        assert!(
            said.contains("neuf") && said.contains("atteint") && said.contains("partiel"),
            "{said}"
        );
    }
}

#[test]
fn an_identifier_that_another_folder_has_is_refused() {
    let scratch = copied("tests/plans/fictif");
    let before = texts(&scratch.path(""));
    let run = scratch.run(&["new", "--titre", "Autre", "--id", "minimale"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(
        run.err.contains("propres/minimale.toml » existe déjà"),
        "{run:?}"
    );
    assert_eq!(texts(&scratch.path("")), before);
}

#[test]
fn what_is_pasted_commands_nothing_and_is_written() {
    let scratch = copied("tests/plans/fictif");
    let note = "Réunion\u{b}annulée\r\n\u{1b}[31mfaute de salle\u{202e}";
    let run = scratch.run(&["suivi", "minimale", "--note", note, "--auteur", "a\tb"]);
    assert_written(&run, "note");
    let text = fs::read_to_string(scratch.path("fiches/propres/minimale.toml")).unwrap();
    let said = "note = \"\"\"\nRéunion\nannulée\nfaute de salle\n\"\"\"\nauteur = \"a b\"\n";
    assert!(text.ends_with(said), "{text}");
    let blank = scratch.run(&["suivi", "minimale", "--note", " "]);
    assert_eq!(blank.code, 2, "{blank:?}");
}

#[test]
fn a_second_occurrence_stands_beside_the_first_and_a_note_stays() {
    let scratch = copied("tests/plans/fictif");
    let args = [
        "saisir",
        "exemple-4",
        "2017",
        "--etape",
        "bilan-annuel.2018=annulee",
        "--valeur",
        "accueils=17",
    ];
    let run = scratch.run(&args);
    assert_written(&run, "saisir");
    let text = fs::read_to_string(scratch.path("fiches/exemple-4-lieux-accueil.toml")).unwrap();
    assert!(text.contains("etapes.bilan-annuel.2017 = { etat = \"reportee\", quand = \"2018-02\" }\netapes.bilan-annuel.2018 = \"annulee\"\n"), "{text}");
    assert!(
        text.contains("valeurs.2017 = { valeur = 17, environ = false, note = \"deux services"),
        "{text}"
    );
}

#[test]
fn a_file_never_grows_past_what_is_read() {
    let scratch = copied("tests/plans/fictif");
    let path = scratch.path("fiches/propres/minimale.toml");
    let text = format!("titre = \"A\"\n{}", "# commentaire\n".repeat(74_897));
    assert!(text.len() < 1 << 20 && text.len() > (1 << 20) - 100);
    fs::write(&path, &text).unwrap();
    let note = "mot ".repeat(50);
    let run = scratch.run(&["suivi", "minimale", "--note", &note]);
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{run:?}");
    assert!(run.err.contains("1 Mio"), "{run:?}");
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn an_answer_that_could_mean_two_things_is_refused() {
    let scratch = copied("tests/plans/fictif");
    let before = texts(&scratch.path(""));
    for (args, named) in [
        (
            &["--valeur", "accueils=1", "--valeur", "Accueils=2"][..],
            "deux fois",
        ),
        (
            &[
                "--etape",
                "portes-ouvertes=tenue",
                "--etape",
                "portes-ouvertes=annulee",
            ],
            "deux fois",
        ),
        (
            &["--depense", "Transport=1", "--depense", "transport=2"],
            "deux fois",
        ),
        (&["--valeur", "accueils=1.250"], "écrire 1250 ou 1,25"),
        (&["--depense", "Local d'accueil=environ 90"], "environ 90"),
        (&["--depense", "Local d'acueil=90"], "« Local d'accueil »"),
    ] {
        let run = scratch.run(&[&["saisir", "exemple-4", "2018"], args].concat());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}: {run:?}");
        assert!(run.err.contains(named), "{args:?}: {run:?}");
    }
    assert_eq!(texts(&scratch.path("")), before);
    let funder = "Local d'accueil (Ville de Villefictive)=1000";
    assert_written(
        &scratch.run(&["saisir", "exemple-4", "2018", "--depense", funder]),
        funder,
    );
}

#[test]
fn a_fiche_that_cannot_be_read_is_never_passed_over() {
    let scratch = copied("plan");
    scratch.write(
        "fiches/lomme/lomme-4-lieux-accueil-tig.toml",
        b"titre = \"\xc9t\xe9\"\n",
    );
    let before = scratch.run(&["check"]);
    for args in [
        &["saisir", "--tous", "2017"][..],
        &["saisir", "lomme-4", "2017"],
        &["suivi", "lomme-9", "--note", "x"],
    ] {
        let run = scratch.run(args);
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{args:?}: {run:?}");
        assert!(
            run.err.contains("encodage") && run.err.contains("rien n'a été écrit"),
            "{run:?}"
        );
    }
    assert_eq!(scratch.run(&["check"]), before);
}

#[test]
fn what_is_not_expected_is_written_and_told() {
    let scratch = copied("plan");
    let run = scratch.run(&["saisir", "4.1/2", "2017", "--etat", "en-cours"]);
    assert_written(&run, "an associated fiche");
    assert!(run.err.contains("autre commune, Lille"), "{run:?}");
    let run = scratch.run(&["saisir", "lomme-5", "2030", "--etat", "en-cours"]);
    assert_written(&run, "a fiche that is over");
    assert!(
        run.err.contains("aucun bilan n'est attendu") && run.err.contains("avertissement : "),
        "{run:?}"
    );
    let none = scratch.run(&["saisir", "--tous", "2010"]);
    assert_eq!((none.code, none.out.as_str()), (0, ""));
    assert!(none.err.contains("aucun n'est attendu"), "{none:?}");
}

#[test]
fn every_date_that_a_bilan_should_speak_of_has_its_line() {
    let scratch = Scratch::new();
    scratch.write(
        "fiches/a.toml",
        "titre = \"A\"\n\n[calendrier.reunions]\nquand = [\"2017-03\", \"2018-03\", \"2018-09\"]\n",
    );
    let run = scratch.run(&["saisir", "a", "2018", "--au", "2019-01-15"]);
    assert_written(&run, "three dates");
    let fiche = fs::read_to_string(scratch.path("fiches/a.toml")).unwrap();
    for date in ["2017-03", "2018-03", "2018-09"] {
        assert!(
            fiche.contains(&format!("\netapes.reunions.{date} = \"\"")),
            "{fiche}"
        );
    }
    let scratch = Scratch::new();
    scratch.write(
        "fiches/a.toml",
        "titre = \"A\"\n\n[calendrier.reunions]\nquand = [\"2017-03\", \"2018-03\"]\n",
    );
    assert_written(
        &scratch.run(&["saisir", "a", "2018", "--au", "2019-01-15"]),
        "two dates",
    );
    let fiche = fs::read_to_string(scratch.path("fiches/a.toml")).unwrap();
    for date in ["2017-03", "2018-03"] {
        assert!(
            fiche.contains(&format!("\netapes.reunions.{date} = \"\"")),
            "{fiche}"
        );
    }
}

#[test]
fn an_acronym_that_changes_is_still_a_spelling() {
    let scratch = copied("plan");
    assert_written(
        &scratch.run(&["acteur", "CDAD", "--sigle", "CDAD59"]),
        "sigle",
    );
    assert_eq!(scratch.run(&["check", "--quiet"]).code, 0);
    let date = ["suivi", "lomme-4", "--note", "x", "--date", "14 mars 2017"];
    assert_written(&scratch.run(&date), "a French date");
    let fiche = fs::read_to_string(scratch.path("fiches/lomme/lomme-4-lieux-accueil-tig.toml"));
    assert!(fiche.unwrap().contains("\ndate = 2017-03-14\n"));
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_written_is_told_even_where_the_output_fails() {
    let scratch = copied("plan");
    let args = ["suivi", "lomme-4", "--note", "x", "--date", "2018-01-01"];
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let mut command = command(scratch.folder.path(), &args);
    let run = read(command.stdout(full).output().unwrap());
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.err.contains("est écrit, mais la sortie"), "{run:?}");
    let fiche = fs::read_to_string(scratch.path("fiches/lomme/lomme-4-lieux-accueil-tig.toml"));
    assert!(fiche.unwrap().contains("note = \"x\""));
}

#[test]
fn a_preview_is_a_patch_that_git_applies() {
    for args in WRITERS {
        let [patched, written] = [copied("plan"), copied("plan")];
        let shown = patched.run(&[args, &["--diff"]].concat());
        let patch = patched.folder.path().join("patch");
        fs::write(&patch, shown.out).unwrap();
        let mut git = Command::new(in_path("git").expect("git is in the PATH"));
        git.current_dir(patched.folder.path())
            .args(["apply", "patch"]);
        assert!(git.status().unwrap().success(), "{args:?}");
        fs::remove_file(patch).unwrap();
        assert_eq!(written.run(args).code, 0, "{args:?}");
        let said = |scratch: &Scratch| {
            let root = scratch.folder.path().to_owned();
            let texts = texts(&root).into_iter();
            let below =
                texts.map(|(path, text)| (path.strip_prefix(&root).unwrap().to_owned(), text));
            below.collect::<Vec<_>>()
        };
        assert_eq!(said(&patched), said(&written), "{args:?}");
    }
}
