//! What nobody who reads TOML in Rust can do without: reading the files, and parsing them with `toml` into plain structs.

#![allow(
    dead_code,
    reason = "what is parsed is what is measured: nobody looks at it"
)]

use std::collections::BTreeMap;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::thread;

use serde::Deserialize;
use toml::Value;

/// A fiche, as plainly as serde reads it.
#[derive(Deserialize)]
struct Fiche {
    /// As printed.
    numero: Option<String>,
    /// The title.
    titre: String,
    /// Whose fiche it is.
    commune: Option<String>,
    /// Its place in the tree.
    objectif: Option<String>,
    /// Its years.
    periode: Option<String>,
    /// Who leads.
    #[serde(default)]
    pilotes: Vec<Value>,
    /// Who takes part.
    #[serde(default)]
    partenaires: Vec<Value>,
    /// Who is concerned.
    #[serde(default)]
    publics: Vec<String>,
    /// How it is done.
    mise_en_oeuvre: Option<String>,
    /// What is expected.
    #[serde(default)]
    resultats_attendus: Vec<String>,
    /// What it costs.
    couts: Option<Couts>,
    /// Its étapes.
    #[serde(default)]
    calendrier: BTreeMap<String, Etape>,
    /// Its figures.
    #[serde(default)]
    indicateurs: BTreeMap<String, Indicateur>,
    /// Its journal.
    #[serde(default)]
    suivi: Vec<Suivi>,
    /// Its bilans.
    #[serde(default)]
    bilan: BTreeMap<String, Bilan>,
}

/// What a fiche costs.
#[derive(Deserialize)]
struct Couts {
    /// What the document says of it.
    nature: Option<String>,
    /// Each line.
    #[serde(default)]
    lignes: Vec<Ligne>,
}

/// A line of costs.
#[derive(Deserialize)]
struct Ligne {
    /// Of which year.
    annee: i64,
    /// For what.
    objet: Option<String>,
    /// Of which sort.
    r#type: Option<String>,
    /// Who pays.
    financeur: Option<String>,
    /// Euros planned.
    prevu: Option<f64>,
    /// Euros spent.
    realise: Option<f64>,
}

/// An étape.
#[derive(Deserialize)]
struct Etape {
    /// A date or several.
    quand: Value,
    /// What it is.
    quoi: Option<String>,
    /// Of which sort.
    genre: Option<String>,
}

/// An indicator.
#[derive(Deserialize)]
struct Indicateur {
    /// Its name.
    nom: Option<String>,
    /// What it counts.
    unite: Option<String>,
    /// Where it should go.
    sens: Option<String>,
    /// What it was.
    #[serde(default)]
    valeurs: BTreeMap<String, Value>,
    /// What it should be.
    #[serde(default)]
    cibles: BTreeMap<String, Value>,
}

/// An entry of the journal.
#[derive(Deserialize)]
struct Suivi {
    /// Its day.
    date: toml::value::Datetime,
    /// How far the action is.
    etat: Option<String>,
    /// What is said of it.
    note: Option<String>,
}

/// A bilan.
#[derive(Deserialize)]
struct Bilan {
    /// How far the action is.
    etat: Option<String>,
    /// Whether the result is reached.
    resultat: Option<String>,
    /// What next.
    suite: Option<String>,
    /// What was done.
    realisations: Option<String>,
    /// What was hard.
    difficultes: Option<String>,
    /// Each étape.
    #[serde(default)]
    etapes: BTreeMap<String, Value>,
}

/// Returns every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_dir() {
            found.extend(files(&entry.path()));
        } else {
            found.push(entry.path());
        }
    }
    found
}

/// Reads every file of a plan, and nothing else; returns how many bytes they are.
pub(crate) fn read(plan: &Path) -> usize {
    let read = |path: &PathBuf| fs::read(path).unwrap().len();
    files(plan).iter().map(read).sum()
}

/// Reads and parses every fiche of a plan, on two threads, and keeps none; returns how many they are.
pub(crate) fn parse(plan: &Path) -> usize {
    let files = files(&plan.join("fiches"));
    let parse = |files: &[PathBuf]| {
        for path in files {
            black_box(toml::from_str::<Fiche>(&fs::read_to_string(path).unwrap()).unwrap());
        }
        files.len()
    };
    let (left, right) = files.split_at(files.len() / 2);
    thread::scope(|scope| {
        let other = scope.spawn(|| parse(right));
        parse(left) + other.join().unwrap()
    })
}
