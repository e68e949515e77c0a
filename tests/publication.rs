//! What is published gives no way of reaching someone: the bilan stops, whatever its format.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod run;

use std::fs;

use run::{Run, STRATEGIE, Scratch, stspd};

/// A sentence that gives a telephone number.
const CONTACT: &str = "Voir M. Untel, 06 12 34 56 78.";

/// Returns a plan with two fiches, of which one is written by the test.
fn plan(fiche: &str) -> Scratch {
    let scratch = Scratch::new();
    let autre = "titre = \"Autre\"\npilotes = [\"Ville de Bourg-Exemple\"]\n";
    scratch.write("fiches/autre.toml", autre);
    scratch.write("fiches/f.toml", format!("titre = \"Fiche\"\n{fiche}"));
    scratch
}

/// Checks that a run stopped, at so many places of the fiche.
fn assert_stopped(run: &Run, places: usize) {
    assert_eq!((run.code, run.out.as_str()), (1, ""), "{run:?}");
    let found = run.err.matches("erreur[donnee-personnelle]").count();
    assert_eq!(found, places, "{run:?}");
    assert!(run.err.contains("--> plan/fiches/f.toml:2:"), "{run:?}");
    let last = run.err.lines().last().unwrap();
    assert!(last.starts_with("bilan non publié : "), "{last}");
    assert!(last.contains("« ignorer »"), "{last}");
}

#[test]
fn no_format_publishes_a_telephone_number_or_an_address() {
    let text = "difficulte@exemple.fr ou +33 6 12 34 56 78";
    let scratch = plan(&format!("mise_en_oeuvre = \"{text}\"\n"));
    for format in ["texte", "markdown", "html", "json"] {
        let run = scratch.run(&["bilan", "2017", "--format", format]);
        assert_stopped(&run, 2);
        assert!(run.err.contains("2 numéros de téléphone ou adresses"));
    }
    let page = stspd(&["regles", "donnee-personnelle"]).out;
    assert!(page.contains("--interne"), "{page}");
    // The other reports are for those who write the plan.
    assert_eq!(scratch.run(&["list"]).code, 0);
}

#[test]
fn a_file_that_was_there_stays_as_it_was() {
    let scratch = plan(&format!("mise_en_oeuvre = \"{CONTACT}\"\n"));
    let file = scratch.folder.path().join("bilan.html");
    fs::write(&file, "hier").unwrap();
    for _ in 0..2 {
        let run = scratch.run(&["bilan", "2017", "--output", "bilan.html"]);
        assert_stopped(&run, 1);
        assert_eq!(fs::read_to_string(&file).unwrap(), "hier");
    }
}

#[test]
fn only_the_reason_of_a_fiche_lets_a_contact_through() {
    let ignored = |raison: &str| {
        let ignorer = format!("ignorer = [{{ regle = \"donnee-personnelle\"{raison} }}]\n");
        plan(&format!("mise_en_oeuvre = \"{CONTACT}\"\n{ignorer}")).run(&["bilan", "2017"])
    };
    assert_eq!(ignored(", raison = \"accueil public\"").code, 0);
    assert_eq!(ignored("").code, 1);
    let scratch = plan(&format!("mise_en_oeuvre = \"{CONTACT}\"\n"));
    for gravite in ["ignoree", "info"] {
        let strategie = format!("{STRATEGIE}donnee-personnelle = \"{gravite}\"\n");
        scratch.write("strategie.toml", strategie);
        assert_stopped(&scratch.run(&["bilan", "2017"]), 1);
    }
}

#[test]
fn what_the_bilan_does_not_read_does_not_stop_it() {
    let internal = plan(&format!(
        "mise_en_oeuvre = \"{CONTACT}\"\ndiffusion = \"interne\"\n"
    ));
    assert_eq!(internal.run(&["bilan", "2017"]).code, 0);
    assert_stopped(&internal.run(&["bilan", "2017", "--interne"]), 1);
    let entry = format!("[[suivi]]\nnote = \"{CONTACT}\"\ndate = 2017-03-01\n");
    let journal = plan(&format!("{entry}diffusion = \"interne\"\n"));
    assert_eq!(journal.run(&["bilan", "2017"]).code, 0);
    assert_eq!(journal.run(&["bilan", "2017", "--interne"]).code, 1);
    assert_eq!(plan(&entry).run(&["bilan", "2017"]).code, 1);
    // A fiche that the filters leave out, a year to come.
    let scratch = plan(&format!("mise_en_oeuvre = \"{CONTACT}\"\n"));
    let filtered = ["bilan", "2017", "--pilote", "Ville de Bourg-Exemple"];
    assert_eq!(scratch.run(&filtered).code, 0);
    let later = plan(&format!("[bilan.2018]\nrealisations = \"{CONTACT}\"\n"));
    assert_eq!(later.run(&["bilan", "2017"]).code, 0);
    assert_eq!(later.run(&["bilan", "2018"]).code, 1);
}

#[test]
fn what_the_whole_plan_shares_stops_it_too() {
    let scratch = plan("");
    scratch.write(
        "bilans/2017.toml",
        format!("introduction = \"{CONTACT}\"\n"),
    );
    let run = scratch.run(&["bilan", "2017"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("plan/bilans/2017.toml:1:"), "{}", run.err);
}

#[test]
fn names_and_codes_that_are_printed_stop_it_too() {
    let levels = STRATEGIE.replacen("niveaux = [", "niveaux = [\"a@exemple.fr\", ", 1);
    let page = "presentations = [{ instance = \"Untel, 06 12 34 56 78\", date = 2018-02-15 }]\n";
    for (file, text) in [
        ("strategie.toml", levels.as_str()),
        ("bilans/2017.toml", page),
    ] {
        let scratch = plan("");
        scratch.write(file, text);
        let run = scratch.run(&["bilan", "2017"]);
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{file}: {run:?}");
        assert!(run.err.contains(&format!("plan/{file}:")), "{}", run.err);
    }
    let objectif = "objectif = \"a@exemple.fr\"\n";
    assert_stopped(&plan(objectif).run(&["bilan", "2017"]), 1);
    let ignorer = "ignorer = [{ regle = \"donnee-personnelle\", raison = \"accueil\" }]\n";
    let ignored = plan(&format!("{objectif}{ignorer}"));
    assert_eq!(ignored.run(&["bilan", "2017"]).code, 0);
}
