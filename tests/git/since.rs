//! What changed since a commit.

use std::fs;

use serde_json::Value;

use crate::run::repository::{BAD, GOOD, Repository, told};
use crate::run::{self};
use crate::{json, sound, unknown};

/// Returns what the check since a revision says, on one line each, and its exit code.
pub(crate) fn since(repository: &Repository, rev: &str, more: &[&str]) -> (i32, String) {
    let args = [&["check", "--format", "court", "--depuis", rev], more].concat();
    told(repository.run(&args))
}

#[test]
fn only_what_was_not_there_before_fails() {
    let repository = Repository::new();
    repository.fiche("ancienne", BAD);
    repository.commit("un");
    assert_eq!(since(&repository, "main", &[]), sound());
    // The line moves, and the same defect in another file is new.
    repository.fiche("ancienne", &format!("# une remarque\n\n{BAD}"));
    assert_eq!(since(&repository, "main", &[]), sound());
    repository.fiche("nouvelle", BAD);
    let new = (1, unknown("plan/fiches/nouvelle.toml"));
    assert_eq!(since(&repository, "main", &[]), new);
    repository.git(&["add", "-A"]);
    fs::remove_file(repository.path("plan/fiches/nouvelle.toml")).unwrap();
    assert_eq!(since(&repository, "main", &["--staged"]), new);
    assert_eq!(since(&repository, "main", &[]), sound());
    repository.git(&["commit", "-q", "-m", "deux"]);
    assert_eq!(since(&repository, "main~1", &["--rev", "main"]), new);
    assert_eq!(since(&repository, "main", &["--rev", "main"]), sound());
}

#[test]
fn old_findings_are_counted_apart() {
    let repository = Repository::new();
    repository.fiche("ancienne", BAD);
    repository.commit("un");
    repository.fiche("nouvelle", BAD);
    let run = repository.run(&["check", "--depuis", "main"]);
    let commit = repository.git(&["rev-parse", "main"])[..10].to_owned();
    let last = format!(
        "1\u{a0}erreur depuis « main » ({commit}) ; 1\u{a0}constat plus ancien (2\u{a0}fiches, 2\u{a0}fichiers de plan)"
    );
    assert_eq!(run.out.lines().last(), Some(last.as_str()));
    let view = json(&repository.run(&["check", "--depuis", "main", "--format", "json"]));
    let expected =
        serde_json::json!({ "commit": commit, "erreurs": 1, "avertissements": 0, "infos": 0 });
    assert_eq!(
        (&view["anciens"], &view["erreurs"]),
        (&expected, &Value::from(1))
    );
    assert_eq!(view["constats"].as_array().unwrap().len(), 1);
    let run = repository.run(&["check", "--depuis", "main", "plan/fiches/ancienne.toml"]);
    assert_eq!(run.code, 0);
    assert!(
        run.out.contains("aucune erreur depuis « main »"),
        "{}",
        run.out
    );
}

#[test]
fn each_old_finding_stands_for_one() {
    let repository = Repository::new();
    let with = |count: usize| {
        let telephones = "\"03 20 00 00 00\",".repeat(count);
        format!("{GOOD}resultats_attendus = [{telephones}]\n")
    };
    repository.fiche("f", &with(2));
    repository.commit("un");
    for (count, new) in [(1, 0), (2, 0), (3, 1), (70, 51), (0, 0)] {
        repository.fiche("f", &with(count));
        let (code, said) = since(&repository, "main", &["--strict"]);
        assert_eq!(
            (code, said.lines().count()),
            (i32::from(new > 0), new),
            "{count}"
        );
    }
}

#[test]
fn a_file_full_of_old_findings_hides_no_new_one() {
    let repository = Repository::new();
    let with = |count: usize, more: &str| {
        let telephones = "\"03 20 00 00 00\",".repeat(count);
        format!("titre = \"T\"\nresultats_attendus = [{telephones}]\n{more}")
    };
    repository.fiche("f", &with(80, ""));
    repository.commit("un");
    repository.fiche("f", &with(79, ""));
    assert_eq!(since(&repository, "main", &["--strict"]), sound());
    repository.fiche("f", &with(79, "partenaires = [\"Personne\"]\n"));
    let (code, said) = since(&repository, "main", &[]);
    assert_eq!(code, 1);
    assert!(
        said.contains("[acteur-inconnu]") && said.lines().count() == 1,
        "{said}"
    );
}

#[test]
fn a_file_full_of_old_faults_hides_no_new_one() {
    let repository = Repository::new();
    let with = |first: usize| {
        let lines: String = (first..first + 80)
            .map(|line| format!("inconnue{line} = 1\n"))
            .collect();
        format!("{GOOD}{lines}")
    };
    repository.fiche("f", &with(100));
    repository.commit("un");
    assert_eq!(since(&repository, "main", &[]), sound());
    // As many faults as before, but one that would not be shown is another; or some are mended.
    repository.fiche("f", &with(100).replace("inconnue179", "inconnue999"));
    let (code, said) = since(&repository, "main", &[]);
    assert_eq!((code, said.lines().count()), (1, 1));
    assert!(said.contains("« inconnue999 »"), "{said}");
    repository.fiche("f", &with(105).replace("inconnue184 = 1\n", ""));
    let (code, said) = since(&repository, "main", &[]);
    assert_eq!((code, said.lines().count()), (1, 4), "{said}");
    repository.fiche("f", &with(100).replace("inconnue100 = 1\n", "# mieux\n"));
    assert_eq!(since(&repository, "main", &[]), sound());
}

#[test]
fn what_hides_other_defects_is_old_only_where_nothing_changed() {
    let unknown_actor = format!("{GOOD}pilotes = [\"Personne\"]\n");
    let latin = b"titre = \"S\xe9curit\xe9\"\n".to_vec();
    let many: String = (0..6000).map(|line| format!("i{line} = 1\n")).collect();
    let cases: [(&str, Vec<u8>, &str, Vec<u8>); 6] = [
        // No tree: no rule runs. No actors: their rules are silent.
        (
            "strategie.toml",
            b"[[\nformat = 1\n".to_vec(),
            "fiches/g.toml",
            BAD.into(),
        ),
        (
            "acteurs.toml",
            b"x = \n".to_vec(),
            "fiches/g.toml",
            unknown_actor.into_bytes(),
        ),
        // A file that is not read, or not to its end, may hold anything else.
        (
            "fiches/f.toml",
            latin.clone(),
            "fiches/f.toml",
            [latin, b"objectif = \"9\"\n".to_vec()].concat(),
        ),
        (
            "fiches/f.toml",
            b"\xff\xfet\0".to_vec(),
            "fiches/f.toml",
            b"\xff\xfeu\0".to_vec(),
        ),
        (
            "fiches/f.toml",
            vec![b'#'; 1024 * 1024 + 1],
            "fiches/f.toml",
            vec![b'!'; 1024 * 1024 + 1],
        ),
        (
            "fiches/f.toml",
            format!("{GOOD}{many}").into_bytes(),
            "fiches/f.toml",
            format!("{GOOD}{many}j = 1\n").into_bytes(),
        ),
    ];
    let hidden: [(&str, &str); 7] = [
        (
            "[suivi]\ndate = 2018-03-01\nnote = \"x\"\n",
            "[suivi]\ndate = \"toto\"\nfoo = 3\n",
        ),
        (
            "[[bilan.2017]]\nsuite = \"clore\"\n",
            "[[bilan.2017]]\nsuite = \"zzz\"\n",
        ),
        (
            "[bilàn.2017]\nsuite = \"clore\"\n",
            "[bilàn.2017]\nsuite = \"zzz\"\n",
        ),
        (
            "[couts]\n[couts.bilan.2017]\nsuite = \"clore\"\n",
            "[couts]\n[couts.bilan.2017]\nsuite = \"zzz\"\n",
        ),
        (
            "[bilan.2017]\n[bilan.2017]\nsuite = \"clore\"\n",
            "[bilan.2017]\n[bilan.2017]\nsuite = \"zzz\"\n",
        ),
        (
            "<<<<<<< HEAD\n=======\nnumero = \"1\"\n>>>>>>> b\n",
            "<<<<<<< HEAD\n=======\nnumero = 1\n>>>>>>> b\n",
        ),
        ("inconnue = [\n1,\n", "inconnue = [\n2,\n"),
    ];
    let fiche = |end: &str| format!("{GOOD}{end}").into_bytes();
    let hidden = hidden.map(|(fault, change)| {
        (
            "fiches/f.toml",
            fiche(fault),
            "fiches/f.toml",
            fiche(change),
        )
    });
    // What is not there cannot be told missing.
    let no_title = (
        "fiches/f.toml",
        fiche("[[suivi]]\ndate = 14/03/2017\n"),
        "fiches/f.toml",
        b"objectif = \"1\"\n[[suivi]]\ndate = 14/03/2017\n".to_vec(),
    );
    for (path, fault, changed, change) in cases.into_iter().chain(hidden).chain([no_title]) {
        let repository = Repository::new();
        repository.scratch.write(path, fault);
        repository.commit("un");
        let is_read =
            !fs::metadata(repository.scratch.path(path)).is_ok_and(|file| file.len() > 1024 * 1024);
        if is_read {
            assert_eq!(since(&repository, "main", &[]), sound(), "{path}");
        }
        repository.scratch.write(changed, change);
        let (code, said) = since(&repository, "main", &[]);
        assert_eq!(code, 1, "{path}");
        assert!(said.contains("erreur["), "{path}: {said}");
    }
}

#[test]
fn the_merge_base_is_what_counts_and_not_the_other_branch() {
    let repository = Repository::new();
    repository.fiche("commune", BAD);
    repository.commit("un");
    repository.git(&["switch", "-q", "-c", "sujet"]);
    repository.fiche("sujet", BAD);
    repository.commit("sujet");
    repository.git(&["switch", "-q", "main"]);
    repository.fiche("commune", GOOD);
    repository.fiche("sujet", BAD);
    repository.commit("main a corrigé");
    repository.git(&["switch", "-q", "sujet"]);
    assert_eq!(
        since(&repository, "main", &[]),
        (1, unknown("plan/fiches/sujet.toml"))
    );
    repository.git(&["switch", "-q", "--orphan", "sans-lien"]);
    repository.fiche("f", GOOD);
    repository.scratch.write("strategie.toml", run::STRATEGIE);
    repository.commit("rien en commun");
    let run = repository.run(&["check", "--depuis", "main"]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (
            2,
            "erreur : « main » n'a aucun commit en commun avec ce qui est contrôlé\n"
        )
    );
}

#[test]
fn a_fiche_that_moves_keeps_its_old_defects() {
    let repository = Repository::new();
    repository.fiche("f", BAD);
    repository.fiche("g", "titre = \"TITRE\"\nobjectif = \"1\"\npilote = 1\n");
    repository.commit("un");
    repository.git(&["mv", "plan/fiches/f.toml", "plan/fiches/g.toml", "plan"]);
    fs::create_dir(repository.path("plan/fiches/sous")).unwrap();
    for name in ["f", "g"] {
        let (from, to) = (
            format!("plan/{name}.toml"),
            format!("plan/fiches/sous/{name}.toml"),
        );
        fs::rename(repository.path(&from), repository.path(&to)).unwrap();
    }
    assert_eq!(since(&repository, "main", &[]), sound());
    fs::rename(
        repository.path("plan/fiches/sous/f.toml"),
        repository.path("plan/fiches/sous/autre.toml"),
    )
    .unwrap();
    let other = unknown("plan/fiches/sous/autre.toml");
    assert_eq!(since(&repository, "main", &[]), (1, other));
}

#[test]
fn a_reading_fault_is_old_where_its_line_is_the_same() {
    let repository = Repository::new();
    let with = |line: &str| format!("{GOOD}# avant\n{line}\n");
    for (line, changed) in [
        (
            "pilote = [\"Ville de Bourg-Exemple\"]",
            "pilote = [\"Personne\"]",
        ),
        (
            "pilotes = [\"Ville de Bourg-Exemple\"",
            "pilotes = [\"Personne\"",
        ),
        ("numero = 4 bis", "numero = 5 bis"),
    ] {
        repository.fiche("f", &with(line));
        repository.commit("un");
        repository.fiche("f", &format!("# une remarque\n\n{}", with(line)));
        assert_eq!(since(&repository, "main", &[]), sound(), "{line}");
        repository.fiche("f", &with(changed));
        assert_eq!(since(&repository, "main", &[]).0, 1, "{changed}");
    }
}

#[test]
fn remarks_and_ends_of_lines_change_nothing() {
    let repository = Repository::new();
    let scratch = &repository.scratch;
    let latin = b"titre = \"S\xe9curit\xe9\"\n".to_vec();
    scratch.write("fiches/latin.toml", &latin);
    repository.fiche(
        "syntaxe",
        "titre = \"TITRE\"\nobjectif = \"1\"\nblah blah\n",
    );
    let acteurs = fs::read_to_string(scratch.path("acteurs.toml")).unwrap();
    scratch.write("acteurs.toml", format!("{acteurs}foo = 3\n"));
    repository.commit("un");
    assert_eq!(since(&repository, "main", &[]), sound());
    for path in [
        "fiches/latin.toml",
        "fiches/syntaxe.toml",
        "acteurs.toml",
        "strategie.toml",
    ] {
        let bytes = fs::read(scratch.path(path)).unwrap();
        let ends = bytes
            .split(|byte| *byte == b'\n')
            .collect::<Vec<_>>()
            .join(&b"\r\n"[..]);
        scratch.write(path, ends);
    }
    assert_eq!(since(&repository, "main", &[]), sound());
    let strategie = fs::read_to_string(scratch.path("strategie.toml")).unwrap();
    scratch.write("strategie.toml", format!("# une remarque\n{strategie}"));
    assert_eq!(since(&repository, "main", &[]), sound());
    fs::create_dir(scratch.path("fiches/sous")).unwrap();
    fs::rename(
        scratch.path("fiches/syntaxe.toml"),
        scratch.path("fiches/sous/syntaxe.toml"),
    )
    .unwrap();
    assert_eq!(since(&repository, "main", &[]), sound());
}

#[test]
fn what_a_merge_brings_is_not_new() {
    let repository = Repository::new();
    repository.fiche("f", GOOD);
    repository.commit("un");
    repository.git(&["switch", "-q", "-c", "sujet"]);
    repository.fiche("g", GOOD);
    repository.commit("sujet");
    repository.git(&["switch", "-q", "main"]);
    repository.fiche("h", BAD);
    repository.commit("main a un défaut");
    repository.git(&["switch", "-q", "sujet"]);
    repository.git(&["merge", "-q", "--no-commit", "--no-ff", "main"]);
    assert_eq!(since(&repository, "main", &["--staged"]), sound());
    repository.git(&["commit", "-q", "-m", "fusion"]);
    assert_eq!(since(&repository, "main", &[]), sound());
}

#[test]
fn a_rule_made_stricter_finds_the_old_defects_old() {
    let repository = Repository::new();
    repository.fiche("ancienne", GOOD);
    repository.commit("un");
    let strict = run::STRATEGIE.replace(
        "fiche-sans-pilote = \"ignoree\"",
        "fiche-sans-pilote = \"erreur\"",
    );
    repository.scratch.write("strategie.toml", strict);
    assert_eq!(since(&repository, "main", &[]), sound());
    repository.fiche("nouvelle", GOOD);
    let (code, said) = since(&repository, "main", &[]);
    assert_eq!(code, 1);
    assert_eq!(
        said,
        "plan/fiches/nouvelle.toml:1:9: erreur[fiche-sans-pilote]: cette fiche n'a pas de pilote\n"
    );
}

#[test]
fn in_a_plan_younger_than_the_revision_everything_is_new() {
    let repository = Repository::new();
    repository.fiche("f", BAD);
    fs::rename(repository.path("plan"), repository.path("ailleurs")).unwrap();
    repository.commit("un");
    fs::rename(repository.path("ailleurs"), repository.path("plan")).unwrap();
    assert_eq!(
        since(&repository, "main", &[]),
        (1, unknown("plan/fiches/f.toml"))
    );
}
