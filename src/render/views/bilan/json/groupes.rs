//! The fiches of a bilan along an axis, in the JSON contract.

use std::borrow::Cow;

use serde::Serialize;
use serde_json::Value;

use super::synthese::{CompteEtapesVue, etapes};
use crate::render::json::{Each, tally};
use crate::render::views::cles::{capitalized, code, is_unknown, libelle, par};
use crate::report::bilan::Bilan;
use crate::report::bilan::groupes::Groupe;
use crate::report::synthese::axe::Axe;
use crate::report::synthese::repartition::Valeur;

/// The fiches along the axis that was asked for.
#[derive(Serialize)]
pub(super) struct GroupesVue<'a> {
    /// The name of the axis.
    axe: String,
    /// The fiches of each value.
    lignes: Each<'a, &'a Bilan<'a>, Groupe<'a>, GroupeVue<'a>>,
}

/// The fiches that have a value of an axis.
#[derive(Serialize)]
pub(super) struct GroupeVue<'a> {
    /// The code of the value; null for what nobody said.
    code: Option<Cow<'a, str>>,
    /// Its name.
    libelle: Cow<'a, str>,
    /// Whether the plan does not know it.
    inconnu: bool,
    /// How many fiches there are.
    fiches: usize,
    /// How many are the territoire's own.
    propres: usize,
    /// How many bilans are expected.
    attendus: usize,
    /// How many of these are saisis.
    saisis: usize,
    /// How many are missing.
    sans_bilan: usize,
    /// How many are in each state.
    etats: Value,
    /// Their étapes, promised bilans apart.
    etapes: CompteEtapesVue,
    /// How many are late.
    en_retard: usize,
    /// The identifiers of the fiches, along the axis that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    ids: Option<Each<'a, &'a Bilan<'a>, usize, &'a str>>,
}

/// Returns the view of the fiches along the axis that was asked for.
pub(super) fn groupes<'a>(bilan: &'a Bilan<'a>, axe: Axe) -> GroupesVue<'a> {
    GroupesVue {
        axe: par(bilan.plan, axe),
        lignes: Each::of(bilan, bilan.groupes(), |bilan, group| GroupeVue {
            ids: Some(Each::of(bilan, &group.rangs, |bilan, &rang| {
                bilan.fiches[rang].fiche.id.as_str()
            })),
            ..groupe(bilan, group)
        }),
    }
}

/// Returns the view of the fiches that have a value of an axis.
pub(super) fn groupe<'a>(bilan: &'a Bilan<'a>, group: &'a Groupe<'a>) -> GroupeVue<'a> {
    let (plan, line) = (bilan.plan, &group.avancement);
    let title = match group.cle.1 {
        Valeur::Noeud(node) => plan.arborescence.noeud(node).titre.as_str().into(),
        _ => capitalized(&libelle(plan, group.cle)).into(),
    };
    GroupeVue {
        code: code(plan, group.cle),
        libelle: title,
        inconnu: is_unknown(group.cle),
        fiches: line.fiches,
        propres: line.propres,
        attendus: line.attendus,
        saisis: line.saisis,
        sans_bilan: line.sans_bilan,
        etats: tally(&line.etats),
        etapes: etapes(line.etapes),
        en_retard: line.en_retard,
        ids: None,
    }
}
