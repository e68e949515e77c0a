//! Who takes part in the fiches of a bilan.

use std::collections::BTreeMap;

use super::FicheBilan;
use crate::model::acteur::{Acteur, Identite, Participant};
use crate::model::fiche::Fiche;
use crate::model::plan::Plan;
use crate::text::fold::fold;

/// An actor, and in how many fiches it is there.
#[derive(Debug)]
pub(crate) struct Present<'a> {
    /// The actor; nothing for a name that the plan does not declare.
    pub(crate) acteur: Option<&'a Acteur>,
    /// Its name, else the first writing of it.
    pub(crate) nom: &'a str,
    /// In how many fiches it is pilote.
    pub(crate) pilote: usize,
    /// In how many it is partenaire.
    pub(crate) partenaire: usize,
}

/// Returns who takes part in the fiches of which a bilan is expected: the declared actors in the order of `acteurs.toml`, then the
/// other names in their own order.
pub(crate) fn present<'a>(plan: &'a Plan, fiches: &[FicheBilan<'a>]) -> Vec<Present<'a>> {
    let attendues = fiches.iter().filter(|fiche| fiche.is_attendue());
    let attendues: Vec<&'a Fiche> = attendues.map(|fiche| fiche.fiche).collect();
    let counted = |acteur, nom, is_it: &dyn Fn(&Participant) -> bool| {
        let count = |of: fn(&Fiche) -> &Vec<Participant>| {
            let there = attendues.iter().filter(|fiche| of(fiche).iter().any(is_it));
            there.count()
        };
        Present {
            acteur,
            nom,
            pilote: count(|fiche| &fiche.pilotes),
            partenaire: count(|fiche| &fiche.partenaires),
        }
    };
    let acteurs = plan.annuaire.as_ref();
    let acteurs = acteurs.map_or(&[][..], |annuaire| annuaire.acteurs());
    let declared = acteurs.iter().enumerate().map(|(rank, acteur)| {
        let is_it = |one: &Participant| one.identite == Identite::Known(rank);
        counted(Some(acteur), acteur.nom.as_str(), &is_it)
    });
    let mut others: BTreeMap<String, &'a str> = BTreeMap::new();
    let all = attendues
        .iter()
        .flat_map(|fiche| fiche.pilotes.iter().chain(&fiche.partenaires));
    for one in all.filter(|one| plan.acteur(one).is_none()) {
        others.entry(fold(&one.nom)).or_insert(one.nom.as_str());
    }
    let others = others.into_iter().map(|(key, nom)| {
        let is_it = |one: &Participant| plan.acteur(one).is_none() && fold(&one.nom) == key;
        counted(None, nom, &is_it)
    });
    let present = declared.chain(others);
    present
        .filter(|present| present.pilote + present.partenaire > 0)
        .collect()
}
