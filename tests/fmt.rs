//! `stspd fmt` changes the layout of the plan's files, and nothing else.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod run;

use std::fs;

use run::{Scratch, copy, root, stspd};

/// A fiche in disorder.
const MESSY: &str = "titre = 'A'   # le titre\n# le numéro\nnumero='1'\ncalendrier.x={ quoi = 'Fête', quand = 2017 }\n";

/// The same fiche, laid out.
const TIDY: &str = "# le numéro\nnumero = '1'\ntitre = 'A'   # le titre\n\n[calendrier.x]\nquand = \"2017\"\nquoi = 'Fête'\n";

/// Returns the text of a file of a plan.
fn text(scratch: &Scratch, path: &str) -> String {
    fs::read_to_string(scratch.path(path)).unwrap()
}

/// Returns a plan without fiche, laid out.
fn tidy() -> Scratch {
    let scratch = Scratch::new();
    let strategie = run::STRATEGIE.replace("\ntitre", "\n\ntitre");
    scratch.write("strategie.toml", strategie);
    scratch
}

/// Returns a plan of one fiche in disorder, and one laid out.
fn messy() -> Scratch {
    let scratch = tidy();
    scratch.write("fiches/messy.toml", MESSY);
    scratch.write("fiches/tidy.toml", TIDY.replace("'1'", "'2'"));
    scratch
}

/// Returns a copy of a folder of this repository as a plan.
fn copied(folder: &str) -> Scratch {
    let scratch = Scratch {
        folder: tempfile::tempdir().unwrap(),
    };
    copy(&root().join(folder), &scratch.path(""));
    scratch
}

#[test]
fn what_changes_is_written_and_named_and_then_nothing_changes() {
    let scratch = messy();
    let run = scratch.run(&["fmt"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(run.out, "écrit : plan/fiches/messy.toml\n");
    assert_eq!(run.err, "1\u{a0}fichier mis en forme, 3 l'étaient déjà\n");
    assert_eq!(text(&scratch, "fiches/messy.toml"), TIDY);
    let before = fs::metadata(scratch.path("fiches/messy.toml")).unwrap();
    let again = scratch.run(&["fmt"]);
    assert_eq!((again.code, again.out.as_str()), (0, ""));
    assert_eq!(again.err, "4\u{a0}fichiers, tous déjà en forme\n");
    let after = fs::metadata(scratch.path("fiches/messy.toml")).unwrap();
    assert_eq!(before.modified().unwrap(), after.modified().unwrap());
}

#[test]
fn check_and_diff_write_nothing() {
    let scratch = messy();
    let check = scratch.run(&["fmt", "--check"]);
    assert_eq!(
        (check.code, check.out.as_str()),
        (1, "plan/fiches/messy.toml\n")
    );
    assert_eq!(
        check.err,
        "1\u{a0}fichier à mettre en forme, 3 l'étaient déjà\n"
    );
    let diff = scratch.run(&["fmt", "--diff"]);
    assert_eq!(diff.code, 0, "{}", diff.err);
    assert!(
        diff.out
            .starts_with("--- a/plan/fiches/messy.toml\n+++ b/plan/fiches/messy.toml\n@@"),
        "{}",
        diff.out
    );
    assert!(diff.out.contains("\n+[calendrier.x]\n"), "{}", diff.out);
    let both = scratch.run(&["fmt", "--check", "--diff"]);
    assert_eq!((both.code, both.out), (1, check.out + &diff.out));
    assert_eq!(text(&scratch, "fiches/messy.toml"), MESSY);
    let tidy = scratch.run(&["fmt", "--check", "plan/fiches/tidy.toml"]);
    assert_eq!((tidy.code, tidy.out.as_str()), (0, ""));
    assert_eq!(tidy.err, "1\u{a0}fichier, déjà en forme\n");
}

#[test]
fn only_the_files_that_are_asked_for_change() {
    let scratch = messy();
    scratch.write("bilans/2017.toml", "decisions=[]\n");
    let run = scratch.run(&["fmt", "plan/bilans"]);
    assert_eq!(
        (run.code, run.out.as_str()),
        (0, "écrit : plan/bilans/2017.toml\n")
    );
    assert_eq!(text(&scratch, "bilans/2017.toml"), "decisions = []\n");
    assert_eq!(text(&scratch, "fiches/messy.toml"), MESSY);
    let outside = scratch.run(&["fmt", "/"]);
    assert_eq!(outside.code, 2);
    assert!(
        outside.err.contains("n'est pas dans le plan"),
        "{}",
        outside.err
    );
    let revision = scratch.run(&["fmt", "--rev", "HEAD"]);
    assert_eq!(revision.code, 2);
    assert!(revision.err.contains("--rev"), "{}", revision.err);
}

#[test]
fn a_file_that_reads_badly_stays_and_the_others_change() {
    for (path, bad) in [
        ("fiches/bad.toml", "numero='1'\ntitre = \n"),
        ("fiches/bad.toml", "numero='1'\ntitr = 'A'\n"),
        ("acteurs.toml", "nom='A'\n"),
        ("strategie.toml", "titre='S'\nformat=1\n"),
    ] {
        let scratch = messy();
        scratch.write(path, bad);
        let run = scratch.run(&["fmt"]);
        assert_eq!(run.code, 1, "{bad}");
        assert_eq!(run.out, "écrit : plan/fiches/messy.toml\n", "{bad}");
        assert!(run.err.contains(&format!("plan/{path}:")), "{}", run.err);
        assert!(
            run.err.contains("ce fichier reste tel qu'il est"),
            "{}",
            run.err
        );
        assert!(run.err.contains("1 laissé tel quel"), "{}", run.err);
        assert_eq!(text(&scratch, path), bad);
        assert_eq!(text(&scratch, "fiches/messy.toml"), TIDY);
    }
}

#[test]
fn the_ends_of_lines_and_the_mark_of_a_file_are_kept() {
    let scratch = messy();
    scratch.write(
        "fiches/messy.toml",
        format!("\u{feff}{}", MESSY.replace('\n', "\r\n")),
    );
    assert_eq!(scratch.run(&["fmt"]).code, 0);
    assert_eq!(
        text(&scratch, "fiches/messy.toml"),
        format!("\u{feff}{}", TIDY.replace('\n', "\r\n"))
    );
    assert_eq!(scratch.run(&["fmt", "--check"]).code, 0);
}

#[cfg(unix)]
#[test]
fn the_mode_of_a_file_is_kept() {
    use std::os::unix::fs::PermissionsExt;
    let scratch = messy();
    let path = scratch.path("fiches/messy.toml");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(scratch.run(&["fmt"]).code, 0);
    let mode = fs::metadata(&path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}

#[test]
fn an_actor_takes_its_name_when_this_is_asked_for() {
    let scratch = tidy();
    scratch.write(
        "acteurs.toml",
        "[ccas]\nnom = \"Centre d'action sociale\"\nsigle = \"CCAS\"\nalias = [\"l'action sociale\"]\n",
    );
    let fiche = "titre = \"A\"\n\npilotes = [\"ccas\", \"Inconnu\"]\npartenaires = [{ acteur = \"L’action sociale\", mention = \"CCAS\" }]\n";
    scratch.write("fiches/a.toml", fiche);
    assert_eq!(scratch.run(&["fmt", "--check"]).code, 0);
    let run = scratch.run(&["fmt", "--acteurs"]);
    assert_eq!(
        (run.code, run.out.as_str()),
        (0, "écrit : plan/fiches/a.toml\n")
    );
    assert_eq!(
        text(&scratch, "fiches/a.toml"),
        "titre = \"A\"\n\npilotes = [\"Centre d'action sociale\", \"Inconnu\"]\npartenaires = [{ acteur = \"Centre d'action sociale\", mention = \"CCAS\" }]\n"
    );
    assert_eq!(scratch.run(&["fmt", "--acteurs", "--check"]).code, 0);
    fs::remove_file(scratch.path("acteurs.toml")).unwrap();
    let none = scratch.run(&["fmt", "--acteurs"]);
    assert_eq!(none.code, 0);
    assert!(none.err.contains("les noms restent"), "{}", none.err);
}

#[test]
fn every_plan_of_this_repository_is_laid_out() {
    for plan in ["plan", "tests/plans/fictif", "tests/plans/autre-commune"] {
        let run = stspd(&["--plan", plan, "fmt", "--check"]);
        assert_eq!((run.code, run.out.as_str()), (0, ""), "{plan}");
    }
}

#[test]
fn the_fiche_of_the_readme_is_laid_out() {
    let scratch = tidy();
    let fiche = run::readme_blocks("toml")[0].clone();
    scratch.write("fiches/a.toml", &fiche);
    let run = scratch.run(&["fmt", "--diff"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
}

/// The plan of another town as its authors could have typed it, in every spelling that TOML has, is the same plan.
#[test]
fn a_plan_in_other_spellings_says_the_same_once_laid_out() {
    let typed = copied("tests/fmt/autre-commune");
    let reports: [&[&str]; 5] = [
        &["list", "--format", "json"],
        &["bilan", "2005", "--format", "json"],
        &["synthese", "--par", "etat,pilote", "--format", "json"],
        &["calendrier", "--format", "json"],
        &["check", "--format", "json"],
    ];
    // A finding has a place, which moves.
    let place = |line: &&str| !line.contains("ligne\"") && !line.contains("colonne\"");
    let said = |args: &[&str]| {
        let run = typed.run(&[&["--au", "2006-01-01"], args].concat());
        assert!(run.code < 2, "{}", run.err);
        let lines: Vec<String> = run.out.lines().filter(place).map(str::to_owned).collect();
        lines
    };
    let before: Vec<_> = reports.iter().map(|args| said(args)).collect();
    let run = typed.run(&["fmt"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let after: Vec<_> = reports.iter().map(|args| said(args)).collect();
    assert_eq!(after, before);
    let laid_out = copied("tests/plans/autre-commune");
    for path in run.out.lines() {
        let path = path.strip_prefix("écrit : plan/").unwrap();
        assert_eq!(text(&typed, path), text(&laid_out, path), "{path}");
    }
}
