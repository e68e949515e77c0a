//! What several rules look at: each goes through the plan in one way.

use std::collections::HashMap;

use crate::model::calendrier::{Etape, Point};
use crate::model::echeance::{Unnamed, occurrence_meant};
use crate::model::fiche::Fiche;
use crate::model::plan::Plan;
use crate::text::fold::fold;
use crate::text::located::Located;
use crate::text::texte::Texte;

/// Returns the fiches of which everything was read: only of these may a rule say what they lack.
pub(super) fn whole(plan: &Plan) -> impl Iterator<Item = &Fiche> {
    plan.fiches().iter().filter(|fiche| !fiche.partielle)
}

/// Shows a rule each word of a bilan on an étape that the fiche has, with the occurrence that it means. An étape without any
/// date is the defect of `etape-sans-date` alone.
pub(super) fn each_point(
    plan: &Plan,
    fiche: &Fiche,
    mut show: impl FnMut(&Etape, &Point, Result<usize, Unnamed>),
) {
    for bilan in &fiche.bilans {
        let exercice = plan.exercices.holding(*bilan.annee);
        for point in &bilan.etapes {
            let etapes = fiche.calendrier.iter();
            let mut dated = etapes.filter(|etape| !etape.quand.is_empty());
            if let Some(etape) = dated.find(|etape| etape.nom == point.etape) {
                show(etape, point, occurrence_meant(etape, point, exercice));
            }
        }
    }
}

/// Shows a rule each text, of those that it looks at, which an earlier fiche of the same commune bears at the same node:
/// the earlier fiche, the text, and the words for the place where both stand.
pub(super) fn each_namesake<'a>(
    plan: &'a Plan,
    text: impl Fn(&'a Fiche) -> Option<&'a Located<Texte>>,
    mut show: impl FnMut(&Fiche, &Located<Texte>, &str),
) {
    let mut firsts = HashMap::new();
    let mut noeud = None;
    for fiche in whole(plan) {
        let Some(text) = text(fiche) else { continue };
        // In the order of the plan, the fiches of a node stand together.
        if fiche.noeud != noeud {
            noeud = fiche.noeud;
            firsts.clear();
        }
        let commune = (!fiche.propre).then(|| fold(plan.commune_of(fiche)));
        let code = fiche.objectif.as_ref().map(|code| code.as_str());
        let first = *firsts.entry((commune, code, fold(text))).or_insert(fiche);
        if first.id != fiche.id {
            let place = code.map(|code| format!("sous {code}"));
            show(
                first,
                text,
                place.as_deref().unwrap_or("hors de l'arborescence"),
            );
        }
    }
}
