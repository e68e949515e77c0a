//! The exercices before and after, and the points of attention, in the JSON contract.

use serde::Serialize;

use crate::model::fiche::Fiche;
use crate::model::mot::Mot;
use crate::render::json::Each;
use crate::render::views::shared_json::text;
use crate::render::views::words::constat;
use crate::report::bilan::comparaison::{Comparaison, Evolution, Perspective};
use crate::report::bilan::vigilance::Vigilance;

/// The exercice before beside this one. Fiches are named by their identifiers.
#[derive(Serialize)]
pub(super) struct ComparaisonVue<'a> {
    /// The exercice before.
    annee: i32,
    /// The fiches, before and now.
    fiches: Each<'a, (), Evolution<'a>, EvolutionVue<'a>>,
    /// Those that begin now.
    nouvelles: Each<'a, (), &'a Fiche, &'a str>,
    /// Those that closed now.
    closes: Each<'a, (), &'a Fiche, &'a str>,
}

/// What is said of a fiche, before and now.
#[derive(Serialize)]
struct EvolutionVue<'a> {
    /// Its identifier.
    id: &'a str,
    /// Its state before.
    etat_avant: Option<&'static str>,
    /// Its state.
    etat: Option<&'static str>,
    /// Its result before.
    resultat_avant: Option<&'static str>,
    /// Its result.
    resultat: Option<&'static str>,
    /// Its next step before.
    suite_avant: Option<&'static str>,
    /// Its next step.
    suite: Option<&'static str>,
}

/// A point of attention.
#[derive(Serialize)]
pub(super) struct VigilanceVue<'a> {
    /// The identifier of the fiche.
    id: &'a str,
    /// The fact.
    constat: String,
}

/// An étape of the exercice after.
#[derive(Serialize)]
pub(super) struct PerspectiveVue<'a> {
    /// The identifier of the fiche.
    id: &'a str,
    /// The étape's name.
    etape: &'a str,
    /// When it is due.
    quand: Option<&'a str>,
    /// What is to be done.
    quoi: Option<&'a str>,
}

/// Returns the view of the exercice before beside this one.
pub(super) fn comparaison<'a>(comparaison: &'a Comparaison<'a>) -> ComparaisonVue<'a> {
    let id = |(), fiche: &&'a Fiche| fiche.id.as_str();
    ComparaisonVue {
        annee: comparaison.avant.annee,
        fiches: Each::of((), &comparaison.fiches, |(), one| evolution(one)),
        nouvelles: Each::of((), &comparaison.nouvelles, id),
        closes: Each::of((), &comparaison.closes, id),
    }
}

/// Returns the view of what is said of a fiche, before and now.
fn evolution<'a>(evolution: &Evolution<'a>) -> EvolutionVue<'a> {
    EvolutionVue {
        id: evolution.fiche.id.as_str(),
        etat_avant: evolution.etats.0.map(Mot::word),
        etat: evolution.etats.1.map(Mot::word),
        resultat_avant: evolution.resultats.0.map(Mot::word),
        resultat: evolution.resultats.1.map(Mot::word),
        suite_avant: evolution.suites.0.map(Mot::word),
        suite: evolution.suites.1.map(Mot::word),
    }
}

/// Returns the view of a point of attention.
pub(super) fn vigilance<'a>(point: &Vigilance<'a>) -> VigilanceVue<'a> {
    VigilanceVue {
        id: point.fiche.id.as_str(),
        constat: constat(&point.constat),
    }
}

/// Returns the view of an étape of the exercice after.
pub(super) fn perspective<'a>(perspective: &'a Perspective<'a>) -> PerspectiveVue<'a> {
    PerspectiveVue {
        id: perspective.fiche.id.as_str(),
        etape: &perspective.etape.nom,
        quand: perspective.quand.map(|quand| quand.texte()),
        quoi: text(&perspective.etape.quoi),
    }
}
