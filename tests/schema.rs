//! `stspd schema`: what editors know of the format is what the reader knows of it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "schema/cases.rs"]
mod cases;
#[path = "schema/evaluator.rs"]
mod evaluator;
#[path = "schema/fixtures.rs"]
mod fixtures;
mod run;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use toml::de::{DeTable, DeValue};

use self::fixtures::{Fixture, Fixtures, KINDS};
use self::run::repository::Repository;
use self::run::{Run, Scratch, stspd, stspd_in};

/// A day between quotation marks where it takes none, which Tombi alone tells.
const QUOTED_DAY: &str = "date-entre-guillemets.toml";

/// A day of a year that no plan speaks of, which all others tell.
const OUT_OF_RANGE: &str = "fiche.toml: journal-out-of-range";

/// The faulty files that a schema cannot refuse, each with its fault and the reason.
const BEYOND: [(&str, &str, &str); 13] = [
    (
        OUT_OF_RANGE,
        "valeur-impossible",
        "Tombi has no bounds for a day without quotation marks",
    ),
    (
        "conflit-git/bad/action-1.toml",
        "conflit-git",
        "git's marks stand within a long text, where anything may be written",
    ),
    (
        "identifiant-double/bad/action-1.toml",
        "identifiant-double",
        "a schema sees one file at a time",
    ),
    (
        "identifiant-invalide/bad/Fiche n°1.toml",
        "identifiant-invalide",
        "a schema does not know the name of its file",
    ),
    (
        "intervalle-inverse/bad/action-1.toml",
        "intervalle-inverse",
        "a pattern compares no dates",
    ),
    (
        "chemin-windows-nouveau.toml",
        "barre-inverse",
        "the backslash is gone from the value",
    ),
    (
        QUOTED_DAY,
        "type-inattendu",
        "most readers make a text of a date",
    ),
    (
        "montant-milliers-point.toml",
        "valeur-impossible",
        "4.500 and 4.5 are one number",
    ),
    (
        "montant-millimes.toml",
        "valeur-impossible",
        "multiples of a cent are no exact binary fractions",
    ),
    (
        "montant-point-des-milliers.toml",
        "valeur-impossible",
        "4.500 and 4.5 are one number",
    ),
    (
        "2017.toml: other-years",
        "valeur-impossible",
        "a schema does not know the name of its file",
    ),
    (
        "strategie.toml: node-called-as-a-key",
        "cle-mal-placee",
        "to forbid names one by one, every editor would propose them",
    ),
    (
        "acteurs.toml: device",
        "identifiant-invalide",
        "expressions that all validators know exclude no words",
    ),
];

/// Checks that what some validator accepts is what has no reading fault, but for what is beyond a schema; a validator may tell more
/// of these than others do.
fn assert_agree(
    fixtures: &Fixtures,
    (name, tells): (&str, &[&str]),
    accepts: impl Fn(&Fixture) -> bool,
) {
    let mut wrong = Vec::new();
    let mut beyond = BTreeSet::new();
    for fixture in &fixtures.files {
        let is_beyond = BEYOND
            .iter()
            .find(|(label, fault, _)| fixture.label == *label && fixture.faults.contains(*fault));
        let expected = match is_beyond {
            Some((label, ..)) => {
                beyond.insert(*label);
                !tells.contains(label)
            }
            None => fixture.faults.is_empty(),
        };
        if accepts(fixture) != expected {
            wrong.push(format!(
                "{} {:?} ({})",
                fixture.label,
                fixture.faults,
                fixture.path.display()
            ));
        }
    }
    assert!(wrong.is_empty(), "{name}:\n{}", wrong.join("\n"));
    assert_eq!(
        beyond.len(),
        BEYOND.len(),
        "what is beyond a schema was not found: {beyond:?}"
    );
    let faulty = fixtures
        .files
        .iter()
        .filter(|fixture| !fixture.faults.is_empty())
        .count();
    assert!(
        fixtures.files.len() > 400 && faulty > 70,
        "{faulty} of {}",
        fixtures.files.len()
    );
}

#[test]
fn the_schema_accepts_what_the_reader_accepts_and_refuses_what_it_can() {
    let fixtures = Fixtures::new();
    let schema = |kind: &str| -> Value {
        serde_json::from_str(&fs::read_to_string(fixtures.schema(kind)).unwrap()).unwrap()
    };
    let schemas = KINDS.map(|(kind, _)| (kind, schema(kind)));
    let accepts = |fixture: &Fixture| {
        let (_, schema) = schemas
            .iter()
            .find(|(kind, _)| *kind == fixture.kind)
            .unwrap();
        let text = fs::read_to_string(&fixture.path).unwrap();
        let table = DeTable::parse(text.trim_start_matches('\u{feff}')).unwrap();
        evaluator::accepts(schema, schema, &DeValue::Table(table.into_inner()))
    };
    assert_agree(&fixtures, ("here", &[OUT_OF_RANGE]), accepts);
}

#[test]
#[ignore = "needs check-jsonschema, taplo and tombi"]
fn outside_validators_accept_and_refuse_the_same_files() {
    let fixtures = Fixtures::new();
    let (mut check_jsonschema, mut taplo) = (BTreeSet::new(), BTreeSet::new());
    for (kind, _) in KINDS {
        let schema = fixtures.schema(kind);
        let paths: Vec<&Path> = fixtures
            .of(kind)
            .map(|fixture| fixture.path.as_path())
            .collect();
        let metaschema = Command::new("check-jsonschema")
            .arg("--check-metaschema")
            .arg(&schema)
            .output()
            .unwrap();
        assert!(metaschema.status.success(), "{metaschema:?}");
        let mut command = Command::new("check-jsonschema");
        let said = said(
            command
                .args(["-o", "json", "--schemafile"])
                .arg(&schema)
                .args(&paths),
        )
        .0;
        let said: Value = serde_json::from_str(&said).unwrap();
        for list in ["errors", "parse_errors"] {
            let found = said[list].as_array().into_iter().flatten();
            check_jsonschema
                .extend(found.map(|error| error["filename"].as_str().unwrap().to_owned()));
        }
        let mut command = Command::new("taplo");
        let url = format!("file://{}", schema.display());
        let said = self::said(
            command
                .args(["lint", "--no-auto-config", "--schema", &url])
                .args(&paths),
        )
        .1;
        // « ┌─ /path:line:column »: what it says at the end may be cut short.
        let places = said
            .lines()
            .filter_map(|line| line.trim_start().strip_prefix("┌─ "));
        taplo.extend(places.map(|place| place.split(':').next().unwrap().to_owned()));
    }
    let tombi = tombi(&fixtures);
    for (name, refused, tells) in [
        ("check-jsonschema", &check_jsonschema, OUT_OF_RANGE),
        ("taplo", &taplo, OUT_OF_RANGE),
        ("tombi", &tombi, QUOTED_DAY),
    ] {
        let accepts = |fixture: &Fixture| !refused.contains(fixture.path.to_str().unwrap());
        assert_agree(&fixtures, (name, &[tells]), accepts);
    }
}

/// Returns the files that Tombi refuses.
fn tombi(fixtures: &Fixtures) -> BTreeSet<String> {
    let folder = fixtures.folder.path();
    let settings = KINDS.map(|(kind, pattern)| format!("[[schemas]]\ntoml-version = \"v1.0.0\"\npath = \"{kind}.schema.json\"\ninclude = [\"{pattern}\"]\n"));
    fs::write(folder.join(".tombi.toml"), settings.concat()).unwrap();
    let mut command = Command::new("tombi");
    command.args([
        "lint",
        "--offline",
        "--diagnostics-format",
        "json",
        "--diagnostics-file",
        "found.json",
        ".",
    ]);
    let said = said(command.current_dir(folder)).1;
    let found = fs::read_to_string(folder.join("found.json")).unwrap_or_else(|_| panic!("{said}"));
    let found: Value = serde_json::from_str(&found).unwrap();
    let errors = found
        .as_array()
        .unwrap()
        .iter()
        .filter(|found| found["level"] == "error");
    errors
        .map(|error| {
            folder
                .join(error["path"].as_str().unwrap())
                .to_str()
                .unwrap()
                .to_owned()
        })
        .collect()
}

/// Returns what a program says on each of its streams.
fn said(command: &mut Command) -> (String, String) {
    let output = command
        .output()
        .unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr))
}

/// Checks that a run wrote something on stdout, and nothing else, and returns it.
fn done(run: Run) -> String {
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    run.out
}

#[test]
fn a_schema_proposes_what_the_plan_has() {
    let schema: Value = serde_json::from_str(&done(stspd(&["schema", "fiche"]))).unwrap();
    let names = schema["properties"]["pilotes"]["items"].to_string();
    assert!(
        names.contains("\"Ville de Lomme\"") && names.contains("\"CCAS\""),
        "{names}"
    );
    assert!(
        schema["properties"]["objectif"]
            .to_string()
            .contains("\"4.1.b\"")
    );
    let elsewhere = tempfile::tempdir().unwrap();
    let general = done(stspd_in(elsewhere.path(), &["schema", "FICHE"]));
    assert!(
        general.contains("\"titre\"") && !general.contains("4.1.b\","),
        "{general}"
    );
    let label = done(stspd_in(elsewhere.path(), &["schema", "stratégie"]));
    assert!(label.contains("\"fiche-sans-pilote\""));
}

#[test]
fn what_is_wrong_is_said() {
    let unknown = stspd(&["schema", "fihce"]);
    assert_eq!((unknown.code, unknown.out.as_str()), (2, ""));
    assert!(unknown.err.contains("« fiche »"), "{}", unknown.err);
    for args in [
        &["schema", "fiche", "--format", "html"][..],
        &["schema", "fiche", "--installer"],
        &["schema", "--installer", "--output", "x.html"],
        &["schema", "--installer", "--rev", "HEAD"],
        &["--plan", "nulle-part", "schema", "fiche"],
    ] {
        let run = stspd(args);
        assert_eq!(
            (run.code, run.out.as_str()),
            (2, ""),
            "{args:?} {}",
            run.err
        );
    }
    let scratch = Scratch::new();
    scratch.write("fiches/a.toml", "titre = 1\n");
    let run = scratch.run(&["schema", "fiche"]);
    assert!(run.code == 0 && run.out.contains("Ville de Bourg-Exemple"));
    assert!(
        run.err.starts_with("le plan ne se lit pas en entier"),
        "{}",
        run.err
    );
}

#[test]
fn the_reference_tells_every_key() {
    let text = done(stspd(&["schema"]));
    for words in [
        "fiches/**/<id>.toml",
        "[calendrier.<nom>]",
        "mise_en_oeuvre",
        "[[suivi]]",
        "cibles",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let markdown = done(stspd(&["schema", "--format", "markdown"]));
    assert!(
        markdown.contains("a-venir, en-cours, realisee"),
        "{markdown}"
    );
    for format in ["markdown", "html", "json"] {
        let reference = done(stspd(&["schema", "--format", format]));
        assert!(reference.contains("objectif"), "{format}");
    }
}

/// Returns a plan in a repository, with the schemas written.
fn installed() -> Repository {
    let repository = Repository::new();
    let said = done(repository.run(&["schema", "--installer"]));
    assert_eq!(
        said,
        "écrit : .stspd/plan/fiche.schema.json\nécrit : .stspd/plan/strategie.schema.json\nécrit : .stspd/plan/acteurs.schema.json\nécrit : .stspd/plan/bilan.schema.json\nécrit : .tombi.toml\nécrit : .taplo.toml\n"
    );
    repository
}

#[test]
fn the_schemas_are_written_beside_the_plan_and_follow_it() {
    let repository = installed();
    let again = |folder: &str| done(repository.run_in(folder, &["schema", "--installer"]));
    assert_eq!(
        again("plan"),
        "les schémas et les réglages sont déjà à jour\n"
    );
    repository
        .scratch
        .write("acteurs.toml", "[mission]\nnom = \"Mission locale\"\n");
    let said = again("");
    assert_eq!(said, "écrit : .stspd/plan/fiche.schema.json\n");
    let schema = fs::read_to_string(repository.path(".stspd/plan/fiche.schema.json")).unwrap();
    assert!(schema.contains("\"Mission locale\""));
    let second = ["--plan", "plan-2021", "schema", "--installer"];
    run::copy(&repository.path("plan"), &repository.path("plan-2021"));
    assert!(done(repository.run(&second)).ends_with("écrit : .tombi.toml\nécrit : .taplo.toml\n"));
    assert_eq!(again(""), "les schémas et les réglages sont déjà à jour\n");
    assert_eq!(repository.run(&["check", "--quiet"]).code, 0);
}

#[test]
fn what_somebody_else_wrote_is_left_alone() {
    let repository = Repository::new();
    let theirs = ["tombi.toml", ".taplo.toml", ".stspd/plan/fiche.schema.json"];
    fs::create_dir_all(repository.path(".stspd/plan")).unwrap();
    for path in theirs {
        fs::write(repository.path(path), "# à moi\n").unwrap();
    }
    let run = repository.run(&["schema", "--installer"]);
    assert_eq!(run.code, 2, "{}", run.err);
    for path in theirs {
        assert_eq!(
            fs::read_to_string(repository.path(path)).unwrap(),
            "# à moi\n"
        );
        assert!(run.err.contains(&format!("« {path} »")), "{}", run.err);
    }
    assert!(
        !repository.path(".tombi.toml").exists()
            && repository.path(".stspd/plan/bilan.schema.json").exists()
    );
    // What is said is enough.
    fs::remove_file(repository.path(theirs[2])).unwrap();
    for (path, start) in [("tombi.toml", "[[schemas]]"), (".taplo.toml", "[[rule]]")] {
        let part = run
            .err
            .split("y ajouter :\n\n")
            .find(|part| part.starts_with(start))
            .unwrap();
        let part = part.split("\n« ").next().unwrap();
        assert_eq!(DeTable::parse_recoverable(part).1, [], "{part}");
        fs::write(repository.path(path), format!("# à moi\n{part}\n")).unwrap();
    }
    assert_eq!(
        done(repository.run(&["schema", "--installer"])),
        "écrit : .stspd/plan/fiche.schema.json\n"
    );
    assert_eq!(
        done(repository.run(&["schema", "--installer"])),
        "les schémas et les réglages sont déjà à jour\n"
    );
}

#[test]
fn without_git_the_schemas_are_in_the_folder_that_holds_the_plan() {
    let scratch = Scratch::new();
    let said = scratch.run(&["schema", "--installer"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    assert!(
        scratch
            .folder
            .path()
            .join(".stspd/plan/fiche.schema.json")
            .exists()
    );
    assert!(scratch.folder.path().join(".tombi.toml").exists());
}

#[test]
fn a_plan_that_is_the_whole_repository_still_reads_well() {
    let holder = tempfile::tempdir().unwrap();
    let plan = holder.path().join("plan");
    run::copy(&run::root().join("tests/plans/fictif"), &plan);
    run::repository::git_in(&plan, &["init", "-q"]);
    let run = |args: &[&str]| {
        run::read(
            run::repository::stspd_beside_git(&plan, args)
                .output()
                .unwrap(),
        )
    };
    let check = [
        "--plan",
        ".",
        "check",
        "--format",
        "json",
        "--au",
        "2018-12-31",
    ];
    let before = run(&check);
    let said = done(run(&["--plan", ".", "schema", "--installer"]));
    assert!(
        said.starts_with("écrit : .stspd/fiche.schema.json\n"),
        "{said}"
    );
    assert_eq!(run(&check), before);
}

#[test]
#[ignore = "needs taplo and tombi"]
fn the_settings_tie_the_schemas_to_the_plan() {
    let repository = installed();
    let lint = |program: &str, args: &[&str]| {
        let output = Command::new(program)
            .args(args)
            .current_dir(repository.root())
            .output()
            .unwrap();
        (
            output.status.success(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    let both = || {
        [
            lint("tombi", &["lint", "--offline", "--error-on-warnings"]),
            lint("taplo", &["lint"]),
        ]
    };
    repository.scratch.write(
        "fiches/a/b.toml",
        "titre = \"T\"\n[bilan.2017]\netat = \"Réalisée\"\n",
    );
    for (success, said) in both() {
        assert!(success, "{said}");
    }
    for (path, text) in [
        (
            "fiches/a/b.toml",
            "titre = \"T\"\n[bilan.2017]\netat = \"fini\"\n",
        ),
        ("acteurs.toml", "[ville]\nsigle = \"V\"\n"),
        ("bilans/2017.toml", "x = 1\n"),
        ("strategie.toml", "format = 2\n"),
    ] {
        let before = fs::read(repository.scratch.path(path)).ok();
        repository.scratch.write(path, text);
        for (success, said) in both() {
            assert!(!success, "{path}: {said}");
        }
        match before {
            Some(before) => repository.scratch.write(path, before),
            None => fs::remove_file(repository.scratch.path(path)).unwrap(),
        }
    }
    // The plan has a layout of its own, which Tombi leaves alone.
    repository
        .scratch
        .write("fiches/a/b.toml", "titre   =   'T'\n");
    assert!(lint("tombi", &["format", "--offline", "--check"]).0);
}

#[test]
fn the_schemas_of_this_repository_follow_its_plan() {
    let scratch = Scratch {
        folder: tempfile::tempdir().unwrap(),
    };
    run::copy(&run::root().join("plan"), &scratch.path(""));
    let run = scratch.run(&["schema", "--installer"]);
    assert_eq!(run.code, 0, "{run:?}");
    let written = run
        .out
        .lines()
        .filter_map(|line| line.strip_prefix("écrit : "));
    let mut files = 0;
    for path in written {
        let here = fs::read_to_string(run::root().join(path)).unwrap();
        let there = fs::read_to_string(scratch.folder.path().join(path)).unwrap();
        // « stspd schema --installer » writes them again.
        assert!(here == there, "{path} is not up to date");
        files += 1;
    }
    assert_eq!(files, 6);
}
