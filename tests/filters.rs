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
