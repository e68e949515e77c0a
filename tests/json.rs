//! The JSON contract, on the three plans: a snapshot that changes only on purpose.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod run;

use run::{root, stspd};
use snapbox::{Data, assert_data_eq};

/// Holds the JSON of a command against its snapshot.
fn hold(name: &str, args: &[&str]) {
    let run = stspd(&[args, &["--format", "json"]].concat());
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{args:?}");
    let snapshot = Data::read_from(
        &root().join("tests/json").join(format!("{name}.json")),
        None,
    );
    assert_data_eq!(run.out, snapshot.raw());
}

/// Declares the snapshots: each a test of its own.
macro_rules! snapshots {
    ($($name:ident: $($arg:literal)*;)*) => {
        $(#[test] fn $name() { hold(stringify!($name), &[$($arg),*]); })*
    };
}

snapshots! {
    lomme_list: "--au" "2017-12-31" "list";
    lomme_show: "--au" "2017-12-31" "show" "lomme-1" "lomme-2" "lomme-3" "lomme-4" "lomme-5" "lille-4-1-2";
    lomme_bilan_2017: "bilan" "2017";
    lomme_check: "--au" "2018-06-30" "check";
    fictif_list: "--plan" "tests/plans/fictif" "--au" "2018-12-31" "list";
    fictif_show: "--plan" "tests/plans/fictif" "--au" "2018-12-31" "show" "exemple-4" "reperer-decrochage" "errance";
    fictif_synthese_pilote: "--plan" "tests/plans/fictif" "--au" "2018-12-31" "synthese" "--par" "pilote";
    fictif_synthese_enjeu_financeur: "--plan" "tests/plans/fictif" "--au" "2018-12-31" "synthese" "--par" "enjeu,financeur";
    fictif_bilan_2017: "--plan" "tests/plans/fictif" "bilan" "2017";
    fictif_bilan_2018: "--plan" "tests/plans/fictif" "bilan" "2018";
    fictif_manquants_2018: "--plan" "tests/plans/fictif" "bilan" "2018" "--manquants";
    lomme_messages_2017: "bilan" "2017" "--manquants=messages";
    lomme_calendrier: "--au" "2017-12-31" "calendrier";
    fictif_calendrier_2018: "--plan" "tests/plans/fictif" "--au" "2018-12-31" "calendrier" "2018";
    autre_commune_calendrier: "--plan" "tests/plans/autre-commune" "--au" "2005-12-31" "calendrier";
    autre_commune_list: "--plan" "tests/plans/autre-commune" "--au" "2005-12-31" "list";
    autre_commune_show: "--plan" "tests/plans/autre-commune" "--au" "2005-12-31" "show" "place-du-marche" "soutien-scolaire";
    autre_commune_synthese_annee: "--plan" "tests/plans/autre-commune" "--au" "2005-12-31" "synthese" "--par" "annee";
    autre_commune_bilan_2005: "--plan" "tests/plans/autre-commune" "bilan" "2005";
}

#[test]
fn each_line_of_ndjson_is_a_fiche_of_the_list() {
    for plan in ["plan", "tests/plans/fictif", "tests/plans/autre-commune"] {
        let list = |format| {
            let args = [
                "--plan",
                plan,
                "--au",
                "2018-12-31",
                "list",
                "--format",
                format,
            ];
            stspd(&args).out
        };
        let whole: serde_json::Value = serde_json::from_str(&list("json")).unwrap();
        let lines: Vec<serde_json::Value> = list("ndjson")
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert!(lines.len() >= 5, "{plan}");
        assert_eq!(whole["fiches"].as_array().unwrap(), &lines, "{plan}");
    }
}
