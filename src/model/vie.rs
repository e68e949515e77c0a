//! The life of a fiche: its state at a date, when it closed, from when to when it lives, and whether a bilan is expected.

use chrono::{Datelike, NaiveDate};

use super::dates::year_end;
use super::etat::{Etat, Suite};
use super::exercice::Exercice;
use super::fiche::Fiche;
use super::horizon::Horizon;
use super::plan::Plan;

/// What a suivi entry or a bilan says of a fiche's state at a date.
#[derive(Debug)]
struct Statement {
    /// The day at which it counts.
    date: NaiveDate,
    /// How far the action is, when it says so.
    etat: Option<Etat>,
    /// What comes next, when it says so.
    suite: Option<Suite>,
}

impl Statement {
    /// Returns whether the fiche is closed by what is said here.
    fn closes(&self) -> bool {
        self.etat.is_some_and(Etat::closes) || self.suite.is_some_and(Suite::closes)
    }
}

/// Returns all that was said up to the horizon, in the order of time. A bilan counts on 31 December, after that day's
/// suivi, or at the horizon itself when that comes earlier in its year.
fn statements(fiche: &Fiche, horizon: Horizon) -> Vec<Statement> {
    let suivi = fiche.suivi_read(horizon);
    let mut said: Vec<Statement> = suivi
        .map(|entry| Statement {
            date: *entry.date,
            etat: entry.etat.as_deref().copied(),
            suite: None,
        })
        .collect();
    said.extend(fiche.bilans_read(horizon).map(|bilan| Statement {
        date: year_end(*bilan.annee).min(horizon.date),
        etat: bilan.etat.as_deref().copied(),
        suite: bilan.suite.as_deref().copied(),
    }));
    said.retain(|statement| statement.etat.is_some() || statement.suite.is_some());
    said.sort_by_key(|statement| statement.date);
    said
}

/// Returns the state that was last stated; nothing when nobody stated any.
pub(crate) fn etat_at(fiche: &Fiche, horizon: Horizon) -> Option<Etat> {
    statements(fiche, horizon)
        .iter()
        .rev()
        .find_map(|statement| statement.etat)
}

/// Returns the year in which the fiche closed; nothing while it is open, or open again.
pub(crate) fn closed_in(fiche: &Fiche, horizon: Horizon) -> Option<i32> {
    let said = statements(fiche, horizon);
    said.iter()
        .rev()
        .take_while(|statement| statement.closes())
        .last()
        .map(|statement| statement.date.year())
}

/// Whether a fiche is concerned by an exercice, and why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Vie {
    /// Its life meets the exercice.
    Concernee,
    /// It begins in that later year.
    PasCommencee(i32),
    /// It was over in that earlier year.
    Terminee(i32),
    /// It closed in that earlier year.
    Close(i32),
}

/// Returns whether the life of a fiche meets an exercice.
pub(crate) fn vie(plan: &Plan, fiche: &Fiche, exercice: Exercice, horizon: Horizon) -> Vie {
    let periode = plan.periode_of(fiche);
    if let Some(debut) = periode
        .map(|periode| periode.first_year())
        .filter(|&debut| debut > exercice.fin)
    {
        return Vie::PasCommencee(debut);
    }
    let closed = closed_in(fiche, horizon).filter(|&closed| closed < exercice.debut);
    let extension = plan
        .strategie
        .prorogation
        .as_ref()
        .filter(|_| fiche.periode.is_none())
        .map(|prorogation| prorogation.fin.year());
    let last = periode
        .and_then(|periode| periode.last_year())
        .map(|last| extension.map_or(last, |extension| last.max(extension)));
    let over = last.filter(|&last| last < exercice.debut);
    match (closed, over) {
        (Some(closed), Some(over)) if over < closed => Vie::Terminee(over),
        (Some(closed), _) => Vie::Close(closed),
        (None, Some(over)) => Vie::Terminee(over),
        (None, None) => Vie::Concernee,
    }
}

/// What an exercice's bilan expects of a fiche.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Attente {
    /// A bilan is expected.
    Attendue,
    /// None is, for this reason.
    NonConcernee(Vie),
    /// The fiche is another commune's: none ever is.
    Associee,
}

/// Returns what an exercice's bilan expects of a fiche. A bilan that exists, and is read, makes its own fiche expected.
pub(crate) fn attente(plan: &Plan, fiche: &Fiche, exercice: Exercice, horizon: Horizon) -> Attente {
    if !fiche.propre {
        return Attente::Associee;
    }
    match vie(plan, fiche, exercice, horizon) {
        Vie::Concernee => Attente::Attendue,
        _ if fiche.bilan_read(exercice, horizon).is_some() => Attente::Attendue,
        other => Attente::NonConcernee(other),
    }
}

/// Returns the years of a fiche's étapes and of its own period; an open one goes up to a given year.
pub(crate) fn years_of(fiche: &Fiche, until: NaiveDate) -> Vec<i32> {
    let etapes = fiche
        .calendrier
        .iter()
        .flat_map(|etape| &etape.quand)
        .flat_map(|quand| quand.years());
    let own = fiche
        .periode
        .iter()
        .flat_map(|periode| periode.first_year()..=periode.last_year().unwrap_or(until.year()));
    let mut years: Vec<i32> = etapes.chain(own).collect();
    years.sort_unstable();
    years.dedup();
    years
}

/// Returns whether an étape or the fiche's own period meets an exercice.
pub(crate) fn meets(fiche: &Fiche, exercice: Exercice) -> bool {
    let covers = |first: i32, last: i32| first <= exercice.fin && last >= exercice.debut;
    let mut dates = fiche.calendrier.iter().flat_map(|etape| &etape.quand);
    dates.any(|quand| covers(*quand.years().start(), *quand.years().end()))
        || fiche.periode.as_ref().is_some_and(|periode| {
            covers(
                periode.first_year(),
                periode.last_year().unwrap_or(i32::MAX),
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::memory::plan;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn year(annee: i32) -> Exercice {
        Exercice {
            annee,
            debut: annee,
            fin: annee,
        }
    }

    /// Returns the state of a fiche at a date, and the year in which it closed.
    fn at(text: &str, date: &str) -> (Option<Etat>, Option<i32>) {
        let plan = plan("", &[("f", &format!("titre = \"T\"\n{text}"))]);
        let horizon = Horizon::at(day(date));
        (
            etat_at(&plan.fiches()[0], horizon),
            closed_in(&plan.fiches()[0], horizon),
        )
    }

    /// Returns what the bilan of a year expects of a fiche, once that year is over.
    fn expected(strategie: &str, text: &str, annee: i32) -> Attente {
        let plan = plan(strategie, &[("f", &format!("titre = \"T\"\n{text}"))]);
        let horizon = Horizon::of_bilan(year(annee), year_end(annee), true);
        attente(&plan, &plan.fiches()[0], year(annee), horizon)
    }

    const JOURNAL: &str = "[[suivi]]\ndate = 2017-06-01\netat = \"en-cours\"\n[[suivi]]\ndate = 2017-03-01\netat = \"a-venir\"\n";

    #[test]
    fn nobody_said_anything_is_no_state() {
        assert_eq!(at("", "2017-12-31"), (None, None));
    }

    #[test]
    fn the_latest_statement_wins_whatever_the_order_of_the_file() {
        assert_eq!(at(JOURNAL, "2017-12-31").0, Some(Etat::EnCours));
        assert_eq!(at(JOURNAL, "2017-05-31").0, Some(Etat::AVenir));
        assert_eq!(at(JOURNAL, "2017-02-28").0, None);
    }

    #[test]
    fn on_one_day_the_file_s_order_decides() {
        let text = "[[suivi]]\ndate = 2017-06-01\netat = \"en-pause\"\n[[suivi]]\ndate = 2017-06-01\netat = \"bloquee\"\n";
        assert_eq!(at(text, "2017-06-01").0, Some(Etat::Bloquee));
    }

    #[test]
    fn an_entry_without_state_says_nothing_of_it() {
        let text = format!("{JOURNAL}[[suivi]]\ndate = 2017-07-01\nnote = \"réunion\"\n");
        assert_eq!(at(&text, "2017-12-31").0, Some(Etat::EnCours));
    }

    #[test]
    fn a_bilan_speaks_on_31_december_after_that_day_s_journal() {
        let text = "[[suivi]]\ndate = 2017-12-31\netat = \"en-pause\"\n[bilan.2017]\netat = \"realisee\"\n";
        assert_eq!(at(text, "2017-12-31"), (Some(Etat::Realisee), Some(2017)));
        let later = format!("{text}[[suivi]]\ndate = 2018-01-01\netat = \"en-cours\"\n")
            .replace("[bilan.2017]\netat = \"realisee\"\n", "");
        let later = format!("{later}[bilan.2017]\netat = \"realisee\"\n");
        assert_eq!(at(&later, "2018-01-01"), (Some(Etat::EnCours), None));
    }

    #[test]
    fn a_bilan_of_this_year_speaks_at_the_reference_date_and_one_of_a_later_year_not_at_all() {
        let text = "[[suivi]]\ndate = 2017-06-01\netat = \"en-cours\"\n[bilan.2017]\netat = \"realisee\"\n[bilan.2018]\netat = \"bloquee\"\n";
        assert_eq!(at(text, "2017-06-01").0, Some(Etat::Realisee));
        assert_eq!(at(text, "2016-12-31").0, None);
        assert_eq!(at(text, "2018-01-01").0, Some(Etat::Bloquee));
    }

    #[test]
    fn a_bilan_reads_no_bilan_after_its_own_but_the_journal_up_to_its_date() {
        let text = "titre = \"T\"\n[[suivi]]\ndate = 2018-03-01\netat = \"en-pause\"\n[bilan.2017]\netat = \"en-cours\"\n[bilan.2018]\netat = \"bloquee\"\n";
        let plan = plan("", &[("f", text)]);
        let horizon = Horizon::of_bilan(year(2017), day("2018-12-31"), true);
        assert_eq!(etat_at(&plan.fiches()[0], horizon), Some(Etat::EnPause));
    }

    #[test]
    fn what_is_internal_is_read_only_when_it_is_asked_for() {
        let text = "titre = \"T\"\n[[suivi]]\ndate = 2017-03-01\netat = \"bloquee\"\ndiffusion = \"interne\"\n";
        let plan = plan("", &[("f", text)]);
        let horizon = |interne| Horizon::of_bilan(year(2017), year_end(2017), interne);
        assert_eq!(etat_at(&plan.fiches()[0], horizon(false)), None);
        assert_eq!(
            etat_at(&plan.fiches()[0], horizon(true)),
            Some(Etat::Bloquee)
        );
    }

    #[test]
    fn a_next_step_closes_too_and_a_later_word_reopens() {
        let closed = "[bilan.2017]\netat = \"en-cours\"\nsuite = \"clore\"\n";
        assert_eq!(at(closed, "2017-12-31"), (Some(Etat::EnCours), Some(2017)));
        let confirmed = format!("{closed}[bilan.2018]\netat = \"realisee\"\n");
        assert_eq!(at(&confirmed, "2018-12-31").1, Some(2017));
        let reopened = format!("{closed}[bilan.2018]\nsuite = \"poursuivre\"\n");
        assert_eq!(at(&reopened, "2018-12-31"), (Some(Etat::EnCours), None));
        assert_eq!(at(&reopened, "2018-06-30").1, None);
        assert_eq!(at(&reopened, "2017-12-31").1, Some(2017));
    }

    #[test]
    fn without_any_period_a_fiche_lives_every_year() {
        assert_eq!(expected("", "", 1999), Attente::Attendue);
    }

    #[test]
    fn a_fiche_lives_as_long_as_the_plan_with_its_extension() {
        let strategie = "periode = \"2017/2018\"\nprorogation = { fin = \"2019-06\" }\n";
        assert_eq!(
            expected(strategie, "", 2016),
            Attente::NonConcernee(Vie::PasCommencee(2017))
        );
        assert_eq!(expected(strategie, "", 2019), Attente::Attendue);
        assert_eq!(
            expected(strategie, "", 2020),
            Attente::NonConcernee(Vie::Terminee(2019))
        );
    }

    #[test]
    fn its_own_period_comes_first_and_is_not_extended() {
        let strategie = "periode = \"2017/2018\"\nprorogation = { fin = \"2019-06\" }\n";
        assert_eq!(
            expected(strategie, "periode = \"2018\"\n", 2017),
            Attente::NonConcernee(Vie::PasCommencee(2018))
        );
        assert_eq!(
            expected(strategie, "periode = \"2018\"\n", 2019),
            Attente::NonConcernee(Vie::Terminee(2018))
        );
        assert_eq!(
            expected(strategie, "periode = \"2018/\"\n", 2030),
            Attente::Attendue
        );
    }

    #[test]
    fn the_year_of_its_closing_is_its_last() {
        let text = "[[suivi]]\ndate = 2017-05-01\netat = \"abandonnee\"\n";
        assert_eq!(
            expected("periode = \"2017/\"\n", text, 2017),
            Attente::Attendue
        );
        assert_eq!(
            expected("periode = \"2017/\"\n", text, 2018),
            Attente::NonConcernee(Vie::Close(2017))
        );
    }

    #[test]
    fn a_bilan_that_exists_makes_its_own_fiche_expected() {
        assert_eq!(
            expected(
                "periode = \"2017/2018\"\n",
                "[bilan.2020]\ndifficultes = \"x\"\n",
                2020
            ),
            Attente::Attendue
        );
    }

    #[test]
    fn an_associated_fiche_is_never_expected() {
        let text = "commune = \"Grande-Ville\"\n[bilan.2017]\netat = \"en-cours\"\n";
        assert_eq!(
            expected("periode = \"2017/\"\n", text, 2017),
            Attente::Associee
        );
        assert_eq!(
            expected(
                "periode = \"2017/\"\n",
                "commune = \"BOURG EXEMPLE\"\n",
                2017
            ),
            Attente::Attendue
        );
    }

    #[test]
    fn a_life_that_meets_one_year_of_an_exercice_meets_it() {
        let strategie = "periode = \"2001/2004\"\n";
        let page = "periode = \"2004/2005\"\n";
        let plan = plan(
            strategie,
            &[("f", "titre = \"T\"\n"), ("bilans/2005", page)],
        );
        let exercice = plan.exercices.holding(2004);
        assert_eq!(
            exercice,
            Exercice {
                annee: 2005,
                debut: 2004,
                fin: 2005
            }
        );
        let horizon = Horizon::of_bilan(exercice, year_end(2005), true);
        assert_eq!(
            attente(&plan, &plan.fiches()[0], exercice, horizon),
            Attente::Attendue
        );
    }
}
