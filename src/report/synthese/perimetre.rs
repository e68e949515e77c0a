//! Which lines of costs are summed, and which bilans are asked about.

use super::axe::Axe;
use super::compte::Fait;
use super::repartition::Valeur;
use crate::model::bilan::BilanFiche;
use crate::model::cout::LigneCout;
use crate::model::etat::Resultat;
use crate::model::exercice::Exercice;
use crate::model::plan::Plan;
use crate::text::fold::fold;

/// What the question itself restricts, beside the fiches.
#[derive(Debug, Default)]
pub(crate) struct Perimetre {
    /// The years that are asked for; none: all.
    pub(crate) annees: Vec<i32>,
    /// The funders that are asked for, folded; none: all.
    pub(crate) financeurs: Vec<String>,
    /// Whether a part of the tree is asked for: the rest of it has then no line.
    pub(crate) is_on_the_tree: bool,
}

impl Perimetre {
    /// Returns whether a line of costs is one of those that are asked about.
    pub(super) fn keeps(&self, plan: &Plan, line: &LigneCout) -> bool {
        let in_years = || {
            let mut asked = self.annees.iter();
            line.annee.as_deref().is_some_and(|&annee| {
                asked.any(|&asked| plan.exercices.holding(asked).covers(annee))
            })
        };
        let paid = || {
            let funder = line.financeur.as_ref().map(|funder| fold(funder));
            funder.is_some_and(|funder| self.financeurs.contains(&funder))
        };
        (self.annees.is_empty() || in_years()) && (self.financeurs.is_empty() || paid())
    }

    /// Returns the results of the bilans that are asked about: those of the years that are asked for, else the last one.
    pub(super) fn resultats(&self, plan: &Plan, fait: &Fait<'_>) -> Vec<Option<Resultat>> {
        let horizon = fait.horizon;
        let of_year = |year: &i32| {
            let bilan = fait.fiche.bilan_of(plan.exercices.holding(*year));
            bilan.filter(|bilan| *bilan.annee <= horizon.last_bilan)
        };
        let last = || fait.fiche.bilans_read(horizon).next_back();
        let bilans = match self.annees.as_slice() {
            [] => vec![last()],
            years => years.iter().map(of_year).collect(),
        };
        let resultat =
            |bilan: Option<&BilanFiche>| bilan.and_then(|bilan| bilan.resultat.as_deref().copied());
        bilans.into_iter().map(resultat).collect()
    }
}

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
