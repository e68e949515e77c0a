//! The parts of a bilan add up to its wholes, in the JSON and in its table.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::Value;

use crate::bilan::cents;
use crate::commande::Dossier;
use crate::faits::jour;
use crate::hasard::plan;
use crate::tableau::of_csv;
use crate::tries;

/// What étapes are counted as.
const CLASSES: [(&str, &str); 4] = [
    ("tenues", "tenue"),
    ("reportees", "reportee"),
    ("annulees", "annulee"),
    ("sans_etat", "sans-etat"),
];

/// Returns a count.
fn count(value: &Value) -> u64 {
    value.as_u64().unwrap()
}

/// Returns how long a list is.
fn length(value: &Value) -> u64 {
    value.as_array().unwrap().len().try_into().unwrap()
}

/// Returns the sum of a count of the lines of a list.
fn sum(lines: &Value, path: &str) -> u64 {
    lines
        .as_array()
        .unwrap()
        .iter()
        .map(|line| count(line.pointer(path).unwrap()))
        .sum()
}

/// Returns the sum, in cents, of an amount of the lines of a list; nothing where none says it.
fn sum_of_amounts(lines: &Value, key: &str) -> Value {
    let said = lines
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line[key].clone());
    let said = said.filter_map(|mut euros| {
        cents(&mut euros);
        euros.as_i64()
    });
    said.reduce(|one, other| one + other).into()
}

/// Holds the synthèse of a bilan against its own parts.
fn hold_synthese(bilan: &Value) -> Result<(), TestCaseError> {
    let (synthese, lines) = (&bilan["synthese"], &bilan["par_enjeu"]);
    let attendus = length(&synthese["attendus"]);
    prop_assert_eq!(
        attendus,
        length(&synthese["saisis"]) + length(&synthese["sans_bilan"])
    );
    let others = length(&synthese["non_concernees"]) + length(&synthese["associees"]);
    prop_assert_eq!(count(&synthese["fiches"]), attendus + others);
    prop_assert_eq!(count(&synthese["fiches"]), length(&bilan["fiches"]));
    for tally in ["etats", "resultats", "suites"] {
        prop_assert_eq!(
            synthese[tally]
                .as_object()
                .unwrap()
                .values()
                .map(count)
                .sum::<u64>(),
            attendus,
            "{}",
            tally
        );
    }
    for key in ["fiches", "propres"] {
        prop_assert_eq!(
            sum(lines, &format!("/{key}")),
            count(&synthese[key]),
            "{}",
            key
        );
    }
    for key in ["attendus", "saisis", "sans_bilan"] {
        prop_assert_eq!(
            sum(lines, &format!("/{key}")),
            length(&synthese[key]),
            "{}",
            key
        );
    }
    for (state, whole) in synthese["etats"].as_object().unwrap() {
        prop_assert_eq!(
            sum(lines, &format!("/etats/{state}")),
            count(whole),
            "{}",
            state
        );
    }
    for (class, whole) in synthese["etapes"].as_object().unwrap() {
        prop_assert_eq!(
            sum(lines, &format!("/etapes/{class}")),
            count(whole),
            "{}",
            class
        );
    }
    Ok(())
}

/// Holds the étapes of a bilan against those of its fiches.
fn hold_etapes(bilan: &Value) -> Result<(), TestCaseError> {
    let fiches = bilan["fiches"].as_array().unwrap().iter();
    let expected = fiches.filter(|fiche| fiche["attendue"] == true);
    let points: Vec<&Value> = expected
        .flat_map(|fiche| fiche["etapes"].as_array().unwrap())
        .collect();
    for (key, is_bilan) in [("etapes", false), ("etapes_bilan", true)] {
        let counts = &bilan["synthese"][key];
        let points = points
            .iter()
            .filter(|point| (point["genre"] == "bilan") == is_bilan);
        prop_assert_eq!(points.clone().count() as u64, count(&counts["dues"]));
        let parts: u64 = CLASSES.iter().map(|(name, _)| count(&counts[*name])).sum();
        prop_assert_eq!(parts, count(&counts["dues"]));
        for (name, class) in CLASSES {
            let of_class = points.clone().filter(|point| point["classe"] == class);
            prop_assert_eq!(of_class.count() as u64, count(&counts[name]), "{}", name);
        }
        prop_assert!(count(&counts["dont_en_retard"]) <= count(&counts["sans_etat"]));
    }
    Ok(())
}

/// Holds the costs of a bilan against those of its funders, of its types and of its fiches.
fn hold_couts(bilan: &Value) -> Result<(), TestCaseError> {
    let couts = &bilan["synthese"]["couts"];
    let fiches = bilan["fiches"].as_array().unwrap().iter();
    let expected = fiches
        .filter(|fiche| fiche["attendue"] == true)
        .map(|fiche| fiche["couts"].clone());
    let expected: Value = expected.collect();
    for key in ["prevu", "realise"] {
        let mut whole = couts[key].clone();
        cents(&mut whole);
        for parts in [&couts["par_financeur"], &couts["par_type"], &expected] {
            prop_assert_eq!(
                sum_of_amounts(parts, key),
                whole.clone(),
                "{} of {}",
                key,
                parts
            );
        }
        let missing = format!("sans_{key}");
        for parts in ["par_financeur", "par_type"] {
            prop_assert_eq!(
                sum(&couts[parts], &format!("/{missing}")),
                count(&couts[&missing])
            );
        }
    }
    Ok(())
}

/// Holds the table of a bilan against its JSON.
fn hold_table(table: &[Vec<String>], bilan: &Value) -> Result<(), TestCaseError> {
    let fiches = bilan["fiches"].as_array().unwrap();
    prop_assert_eq!(table.len(), fiches.len() + 1);
    for (row, fiche) in table[1..].iter().zip(fiches) {
        let row: BTreeMap<&str, &str> = table[0]
            .iter()
            .map(String::as_str)
            .zip(row.iter().map(String::as_str))
            .collect();
        let points = fiche["etapes"].as_array().unwrap();
        let counted = |class: &str| {
            let of_class = |point: &&Value| point["classe"] == class && point["genre"] != "bilan";
            points.iter().filter(of_class).count().to_string()
        };
        for (name, class) in CLASSES {
            prop_assert_eq!(
                row[format!("etapes_{name}").as_str()],
                counted(class),
                "{}",
                name
            );
        }
        let pairs = [
            ("fiche", "id"),
            ("attendu", "attendue"),
            ("saisi", "saisie"),
            ("etat", "etat"),
            ("resultat", "resultat"),
            ("suite", "suite"),
            ("en_retard", "en_retard"),
            ("reference", "reference"),
            ("propre", "propre"),
        ];
        for (column, key) in pairs {
            let expected = match &fiche[key] {
                Value::Null => String::new(),
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            prop_assert_eq!(row[column], expected, "{}", column);
        }
        for key in ["realisations", "difficultes", "perspectives", "titre"] {
            let expected = fiche[key].as_str().unwrap_or_default();
            prop_assert_eq!(
                row[key].strip_prefix('\'').unwrap_or(row[key]),
                expected.strip_prefix('\'').unwrap_or(expected)
            );
        }
        for key in ["prevu", "realise"] {
            let euros = row[key].parse::<f64>().ok();
            let (mut found, mut expected) = (Value::from(euros), fiche["couts"][key].clone());
            cents(&mut found);
            cents(&mut expected);
            prop_assert_eq!(found, expected, "{}", key);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(tries(24))]

    #[test]
    fn the_parts_of_a_bilan_add_up(plan in plan(), au in jour(), year in 2015..2022, with_internes in any::<bool>()) {
        let folder = Dossier::new(&plan, au, false);
        let named = plan.exercice(year).1.to_string();
        let mut args = vec!["bilan", &named];
        args.extend(with_internes.then_some("--interne"));
        let bilan = folder.json(&args);
        hold_synthese(&bilan)?;
        hold_etapes(&bilan)?;
        hold_couts(&bilan)?;
        let mut shown = 0;
        for half in ["--propres", "--associees"] {
            let part = folder.json(&[args.as_slice(), &[half]].concat());
            hold_synthese(&part)?;
            shown += count(&part["synthese"]["fiches"]);
        }
        prop_assert_eq!(shown, count(&bilan["synthese"]["fiches"]));
        let known = |line: &&Value| line["code"].is_string() && line["inconnu"] == false;
        for line in bilan["par_enjeu"].as_array().unwrap().iter().filter(known) {
            let code = line["code"].as_str().unwrap();
            let part = folder.json(&[args.as_slice(), &["--enjeu", code]].concat());
            prop_assert_eq!(&part["synthese"]["fiches"], &line["fiches"], "{}", code);
            prop_assert_eq!(&part["synthese"]["etapes"], &line["etapes"], "{}", code);
            prop_assert_eq!(&part["synthese"]["etats"], &line["etats"], "{}", code);
        }
        let csv = folder.run(&[args.as_slice(), &["--format", "csv"]].concat());
        hold_table(&of_csv(&csv.out, b','), &bilan)?;
    }
}
