//! Several bilans side by side: the same fiches, an exercice after another.

use crate::model::exercice::Exercice;
use crate::model::fiche::Fiche;
use crate::model::indicateur::Indicateur;
use crate::model::plan::Plan;
use crate::report::bilan::Bilan;

/// Returns the exercices from the one that holds a year to the one that holds another, in order.
pub(crate) fn exercices(plan: &Plan, (first, last): (i32, i32)) -> Vec<Exercice> {
    let mut all = vec![plan.exercices.holding(first)];
    while let Some(exercice) = all.last().copied().filter(|exercice| exercice.fin < last) {
        all.push(plan.exercices.after(exercice));
    }
    all
}

/// Several bilans of the same fiches.
#[derive(Debug)]
pub(crate) struct Periode<'a> {
    /// The bilans, in the order of their years; never none.
    pub(crate) bilans: Vec<Bilan<'a>>,
}

impl<'a> Periode<'a> {
    /// Returns the last of the bilans.
    pub(crate) fn dernier(&self) -> &Bilan<'a> {
        &self.bilans[self.bilans.len() - 1]
    }

    /// Returns the territoire's own fiches, each with its rank among those of every bilan, in plan order.
    pub(crate) fn fiches(&self) -> Vec<(usize, &'a Fiche)> {
        let first = self.bilans.first();
        let fiches = first.into_iter().flat_map(|bilan| &bilan.fiches);
        let ranked = fiches.map(|fiche| fiche.fiche).enumerate();
        ranked.filter(|(_, fiche)| fiche.propre).collect()
    }

    /// Returns the indicators of those fiches, each with its fiche.
    pub(crate) fn indicateurs(&self) -> Vec<(&'a Fiche, &'a Indicateur)> {
        let fiches = self.fiches().into_iter();
        let all = fiches.flat_map(|(_, fiche)| {
            let indicateurs = fiche.indicateurs.iter();
            indicateurs.map(move |indicateur| (fiche, indicateur))
        });
        all.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::memory::plan;

    #[test]
    fn each_exercice_of_a_period_is_there_once() {
        let plan = plan("", &[]);
        let years = |span| {
            let all = exercices(&plan, span).into_iter();
            all.map(|exercice| exercice.annee).collect::<Vec<i32>>()
        };
        assert_eq!(years((2017, 2020)), [2017, 2018, 2019, 2020]);
        assert_eq!(years((2017, 2017)), [2017]);
    }
}
