//! The values that a condition finds in a plan: what may have been meant by one that finds nothing.

use super::condition::Condition;
use crate::model::acteur::Participant;
use crate::model::fiche::Fiche;
use crate::model::plan::Plan;

/// Returns the texts that a condition finds in a plan, each once, in the plan's order; none for a condition on anything else
/// than texts of the plan's own.
pub(crate) fn values<'a>(plan: &'a Plan, condition: &Condition) -> Vec<&'a str> {
    let fiches = || plan.fiches().iter();
    let names = |participant| names_of(plan, participant);
    let mut values: Vec<&str> = match condition {
        Condition::Pilote(_) => fiches()
            .flat_map(|fiche| &fiche.pilotes)
            .flat_map(names)
            .collect(),
        Condition::Partenaire(_) => fiches()
            .flat_map(|fiche| &fiche.partenaires)
            .flat_map(names)
            .collect(),
        Condition::Acteur(_) => fiches().flat_map(participants).flat_map(names).collect(),
        Condition::Service(_) => fiches()
            .flat_map(participants)
            .flat_map(|participant| plan.services_of(participant))
            .collect(),
        Condition::Enjeu(_) => nodes(plan, plan.arborescence.roots()),
        Condition::Objectif(_) => nodes(plan, 0..plan.arborescence.noeuds().len()),
        Condition::Commune(_) => fiches().map(|fiche| plan.commune_of(fiche)).collect(),
        Condition::Public(_) => fiches()
            .flat_map(|fiche| &fiche.publics)
            .map(|public| public.as_str())
            .collect(),
        Condition::Financeur(_) => fiches()
            .flat_map(|fiche| &fiche.couts.lignes)
            .filter_map(|line| line.financeur.as_ref())
            .map(|financeur| financeur.as_str())
            .collect(),
        _ => Vec::new(),
    };
    let mut seen = std::collections::HashSet::new();
    values.retain(|value| seen.insert(*value));
    values
}

/// Returns who leads a fiche and who takes part.
fn participants(fiche: &Fiche) -> impl Iterator<Item = &Participant> {
    fiche.pilotes.iter().chain(&fiche.partenaires)
}

/// Returns every name under which a participant is found.
fn names_of<'a>(plan: &'a Plan, participant: &'a Participant) -> Vec<&'a str> {
    let names = plan.acteur(participant).map(|acteur| acteur.names());
    let names = names.into_iter().flatten().map(|name| name.as_str());
    let written = std::iter::once(&participant.nom).chain(participant.service());
    names.chain(written.map(|name| name.as_str())).collect()
}

/// Returns the codes and the titles of some nodes of a plan.
fn nodes(plan: &Plan, ranks: impl Iterator<Item = usize>) -> Vec<&str> {
    let nodes = ranks.map(|rank| plan.arborescence.noeud(rank));
    nodes
        .flat_map(|node| [node.code.as_str(), node.titre.as_str()])
        .collect()
}
