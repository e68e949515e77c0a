//! The years that a bilan is asked about: one, or several side by side.

use anyhow::bail;
use chrono::NaiveDate;

use super::filters::year;
use crate::model::dates::year_end;
use crate::model::exercice::Exercice;
use crate::model::horizon::Horizon;
use crate::model::plan::Plan;
use crate::query::filter::arrete_au;
use crate::report::periode::exercices;
use crate::text::limits::MOST_EXERCICES;

/// The years that are asked about.
#[derive(Debug, Clone, Copy)]
pub(super) enum Annees {
    /// One year.
    Une(i32),
    /// From a year to a later one.
    Plusieurs(i32, i32),
}

/// Reads a year, or two with two dots between them.
pub(super) fn annees(text: &str) -> Result<Annees, String> {
    let Some((first, last)) = text.split_once("..") else {
        let of = |why| format!("{why} ; pour une période, 2017..2020");
        return year(text).map(Annees::Une).map_err(of);
    };
    let (first, last) = (year(first)?, year(last)?);
    if first < last {
        Ok(Annees::Plusieurs(first, last))
    } else if first == last {
        Err(format!(
            "écrire {first} seul, ou une dernière année plus tardive"
        ))
    } else {
        Err(format!(
            "écrire la première année d'abord : {last}..{first}"
        ))
    }
}

impl Annees {
    /// Returns whether several years stand side by side.
    pub(super) fn is_periode(self) -> bool {
        matches!(self, Self::Plusieurs(..))
    }

    /// Returns the exercices that are asked about, in order, never none, each with how far it looks: up to its own end, but for
    /// the last, which looks as a bilan alone does.
    pub(super) fn horizons(
        self,
        plan: &Plan,
        (au, today): (Option<NaiveDate>, NaiveDate),
        interne: bool,
    ) -> anyhow::Result<Vec<(Exercice, Horizon)>> {
        let exercices = match self {
            Self::Une(year) => vec![exercice(plan, year)?],
            Self::Plusieurs(first, last) => several(plan, (first, last))?,
        };
        let last = exercices.last().copied();
        let horizon = |exercice: Exercice| {
            let date = if Some(exercice) == last {
                arrete_au(exercice, (au, today))
            } else {
                year_end(exercice.fin).min(au.unwrap_or(today))
            };
            (exercice, Horizon::of_bilan(exercice, date, interne))
        };
        Ok(exercices.into_iter().map(horizon).collect())
    }
}

/// Returns the exercice that a year names.
fn exercice(plan: &Plan, asked: i32) -> anyhow::Result<Exercice> {
    let exercice = plan.exercices.holding(asked);
    if exercice.annee != asked {
        let named = exercice.annee;
        bail!(
            "{asked} est dans le bilan {named}, qui couvre {} : demander « stspd bilan {named} »",
            exercice.label()
        );
    }
    Ok(exercice)
}

/// Returns the exercices of a period.
fn several(plan: &Plan, years: (i32, i32)) -> anyhow::Result<Vec<Exercice>> {
    let all = exercices(plan, years);
    if all.len() > MOST_EXERCICES {
        bail!(
            "une période compte au plus {MOST_EXERCICES} bilans, et non {} : en demander moins",
            all.len()
        );
    }
    Ok(all)
}
