//! Which lines of costs belong to a line of an axis.

use super::axe::Axe;
use super::repartition::Valeur;
use crate::model::cout::LigneCout;
use crate::model::exercice::Exercice;
use crate::text::fold::fold;

/// Which lines of costs belong to a line of an axis.
pub(super) enum Reste {
    /// All those of its fiches.
    Tous,
    /// Those of some years.
    Exercice(Exercice),
    /// Those that someone pays, folded.
    Financeur(String),
    /// Those of which nobody says who pays.
    SansFinanceur,
}

impl Reste {
    /// Returns which lines of costs belong to a value. Fiches without any year stand on no other line: all their lines are
    /// summed there.
    pub(super) fn of(axe: Axe, valeur: Valeur<'_>) -> Self {
        match (axe, valeur) {
            (Axe::Annee, Valeur::Exercice(exercice)) => Self::Exercice(exercice),
            (Axe::Financeur, Valeur::Texte(funder)) => Self::Financeur(fold(funder)),
            (Axe::Financeur, _) => Self::SansFinanceur,
            _ => Self::Tous,
        }
    }

    /// Returns whether a line of costs is one of them.
    pub(super) fn keeps(&self, line: &LigneCout) -> bool {
        let funder = line.financeur.as_ref();
        match self {
            Self::Tous => true,
            Self::Exercice(exercice) => line
                .annee
                .as_deref()
                .is_some_and(|&annee| exercice.covers(annee)),
            Self::Financeur(folded) => funder.is_some_and(|funder| fold(funder) == *folded),
            Self::SansFinanceur => funder.is_none(),
        }
    }
}
