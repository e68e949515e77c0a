//! What a question restricts beside the fiches: the lines of costs that are summed, the bilans that are read.

use crate::model::cout::LigneCout;
use crate::model::plan::Plan;
use crate::text::fold::fold;

/// What a question restricts beside the fiches.
#[derive(Debug, Default)]
pub(crate) struct Perimetre {
    /// The years that are asked for; none: all.
    pub(crate) annees: Vec<i32>,
    /// The funders that are asked for, folded; none: all.
    pub(crate) financeurs: Vec<String>,
    /// Whether a part of the tree is asked for: the rest of it has then no line.
    pub(crate) is_on_the_tree: bool,
}

/// Nothing but the fiches is restricted.
pub(crate) static TOUT: Perimetre = Perimetre {
    annees: Vec::new(),
    financeurs: Vec::new(),
    is_on_the_tree: false,
};

impl Perimetre {
    /// Returns whether a line of costs is one of those that are asked about.
    pub(crate) fn keeps(&self, plan: &Plan, line: &LigneCout) -> bool {
        let in_years = || {
            let mut asked = self.annees.iter();
            line.annee.as_deref().is_some_and(|&annee| {
                asked.any(|&asked| plan.exercices.holding(asked).covers(annee))
            })
        };
        (self.annees.is_empty() || in_years()) && self.pays(line)
    }

    /// Returns whether one of the funders that are asked for pays a line; any does where none is.
    pub(crate) fn pays(&self, line: &LigneCout) -> bool {
        let funder = || line.financeur.as_ref().map(|funder| fold(funder));
        self.financeurs.is_empty()
            || funder().is_some_and(|funder| self.financeurs.contains(&funder))
    }
}
