//! Who takes part in the fiches of a bilan.

use std::collections::BTreeMap;

use super::FicheBilan;
use crate::model::acteur::{Acteur, Identite, Participant};
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

/// Who someone is: a declared actor by its rank, else a folded name.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Cle {
    /// A declared actor.
    Declare(usize),
    /// A name that the plan does not declare, or that several actors bear.
    Ecrit(String),
}

/// Returns who takes part in the fiches of which a bilan is expected: the declared actors in the order of `acteurs.toml`, then the
/// other names in their own order.
pub(crate) fn present<'a>(plan: &'a Plan, fiches: &[FicheBilan<'a>]) -> Vec<Present<'a>> {
    let acteurs = plan.annuaire.as_ref();
    let acteurs = acteurs.map_or(&[][..], |annuaire| annuaire.acteurs());
    let mut present: BTreeMap<Cle, Present<'a>> = BTreeMap::new();
    for fiche in fiches.iter().filter(|fiche| fiche.is_attendue()) {
        let parts: [(&'a [Participant], Part); 2] = [
            (&fiche.fiche.pilotes, |present| &mut present.pilote),
            (&fiche.fiche.partenaires, |present| &mut present.partenaire),
        ];
        for (people, part) in parts {
            // Named twice, someone has the fiche once, under the first writing.
            let named = people.iter().rev().map(|one| (cle(one), one.nom.as_str()));
            for (cle, nom) in named.collect::<BTreeMap<Cle, &str>>() {
                let acteur = match cle {
                    Cle::Declare(rank) => acteurs.get(rank),
                    Cle::Ecrit(_) => None,
                };
                let nom = acteur.map_or(nom, |acteur| acteur.nom.as_str());
                let one = present.entry(cle).or_insert(Present {
                    acteur,
                    nom,
                    pilote: 0,
                    partenaire: 0,
                });
                *part(one) += 1;
            }
        }
    }
    present.into_values().collect()
}

/// In which count of someone a part is.
type Part = for<'p, 'a> fn(&'p mut Present<'a>) -> &'p mut usize;

/// Returns who someone is.
fn cle(participant: &Participant) -> Cle {
    match participant.identite {
        Identite::Known(rank) => Cle::Declare(rank),
        Identite::Unknown | Identite::Ambiguous => Cle::Ecrit(fold(&participant.nom)),
    }
}
