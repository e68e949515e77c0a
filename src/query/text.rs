//! Search in every text of a fiche.

use crate::model::acteur::Participant;
use crate::model::fiche::Fiche;
use crate::model::horizon::Horizon;
use crate::model::plan::Plan;
use crate::text::fold::fold;

/// Returns whether a text holds one of these folded texts.
pub(crate) fn contains_any(text: &str, needles: &[String]) -> bool {
    let folded = fold(text);
    needles
        .iter()
        .any(|needle| folded.contains(needle.as_str()))
}

/// Returns whether any text of a fiche within the horizon passes a test, the names of its actors and of its place in the
/// tree included.
pub(crate) fn any_text(
    (plan, horizon): (&Plan, Horizon),
    fiche: &Fiche,
    test: impl Fn(&str) -> bool,
) -> bool {
    let who = |participant: &Participant| {
        let acteur = plan.acteur(participant);
        acteur.is_some_and(|acteur| acteur.names().any(|name| test(name)))
    };
    let place = || {
        fiche.noeud.is_some_and(|node| {
            plan.arborescence
                .lineage(node)
                .any(|node| test(&plan.arborescence.noeud(node).titre))
        })
    };
    test(fiche.id.as_str())
        || fiche.any_text(horizon, &mut |text| test(text))
        || test(plan.commune_of(fiche))
        || fiche.pilotes.iter().chain(&fiche.partenaires).any(who)
        || place()
}
