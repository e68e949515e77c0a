//! What git keeps is judged as it is kept: the index, a commit, what changed since a commit; and asking git runs nothing of
//! the repository and writes nothing in it.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod hostile;
mod index;
mod revision;
#[path = "../run/mod.rs"]
mod run;
mod since;
mod version;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use run::repository::Repository;
use run::{Run, copy, root};
use serde_json::Value;

/// What is said of [`BAD`], in a fiche of a given name.
pub(crate) fn unknown(path: &str) -> String {
    format!("{path}:2:12: erreur[objectif-inconnu]: objectif inconnu : « 9 »\n")
}

/// What is said of a plan without defect.
pub(crate) fn sound() -> (i32, String) {
    (0, String::new())
}

/// Reads the JSON of a run.
pub(crate) fn json(run: &Run) -> Value {
    assert_eq!(run.err, "");
    serde_json::from_str(&run.out).unwrap()
}

/// Returns every file below a folder, with its bytes and the time of its last change.
pub(crate) fn state(folder: &Path) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let changed = path.symlink_metadata().unwrap().modified().unwrap();
        if path.is_dir() {
            files.extend(state(&path));
            files.insert(path, (Vec::new(), changed));
        } else {
            files.insert(path.clone(), (fs::read(&path).unwrap(), changed));
        }
    }
    files
}

#[test]
fn each_plan_is_judged_the_same_wherever_it_is_kept() {
    let repository = Repository::new();
    let rules = fs::read_dir(root().join("tests/rules")).unwrap();
    let mut plans: Vec<PathBuf> = rules.map(|rule| rule.unwrap().path().join("bad")).collect();
    plans.push(root().join("tests/plans/fictif"));
    plans.push(root().join("tests/plans/autre-commune"));
    plans.sort();
    assert!(plans.len() > 80, "the plans were not found");
    for plan in plans {
        fs::remove_dir_all(repository.path("plan")).unwrap();
        copy(&plan, &repository.path("plan"));
        repository.commit("suivant");
        for format in ["texte", "json"] {
            let args = ["check", "--au", "2017-12-31", "--format", format];
            let files = repository.run(&args);
            for source in [&["--staged"][..], &["--rev", "HEAD"]] {
                let kept = repository.run(&[args.as_slice(), source].concat());
                assert_eq!(kept, files, "{} {source:?}", plan.display());
            }
        }
        let old = repository.run(&["check", "--depuis", "HEAD", "--format", "court"]);
        // Of what is not read, nobody knows whether it is as it was.
        let is_read = !plan.ends_with("dossier-trop-profond/bad");
        let code = i32::from(!is_read);
        assert_eq!(old.code, code, "{}", plan.display());
        assert_eq!(old.out.is_empty(), is_read, "{}", plan.display());
    }
}
