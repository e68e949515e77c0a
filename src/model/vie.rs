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
    let own = fiche.periode.as_deref();
    let periode = own.or(plan.strategie.periode.as_deref());
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
        .filter(|_| own.is_none())
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

/// Returns what an exercice's bilan expects of a fiche. A bilan that exists makes its own fiche expected.
pub(crate) fn attente(plan: &Plan, fiche: &Fiche, exercice: Exercice, horizon: Horizon) -> Attente {
    if !fiche.propre {
        return Attente::Associee;
    }
    match vie(plan, fiche, exercice, horizon) {
        Vie::Concernee => Attente::Attendue,
        _ if fiche.bilan_of(exercice).is_some() => Attente::Attendue,
        other => Attente::NonConcernee(other),
    }
}
