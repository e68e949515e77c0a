//! What a French reader types, and what it finds.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod run;

use run::{Scratch, stspd};

/// Returns the identifiers of the fiches of Lomme's plan that a filter keeps.
fn found(option: &str, value: &str) -> Vec<String> {
    let run = stspd(&[
        "list",
        option,
        value,
        "--au",
        "2017-02-01",
        "--format",
        "csv",
        "--colonnes",
        "id",
    ]);
    assert_eq!(run.code, 0, "{option} {value}: {}", run.err);
    run.out.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn a_name_is_found_however_it_is_typed() {
    let lomme = [
        "lomme-1-prevention-radicalisation",
        "lomme-2-cyber-harcelement",
        "lomme-3-violences-sport",
        "lomme-4-lieux-accueil-tig",
        "lomme-5-citoyennete",
    ];
    for name in [
        "Lomme",
        "lomme",
        "VILLE DE LOMME",
        "ville\u{a0}de lomme",
        "Ville-de-Lomme",
    ] {
        assert_eq!(found("--pilote", name), lomme, "{name}");
    }
    for name in [
        "cdad",
        "CDAD",
        "Conseil Départemental d'Accès au Droit du Nord",
        "conseil departemental d’acces au droit",
        "CONSEIL DEPARTEMENTAL D´ACCES AU DROIT",
    ] {
        assert_eq!(found("--acteur", name), lomme[..1], "{name}");
    }
    for words in [
        "cyber-harcèlement",
        "cyber harcelement",
        "CYBER\u{2011}HARCÈLEMENT",
        "cyber-harce\u{300}lement",
    ] {
        assert_eq!(found("--texte", words), lomme[1..2], "{words}");
    }
}

#[test]
fn a_text_is_found_in_every_text_of_a_fiche_whatever_its_ligatures() {
    let scratch = Scratch::new();
    for (name, text) in [
        ("titre", "titre = \"La mise en œuvre\"\n"),
        (
            "objet",
            "titre = \"T\"\n[couts]\nlignes = [{ annee = 2017, objet = \"Mise en oeuvre\", prevu = 1 }]\n",
        ),
        (
            "note",
            "titre = \"T\"\n[[suivi]]\ndate = 2017-01-01\nnote = \"MISE EN ŒUVRE\"\n",
        ),
        (
            "autre",
            "titre = \"T\"\n[autres]\n\"Mise en\u{a0}œuvre\" = \"…\"\n",
        ),
        ("ailleurs", "titre = \"Mise en place de l'œuvre\"\n"),
    ] {
        scratch.write(&format!("fiches/{name}.toml"), text);
    }
    for words in [
        "mise en oeuvre",
        "mise en œuvre",
        "Mise-en-Œuvre",
        "mise  en\u{202f}oeuvre",
    ] {
        let run = scratch.run(&[
            "list",
            "--texte",
            words,
            "--au",
            "2017-02-01",
            "--format",
            "csv",
            "--colonnes",
            "id",
        ]);
        assert_eq!(
            run.out, "id\r\nautre\r\nnote\r\nobjet\r\ntitre\r\n",
            "{words}: {}",
            run.err
        );
    }
}

#[test]
fn two_axes_that_one_fiche_makes_too_large_are_refused_at_once() {
    let scratch = Scratch::new();
    let names = |kind: &str| -> String {
        let names: Vec<String> = (0..400).map(|rank| format!("\"{kind} {rank}\"")).collect();
        names.join(", ")
    };
    let fiche = format!(
        "titre = \"T\"\npublics = [{}]\npartenaires = [{}]\n",
        names("public"),
        names("partenaire")
    );
    scratch.write("fiches/grande.toml", fiche);
    let run = scratch.run(&["synthese", "--par", "public,partenaire", "--format", "csv"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("100\u{a0}000 couples"), "{}", run.err);
    let run = scratch.run(&["synthese", "--par", "public", "--format", "csv"]);
    assert_eq!((run.code, run.out.lines().count()), (0, 402), "{}", run.err);
}

#[test]
fn a_year_that_is_asked_for_has_its_line_and_no_other_has() {
    let scratch = Scratch::new();
    scratch.write(
        "fiches/ouverte.toml",
        "titre = \"T\"\nperiode = \"2016/\"\n[couts]\nlignes = [{ annee = 2020, prevu = 100, financeur = \"Région\" }, { annee = 2017, prevu = 50 }]\n",
    );
    let lines = |args: &[&str]| {
        let args = [&["synthese", "--format", "csv", "--au", "2019-06-30"], args].concat();
        let run = scratch.run(&args);
        let lines = run.out.lines().skip(1);
        let kept = lines.map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            let of = |name: &str| {
                let heading = run.out.lines().next().unwrap();
                heading.split(',').position(|key| key == name).unwrap()
            };
            [
                of("libelle"),
                of("fiches"),
                of("prevu"),
                of("non_chiffrees"),
            ]
            .map(|at| cells[at])
            .join(" ")
        });
        kept.collect::<Vec<String>>()
    };
    let year = lines(&["--par", "annee", "--annee", "2020"]);
    assert_eq!(year, ["2020 1 100 0", "non renseigné 0  0"]);
    let funder = lines(&["--par", "financeur", "--financeur", "region"]);
    assert_eq!(funder, ["Région 1 100 0", "non renseigné 0  0"]);
}
