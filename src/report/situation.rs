//! One fiche at a reference date: what its file and the date say together.

use crate::model::bilan::BilanFiche;
use crate::model::calendrier::Etape;
use crate::model::cout::{LigneCout, SommeCouts};
use crate::model::echeance::{Standing, is_late, late, next};
use crate::model::etat::Etat;
use crate::model::fiche::Fiche;
use crate::model::horizon::Horizon;
use crate::model::plan::Plan;
use crate::model::vie::{closed_in, etat_at, years_of};
use crate::report::perimetre::{Perimetre, TOUT};

/// A fiche at a reference date. What it says is worked out when it is asked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Situation<'a> {
    /// The plan.
    pub(crate) plan: &'a Plan,
    /// The fiche.
    pub(crate) fiche: &'a Fiche,
    /// How far one looks.
    pub(crate) horizon: Horizon,
    /// What is asked beside the fiche.
    pub(crate) perimetre: &'a Perimetre,
}

impl<'a> Situation<'a> {
    /// Returns the situations of some fiches.
    pub(crate) fn all(plan: &'a Plan, fiches: &[&'a Fiche], horizon: Horizon) -> Vec<Self> {
        Self::within(plan, fiches, horizon, &TOUT)
    }

    /// Returns the situations of some fiches, within what a question restricts.
    pub(crate) fn within(
        plan: &'a Plan,
        fiches: &[&'a Fiche],
        horizon: Horizon,
        perimetre: &'a Perimetre,
    ) -> Vec<Self> {
        let situation = |&fiche| Self {
            plan,
            fiche,
            horizon,
            perimetre,
        };
        fiches.iter().map(situation).collect()
    }

    /// Returns the printed reference, else the printed number.
    pub(crate) fn repere(&self) -> Option<String> {
        let numero = || self.fiche.numero.as_ref().map(|numero| numero.to_string());
        self.plan.reference_of(self.fiche).or_else(numero)
    }

    /// Returns the years of its étapes and of its own period.
    pub(crate) fn annees(&self) -> Vec<i32> {
        years_of(self.fiche, self.horizon.date)
    }

    /// Returns its state.
    pub(crate) fn etat(&self) -> Option<Etat> {
        etat_at(self.fiche, self.horizon)
    }

    /// Returns whether it is late.
    pub(crate) fn en_retard(&self) -> bool {
        is_late(self.fiche, self.horizon, &self.plan.exercices)
    }

    /// Returns the year in which it closed.
    pub(crate) fn close(&self) -> Option<i32> {
        closed_in(self.fiche, self.horizon)
    }

    /// Returns the years whose bilans are read.
    pub(crate) fn bilans(&self) -> Vec<i32> {
        let bilans = self.fiche.bilans_read(self.horizon);
        bilans.map(|bilan| *bilan.annee).collect()
    }

    /// Returns the last of the bilans that are asked about: the last that is read, unless years are asked for.
    pub(crate) fn dernier_bilan(&self) -> Option<&'a BilanFiche> {
        let annees = &self.perimetre.annees;
        let asked = self.plan.bilans_asked(self.fiche, annees, self.horizon);
        let made = asked.into_iter().flatten();
        made.max_by_key(|bilan| *bilan.annee)
    }

    /// Returns the lines of costs that are asked about.
    pub(crate) fn lignes(&self) -> impl Iterator<Item = &'a LigneCout> + Clone + use<'a> {
        let (plan, perimetre) = (self.plan, self.perimetre);
        let lines = self.fiche.couts.lignes.iter();
        lines.filter(move |line| perimetre.keeps(plan, line))
    }

    /// Returns the sums of those lines.
    pub(crate) fn couts(&self) -> SommeCouts {
        SommeCouts::of(self.lignes())
    }

    /// Returns the occurrences that make it late, in the order in which they were due.
    pub(crate) fn retards(&self) -> Vec<(&'a Etape, Standing<'a>)> {
        late(self.fiche, self.horizon, &self.plan.exercices)
    }

    /// Returns the next occurrence that is neither settled nor past; nothing once the fiche is closed.
    pub(crate) fn prochaine(&self) -> Option<(&'a Etape, Standing<'a>)> {
        next(self.fiche, self.horizon, &self.plan.exercices)
    }
}
