//! What fiches are counted by.

use crate::model::mot::Mot;
use crate::model::plan::Plan;
use crate::text::fold::same;

/// What fiches are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Axe {
    /// The node of the first level above the fiche, whatever the plan calls it.
    Enjeu,
    /// The very node that the fiche names.
    Objectif,
    /// The node above the fiche, or its own, at a level that the plan names: its rank among the levels.
    Niveau(usize),
    /// Who leads.
    Pilote,
    /// The service of whoever leads or takes part.
    Service,
    /// Who takes part.
    Partenaire,
    /// The exercices of its étapes and of its own period.
    Annee,
    /// How far it is.
    Etat,
    /// What its bilan says of the result.
    Resultat,
    /// Whose it is.
    Commune,
    /// Who pays.
    Financeur,
    /// Whom it is for.
    Public,
}

impl Mot for Axe {
    const ALL: &'static [Self] = &[
        Self::Enjeu,
        Self::Objectif,
        Self::Pilote,
        Self::Service,
        Self::Partenaire,
        Self::Annee,
        Self::Etat,
        Self::Resultat,
        Self::Commune,
        Self::Financeur,
        Self::Public,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Enjeu => "enjeu",
            Self::Objectif => "objectif",
            Self::Niveau(_) => "niveau",
            Self::Pilote => "pilote",
            Self::Service => "service",
            Self::Partenaire => "partenaire",
            Self::Annee => "annee",
            Self::Etat => "etat",
            Self::Resultat => "resultat",
            Self::Commune => "commune",
            Self::Financeur => "financeur",
            Self::Public => "public",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Annee => "année",
            Self::Etat => "état",
            Self::Resultat => "résultat",
            other => other.word(),
        }
    }
}

impl Axe {
    /// Returns the axis that a word names, or that a level of the plan does.
    pub(crate) fn named(plan: &Plan, text: &str) -> Option<Self> {
        let level = || {
            let mut niveaux = plan.arborescence.niveaux().iter();
            niveaux.position(|niveau| same(niveau, text))
        };
        // The first level is the axis that has a name of its own.
        let at_level = |rank| {
            if rank == 0 {
                Self::Enjeu
            } else {
                Self::Niveau(rank)
            }
        };
        Self::parse(text).or_else(|| level().map(at_level))
    }

    /// Returns whether the fiches of a bilan may be grouped by it.
    pub(crate) fn groups(self) -> bool {
        matches!(
            self,
            Self::Enjeu | Self::Objectif | Self::Niveau(_) | Self::Pilote
        )
    }

    /// Returns its name: its word, or that of the level as the plan writes it.
    pub(crate) fn nom(self, plan: &Plan) -> &str {
        let level = match self {
            Self::Niveau(rank) => plan.arborescence.level_name(rank),
            _ => None,
        };
        level.unwrap_or(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::memory::plan;

    #[test]
    fn an_axis_is_named_by_its_word_or_by_a_level_of_the_plan() {
        let plan = plan(
            "niveaux = [\"Axe\", \"Objectif général\", \"Commune\"]\n",
            &[],
        );
        let named = |text| Axe::named(&plan, text);
        assert_eq!(named("Année"), Some(Axe::Annee));
        assert_eq!(named("objectif"), Some(Axe::Objectif));
        assert_eq!(named("OBJECTIF GENERAL"), Some(Axe::Niveau(1)));
        assert_eq!(named("commune"), Some(Axe::Commune), "the word comes first");
        assert_eq!(named("niveau"), None);
        assert_eq!(Axe::Niveau(1).nom(&plan), "Objectif général");
    }
}
