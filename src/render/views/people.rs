//! Pilotes and partenaires, as people and programs read them.

use serde::Serialize;

use crate::model::acteur::Participant;
use crate::model::plan::Plan;

/// A pilote or a partenaire in the JSON contract.
#[derive(Debug, Serialize)]
pub(crate) struct Person<'a> {
    /// The actor's identifier; null when none was declared.
    acteur: Option<&'a str>,
    /// The actor's own name, else the name as the fiche writes it.
    nom: &'a str,
    /// The service printed in brackets.
    service: Option<&'a str>,
    /// Any other bracket.
    mention: Option<&'a str>,
}

/// Returns the view of pilotes or partenaires.
pub(crate) fn json<'a>(plan: &'a Plan, participants: &'a [Participant]) -> Vec<Person<'a>> {
    let person = |participant: &'a Participant| Person {
        acteur: plan.acteur(participant).map(|acteur| acteur.id.as_str()),
        nom: plan.name_of(participant),
        service: participant.service().map(|service| service.as_str()),
        mention: participant.mention().map(|mention| mention.as_str()),
    };
    participants.iter().map(person).collect()
}

/// Returns a pilote or a partenaire in full: « Ville de Lomme (Unité de Proximité) ».
pub(crate) fn full(plan: &Plan, participant: &Participant) -> String {
    let brackets: Vec<&str> = [participant.service(), participant.mention()]
        .into_iter()
        .flatten()
        .map(|bracket| bracket.as_str())
        .collect();
    let name = plan.name_of(participant);
    if brackets.is_empty() {
        name.to_owned()
    } else {
        format!("{name} ({})", brackets.join(", "))
    }
}

/// Returns pilotes or partenaires in full, separated by semicolons; nothing when there are none.
pub(crate) fn all(plan: &Plan, participants: &[Participant]) -> Option<String> {
    let names: Vec<String> = participants
        .iter()
        .map(|participant| full(plan, participant))
        .collect();
    (!names.is_empty()).then(|| names.join("\u{a0}; "))
}
