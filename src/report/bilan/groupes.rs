//! The fiches of a bilan, shared out along an axis: by node of the first level, by pilote, by objectif.

use super::FicheBilan;
use super::synthese::{CompteEtapes, etapes};
use crate::model::mot::Tally;
use crate::model::plan::Plan;
use crate::report::synthese::axe::Axe;
use crate::report::synthese::repartition::{Repartition, Valeur};

/// How far some fiches are. The associated ones are only counted: what is said of states, bilans and étapes is said of the
/// territoire's own, of which a bilan is expected.
#[derive(Debug)]
pub(crate) struct Avancement {
    /// How many fiches there are.
    pub(crate) fiches: usize,
    /// How many of them are the territoire's own.
    pub(crate) propres: usize,
    /// How many bilans are expected.
    pub(crate) attendus: usize,
    /// How many of these are saisis.
    pub(crate) saisis: usize,
    /// How many are missing.
    pub(crate) sans_bilan: usize,
    /// The states of the attendus.
    pub(crate) etats: Tally,
    /// Their étapes, promised bilans apart.
    pub(crate) etapes: CompteEtapes,
    /// How many of the attendus are late.
    pub(crate) en_retard: usize,
}

impl Avancement {
    /// Adds fiches up.
    fn of(fiches: &[&FicheBilan<'_>]) -> Self {
        let attendus = || fiches.iter().copied().filter(|fiche| fiche.is_attendue());
        let saisis = attendus().filter(|fiche| fiche.is_saisie()).count();
        Self {
            fiches: fiches.len(),
            propres: fiches.iter().filter(|fiche| fiche.fiche.propre).count(),
            attendus: attendus().count(),
            saisis,
            sans_bilan: attendus().count() - saisis,
            etats: Tally::of(attendus().map(|fiche| fiche.etat)),
            etapes: etapes(attendus()),
            en_retard: attendus().filter(|fiche| fiche.en_retard).count(),
        }
    }
}

/// The fiches that have a value of an axis.
#[derive(Debug)]
pub(crate) struct Groupe<'a> {
    /// The axis, and the value.
    pub(crate) cle: (Axe, Valeur<'a>),
    /// The ranks of its fiches among those of the bilan.
    pub(crate) rangs: Vec<usize>,
    /// How far they are.
    pub(crate) avancement: Avancement,
}

impl<'a> Groupe<'a> {
    /// Shares fiches out along an axis, in its order. Every node of the first level has its group, even without a fiche; what
    /// nobody said has one where a fiche is there.
    pub(crate) fn all(plan: &'a Plan, bilans: &[FicheBilan<'a>], axe: Axe) -> Vec<Self> {
        let fiches = bilans.iter().map(|fiche| fiche.fiche);
        let shared = Repartition::of_fiches(plan, fiches, axe);
        let shared = shared.valeurs.into_iter();
        let groups = shared.map(|(valeur, rangs)| {
            let members: Vec<&FicheBilan<'a>> = rangs.iter().map(|&rang| &bilans[rang]).collect();
            Self {
                cle: (axe, valeur),
                avancement: Avancement::of(&members),
                rangs,
            }
        });
        groups
            .filter(|group| !group.rangs.is_empty() || !matches!(group.cle.1, Valeur::NonRenseigne))
            .collect()
    }
}
