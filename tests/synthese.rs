//! The counts of `synthese`, worked out again by other roads: from the lines of `list`, by hand, and by DuckDB.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod run;

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use run::{Scratch, stspd};
use serde_json::{Value, json};

/// The plans, each at a date, with the name of a level and a filter on years and on a funder that find something.
const PLANS: [(&str, &str, &str, &str, &str); 3] = [
    ("plan", "2018-06-30", "Objectif général", "2018", "x"),
    (
        "tests/plans/fictif",
        "2018-12-31",
        "Objectif opérationnel",
        "2018",
        "FIPD",
    ),
    (
        "tests/plans/autre-commune",
        "2005-12-31",
        "Action",
        "2005",
        "CG",
    ),
];

/// The axes that have a word.
const AXES: [&str; 11] = [
    "enjeu",
    "objectif",
    "pilote",
    "service",
    "partenaire",
    "annee",
    "etat",
    "resultat",
    "commune",
    "financeur",
    "public",
];

/// The code of a line, and whether the plan does not know it.
type Key = (Option<String>, bool);

/// Runs a command on a plan at a date.
fn answer(plan: &str, date: &str, args: &[&str]) -> String {
    let run = stspd(&[&["--plan", plan, "--au", date], args].concat());
    assert_eq!(run.code, 0, "{args:?}: {run:?}");
    run.out
}

/// Returns the counts of some axes.
fn synthese(plan: &str, date: &str, axes: &str, filter: &[&str]) -> Value {
    let args = [&["synthese", "--format", "json", "--par", axes], filter].concat();
    serde_json::from_str(&answer(plan, date, &args)).unwrap()
}

/// Returns the fiches of a list.
fn fiches(plan: &str, date: &str, filter: &[&str]) -> Vec<Value> {
    let lines = answer(
        plan,
        date,
        &[&["list", "--format", "ndjson"], filter].concat(),
    );
    lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// Returns the items of a list.
fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().unwrap().iter()
}

/// Returns the years that one bilan covers as that bilan: 2004 is in the bilan 2005 of the third plan.
fn exercice(year: i64) -> i64 {
    if year == 2004 { 2005 } else { year }
}

/// Returns the keys of a fiche on an axis.
fn keys(fiche: &Value, axis: &str) -> BTreeSet<Key> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let known = |value: &Value| (text(value), false);
    let tree = |value: Option<&Value>| match (value, text(&fiche["objectif"])) {
        (Some(node), _) => known(&node["code"]),
        (None, Some(code)) if items(&fiche["niveaux"]).next().is_none() => (Some(code), true),
        (None, _) => (None, false),
    };
    let person = |person: &Value| match text(&person["acteur"]) {
        Some(id) => (Some(id), false),
        None => (text(&person["nom"]), true),
    };
    let keys: BTreeSet<Key> = match axis {
        "enjeu" => [tree(items(&fiche["niveaux"]).next())].into(),
        "objectif" => [tree(items(&fiche["niveaux"]).last())].into(),
        "pilote" => items(&fiche["pilotes"]).map(person).collect(),
        "partenaire" => items(&fiche["partenaires"]).map(person).collect(),
        "service" => items(&fiche["services"]).map(known).collect(),
        "public" => items(&fiche["publics"]).map(known).collect(),
        "annee" => items(&fiche["annees"])
            .map(|year| (Some(exercice(year.as_i64().unwrap()).to_string()), false))
            .collect(),
        "financeur" => items(&fiche["couts"]["lignes"])
            .map(|line| known(&line["financeur"]))
            .collect(),
        "etat" | "resultat" | "commune" => [known(&fiche[axis])].into(),
        level => [tree(
            items(&fiche["niveaux"])
                .filter(|node| node["niveau"] == level)
                .last(),
        )]
        .into(),
    };
    if keys.is_empty() {
        [(None, false)].into()
    } else {
        keys
    }
}

/// Returns the keys of a fiche on an axis, when a year or a funder is asked for: on their own axes, theirs alone.
fn keys_asked(fiche: &Value, axis: &str, (annee, financeur): Asked<'_>) -> BTreeSet<Key> {
    let mut all = keys(fiche, axis);
    match (axis, annee, financeur) {
        ("annee", Some(annee), _) if !all.contains(&(None, false)) => {
            all.retain(|(code, _)| code.as_deref() == Some(annee));
        }
        ("financeur", _, Some(asked)) => all.retain(|(code, _)| code.as_deref() == Some(asked)),
        _ => {}
    }
    all
}

/// The year and the funder that are asked for.
type Asked<'a> = (Option<&'a str>, Option<&'a str>);

/// What the filters and the axes say of a line of costs.
struct Kept<'k> {
    /// The year that is asked for.
    annee: Option<&'k str>,
    /// The funder that is asked for.
    financeur: Option<&'k str>,
    /// The axes, each with a key.
    cles: Vec<(&'k str, &'k Key)>,
}

impl Kept<'_> {
    /// Returns whether a line of costs is summed.
    fn keeps(&self, line: &Value) -> bool {
        let year = line["annee"]
            .as_i64()
            .map(|year| exercice(year).to_string());
        let funder = line["financeur"].as_str();
        let on_axis = self.cles.iter().all(|(axis, (code, _))| match *axis {
            // Fiches without any year stand on no other line.
            "annee" => code.is_none() || year == *code,
            "financeur" => funder == code.as_deref(),
            _ => true,
        });
        let asked = self
            .annee
            .is_none_or(|annee| year.as_deref() == Some(annee))
            && self.financeur.is_none_or(|asked| funder == Some(asked));
        on_axis && asked
    }
}

/// Counts fiches again.
fn counted(fiches: &[&Value], kept: &Kept<'_>) -> Value {
    let number = |test: &dyn Fn(&Value) -> bool| fiches.iter().filter(|fiche| test(fiche)).count();
    let lines = |fiche: &Value| -> Vec<Value> {
        let lines = items(&fiche["couts"]["lignes"]);
        lines.filter(|line| kept.keeps(line)).cloned().collect()
    };
    let all: Vec<Value> = fiches.iter().flat_map(|fiche| lines(fiche)).collect();
    let cents = |key: &str| {
        let said = all.iter().filter_map(|line| line[key].as_f64());
        let said: Vec<i64> = said.map(|euros| (euros * 100.0).round() as i64).collect();
        (!said.is_empty()).then(|| said.iter().sum::<i64>())
    };
    let missing = |key: &str| all.iter().filter(|line| line[key].is_null()).count();
    let states = [
        "a-venir",
        "en-cours",
        "realisee",
        "en-pause",
        "bloquee",
        "abandonnee",
    ];
    let mut etats: BTreeMap<String, usize> = states
        .iter()
        .map(|state| {
            (
                state.replace('-', "_"),
                number(&|fiche| fiche["etat"] == *state),
            )
        })
        .collect();
    etats.insert(
        "non_renseigne".to_owned(),
        number(&|fiche| fiche["etat"].is_null()),
    );
    json!({
        "fiches": fiches.len(),
        "propres": number(&|fiche| fiche["propre"] == true),
        "associees": number(&|fiche| fiche["propre"] == false),
        "etats": etats,
        "en_retard": number(&|fiche| fiche["en_retard"] == true),
        "prevu": cents("prevu"),
        "realise": cents("realise"),
        "sans_prevu": missing("prevu"),
        "sans_realise": missing("realise"),
        "non_chiffrees": number(&|fiche| lines(fiche).is_empty() && fiche["couts"]["nature"] != "nul"),
    })
}

/// Returns a line with its amounts in cents and without its keys.
fn in_cents(line: &Value) -> Value {
    let mut line = line.clone();
    let counts = line.as_object_mut().unwrap();
    counts.remove("cles");
    for key in ["prevu", "realise"] {
        if let Some(euros) = counts[key].as_f64() {
            counts[key] = json!((euros * 100.0).round() as i64);
        }
    }
    line
}

/// Returns the keys of a line.
fn line_keys(line: &Value) -> Vec<Key> {
    let key = |key: &Value| {
        let code = key["code"].as_str().map(str::to_owned);
        (code, key["inconnu"].as_bool().unwrap())
    };
    items(&line["cles"]).map(key).collect()
}

/// Holds the counts of some axes against those of the list.
fn hold(place: (&str, &str), axes: &[&str], filter: &[&str], kept: Asked<'_>) {
    let (plan, date) = place;
    let case = format!("{plan} {axes:?} {filter:?}");
    let fiches = fiches(plan, date, filter);
    let mut lines: BTreeMap<Vec<Key>, Vec<&Value>> = BTreeMap::new();
    for fiche in &fiches {
        let first = keys_asked(fiche, axes[0], kept);
        let second = axes.get(1).map(|axis| keys_asked(fiche, axis, kept));
        for key in &first {
            match &second {
                None => lines.entry(vec![key.clone()]).or_default().push(fiche),
                Some(second) => {
                    for other in second {
                        let keys = vec![key.clone(), other.clone()];
                        lines.entry(keys).or_default().push(fiche);
                    }
                }
            }
        }
    }
    let found = synthese(plan, date, &axes.join(","), filter);
    let with_fiches: Vec<&Value> = items(&found["lignes"])
        .filter(|line| line["fiches"] != 0)
        .collect();
    assert_eq!(with_fiches.len(), lines.len(), "{case}");
    let of = |keys: &[Key], fiches: &[&Value]| {
        let cles = axes.iter().copied().zip(keys).collect();
        let (annee, financeur) = kept;
        counted(
            fiches,
            &Kept {
                annee,
                financeur,
                cles,
            },
        )
    };
    for line in with_fiches {
        let keys = line_keys(line);
        let expected = of(&keys, &lines[&keys]);
        assert_eq!(in_cents(line), expected, "{case} {keys:?}");
    }
    let all: Vec<&Value> = fiches.iter().collect();
    assert_eq!(in_cents(&found["total"]), of(&[], &all), "{case}");
}

#[test]
fn every_axis_says_what_the_list_says() {
    for (plan, date, level, year, funder) in PLANS {
        for axis in AXES.into_iter().chain([level]) {
            hold((plan, date), &[axis], &[], (None, None));
            hold((plan, date), &[axis], &["--propres"], (None, None));
            hold(
                (plan, date),
                &[axis],
                &["--financeur", funder],
                (None, Some(funder)),
            );
            if axis != "resultat" {
                hold(
                    (plan, date),
                    &[axis],
                    &["--annee", year],
                    (Some(year), None),
                );
            }
        }
    }
}

#[test]
fn every_pair_of_axes_says_what_the_list_says() {
    for (plan, date, level, _, _) in PLANS {
        for (rank, first) in AXES.into_iter().enumerate() {
            let second = AXES[(rank + 4) % AXES.len()];
            hold((plan, date), &[first, second], &[], (None, None));
            hold((plan, date), &[level, first], &[], (None, None));
        }
        hold((plan, date), &["annee", "financeur"], &[], (None, None));
    }
}

#[test]
fn what_is_not_known_is_never_mixed_with_what_nobody_said() {
    for (rule, axis) in [
        ("acteur-inconnu", "partenaire"),
        ("acteur-ambigu", "partenaire"),
        ("objectif-inconnu", "objectif"),
        ("objectif-inconnu", "enjeu"),
    ] {
        let plan = format!("tests/rules/{rule}/bad");
        hold((&plan, "2017-12-31"), &[axis], &[], (None, None));
        let found = synthese(&plan, "2017-12-31", axis, &[]);
        let unknown = items(&found["lignes"]).filter(|line| line_keys(line)[0].1);
        assert!(unknown.count() > 0, "{rule}");
        let last = items(&found["lignes"]).last().unwrap();
        assert_eq!(line_keys(last), [(None, false)], "{rule}");
    }
}

#[test]
fn each_line_of_ndjson_is_a_line_of_the_whole() {
    let whole = synthese("tests/plans/fictif", "2018-12-31", "enjeu,annee", &[]);
    let args = ["synthese", "--par", "enjeu,annee", "--format", "ndjson"];
    let lines = answer("tests/plans/fictif", "2018-12-31", &args);
    let lines: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(whole["lignes"].as_array().unwrap(), &lines);
}

/// Returns the fiches of each line of an axis of the fictitious plan at the end of 2018.
fn by_line(axis: &str, filter: &[&str]) -> Vec<(Option<String>, u64)> {
    let found = synthese("tests/plans/fictif", "2018-12-31", axis, filter);
    items(&found["lignes"])
        .map(|line| {
            (
                line_keys(line)[0].0.clone(),
                line["fiches"].as_u64().unwrap(),
            )
        })
        .collect()
}

/// Returns lines as they are expected.
fn lines(expected: &[(&str, u64)]) -> Vec<(Option<String>, u64)> {
    let line = |(code, fiches): &(&str, u64)| ((*code != "-").then(|| (*code).to_owned()), *fiches);
    expected.iter().map(line).collect()
}

// The figures below were worked out by hand: tests/figures/README.md says how.

#[test]
fn lines_of_the_fictitious_plan_by_hand() {
    let general = [
        ("1.1", 3),
        ("1.2", 2),
        ("2.1", 2),
        ("2.3", 1),
        ("4.1", 2),
        ("7.1", 0),
        ("-", 4),
    ];
    assert_eq!(by_line("objectif général", &[]), lines(&general));
    let last = [
        ("atteint", 1),
        ("partiel", 4),
        ("non-atteint", 2),
        ("non-mesure", 3),
        ("-", 4),
    ];
    assert_eq!(by_line("resultat", &[]), lines(&last));
    let of_2017 = [
        ("atteint", 1),
        ("partiel", 4),
        ("non-atteint", 1),
        ("non-mesure", 1),
        ("-", 2),
    ];
    assert_eq!(by_line("resultat", &["--annee", "2017"]), lines(&of_2017));
    let years = [
        ("2017", 9),
        ("2018", 10),
        ("2019", 4),
        ("2020", 2),
        ("-", 2),
    ];
    assert_eq!(by_line("annee", &[]), lines(&years));
}

#[test]
fn sums_of_the_fictitious_plan_by_hand() {
    let line = |axis: &str, code: &str| {
        let found = synthese("tests/plans/fictif", "2018-12-31", axis, &[]);
        let mut lines = items(&found["lignes"]);
        let line = lines.find(|line| line["cles"][0]["code"] == code).unwrap();
        let keys = ["fiches", "propres", "en_retard", "prevu", "realise"];
        let more = ["sans_prevu", "sans_realise", "non_chiffrees"];
        let values = keys.iter().chain(&more).map(|key| line[*key].clone());
        Value::Array(values.collect())
    };
    assert_eq!(
        line("pilote", "ville-de-villefictive"),
        json!([5, 5, 2, 18950.15, 14061.5, 2, 3, 1])
    );
    assert_eq!(
        line("financeur", "FIPD"),
        json!([3, 3, 1, 14000, 13261.1, 0, 0, 0])
    );
    assert_eq!(
        line("annee", "2018"),
        json!([10, 9, 4, 26200.75, 21693.05, 3, 4, 2])
    );
}

#[test]
fn a_plan_without_fiche_has_its_lines_and_nothing_in_them() {
    let scratch = Scratch::new();
    for format in [
        "texte",
        "markdown",
        "html",
        "csv",
        "csv-excel",
        "json",
        "ndjson",
    ] {
        for axes in ["enjeu", "pilote", "enjeu,annee", "pilote,public"] {
            let run = scratch.run(&["synthese", "--par", axes, "--format", format]);
            assert_eq!(run.code, 0, "{axes} {format}: {run:?}");
            assert!(run.err.contains("aucune fiche"), "{run:?}");
        }
    }
    let run = scratch.run(&["synthese", "--par", "enjeu", "--format", "json"]);
    let found: Value = serde_json::from_str(&run.out).unwrap();
    let counts = items(&found["lignes"]).map(|line| line["fiches"].clone());
    assert_eq!(counts.collect::<Vec<_>>(), [0, 0]);
    assert_eq!(found["total"]["prevu"], Value::Null);
}

/// What DuckDB is asked, once the file of the list is named: the axis, the code and the counts of each line.
const QUERY: &str = "
with fiches as (
  select * from read_json('LISTE', format = 'newline_delimited', columns = {
    id: 'VARCHAR', enjeu: 'VARCHAR', commune: 'VARCHAR', etat: 'VARCHAR', resultat: 'VARCHAR', propre: 'BOOLEAN', en_retard: 'BOOLEAN',
    pilotes: 'STRUCT(acteur VARCHAR)[]', partenaires: 'STRUCT(acteur VARCHAR)[]', services: 'VARCHAR[]', publics: 'VARCHAR[]',
    annees: 'INTEGER[]', couts: 'STRUCT(nature VARCHAR, lignes STRUCT(annee INTEGER, financeur VARCHAR, prevu DECIMAL(15, 2))[])' })
), codes as (
  select 'enjeu' as axe, id, [enjeu] as codes from fiches
  union all select 'commune', id, [commune] from fiches
  union all select 'etat', id, [etat] from fiches
  union all select 'resultat', id, [resultat] from fiches
  union all select 'pilote', id, [p.acteur for p in pilotes] from fiches
  union all select 'partenaire', id, [p.acteur for p in partenaires] from fiches
  union all select 'service', id, services from fiches
  union all select 'public', id, publics from fiches
  union all select 'annee', id, [a::VARCHAR for a in annees] from fiches
  union all select 'financeur', id, [l.financeur for l in couts.lignes] from fiches
), lignes as (
  select distinct axe, id, unnest(case when len(codes) = 0 then [null] else codes end) as code from codes
)
select axe, code, count(*), count(*) filter (propre), count(*) filter (en_retard),
  sum(list_sum([l.prevu for l in couts.lignes if case axe when 'annee' then code is null or l.annee::VARCHAR = code
    when 'financeur' then l.financeur is not distinct from code else true end]))::DOUBLE
from lignes join fiches using (id) group by all
";

/// Returns the lines of an answer of DuckDB.
fn duckdb(query: &str) -> Vec<Value> {
    let program = "import duckdb, json, sys; print(json.dumps(duckdb.sql(sys.argv[1]).fetchall()))";
    let mut python = Command::new("python3");
    let output = python.args(["-c", program, query]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
#[ignore = "needs duckdb"]
fn the_question_of_the_readme_has_its_answer() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("fiches.ndjson");
    let file = file.to_str().unwrap();
    answer("plan", "2018-06-30", &["list", "--output", file]);
    let shells = run::readme_blocks("sh").join("\n");
    let query = shells.split("duckdb -c \"").nth(1).unwrap();
    let query = query.split('"').next().unwrap();
    let mut counted = duckdb(&query.replace("fiches.ndjson", file));
    let found = synthese("plan", "2018-06-30", "partenaire", &[]);
    let known = items(&found["lignes"]).filter(|line| !line["cles"][0]["code"].is_null());
    let mut found: Vec<Value> = known
        .map(|line| json!([line["cles"][0]["libelle"], line["fiches"]]))
        .collect();
    counted.sort_by_key(Value::to_string);
    found.sort_by_key(Value::to_string);
    assert!(found.len() > 10);
    assert_eq!(counted, found);
}

#[test]
#[ignore = "needs duckdb"]
fn duckdb_counts_the_same() {
    let folder = tempfile::tempdir().unwrap();
    for (plan, date, _, _, _) in &PLANS[..2] {
        let file = folder.path().join("liste.ndjson");
        std::fs::write(&file, answer(plan, date, &["list", "--format", "ndjson"])).unwrap();
        let counted = duckdb(&QUERY.replace("LISTE", file.to_str().unwrap()));
        for axis in AXES.into_iter().filter(|axis| *axis != "objectif") {
            let by_code = |line: &Value| line[1].to_string();
            let mut expected: Vec<Value> = counted
                .iter()
                .filter(|line| line[0] == axis)
                .map(|line| json!([axis, line[1], line[2], line[3], line[4], cents(&line[5])]))
                .collect();
            let found = synthese(plan, date, axis, &[]);
            let mut found: Vec<Value> = items(&found["lignes"])
                .filter(|line| line["fiches"] != 0)
                .map(|line| {
                    let code = &line["cles"][0]["code"];
                    let counts = [&line["fiches"], &line["propres"], &line["en_retard"]];
                    json!([
                        axis,
                        code,
                        counts[0],
                        counts[1],
                        counts[2],
                        cents(&line["prevu"])
                    ])
                })
                .collect();
            expected.sort_by_key(by_code);
            found.sort_by_key(by_code);
            assert!(!expected.is_empty(), "{plan} {axis}");
            assert_eq!(found, expected, "{plan} {axis}");
        }
    }
}

/// Returns an amount in cents.
fn cents(euros: &Value) -> Option<i64> {
    euros.as_f64().map(|euros| (euros * 100.0).round() as i64)
}
