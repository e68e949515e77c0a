//! The exercice before beside this one, and the exercice after.

use super::FicheBilan;
use crate::model::bilan::BilanFiche;
use crate::model::calendrier::{Etape, EtatEtape};
use crate::model::dates::{Intervalle, year_end};
use crate::model::echeance::{Standing, pending};
use crate::model::etat::{Etat, Resultat, Suite};
use crate::model::exercice::Exercice;
use crate::model::fiche::Fiche;
use crate::model::horizon::Horizon;
use crate::model::plan::Plan;
use crate::model::vie::etat_at;

/// What is said of a fiche, before and now.
#[derive(Debug)]
pub(crate) struct Evolution<'a> {
    /// The fiche.
    pub(crate) fiche: &'a Fiche,
    /// Its state, before and now.
    pub(crate) etats: (Option<Etat>, Option<Etat>),
    /// Its result, before and now.
    pub(crate) resultats: (Option<Resultat>, Option<Resultat>),
    /// Its next step, before and now.
    pub(crate) suites: (Option<Suite>, Option<Suite>),
}

impl Evolution<'_> {
    /// Returns whether anything changed.
    pub(crate) fn is_change(&self) -> bool {
        self.etats.0 != self.etats.1
            || self.resultats.0 != self.resultats.1
            || self.suites.0 != self.suites.1
    }
}

/// An exercice beside the one before.
#[derive(Debug)]
pub(crate) struct Comparaison<'a> {
    /// The exercice before.
    pub(crate) avant: Exercice,
    /// Whether somebody reported for it.
    pub(crate) has_reports: bool,
    /// The fiches of which a bilan is expected now; none where nobody reported for the exercice before.
    pub(crate) fiches: Vec<Evolution<'a>>,
    /// The territoire's own fiches whose own period begins now.
    pub(crate) nouvelles: Vec<&'a Fiche>,
    /// The territoire's own fiches that closed now.
    pub(crate) closes: Vec<&'a Fiche>,
}

/// Compares an exercice with the one before; nothing for the first of the plan. Where nobody reported for the one before, no fiche
/// is compared.
pub(crate) fn compare<'a>(
    plan: &'a Plan,
    fiches: &[FicheBilan<'a>],
    exercice: Exercice,
    horizon: Horizon,
) -> Option<Comparaison<'a>> {
    let avant = plan.exercices.before(exercice);
    let own = || fiches.iter().filter(|fiche| fiche.fiche.propre);
    // A bilan beyond the reference date is not read.
    let before = |fiche: &FicheBilan<'a>| fiche.fiche.bilan_read(avant, horizon);
    let has_reported = |fiche: &FicheBilan<'a>| before(fiche).is_some_and(BilanFiche::is_saisi);
    let is_comparable = own().any(has_reported);
    let periode = plan.strategie.periode.as_ref();
    let is_first = periode.is_some_and(|periode| avant.fin < periode.first_year());
    if is_first && !is_comparable {
        return None;
    }
    let end = year_end(avant.fin).min(horizon.date);
    let horizon_avant = Horizon::of_bilan(avant, end, horizon.interne);
    let evolution = |fiche: &FicheBilan<'a>| {
        let (before, now) = (before(fiche), fiche.bilan);
        let resultat =
            |bilan: Option<&BilanFiche>| bilan.and_then(|bilan| bilan.resultat.as_deref().copied());
        let suite =
            |bilan: Option<&BilanFiche>| bilan.and_then(|bilan| bilan.suite.as_deref().copied());
        Evolution {
            fiche: fiche.fiche,
            etats: (etat_at(fiche.fiche, horizon_avant), fiche.etat),
            resultats: (resultat(before), resultat(now)),
            suites: (suite(before), suite(now)),
        }
    };
    let begins = |fiche: &&Fiche| {
        fiche
            .periode
            .as_ref()
            .is_some_and(|periode| exercice.covers(periode.first_year()))
    };
    let closes = |fiche: &&FicheBilan<'a>| fiche.close.is_some_and(|year| exercice.covers(year));
    Some(Comparaison {
        avant,
        has_reports: is_comparable,
        fiches: fiches
            .iter()
            .filter(|fiche| is_comparable && fiche.is_attendue())
            .map(evolution)
            .collect(),
        nouvelles: own().map(|fiche| fiche.fiche).filter(begins).collect(),
        closes: own().filter(closes).map(|fiche| fiche.fiche).collect(),
    })
}

/// An étape of the exercice after.
#[derive(Debug)]
pub(crate) struct Perspective<'a> {
    /// The fiche.
    pub(crate) fiche: &'a Fiche,
    /// The étape.
    pub(crate) etape: &'a Etape,
    /// When it was first due: as printed.
    pub(crate) imprime: &'a Intervalle,
    /// When it is now due; nothing for one that was put off without saying to when.
    pub(crate) quand: Option<&'a Intervalle>,
}

/// Returns the étapes of the territoire's own open fiches that are due in the exercice after, and those that were put off further, in
/// the order in which they are due; those that were put off without a date last. Fiches that begin only then are there too.
pub(crate) fn perspectives<'a>(
    plan: &'a Plan,
    fiches: &[FicheBilan<'a>],
    exercice: Exercice,
    horizon: Horizon,
) -> Vec<Perspective<'a>> {
    let after = plan.exercices.after(exercice);
    let open = fiches
        .iter()
        .filter(|fiche| fiche.fiche.propre && fiche.close.is_none())
        .map(|fiche| fiche.fiche);
    let all = open.flat_map(|fiche| {
        pending(fiche, horizon, &plan.exercices)
            .into_iter()
            .map(move |(etape, standing)| (fiche, etape, standing))
    });
    let is_ahead = |standing: &Standing<'_>| {
        let year = *standing.due.years().end();
        let is_put_off = standing.said == Some(EtatEtape::Reportee);
        let is_further = standing.is_put_off && year > after.fin;
        after.covers(year) || is_further || (is_put_off && !standing.is_put_off)
    };
    let mut perspectives: Vec<Perspective<'a>> = all
        .filter(|(_, _, standing)| is_ahead(standing))
        .map(|(fiche, etape, standing)| Perspective {
            fiche,
            etape,
            imprime: &etape.quand[standing.rank],
            quand: (standing.said != Some(EtatEtape::Reportee) || standing.is_put_off)
                .then_some(standing.due),
        })
        .collect();
    let day = |perspective: &Perspective<'_>| perspective.quand.map(Intervalle::fin);
    perspectives.sort_by_key(|perspective| (perspective.quand.is_none(), day(perspective)));
    perspectives
}
