//! The figures of the bilan, held against figures that were worked out by hand: `figures/README.md` says how.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod run;

use run::{root, stspd};
use serde_json::Value;

/// Runs a command on a plan and reads its JSON.
fn json(plan: &str, args: &[&str]) -> Value {
    let run = stspd(&[&["--plan", plan], args, &["--format", "json"]].concat());
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{plan} {args:?}");
    serde_json::from_str(&run.out).unwrap()
}

/// Returns what tells an item of a list from the others.
fn name(item: &Value) -> String {
    let keys = ["id", "code", "nom", "etape", "quand"];
    let parts = keys
        .iter()
        .filter_map(|key| item.get(*key))
        .map(Value::to_string);
    let name = parts.collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        item.to_string()
    } else {
        name
    }
}

/// Collects the places where the program differs from what was worked out. Keys that were not worked out are passed over;
/// lists of things with names are compared by name, and must have the same names.
fn differences(expected: &Value, found: &Value, place: &str, all: &mut Vec<String>) {
    match (expected, found) {
        (Value::Object(expected), Value::Object(found)) => {
            for (key, value) in expected {
                let place = format!("{place}/{key}");
                match found.get(key) {
                    Some(other) => differences(value, other, &place, all),
                    None => all.push(format!("{place}: missing")),
                }
            }
        }
        (Value::Array(expected), Value::Array(found)) => {
            let names = |items: &[Value]| {
                let mut names: Vec<String> = items.iter().map(name).collect();
                names.sort();
                names
            };
            if names(expected) != names(found) {
                all.push(format!(
                    "{place}: {:?} and not {:?}",
                    names(found),
                    names(expected)
                ));
                return;
            }
            for item in expected {
                let name = name(item);
                let other = found
                    .iter()
                    .find(|other| self::name(other) == name)
                    .unwrap();
                if item.is_object() {
                    differences(item, other, &format!("{place}/{name}"), all);
                }
            }
        }
        _ if expected == found => {}
        _ => all.push(format!("{place}: {found} and not {expected}")),
    }
}

/// Holds a bilan against what was worked out.
fn hold(plan: &str, args: &[&str], figures: &str) {
    let path = root().join("tests/figures").join(figures);
    let expected: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut all = Vec::new();
    differences(&expected, &json(plan, args), "", &mut all);
    assert!(all.is_empty(), "{figures}:\n{}", all.join("\n"));
}

#[test]
fn the_first_year_of_the_fictitious_plan() {
    hold("tests/plans/fictif", &["bilan", "2017"], "fictif-2017.json");
}

#[test]
fn the_second_year_of_the_fictitious_plan() {
    hold("tests/plans/fictif", &["bilan", "2018"], "fictif-2018.json");
}

#[test]
fn the_second_year_with_what_is_internal() {
    hold(
        "tests/plans/fictif",
        &["bilan", "2018", "--interne"],
        "fictif-2018-interne.json",
    );
}

#[test]
fn an_exercice_of_two_years() {
    hold(
        "tests/plans/autre-commune",
        &["bilan", "2005"],
        "autre-commune-2005.json",
    );
}

#[test]
fn a_difference_would_be_seen() {
    let (expected, found) = (
        serde_json::json!({ "a": [{ "id": "x", "n": 1 }] }),
        serde_json::json!({ "a": [{ "id": "x", "n": 2 }] }),
    );
    let mut all = Vec::new();
    differences(&expected, &found, "", &mut all);
    assert_eq!(all, ["/a/\"x\"/n: 2 and not 1"]);
}

#[test]
fn parts_add_up_to_wholes() {
    let plans = [
        ("plan", 2017),
        ("plan", 2018),
        ("plan", 2021),
        ("tests/plans/fictif", 2016),
        ("tests/plans/fictif", 2017),
        ("tests/plans/fictif", 2018),
        ("tests/plans/fictif", 2019),
        ("tests/plans/autre-commune", 2003),
        ("tests/plans/autre-commune", 2005),
        ("tests/plans/autre-commune", 2006),
    ];
    for (plan, year) in plans {
        let bilan = json(plan, &["bilan", &year.to_string(), "--au", "2026-01-01"]);
        let synthese = &bilan["synthese"];
        let ids = |key: &str| synthese[key].as_array().unwrap().len() as u64;
        let number = |value: &Value| value.as_u64().unwrap();
        assert_eq!(
            ids("attendus"),
            ids("saisis") + ids("sans_bilan"),
            "{plan} {year}"
        );
        assert_eq!(
            number(&synthese["fiches"]),
            ids("attendus") + ids("non_concernees") + ids("associees"),
            "{plan} {year}"
        );
        for tally in ["etats", "resultats", "suites"] {
            let sum: u64 = synthese[tally]
                .as_object()
                .unwrap()
                .values()
                .map(number)
                .sum();
            assert_eq!(sum, ids("attendus"), "{plan} {year} {tally}");
        }
        let lines = bilan["par_enjeu"].as_array().unwrap();
        for key in ["fiches", "propres"] {
            assert_eq!(
                lines.iter().map(|line| number(&line[key])).sum::<u64>(),
                number(&synthese[key]),
                "{plan} {year} {key}"
            );
        }
        for (key, whole) in [
            ("attendus", "attendus"),
            ("saisis", "saisis"),
            ("sans_bilan", "sans_bilan"),
        ] {
            assert_eq!(
                lines.iter().map(|line| number(&line[key])).sum::<u64>(),
                ids(whole),
                "{plan} {year} {key}"
            );
        }
        for counts in lines
            .iter()
            .map(|line| &line["etapes"])
            .chain([&synthese["etapes"], &synthese["etapes_bilan"]])
        {
            let parts = ["tenues", "reportees", "annulees", "sans_etat"]
                .iter()
                .map(|key| number(&counts[*key]))
                .sum::<u64>();
            assert_eq!(number(&counts["dues"]), parts, "{plan} {year}");
            assert!(
                number(&counts["dont_en_retard"]) <= number(&counts["sans_etat"]),
                "{plan} {year}"
            );
        }
        for key in [
            "dues",
            "tenues",
            "reportees",
            "annulees",
            "sans_etat",
            "dont_en_retard",
        ] {
            let sum: u64 = lines.iter().map(|line| number(&line["etapes"][key])).sum();
            assert_eq!(sum, number(&synthese["etapes"][key]), "{plan} {year} {key}");
        }
    }
}

#[test]
fn sans_bilan_is_the_same_list_everywhere() {
    for (plan, year) in [
        ("plan", "2017"),
        ("tests/plans/fictif", "2017"),
        ("tests/plans/fictif", "2018"),
        ("tests/plans/autre-commune", "2005"),
    ] {
        let bilan = json(plan, &["bilan", year, "--interne"]);
        let list = stspd(&[
            "--plan", plan, "list", "--sans", "bilan", "--annee", year, "--format", "json",
        ]);
        let list: Value = serde_json::from_str(&list.out).unwrap();
        let listed: Vec<&Value> = list["fiches"]
            .as_array()
            .unwrap()
            .iter()
            .map(|fiche| &fiche["id"])
            .collect();
        let missing: Vec<&Value> = bilan["synthese"]["sans_bilan"]
            .as_array()
            .unwrap()
            .iter()
            .collect();
        assert_eq!(listed, missing, "{plan} {year}");
    }
}

#[test]
fn the_real_plan_claims_nothing_that_was_not_reported() {
    let bilan = json("plan", &["bilan", "2017"]);
    let synthese = &bilan["synthese"];
    let own = [
        "lomme-1-prevention-radicalisation",
        "lomme-2-cyber-harcelement",
        "lomme-3-violences-sport",
        "lomme-4-lieux-accueil-tig",
        "lomme-5-citoyennete",
    ];
    assert_eq!(synthese["attendus"], serde_json::json!(own));
    assert_eq!(synthese["sans_bilan"], serde_json::json!(own));
    assert_eq!(synthese["saisis"], serde_json::json!([]));
    assert_eq!(synthese["associees"].as_array().unwrap().len(), 30);
    assert_eq!(synthese["fiches"], 35);
    // Nine étapes and two promised bilans are printed for 2017; only March is past on 31 December.
    assert_eq!(
        synthese["etapes"],
        serde_json::json!({ "dues": 9, "tenues": 0, "reportees": 0, "annulees": 0, "sans_etat": 9, "dont_en_retard": 1 })
    );
    assert_eq!(synthese["etapes_bilan"]["dues"], 2);
    assert_eq!(synthese["couts"]["prevu"], Value::Null);
    assert_eq!(synthese["couts"]["realise"], Value::Null);
    for fiche in bilan["fiches"].as_array().unwrap() {
        for key in [
            "etat",
            "resultat",
            "suite",
            "realisations",
            "difficultes",
            "perspectives",
        ] {
            assert_eq!(fiche[key], Value::Null, "{}", fiche["id"]);
        }
        for indicateur in fiche["indicateurs"].as_array().unwrap() {
            assert_eq!(
                (&indicateur["valeur"], &indicateur["tendance"]),
                (&Value::Null, &"non-evaluable".into()),
                "{indicateur}"
            );
        }
    }
    assert_eq!(bilan["comparaison"], Value::Null);
}
