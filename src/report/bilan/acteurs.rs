//! Who takes part in the fiches of a bilan.

use super::FicheBilan;
use crate::model::acteur::{Acteur, Identite, Participant};
use crate::model::plan::Plan;

/// An actor, and in how many fiches it is there.
#[derive(Debug)]
pub(crate) struct Present<'a> {
    /// The actor.
    pub(crate) acteur: &'a Acteur,
    /// In how many fiches it is pilote.
    pub(crate) pilote: usize,
    /// In how many it is partenaire.
    pub(crate) partenaire: usize,
}

/// Returns the declared actors of the fiches of which a bilan is expected, in the order of `acteurs.toml`.
pub(crate) fn present<'a>(plan: &'a Plan, fiches: &[FicheBilan<'a>]) -> Vec<Present<'a>> {
    let acteurs = plan
        .annuaire
        .as_ref()
        .map_or(&[][..], |annuaire| annuaire.acteurs());
    let attendues = || {
        fiches
            .iter()
            .filter(|fiche| fiche.is_attendue())
            .map(|fiche| fiche.fiche)
    };
    let all = acteurs.iter().enumerate().map(|(rank, acteur)| {
        let is_it = |participant: &Participant| participant.identite == Identite::Known(rank);
        Present {
            acteur,
            pilote: attendues()
                .filter(|fiche| fiche.pilotes.iter().any(is_it))
                .count(),
            partenaire: attendues()
                .filter(|fiche| fiche.partenaires.iter().any(is_it))
                .count(),
        }
    });
    all.filter(|present| present.pilote + present.partenaire > 0)
        .collect()
}
