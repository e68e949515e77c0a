//! The étapes of some fiches in the order of time: due when, what became of each, which are late and which come soon.

use chrono::{Days, NaiveDate};

use super::situation::Situation;
use crate::model::calendrier::{Etape, EtatEtape};
use crate::model::dates::Intervalle;
use crate::model::echeance::{Standing, standings};
use crate::model::fiche::Fiche;
use crate::model::horizon::Horizon;
use crate::model::mot::{Mot, Tally};
use crate::model::plan::Plan;

/// How many days ahead an occurrence comes soon.
pub(crate) const SOON: u64 = 60;

/// Where an occurrence is in its life: the one thing that a calendar shows of it at a glance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Phase {
    /// Nobody said what became of it, and its fiche is closed: it is neither late nor to come.
    Close,
    /// It will not take place.
    Annulee,
    /// It took place.
    Tenue,
    /// It is to come.
    AVenir,
    /// It comes within [`SOON`] days.
    Bientot,
    /// It is late.
    EnRetard,
}

impl Mot for Phase {
    const ALL: &'static [Self] = &[
        Self::EnRetard,
        Self::Bientot,
        Self::AVenir,
        Self::Tenue,
        Self::Annulee,
        Self::Close,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::EnRetard => "en-retard",
            Self::Bientot => "bientot",
            Self::AVenir => "a-venir",
            Self::Tenue => "tenue",
            Self::Annulee => "annulee",
            Self::Close => "sans-etat",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::EnRetard => "en retard",
            Self::Bientot => "dans les 60 jours",
            Self::AVenir => "à venir",
            Self::Tenue => "tenue",
            Self::Annulee => "annulée",
            Self::Close => "sans état (fiche close)",
        }
    }
}

/// An occurrence of an étape of a fiche.
#[derive(Debug, Clone)]
pub(crate) struct Occurrence<'a> {
    /// The fiche.
    pub(crate) situation: Situation<'a>,
    /// The étape.
    pub(crate) etape: &'a Etape,
    /// When it is due as printed, which names it.
    pub(crate) quand: &'a Intervalle,
    /// Where it stands: due when, and what the bilans say of it.
    pub(crate) standing: Standing<'a>,
    /// Where it is in its life.
    pub(crate) phase: Phase,
}

impl Occurrence<'_> {
    /// Returns whether bilans put it off to other days than those that are printed.
    pub(crate) fn is_moved(&self) -> bool {
        !self.standing.due.same_days(self.quand)
    }

    /// Returns whether the last bilan that speaks of it put it off without saying to when.
    pub(crate) fn awaits_date(&self) -> bool {
        self.standing.said == Some(EtatEtape::Reportee) && !self.standing.is_put_off
    }

    /// Returns whether the days when it is due, or those that were printed, meet a year.
    fn meets(&self, annee: i32) -> bool {
        self.standing.due.years().contains(&annee) || self.quand.years().contains(&annee)
    }

    /// Returns its rank among the occurrences of its étape that have the same days: the plan may repeat one by mistake.
    pub(crate) fn rank_among_namesakes(&self) -> usize {
        let before = &self.etape.quand[..self.standing.rank];
        before
            .iter()
            .filter(|quand| quand.same_days(self.quand))
            .count()
    }
}

/// An étape that has no date.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SansDate<'a> {
    /// The fiche.
    pub(crate) situation: Situation<'a>,
    /// The étape.
    pub(crate) etape: &'a Etape,
}

/// The étapes of some fiches.
#[derive(Debug)]
pub(crate) struct Calendrier<'a> {
    /// The year that was asked for; nothing: all of them.
    pub(crate) annee: Option<i32>,
    /// The occurrences, by the day on which they are due, then by their first day, then in the order of the fiches.
    pub(crate) occurrences: Vec<Occurrence<'a>>,
    /// The étapes that have no date, in the order of the fiches.
    pub(crate) sans_date: Vec<SansDate<'a>>,
}

impl<'a> Calendrier<'a> {
    /// Returns the calendar of some fiches within a horizon.
    pub(crate) fn new(plan: &'a Plan, fiches: &[&'a Fiche], horizon: Horizon) -> Self {
        let situations = Situation::all(plan, fiches, horizon);
        let mut occurrences: Vec<Occurrence<'a>> =
            situations.iter().flat_map(|&fiche| of(fiche)).collect();
        occurrences.sort_by_key(|one| (one.standing.due.fin(), one.standing.due.debut()));
        let sans_date = situations.iter().flat_map(|&situation| {
            let etapes = situation.fiche.calendrier.iter();
            let undated = etapes.filter(|etape| etape.quand.is_empty());
            undated.map(move |etape| SansDate { situation, etape })
        });
        Self {
            annee: None,
            occurrences,
            sans_date: sans_date.collect(),
        }
    }

    /// Keeps the occurrences whose days, as they are now or as they were printed, meet a year. The étapes without date stay:
    /// nobody can say that they are of another year.
    pub(crate) fn of_year(mut self, annee: i32) -> Self {
        self.annee = Some(annee);
        self.occurrences.retain(|one| one.meets(annee));
        self
    }

    /// Returns the years that the occurrences meet, in order.
    pub(crate) fn years(&self) -> Vec<i32> {
        let spans = |one: &Occurrence<'_>| one.standing.due.years().chain(one.quand.years());
        let mut years: Vec<i32> = self.occurrences.iter().flat_map(spans).collect();
        years.sort_unstable();
        years.dedup();
        years
    }

    /// Keeps the occurrences that are in some phases; all of them, and the étapes without date, when none is asked for.
    pub(crate) fn in_phases(mut self, phases: &[Phase]) -> Self {
        if !phases.is_empty() {
            self.occurrences.retain(|one| phases.contains(&one.phase));
            self.sans_date.clear();
        }
        self
    }

    /// Returns how many occurrences are in each phase.
    pub(crate) fn comptes(&self) -> Tally {
        Tally::of(self.occurrences.iter().map(|one| Some(one.phase)))
    }
}

/// Returns the occurrences of a fiche.
fn of(situation: Situation<'_>) -> impl Iterator<Item = Occurrence<'_>> {
    let Situation {
        plan,
        fiche,
        horizon,
        ..
    } = situation;
    let is_closed = situation.close().is_some();
    let standings = standings(fiche, horizon, &plan.exercices);
    standings
        .into_iter()
        .map(move |(etape, standing)| Occurrence {
            situation,
            etape,
            quand: &etape.quand[standing.rank],
            phase: phase(&standing, horizon.date, is_closed),
            standing,
        })
}

/// Returns where an occurrence is in its life at a date.
fn phase(standing: &Standing<'_>, date: NaiveDate, is_closed: bool) -> Phase {
    match standing.said {
        Some(EtatEtape::Tenue) => return Phase::Tenue,
        Some(EtatEtape::Annulee) => return Phase::Annulee,
        Some(EtatEtape::Reportee) | None => {}
    }
    let soon = date.checked_add_days(Days::new(SOON));
    if is_closed {
        Phase::Close
    } else if standing.is_past(date) {
        Phase::EnRetard
    } else if soon.is_none_or(|soon| standing.due.fin() <= soon) {
        Phase::Bientot
    } else {
        Phase::AVenir
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::memory::plan;

    /// What a test looks at: the étape, when it is due, and its phase.
    type Seen = Vec<(String, String, Phase)>;

    /// Returns the calendar of one fiche at a date, for a year when one is asked for.
    fn seen(text: &str, date: &str, annee: Option<i32>) -> Seen {
        let plan = plan("", &[("f", &format!("titre = \"T\"\n{text}"))]);
        let fiches: Vec<&Fiche> = plan.fiches().iter().collect();
        let calendrier = Calendrier::new(&plan, &fiches, Horizon::at(date.parse().unwrap()));
        let calendrier = match annee {
            Some(annee) => calendrier.of_year(annee),
            None => calendrier,
        };
        let ones = calendrier.occurrences.iter();
        ones.map(|one| {
            let due = one.standing.due.texte().to_owned();
            (one.etape.nom.to_string(), due, one.phase)
        })
        .collect()
    }

    /// Returns an occurrence as a test sees it.
    fn one(nom: &str, due: &str, phase: Phase) -> (String, String, Phase) {
        (nom.to_owned(), due.to_owned(), phase)
    }

    #[test]
    fn it_comes_soon_up_to_sixty_days_ahead_and_is_late_the_day_after_its_last() {
        let text = "[calendrier.x]\nquand = \"2018-03-01\"\n";
        for (date, phase) in [
            ("2017-12-30", Phase::AVenir),
            ("2017-12-31", Phase::Bientot),
            ("2018-03-01", Phase::Bientot),
            ("2018-03-02", Phase::EnRetard),
        ] {
            assert_eq!(seen(text, date, None), [one("x", "2018-03-01", phase)]);
        }
    }

    #[test]
    fn what_is_settled_and_what_is_closed_neither_comes_nor_is_late() {
        let text = "[calendrier.x]\nquand = \"2017-11\"\n[calendrier.y]\nquand = \"2017-11\"\n[calendrier.z]\nquand = \"2018-02\"\n[bilan.2017]\netapes.x = \"tenue\"\netapes.y = \"annulee\"\nsuite = \"clore\"\n";
        assert_eq!(
            seen(text, "2018-01-31", None),
            [
                one("x", "2017-11", Phase::Tenue),
                one("y", "2017-11", Phase::Annulee),
                one("z", "2018-02", Phase::Close)
            ]
        );
    }

    #[test]
    fn what_is_put_off_stands_at_its_new_date_and_belongs_to_both_years() {
        let text = "[calendrier.x]\nquand = \"2017-11\"\n[calendrier.y]\nquand = \"2017/2018\"\n[bilan.2017]\netapes.x = { etat = \"reportee\", quand = \"2019-02\" }\n";
        let x = one("x", "2019-02", Phase::AVenir);
        let y = one("y", "2017/2018", Phase::AVenir);
        let at = |annee| seen(text, "2018-01-31", annee);
        assert_eq!(at(None), [y.clone(), x.clone()]);
        assert_eq!(at(Some(2017)), [y.clone(), x.clone()]);
        assert_eq!(at(Some(2018)), [y]);
        assert_eq!(at(Some(2019)), [x]);
        assert_eq!(at(Some(2020)), []);
    }

    #[test]
    fn nothing_is_lost_of_an_etape_without_date() {
        let plan = plan(
            "",
            &[("f", "titre = \"T\"\n[calendrier.x]\nquoi = \"Un jour\"\n")],
        );
        let fiches: Vec<&Fiche> = plan.fiches().iter().collect();
        let horizon = Horizon::at("2018-01-31".parse().unwrap());
        let calendrier = Calendrier::new(&plan, &fiches, horizon).of_year(2018);
        assert_eq!(calendrier.sans_date.len(), 1);
        assert_eq!(calendrier.comptes(), Tally::of::<Phase>([]));
    }
}
