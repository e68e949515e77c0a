//! What each argument takes, by its name: the one table of the values that are proposed while a command is typed. An argument
//! with a list of its own (`--format`) needs no line here.

use chrono::NaiveDate;

use super::cli::command;
use super::manual::names;
use crate::load::faults::FAULTS;
use crate::model::acteur::GenreActeur;
use crate::model::etat::{Etat, Resultat, Suite};
use crate::model::mot::Mot;
use crate::model::plan::Plan;
use crate::query::condition::{Condition, Manque};
use crate::query::sort::Cle;
use crate::query::suggestion::{self, Suggestion, bilans, values, words, years};
use crate::render::schema::Fichier;
use crate::render::tables::{dictionary, fiches};
use crate::report::calendrier::Phase;
use crate::report::synthese::axe::Axe;
use crate::rules;

/// Where the values of an argument come from.
pub(super) enum Source {
    /// The plan, on a day.
    Plan(fn(&Plan, NaiveDate) -> Vec<Suggestion>),
    /// The program.
    Words(fn() -> Vec<Suggestion>),
    /// The disk.
    Files,
    /// The disk, folders only.
    Folders,
}

/// What a filter on words calls the lack of one.
const LACK: Option<&str> = Some("non-renseigne");

/// The arguments, each with what it takes.
static SOURCES: [(&str, Source); 41] = [
    (
        "pilote",
        Source::Plan(|plan, _| values(plan, &Condition::Pilote(Vec::new()))),
    ),
    (
        "partenaire",
        Source::Plan(|plan, _| values(plan, &Condition::Partenaire(Vec::new()))),
    ),
    (
        "acteur",
        Source::Plan(|plan, _| values(plan, &Condition::Acteur(Vec::new()))),
    ),
    (
        "service",
        Source::Plan(|plan, _| values(plan, &Condition::Service(Vec::new()))),
    ),
    (
        "enjeu",
        Source::Plan(|plan, _| values(plan, &Condition::Enjeu(Vec::new()))),
    ),
    (
        "objectif",
        Source::Plan(|plan, _| values(plan, &Condition::Objectif(Vec::new()))),
    ),
    (
        "commune",
        Source::Plan(|plan, _| values(plan, &Condition::Commune(Vec::new()))),
    ),
    (
        "public",
        Source::Plan(|plan, _| values(plan, &Condition::Public(Vec::new()))),
    ),
    (
        "financeur",
        Source::Plan(|plan, _| values(plan, &Condition::Financeur(Vec::new()))),
    ),
    ("annee", Source::Plan(years)),
    ("annees_du_bilan", Source::Plan(bilans)),
    ("annee_du_calendrier", Source::Plan(years)),
    ("par", Source::Plan(|plan, _| axes(plan))),
    ("groupe", Source::Plan(|plan, _| groupes(plan))),
    ("fiches", Source::Plan(|plan, _| suggestion::fiches(plan))),
    ("fiche", Source::Plan(|plan, _| suggestion::fiches(plan))),
    ("etat", Source::Words(|| words::<Etat>(LACK))),
    ("resultat", Source::Words(|| words::<Resultat>(LACK))),
    ("suite", Source::Words(|| words::<Suite>(LACK))),
    ("etat_dit", Source::Words(|| words::<Etat>(None))),
    ("resultat_dit", Source::Words(|| words::<Resultat>(None))),
    ("suite_dite", Source::Words(|| words::<Suite>(None))),
    ("genre", Source::Words(|| words::<GenreActeur>(None))),
    ("nom", Source::Plan(|plan, _| acteurs(plan))),
    ("annee_du_bilan", Source::Plan(bilans)),
    ("tous", Source::Plan(bilans)),
    ("realisations", Source::Files),
    ("difficultes", Source::Files),
    ("perspectives", Source::Files),
    ("situation", Source::Words(|| words::<Phase>(None))),
    ("sans", Source::Words(|| words::<Manque>(None))),
    ("tri", Source::Words(orders)),
    ("colonnes", Source::Words(colonnes)),
    ("table", Source::Words(tableaux)),
    ("regle", Source::Words(regles)),
    ("sorte", Source::Words(fichiers)),
    ("commande", Source::Words(commands)),
    ("fichiers", Source::Files),
    ("output", Source::Files),
    ("plan", Source::Folders),
    ("dossier", Source::Folders),
];

/// Returns where the values of an argument come from; nothing when the table does not have it.
pub(super) fn source(name: &str) -> Option<&'static Source> {
    let found = SOURCES.iter().find(|(other, _)| *other == name);
    found.map(|(_, source)| source)
}

/// Returns the names of the actors of a plan.
fn acteurs(plan: &Plan) -> Vec<Suggestion> {
    let names = plan.acteurs().map(|acteur| acteur.nom.as_str());
    names.filter_map(|name| Suggestion::new(name, "")).collect()
}

/// Returns the keys of an order, each in both ways.
fn orders() -> Vec<Suggestion> {
    let keys = words::<Cle>(None);
    let inverse = keys.iter().map(|key| format!("-{}", key.value));
    let inverse: Vec<String> = inverse.collect();
    let inverse = inverse.iter().filter_map(|key| Suggestion::new(key, ""));
    keys.iter().cloned().chain(inverse).collect()
}

/// Returns the columns of the table of fiches, with what each says.
fn colonnes() -> Vec<Suggestion> {
    let headings = fiches::columns().into_iter().map(|column| column.heading);
    headings
        .filter_map(|heading| Suggestion::new(&heading.key, &heading.meaning))
        .collect()
}

/// Returns the tables of the dictionary, with what a row of each is.
fn tableaux() -> Vec<Suggestion> {
    let cards = dictionary().into_iter().map(|(card, _)| card);
    cards
        .filter_map(|card| Suggestion::new(card.key, card.row))
        .collect()
}

/// Returns what fiches may be counted by: the axes, then the levels of the plan.
fn axes(plan: &Plan) -> Vec<Suggestion> {
    // The first level is the axis « enjeu ».
    let levels = plan.arborescence.niveaux().iter().skip(1);
    let levels = levels.filter_map(|level| Suggestion::new(level, "niveau du plan"));
    words::<Axe>(None).into_iter().chain(levels).collect()
}

/// Returns what the fiches of a bilan may be grouped by.
fn groupes(plan: &Plan) -> Vec<Suggestion> {
    let mut axes = axes(plan);
    axes.retain(|axis| Axe::named(plan, &axis.value).is_some_and(Axe::groups));
    axes
}

/// Returns the commands.
fn commands() -> Vec<Suggestion> {
    let names = names(&command(None)).into_iter();
    names
        .filter_map(|name| Suggestion::new(&name, ""))
        .collect()
}

/// Returns the kinds of files that have a schema, with what each is.
fn fichiers() -> Vec<Suggestion> {
    let files = Fichier::ALL.iter();
    files
        .filter_map(|file| Suggestion::new(file.word(), file.about()))
        .collect()
}

/// Returns the rules, with what each finds.
fn regles() -> Vec<Suggestion> {
    let cards = FAULTS.iter().copied().chain(rules::cards());
    cards
        .filter_map(|card| Suggestion::new(card.id, card.summary))
        .collect()
}
